"""Static encoders: a vector a token, averaged and normalised, computed with NumPy alone.

Reads the model folder of a sentence-transformers `StaticEmbedding` followed by `Normalize`, and gives what that
library gives for it (a test compares them), without importing torch.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from index.encoders.base import Vectors
from index.encoders.cutting import Cutter
from index.errors import EncoderError

BATCH = 2_048


class StaticEncoder:
    """A folder of token vectors. Questions and passages are encoded alike: it has no prompts."""

    def __init__(self, name: str, folder: Path) -> None:
        """Raises EncoderError if the folder's files are missing, damaged, or do not fit together."""
        module = next((f for f in (folder, folder / "0_StaticEmbedding") if (f / "model.safetensors").is_file()), None)
        if module is None or not (module / "tokenizer.json").is_file():
            raise EncoderError(
                f"{folder} has no model.safetensors with a tokenizer.json: not a complete static encoder"
            )
        weights = (module / "model.safetensors").read_bytes()
        self.name = name
        self.digest = hashlib.sha256(weights + (module / "tokenizer.json").read_bytes()).hexdigest()
        try:
            # In 32 bits, though the file has 16: to add up 16-bit numbers takes NumPy five times as long.
            self._vectors = load_file(module / "model.safetensors")["embedding.weight"].astype(np.float32)
            tokenizer = Tokenizer.from_file(str(module / "tokenizer.json"))
        except Exception as error:  # both libraries raise bare ones
            raise EncoderError(f"{module} is damaged ({error}); copy it once more from where it came") from error
        tokens = tokenizer.get_vocab_size()
        if tokens > len(self._vectors):
            raise EncoderError(
                f"{module} has {tokens} tokens but {len(self._vectors)} vectors: its files are not of one model"
            )
        tokenizer.no_padding()
        tokenizer.no_truncation()
        self._cutter = Cutter(tokenizer)
        self.vocabulary, self.dimensions = (int(size) for size in self._vectors.shape)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors of texts, (len(texts), dimensions), float32, of length 1."""
        if not texts:
            return np.zeros((0, self.dimensions), dtype=np.float32)
        return np.concatenate(
            [self.encode_tokens(self.tokens(texts[i : i + BATCH])) for i in range(0, len(texts), BATCH)]
        )

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        """The same as for passages."""
        return self.encode_passages(texts)

    def tokens(self, texts: Sequence[str]) -> list[npt.NDArray[np.int64]]:
        """The token ids of each text, in order."""
        return self._cutter.cut(texts)

    def token_vectors(self, ids: npt.NDArray[np.int64]) -> Vectors:
        """The vectors of tokens, (len(ids), dimensions), of the lengths that training gave them."""
        found: Vectors = self._vectors[ids]
        return found

    def encode_tokens(self, texts: Sequence[npt.NDArray[np.int64]]) -> Vectors:
        """Vectors of texts that were cut into tokens, as `encode_passages` gives them."""
        sums = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for row, ids in enumerate(texts):
            if len(ids):
                np.add.reduce(self._vectors.take(ids, axis=0), axis=0, out=sums[row])
        lengths = np.linalg.norm(sums, axis=1, keepdims=True)
        sums /= np.maximum(lengths, 1e-12)
        return sums
