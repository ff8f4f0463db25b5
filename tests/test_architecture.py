"""The direction of the arrows between modules, read from the imports themselves."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
# Library -> the only modules (path prefixes) that may import it.
RIMS = {
    "chromadb": ("ingest/library/vectors.py",),
    "langchain_openai": ("assistant/providers.py", "ingest/embeddings.py"),
    "openai": ("assistant/providers.py", "ingest/embeddings.py"),
    "streamlit": ("app.py", "assistant/pages/"),
    "jieba": ("ingest/tokens.py",),
    "tantivy": ("ingest/library/words.py",),
    "sqlalchemy": ("ingest/library/", "assistant/history.py"),
}


def modules() -> list[Path]:
    return [ROOT / "app.py", *sorted((ROOT / "ingest").rglob("*.py")), *sorted((ROOT / "assistant").rglob("*.py"))]


def imports(path: Path) -> Iterator[str]:
    """Every imported module's full name, also those imported inside functions."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{path.name}: imports stand in full, none is relative"
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_arrows_point_one_way(path: Path) -> None:
    name = path.relative_to(ROOT).as_posix()
    for imported in imports(path):
        top = imported.split(".")[0]
        assert top != "tests", f"{name} imports {imported}: the product never needs its tests"
        if name.startswith("ingest/"):
            assert top != "assistant", f"{name} imports {imported}: ingest never imports assistant"
        if name not in ("app.py",) and not name.startswith("assistant/pages/"):
            assert not imported.startswith("assistant.pages"), (
                f"{name} imports {imported}: only the rim knows the pages"
            )
        if top in RIMS:
            assert name.startswith(RIMS[top]), f"{name} imports {imported}: only {', '.join(RIMS[top])} may"
        if name in ("ingest/records.py", "assistant/records.py"):
            assert (
                top not in ("ingest", "assistant") or imported.endswith(("records", "Scope")) or ".records" in imported
            )


def test_no_module_bears_a_name_that_says_nothing() -> None:
    empty = {"utils", "helpers", "common", "base", "manager", "misc"}
    assert not [path for path in modules() if path.stem in empty]


def test_modules_stay_readable_in_one_sitting() -> None:
    lengths = {
        path.relative_to(ROOT).as_posix(): len(path.read_text(encoding="utf-8").splitlines()) for path in modules()
    }
    assert not {name: lines for name, lines in lengths.items() if lines > 420}
