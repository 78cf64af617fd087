import gzip
import io
import lzma
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from index.errors import RecordError
from index.readers import files as walking
from index.readers.base import RecordFile
from index.readers.files import walk

WORDS = b"Een regel.\nEn nog een.\n"


def only(path: Path) -> RecordFile:
    (file,) = walk([path])
    return file


def zipped(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


@pytest.mark.parametrize("pack", [bytes, gzip.compress, lzma.compress], ids=["plain", "gz", "xz"])
def test_a_file_is_decompressed_by_its_first_bytes_whatever_its_name(
    tmp_path: Path, pack: Callable[[bytes], bytes]
) -> None:
    path = tmp_path / "no.extension.tells"
    path.write_bytes(pack(WORDS))
    file = only(path)
    assert file.read() == WORDS
    assert file.head() == WORDS
    assert file.name == str(path)


def test_a_folder_is_walked_in_the_order_of_names_and_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/c.txt", ".hidden.txt", ".git/x.txt", "a/.DS_Store"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(WORDS)
    names = [Path(file.name).relative_to(tmp_path).as_posix() for file in walk([tmp_path])]
    assert names == ["a/c.txt", "a/z.txt", "b.txt"]


def test_members_of_an_archive_are_files_also_when_compressed_once_more(tmp_path: Path) -> None:
    members = {"a/one": WORDS, "two": gzip.compress(WORDS), ".hidden": b"x", "__MACOSX/two": b"x"}
    path = zipped(tmp_path / "all.zip", members)
    files = list(walk([path]))
    assert [file.name for file in files] == [f"{path}!a/one", f"{path}!two"]
    assert [file.read() for file in files] == [WORDS, WORDS]
    assert files[0].sha256() == files[1].sha256()


def test_two_members_can_be_read_at_once(tmp_path: Path) -> None:
    one, two = walk([zipped(tmp_path / "all.zip", {"one": b"a" * 100_000, "two": b"b" * 100_000})])
    with one.opener() as first, two.opener() as second:
        assert (first.read(5), second.read(5), first.read(5)) == (b"aaaaa", b"bbbbb", b"aaaaa")


def test_an_office_document_is_one_file_and_no_archive(tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<document/>")
    assert only(path).name == str(path)


@pytest.mark.parametrize("suffix", ["", ".gz", ".xz"])
def test_a_sibling_is_found_beside_a_file_compressed_or_not(tmp_path: Path, suffix: str) -> None:
    pack = {"": bytes, ".gz": gzip.compress, ".xz": lzma.compress}[suffix]
    (tmp_path / "sitting.xml").write_bytes(WORDS)
    (tmp_path / f"root.xml{suffix}").write_bytes(pack(b"<people/>"))
    file = only(tmp_path / "sitting.xml")
    sibling = file.sibling("root.xml")
    assert sibling is not None
    assert sibling.read() == b"<people/>"
    assert file.sibling("other.xml") is None


def test_a_sibling_in_an_archive_lies_in_the_same_folder_of_it(tmp_path: Path) -> None:
    members = {"a/sitting": WORDS, "a/root.gz": gzip.compress(b"here"), "root": b"not here"}
    path = zipped(tmp_path / "all.zip", members)
    sitting = next(file for file in walk([path]) if file.name.endswith("!a/sitting"))
    sibling = sitting.sibling("root")
    assert sibling is not None
    assert sibling.read() == b"here"


def test_a_path_that_does_not_exist_is_an_error_before_anything_is_read(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(WORDS)
    with pytest.raises(RecordError, match=r"missing: there is no such file or folder"):
        walk([tmp_path / "a", tmp_path / "missing"])


def test_one_bad_file_does_not_end_the_walk(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"PK\x03\x04 and then nothing")
    (tmp_path / "b").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "c")
    (tmp_path / "d").write_bytes(WORDS)
    broken, dangling, pipe, good = walk([tmp_path])
    with pytest.raises(RecordError, match=r"a\.zip: cannot be opened"):
        broken.head()
    for file in (dangling, pipe):
        with pytest.raises(RecordError, match="not a regular file"):
            file.head()
    assert good.read() == WORDS


@pytest.mark.parametrize("pack", [gzip.compress, lzma.compress], ids=["gz", "xz"])
def test_a_file_that_was_cut_off_is_an_error_that_names_the_place(
    tmp_path: Path, pack: Callable[[bytes], bytes]
) -> None:
    path = tmp_path / "cut"
    path.write_bytes(pack(os.urandom(300_000))[:-2000])
    with pytest.raises(RecordError, match=r"cut: byte [\d,]+: the file is damaged or cut off"):
        only(path).read()


def test_a_flipped_bit_in_a_member_of_an_archive_is_an_error(tmp_path: Path) -> None:
    path = zipped(tmp_path / "all.zip", {"one": os.urandom(5000)})
    content = bytearray(path.read_bytes())
    content[2500] ^= 1
    path.write_bytes(content)
    with pytest.raises(RecordError, match=r"all\.zip!one: byte .*damaged"):
        only(path).read()


def test_a_member_with_a_password_is_an_error(tmp_path: Path) -> None:
    path = zipped(tmp_path / "all.zip", {"one": WORDS})
    content = bytearray(path.read_bytes())
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(signature) + flags] |= 1
    path.write_bytes(content)
    with pytest.raises(RecordError, match=r"cannot be opened .*encrypted"):
        only(path).head()


def test_a_decompression_bomb_is_refused_before_it_fills_the_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(walking, "RATIO_FROM", 1 << 20)
    path = tmp_path / "bomb.gz"
    path.write_bytes(gzip.compress(bytes(3 << 20)))
    with pytest.raises(RecordError, match="looks like a decompression bomb"):
        only(path).read()
    monkeypatch.setattr(walking, "RATIO_FROM", 100 << 20)
    assert len(only(path).read()) == 3 << 20, "a small file may shrink as far as it likes"


def test_a_file_beyond_the_limit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(walking, "MAX_BYTES", 1 << 20)
    path = tmp_path / "large"
    path.write_bytes(bytes((1 << 20) + 1))
    with pytest.raises(RecordError, match="split it"):
        only(path).read()


def test_lines_stream_without_decompressing_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "lines.xz"
    whole = b"".join(b'{"text": "%d"}\n' % number for number in range(200_000))
    path.write_bytes(lzma.compress(whole, preset=0)[:-10_000])  # the end is missing, the beginning is there
    with only(path).opener() as stream:
        assert isinstance(stream, io.BufferedReader)
        assert stream.readline() == b'{"text": "0"}\n'
