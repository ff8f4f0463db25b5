"""Refusals of register questions: what is not in the notices, and which notices there are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.records import Answer, Query
from assistant.register_questions import RegisterAsk
from assistant.register_wording import notice_name, units
from ingest.extract.agencies import canonical_unit
from ingest.records import ReportEntry

if TYPE_CHECKING:
    from assistant.register import Register

_SHOWN = 6


def no_notice(query: Query, register: Register) -> Answer:
    """The library has no task-division notice of the region or year asked for."""
    years = "、".join(f"{year}年" for year in query.years)
    where = "、".join(query.regions)
    if query.language == "en":
        asked = " ".join(filter(None, (", ".join(query.regions), ", ".join(map(str, query.years)))))
        text = f"The library has no task-division notice of {asked}, so the lead unit cannot be determined (not found). It holds: {_held(register, True)}."
    else:
        text = f"资料库中没有{where}{years}的责任分工方案，无法确定牵头单位。现有可查的分工方案：{_held(register, False)}。"
    return _refusal(query, text)


def no_task(query: Query, ask: RegisterAsk, register: Register, entries: Sequence[ReportEntry]) -> Answer:
    """The notices do not hold the task."""
    english = query.language == "en"
    where = (", " if english else "、").join(notice_name(entry, english) for entry in entries[:_SHOWN])
    damaged = any("错乱" in note for entry in entries for note in entry.notes)
    if english:
        text = f"No task on “{ask.topic}” was found: it is not in {where}, so the lead unit cannot be named."
        text += " Part of that source is lost, and the task may be among the lost ones." if damaged else ""
        text += f" Notices in the library: {_held(register, True)}."
    else:
        asked = f"第{ask.numbers[0]}项任务" if ask.numbers else f"与“{ask.topic}”相符的任务"
        text = f"在{where}中没有找到{asked}，无法确定牵头单位。"
        text += "该方案原文错乱、部分任务已缺失，所问任务也可能在缺失之列。" if damaged else ""
        text += f"现有可查的分工方案：{_held(register, False)}。" if len(register.notices) > len(entries) else ""
    return _refusal(query, text)


def no_unit(query: Query, ask: RegisterAsk, register: Register, entries: Sequence[ReportEntry]) -> Answer:
    """The notices do not name the unit."""
    english = query.language == "en"
    where = (", " if english else "、").join(notice_name(entry, english) for entry in entries[:_SHOWN])
    level = entries[0].level if entries else ""
    name = units([canonical_unit(unit, level) for unit in ask.units], english)
    text = (
        f"{name} was not found: it is not named in {where}."
        if english
        else f"在{where}中没有找到{name}，无法列出其任务。"
    )
    return _refusal(query, text)


def _held(register: Register, english: bool) -> str:
    names = [notice_name(entry, english) for entry in register.notices]
    more = (" …" if english else "等") if len(names) > _SHOWN else ""
    return (", " if english else "、").join(names[:_SHOWN]) + more


def _refusal(query: Query, text: str) -> Answer:
    return Answer(question=query.question, answer=text, kind="refusal", query=query)
