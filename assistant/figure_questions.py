"""Questions that ask for figures: which indicators, target or result, one or several, and how they are to be compared."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from assistant.figure_groups import region_group
from assistant.figure_limits import asks_for_more, limit_before
from ingest.extract.indicator_names import concept_named, find_indicators, half_width
from ingest.extract.values import find_values
from ingest.records import IndicatorKind

Mode = Literal["single", "compare", "ranking", "trend", "change"]
Order = Literal["highest", "lowest", "all", ""]
Test = Literal["equal", "unequal", "at_least", "at_most", "above", "below", "between", ""]


@dataclass(frozen=True, kw_only=True)
class Threshold:
    """The figures asked for: ``test`` against ``low`` (and ``high``) in ``unit``; ``qualifier`` 左右, 以上 … where the
    question asks for figures that are stated with it."""

    test: Test
    low: float
    high: float
    unit: str
    qualifier: str = ""


@dataclass(frozen=True, kw_only=True)
class FigureAsk:
    """What a question asks of the figures. ``indicators`` are concepts; ``part`` the sector or group before the first of
    them that limits it (汽车出口); ``measure`` growth or level where the question
    says; ``kind`` target, result or "" where it does not; ``both_kinds`` where it wants target and result;
    ``limit`` how many are wanted of a ranking (0: not said); ``place`` a region's place in the ranking is asked;
    ``regions_asked`` the level of the regions that a ranking runs over, ``group`` the regions of a group that it names
    (西部, 长三角); ``silent`` that those are asked that state nothing; ``extreme`` the question's own 最高, 最多, 最快."""

    indicators: tuple[str, ...]
    part: str = ""
    kind: IndicatorKind | Literal[""] = ""
    mode: Mode = "single"
    measure: Literal["growth", "level", ""] = ""
    both_kinds: bool = False
    order: Order = ""
    threshold: Threshold | None = None
    limit: int = 0
    place: bool = False
    regions_asked: Literal["province", "prefecture", "county", ""] = ""
    silent: bool = False
    extreme: str = ""
    group: tuple[str, ...] = ()


