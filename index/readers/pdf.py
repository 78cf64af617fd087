"""A report as PDF: paragraphs in reading order, cut into turns where a paragraph opens with a speaker and a colon.

Speakers are printed "Name (Party):", "Minister X:", "De voorzitter:", "De heer X (Party):", in Dutch, French or
English. What stands before the first of them goes to the notes. Broken words are joined (see `pdf_layout`), so the
text is that of the page, not its lines. Knows nothing of typefaces, tables or pictures.
"""

from __future__ import annotations

import logging
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from pypdf import PdfReader as Pdf

from index.errors import RecordError
from index.names import speaker_id, split_name
from index.readers.base import RecordFile
from index.readers.dates import written_date
from index.readers.pdf_layout import Paragraph, paragraphs
from index.transcript import Locator, Note, Sitting, Speaker, Turn

_TAIL = 2048  # a PDF ends with a mark; some programs append a few bytes
_PARTICLE = "van|von|de|den|der|del|della|di|du|la|le|ten|ter|te|el|ben|en"
_WORD = rf"(?:[A-ZÀ-Þ][\w.'’-]*|[a-z]['’][A-ZÀ-Þ][\w-]*|{_PARTICLE})"
_NAME = rf"{_WORD}(?:\s{_WORD}){{0,6}}"
_PARTY = r"\((?!nr|n°|art)(?=[^():]*[A-Za-z])[^():]{1,40}\)"
_SPEAKER = re.compile(
    rf"""(?:[•–]\s)?(?P<label>
        (?:(?:De|Le|La|The)\s)?(?:[Vv]oorzitter|[Vv]oorzitster|[Pp]résidente?|[Cc]hair)(?:\s\({_NAME}\))?
      | (?:Voorzitter|(?:Vice-?m|M)inister-president|Minister|Eerste\sminister|Staatssecretaris
          |De\sheer|Mevrouw|M\.|Mme|Mr\.?|Mrs\.?|Ms\.?)\s{_NAME}(?:\s?{_PARTY})?
      | {_NAME},\s(?:(?:premi(?:er|ère)\s)?ministre|secrétaire\sd['’][Éé]tat|rapporteur|verslaggever)
      | {_WORD}(?:\s{_WORD}){{1,6}}\s?{_PARTY}
    )\s?:\s*""",
    re.VERBOSE,
)


class PdfReader:
    """One sitting a file."""

    name = "PDF"

    def sniff(self, head: bytes) -> bool:
        """A PDF's first line, which may have some bytes before it."""
        return b"%PDF-" in head[:1024]

    def read(self, file: RecordFile) -> Iterator[Sitting]:
        """The sitting of the file.

        Raises:
            RecordError: damaged, protected by a password, without text (a scan), or without any speaker.
        """
        pages, furniture = _layout(file)
        if not pages:
            raise RecordError(file.name, None, "holds no text, only pictures; run a text recognition over it first")
        turns, notes = _turns(f"pdf-{file.sha256()[:12]}", pages)
        if not turns:
            raise RecordError(file.name, None, 'no paragraph opens with a speaker ("Name (Party):", "De voorzitter:")')
        notes += [Note(text, "furniture") for text in furniture]
        before = [note.text for note in notes if note.after == -1 and note.kind == "unplaced"]
        yield Sitting(
            id=turns[0].sitting_id,
            source="PDF",
            date=written_date(" ".join([*before, *furniture])),
            title=(before[0] if before else furniture[0] if furniture else turns[0].sitting_id)[:200],
            turns=tuple(turns),
            notes=tuple(notes),
        )


def opens_turn(text: str) -> re.Match[str] | None:
    """Whether the text opens with a speaker and a colon; the group "label" is the speaker as printed."""
    return _SPEAKER.match(text)


def _layout(file: RecordFile) -> tuple[list[Paragraph], list[str]]:
    content = file.read()
    if b"%%EOF" not in content[-_TAIL:]:  # pypdf would read what is left, and a part of a sitting is none
        raise RecordError(file.name, None, "is cut off, for it does not end as a PDF does; fetch it again")
    try:
        with _quiet():
            pdf = Pdf(BytesIO(content))
            if pdf.is_encrypted and not pdf.decrypt(""):
                raise RecordError(file.name, None, "is protected by a password; save it without")
            return paragraphs(pdf, opens_turn)
    except RecordError:
        raise
    # pypdf warns that a broken file may end in any exception, beside its own tree.
    except Exception as error:
        what = " ".join(str(error).split()) or type(error).__name__
        raise RecordError(file.name, None, f"is damaged or cut off, and cannot be read as PDF ({what})") from error


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep pypdf's remarks on what it repaired off the screen."""
    logger = logging.getLogger("pypdf")
    level = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logger.setLevel(level)


def _turns(sitting_id: str, pages: list[Paragraph]) -> tuple[list[Turn], list[Note]]:
    turns: list[Turn] = []
    notes: list[Note] = []
    speaker: Speaker | None = None
    words: list[str] = []
    page = 0

    def close() -> None:
        if words:
            order = len(turns)
            text = "\n\n".join(words)
            turns.append(Turn(f"{sitting_id}-{order}", sitting_id, None, speaker, text, order, Locator(page=page)))
            words.clear()

    for paragraph in pages:
        opening = opens_turn(paragraph.text)
        if opening is None and speaker is None:
            notes.append(Note(paragraph.text, "unplaced"))
            continue
        text = paragraph.text
        if opening is not None:
            close()
            name, party, role = split_name(opening["label"])
            speaker, page = Speaker(speaker_id(opening["label"]), name, party, role), paragraph.page
            text = text[opening.end() :]
        if re.fullmatch(r"\([^()]*\)", text):
            notes.append(Note(text, "stage", len(turns) if words else len(turns) - 1))
        elif text:
            words.append(text)
    close()
    return turns, notes
