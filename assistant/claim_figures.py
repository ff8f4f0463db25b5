"""The figures of a text with unit, bound and direction, in a form in which Chinese and Arabic spellings are equal.

Works on `claims.plain` text. Years, dates and numbers inside names (5G, 十四五) are no figures; see `claim_periods`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Literal

Bound = Literal["exact", "approx", "at_least", "at_most", "near"]


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One figure: ``low``/``high`` in the base of its unit (equal for a point), where it stands, how it is bounded.

    ``unit`` is the canonical unit or counter ("" where none is written); ``direction`` up or down where a verb before it
    says so; ``reach`` "to" (提高到) or "by" (提高) after such a verb; ``effort`` that 力争 or 争取 stands before it.
    """

    text: str
    start: int
    end: int
    low: Decimal
    high: Decimal
    unit: str
    bound: Bound = "exact"
    direction: Literal["up", "down", ""] = ""
    reach: Literal["to", "by", ""] = ""
    effort: bool = False


_MEASURES = Path(__file__).parent / "lexicon" / "measures.txt"


@lru_cache(maxsize=1)
def _units() -> dict[str, tuple[str, str]]:
    """For each way of writing a unit or counter its canonical unit and the factor to that."""
    found: dict[str, tuple[str, str]] = {}
    for line in _MEASURES.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            unit, factor, forms = (part.strip() for part in line.split("|"))
            found.update({form.strip(): (unit if unit != "-" else "", factor) for form in forms.split(",")})
    return found


_MULTIPLIERS = {
    "十": 1, "百": 2, "千": 3, "万": 4, "十万": 5, "十亿": 9, "百万": 6, "千万": 7, "亿": 8, "百亿": 10, "千亿": 11, "万亿": 12,
    "hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12,
}  # fmt: skip
_DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_POWERS = {"十": 10, "百": 100, "千": 1000}

_LATIN_UNIT = re.compile(r"[a-z]")
_MULTIPLIER = (
    r"万亿|千亿|百亿|亿|千万(?!瓦)|百万|十万|万|千(?![瓦米克伏])|百(?!分)|hundred|thousand|million|billion|trillion"
)
_CHINESE = r"[一二两三四五六七八九十][零〇一二两三四五六七八九十百千万亿]*(?:点[零〇一二三四五六七八九]+)?"
# 三分之二, 百分之六点五; 六成五; 三十五家
# 亿元以上项目, 千万千瓦级: an amount whose one is not written
_ROUND = re.compile(
    r"(?<![\d一二三四五六七八九十百千万亿数几多余半点第])(?P<mult>万亿|千亿|百亿|十亿|亿|千万|百万|万|千|百)(?P<unit>元|吨|亩|人|户|千瓦|斤)(?![大级]?[国省])"
)
_FRACTION = re.compile(rf"(?P<den>百|千|万|{_CHINESE})分之(?P<num>{_CHINESE}|\d+(?:\.\d+)?)")
_ORDINAL = re.compile(rf"第(?P<num>\d+|{_CHINESE})")
_MASK = "\ue000"
# Numbers that belong to names: years and dates (claim_periods), plan periods, letters with digits, list numbers.
_NO_FIGURE = re.compile(
    r"(?:19|20)\d\d年?-(?:19|20)?\d\d年|(?<!\d)(?:19|20)\d\d(?=年|(?:-|/|\.)\d{1,2}(?:-|/|\.)\d{1,2})|(?<![\d.])(?:19|20)\d\d(?![\d.%万亿千百个家户人名亩吨公米元座项所套张斤条件场次])"
    r"|\d{1,2}月\d{1,2}[日号]|(?<=年)\d{1,2}月(?:\d{1,2}[日号])?|(?<=年)(?:1[0-2]|[1-9])-(?:1[0-2]|[1-9])月"
    r"|十[一二三四五六七八]五|[一二两]会|一带一路|一体两翼|一二三产业?|三农|三公|四风|两不愁三保障|[A-Za-z][A-Za-z0-9.\-]*\d[A-Za-z0-9.]*"
    r"|\d+[Gg](?![Ww])|\d[AaSsKkDd](?![A-Za-z])|\d+(?:\+\d+)+|\d+\+[A-Za-z]|(?<=[年月])\d{1,2}[日号]|(?<=“)[一二两三四五六七八九十百千](?=[^“”]{1,11}”)[^“”]*(?=”)|(?<=“)\d{1,2}·\d{1,2}(?=”)"
)
_ARTICLE_UNITS = {
    "个",
    "人",
    "次",
    "年",
    "天",
    "月",
    "届",
    "期",
    "级",
    "头",
    "株",
    "周",
    "分",
    "方面",
    "平方米",
    "度",
    "立方米",
    "克",
    "米",
    "户",
    "元",
    "张",
}

