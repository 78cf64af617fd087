"""Text to vectors: the bundled encoder, or any sentence-transformers model by folder or hub name.

Every encoder gives vectors of length 1, so that an inner product is a cosine. Knows nothing of turns or indexes.
"""

from index.encoders.base import BUNDLED, Encoder, Vectors, load_bundled, load_encoder

__all__ = ["BUNDLED", "Encoder", "Vectors", "load_bundled", "load_encoder"]
