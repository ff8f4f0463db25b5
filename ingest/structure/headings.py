"""Headings of Chinese papers, one line at a time: number, words, and whether the text runs on behind them.

Examples: 一、主要目标 | （一）全力抓工业。正文 | 第三章 保障措施 | 1．总体要求 | 一是稳增长。正文 | # 标题 | **二、任务**
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.structure.numerals import NUMERAL, parse_integer

PART, CHAPTER, PARAGRAPH, FIRST, ORDINAL, SECOND, THIRD, FOURTH, CIRCLED, LIST = range(1, 11)
"""The numbering styles by rank: 第一部分 | 第一章 | 第一节 | 一、 | 第一， | （一） | 1. | （1） | ① | 一是"""

_N = rf"[{NUMERAL}]{{1,4}}"
_STYLES: tuple[tuple[int, re.Pattern[str]], ...] = (
    (PART, re.compile(rf"第(?P<n>{_N}|\d{{1,2}})(?:编|篇|部分)[\s、：:．.]*")),
    (CHAPTER, re.compile(rf"第(?P<n>{_N}|\d{{1,2}})章[\s、：:．.]*")),
    (PARAGRAPH, re.compile(rf"第(?P<n>{_N}|\d{{1,2}})节[\s、：:．.]*")),
    (FIRST, re.compile(rf"(?P<n>{_N})\s*[、．.]\s*(?![{NUMERAL}]{{1,2}}[、产])")),
    (ORDINAL, re.compile(rf"第(?P<n>{_N})[，,、：:]\s*")),
    (SECOND, re.compile(rf"[（(]\s*(?P<n>{_N})\s*[）)][、．.]?\s*")),
    (THIRD, re.compile(r"(?P<n>\d{1,3}|[０-９]{1,3})\s*(?:[．.、](?![\d０-９])|(?=\s+[一-鿿]))\s*")),
    (FOURTH, re.compile(r"(?:[（(]\s*(?P<n>\d{1,3}|[０-９]{1,3})\s*[）)]|(?P<m>\d{1,2})[）)])[、．.]?\s*")),
    (CIRCLED, re.compile(r"(?P<n>[①-⑳㉑-㉟])\s*")),
    (LIST, re.compile(rf"(?P<n>[{NUMERAL}]{{1,3}})是(?![否不非的一])")),
)
_MARKUP = re.compile(r"(?:#{1,6}\s+)?(?:\*\*|__)?\s*")
_HASHES = re.compile(r"#{1,6}(?=\s)")
_SENTENCE_END = re.compile(r"[。！？!?；;]")
_CLAUSE_ENDS = (re.compile(r"[，,；;：:。！？]"), re.compile(r"、"))
OWN_LINE, RUN_IN, CLIPPED = 90, 40, 40
APPENDIX, ANNUAL, BOLD = 3.4, 3.5, 8.5
"""Ranks of headings without a number: 名词解释 and 2023年工作回顾 stand above 一、, a line all in bold below （1）."""
_ANNUAL = re.compile(
    r"(?:(?:20\d\d|二〇[〇一二三四五六七八九]{2})年|过去[一五几]年|今后五年|未来五年|今年|去年|[一五几]年来)[^。；：，！]{0,24}(?:回顾|总结|安排|任务|目标|要求|思路|展望|打算|建议|工作|部署|成效)"
)
_APPENDIX = re.compile(
    r"(?:附[件录表：:]?\s*[\d一二三四五六七八九十]*\s*[：:.、]?\s*)?(?:《?政府工作报告》?)?(?:中?(?:有关|部分|相关|专业|主要)?)?(?:名词|词语|术语|用语)(?:解释|注解|说明|释义|注释)?[：:]?|附[件录][一二三四五六七八九十\d]*|注\s*释[：:]?"
)


@dataclass(frozen=True, kw_only=True)
class Heading:
    """A heading at the start of a line. ``style`` is the rank of its numbering (0: none); ``end`` the place in the line
    where its words end, ``own_line`` whether nothing follows them; ``format_level`` what the format says (0: nothing).
    ``rank`` is the place in the order of styles, smaller above larger.
    """

    style: int
    number: int
    printed: str
    words: str
    end: int
    own_line: bool
    rank: float = 0.0
    format_level: int = 0


def mark(text: str, position: int = 0) -> tuple[int, int, int] | None:
    """Style, number and end of the outline number at ``position``; None where none stands there."""
    for style, pattern in _STYLES:
        match = pattern.match(text, position)
        if match:
            groups = match.groupdict()
            number = parse_integer(groups["n"] or groups.get("m") or "")
            if number is not None and 0 < number < 1000:
                return style, number, match.end()
    return None


_RUNS_INTO = re.compile(
    r"[^。；，,]{2,36}?(?:回顾|安排|任务|目标|要求|工作|建设|水平|发展)(?=20\d\d年(?:是|，)|过去[一的]|刚刚过去|今年[是，]|[一五]年来[，、]|做好今年|新的一年)"
)


def _words(text: str, start: int, *, bold: bool) -> tuple[int, bool, bool]:
    """Where the heading's words end, whether they fill the line, and whether they were cut out of a sentence."""
    if bold and (close := re.search(r"\*\*|__", text[start:])):
        end = start + close.start()
        return end, not text[start + close.end() :].strip(), False
    rest = text[start:].rstrip("#* _")
    if run := _RUNS_INTO.match(rest):
        return start + run.end(), False, False
    sentence = _SENTENCE_END.search(rest)
    if sentence is None and len(rest) <= OWN_LINE:
        return start + len(rest), True, False
    if sentence is not None and sentence.end() == len(rest) and len(rest) <= RUN_IN + 20:
        return start + sentence.start(), True, False
    colon = re.search(r"[：:]|\s{2,}|\u3000", rest[: RUN_IN // 2])
    if colon and colon.start() >= 2 and (sentence is None or colon.start() < sentence.start()):
        return start + colon.start(), False, False
    if sentence is not None and sentence.start() <= RUN_IN and sentence[0] not in "；;":
        return start + sentence.start(), False, False
    for pattern in _CLAUSE_ENDS:
        ends = [match.start() for match in pattern.finditer(rest[: CLIPPED + 1]) if match.start() >= 4]
        if ends:
            return start + ends[-1], False, True
    return start + min(len(rest), CLIPPED), False, True


def _without_number(text: str, *, level: int, bold: bool) -> float | None:
    """The rank of a line without a number that is a heading: by the format, by its words, or all in bold; else None."""
    if level:
        return level / 10
    if len(text) <= 36 and _ANNUAL.fullmatch(text):
        return ANNUAL
    if len(text) <= 36 and _APPENDIX.fullmatch(text):
        return APPENDIX
    return BOLD if bold and len(text) <= 30 and not re.search(r"[。；：！，]$|[。；]", text) else None


def heading_of(text: str, *, format_level: int = 0) -> Heading | None:
    """The heading that the line opens with; None where it opens with none.

    Numbered lines always count here; lines without a number only where format, mark-up or words say heading.
    """
    markup = _MARKUP.match(text)
    start = markup.end() if markup else 0
    hashes = _HASHES.match(text)
    level = format_level or (len(hashes[0]) if hashes else 0)
    bold = "**" in text[:start] or "__" in text[:start]
    found = mark(text, start)
    style, number, after = found or (0, 0, start)
    rank: float | None = style
    if found is None:
        whole = bold and text.rstrip().endswith(("**", "__")) and text.count("**") + text.count("__") == 2
        rank = _without_number(text[start:].rstrip("#*_ "), level=level, bold=bool(whole))
    if rank is None or after >= len(text.rstrip("#* _")):
        return None
    end, own_line, clipped = _words(text, after, bold=bold)
    if found is None and (not own_line or clipped):
        return None
    words = re.sub(r"\s+", " ", text[after:end].replace("\n", "")).strip(" ：:。，、；*_#")
    if not re.search(r"[一-鿿A-Za-z]", words):
        return None
    return Heading(
        style=style,
        number=number,
        printed=text[start:after].strip()
        + (" " if style in (PART, CHAPTER, PARAGRAPH) and text[after - 1].isspace() else ""),
        words=words,
        end=end,
        own_line=own_line,
        rank=rank,
        format_level=level,
    )
