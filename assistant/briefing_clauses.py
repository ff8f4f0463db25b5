"""Which clauses of a sentence may stand alone, so that trimming drops whole clauses and never turns what is said.

A stretch is a run of clauses of one sentence, verbatim. It may begin where the words before are not needed to know who or
what is meant, and end where the clause says something by itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ingest.structure.regions import find_regions

LEXICON = Path(__file__).parent / "lexicon" / "work_verbs.txt"
_SEPARATORS = "，；：,;:"
_ITEM = re.compile(
    r"^\s*(?:[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.．、](?!\d)|[①-⑳]|[一二三四五六七八九十]是)\s*"
)
_RESTARTS = "；;：:"  # behind these a clause has its own subject
_OPEN, _CLOSE = "“‘（(《〈「『【[", "”’）)》〉」』】]"

_NUMBER = r"(?:\d[\d.,]*|[一二三四五六七八九十百千两]{1,4})"
_MEASURE = r"(?:[%％‰]|个百分点|[万亿]?(?:吨|元|美元|亩|人|人次|户|家|个|项|公里|千米|平方公里|平方米|立方米|千瓦时?|吉瓦时?|兆瓦|公顷|座|所|条|套|处|台|辆|张|件|名|位|场|次|卡|倍|岁|斤|公斤|床|天|年期|站|栋|幅|只|头|株|P|GWh|MW|TEU|标箱|剂次|例|对|批|类|种|村|镇|街区|片|市|县|区|省|成|度|度电|米|棵|艘|架|列|班|趟|支|本|册|门|宗|份|分|秒|分钟|小时))"
_FIGURE = re.compile(rf"{_NUMBER}[余多]?(?:[万亿]+)?\s*{_MEASURE}|\d[\d.]*[万亿]")
_NO_FIGURE = re.compile(
    r"(?:19|20)\d\d年|[每同任哪这那]一|[“‘][^”’]{0,16}[”’]|第[一二三四五六七八九十\d]+|“?十[三四五六]五”?|[一二三四]是|\d+月\d*日?|一[个批系条体项次家]|(?:一|二|三|四|五|六|七|八|九|十|两|几)[大个方条项]+(?=[\u4e00-\u9fff])|国发﹝?〔?\d+"
)
# A clause that leads up to the next one: it cannot be the end of a stretch.
_LEADS_UP = re.compile(
    r"^(?:综合考虑|考虑到|为了|鉴于|以[^，]{2,30}(?:为|契机)|围绕|聚焦|按照|根据|针对|通过|依托|立足|着眼|紧扣|紧紧围绕|面对|针对|在[^，]{2,20}(?:上|中|下|方面|基础上|同时|前提下)$|对[^，]{2,24}$|为[^，]{2,20}$|从[^，]{2,20}$|随着|由于|鉴于|虽然|尽管|如果|只要|不仅|既|一方面|经过|坚持|秉持|遵循|锚定|对标|瞄准|紧盯|抢抓|抓住|发挥[^，]{2,16}(?:作用|优势)$|把[^，]{2,16}作为)"
    r"|(?:时刻|之际|之年|的同时|基础上|前提下|方面|过程中|要求|原则|思路|理念|导向|如下|以下|包括)$"
)
# A clause that hangs on the one before it: it cannot be the beginning.
_HANGS_ON = re.compile(
    r"^(?:其中|其|同比|环比|较|比(?:上年|去年|全国|全省|20\d\d)|占|排|居|位居|位列|名列|达(?!州|茂|拉)|高达|多达|总数|总量|总计|合计|共计|累计达|分别|均|都|并|也|还|又|更|仍|使|让|令|从而|进而|以及|与|和|及|有效|真正|推动其|由此|为此|因此|所以|但|而|则|且|即|等|实现了?(?:从|由)|成为|作为|得到|荣获|增速|增幅|增长|下降|减少|降低|提高(?:到|至|\d)|提升(?:到|至|\d)|降至|降到|增至|增加到|突破\d|超过\d|达到|恢复到|完成率|可比|首次|连续|以来|稳居|跃居|跃升|首位度|年均|两年平均|是20\d\d|为[^，]{0,12}(?:来|新高|最)|不断提高|不断提升|再创)"
)
_BARE_SUBJECT = re.compile(
    r"^(?:总|年|新增|全部|预计|力争|确保)?(?:产值|总产值|产量|产能|规模|总量|总数|总额|数量|面积|占比|比重|比例|覆盖率|覆盖面|利用率|使用率|合格率|达标率|完成率|普及率|贡献率|转化率|增速|总投资|投资|资金|收入|利润|营收|税收|交易额|投资额|成交额|装机|装机容量|里程|人数|户数|家数|质量|水平|能力|效率|成本|结构|价格|品牌|名单|增加值|销售额|到位率|满意度|安置就业|受益)(?=[^，]{0,8}\d|[^，]{0,6}(?:达|超|突破|提高|提升|增长|下降|稳定|位居|居))"
)
_SLOGAN = re.compile(
    r"奋力谱写|砥砺前行|贡献力量|作出[^，]{0,6}贡献|新篇章|美好(?:生活|明天|未来)|排头兵|领头羊|画卷|幸福感|获得感|安全感|心坎|(?:让|使)[^，]{2,24}(?:更|成为|拥有|感受|看得见|共享)|旗帜鲜明|生根|久久为功|一张蓝图|重要指示|指导思想|根本遵循|使命|担当|不负|砥砺|踔厉|勇毅|群众[^，]{0,6}满意|号角|新局面|新征程|根脉|乡愁|初心|福祉$|再上(?:新)?台阶|美誉|靓丽|暖心|底气|精气神"
)
_VAGUE = re.compile(
    r"^(?:坚持|牢固树立|牢牢把握|深刻|全面贯彻|深入贯彻|深入学习|认真落实|始终|把[^，]{2,16}(?:作为|放在|摆在)|牢记|树牢|践行|以[^，]{2,24}为(?:引领|抓手|统领|指导|核心|目标|导向|主线))|不断(?:提高|提升|增强|优化|完善|深化)|进一步|持续(?:提升|优化|改善|增强|深化|释放|向好)|健康发展$|高质量发展$|水平$|成效$|格局$"
)
# Words of address, thanks and loyalty, and the clause that leads up to a list of problems: no matter of their own.
_CEREMONY = re.compile(
    r"总书记|我代表|各位代表|各位委员|敬意|感谢|坚强领导|两个维护|两个确立|党风廉政|“?四风”?|忠诚|主题教育|学习教育|回顾过去|过去一年|一年来，?我们|来之不易|凝聚了|归功于|根本在于"
    r"|(?:看到|认识到|意识到)[，,]?$|(?:清醒|充分|深刻)[^，]{0,4}(?:看到|认识到|认识)|存在(?:不少|一些|许多)[^，]{0,8}(?:困难|问题|不足)|面临(?:不少|一些|许多)[^，]{0,10}(?:困难|问题|矛盾|挑战)|主要(?:是|有|体现在|表现在|表现为)$|加以(?:解决|改进)|逐项(?:破解|解决)|下大力气解决|这些(?:困难和)?问题|采取有效措施|正视(?:差距|问题)|高度重视|切实(?:解决|改进)|落到实处$|印发给你们|现将|请认真|认真解决|不辜负|等等$"
)
_ACTS = re.compile(
    r"新建|开工|建成|投产|投用|创建|争创|组建|成立|设立|出台|获批|启动|开通|通车|落地|上线|挂牌|发布|申建|申创|试点|完工|竣工|改造|修复|引进|培育|发放|提标|提高[^，]{0,10}标准"
)
_NAMES = re.compile(
    r"“[^”]{2,}”|《[^》]+》|项目|基地|中心|平台|工程|园区|行动|示范区|实验室|集群|铁路|高速|机场|港|医院|大学|基金|大会|论坛|走廊|新区|试验区"
)
# Shares, and sums and numbers in 万 and 亿: they are of more consequence than ten of this and five of that.
_LARGE = re.compile(r"\d[\d.]*\s*(?:万亿|亿|[%％]|万(?!家|户))")
_PLEDGES = re.compile(r"力争|确保|突破|超过|达到|以上|不低于|不少于|争取|底线|全覆盖|清零|翻番")
_SUBJECT_OF_OWN = re.compile(
    r"^(?:[\u4e00-\u9fffA-Za-z0-9“”·（）()、]{2,30}?)(?:增长|下降|达到?|完成|实现|突破|超过|获批|获评|入选|成功|位居|居|排|投产|通车|开工|建成|提高|提升|增加|新增|稳定|保持|累计|成为|荣获|占|为|跃居|创)"
)
# A place or body inside the region as a clause's subject: what follows may be said of it alone.
_BODY = re.compile(
    r"^[^，]{1,14}(?:景区|公司|集团|新区|开发区|经开区|高新区|园区|企业|县|市|州|区|镇|乡|村|机场|港|口岸|大学|学院|学校|医院|银行|交易所|综保区|商圈|古镇)(?!经济|建设|域|场|民|长|级|政|政府)"
)
_TIME_FRAME = re.compile(
    r"(?:到|至|力争)\s*(?:19|20)\d\d年|20\d\d年(?:底|末|前|以前)|(?:今后|未来|接下来)(?:一个时期|[一二三四五六七八九十\d]+年)"
    r"|[二两三四五\d]年(?:内|左右|时间)|到“?十[四五六]五|“十[五六]五”(?:末|时期|期间)|本届政府任期|到本世纪"
)
_PLACE_ACTS = re.compile(r"^(?:支持|推动|引导|鼓励|指导|推进|加快)")


@lru_cache(maxsize=1)
def _words() -> dict[str, tuple[str, ...]]:
    """The lexicon's words by their part: adverbs, verbs."""
    parts: dict[str, tuple[str, ...]] = {}
    part = ""
    for line in LEXICON.read_text(encoding="utf-8").splitlines():
        if line.startswith("[") and line.endswith("]"):
            part = line.strip("[]")
        elif line.strip() and not line.startswith("#"):
            parts[part] = (*parts.get(part, ()), *line.split())
    return parts


