"""The records that reading a paper yields: values only, no behaviour beyond look-ups in themselves.

Offsets (``start``, ``end``) are characters of ``Report.text``. For every record that carries a quotation
``report.text[start:end] == quote`` holds; a test asserts it over every sample and over the corpus.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["work_report", "division_notice", "plan", "policy", "other"]
Level = Literal["national", "province", "prefecture", "county", ""]
BlockKind = Literal["paragraph", "heading", "row"]
Mode = Literal["lead", "joint", "separate", "first_listed", ""]
AssignmentStatus = Literal["ok", "text_missing", "assignment_missing"]
IndicatorKind = Literal["target", "result"]

KINDS: tuple[Kind, ...] = ("work_report", "division_notice", "plan", "policy", "other")
LEVELS: tuple[Level, ...] = ("national", "province", "prefecture", "county")


@dataclass(frozen=True, kw_only=True)
class Block:
    """One paragraph, heading or table row as a loader found it, in reading order.

    ``level`` is the heading level where the format states one (HTML h1, Word "Heading 1"), else 0.
    For a row: ``table`` numbers the tables of the file from 1, ``cells`` are the row's cells after merged cells
    were carried down or across, ``carried`` tells for each cell whether it repeats a merged cell that was already
    printed, ``header`` marks a header row. ``text`` of a row is its printed (not carried) cells joined by " | ".
    """

    text: str
    kind: BlockKind = "paragraph"
    level: int = 0
    page: int | None = None
    table: int = 0
    cells: tuple[str, ...] = ()
    carried: tuple[bool, ...] = ()
    header: bool = False


@dataclass(frozen=True, kw_only=True)
class LoadedFile:
    """What a loader gives back: the blocks of one file and what the reader should know about the loading.

    ``text`` is set by loaders of plain text alone: the whole text, character for character (line ends as "\\n"), so
    that nothing of the source is lost; blocks are then its non-empty lines.
    """

    name: str
    media_type: str
    blocks: tuple[Block, ...]
    text: str | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where a report came from: file name, SHA-256 of the file's bytes, place of the report in the file from 1."""

    name: str
    sha256: str
    ordinal: int
    media_type: str


@dataclass(frozen=True, kw_only=True)
class Page:
    """One page of a paged source (PDF) and the span of ``Report.text`` that stands on it."""

    number: int
    start: int
    end: int


@dataclass(frozen=True, kw_only=True)
class Section:
    """A heading and the span that it governs, up to the next heading of the same or a higher level.

    ``number`` is as printed (一、 / （一） / 1. …) or "", ``heading`` without number and mark-up.
    ``level`` counts from 1; ``parent`` is the id of the enclosing section or "".
    """

    id: str
    parent: str
    level: int
    number: str
    heading: str
    start: int
    end: int


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One table cell. Of a cell carried down or across from a merged one, the span is the printed cell's."""

    text: str
    start: int
    end: int
    carried: bool = False


