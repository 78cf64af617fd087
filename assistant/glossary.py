"""The user's glossary: forms that mean the same, in a text file that anybody can edit.

Knows nothing of indexes or questions.
"""

from __future__ import annotations

from pathlib import Path

from index.errors import SettingsError
from index.terms import words

FILE = Path(__file__).parent / "glossary.txt"


class Glossary:
    """Groups of forms with one meaning; a form is a tuple of folded words."""

    def __init__(self, groups: list[list[str]]) -> None:
        self._groups = [[tuple(words(form)) for form in group] for group in groups]
        self._of = {form: group for group in self._groups for form in group if form}
        self._written = {form: group for own, group in zip(self._groups, groups, strict=True) for form in own if form}
        self._longest = max((len(form) for form in self._of), default=0)

    @classmethod
    def read(cls, path: Path = FILE) -> Glossary:
        """Reads a glossary file: a group a line, forms separated by "=", lines with "#" are comments.

        Raises:
            SettingsError: the file cannot be read, or a line holds a single form.
        """
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise SettingsError(f"glossary {path} cannot be read: {error}") from error
        groups = []
        for number, line in enumerate(lines, 1):
            if not line.strip() or line.lstrip().startswith("#"):
                continue
            forms = [form.strip() for form in line.split("=")]
            if len(forms) < 2 or not all(words(form) for form in forms):
                raise SettingsError(f"glossary {path}: line {number}: wants two or more forms separated by '='")
            groups.append(forms)
        return cls(groups)

    def forms(self, term: str) -> list[str]:
        """The forms of the group that a whole term belongs to, as they are written in the file; none for no group."""
        return self._written.get(tuple(words(term)), [])

    def find(self, asked: list[str]) -> list[tuple[int, int, list[tuple[str, ...]]]]:
        """Where the folded words of a question hold a form: start, end and all forms of its group, longest first."""
        found, at = [], 0
        while at < len(asked):
            for length in range(min(self._longest, len(asked) - at), 0, -1):
                group = self._of.get(tuple(asked[at : at + length]))
                if group:
                    found.append((at, at + length, group))
                    at += length - 1
                    break
            at += 1
        return found
