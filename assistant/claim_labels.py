"""What a figure is about, as the words around it say: the label by which a figure is told from its neighbours."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from assistant.claim_english import chinese_of, is_english
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
    r"根据|资料|显示|指出|承诺|强调|希望|坚持|认为|侧重|明确|规定|部署|安排|具体来看|此外|同时|报告|高于|低于|高出|快于|慢于|同比|比上年|较上年|比去年|较去年|达到|实现|完成|预期|预计|目标|计划|力争|争取|确保|要求|分别|其中|累计|提出|设定|定为|设为|左右|以上|以内|大约|超过|突破|保持|控制|稳定"
    r"|全省|全市|全州|全区|全县|我省|我市|我州|我区|今年|去年|当年|上年|全年|年度|年底|年末|报告|政府|数据|情况|水平|规模|新增?$|[约为是达到在了的和与及并将要至由近超共计各均、,。;:!?()\ue000-]|(?:19|20)\d\d年?|第?[一二三四五六七八九十]是"
)
# What happens to a matter is left out of a label, so that 固定资产投资目标为5% and 固定资产投资增长5% are about the same.
_CHANGE = re.compile(
    r"增长|下降|提高|增加|减少|降低|新增|新建|建成|提升|上升|上涨|回落|压减|下调|上调|扩大|缩小|累计|实现|完成|引进|建设|新引进"
)
_HAN_RUN = re.compile(rf"[{HAN}A-Za-z]+")
_BREAK = re.compile(r"[,;:。!?()、\n]")
_RESPECTIVELY = re.compile(r"分别")
_RUN_GAP = re.compile(r"[、,]?[和与及]?|以及")
_COMMA = re.compile(r"、")
_CLAUSE = re.compile(r"[,;:。!?()\n]")
_AND = re.compile(r"、|和|与|及|以及")
_JOINTS = ("以及", "及", "和", "与", "并", "、")
_JOINT = re.compile(r"以及|并且|和(?![谐平])|与|及(?![时])|、")
_BRACKETED = re.compile(r"\([^()]{0,16}\)")
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
    shared = _handed_out(text, found)
    for index, figure in enumerate(found):
        floor = found[index - 1].end if index else 0
        ceiling = found[index + 1].start if index + 1 < len(found) else len(text)
        before = text[floor : figure.start]
        last = [match.end() for match in _BREAK.finditer(before)]
        own = before[last[-1] :] if last else before
        if index and not last:
            own = _JOINT.split(own)[-1]  # 30个服务中心以及63个中医馆: the centres are the first figure's
        after = _behind(text, found, index, ceiling)
        words = content(own, names) + " " + content(after, names)
        if index in shared:
            words = content(shared[index], names)
        elif _says_nothing(words):
            earlier = content(before, names)
            matter = _last_matter(earlier) or ("" if _SENTENCE_END.search(before) else carried)
            words = matter + " " + words
        carried = _last_matter(words)
        if is_english(words):
            words = content(unify(chinese_of(words)), names)
        result.append(bigrams(_CHANGE.sub(" ", words)) or bigrams(words))
    return tuple(result)


def runs(text: str, found: tuple[Figure, ...]) -> tuple[tuple[int, ...], ...]:
    """The runs of figures that follow each other at once (1%、2%和3%), as indexes."""
    result: list[tuple[int, ...]] = []
    for index in range(1, len(found)):
        if not _RUN_GAP.fullmatch(text[found[index - 1].end : found[index].start]):
            continue
        if result and result[-1][-1] == index - 1:
            result[-1] = (*result[-1], index)
        else:
            result.append((index - 1, index))
    return tuple(result)


def _behind(text: str, found: tuple[Figure, ...], index: int, ceiling: int) -> str:
    """What stands behind a figure up to the next break, figure or joint; behind a figure that only describes the thing
    counted too (6200名14岁以下儿童)."""
    after = _BREAK.split(_BRACKETED.sub("", text[found[index].end : ceiling]))[0]
    if not after and index + 1 < len(found) and found[index + 1].start == ceiling == found[index].end:
        following = found[index + 2].start if index + 2 < len(found) else len(text)
        return _BREAK.split(text[found[index + 1].end : following])[0]
    return (
        _JOINT.split(after)[0] if index + 1 < len(found) and ceiling < len(text) and after.endswith(_JOINTS) else after
    )


def _handed_out(text: str, found: tuple[Figure, ...]) -> dict[int, str]:
    """The names that are handed out to a run of figures, by the figure's index: A、B分别增长1%、2%."""
    result: dict[int, str] = {}
    for run in runs(text, found):
        start = found[run[0]].start
        opening = max((m.end() for m in _CLAUSE.finditer(text, 0, start)), default=0)
        named = _RESPECTIVELY.split(text[opening:start])[0]
        for divider in (_COMMA, _AND):
            items = [item for item in divider.split(named) if item]
            if len(items) == 1:
                items = _both(items[0])
            else:
                tail = (
                    items[-1][2:] if items else ""
                )  # 养老、失业、工伤保险参保人数: what the last one adds holds for all
                items = [*(item + tail for item in items[:-1]), *items[-1:]]
            if len(items) == len(run):
                result.update(zip(run, items, strict=True))
                break
    return result


