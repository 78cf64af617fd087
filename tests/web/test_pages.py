import pytest
from lxml import html
from starlette.testclient import TestClient

from assistant.web.pages import VIEWS


@pytest.mark.parametrize("path", ["/", "/record/"])
def test_every_page_has_the_bar_with_its_own_view_marked(site: TestClient, path: str) -> None:
    tree = html.fromstring(site.get(path, headers={"accept-language": "nl"}).text)
    root = "../" if path == "/record/" else ""
    views = tree.xpath("//*[@class='bar']//nav[@class='views']//a")
    assert [link.get("href") for link in views] == [root + address for address in VIEWS.values()]
    assert [link.text for link in views if link.get("aria-current")] == ["Verslag" if root else "Vragen"]
    assert tree.get("lang") == "nl"


@pytest.mark.parametrize("path", ["/", "/record/"])
def test_the_language_of_an_address_comes_first_and_is_kept(site: TestClient, path: str) -> None:
    site.cookies.clear()
    asked = site.get(f"{path}?lang=fr", headers={"accept-language": "nl"})
    assert html.fromstring(asked.text).get("lang") == "fr"
    assert "SameSite=Lax" in asked.headers["set-cookie"]
    assert html.fromstring(site.get(path, headers={"accept-language": "nl"}).text).get("lang") == "fr"
    site.cookies.clear()


def test_a_language_that_is_not_spoken_changes_nothing(site: TestClient) -> None:
    asked = site.get("/record/?lang=<x>", headers={"accept-language": "nl"})
    assert html.fromstring(asked.text).get("lang") == "nl"
    assert "set-cookie" not in asked.headers


def test_another_language_keeps_the_rest_of_the_address(site: TestClient) -> None:
    tree = html.fromstring(site.get("/record/?a=1%262&lang=nl&a=%3Cb%3E").text)
    languages = tree.xpath("//nav[@class='languages']//a/@href")
    assert languages == [f"?a=1%262&a=%3Cb%3E&lang={language}" for language in ("nl", "en", "fr")]
    site.cookies.clear()


def test_a_hostile_cookie_reaches_no_page(site: TestClient) -> None:
    response = site.get("/", headers={"cookie": "lang=<script>", "accept-language": "en"})
    assert html.fromstring(response.text).get("lang") == "en"
