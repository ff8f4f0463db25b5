"""A briefing in the making: what goes into its parts, with the sources numbered as they come."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from assistant.briefing_choice import Chosen
from assistant.briefing_editing import renumbered
from assistant.briefing_outline import flat
from assistant.briefing_records import (
    LIMITS,
    Briefing,
    BriefingCell,
    BriefingGroup,
    BriefingPart,
    BriefingPoint,
    Template,
)
from assistant.briefing_request import BriefingRequest
from assistant.briefing_topics import Topic
from assistant.citations import Citations, full_title
from assistant.names import LibraryNames
from assistant.register import Register
from ingest.library.library import Library
from ingest.records import Report, ReportEntry
from ingest.structure.sentences import sentences

Progress = Callable[[int, int], None]
_SLACK = 24  # characters of the limit that stay free
_HEAD_LONGEST = 18
_HEAD_ADVERB = re.compile(
    r"^(?:坚定不移|坚持不懈|千方百计|全力以赴|毫不动摇|持之以恒|全力|大力|持续|切实|着力|深入|加快|扎实|全面|积极|不断|进一步|努力|更加)"
)


@dataclass(kw_only=True)
class Draft:
    """What the templates share: the request, the library, the numbered sources and the parts so far."""

    request: BriefingRequest
    library: Library
    names: LibraryNames
    topic: Topic
    citations: Citations
    register: Register
    notes: list[str] = field(default_factory=list)
    used: dict[str, ReportEntry] = field(default_factory=dict)
    progress: Progress | None = None

    @property
    def limit(self) -> int:
        """Characters that the body may have."""
        return LIMITS[self.request.length] - _SLACK

    def told(self, done: int, total: int) -> None:
        if self.progress is not None:
            self.progress(done, total)

    def report(self, entry: ReportEntry) -> Report:
        return self.library.report(entry.id)

    def uses(self, report_id: str) -> None:
        """Note that the briefing rests on a report."""
        entry = next((entry for entry in self.names.entries if entry.id == report_id), None)
        if entry is not None:
            self.used[report_id] = entry

    def cite(self, report_id: str, start: int, end: int) -> int:
        """The number of the sentence(s) around a span: a quotation is to be read on its own."""
        self.uses(report_id)
        start, end = self._widened(report_id, start, end)
        return self.citations.add(report_id, start, end)

    def _widened(self, report_id: str, start: int, end: int) -> tuple[int, int]:
        text = self.library.report(report_id).text
        line = text.rfind("\n", 0, start) + 1
        stop = text.find("\n", end)
        around = [(s, e) for s, e in sentences(text, line, len(text) if stop < 0 else stop) if s < end and start < e]
        if not around or around[-1][1] - around[0][0] > _LONGEST_QUOTE:
            return start, end
        return around[0][0], around[-1][1]

    def point(self, chosen: Chosen, label: str = "") -> BriefingPoint:
        """A stretch as a point that cites its whole sentence."""
        candidate = chosen.candidate
        self.uses(candidate.report_id)
        number = self.citations.add(candidate.report_id, candidate.start, candidate.end)
        return BriefingPoint(text=bare(chosen.text), citations=(number,), label=label)

    def points(self, chosen: Sequence[Chosen], label: str = "") -> list[BriefingPoint]:
        """Stretches as points; those of one sentence become one, joined by ；."""
        found: list[BriefingPoint] = []
        for each in chosen:
            point = self.point(each, label)
            if found and found[-1].citations == point.citations and found[-1].label == point.label:
                point = replace(point, text=f"{found.pop().text}；{point.text}")
            found.append(point)
        return found

    def quoted(self, report_id: str, start: int, end: int, label: str = "") -> BriefingPoint:
        """A span of a report as a point, whole."""
        text = flat(self.library.report(report_id).text[start:end])
        return BriefingPoint(text=bare(text), citations=(self.cite(report_id, start, end),), label=label)

    def cite_span(self, report_id: str, start: int, end: int) -> int:
        """The number of a span as it is: a figure's own words."""
        self.uses(report_id)
        return self.citations.add(report_id, start, end)

    def cell(self, text: str, *spans: tuple[str, int, int]) -> BriefingCell:
        return BriefingCell(text=text, citations=tuple(dict.fromkeys(self.cite_span(*span) for span in spans)))

    def finish(self, title: str, parts: Iterable[BriefingPart], *, template: Template, model: str = "") -> Briefing:
        """The briefing, its sources numbered as the parts now stand."""
        briefing = Briefing(
            request=self.request.text,
            title=title,
            scope=scope_line(tuple(self.used.values())),
            template=template,
            length=self.request.length,
            parts=tuple(part for part in parts if part.points or part.table is not None),
            citations=self.citations.all(),
            notes=tuple(dict.fromkeys(self.notes)),
            model=model,
        )
        return renumbered(briefing)


