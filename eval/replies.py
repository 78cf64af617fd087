"""How well questions are split and paired with their replies: ``python -m eval.replies WRITTEN [--spoken TURNS]``.

WRITTEN are written questions of the Belgian Chamber whose parts are answered by number. The numbers are taken out and
the parts of the answer must be found again: in the order asked and in a drawn order, against a guess by position and
one at random. Unanswered must be marked: the reply to another question, to one of the same department, and the reply
without the part that answers. `--spoken` adds turns of a record: the replies that the dialogue model links, and those
of other sittings. Nothing is learned here; who answers what by number is known, so no person had to judge.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import random
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import numpy as np
import numpy.typing as npt
import typer
from rich.console import Console
from rich.table import Table

from assistant.answering.replies.finding import OPENING
from assistant.answering.replies.pairing import MOST_AS_NEAR, Pairing, Put, Replying, Stretch, stretches
from assistant.answering.replies.questions import questions_of
from assistant.assistant import Assistant
from eval.metrics import auroc
from eval.system import WORKSPACE, opened
from index.build import build
from index.errors import WoordelijkError
from index.sentences import sentence_spans
from index.store import Index
from index.transcript import SittingInfo, Turn

SEED = 11
MEASURED = 100
"""Written questions that are measured; all of them are the record that they are measured in."""

SHORTEST = 4
"""Words of a part, of a question or of an answer."""

Floats = npt.NDArray[np.float64]
_SITTING = SittingInfo("written", "dekamer", None, "", None, None)

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)


@dataclass(frozen=True, slots=True)
class Written:
    """A written question: what leads to it, its parts, and the part of the answer to each."""

    id: str
    department: str
    title: str
    opening: str
    questions: tuple[str, ...]
    answers: tuple[str, ...]


def read_written(file: Path) -> list[Written]:
    """The written questions of a file whose parts are answered one by one, each answer once."""
    found: dict[str, Written] = {}
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            opening, questions = numbered_parts(row["question"])
            before, answers = numbered_parts(row["answer"] or "")
            several = re.search(r"\d\.? (?:en|tot|et) *$|, *$", before)  # "1, 2 en 3.": answered together
            short = any(len(part.split()) < SHORTEST for part in (*questions, *answers))
            if len(questions) == len(answers) > 1 and not short and not several:
                found.setdefault(
                    row["answer"],
                    Written(
                        str(row["doc_id"]), row["answer_department"] or "", opening.split("\n")[0].strip(" .-"),
                        opening, tuple(questions), tuple(answers),
                    ),
                )  # fmt: skip
    return list(found.values())


def numbered_parts(text: str) -> tuple[str, list[str]]:
    """What stands before the parts that are numbered from 1, and the parts, without their numbers."""
    marks: list[tuple[int, int]] = []
    while True:
        number = re.escape(str(len(marks) + 1))
        mark = re.compile(rf"(?:^|(?<=[\s?!.;:)]))(?<!\d[.,]){number}\. ?(?=[\"'(]?[^\W\d_])").search(
            text, marks[-1][1] if marks else 0
        )
        if mark is None:
            break
        marks.append(mark.span())
    if not marks:
        return _spaced(text), []
    ends = [start for start, _ in marks[1:]] + [len(text)]
    parts = [_spaced(text[after:end]) for (_, after), end in zip(marks, ends, strict=True)]
    return _spaced(text[: marks[0][0]]), parts


def _spaced(text: str) -> str:
    """The text with the spaces between sentences that its source lost."""
    return re.sub(r"(?<=[a-zé)][.?!])(?=[A-Z])", " ", text).strip()


def record_of(written: Sequence[Written], folder: Path) -> Path:
    """An index directory of written questions and answers as turns, without numbers, built once."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "written.jsonl").open("w", encoding="utf-8") as file:
        for one in written:
            of = {"doc_id": one.id, "source": "dekamer", "date": "2017-01-01", "title": one.title}
            asked = {"turn_id": f"{one.id}-0", "speaker": "Ann Vrager", "role": "member"}
            replied = {"turn_id": f"{one.id}-1", "speaker": "Jo Minister", "role": "minister"}
            for turn, text in ((asked, " ".join([one.opening, *one.questions])), (replied, " ".join(one.answers))):
                file.write(json.dumps(of | turn | {"text": text}, ensure_ascii=False) + "\n")
    build([folder / "written.jsonl"], folder / "index")
    return folder / "index"


