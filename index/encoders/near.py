"""Tokens of the bundled encoder that are near to each other, found once and kept in a file beside its vectors.

Late interaction asks for the tokens near to each token of a question; to compare it with the whole vocabulary would
take longer than all else. The file is made by ``python -m index.encoders.near`` whenever the encoder is trained anew.
Knows nothing of records or questions.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from index.encoders.base import BUNDLED, FOLDER, load_bundled
from index.encoders.static import StaticEncoder
from index.errors import EncoderError

LEAST = 0.25
"""Cosine below which two tokens have nothing to do with each other."""

FILE = FOLDER / BUNDLED / "near.npz"
BLOCK = 1_000

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class NearTokens:
    """Those near to token t, nearest first, itself among them: ``ids[starts[t]:starts[t + 1]]``. `digest` is that of
    the encoder that they were found by."""

    starts: npt.NDArray[np.int32]
    ids: npt.NDArray[np.uint16]
    digest: str

    @classmethod
    def found(cls, encoder: StaticEncoder) -> NearTokens:
        """Those of an encoder, by comparing all with all: a minute for 60,000 tokens."""
        vectors = encoder.token_vectors(np.arange(encoder.vocabulary))
        vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
        near: list[npt.NDArray[np.uint16]] = []
        for start in range(0, len(vectors), BLOCK):
            for cosines in vectors[start : start + BLOCK] @ vectors.T:
                alike = np.flatnonzero(cosines > LEAST)
                near.append(alike[np.argsort(-cosines[alike], kind="stable")].astype(np.uint16))
        starts = np.cumsum([0, *map(len, near)]).astype(np.int32)
        return cls(starts, np.concatenate(near), encoder.digest)

    @classmethod
    def open(cls, path: Path) -> NearTokens:
        """Those of a file."""
        with np.load(path) as arrays:
            return cls(arrays["starts"], arrays["ids"], str(arrays["digest"]))

    def save(self, path: Path) -> None:
        """Write them to a file."""
        np.savez_compressed(path, starts=self.starts, ids=self.ids, digest=np.array(self.digest))

    def of(self, token: int) -> Ints:
        """The tokens near to a token, nearest first."""
        return self.ids[self.starts[token] : self.starts[token + 1]].astype(np.int64)


@cache
def near_tokens() -> NearTokens:
    """Those of the bundled encoder, read once.

    Raises:
        EncoderError: the file is not there, or of another encoder.
    """
    near = NearTokens.open(FILE) if FILE.is_file() else None
    if near is None or near.digest != load_bundled().digest:
        raise EncoderError(f"{FILE} is not of the bundled encoder: python -m index.encoders.near makes it anew")
    return near


if __name__ == "__main__":
    NearTokens.found(load_bundled()).save(FILE)
