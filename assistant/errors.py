"""What the assistant refuses, as exceptions with one clear line each."""

from index.errors import WoordelijkError


class CitationError(WoordelijkError):
    """A quote that is not verbatim in the turn it is said to come from. Such a quote is never shown."""


class SettingsError(WoordelijkError):
    """A setting that does not exist or has a value that cannot be."""
