"""The entries of a word list in assistant/lexicon: the lines that are neither empty nor remarks."""

from __future__ import annotations

from pathlib import Path

LEXICON = Path(__file__).parent / "lexicon"


def lexicon_lines(name: str) -> tuple[str, ...]:
    """The entries of the list ``name`` in their order, stripped."""
    lines = (LEXICON / name).read_text(encoding="utf-8").splitlines()
    return tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))