_TARGET = re.compile(
    r"目标|预期|计划|打算|准备|安排|定了|定在|定的|定为|定多少|定得|定到|定下|设定|设了|设在|想(?!知道|问|了解|看)|力争|争取|拟|希望|将(?!要?牵)|要(?!求|素|点|闻)|提了什么要求|提出|保持在|守住|"
    r"控制在|稳在|稳住|底线|\btargets?\b|\bgoals?\b|\bplan(?:s|ned)?\b|\baim(?:s|ed|ing)?\b|\bexpect(?:s|ed)?\b|\bwants? to\b|\bintend|\bset for\b|\bprojected\b",
    re.IGNORECASE,
)
_RESULT = re.compile(
    r"实际|完成|增长了|涨了|增加了|达到了|做到了|实现了|新增了|降了|下降了|上涨了|真实|去年|前年|上年|上一年|过去一年|结果|实绩|最终|已经|创造了|打了|收了|干到了|跑出|"
    r"\bactual(?:ly)?\b|\bdid\b|\bwas\b|\bwere\b|\bachieved?\b|\breached\b|\bgrew\b|\brose\b|\bcreated\b|\bresults?\b|\blast year\b|\bin fact\b",
    re.IGNORECASE,
)
_RESULT_NOT_TARGET = re.compile(
    r"不是目标|非目标|而不是目标|不要目标|不是预期|不含目标|目标之外|\bnot (?:the |a )?(?:target|goal|plan)",
    re.IGNORECASE,
)
_TARGET_NOT_RESULT = re.compile(
    r"不是实际|而不是实际|非实际|不是去年|不是完成|\bnot (?:the )?(?:actual|result)", re.IGNORECASE
)
_BOTH = re.compile(
    r"(?:目标|预期)[^，。？?]{0,6}(?:和|与|及|、|以及|跟|还有|，)[^。？?]{0,12}(?:实际|完成|结果|实绩|增长了|涨了)|(?:实际|完成|结果|实绩)[^，。？?]{0,6}(?:和|与|及|、|以及|跟|还有|，)[^。？?]{0,12}(?:目标|预期)"
    r"|目标[^。？?]{0,4}(?:完成了吗|实现了吗|完成了没|完成没|达成了吗|完成情况|完成得怎)|(?:完成|达到|实现)了?[^。？?]{0,8}目标(?:了)?(?:吗|没有|没)"
    r"|\btargets?\b.{0,40}\b(?:and|versus|vs\.?|against)\b.{0,30}\b(?:actual|results?|achieved)\b|\b(?:actual|results?)\b.{0,40}\b(?:and|versus|vs\.?)\b.{0,30}\btargets?\b",
    re.IGNORECASE,
)
_CHANGE = re.compile(
    r"(?:比|较|同|跟|与|和)(?:去年|上年|上一年|前一年|20\d\d年?)(?:的)?(?:实际|完成|增速|结果|水平|目标)?[^。？?]{0,8}(?:高|低|提高|下降|上调|下调|快|慢|多|少|变化|相比|差|调)|"
    r"(?:上调|下调|调高|调低|提高还是降低|变化了多少)|\bcompared (?:with|to) (?:last year|20\d\d)|\b(?:higher|lower) than (?:last year|in 20\d\d)",
    re.IGNORECASE,
)
_TREND = re.compile(
    r"历年|逐年|这几年|近几年|近[两三四五]年|各年|走势|趋势|每年|年度变化|几年来|从20\d\d年?到20\d\d|20\d\d年?(?:—|-|~|至|到)20\d\d|\bover the years\b|\btrend\b|\byear by year\b|\bfrom 20\d\d to 20\d\d",
    re.IGNORECASE,
)
_HIGHEST = re.compile(
    r"最高|最快|最多|最大|最猛|第一(?!产业|季度|次产业|书记|方阵)|居首|领先|冠军|最强|前[两二三四五六七八九十\d]+(?:名|位|的|个|省)|前[三五十]|top|\bhighest\b|\bfastest\b|\blargest\b|\bmost\b|\bbiggest\b",
    re.IGNORECASE,
)
_LOWEST = re.compile(
    r"最低|最慢|最少|最小|垫底|倒数|末位|最后一名|\blowest\b|\bslowest\b|\bsmallest\b|\bfewest\b|\bleast\b(?! squares)",
    re.IGNORECASE,
)
_WHICH = re.compile(
    r"哪[些几]?个?(?:省市区|省区市|省市|省区|省份|省|市州|市|地区|地方|州|区县|县|区|城市|直辖市|自治区|个省|个市)|哪几个|哪里|哪儿|(?:省份|省区|省市|省|地区|城市|市州|市县|地方|报告)(?:都|分别)?(?:有|是|都有|为)?(?:哪些|哪几|谁)|之间的省|的省份?(?=$|[？?。，])|几个省|多少个?省|哪些地|有谁|都有谁|"
    r"\bwhich (?:provinces?|regions?|cit(?:y|ies)|places?|municipalit|of the)|\bhow many (?:provinces|regions)|\bwhat provinces",
    re.IGNORECASE,
)
_ALL = re.compile(
    r"各省|各地|各市|各州|各县|各区|所有(?:省|地区|报告|城市)|全部(?:省|地区|报告)|全国各|31个?省|三十一个?省|每个省|各个省|排名|排序|排行|排个|一览|汇总|对照表|列表|列个表|"
    r"\ball (?:the )?(?:provinces|regions|reports)|\bevery (?:province|region)|\beach (?:province|region)|\brank(?:ing|ed)?\b|\bby province\b",
    re.IGNORECASE,
)
_COMPARE = re.compile(
    r"谁.{0,6}(?:高|低|快|慢|多|少|大|小|强)|哪[个家边一]?.{0,6}(?:更|比较|较)?(?:高|低|快|慢|多|少|大|小)(?!的)|差多少|差几|相差|高多少|低多少|高出多少|多多少|少多少|对比|比较一?下?|比一?比|相比|分别|各(?:是|为|有|定)?多少|"
    r"各自|有[啥什]么?不同|区别|差别|差距|一样吗|是否相同|和.{1,8}比|跟.{1,8}比|与.{1,8}比|\bcompare|\bhigher\b|\blower\b|\bdifference\b|\brespectively\b|\bversus\b|\bvs\b",
    re.IGNORECASE,
)
_PLACE_ASKED = re.compile(
    r"最[高低快慢多少大小](?:的)?(?:吗|么|之一|是不是|不)|是(?:不是|否)[^？?]{0,12}(?:最[高低快慢多少大小]|第一)|(?:全国|各省|全省|各地)第一(?:吗|么)|排(?:在)?(?:第几|多少|几位)|第几(?:名|位)?|排名(?:多少|如何|怎么样|第几|情况)|什么位置|"
    r"\bis (?:it|that|this)\b.{0,20}\b(?:highest|lowest|fastest|most)\b|\bwhere does .{1,30} rank|\bwhat rank\b",
    re.IGNORECASE,
)
# These ask for something else than a figure, whatever indicator they name.
_NOT_FIGURE = re.compile(
    r"牵头|迁头|负责|由谁|是谁|加计|抵扣|扣除|减免|责任单位|哪[个些](?:单位|部门|厅|局|委)|什么单位|什么部门|归谁|谁来?[管抓]|怎么(?!样|是)(?:做|办|搞|推|抓|实现|促|提|扩|稳|解决|完成|落实)|如何|措施|举措|办法|做法|为什么|为何|原因|哪些(?:项目|政策|产业|方面|工作|任务|领域|工程|办法|企业)|"
    r"什么(?:政策|措施|项目|意思|叫|办法|名|文件|产业|基金|奖|称号|荣誉|平台)|何谓|含义|定义|解释|概念|(?:重大|重点)?项目(?:有|是|名)|叫什么|"
    r"\bwho\b|\bwhich (?:unit|department|agency|office)\b|\bhow (?:will|does|do|did|can|to)\b(?! (?:fast|much|many))(?!.{0,40}\b(?:compare|rank|grow|change|differ))|\bwhy\b|\bmeasures?\b|\bpolic(?:y|ies)\b",
    re.IGNORECASE,
)
_FIGURE_CUE = re.compile(
    r"多少|几|目标|增速|增长|增幅|涨幅|涨|降|实际|完成|达到|预期|计划|打算|定|高|低|快|慢|排|哪|对比|比|怎么样|怎样|情况|呢|\d\s*[%％]|总量|规模|数据|数字|分别|水平|人数|总额|是啥|咋样|不|吗|"
    r"\bhow (?:fast|much|many|big|high|low|large|did)\b|\bwhat\b|\btargets?\b|\bgoals?\b|\brate\b|\bgrowth\b|\bwhich\b|\bcompare|\bactual|\blevel\b|\bfigures?\b|\?",
    re.IGNORECASE,
)
_LEVEL = re.compile(
    r"多少(?:万?亿|亿|万|元|钱|人|个|斤|吨|亩|户|家|岗位|微克)|几(?:万?亿|个亿|万亿)|总量|总额(?:是|达|为|有|突破)?多少|总值(?:是|达)多少|规模(?:是|达|有|多)|绝对(?:值|量|额)|体量|突破多少|达到多少(?:亿|万)|有多大|多大|多少亿|(?<!零售)(?<!进出口)总量|"
    r"\bhow (?:big|large)\b|\bsize\b|\bhow much (?:is|was|did .{1,30} (?:reach|total))\b|\bin (?:yuan|RMB)\b|\btotal (?:GDP|value|volume|amount)\b",
    re.IGNORECASE,
)
_GROWTH = re.compile(
    r"增速|增长|增幅|涨幅|涨|增多少|增几|几个点|百分之|百分比|增加多少|快|慢|升|降幅|下降|降多少|\d\s*[%％]|\bgrowth\b|\bgr[eo]w|\bfast\b|\bfaster\b|\brise\b|\brose\b|\bincrease|\bpercent|\bper cent|\brate\b",
    re.IGNORECASE,
)
_SILENT = re.compile(
    r"(?:没有?|未|没)(?:有)?(?:提出|提到|提及|提|设定|设置|设|制定|定|给出|给|列出|列|公布|说明|写|明确)(?:出)?|\b(?:do|does|did) not (?:set|state|give|mention)|\bwithout a\b",
    re.IGNORECASE,
)
_EXTREME = re.compile(r"最[高低快慢多少大小]")
_LIMIT = re.compile(
    r"最[高低快慢多少大小]的?([两二三四五六七八九十]|\d{1,2})(?=个|名|位|省|市|地)|前([两二三四五六七八九十]|\d{1,2})|(?<![a-z])top (\d{1,2}|three|five|ten)",
    re.IGNORECASE,
)
_COUNT = re.compile(
    r"多少个?(?:省|地区|市|报告|份)|几个(?:省|地区|市)|几份|\bhow many (?:provinces|regions|reports)", re.IGNORECASE
)
_NUMBERS = {
    "两": 2,
    "二": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
    "十": 10,
    "three": 3,
    "five": 5,
    "ten": 10,
}
_TESTS: tuple[tuple[Test, re.Pattern[str]], ...] = (
    ("unequal", re.compile(r"(?:不是|不为|不等于|不在|除了|≠|\bnot\b|\bother than\b)\s*$", re.IGNORECASE)),
    (
        "above",
        re.compile(
            r"(?:超过|高于|大于|多于|超|高过|突破|快于|>|\babove\b|\bover\b|\bmore than\b|\bhigher than\b|\bexceed\w*)\s*$",
            re.IGNORECASE,
        ),
    ),
    (
        "below",
        re.compile(
            r"(?:低于|小于|不到|少于|不足|慢于|未达到?|没到|<|\bbelow\b|\bunder\b|\bless than\b|\blower than\b)\s*$",
            re.IGNORECASE,
        ),
    ),
    (
        "at_least",
        re.compile(r"(?:不低于|不少于|达到|达|至少|≥|>=|\bat least\b|\bno less than\b)(?:了)?\s*$", re.IGNORECASE),
    ),
    ("at_most", re.compile(r"(?:不超过|不高于|至多|最多|≤|<=|\bat most\b|\bno more than\b)\s*$", re.IGNORECASE)),
)


