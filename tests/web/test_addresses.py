from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from assistant.citing import cite
from assistant.web.addresses import context_address, outside_address, turn_anchor
from index.transcript import SittingInfo
from tests.web.sittings import HARBOUR


def test_an_address_leads_back_to_the_sitting_the_turn_and_the_characters() -> None:
    turn = HARBOUR.turns[1]
    sitting = SittingInfo(HARBOUR.id, "test", HARBOUR.date, HARBOUR.title, None, None)
    address = urlsplit(context_address(cite(1, turn, sitting, 12, 30, 0.5)))
    folder, _, name = address.path.partition("/")
    assert (folder, unquote(name)) == ("record", HARBOUR.id)
    assert "/" not in name
    assert parse_qs(address.query) == {"turn": [turn.id], "start": ["12"], "end": ["30"]}
    assert unquote(address.fragment) == turn_anchor(turn.id)


@pytest.mark.parametrize("url", ["https://example.org/a?b=1", "http://example.org"])
def test_an_official_page_on_the_web_may_be_followed(url: str) -> None:
    assert outside_address(url) == url


@pytest.mark.parametrize(
    "url", [None, "", "javascript:alert(1)", "data:text/html,x", "//host/x", "https:x", "http://["]
)
def test_nothing_else_that_a_record_holds_becomes_a_link(url: str | None) -> None:
    assert outside_address(url) is None
