"""The seam between text and vectors, and the choice of the encoder behind it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
import numpy.typing as npt

from index.errors import EncoderError

if TYPE_CHECKING:
    from index.encoders.static import StaticEncoder

Vectors = npt.NDArray[np.float32]
"""(texts, dimensions), each row of length 1 (or all zero for a text without known words)."""

BUNDLED = "woordelijk-static"
FOLDER = Path(__file__).parent


class Encoder(Protocol):
    """Text to vectors.

    `name` asks `load_encoder` for the same encoder again, from any working directory; `digest` changes whenever the
    vectors could.
    """

    name: str
    dimensions: int
    digest: str

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors of passages, (len(texts), dimensions), float32, each of length 1."""
        ...

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        """Vectors of questions, comparable to those of passages by inner product."""
        ...


def load_encoder(name: str = BUNDLED) -> Encoder:
    """The encoder of that name: the bundled one, a model folder, or a model on the hub.

    Static models (token vectors, then normalisation) are read without torch, which makes them quick to start.

    Raises:
        EncoderError: there is no such model here, or it cannot be loaded.
    """
    if name == BUNDLED:
        return load_bundled()
    folder = Path(name).absolute()
    if folder.is_dir():
        name = str(folder)
        if is_static(folder):
            from index.encoders.static import StaticEncoder

            return StaticEncoder(name, folder)
    from index.encoders.transformer import SentenceTransformerEncoder

    return SentenceTransformerEncoder(name)


@cache
def load_bundled() -> StaticEncoder:
    """The encoder that comes with the program, read once.

    Raises:
        EncoderError: it is not there, or damaged.
    """
    from index.encoders.static import StaticEncoder

    folder = FOLDER / BUNDLED
    if not folder.is_dir():
        raise EncoderError(f"the bundled encoder is not at {folder}: reinstall woordelijk from a complete checkout")
    return StaticEncoder(BUNDLED, folder)


def is_static(folder: Path) -> bool:
    """Whether a sentence-transformers folder holds exactly a static embedding and a normalisation."""
    modules = folder / "modules.json"
    if not modules.is_file():
        return False
    kinds = [module["type"].rsplit(".", 1)[-1] for module in json.loads(modules.read_text(encoding="utf-8"))]
    return kinds == ["StaticEmbedding", "Normalize"]
