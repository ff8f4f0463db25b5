"""The ruled tables of a PDF page: the grids that drawn rules make, their merged cells, the characters in each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.loaders.pdf_page import Char, PageContent, Rule

_SNAP = 3.0  # points within which rules meet or lie on one line
_JOIN = 4.0  # a gap in a rule up to this is drawn through (dashes, cell by cell borders)
_SHORTEST = 8.0
_MOST_CROSSINGS = 200_000
_MOST_CELLS = 20_000
_COVERED = 0.6  # part of a cell's side that must be ruled to separate it from its neighbour


Place = tuple[int, int]  # row and column of a grid, from 0


@dataclass(frozen=True, kw_only=True)
class RuledTable:
    """A grid of rules on one page: its column and row borders, its rules, and the characters inside."""

    page: int
    xs: tuple[float, ...]
    ys: tuple[float, ...]  # from the top down
    horizontal: tuple[Rule, ...]
    vertical: tuple[Rule, ...]
    chars: tuple[Char, ...]

    @property
    def top(self) -> float:
        return self.ys[0]


def ruled_tables(content: PageContent) -> tuple[list[RuledTable], list[Char]]:
    """The page's ruled tables from the top down, and the characters that stand in none of them."""
    tables: list[RuledTable] = []
    rest = list(content.chars)
    across, down = _merged(content.horizontal), _merged(content.vertical)
    if len(across) * len(down) > _MOST_CROSSINGS:  # a drawing or a map, not a table
        return [], rest
    for horizontal, vertical in _grids(across, down):
        xs = _borders([rule.at for rule in vertical] + [end for rule in horizontal for end in (rule.low, rule.high)])
        ys = _borders([rule.at for rule in horizontal] + [end for rule in vertical for end in (rule.low, rule.high)])
        inside = [char for char in rest if xs[0] < middle(char)[0] < xs[-1] and ys[0] < middle(char)[1] < ys[-1]]
        table = RuledTable(
            page=content.number,
            xs=tuple(xs),
            ys=tuple(reversed(ys)),
            horizontal=tuple(horizontal),
            vertical=tuple(vertical),
            chars=tuple(inside),
        )
        if (
            len(xs) * len(ys) <= _MOST_CELLS and len(chars_by_cell(table, table.xs)) >= 2
        ):  # one filled cell is a frame around text, not a table
            tables.append(table)
            taken = set(inside)
            rest = [char for char in rest if char not in taken]
    return sorted(tables, key=lambda table: -table.top), rest


def chars_by_cell(table: RuledTable, columns: Sequence[float]) -> dict[Place, list[Char]]:
    """The characters of each (merged) cell by its top left place in the grid with these column borders.

    A cell with blanks alone is not among them.
    """
    places = merged_places(table, columns)
    found: dict[Place, list[Char]] = {}
    for char in table.chars:
        x, y = middle(char)
        row = next((at for at in range(len(table.ys) - 1) if table.ys[at + 1] <= y <= table.ys[at]), None)
        column = next((at for at in range(len(columns) - 1) if columns[at] <= x <= columns[at + 1]), None)
        if row is not None and column is not None:
            found.setdefault(places[row, column], []).append(char)
    return {place: chars for place, chars in found.items() if any(char.text.strip() for char in chars)}


def same_columns(first: RuledTable, second: RuledTable) -> tuple[float, ...]:
    """The common column borders where one table can go on in the other, else none; one page may use fewer of them."""
    few, many = sorted((first.xs, second.xs), key=len)
    shift = few[0] - many[0]
    moved = [x - shift for x in few]
    fits = abs(moved[-1] - many[-1]) <= 2 * _SNAP and all(any(abs(x - y) <= 2 * _SNAP for y in many) for x in moved)
    return many if fits else ()


def _merged(rules: Iterable[Rule]) -> list[Rule]:
    """The rules with pieces on one line drawn through; crumbs shorter than a character are left out."""
    lines: list[list[Rule]] = []
    for rule in sorted(rules):
        if lines and rule.at - lines[-1][-1].at <= _SNAP / 2:
            lines[-1].append(rule)
        else:
            lines.append([rule])
    merged = []
    for pieces in lines:
        at = sum(piece.at for piece in pieces) / len(pieces)
        low, high = None, 0.0
        for piece in sorted(pieces, key=lambda piece: piece.low):
            if low is not None and piece.low <= high + _JOIN:
                high = max(high, piece.high)
                continue
            if low is not None:
                merged.append(Rule(at, low, high))
            low, high = piece.low, piece.high
        if low is not None:
            merged.append(Rule(at, low, high))
    return [rule for rule in merged if rule.high - rule.low >= _SHORTEST]


def _grids(horizontal: Sequence[Rule], vertical: Sequence[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """The sets of rules that hang together by crossings and can make a grid."""
    group = list(range(len(horizontal) + len(vertical)))

    def root(item: int) -> int:
        while group[item] != item:
            item = group[item]
        return item

    for i, across in enumerate(horizontal):
        for j, down in enumerate(vertical):
            crosses = (
                across.low - _SNAP <= down.at <= across.high + _SNAP
                and down.low - _SNAP <= across.at <= down.high + _SNAP
            )
            if crosses:
                group[root(i)] = root(len(horizontal) + j)
    grids: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for i, rule in enumerate((*horizontal, *vertical)):
        grids.setdefault(root(i), ([], []))[i >= len(horizontal)].append(rule)
    return [grid for grid in grids.values() if len(grid[0]) >= 2 and len(grid[1]) >= 1]


def _borders(places: Iterable[float]) -> list[float]:
    """The distinct places, those that lie together taken as one."""
    borders: list[list[float]] = []
    for place in sorted(places):
        if borders and place - borders[-1][-1] <= _SNAP:
            borders[-1].append(place)
        else:
            borders.append([place])
    return [sum(group) / len(group) for group in borders]


def middle(char: Char) -> tuple[float, float]:
    return (char.x + max(char.right, char.x)) / 2, char.y + 0.3 * char.em


def merged_places(table: RuledTable, columns: Sequence[float]) -> dict[Place, Place]:
    """For each place of the grid the top left place of the (merged) cell that it belongs to."""
    rows, width = len(table.ys) - 1, len(columns) - 1
    parent = {(row, column): (row, column) for row in range(rows) for column in range(width)}

    def root(place: Place) -> Place:
        while parent[place] != place:
            place = parent[place]
        return place

    def join(first: Place, second: Place) -> None:
        low, high = sorted((root(first), root(second)))
        parent[high] = low

    for row in range(rows):
        for column in range(width):
            top, bottom = table.ys[row], table.ys[row + 1]
            left, right = columns[column], columns[column + 1]
            if column + 1 < width and not _ruled(table.vertical, right, bottom, top):
                join((row, column), (row, column + 1))
            if row + 1 < rows and not _ruled(table.horizontal, bottom, left, right):
                join((row, column), (row + 1, column))
    return {place: root(place) for place in parent}


def _ruled(rules: Sequence[Rule], at: float, low: float, high: float) -> bool:
    covered = sum(
        max(0.0, min(rule.high, high) - max(rule.low, low)) for rule in rules if abs(rule.at - at) <= 2 * _SNAP
    )
    return covered >= _COVERED * (high - low)
