"""What the header of a ParlaMint file says of its sitting: title, date, address, whether a committee sat.

Knows nothing of people or of what was said.
"""

from __future__ import annotations

import datetime as dt
from xml.etree.ElementTree import Element

TEI = "{http://www.tei-c.org/ns/1.0}"
ID, LANG = "{http://www.w3.org/XML/1998/namespace}id", "{http://www.w3.org/XML/1998/namespace}lang"


def words_of(element: Element | None) -> str:
    """All text inside, with single spaces; empty where there is no element."""
    return "" if element is None else " ".join("".join(element.itertext()).split())


class Header:
    """What the TEI header says of the sitting."""

    def __init__(self, root: Element) -> None:
        header = root.find(f"{TEI}teiHeader")
        self._header = header if header is not None else Element("teiHeader")
        self._language = root.get(LANG)
        bibl = f".//{TEI}sourceDesc/{TEI}bibl"
        meetings = (meeting.get("ana", "") for meeting in self._header.iter(f"{TEI}meeting"))
        self.is_committee = any("#parla.meeting.committee" in ana for ana in meetings)
        self.url = words_of(self._header.find(f"{bibl}/{TEI}idno[@type='URI']")) or None
        self.date = self._date(f".//{TEI}setting/{TEI}date", f"{bibl}/{TEI}date")
        self.title = (
            self._title(f".//{TEI}titleStmt/{TEI}title[@type='sub']")
            or self._title(f"{bibl}/{TEI}title")
            or self._title(f".//{TEI}titleStmt/{TEI}title")
        )

    def _title(self, path: str) -> str:
        titles = self._header.findall(path)
        own = [title for title in titles if title.get(LANG) == self._language]
        return next((words for title in own + titles if (words := words_of(title))), "")

    def _date(self, *paths: str) -> dt.date | None:
        for path in paths:
            for element in self._header.findall(path):
                try:
                    return dt.date.fromisoformat(element.get("when", ""))
                except ValueError:
                    continue
        return None