_LONGEST_QUOTE = 600


def scope_line(entries: Sequence[ReportEntry]) -> str:
    """Which papers a briefing rests on, in one line."""
    if len(entries) <= 3:
        return "、".join(full_title(entry) for entry in entries)
    years = sorted({entry.year for entry in entries if entry.year is not None})
    span = f"{years[0]}年" if len(years) == 1 else f"{years[0]}—{years[-1]}年" if years else ""
    regions = len({entry.region for entry in entries})
    return f"{span}{regions}个地区的{len(entries)}份报告"


def bare(text: str) -> str:
    """A stretch without signs at its ends and without the marks of Markdown."""
    cleaned = re.sub(r"^[\s，；、。：,;:\-—*#]+|[\s，；、。：,;:！!？?*]+$", "", text)
    pairs = (("“", "”"), ("（", "）"), ("《", "》"))
    for opening, closing in pairs:
        if cleaned.count(closing) == cleaned.count(opening) + 1 and cleaned.endswith(closing):
            cleaned = cleaned[: -len(closing)]
    return cleaned


def short_head(head: str, topic: Topic) -> str:
    """A source's heading as a group's heading: of several clauses the one on the topic, else the last; without numbering."""
    words = re.sub(r"^[（(]?[一二三四五六七八九十\d]+(?:[）)、.．]|是)\s*|^[，、；\s]+|[。！；：]+$", "", head)
    clauses = [clause for clause in re.split(r"[，；]", words) if clause.strip()]
    if not clauses:
        return ""
    named = [clause for clause in clauses if topic.themes and topic.names_whole(clause)]
    chosen = (named or clauses)[-1].strip()
    while len(chosen) > _HEAD_LONGEST and (shorter := _HEAD_ADVERB.sub("", chosen, count=1)) != chosen:
        chosen = shorter
    return chosen if len(chosen) <= _HEAD_LONGEST + 4 else ""


def grouped(
    draft: Draft,
    headed: Sequence[tuple[str, Chosen]],
    *,
    order: Sequence[str] = (),
    labels: Mapping[str, str] | None = None,
) -> tuple[BriefingGroup, ...]:
    """Stretches by heading, headings in the order of first use (or ``order``); one group alone needs no heading. ``labels``
    are put before the points of a report, by its id."""
    by_heading: dict[str, list[Chosen]] = {heading: [] for heading in order}
    for heading, chosen in headed:
        by_heading.setdefault(heading, []).append(chosen)
    filled = {heading: held for heading, held in by_heading.items() if held}
    found = []
    for heading, held in filled.items():
        points: list[BriefingPoint] = []
        for report_id, run in groupby(held, key=lambda each: each.candidate.report_id):
            points.extend(draft.points(list(run), (labels or {}).get(report_id, "")))
        found.append(BriefingGroup(heading=heading if len(filled) > 1 else "", points=tuple(points)))
    return tuple(found)
