"""The title of a briefing."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.briefing_records import Template
from assistant.briefing_request import BriefingRequest
from assistant.names import short_name
from ingest.records import ReportEntry

_MANY = 3


def title_of(request: BriefingRequest, template: Template, entries: Iterable[ReportEntry] = ()) -> str:
    """Region, year, matter and kind of page, as an office would head it: 某市2024年数字经济工作要点.

    Without a year in the request the year of the papers that it rests on, where they have one.
    """
    where = "各地" if request.everywhere or len(request.regions) > _MANY else "、".join(request.regions)
    if request.everywhere and (group := _group(request)):
        where = group
    held = {entry.year for entry in entries if entry.year is not None}
    asked = request.years or (tuple(held) if len(held) == 1 else ())
    years = f"{asked[0]}年" if len(asked) == 1 else ""
    if len(request.years) > 1:
        years = f"{min(request.years)}—{max(request.years)}年"
    if template == "unit":
        return f"{_unit_place(request)}{_unit_name(request)}{years}牵头任务"
    words = re.sub(r"\s+", "", request.words).strip("，,。")
    if template == "comparison":
        words = re.sub(r"(?:目标|实际)$", "", words)
        kind = "目标" if request.query.indicator_kind != "result" else "完成情况"
        return f"{years}{where}{words}{kind}对比"
    if template == "list":
        return f"{where}{years}{words}"
    if template == "region":
        return (
            f"{where}{years}政府{request.form}"
            if request.form.startswith("工作")
            else f"{where}{years}政府工作{request.form}"
        )
    if request.everywhere:
        return f"{years}{where}{words}{_form_after(words, request.form)}"
    return f"{where}{years}{words}{_form_after(words, request.form)}"


def _form_after(words: str, form: str) -> str:
    return form[2:] if form.startswith("工作") and words.endswith("工作") else form


def _group(request: BriefingRequest) -> str:
    match = re.search(
        r"京津冀|长三角|成渝|川渝|东北三?省?|西北|西南|西部|中部|东部|华北|华东|华中|华南|直辖市|各[省市州县区]+",
        request.text,
    )
    return match.group() if match else ""


def _unit_place(request: BriefingRequest) -> str:
    return "" if request.everywhere or len(request.regions) > _MANY else "、".join(request.regions)


def _unit_name(request: BriefingRequest) -> str:
    """The unit without a 省 or 市 that the region's name before it says already."""
    names = []
    for unit in request.units:
        bare = unit[1:] if unit[:1] in "省市州县区" and _unit_place(request) else unit
        for region in request.regions:
            bare = bare.removeprefix(region).removeprefix(short_name(region))
        names.append(bare or unit)
    return "、".join(names)
