"""The command ``python -m eval.quotes GOLD``: how well quotes made from a pool are told apart.

Forty quotes each are made by a fixed seed: verbatim, changed by one word, stitched of two turns, verbatim with another
person named, and absent (from another corpus). What each is follows from how it was made, and is proved by a scan of
the whole pool, never by the code that is measured. Prints the confusion table, with the seconds a check takes.
"""

from __future__ import annotations

import json
import lzma
import random
import re
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from assistant.assistant import Assistant
from assistant.quotes.verdict import VERDICTS, Verdict
from eval.gold import load_gold
from eval.system import opened, pool_of, prepare
from index.errors import WoordelijkError
from index.sentences import sentence_spans

EACH = 40
SEED = 8
SHORTEST, LONGEST = 6, 40
"""Words of a quote, or of a half of a stitched one."""

ABSENT_SHORTEST = 10
"""Words of an absent one: a shorter sentence of any parliament often differs from one of the pool by a word."""

ELSEWHERE = Path("corpora/tweede-kamer/1998-2013.turns.jsonl.xz")
"""Whence absent sentences come, under the folder that holds the gold sets' folder."""

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)


@dataclass(frozen=True, slots=True)
class MadeQuote:
    """A quote, who is said to have spoken it, and what it is."""

    words: str
    said_by: str | None
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class QuoteOutcome:
    """What a quote was taken for, and the seconds that took."""

    quote: MadeQuote
    verdict: Verdict
    seconds: float


@dataclass(frozen=True, slots=True)
class QuoteTable:
    """The outcomes of all quotes."""

    outcomes: tuple[QuoteOutcome, ...]

    @property
    def right(self) -> float:
        """The share of quotes that were taken for what they are."""
        return sum(o.verdict == o.quote.verdict for o in self.outcomes) / len(self.outcomes)

    def confusion(self) -> dict[tuple[Verdict, Verdict], int]:
        """How many quotes of one verdict were given which."""
        return dict(Counter((outcome.quote.verdict, outcome.verdict) for outcome in self.outcomes))


class QuoteMaker:
    """Makes quotes from the turns of a pool: (speaker, text) each, the speaker's name or None."""

    def __init__(self, turns: Sequence[tuple[str | None, str]], seed: int = SEED) -> None:
        self._turns = turns
        self._random = random.Random(seed)
        self._pool = "\n".join(_bare(text) for _, text in turns)
        self._words = sorted({word for _, text in turns[:2_000] for word in re.findall(r"\b[a-z]{4,12}\b", text)})
        self._names = sorted({speaker for speaker, _ in turns if speaker and " " in speaker})

    def make(self, elsewhere: Sequence[str], each: int = EACH) -> list[MadeQuote]:
        """`each` quotes of every kind; `elsewhere` are the texts that absent ones come from."""
        return [
            *(self._verbatim() for _ in range(each)),
            *(self._altered() for _ in range(each)),
            *(self._stitched() for _ in range(each)),
            *(self._other_speaker() for _ in range(each)),
            *(self._absent(elsewhere) for _ in range(each)),
        ]

    def _sentence(self, *, whole: bool = True) -> tuple[str | None, str]:
        """A sentence of a random turn with its speaker; if not `whole`, perhaps only its beginning or its end."""
        while True:
            speaker, text = self._random.choice(self._turns)
            start, end = self._random.choice(sentence_spans(text))
            words = text[start:end].split()
            if not whole and len(words) > 2 * SHORTEST:
                cut = self._random.randint(SHORTEST, len(words) - SHORTEST)
                words = self._random.choice((words[:cut], words[cut:], words))
            if SHORTEST <= len(words) <= LONGEST:
                return speaker, " ".join(words)

    def _stands(self, words: str) -> bool:
        return _bare(words) in self._pool

    def _verbatim(self) -> MadeQuote:
        speaker, words = self._sentence(whole=False)
        return MadeQuote(words, speaker if self._random.random() < 0.5 else None, "verbatim")

    def _altered(self) -> MadeQuote:
        while True:
            speaker, sentence = self._sentence()
            words = sentence.split()
            at = self._random.randrange(1, len(words) - 1)
            other = self._random.choice(self._words)
            match self._random.choice(("replace", "replace", "add", "leave out")):
                case "replace":
                    words[at] = other
                case "add":
                    words.insert(at, other)
                case _:
                    del words[at]
            changed = " ".join(words)
            if not self._stands(changed):
                return MadeQuote(changed, speaker, "altered")

    def _stitched(self) -> MadeQuote:
        while True:
            (one, first), (_, second) = self._sentence(whole=False), self._sentence(whole=False)
            if not self._stands(f"{first} {second}"):
                return MadeQuote(f"{first} {second}", one, "stitched")

    def _other_speaker(self) -> MadeQuote:
        while True:
            _, words = self._sentence()
            other = self._random.choice(self._names)
            holds = {speaker for speaker, text in self._turns if _bare(words) in _bare(text)}
            if None not in holds and not any(_surnames_meet(other, name) for name in holds if name):
                return MadeQuote(words, other, "other speaker")

    def _absent(self, elsewhere: Sequence[str]) -> MadeQuote:
        while True:
            text = self._random.choice(elsewhere)
            start, end = self._random.choice(sentence_spans(text))
            words = text[start:end].split()
            if ABSENT_SHORTEST <= len(words) <= LONGEST and not self._stands(" ".join(words)):
                return MadeQuote(" ".join(words), None, "not found")