def work_verbs() -> frozenset[str]:
    """The verbs of every plan: 推进, 保护, 防范 …"""
    return frozenset(_words()["verbs"])


@lru_cache(maxsize=1)
def _opening() -> re.Pattern[str]:
    """A pattern of verbs, with adverbs before them, at the head of a clause."""
    parts = _words()
    adverbs = "|".join(sorted(map(re.escape, parts["adverbs"]), key=len, reverse=True))
    verbs = "|".join(sorted((re.escape(v) for v in parts["verbs"]), key=len, reverse=True))
    return re.compile(rf"^(?:{adverbs})*(?:{verbs})")


@dataclass(frozen=True, kw_only=True)
class Clause:
    """One clause: its span in the sentence without the sign behind it; ``begins`` and ``ends`` tell whether a stretch may
    begin and end here, ``weight`` how much it tells by its form (0 to about 2), ``item`` that it opens an item of a numbered
    list, so that no stretch runs into it."""

    start: int
    end: int
    begins: bool
    ends: bool
    weight: float
    figures: int
    item: bool = False


def clauses_of(text: str, *, looks_back: bool) -> tuple[Clause, ...]:
    """The clauses of a sentence (one line, numbering removed). ``looks_back``: the sentence tells what was done, so its
    clauses have subjects; in a plan a clause that opens with a verb stands by itself."""
    spans = _spans(text)
    found: list[Clause] = []
    framed = False  # whether a clause before says by when, as 到2030年: what follows is not meant for this year
    told_of = narrow = False  # whether a clause before has a subject of its own, and whether that is a place or a body
    for at, (start, end) in enumerate(spans):
        numbered = _ITEM.match(text[start:end])
        start += numbered.end() if numbered else 0
        words = text[start:end]
        verb_led = opens_with_verb(words)
        if at and text[spans[at - 1][1]] in _RESTARTS:
            told_of = narrow = False
            begins = not framed and not _HANGS_ON.match(words) and not _BARE_SUBJECT.match(words)
        else:
            bound = framed or narrow or (told_of and verb_led)
            begins = at == 0 or (not bound and (_may_begin(words, verb_led) or bool(_TIME_FRAME.match(words))))
        found.append(
            Clause(
                start=start,
                end=end,
                begins=begins,
                ends=_may_end(words, text[end : end + 1]),
                weight=weight_of(words),
                figures=figures_in(words),
                item=numbered is not None,
            )
        )
        told_of = told_of or (looks_back and not verb_led and _SUBJECT_OF_OWN.match(words) is not None)
        narrow = narrow or _is_narrow(words, verb_led)
        framed = framed or (not looks_back and _TIME_FRAME.search(words) is not None)
    return tuple(found)


