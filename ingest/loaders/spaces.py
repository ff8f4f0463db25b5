"""The white space that a reader sees: runs to one space, none where letters were only spread or lines only wrapped."""

from __future__ import annotations

import re
from functools import lru_cache

WIDE = "\u2e80-\u2fdf\u3001-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60\U00020000-\U0003ffff“”‘’—…"
_INVISIBLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufff9-\ufffb]")
_RUN = re.compile(r"[\s\u3000]+")
_WIDE = re.compile(f"[{WIDE}]")
_SPREAD = re.compile(rf"(?<![{WIDE}])[{WIDE}](?:[ \u3000][{WIDE}]){{3,}}(?![{WIDE}])")


@lru_cache(maxsize=20_000)
def is_wide(character: str) -> bool:
    """Whether the character fills a whole Chinese square (ideographs and their punctuation)."""
    return bool(character) and _WIDE.match(character) is not None


def tidy(text: str) -> str:
    """``text`` in one line with the spaces that a reader sees; every other visible character stays as it is.

    A line end between two Chinese characters is a wrap of the mark-up and goes; a run of spaces becomes one (an
    ideographic one stays ideographic); four or more characters with a space between each are spread letters.
    """
    text = _INVISIBLE.sub("", text).strip()

    def one(match: re.Match[str]) -> str:
        run = match.group()
        if "\n" in run and is_wide(text[match.start() - 1]) and is_wide(text[match.end()]):
            return ""
        return "\u3000" if "\u3000" in run else " "

    return _SPREAD.sub(lambda match: re.sub(r"[ \u3000]", "", match.group()), _RUN.sub(one, text))


def join_lines(first: str, second: str) -> str:
    """Two printed lines of one paragraph as one: no space where either border is a Chinese character."""
    if not first or not second or is_wide(first[-1]) or is_wide(second[0]):
        return first + second
    return first + second if first[-1] in "-/" else f"{first} {second}"