def _both(name: str) -> list[str]:
    """The two names in one: 城乡居民收入 -> 城镇居民收入, 农村居民收入."""
    for both, one, two in (
        ("城乡", "城镇", "农村"),
        ("内外", "内", "外"),
        ("进出口", "进口", "出口"),
        ("水旱", "水", "旱"),
    ):
        if both in name:
            return [name.replace(both, one), name.replace(both, two)]
    return [name]


def _says_nothing(words: str) -> bool:
    return not any(_names_matter(run) for run in _HAN_RUN.findall(words))


def _last_matter(words: str) -> str:
    """The last stretch of ``words`` that names a matter."""
    named = [run for run in _HAN_RUN.findall(words) if _names_matter(run)]
    return named[-1] if named else ""


def _names_matter(run: str) -> bool:
    """Whether a stretch of signs names a thing and not only what becomes of it (提升, 新增)."""
    rest = _CHANGE.sub("", run)
    return len(rest) > 1 and rest not in _GENERIC


# What a figure tells of its matter: how much was added, how much there is in all, what is done, what share it is.
_ASPECTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("added", re.compile(r"新增|新建|新开工|新签|净增|新引进|新认定|新培育|新改建|newly|new ")),
    ("total", re.compile(r"累计|存量|总数|总量|合计|总计|共有|保有量|in total|cumulative")),
    ("done", re.compile(r"建成|竣工|投产|完工|办结")),
    ("begun", re.compile(r"开工|启动|在建|续建")),
    ("share", re.compile(r"占比?|比重|比例|share")),
    ("change", re.compile(r"(?:增长|增加|提高|减少|下降|降低|上升)(?:了|约|近)*$|多增")),
    ("level", re.compile(r"(?:达到?|为|至|到)(?:了|约|近)*$")),
)


def aspect(text: str, figure: Figure) -> str:
    """What the figure tells of its matter, as the words right before it say; "" where they do not."""
    before = _BREAK.split(text[max(0, figure.start - 16) : figure.start])[-1]
    return next((name for name, pattern in _ASPECTS if pattern.search(before)), "")


def likeness(one: frozenset[str], two: frozenset[str]) -> float:
    """The Dice coefficient of two sets of bigrams; 0 where one is empty."""
    return 2 * len(one & two) / (len(one) + len(two)) if one and two else 0.0


def coverage(part: frozenset[str], whole: frozenset[str]) -> float:
    """The share of ``part`` that ``whole`` holds; 1 where ``part`` is empty."""
    return len(part & whole) / len(part) if part else 1.0
