"""A report of the Flemish Parliament as text: a page of its website copied, or written in that form.

Every line is a paragraph; the words of a turn stand in the file as they are, its paragraphs joined by a blank
line. Every word of the file ends up in a turn, a note, a title, a name or the committee. Who speaks is for
`index.readers.flemish_floor`, what a line is for `index.readers.flemish`. Knows nothing of the network.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from index.errors import RecordError
from index.readers import flemish
from index.readers.base import RecordFile
from index.readers.dates import written_date
from index.readers.flemish_chair import asked_for_floor, chair_formula
from index.readers.flemish_floor import Block, People, attribute
from index.transcript import AgendaItem, Locator, Note, NoteKind, Sitting, Speaker, Turn

SOURCE = "vlaams-parlement"
UNTITLED = "Vergadering van het Vlaams Parlement"
"""The title of a page that gives none."""

_MEETINGS = ("Commissievergadering", "Plenaire vergadering")
_DATE_WORDS = 8
_LIST_OPENS = (":", ";", ",")


class SiteTextReader:
    """One page a file."""

    name = "site text"

    def sniff(self, head: bytes) -> bool:
        """Text with a line that such a page has: "U bent hier", a heading or fixed sentence of the chair."""
        if b"\0" in head or head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"", b"<", b"{", b"[", b"%"):
            return False
        return any(_is_sign(line) for line in _lines(head.decode("utf-8", "replace")))

    def read(self, file: RecordFile) -> Iterator[Sitting]:
        """The page's one sitting."""
        page = _Page()
        for line in _lines(utf8_text(file)):
            page.take(line)
        if not page.is_report():
            reason = 'no transcript: no heading of a speaker, no "De voorzitter" and no "... heeft het woord"; '
            raise RecordError(file.name, None, reason + "copy the whole page of a report")
        sitting = page.sitting(file.sha256())
        if not sitting.turns:
            raise RecordError(file.name, None, "headings, but no words under them; copy the whole page")
        yield sitting


def utf8_text(file: RecordFile) -> str:
    """The file's content, decoded.

    Raises:
        RecordError: line and byte of what is not UTF-8; another encoding is not guessed.
    """
    content = file.read()
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        reason = f"byte {error.start + 1:,} is not UTF-8 (windows-1252?); save the file as UTF-8"
        raise RecordError(file.name, f"line {line:,}", reason) from error


def _lines(text: str) -> list[str]:
    """The paragraphs of the text, without the blanks around them."""
    return [line.strip() for line in re.split(r"\r\n|\r|\n", text.removeprefix("\ufeff")) if line.strip()]


def _is_sign(line: str) -> bool:
    inline = flemish.inline_heading(line)
    return (
        flemish.chair_heading(line)
        or (inline is not None and flemish.chair_heading(inline[0]))
        or line in ("U bent hier", "Verslag plenaire vergadering")
        or flemish.end_of_report(line)
        or chair_formula(line)
    )


