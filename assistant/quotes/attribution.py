"""Whom the words around a quotation name as its speaker.

Where several people may be meant, all are given, and the words of any of them are right: it is worse to say that a
quote is somebody else's where it is not. Knows nothing of the record's words.
"""

from __future__ import annotations

import re

from assistant.understanding.people import People
from index.vocabulary import Vocabulary

_SAYS = re.compile(
    r"[\s,.…]*(?:[—–]|--|\(|(?:(?:zo|dat|dit)\s+)?(?:"
    r"aldus|volgens|zei|zegt|stelde?|stelt|vond|vindt|vroeg|vraagt|antwoord(?:de|t)|reageer(?:de|t)|"
    r"verklaar(?:de|t)|benadruk(?:te|t)|beklemtoon(?:de|t)|besluit|besloot|meen(?:de|t)|herhaal(?:de|t)|"
    r"beloof(?:de|t)|klinkt het bij|luidt het bij|klonk het bij|"
    r"said|says|asked|asks|replied|replies|according to|told|argued|argues|added|adds|promised|"
    r"selon|dit|a dit|disait|déclare|a déclaré|explique|a expliqué|répond|a répondu|affirme|a affirmé|demande|"
    r"a demandé|ajoute|a ajouté|a promis"
    r")\b)",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(r"[;:\n]|[“”„«»\"]")
_WORD_END = re.compile(r"(?<=\w)(?!\w)")


class Attribution:
    """Reads names around quotations as people of an index."""

    def __init__(self, people: People, vocabulary: Vocabulary) -> None:
        self._people, self._vocabulary = people, vocabulary

    def said_by(self, before: str, after: str) -> str | None:
        """The name or names of who is said to have spoken, None where nobody is named.

        Behind a verb of saying that follows the quotation, the first name counts; else whoever stands before it;
        else whoever stands behind it.
        """
        clause = _CLAUSE_END.split(after, maxsplit=1)[0]
        if _SAYS.match(after):
            return self._first(clause) or self._all(before)
        return self._all(before) or self._all(clause)

    def _all(self, text: str) -> str | None:
        """Everybody named in a text; a name of nobody in the record only if it stands alone."""
        named = self._people.find(text, self._vocabulary)
        names = dict.fromkeys(self._people.by_id[one].name for one in named.people)
        if not names and len(named.unknown) == 1:
            return named.unknown[0]
        return ", ".join(names) or None

    def _first(self, text: str) -> str | None:
        """Whoever is named first."""
        ends = [match.start() for match in _WORD_END.finditer(text)]
        for place, end in enumerate(ends):
            if self._people.find(text[:end], self._vocabulary).people:
                # "Jan Peeters" may go on as "Jan Peeters-Claes": take in what is capitalised and follows at once.
                while place + 1 < len(ends) and re.fullmatch(r"[ \-'’][^\W\d_a-zà-ÿ]\w*", text[end : ends[place + 1]]):
                    place += 1
                    end = ends[place]
                return self._all(text[:end])
        return self._all(text)
