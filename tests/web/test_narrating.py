"""What a language model adds to an answer on the page, over real HTTP; whatever it does, the answer stands."""

import json
from collections.abc import Iterator

import pytest
from lxml import html

from assistant.answering.model.client import ModelServer
from assistant.answering.model.narrator import Narrator
from assistant.assistant import Assistant
from assistant.web.ask.chat import Conversation, converse, narrate
from tests.assistant.model.server import ModelServerForTests, Reply, says
from tests.web.sittings import OUTSIDE

QUESTION = "What did Somers promise on SIBs?"
ATTACK = f"<script>alert(1)</script><img src='{OUTSIDE}/i.png'>"


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModelServerForTests]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with ModelServerForTests() as running:
        yield running


def asked(assistant: Assistant, *, helps: bool = True) -> Conversation:
    *_, now = converse(assistant, QUESTION, Conversation(helps=helps))
    return now


def last(now: Conversation) -> html.HtmlElement:
    return html.fromstring(now.messages[-1]["content"])


def texts_of(tree: html.HtmlElement, path: str) -> list[str]:
    return [" ".join(found.text_content().split()) for found in tree.xpath(path)]


def quotes(now: Conversation) -> list[str]:
    return texts_of(last(now), "//*[@class='words']")


def buttons(now: Conversation) -> list[str]:
    found: list[str] = last(now).xpath("//*[@class='narrate']/button/@value")
    return found


def narrator(assistant: Assistant, server: ModelServerForTests) -> Narrator:
    return Narrator(assistant, ModelServer(server.url, "parrot"), 20.0)


def test_help_is_offered_only_where_a_model_is_set(demo: Assistant) -> None:
    assert buttons(asked(demo)) == ["prose", "translate"]
    assert buttons(asked(demo, helps=False)) == []


def test_prose_stands_under_the_quotes_with_its_citations_as_links(
    demo: Assistant, server: ModelServerForTests
) -> None:
    server.behaviour = lambda request: says("Somers will have the SIBs examined by his administration [1].")
    before = asked(demo)
    now = narrate(narrator(demo, server), "prose", before)
    assert quotes(now) == quotes(before)
    (prose,) = last(now).xpath("//*[@class='narrated']")
    assert "[1]" in texts_of(prose, "./p")[0]
    assert prose.xpath(".//a/@href") == last(now).xpath("//blockquote//a[text()='[1]']/@href")
    assert "language model" in texts_of(prose, "./p")[1]
    assert buttons(now) == ["translate"]


def test_a_translation_stands_beside_its_quote_and_says_what_it_is(
    demo: Assistant, server: ModelServerForTests
) -> None:
    text = (
        "In short: after the summer recess my administration sets to work on it. First the policy note, then the "
        "decree, and the SIBs get a place in it."
    )
    server.behaviour = lambda request: says(json.dumps({"2": text}))
    before = asked(demo)
    now = narrate(narrator(demo, server), "translate", before)
    assert quotes(now) == quotes(before)
    of = "//blockquote[.//a[text()='[{}]']]/p[@class='translation']"
    assert texts_of(last(now), of.format(2)) == [f"{text} (machine translation, not a quote)"]
    assert texts_of(last(now), of.format(1)) == []
    (told,) = texts_of(last(now), "//p[@class='told']")
    assert "not translated: 1" in told
    assert buttons(now) == ["prose"]


@pytest.mark.parametrize("reply", [Reply([b"oops"], status=500), says(""), says(ATTACK), says("nonsense " * 500)])
def test_whatever_the_server_does_the_answer_stands(demo: Assistant, server: ModelServerForTests, reply: Reply) -> None:
    server.behaviour = lambda request: reply
    before = asked(demo)
    for what in ("prose", "translate"):
        now = narrate(narrator(demo, server), what, before)
        assert quotes(now) == quotes(before)
        assert last(now).xpath("//script | //img") == []
        assert len(now.messages) == len(before.messages)


def test_what_is_no_help_changes_nothing(demo: Assistant, server: ModelServerForTests) -> None:
    before = asked(demo)
    assert narrate(narrator(demo, server), "sing", before) == before
    assert narrate(narrator(demo, server), "prose", Conversation()) == Conversation()
    assert server.requests == []
