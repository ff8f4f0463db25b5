"""The texts of the pages in Chinese and English, read from `texts.csv` (key, zh, en)."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")
FILE = Path(__file__).with_name("texts.csv")


@dataclass(frozen=True, kw_only=True)
class Text:
    """One text of the pages; ``{name}`` marks a value to fill in."""

    key: str
    zh: str
    en: str


@lru_cache(maxsize=1)
def texts() -> tuple[Text, ...]:
    """Every text of the pages."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return tuple(Text(key=row["key"], zh=row["zh"], en=row["en"]) for row in csv.DictReader(file))


@lru_cache(maxsize=1)
def _by_key() -> dict[str, Text]:
    return {text.key: text for text in texts()}


def text(key: str, language: Language, **values: object) -> str:
    """The text named ``key`` with ``values`` filled in; KeyError for a key that the table lacks."""
    entry = _by_key()[key]
    return (entry.en if language == "en" else entry.zh).format(**values)
