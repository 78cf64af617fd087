"""Measures an encoder by itself: ``python -m eval.encoder PAIRS.tsv [--encoder NAME_OR_FOLDER]``.

Nearest neighbour: for each sentence of one language, is its own translation the nearest of all translations? Speed:
texts of 110 words, made of the sentences of the pairs, encoded in one go.
"""

from __future__ import annotations

import time
from itertools import cycle, islice
from pathlib import Path
from typing import Annotated

import numpy as np
import typer

from index.encoders import BUNDLED, Encoder, load_encoder

WORDS = 110
TEXTS = 4_000


def nearest_neighbour(encoder: Encoder, first: list[str], second: list[str]) -> tuple[float, float]:
    """The share of sentences whose translation is the nearest, from the first language and from the second."""
    cosines = encoder.encode_questions(first) @ encoder.encode_passages(second).T
    own = np.arange(len(first))
    return float((cosines.argmax(axis=1) == own).mean()), float((cosines.argmax(axis=0) == own).mean())


def passages_a_second(encoder: Encoder, sentences: list[str], texts: int = TEXTS) -> float:
    """How many texts of `WORDS` words are encoded in a second."""
    words = cycle(word for sentence in sentences for word in sentence.split())
    made = [" ".join(islice(words, WORDS)) for _ in range(texts)]
    encoder.encode_passages(made[:64])
    begun = time.perf_counter()
    encoder.encode_passages(made)
    return texts / (time.perf_counter() - begun)


def main(
    pairs: Annotated[Path, typer.Argument(help="Pairs of sentences, a pair a line, separated by a tab.")],
    encoder: Annotated[str, typer.Option(help="Name or folder of the encoder.")] = BUNDLED,
) -> None:
    """Measure an encoder: translations found, and passages a second."""
    lines = [line.split("\t") for line in pairs.read_text(encoding="utf-8").splitlines()]
    loaded = load_encoder(encoder)
    forth, back = nearest_neighbour(loaded, [line[0] for line in lines], [line[1] for line in lines])
    typer.echo(f"nearest neighbour of {len(lines):,} pairs: {forth:.3f} first to second, {back:.3f} second to first")
    typer.echo(f"{passages_a_second(loaded, [line[1] for line in lines]):,.0f} passages of {WORDS} words a second")


if __name__ == "__main__":
    typer.run(main)
