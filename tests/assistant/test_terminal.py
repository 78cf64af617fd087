import io

from rich.console import Console

from assistant.answer import Answer
from assistant.answering.phrases import date_in_words
from assistant.assistant import Assistant
from assistant.terminal import show
from tests.assistant.conftest import Over, ask
from tests.index.conftest import turn

NOTICE = "dit zijn niet de officiële woorden"


def printed(answer: Answer, width: int = 100) -> str:
    stream = io.StringIO()
    show(answer, Console(file=stream, width=width, color_system=None, force_terminal=False))
    return stream.getvalue()


def unwrapped(text: str) -> str:
    return " ".join(text.split())


def test_an_answer_shows_who_and_when_each_quote_with_its_number_and_where_it_stands(demo: Assistant) -> None:
    answer = ask(demo, "what did Somers promise on SIBs?")
    text = printed(answer)
    assert text.splitlines()[0] == "Bart Somers (minister), on 7 July 2020:"
    for citation in answer.citations:
        assert f"“{unwrapped(citation.quote)}” [{citation.number}]" in unwrapped(text)
        (line,) = [line for line in text.splitlines() if line.startswith(f"[{citation.number}] ")]
        day = date_in_words(citation.sitting.date, "en")
        assert line.split(" · ")[:3] == [f"[{citation.number}] {day}", citation.sitting.title, citation.turn.id]
        assert citation.locator.url is None or line.endswith(citation.locator.url)


def test_quotes_are_indented_and_wrapped_to_the_width(demo: Assistant) -> None:
    answer = ask(demo, "what did Somers promise on SIBs?")
    lines = printed(answer, width=60).splitlines()
    above = lines[: lines.index("")]
    quoted = [line for line in above if not line.startswith("Bart Somers (minister), on ")]
    assert len(above) - len(quoted) == len({citation.sitting.date for citation in answer.citations})
    assert all(line.startswith("  ") and len(line) <= 60 for line in quoted)


def test_the_notice_of_a_sitting_is_shown_once_however_often_it_is_quoted(demo: Assistant) -> None:
    answer = ask(demo, "what did Somers promise on SIBs?")
    assert len(answer.citations) > 1
    notices = {citation.sitting.notice for citation in answer.citations}
    assert len(notices) < len(answer.citations)
    assert printed(answer).count(NOTICE) == len(notices)


def test_a_refusal_shows_the_reason_what_was_searched_and_what_came_nearest_with_its_notice(demo: Assistant) -> None:
    answer = ask(demo, "what did Somers promise on nuclear energy?")
    assert answer.refusal is not None
    text = printed(answer)
    assert text.splitlines()[:2] == [answer.refusal.reason, answer.refusal.searched]
    for citation in answer.refusal.nearest:
        assert unwrapped(citation.quote) in unwrapped(text)
        assert "Bart Somers (minister):" in text
    notices = {citation.sitting.notice for citation in answer.refusal.nearest}
    assert text.count(NOTICE) == len(notices)


def test_words_of_the_record_are_never_taken_for_markup(over: Over) -> None:
    words = "Wij bouwen [bold]vier[/bold] sluizen [link=x]voor[/link] de haven [/nothing] van Gent."
    answer = ask(over([turn("d", 0, words)]), "Hoeveel sluizen bouwen wij voor de haven van Gent?")
    assert words in unwrapped(printed(answer, width=200))


def test_the_figure_that_was_asked_for_is_underlined_where_the_terminal_can(over: Over) -> None:
    answer = ask(
        over([turn("d", 0, "Wij bouwen vier sluizen voor de haven van Gent.")]), "Hoeveel sluizen krijgt Gent?"
    )
    assert "vier sluizen" in printed(answer)
    stream = io.StringIO()
    show(answer, Console(file=stream, width=100, color_system="standard", force_terminal=True))
    assert "bouwen \x1b[1;4mvier\x1b[0m sluizen" in stream.getvalue()
