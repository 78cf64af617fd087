import datetime as dt
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant.__main__ import app
from assistant.answer import Answer, Question
from assistant.assistant import Assistant
from assistant.errors import FeedbackError
from assistant.feedback.gold import write_gold
from assistant.feedback.kept import FILE, Feedback, Mark, Marked, Verdict
from eval.gold import check_pool, load_gold
from index.place import Place
from index.record import Record
from tests.postgres import Server

QUESTION = "Wat beloofde Somers over SIB's?"
REFUSED = "Wat beloofde Somers over kernenergie?"
DAY = dt.datetime(2025, 3, 1, 9, 30, tzinfo=dt.UTC)


def passages(answer: Answer) -> tuple[Marked, ...]:
    shown = answer.refusal.nearest if answer.refusal else answer.citations
    return tuple(Marked(c.turn.id, c.start, c.end, c.quote) for c in shown)


def mark(assistant: Assistant, verdict: Verdict, question: str = QUESTION, minute: int = 0, **other: object) -> Mark:
    answer = assistant.ask(Question(question))
    values = {"by": "Ann", "history": (), "passages": passages(answer)} | other
    at = DAY + dt.timedelta(minutes=minute)
    return Mark(at=at, question=question, verdict=verdict, refused=answer.refusal is not None, **values)  # type: ignore[arg-type]


def test_what_readers_say_is_kept_as_it_was_said(demo: Assistant, tmp_path: Path) -> None:
    said = [mark(demo, "right"), mark(demo, "wrong", REFUSED, by=None, history=("En toen?",))]
    kept = Feedback(tmp_path)
    for one in said:
        kept.add(one)
    assert Feedback(tmp_path).marks() == said


def test_what_readers_say_is_in_the_store_where_there_is_one(
    demo: Assistant, tmp_path: Path, postgresql: Server
) -> None:
    said = [mark(demo, "right"), mark(demo, "wrong", REFUSED, by=None, history=("En toen?",))]
    with postgresql.database() as url:
        Record(url, create=True).close()
        kept, elsewhere = Feedback(Place(tmp_path / "one", url)), Feedback(Place(tmp_path / "two", url))
        for one in said:
            kept.add(one)
        kept.add_unanswered(DAY, "Wat zei X?", (), "Nobody.")
        assert elsewhere.marks() == said
        assert [one.question for one in elsewhere.unanswered()] == ["Wat zei X?"]
    with pytest.raises(FeedbackError, match="store postgresql://tester@127"):
        kept.add(said[0])


def test_a_directory_without_feedback_has_none_and_gets_no_file(tmp_path: Path) -> None:
    kept = Feedback(tmp_path)
    assert (kept.marks(), kept.unanswered(), list(tmp_path.iterdir())) == ([], [], [])


def test_a_damaged_file_is_said_in_one_line(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"no database at all, but long enough to be looked at" * 40)
    with pytest.raises(FeedbackError, match=r"feedback\.sqlite cannot be used"):
        Feedback(tmp_path).marks()


def test_questions_that_found_nothing_are_listed_once_and_counted_without_a_name(tmp_path: Path) -> None:
    kept = Feedback(tmp_path)
    for minute, question in enumerate(["Wat zei X?", "wat zei x? ", "Wat zei Y?"]):
        kept.add_unanswered(DAY + dt.timedelta(minutes=minute), question, (), "Nobody.")
    listed = kept.unanswered()
    assert [(one.question.strip(), one.times) for one in listed] == [("Wat zei Y?", 1), ("wat zei x?", 2)]
    assert not any(hasattr(one, "by") for one in listed)


