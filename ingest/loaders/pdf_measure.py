"""How the body of a paged text is set: size of its squares, distance of its lines, edges of its column, indents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median_high

from ingest.loaders.pdf_lines import Line

_ENOUGH = 8  # lines from which a page's own edges can be told
_SHARE = 0.12  # of the lines must start at the left edge
_FEWEST_INDENTS = 3
_FULL_SHARE = 0.25  # of a page's lines must end at its right edge, for the page to show it

Edges = tuple[float, float]


@dataclass(frozen=True, kw_only=True)
class Measure:
    """Everything in points. ``edges`` are left and right edge by page, as odd and even pages may differ.

    ``indents`` says that paragraphs start with an indented line.
    """

    em: float
    pitch: float
    edges: Mapping[int, Edges]
    indents: bool

    def width(self, line: Line) -> float:
        """The width of the column that the line stands in."""
        left, right = self.edges[line.page]
        return right - left

    def shift(self, line: Line) -> float:
        """How far right of its page's left edge the line starts."""
        return line.x0 - self.edges[line.page][0]

    def is_centred(self, line: Line) -> bool:
        return abs(2 * self.shift(line) + line.width - self.width(line)) < line.em


def measured(lines: Sequence[Line]) -> Measure:
    """The measure of the text that the lines make; most of them are taken to be its body."""
    if not lines:
        return Measure(em=12, pitch=18, edges={}, indents=False)
    ems: Counter[float] = Counter()
    for line in lines:
        ems[round(line.em * 2) / 2] += len(line.text)
    em = ems.most_common(1)[0][0]
    body = [line for line in lines if abs(line.em - em) < em * 0.15] or list(lines)
    edges = _edges_by_page(body, lines, em)
    neighbours = [(first, second) for first, second in pairwise(body) if first.page == second.page]
    gaps = Counter(round(a.y - b.y) for a, b in neighbours if 0.9 * em < a.y - b.y < 4 * em)
    starts = [
        first.x0 - edges[first.page][0]
        for first, second in neighbours
        if abs(second.x0 - edges[second.page][0]) < em / 2
    ]
    return Measure(
        em=em,
        pitch=float(gaps.most_common(1)[0][0]) if gaps else 1.75 * em,
        edges=edges,
        indents=sum(1.5 * em < start < 2.6 * em for start in starts) >= _FEWEST_INDENTS,
    )


def _edges_by_page(body: Sequence[Line], lines: Sequence[Line], em: float) -> dict[int, Edges]:
    """The edges of every page: its own where it shows them, else those of the page that its lines fit best."""
    pages: dict[int, list[Line]] = {line.page: [] for line in lines}
    for line in body:
        pages[line.page].append(line)
    own = {page: _edges(found) for page, found in pages.items() if len(found) >= _ENOUGH}
    width = median_high([right - left for left, right in own.values() or [_edges(body)]])
    shown = {page: edges for page, edges in own.items() if _shows(pages[page], edges, width, em)}
    known = sorted(set(shown.values())) or [_edges(body)]
    return {
        page: shown.get(page) or max(known, key=lambda edges: sum(_starts_at(line, edges[0], em) for line in found))
        for page, found in pages.items()
    }


def _shows(lines: Sequence[Line], edges: Edges, width: float, em: float) -> bool:
    """Whether the page's lines leave no doubt of its edges: as wide as on other pages, or many lines end alike."""
    left, right = edges
    full = sum(abs(line.x1 - right) < em for line in lines)
    return abs(right - left - width) < 1.5 * em or full >= max(3, _FULL_SHARE * len(lines))


def _starts_at(line: Line, left: float, em: float) -> bool:
    """Whether the line starts at this edge or two squares from it."""
    return min(abs(line.x0 - left), abs(line.x0 - left - 2 * em)) < 0.5 * em


def _edges(lines: Sequence[Line]) -> Edges:
    """Left and right edge of the lines: the leftmost start that many of them share, the end that nearly all full ones keep."""
    starts = Counter(round(line.x0 / 2) * 2 for line in lines)
    enough = min(_SHARE * len(lines), max(starts.values()))
    left = float(min(x for x, count in starts.items() if count >= enough))
    wide = sorted(line.width for line in lines)[int(len(lines) * 0.85)]
    ends = sorted(line.x1 for line in lines if line.width >= wide * 0.7)
    return left, ends[int(len(ends) * 0.9)] if len(ends) > 4 else ends[-1]