def figure_ask(text: str) -> FigureAsk | None:
    """What ``text`` asks of the figures; None where it asks for something else (a unit, a measure, a reason) or names
    no indicator of the lexicon."""
    folded = half_width(text)
    mentions = tuple(mention for mention in find_indicators(folded) if not asks_for_more(folded, mention))
    if not mentions or _NOT_FIGURE.search(folded):
        return None
    if not _FIGURE_CUE.search(folded) and len(text) > 30:
        return None
    indicators = tuple(dict.fromkeys(mention.name for mention in mentions))
    rest = _without(folded, [(mention.start, mention.end) for mention in mentions])
    threshold = _threshold(folded)
    order = _order(folded, threshold)
    place = bool(_PLACE_ASKED.search(folded))
    mode = _mode(folded, rest, threshold, order, place)
    limit = _LIMIT.search(folded)
    number = next((part for part in limit.groups() if part), "") if limit else ""
    return FigureAsk(
        indicators=indicators,
        part=next(
            (part for at, mention in enumerate(mentions) if (part := limit_before(folded, mention, mentions[:at]))), ""
        ),
        kind=_kind(rest, folded),
        mode=mode,
        measure=_measure(folded, rest, indicators, threshold),
        both_kinds=bool(_BOTH.search(folded))
        and not _RESULT_NOT_TARGET.search(folded)
        and not _TARGET_NOT_RESULT.search(folded),
        order=order,
        threshold=threshold,
        limit=_NUMBERS.get(number.lower(), int(number) if number.isdigit() else 0),
        place=place,
        regions_asked=_level_asked(folded),
        silent=bool(_SILENT.search(rest)),
        extreme=extreme.group() if (extreme := _EXTREME.search(folded)) else "",
        group=region_group(_without(folded, [(mention.start, mention.end) for mention in mentions])),
    )


