"""The front of a paper: title, document number, meeting line and speaker, as they stand before the body."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.structure.dates import first_date
from ingest.structure.layout import Line, strip_span
from ingest.structure.titles import (
    bare,
    document_title_at,
    front_matter,
    inline_document_title,
    plain_title,
    work_title,
)
from ingest.tokens import HAN

NUMBER = re.compile(
    rf"(?P<org>[{HAN}]{{2,12}})\s*[〔\[﹝（(【〈]\s*(?P<year>(?:19|20)\d\d)\s*[〕\]﹞）)】〉]\s*(?:第\s*)?(?P<serial>\d{{1,4}})\s*号"
)
_BEFORE_NUMBER = re.compile(r"^.*(?:通知|意见|决定|方案|办法|报告|批复|文件|文号|字号|关于|根据|依据|按照|转发|政府令)")
_COUNT = r"[〇零一二三四五六七八九十百\d]{1,4}"
MEETING = re.compile(
    rf"(?P<place>(?:[{HAN}·]\s?){{0,24}}?)\s*(?:第\s*{_COUNT}\s*届)?\s*(?P<congress>(?:全国)?\s*人民代表大会|人大)\s*(?:常务委员会|常委会)?\s*"
    rf"第?\s*{_COUNT}\s*次\s*(?:全体)?会\s*议"
)
OFFICE = (
    r"(?:国务院(?:代)?总理|(?:代理?|副|常务副)?(?:省长|市长|州长|盟长|县长|区长|旗长)|(?:自治区|自治州|特别行政区)?(?:人民政府)?(?:代理?)?主席|"
    r"(?:行署|行政公署)?(?:代)?专员|行政长官|(?:党工委(?:副)?书记、)?(?:管委会|管理委员会)(?:代)?主任)"
)
_NAME = rf"(?:[{HAN}]{{1,8}}(?:[·•・‧﹒．][{HAN}]{{1,10}}){{1,3}}|[{HAN}]\s{{0,6}}[{HAN}]{{1,2}}|[{HAN}]{{2,4}})"
_SPEAKER = re.compile(
    rf"(?:(?:报告人|作报告人|汇报人)\s*[:：]?\s*)?(?P<place>[{HAN}]{{0,16}}?)(?P<office>{OFFICE})\s*[:：]?\s*(?P<name>{_NAME})(?:\s*同志)?\s*$"
)
_OFFICE_ALONE = re.compile(rf"[{HAN}]{{0,16}}{OFFICE}")
_NOT_A_NAME = re.compile(r"基金|质量|信箱|热线|办公|会议|工作|报告|政府|负责|牵头|讲话|人民|代表|大会|同志|各位")
_WEB = re.compile(
    r"\W*(?:发布日期|发布时间|发布机构|发布单位|发文日期|来源|信息来源|稿件来源|文章来源|浏览次数|浏览量|阅读次数|阅读量|访问量|点击数|点击率|字体|字号|索引号|"
    r"主题分类|发文机关|发文字号|成文日期|有效性|责任编辑|编辑|作者|打印|分享|当前位置|当前页面|所在位置|访问次数|新闻来源|点击量|您的位置|您现在的位置|保护视力色|日期|时间|文号|公开日期|生成日期|"
    r"信息名称|公开方式|公开范围|公开形式|主题词|文件状态|组配分类)\s*[】\]]?\s*[:：|]|\W*(?:首页\s*[>›»/]|打印本页|关闭窗口|返回顶部|扫一扫|【字体)"
)
_WEB_INSIDE = re.compile(r"(?:发布日期|发布时间|浏览次数|信息来源|来源|字体)\s*[:：]|浏览次数|【打印】")
_WRITTEN = re.compile(r"成文日期\s*[】\]]?\s*[:：|]")
ADDRESSEES = re.compile(r"(?:各|省|市|县|州|区|国务院|中央|自治区)[^。；\n]{2,300}[:：]")
OPENING = re.compile(
    r"各位(?:代表|委员|领导|同志)\s*[：:，]|(?:现在[，,]?\s*)?(?:我|请允许我)(?:谨|受)?[^。]{0,10}代表[^。]{0,24}(?:政府|国务院|行署|管委会)"
)
_NUMBERED = re.compile(r"(?:一\s*、|（一）|\(一\)|第一[章节部篇编])")
HEAD_LINES, HEAD_CHARACTERS, LONG = 40, 900, 120


@dataclass(frozen=True, kw_only=True)
class Front:
    """What the front of a paper says, "" where it does not; ``title_lines`` are the starts of the title's lines.

    ``place`` is the region of the meeting line (北京市, 全国); ``written`` the day that a web page's head gives for the
    paper's writing, ``published`` for its publication. ``lines`` are the starts of all lines of the front, none of which is
    a heading.
    """

    title: str = ""
    title_lines: tuple[int, ...] = ()
    number: str = ""
    place: str = ""
    speaker: str = ""
    date: str = ""
    written: str = ""
    published: str = ""
    lines: frozenset[int] = frozenset()


def document_number(text: str) -> str:
    """The first document number in ``text`` in its standard form (黔府办发〔2022〕4号), or ""."""
    match = NUMBER.search(text)
    if not match:
        return ""
    org = _BEFORE_NUMBER.sub("", match["org"])
    return f"{org}〔{match['year']}〕{int(match['serial'])}号" if org else ""


def speaker_of(text: str) -> str:
    """Office and name of the speaker if the line ends in them (“代省长  王 某” -> 代省长 王某), else ""."""
    text = bare(text).strip("（()） ")
    for candidate in (text, text.replace(" ", "")):
        match = _SPEAKER.search(candidate)
        if not match:
            continue
        before = candidate[: match.start()].strip()
        place = re.sub(r"^.*(?:会议上?|次会议)", "", match["place"])
        name = re.sub(r"\s+", "", match["name"]).removesuffix("同志")
        if _NOT_A_NAME.search(name) or len(name) < 2 or "副" in match["office"]:
            continue
        if before and not re.search(r"(?:会议上?|[日上—─\-:：，）)])$", before):
            continue
        return f"{place}{match['office']} {name}"
    return ""


def is_web_remain(text: str) -> bool:
    """Whether the line is what a web page printed around the paper (publication day, source, font size …)."""
    return bool(_WEB.match(text)) or (len(text) <= LONG and bool(_WEB_INSIDE.search(text)))


_PIECES = re.compile(
    r"(?=各位代表\s*[：:])|(?=[—─]{1,2}\s*(?:20\d\d|二〇))|(?<=会议上)|(?=现在[，,]?\s*我代表)|(?<=政府工作报告)(?=[（(]?20\d\d年)"
)


def _in_pieces(lines: Sequence[Line]) -> list[Line]:
    """The lines with long ones at the top taken apart, where a whole front has run together into one line."""
    result: list[Line] = []
    for index, line in enumerate(lines):
        if index >= 3 or len(line.text) <= 60 or line.kind == "row":
            result.append(line)
            continue
        cuts = [match.start() for match in _PIECES.finditer(line.text[:400]) if match.start()]
        for left, right in pairwise([0, *cuts, len(line.text)]):
            begin, end = strip_span(line.text, left, right)
            if begin < end:
                result.append(Line(text=line.text[begin:end], start=line.start + begin, end=line.start + end))
    return result


def head_end(lines: Sequence[Line], skip: frozenset[int] = frozenset()) -> int:
    """The index of the first line that is certainly body: an address, a numbered heading, a long paragraph."""
    characters = 0
    for index, line in enumerate(lines[:HEAD_LINES]):
        if line.start in skip:
            continue
        text = bare(line.text)
        characters += len(text)
        if OPENING.match(text) or (len(text) > 8 and ADDRESSEES.fullmatch(text)):
            return index
        if _NUMBERED.match(text) and not work_title(text):
            return index
        if index and (len(text) > LONG or characters > HEAD_CHARACTERS) and not is_web_remain(text):
            return index
    return min(len(lines), HEAD_LINES)


_ABOVE = re.compile(
    rf"(?:[{HAN}]{{2,14}}(?:省|市|州|县|区|旗|盟|自治区)(?:人民)?(?:政府)?|在?[^。，]{{4,40}}会议上的|(?:20\d\d|二〇[〇一二三四五六七八九]{{2}})年(?:度)?)"
)


def _title_of_report(head: Sequence[Line]) -> tuple[str, tuple[int, ...]]:
    """A work report's title, with the region or year that stands on a line of its own above it."""
    for index, line in enumerate(head):
        title = work_title(line.text)
        if not title:
            continue
        starts = [line.start]
        for above in reversed(head[max(0, index - 2) : index]):
            text = bare(above.text).replace(" ", "")
            if not _ABOVE.fullmatch(text) or text[:3] in title:
                break
            title = text + title
            starts.insert(0, above.start)
        return title, tuple(starts)
    return "", ()


