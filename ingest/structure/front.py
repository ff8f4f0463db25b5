"""The front of a paper: title, document number, meeting line and speaker, as they stand before the body."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.structure.dates import find_dates
from ingest.structure.layout import Line
from ingest.tokens import HAN

NUMBER = re.compile(
    rf"(?P<org>[{HAN}]{{1,10}}?(?:发|函|字|电|通|规|令|办|呈|任|传|议))\s*[〔\[﹝（(【〈]\s*(?P<year>(?:19|20)\d\d)\s*[〕\]﹞）)】〉]\s*"
    r"(?:第\s*)?(?P<serial>\d{1,4})\s*号"
)
_TITLE_NOUN = r"(?:通知|意见|决定|办法|规定|方案|计划|规划|纲要|要点|通报|公告|公报|通告|批复|函|报告|条例|细则|措施|决议|清单|安排|请示|命令|指南|目录)"
DOCUMENT_TITLE = re.compile(
    rf"[^\s。；：:！]{{0,40}}?关于[^。；\n！]{{2,120}}?的?{_TITLE_NOUN}(?![》”〉」一-鿿])(?:\s*[（(][^（）()]{{1,12}}[）)])?"
)
_WORK_TITLE = re.compile(
    r"^(?P<before>[^。；，：:！？]{0,40}?)(?:政\s*府|人民政府|行政公署|行署|管委会|管理委员会|国务院)\s*工\s*作\s*(?:的\s*)?报\s*告(?P<after>\s*[（(][^（）()]{1,20}[）)])?$"
)
_WORK_TITLE_NOT = re.compile(
    r"关于|《|〈|<|分工|方案|解读|通知|任务|名词|说明|决议|审议|讨论|起草|落实|图解|贯彻|目标|征求"
)
MEETING = re.compile(
    rf"(?:在|于)?\s*(?P<place>[{HAN}·]{{0,24}}?)(?P<session>第[〇零一二三四五六七八九十百\d]{{1,4}}届)?\s*(?P<congress>(?:全国)?人民代表大会|人大)"
    r"(?:常务委员会)?\s*第?[〇零一二三四五六七八九十百\d]{1,4}次会议"
)
OFFICE = (
    r"(?:国务院(?:代)?总理|(?:代|副)?(?:省长|市长|州长|盟长|县长|区长|旗长|镇长|乡长)|(?:自治区|自治州|特别行政区)?(?:人民政府)?(?:代)?主席|"
    r"(?:行署|行政公署)?(?:代)?专员|行政长官|(?:党工委副书记、)?管委会(?:代)?主任|(?:代理?)(?:省长|市长|州长|县长|区长|旗长|主席|盟长))"
)
_NAME = rf"(?:[{HAN}]{{2,8}}(?:[·•・‧﹒．][{HAN}]{{1,10}}){{1,3}}|[{HAN}]\s{{0,4}}[{HAN}]{{1,2}}|[{HAN}]{{2,4}})"
_SPEAKER = re.compile(
    rf"(?:报告人\s*[:：]?\s*)?(?P<place>[{HAN}]{{0,16}}?)(?P<office>{OFFICE})\s*[:：]?\s*(?P<name>{_NAME})\s*[）)]?\s*$"
)
_WEB = re.compile(
    r"^(?:\W*(?:发布日期|发布时间|发布机构|发文日期|来源|信息来源|稿件来源|文章来源|浏览次数|浏览量|阅读次数|访问量|点击数|字体|字号|索引号|主题分类|发文机关|发文字号|"
    r"成文日期|有效性|责任编辑|编辑|作者|打印|分享|当前位置|首页|您的位置|保护视力色|日期|时间|文号|公开日期|生成日期)\s*[:：]|\W*(?:首页|打印本页|关闭窗口|返回顶部)\b)"
)
_WEB_INSIDE = re.compile(r"发布日期\s*[:：]|发布时间\s*[:：]|浏览次数|信息来源\s*[:：]|字体\s*[:：]")
ADDRESSEES = re.compile(r"^(?:各|省|市|县|州|国务院|中央)[^。；\n]{2,200}[:：]$")
OPENING = re.compile(r"^(?:各位(?:代表|委员|领导)|(?:现在[，,]?\s*)?(?:我|请允许我)(?:谨)?代表[^。]{0,20}政府)")
_ORDINAL = re.compile(
    r"^\s*(?:\d{1,3}\s*[.．、]|[（(][〇零一二三四五六七八九十\d]{1,3}[）)]|[〇零一二三四五六七八九十]{1,3}、)\s*(?!\d)"
)
HEAD_LINES, HEAD_CHARACTERS = 30, 700


@dataclass(frozen=True, kw_only=True)
class Front:
    """What the front of a paper says, "" where it does not; ``title_lines`` are the starts of the title's lines.

    ``place`` is the region of the meeting line (北京市, 全国), ``meeting`` the whole line; ``body`` the index of the first
    line behind the front; ``published`` the day that a web page gives for its publication.
    """

    title: str = ""
    title_lines: tuple[int, ...] = ()
    number: str = ""
    place: str = ""
    meeting: str = ""
    speaker: str = ""
    date: str = ""
    published: str = ""
    body: int = 0


def bare(text: str) -> str:
    """The line without mark-up and with letter-spaced Chinese closed up: “# 政 府 工 作 报 告” -> 政府工作报告."""
    text = re.sub(r"^#{1,6}\s+|\*\*|__|^>\s*", "", text).strip()
    text = re.sub(r"\s+", " ", text.replace("\u3000", " "))
    spaced = re.fullmatch(rf"(?:[{HAN}\d〇] ){{3,}}[{HAN}\d〇]", text)
    return (
        text.replace(" ", "")
        if spaced
        else re.sub(rf"(?<=[{HAN}]) (?=[{HAN}])", "", text)
        if len(text) < 30 and "工 作" in text
        else text
    )


