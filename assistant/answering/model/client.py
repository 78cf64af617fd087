"""One question to a language model's server, and its words: streamed, within a time and a length, or an error.

Whatever the server does (is away, waits, refuses, never ends, sends something else), `ModelServer.complete` returns or
raises `ModelError` by its deadline. Nothing that the server says of its errors is passed on. Knows nothing of answers.
"""

from __future__ import annotations

import json
import re
import threading
import time
from concurrent.futures import Future
from typing import Any, Literal

from index.errors import SettingsError

Why = Literal["slow", "unreachable", "limited", "refused", "failing", "babbling", "not understood"]

MOST_TOKENS = 2_000
MOST_CHARACTERS = 12_000
MOST_BYTES = 4_000_000
"""Of a reply as it is sent; each token comes with about 300 bytes around it."""

INSTALL = 'pip install "openai>=2"'
_THOUGHTS = re.compile(r"<think>.*?(?:</think>|\Z)", re.DOTALL)
_DONE = re.compile(rb"(?:^|\n)data: ?\[DONE\]")


class ModelError(Exception):
    """The server gave nothing that can be used; `why` says in what way."""

    def __init__(self, why: Why) -> None:
        self.why: Why = why
        super().__init__(why)


class ModelServer:
    """A server at `url` (".../v1") and the model of that name there.

    Raises:
        SettingsError: the `openai` package is not installed.
    """

    def __init__(self, url: str, name: str, key: str | None = None) -> None:
        try:
            import openai
        except ImportError as error:
            raise SettingsError(f"a language model needs the openai package: {INSTALL}") from error
        self._openai = openai
        self.url, self.name = url, name
        self._key = key or "none"  # the client wants one; servers of one's own do not look at it
        self._newer = False

    def complete(self, rules: str, document: str, until: float) -> str:
        """What the model says to rules (as the system) and a document (as the user); never empty.

        Args:
            rules: what the model is to do.
            document: what it is to do it with, as JSON: words of the record stand nowhere else.
            until: the deadline, on the clock of `time.monotonic`.

        Raises:
            ModelError: it said nothing that can be used, or not in time.
        """
        said: Future[str] = Future()

        def work() -> None:
            try:
                said.set_result(self._said(rules, document, until))
            except Exception as error:  # whatever a server makes the client stumble over
                said.set_exception(error if isinstance(error, ModelError) else ModelError(self._why(error)))

        # In a thread of its own: a server that sends a byte now and then holds up no reader by a read's timeout.
        threading.Thread(target=work, name="language model", daemon=True).start()
        try:
            return said.result(max(0.0, until - time.monotonic()))
        except TimeoutError as error:
            raise ModelError("slow") from error

    def _said(self, rules: str, document: str, until: float) -> str:
        text = _THOUGHTS.sub("", _content(self._body(rules, document, until))).strip()
        if not text:
            raise ModelError("not understood")
        if len(text) > MOST_CHARACTERS:
            raise ModelError("babbling")
        return text

    def _body(self, rules: str, document: str, until: float) -> bytes:
        """The reply as it was sent."""
        try:
            return self._request(rules, document, until)
        except self._openai.BadRequestError:
            if self._newer:
                raise
            # Newer models take another name for the limit and no temperature; older servers know only the old one.
            self._newer = True
            return self._request(rules, document, until)

    def _request(self, rules: str, document: str, until: float) -> bytes:
        left = max(0.001, until - time.monotonic())
        limits: dict[str, Any] = (
            {"max_completion_tokens": MOST_TOKENS} if self._newer else {"max_tokens": MOST_TOKENS, "temperature": 0}
        )
        hooks: dict[str, Any] = {"response": [_without_error_body]}
        # A redirect would send the questions and the key to another server than the one that was set.
        http = self._openai.DefaultHttpxClient(event_hooks=hooks, follow_redirects=False, timeout=left)
        with self._openai.OpenAI(base_url=self.url, api_key=self._key, max_retries=0, http_client=http) as client:
            chat = client.chat.completions.with_streaming_response
            with chat.create(
                model=self.name,
                messages=[{"role": "system", "content": rules}, {"role": "user", "content": document}],
                stream=True,
                timeout=left,
                **limits,
            ) as response:
                body = bytearray()
                for part in response.iter_bytes():
                    body += part
                    if time.monotonic() > until:
                        raise ModelError("slow")
                    if len(body) > MOST_BYTES:
                        raise ModelError("babbling")
                    if _DONE.search(body, max(0, len(body) - len(part) - 20)):
                        break
                return bytes(body)

    def _why(self, error: Exception) -> Why:
        openai = self._openai
        match error:
            case openai.RateLimitError():
                return "limited"
            case openai.APITimeoutError():
                return "slow"
            case openai.APIConnectionError():
                return "unreachable"
            case openai.APIStatusError(status_code=status):
                return "failing" if status >= 500 else "refused"
            case _:
                return "slow" if "Timeout" in type(error).__name__ else "not understood"


def _without_error_body(response: Any) -> None:
    """Close the reply of a server that refuses: what it says is not shown, and may have no end."""
    if response.status_code >= 400:
        response.close()


def _content(body: bytes) -> str:
    """The words in a reply: of its events, or of the one document of a server that does not stream."""
    try:
        text = body.decode("utf-8")
        lines = [line.strip() for line in text.split("\n")]
        events = [line.removeprefix("data:").strip() for line in lines if line.startswith("data:")]
        documents = [json.loads(event) for event in (events or [text]) if event and event != "[DONE]"]
    except (ValueError, RecursionError) as error:
        raise ModelError("not understood") from error
    return "".join(_words(document) for document in documents)


def _words(document: Any) -> str:
    if isinstance(document, dict) and document.get("error"):
        raise ModelError("failing")
    try:
        choice = document["choices"][0]
        said = (choice.get("delta") or choice["message"])["content"]
    except (LookupError, TypeError, AttributeError):
        return ""  # an event that only counts tokens, or begins
    return said if isinstance(said, str) else ""
