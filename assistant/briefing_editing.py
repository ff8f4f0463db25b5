"""Changes to a finished briefing: headings, order, points left out, sources renumbered. Pure functions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from assistant.briefing_records import Briefing, BriefingGroup, BriefingPart, BriefingTable


def renumbered(briefing: Briefing) -> Briefing:
    """The briefing with its sources numbered in the order of first use; those that nothing cites are left out."""
    order = {number: new for new, number in enumerate(dict.fromkeys(_cited(briefing)), start=1)}
    known = {citation.number: citation for citation in briefing.citations}
    citations = tuple(replace(known[old], number=new) for old, new in order.items() if old in known)
    return replace(briefing, parts=tuple(_mapped(part, order) for part in briefing.parts), citations=citations)


def _cited(briefing: Briefing) -> Iterator[int]:
    for part in briefing.parts:
        for point in part.points:
            yield from point.citations
        for row in part.table.rows if part.table is not None else ():
            for cell in row:
                yield from cell.citations


def _mapped(part: BriefingPart, order: dict[int, int]) -> BriefingPart:
    groups = tuple(
        replace(
            group,
            points=tuple(replace(point, citations=_numbers(point.citations, order)) for point in group.points),
        )
        for group in part.groups
    )
    table = part.table
    if table is not None:
        rows = tuple(
            tuple(replace(cell, citations=_numbers(cell.citations, order)) for cell in row) for row in table.rows
        )
        table = replace(table, rows=rows)
    return replace(part, groups=groups, table=table)


def _numbers(numbers: tuple[int, ...], order: dict[int, int]) -> tuple[int, ...]:
    return tuple(order[number] for number in numbers)


def with_title(briefing: Briefing, title: str) -> Briefing:
    """The briefing under another title; an empty one changes nothing."""
    return replace(briefing, title=title.strip()) if title.strip() else briefing


def with_heading(briefing: Briefing, part: int, heading: str, group: int | None = None) -> Briefing:
    """The briefing with another heading of a part, or of one of its groups. An empty heading of a part changes nothing."""
    words = " ".join(heading.split())
    if group is None:
        return _with_part(briefing, part, replace(briefing.parts[part], heading=words)) if words else briefing
    old = briefing.parts[part]
    groups = tuple(replace(each, heading=words) if at == group else each for at, each in enumerate(old.groups))
    return _with_part(briefing, part, replace(old, groups=groups))


def with_part_moved(briefing: Briefing, part: int, by: int) -> Briefing:
    """The briefing with a part moved up (-1) or down (1), its sources renumbered."""
    target = part + by
    if not 0 <= target < len(briefing.parts):
        return briefing
    parts = list(briefing.parts)
    parts[part], parts[target] = parts[target], parts[part]
    return renumbered(replace(briefing, parts=tuple(parts)))


def without_part(briefing: Briefing, part: int) -> Briefing:
    """The briefing without a part."""
    kept = tuple(each for at, each in enumerate(briefing.parts) if at != part)
    return renumbered(replace(briefing, parts=kept))


def without_point(briefing: Briefing, part: int, group: int, point: int) -> Briefing:
    """The briefing without one point; groups and parts that are left empty go too."""
    old = briefing.parts[part]
    groups = tuple(
        replace(each, points=tuple(p for i, p in enumerate(each.points) if i != point)) if at == group else each
        for at, each in enumerate(old.groups)
    )
    return _without_empty(_with_part(briefing, part, replace(old, groups=groups)))


def without_row(briefing: Briefing, part: int, row: int) -> Briefing:
    """The briefing without one row of a part's table."""
    old = briefing.parts[part]
    if old.table is None:
        return briefing
    rows = tuple(each for at, each in enumerate(old.table.rows) if at != row)
    table: BriefingTable | None = replace(old.table, rows=rows) if rows else None
    return _without_empty(_with_part(briefing, part, replace(old, table=table)))


def with_point_moved(briefing: Briefing, part: int, group: int, point: int, by: int) -> Briefing:
    """The briefing with a point moved up or down inside its group."""
    points = list(briefing.parts[part].groups[group].points)
    target = point + by
    if not 0 <= target < len(points):
        return briefing
    points[point], points[target] = points[target], points[point]
    old = briefing.parts[part]
    groups = tuple(
        BriefingGroup(heading=each.heading, points=tuple(points)) if at == group else each
        for at, each in enumerate(old.groups)
    )
    return renumbered(_with_part(briefing, part, replace(old, groups=groups)))


def _with_part(briefing: Briefing, at: int, part: BriefingPart) -> Briefing:
    return replace(briefing, parts=tuple(part if i == at else each for i, each in enumerate(briefing.parts)))


def _without_empty(briefing: Briefing) -> Briefing:
    parts = []
    for part in briefing.parts:
        groups = tuple(group for group in part.groups if group.points)
        if groups or part.table is not None:
            parts.append(replace(part, groups=groups))
    return renumbered(replace(briefing, parts=tuple(parts)))
