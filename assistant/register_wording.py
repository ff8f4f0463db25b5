"""How the register's answers are worded, in Chinese and English."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.names import in_pinyin, short_name
from ingest.extract.agencies import english_unit
from ingest.records import Assignment, ReportEntry
from ingest.structure.regions import canonical_region

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
