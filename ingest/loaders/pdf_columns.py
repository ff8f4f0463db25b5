"""A page set in two columns, as gazettes are, put into reading order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from ingest.loaders.pdf_lines import baselines
from ingest.loaders.pdf_page import Char

_FEWEST_ROWS = 8
_CROSSING = 0.25  # part of a page's rows that may run over both columns (titles)
_FILLED = 0.6  # how much of its column a usual row fills


@dataclass(frozen=True, kw_only=True)
class _Columns:
    gutter: float
    left: float
    right_start: float


def reading_groups(chars: Sequence[Char]) -> list[list[Char]]:
    """The characters in groups to be read one after the other: the page itself, or band by band left then right column.

    Characters of the right column are moved onto the left one, so that both measure alike.
    """
    rows = baselines([char for char in chars if char.text.strip()])
    columns = _columns(rows)
    if columns is None:
        return [list(chars)]
    shift = columns.right_start - columns.left
    groups: list[list[Char]] = []
    left: list[Char] = []
    right: list[Char] = []
    for row in baselines(chars):
        if _crosses(row, columns.gutter):
            groups += [left, right, row]
            left, right = [], []
            continue
        left += [char for char in row if char.x < columns.gutter]
        right += [char._replace(x=char.x - shift, right=char.right - shift) for char in row if char.x >= columns.gutter]
    groups += [left, right]
    return [group for group in groups if group]


def _columns(rows: Sequence[Sequence[Char]]) -> _Columns | None:
    """The gutter of a two-column page; None where the page has one column."""
    if len(rows) < 2 * _FEWEST_ROWS:
        return None
    start = min(char.x for row in rows for char in row)
    end = max(char.x + char.em for row in rows for char in row)
    for part in (0.5, 0.49, 0.51, 0.48, 0.52, 0.47, 0.53, 0.46, 0.54, 0.45, 0.55):
        gutter = start + (end - start) * part
        if sum(_crosses(row, gutter) for row in rows) > len(rows) * _CROSSING:
            continue
        sides = [
            [
                found
                for row in rows
                if not _crosses(row, gutter) and (found := [c for c in row if (c.x < gutter) == on_left])
            ]
            for on_left in (True, False)
        ]
        if min(map(len, sides)) < _FEWEST_ROWS:
            continue
        lefts = [min(char.x for row in side for char in row) for side in sides]
        rights = [max(char.x + char.em for row in side for char in row) for side in sides]
        fills = [
            median((row[-1].x + row[-1].em - row[0].x) / (right - left) for row in side)
            for side, left, right in zip(sides, lefts, rights, strict=True)
        ]
        if min(fills) >= _FILLED:
            return _Columns(gutter=gutter, left=lefts[0], right_start=lefts[1])
    return None


def _crosses(row: Sequence[Char], gutter: float) -> bool:
    """Whether a printed character of the row stands within half a square of the gutter."""
    return any(char.text.strip() and char.x - 0.4 * char.em < gutter < char.x + 1.4 * char.em for char in row)