def _bare(text: str) -> str:
    """The letters and digits of a text: what a verbatim quote cannot differ in."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFC", text)).lower()


def _surnames_meet(one: str, other: str) -> bool:
    """Whether two names might mean one person."""
    return bool(set(one.lower().split()[-1:]) & set(other.lower().split()))


def check_all(assistant: Assistant, quotes: Sequence[MadeQuote]) -> QuoteTable:
    """Check every quote."""
    outcomes = []
    for quote in quotes:
        begun = time.perf_counter()
        verdict = assistant.check_quote(quote.words, quote.said_by).verdict
        outcomes.append(QuoteOutcome(quote, verdict, time.perf_counter() - begun))
    return QuoteTable(tuple(outcomes))


def turns_of(assistant: Assistant) -> list[tuple[str | None, str]]:
    """Speaker and text of every turn of an index."""
    rows = range(len(assistant.index.turn_ids()))
    found = [assistant.index.turns(rows[at : at + 5_000]) for at in range(0, len(rows), 5_000)]
    turns = [turn for block in found for _, turn in sorted(block.items())]
    return [(turn.speaker.name if turn.speaker else None, turn.text) for turn in turns]


def texts_of(corpus: Path) -> Iterator[str]:
    """The texts of a corpus of normalised turns."""
    with lzma.open(corpus, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)["text"]


def print_table(found: QuoteTable, console: Console) -> None:
    """The confusion table, and what was taken for something else."""
    confusion = found.confusion()
    table = Table(title="Quotes: what they are (rows), what they were taken for (columns)")
    table.add_column("")
    for verdict in VERDICTS:
        table.add_column(verdict, justify="right")
    for made in VERDICTS:
        table.add_row(made, *(str(confusion.get((made, given), 0)) for given in VERDICTS))
    console.print(table)
    seconds = sorted(outcome.seconds for outcome in found.outcomes)
    console.print(
        f"right: {found.right:.1%} of {len(seconds)}; "
        f"{seconds[len(seconds) // 2] * 1e3:.0f} ms a quote in the middle, {seconds[-1] * 1e3:.0f} ms at most"
    )


@app.command()
def main(
    gold: Annotated[Path, typer.Argument(help="Folder of the gold set whose pool the quotes are made from.")],
    elsewhere: Annotated[Path | None, typer.Option(help="Turns that are not in the pool, for absent quotes.")] = None,
    seed: Annotated[int, typer.Option(help="Other quotes.")] = SEED,
    each: Annotated[int, typer.Option(help="Quotes of each kind.")] = EACH,
    wrong: Annotated[bool, typer.Option("--wrong", help="List the quotes taken for something else.")] = False,
) -> None:
    """Make quotes from a pool and check them."""
    corpus = elsewhere or gold.resolve().parent.parent / ELSEWHERE
    if not corpus.is_file():
        raise typer.BadParameter(f"{corpus}: there is no such file; name one with --elsewhere")
    try:
        loaded = load_gold(gold)
        directory = prepare(loaded, pool_of(loaded, None), None, lambda _: None)
        with opened(directory) as system:
            quotes = QuoteMaker(turns_of(system.assistant), seed).make(list(texts_of(corpus)), each)
            found = check_all(system.assistant, quotes)
    except WoordelijkError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from None
    print_table(found, Console(file=sys.stdout))
    for outcome in found.outcomes if wrong else ():
        if outcome.verdict != outcome.quote.verdict:
            typer.echo(f"{outcome.quote.verdict}, taken for {outcome.verdict}: {outcome.quote.words}")


if __name__ == "__main__":
    app(prog_name="python -m eval.quotes")
