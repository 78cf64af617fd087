"""The packages build on one another in one direction, and what is heavy is imported only where it is used."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
UPWARD = {"index": {"assistant", "eval", "app"}, "assistant": {"eval", "app"}}
"""What a package must not import: whatever is built upon it."""

HEAVY = {"torch", "sentence_transformers", "gradio", "psycopg", "alembic", "pymilvus"}
"""Seconds to import, or not always installed: only inside functions."""


def modules_of(package: str) -> list[Path]:
    return sorted(path for path in (ROOT / package).rglob("*.py") if not {"static", "migrations"} & set(path.parts))


def imported(node: ast.AST) -> set[str]:
    """The top-level packages that a statement imports; relative imports stay inside their own."""
    if isinstance(node, ast.Import):
        return {alias.name.split(".")[0] for alias in node.names}
    if isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
        return {node.module.split(".")[0]}
    return set()


def everywhere(tree: ast.Module) -> set[str]:
    return set().union(*map(imported, ast.walk(tree)))


def when_loaded(node: ast.AST) -> Iterator[ast.AST]:
    """The statements that run when the module is imported: none inside functions or under TYPE_CHECKING."""
    for child in ast.iter_child_nodes(node):
        is_type_checking = isinstance(child, ast.If) and ast.unparse(child.test).endswith("TYPE_CHECKING")
        if not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) and not is_type_checking:
            yield child
            yield from when_loaded(child)


def at_the_top(tree: ast.Module) -> set[str]:
    return set().union(*map(imported, when_loaded(tree)))


@pytest.mark.parametrize("package", UPWARD)
def test_no_package_imports_what_is_built_upon_it(package: str) -> None:
    modules = modules_of(package)
    assert len(modules) > 5
    found = {str(path.relative_to(ROOT)): everywhere(ast.parse(path.read_bytes())) for path in modules}
    assert {path: names & UPWARD[package] for path, names in found.items() if names & UPWARD[package]} == {}


@pytest.mark.parametrize("package", ["index", "assistant"])
def test_nothing_heavy_is_imported_at_the_top_of_a_module(package: str) -> None:
    found = {str(path.relative_to(ROOT)): at_the_top(ast.parse(path.read_bytes())) for path in modules_of(package)}
    assert {path: names & HEAVY for path, names in found.items() if names & HEAVY} == {}


def test_the_product_imports_nothing_of_its_tests() -> None:
    paths = [*(path for package in ("index", "assistant", "eval") for path in modules_of(package)), *ROOT.glob("*.py")]
    assert [path for path in paths if everywhere(ast.parse(path.read_bytes())) & {"tests", "pytest"}] == []


@pytest.mark.parametrize(
    ("source", "top", "anywhere"),
    [
        ("import torch.nn as nn", {"torch"}, {"torch"}),
        ("def f():\n    from torch import nn", set(), {"torch"}),
        ("class A:\n    import torch", {"torch"}, {"torch"}),
        ("try:\n    import torch\nexcept OSError:\n    import gradio", {"torch", "gradio"}, {"torch", "gradio"}),
        ("if TYPE_CHECKING:\n    import torch", set(), {"torch"}),
        ("from . import torch", set(), set()),
        ("from assistant.answer import Answer", {"assistant"}, {"assistant"}),
    ],
)
def test_imports_are_read_as_python_would_run_them(source: str, top: set[str], anywhere: set[str]) -> None:
    tree = ast.parse(source)
    assert (at_the_top(tree), everywhere(tree)) == (top, anywhere)
