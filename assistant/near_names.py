"""The known names that come nearest to one that nobody knows, for the line that says so."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher

from assistant.spelling import sounds

SHOWN = 3
_LIKE = 0.34  # of the characters or of the sounds: 湖蓝 and 湖南省 share a third


def nearest(name: str, known: Iterable[str], *, limit: int = SHOWN) -> tuple[str, ...]:
    """Up to ``limit`` of ``known``, the likest first, by characters and by sound; () where none is like it at all."""
    ranked = sorted(
        ((_likeness(name, other), place, other) for place, other in enumerate(dict.fromkeys(known))),
        key=lambda item: (-item[0], item[1]),
    )
    return tuple(other for likeness, _, other in ranked[:limit] if likeness >= _LIKE)


def _likeness(one: str, other: str) -> float:
    written = SequenceMatcher(None, one.lower(), other.lower(), autojunk=False).ratio()
    heard = SequenceMatcher(None, _reading(one), _reading(other), autojunk=False).ratio()
    return max(written, heard)


def _reading(name: str) -> tuple[str, ...]:
    """One reading for each character; of several the first in the alphabet, so that equal characters stay equal."""
    return tuple(min(readings) for readings in sounds(name))
