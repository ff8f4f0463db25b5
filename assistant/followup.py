"""A follow-up made whole: what it leaves out (region, year, indicator, task) is taken over from the turns before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.figure_questions import picks_regions
from assistant.names import LibraryNames, short_name
from assistant.places_and_years import places, years
from assistant.records import Query, Turn
from assistant.terms import question_terms
from ingest.extract.indicator_names import find_indicators

_OPENING = re.compile(
    r"^(?:那么?|然后|再|还有|另外|隔壁|以及|它|他们|其中?|该|这|此|上述|前者|后者|两[地省市者家]|"
    r"and\b|what about|how about|then\b|so\b)",
    re.IGNORECASE,
)
_PRONOUN = re.compile(
    r"它们?|这[一]?[项条件个]|该[项任任务条]|上面|刚才|前面|那[一]?[项条件个]|两[地者省市个]|二者|三者|前者|后者"
    r"|\b(?:it|its|they|their|that task|this task|those|both|the former|the latter)\b",
    re.IGNORECASE,
)
# The regions of the turns before, together: 两地, 他们俩, 这三家, 其中.
_GROUP = re.compile(
    r"他们俩?|她们|它们|两[地省市个者家]|二者|[三四五]者|[这那](?:[几两三四五六])[家个地省市]|其中|上述|\bboth\b|\bamong them\b|\bof them\b",
    re.IGNORECASE,
)
_ENDING = re.compile(r"呢\s*[?？。!！]*\s*$")
_COMPARING = re.compile(
    r"哪[个家省市地一]+.{0,8}(?:高|低|多|少|快|慢|大|小)|谁.{0,6}(?:高|低|多|少|快|慢|大|小)|差多少|差几|高多少|低多少|相差|比一?比"
    r"|\bwhich (?:one )?is (?:higher|lower)|\bcompare",
    re.IGNORECASE,
)
# 和湖南比呢: the region before beside the one that is named.
_BESIDE = re.compile(
    r"[和与跟同].{1,12}(?:相比|对比|比较|比)|[比较](?:起|一下)|\bcompared? (?:to|with)\b|\bversus\b|\bvs\b",
    re.IGNORECASE,
)
_RANKING = re.compile(r"最[高低多少快慢大小]|第一|排第?几|排名|highest|lowest", re.IGNORECASE)
_MORE = re.compile(
    r"^(?:请)?(?:再|更)?(?:详细|具体|展开|仔细)(?:一?[点些下]|说说|讲讲|说明|介绍|点说)?.{0,4}$|^(?:多说|再多说|说得).{0,5}$|^(?:in )?more detail",
    re.IGNORECASE,
)
_KIND = re.compile(r"目标|预期|打算|计划|想要?|力争|实际|完成(?:情况)?|结果|target|actual|result", re.IGNORECASE)
_REGISTER = re.compile(
    r"牵头|责任单位|配合单位|参与单位|参与部门|责任部门|负责|完成时限|时限|分管领导|\blead|\bresponsible", re.IGNORECASE
)
_FILLER = re.compile(
    r"那么?|然后|再|还有|另外|隔壁|以及|呢|它们?|的|其|该|此|这[一]?[项条件个]|那[一]?[项条件个]|[?？。!！,，、\s]"
)
_ASKS_UNIT = re.compile(
    r"(?:是|由|归|让|给)?(?:哪[个家些几]?(?:单位|部门|厅|局|委)?|谁|什么单位|什么部门|几家)?(?:来|是)?"
    r"(?:牵头的?(?:单位|部门)?|负责的?|抓的?|管的?|主管|责任单位|配合单位|参与单位)(?:是谁|是哪[个家些]|有哪些|是什么|有谁)?"
)


@dataclass(frozen=True, kw_only=True)
class FollowUp:
    """``text`` is the stand-alone question, ``inherited`` names what was taken over (region, year, indicator, task,
    question), ``base_year`` the year that 今年 means in it, ``detail`` that more of the same answer is wanted."""

    text: str
    inherited: tuple[str, ...] = ()
    base_year: int | None = None
    detail: bool = False


def complete(
    text: str, conversation: Sequence[Turn], names: LibraryNames, *, indicators: Sequence[str] = ()
) -> FollowUp:
    """``text`` as a stand-alone question; unchanged where it is one. ``indicators`` are those that it names."""
    if not conversation:
        return FollowUp(text=text)
    last = conversation[-1].query
    base = _base_year(conversation[-1])
    if _MORE.match(text.strip()):
        return FollowUp(text=last.text, inherited=("question",), base_year=base, detail=True)
    here = places(text, names)
    when = years(text, names, here.regions or last.regions, base)
    matter = _matter(text, here.words + when.words)
    signalled = bool(
        _OPENING.search(text.strip()) or _PRONOUN.search(text) or (_ENDING.search(text) and len(text) <= 30)
    )
    if _REGISTER.search(text) and (signalled or not matter) and not _names_a_task(matter):
        return _about_the_task(text, last, here.regions, base)
    if (
        (_COMPARING.search(text) or _RANKING.search(text))
        and not indicators
        and last.indicators
        and (signalled or len(text) <= 20)
    ):
        return _comparison(text, conversation, here.regions, when.years, base)
    if last.indicators and picks_regions(text):
        return _comparison(text, conversation, here.regions, when.years, base, over_all=not here.regions)
    if (
        not here.regions
        and last.indicators
        and _GROUP.search(text)
        and not (_COMPARING.search(text) or _RANKING.search(text))
    ):
        here_regions = _group_regions(conversation)
        if not matter:
            return _same_question(text, last, here_regions, when.years, base, conversation, names)
    if not matter and not indicators and (here.regions or when.years or signalled or _kind_phrase(text)):
        return _same_question(text, last, here.regions, when.years, base, conversation, names)
    if here.regions or not (signalled or indicators):
        return FollowUp(text=text)
    if _GROUP.search(text) and len(group := _group_regions(conversation)) > 1:
        body = _GROUP.sub("", text).strip("，, 的")
        return FollowUp(text=region_phrase(group) + body, inherited=("region",), base_year=base)
    return _new_matter(text, last, when.years, base)


def _base_year(last: Turn) -> int | None:
    """The year that 今年 means after a turn: that of the report which answered it (a result is told a year later)."""
    cited = [citation.year for citation in last.answer.citations if citation.year]
    return cited[0] if cited else last.query.years[-1] if last.query.years else None


def _matter(text: str, scope_words: Sequence[str]) -> tuple[str, ...]:
    """The words of the question that are neither scope nor filler nor the words target and result."""
    rest = text
    for word in sorted(scope_words, key=len, reverse=True):
        rest = rest.replace(word, " ")
    rest = _FILLER.sub(" ", _REGISTER.sub(" ", _KIND.sub(" ", _GROUP.sub(" ", rest))))
    ignored = {
        "两地",
        "两省",
        "两市",
        "二者",
        "三者",
        "两者",
        "各",
        "增长",
        "增速",
        "增幅",
        "完成",
        "达到",
        "实现",
        "涨",
        "降",
        "高",
        "低",
        "单位",
        "部门",
        "年",
        "全国",
        "各省",
        "省",
        "市",
        "两",
        "地",
        "不是",
        "说",
        "比",
        "和",
        "what",
        "about",
        "how",
        "task",
    }
    return tuple(
        t.word for t in question_terms(rest) if t.word not in ignored and not t.word.isdigit() and len(t.word) > 1
    )


def _names_a_task(matter: Sequence[str]) -> bool:
    return sum(len(word) for word in matter) >= 4


def region_phrase(regions: Sequence[str]) -> str:
    return "、".join(short_name(region) if region != "全国" else "全国" for region in regions)


def year_phrase(asked: Sequence[int]) -> str:
    return "、".join(f"{year}年" for year in asked)


def _same_question(
    text: str,
    last: Query,
    regions: tuple[str, ...],
    asked: tuple[int, ...],
    base: int | None,
    conversation: Sequence[Turn],
    names: LibraryNames,
) -> FollowUp:
    """The question before, for another region, year or kind of figure."""
    beside = regions and _BESIDE.search(text) is not None
    if last.indicators:
        kind = _kind_phrase(text) or _kind_kept(last, asked, names.years(regions or last.regions))
        if not regions and _GROUP.search(text):
            regions = _group_regions(conversation)
        year_part = year_phrase(asked or last.figure_years or last.years)
        given = (("region", () if beside else regions), ("year", asked))
        named = tuple(dict.fromkeys((*last.regions, *regions))) if beside else regions or last.regions
        return FollowUp(
            text=f"{region_phrase(named)}{year_part}{figure_phrase(last)}{kind}{'比较' if beside else '是多少'}",
            inherited=(*(name for name, value in given if not value), "indicator"),
            base_year=base,
        )
    completed = last.text
    if regions:
        completed = _substituted(completed, last.regions, region_phrase(regions))
    if asked:
        year = year_phrase(asked)
        completed = re.sub(r"(?:20)?\d\d年|20\d\d", year, completed, count=1) if last.years else year + completed
    return FollowUp(text=completed, inherited=("question",), base_year=base)


def _kind_phrase(text: str) -> str:
    """目标, 实际, 目标和实际 or "", as the follow-up says."""
    backward = ("实际", "完成", "完成情况", "结果", "result", "actual")
    return "和".join(dict.fromkeys("实际" if k.lower() in backward else "目标" for k in _KIND.findall(text)))


def _kind_kept(last: Query, asked: Sequence[int], held: Sequence[int]) -> str:
    """The kind of the turn before; asked for an earlier year that has no report of its own, what came of it."""
    if asked and last.years and asked[0] < last.years[0] and asked[0] not in held:
        return "实际"
    return {"target": "目标", "result": "实际", "": "目标" if "目标" in last.text else ""}[last.indicator_kind]


def figure_phrase(last: Query) -> str:
    """The indicators of the turn before in its own words, with growth or total where it said which."""
    mentions = dict.fromkeys(mention.text for mention in find_indicators(last.text))
    named = "、".join(mentions) or "、".join(last.indicators)
    if re.search(r"增[长速幅]|涨|增多少|快|grow", last.text, re.IGNORECASE):
        return named if "增" in named else named + "增速"
    return named + "总量" if re.search(r"总量|多少[万亿]|亿元", last.text) and "总" not in named else named


def _substituted(text: str, old: Sequence[str], new: str) -> str:
    """``text`` with its first region put in place by ``new`` (the others left out), or ``new`` put before it."""
    from ingest.structure.regions import find_regions

    spans = [(m.start, m.end) for m in find_regions(text) if m.region.name in old]
    if not spans:
        for region in old:
            for name in (region, short_name(region)):
                if name in text:
                    return text.replace(name, new, 1)
        return new + text
    start, end = spans[0]
    return text[:start] + new + text[end:]


def _about_the_task(text: str, last: Query, regions: tuple[str, ...], base: int | None) -> FollowUp:
    """Another question about the task of the turn before: 它的责任单位呢."""
    task = _ASKS_UNIT.sub(" ", last.text)
    task = re.sub(r"[?？]", " ", task).strip()
    if regions:
        task = _substituted(task, last.regions, region_phrase(regions))
    asked = re.sub(r"^(?:那么?|它们?的?|其|该[项任务]*的?|这[项条个件]?的?)|[呢?？\s]+", "", text)
    if regions:
        for region in regions:
            for name in (region, short_name(region)):
                asked = asked.replace(name, "")
    return FollowUp(text=f"{task} {asked}".strip(), inherited=("task",), base_year=base)


def _recent_regions(conversation: Sequence[Turn], limit: int = 4) -> tuple[str, ...]:
    """The regions of the last turns that asked for the same indicators as the last one, oldest first."""
    wanted = set(conversation[-1].query.indicators)
    found: list[str] = []
    for turn in reversed(conversation):
        if wanted and not wanted & set(turn.query.indicators):
            break
        found = [region for region in turn.query.regions if region not in found] + found
        if len(found) >= limit:
            break
    return tuple(found)


def _group_regions(conversation: Sequence[Turn]) -> tuple[str, ...]:
    """The regions that 他们俩, 这几家, 其中 mean: those of the last questions, or those that the last answer names."""
    asked: list[str] = []
    for turn in reversed(conversation[-4:]):
        asked = [region for region in turn.query.regions if region not in asked] + asked
        if len(asked) > 1:
            return tuple(asked)
    answered = dict.fromkeys(citation.region for citation in conversation[-1].answer.citations if citation.region)
    return tuple(answered) if len(answered) > 1 else tuple(asked)


def _comparison(
    text: str,
    conversation: Sequence[Turn],
    regions: tuple[str, ...],
    asked: tuple[int, ...],
    base: int | None,
    *,
    over_all: bool = False,
) -> FollowUp:
    """哪个更高, 是全国最高吗, 哪几个省定7%: the regions of the last turns, or (``over_all``) all, on the indicator before."""
    last = conversation[-1].query
    ranking = _RANKING.search(text) and not regions and not _GROUP.search(text)
    chosen = () if over_all else regions or (last.regions if ranking else _recent_regions(conversation))
    kind = _kind_phrase(text)
    year_part = year_phrase(asked or last.figure_years or last.years)
    if not kind:
        kind = {"target": "目标", "result": "实际", "": ""}[last.indicator_kind]
        if asked and base is not None and asked[0] < base:
            kind = "实际"
    rest = re.sub(r"^(?:那么?|它|这个?)|去年|上年|今年|实际|目标|完成得?|20\d\d年?", "", text).strip()
    return FollowUp(
        text=f"{region_phrase(chosen)}{year_part}{figure_phrase(last)}{kind}{rest}",
        inherited=("region", "year", "indicator"),
        base_year=base,
    )


def _new_matter(text: str, last: Query, asked: tuple[int, ...], base: int | None) -> FollowUp:
    """Another matter of the same region and year: 财政收入目标呢."""
    head = region_phrase(last.regions)
    inherited = ["region"] if last.regions else []
    if not asked and last.years and not re.search(r"去年|上年|今年|明年|前年|last year|this year", text, re.IGNORECASE):
        head += year_phrase(last.years[-1:] if last.indicators else last.years)
        inherited.append("year")
    body = re.sub(r"^(?:那么?|还有|另外|再)[，, ]*", "", text)
    return FollowUp(text=head + body, inherited=tuple(inherited), base_year=base)
