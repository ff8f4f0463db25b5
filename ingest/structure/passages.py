"""Passages: the verbatim pieces that are searched and cited, cut at sentence borders inside a section and a paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.records import Passage, Report, Section
from ingest.structure.layout import strip_span
from ingest.structure.paragraphs import paragraphs
from ingest.structure.sentences import sentences

LEAST, TARGET, MOST = 120, 220, 450
WHOLE = 300
"""A paragraph up to this long stays whole."""
SHORT, JOINED = 60, 240
_ITEM = re.compile(r"(?:[—─－-]{1,2}|[·•●◆■▪○]|[①-⑳]|[（(]\d{1,2}[）)]|\d{1,2}[、）)．.])")
_UNITS = re.compile(r"牵头|责任单位|分工负责|分别负责|配合单位|责任部门")
_TURN = re.compile(
    r"[一二三四五六七八九十]{1,2}[是要]|[（(]\d{1,2}[）)]|[①-⑳]|第[一二三四五六七八九十]{1,2}[，,、]|要?(?:进一步|大力|着力|加快|全力|深入|持续)|各位代表"
)
_OVER_LONG, _TOO_SHORT, _OPENS_WITH_BRACKET, _ENDS_WITH_LEAD = 1e6, 40_000.0, 20_000.0, 6_000.0


def _finer(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A sentence that is too long, cut at semicolons, at its numbered items where it has none, else whole."""
    if end - start <= MOST:
        return [(start, end)]
    cuts = [start + match.end() for match in re.finditer(r"[；;]", text[start:end])]
    cuts = cuts or [start + match.start() for match in re.finditer(r"(?<=[，、])(?=[①-⑳]|[（(]\d)", text[start:end])]
    kept = [start]
    for cut in cuts:
        if cut - kept[-1] >= LEAST // 2 and cut < end:
            kept.append(cut)
    return list(pairwise([*kept, end]))


def _cost(text: str, spans: Sequence[tuple[int, int]], left: int, right: int) -> float:
    """How bad a passage of the sentences ``left`` to ``right`` would be: far from TARGET, or its theme torn off."""
    length = spans[right - 1][1] - spans[left][0]
    cost = float((length - TARGET) ** 2)
    if length > MOST:
        cost += _OVER_LONG
    if length < LEAST:
        cost += _TOO_SHORT
    if left and text[spans[left][0]] in "（(" and not _ITEM.match(text, spans[left][0]):
        cost += _OPENS_WITH_BRACKET
    if right < len(spans) and _is_lead(text, spans[right - 1], spans[right]):
        cost += _ENDS_WITH_LEAD
    return cost


def _is_lead(text: str, sentence: tuple[int, int], following: tuple[int, int]) -> bool:
    """Whether the sentence names the theme of what follows: short, without a figure, the next one longer."""
    start, end = sentence
    if end - start > 28 or re.search(r"\d", text[start:end]):
        return False
    return bool(_TURN.match(text, start)) or (end - start <= 18 and following[1] - following[0] > end - start)


def _cut(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A paragraph in pieces of about TARGET characters, borders between sentences, evenly filled."""
    if end - start <= WHOLE:
        return [(start, end)]
    spans = [piece for left, right in sentences(text, start, end) for piece in _finer(text, left, right)]
    best = [0.0] + [float("inf")] * len(spans)
    back = [0] * (len(spans) + 1)
    for right in range(1, len(spans) + 1):
        for left in range(right - 1, -1, -1):
            if right - left > 1 and spans[right - 1][1] - spans[left][0] > MOST:
                break
            cost = best[left] + _cost(text, spans, left, right)
            if cost < best[right]:
                best[right], back[right] = cost, left
    pieces: list[tuple[int, int]] = []
    right = len(spans)
    while right:
        pieces.append(strip_span(text, spans[back[right]][0], spans[right - 1][1]))
        right = back[right]
    return pieces[::-1]


@dataclass(frozen=True, kw_only=True)
class _Piece:
    """A passage in the making: its span, and its place as the indexes of its section and table."""

    start: int
    end: int
    section: int
    table: int
    fixed: bool = False


def _may_join(text: str, before: _Piece, new: _Piece) -> bool:
    """Whether two neighbours make one passage: rows of a table, list items, or a very short one with what stands by it."""
    if new.fixed or (before.section, before.table) != (new.section, new.table):
        return False
    length = new.end - before.start
    if new.table >= 0:
        return length <= WHOLE
    first, second = text[before.start : before.end], text[new.start : new.end]
    if _UNITS.search(first) or _UNITS.search(second):
        return False
    if min(len(first), len(second)) < SHORT:
        return length <= WHOLE
    return length <= JOINED and bool(_ITEM.match(first)) and bool(_ITEM.match(second))


def _pieces(report: Report, borders: Sequence[int]) -> list[_Piece]:
    """The body cut where it is too long, joined where it is too short."""
    pieces: list[_Piece] = []
    for paragraph in paragraphs(report, borders):
        spans = [(paragraph.start, paragraph.end)]
        if paragraph.table < 0:
            spans = _cut(report.text, paragraph.start, paragraph.end)
        for index, (start, end) in enumerate(spans):
            new = _Piece(
                start=start,
                end=end,
                section=paragraph.section,
                table=paragraph.table,
                fixed=paragraph.fixed and not index,
            )
            if not index and pieces and _may_join(report.text, pieces[-1], new):
                pieces[-1] = replace(pieces[-1], end=end)
            else:
                pieces.append(new)
    return pieces


def label(report: Report) -> str:
    """The report's title, with region and year behind it where the title does not say them: 政府工作报告（贵阳市 2024年）."""
    short = re.sub(r"(?:省|市|州|县|区|旗|盟|壮族自治区|回族自治区|维吾尔自治区|自治区)$", "", report.region)
    missing = [report.region] if report.region and short not in report.title else []
    if report.year and str(report.year) not in report.title:
        missing.append(f"{report.year}年")
    return report.title + (f"（{' '.join(missing)}）" if missing else "")


def _breadcrumb(report: Report, section: int, table: int, by_id: dict[str, Section]) -> str:
    path: list[str] = []
    current = report.sections[section] if section >= 0 else None
    while current:
        path.append(current.number + current.heading)
        current = by_id.get(current.parent)
    header = [text for text in report.tables[table].header if text] if table >= 0 else []
    return " › ".join([label(report), *reversed(path), *([" | ".join(header)] if header else [])])


def cut_passages(report: Report, borders: Sequence[int] = ()) -> tuple[Passage, ...]:
    """The report's passages in order; ``borders`` are further positions that no passage may cross."""
    by_id = {section.id: section for section in report.sections}
    crumbs: dict[tuple[int, int], str] = {}
    passages: list[Passage] = []
    for piece in _pieces(report, borders):
        place = (piece.section, piece.table)
        if place not in crumbs:
            crumbs[place] = _breadcrumb(report, *place, by_id)
        passages.append(
            Passage(
                id=f"{report.id}-p{piece.start}",
                report_id=report.id,
                section_id=report.sections[piece.section].id if piece.section >= 0 else "",
                text=report.text[piece.start : piece.end],
                start=piece.start,
                end=piece.end,
                breadcrumb=crumbs[place],
            )
        )
    return tuple(passages)
