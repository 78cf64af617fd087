"""What people upload, before anything of it is read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.web.guard.uploads import LONGEST_NAME, plain_name
from assistant.web.views.jobs import shown_name


@pytest.mark.parametrize(
    ("sent", "plain"),
    [
        ("verslag.pdf", "verslag.pdf"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\boot.ini", "boot.ini"),
        ("C:\\Users\\ann\\a b.txt", "a b.txt"),
        (".htaccess", "htaccess"),
        ("..", "file"),
        ("", "file"),
        (None, "file"),
        ("a\x00b\nc.txt", "a b c.txt"),
        ("exe\u202etxt.zip", "exe txt.zip"),
        ("a.zip!b.txt", "a.zip b.txt"),
        ("é" * 200 + ".html", "é" * 72 + ".html"),
    ],
)
def test_of_a_strangers_name_a_bare_file_name_is_left(sent: str | None, plain: str) -> None:
    assert plain_name(sent) == plain


@given(st.text(max_size=300))
def test_no_name_leads_out_of_its_folder_or_is_too_long(sent: str) -> None:
    plain = plain_name(sent)
    assert plain not in ("", ".", "..")
    assert not set(plain) & set("/\\!:\0\n")
    assert not plain.startswith(".")
    assert len(plain.encode("utf-8", "surrogatepass")) <= LONGEST_NAME


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("/srv/record/files/20310301-101500-0a1b2c3d/verslag.pdf", "verslag.pdf"),
        ("record/files/20310301-101500-0a1b2c3d/a.zip!x/files/b.txt", "a.zip!x/files/b.txt"),
        ("C:\\record\\files\\20310301-101500-0a1b2c3d\\verslag.pdf", "verslag.pdf"),
        ("transcripts/files/verslag.pdf", "transcripts/files/verslag.pdf"),
        ("verslag.pdf", "verslag.pdf"),
    ],
)
def test_an_upload_is_shown_without_the_folder_that_it_is_kept_in(name: str, shown: str) -> None:
    assert shown_name(name) == shown
