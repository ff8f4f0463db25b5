"""The records of a briefing: values only, and what can be told from them alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from assistant.records import Citation

Length = Literal["half", "one", "two"]
Template = Literal["topic", "region", "unit", "comparison", "list"]
PartKind = Literal["overview", "targets", "tasks", "duties", "problems", "follow_up", "comparison", "list"]

#: the most characters of a body: headings, points and table cells, without markers, title and sources
LIMITS: dict[Length, int] = {"half": 450, "one": 900, "two": 1800}


@dataclass(frozen=True, kw_only=True)
class BriefingPoint:
    """One statement with the numbers of its sources. ``label`` is put before it (a region, a year); without a model
    ``text`` is a verbatim stretch of one sentence, without the full stop."""

    text: str
    citations: tuple[int, ...]
    label: str = ""

    @property
    def shown(self) -> str:
        """The statement as it is read: label, text, no markers, no full stop."""
        return f"{self.label}{self.text}"


@dataclass(frozen=True, kw_only=True)
class BriefingGroup:
    """Points under one heading ("" where the part has one group alone)."""

    heading: str
    points: tuple[BriefingPoint, ...]

    def statements(self) -> tuple[tuple[str, tuple[int, ...]], ...]:
        """The points as they are read, with their sources: a label is not repeated from one point to the next."""
        found = []
        before = ""
        for point in self.points:
            shown = point.text if point.label and point.label == before else point.shown
            found.append((shown, point.citations))
            before = point.label
        return tuple(found)


@dataclass(frozen=True, kw_only=True)
class BriefingCell:
    """One cell of a table with the numbers of its sources."""

    text: str
    citations: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class BriefingTable:
    """A table: its header and its rows, all of the header's length."""

    header: tuple[str, ...]
    rows: tuple[tuple[BriefingCell, ...], ...]


@dataclass(frozen=True, kw_only=True)
class BriefingPart:
    """One part of the page. ``counted`` tells whether its table counts into the length: a complete register or comparison
    is never cut, so it does not."""

    kind: PartKind
    heading: str
    groups: tuple[BriefingGroup, ...] = ()
    table: BriefingTable | None = None
    counted: bool = True

    @property
    def points(self) -> tuple[BriefingPoint, ...]:
        return tuple(point for group in self.groups for point in group.points)


@dataclass(frozen=True, kw_only=True)
class Briefing:
    """A briefing ready to be shown and written out.

    ``scope`` says in a line which papers it rests on; ``notes`` what the library lacks or the reader should know;
    ``citations`` are numbered in the order of first use. ``model`` is the chat model's name, "" where none wrote.
    """

    request: str
    title: str
    scope: str
    template: Template
    length: Length
    parts: tuple[BriefingPart, ...]
    citations: tuple[Citation, ...]
    notes: tuple[str, ...] = ()
    model: str = ""

    @property
    def body_characters(self) -> int:
        """Characters of headings, statements and counted tables, without markers and white space."""
        return sum(map(part_characters, self.parts))


def part_characters(part: BriefingPart) -> int:
    """Characters of a part's headings, statements and counted table, their full stops included, markers not."""
    return sum(len("".join(text.split())) for text in _texts(part))


def _texts(part: BriefingPart) -> Iterator[str]:
    yield part.heading
    for group in part.groups:
        yield group.heading
        yield from (f"{text}。" for text, _ in group.statements())
    if part.table is not None and part.counted:
        yield from part.table.header
        yield from (cell.text for row in part.table.rows for cell in row)
