"""ParlaMint TEI: one sitting a file, its people in the corpus root that lies beside it.

The schema is that of https://clarin-eric.github.io/ParlaMint/, the same for 29 parliaments. A turn is a ``u``, its
paragraphs are the ``seg``; notes, applause and gaps become notes of the sitting, also where they stand inside a
paragraph. Files with a DTD or entities are refused, and nothing is fetched. Knows nothing of who was what on a date
beyond what the corpus root says.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from index.errors import RecordError
from index.names import CHAIR, MEMBER, split_name
from index.readers.base import RecordFile
from index.readers.parlamint_header import ID, LANG, TEI, Header, words_of
from index.readers.parlamint_people import People, read_people
from index.transcript import AgendaItem, LanguageSpan, Locator, Note, NoteKind, Sitting, Speaker, Turn

MAX_BYTES = 256 << 20
"""A larger file is no sitting; its tree would not fit into memory."""

_ROOT = re.compile(rb"<(?:[\w.-]+:)?(?:TEI|teiCorpus)[\s>]")
_CORPUS = re.compile(r"(ParlaMint-[A-Z]{2})(-[A-Z0-9]{1,3}(?=[_.]))?")
_ROLES = {
    "chair": CHAIR,
    "regular": MEMBER,
    "guest": "guest",
    "minister": "minister",
    "primeMinister": "prime minister",
    "secretaryOfState": "secretary of state",
    "rapporteur": "rapporteur",
}
_GAP = "\n\n"  # between paragraphs
_LABEL = re.compile(r"(?:\d+\.\d+\s+)?(?P<label>\S.{1,150}):", re.DOTALL)


class ParlaMintReader:
    """One sitting a ``TEI``; a corpus root (``teiCorpus``) holds people and no words: no sitting, and no error."""

    name = "ParlaMint TEI"

    def __init__(self) -> None:
        self._people: dict[str, People] = {}  # the last few corpus roots, by hash

    def sniff(self, head: bytes) -> bool:
        """An XML file whose root is TEI's."""
        start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
        return start.startswith(b"<") and _ROOT.search(start) is not None and b"tei-c.org/ns" in start

    def read(self, file: RecordFile) -> Iterator[Sitting]:
        """The sitting of the file."""
        root = parse_tei(file)
        if root.tag == f"{TEI}teiCorpus":
            return
        if root.tag != f"{TEI}TEI":
            raise RecordError(file.name, None, f"not a ParlaMint file: its root is {root.tag!r}")
        if next(root.iter(f"{TEI}w"), None) is not None:
            raise RecordError(file.name, None, "is a linguistically annotated file (.ana); give the plain TEI")
        sitting_id = root.get(ID) or file.sha256()[:12]
        try:
            yield _Debate(root, sitting_id, self._root_of(file, sitting_id)).sitting()
        except (ValueError, RecursionError) as error:
            raise RecordError(file.name, None, f"does not hang together: {error}") from error

    def _root_of(self, file: RecordFile, sitting_id: str) -> People:
        match = _CORPUS.match(sitting_id)
        names = [f"{match[1]}{match[2] or ''}.xml", f"{match[1]}.xml"] if match else []
        beside = next((root for name in names if (root := file.sibling(name))), None)
        if beside is None:
            return People()
        digest = beside.sha256()
        if digest not in self._people:
            while len(self._people) >= 4:
                self._people.pop(next(iter(self._people)))
            self._people[digest] = _people_of(beside)
        return self._people[digest]


def parse_tei(file: RecordFile) -> Element:
    """The tree of a TEI file.

    Raises:
        RecordError: not well-formed (with line and column), or with a DTD or entities.
    """
    try:
        with file.opener() as stream:
            content = stream.read(MAX_BYTES + 1)
        if len(content) > MAX_BYTES:
            raise RecordError(file.name, None, f"more than {MAX_BYTES >> 20} MiB of XML; one file is one sitting")
        return fromstring(content, forbid_dtd=True)
    except ParseError as error:
        line, column = error.position
        reason = f"not well-formed XML ({str(error).split(':')[0]})"
        raise RecordError(file.name, f"line {line:,}, column {column}", reason) from error
    except DefusedXmlException as error:
        raise RecordError(file.name, None, "has a DTD or entities, which are never read; remove them") from error
    except (ValueError, LookupError) as error:
        raise RecordError(file.name, None, f"its encoding cannot be read ({error}); save as UTF-8") from error


def _people_of(root_file: RecordFile) -> People:
    """The people of a corpus root, and of the files it includes (ParlaMint 4: ``ParlaMint-XX-listPerson.xml``)."""
    root = parse_tei(root_file)
    lists = [root]
    for include in root.findall(f".//{TEI}particDesc/{{http://www.w3.org/2001/XInclude}}include"):
        beside = root_file.sibling(include.get("href", ""))
        if beside is not None:
            lists.append(parse_tei(beside))
    return read_people(lists)