def opens_with_verb(words: str) -> bool:
    return _opening().match(words) is not None


def is_flourish(words: str) -> bool:
    """Whether a clause is a slogan or says what something is for, not what it is."""
    return _SLOGAN.search(words) is not None


def figures_in(words: str) -> int:
    """How many figures with a measure a text holds; years, ordinals and numbers in names are none."""
    return len(figure_texts(words))


def figure_texts(words: str) -> list[str]:
    """The figures of a text with their measures, as written."""
    return [match.group() for match in _FIGURE.finditer(_NO_FIGURE.sub("", words))]


def weight_of(words: str) -> float:
    """How much a clause tells by its form: figures, named projects, acts and pledges; slogans and vague words little."""
    count = figures_in(words)
    weight = min(0.2, 0.006 * len(words)) + (0.6 if count else 0.0) + 0.25 * min(max(count - 1, 0), 3)
    weight += 0.16 * bool(_NAMES.search(words)) + 0.16 * bool(_ACTS.search(words)) + 0.08 * bool(_PLEDGES.search(words))
    if count and _LARGE.search(words):
        weight += 0.2
    if _SLOGAN.search(words):
        weight -= 0.5
    if _CEREMONY.search(words) and not count:
        return 0.0
    if not count and _VAGUE.search(words):
        weight -= 0.25
    return max(0.0, weight)