def splitting(written: Sequence[Written], marked: bool) -> tuple[float, float]:
    """The share of parts in which a question begins, and that of questions which lie within one part."""
    begun = parts = within = found = 0
    for one in written:
        text, spans = one.opening, []
        for number, part in enumerate(one.questions, 1):
            text += f" {number}. " if marked else " "
            spans.append((len(text), len(text) + len(part)))
            text += part
        asked = [span for span in questions_of(text) if span.end > spans[0][0]]
        parts, found = parts + len(spans), found + len(asked)
        begun += sum(any(start <= span.start < end for span in asked) for start, end in spans)
        within += sum(any(start <= span.start and span.end <= end for start, end in spans) for span in asked)
    return begun / parts, within / max(found, 1)


@dataclass(frozen=True, slots=True)
class Reply:
    """A made reply, and the stretch of each part in it, by question."""

    replying: Replying
    parts: tuple[tuple[int, int], ...]


def reply_of(one: Written, order: Sequence[int]) -> Reply:
    """The parts of an answer in an order, joined; parts that are left out have an empty stretch."""
    text, parts = "", [(0, 0)] * len(one.answers)
    for part in order:
        start = len(text)
        text += one.answers[part] + " "
        parts[part] = (start, len(text))
    count = len(one.questions)
    turn = Turn(f"{one.id}-1", one.id, None, None, text.strip(), 1)
    return Reply(Replying(turn, _SITTING, tuple((n + 0.5) / count for n in range(count))), tuple(parts))


def is_right(candidate: Stretch, part: tuple[int, int]) -> bool:
    """Whether most of a candidate lies in the part that answers."""
    common = min(candidate.end, part[1]) - max(candidate.start, part[0])
    return common > (candidate.end - candidate.start) / 2


def hits(found: Sequence[Sequence[Stretch]], reply: Reply) -> list[tuple[bool, bool]]:
    """For each question whether the first candidate is right, and whether any is."""
    each = [[is_right(one, part) for one in own] for own, part in zip(found, reply.parts, strict=True)]
    return [(right[:1] == [True], any(right)) for right in each]


def guessed(reply: Reply, likely: Sequence[Floats], spans: Sequence[tuple[int, int]]) -> list[list[Stretch]]:
    """Candidates by any likelihood of sentences, one array for each question."""
    return [stretches(reply.replying, spans, own / own.sum(), np.zeros(len(spans))) for own in likely]


def pairing_table(pairing: Pairing, written: Sequence[Written], draw: random.Random) -> Table:
    """How often the part that answers is among the candidates."""
    rows: dict[str, list[tuple[bool, bool]]] = {}
    dice = np.random.default_rng(SEED)
    for one in written:
        puts, orders = [Put(text) for text in one.questions], list(range(len(one.questions)))
        drawn = draw.sample(orders, len(orders))
        for name, order in (("in order", orders), ("in a drawn order", drawn)):
            reply = reply_of(one, order)
            spans = sentence_spans(reply.replying.turn.text)
            found = pairing.candidates(puts, [reply.replying], one.opening[:OPENING], one.title)
            places = np.array([(start + end) / 2 for start, end in spans]) / len(reply.replying.turn.text)
            near = [np.exp(-20 * np.abs(places - due)) for due in reply.replying.due]
            rows.setdefault(f"pairing, {name}", []).extend(hits(found, reply))
            rows.setdefault(f"by position, {name}", []).extend(hits(guessed(reply, near, spans), reply))
            chance = [dice.random(len(spans)) for _ in puts]
            rows.setdefault(f"at random, {name}", []).extend(hits(guessed(reply, chance, spans), reply))
    table = Table("candidates", "questions", "first is right", "one of three is right", box=None)
    for name, outcomes in rows.items():
        first, some = np.mean(outcomes, axis=0)
        table.add_row(name, str(len(outcomes)), f"{first:.3f}", f"{some:.3f}")
    return table


def shares_of(pairing: Pairing, written: Sequence[Written], draw: random.Random) -> dict[str, list[float]]:
    """By kind of reply, for each question the share of other replies that come as near."""
    found: dict[str, list[float]] = {"its own": [], "to another": [], "same department": [], "without the part": []}
    for one in written:
        puts, whole = [Put(text) for text in one.questions], range(len(one.answers))
        others = [other for other in written if other is not one]
        near = [other for other in others if other.department == one.department]
        made = [("its own", reply_of(one, whole)), ("to another", _other(one, draw.choice(others)))]
        made += [("same department", _other(one, draw.choice(near)))] if near else []
        for kind, reply in made:
            found[kind] += _as_near(pairing, puts, reply.replying, one)
        for number in whole:
            rest = reply_of(one, [part for part in whole if part != number]).replying
            found["without the part"].append(_as_near(pairing, puts, rest, one)[number])
    return found


