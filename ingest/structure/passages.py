"""Passages: the verbatim pieces that are searched and cited, cut at sentence borders inside a section and a paragraph."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.records import Passage, Report, Section
from ingest.structure.layout import Line, strip_span
from ingest.structure.run_together import separate
from ingest.structure.sentences import sentences

LEAST, TARGET, MOST = 120, 220, 450
SHORT = 60
JOINED = 230
_ITEM = re.compile(r"^(?:[—─－-]{1,2}|[·•●◆■▪○]|[①-⑳]|[（(]\d{1,2}[）)]|\d{1,2}[、）)])")
_UNITS = re.compile(r"牵头|责任单位|分工负责|分别负责|配合单位|责任部门")


@dataclass(frozen=True, kw_only=True)
class _Paragraph:
    """A stretch of text that stands in one section and no heading line: what passages are cut from."""

    start: int
    end: int
    section: int
    header: tuple[str, ...] = ()
    table: int = -1


def _raw_lines(report: Report) -> list[tuple[Line, int]]:
    """The report's lines, each with the index of its table or -1; a table row is one line."""
    rows = {row.start: (row.end, index) for index, table in enumerate(report.tables) for row in table.rows}
    inside = [(table.start, table.end) for table in report.tables]
    lines: list[tuple[Line, int]] = []
    position = 0
    text = report.text
    while position < len(text):
        start, _ = strip_span(text, position, len(text))
        if start >= len(text):
            break
        if start in rows:
            end, table = rows[start]
            lines.append((Line(text=text[start:end], start=start, end=end, kind="row"), table))
        else:
            stop = text.find("\n", start)
            stop = len(text) if stop < 0 else stop
            begin, end = strip_span(text, start, stop)
            table = next((i for i, (left, right) in enumerate(inside) if left <= begin < right), -1)
            lines.append((Line(text=text[begin:end], start=begin, end=end, header=table >= 0), table))
        position = max(end, start + 1)
    return lines


def _is_own_line(section: Section, line: Line) -> bool:
    """Whether the section's heading fills the line."""
    bare = re.sub(r"[#*_\s：:。，、；]", "", line.text)
    return bare == re.sub(r"[#*_\s：:。，、；]", "", section.number + section.heading)


def _innermost(report: Report) -> tuple[list[int], list[int]]:
    """Positions at which the innermost section changes, and its index from there on (-1: none)."""
    events = sorted({0, *(s.start for s in report.sections), *(s.end for s in report.sections)})
    owners = []
    stack: list[int] = []
    following = 0
    for position in events:
        while stack and report.sections[stack[-1]].end <= position:
            stack.pop()
        while following < len(report.sections) and report.sections[following].start <= position:
            if report.sections[following].end > position:
                stack.append(following)
            following += 1
        owners.append(stack[-1] if stack else -1)
    return events, owners


def _paragraphs(report: Report, borders: Sequence[int]) -> list[_Paragraph]:
    events, owners = _innermost(report)
    starts = {section.start: section for section in report.sections}
    parents = {section.parent for section in report.sections}
    title = re.sub(r"\s", "", report.title)
    cuts = sorted({*borders, *events})
    result: list[_Paragraph] = []
    pairs = _raw_lines(report)
    plain = [line for line, _ in pairs]
    separated = separate(plain)
    tables = {line.start: table for line, table in pairs if table >= 0}
    seen_title = ""
    for index, line in enumerate(separated):
        table = tables.get(line.start, -1)
        if line.header and table >= 0 and line.kind != "row":
            continue
        section = starts.get(line.start)
        if section and _is_own_line(section, line):
            following = separated[index + 1].start if index + 1 < len(separated) else len(report.text)
            if following < section.end or section.id in parents:
                continue
        bare = re.sub(r"[\s#*]", "", line.text)
        if (
            len(seen_title) < len(title)
            and line.start < 400
            and title.startswith(seen_title + re.sub(r"^\d{1,3}[.．、]", "", bare))
            and len(bare) <= 70
        ):
            seen_title += re.sub(r"^\d{1,3}[.．、]", "", bare)
            continue
        edges = [line.start, *(cut for cut in cuts if line.start < cut < line.end), line.end]
        for left, right in zip(edges, edges[1:], strict=False):
            begin, end = strip_span(report.text, left, right)
            if begin < end:
                owner = owners[bisect_right(events, begin) - 1]
                header = report.tables[table].header if line.kind == "row" and table >= 0 else ()
                result.append(_Paragraph(start=begin, end=end, section=owner, header=header, table=table))
    return result


