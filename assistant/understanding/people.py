"""Who a question names: people of the index, found by full name or surname; and names of nobody in it.

A name that several people share gives all of them: it is not for the program to choose. Knows nothing of topics.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from index.names import CHAIR, split_name
from index.terms import fold, is_stop_word, words
from index.transcript import Speaker
from index.vocabulary import Vocabulary

_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_TITLE = re.compile(
    r"\b(?:(?:vice-)?(?:eerste |prime |premi[eè]re? |vice)?"
    r"(?:minister(?:-president)?|ministre(?:-pr[ée]sidente?)?|premier)|secretary|"
    r"staatssecretaris|secr[ée]taire d['’][ée]tat|schepen|"
    r"mevrouw|mevr|meneer|mijnheer|de heer|heer|madame|monsieur|mister|mr|mrs|ms|mme|dhr|m(?=\.))\.?\s+(?=[A-ZÀ-Þ])",
    re.IGNORECASE,
)
_SAYS = re.compile(
    r"^\s*(?:zei|zegt|zeggen|beloofde|belooft|antwoordde|vroeg|vindt|vond|did|does|said|says?|promised?|asked|"
    r"a-t-il|a-t-elle|disait|promis|repondu|demande)\b",
    re.IGNORECASE,
)
_OF_THINGS = frozenset("the a an of for in de het een van voor la le les du des une un pour".split())
"""Words before a thing's capitalised name ("the Government", "minister of Welfare"), not before somebody's."""

_PLACES = frozenset(
    (
        "flanders flandre wallonia wallonie brussels bruxelles antwerp anvers ghent gand bruges belgium belgique "
        "netherlands holland europe france germany britain parliament parlement"
    ).split()
)
"""What English and French call places that a Dutch record names otherwise: nobody, though the record has them not."""

Token = tuple[int, int, str]
"""Start, end and characters of a word of the question."""

FUZZY = 88
"""Of 100: how alike a capitalised word must be to a surname to be taken for a misspelling of it."""

SHORTEST_FUZZY = 5


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a text names somebody: ``text[start:end]``, a title before the name included.

    `people` are the ids of everybody it may mean, none for a name of nobody; `name` is the name without its title.
    """

    start: int
    end: int
    name: str
    people: tuple[str, ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Named:
    """The people that a question names, the names of nobody, and the question's text without either."""

    people: tuple[str, ...]
    unknown: tuple[str, ...]
    rest: str


class People:
    """The speakers of an index by name. People are told apart by `Speaker.id`."""

    def __init__(self, speakers: Iterable[Speaker]) -> None:
        self.by_id: dict[str, Speaker] = {}
        self._by_name: dict[tuple[str, ...], set[str]] = defaultdict(set)
        for speaker in speakers:
            if split_name(speaker.name)[2] == CHAIR:  # "De voorzitter": a chair whose own name is not known
                continue
            self.by_id[speaker.id] = speaker  # the last row is the most recent role
            for name in _forms(speaker.name):
                self._by_name[name].add(speaker.id)
        self._words = {word for name in self._by_name for word in name}
        self._longest: dict[str, int] = {}  # words of the longest name that begins with a word
        for form in self._by_name:
            self._longest[form[0]] = max(self._longest.get(form[0], 0), len(form))
        self._surnames = {name[-1] for name in self._by_name if len(name) == 1} | {
            " ".join(name) for name in self._by_name
        }

    def find(self, text: str, vocabulary: Vocabulary) -> Named:
        """The people named in a text, in its order, each once."""
        mentions = self.mentions(text, vocabulary)
        people = dict.fromkeys(person for mention in mentions for person in mention.people)
        unknown = tuple(mention.name for mention in mentions if not mention.people)
        return Named(tuple(people), unknown, without(text, [(mention.start, mention.end) for mention in mentions]))

    def mentions(self, text: str, vocabulary: Vocabulary) -> list[Mention]:
        """Where a text names people, in its order.

        A surname that is an ordinary word of the record ("Welzijn") needs a title before it, and a word of the record
        is never taken for a misspelling.
        """
        tokens = [(m.start(), m.end(), m[0]) for m in _WORD.finditer(text)]
        shouting = not any(token[:1].islower() for *_, token in tokens)
        spelled = shouting or not any(t[:1].isupper() for *_, t in tokens[1:])
        found: list[Mention] = []
        at = 0
        while at < len(tokens):
            length, ids = self._longest_name(text, tokens[at:], spelled, vocabulary)
            if not ids:
                length, ids = self._misspelled(text, tokens[at], at, vocabulary)
            if not ids:
                length = self._nobody(text, tokens, at, vocabulary) - at
            if length:
                found.append(_mention(text, tokens[at][0], tokens[at + length - 1][1], ids))
            at += length or 1
        return found

    def _longest_name(
        self, text: str, tokens: list[Token], spelled: bool, vocabulary: Vocabulary
    ) -> tuple[int, list[str]]:
        """How many tokens from here make a known name, and whose; it must be capitalised like a name."""
        first = words(tokens[0][2])
        if not first:  # a single letter beside the name
            return 0, []
        longest = max(self._longest.get(form, 0) for form in (first[0], *_without_possessive(tuple(first[:1]))))
        for length in range(min(longest, len(tokens)), 0, -1):
            if not words(tokens[length - 1][2]):
                continue
            name = tuple(part for *_, token in tokens[:length] for part in words(token))
            ids = self._by_name.get(name) or self._by_name.get(_without_possessive(name))
            if not ids:
                continue
            last = tokens[length - 1][2]
            ordinary = length == 1 and fold(last) in vocabulary.ordinary
            if ordinary and not _title_before(text, tokens[0][0]):
                continue
            if last[:1].isupper() or (spelled and not is_stop_word(fold(last))):
                return length, sorted(ids)
        return 0, []

    def _misspelled(self, text: str, token: Token, at: int, vocabulary: Vocabulary) -> tuple[int, list[str]]:
        word = fold(token[2])
        if len(word) < SHORTEST_FUZZY or not token[2][:1].isupper():
            return 0, []
        if (at == 0 or word in vocabulary.frequencies) and not _title_before(text, token[0]):
            return 0, []
        alike = process.extract(word, self._surnames, scorer=fuzz.ratio, score_cutoff=FUZZY, limit=None)
        best = [tuple(name.split()) for name, likeness, _ in alike if likeness == alike[0][1]]
        return (1, sorted({person for name in best for person in self._by_name[name]})) if best else (0, [])

    def _nobody(self, text: str, tokens: list[Token], at: int, vocabulary: Vocabulary) -> int:
        """The token after a name of nobody that begins here, or `at` if none does.

        Capitalised words count as a name if a title stands before them, or if a verb of saying follows or stands before
        and the record never has the first of them, or has one of them as the name of somebody who never speaks.
        """
        start, _, token = tokens[at]
        if not token[:1].isupper() or re.split(r"['’]", token)[0].isupper():  # "SIB's" is an abbreviation
            return at
        if _TITLE.match(text, start):  # the name is what follows
            return at
        last = at + 1
        while (
            last < len(tokens) and tokens[last][2][:1].isupper() and text[tokens[last - 1][1] : tokens[last][0]] == " "
        ):
            last += 1
        titled = bool(_title_before(text, start))
        strange = not any(part in vocabulary.frequencies or part in _PLACES for part in words(token))
        strange = strange or any(self._is_silent(part, vocabulary) for *_, t in tokens[at:last] for part in words(t))
        before = tokens[at - 1][2].lower() if at else ""
        said = bool(_SAYS.match(text[tokens[last - 1][1] :])) or bool(_SAYS.match(before))
        if titled or (strange and said and at > 0 and not _is_thing(tokens, at) and not is_stop_word(fold(token))):
            return last
        return at

    def _is_silent(self, word: str, vocabulary: Vocabulary) -> bool:
        """Whether a word is the name of somebody of whom the record speaks, and who does not speak in it."""
        return vocabulary.is_name(word) and word not in self._words


def _is_thing(tokens: list[Token], at: int) -> bool:
    """Whether an article or "of" stands before the capitalised words that end here: "the Flemish Government"."""
    while at and tokens[at][2][:1].isupper():
        at -= 1
    return tokens[at][2] in _OF_THINGS


def _forms(name: str) -> set[tuple[str, ...]]:
    """The forms under which somebody may be named: the full name, and what follows the first names."""
    parts = words(name)
    forms = {tuple(parts)}
    if len(parts) > 1:
        forms.add(tuple(parts[1:]))
        particles = {
            "de",
            "van",
            "den",
            "der",
            "d",
            "la",
            "le",
            "el",
            "ben",
            "ten",
            "ter",
            "vande",
            "vanden",
            "du",
            "von",
        }
        if len(parts) > 2 and not any(part in particles for part in parts[1:]):
            forms.add(tuple(parts[-1:]))  # two first names or two surnames: the last word may stand alone
    return {form for form in forms if form}


def _without_possessive(name: tuple[str, ...]) -> tuple[str, ...]:
    return (*name[:-1], name[-1].removesuffix("s")) if name else name


def _title_before(text: str, start: int) -> re.Match[str] | None:
    return next((m for m in _TITLE.finditer(text) if m.end() == start), None)


def _mention(text: str, start: int, end: int, people: list[str]) -> Mention:
    title = _title_before(text, start)
    first = title.start() if title else start
    return Mention(first, end, text[start:end], tuple(people), text[first:start].strip())


def without(text: str, gone: Iterable[tuple[int, int]]) -> str:
    """A text without these stretches, which lie in order and apart; white space becomes single spaces."""
    for start, end in reversed(list(gone)):
        text = f"{text[:start]} {text[end:]}"
    return " ".join(text.split())
