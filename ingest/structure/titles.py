"""Title lines: of government work reports, of notices and other papers, and of what a notice encloses."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.structure.layout import Line
from ingest.tokens import HAN

_NOUN = r"(?:通知|意见|决定|办法|规定|方案|计划|规划|纲要|要点|通报|公告|公报|通告|批复|复函|函|报告|条例|细则|措施|决议|清单|安排|请示|命令|指南|分工表|分工|分解表|任务表|责任表|安排表|一览表|汇总表|台账|任务书|责任书|责任状)"
_BRACKET = r"(?:\s*[（(][^（）()〔〕\[\]]{1,16}[）)])?"
DOCUMENT_TITLE = re.compile(
    rf"(?!各|为)[^\s。；：:！]{{0,40}}?关于[^。；\n！]{{2,120}}?的?{_NOUN}(?![》”〉」』]|[{HAN}]){_BRACKET}"
)
_PLAIN_TITLE = re.compile(rf"[^。；，！？：:]{{4,70}}{_NOUN}{_BRACKET}")
_WORK_TITLE = re.compile(
    r"[^。；，：:！？]{0,44}?(?:政府|行政公署|行署|管委会|管理委员会|国务院)(?:20\d\d年(?:度)?)?工作的?报告(?:全文|摘要|摘登|文字版)?(?:\s*[（(][^（）()]{1,20}[）)])?"
)
_NOT_WORK_TITLE = re.compile(
    r"关于|《|〈|<|分工|方案|解读|通知|任务|名词|说明|决议|审议|讨论|起草|落实|图解|贯彻|目标|征求|附件|目录|现将|印发|学习|宣传|——.{12}"
)
_ORDINAL = re.compile(
    rf"\s*(?:\d{{1,3}}\s*[.．、]|[（(][〇零一二三四五六七八九十\d]{{1,3}}[）)]|[〇零一二三四五六七八九十]{{1,3}}、)\s*(?=[{HAN}《“]|20\d\d\s*年)"
)
LONGEST = 120
_BLANKS = re.compile(r"[\s\u3000]+")
_MARKUP = re.compile(r"^#{1,6}\s+|\*\*|__|^>\s*")
_ENCLOSED = re.compile(r"《(?P<quoted>(?:[^《》]|《[^《》]*》){4,80})》|印发(?P<plain>[^《》。]{6,60}?)的?(?:通知|函)")


def bare(text: str) -> str:
    """The line without mark-up, letter-spaced Chinese closed up: “# 政 府 工 作 报 告” -> 政府工作报告."""
    text = _BLANKS.sub(" ", _MARKUP.sub("", text).replace("\n", "")).strip()
    if " " not in text or len(text) > LONGEST:
        return text
    letters = re.findall(rf"(?<![{HAN}\d])[{HAN}\d〇](?= |$)", text)
    if len(letters) >= 4 and len(letters) * 2 >= len(text.replace(" ", "")):
        return re.sub(rf"(?<=[{HAN}\d〇]) (?=[{HAN}\d〇])", "", text)
    return text


def without_ordinal(text: str) -> str:
    """The title without the number that a collection puts before it: “5.山西省政府工作报告” loses “5.”."""
    match = _ORDINAL.match(text)
    return text[match.end() :].strip() if match else text.strip()


def work_title(text: str) -> str:
    """The title if the line is the title line of a government work report, else ""."""
    if len(text) > 120 or not re.search(r"工\s*作\s*的?\s*报\s*告", text):
        return ""
    title = without_ordinal(bare(text))
    if re.fullmatch(r"《[^《》]+》", title):
        title = title[1:-1]
    title = re.split(r"\s*[—─]{1,2}\s*(?=20\d\d|二〇|在|[（(])", title)[0].strip()
    closed = title.replace(" ", "")
    if len(closed) > 60 or _NOT_WORK_TITLE.search(closed) or not _WORK_TITLE.fullmatch(closed):
        return ""
    return closed if re.search(rf"(?<=[{HAN}]) (?=[{HAN}])", title) else title


def document_title_at(lines: Sequence[Line], index: int) -> tuple[str, tuple[int, ...]]:
    """The title (“…关于…的通知”) that opens at this line and may run over up to five, with its lines' starts; else ("", ())."""
    text = ""
    starts: list[int] = []
    for line in lines[index : index + 5]:
        piece = bare(line.text)
        if (
            len(piece) > 70
            or line.kind == "row"
            or re.search(r"[。；]|[：:]$|^[\d〇一二三四五六七八九十年月日 ]+$", piece)
        ):
            break
        if starts and piece.find("关于") >= 4 and DOCUMENT_TITLE.fullmatch(piece):
            break  # a title with its issuer begins here, not above
        text += piece
        starts.append(line.start)
        if re.fullmatch(r"《(?:[^《》]|《[^《》]*》)+》", text):
            text = text[1:-1]
        if DOCUMENT_TITLE.fullmatch(text):
            return without_ordinal(text), tuple(starts)
    return "", ()


def inline_document_title(text: str) -> str:
    """The title with which a line opens that runs on behind it; "" where it opens with none."""
    match = DOCUMENT_TITLE.match(text) or re.match(
        rf"(?!各|为)[^\s。；：:！]{{0,40}}?关于[^。；\n！]{{2,120}}?的(?:通知|意见|决定|通报|公告|批复|函)(?=[{HAN}]{{1,8}}(?:发|函|字|办|令)\s*[〔\[﹝（(])",
        text,
    )
    return match[0].strip() if match else ""


def plain_title(text: str) -> str:
    """The title if the line reads like one without 关于 (云岭省“十四五”水利发展规划), else ""."""
    title = without_ordinal(bare(text))
    return title if _PLAIN_TITLE.fullmatch(title) else ""


def folded_title(text: str) -> str:
    """The title for comparison: without blanks, quotation and title marks."""
    return re.sub(r"[\s\u3000《》〈〉<>“”\"#*（）()]", "", text)


def enclosed_titles(title: str, opening: str) -> frozenset[str]:
    """The titles, folded, of the papers that a notice says it encloses (现将《…》印发给你们)."""
    found = [match["quoted"] or match["plain"] for match in _ENCLOSED.finditer(title)]
    if re.search("印发|转发|公布|下发", title + opening[:600]):
        found += [match["quoted"] for match in _ENCLOSED.finditer(opening[:1500]) if match["quoted"]]
    return frozenset(folded_title(name) for name in found if name)


_GIVEN_OUT = re.compile(r"(?:现|兹)将(?P<title>《(?:[^《》]|《[^《》]*》){4,80}》)[^。]{0,20}?(?:印发|转发|下发|公布)")


def given_out(opening: str) -> str:
    """The name, in its title marks, of the paper that the opening of an untitled notice gives out; "" where there is none."""
    match = _GIVEN_OUT.search(opening)
    return match["title"] if match else ""


def front_matter(lines: Sequence[Line]) -> tuple[frozenset[int], str]:
    """The starts of the lines of a YAML front matter (--- … ---) at the top of a Markdown file, and the title it gives."""
    if not lines or lines[0].text != "---":
        return frozenset(), ""
    for index, line in enumerate(lines[1:20], start=1):
        if line.text == "---":
            values = [entry.text.partition(":") for entry in lines[1:index]]
            title = next((value.strip().strip("\"'") for key, _, value in values if key.strip() == "title"), "")
            return frozenset(entry.start for entry in lines[: index + 1]), title
    return frozenset(), ""