def _finer(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A sentence that is too long, cut at semicolons; at its numbered items where it has none."""
    if end - start <= MOST:
        return [(start, end)]
    cuts = [start + m.end() for m in re.finditer(r"[；;]", text[start:end])]
    cuts = cuts or [start + m.start() for m in re.finditer(r"(?<=[，、])(?=[①-⑳]|[（(]\d)", text[start:end])]
    edges = [start, *(cut for cut in cuts if start < cut < end), end]
    return list(zip(edges, edges[1:], strict=False))


def _cost(length: int) -> float:
    if length > MOST:
        return 1e6 + length
    return (length - TARGET) ** 2 + (40_000 if length < LEAST else 0)


def _cut(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The paragraph in pieces of about TARGET characters, borders between sentences, evenly filled."""
    if end - start <= 1.4 * TARGET:
        return [(start, end)]
    units = [piece for left, right in sentences(text, start, end) for piece in _finer(text, left, right)]
    best = [0.0] + [float("inf")] * len(units)
    back = [0] * (len(units) + 1)
    for right in range(1, len(units) + 1):
        for left in range(right - 1, -1, -1):
            length = units[right - 1][1] - units[left][0]
            if length > MOST and right - left > 1:
                break
            cost = best[left] + _cost(length) + (20_000 if _starts_inside(text, units[left][0], start) else 0)
            if cost < best[right]:
                best[right], back[right] = cost, left
    spans = []
    right = len(units)
    while right:
        left = back[right]
        spans.append((units[left][0], units[right - 1][1]))
        right = left
    return [strip_span(text, left, right) for left, right in reversed(spans)]


def _starts_inside(text: str, position: int, start: int) -> bool:
    """Whether a passage that begins here would begin with the bracket of the sentence before."""
    return position > start and text[position] in "（("


def _joinable(text: str, paragraph: _Paragraph) -> bool:
    words = text[paragraph.start : paragraph.end]
    if paragraph.table >= 0:
        return True
    if _UNITS.search(words):
        return False
    return len(words) < SHORT or (bool(_ITEM.match(words)) and len(words) < TARGET)


def _groups(report: Report, borders: Sequence[int]) -> list[list[_Paragraph]]:
    """Paragraphs that share a passage: very short ones and list items of one section, rows of one table."""
    fixed = frozenset(borders)
    groups: list[list[_Paragraph]] = []
    for paragraph in _paragraphs(report, borders):
        last = groups[-1] if groups else []
        if (
            last
            and last[-1].section == paragraph.section
            and last[-1].table == paragraph.table
            and paragraph.end - last[0].start <= JOINED
            and paragraph.start not in fixed
            and _joinable(report.text, last[-1])
            and _joinable(report.text, paragraph)
        ):
            last.append(paragraph)
        else:
            groups.append([paragraph])
    return groups


def label(report: Report) -> str:
    """The report's title, with region and year behind it where the title does not say them."""
    place = report.region.removesuffix("省").removesuffix("市").removesuffix("州") or report.region
    missing = [report.region] if report.region and place[:2] not in report.title else []
    if report.year and str(report.year) not in report.title:
        missing.append(f"{report.year}年")
    return report.title + (f"（{' '.join(missing)}）" if missing else "")


def _breadcrumb(report: Report, section: int, header: tuple[str, ...], title: str, parents: dict[str, Section]) -> str:
    path: list[str] = []
    current = report.sections[section] if section >= 0 else None
    while current:
        path.append(current.number + current.heading)
        current = parents.get(current.parent)
    tail = [" | ".join(text for text in header if text)] if any(header) else []
    return " › ".join([title, *reversed(path), *tail])


def cut_passages(report: Report, borders: Sequence[int] = ()) -> tuple[Passage, ...]:
    """The report's passages in order; ``borders`` are further positions that no passage may cross."""
    by_id = {section.id: section for section in report.sections}
    title = label(report)
    crumbs: dict[tuple[int, tuple[str, ...]], str] = {}
    passages = []
    for group in _groups(report, borders):
        start, end = group[0].start, group[-1].end
        spans = [(start, end)] if len(group) > 1 or group[0].table >= 0 else _cut(report.text, start, end)
        key = (group[0].section, group[0].header)
        if key not in crumbs:
            crumbs[key] = _breadcrumb(report, *key, title, by_id)
        for left, right in spans:
            passages.append(
                Passage(
                    id=f"{report.id}-p{left}",
                    report_id=report.id,
                    section_id=report.sections[key[0]].id if key[0] >= 0 else "",
                    text=report.text[left:right],
                    start=left,
                    end=right,
                    breadcrumb=crumbs[key],
                )
            )
    return tuple(passages)