_KEPT = re.compile(r"目标|预期|预计|计划|打算|准备|实际|target|growth", re.IGNORECASE)


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    """The text with the spans blanked out, so that 增长 inside 经济增长 or 消费 … counts for nothing else; words like 目标 that
    a way of asking takes in (就业目标) stay."""
    for start, end in spans:
        kept = {place for match in _KEPT.finditer(text, start, end) for place in range(*match.span())}
        blanked = "".join(sign if start + index in kept else " " for index, sign in enumerate(text[start:end]))
        text = text[:start] + blanked + text[end:]
    return text


def _kind(rest: str, folded: str) -> IndicatorKind | Literal[""]:
    if _RESULT_NOT_TARGET.search(folded):
        return "result"
    if _TARGET_NOT_RESULT.search(folded):
        return "target"
    target, result = _TARGET.search(rest), _RESULT.search(rest)
    if target and not result:
        return "target"
    if result and not target:
        return "result"
    if target and result and not _BOTH.search(folded):
        strong = re.search("实际|完成了|增长了|涨了|实现了|达到了|actual|achieved", rest, re.IGNORECASE)
        aimed = re.search("目标|预期|计划|target|goal|plan", rest, re.IGNORECASE)
        if strong and not aimed:
            return "result"
        if aimed and not strong:
            return "target"
    return ""


