"""Whether a place in a report speaks of what was reached or of what is aimed at, and for which year."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from ingest.records import IndicatorKind, Report, Section

_YEAR = re.compile(r"(?:19|20)\d\d(?=年)")
_REVIEW = re.compile(r"回顾|总结|过去|工作情况|执行情况|运行情况|完成情况|主要成绩|成效|去年|上年|取得的")
_PLAN = re.compile(r"目标|总体要求|安排|任务|部署|思路|重点工作|今年|主要工作|工作打算|工作建议|工作重点|预期")
_LONG = re.compile(r"[今未]后?来?[五三十]年|“?十[三四五六]五”?|五年|届政府")
_HEADING_LINE = re.compile(r"(?m)^[ \t#*]*(?:[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]+部分)[^\n]{2,50}$")
_TARGETS = re.compile(
    r"(?:预期|主要|发展|奋斗|工作|约束性|年度|总体|具体|经济)+(?:性)?(?:增长)?(?:目标|指标)(?:任务)?(?:建议|设定|安排|确定|初步)*(?:[如是为]下?|：|:|，(?=[^，。]{0,12}增长))"
)
_BULLETIN = re.compile(r"公报|运行情况|年鉴|主要指标完成")
_LOOKING_BACK = re.compile(r"公报|运行情况|执行情况|完成情况|总结|年鉴")


@dataclass(frozen=True, kw_only=True)
class Zone:
    """A stretch of a report, from ``start`` on: it looks back (result) or ahead (target); ``long`` over several years."""

    start: int
    kind: IndicatorKind
    long: bool


@dataclass(frozen=True, kw_only=True)
class When:
    """What a figure's surroundings say: kind, year (None: no single year), and the period where it is no whole year."""

    kind: IndicatorKind
    year: int | None
    period: str


class Context:
    """The zones and the target lists of one report."""

    def __init__(self, report: Report) -> None:
        self.year = report.year or _year_in(report.title) or _likely_year(report.text)
        # A bulletin of 2024 states 2024's results, a work report of 2024 those of 2023.
        self.result_year = None if self.year is None else self.year if _BULLETIN.search(report.title) else self.year - 1
        self.zones = _zones(report, self.year)
        self._text = report.text
        last = f"|{self.year - 1}年(?!以来)" if self.year else ""
        self._spans = re.compile(
            rf"(?P<long>(?:过去|这|近)五年|五年(?:来|间|，|的)|本届政府(?:任期|工作|以来|履职|成立))|过去一年|过去的一年|一年来|去年{last}"
        )
        self._starts = [zone.start for zone in self.zones]
        self._lists = _target_lists(report, self)

    def zone_at(self, position: int) -> Zone:
        return self.zones[max(bisect_right(self._starts, position) - 1, 0)]

    def in_long_review(self, position: int) -> bool:
        """Whether the text around ``position`` looks back over several years, as its last cue before it says."""
        zone = self.zone_at(position)
        if not zone.long or zone.kind != "result":
            return False
        cues = list(self._spans.finditer(self._text, zone.start, position))
        return not cues or cues[-1].group("long") is not None

    def in_target_list(self, position: int) -> bool:
        """Whether the position stands in the report's own list of its main targets."""
        return any(start <= position < end for start, end in self._lists)


def _year_in(text: str) -> int | None:
    match = _YEAR.search(text)
    return int(match.group()) if match else None


def _likely_year(text: str) -> int | None:
    """The year of a report that does not say: the one that its plan names, or the year after the one it looks back on."""
    if match := re.search(r"((?:19|20)\d\d)年[^\n。]{0,12}(?:回顾|总结|主要成绩)", text):
        return int(match.group(1)) + 1
    if match := re.search(r"((?:19|20)\d\d)年[^\n。]{0,20}(?:预期目标|工作安排|重点工作|目标任务)", text):
        return int(match.group(1))
    return None


def _zones(report: Report, year: int | None) -> tuple[Zone, ...]:
    zones = [Zone(start=0, kind=_first_kind(report), long=False)]
    for start, heading in _main_headings(report):
        kind = heading_kind(heading, year)
        if kind is not None:
            zones.append(Zone(start=start, kind=kind, long=bool(_LONG.search(heading))))
    if report.kind == "work_report" and not any(zone.kind == "target" for zone in zones):
        zones.extend(_plan_without_heading(report, year))
    return tuple(sorted(zones, key=lambda zone: zone.start))


