"""The years and dates of a text, and for what year and whether as target or result a passage states something.

Works on `claims.plain` text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

YearRole = Literal["plain", "document", "base", "span"]
# (…年以来 counts as a year that is compared with)
Stated = Literal["target", "result", ""]


@dataclass(frozen=True, kw_only=True)
class YearMention:
    """One year (or span of years) and its part in the sentence: the year something is for (plain), the year of a paper
    (document), what is compared with (base), both ends of a period (span). ``relative`` tells of 今年, 去年 …"""

    start: int
    end: int
    first: int
    last: int
    role: YearRole
    relative: bool = False


_SPAN = re.compile(r"(?<!\d)(?P<a>(?:19|20)\d\d)年?-(?P<b>(?:19|20)\d\d)(?!\d)年?")
_YEAR = re.compile(r"(?<![\d.])(?P<year>(?:19|20)\d\d)(?P<sign>年)?(?!\d|[.][\d])(?P<rest>.{0,2})")
# A bare number like 2022 counts as a year only where nothing makes it an amount: 2022名, 2000万.
_AMOUNT = re.compile(
    r"^\s?(?:[%万亿千百个家户人名亩吨公米元座项所套张斤条件场次辆台卡处对]|yuan|million|billion|people|jobs|km)"
)
_DOCUMENT = re.compile(
    r"^(?:年)?[^,;。:!?\d]{0,14}?(?:政府工作报告|工作报告|报告(?!期)|分工方案|分工意见|责任分工|工作要点|通知|规划纲要|(?:government )?work report|notice)",
    re.IGNORECASE,
)
_BASE_BEFORE = re.compile(r"(?:较|比|从|compared (?:with|to)|than in|from)\s?$", re.IGNORECASE)
_BASE_AFTER = re.compile(r"^年?(?:全年|末|底|同期|水平)?(?:相比|相较|基础上|的(?:基础上|水平|\d))")
_SINCE = re.compile(r"^年?(?:\d{1,2}月)?(?:以来|以后|之后|起)")
_RELATIVE: tuple[tuple[re.Pattern[str], int], ...] = (
    (re.compile(r"大前年"), -3),
    (re.compile(r"(?<!大)前年"), -2),
    (
        re.compile(r"(?<![比较同])(?:去年|上年|上一年度?|过去(?:的)?一年|last year|(?:the )?past year)", re.IGNORECASE),
        -1,
    ),
    (re.compile(r"今年|本年度?|新的?一年|this year", re.IGNORECASE), 0),
    (re.compile(r"明年|下一?年度?(?!份)|next year", re.IGNORECASE), 1),
)
_DATE = re.compile(r"(?:(?P<y>(?:19|20)\d\d)年)?(?P<m>1[0-2]|0?[1-9])月(?:(?P<d>3[01]|[12]\d|0?[1-9])[日号]?)?")
_OPENING = re.compile(
    r"(?:^|[,;:。!?()、\n“”-]|到|至|在|于|截至|自|力争|争取|确保|一是|二是|三是|即|和|与|较|省|市|州|县|区|国|报告|我们|其中)$"
)
SEGMENT_END = re.compile(r"[,;。!?()]")
_SENTENCE = re.compile(r"[^。!?\n]*[。!?\n]?")

_PAST_HEADING = re.compile(r"回顾|(?:过去|上|去)(?:的)?一?年|成就|工作总结|完成情况|review|achievements", re.IGNORECASE)
_FUTURE_HEADING = re.compile(
    r"目标|总体要求|总体思路|重点工作|工作(?:安排|任务|部署|打算|重点|计划)|今年|本年|民生实事|任务|plan|target|tasks for",
    re.IGNORECASE,
)
_MANY_YEARS = re.compile(r"[五三十]年(?!行动)|十[二三四五六]五(?!”?开局)|时期|今后|未来")
_TARGET = re.compile(
    r"目标|预期(?!寿命)|力争|争取|拟(?!定)|预计|确保|计划(?!单列)|(?:将|(?<![重主需必纪概摘简])要)(?:新|建|达|推|实|完|增|开|继|加|深|全|大|着|进|支|打|培|引|持|落|把|以|在|抓|做|提|坚|统|严|积|力)|targets?|aims?|plans? to|strive|expected|will\b",
    re.IGNORECASE,
)
_NO_TARGET = re.compile(
    r"(?:三年|五年|攻坚|行动|专项)(?:行动)?计划|目标(?:任务)?[^,。;]{0,6}完成|超额完成[^,。;]{0,8}目标|完成[^,。;]{0,8}目标"
)
_RESULT = re.compile(
    r"完成(?!时限)(?!目标)了|实际(?:完成|增长|达|执行)|已(?!知|故|婚|有的)|同比|累计|实现了|达到了|突破了|增长了|下降了|增加了|超额完成|完成情况|圆满完成"
    r"|\b(?:rose|grew|reached|fell|completed|actual(?:ly)?)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def years(text: str, report_year: int | None = None) -> tuple[YearMention, ...]:
    """The years that ``text`` names, in order; 今年, 去年 … where the year of the report they stand in is given."""
    found: list[YearMention] = []
    taken: list[tuple[int, int]] = []
    for match in _SPAN.finditer(text):
        found.append(
            YearMention(start=match.start(), end=match.end(), first=int(match["a"]), last=int(match["b"]), role="span")
        )
        taken.append(match.span())
    for match in _YEAR.finditer(text):
        if any(start <= match.start() < end for start, end in taken):
            continue
        after = text[match.start() + 4 : match.start() + 30]
        if not match["sign"] and _AMOUNT.match(after):
            continue
        year = int(match["year"])
        found.append(
            YearMention(
                start=match.start(),
                end=match.start() + 4,
                first=year,
                last=year,
                role=_role(text[: match.start()], after),
            )
        )
    if report_year is not None:
        for pattern, offset in _RELATIVE:
            for match in pattern.finditer(text):
                year = report_year + offset
                found.append(
                    YearMention(
                        start=match.start(), end=match.end(), first=year, last=year, role="plain", relative=True
                    )
                )
    return tuple(sorted(found, key=lambda mention: mention.start))


def _role(before: str, after: str) -> YearRole:
    if _BASE_BEFORE.search(before[-14:]) and not re.match(r"年?(?:起|开始|以来|到|至|-)", after):
        return "base"
    if _BASE_AFTER.match(after) or _SINCE.match(after):
        return "base"
    return "document" if _DOCUMENT.match(after) else "plain"


def dates(text: str) -> tuple[tuple[int, int], ...]:
    """The dates of a text as (month, day); day 0 where only the month is named."""
    return tuple((int(match["m"]), int(match["d"] or 0)) for match in _DATE.finditer(text))


def stated_in(text: str) -> Stated:
    """Whether the words of ``text`` present what it states as a target or as a result; "" where both or neither."""
    words = _NO_TARGET.sub("完成了", text) if re.search(r"完成", text) else _NO_TARGET.sub("", text)
    target, result = bool(_TARGET.search(words)), bool(_RESULT.search(words))
    return "" if target == result else "target" if target else "result"


class Timeline:
    """For what year, and as target or result, a passage states what stands at a position of its text."""

    def __init__(self, text: str, *, headings: tuple[str, ...], report_year: int | None, kind: str = "") -> None:
        self._text = text
        self._mentions = years(text, report_year)
        self._sentences = [match.span() for match in _SENTENCE.finditer(text) if match.group()]
        self._report_year = report_year
        self._section_years, self.heading_stated = _section(headings, report_year, kind)
        #: every year that the passage itself writes, in whatever part
        self.literal = frozenset(
            year
            for mention in self._mentions
            if not mention.relative
            for year in range(mention.first, mention.last + 1)
        )

    def sentence(self, position: int) -> tuple[int, int]:
        """The span of the sentence around ``position``."""
        return next((span for span in self._sentences if span[0] <= position < span[1]), (0, len(self._text)))

    def years_at(self, position: int) -> frozenset[int]:
        """The years that the statement at ``position`` may be for; empty where the passage does not tell."""
        start, _ = self.sentence(position)
        before = [m for m in self._mentions if start <= m.start <= position and m.role in ("plain", "span")]
        if before:
            named = frozenset(range(before[-1].first, before[-1].last + 1))
            return named if self._adverbial(before[-1]) else named | self._carried(start) | self._section_years
        _, segment_end = self.clause(position)
        after = [m for m in self._mentions if position < m.start < segment_end and m.role == "plain"]
        if after:
            return frozenset({after[0].first})
        return self._carried(start) | self._section_years

    def _adverbial(self, mention: YearMention) -> bool:
        """Whether the year dates what follows it (2023年，… ; 到2025年 …) and is not part of a name (2024年度春茶)."""
        before, after = self._text[: mention.start], self._text[mention.end : mention.end + 2]
        return mention.relative or (not after.startswith("年度") and bool(_OPENING.search(before)))

    def clause(self, position: int) -> tuple[int, int]:
        """The span from the last year before ``position`` (or the sentence's beginning) to the end of its segment."""
        start, end = self.sentence(position)
        named = [m.start for m in self._mentions if start <= m.start <= position and m.role in ("plain", "span")]
        tail = SEGMENT_END.search(self._text, position, end)
        return (named[-1] if named else start), (tail.start() if tail else end)

    def possible(self) -> frozenset[int]:
        """Every year that the passage may speak of."""
        own = frozenset() if self._report_year is None else frozenset({self._report_year})
        relative = frozenset(m.first for m in self._mentions if m.relative)
        return self.literal | self._section_years | relative | own

    def _carried(self, position: int) -> frozenset[int]:
        """The years of the last sentence before ``position`` that opens with one, within the paragraph."""
        paragraph = self._text.rfind("\n", 0, position) + 1
        for start, end in reversed([span for span in self._sentences if paragraph <= span[0] < position]):
            opening = [
                m for m in self._mentions if start <= m.start <= start + 8 and m.end <= end and m.role == "plain"
            ]
            if opening:
                return frozenset({opening[0].first})
        return frozenset()

    def segment(self, position: int) -> str:
        """The words between the commas around ``position``."""
        start, end = self.sentence(position)
        before = [m.end() for m in SEGMENT_END.finditer(self._text, start, position)]
        after = SEGMENT_END.search(self._text, position, end)
        return self._text[before[-1] if before else start : after.start() if after else end]

    def stated_at(self, position: int) -> Stated:
        """Whether the passage presents what stands at ``position`` as a target or as a result; "" where unclear."""
        start, _ = self.sentence(position)
        here = stated_in(self.segment(position))
        said = self._said_years(start, position)
        if self._report_year is not None and said:
            return "result" if max(said) < self._report_year else "target"
        if self.heading_stated and (not here or here == self.heading_stated):
            return self.heading_stated
        return here if not self.heading_stated else ""

    def _said_years(self, start: int, position: int) -> frozenset[int]:
        before = [m for m in self._mentions if start <= m.start <= position and m.role == "plain"]
        return frozenset({before[-1].first}) if before else frozenset()


def _section(headings: tuple[str, ...], report_year: int | None, kind: str) -> tuple[frozenset[int], Stated]:
    """The year that a passage's headings set and whether they head a review or a plan, innermost heading first.

    A year or 回顾 in an outer heading counts before a word like 任务 in an inner one.
    """
    for heading in reversed(headings):
        named = [mention for mention in years(heading, report_year) if mention.role == "plain"]
        stated = _heads(heading)
        if named:
            stated = stated or ("" if report_year is None else "result" if named[0].first < report_year else "target")
            return frozenset({named[0].first}), stated
        if _MANY_YEARS.search(heading):
            return frozenset(), stated
        if report_year is not None and stated == "result":
            return frozenset({report_year - 1}), stated
    if report_year is not None and (kind == "division_notice" or any(_heads(heading) for heading in headings)):
        return frozenset({report_year}), "target"
    return frozenset(), ""


def _heads(heading: str) -> Stated:
    """Whether a heading heads a review (result) or a plan (target); "" where neither or both."""
    past, future = bool(_PAST_HEADING.search(heading)), bool(_FUTURE_HEADING.search(heading))
    return "" if past == future else "result" if past else "target"
