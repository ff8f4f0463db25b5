"""What a paper is: kind, region, level, year, date, speaker, issuer, document number; from its text, its file name last."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from ingest.records import Kind, Level
from ingest.structure.dates import find_dates, find_years
from ingest.structure.front import Front, is_web_remain, read_front
from ingest.structure.layout import Line
from ingest.structure.regions import (
    NATIONAL,
    Region,
    canonical_region,
    find_regions,
    region_of_document_number,
)
from ingest.tokens import HAN


@dataclass(frozen=True, kw_only=True)
class Description:
    """The descriptive fields of a `Report`, the front they were read from, and notes on what had to be inferred."""

    title: str
    kind: Kind
    region: str
    level: Level
    year: int | None
    issuer: str
    document_number: str
    date: str
    speaker: str
    front: Front
    notes: tuple[str, ...]


_DIVISION = re.compile(
    r"责任分工|任务分工|工作分工|任务分解|责任分解|目标分解|责任清单|任务清单|分工方案|分工的|分工意见|重点工作分工|立项分解|责任落实|分解落实|任务责任"
)
_PLAN = re.compile(r"规划|纲要|要点|方案|计划|行动|工作安排|路线图|重点工作|重点任务|民生实事")
_POLICY = re.compile(r"意见|办法|通知|决定|规定|措施|细则|条例|批复|公告|通告|通报|政策|令$")
_REPORTS_WORK = re.compile(
    r"代表[^。]{0,24}(?:政府|国务院|行署|管委会)[^。]{0,12}(?:报告|作)[^。]{0,8}工作|作政府工作报告"
)
_OUT_OF_QUOTES = re.compile(r"[《〈<][^《》〈〉<>]*(?:[〈<][^〉>]*[〉>][^》]*)?[》〉>]")


def _kind(title: str, opening: str, body: str) -> Kind:
    plain = _OUT_OF_QUOTES.sub("", title)
    if re.search(r"工作的?报告(?:[（(].*[）)])?$", title) and "政府" in title + opening[:200] and "关于" not in plain:
        return "work_report"
    if _DIVISION.search(title):
        return "division_notice"
    if not title or "政府工作报告" in title:
        if _REPORTS_WORK.search(opening):
            return "work_report"
    units = len(re.findall(r"牵头单位|责任单位|责任部门|牵头[，,）)]|按职责分工负责|分别负责|配合单位", body))
    if units >= 8 and units * 600 > len(body) and re.search(r"重点工作|工作报告|任务|实事", title):
        return "division_notice"
    named = re.search(r"印发(?P<what>.+?)的?(?:通知|函)?$", title)
    if _PLAN.search(named["what"] if named else plain):
        return "plan"
    if _POLICY.search(title):
        return "policy"
    if _REPORTS_WORK.search(opening):
        return "work_report"
    return "other"


_GOVERNMENT = re.compile(
    rf"(?P<region>[{HAN}]{{2,16}}?(?:省|自治区|特别行政区|市|自治州|州|盟|地区|县|旗|区))(?:人民)?(?:政府|行政公署|行署)"
)
_ISSUER = re.compile(
    rf"^(?P<issuer>[{HAN}、]{{1,40}}?(?:人民政府(?:办公[厅室])?|政府(?:办公[厅室])?|国务院(?:办公厅)?|办公[厅室]|委员会|领导小组(?:办公室)?|厅|局|委|行署|公署|指挥部|部))(?=关于|印发|转发|批转)"
)
_SIGNATURE = re.compile(
    rf"(?:^|(?<=[\n。\s）)]))(?P<issuer>[{HAN}]{{2,30}}?(?:人民政府(?:办公[厅室])?|国务院(?:办公厅)?|办公[厅室]|委员会|领导小组|厅|局|委|行署|公署))\s*"
    r"(?P<date>(?:20\d\d|二[〇○零][〇○零一二三四五六七八九]{2})\s*年\s*[\d〇零一二三四五六七八九十]{1,3}\s*月\s*[\d〇零一二三四五六七八九十]{1,3}\s*日)"
    r"(?=\s*(?:$|\n|[（(]|附件|抄送|附[:：]))"
)
_OWN = re.compile(r"代表(?P<sign>省|自治区|市|州|盟|县|旗|区)(?:人民)?(?:政府|行署)")
_SPEAKS_FROM: tuple[tuple[Level, str, re.Pattern[str]], ...] = (
    ("county", "县区旗", re.compile(r"全[县区旗](?!域)|[县区旗]委、|[县区旗]人民?政府")),
    ("prefecture", "市州盟", re.compile(r"全[市州盟]|[市州盟]委、|[市州]人民?政府|行署")),
    ("province", "省区市", re.compile(r"全[省区]|省委、|自治区党委|省人民?政府|自治区人民?政府")),
)


def _place(name: str) -> Region | None:
    name = re.sub(rf"^(?:[{HAN}]{{0,6}}?在|——|的)", "", name) if "在" in name[:7] else name
    if name == NATIONAL or "全国" in name:
        return canonical_region(NATIONAL)
    return canonical_region(name) if name else None


def _of_title(title: str) -> Region | None:
    """The innermost region that the title opens with (贵州省贵阳市… -> 贵阳市)."""
    head = title
    match = _GOVERNMENT.search(head[:40]) or re.match(
        rf"(?:20\d\d年(?:度)?)?(?P<region>[{HAN}]{{2,16}}?(?:省|自治区|市|自治州|州|盟|地区|县|旗|区))(?=20|二〇|政府|人民|国民|关于|第|重点|“|十)",
        head,
    )
    if match and (region := canonical_region(match["region"])):
        return region
    mentions = [m for m in find_regions(title) if m.start <= 12 and m.region.level != "national"]
    return mentions[-1].region if mentions else None


def _own_level(text: str) -> tuple[Level, str]:
    """The level that a paper speaks from, and the characters that its region's name may end in: 代表州人民政府, 全州 ….

    A lower level names the higher ones all the time (省委、省政府), a higher one hardly the lower: the lowest that is
    named often enough is the paper's own.
    """
    own = _OWN.search(text[:1500])
    if own:
        sign = own["sign"][-1]
        levels: dict[str, Level] = {"省": "province", "市": "prefecture", "州": "prefecture", "盟": "prefecture"}
        return ("province" if own["sign"] == "自治区" else levels.get(sign, "county")), sign
    counts = [len(pattern.findall(text)) for _, _, pattern in _SPEAKS_FROM]
    for (level, signs, _), count in zip(_SPEAKS_FROM, counts, strict=True):
        if count >= 5 and count * 8 >= sum(counts):
            return level, signs
    return "", ""


def _scored(text: str) -> Region | None:
    """The region that a paper without a title is about: the most mentioned one of the level that the paper speaks from."""
    level, signs = _own_level(text)
    counts: Counter[str] = Counter()
    found: dict[str, Region] = {}
    for mention in find_regions(text):
        name = mention.region.name
        if level in ("", mention.region.level) and name[-1] in (signs or name[-1]) and mention.region.level != "national":
            counts[name] += 1
            found[name] = mention.region
    if not counts:
        return None
    (name, most), *rest = counts.most_common(2)
    return found[name] if most >= 3 and (not rest or most >= 2 * rest[0][1]) else None


def _region(front: Front, kind: Kind, text: str, signature: str, name: str) -> tuple[Region | None, str]:
    """The paper's region and, where it had to be inferred, from what."""
    opening = text[:1500]
    if kind == "work_report" and re.search(r"代表国务院|国务院总理", opening):
        return canonical_region(NATIONAL), ""
    place = _place(front.place)
    of_title = _of_title(front.title)
    speaks = re.search(rf"代表(?P<region>[{HAN}]{{2,16}}?(?:省|自治区|市|州|盟|县|旗|区))人民政府", opening)
    for region in (
        of_title,
        place,
        canonical_region(speaks["region"]) if speaks else None,
        _of_title(signature),
        region_of_document_number(front.number) if front.number else None,
    ):
        if region:
            return region, ""
    if re.search(r"国务院", front.title[:6] + signature):
        return canonical_region(NATIONAL), ""
    scored = _scored(text)
    if scored:
        return scored, "正文"
    mentions = find_regions(PurePath(name).stem)
    return (mentions[-1].region, "文件名") if mentions else (None, "")


