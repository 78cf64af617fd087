"""The page and the embedded form behind a real nginx, which keeps the path or strips the prefix, in a real browser."""

import html
import http.server
import os
import re
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.walking import ask, follow, marked, quote
from tests.conftest import ROOT

pytestmark = pytest.mark.browser

PATH = "/portal/assist"
CONFIGURATION = """
daemon off; master_process off; worker_processes 1; pid {folder}/pid; error_log {folder}/error.log;
events {{ worker_connections 128; }}
http {{
  access_log off; client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  server {{
    listen 127.0.0.1:{port};
    location {path}/ {{
      proxy_pass http://127.0.0.1:{app}{slash};
      proxy_set_header Host $http_host;
      proxy_set_header X-Forwarded-Proto $scheme;
      proxy_set_header X-Remote-User "els.janssens";
      proxy_http_version 1.1;
      proxy_buffering off;
    }}
  }}
}}
"""


@dataclass(frozen=True)
class Site:
    """Where the page lies outside (without a slash at its end), and where the program itself listens."""

    address: str
    program: str


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
        return port


@contextmanager
def program(cache: Path, **settings: str) -> Iterator[int]:
    """`python app.py` with these settings; gives its port."""
    environment = os.environ | {"XDG_CACHE_HOME": str(cache)}
    environment |= {f"ASSISTANT_{name.upper()}": value for name, value in settings.items()}
    started = subprocess.Popen(
        [sys.executable, "app.py", "--port", "0"], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    )
    try:
        assert started.stdout is not None
        line = started.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:(\d+)/portal/assist$", line.strip())
        assert found, f"app.py did not print its address but {line!r}"
        yield int(found[1])
    finally:
        started.terminate()
        started.communicate(timeout=20)


@contextmanager
def nginx(folder: Path, app: int, strips: bool) -> Iterator[str]:
    """nginx before the program, on a port of its own; gives the page's address outside."""
    path = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if path is None:
        pytest.fail(
            "The proxy tests need nginx. Debian, Ubuntu: sudo apt-get install nginx-light; macOS: brew install nginx."
        )
    port = free_port()
    folder.mkdir()
    written = folder / "nginx.conf"
    slash = "/" if strips else ""
    written.write_text(CONFIGURATION.format(folder=folder, port=port, path=PATH, app=app, slash=slash))
    started = subprocess.Popen([path, "-p", str(folder), "-c", str(written), "-e", str(folder / "error.log")])
    try:
        for _ in range(100):
            with socket.socket() as tried:
                if tried.connect_ex(("127.0.0.1", port)) == 0:
                    break
            assert started.poll() is None, (folder / "error.log").read_text()
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}{PATH}"
    finally:
        started.terminate()
        started.wait(timeout=20)


