"""What the assistant refuses, as exceptions with one clear line each."""

from typing import Literal

from index.errors import WoordelijkError

Refused = Literal["size", "number", "broken"]
"""Why a form is refused: too many bytes, too many files, or it is none."""


class CitationError(WoordelijkError):
    """A quote that is not verbatim in the turn it is said to come from. Such a quote is never shown."""


class DocumentError(WoordelijkError):
    """A document that cannot be read, or is not safe to read."""


class QuoteError(WoordelijkError):
    """A quote that is asked for by its fingerprint, and that the record does not have."""


class CountError(WoordelijkError):
    """A count that cannot be made: there is no word to count, or nobody of the name asked for."""


class FeedbackError(WoordelijkError):
    """Feedback that cannot be kept, read or written out."""


class RepliesError(WoordelijkError):
    """Questions and replies of a turn, a sitting or a person that the record does not have."""


class UploadError(WoordelijkError):
    """A form that brings too much, too many files, or is none."""

    def __init__(self, kind: Refused, message: str) -> None:
        self.kind = kind
        super().__init__(message)


class BusyError(WoordelijkError):
    """A change to the index while another is being made."""
