"""Trains the bundled encoder: `python -m index.encoders.training DATA OUT [--minutes M]`.

One vector a token, summed and normalised: a static encoder, learned by contrast within the batch (InfoNCE, van den
Oord et al. 2018, https://arxiv.org/abs/1807.03748) on the streams of `pairs.py`. Token weights are learned as the
vectors' lengths, starting from smooth inverse frequency (Arora et al. 2017). Two cores are enough.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import numpy.typing as npt
import typer

from index.encoders.training.pairs import Pair, all_streams

VOCABULARY = 64_000
DIMENSIONS = 256
BATCH = 1_024
TEMPERATURE = 0.05
LEARNING_RATE = 3e-3
DROPPED = 0.15  # share of the left text's tokens that a step leaves out, so that no single word decides
MOST_TOKENS = 192
SHARES = {  # how often a batch is drawn from a stream; eval/LOG.md has what else was tried
    "dictionary": 0.12,
    "translation": 0.12,
    "software": 0.06,
    "translation-fr": 0.08,
    "reply": 0.14,
    "context": 0.2,
    "switched": 0.2,
    "title": 0.06,
    "answer": 0.02,
}

Tokens = tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]
"""Flat token ids of many texts, and the offsets (texts + 1) at which each text begins and ends."""


def train_tokenizer(streams: dict[str, list[Pair]]) -> Any:
    """A lower-casing, accent-folding WordPiece tokenizer over a sample of all streams."""
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, trainers

    tokenizer = Tokenizer(models.WordPiece(unk_token="[UNK]", max_input_chars_per_word=60))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True, strip_accents=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    trainer = trainers.WordPieceTrainer(
        vocab_size=VOCABULARY, special_tokens=["[PAD]", "[UNK]"], min_frequency=5, show_progress=False
    )
    # English and French are scarcer than Dutch: their streams are read whole, and more than once.
    plenty = {"context": 120_000, "reply": 60_000, "switched": 0}
    often = {"translation": 4, "dictionary": 4, "translation-fr": 3}
    texts = [
        side
        for name, pairs in streams.items()
        for pair in pairs[: plenty.get(name, len(pairs))] * often.get(name, 1)
        for side in pair
    ]
    tokenizer.train_from_iterator(texts, trainer)
    return tokenizer


def tokenize(tokenizer: Any, texts: list[str]) -> Tokens:
    """All texts as flat token ids with offsets, each cut at `MOST_TOKENS`."""
    parts: list[npt.NDArray[np.int64]] = []
    for start in range(0, len(texts), 20_000):
        encoded = tokenizer.encode_batch_fast(texts[start : start + 20_000], add_special_tokens=False)
        parts += [np.array(e.ids[:MOST_TOKENS] or [1], dtype=np.int64) for e in encoded]
    offsets = np.zeros(len(parts) + 1, dtype=np.int64)
    np.cumsum([len(part) for part in parts], out=offsets[1:])
    return np.concatenate(parts), offsets


def batch_of(tokens: Tokens, chosen: npt.NDArray[np.int64], dropped: float, rng: np.random.Generator) -> Tokens:
    """The chosen texts' tokens, some left out (never all of a text), in the same flat form."""
    flat, offsets = tokens
    pieces = [flat[offsets[i] : offsets[i + 1]] for i in chosen]
    if dropped:
        kept = [piece[rng.random(len(piece)) >= dropped] for piece in pieces]
        pieces = [k if len(k) else p for k, p in zip(kept, pieces, strict=True)]
    starts = np.zeros(len(pieces), dtype=np.int64)
    np.cumsum([len(piece) for piece in pieces[:-1]], out=starts[1:])
    return np.concatenate(pieces), starts


def inverse_frequency(streams: dict[str, tuple[Tokens, Tokens]]) -> npt.NDArray[np.float64]:
    """Smooth inverse frequency of every token, (VOCABULARY,), largest 1."""
    counts = np.ones(VOCABULARY)
    for left, right in streams.values():
        for flat, _ in (left, right):
            counts += np.bincount(flat, minlength=VOCABULARY)
    share = counts / counts.sum()
    weights: npt.NDArray[np.float64] = 3e-4 / (3e-4 + share)
    return weights


