"""Where a term stands in a text: its own words in all their forms, its compounds, and its glossary's other forms.

Every mark is found on the text itself. A hyphenated word with the term in it is a compound ("PFAS-norm", "PFAS- en
stikstofnorm"); one that only hyphenates the term is the term ("e-mail"). An acronym in capitals that is a word in small
letters counts in capitals only. Knows nothing of turns or of counts.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Literal

from assistant.answering.counting.compounds import LINKS, Compounds
from assistant.answering.counting.wordforms import ANY, Form, Forms, forms_of, is_word_and_acronym, spellings_of
from assistant.errors import CountError
from assistant.glossary import Glossary
from assistant.understanding.folding import fold_in_place
from index.terms import fold
from index.vocabulary import Vocabulary

Kind = Literal["form", "glossary", "compound"]

_WORD = re.compile(r"(?<![^\W_])(?![^\W_]{1,2}['’])(?!(?<=['’])(?:s|ers?|tjes?)\b)[^\W_]+")
"""A word of a term, without what is cut off before it or behind it: "l'impôt", "SIB's"."""

_ACRONYM = re.compile(r"(?=.*[A-Z].*[A-Z])[A-Z0-9]{2,6}$")
_HYPHENS = "-‑"
_BETWEEN = r"(?:['’]s)?(?:[^\S\n]*[-‑][^\S\n]*|[^\S\n]*\n[^\S\n]*|[^\S\n]+)(?:[^\W_]{1,2}['’])?"
"""What may stand between the words of a phrase: white space or a hyphen, never a blank line; "de l'" holds one word."""

_AFTER = re.compile(
    r"(?P<chain>[^\W_]*(?:[-‑][^\W_]+)*)(?:['’](?P<end>s|tjes?|ers?)(?![^\W_])|[-‑](?P<open>(?![^\W_])))?"
)

SHORTEST_PIECE = 4
"""Letters that spellings must begin with together to be looked for as one."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A mention, ``text[start:end]``; only where the text is in one of the `languages`, if any are given."""

    start: int
    end: int
    kind: Kind
    languages: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class _Way:
    """One way to say the term: the forms of each of its words. `capitals` is how it must be spelled, if it must."""

    words: tuple[Forms, ...]
    kind: Kind
    capitals: str | None
    closed: bool
    seed: re.Pattern[str]

    @classmethod
    def of(cls, words: tuple[Forms, ...], kind: Kind, acronym: str | None = None) -> _Way:
        """A way with what finds its places; the last word of several takes in the word that it stands in."""
        groups = ["|".join(map(re.escape, sorted(forms, key=lambda form: (-len(form), form)))) for forms in words]
        before = "".join(f"(?:{group}){_BETWEEN}" for group in groups[:-1])
        seed = rf"(?<![^\W_]){before}(?P<last>(?:{groups[-1]})[^\W_]*)" if before else f"(?P<last>{groups[-1]})"
        capitals = acronym if acronym and is_word_and_acronym(acronym) else None
        return cls(words, kind, capitals, acronym is None, re.compile(seed))


