"""How the register's answers are worded, in Chinese and English."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.names import in_pinyin, short_name
from ingest.extract.agencies import english_unit
from ingest.records import Assignment, ReportEntry
from ingest.structure.regions import canonical_region

if TYPE_CHECKING:
    from assistant.register import Register

QUOTED = 70  # characters of a task's words that an answer shows


def place(entry: ReportEntry, english: bool) -> str:
    """The short name of the notice's region: 贵州 / Guizhou."""
    if not english:
        return short_name(entry.region) if entry.region else f"《{plain_title(entry)}》"
    known = canonical_region(entry.region)
    if known is not None and known.english:
        return known.english
    return in_pinyin(short_name(entry.region)) if entry.region else entry.title


def plain_title(entry: ReportEntry) -> str:
    """The title with inner book-title marks turned into single ones, to stand in 《》."""
    return entry.title.strip("《》").replace("《", "〈").replace("》", "〉")


def notice_name(entry: ReportEntry, english: bool) -> str:
    """The notice as the answer calls it: 贵州2022年责任分工方案 / Guizhou's 2022 task-division notice."""
    year = entry.year or ""
    if english:
        return f"{place(entry, True)}'s {year} task-division notice".replace("  ", " ")
    return f"{place(entry, False)}{year}{'年' if year else ''}责任分工方案"


def units(names: Sequence[str], english: bool, open_list: bool = False) -> str:
    """A list of units: 省科技厅、省教育厅等 / 省科技厅 (Department of Science and Technology) and others."""
    if not english:
        return "、".join(names) + ("等" if open_list else "")
    shown = [f"{name} ({gloss})" if (gloss := english_unit(name)) else name for name in names]
    text = ", ".join(shown[:-1]) + (" and " if len(shown) > 1 else "") + shown[-1] if shown else ""
    return text + (" and others" if open_list else "")


def shortened(text: str, limit: int = QUOTED) -> str:
    """The text on one line, cut at a comma where it is longer than ``limit``, with … behind the cut."""
    flat = "".join(text.split()) if not text.isascii() else " ".join(text.split())
    if len(flat) <= limit:
        return flat
    cut = max(flat.rfind(sign, limit // 2, limit) for sign in "，；。、,;")
    return flat[: cut if cut > 0 else limit] + "…"


def quoted(text: str, limit: int = QUOTED) -> str:
    """The shortened text without its last stop, to stand in quotation marks inside a sentence."""
    return shortened(text, limit).rstrip("。；;，,. ")


def damage_warning(entry: ReportEntry, items: Sequence[Assignment], english: bool) -> str:
    """How much of a damaged notice is left, in one short sentence; "" for one that is whole. ``items``: all of it."""
    lost_text = sum(1 for item in items if item.status == "text_missing")
    lost_units = sum(1 for item in items if item.status == "assignment_missing")
    if not lost_text and not lost_units:
        return ""
    numbers = {item.task_number for item in items if item.task_number is not None}
    gone = max(numbers, default=0) - len(numbers)
    whole = len(items) - lost_text - lost_units
    if english:
        text = f"{place(entry, True)}'s notice is damaged: {whole} tasks whole, {lost_text} without text, {lost_units} without units"
        return text + (f", {gone} lost." if gone > 0 else ".")
    text = f"{place(entry, False)}通知原文错乱：{whole}项完整，{lost_text}项缺任务文字，{lost_units}项缺责任单位"
    return text + (f"，{gone}项全缺。" if gone > 0 else "。")


def damage_warnings(items: Sequence[Assignment], register: Register, english: bool) -> tuple[str, ...]:
    """The damage of the notices that ``items`` stand in, a sentence each."""
    found = []
    for report_id in dict.fromkeys(item.report_id for item in items):
        entry = register.entry(report_id)
        if entry is not None:
            found.append(damage_warning(entry, register.of_report(report_id), english))
    return tuple(filter(None, found))


def task_label(item: Assignment, english: bool) -> str:
    """第22项 / task 22; "" where the notice does not number its tasks."""
    if item.task_number is None:
        return ""
    return f"task {item.task_number}" if english else f"第{item.task_number}项"


def evidence_spans(item: Assignment) -> tuple[tuple[int, int], ...]:
    """The spans of the notice that prove an assignment: the words together with the bracket that follows them, or both
    apart where the source has torn them from one another."""
    if item.text_start is None or item.text_end is None:
        return ((item.start, item.end),)
    if item.status == "ok" and item.start <= item.text_start <= item.text_end <= item.end:
        return ((item.start, item.end),)
    if item.status == "ok" and 0 <= item.start - item.text_end <= 3:
        return ((item.text_start, item.end),)
    return tuple(dict.fromkeys(((item.text_start, item.text_end), (item.start, item.end))))
