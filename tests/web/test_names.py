import pytest
from starlette.testclient import TestClient

from tests.web.sittings import HARBOUR


@pytest.mark.parametrize(
    ("typed", "first"), [("somers", "Bart Somers"), ("VREE", "Maaike De Vreese"), ("de vree", "Maaike De Vreese")]
)
def test_names_that_hold_what_is_typed_are_offered(demo_site: TestClient, typed: str, first: str) -> None:
    assert demo_site.get("/names", params={"q": typed}).json()[0] == first


def test_a_name_of_which_a_word_begins_so_comes_first(demo_site: TestClient) -> None:
    found = demo_site.get("/names", params={"q": "de"}).json()
    begins = [" de" in f" {name.lower()}" for name in found]
    assert begins == sorted(begins, reverse=True)


def test_of_many_names_only_some_are_offered_and_of_none_none(demo_site: TestClient) -> None:
    assert len(demo_site.get("/names").json()) == 20
    assert demo_site.get("/names", params={"q": "qqq"}).json() == []


def test_a_hostile_name_is_offered_letter_for_letter(site: TestClient) -> None:
    names = {turn.speaker.name for turn in HARBOUR.turns if turn.speaker}
    assert set(site.get("/names").json()) == names
