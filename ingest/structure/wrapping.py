"""Hard-wrapped plain text: line ends that stand inside sentences because every line was cut at one width."""

from __future__ import annotations

import re
from functools import lru_cache

LEAST_LINES, NARROW, WIDE, SLACK = 12, 15, 80, 4
_ENDED = "。！？；：…!?;:”’）)》】"
_BEGINS = re.compile(
    r"[\u3000\t ]{2,}|\u3000|[—─－-]{1,2}|[•●◆■▪○#*|>]|[〇零一二三四五六七八九十百]{1,4}(?:、|是)|[（(][〇零一二三四五六七八九十百\d]{1,3}[）)]|"
    r"第[〇零一二三四五六七八九十百\d]{1,3}[章节条部编篇]|\d{1,3}[．.、](?!\d)|[①-⑳]|各位(?:代表|委员)"
)


@lru_cache(maxsize=64)
def wrap_width(text: str) -> int:
    """The width at which the text's lines were cut, in characters; 0 where they were not."""
    lines = [line.rstrip() for line in text.split("\n") if line.strip()]
    if len(lines) < LEAST_LINES:
        return 0
    lengths = sorted(len(line) for line in lines)
    width = lengths[int(len(lengths) * 0.9)]
    if not NARROW <= width <= WIDE:
        return 0
    full = [line for line in lines if width - SLACK <= len(line) <= width + SLACK]
    inside = sum(1 for line in full if line[-1] not in _ENDED)
    return width if len(full) * 2 >= len(lines) and inside * 2 >= len(full) else 0


def is_soft_break(text: str, position: int) -> bool:
    """Whether the line end at ``position`` stands inside a paragraph of hard-wrapped text."""
    width = wrap_width(text)
    if not width or text[position : position + 2] == "\n\n":
        return False
    line = text[text.rfind("\n", 0, position) + 1 : position].rstrip()
    if len(line) < width - SLACK:
        return False
    return position + 1 < len(text) and not text[position + 1].isspace() and not _BEGINS.match(text, position + 1)
