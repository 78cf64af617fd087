import datetime as dt
import re
from dataclasses import replace

import pytest
from lxml import html

from assistant.answer import Answer, Citation, Kind, Question, Sentence, Understood
from assistant.assistant import Assistant
from assistant.citing import cite
from assistant.web.answers import chips, notices, question_message, stages
from assistant.web.templating import inert
from index.transcript import Locator, SittingInfo, Speaker, Turn
from tests.web.sittings import ATTACK, HARBOUR, HOSTILE_QUESTION, OUTSIDE

SOMEBODY = Speaker("ann", "Ann Peeters", "Party", None)


def citation(number: int, quote: str, sitting: str = "s1", notice: str | None = None) -> Citation:
    turn = Turn(f"{sitting}-t", sitting, None, SOMEBODY, f"Well. {quote}", 0, Locator(f"{OUTSIDE}/{sitting}"))
    about = SittingInfo(sitting, "test", dt.date(2024, 3, 1), f"Title of {sitting}", None, notice)
    return cite(number, turn, about, 6, 6 + len(quote), 0.5)


def answer(*citations: Citation, frame: str = "Ann Peeters, on 1 March 2024:") -> Answer:
    sentences = [Sentence(frame), *(Sentence(c.quote, (c.number,)) for c in citations)]
    return Answer(Question("?"), Understood("en", topic="bridge"), tuple(sentences), citations, None, 0.9)


def whole(of: Answer) -> html.HtmlElement:
    return html.fromstring(list(stages(of))[-1])


def texts_of(tree: html.HtmlElement, selector: str) -> list[str]:
    return [" ".join(element.text_content().split()) for element in tree.xpath(selector)]


def test_an_answer_grows_line_by_line_and_ends_with_its_sources() -> None:
    grown = [html.fromstring(stage) for stage in stages(answer(citation(1, "We will."), citation(2, "We shall.")))]
    assert [len(tree.xpath("//blockquote")) for tree in grown] == [0, 1, 2, 2]
    assert [len(tree.xpath("//*[@class='sources']")) for tree in grown] == [0, 0, 0, 1]
    assert all(tree.xpath("//h3[@class='who']") for tree in grown)


def test_a_quote_is_shown_verbatim_between_quotation_marks_with_its_number() -> None:
    tree = whole(answer(citation(1, "We will  build — «at once».")))
    assert [words.text_content() for words in tree.xpath("//*[@class='words']")] == ["“We will  build — «at once».”"]
    assert texts_of(tree, "//blockquote//a") == ["[1]"]


def test_quotes_of_one_speaker_in_one_sitting_share_a_source() -> None:
    tree = whole(answer(citation(1, "One."), citation(2, "Two."), citation(3, "Three.", "s2")))
    assert texts_of(tree, "//*[@class='sources']/li") == [
        "[1] [2] Ann Peeters (Party) · 1 March 2024 · Title of s1 · in context · official page",
        "[3] Ann Peeters (Party) · 1 March 2024 · Title of s2 · in context · official page",
    ]


def test_an_official_page_opens_apart_and_learns_nothing_of_the_reader() -> None:
    official = whole(answer(citation(1, "One."))).xpath(f"//a[@href='{OUTSIDE}/s1']")
    assert [(a.get("target"), a.get("rel")) for a in official] == [("_blank", "noopener noreferrer")]


def test_a_notice_is_shown_once_and_names_its_quotes_where_it_does_not_concern_all() -> None:
    first = citation(1, "One.", "s1", "– Condensed. Official report: https://outside.invalid/1")
    second = citation(2, "Two.", "s2", "– Condensed. Official report: https://outside.invalid/2")
    plain = citation(3, "Three.", "s3")
    assert [(n.text, n.numbers) for n in notices([first, second])] == [("Condensed.", ())]
    assert [(n.text, n.numbers) for n in notices([first, second, plain])] == [("Condensed.", (1, 2))]
    assert notices([plain]) == []
    assert texts_of(whole(answer(first, plain)), "//*[@class='notice']") == ["[1] Condensed."]


@pytest.mark.parametrize(
    ("period", "chip"),
    [
        ((dt.date(2020, 1, 1), dt.date(2020, 12, 31)), "1 January 2020 – 31 December 2020"),
        ((dt.date(2020, 1, 1), None), "from 1 January 2020"),
        ((None, dt.date(2020, 1, 1)), "until 1 January 2020"),
        ((dt.date(2020, 1, 1), dt.date(2020, 1, 1)), "1 January 2020"),
    ],
)
def test_what_was_understood_is_said_in_words(period: tuple[dt.date | None, dt.date | None], chip: str) -> None:
    understood = Understood("en", (SOMEBODY,), ("Nobody",), period, "how much", "bridge")
    assert chips(understood) == ["Ann Peeters", "Nobody (not found)", chip, "number or amount", "bridge"]


@pytest.mark.parametrize("kind", ["said", "promised", "asked", "who", "when", "why", "how much", "how often", "list"])
def test_every_kind_of_question_has_its_word(kind: Kind) -> None:
    assert all(
        len(chips(replace(Understood("nl"), kind=kind, language=language))) == 1 for language in ("nl", "en", "fr")
    )


def test_a_hostile_record_is_shown_letter_for_letter_and_adds_no_element(harbour: Assistant) -> None:
    found = harbour.ask(Question("What was promised about the harbour bridge before the summer?"))
    messages = list(stages(found))
    tree = html.fromstring(messages[-1])
    citations = found.refusal.nearest if found.refusal else found.citations
    assert any(ATTACK in c.quote for c in citations)
    assert [q.text_content() for q in tree.xpath("//*[@class='words']")] == [f"“{c.quote}”" for c in citations]
    assert tree.xpath("//script | //img | //em | //strong | //code | //a[starts-with(@href, 'javascript')]") == []
    assert all("\n" not in message for message in messages)
    assert f"{HARBOUR.title}" in tree.text_content()


@pytest.mark.parametrize("text", [ATTACK, HOSTILE_QUESTION, "a\n\n# b\n\n- c", "1. x", "~~~\ny", "<!-- -->"])
def test_nothing_in_a_message_is_left_for_a_markdown_renderer_to_read(text: str) -> None:
    message = question_message(text)
    assert html.fromstring(message).text_content() == text
    of_the_reader = str(inert(text))
    assert of_the_reader in message
    assert not re.search(r"[^\w ]|_", re.sub(r"&#\d+;", "", of_the_reader))