@dataclass(frozen=True, kw_only=True)
class TableRow:
    start: int
    end: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table of the source: its header texts (may be empty) and its body rows, in order."""

    start: int
    end: int
    header: tuple[str, ...]
    rows: tuple[TableRow, ...]


@dataclass(frozen=True, kw_only=True)
class Report:
    """One paper: its text character for character, what it is, and how it is built.

    ``region`` is the canonical full name (贵州省, 贵阳市, 全国), "" where unknown; ``year`` the year whose work the paper
    sets out (the year it was given), None where unknown; ``date`` ISO 8601 or "". ``notes`` tell the reader what to
    know: damage found, tables that could not be read.
    """

    id: str
    title: str
    kind: Kind
    region: str
    level: Level
    year: int | None
    issuer: str
    document_number: str
    date: str
    speaker: str
    source: Source
    text: str
    pages: tuple[Page, ...] = ()
    sections: tuple[Section, ...] = ()
    tables: tuple[Table, ...] = ()
    notes: tuple[str, ...] = ()

    def section_at(self, position: int) -> Section | None:
        """The innermost section that holds the character at ``position``."""
        inside = [section for section in self.sections if section.start <= position < section.end]
        return max(inside, key=lambda section: section.level) if inside else None

    def section_path(self, position: int) -> tuple[str, ...]:
        """Number and heading of every section around ``position``, outermost first."""
        inside = [section for section in self.sections if section.start <= position < section.end]
        return tuple(section.number + section.heading for section in sorted(inside, key=lambda s: (s.level, s.start)))

    def page_at(self, position: int) -> int | None:
        """The page number at ``position``; None where the source has no pages."""
        for page in self.pages:
            if page.start <= position < page.end:
                return page.number
        return None


@dataclass(frozen=True, kw_only=True)
class Passage:
    """The retrieval unit: verbatim text between sentence borders, with its heading path beside it.

    ``breadcrumb`` is "title › heading › heading" (for table rows with the header's texts at the end).
    """

    id: str
    report_id: str
    section_id: str
    text: str
    start: int
    end: int
    breadcrumb: str


@dataclass(frozen=True, kw_only=True)
class Recovery:
    """The sentence of another report in which an assignment's text was found."""

    report_id: str
    quote: str
    start: int
    end: int


@dataclass(frozen=True, kw_only=True)
class Assignment:
    """Who does what: one clause of a task-division notice.

    ``task_number`` as an integer where the notice numbers its tasks; ``clause`` counts the clauses of that task
    from 1. ``text`` is the clause's own words and ``text_start``/``text_end`` their span (None where they are lost).
    ``quote``/``start``/``end`` is the evidence for the units: bracket, labelled lines or table row; of an assignment
    that is lost it is the task's text. ``lead`` and ``participants`` are unit names in full (elided 省/市 and shared suffixes
    restored), in the order of the source; ``open_list`` tells that the source ends the list with 等.
    ``mode``: lead (牵头 is said), joint (按职责分工负责, no lead named), separate (分别负责), first_listed (the notice says
    that the unit listed first leads), "" where the assignment is lost.
    ``recovered`` is where a missing text was found in another report; ``carries_out`` the work report's sentence that
    the task carries out. Both are filled by the library, which alone sees both papers.
    """

    id: str
    report_id: str
    section_path: tuple[str, ...]
    task_number: int | None
    clause: int
    text: str
    text_start: int | None
    text_end: int | None
    lead: tuple[str, ...]
    participants: tuple[str, ...]
    open_list: bool
    mode: Mode
    leader: str
    due: str
    status: AssignmentStatus
    quote: str
    start: int
    end: int
    recovered: Recovery | None = None
    carries_out: Recovery | None = None


@dataclass(frozen=True, kw_only=True)
class Indicator:
    """One figure that a report states: a target or a result.

    ``name`` is canonical (地区生产总值增速, 城镇新增就业 …); ``region`` the place that the figure is about (a report's own
    region, or the part of it that the sentence names); ``scope`` "" for the region's own headline figure, else the
    sector, place or group it is limited to; ``year`` the year that the figure is for; ``value`` as written; ``low`` and
    ``high`` in ``unit`` (equal for a point value, None for an open end or a value in words only); ``qualifier`` 左右, 以上,
    以内, 力争 … as written, several joined by "、".
    """

    id: str
    report_id: str
    region: str
    scope: str
    year: int | None
    name: str
    kind: IndicatorKind
    value: str
    low: float | None
    high: float | None
    unit: str
    qualifier: str
    quote: str
    start: int
    end: int


@dataclass(frozen=True, kw_only=True)
class Reading:
    """All that was read from one report of a file."""

    report: Report
    passages: tuple[Passage, ...]
    assignments: tuple[Assignment, ...]
    indicators: tuple[Indicator, ...]


@dataclass(frozen=True, kw_only=True)
class ReportEntry:
    """A report as the library lists it: what it is, without its text."""

    id: str
    title: str
    kind: Kind
    region: str
    level: Level
    year: int | None
    issuer: str
    document_number: str
    date: str
    speaker: str
    source: Source
    notes: tuple[str, ...]
    characters: int
    passages: int
    assignments: int
    indicators: int
    sample: bool
    added: str


@dataclass(frozen=True, kw_only=True)
class Scope:
    """The reports that may answer: empty tuples mean no limit. Regions are canonical full names."""

    regions: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    kinds: tuple[str, ...] = ()
    report_ids: tuple[str, ...] = ()
