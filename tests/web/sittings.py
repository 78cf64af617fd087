"""Invented sittings for the tests of the page, and an index of them.

The hostile one has in every string what a browser, a Markdown renderer or a formula renderer would act on.
"""

import datetime as dt
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from assistant.assistant import Assistant
from index.build import build
from index.encoders import BUNDLED, load_encoder
from index.manifest import Manifest
from index.preparing import cut_and_encoded
from index.record import Record
from index.store import open_index
from index.transcript import AgendaItem, Locator, Note, Sitting, Speaker, Turn

OUTSIDE = "https://outside.invalid"
ATTACK = (
    f"<script>document.title='taken'</script><img src=\"{OUTSIDE}/i.png\" onerror=\"document.title='taken'\"> "
    f"**bold** [link]({OUTSIDE}/) `code` $x^2$ \\(y\\) &amp; </bdi></p></blockquote></article> \u202eturned\u202c"
)
HOSTILE_WORDS = f"We will repair the harbour bridge {ATTACK} before the summer of next year."
HOSTILE_QUESTION = f"What was promised about the harbour bridge? {ATTACK}"

HARBOUR = Sitting(
    id="harbour/1 & <2>",
    source="test",
    date=dt.date(2024, 3, 1),
    title=f"The harbour bridge {ATTACK}",
    committee=f"Committee for Bridges {ATTACK}",
    items=(AgendaItem("a", "1", f"First item {ATTACK}"), AgendaItem("b", "2", "Second item")),
    turns=(
        Turn("t 0", "harbour/1 & <2>", "a", Speaker("chair", "The chair", None, "chair"), "Ms Peeters, please.", 0),
        Turn(
            't"1<#', "harbour/1 & <2>", "a", Speaker("ann", f"Ann Peeters {ATTACK}", "<i>Party</i>", "minister"),
            f"Thank you.\n\n{HOSTILE_WORDS}\n\nThat is all.", 1, Locator(f"{OUTSIDE}/page?a=1&b=2"),
        ),
        Turn("t 2", "harbour/1 & <2>", "b", None, "Hear, hear, said somebody.", 2, Locator("javascript:alert(1)")),
    ),
    notes=(
        Note(f"– Condensed rendering {ATTACK}", "notice"),
        Note("Page furniture", "furniture"),
        Note(f"(Applause {ATTACK})", "stage", 1),
        Note("12 for, 3 against", "vote", 2),
    ),
)  # fmt: skip


def write_index(directory: Path, sittings: Sequence[Sitting]) -> Path:
    """An index directory of these sittings, encoded by the bundled encoder; searching parts are made when it opens."""
    encoder = load_encoder(BUNDLED)
    directory.mkdir(parents=True, exist_ok=True)
    truth = Record(directory / "record.sqlite", create=True)
    Manifest.of(encoder).write(truth)
    with truth.writing() as writer:
        writer.add_file("test", "0" * 64, "test")
        for sitting in sittings:
            (passages,) = cut_and_encoded([sitting], encoder)
            writer.add_sitting("test", sitting, passages)
    truth.close()
    return directory


def written(folder: Path, lines: Sequence[dict[str, Any]]) -> Assistant:
    """An assistant over a record of these lines of JSON, one a turn."""
    (folder / "a.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    assert build([folder / "a.jsonl"], folder / "index").refused == []
    return Assistant(open_index(folder / "index"))
