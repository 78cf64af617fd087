import datetime as dt
import re
from dataclasses import replace

import pytest
from lxml import html

from assistant.answer import Ambiguous, Answer, Citation, Question, Sentence, Understood
from assistant.assistant import Assistant
from assistant.citing import cite
from assistant.quotes.fingerprint import fingerprint
from assistant.understanding.chips import chips
from assistant.web.ask.answers import notices, question_message, stages
from assistant.web.ask.sharing import ASKED_AGAIN, Step
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
    return html.fromstring(list(stages(of, chips(of.understood)))[-1])


def texts_of(tree: html.HtmlElement, selector: str) -> list[str]:
    return [" ".join(element.text_content().split()) for element in tree.xpath(selector)]


def test_an_answer_grows_line_by_line_and_ends_with_its_sources() -> None:
    grown = [html.fromstring(stage) for stage in stages(answer(citation(1, "We will."), citation(2, "We shall.")), ())]
    assert [len(tree.xpath("//blockquote")) for tree in grown] == [0, 1, 2, 2]
    assert [len(tree.xpath("//*[@class='sources']")) for tree in grown] == [0, 0, 0, 1]
    assert all(tree.xpath("//h3[@class='who']") for tree in grown)


def test_a_quote_is_shown_verbatim_between_quotation_marks_with_its_number() -> None:
    tree = whole(answer(citation(1, "We will  build — «at once».")))
    assert [words.text_content() for words in tree.xpath("//*[@class='words']")] == ["“We will  build — «at once».”"]
    assert texts_of(tree, "//blockquote//a") == ["[1]"]


def test_quotes_of_one_speaker_in_one_sitting_share_a_source() -> None:
    tree = whole(answer(citation(1, "One."), citation(2, "Two."), citation(3, "Three.", "s2")))
    assert [text.partition(" · copy")[0] for text in texts_of(tree, "//*[@class='sources']/li")] == [
        "[1] [2] Ann Peeters (Party) · 1 March 2024 · Title of s1 · in context · official page",
        "[3] Ann Peeters (Party) · 1 March 2024 · Title of s2 · in context · official page",
    ]


def test_a_source_is_copied_as_citations_each_with_its_quote_verbatim_and_its_fingerprint() -> None:
    one, two = citation(1, "We will  build,\nsoon."), citation(2, "Two.")
    (text,) = whole(answer(one, two)).xpath("//button[@class='copy']/@value")
    about = f"Ann Peeters (Party), 1 March 2024, Title of s1, {OUTSIDE}/s1"
    assert text == (f"“We will  build,\nsoon.” {about} ({fingerprint(one)})\n“Two.” {about} ({fingerprint(two)})")


def test_an_answer_bears_the_address_of_the_conversation_up_to_it() -> None:
    asked = [Step("One?"), Step("Two & more?", ("kind",))]
    messages = list(stages(answer(citation(1, "We will.")), (), asked))
    assert {a for one in messages for a in html.fromstring(one).xpath("//a[@class='address']/@href")} == {
        "?q=One%3F&q=Two+%26+more%3F&without=kind"
    }
    assert [bool(html.fromstring(one).xpath("//article[contains(@class, 'whole')]")) for one in messages] == [
        False, False, True,
    ]  # fmt: skip
    long = [Step(f"{number}?") for number in range(ASKED_AGAIN + 1)]
    assert html.fromstring(list(stages(answer(), (), long))[-1]).xpath("//p[@class='limit']")
    assert not html.fromstring(messages[-1]).xpath("//p[@class='limit']")


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


def test_every_chip_has_a_button_that_says_what_it_does_and_the_topic_has_none() -> None:
    understood = Understood("en", (SOMEBODY,), kind="promised", topic="bridge")
    tree = whole(replace(answer(citation(1, "We will.")), understood=understood))
    assert texts_of(tree, "//*[@class='understood']/li") == [
        "Looked for", "by Ann PeetersChange: Ann PeetersRemove: Ann Peeters",
        "asked for: promiseChange: promiseRemove: promise", "topic: bridge", "narrow",
    ]  # fmt: skip
    assert tree.xpath("//button[@class='toggle']/@value") == ["speaker:Ann Peeters", "kind"]
    assert [(b.get("value"), b.get("name")) for b in tree.xpath("//button[@class='alter']")] == [
        ("speaker:Ann Peeters", "Ann Peeters"), ("kind", "promised"), ("", None),
    ]  # fmt: skip


def test_a_chip_taken_away_is_struck_through_and_its_button_brings_it_back() -> None:
    found = answer(citation(1, "We will."))
    gone = replace(found, question=Question("?", without=("speaker:Ann Peeters",)))
    tree = html.fromstring(list(stages(gone, chips(Understood("en", (SOMEBODY,), kind="promised"))))[-1])
    assert texts_of(tree, "//li[@class='removed']//s") == ["Ann Peeters"]
    assert texts_of(tree, "//li[@class='removed']//button") == ["Bring back: Ann Peeters"]
    assert texts_of(tree, "//s") == ["Ann Peeters"]


def test_a_name_of_several_people_is_said_to_be_one() -> None:
    other = Speaker("lydia", "Lydia Peeters", None, "minister")
    both = Understood("en", (SOMEBODY, other), ambiguous=(Ambiguous("Peeters", (SOMEBODY, other)),))
    tree = whole(replace(answer(citation(1, "We will.")), understood=both))
    (said,) = texts_of(tree, "//*[@class='ambiguous']")
    assert "“Peeters”" in said
    assert "Ann Peeters (Party); Lydia Peeters (minister)" in said


def test_a_hostile_record_is_shown_letter_for_letter_and_adds_no_element(harbour: Assistant) -> None:
    found = harbour.ask(Question("What was promised about the harbour bridge before the summer?"))
    messages = list(stages(found, chips(found.understood)))
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
