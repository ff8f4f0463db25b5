"""What a paper is: kind, region, level, year, date, speaker, issuer, document number; from its text, its file name last."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from ingest.records import Kind, Level
from ingest.structure.dates import find_years, first_date
from ingest.structure.front import Front, is_web_remain
from ingest.structure.home_region import home_region
from ingest.structure.layout import Line
from ingest.structure.regions import Region
from ingest.structure.titles import bare, given_out
from ingest.tokens import HAN


@dataclass(frozen=True, kw_only=True)
class Description:
    """The descriptive fields of a `Report`, and notes on what had to be inferred."""

    title: str
    kind: Kind
    region: str
    level: Level
    year: int | None
    issuer: str
    document_number: str
    date: str
    speaker: str
    notes: tuple[str, ...]


_DIVISION = re.compile(
    r"责任分工|任务分工|工作分工|任务分解|责任分解|目标分解|责任清单|任务清单|分工方案|分工的|分工意见|立项分解|责任落实|分解落实|任务责任|分解表|任务书"
)
_PLAN = re.compile(r"规划|纲要|要点|方案|计划|行动|工作安排|路线图|重点工作|重点任务|民生实事|实事项目")
_POLICY = re.compile(r"意见|办法|通知|决定|规定|措施|细则|条例|批复|公告|通告|通报|政策|命令|令$|函$")
_REPORTS_WORK = re.compile(
    r"代表[^。]{0,24}(?:政府|国务院|行署|管委会)[^。]{0,16}(?:报告|作)[^。]{0,10}工作|作政府工作报告"
)
_QUOTED = re.compile(r"《[^《》]*(?:《[^《》]*》[^《》]*)*》|〈[^〈〉]*〉|<[^<>]*>")
_UNITS = re.compile(r"牵头单位|责任单位|责任部门|牵头[，,）)]|按职责分工负责|分别负责|配合单位")
_WORK_TITLE = re.compile(r"工作的?报告(?:全文|摘要|摘登|文字版)?(?:\s*[（(].*[）)])?$")
_ABOUT_ANOTHER = re.compile(r"关于(?!.{0,12}政府工作的?报告)|决议|说明|起草|落实|解读")


def _kind(title: str, opening: str, text: str) -> Kind:
    """The kind by the title's own words (what it quotes set aside), then by the opening and by the units named."""
    plain = _QUOTED.sub("", title)
    if _WORK_TITLE.search(plain) and not _ABOUT_ANOTHER.search(plain) and "政府" in title + opening:
        return "work_report"
    if _DIVISION.search(title):
        return "division_notice"
    reports_work = bool(_REPORTS_WORK.search(opening[:3000]))
    if (not title or "政府工作报告" in title) and reports_work:
        return "work_report"
    units = len(_UNITS.findall(text))
    if units >= 8 and units * 600 > len(text) and re.search(r"重点工作|工作报告|任务|实事", title):
        return "division_notice"
    named = re.search(r"印发(?P<what>.+?)的?(?:通知|函)?$", title)
    if _PLAN.search(named["what"] if named else plain):
        return "plan"
    if _POLICY.search(title):
        return "policy"
    return "work_report" if reports_work and not title else "other"


_BODY = rf"[{HAN}]{{2,30}}?(?:人民政府(?:办公[厅室])?|政府办公[厅室]|国务院(?:办公厅)?|办公[厅室]|委员会|领导小组(?:办公室)?|指挥部|厅|局|委|部|行署|公署)"
_ISSUER = re.compile(
    rf"(?P<issuer>[{HAN}、 ]{{0,40}}?(?:人民政府(?:办公[厅室])?|政府(?:办公[厅室])?|国务院(?:办公厅)?|办公[厅室]|委员会|领导小组(?:办公室)?|厅|局|委|行署|公署|指挥部|部))"
    r"\s*(?=关于|印发|转发|批转)"
)
_DAY = r"(?:20\d\d|二[〇○零O][〇○零O一二三四五六七八九]{2})\s*年\s*[\d〇○零一二三四五六七八九十]{1,3}\s*月\s*[\d〇○零一二三四五六七八九十]{1,3}\s*日"
_SIGNATURE = re.compile(
    rf"(?:^|(?<=[\n。\s）)]))(?P<issuer>{_BODY})\s*(?P<date>{_DAY})(?=\s*(?:$|\n|[（(]|附件|抄送|附\s*[:：]))"
)
_DAY_ALONE = re.compile(rf"^[ \t\u3000]*(?P<date>{_DAY})[ \t\u3000]*$", re.MULTILINE)


def _signature(text: str) -> tuple[str, str]:
    """The issuer and the day at the end of the notice proper (成文日期), each "" where there is none."""
    match = _SIGNATURE.search(text)
    if match:
        return re.sub(r"\s", "", match["issuer"]), first_date(match["date"])
    alone = _DAY_ALONE.search(text)
    return "", first_date(alone["date"]) if alone else ""


