"""The Chinese words of tasks behind the English ones of a question: lexicon/english_tasks.txt."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.terms import LEXICON, Term


@lru_cache(maxsize=1)
def task_glossary() -> dict[str, tuple[str, ...]]:
    """English phrase in lower case -> the Chinese words that may stand for it in a task."""
    found: dict[str, tuple[str, ...]] = {}
    for line in (LEXICON / "english_tasks.txt").read_text(encoding="utf-8").splitlines():
        if ">" in line and not line.startswith("#"):
            english, chinese = line.split(">", 1)
            found[english.strip().lower()] = tuple(chinese.split())
    return found


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    phrases = sorted(task_glossary(), key=len, reverse=True)
    return re.compile(r"(?<![a-z0-9])(" + "|".join(map(re.escape, phrases)) + r")(?:s|es)?(?![a-z0-9])", re.IGNORECASE)


def translated_terms(topic: str) -> tuple[tuple[Term, ...], str]:
    """The terms of the phrases that the glossary knows, and the topic without them."""
    terms = []
    for match in _pattern().finditer(topic):
        first, *others = task_glossary()[match[1].lower()]
        terms.append(Term(word=first, synonyms=tuple(others)))
    return tuple(terms), _pattern().sub(" ", topic)