def _as_near(pairing: Pairing, puts: Sequence[Put], reply: Replying, one: Written) -> list[float]:
    shares: list[float] = pairing.as_near(puts, [reply], one.opening[:OPENING], one.title).tolist()
    return shares


def _other(one: Written, other: Written) -> Reply:
    """Another's answer, as if given to this question: compared with replies other than both."""
    made = reply_of(other, range(len(other.answers)))
    due = tuple(0.5 for _ in one.questions)
    turn = Turn(f"{one.id}-1", one.id, None, None, made.replying.turn.text, 1)
    return Reply(Replying(turn, _SITTING, due), ())


def spoken_shares(assistant: Assistant, draw: random.Random) -> dict[str, list[float]]:
    """The same for a record: the turns that the dialogue model links, and a reply of another sitting."""
    index, found = assistant.index, {"its own": [], "to another": []}
    replying = list(_replying(index))
    for listed in assistant.interventions():
        whole = assistant.replies(listed.turn_id) if listed.replies else None
        if whole is None:
            continue
        puts = [Put(one.citation.quote, one.context.quote if one.context else "") for one in whole.questions]
        rows = {int(row) for turn in whole.turns for row in index.layout.replied_by(index.layout.row_of(turn.id))}
        other = draw.choice([turn for turn in replying if turn.sitting_id != whole.sitting.id])
        foreign = Turn(other.id, whole.sitting.id, None, other.speaker, other.text, other.order)
        due = tuple(0.5 for _ in puts)
        for kind, turns in (("its own", list(index.turns(sorted(rows)).values())), ("to another", [foreign])):
            replies = [Replying(turn, whole.sitting, due) for turn in turns]
            opening = whole.turn.text[:OPENING]
            found[kind] += assistant.pairing.as_near(puts, replies, opening, whole.title).tolist()
    return found


def _replying(index: Index) -> Iterator[Turn]:
    """Every turn that replies to another."""
    rows = np.flatnonzero(np.diff(index.layout.answers.starts) > 0)
    yield from index.turns(rows.tolist()).values()


def unanswered_table(shares: dict[str, list[float]]) -> Table:
    """How many questions are marked "no reply found", and how well the share tells the own reply from each other."""
    table = Table("reply", "questions", "marked as without reply", "AUROC against its own", box=None)
    own = [-share for share in shares["its own"]]
    for kind, of in shares.items():
        told = "" if kind == "its own" else f"{auroc(own, [-share for share in of]):.3f}"
        table.add_row(kind, str(len(of)), f"{np.mean(np.array(of) > MOST_AS_NEAR):.3f}", told)
    return table


@app.command()
def main(
    written: Annotated[Path, typer.Argument(help="Written questions with answers, .jsonl.gz.")],
    spoken: Annotated[
        Path | None, typer.Option(help="Turns of a record, to see how its replies are told apart.")
    ] = None,
) -> None:
    """Measure splitting, pairing and the marking of questions without a reply."""
    console, draw = Console(file=sys.stdout, highlight=False), random.Random(SEED)
    try:
        every = read_written(written)
        measured = draw.sample(every, min(MEASURED, len(every)))
        for marked in (False, True):
            begun, within = splitting(every, marked)
            console.print(
                f"{len(every)} written questions {'with' if marked else 'without'} their numbers: a question begins in "
                f"{begun:.3f} of the parts, {within:.3f} of the questions lie within one part"
            )
        name = hashlib.sha256(written.read_bytes()).hexdigest()[:8]
        with opened(record_of(every, WORKSPACE / f"replies-{name}")) as system:
            pairing = system.assistant.pairing
            console.print(pairing_table(pairing, measured, draw))
            console.print(unanswered_table(shares_of(pairing, measured, draw)))
        if spoken is not None:
            build([spoken], WORKSPACE / f"replies-{spoken.name}")
            with opened(WORKSPACE / f"replies-{spoken.name}") as system:
                console.print(f"{spoken.name}:")
                console.print(unanswered_table(spoken_shares(system.assistant, draw)))
    except (WoordelijkError, OSError) as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from None


if __name__ == "__main__":
    app(prog_name="python -m eval.replies")
