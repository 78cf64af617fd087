"""What came of checking a quote: the verdict, the places in the record, and what differs.

Places are citations (`assistant.citing`), so what is shown of the record is always its own characters. Knows nothing
of how the places were found.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, cast, get_args

from assistant.answer import Citation, Language, citation_json
from index.language import identify

if TYPE_CHECKING:
    from assistant.documents import CheckedDocument, QuoteDocument

Verdict = Literal["verbatim", "other speaker", "stitched", "altered", "not found"]
"""*Verbatim*: it stands so in one turn, of the person named if one is. *Other speaker*: it stands so, but in no turn of
the person named (`places` say whose; of nobody known where the record does not say). *Stitched*: put together from
several places. *Altered*: from one place, with changes. *Not found*: from nowhere in the record."""

VERDICTS: tuple[Verdict, ...] = get_args(Verdict)

PartKind = Literal["same", "left out", "added", "changed", "marked omission", "marked insertion"]


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the checked words beside the record's: all parts' `words` in order are the quote, all parts'
    `record` what stands there. Either is empty where there is nothing; `place` is the number of a citation."""

    kind: PartKind
    words: str
    record: str
    place: int | None


@dataclass(frozen=True, slots=True)
class Fingerprinted:
    """A fingerprint that stood with the words, the quote that it belongs to, and whether the words are that quote's.

    `citation` is None where the record has no such quote.
    """

    code: str
    citation: Citation | None
    agrees: bool


@dataclass(frozen=True, slots=True)
class Checked:
    """Words that were checked. `said_by` is the person named, as the record has the name, None if nobody is.

    `places` are all places of a verbatim quote (first those of the person named) unless `more`: then there are too
    many to list. `difference` is empty where the words stand in the record without any mark.
    """

    words: str
    verdict: Verdict
    said_by: str | None = None
    places: tuple[Citation, ...] = ()
    difference: tuple[Part, ...] = ()
    more: bool = False
    fingerprint: Fingerprinted | None = None

    @property
    def shown(self) -> tuple[Citation, ...]:
        """Every quote of the record that is shown."""
        printed = self.fingerprint.citation if self.fingerprint else None
        return (*self.places, printed) if printed else self.places

    def is_theirs(self, place: Citation) -> bool:
        """Whether a place is by the person named, or by one of those whom the name may mean."""
        speaker = place.turn.speaker
        return speaker is not None and speaker.name in (self.said_by or "").split(", ")

    def to_json(self) -> CheckedDocument:
        """One entry of the document that ``quote --json`` prints; other programs rely on its names."""
        printed = self.fingerprint
        return {
            "words": self.words,
            "verdict": self.verdict,
            "said_by": self.said_by,
            "places": [citation_json(citation) for citation in self.places],
            "difference": [
                {"kind": part.kind, "words": part.words, "record": part.record, "place": part.place}
                for part in self.difference
            ],
            "more": self.more,
            "fingerprint": None
            if printed is None
            else {
                "code": printed.code,
                "place": citation_json(printed.citation) if printed.citation else None,
                "agrees": printed.agrees,
            },
        }


@dataclass(frozen=True, slots=True)
class QuoteReport:
    """The quotations of a text, checked, in the order in which they stand there; `language` is that of the text.

    `unchecked` counts the quotations besides them that were too many, or too long, to check.
    """

    checked: tuple[Checked, ...]
    language: Language
    unchecked: int = 0

    @classmethod
    def of(cls, checked: Iterable[Checked], around: str = "", unchecked: int = 0) -> QuoteReport:
        """The report on quotes; its language is that of the text around them, or their own where there is none."""
        every = tuple(checked)
        language = identify(around.strip() or " ".join(found.words for found in every))
        return cls(every, cast(Language, language), unchecked)

    def counts(self) -> dict[Verdict, int]:
        """How many there are of each verdict, those of none left out."""
        every = [found.verdict for found in self.checked]
        return {verdict: every.count(verdict) for verdict in VERDICTS if verdict in every}

    def to_json(self) -> QuoteDocument:
        """The document that ``quote --json`` prints."""
        return {"checked": [found.to_json() for found in self.checked]}