def test_feedback_becomes_a_gold_set_that_the_evaluation_reads(demo: Assistant, tmp_path: Path) -> None:
    said = [mark(demo, "right"), mark(demo, "right", REFUSED)]
    written = write_gold(said, demo, tmp_path / "gold")
    gold = load_gold(tmp_path / "gold")
    sittings = [demo.index.sittings[int(key)].id for key in demo.index.layout.sitting_of_turn]
    check_pool(gold, dict(zip(demo.index.turn_ids(), sittings, strict=True)))
    assert (written.queries, written.left_out) == (2, 0)
    right, refused = gold.queries
    assert (right.text, right.lang, right.type, right.answerable) == (QUESTION, "nl", "promise", True)
    assert (refused.text, refused.type, refused.answerable) == (REFUSED, "unanswerable", False)
    assert gold.relevant(right.id) == list(dict.fromkeys(p.turn_id for p in said[0].passages))
    assert [(q.turn_id, q.text) for q in gold.quotes[right.id]] == [(p.turn_id, p.quote) for p in said[0].passages]


def test_the_last_mark_on_a_passage_counts(demo: Assistant, tmp_path: Path) -> None:
    first = mark(demo, "wrong")
    answers = mark(demo, "passage", passages=first.passages[:1], minute=1)
    write_gold([first, answers], demo, tmp_path / "gold")
    gold = load_gold(tmp_path / "gold")
    assert [quote.text for quote in gold.quotes[gold.queries[0].id]] == [first.passages[0].quote]
    with pytest.raises(FeedbackError, match="nobody has marked"):
        write_gold([answers, mark(demo, "wrong", minute=2)], demo, tmp_path / "other")


def test_an_answer_held_to_be_wrong_alone_says_nothing_of_what_is_right(demo: Assistant, tmp_path: Path) -> None:
    written = write_gold([mark(demo, "wrong"), mark(demo, "right", REFUSED)], demo, tmp_path / "gold")
    assert (written.queries, written.left_out) == (1, 1)


def test_words_that_the_record_no_longer_holds_are_left_out(demo: Assistant, tmp_path: Path) -> None:
    shown = mark(demo, "right")
    changed = [Marked(p.turn_id, p.start, p.end, p.quote + "!") for p in shown.passages]
    gone = [Marked("no-such-turn", 0, 4, "Dank")]
    with pytest.raises(FeedbackError, match="nothing to write"):
        write_gold([mark(demo, "right", passages=(*changed, *gone))], demo, tmp_path / "gold")


def test_nothing_that_is_there_is_written_over(demo: Assistant, tmp_path: Path) -> None:
    (tmp_path / "queries.jsonl").write_text("mine", encoding="utf-8")
    with pytest.raises(FeedbackError, match="is not empty"):
        write_gold([mark(demo, "right")], demo, tmp_path)
    assert (tmp_path / "queries.jsonl").read_text(encoding="utf-8") == "mine"


def test_the_command_lists_feedback_and_writes_the_gold_set(demo: Assistant, tmp_path: Path) -> None:
    kept = Feedback(demo.index.directory)
    kept.add(mark(demo, "right"))
    kept.add_unanswered(DAY, REFUSED, (), "Het verslag beantwoordt deze vraag niet.")
    try:
        place = ["--index", str(demo.index.directory)]
        listed = CliRunner().invoke(app, ["feedback", *place, "--json"])
        shown = json.loads(listed.stdout)
        assert [(m["verdict"], m["question"], m["by"]) for m in shown["marks"]] == [("right", QUESTION, "Ann")]
        assert [(u["question"], u["times"]) for u in shown["unanswered"]] == [(REFUSED, 1)]
        plain = CliRunner().invoke(app, ["feedback", *place])
        assert QUESTION in plain.stdout
        assert REFUSED in plain.stdout
        written = CliRunner().invoke(app, ["feedback", *place, "--gold", str(tmp_path / "gold")])
        assert written.stdout.endswith("1 questions; 0 left out, for no mark says what answers them\n")
        assert load_gold(tmp_path / "gold").queries[0].text == QUESTION
    finally:
        (demo.index.directory / FILE).unlink()
