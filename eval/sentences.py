"""Fits the weights of sentences on development sets: ``python -m eval.sentences GOLD...``.

The sentences of a turn in which people marked the answering words are a list; those that the marked words are of are
right. Also prints how often the best sentence is right, each list by weights that were not fitted on it, and what
each signal is worth. Changes nothing: the weights are written into `assistant.answering.sentences` by hand, with a
line in eval/LOG.md.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from rich.console import Console
from rich.table import Table

from assistant.answer import Question
from assistant.answering.sentences import SentenceScorer, SentenceWeights, Wanted, sentence_signal_names
from assistant.retrieval import NO_FILTERS
from eval.gold import load_gold
from eval.listwise import Floats, Marked, fit, held_out
from eval.metrics import folded_words
from eval.system import opened, pool_of, prepare
from index.sentences import sentence_spans

DEPTH = 10
"""Turns of each question that are looked at."""

MARKED = 0.4
"""Share of the marked words that a sentence must hold to be right, unless it lies within them."""


def marked(folder: Path) -> list[Marked]:
    """The turns of a gold set that retrieval finds and people marked words in, as lists of sentences."""
    gold, names, found = load_gold(folder), sentence_signal_names(), []
    with opened(prepare(gold, pool_of(gold, None), None, lambda _: None)) as system:
        assistant = system.assistant
        index = assistant.index
        scorer = SentenceScorer(index.encoder, index.splitter, assistant.retriever.late)
        for query in gold.queries:
            quotes = gold.quotes.get(query.id, ())
            if not quotes:
                continue
            asked = assistant.understand(Question(query.text, query.history))
            searched = assistant.retriever.search(asked, assistant.retriever.scope(NO_FILTERS))
            worth = assistant.judge.worth(searched.words)
            wanted = Wanted(searched.words, worth, searched.tokens, searched.vector, asked.understood.kind)
            for evidence in assistant.retriever.evidence(searched, DEPTH):
                words = [quote.text for quote in quotes if quote.turn_id == evidence.turn.id]
                spans = sentence_spans(evidence.turn.text)
                gains = np.array([_right(evidence.turn.text[a:b], words) for a, b in spans], dtype=float)
                if len(spans) > 1 and gains.any():
                    signals = scorer.signals(evidence, spans, wanted)
                    need = query.id.removesuffix(f".{query.lang}")
                    stacked = np.stack([signals[name] for name in names], axis=1)
                    found.append(Marked(f"{gold.name} {query.lang}", f"{gold.name} {need}", stacked, gains))
    return found


def _right(sentence: str, quotes: list[str]) -> bool:
    """Whether a sentence lies within marked words, or holds enough of them."""
    own = folded_words(sentence)
    for quote in quotes:
        wanted = folded_words(quote)
        if own.total() and ((own & wanted).total() >= MARKED * wanted.total() or own <= wanted):
            return True
    return False


def best_is_right(lists: list[Marked], weights: list[Floats]) -> float:
    """The share of lists whose best sentence is right."""
    return float(
        np.mean([one.gains[np.argmax(one.signals @ own)] > 0 for one, own in zip(lists, weights, strict=True)])
    )


def main(gold: Annotated[list[Path], typer.Argument(help="Folders of development sets.")]) -> None:
    """Fit the weights of sentences on development sets, and say what each signal is worth."""
    console = Console(highlight=False)
    lists = [one for folder in gold for one in marked(folder)]
    names = sentence_signal_names()
    every = np.ones(len(names), dtype=bool)
    weights = fit(lists, every)
    whole = best_is_right(lists, held_out(lists, every))
    table = Table("signal", "in force", "fitted", "without it", box=None)
    for at, name in enumerate(names):
        without = every.copy()
        without[at] = False
        worth = best_is_right(lists, held_out(lists, without)) - whole
        table.add_row(name, f"{getattr(SentenceWeights(), name):.1f}", f"{weights[at]:.2f}", f"{worth:+.3f}")
    console.print(table)
    console.print(f"best sentence right in {whole:.3f} of {len(lists)} turns (by weights fitted on others)")


if __name__ == "__main__":
    typer.run(main)
