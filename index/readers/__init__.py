"""The formats that can be read, in the order in which they are tried.

A new format is one file here, with a class that keeps to `index.readers.base.Reader`, and one line in `READERS`.
`for file in walk(paths): for sitting in reader_for(file).read(file)` reads everything there is.
"""

from __future__ import annotations

from index.errors import RecordError
from index.readers.base import Reader, RecordFile
from index.readers.dekamer import DeKamerReader
from index.readers.files import walk
from index.readers.parlamint import ParlaMintReader
from index.readers.pdf import PdfReader
from index.readers.refusing import recognised, why_not
from index.readers.site_html import SiteHtmlReader
from index.readers.site_text import SiteTextReader
from index.readers.turns import CsvReader, JsonLinesReader

__all__ = ["READERS", "reader_for", "walk"]

READERS: tuple[Reader, ...] = (
    PdfReader(),
    ParlaMintReader(),
    DeKamerReader(),
    SiteHtmlReader(),
    JsonLinesReader(),
    CsvReader(),
    SiteTextReader(),  # the least certain of its format, so the last
)


def reader_for(file: RecordFile) -> Reader:
    """The reader of the file's format, told by its first bytes.

    Raises:
        RecordError: no reader knows the format; the reason says what the file seems to be, and what to do with it.
    """
    head = file.head()
    reason = recognised(head)
    if reason is None:
        for reader in READERS:
            if reader.sniff(head):
                return reader
    raise RecordError(file.name, None, reason or why_not(head))
