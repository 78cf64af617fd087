"""A cross-encoder, for those who have one that they trust: it reads question and passage together, and is slow.

Any sentence-transformers `CrossEncoder`, by folder or hub name (setting `reranker`). Off by default: none comes with
the program, and no figure of this project is measured with one. Imports torch. Knows nothing of other signals.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from index.errors import SettingsError

READ = 20
"""The best turns that it reads: a transformer reads some tens of passages a second."""


class CrossEncoderReranker:
    """Says how well passages answer a question."""

    def __init__(self, name: str) -> None:
        """Raises SettingsError, in one line, if the model is neither a folder nor to be had."""
        from sentence_transformers import CrossEncoder

        try:
            self._model = CrossEncoder(name, device="cpu", num_labels=1)
        except (OSError, ValueError, KeyError) as error:
            reason = str(error).splitlines()[0]
            raise SettingsError(
                f"reranker {name!r} cannot be loaded: {reason}. Name a folder, or a hub model that is on this machine"
            ) from error

    def scores(self, question: str, passages: Sequence[str]) -> npt.NDArray[np.float64]:
        """How likely each passage is to answer, (len(passages),), in [0, 1]."""
        if not passages:
            return np.zeros(0)
        found = self._model.predict([(question, passage) for passage in passages], show_progress_bar=False)
        values = np.asarray(found, dtype=np.float64).reshape(len(passages))
        # Models for ranking end in a sigmoid or in raw scores; both become a share by their order's own scale.
        return values if values.min() >= 0 and values.max() <= 1 else 1 / (1 + np.exp(-values))
