"""What can go wrong with a record or an index, as a tree of exceptions.

Every message says what is wrong, where, and how to mend it, in one line: the command line prints it as it stands.
"""


class WoordelijkError(Exception):
    """Anything this program refuses to do, said in one line to the person who asked."""


class RecordError(WoordelijkError):
    """A file that cannot be read as a transcript. Nothing of such a file is kept.

    Args:
        file: the file as the user named it; a member of an archive is ``archive.zip!member``.
        place: where in the file ("line 12", "page 3", "byte 1,024"), or None where the whole file is meant.
        reason: what is wrong there, in words.
    """

    def __init__(self, file: str, place: str | None, reason: str) -> None:
        self.file, self.place, self.reason = file, place, reason
        super().__init__(f"{file}: {place}: {reason}" if place else f"{file}: {reason}")


class IndexMismatchError(WoordelijkError):
    """An index directory that was built otherwise than it is now asked to serve."""


class EncoderError(WoordelijkError):
    """An encoder that cannot be loaded, or does not do what its manifest says."""


class SearchServerError(WoordelijkError):
    """A search server that cannot be reached, or refuses what it is asked."""


class StoreError(WoordelijkError):
    """A store that cannot be reached, or does not let this program do its work. The message never has its password."""


class SettingsError(WoordelijkError):
    """A setting that does not exist or has a value that cannot be."""