_YEAR_OF_WORK = re.compile(
    r"^[#*\s]*[一二三四五六七八九十]{1,2}、[^\n]{0,20}?(20\d\d)年[^\n]{0,12}?(?:安排|任务|重点|目标|总体要求|工作|思路|要求|打算|部署)(?!回顾)",
    re.MULTILINE,
)


def _year(front: Front, kind: Kind, text: str, date: str, name: str) -> int | None:
    title_years = [year for year in find_years(front.title)]
    if title_years and not re.search(r"20\d\d\s*[-—~至]\s*20\d\d", front.title):
        return max(title_years) if kind == "work_report" else title_years[0]
    if kind == "work_report":
        planned = [int(year) for year in _YEAR_OF_WORK.findall(text)]
        planned = [year for year in planned if not re.search(rf"{year}年[^\n]{{0,8}}回顾", text[:6000])] or planned
        if date:
            given = int(date[:4]) + (1 if date[5:7] == "12" else 0)
            return (
                given
                if not planned or abs(planned[0] - given) > 1
                else planned[0]
                if planned[0] >= int(date[:4])
                else given
            )
        if planned:
            return max(planned)
    number_year = re.search(r"〔(\d{4})〕", front.number)
    if number_year:
        return int(number_year[1])
    if date:
        return int(date[:4])
    years = Counter(find_years(text))
    if years:
        return years.most_common(1)[0][0]
    in_name = re.search(r"(?<!\d)(20[0-3]\d)(?!\d)", PurePath(name).stem)
    return int(in_name[1]) if in_name else None


