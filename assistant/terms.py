"""What a question is about, as weighted search terms: the words of asking are dropped, other words for the same added.

The user's own words count most; words of the same meaning (lexicon/thesaurus.txt) and, for an English question,
the Chinese words behind the English ones (lexicon/english.txt) are added below them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ingest import tokens

LEXICON = Path(__file__).parent / "lexicon"
SYNONYM_WEIGHT = 0.5


@dataclass(frozen=True, kw_only=True)
class Term:
    """One word of the question with the words that may stand for it; ``weight`` 1 for a word that carries meaning."""

    word: str
    synonyms: tuple[str, ...] = ()
    weight: float = 1.0


def _lines(name: str) -> list[str]:
    lines = (LEXICON / name).read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


@lru_cache(maxsize=1)
def thesaurus() -> dict[str, tuple[str, ...]]:
    """Word -> words that may stand for it, all folded."""
    found: dict[str, list[str]] = {}
    for line in _lines("thesaurus.txt"):
        if ">" in line:
            word, others = line.split(">", 1)
            found.setdefault(tokens.fold(word.strip()), []).extend(tokens.fold(other) for other in others.split())
        else:
            group = [tokens.fold(word.strip()) for word in line.split("=")]
            for word in group:
                found.setdefault(word, []).extend(other for other in group if other != word)
    return {word: tuple(dict.fromkeys(others)) for word, others in found.items()}


@lru_cache(maxsize=1)
def english_glossary() -> dict[str, tuple[str, ...]]:
    """English word or phrase in lower case -> the Chinese words that find it."""
    found: dict[str, tuple[str, ...]] = {}
    for line in _lines("english.txt"):
        english, chinese = line.split(">", 1)
        found[english.strip().lower()] = tuple(chinese.split())
    return found


@lru_cache(maxsize=1)
def _asking_pattern() -> re.Pattern[str]:
    words = sorted((word for word in _lines("asking_words.txt") if len(word) > 1), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words)))


@lru_cache(maxsize=1)
def _asking_words() -> frozenset[str]:
    return frozenset(_lines("asking_words.txt"))


@lru_cache(maxsize=1)
def _thesaurus_pattern() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(thesaurus(), key=len, reverse=True))))


@lru_cache(maxsize=1)
def _english_pattern() -> re.Pattern[str]:
    phrases = sorted(english_glossary(), key=len, reverse=True)
    return re.compile(r"(?<![a-z0-9])(?:" + "|".join(map(re.escape, phrases)) + r")(?![a-z0-9])")


def without_asking(text: str) -> str:
    """The text with the words of asking blanked out, so that only the matter is left."""
    return _asking_pattern().sub(" ", tokens.fold(text))


def question_terms(text: str, *, drop: Iterable[str] = ()) -> tuple[Term, ...]:
    """The terms of a question in its order, each word once; ``drop`` are phrases that count as scope, not matter.

    Known phrases of the thesaurus stay whole; the rest is cut into plain words. Latin text goes through the
    English glossary; an English word that it does not hold stays as it is (names, abbreviations).
    """
    rest = tokens.fold(text)
    for phrase in sorted({tokens.fold(phrase) for phrase in drop if phrase}, key=len, reverse=True):
        rest = rest.replace(phrase, " ")
    found: dict[str, Term] = {}
    for chunk in _chunks(without_asking(rest)):
        if chunk in found or chunk in _asking_words() or chunk in _STOP_ENGLISH:
            continue
        found[chunk] = _term(chunk)
    return tuple(found.values())


_STOP_ENGLISH = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "in",
        "on",
        "at",
        "for",
        "to",
        "by",
        "with",
        "and",
        "or",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "do",
        "does",
        "did",
        "how",
        "what",
        "which",
        "who",
        "whom",
        "when",
        "where",
        "why",
        "will",
        "would",
        "shall",
        "should",
        "can",
        "could",
        "many",
        "much",
        "long",
        "it",
        "its",
        "their",
        "his",
        "her",
        "this",
        "that",
        "these",
        "those",
        "there",
        "has",
        "have",
        "had",
        "than",
        "then",
        "from",
        "as",
        "into",
        "over",
        "about",
        "between",
        "per",
        "not",
        "no",
        "any",
        "all",
        "each",
        "year",
        "please",
        "tell",
        "me",
        "give",
        "list",
        "according",
        "report",
        "reports",
        "government",
        "work",
        "say",
        "says",
        "said",
        "set",
        "plan",
        "plans",
        "planned",
        "name",
        "named",
        "did",
        "much's",
    ]
)


def _chunks(text: str) -> list[str]:
    pieces: list[str] = []
    for match in re.finditer(rf"[{tokens.HAN}]+|[a-z0-9][a-z0-9.%+\-&' ]*", text):
        piece = match.group().strip()
        if re.match(rf"[{tokens.HAN}]", piece):
            pieces.extend(_han_chunks(piece))
        else:
            pieces.extend(_english_chunks(piece))
    return pieces


def _han_chunks(text: str) -> list[str]:
    pieces: list[str] = []
    position = 0
    for match in _thesaurus_pattern().finditer(text):
        if len(match.group()) < 2:
            continue
        pieces.extend(tokens.plain_words(text[position : match.start()]))
        pieces.append(match.group())
        position = match.end()
    pieces.extend(tokens.plain_words(text[position:]))
    return pieces


def _english_chunks(text: str) -> list[str]:
    pieces: list[str] = []
    position = 0
    for match in _english_pattern().finditer(text):
        pieces.extend(text[position : match.start()].split())
        pieces.append(match.group())
        position = match.end()
    pieces.extend(text[position:].split())
    return [piece.strip(".'-") for piece in pieces if piece.strip(".'-")]


_COUNTED = re.compile(r"^([一二两三四五六七八九十]{1,3})([个家项座条件大所类种位名对处批])$")
_DIGITS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}


def _term(word: str) -> Term:
    synonyms = thesaurus().get(word, ()) + english_glossary().get(word, ())
    counted = _COUNTED.match(word)
    if counted and counted[1] in _DIGITS:
        synonyms += (f"{_DIGITS[counted[1]]}{counted[2]}",)  # 四个 is printed as 4个 as often
    return Term(word=word, synonyms=tuple(dict.fromkeys(synonyms)), weight=term_weight(word))


def term_weight(word: str) -> float:
    """How much a word says by its form alone: single characters, counts and bare numbers little; a Chinese stretch
    that no dictionary holds half, as it is often a slip of the cutter."""
    if len(word) == 1 or _COUNTED.match(word):
        return 0.3
    if re.fullmatch(r"[\d.+\-]+", word):
        return 0.4
    if re.match(rf"[{tokens.HAN}]", word) and not tokens.is_word(word) and word not in thesaurus() and len(word) <= 3:
        return 0.5
    return 1.0


def expanded(terms: Sequence[Term]) -> str:
    """All words of the terms as one text, for a search that takes text (vectors)."""
    return " ".join([term.word for term in terms] + [synonym for term in terms for synonym in term.synonyms])
