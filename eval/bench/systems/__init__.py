"""The systems compared, one file each, imported only when one is used: importing a framework takes seconds."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from eval.bench.base import System
from index.errors import WoordelijkError

WOORDELIJK = "Woordelijk"


class BenchError(WoordelijkError):
    """The benchmark cannot be run: one line says why and how to mend it."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """Where a system's class is, what it must import, and in which package that comes."""

    module: str
    name: str
    needs: str
    package: str


SYSTEMS = {
    WOORDELIJK: _Entry("woordelijk", "Woordelijk", "index", "woordelijk"),
    "LangChain + FAISS": _Entry("langchain_faiss", "LangChainFaiss", "langchain_community", "langchain-community"),
    "LlamaIndex": _Entry("llama_index_vectors", "LlamaIndexVectors", "llama_index", "llama-index-core"),
    "Haystack BM25": _Entry("haystack_memory", "HaystackBm25", "haystack", "haystack-ai"),
    "Haystack embedding": _Entry(
        "haystack_memory", "HaystackEmbedding", "haystack_integrations", "sentence-transformers-haystack"
    ),
    "txtai hybrid": _Entry("txtai_hybrid", "TxtaiHybrid", "txtai", "txtai"),
}
"""Every system by its name in the tables."""


def missing() -> list[str]:
    """The packages that have to be installed before everything can be compared."""
    return sorted({entry.package for entry in SYSTEMS.values() if find_spec(entry.needs) is None})


def versions() -> dict[str, str]:
    """The version of each package compared, and of those that do the work in several of them."""
    packages = [*(entry.package for entry in SYSTEMS.values()), "faiss-cpu", "sentence-transformers", "torch"]
    return {package: version(package) for package in packages}


def require_all() -> None:
    """Check that all frameworks are there.

    Raises:
        BenchError: says which are not, and how they are installed.
    """
    if absent := missing():
        raise BenchError(
            f"not installed: {', '.join(absent)}. They have an extra of their own: pip install -e '.[bench]'"
        )


def make(name: str, encoder: Path) -> System:
    """The system of that name, with the encoder in that folder."""
    entry = SYSTEMS[name]
    made: System = getattr(import_module(f"{__name__}.{entry.module}"), entry.name)(encoder)
    return made
