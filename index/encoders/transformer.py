"""Any sentence-transformers model, by folder or hub name, with its own prompts.

Slower than the bundled encoder by a factor of fifty or more, and imports torch; for those who have a model that they
trust more. Nothing is fetched where HF_HUB_OFFLINE is set or the network is closed: then the model must be a folder.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence

import numpy as np

from index.encoders.base import Vectors
from index.errors import EncoderError


class SentenceTransformerEncoder:
    """Wraps a `SentenceTransformer`; "query" and "passage" (or "document") prompts are used where it has them."""

    def __init__(self, name: str) -> None:
        """Raises EncoderError, in one line, if the model is neither a folder nor to be had."""
        from sentence_transformers import SentenceTransformer

        try:
            self._model = SentenceTransformer(name, device="cpu")
        except (OSError, ValueError, KeyError) as error:
            reason = str(error).splitlines()[0]
            raise EncoderError(
                f"encoder {name!r} cannot be loaded: {reason}. Name a model folder, "
                "or a hub model that is on this machine"
            ) from error
        self.name = name
        self.dimensions = int(self._model.get_embedding_dimension() or 0)
        weights = hashlib.sha256()
        for key, tensor in sorted(self._model.state_dict().items()):
            weights.update(key.encode())
            weights.update(tensor.cpu().float().numpy().tobytes())
        weights.update(json.dumps([self._model.prompts, self._model.max_seq_length]).encode())
        self.digest = weights.hexdigest()
        prompts = {key for key, prompt in self._model.prompts.items() if prompt}
        self._question_prompt = next((p for p in ("query", "question") if p in prompts), None)
        self._passage_prompt = next((p for p in ("passage", "document", "corpus") if p in prompts), None)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors of passages, (len(texts), dimensions), float32, of length 1."""
        return self._encode(texts, self._passage_prompt)

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        """Vectors of questions, likewise."""
        return self._encode(texts, self._question_prompt)

    def _encode(self, texts: Sequence[str], prompt: str | None) -> Vectors:
        found = self._model.encode(
            list(texts),
            prompt_name=prompt,
            normalize_embeddings=True,
            convert_to_numpy=True,
            show_progress_bar=False,
        )
        return np.asarray(found, dtype=np.float32).reshape(len(texts), self.dimensions)
