"""Training pairs: two texts that should lie close together, in streams of one kind each.

A batch is drawn from one stream, so that the other pairs of a batch are negatives of the same kind. Documents of the
pools of the gold sets never become training text. Knows nothing of vectors.
"""

from __future__ import annotations

import gzip
import json
import lzma
import random
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TextIO

from index.encoders.training.translate import WordTranslator

Pair = tuple[str, str]

DICTIONARIES = ("dict_wiktionary", "dict_freedict", "dict_odwn_confirmed")
BUSINESS_SOFTWARE = ("docs_ms_d365ops", "docs_ms_bc", "docs_ms_nav", "docs_digikam", "eu_eforms")
WINDOW = 110  # words: the length of the passages that the encoder will meet
SENTENCE_END = re.compile(r"(?<=[.?!])\s+(?=[A-ZÀ-Þ\"“‘'(])")


def open_text(path: Path) -> TextIO:
    """A text file, xz and gzip decompressed by its name."""
    if path.suffix == ".xz":
        return lzma.open(path, "rt", encoding="utf-8")
    if path.suffix == ".gz":
        return gzip.open(path, "rt", encoding="utf-8")
    return path.open(encoding="utf-8")


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The JSON documents of a file of one a line."""
    with open_text(path) as lines:
        for line in lines:
            yield json.loads(line)


def gold_documents(gold: Path) -> set[str]:
    """Ids of all documents of the gold sets' pools."""
    return {row["doc_id"] for corpus in sorted(gold.glob("*/corpus.jsonl*")) for row in rows(corpus)}


def english_dutch(parallel: Path) -> dict[str, list[Pair]]:
    """Streams of English-Dutch pairs: dictionary entries, business software thinned to a third, everything else."""
    streams: dict[str, list[Pair]] = defaultdict(list)
    with open_text(parallel / "en-nl.train.tsv.xz") as lines:
        for number, line in enumerate(lines):
            english, dutch, source = line.rstrip("\n").split("\t")
            if source in DICTIONARIES:
                streams["dictionary"].append((english, dutch))
            elif source not in BUSINESS_SOFTWARE:
                streams["translation"].append((english, dutch))
            elif number % 3 == 0:
                streams["software"].append((english, dutch))
    return streams


def french_dictionary(parallel: Path) -> list[Pair]:
    """Dictionary entries with French, of English and of Dutch."""
    with open_text(parallel / "dict.fr.tsv.xz") as lines:
        entries = [line.split("\t") for line in lines]
    return [(entry[0], entry[1]) for entry in entries]


def dutch_french(parallel: Path) -> list[Pair]:
    """Stretches and, where the translation kept them, sentences of the Chamber's bilingual written questions."""
    stretches: list[Pair] = []
    for row in rows(parallel / "nl-fr.dekamer-questions-2020.jsonl.gz"):
        dutch, french_text = unglue(row["text_nl"] or ""), unglue(row["text_fr"] or "")
        stretches.append((first_words(dutch, WINDOW), first_words(french_text, WINDOW)))
        ours, theirs = SENTENCE_END.split(dutch), SENTENCE_END.split(french_text)
        if len(ours) == len(theirs):  # the translation kept the sentences: they are pairs in order
            stretches += [(a, b) for a, b in zip(ours, theirs, strict=True) if len(a.split()) > 4]
    return stretches


def unglue(text: str) -> str:
    """Text whose line breaks were lost, with a space between its sentences again."""
    return re.sub(r"(?<=[a-zà-ÿ)][.?!:;])(?=[A-ZÀ-Þ-])", " ", text)


def first_words(text: str, count: int) -> str:
    """The first `count` words of a text."""
    return " ".join(text.split()[:count])


def window(text: str, rng: random.Random) -> str:
    """At most `WINDOW` consecutive words, from a random start."""
    words = text.split()
    start = rng.randrange(max(1, len(words) - WINDOW + 1))
    return " ".join(words[start : start + WINDOW])


def debates(turns: Iterable[dict[str, Any]], rng: random.Random) -> dict[str, list[Pair]]:
    """From turns in order: a turn and its reply, a sentence and its surroundings, a title and what was said on it."""
    streams: dict[str, list[Pair]] = defaultdict(list)
    before: dict[str, Any] = {}
    titled: set[str] = set()
    for turn in turns:
        text = turn["text"]
        words = len(text.split())
        if before.get("doc_id") == turn["doc_id"] and words > 25 and len(before["text"].split()) > 25:
            streams["reply"].append((window(before["text"], rng), window(text, rng)))
        sentences = SENTENCE_END.split(text)
        for _ in range(1 + words // 250 if len(sentences) >= 4 else 0):
            chosen = rng.randrange(len(sentences))
            near = sentences[max(0, chosen - 3) : chosen] + sentences[chosen + 1 : chosen + 5]
            if 6 <= len(sentences[chosen].split()) <= 45:
                streams["context"].append((sentences[chosen], first_words(" ".join(near), WINDOW)))
        title = turn.get("title", "")
        if words > 60 and len(title.split()) > 4 and "vergadering" not in title and title not in titled:
            titled.add(title)
            streams["title"].append((title, window(text, rng)))
        before = turn
    return streams


def written_questions(path: Path, rng: random.Random) -> list[Pair]:
    """Written questions of the Chamber with their answers."""
    return [
        (window(row["question"], rng), window(row["answer"], rng))
        for row in rows(path)
        if row["question"] and row["answer"]
    ]


def all_streams(folder: Path, seed: int = 7) -> dict[str, list[Pair]]:
    """Every stream of training pairs, from the data folder's `parallel`, `corpora` and (to leave out) `gold`."""
    rng = random.Random(seed)
    left_out = gold_documents(folder / "gold")
    streams = english_dutch(folder / "parallel")
    streams["dictionary"] += french_dictionary(folder / "parallel")
    streams["translation-fr"] = dutch_french(folder / "parallel")
    translator = WordTranslator(streams["dictionary"])
    for record in ("tweede-kamer/2013-2026", "tweede-kamer/1998-2013", "dekamer/leg55-2019-2024"):
        turns = (
            row
            for row in rows(folder / "corpora" / f"{record}.turns.jsonl.xz")
            if row["doc_id"] not in left_out and len(row["text"].split()) > 8
        )
        for name, pairs in debates(turns, rng).items():
            if len(pairs) > 260_000:
                pairs = rng.sample(pairs, 260_000)
            streams[name] = streams.get(name, []) + pairs
    streams["answer"] = written_questions(folder / "corpora/dekamer/questions/dekamer.jsonl.gz", rng)
    # No parliament's English could be had, so the record's own sentences are turned into English (and the other
    # language of Belgium) word by word: the encoder has no word order, so a bag of translations teaches it the words.
    streams["switched"] = [(translator.switch(a, rng), b) for a, b in streams["context"] + streams["title"]]
    return dict(streams)