def _order(folded: str, threshold: Threshold | None) -> Order:
    if _LOWEST.search(folded):
        return "lowest"
    if _HIGHEST.search(folded):
        return "highest"
    return "all" if threshold is None and _ALL.search(folded) else ""


def _mode(folded: str, rest: str, threshold: Threshold | None, order: Order, place: bool) -> Mode:
    asks_which = bool(_WHICH.search(folded))
    if (
        place
        or order in ("highest", "lowest")
        or (threshold is not None and (asks_which or _ALL.search(folded) or _COUNT.search(folded)))
    ):
        return "ranking"
    if _TREND.search(folded):
        return "trend"
    if _CHANGE.search(folded) and not asks_which:
        return "change"
    if order == "all" or (asks_which and not _COMPARE.search(rest)) or (asks_which and _SILENT.search(rest)):
        return "ranking"
    return "compare" if _COMPARE.search(rest) else "single"


def _measure(
    folded: str, rest: str, indicators: tuple[str, ...], threshold: Threshold | None
) -> Literal["growth", "level", ""]:
    level, growth = _LEVEL.search(folded), _GROWTH.search(rest) or "增长" in folded or "增速" in folded
    if threshold is not None and threshold.unit == "%":
        return "growth"
    if level and not (growth and re.search("百分|几个点|增速|增幅|涨", folded)):
        return "level"
    if growth and any(
        (concept := concept_named(name)) and concept.shape in ("amount", "intensity") for name in indicators
    ):
        return "growth"
    return ""


def _threshold(folded: str) -> Threshold | None:
    """The figure that the question measures by, with the words around it: 6%以上, 超过8%, 5%到6%之间, 7%（含左右、以上）."""
    values = [
        value
        for value in find_values(folded, words=False)
        if value.unit in ("%", "万人", "亿元", "万亿元", "亿斤", "万吨", "个百分点")
    ]
    if not values:
        english = re.search(r"(\d+(?:\.\d+)?)\s*(?:%|per ?cent)", folded, re.IGNORECASE)
        if english is None:
            return None
        values = list(find_values(english.group(1) + "%", words=False))
        before, after = folded[: english.start()], folded[english.end() : english.end() + 14]
    else:
        before = folded[: values[0].number_start]
        after = folded[values[0].end : values[0].end + 14]
    value = values[0]
    low, high = value.low if value.low is not None else value.high, value.high if value.high is not None else value.low
    if low is None or high is None:
        return None
    if low != high:
        return Threshold(test="between", low=low, high=high, unit=value.unit)
    words = set(value.qualifiers)
    for test, pattern in _TESTS:
        if pattern.search(before.rstrip("的在到")) or pattern.search(before):
            return Threshold(test=test, low=low, high=high, unit=value.unit)
    if re.match(r"\s*\(?[^)]{0,2}(?:含|包括)", after):
        return Threshold(test="equal", low=low, high=high, unit=value.unit)
    if words & {"以上", "及以上"} or re.match(r"\s*(?:or more|or above|and above|or higher)", after):
        return Threshold(test="at_least", low=low, high=high, unit=value.unit)
    if words & {"以内", "以下", "之内", "及以下"} or re.match(r"\s*(?:or less|or below)", after):
        return Threshold(test="at_most", low=low, high=high, unit=value.unit)
    about = "左右" if "左右" in words or re.search(r"\b(?:around|about)\s*$", before) else ""
    return Threshold(test="equal", low=low, high=high, unit=value.unit, qualifier=about)


def _level_asked(folded: str) -> Literal["province", "prefecture", "county", ""]:
    if re.search(r"省|直辖市|自治区|\bprovinc", folded, re.IGNORECASE) and re.search(
        r"哪|各|几个|多少个|所有|全部|31|三十一|每个|最|排|which|all|each|every|how many|highest|lowest|rank",
        folded,
        re.IGNORECASE,
    ):
        return "province"
    if re.search(r"(?:哪[些几]?个?|各|几个|所有|每个)(?:地级)?(?:市州|市|州|城市)|\bwhich cit", folded, re.IGNORECASE):
        return "prefecture"
    if re.search(r"(?:哪[些几]?个?|各|几个|所有|每个)(?:区县|县|区)", folded):
        return "county"
    return ""
