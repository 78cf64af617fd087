"""What the assistant refuses, as exceptions with one clear line each."""

from index.errors import WoordelijkError


class CitationError(WoordelijkError):
    """A quote that is not verbatim in the turn it is said to come from. Such a quote is never shown."""


class SettingsError(WoordelijkError):
    """A setting that does not exist or has a value that cannot be."""


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