def _find_title(head: Sequence[Line]) -> tuple[str, tuple[int, ...]]:
    """The title and the starts of its lines: work report, notice, notice in a long line, plan, the format's heading."""
    found = _title_of_report(head)
    for index, line in enumerate(head):
        if is_web_remain(bare(line.text)) and len(line.text) <= LONG:
            continue
        title, starts = document_title_at(head, index)
        inline = "" if title or len(line.text) <= 70 else inline_document_title(line.text)
        if title or inline:
            notice = (title or inline, starts or (line.start,))
            return found if found[0] and found[1][0] < notice[1][0] else notice
    if found[0]:
        return found
    for line in head:
        title = plain_title(line.text)
        if title and not is_web_remain(title):
            return title, (line.start,)
    for line in head:
        text = bare(line.text)
        if line.kind == "heading" and line.level == 1 and 2 <= len(text) <= 60:
            return text, (line.start,)
    return "", ()


def _dates(head: Sequence[Line], title_lines: Sequence[int]) -> tuple[str, str, str]:
    """The day of the front (of the meeting, or alone on its line), the written and the published day of a web head."""
    given = alone = written = published = ""
    for line in head:
        text = bare(line.text)[:400]
        if line.start in title_lines and len(line.text) > LONG:
            continue
        day = first_date(text)
        if _WRITTEN.search(text):
            written = written or first_date(text[_WRITTEN.search(text).end() :])  # type: ignore[union-attr]
        elif is_web_remain(text):
            published = published or day
        elif day and re.search(r"会议|大会|人大|报告|[—─]", text):
            given = given or day
        elif day and len(text) <= 40:
            alone = alone or day
    return given or alone, written, published


