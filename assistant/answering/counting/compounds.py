"""Whether a word is a compound that has another as a part: "huurprijs" and "basishuur" have "huur".

What is left of the word must be made of words as well, since letters alone prove nothing: "minister" has no "ster",
"schuur" no "huur". Prefixes, suffixes and particles make other words, not compounds ("verhuur", "huurder"). Dutch,
where compounds are written as one. Knows nothing of texts.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from assistant.answering.counting.wordforms import is_known
from index.terms import is_stop_word

LINKS = ("", "s", "e", "en", "n", "er")
_NO_PARTS = frozenset(
    (
        "ver her ont mis ge be aan achter af bij binnen boven buiten door in langs mee na naar neer om onder ongeveer "
        "op over rond samen tegen terug thuis toe tot tussen uit vol voor voort voorbij weg wederom weer "
        "pro ven jongst laatst"
    ).split()
)
_PREFIXES = ("ge", "ver", "be", "ont", "her")
_NOUNS = frozenset(("mijn", "voorzitter"))
"""Words that are passed over in a search, but are nouns as well: what is dug in a "mijn" is no stop word."""

_SUFFIX = re.compile(
    r"(?:(?:schappelijk|schapp?|heid|lijk|baar|bare|loos|loze|zaam|zame|achtig|matig|t?ig|isch|ster|aar|erij|dom|ing|"
    r"aris)(?:e|en|er|ers|s|st|ste|heid|heden)?|[dt]|[dt]en?|ende?n?|[tpk]?jes?|ers?|eer[dt]?|eerden?|eren|erende?|ere|i?e?ring|atie|[ai]?bel)$"
)
"""What only makes another word or form of what stands before it."""

SHORTEST = 3
"""Letters of a part at the least."""

SURE = 6
"""Letters from which a known word is held to be a part wherever it stands; shorter ones may stand there by chance."""

LIKELY = 4
SHARE = 10
"""A part of `LIKELY` letters or more must stand in the record at least once for so many times that the word does."""

FLOOR = 3
"""How often a word of the dictionary is held to stand in the record at the least."""


class Compounds:
    """Judges words of one record.

    Method: like that of `index.terms.CompoundSplitter`, a compound is held to be rarer than what it is made of; here
    one of the parts is given, so that less is asked of the others.
    """

    def __init__(self, frequencies: Mapping[str, int]) -> None:
        """`frequencies`: how often each folded word stands in the record."""
        self._frequencies = frequencies

    def has(self, word: str, forms: Collection[str]) -> bool:
        """Whether a folded word is a compound with one of these forms as a part."""
        own = self._frequencies.get(word, 1)
        forms = [form for form in forms if not _is_other_verb(word, form)]
        return any(
            (head or tail)
            and not self._is_derived(head, form)
            and (not head or self._before(head, own) or (not tail and _is_sure(head, form)))
            and (not tail or self.can_follow(tail, own))
            for form in forms
            for head, tail in _around(word, form)
        )

    def can_follow(self, rest: str, own: int = 1) -> bool:
        """Whether the rest of a folded word that stands in the record `own` times is one or more parts."""
        if _SUFFIX.match(rest):  # "fietserij", before a link makes "er" and "rij" of it
            return False
        return any(rest.startswith(link) and self._parts(rest[len(link) :], own) for link in LINKS)

    def _is_derived(self, head: str, form: str) -> bool:
        """Whether the form stands in a word that a prefix makes of it: "huisgebouw" has "gebouw", not "bouw"."""
        return any(
            head.endswith(prefix)
            and len(head) > len(prefix)
            and is_known(prefix + form, ("nl",))
            and self._before(head.removesuffix(prefix), 1)
            for prefix in _PREFIXES
        )

    def _before(self, rest: str, own: int) -> bool:
        return any(rest.endswith(link) and self._parts(rest.removesuffix(link), own) for link in LINKS)

    def _parts(self, rest: str, own: int) -> bool:
        """Whether this is a part, or parts with links between them."""
        if self._is_part(rest, own):
            return True
        return any(
            self._is_part(rest[:cut], own) and self.can_follow(rest[cut:], own)
            for cut in range(SHORTEST, len(rest) - SHORTEST + 1)
        )

    def _is_part(self, part: str, own: int) -> bool:
        if (
            len(part) < SHORTEST
            or part in _NO_PARTS
            or (is_stop_word(part) and part not in _NOUNS)
            or _SUFFIX.match(part)
        ):
            return False
        frequency = self._frequencies.get(part, 0)
        known = is_known(part, ("nl",))
        if len(part) >= SURE:
            return (
                frequency > 0
                or known
                or any(is_known(part.removesuffix(e), ("nl",)) for e in ("s", "n", "en", "erij"))
                or is_known(f"{part}en", ("nl",))  # a verb's stem, as in "omzendbrief"
            )
        if len(part) >= LIKELY:
            return SHARE * max(frequency, FLOOR if known else 0) >= own
        return frequency >= max(own, FLOOR)


def _around(word: str, form: str) -> Iterator[tuple[str, str]]:
    """What stands before and after a form within a word, for every place of it."""
    at = word.find(form)
    while at >= 0:
        yield word[:at], word[at + len(form) :]
        at = word.find(form, at + 1)


def _is_sure(head: str, form: str) -> bool:
    """Whether a long form at the end of a word tells enough, as "woning" does in "Kethelwoning"."""
    prefixed = head.endswith(_PREFIXES)  # "dienstverlening" is no "lening"
    return len(form) >= SURE and len(head) >= LIKELY and head not in _NO_PARTS and not prefixed


def _is_other_verb(word: str, form: str) -> bool:
    """Whether a word that ends in a form is a verb, and the form is none: "handhaven" is no "haven"."""
    return word.endswith(form) and is_known(f"{word}d", ("nl",)) and not is_known(f"{form}d", ("nl",))
