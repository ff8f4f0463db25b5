"""Single lies planted in an honest sentence: each changes one thing that its source says."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.claim_figures import Figure, figures, same_unit, same_value
from assistant.claim_roles import is_unit, units
from assistant.claims import plain
from assistant.verification import Evidence
from ingest.structure.regions import find_regions

AGENCIES = (
    "省发展改革委", "省教育厅", "省科技厅", "省工业和信息化厅", "省民政厅", "省财政厅", "省自然资源厅", "省生态环境厅", "省住房城乡建设厅",
    "省交通运输厅", "省水利厅", "省农业农村厅", "省商务厅", "省文化和旅游厅", "省卫生健康委", "省应急厅", "省市场监管局", "省统计局", "省林业局",
)  # fmt: skip
REGIONS = ("河北省", "江西省", "四川省", "陕西省", "福建省", "遵义市", "湖北省", "甘肃省", "云南省", "海南省")
_FLIPS = (
    ("同比增长", "同比下降"),
    ("增长", "下降"),
    ("提高", "降低"),
    ("增加", "减少"),
    ("上升", "下降"),
    ("下降", "增长"),
    ("压减", "增加"),
)
_QUALIFIERS = ("左右", "以上", "以内")
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?=年)")


@dataclass(frozen=True, kw_only=True)
class Altered:
    """A sentence with one lie, what kind of lie, and the altered words themselves."""

    text: str
    kind: str
    planted: str


Alteration = Callable[[str, Sequence[Evidence], random.Random], Altered | None]


def figure(sentence: str, evidence: Sequence[Evidence], rng: random.Random) -> Altered | None:
    """One figure has another value, one that the passages do not hold."""
    found = _numbers(sentence)
    if not found:
        return None
    match = rng.choice(found)
    old = match.group()
    for _ in range(20):
        digits = old.replace(".", "")
        place = rng.randrange(len(digits))
        sign = rng.choice([d for d in "123456789" if d != digits[place]])
        changed = digits[:place] + sign + digits[place + 1 :]
        new = changed[: len(old.split(".")[0])] + ("." + changed[len(old.split(".")[0]) :] if "." in old else "")
        if not any(re.search(rf"(?<![\d.]){re.escape(new)}(?![\d.])", plain(e.text)) for e in evidence):
            return Altered(text=sentence[: match.start()] + new + sentence[match.end() :], kind="figure", planted=new)
    return None


def _numbers(sentence: str) -> list[re.Match[str]]:
    """Numbers of the sentence that are figures: no years, dates, markers or parts of names."""
    spans = [(f.start, f.end) for f in figures(plain(sentence))] if plain(sentence) == sentence else []
    return [
        m
        for m in re.finditer(r"(?<![\d.A-Za-z\[+])\d+(?:\.\d+)?(?![\d.A-Za-z\]+])", sentence)
        if any(start <= m.start() < end for start, end in spans)
    ]


def swapped_figures(sentence: str, evidence: Sequence[Evidence], rng: random.Random) -> Altered | None:
    """One figure is replaced by another of the same unit that the passage states of something else."""
    if plain(sentence) != sentence:
        return None
    own = [f for f in figures(sentence) if f.unit in ("%", "元", "个", "人", "百分点")]
    others = [(f, plain(e.text)) for e in evidence for f in figures(plain(e.text))]
    pairs = [
        (f, g, text)
        for f in own
        for g, text in others
        if same_unit(f.unit, g.unit)
        and not same_value(f, g)
        and f.unit == g.unit
        and _written(sentence, f) != _written(text, g)
    ]
    pairs = [
        (f, g, text)
        for f, g, text in pairs
        if not any(same_value(f, h) and abs(h.start - g.start) > 400 for h, _ in others)
    ]
    if not pairs:
        return None
    f, g, text = rng.choice(pairs)
    new = text[g.start : g.end]
    return Altered(text=sentence[: f.start] + new + sentence[f.end :], kind="swapped_figures", planted=new)


def exchanged_figures(sentence: str, evidence: Sequence[Evidence], rng: random.Random) -> Altered | None:
    """Two figures of the sentence that have the same unit change places."""
    if plain(sentence) != sentence:
        return None
    own = figures(sentence)
    pairs = [
        (f, g)
        for i, f in enumerate(own)
        for g in own[i + 1 :]
        if f.unit == g.unit and f.unit in ("%", "元", "个", "人", "百分点") and not same_value(f, g)
    ]
    if not pairs:
        return None
    f, g = rng.choice(pairs)
    one, two = _written(sentence, f), _written(sentence, g)
    text = sentence[: f.start] + two + sentence[f.end : g.start] + one + sentence[g.end :]
    return Altered(text=text, kind="exchanged_figures", planted=f"{two} / {one}")


def _written(text: str, found: Figure) -> str:
    return text[found.start : found.end]


def qualifier(sentence: str, evidence: Sequence[Evidence], rng: random.Random) -> Altered | None:
    """左右 becomes 以上, or a qualifier is dropped or added."""
    for word in _QUALIFIERS:
        if match := re.search(rf"(?<=[%％人个元户吨]){word}", sentence):
            new = rng.choice(["", *(other for other in _QUALIFIERS if other != word)])
            return Altered(
                text=sentence[: match.start()] + new + sentence[match.end() :], kind="qualifier", planted=new
            )
    match = re.search(r"\d[%％](?![左以上之内下及至到\-—的~～])", sentence)
    if match and not re.search(r"(?:超过?|突破|高于|低于|多于|不少于|以上)[\d.]{0,8}$", sentence[: match.end() - 1]):
        return Altered(
            text=sentence[: match.end()] + "以上" + sentence[match.end() :], kind="qualifier", planted="以上"
        )
    return None


def unit_of_measure(sentence: str, evidence: Sequence[Evidence], rng: random.Random) -> Altered | None:
    """亿元 becomes 万元, 万人 becomes 万户, % becomes 个百分点."""
    changes = (
        ("万亿元", "亿元"),
        ("亿元", "万元"),
        ("万人", "万户"),
        ("万吨", "亿吨"),
        ("万亩", "亩"),
        ("公里", "米"),
        ("%", "个百分点"),
        ("个百分点", "%"),
        ("万个", "个"),
    )
    for old, new in changes:
        if match := re.search(rf"(?<=\d){old}", sentence):
            return Altered(
                text=sentence[: match.start()] + new + sentence[match.end() :], kind="unit_of_measure", planted=new
            )
    return None


def year(sentence: str, evidence: Sequence[Evidence], rng: random.Random) -> Altered | None:
    """A year is moved by one."""
    found = list(_YEAR.finditer(sentence))
    if not found:
        return None
    match = rng.choice(found)
    new = str(int(match.group()) + rng.choice((-1, 1)))
    return Altered(text=sentence[: match.start()] + new + sentence[match.end() :], kind="year", planted=new)


def agency(sentence: str, evidence: Sequence[Evidence], rng: random.Random) -> Altered | None:
    """A unit is replaced by another: of the lexicon, or of the same passage in another part."""
    named = units(plain(sentence))
    if not named or plain(sentence) != sentence:
        return None
    _, start, end = rng.choice(named)
    known = [n for e in evidence for n, _, _ in units(plain(e.text))]
    choices = [a for a in AGENCIES if not any(is_unit(a, k) for k in known)]
    new = rng.choice(choices)
    return Altered(text=sentence[:start] + new + sentence[end:], kind="agency", planted=new)


def role(sentence: str, evidence: Sequence[Evidence], rng: random.Random) -> Altered | None:
    """Lead and participant change places."""
    for old, new in (("牵头单位", "配合单位"), ("牵头", "配合"), ("责任单位", "牵头单位"), ("配合", "牵头")):
        if old in sentence and f"明确{old}" not in sentence:
            return Altered(text=sentence.replace(old, new, 1), kind="role", planted=new)
    return None


def region(sentence: str, evidence: Sequence[Evidence], rng: random.Random) -> Altered | None:
    """A region is replaced by another."""
    found = [m for m in find_regions(sentence) if len(m.text) > 1 and m.region.level != "national"]
    if not found:
        return None
    match = rng.choice(found)
    known = {m.region.name for e in evidence for m in find_regions(e.text + e.title + e.region)}
    new = rng.choice([r for r in REGIONS if r not in known])
    return Altered(text=sentence[: match.start] + new + sentence[match.end :], kind="region", planted=new)


def quotation(sentence: str, evidence: Sequence[Evidence], rng: random.Random) -> Altered | None:
    """A word inside quotation marks is replaced."""
    match = re.search(r"“([^“”]{4,})”", sentence)
    if not match:
        return None
    inner = match[1]
    place = rng.randrange(len(inner) - 1)
    changed = inner[:place] + rng.choice(("革新", "示范", "领先")) + inner[place + 2 :]
    if changed == inner:
        return None
    return Altered(text=sentence.replace(inner, changed), kind="quotation", planted=changed)


def direction(sentence: str, evidence: Sequence[Evidence], rng: random.Random) -> Altered | None:
    """增长 becomes 下降 before a figure."""
    for old, new in _FLIPS:
        if match := re.search(rf"{old}(?=[约近超]?\d)", sentence):
            return Altered(
                text=sentence[: match.start()] + new + sentence[match.end() :], kind="direction", planted=new
            )
    return None


def stated(sentence: str, evidence: Sequence[Evidence], rng: random.Random) -> Altered | None:
    """A plan is told as done, or what was done as a plan."""
    review = all("回顾" in e.breadcrumb for e in evidence)
    plan = all(re.search(r"安排|目标|任务|重点工作", e.breadcrumb) for e in evidence)
    done = (("计划", "已经"), ("力争", "已"), ("将", "已"), ("拟", "已"))
    planned = (("完成", "计划完成"), ("达到", "计划达到"), ("建成", "计划建成"), ("新增", "计划新增"))
    for old, new in planned if review else done if plan else ():
        if match := re.search(
            rf"(?<![行划十年超额圆满全面工施育])(?<!要){old}(?!单列|军|\d|[^。]{{0,10}}(?:计划|目标|纳入|打造|作为|列入|转化))",
            sentence,
        ):
            return Altered(text=sentence[: match.start()] + new + sentence[match.end() :], kind="stated", planted=new)
    return None


def marker(sentence: str, evidence: Sequence[Evidence], rng: random.Random) -> Altered | None:
    """A marker names a passage that does not exist."""
    if not re.search(r"\[\d+\]", sentence):
        return None
    new = f"[{max(e.number for e in evidence) + rng.randint(60, 90)}]"
    return Altered(text=re.sub(r"\[\d+\]", new, sentence, count=1), kind="marker", planted=new)


def negation(sentence: str, evidence: Sequence[Evidence], rng: random.Random) -> Altered | None:
    """What is affirmed is denied."""
    for word in ("推进", "实施", "完善", "建设", "开展", "支持", "落实", "强化"):
        if match := re.search(rf"(?<![不未]){word}(?=[\u4e00-\u9fff]{{2}})", sentence):
            text = sentence[: match.start()] + "不再" + sentence[match.start() :]
            return Altered(text=text, kind="negation", planted="不再" + word)
    return None


ALTERATIONS: dict[str, Alteration] = {
    "figure": figure,
    "swapped_figures": swapped_figures,
    "exchanged_figures": exchanged_figures,
    "qualifier": qualifier,
    "unit_of_measure": unit_of_measure,
    "year": year,
    "agency": agency,
    "role": role,
    "region": region,
    "quotation": quotation,
    "direction": direction,
    "stated": stated,
    "marker": marker,
    "negation": negation,
}