@dataclass(slots=True)
class _Page:
    """A page read line by line: its top, its blocks, and its notes with the number of blocks before them."""

    blocks: list[Block] = field(default_factory=list)
    notes: list[tuple[str, NoteKind, int]] = field(default_factory=list)
    top: dict[str, list[str]] = field(default_factory=dict)
    previous: str = ""
    in_list: bool = False
    at_top: bool = True
    over: bool = False

    def take(self, line: str) -> None:
        """Put one more line in its place."""
        self.over = self.over or flemish.end_of_report(line)
        if self.over:
            self._note(line, "furniture")
        elif not (self.at_top and self._take_top(line)):
            self._take_report(line)
        self.previous = line

    def is_report(self) -> bool:
        """Whether anything on the page tells who speaks."""
        return any(
            block.kind in ("chair", "person") or (block.kind == "speech" and chair_formula(block.text))
            for block in self.blocks
        )

    def _note(self, text: str, kind: NoteKind) -> None:
        self.notes.append((text, kind, len(self.blocks)))

    def _keep(self, name: str, line: str) -> bool:
        self.top.setdefault(name, []).append(line)
        return True

    def _take_top(self, line: str) -> bool:
        """Whether the line belongs to the page's top; if so it has been taken."""
        if address := flemish.official_address(line):
            self._note(line, "notice")
            return self._keep("address", address)
        if found := flemish.committee(line):
            self._keep("committee", found)
        is_date = written_date(line) is not None and len(line.split()) <= _DATE_WORDS
        is_chair = self.previous == "Voorzitter" and flemish.person_heading(line)
        if found or is_date or is_chair or line in _MEETINGS or flemish.furniture(line):
            if is_date:
                self._keep("date", line)
            if line in _MEETINGS:
                self._keep("meeting", line)
            if found != line:
                self._note(line, "furniture")
            return True
        if flemish.item_people(line):
            return self._keep("people", line)
        if flemish.item_number(line):
            return self._keep("number", line)
        if flemish.title(line) and not _speaks(line) and not flemish.vote_line(line):
            return self._keep("title", line)
        return False

    def _take_report(self, line: str) -> None:
        """Place a line of the report itself."""
        in_list, self.in_list = self.in_list, False
        if flemish.furniture(line):
            self._note(line, "furniture")
        elif line in flemish.PLACEHOLDERS:
            self._note(line, "unplaced")
        elif flemish.chair_change(line):
            self.blocks.append(Block("change", line))
            self._note(line, "stage")
        elif flemish.vote_line(line) or flemish.voters_follow(self.previous):
            self.blocks.append(Block("vote", line))
            self._note(line, "vote")
        elif flemish.stage_direction(line) or (flemish.dash_line(line) and not in_list):
            self._note(line, "stage")
        elif _speaks(line):
            self.at_top = False
            self._take_heading(line)
        elif flemish.title(line):
            self.blocks.append(Block("title", line))
            self._note(line, "heading")
        else:
            self.at_top = False
            self._take_words(line)

    def _take_heading(self, line: str) -> None:
        inline = flemish.inline_heading(line)
        heading = inline[0] if inline else line
        self.blocks.append(Block("chair" if flemish.chair_heading(heading) else "person", heading))
        if inline:
            self._take_words(inline[1])

    def _take_words(self, paragraph: str) -> None:
        parts = flemish.split_directions(paragraph)
        self.in_list = paragraph.endswith(_LIST_OPENS) or paragraph.startswith(("– ", "— ", "• "))
        self.blocks.append(Block("speech", "\n\n".join(part.text for part in parts if part.kind == "words")))
        for part in parts:
            if part.kind == "direction":
                self._note(part.text, "stage")

    def sitting(self, sha256: str) -> Sitting:
        """The page as a sitting; `sha256` names it where the page does not give its address."""
        addresses = self.top.get("address", [])
        address = addresses[0] if addresses else None
        sitting_id = flemish.record_id(address, sha256)
        titles = self.top.get("title", []) or [b.text for b in self.blocks if b.kind == "title"][:1]
        meetings = self.top.get("meeting", [])
        item_title = " ".join(["; ".join(titles), "; ".join(self.top.get("people", []))]).strip()
        numbers = "; ".join(self.top.get("number", [])) or None
        items = (AgendaItem(f"{sitting_id}-item", numbers, item_title),) if item_title or numbers else ()
        turns, last_turn = self._turns(sitting_id, items[0].id if items else None, Locator(address))
        return Sitting(
            id=sitting_id,
            source=SOURCE,
            date=written_date(" ".join(self.top.get("date", []))),
            title="; ".join(titles) or " ".join(meetings) or UNTITLED,
            committee="; ".join(self.top.get("committee", [])) or None,
            items=items,
            turns=turns,
            notes=self._placed_notes(last_turn),
        )

    def _speakers(self) -> Sequence[Speaker | None]:
        named = [name for line in self.top.get("people", []) for name in flemish.named_people(line)]
        named += [block.text for block in self.blocks if block.kind == "person"]
        said = (block.text for block in self.blocks if block.kind == "speech")
        named += [asked for text in said if (asked := asked_for_floor(text))]
        return attribute(self.blocks, People(name for name in named if len(name.split()) > 1))

    def _turns(self, sitting_id: str, item_id: str | None, locator: Locator) -> tuple[tuple[Turn, ...], list[int]]:
        """The turns, and for every block the order of the last turn up to it (-1 before the first).

        Paragraphs of one known speaker with nothing between them are one turn; of unknown speakers each
        paragraph is one, for the next may be somebody else's.
        """
        said: list[tuple[Speaker | None, list[str]]] = []
        last_turn: list[int] = []
        goes_on = False
        for block, speaker in zip(self.blocks, self._speakers(), strict=True):
            if block.kind != "speech":
                goes_on = False
            elif goes_on and speaker is not None and said[-1][0] == speaker:
                said[-1][1].append(block.text)
            else:
                said.append((speaker, [block.text]))
                goes_on = True
            last_turn.append(len(said) - 1)
        turns = (
            Turn(f"{sitting_id}-{n + 1:03d}", sitting_id, item_id, speaker, "\n\n".join(paragraphs), n, locator)
            for n, (speaker, paragraphs) in enumerate(said)
        )
        return tuple(turns), last_turn

    def _placed_notes(self, last_turn: Sequence[int]) -> tuple[Note, ...]:
        """The notes in order; a heading without words under it is one more."""
        placed = [(number, text, kind) for text, kind, number in self.notes]
        for n, block in enumerate(self.blocks):
            if block.kind in ("chair", "person") and not self._has_words(n):
                placed.append((n, block.text, "heading"))
        placed.sort(key=lambda note: note[0])
        return tuple(Note(text, kind, last_turn[n - 1] if n else -1) for n, text, kind in placed)

    def _has_words(self, index: int) -> bool:
        """Whether anything is said under the heading at `index` before the next heading of a speaker."""
        for block in self.blocks[index + 1 :]:
            if block.kind in ("speech", "chair", "person"):
                return block.kind == "speech"
        return False


def _speaks(line: str) -> bool:
    """Whether the line is, or opens with, the heading of somebody who speaks."""
    return flemish.chair_heading(line) or flemish.person_heading(line) or flemish.inline_heading(line) is not None