_PLANNED = re.compile(
    r"^[#*\s]*(?:[一二三四五六七八九十]{1,2}、|第[一二三四]部分)[^\n]{0,24}?(20\d\d)年(?![^\n]{0,10}回顾)[^\n]{0,16}?(?:安排|任务|重点|目标|要求|工作|思路|打算|部署|发展)",
    re.MULTILINE,
)
_PAST = re.compile(
    r"(20\d\d)年[^\n]{0,12}(?:回顾|成效|取得|完成情况)|过去的(20\d\d)年|(20\d\d)年是[^。]{0,40}(?:极不平凡|里程碑)"
)


def _year_of_work(text: str, given: str) -> int | None:
    """The year whose work a report sets out: by its headings, else by the day it was given (in December: the next year)."""
    planned = [int(year) for year in _PLANNED.findall(text)]
    if given:
        year = int(given[:4]) + (given[5:7] == "12")
        return year if not planned or max(planned) not in (year, year - 1, year + 1) else max(planned)
    if planned:
        return max(planned)
    past = [int(next(filter(None, match))) for match in _PAST.findall(text)]
    return Counter(past).most_common(1)[0][0] + 1 if past else None


def _year(title: str, number: str, kind: Kind, text: str, date: str, name: str) -> int | None:
    """The year whose work the paper sets out: title, headings, document number, day, commonest year, file name."""
    title = re.sub(_DAY, "", title)
    years = find_years(title) or tuple(int(year) for year in re.findall(r"(?<!\d)(20\d\d)(?=\s*政府)", title))
    if years and not re.search(r"20\d\d\s*(?:年)?\s*[-—~－至]\s*20\d\d", title):
        return max(years) if kind == "work_report" else years[0]
    if kind == "work_report" and (year := _year_of_work(text, date)):
        return year
    if number_year := re.search(r"〔(\d{4})〕", number):
        return int(number_year[1])
    if date:
        return int(date[:4])
    if kind in ("work_report", "division_notice") and (counted := Counter(find_years(text))):
        return counted.most_common(1)[0][0]
    in_name = re.search(r"(?<!\d)(20[0-3]\d)(?!\d)", PurePath(name).stem)
    return int(in_name[1]) if in_name else None


def _issuer(title: str, kind: Kind, region: Region | None, signer: str) -> str:
    """The body that gave the paper out, an elided region restored (省人民政府办公厅 -> 贵州省人民政府办公厅)."""
    match = _ISSUER.match(title)
    if match:
        issuer = re.sub(r"\s", "", match["issuer"])
        if region and re.match(r"(?:省|市|州|县|区|自治区)(?:人民|政府|委)", issuer):
            return signer if signer.endswith(issuer) else region.name.removesuffix(issuer[0]) + issuer
        return issuer
    if kind == "work_report" and region:
        return "国务院" if region.level == "national" else region.name + "人民政府"
    return signer


def _composed_title(kind: Kind, region: Region | None, year: int | None, lines: Sequence[Line], name: str) -> str:
    """A title for a paper that prints none: a work report's by its kind, else its first short line, else its file's name."""
    if kind == "work_report":
        place = "" if region is None or region.level == "national" else region.name
        return f"{place}{f'{year}年' if year else ''}政府工作报告"
    heads = (bare(line.text).strip("：: ，。") for line in lines[:5])
    return next((text for text in heads if 3 < len(text) <= 60 and not is_web_remain(text)), "") or PurePath(name).stem


def describe(text: str, lines: Sequence[Line], front: Front, name: str) -> Description:
    """What the paper with this text is; ``name`` is its file's name, used only where the text says nothing."""
    title = front.title
    signer, signed = _signature(text)
    if not title and (enclosed := given_out(text[:3000])):
        title = f"{signer}关于印发{enclosed}的通知"
    kind = _kind(title, text[:3000], text)
    if kind == "work_report" and not front.number:
        signer = signed = ""
    region, inferred = home_region(front, text, signer, name)
    given = front.date or signed if kind == "work_report" else signed or front.written or front.date
    year = _year(title, front.number, kind, text, given or front.written, name)
    title = title or _composed_title(kind, region, year, lines, name)
    notes = []
    if not front.title:
        notes.append(f"原文没有标题，标题“{title}”是按正文拟定的")
    if inferred and region:
        notes.append(f"原文没有写明所属地区，“{region.name}”是根据{inferred}判断的")
    return Description(
        title=title,
        kind=kind,
        region=region.name if region else "",
        level=region.level if region else "",
        year=year,
        issuer=_issuer(title, kind, region, signer),
        document_number=front.number,
        date=given or front.written or front.published,
        speaker=front.speaker if kind == "work_report" else "",
        notes=tuple(notes),
    )
