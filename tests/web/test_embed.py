"""The embedded form: whole from the server, everything in its address, hostile words shown as text."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from httpx import Response
from lxml import html
from starlette.testclient import TestClient

from assistant.assistant import Assistant
from assistant.settings import Settings
from assistant.web.ask.embed import EARLIER, snippet_code
from assistant.web.texts import LANGUAGES, texts
from tests.conftest import ROOT
from tests.web.conftest import client
from tests.web.sittings import HOSTILE_QUESTION, HOSTILE_WORDS

SIBS = "Wat beloofde Somers over SIB's?"
INTRANET = "https://intranet.example"


def embed(site: TestClient, *questions: str, status: int = 200, **given: str) -> html.HtmlElement:
    response = get(site, [("q", text) for text in questions], given)
    assert response.status_code == status
    return html.fromstring(response.text)


def get(site: TestClient, questions: list[tuple[str, str]], given: dict[str, str]) -> Response:
    return site.get("/embed", params=[*questions, *given.items()], headers={"accept-language": "en"})


def chosen(tree: html.HtmlElement, selector: str) -> list[html.HtmlElement]:
    """The elements of a selector made of names, `.class`, `[name=value]`, spaces and commas, in order."""
    paths = []
    for one in selector.split(","):
        path = ""
        for part in one.split():
            match = re.fullmatch(r"(\w*)(?:\.(\w+))?(?:\[(\w+)=(\w+)\])?", part)
            assert match, f"no selector: {part}"
            tag, kind, name, value = match.groups()
            path += f"//{tag or '*'}"
            path += f"[contains(concat(' ', @class, ' '), ' {kind} ')]" if kind else ""
            path += f"[@{name}='{value}']" if name else ""
        paths.append(path)
    return tree.xpath(" | ".join(paths))  # type: ignore[no-any-return]


def text_of(tree: html.HtmlElement, selector: str) -> list[str]:
    return [" ".join(element.text_content().split()) for element in chosen(tree, selector)]


def next_address(tree: html.HtmlElement) -> list[tuple[str, str]]:
    """What the form sends when a question is typed, as a browser would."""
    return [(field.get("name"), field.get("value", "")) for field in chosen(tree, "form input")]


def test_without_a_question_there_is_a_form_alone(demo_site: TestClient) -> None:
    tree = embed(demo_site)
    assert text_of(tree, ".answer, .asked, .problem") == []
    assert next_address(tree) == [("q", "")]
    assert (chosen(tree, "form")[0].get("method"), chosen(tree, "form")[0].get("target")) == ("get", "_self")


def test_a_question_is_answered_with_the_words_of_the_record(demo_site: TestClient, demo: Assistant) -> None:
    tree = embed(demo_site, SIBS)
    words = text_of(tree, ".answer .words")
    assert words
    sitting = demo.index.sitting("vp-1411853")
    assert sitting is not None
    spoken = " ".join(" ".join(turn.text.split()) for turn in sitting.turns)
    assert any(quote.strip("“”") in spoken for quote in words)
    assert text_of(tree, ".asked li") == [SIBS]


def test_a_citation_leads_to_the_record_in_a_new_tab(demo_site: TestClient) -> None:
    tree = embed(demo_site, SIBS)
    assert chosen(tree, "base")[0].get("target") == "_blank"
    assert chosen(tree, "base")[0].get("href") is None
    address = chosen(tree, ".answer blockquote .cite")[0].get("href")
    record = html.fromstring(demo_site.get(f"/{address}").text)
    assert " ".join(text_of(record, "mark")) == text_of(tree, ".answer .words")[0].strip("“”")


def test_nothing_stands_in_the_answer_that_would_have_to_be_pressed(demo_site: TestClient) -> None:
    tree = embed(demo_site, SIBS)
    assert text_of(tree, ".answer button, .answer .narrow, .answer .feedback, .answer .address") == []
    assert [chip for chip in text_of(tree, ".understood li") if "Somers" in chip] == ["door Bart Somers"]
    assert not any(line.endswith("·") for line in text_of(tree, ".sources .ways"))
    assert "officiële pagina" in text_of(tree, ".sources .ways")[0]


def test_a_follow_up_carries_the_questions_before_it(demo_site: TestClient) -> None:
    carried = next_address(embed(demo_site, SIBS, speaker="Somers", theme="dark", lang="nl"))
    assert carried == [("q", SIBS), ("speaker", "Somers"), ("lang", "nl"), ("theme", "dark"), ("q", "")]
    tree = embed(demo_site, SIBS, "En wat zegde hij toe voor de studente?")
    assert text_of(tree, ".asked li") == [SIBS, "En wat zegde hij toe voor de studente?"]
    assert any("Bart Somers" in chip for chip in text_of(tree, ".understood li"))


def test_a_long_conversation_keeps_its_last_questions(demo_site: TestClient) -> None:
    tree = embed(demo_site, *(f"Wat zei Somers over {number}?" for number in range(9)))
    assert text_of(tree, ".asked li") == [f"Wat zei Somers over {number}?" for number in range(8 - EARLIER, 9)]


def test_a_speaker_and_a_source_narrow_what_is_searched(demo_site: TestClient) -> None:
    everybody = text_of(embed(demo_site, "Wie sprak er over de begroting?"), ".answer .who, .answer .searched")
    narrowed = embed(demo_site, "Wie sprak er over de begroting?", speaker="Somers")
    assert text_of(narrowed, ".answer .who, .answer .searched") != everybody
    assert {name.split(" (")[0] for name in text_of(narrowed, ".answer .who")} <= {"Bart Somers"}
    assert text_of(narrowed, ".to bdi") == ["Somers"]
    assert chosen(embed(demo_site, SIBS, source="vlaams-parlement"), ".answer")


@pytest.mark.parametrize(("name", "value"), [("speaker", "Nobody <b>Atall</b>"), ("source", "<i>elsewhere</i>")])
def test_a_speaker_or_source_that_is_not_there_is_said_plainly(demo_site: TestClient, name: str, value: str) -> None:
    tree = embed(demo_site, SIBS, status=422, **{name: value})
    assert text_of(tree, ".problem") == [f"The record knows no speaker or source of the name “{value}”."]
    assert chosen(tree, ".problem b, .problem i, .answer") == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_form_speaks_the_language_of_its_address_and_sets_no_cookie(demo_site: TestClient, language: Any) -> None:
    response = get(demo_site, [], {"lang": language})
    tree = html.fromstring(response.text)
    assert tree.get("lang") == language
    assert text_of(tree, "form button") == [texts(language)["ask"]]
    assert "set-cookie" not in response.headers


@pytest.mark.parametrize(("theme", "shown"), [("light", "light"), ("dark", "dark"), ('"><script>', None), ("", None)])
def test_the_theme_is_that_of_the_address(demo_site: TestClient, theme: str, shown: str | None) -> None:
    tree = embed(demo_site, theme=theme)
    assert tree.get("data-theme") == shown
    assert not [script for script in chosen(tree, "script") if not script.get("src")]


def test_hostile_words_in_the_record_and_in_the_question_are_text(site: TestClient) -> None:
    tree = embed(site, HOSTILE_QUESTION)
    assert text_of(tree, ".asked li") == [" ".join(HOSTILE_QUESTION.split())]
    assert any(" ".join(HOSTILE_WORDS.split()) in quote for quote in text_of(tree, ".answer .words"))
    assert chosen(tree, "main script, main img, main em, main strong, main code") == []
    assert [field.get("value") for field in chosen(tree, "input[type=hidden]")] == [HOSTILE_QUESTION]


@pytest.mark.parametrize(
    "query", ["q=%00", "q=%ff%fe", "q=" + "(" * 900, "q=%ED%A0%80", "theme=%00&lang=%00&speaker=%00", "q=a&q=&q=%20"]
)
def test_no_address_brings_the_form_down(site: TestClient, query: str) -> None:
    assert site.get(f"/embed?{query}").status_code == 200


def test_a_question_that_is_too_long_is_refused_in_one_line(site: TestClient) -> None:
    tree = embed(site, "x" * 1_001, status=422)
    assert text_of(tree, ".problem") == ["A question has at most 1000 characters. Make it shorter."]


def test_the_form_is_small_and_asks_for_nothing_elsewhere(demo_site: TestClient) -> None:
    page = demo_site.get("/embed").text
    assets = re.findall(r'(?:href|src)="(woordelijk/[^"]+)"', page)
    sizes = [len(demo_site.get(f"/{asset}").content) for asset in assets]
    assert len(assets) == 4
    assert sum(sizes) + len(page) < 12_000
    assert re.findall(r"https?://", page) == []


# How to embed it.


@pytest.fixture(scope="module")
def outside(harbour: Assistant) -> Iterator[TestClient]:
    settings = Settings(path="/portal/assist", open_to_all=True, embed_origins=(INTRANET,))
    with client(harbour, settings) as site:
        yield site


def test_the_snippet_shows_the_address_as_it_is_outside(outside: TestClient) -> None:
    headers = {"x-forwarded-proto": "https", "x-forwarded-host": "intranet.example"}
    tree = html.fromstring(outside.get("/embed/snippet?lang=nl", headers=headers).text)
    (code,) = [element.text_content() for element in chosen(tree, "pre code")]
    assert code.strip() == snippet_code(f"{INTRANET}/portal/assist/embed", texts("nl")).strip()
    assert text_of(tree, "main ul li") == [INTRANET]


def test_the_documented_snippet_is_the_one_that_the_page_shows() -> None:
    blocks = re.findall(r"^```html\n(.*?)^```", (ROOT / "docs" / "embedding.md").read_text("utf-8"), re.M | re.S)
    assert blocks == [snippet_code(f"{INTRANET}/portal/assist/embed", texts("nl")) + "\n"]


def test_every_link_of_the_form_is_relative(outside: TestClient) -> None:
    tree = html.fromstring(outside.get("/portal/assist/embed", params={"q": "bridge"}).text)
    links = [*tree.xpath("//@href"), *tree.xpath("//@src"), *tree.xpath("//@action")]
    assert len(links) > 8
    assert [link for link in links if link.startswith("/") or urlsplit(link).scheme not in ("", "https")] == []
    assert parse_qsl(urlsplit(chosen(tree, ".foot a")[0].get("href")).query) == []
