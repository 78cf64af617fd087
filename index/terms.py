"""Text to search terms: one way for passages and questions, so that they meet.

A term is a folded, stemmed word. A word is stemmed by the language of its text; a question offers the stems of its
words in every language, since the record it looks into may be in another. A compound also gives its parts, marked
as such, so that they can weigh less. Knows nothing of indexes or of scoring.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache, lru_cache

import Stemmer

VERSION = f"4-snowball-{Stemmer.version()}"
"""Written into the manifest: other stems or other words need another lexical index."""

LANGUAGES = {"nl": "dutch", "en": "english", "fr": "french"}
_WORD = re.compile(r"[^\W_]{2,}|\d")
_ACCENTS = re.compile("[\u0300-\u036f]+")
_LONGEST_WORD = 60
_MARKS = ".,;:!?()\"'“”‘’«»…"
"""At the ends of a token they belong to none of its words."""

MOST_KNOWN = 400_000
"""Words whose stems are kept."""

MOST_TOKENS = 200_000
"""What stands between white space and has its terms kept, of each language."""

STOP_WORDS = {
    "nl": frozenset(
        (
            "aan af al alle als alles altijd andere bij daar daarom dan dat de der deze die dit doch doen door "
            "dus echter een eens en er erg erop ge geen had hadden hare hebben hebt heeft heel hem hen het hier "
            "hij hoe hoor hun iemand iets ik in is ja je jij jou jouw jullie kan kon kunnen maar me meer men met "
            "mij mijn mijnheer moet mevrouw na naar ne niet niets nog nu of om omdat onder ons onze ook op over "
            "per reeds te tegen ten ter toch toen tot u uit uw van veel voor voorzitter waar waarom want waren "
            "was wat we wel welk welke werd wezen wie wiens wij wil worden wordt ze zei zelf zich zij zijn zo "
            "zoals zonder zou zouden zullen zult"
        ).split()
    ),
    "en": frozenset(
        (
            "a about after all also am an and any are as at be because been before being but by can could did do "
            "does doing done for from get had has have he her here hers him his how i if in into is it its just "
            "like may me might more most much must my no not of off on one only or other our out over own per "
            "said say says shall she should so some such than that the their them then there these they this "
            "those through to too under until up us very was we were what when where which while who whom whose "
            "why will with would you your"
        ).split()
    ),
    "fr": frozenset(
        (
            "a ai ainsi alors au aucun aussi aux avait avec avez avoir avons c ce cela celle ces cet cette ceux "
            "chez ci comme comment d dans de des deja depuis donc dont du elle elles en encore entre est et "
            "etaient etait ete etes etre eu fait font ici il ils j je l la le les leur leurs lors lui m ma mais "
            "me meme mes moi mon monsieur madame n ne ni nos notre nous on ont ou par parce pas peu peut plus "
            "pour pourquoi qu quand que quel quelle quelles quels qui s sa sans se sera ses si son sont sous sur "
            "t ta te tes toi ton tous tout toute tres tu un une vers vos votre vous y"
        ).split()
    ),
}


def fold(text: str) -> str:
    """Lower case, without accents or ligatures: "Bruxelloïse" gives "bruxelloise", and "Vœux" gives "voeux"."""
    if text.isascii():
        return text.lower()
    try:
        written = text.encode(_CODE)
    except UnicodeEncodeError:
        return _folded(text)
    folded = written.translate(_FOLDED, _LONGER)
    return folded.decode(_CODE) if len(folded) == len(written) else _folded(text)


def _folded(text: str) -> str:
    plain = _ACCENTS.sub("", unicodedata.normalize("NFKD", text).lower())
    return plain.replace("œ", "oe").replace("æ", "ae")  # which Unicode does not hold to be composed


_CODE = "cp1252"
"""A byte for each character of nearly every text in these languages: bytes are folded at a quarter of the time."""


def _by_bytes() -> tuple[bytes, bytes]:
    """What each byte of `_CODE` is when it is folded, and the bytes that are none or several then."""
    table, others = bytearray(range(256)), []
    for byte in range(256):
        folded = _folded(bytes([byte]).decode(_CODE, "ignore")).encode(_CODE, "ignore")
        if len(folded) == 1:
            table[byte] = folded[0]
        else:
            others.append(byte)
    return bytes(table), bytes(others)


_FOLDED, _LONGER = _by_bytes()


def words(text: str) -> list[str]:
    """The folded words of a text in order, split at apostrophes and hyphens; single letters are left out."""
    found: list[str] = _WORD.findall(fold(text))
    return found if max(map(len, found), default=0) <= _LONGEST_WORD else [w for w in found if len(w) <= _LONGEST_WORD]


Terms = tuple[tuple[str, ...], tuple[str, ...]]
"""Terms of words, and of the parts of compounds."""


@cache
def _stemmer(language: str) -> Stemmer.Stemmer:
    return Stemmer.Stemmer(LANGUAGES[language], 0)  # without a cache of its own, which costs more than stemming


@lru_cache(maxsize=MOST_KNOWN)
def stem(word: str, language: str) -> str:
    """The stem of a folded word in a language of `LANGUAGES`; numbers stay as they are."""
    return word if word.isdigit() else str(_stemmer(language).stemWord(word))


class CompoundSplitter:
    """Splits compounds into two parts that the corpus knows as words of their own.

    Method: Koehn and Knight 2003, "Empirical Methods for Compound Splitting": of all splits into known words, with
    the linking letters of Dutch between them, the one with the highest geometric mean of the parts' frequencies.
    Only splits whose rarer part is at least as frequent as the compound itself are made, since a compound is rarer
    than what it is made of; proper names that happen to contain words mostly fail this.
    """

    SHORTEST = 4
    LINKING = ("", "s", "en", "e", "n", "er")

    def __init__(self, frequencies: Mapping[str, int]) -> None:
        """`frequencies`: how often each folded word stands in the corpus."""
        self.frequencies = frequencies
        self._known: dict[str, tuple[str, ...]] = {}
        self._terms = {language: _Terms(language, self) for language in LANGUAGES}

    def parts(self, word: str) -> tuple[str, ...]:
        """The parts of a compound, recursively; empty for a word that is none."""
        if word not in self._known:
            self._known[word] = self._split(word)
        return self._known[word]

    def terms(self, language: str, tokens: Collection[str]) -> Mapping[str, Terms]:
        """By what stands between white space, these tokens at least: the terms of its words in a language, and those of
        the words' parts."""
        return self._terms[language].having(tokens)

    def _split(self, word: str) -> tuple[str, ...]:
        if len(word) < 2 * self.SHORTEST or not word.isalpha():
            return ()
        own = max(self.frequencies.get(word, 0), 2)
        best: tuple[str, ...] = ()
        best_score = 0.0
        for cut in range(self.SHORTEST, len(word) - self.SHORTEST + 1):
            tail = word[cut:]
            tail_count = self.frequencies.get(tail, 0)
            if tail_count < own:
                continue
            for linking in self.LINKING:
                head = word[:cut].removesuffix(linking) if linking else word[:cut]
                if len(head) < self.SHORTEST or (linking and not word[:cut].endswith(linking)):
                    continue
                head_count = self.frequencies.get(head, 0)
                if head_count >= own and (head_count * tail_count) ** 0.5 > best_score:
                    best, best_score = (head, tail), (head_count * tail_count) ** 0.5
        if not best:
            return ()
        return tuple(part for half in best for part in (self._split(half) or (half,)))