def _first_kind(report: Report) -> IndicatorKind:
    if report.kind == "work_report" or _LOOKING_BACK.search(report.title):
        return "result"
    return "target"


def _main_headings(report: Report) -> list[tuple[int, str]]:
    """The headings of the outermost levels with their places; lines numbered 一、 where no section was recognised."""
    sections: tuple[Section, ...] = report.sections
    if sections:
        top = min(section.level for section in sections)
        if sum(section.level == top for section in sections) == 1:  # the title itself as the one outermost section
            top += 1
        return [
            (section.start, section.heading)
            for section in sections
            if section.level <= top or (section.level == top + 1 and _YEAR.search(section.heading))
        ]
    return [(match.start(), match.group()) for match in _HEADING_LINE.finditer(report.text)]


def heading_kind(heading: str, year: int | None) -> IndicatorKind | None:
    """What a main heading announces: ``result`` (2023年工作回顾), ``target`` (2024年工作安排), None where it says neither."""
    years = {int(match.group()) for match in _YEAR.finditer(heading)}
    if len(years) == 1 and year is not None and "以来" not in heading:
        named = years.pop()
        if named < year:
            return "result"
        return "result" if _REVIEW.search(heading) and not _PLAN.search(heading) and named < year else "target"
    if _REVIEW.search(heading) and not _PLAN.search(heading):
        return "result"
    if _PLAN.search(heading) or re.search(r"今后|未来", heading):
        return "target"
    return None


def _plan_without_heading(report: Report, year: int | None) -> list[Zone]:
    named = f"今年|{year}年" if year else "今年"
    match = re.search(
        rf"(?:{named})[^。\n]{{0,40}}(?:预期目标|总体要求|工作安排|目标任务|主要目标)|做好(?:{named})[^。\n]{{0,12}}工作|(?:{named})(?:工作)?的?总体(?:要求|思路)",
        report.text,
    )
    if match is None:
        return []
    line = report.text.rfind("\n", 0, match.start()) + 1
    return [Zone(start=max(line, report.text.rfind("。", 0, match.start()) + 1), kind="target", long=False)]


def _target_lists(report: Report, context: Context) -> tuple[tuple[int, int], ...]:
    """From each “预期目标是” in a part that looks ahead to the end of its paragraph; of a notice, its whole section."""
    found = []
    for match in _TARGETS.finditer(report.text):
        if context.zone_at(match.start()).kind != "target":
            continue
        start = max(report.text.rfind("\n", 0, match.start()), report.text.rfind("。", 0, match.start())) + 1
        end = report.text.find("\n", match.end())
        if end - match.end() < 15 and end >= 0:  # the list stands in the lines that follow
            end = report.text.find("\n\n", match.end() + 15)
        found.append((start, end if end >= 0 else len(report.text)))
    for section in report.sections:
        if (
            re.search(r"(?:预期|主要|工作|发展)目标$", section.heading)
            and context.zone_at(section.start).kind == "target"
        ):
            found.append((section.start, section.end))
    return tuple(found)


_COMPARED = re.compile(r"[比较自从由]$|相比|超过$|高于$|优于$|好于$|同期$|恢复到$|回到$")
_CUE = re.compile(
    r"(?P<year>(?:19|20)\d\d)(?:(?:[—\-－~至到]|—+)(?P<until>(?:19|20)\d\d))?(?=年|、20)|(?P<plan>“?十[三四五六]五”?(?:规划)?(?:末期?|期末|收官|期间|时期|规划期|结束)?)"
    r"|(?P<last>去年|上年|上一年|过去一年|过去的一年|前年)|(?P<this>今年|本年|当年|全年)|(?P<next>明年|后年)"
    r"|(?P<span>(?:今后|未来|下|接下来)(?:的)?[三五十][年]|[三五]年内|(?:过去|近|这|前)(?:的)?[三五十]年|[三五十]年(?:来|间|累计)|本届政府|“?十四五”?以来)"
)
PERIOD = re.compile(
    r"年均(?!浓度|值)|年平均(?!浓度)|[两三五]年平均|[一二三四首]季度|第[一二三四]季度|上半年|下半年|前[三二两1-9]\d?个?(?:季度|月)|1[—\-－至]\d{1,2}月份?|\d{1,2}月份|累计(?!达标)|月均|日均"
)
_PLAN_END = {"三": 2020, "四": 2025, "五": 2030, "六": 2035}
_DONE = re.compile(r"已(?:经)?(?:达|完成|实现|突破)")