def _spans(text: str) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    start = depth = 0
    for at, sign in enumerate(text):
        depth += (sign in _OPEN) - (sign in _CLOSE)
        if sign in _SEPARATORS and depth <= 0 and not (sign in ",:" and text[at + 1 : at + 2].isdigit()):
            if at > start:
                spans.append((start, at))
            start, depth = at + 1, 0
    end = len(text.rstrip("。！？!?；;，…"))
    if start < end:
        spans.append((start, end))
    return spans


def _may_begin(words: str, verb_led: bool) -> bool:
    if _HANGS_ON.match(words) or _BARE_SUBJECT.match(words):
        return False
    if verb_led:
        return True
    subject = re.split(r"\d|突破|超过|超|达|增长|提高|提升|实现|完成|稳定|保持|降", words, maxsplit=1)[0]
    return figures_in(words) > 0 and len(re.sub(r"[^\u4e00-\u9fff]", "", subject)) >= 4


def _may_end(words: str, sign: str) -> bool:
    if sign in ("：", ":"):
        return False
    return not _LEADS_UP.search(words) or figures_in(words) > 0


def _is_narrow(words: str, verb_led: bool) -> bool:
    """Whether a clause speaks of a place or body inside the region, of which what follows may be said too."""
    if verb_led:
        return bool(_PLACE_ACTS.match(words)) and any(m.end - m.start > 1 for m in find_regions(words))
    return _BODY.match(words) is not None or any(m.start <= 2 and m.end - m.start > 1 for m in find_regions(words))


def stretch_text(text: str, clauses: Sequence[Clause], first: int, last: int) -> str:
    """The words of clauses ``first`` to ``last``, with the signs between them."""
    return text[clauses[first].start : clauses[last].end]
