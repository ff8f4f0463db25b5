"""What a figure is about, as the words around it say: the label by which a figure is told from its neighbours."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from assistant.claim_figures import Figure
from ingest.tokens import HAN

# Names that answers and papers exchange freely, made one; applied to claim and source alike.
_ALIASES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), name)
    for pattern, name in (
        (
            r"(?:地区|国内)生产总值(?:\(GDP\))?|(?<!总)生产总值|经济总量|\bGDP\b|(?<![A-Za-z])GDP(?![A-Za-z])",
            "生产总值",
        ),
        (r"(?<![会会])经济(?=增长|增速)", "生产总值"),
        (r"社会消费品零售(?:总额)?|社零总额|社零", "社零"),
        (r"规模以上工业|规上工业|规模工业", "规上工业"),
        (r"固定资产投资|固投", "固投"),
        (r"居民消费价格(?:指数)?|(?<![A-Za-z])CPI(?![A-Za-z])", "居民消费价格"),
        (r"研究与试验发展|(?<![A-Za-z])R&D(?![A-Za-z])|研究开发|研发", "研发"),
        (r"(?<![A-Za-z])AI(?![A-Za-z])", "人工智能"),
        (r"货物进出口|外贸进出口|进出口贸易", "进出口"),
        (r"城镇新增就业|新增城镇就业|新增就业", "城镇新增就业"),
        (r"增速|增幅|涨幅|增长率|同比增长|上涨|年均增长", "增长"),
        (r"占比|所占比重|的?比重|的?比例", "比重"),
    )
)
_IDLE = re.compile(
    r"同比|比上年|较上年|比去年|较去年|达到|实现|完成|预期|预计|目标|计划|力争|争取|确保|要求|分别|其中|累计|提出|设定|定为|设为|左右|以上|以内|大约|超过|突破|保持|控制|稳定"
    r"|全省|全市|全州|全区|全县|我省|我市|我州|我区|今年|去年|当年|上年|全年|年度|年底|年末|报告|政府|数据|情况|水平|规模|新增?$|[约为是达到在了的和与及并将要至由近超共计各均、,。;:!?()\ue000-]|(?:19|20)\d\d年?|第?[一二三四五六七八九十]是"
)
# What happens to a matter is left out of a label, so that 固定资产投资目标为5% and 固定资产投资增长5% are about the same.
_CHANGE = re.compile(r"增长|下降|提高|增加|减少|降低|新增|新建|建成|提升|上升|累计")
_HAN_RUN = re.compile(rf"[{HAN}A-Za-z]+")
_BREAK = re.compile(r"[,;:。!?()、\n]")
_SENTENCE_END = re.compile(r"[。!?\n]")
_GENERIC = {
    "增长",
    "下降",
    "提高",
    "增加",
    "减少",
    "降低",
    "投资",
    "比重",
    "总量",
    "总额",
    "新增",
    "新建",
    "建成",
    "面积",
    "数量",
    "覆盖",
    "率",
}


@lru_cache(maxsize=4096)
def unify(text: str) -> str:
    """``text`` in lower case with names that stand for the same indicator made one; offsets change."""
    text = text.lower()
    for pattern, name in _ALIASES:
        text = pattern.sub(name, text)
    return text


def bigrams(text: str) -> frozenset[str]:
    """The character bigrams of the Chinese and Latin runs."""
    return frozenset(run[i : i + 2] for run in _HAN_RUN.findall(text) for i in range(len(run) - 1))


def content(text: str, names: Iterable[str] = ()) -> str:
    """``text`` without the words that say nothing of the matter and without ``names`` (the regions it is about)."""
    for name in names:
        text = text.replace(name, " ")
    return _IDLE.sub(" ", text)


def labels(text: str, found: tuple[Figure, ...], names: tuple[str, ...] = ()) -> tuple[frozenset[str], ...]:
    """For each figure of ``text`` the bigrams of what it is about.

    Its own words reach back and forth to the next break or figure; where they name no matter (增长6% after 总值达到…元、)
    those of the figure or words before are taken along.
    """
    result: list[frozenset[str]] = []
    carried = ""
    for index, figure in enumerate(found):
        floor = found[index - 1].end if index else 0
        ceiling = found[index + 1].start if index + 1 < len(found) else len(text)
        before = text[floor : figure.start]
        last = [match.end() for match in _BREAK.finditer(before)]
        own = before[last[-1] :] if last else before
        after = _BREAK.split(text[figure.end : ceiling])[0]
        words = content(own, names) + " " + content(after, names)
        if _says_nothing(words):
            earlier = content(before, names)
            matter = _last_matter(earlier) or ("" if _SENTENCE_END.search(before) else carried)
            words = matter + " " + words
        carried = _last_matter(words)
        result.append(bigrams(_CHANGE.sub(" ", words)) or bigrams(words))
    return tuple(result)


def _says_nothing(words: str) -> bool:
    return all(run in _GENERIC or len(run) == 1 for run in _HAN_RUN.findall(words))


def _last_matter(words: str) -> str:
    """The last stretch of ``words`` that names a matter."""
    runs = [run for run in _HAN_RUN.findall(words) if len(run) > 1 and run not in _GENERIC]
    return runs[-1] if runs else ""


def likeness(one: frozenset[str], two: frozenset[str]) -> float:
    """The Dice coefficient of two sets of bigrams; 0 where one is empty."""
    return 2 * len(one & two) / (len(one) + len(two)) if one and two else 0.0


def coverage(part: frozenset[str], whole: frozenset[str]) -> float:
    """The share of ``part`` that ``whole`` holds; 1 where ``part`` is empty."""
    return len(part & whole) / len(part) if part else 1.0