def _speaker(head: Sequence[Line]) -> str:
    for index, line in enumerate(head):
        text = bare(line.text)
        if len(text) > LONG or is_web_remain(text):
            continue
        speaker = speaker_of(text)
        if speaker:
            return speaker
        if _OFFICE_ALONE.fullmatch(text.replace(" ", "")) and index + 1 < len(head):
            name = bare(head[index + 1].text).replace(" ", "").strip("（）()")
            if re.fullmatch(_NAME, name) and not _NOT_A_NAME.search(name):
                return f"{text.replace(' ', '')} {name}"
    return ""


def _place(head: Sequence[Line]) -> str:
    """The region whose congress the report was given to, as written; "" without a meeting line."""
    text = "\n".join(bare(line.text)[:300] for line in head if not is_web_remain(bare(line.text)))
    match = MEETING.search(text)
    if match is None:
        return ""
    place = re.sub(r"\s", "", match["place"]).rsplit("在", 1)[-1].removeprefix("于")
    return place + ("全国" if "全国" in match["congress"] else "")


def _front_lines(head: Sequence[Line], title_lines: Sequence[int]) -> frozenset[int]:
    """The starts of the lines up to the last one that tells of the paper: title, number, meeting, speaker, day."""
    last = -1
    for index, line in enumerate(head):
        text = bare(line.text)
        known = line.start in title_lines or is_web_remain(text) or MEETING.search(text) or document_number(text)
        if known or (len(text) <= 40 and (first_date(text) or _OFFICE_ALONE.search(text.replace(" ", "")))):
            last = index
    return frozenset(line.start for line in head[: last + 1] if len(line.text) <= LONG)


def read_front(lines: Sequence[Line], skip: frozenset[int] = frozenset()) -> Front:
    """What stands before the body of the paper whose lines these are; ``skip`` are lines of a table of contents."""
    matter, matter_title = front_matter(lines)
    skip |= matter
    lines = _in_pieces(lines)
    head = [line for line in lines[: max(head_end(lines, skip), 1)] if line.start not in skip]
    title, title_lines = _find_title(head)
    title = re.sub(r"\s*[（(]\s*" + NUMBER.pattern + r"\s*[）)]$", "", title)
    date, written, published = _dates(head, title_lines)
    return Front(
        title=title or matter_title,
        title_lines=title_lines,
        number=next((number for line in head if (number := document_number(bare(line.text)[:600]))), ""),
        place=_place(head),
        speaker=_speaker(head),
        date=date,
        written=written,
        published=published or (first_date(head[0].text[:400]) if len(head) == 1 else ""),
        lines=matter | _front_lines(head, title_lines),
    )
