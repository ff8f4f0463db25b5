"""Answers about a report itself: who gave it and when, who issued it, its document number."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.citations import Citations, ReportSource, full_title
from assistant.records import Answer, Query
from ingest.records import ReportEntry

_PAPER = r"(?:工作报告|政府报告|报告|通知|文件|方案|意见|\breport\b|\bnotice\b)"
_GIVEN = re.compile(
    rf"{_PAPER}.{{0,12}}(?:谁|哪位|什么人).{{0,4}}(?:作|做|讲|宣读|报告|给)|(?:谁|哪位|什么人).{{0,8}}(?:作|做|讲|宣读).{{0,8}}{_PAPER}"
    rf"|{_PAPER}.{{0,6}}(?:报告人|作者|主讲)|报告人(?!员|大)|(?:作|做).{{0,4}}{_PAPER}的是谁"
    rf"|\bwho (?:gave|delivered|made|presented|read)\b.*{_PAPER}",
    re.IGNORECASE,
)
_WHEN = re.compile(
    rf"{_PAPER}.{{0,14}}(?:哪[一]?天|什么时[候间]|何时|几月几[日号]|几号|日期|时间).{{0,12}}|(?:哪[一]?天|什么时[候间]|何时|几月几[日号]).{{0,10}}(?:作|做|印发|发布|下发|公布).{{0,10}}{_PAPER}?"
    rf"|\b(?:when|what day|which day|what date)\b.*{_PAPER}|{_PAPER}.*\b(?:date|which day)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"文号|发文字号|第?几号文|\bdocument number\b", re.IGNORECASE)
_ISSUER = re.compile(
    rf"(?:谁|哪个(?:单位|部门|机关)?|什么单位).{{0,4}}(?:印发|发布|下发|制定|发)|{_PAPER}.{{0,6}}(?:发文机关|印发单位)",
    re.IGNORECASE,
)
# The paper is what is asked about only where nothing else is: few words beside the paper's own.
_OFFICE = re.compile(
    r"(?:现在|现任|目前|当时|时任)?的?(省长|市长|州长|县长|区长|旗长|盟长|主席|总理|书记|专员)(?:现在|目前)?(?:是|叫)(?:谁|什么|哪位)|谁(?:是|当|任)[^，。]{0,8}(省长|市长|州长|县长|区长|旗长|盟长|主席|总理|书记|专员)"
)
_OFFICE_ENGLISH = re.compile(
    r"\bwho (?:is|was) [^?]*?\b(governor|mayor|premier|chair(?:man|person)|prefect|magistrate)\b", re.IGNORECASE
)
_OWN_WORDS = frozenset(
    [
        "政府",
        "工作",
        "报告",
        "政府工作报告",
        "人代会",
        "人大",
        "会议",
        "上作",
        "作",
        "做",
        "讲",
        "职务",
        "单位",
        "日期",
        "时间",
        "文号",
        "报告人",
        "印发",
        "发布",
        "责任分工",
        "分工",
        "方案",
        "通知",
        "重点工作",
        "文件",
        "省政府",
        "市政府",
        "人民政府",
        "两会",
    ]
)


def answer_about_report(query: Query, entries: Sequence[ReportEntry], reports: ReportSource) -> Answer | None:
    """The answer where the question is about the paper and not its content; None where it is not."""
    office = _OFFICE.search(query.text) or _OFFICE_ENGLISH.search(query.text)
    if office:
        return _office_holder(query, entries, reports)
    asked = [
        name
        for name, pattern in (("speaker", _GIVEN), ("date", _WHEN), ("document_number", _NUMBER), ("issuer", _ISSUER))
        if pattern.search(query.text)
    ]
    if not asked or any(term not in _OWN_WORDS and len(term) > 1 and not term.isascii() for term in query.terms):
        return None
    notices = re.search(r"通知|方案|意见|分工|notice", query.text)
    chosen = [
        entry
        for entry in entries
        if (not query.regions or entry.region in query.regions)
        and (not query.years or entry.year in query.years)
        and (entry.kind != "work_report" if notices else entry.kind == "work_report")
    ]
    if not chosen or (not query.regions and len(chosen) > 3):
        return None
    citations = Citations(reports)
    lines = [line for entry in chosen[:6] if (line := _line(entry, asked, citations, reports, query.language))]
    if not lines:
        return None
    return Answer(
        question=query.question, answer="\n".join(lines), kind="passage", citations=citations.all(), query=query
    )


def _office_holder(query: Query, entries: Sequence[ReportEntry], reports: ReportSource) -> Answer:
    """Who held the office when the newest report (of the region and year) was given, or that no report names them."""
    chosen = [
        entry
        for entry in sorted(entries, key=lambda entry: -(entry.year or 0))
        if entry.speaker
        and (not query.regions or entry.region in query.regions)
        and (not query.years or entry.year in query.years)
        and (query.regions or entry.level == "national")
    ]
    if not chosen:
        where = "、".join(query.regions)
        text = (
            f"资料库中{where}的报告没有写明这一职务由谁担任，无法回答。"
            if query.language == "zh"
            else f"The reports of {where or 'this place'} in the library do not name the holder of this office; I cannot answer."
        )
        return Answer(question=query.question, answer=text, kind="refusal", query=query)
    citations = Citations(reports)
    line = _line(chosen[0], ["speaker"], citations, reports, query.language)
    note = "（以报告作出时为准）" if query.language == "zh" else " (as of that report)"
    return Answer(question=query.question, answer=line + note, kind="passage", citations=citations.all(), query=query)


def _line(entry: ReportEntry, asked: Sequence[str], citations: Citations, reports: ReportSource, language: str) -> str:
    values = {name: str(getattr(entry, name)) for name in asked if getattr(entry, name)}
    if not values:
        return ""
    text = reports.report(entry.id).text
    marks = "".join(dict.fromkeys(f"[{citations.add(entry.id, *span)}]" for span in _evidence(text, values)))
    if language == "en":
        said = {
            "speaker": "given by {}",
            "date": "dated {}",
            "document_number": "document number {}",
            "issuer": "issued by {}",
        }
        return (
            f"{full_title(entry)}: "
            + ", ".join(said[name].format(value) for name, value in values.items())
            + f". {marks}"
        )
    said = {"speaker": "由{}作报告", "date": "日期是{}", "document_number": "文号是{}", "issuer": "由{}印发"}
    shown = {name: _chinese_date(value) if name == "date" else value for name, value in values.items()}
    return full_title(entry) + "，".join(said[name].format(value) for name, value in shown.items()) + f"。{marks}"


def _chinese_date(iso: str) -> str:
    parts = iso.split("-")
    return f"{int(parts[0])}年{int(parts[1])}月{int(parts[2])}日" if len(parts) == 3 else iso


def _evidence(text: str, values: dict[str, str]) -> list[tuple[int, int]]:
    """The lines of the paper's head (or foot) in which the values stand."""
    spans = []
    for name, value in values.items():
        needles = [_chinese_date(value)] if name == "date" else [value, value.split(" ")[-1]]
        for needle in needles:
            pattern = r"\s*".join(re.escape(sign) for sign in needle if not sign.isspace())
            match = re.search(pattern, text)
            if match:
                start = text.rfind("\n", 0, match.start()) + 1
                end = text.find("\n", match.end())
                end = len(text) if end < 0 else end
                spans.append((start, end) if end - start <= 200 else match.span())
                break
    return spans