class Matcher:
    """Finds one term in the texts of one record."""

    def __init__(
        self, term: str, glossary: Glossary, vocabulary: Vocabulary, names: Collection[str] = frozenset()
    ) -> None:
        """Takes the term as the user wrote it, and the folded names of people, none of whom is a mention.

        "dijk" is not said of Van Dijk, but who asks for "Dijk" may mean him.

        Raises:
            CountError: there is no word of two letters or more in it.
        """
        if not any(len(word) > 1 or word.isdigit() for word in _WORD.findall(term)):
            raise CountError(f"“{term}” has no word that can be counted; name one of two letters or more")
        self._compounds = Compounds(vocabulary.frequencies)
        self._judged: dict[tuple[int, str], bool] = {}
        self._names = frozenset() if term[:1].isupper() else frozenset(names)
        self._ways = list(_ways([term, *glossary.forms(term)]))

    def spellings(self) -> list[list[list[str]]]:
        """What stands in every text with a mention: all words of one of the ways, each in one of its spellings.

        Spellings are letters of the words, with "_" for any one character (`index.record.Record.turns_holding`).
        """
        return [[pieces for forms in way.words if (pieces := _pieces(forms))] for way in self._ways]

    def find(self, text: str) -> list[Mark]:
        """The marks in a text, in order and apart; of those that overlap the one that begins first, then the longer."""
        folded = fold_in_place(text)
        found: list[Mark] = []
        for number, way in enumerate(self._ways):
            if way.capitals is None or way.capitals in text:
                found += self._phrases(number, folded) if len(way.words) > 1 else self._words(number, text, folded)
        found.sort(key=lambda mark: (mark.start, -mark.end, mark.kind != "form"))
        apart: list[Mark] = []
        for mark in found:
            if not apart or mark.start >= apart[-1].end:
                apart.append(mark)
        return apart

    def _words(self, number: int, text: str, folded: str) -> Iterator[Mark]:
        """The marks of a way of one word, each with the hyphenated word that it stands in."""
        way, end = self._ways[number], 0
        forms = way.words[0]
        for seed in way.seed.finditer(folded):
            if seed.start() < end or not _is_spelled(text, seed.start(), way.capitals):
                continue
            start = _begin(folded, seed.start())
            after = _AFTER.match(folded, start)
            assert after is not None  # it may match nothing, but it always matches
            end = after.end()
            spelled = re.split(f"[{_HYPHENS}]", text[start : after.end("chain")])
            parts = [part for part in spelled if not (part[:1].isupper() and fold(part) in self._names)]
            parts = [fold_in_place(part) for part in parts]
            joined = "".join(parts) if len(parts) == len(spelled) and not _hangs(text, start) else ""
            if joined in forms:
                yield Mark(start, end, _kind(way.kind, after), _only_in(forms[joined]))
            elif ([joined] != parts and any(part in forms for part in parts)) or any(
                (after["open"] is not None and _is_linked(part, forms))
                or (way.closed and self._is_compound(number, part))
                for part in parts
            ):
                yield Mark(start, end, "compound")

    def _phrases(self, number: int, folded: str) -> Iterator[Mark]:
        """The marks of a way of several words; a compound that the last word begins is taken in."""
        way = self._ways[number]
        for seed in way.seed.finditer(folded):
            after = _AFTER.match(folded, seed.end("last"))
            assert after is not None
            if seed["last"] in way.words[-1]:
                kind = "compound" if after["chain"] else _kind(way.kind, after)
                yield Mark(seed.start(), after.end(), kind, _only_in(way.words[-1][seed["last"]]))
            elif self._is_compound(number, seed["last"]):
                yield Mark(seed.start(), after.end(), "compound")

    def _is_compound(self, number: int, word: str) -> bool:
        if (number, word) not in self._judged:
            words = self._ways[number].words
            forms = [text for text, form in words[-1].items() if "nl" in form.languages]
            if len(words) == 1:
                held = self._compounds.has(word, forms)
            else:
                held = any(self._compounds.can_follow(word[len(form) :]) for form in forms if word.startswith(form))
            self._judged[number, word] = held
        return self._judged[number, word]


def _ways(terms: list[str]) -> Iterator[_Way]:
    """The ways to say the first term, and the others, which mean the same."""
    split = [_WORD.findall(term) for term in terms]
    acronyms = [len(words) == 1 and bool(_ACRONYM.match(words[0])) for words in split]
    forms = forms_of({w for words, acronym in zip(split, acronyms, strict=True) for w in words if not acronym})
    for number, (words, acronym) in enumerate(zip(split, acronyms, strict=True)):
        kind: Kind = "glossary" if number else "form"
        if acronym:
            small = fold(words[0])
            yield _Way.of(({small: ANY, f"{small}s": ANY},), kind, words[0])
            continue
        *before, last = (forms[word] for word in words)
        yield _Way.of((*before, last), kind)
        if before:  # written as one word: "socialewoningbouw"
            first = "".join(fold(word) for word in words[:-1])
            yield _Way.of(({first + text: form for text, form in last.items()},), kind)


def _is_linked(part: str, forms: Collection[str]) -> bool:
    """Whether a part is a form with a letter or two that link it to what is left out: "wets- en regelgeving"."""
    return any(part == form + link for form in forms for link in LINKS)


def _only_in(form: Form) -> frozenset[str] | None:
    return form.languages if form.ambiguous else None


def _kind(kind: Kind, after: re.Match[str]) -> Kind:
    """What a whole word is by what follows it: "huur- en koopmarkt" has a compound, and so has "VDAB'er"."""
    return "compound" if after["open"] is not None or after["end"] in ("er", "ers") else kind


def _begin(folded: str, at: int) -> int:
    """Where the hyphenated word begins that holds this place."""
    while at and (
        folded[at - 1].isalnum()
        or (folded[at - 1] in _HYPHENS and at > 1 and folded[at - 2].isalnum() and folded[at].isalnum())
    ):
        at -= 1
    return at


def _hangs(text: str, start: int) -> bool:
    """Whether a word hangs by a hyphen on what is no word: "100%-norm"."""
    return start > 1 and text[start - 1] in _HYPHENS and not text[start - 2].isspace()


def _is_spelled(text: str, at: int, capitals: str | None) -> bool:
    return capitals is None or text.startswith(capitals, at)


def _pieces(forms: Collection[str]) -> list[str]:
    """As few spellings as every form has one of in it, so that the record is read through as seldom as can be."""
    spelled = sorted({spelling for form in forms for spelling in spellings_of(form)})
    pieces: list[str] = []
    for spelling in spelled:  # in order, so that what one begins with comes before it
        shared = _shared(pieces[-1], spelling) if pieces else ""
        if len(shared) >= SHORTEST_PIECE:
            pieces[-1] = shared
        else:
            pieces.append(spelling)
    return [piece for piece in pieces if not any(other in piece for other in pieces if other != piece)]


def _shared(one: str, other: str) -> str:
    """What two words begin with together."""
    length = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return one[:length]
