"""The command ``python -m eval.commitments GOLD``: how well commitments and their deadlines are found.

`GOLD` holds `pages.json` (documents of which every minister's turn was read), `commitments.jsonl` (spans, by strength,
with deadline) and `borderline.jsonl` (spans that count neither way). Found and gold match when they overlap in the same
turn. The rules are not fitted to anything, so there is nothing to refit when a page is left out: the ranges given say
how much the figures hang on one page. Exit codes: 0 done, 1 could not, 2 wrong usage.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from eval.gold import GoldError
from index.commitments.finding import commitments_of
from index.errors import WoordelijkError
from index.readers import reader_for, walk
from index.terms import words

POOL = Path("vlaams-dev") / "corpus.jsonl.xz"
STRENGTHS = ("firm", "weak", "any")

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)


@dataclass(frozen=True, slots=True)
class Span:
    """Characters ``start:end`` of a turn that bind somebody, or are held to; `page` is the turn's document."""

    page: str
    turn_id: str
    start: int
    end: int
    quote: str
    strength: str
    deadline: str | None = None

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.turn_id == other.turn_id and self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Scores:
    """Of `found` spans `right` match gold; of `gold` spans `recalled` are matched."""

    found: int
    right: int
    gold: int
    recalled: int

    @property
    def precision(self) -> float | None:
        """None where nothing was found."""
        return self.right / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        """None where nothing was to be found."""
        return self.recalled / self.gold if self.gold else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of the two."""
        if self.precision is None or self.recall is None or self.precision + self.recall == 0:
            return None
        return 2 * self.precision * self.recall / (self.precision + self.recall)


@dataclass(frozen=True, slots=True)
class Marked:
    """What is to be found on some pages, what counts neither way, and what was found."""

    gold: Sequence[Span]
    borderline: Sequence[Span]
    found: Sequence[Span]

    def without(self, page: str) -> Marked:
        """The same with one page left out."""
        kept = ([s for s in spans if s.page != page] for spans in (self.gold, self.borderline, self.found))
        return Marked(*kept)

    def false_alarms(self, strength: str) -> list[Span]:
        """Found spans of a strength that match no gold of it, nor a borderline span."""
        return [span for span in self._counted(strength) if not _matches(span, self._gold(strength))]

    def missed(self, strength: str) -> list[Span]:
        """Gold spans of a strength that nothing found of it matches."""
        found = [span for span in self.found if strength in ("any", span.strength)]
        return [span for span in self._gold(strength) if not _matches(span, found)]

    def scores(self, strength: str) -> Scores:
        """Precision and recall of "firm", "weak" or "any": strict, a firm span found as weak counts as missed."""
        found, gold = self._counted(strength), self._gold(strength)
        return Scores(
            len(found), len(found) - len(self.false_alarms(strength)), len(gold), len(gold) - len(self.missed(strength))
        )

    def _gold(self, strength: str) -> list[Span]:
        return [span for span in self.gold if strength in ("any", span.strength)]

    def _counted(self, strength: str) -> list[Span]:
        gold = self._gold(strength)
        own = [span for span in self.found if strength in ("any", span.strength)]
        return [span for span in own if _matches(span, gold) or not _matches(span, self.borderline)]

    def dated(self) -> int:
        """How many gold spans have a deadline, found or not."""
        return sum(span.deadline is not None for span in self.gold)

    def deadlines(self) -> tuple[int, int, int, int]:
        """Of gold spans that were found and have a deadline, how many, and how many found the same; of those without
        one, how many, and how many were given one all the same."""
        with_one = same = without = invented = 0
        for span in self.gold:
            found = [other for other in self.found if span.overlaps(other)]
            if not found:
                continue
            given = [other.deadline for other in found if other.deadline]
            if span.deadline:
                with_one += 1
                same += any(same_deadline(span.deadline, phrase) for phrase in given)
            else:
                without += 1
                invented += bool(given)
        return with_one, same, without, invented


def _matches(span: Span, others: Iterable[Span]) -> bool:
    return any(span.overlaps(other) for other in others)


def same_deadline(gold: str, found: str) -> bool:
    """Whether two phrases share at least half of the words of either."""
    one, other = set(words(gold)), set(words(found))
    shared = len(one & other)
    return 2 * shared >= len(one) and 2 * shared >= len(other)


def load(gold: Path, corpus: Path | None) -> Marked:
    """The gold spans of a folder, and what is found in the turns that they are of.

    Raises:
        GoldError: a file is missing or malformed, or a quote does not stand in its turn.
    """
    pool = corpus or gold.resolve().parent / POOL
    if not pool.is_file():
        raise GoldError(f"{pool}: there is no such file; name the turns that were read with --corpus")
    try:
        pages = set(json.loads((gold / "pages.json").read_text(encoding="utf-8")))
        rows = {name: _rows(gold / f"{name}.jsonl") for name in ("commitments", "borderline")}
    except (OSError, ValueError) as error:
        raise GoldError(f"{gold}: {error}") from None
    texts: dict[str, str] = {}
    page_of: dict[str, str] = {}
    found: list[Span] = []
    for file in walk([pool]):
        for sitting in reader_for(file).read(file):
            if sitting.id not in pages:
                continue
            for turn in sitting.turns:
                texts[turn.id], page_of[turn.id] = turn.text, sitting.id
            for made in commitments_of(sitting):
                turn = sitting.turns[made.order]
                quote = turn.text[made.start : made.end]
                found.append(Span(sitting.id, turn.id, made.start, made.end, quote, made.strength, made.deadline))
    return Marked(
        _spans(rows["commitments"], texts, page_of, gold), _spans(rows["borderline"], texts, page_of, gold), found
    )


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _spans(
    rows: Iterable[Mapping[str, Any]], texts: Mapping[str, str], page_of: Mapping[str, str], gold: Path
) -> list[Span]:
    spans = []
    for row in rows:
        text, quote = texts.get(row["turn_id"], ""), row["quote"]
        start = text.find(quote)
        if start < 0:
            raise GoldError(f"{gold}: {quote[:40]!r} does not stand in turn {row['turn_id']} of the pool")
        strength = row.get("strength", "borderline")
        turn_id, end = row["turn_id"], start + len(quote)
        spans.append(Span(page_of[turn_id], turn_id, start, end, quote, strength, row.get("deadline")))
    return spans


def document(marked: Marked) -> dict[str, Any]:
    """The figures as one JSON document; ranges are over leaving each page out in turn."""
    pages = sorted({span.page for span in marked.gold})
    left_out = [marked.without(page) for page in pages]
    with_one, same, without, invented = marked.deadlines()
    return {
        "pages": len(pages),
        **{strength: _figures(marked, left_out, strength) for strength in STRENGTHS},
        "deadlines": {
            "of": with_one, "right": same, "accuracy": same / with_one if with_one else None, "gold": marked.dated(),
            "without": without, "invented": invented,
        },
    }  # fmt: skip


def _figures(marked: Marked, left_out: Sequence[Marked], strength: str) -> dict[str, Any]:
    scores = marked.scores(strength)
    figures: dict[str, Any] = asdict(scores)
    for name in ("precision", "recall", "f1"):
        figures[name] = getattr(scores, name)
        values = [value for one in left_out if (value := getattr(one.scores(strength), name)) is not None]
        figures[f"{name}_range"] = [min(values), max(values)] if values else None
    return figures


@app.command()
def main(
    gold: Annotated[Path, typer.Argument(help="Folder of the gold set.", show_default=False)],
    corpus: Annotated[Path | None, typer.Option(help="The pool; default: that of vlaams-dev beside it.")] = None,
    json_file: Annotated[Path | None, typer.Option("--json", help="Write the figures as JSON; - is stdout.")] = None,
    verbose: Annotated[bool, typer.Option("--verbose", help="Print what was missed, and false alarms.")] = False,
) -> None:
    """Measure how well commitments are found."""
    try:
        marked = load(gold, corpus)
    except WoordelijkError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from None
    figures = document(marked)
    text = json.dumps(figures, ensure_ascii=False, indent=2) + "\n"
    if json_file == Path("-"):
        sys.stdout.write(text)
        return
    if json_file is not None:
        json_file.write_text(text, encoding="utf-8")
    _print(figures)
    if verbose:
        for strength in STRENGTHS[:2]:
            for what, spans in (("missed", marked.missed(strength)), ("false alarm", marked.false_alarms(strength))):
                for span in spans:
                    typer.echo(f"{strength}, {what}: {span.turn_id}: {span.quote}")


def _print(figures: Mapping[str, Any]) -> None:
    table = Table("", "precision", "recall", "F1", "found", "gold", title=f"{figures['pages']} pages")
    for strength in STRENGTHS:
        row = figures[strength]
        cells = [_cell(row[name], row[f"{name}_range"]) for name in ("precision", "recall", "f1")]
        table.add_row(strength, *cells, str(row["found"]), str(row["gold"]))
    console = Console(highlight=False)
    console.print(table)
    dated = figures["deadlines"]
    console.print(
        f"deadlines: {dated['right']} right of the {dated['of']} found, of {dated['gold']} in all; "
        f"{dated['without']} have none, "
        f"{dated['invented']} of these were given one"
    )


def _cell(value: float | None, span: Sequence[float] | None) -> str:
    return "-" if value is None or span is None else f"{value:.3f} ({span[0]:.3f}-{span[1]:.3f})"


if __name__ == "__main__":
    app(prog_name="python -m eval.commitments")
