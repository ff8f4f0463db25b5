"""Tables of contents: lists of headings or titles that stand before the text they announce."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.structure.headings import heading_of
from ingest.structure.layout import Line
from ingest.structure.titles import bare, folded_title, work_title

_CAPTION = re.compile(r"目\s*录|目\s*次|CONTENTS", re.IGNORECASE)
_PAGE = re.compile(r"(?:[.．·…\-—_]{2,}|[\s\u3000]{2,}|\t)\s*[（(]?\d{1,4}[）)]?$")
_LENGTH = 70
LEAST = 3


def _key(text: str) -> str:
    return folded_title(_PAGE.sub("", bare(text))).rstrip("0123456789.．·…")


def _is_entry(line: Line) -> bool:
    if len(line.text) > _LENGTH + 30:
        return False
    text = bare(line.text)
    if len(text) > _LENGTH or line.kind == "row" or text.endswith(("。", "；", "：", "！")):
        return False
    if _PAGE.search(line.text) or work_title(text):
        return True
    heading = heading_of(text)
    return heading is not None and heading.own_line


def _run(lines: Sequence[Line], first: int, last: dict[str, int], *, captioned: bool) -> tuple[int, int, int]:
    """Where the run of entries from ``first`` ends, how many of them give a page, and how many stand again below."""
    stop, paged = first, 0
    keys: set[str] = set()
    while stop < len(lines):
        line = lines[stop]
        if len(line.text) > _LENGTH + 30:
            break
        key = _key(line.text)
        short = len(line.text) <= _LENGTH and not line.text.endswith(("。", "；", "："))
        if key in keys or not (_is_entry(line) or (captioned and short and last.get(key, 0) > stop)):
            break
        keys.add(key)
        paged += bool(_PAGE.search(line.text))
        stop += 1
    return stop, paged, sum(1 for key in keys if last.get(key, 0) >= stop)


def contents_lines(lines: Sequence[Line]) -> frozenset[int]:
    """The starts of the lines that make up tables of contents, their caption 目录 included."""
    last = {_key(line.text): index for index, line in enumerate(lines) if len(line.text) <= _LENGTH + 30}
    found: set[int] = set()
    index = 0
    while index < len(lines):
        captioned = len(lines[index].text) <= 20 and bool(_CAPTION.fullmatch(bare(lines[index].text)))
        first = index + captioned
        stop, paged, again = _run(lines, first, last, captioned=captioned)
        listed = stop - first
        if (captioned and max(paged, again) * 2 >= listed > 0) or (
            listed >= LEAST and (paged >= LEAST or again * 3 >= listed * 2)
        ):
            found.update(line.start for line in lines[index:stop])
        elif captioned:
            found.add(lines[index].start)
        index = max(stop, index + 1)
    return frozenset(found)