class _Terms:
    """The terms of tokens in one language, found when a token is first looked up; forgotten beyond `MOST_TOKENS`."""

    def __init__(self, language: str, splitter: CompoundSplitter) -> None:
        self._language, self._splitter = language, splitter
        self._known: dict[str, Terms] = {}

    def having(self, tokens: Collection[str]) -> Mapping[str, Terms]:
        """The terms of these tokens and of others."""
        known = self._known
        unknown = [*set(tokens).difference(known)]
        if not unknown:
            return known
        if len(known) + 2 * len(unknown) > MOST_TOKENS:
            # Another one: whoever is looking up tokens in the old one goes on with it.
            known = self._known = {}
            unknown = [*set(tokens)]
        # Of much that is new the word is known, without the mark behind it or in small letters.
        bare = {token: token.strip(_MARKS).lower() for token in unknown}
        new = [*set(bare.values()).difference(known)]
        # Folded at once: no token has white space in it, and none of its characters becomes a line's end.
        for word, folded in zip(new, fold("\n".join(new)).split("\n") if new else (), strict=True):
            known[word] = self._of(words(folded))
        known.update((token, known[word]) for token, word in bare.items())
        return known

    def _of(self, folded: Sequence[str]) -> Terms:
        own = [stem(word, self._language) for word in folded]
        parts = [stem(part, self._language) for word in folded for part in self._splitter.parts(word)]
        return tuple(own), tuple(parts)


def passage_terms(text: str, language: str, splitter: CompoundSplitter) -> tuple[list[str], list[str]]:
    """The terms of a passage, and the terms of its compounds' parts, both with repetitions."""
    tokens = text.split()  # no word has white space in it, and the same tokens come again and again
    terms = splitter.terms(language, tokens)
    own: list[str] = []
    parts: list[str] = []
    for of_words, of_parts in map(terms.__getitem__, tokens):
        own += of_words
        parts += of_parts
    return own, parts


def is_stop_word(word: str, languages: Iterable[str] = LANGUAGES) -> bool:
    """Whether a folded word is a function word in any of the languages."""
    return any(word in STOP_WORDS[language] for language in languages)
