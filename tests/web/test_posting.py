import pytest
from fastapi import Depends, FastAPI
from starlette.testclient import TestClient

from assistant.web.posting import own_page

app = FastAPI()


@app.post("/", dependencies=[Depends(own_page)])
def changed() -> str:
    return "changed"


def status(**headers: str) -> int:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return TestClient(app, base_url="http://intranet.test:8000").post("/", headers=named).status_code


@pytest.mark.parametrize("site", ["same-origin", "none"])
def test_a_form_of_our_own_page_is_taken(site: str) -> None:
    assert status(sec_fetch_site=site, origin="http://intranet.test:8000") == 200


@pytest.mark.parametrize("site", ["cross-site", "same-site", "", "Same-Origin"])
def test_a_form_of_another_site_is_refused_whatever_origin_it_has(site: str) -> None:
    assert status(sec_fetch_site=site, origin="http://intranet.test:8000") == 403


def test_where_a_browser_sends_no_site_the_origin_must_be_our_own() -> None:
    assert status(origin="http://intranet.test:8000") == 200
    for other in ("http://evil.test", "http://intranet.test:9000", "null", "", "http://intranet.test:8000.evil.test"):
        assert status(origin=other) == 403


def test_behind_a_proxy_the_name_that_it_passes_on_is_our_own() -> None:
    assert status(host="127.0.0.1:7860", x_forwarded_host="Intranet.test", origin="https://intranet.test") == 200
    assert status(host="127.0.0.1:7860", origin="https://intranet.test") == 403


def test_a_program_that_is_no_browser_is_taken() -> None:
    assert status() == 200


def test_a_refusal_says_what_happened_and_how_to_mend_a_proxy() -> None:
    refused = TestClient(app).post("/", headers={"origin": "http://evil.test"}).json()["detail"]
    assert "http://evil.test" in refused
    assert "nothing was changed" in refused
    assert "X-Forwarded-Host" in refused