_AFTER_BOUND = re.compile(
    r"(?:的?规模)?(?:\(含\))?(?P<word>左右|上下|以上|之上|以内|之内|以下|之下|开外|or more|or above|or higher|or so|or less|or below)"
)
_BEFORE_BOUND = re.compile(
    r"(?P<word>不低于|不少于|不小于|不得低于|至少|超过|突破|逾|超|高于|多于|大于|跨过|over|above|more than|exceed(?:s|ed|ing)?|at least|no less than|not less than|surpass(?:es|ed|ing)?"
    r"|不高于|不超过|不多于|不得超过|至多|最多|低于|少于|小于|under|below|less than|within|no more than|not exceed(?:ing)?|at most|up to"
    r"|大约|约为|大概|约|about|around|approximately|roughly|接近|将近|近|nearly|almost|close to)"
    r"(?:了|到|达到?|\s|the|of|a|rmb|cny)*$",
    re.IGNORECASE,
)
_BOUNDS: tuple[tuple[Bound, re.Pattern[str]], ...] = (
    ("at_least", re.compile(r"不低于|不少于|不小于|不得低于|至少|超过|突破|逾|^超$|^高于|多于|大于|跨过|以上|之上|开外|over|^above|more than|^exceed|at least|no less|not less|surpass|or (?:more|above|higher)", re.I)),
    ("at_most", re.compile(r"不高于|不超过|不多于|不得超过|至多|最多|低于|少于|小于|以内|之内|以下|之下|under|below|less than|within|no more|not exceed|at most|up to|or less", re.I)),
    ("approx", re.compile(r"左右|上下|约|大概|about|around|approx|roughly|or so", re.I)),
    ("near", re.compile(r"近|nearly|almost|close to", re.I)),
)  # fmt: skip
_EFFORT = re.compile(r"力争|争取|奋力|strive|striving|aim", re.IGNORECASE)
_UP = "增长|增加|提高|提升|上升|上涨|上调|新增|扩大|上浮|涨|净增|增收|grow|grew|growth|increase|rise|rose|up"
_DOWN = "下降|减少|降低|回落|下调|压减|缩减|收窄|下浮|减退|下跌|压降|削减|降|负增长|fall|fell|decrease|decline|drop|cut|down"
_DIRECTION = re.compile(rf"(?P<up>{_UP})|(?P<down>{_DOWN})", re.IGNORECASE)
_REACH = re.compile(
    r"(?:增长|增加|提高|提升|上升|上调|下降|降低|减少|下调|扩大|压减)(?P<word>到|至|了|by|to)?(?:约|近|超|超过)?$"
)
_BREAK = re.compile(r"[,;:。!?()、]")
_NEAR = 14  # characters before a figure in which its verb is looked for


def parse_chinese(text: str) -> Decimal | None:
    """The value of a Chinese numeral (一百二十三, 三点五, 二〇二二); None where it is none."""
    if "点" in text:
        whole, _, fraction = text.partition("点")
        base = parse_chinese(whole)
        digits = "".join(str(_DIGITS[sign]) for sign in fraction if sign in _DIGITS)
        return base + Decimal(f"0.{digits}") if base is not None and digits else None
    if all(sign in _DIGITS for sign in text):
        return Decimal("".join(str(_DIGITS[sign]) for sign in text)) if text else None
    total = section = digit = 0
    for sign in text:
        if sign in _DIGITS:
            digit = _DIGITS[sign]
        elif sign in _POWERS:
            section += (digit or 1) * _POWERS[sign]
            digit = 0
        elif sign in "万亿":
            section += digit
            total = (total + section if sign == "亿" and section else total + section or 1) * (
                10**4 if sign == "万" else 10**8
            )
            section = digit = 0
        else:
            return None
    return Decimal(total + section + digit)


