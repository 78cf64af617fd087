"""Turns as lines: JSON Lines, or CSV with a header, one turn a line.

The fields are ``turn_id, doc_id, source, date (ISO), title, committee, seq, speaker, party, role, lang, text, url``;
others are passed over, and an absent field is unknown. The lines of one document stand together, in the order of the
debate (`seq` is not looked at). Reading streams: one document is held at a time. `Turn.text` is the field's text
without the blanks around it. Knows nothing of where such files come from.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Any, BinaryIO

from index.errors import RecordError
from index.names import speaker_id, split_name
from index.readers.base import RecordFile
from index.transcript import AgendaItem, LanguageSpan, Locator, Note, Sitting, Speaker, Turn

FIELDS = {"turn_id", "doc_id", "source", "date", "title", "committee", "seq"}
FIELDS |= {"speaker", "party", "role", "lang", "text", "url"}
MAX_LINE = 64 << 20
"""Bytes in a line; a longer one is no turn."""

_BOM = b"\xef\xbb\xbf"
_PLACEHOLDERS = frozenset({"Tekstfragment nog niet beschikbaar.", "Tekstfragment nog niet beschikbaar"})
_STAGE = re.compile(r"[–—-] .{3,80} treedt (?:opnieuw )?als voorzitter op\.|\([^()]*\)")
_NUMBERED = re.compile(r"(\d+(?:\.\d+)*)\.?\s+(\S.*)", re.DOTALL)

csv.field_size_limit(MAX_LINE)  # the module's own limit, 128 KiB, is shorter than a budget speech

_Line = tuple[int, dict[str, Any]]


class JsonLinesReader:
    """One JSON object a line."""

    name = "turns, JSON Lines"

    def sniff(self, head: bytes) -> bool:
        """The first line that is not blank opens an object with a field "text"."""
        first = head.removeprefix(_BOM).lstrip().split(b"\n", 1)[0]
        return first.startswith(b"{") and b'"text"' in first

    def read(self, file: RecordFile) -> Iterator[Sitting]:
        """One sitting a document."""
        with file.opener() as stream:
            yield from _sittings(file, _objects(file, stream))


class CsvReader:
    """Comma, semicolon or tab between the fields; the first line names them."""

    name = "turns, CSV"

    def sniff(self, head: bytes) -> bool:
        """The first line names "text" and at least one other field."""
        return _delimiter(head) is not None

    def read(self, file: RecordFile) -> Iterator[Sitting]:
        """One sitting a document."""
        delimiter = _delimiter(file.head()) or ","
        with file.opener() as stream, io.TextIOWrapper(stream, encoding="utf-8-sig", newline="") as text:
            yield from _sittings(file, _rows(file, text, delimiter))


def _delimiter(head: bytes) -> str | None:
    first = head.removeprefix(_BOM).split(b"\n", 1)[0].decode("utf-8", "replace")
    for delimiter in ",;\t":
        names = {_column(name) for name in first.split(delimiter)}
        if "text" in names and len(names & FIELDS) > 1:
            return delimiter
    return None


def _column(name: str) -> str:
    return name.strip().strip('"').lower()


def _objects(file: RecordFile, stream: BinaryIO) -> Iterator[_Line]:
    number = 0
    while raw := stream.readline(MAX_LINE):
        number += 1
        place = f"line {number:,}"
        if len(raw) == MAX_LINE:
            raise RecordError(file.name, place, f"longer than {MAX_LINE >> 20} MiB; write one turn a line")
        if not raw.strip():
            continue
        try:
            fields = json.loads(raw.decode("utf-8-sig" if number == 1 else "utf-8"))
            if b"\\u" in raw:
                json.dumps(fields, ensure_ascii=False).encode()  # an unpaired surrogate is not text
        except UnicodeDecodeError as error:
            raise RecordError(file.name, place, f"not UTF-8 (byte {error.start:,} of the line)") from error
        except UnicodeEncodeError as error:
            raise RecordError(file.name, place, "holds half a character (an unpaired surrogate)") from error
        except (ValueError, RecursionError) as error:
            raise RecordError(file.name, place, f"not one JSON object a line ({error})") from error
        if not isinstance(fields, dict):
            raise RecordError(file.name, place, 'not a JSON object; a turn is {"text": ..., "speaker": ...}')
        yield number, fields


def _rows(file: RecordFile, text: io.TextIOWrapper, delimiter: str) -> Iterator[_Line]:
    rows = csv.reader(text, delimiter=delimiter, strict=True)
    number, header = 1, [""]
    try:
        header = [_column(name) for name in next(rows)]
        number = rows.line_num + 1
        for row in rows:
            if len(row) not in (0, len(header)):
                reason = f"{len(row)} fields where the header names {len(header)}; quote fields that hold {delimiter!r}"
                raise RecordError(file.name, f"line {number:,}", reason)
            if row:
                yield number, dict(zip(header, row, strict=True))
            number = rows.line_num + 1
    except UnicodeDecodeError as error:
        raise RecordError(file.name, f"after line {number:,}", "not UTF-8; save the file as UTF-8") from error
    except csv.Error as error:
        raise RecordError(file.name, f"line {number:,}", f"not CSV ({error})") from error


def _sittings(file: RecordFile, lines: Iterator[_Line]) -> Iterator[Sitting]:
    seen: set[str] = set()
    unnamed: list[str] = []  # the id for lines that name no document, found out when first needed

    def document(line: _Line) -> str:
        doc_id = _text(file, line, "doc_id")
        if doc_id is None and not unnamed:
            unnamed.append(file.sha256()[:12])
        return doc_id or unnamed[0]

    for doc_id, group in groupby(lines, key=document):
        growing: _Document | None = None
        for line in group:
            if growing is None:
                growing = _Document(file, doc_id, line)
                if doc_id in seen:
                    reason = f"document {doc_id} comes back after another; put the lines of one document together"
                    raise RecordError(file.name, f"line {line[0]:,}", reason)
                seen.add(doc_id)
            growing.add(line)
        if growing is not None:
            yield growing.sitting()


@dataclass
class _Document:
    """A sitting as its lines come in."""

    file: RecordFile
    id: str
    first: _Line
    turns: list[Turn] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    titles: dict[str, AgendaItem] = field(default_factory=dict)
    turn_ids: set[str] = field(default_factory=set)

    def add(self, line: _Line) -> None:
        number, fields = line
        turn_id = _text(self.file, line, "turn_id")
        text = _text(self.file, line, "text")
        if text is None and turn_id is None:
            raise RecordError(self.file.name, f"line {number:,}", 'has no field "text"')
        if fields.get("date") != self.first[1].get("date"):
            reason = f"another date than the document's first line, {self.first[1].get('date')}"
            raise RecordError(self.file.name, f"line {number:,}", reason)
        order = len(self.turns)
        item = self._item(_text(self.file, line, "title"))
        if text is None or text in _PLACEHOLDERS:
            self.notes.append(Note(text or f"{turn_id}: no text", "unplaced", order - 1))
            return
        speaker = self._speaker(line)
        if speaker is None and _STAGE.fullmatch(text):
            self.notes.append(Note(text, "stage", order - 1))
            return
        turn_id = turn_id or f"{self.id}-{order}"
        if turn_id in self.turn_ids:
            raise RecordError(self.file.name, f"line {number:,}", f"turn_id {turn_id} comes a second time")
        self.turn_ids.add(turn_id)
        locator = Locator(url=_text(self.file, line, "url"))
        spans = _language(_text(self.file, line, "lang"), text)
        self.turns.append(Turn(turn_id, self.id, item, speaker, text, order, locator, spans))

    def _speaker(self, line: _Line) -> Speaker | None:
        printed = _text(self.file, line, "speaker")
        if printed is None:
            return None
        name, party, role = split_name(printed)
        party = _text(self.file, line, "party") or party
        return Speaker(speaker_id(printed), name, party, _text(self.file, line, "role") or role)

    def _item(self, title: str | None) -> str | None:
        if title is None:
            return None
        if title not in self.titles:
            numbered = _NUMBERED.fullmatch(title)
            number, bare = numbered.groups() if numbered else (None, title)
            self.titles[title] = AgendaItem(f"{self.id}.item{len(self.titles)}", number, bare)
        return self.titles[title].id

    def sitting(self) -> Sitting:
        """The whole; titles are agenda items only where there is more than one."""
        several = len(self.titles) > 1
        turns = self.turns if several else [replace(turn, item_id=None) for turn in self.turns]
        return Sitting(
            id=self.id,
            source=_text(self.file, self.first, "source") or "unknown",
            date=_date(self.file, self.first),
            title=next(iter(self.titles), self.id),
            committee=_text(self.file, self.first, "committee"),
            items=tuple(self.titles.values()) if several else (),
            turns=tuple(turns),
            notes=tuple(self.notes),
        )


def _text(file: RecordFile, line: _Line, name: str) -> str | None:
    """The field without the blanks around it; None where absent or blank."""
    number, fields = line
    value = fields.get(name)
    if value is None:
        return None
    if isinstance(value, int | float) and name in ("turn_id", "doc_id"):
        return str(value)
    if not isinstance(value, str):
        raise RecordError(file.name, f"line {number:,}", f'field "{name}" is not text')
    return value.strip() or None


def _date(file: RecordFile, line: _Line) -> dt.date | None:
    written = _text(file, line, "date")
    if written is None:
        return None
    try:
        return dt.date.fromisoformat(written)
    except ValueError as error:
        reason = f"date {written[:20]!r} is not of the form 2020-12-31"
        raise RecordError(file.name, f"line {line[0]:,}", reason) from error


def _language(code: str | None, text: str) -> tuple[LanguageSpan, ...]:
    """One span over the whole text where `code` is an ISO 639-1 code; "x" is none."""
    known = code is not None and re.fullmatch("[a-z]{2}", code)
    return (LanguageSpan(0, len(text), str(code)),) if known else ()
