"""Fits the weights of sentences on development sets: ``python -m eval.sentences GOLD...``.

The sentences of all turns that a question is answered from are a list; those of the words that people marked are right.
Prints what each signal is worth, and the quote-hit@3 of the answers, each by weights that were fitted on other needs.
Changes nothing: the weights are written into `assistant.answering.sentences` by hand, with a line in eval/LOG.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from rich.console import Console
from rich.table import Table

from assistant.answer import Evidence, Question
from assistant.answering.extractive import MOST_TURNS, Extractor
from assistant.answering.sentences import (
    SentenceScorer,
    SentenceWeights,
    Spans,
    Wanted,
    sentence_signal_names,
    shares,
)
from assistant.assistant import WEIGHED, Assistant, quotable
from assistant.late import QuestionTokens
from eval.gold import GoldQuote, GoldSet, Query, load_gold
from eval.listwise import Floats, Marked, fit, held_out
from eval.metrics import folded_words, quote_hit
from eval.system import opened, pool_of, prepare
from index.sentences import sentence_spans

MARKED = 0.4
"""Share of the marked words that a sentence must hold to be right, unless it lies within them."""

DOUBT = 0.8
"""What fitted weights are multiplied by: the likelihoods are too sure of themselves on questions held out."""

_NONE = np.zeros(0, dtype=np.int64)
NO_TOKENS = QuestionTokens(_NONE.astype(np.int32), _NONE, _NONE, _NONE.astype(np.float32), np.zeros(0), 0.0)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with marked words: the sentences of its turns as a list, and what its answer is made from."""

    marked: Marked
    evidence: Sequence[Evidence]
    wanted: Wanted
    quotes: Sequence[GoldQuote]
    refused: bool


class Weighed(SentenceScorer):
    """The sentences of one question, weighed before: with these scores, (sentences,)."""

    def __init__(self, scores: Floats) -> None:
        self._scores = scores

    def likelihoods(self, _found: Sequence[Evidence], spans: Sequence[Spans], _wanted: Wanted) -> list[Floats]:
        """As likely as the scores say."""
        return shares(self._scores, spans)


def asked_all(folder: Path) -> list[Asked]:
    """The questions of a gold set with marked words, put to the assistant over its pool, if it finds anything."""
    gold = load_gold(folder)
    with opened(prepare(gold, pool_of(gold, None), None, lambda _: None)) as system:
        found = [asked(gold, query, system.assistant) for query in gold.queries if gold.quotes.get(query.id)]
    return [one for one in found if len(one.marked.gains)]


def asked(gold: GoldSet, query: Query, assistant: Assistant) -> Asked:
    """A question of a gold set, put to the assistant."""
    question, quotes = Question(query.text, query.history), gold.quotes[query.id]
    understood = assistant.understand(question)
    found = assistant.retriever.search(understood, assistant.retriever.scope(question.filters))
    worth = assistant.judge.worth(found.words)
    wanted = Wanted(found.words, worth, found.tokens, found.vector, understood.understood.kind)
    evidence = quotable(assistant.retriever.evidence(found, WEIGHED), understood.understood, assistant.index.layout)[
        :MOST_TURNS
    ]
    spans = [sentence_spans(one.turn.text) for one in evidence]
    index, late = assistant.index, assistant.retriever.late
    scorer = SentenceScorer(index.encoder, index.splitter, late, index.commitment_spans)
    signals = scorer.signals(evidence, spans, wanted)
    gains = [
        _right(one.turn.text[a:b], [quote.text for quote in quotes if quote.turn_id == one.turn.id])
        for one, of_turn in zip(evidence, spans, strict=True)
        for a, b in of_turn
    ]
    stacked = np.stack([signals[name] for name in sentence_signal_names()], axis=1)
    wanted = replace(wanted, tokens=NO_TOKENS)  # of no more use, and large
    need = f"{gold.name} {query.id.removesuffix(f'.{query.lang}')}"
    marked = Marked(f"{gold.name} {query.lang}", need, stacked, np.array(gains, dtype=float))
    return Asked(marked, evidence, wanted, quotes, assistant.ask(question).refusal is not None)


def hit(one: Asked, weights: Floats) -> float:
    """Whether one of the first three quotes hits with these weights; a refusal shows none."""
    if one.refused:
        return 0.0
    cited = Extractor(Weighed(one.marked.signals @ weights)).answer(one.evidence, one.wanted, "nl")[1]
    return quote_hit([(citation.turn.id, citation.quote) for citation in cited], one.quotes, k=3)


def _right(sentence: str, quotes: list[str]) -> bool:
    """Whether a sentence lies within marked words, or holds enough of them."""
    own = folded_words(sentence)
    for quote in quotes:
        wanted = folded_words(quote)
        if own.total() and ((own & wanted).total() >= MARKED * wanted.total() or own <= wanted):
            return True
    return False


def best_is_right(lists: Sequence[Marked], weights: Sequence[Floats]) -> float:
    """The share of lists whose best sentence is right, of those with a right one."""
    pairs = [(one, own) for one, own in zip(lists, weights, strict=True) if one.gains.any()]
    return float(np.mean([one.gains[np.argmax(one.signals @ own)] > 0 for one, own in pairs]))


def main(gold: Annotated[list[Path], typer.Argument(help="Folders of development sets.")]) -> None:
    """Fit the weights of sentences on development sets, and say what each signal is worth."""
    console = Console(highlight=False)
    questions = [one for folder in gold for one in asked_all(folder)]
    lists = [one.marked for one in questions]
    others = held_out(lists, np.ones(len(sentence_signal_names()), dtype=bool))
    console.print(_signals(lists, others))
    console.print(f"best sentence right in {best_is_right(lists, others):.3f} (by weights fitted on others)")
    hits: dict[str, list[float]] = defaultdict(list)
    for one, own in zip(questions, others, strict=True):
        hits[one.marked.group].append(hit(one, own * DOUBT))
    for group, found in hits.items():
        console.print(f"quote-hit@3 {group}: {np.mean(found):.3f} of {len(found)} (by weights fitted on others)")


def _signals(lists: Sequence[Marked], others: Sequence[Floats]) -> Table:
    """Each signal's weight in force and as fitted, and what leaving it out changes on lists held out."""
    names = sentence_signal_names()
    every = np.ones(len(names), dtype=bool)
    weights, whole = fit(lists, every) * DOUBT, best_is_right(lists, others)
    table = Table("signal", "in force", "fitted", "without it", box=None)
    for at, name in enumerate(names):
        without = every.copy()
        without[at] = False
        worth = best_is_right(lists, held_out(lists, without)) - whole
        table.add_row(name, f"{getattr(SentenceWeights(), name):.1f}", f"{weights[at]:.2f}", f"{worth:+.3f}")
    return table


if __name__ == "__main__":
    typer.run(main)
