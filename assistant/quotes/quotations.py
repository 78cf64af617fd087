"""The quotations of a text: what stands between quotation marks, or as a block quote, and what stands around it.

Inner quotation marks belong to the outer quotation. Marks that are not closed within their paragraph quote nothing,
unless the next paragraph closes them, or opens with the same mark, as quotations of several paragraphs do. Knows
nothing of people or records.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.quotes.comparing import QUOTES, literal, words_of
from assistant.quotes.fingerprint import CODE
from index.sentences import sentence_spans

SHORTEST = 4
"""Words. Shorter ones are mostly terms, titles or irony."""

LONGEST = 10_000
"""Characters. What is longer is a text of its own, and would take seconds to be laid beside the record."""

AROUND = 500
"""Characters on either side of a quotation, in which its speaker may be named."""

CLOSERS = {
    "“": re.compile(r"”"),
    "„": re.compile(r"[”“]"),
    "”": re.compile(r"”"),
    "«": re.compile(r"»"),
    "‘": re.compile(r"(?<!\s)’(?!\w)"),
    '"': re.compile(r'"'),
    "'": re.compile(r"(?<=[\w.?!,…)])'(?!\w)"),
}
_OPENER = re.compile(
    r"[“„«]|(?<!\w)‘(?![stnk]\b)(?=\S)|(?<![\w.?!,…])[\"”](?=\S)|(?:(?<=[\s(\[:])|^)'(?![stnk]\b)(?=[\w(\[…])",
    re.MULTILINE,
)
_PARAGRAPH = re.compile(r"(?:[^\n]|\n(?!\s*\n))+")
_BLOCK = re.compile(r"^[ \t]*>[^\n]*(?:\n[ \t]*>[^\n]*)*", re.MULTILINE)
_BLOCK_MARK = re.compile(r"^[ \t]*>[> \t]?", re.MULTILINE)
_SIGNED = re.compile(r"\s*\n\s*(?:[—–]|--?)\s*(?P<name>[^\n]{3,120})\s*\Z")
_FOOTNOTE = re.compile(r"\[\^(?P<label>[^\]\s]{1,40})\]")
_NOTE = re.compile(r"^\[\^(?P<label>[^\]\s]{1,40})\]:(?P<text>[^\n]*)", re.MULTILINE)
_CLOSING = tuple(".?!…")
_NOT_LINE_END = re.compile(r"[^\n]")
_FOLLOWING = re.compile(r"[”“»\"’']?(?P<text>(?:[^\n“„«‘\"]|\n(?!\s*[\n>])){0,600})")
"""What follows a quotation in its paragraph, up to the next: there its fingerprint may stand."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """``text[start:end]`` are the words without their marks; `before` and `after` are the rest of the sentence.

    Other quotations in that rest are blotted out. `code` is the fingerprint that goes with it, "" if none does.
    """

    words: str
    start: int
    end: int
    before: str
    after: str
    code: str = ""


def quotations(text: str) -> list[Quotation]:
    """Every quotation of at least `SHORTEST` words, in order."""
    notes = {note["label"]: note["text"] for note in _NOTE.finditer(text)}
    blocks = list(_BLOCK.finditer(text))
    plain = _blotted(text, [block.span() for block in blocks], " ", " ")
    spans = list(_inline(plain))
    found = [*_with_sentences(plain, spans), *(_block_quote(text, block) for block in blocks)]
    found.sort(key=lambda one: one.start)
    coded = [_with_code(one, text, notes) for one in found]
    return [one for one in coded if words_of(literal(one.words).tokens) >= SHORTEST]


def _inline(text: str) -> Iterator[tuple[int, int]]:
    """The spans between quotation marks, paragraph by paragraph."""
    paragraphs = [*_PARAGRAPH.finditer(text), None]
    resume = 0
    for paragraph, following in itertools.pairwise(paragraphs):
        if paragraph is None:
            break
        at, end = max(paragraph.start(), resume), paragraph.end()
        unclosed: set[str] = set()
        while opener := _OPENER.search(text, at, end):
            mark = opener[0]
            # Once a mark is found not to be closed here, looking again would take the square of the length.
            closer = None if mark in unclosed else CLOSERS[mark].search(text, opener.end(), end)
            if closer is None:
                unclosed.add(mark)
                goes_on = mark in "“„«‘" and following is not None and following[0].lstrip().startswith(mark)
                if goes_on:
                    yield opener.end(), end
                    break
                if mark in "“„«" and following is not None and (closed := _closed_in(text, mark, following)):
                    yield opener.end(), closed.start()
                    resume = closed.end()
                    break
                at = opener.end()
                continue
            yield opener.end(), closer.start()
            at = closer.end()


def _closed_in(text: str, mark: str, paragraph: re.Match[str]) -> re.Match[str] | None:
    """Where a paragraph closes a mark that was opened before it; None if another quotation begins there first."""
    closer, opener = CLOSERS[mark].search(text, *paragraph.span()), _OPENER.search(text, *paragraph.span())
    return closer if closer and not (opener and opener.start() < closer.start()) else None


def _with_sentences(text: str, spans: list[tuple[int, int]]) -> Iterator[Quotation]:
    """Each span with the rest of the sentence that it stands in."""
    # Punctuation at the end is kept: it says whether the sentence ends there too.
    inner = [(start, end - (text[end - 1 : end] in _CLOSING)) for start, end in spans]
    masked = _blotted(text, inner, "X", "x")
    sentences = sentence_spans(masked)
    at = 0
    for start, end in spans:
        while at < len(sentences) and sentences[at][1] < start:
            at += 1
        first, last = at, at
        while last + 1 < len(sentences) and sentences[last + 1][0] < end:
            last += 1
        begin, finish = (sentences[first][0], sentences[last][1]) if at < len(sentences) else (start, end)
        before = masked[max(min(begin, start), start - AROUND) : start]
        after = masked[end : min(max(finish, end), end + AROUND)]
        yield Quotation(text[start:end], start, end, before.rstrip(QUOTES), after.lstrip(QUOTES))


def _block_quote(text: str, block: re.Match[str]) -> Quotation:
    """A block quote; who is named stands in the line that leads to it, or under it behind a dash."""
    words = _BLOCK_MARK.sub("", block[0]).strip()
    signed = _SIGNED.search(words)
    after = f"— {signed['name']}" if signed else ""
    if signed:
        words = words[: signed.start()]
    leading = text[: block.start()].rstrip()
    line = leading[leading.rfind("\n") + 1 :] if leading.endswith(":") else ""
    before = line[sentence_spans(line)[-1][0] :] if line.strip() else ""
    if not after:
        under = text[block.end() :].lstrip().partition("\n")[0]
        after = under if under.startswith(("—", "–", "--")) else ""
    return Quotation(words, block.start(), block.end(), before, after)


def _with_code(one: Quotation, text: str, notes: dict[str, str]) -> Quotation:
    """The quotation with the fingerprint in it, behind it, or in the footnote that it refers to."""
    following = _FOLLOWING.match(text, one.end)
    near = f"{one.words} {following['text'] if following else ''}"
    noted = " ".join(notes.get(label, "") for label in _FOOTNOTE.findall(near))
    code = CODE.search(f"{near} {noted}")
    words = _FOOTNOTE.sub("", one.words)
    return replace(one, words=CODE.sub("", words).strip(), code=code[0].strip("()") if code else "")


def outside(text: str, found: Sequence[Quotation]) -> str:
    """The text without its quotations."""
    return _blotted(text, [(one.start, one.end) for one in found], " ", " ")


def _blotted(text: str, spans: Sequence[tuple[int, int]], first: str, by: str) -> str:
    """The text with other characters in the place of these stretches; line ends are kept, so is the length.

    `first` stands for a stretch's first character: a capital lets a sentence begin there.
    """
    pieces: list[str] = []
    at = 0
    for start, end in spans:
        start = max(start, at)
        pieces += [text[at:start], first if start < end else "", _NOT_LINE_END.sub(by, text[start + 1 : end])]
        at = max(end, at)
    return "".join([*pieces, text[at:]])