@dataclass
class _Debate:
    """A TEI file as it is walked, in the order of its words."""

    root: Element
    id: str
    people: People
    turns: list[Turn] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    items: list[AgendaItem] = field(default_factory=list)

    def sitting(self) -> Sitting:
        """The sitting; agenda items are its debate sections, where more than one of them has a heading."""
        header = Header(self.root)
        body = self.root.find(f"{TEI}text/{TEI}body")
        sections = [] if body is None else list(body.iter(f"{TEI}div"))
        headed = [div for div in sections if words_of(div.find(f"{TEI}head"))]
        text = self.root.find(f"{TEI}text")
        language = self.root.get(LANG) if text is None else text.get(LANG, self.root.get(LANG))
        for number, div in enumerate(sections):
            self._section(div, number, div.get(LANG, language), header, as_item=div in headed and len(headed) > 1)
        corpus = _CORPUS.match(self.id)
        committee = words_of(headed[0].find(f"{TEI}head")) if headed and header.is_committee else None
        return Sitting(
            id=self.id,
            source=f"{corpus[1]}{corpus[2] or ''}" if corpus else "TEI",
            date=header.date,
            title=header.title or self.id,
            committee=committee,
            items=tuple(self.items),
            turns=tuple(self.turns),
            notes=tuple(self.notes),
        )

    def _section(self, div: Element, number: int, lang: str | None, header: Header, *, as_item: bool) -> None:
        item = None
        if as_item:
            item = AgendaItem(div.get(ID) or f"{self.id}.div{number}", None, words_of(div.find(f"{TEI}head")))
            self.items.append(item)
        for element in div:
            if element.tag == f"{TEI}u":
                self._utterance(element, item.id if item else None, element.get(LANG, lang), header)
            elif element.tag == f"{TEI}div":
                continue  # a section of its own
            elif element.tag == f"{TEI}head" and item is not None and words_of(element) == item.title:
                continue
            else:
                self._note(element, "heading" if element.tag == f"{TEI}head" else "stage")

    def _utterance(self, u: Element, item_id: str | None, language: str | None, header: Header) -> None:
        paragraphs: list[str] = []
        spans: list[LanguageSpan] = []
        label: str | None = None
        first_note = len(self.notes)
        for element in u:
            if element.tag == f"{TEI}seg":
                paragraph = " ".join("".join(self._speech(element)).split())
                if paragraph:
                    start = sum(len(before) + len(_GAP) for before in paragraphs)
                    paragraphs.append(paragraph)
                    spans += _span(start, paragraph, element.get(LANG, language))
            elif not paragraphs and label is None and (match := _LABEL.fullmatch(words_of(element))):
                label = match["label"]
                self._note(element, "furniture")
            else:
                self._note(element, "stage")
        if not paragraphs:
            return
        order = len(self.turns)
        # Notes inside the turn belong behind it, the printed label of its speaker before it.
        self.notes[first_note:] = [
            note if note.kind == "furniture" else replace(note, after=order) for note in self.notes[first_note:]
        ]
        turn_id = u.get(ID) or f"{self.id}.u{order}"
        speaker = self._speaker(u, label, header.date)
        locator = Locator(url=header.url, fragment=u.get(ID))
        text = _GAP.join(paragraphs)
        self.turns.append(Turn(turn_id, self.id, item_id, speaker, text, order, locator, tuple(spans)))

    def _speech(self, seg: Element) -> Iterator[str]:
        """The text of a paragraph; what is no speech goes to the notes."""
        yield seg.text or ""
        for inside in seg:
            if inside.tag in _STAGE:
                self._note(inside, "stage")
            else:
                yield from self._speech(inside)
            yield inside.tail or ""

    def _note(self, element: Element, kind: NoteKind) -> None:
        words = words_of(element) or element.get("type") or element.get("reason") or ""
        if words:
            self.notes.append(Note(words, kind, len(self.turns) - 1))

    def _speaker(self, u: Element, label: str | None, date: dt.date | None) -> Speaker | None:
        """Who speaks: by the corpus root, else by the name printed before the words, else by the id alone.

        An id is made readable as far as it goes: "#Bracke_Siegfried" gives "Siegfried Bracke"; "#RuttenGwendolyn"
        gives "Rutten Gwendolyn", since nothing says which of the two is the surname.
        """
        who = u.get("who", "").split("#")[-1].split(" ")[0]
        printed, party, printed_role = split_name(label) if label else ("", None, None)
        if not who:
            return None
        person = self.people.on(who, date)
        said = next((_ROLES[role] for role in re.split(r"[\s#]+", u.get("ana", "")) if role in _ROLES), None)
        if person is not None:
            role = person.role if said in (None, MEMBER) and person.role else said
            return Speaker(who, person.name, person.party or party, role)
        name = printed if printed and printed_role != CHAIR else _readable(who)
        return Speaker(who, name, party, said or printed_role)


_STAGE = {f"{TEI}{name}" for name in ("note", "vocal", "kinesic", "incident", "gap", "pb")}


def _span(start: int, paragraph: str, language: str | None) -> list[LanguageSpan]:
    code = (language or "").split("-")[0]
    return [LanguageSpan(start, start + len(paragraph), code)] if re.fullmatch("[a-z]{2}", code) else []


def _readable(who: str) -> str:
    parts = who.split("_")
    spaced = [re.sub(r"(?<=[^\W\d_])(?=[A-Z])(?<![A-Z-])", " ", part) for part in parts]
    return " ".join(reversed(spaced)) if len(parts) == 2 else " ".join(spaced)
