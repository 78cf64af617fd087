"""Passages: the stretches of a turn that are embedded, searched and cited.

A passage never crosses a turn and holds whole sentences; together the passages of a turn hold all its words, in
order, without overlap; and ``turn.text[p.start:p.end]`` are its words. Knows nothing of file formats or of scoring.
"""

from __future__ import annotations

from index.sentences import sentence_spans
from index.transcript import Passage, Turn

RULES = "sentences-110"
"""Names the way passages are cut; written into the manifest, since another way needs other vectors."""

LONGEST = 110
"""Words. Longer passages blur what they are about; shorter ones lose what their sentences refer to."""


def cut(turn: Turn) -> list[Passage]:
    """The passages of a turn, each of at most `LONGEST` words unless a single sentence is longer.

    The words are spread evenly: a turn of 120 words gives two halves, not 110 words and a scrap of ten.
    """
    sentences = [(start, end, len(turn.text[start:end].split())) for start, end in sentence_spans(turn.text)]
    total = sum(words for _, _, words in sentences)
    count = -(-total // LONGEST)
    passages: list[Passage] = []
    first, held = 0, 0
    for position, (_, _, words) in enumerate(sentences):
        # Close before this sentence if that leaves the passage nearer to its even share than taking it in would.
        if held and (held + words / 2 > total / count or held + words > LONGEST):
            passages.append(_passage(turn, sentences[first][0], sentences[position - 1][1]))
            first, held = position, 0
        held += words
    if sentences:
        passages.append(_passage(turn, sentences[first][0], sentences[-1][1]))
    return passages


def _passage(turn: Turn, start: int, end: int) -> Passage:
    return Passage(id=f"{turn.id}@{start}-{end}", turn_id=turn.id, start=start, end=end)
