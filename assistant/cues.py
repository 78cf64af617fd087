"""The form of an answer: words that show that a text gives a figure, a time, a reason, or somebody's word.

A question of how much wants a figure, whatever it is about. Matched against folded text. Knows nothing of topics.
"""

from __future__ import annotations

import re

from assistant.answer import Kind
from index.terms import fold

_WHO_BINDS = (
    r"(?:ik|we|wij|men|(?:mijn|onze|de|het) (?:vlaamse |federale )?(?:administratie|kabinet|regering|overheid|"
    r"agentschap|diensten|departement)|i|the government|my (?:office|department|administration)|"
    r"je|nous|on|le gouvernement|mon administration)"
)
_WILL = (
    r"(?:zal|zullen|ga|gaan|gaat|wil|willen|beloof|beloven|engageer|engageren|garandeer|zeg|"
    r"will|shall|am going to|are going to|promise|undertake|vais|allons|va|vont|veux|voulons|m'engage|promets)"
)
COMMITMENT = re.compile(
    rf"\b{_WHO_BINDS}\b[^.?!]{{0,50}}\b{_WILL}\b|\b{_WILL} {_WHO_BINDS}\b|"
    r"\b(?:zal|zullen) [^.?!]{0,80}(?:onderzoek|bezorg|voorleg|uitwerk|komen)\w*|"
    r"\b(?:i'll|we'll|komt er|komen er|\w+er(?:ai|ons))\b"
)
FIGURE = re.compile(r"\d|\b(?:miljoen|miljard|procent|helft|derde|kwart|million|billion|percent|milliard|pour cent)\b")
REASON = re.compile(
    r"\b(?:omdat|want|doordat|daarom|vandaar|aangezien|reden|wegens|because|since|"
    r"therefore|reason|parce que|car|raison)\b"
)
TIME = re.compile(
    r"\b(?:19|20)\d\d\b|\b(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|"
    r"zomerreces|najaar|voorjaar|zomer|herfst|week|weken|maand|maanden|jaareinde|begin|eind|tegen|"
    r"january|february|march|june|july|august|october|month|weeks|summer|autumn|"
    r"janvier|fevrier|mars|avril|juin|juillet|aout|septembre|octobre|novembre|decembre|mois|semaine)\b"
)
CUES: dict[Kind, re.Pattern[str]] = {
    "promised": COMMITMENT, "how much": FIGURE, "how often": FIGURE, "why": REASON, "when": TIME,
}  # fmt: skip
ENOUGH = 3
"""Cues of a passage beyond which more say nothing."""


def form(kind: Kind, text: str) -> float:
    """How far a text has the form of an answer to a question of this kind, in [0, 1]; 0 for a kind without a form."""
    cue = CUES.get(kind)
    return min(len(cue.findall(fold(text))), ENOUGH) / ENOUGH if cue else 0.0
