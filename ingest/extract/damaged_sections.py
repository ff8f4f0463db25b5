"""The outline of a scrambled notice, put right by what its tasks are known to stand under."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from ingest.records import Assignment, Report, Section

Path = tuple[tuple[str, str], ...]  # number and heading of each level, outermost first
_NUMBERED = re.compile(
    r"(第[一二三四五六七八九十\d]+[章节部分]+|[（(]?[一二三四五六七八九十百]{1,4}[）)、.．]*)[ \t\u3000]*(.*)\Z"
)


def with_sure_sections(report: Report, assignments: Sequence[Assignment]) -> Report:
    """The report with sections that agree with ``assignments``; a heading that is not sure governs nothing.

    The words and the bracket of every task stand under the task's own path. Elsewhere the outline counts only where it
    was read piece by piece already (a heading comes again in it): in a plain one a heading reaches into foreign pieces.
    """
    named = {section.number + section.heading: (section.number, section.heading) for section in report.sections}
    spans = [
        (start, end, tuple(named.get(heading) or _split(heading) for heading in item.section_path))
        for item in assignments
        for start, end in ((item.text_start, item.text_end), (item.start, item.end))
        if start is not None and end is not None and start < end
    ]
    kept = report.sections if len(named) < len(report.sections) else ()
    cuts = {position for start, end, _ in spans for position in (start, end)}
    cuts |= {position for section in kept for position in (section.start, section.end)}
    stretches = [(start, end, _path_at(start, spans, kept)) for start, end in pairwise(sorted(cuts))]
    return replace(report, sections=_sections(report.id, stretches))


def _split(heading: str) -> tuple[str, str]:
    found = _NUMBERED.match(heading)
    return (found[1], found[2]) if found else ("", heading)


def _path_at(position: int, spans: Sequence[tuple[int, int, Path]], kept: Sequence[Section]) -> Path:
    """The path of the shortest span around ``position``, else what the outline says there."""
    around = [(end - start, path) for start, end, path in spans if start <= position < end]
    if around:
        return min(around)[1]
    inside = [section for section in kept if section.start <= position < section.end]
    return tuple(
        (section.number, section.heading) for section in sorted(inside, key=lambda one: (one.level, one.start))
    )


def _sections(report_id: str, stretches: Sequence[tuple[int, int, Path]]) -> tuple[Section, ...]:
    """One section a level for each run of stretches under the same path."""
    sections: list[Section] = []
    for path, group in groupby(stretches, key=lambda stretch: stretch[2]):
        run = list(group)
        parent = ""
        for level, (number, heading) in enumerate(path, 1):
            identity = f"{report_id}-s{len(sections) + 1}"
            sections.append(
                Section(
                    id=identity,
                    parent=parent,
                    level=level,
                    number=number,
                    heading=heading,
                    start=run[0][0],
                    end=run[-1][1],
                )
            )
            parent = identity
    return tuple(sections)
