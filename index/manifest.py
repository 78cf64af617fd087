"""What an index was built with, as its record says: the encoder, by its hash, and the rules by which turns are cut."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from index import passages
from index.encoders import Encoder
from index.errors import IndexMismatchError
from index.record import Record


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an index was built with."""

    encoder: str
    encoder_digest: str
    dimensions: int
    passages: str

    @classmethod
    def of(cls, encoder: Encoder) -> Manifest:
        """The manifest that this program writes for an encoder."""
        return cls(encoder.name, encoder.digest, encoder.dimensions, passages.RULES)

    @classmethod
    def read(cls, record: Record) -> Manifest:
        """The manifest of a record.

        Raises:
            IndexMismatchError: there is none, or other rules cut its passages; the message says how to mend it.
        """
        found = record.manifest()
        if found is None:
            raise record.nothing()
        manifest = cls(**found)
        if manifest.passages != passages.RULES:
            raise IndexMismatchError(
                f"{record.place} has passages cut by rules {manifest.passages!r}, this program cuts by "
                f"{passages.RULES!r}. {record.rebuilding}"
            )
        return manifest

    def write(self, record: Record) -> None:
        """Write the manifest, in one step."""
        record.set_manifest(asdict(self))

    def check(self, encoder: Encoder, record: Record) -> None:
        """Raises IndexMismatchError unless the encoder is the one the index was built with."""
        if self.encoder_digest != encoder.digest:
            raise IndexMismatchError(
                f"{record.place} was built with encoder {self.encoder!r} ({self.dimensions} dimensions); asked for is "
                f"{encoder.name!r} ({encoder.dimensions}), or another version of it. {record.rebuilding}, or set "
                f"encoder = {self.encoder!r}"
            )
