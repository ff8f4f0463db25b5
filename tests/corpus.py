"""The real papers beside the checkout, for tests that read them; such tests skip where the papers are absent."""

from __future__ import annotations

from pathlib import Path

import pytest

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus"
EVALUATION = CORPUS.parent / "eval"

needs_corpus = pytest.mark.skipif(not CORPUS.is_dir(), reason="the real papers (../shared/corpus) are not here")


def corpus_files() -> list[Path]:
    """The corpus' files in order of their names; empty where the corpus is absent."""
    return sorted(CORPUS.glob("*.txt"))


def corpus_file(prefix: str) -> Path:
    """The one corpus file whose name starts with ``prefix`` (000 … 004); skips the test where it is absent."""
    found = [path for path in corpus_files() if path.name.startswith(prefix)]
    if not found:
        pytest.skip(f"the real paper {prefix} (../shared/corpus) is not here")
    return found[0]
