"""Words and character grams of a text: the one tokeniser of index and query.

jieba's search mode cuts words and the shorter words inside them; character bigrams find what the dictionary cuts
otherwise. Text is folded first (NFKC, lower case), so that full-width and half-width signs are the same.
"""

from __future__ import annotations

import logging
import re
import threading
import unicodedata
import warnings
from functools import lru_cache
from pathlib import Path
from typing import Any

LEXICON = Path(__file__).parent / "lexicon" / "domain_words.txt"
HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_RUNS = re.compile(rf"[{HAN}]+|[a-z0-9][a-z0-9.%+\-]*", re.IGNORECASE)
_HAN_RUN = re.compile(rf"[{HAN}]+")
_WORD = re.compile(rf"[{HAN}a-z0-9]", re.IGNORECASE)
_lock = threading.Lock()


@lru_cache(maxsize=1)
def _jieba() -> Any:
    """The jieba tokeniser with the domain's words added; built on first use, as its dictionary takes half a second."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # jieba 0.42 imports pkg_resources and has invalid escapes
        import jieba

    jieba.setLogLevel(logging.ERROR)
    tokenizer = jieba.Tokenizer()
    with _lock:
        tokenizer.initialize()
        for line in LEXICON.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                tokenizer.add_word(line.strip())
    return tokenizer


def fold(text: str) -> str:
    """The text with compatibility forms unified (NFKC) and in lower case; its length may differ."""
    return unicodedata.normalize("NFKC", text).lower()


def words(text: str) -> list[str]:
    """The words of ``text`` in search mode, folded, signs left out; repeated words stay repeated."""
    return [word for word in _jieba().cut_for_search(fold(text)) if word.isalnum() or _WORD.search(word)]


def plain_words(text: str) -> list[str]:
    """The words of ``text`` without overlaps, folded, signs left out."""
    return [word for word in _jieba().cut(fold(text)) if word.isalnum() or _WORD.search(word)]


def grams(text: str) -> list[str]:
    """Characters and character bigrams of the Chinese runs, and the Latin and numeric runs whole, folded."""
    result: list[str] = []
    for run in _RUNS.findall(fold(text)):
        if _HAN_RUN.match(run):
            result.extend(run)
            result.extend(run[i : i + 2] for i in range(len(run) - 1))
        else:
            result.append(run)
    return result


def word_frequency(text: str) -> int:
    """How often the general dictionary's corpus holds ``text`` as a word; 0 for what it does not know."""
    return int(_jieba().FREQ.get(text, 0))


def is_word(text: str) -> bool:
    """Whether the dictionary holds ``text`` as a word of some frequency (not only as the start of longer words)."""
    return int(_jieba().FREQ.get(text, 0)) >= 20


def warm_up() -> None:
    """Load the dictionary now, so that the first question need not wait for it."""
    words("政府工作报告")