class Dating:
    """Kind, year and period of a figure, from the cues before it in its sentence.

    The nearest year before the figure counts, unless it is one to compare with (较2019年). ``year`` is the report's,
    ``result_year`` the year that it looks back on; ``long`` tells that it looks back on several.
    """

    def __init__(self, zone: Zone, year: int | None, result_year: int | None, *, long: bool = False) -> None:
        self.zone, self.year, self.result_year = zone, year, result_year
        self.kind: IndicatorKind = zone.kind
        self.named = year if zone.kind == "target" else result_year
        self.period, self.long, self.explicit = "", long and zone.kind == "result", False

    def settle(self, sentence: str, value_start: int, clause_start: int) -> When | None:
        """What holds at ``value_start``; None where the cues contradict each other: a year from the report's own on, in a
        part that looks back, is no result, and is left out rather than guessed."""
        for cue in _CUE.finditer(sentence, 0, value_start):
            following = sentence[cue.end() : value_start]
            before = sentence[max(0, cue.start() - 4) : cue.start()]
            if _COMPARED.search(before) and not (cue["year"] and before[-1:] in "从由" and following in ("年", "年的")):
                if cue["year"] and self.year and cue.start() >= clause_start and int(cue["year"]) < self.year - 1:
                    self.period = f"较{cue.group()}年"
            elif cue["year"]:
                if not re.match(r"年?(?:以来|起)", sentence[cue.end() :]) and cue.start() >= clause_start - 60:
                    self._on_year(cue)
            elif cue["plan"]:
                self._on_plan(sentence, cue, clause_start)
            elif cue["span"]:
                self.long, self.period = True, cue.group()
                self.named = self.named if self.zone.kind == "result" else None
            elif self.year:
                self._on_word(cue)
        return self._when(sentence[clause_start:value_start])

    def _on_year(self, cue: re.Match[str]) -> None:
        if cue["until"]:
            self.named, self.period = int(cue["until"]), f"{cue.group()}年"
        else:
            self.named, self.period, self.long = int(cue["year"]), "", False
        self.explicit = True

    def _on_plan(self, sentence: str, cue: re.Match[str], clause_start: int) -> None:
        """“十四五”末 in the figure's own clause dates it; “十四五”规划 or 良好开局 elsewhere in the sentence does not."""
        if sentence.startswith(("良好", "开局", "规划", "发展", "以来", "重点", "重大", "时期经"), cue.end()):
            return
        if cue.start() < clause_start and not re.search("末|期间|时期|收官", cue.group()):
            return
        number = cue["plan"].strip("“”")[1]
        self.named, self.explicit = _PLAN_END[number], True
        self.period = "" if re.search("末|收官|结束", cue["plan"]) else (self.period or f"“十{number}五”期间")

    def _on_word(self, cue: re.Match[str]) -> None:
        """去年, 今年, 明年 and the like, counted from the report's year."""
        year = self.year or 0
        if cue["last"]:
            self.named, self.kind, self.explicit, self.long = (
                year - (2 if cue["last"] == "前年" else 1),
                "result",
                True,
                False,
            )
        elif cue["next"]:
            self.named, self.explicit = year + (1 if cue["next"] == "明年" else 2), True
        elif cue["this"] == "全年":
            self.period = ""
        elif self.zone.kind == "target":
            self.named, self.kind, self.explicit, self.long, self.period = year, "target", True, False, ""

    def _when(self, clause: str) -> When | None:
        if match := PERIOD.search(clause):
            known = self.period and match.group() not in self.period
            self.period = f"{self.period}{match.group()}" if known else match.group()
        elif self.long and not self.period:
            self.period = "五年"
        if self.year is not None and self.named is not None and self.explicit:
            if self.zone.kind == "target" and self.named < self.year:
                self.kind = "result"
            elif self.zone.kind == "result" and self.result_year is not None and self.named > self.result_year:
                return None
        if self.kind == "target" and self.zone.kind == "target" and self.year is not None and _DONE.search(clause):
            self.kind, self.named = "result", self.year - 1
        return When(kind=self.kind, year=self.named, period=self.period)