def without_ordinal(text: str) -> str:
    """The title without the number that a collection puts before it: “5.山西省政府工作报告” loses “5.”."""
    return _ORDINAL.sub("", text).strip()


def work_title(text: str) -> str:
    """The title if the line is the title line of a government work report, else ""."""
    title = without_ordinal(bare(text))
    if len(title) > 60 or _WORK_TITLE_NOT.search(title):
        return ""
    title = re.split(r"[—─\-]{2,}", title)[0].strip()
    return title if _WORK_TITLE.match(title) else ""


def document_number(text: str) -> str:
    """The first document number in ``text`` in its standard form (黔府办发〔2022〕4号), or ""."""
    match = NUMBER.search(text)
    if not match:
        return ""
    org = re.sub(r"^(?:的?通知|的?意见|文号|文件|字号|[一-鿿]*关于[一-鿿]*)", "", match["org"])
    return f"{org}〔{match['year']}〕{int(match['serial'])}号" if org else ""


def speaker_of(text: str) -> str:
    """Office and name of the speaker if the line names one (“代省长  王 某” -> 代省长 王某), else ""."""
    text = bare(text).strip("（()）")
    match = _SPEAKER.search(text)
    if not match:
        return ""
    before = text[: match.start()].rstrip()
    if before and not re.search(r"(?:会议上?|日|上|[—─-])\s*$", before) and len(before) > 2:
        return ""
    name = re.sub(r"\s+", "", match["name"])
    if re.search(r"^(?:基金|质量|信箱|热线|办公|会议|工作|报告|政府|负责|牵头|同志|讲话|令)", name):
        return ""
    return f"{match['place']}{match['office']} {name}"


def is_web_remain(text: str) -> bool:
    """Whether the line is what a web page printed around the paper (publication day, source, font size …)."""
    return bool(_WEB.match(text)) or (len(text) <= 120 and bool(_WEB_INSIDE.search(text)))