@contextmanager
def intranet(page: str, port: int) -> Iterator[str]:
    """A page of another site, served to a browser; gives its origin."""

    class Intranet(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("content-type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(page.encode())

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", port), Intranet)
    serving = threading.Thread(target=server.serve_forever)
    serving.start()
    try:
        yield f"http://localhost:{port}"
    finally:
        server.shutdown()
        serving.join()
        server.server_close()


# One page of the intranet is allowed to frame the form; its port must be known before the program starts.
ALLOWED = free_port()


@pytest.fixture(scope="module")
def app_port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    settings = {
        "path": PATH, "identity_header": "X-Remote-User", "admins": "els.janssens",
        "embed_origins": f"http://localhost:{ALLOWED}",
    }  # fmt: skip
    with program(tmp_path_factory.mktemp("cache"), **settings) as port:
        yield port


@pytest.fixture(scope="module", params=["keeps the path", "strips the prefix"])
def site(request: pytest.FixtureRequest, app_port: int, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("nginx") / "run"
    with nginx(folder, app_port, strips=request.param == "strips the prefix") as address:
        yield Site(address, f"http://127.0.0.1:{app_port}")


@contextmanager
def opened(browser: Browser, address: str, *within: str) -> Iterator[Page]:
    """A page that may ask nothing outside `within`, and may not complain."""
    context = browser.new_context(locale="en-GB")
    page = context.new_page()
    asked: list[str] = []
    complaints: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    context.on("console", lambda line: complaints.append(line.text) if line.type in ("error", "warning") else None)
    try:
        page.goto(address)
        yield page
    finally:
        context.close()
    assert [url for url in asked if not url.startswith((*within, "data:"))] == []
    assert complaints == []


def test_the_page_answers_and_opens_a_citation_under_its_path(browser: Browser, site: Site) -> None:
    with opened(browser, f"{site.address}/", f"{site.address}/") as page:
        expect(page.locator("#question textarea")).to_be_visible(timeout=20_000)
        ask(page, "what did Somers promise on SIBs?")
        follow(page)
        assert marked(page) == quote(page)
        page.get_by_role("button", name="Remove: Bart Somers", exact=True).click()
        expect(page.locator(".answer .understood s")).to_have_text("Bart Somers")


def test_the_views_lead_to_each_other_under_the_path_and_keep_the_language(browser: Browser, site: Site) -> None:
    with opened(browser, f"{site.address}/record/", f"{site.address}/") as page:
        page.locator(".languages a[lang=fr]").click()
        assert [cookie["path"] for cookie in page.context.cookies()] == [f"{PATH}/"]
        page.locator(".sittings a").first.click()
        expect(page.locator("article.turn").first).to_be_visible()
        page.locator(".bar .views a").first.click()
        expect(page.locator("#ask")).to_have_text("Demander", timeout=20_000)
        assert page.url == f"{site.address}/"


def test_the_path_without_its_slash_leads_to_the_page(site: Site) -> None:
    assert str(httpx.get(site.address, follow_redirects=True).url) == f"{site.address}/"


def test_an_answer_streams_through_the_proxy(site: Site) -> None:
    asked = {"data": ["what did Somers promise on SIBs?", None], "session_hash": "streamed", "trigger_id": None}
    config = httpx.get(f"{site.address}/config").json()
    assert config["root"] == site.address
    submit = next(event["id"] for event in config["dependencies"] if event["targets"][0][1] == "submit")
    httpx.post(f"{site.address}/gradio_api/queue/join", json=asked | {"fn_index": submit}).raise_for_status()
    arrived = []
    with httpx.stream("GET", f"{site.address}/gradio_api/queue/data?session_hash=streamed", timeout=20) as events:
        for line in events.iter_lines():
            arrived.append(line)
            if "process_completed" in line:
                break
    assert len([line for line in arrived if "process_generating" in line]) > 2


def test_the_reader_whom_the_proxy_names_is_known_and_nobody_else_gets_in(site: Site) -> None:
    # The header that a reader sends is replaced by the proxy's; past the proxy, from this machine, nobody is named.
    claimed = {"X-Remote-User": "somebody.else"}
    assert httpx.get(f"{site.address}/api/v1/health", headers=claimed).status_code == 200
    for path in ("/", "/record/", "/embed", "/api/v1/health", "/config", f"{PATH}/", f"{PATH}/gradio_api/app_id"):
        assert httpx.get(f"{site.program}{path}").status_code == 401


def test_the_api_describes_itself_at_the_address_outside(site: Site) -> None:
    assert httpx.get(f"{site.address}/api/v1/openapi.json").json()["servers"] == [{"url": f"{PATH}/api/v1"}]
    asked = httpx.post(f"{site.address}/api/v1/ask", json={"question": "what did Somers promise on SIBs?"}, timeout=20)
    assert asked.json()["citations"]


def framing(site: Site, address: str = "/embed") -> str:
    """A page of the intranet with the lines that the site gives to copy, around another address of it if wanted."""
    code = re.search(r"<code>(.*?)</code>", httpx.get(f"{site.address}/embed/snippet?lang=en").text, re.DOTALL)
    assert code
    lines = html.unescape(code[1]).replace("/embed?", f"{address}?")
    return f"<!doctype html><title>Intranet</title><link rel=icon href=data:,><h1>Intranet</h1>{lines}"


def test_the_form_answers_inside_a_page_of_the_intranet_which_follows_its_height(browser: Browser, site: Site) -> None:
    with intranet(framing(site), ALLOWED) as origin, opened(browser, f"{origin}/", f"{site.address}/", origin) as page:
        frame, box = page.frame_locator("#woordelijk"), page.locator("#woordelijk")
        expect(frame.locator("#q")).to_be_visible()
        page.wait_for_function("document.getElementById('woordelijk').style.height.endsWith('px')")
        before = int(box.evaluate("frame => frame.clientHeight"))
        frame.locator("#q").fill("what did Somers promise on SIBs?")
        frame.locator("#q").press("Enter")
        expect(frame.locator(".answer .sources")).to_be_visible()
        page.wait_for_function(f"document.getElementById('woordelijk').clientHeight > {before} + 100")
        content = frame.locator("body").evaluate("body => body.getBoundingClientRect().height")
        assert abs(int(box.evaluate("frame => frame.clientHeight")) - content) <= 1
        words = frame.locator(".words").first.inner_text().strip("“”").split("\n\n")
        with page.context.expect_page() as tab:
            frame.locator(".cite").first.click()
        expect(tab.value.locator("mark")).to_have_text(words)  # one a paragraph
        frame.locator("#q").fill("And when?")
        frame.locator("form button").click()
        expect(frame.locator(".asked li")).to_have_count(2)
        expect(frame.locator(".understood")).to_contain_text("Bart Somers")


def refused(browser: Browser, address: str) -> bool:
    """Whether the frame of a page was refused: then there is the browser's own page in it, without a question."""
    context = browser.new_context()
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda line: complaints.append(line.text))
    try:
        page.goto(address)
        page.wait_for_timeout(500)
        inner = page.frames[1]
        return inner.url.startswith("chrome-error:") and any("frame-ancestors" in line for line in complaints)
    finally:
        context.close()


@pytest.mark.parametrize(
    ("port", "address", "is_refused"),
    [(ALLOWED, "/embed", False), (0, "/embed", True), (ALLOWED, "/record/", True), (ALLOWED, "/", True)],
    ids=["the form, by the intranet", "the form, by another", "the record, by the intranet", "the page, by it"],
)
def test_only_the_form_may_be_framed_and_only_by_the_intranet(
    browser: Browser, site: Site, port: int, address: str, is_refused: bool
) -> None:
    with intranet(framing(site, address), port or free_port()) as origin:
        assert refused(browser, origin) == is_refused


def test_the_form_works_without_javascript(browser: Browser, site: Site) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site.address}/embed?lang=en")
    page.fill("#q", "what did Somers promise on SIBs?")
    page.press("#q", "Enter")
    expect(page.locator(".answer .sources")).to_be_visible()
    context.close()