def _issuer(front: Front, kind: Kind, region: Region | None, signature: str) -> str:
    match = _ISSUER.match(front.title)
    if match:
        issuer = match["issuer"]
        if region and re.match(r"(?:省|市|州|县|区|自治区)(?:人民|政府|委)", issuer):
            return (
                signature
                if signature.endswith(issuer[1:])
                else region.name + issuer[1:]
                if region.name.endswith(issuer[0])
                else region.name[:-1] + issuer
            )
        return issuer
    if kind == "work_report" and region:
        return "国务院" if region.level == "national" else region.name + "人民政府"
    return signature


def _signature(text: str) -> tuple[str, str]:
    """The issuer and the day at the end of the notice proper (成文日期), each "" where there is none."""
    match = _SIGNATURE.search(text)
    if not match:
        return "", ""
    days = find_dates(match["date"])
    return match["issuer"], days[0].iso if days else ""


def _composed_title(kind: Kind, region: Region | None, year: int | None, lines: Sequence[Line], name: str) -> str:
    if kind == "work_report":
        place = "" if region is None or region.level == "national" else region.name
        return f"{place}{f'{year}年' if year else ''}政府工作报告"
    first = next((line.text for line in lines if len(line.text) <= 60 and not is_web_remain(line.text)), "")
    return first.strip("#*：: ") or PurePath(name).stem


def describe(text: str, lines: Sequence[Line], name: str) -> Description:
    """What the paper with this text is; ``name`` is its file's name, used only where the text says nothing."""
    front = read_front(lines)
    opening = text[:3000]
    kind = _kind(front.title, opening, text)
    signer, signed = ("", "") if kind == "work_report" else _signature(text)
    region, inferred = _region(front, kind, text, signer, name)
    date = (front.date or signed) if kind == "work_report" else (signed or front.date)
    date = date or front.published
    year = _year(front, kind, text, front.date or signed, name)
    title = front.title or _composed_title(kind, region, year, lines, name)
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
        issuer=_issuer(front, kind, region, signer),
        document_number=front.number,
        date=date,
        speaker=front.speaker if kind == "work_report" else "",
        front=front,
        notes=tuple(notes),
    )