def _wrapped_title(lines: Sequence[Line], index: int) -> tuple[str, tuple[int, ...]]:
    """A document title that may run over up to five lines, from the line that opens it; "" where there is none."""
    text = ""
    starts: list[int] = []
    for line in lines[index : index + 5]:
        piece = bare(line.text)
        if len(piece) > 70 or is_web_remain(piece) or ADDRESSEES.match(piece) or (starts and NUMBER.match(piece)):
            break
        text += piece
        starts.append(line.start)
        match = DOCUMENT_TITLE.fullmatch(text)
        if match:
            return text, tuple(starts)
    return "", ()


_PLAIN_TITLE = re.compile(rf"^[^。；，！？]{{4,60}}{_TITLE_NOUN}(?:\s*[（(][^（）()]{{1,20}}[）)])?$")


def _find_title(lines: Sequence[Line], limit: int) -> tuple[str, tuple[int, ...]]:
    """The title and the starts of its lines among the first ``limit`` lines."""
    for index, line in enumerate(lines[:limit]):
        title = work_title(line.text)
        if title:
            starts = [line.start]
            above = bare(lines[index - 1].text) if index else ""
            if (
                above
                and re.fullmatch(rf"[{HAN}]{{2,12}}(?:省|市|州|县|区|旗|盟|自治区)(?:人民)?(?:政府)?", above)
                and above[:2] not in title
            ):
                return above + title, (lines[index - 1].start, line.start)
            return title, tuple(starts)
        wrapped, starts_of = _wrapped_title(lines, index)
        if wrapped:
            return wrapped, starts_of
        inline = DOCUMENT_TITLE.match(line.text) if len(line.text) > 70 else None
        if inline:
            return inline[0].strip(), (line.start,)
    for line in lines[:limit]:
        text = bare(line.text)
        if not is_web_remain(text) and (_PLAIN_TITLE.match(text) or (line.kind == "heading" and line.level == 1)):
            return without_ordinal(text) if _PLAIN_TITLE.match(text) else text, (line.start,)
    return "", ()


def _head_limit(lines: Sequence[Line]) -> int:
    """The index of the first line that is certainly body: an address, a numbered heading, a long paragraph."""
    characters = 0
    for index, line in enumerate(lines[:HEAD_LINES]):
        text = bare(line.text)
        characters += len(text)
        numbered = re.match(r"(?:一、|（一）|\(一\)|第一[章节部])", text)
        if OPENING.match(text) or ADDRESSEES.match(text) or (numbered and not work_title(text)):
            return index
        if (len(text) > 120 or characters > HEAD_CHARACTERS) and index:
            return index
    return min(len(lines), HEAD_LINES)


def read_front(lines: Sequence[Line]) -> Front:
    """What stands before the body of the paper whose lines these are."""
    limit = _head_limit(lines)
    head = lines[: max(limit, 1)]
    title, starts = _find_title(head, len(head))
    meeting = speaker = place = date = published = ""
    for index, line in enumerate(head):
        text = bare(line.text)[:300]
        if is_web_remain(text):
            days = find_dates(text)
            published = published or (days[0].iso if days else "")
            continue
        found = MEETING.search(text)
        if found and not meeting and line.start not in starts:
            meeting, place = text, found["place"] + ("全国" if found["congress"].startswith("全国") else "")
        days = find_dates(text)
        if days and not date and (found or len(text) <= 40):
            date = days[0].iso
        if not speaker and len(text) <= 120:
            speaker = speaker_of(text)
            if not speaker and re.fullmatch(rf"[{HAN}]{{0,16}}{OFFICE}", text) and index + 1 < len(head):
                following = bare(head[index + 1].text).replace(" ", "")
                speaker = f"{text} {following}" if re.fullmatch(_NAME, following) else ""
    number = next((value for line in head if (value := document_number(line.text[:400]))), "")
    return Front(
        title=title,
        title_lines=starts,
        number=number,
        place=place,
        meeting=meeting,
        speaker=speaker,
        date=date,
        published=published,
        body=limit,
    )