def fit(streams: dict[str, tuple[Tokens, Tokens]], minutes: float, seed: int = 7) -> npt.NDArray[np.float32]:
    """Token vectors, (VOCABULARY, DIMENSIONS), after training for so many minutes."""
    import torch

    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    weights = torch.tensor(inverse_frequency(streams), dtype=torch.float32)[:, None]
    bag = torch.nn.EmbeddingBag(VOCABULARY, DIMENSIONS, mode="sum")
    with torch.no_grad():
        bag.weight.copy_(torch.randn(VOCABULARY, DIMENSIONS) * weights / DIMENSIONS**0.5)
    # The vectors of rare tokens must move as far as those of frequent ones: Adam's step does not depend on scale.
    optimizer = torch.optim.Adam(bag.parameters(), lr=LEARNING_RATE)
    names = [name for name in SHARES if name in streams]
    shares = np.array([SHARES[name] for name in names])
    shares /= shares.sum()
    begun, step, running = time.monotonic(), 0, dict.fromkeys(names, 0.0)
    while (done := (time.monotonic() - begun) / (minutes * 60)) < 1:
        for group in optimizer.param_groups:
            group["lr"] = LEARNING_RATE * min(1.0, (step + 1) / 50) * (0.02 + 0.98 * (1 - done))
        name = str(rng.choice(names, p=shares))
        left, right = streams[name]
        chosen = rng.integers(0, len(left[1]) - 1, BATCH)
        sides = []
        for tokens, dropped in ((left, DROPPED), (right, 0.0)):
            flat, starts = batch_of(tokens, chosen, dropped, rng)
            sides.append(bag(torch.from_numpy(flat), torch.from_numpy(starts)))
        a, b = (torch.nn.functional.normalize(side, dim=1) for side in sides)
        logits = a @ b.T / TEMPERATURE
        target = torch.arange(len(chosen))
        loss = (
            torch.nn.functional.cross_entropy(logits, target) + torch.nn.functional.cross_entropy(logits.T, target)
        ) / 2
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimizer.step()
        running[name] = 0.9 * running[name] + 0.1 * float(loss.detach()) if running[name] else float(loss.detach())
        step += 1
        if step % 100 == 0:
            losses = " ".join(f"{n}={v:.2f}" for n, v in running.items())
            typer.echo(f"step {step} {done:.0%} {losses}", err=True)
    found: npt.NDArray[np.float32] = bag.weight.detach().numpy()
    return found


def save(tokenizer: Any, vectors: npt.NDArray[np.float32], folder: Path) -> None:
    """A sentence-transformers model folder: static token vectors in 16-bit floats, then normalisation."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Normalize, StaticEmbedding

    module = StaticEmbedding(tokenizer, embedding_weights=vectors)
    module.to(torch.float16)
    SentenceTransformer(modules=[module, Normalize()], device="cpu").save(str(folder), create_model_card=False)


def main(
    data: Annotated[Path, typer.Argument(help="Folder with parallel/, corpora/ and gold/.")],
    out: Annotated[Path, typer.Argument(help="Folder to write the model to.")],
    minutes: Annotated[float, typer.Option(help="How long to train, after reading.")] = 30,
) -> None:
    """Train a static encoder for Dutch, English and French."""
    streams = all_streams(data)
    for name, pairs in streams.items():
        typer.echo(f"{name}: {len(pairs):,} pairs, e.g. {pairs[len(pairs) // 2]}", err=True)
    tokenizer = train_tokenizer(streams)
    typer.echo(f"tokenizer: {tokenizer.get_vocab_size():,} tokens", err=True)
    tokens = {
        name: (tokenize(tokenizer, [a for a, _ in pairs]), tokenize(tokenizer, [b for _, b in pairs]))
        for name, pairs in streams.items()
    }
    save(tokenizer, fit(tokens, minutes), out)


if __name__ == "__main__":
    typer.run(main)