@lru_cache(maxsize=1)
def _grammar() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The patterns of figures in Arabic (6.5%, 2.4万亿斤, 300多万人, 7.5 billion yuan) and in Chinese numerals (三十五家)."""
    unit = "|".join(re.escape(form) for form in sorted(_units(), key=len, reverse=True))
    arabic = (
        rf"(?P<cur>rmb |cny |us\$|\$|¥)?(?P<num>\d+(?:\.\d+)?)(?P<some>多|余|几)?\s?(?P<mult>{_MULTIPLIER})?(?P<some2>多|余)?\s?"
        rf"(?P<unit>{unit})?"
    )
    spelled = rf"(?P<num>{_CHINESE})(?P<some>多|余|几)?(?P<unit>{unit})"
    return re.compile(arabic, re.IGNORECASE), re.compile(spelled)


@lru_cache(maxsize=4096)
def figures(text: str) -> tuple[Figure, ...]:
    """The figures of a `plain` text in order; ranges (6%-7%) are one figure."""
    arabic, spelled = _grammar()
    masked = _NO_FIGURE.sub(lambda match: _MASK * len(match.group()), text)
    found: list[Figure] = []
    for match in _ORDINAL.finditer(masked):
        value = _number(match["num"])
        if value is not None:
            found.append(_figure(text, match.start(), match.end(), value, "第"))
    masked = _ORDINAL.sub(lambda match: _MASK * len(match.group()), masked)
    for match in _FRACTION.finditer(masked):
        numerator, denominator = (
            _number(match["num"]),
            _number({"百": "一百", "千": "一千", "万": "一万"}.get(match["den"], match["den"])),
        )
        if numerator is not None and denominator:
            found.append(_figure(text, match.start(), match.end(), numerator / denominator * 100, "%"))
    masked = _FRACTION.sub(lambda match: _MASK * len(match.group()), masked)
    for match in arabic.finditer(masked):
        found.append(_arabic(text, match))
    masked = arabic.sub(lambda match: _MASK * len(match.group()), masked)
    for match in _ROUND.finditer(masked):
        unit, factor = _units()[match["unit"]]
        found.append(
            _figure(
                text, match.start(), match.end(), Decimal(1).scaleb(_MULTIPLIERS[match["mult"]]) * Decimal(factor), unit
            )
        )
    for match in spelled.finditer(masked):
        value, (unit, factor) = _number(match["num"]), _units()[match["unit"].lower()]
        if value is None or (value == 1 and unit in _ARTICLE_UNITS):
            continue
        bound: Bound = "at_least" if match["some"] else "exact"
        found.append(_figure(text, match.start(), match.end(), value * Decimal(factor), unit, bound))
    return _joined(text, sorted(found, key=lambda figure: figure.start))


def _arabic(text: str, match: re.Match[str]) -> Figure:
    value = Decimal(match["num"]).scaleb(_MULTIPLIERS[match["mult"].lower()] if match["mult"] else 0)
    unit, factor = _units()[match["unit"].lower()] if match["unit"] else ("", "1")
    if (
        match["unit"]
        and _LATIN_UNIT.match(match["unit"].lower())
        and re.match(r"[a-z]", text[match.end() : match.end() + 1], re.I)
    ):
        unit, factor = "", "1"
    if match["cur"] and not unit:
        unit = "美元" if "$" in match["cur"] else "元"
    bound: Bound = "at_least" if match["some"] or match["some2"] else "exact"
    return _figure(text, match.start(), match.end(), value * Decimal(factor), unit, bound)


def _number(text: str) -> Decimal | None:
    return Decimal(text) if text[0].isdigit() else parse_chinese(text)


def _figure(text: str, start: int, end: int, value: Decimal, unit: str, bound: Bound = "exact") -> Figure:
    """The figure at [start, end) with what the words around it say about it."""
    before = _BREAK.split(text[max(0, start - _NEAR) : start])[-1]
    after = _AFTER_BOUND.match(text, end)
    pre = _BEFORE_BOUND.search(before)
    if after:
        bound = _bound(after["word"])
    elif pre:
        bound = _bound(pre["word"])
    turns = list(_DIRECTION.finditer(before))
    reach = _REACH.search(before)
    return Figure(
        text=text[start:end] + (after["word"] if after else ""),
        start=start,
        end=after.end() if after else end,
        low=value,
        high=value,
        unit=unit,
        bound=bound,
        direction=("up" if turns[-1]["up"] else "down") if turns else "",
        reach="" if not reach else "to" if reach["word"] in ("到", "至", "to") else "by",
        effort=bool(_EFFORT.search(before)),
    )


def _bound(word: str) -> Bound:
    return next((bound for bound, pattern in _BOUNDS if pattern.search(word)), "exact")


def _joined(text: str, found: list[Figure]) -> tuple[Figure, ...]:
    """Figures with the two ends of a range (6%-7%, 5至6万人) made one."""
    result: list[Figure] = []
    for figure in found:
        last = result[-1] if result else None
        between = text[last.end : figure.start] if last else ""
        if last and between in ("-", "至", "到", " to ") and last.unit in ("", figure.unit) and last.bound == "exact":
            scale = _shared_scale(text, last, figure)
            result[-1] = Figure(
                text=text[last.start : figure.end],
                start=last.start,
                end=figure.end,
                low=last.low * scale,
                high=figure.high,
                unit=figure.unit,
                bound=figure.bound,
                direction=last.direction,
                reach=last.reach,
                effort=last.effort,
            )
        else:
            result.append(figure)
    return tuple(result)


def _shared_scale(text: str, first: Figure, second: Figure) -> Decimal:
    """The factor that the first end of a range takes over from the second: 5-6万人 means 50,000 to 60,000 people."""
    if first.unit or re.search(r"[万亿千百]", text[first.start : first.end]):
        return Decimal(1)
    number = re.match(r"\d+(?:\.\d+)?", text[second.start : second.end])
    return second.high / Decimal(number.group()) if number and Decimal(number.group()) else Decimal(1)


def same_value(claim: Figure, source: Figure) -> bool:
    """Whether both state the same amount: value and unit, arithmetically (1.5万亿元 = 15000亿元)."""
    return claim.low == source.low and claim.high == source.high and same_unit(claim.unit, source.unit)


def same_unit(claim: str, source: str) -> bool:
    """Whether a claim may use this unit for the source's: equal, or a counter left out (120万 for 120万人)."""
    if claim == source:
        return True
    hard = {"%", "‰", "百分点", "元", "美元", "欧元", "港元", "倍", "第", "岁", "年", "月", "天", "克", "亩", "平方米"}
    if not claim and source in ("元",):
        return True  # 320亿 is said for 320亿元
    if not claim or not source:
        return not {claim, source} & hard
    return {claim, source} <= {"个", "头", "辆", "艘", "架", "张"}
