"""How much of a sentence's own matter stands in its sources: its content words, lists and negations."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from assistant.claim_labels import bigrams, content, coverage
from ingest.tokens import HAN, plain_words

_WORDS_FILE = Path(__file__).parent / "lexicon" / "telling_words.txt"


@lru_cache(maxsize=1)
def idle_words() -> frozenset[str]:
    """Words of telling and linking, and verbs and adjectives that every paraphrase exchanges: alone they claim nothing."""
    lines = _WORDS_FILE.read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


_SEGMENT = re.compile(r"[,;:()。!?\n]|--")
_LIST = re.compile(r"(?:[^、,;:。!?()]{2,24}、)+[^、,;:。!?()]{2,24}")
_ITEM_TAIL = re.compile(r"等.*$|^(?:以及|和|及)")
_HAN_WORD = re.compile(rf"[{HAN}]{{2,}}")
_YEAR_WORD = re.compile(r"(?:19|20)\d\d年?|\d+(?:\.\d+)?[%万亿]?|第?[一二三四五六七八九十]+[是、]")

_NEGATOR = r"(?:不再|不得|没有|未能|尚未|并未|不是|不会|无法|严禁|禁止|杜绝|避免|防止|并非|不|未|无|非)"
_NEGATED = re.compile(rf"(?P<sign>{_NEGATOR})(?P<word>[{HAN}]{{2,4}})")
_NO_NEGATION = re.compile(
    r"不(?:断|仅|少|同|懈|足|低于|超过|高于|少于|小于|多于|得低于|动产|良|忘|变|可|管|论|但|只|负|畏|平衡|折不扣|出台|出|到|等|确定|利|稳定|含|属|便|及|愁|误|留|漏|乏|了|限|愿|到位|力|松|移|停步|惜)"
    r"|未(?:来|成年|知|雨)|无(?:障碍|人|缝|纸|锡|线|害|偿|论|废|疑|欠薪|证明|感|边|理|私)|非(?:公|遗|农|化石|常|凡|法|物质|税|营利|煤|金融|洲|国有|现场|接触|电|居民|粮|耕)"
)
_UNIT_RUN = 4
# Words that end or deny a thing; a source must say so itself.
_STOPPED = re.compile(
    r"不再|停止|取消(?!限制|收费|门槛)|暂停|放弃|叫停|终止|废止|撤销|未能|未完成|没有完成|尚未完成|未达到|未实现|落空|推迟|延期|搁置|失败"
)
# 未提及, 没有说明: what a paper does not say is no denial of what it says.
_SAYING = re.compile(
    r"提到|提及|说明|明确|给出|列出|涉及|提供|包含|直接|具体|单独|显示|找到|写明|载明|指明|相关|任何|关于|数据|信息|发现"
)


@lru_cache(maxsize=4096)
def matter_words(text: str) -> tuple[str, ...]:
    """The words of a `plain` text that claim something: Chinese words of two signs or more, telling and linking left out."""
    return tuple(
        word
        for word in plain_words(_YEAR_WORD.sub(" ", text))
        if _HAN_WORD.fullmatch(word) and word not in idle_words()
    )


def matter(text: str, neutral: str) -> frozenset[str]:
    """The bigrams inside the matter words of ``text`` that do not stand in ``neutral`` (the question)."""
    found: set[str] = set()
    for word in matter_words(text):
        if word not in neutral:
            found |= bigrams(word)
    return frozenset(found)


def segments(text: str) -> tuple[str, ...]:
    """The parts of a sentence between its commas and brackets."""
    return tuple(part for part in _SEGMENT.split(text) if part)


def list_items(text: str) -> tuple[str, ...]:
    """The items of the sentence's lists (A、B和C等), the words of telling left out."""
    found: list[str] = []
    for match in _LIST.finditer(text):
        parts = match.group().split("、")
        parts[-1:] = re.split(r"以及|和(?!谐|平|解)|及", _ITEM_TAIL.sub("", parts[-1]))
        found.extend(part for part in (_ITEM_TAIL.sub("", item) for item in parts[1:]) if len(part) >= 2)
    return tuple(found)


def foreign_items(text: str, context: str, neutral: str) -> tuple[str, ...]:
    """Those items of the sentence's lists of whose words the sources' ``context`` knows less than half.

    Of three signs one may be another (早见效 for 早达效).
    """
    foreign = []
    known = bigrams(context)
    for item in list_items(text):
        words = bigrams(content(item))
        if len(words) < 2 or item in neutral or coverage(words, known) >= 0.5:
            continue
        if len(item) > 3 or not re.search(rf"{re.escape(item[0])}.{re.escape(item[2])}", context):
            foreign.append(item)
    return tuple(foreign)


def turned(text: str, sources: tuple[str, ...]) -> str:
    """The word of ``text`` that is denied where the sources affirm it or affirmed where they deny it; "" where none is."""
    whole = "\n".join(sources)
    for match in _STOPPED.finditer(text):
        if match.group() not in whole:
            return match.group()
    for match in _NEGATED.finditer(text):
        word = match["word"][:2]
        if _NO_NEGATION.match(match.group()) or _SAYING.match(word) or word not in whole:
            continue
        if not re.search(rf"{_NEGATOR}[{HAN}]{{0,8}}{re.escape(word)}", whole):
            return match.group()
    for source in sources:
        for match in _NEGATED.finditer(source):
            word = match["word"]
            if len(word) < _UNIT_RUN or _NO_NEGATION.match(match.group()):
                continue
            position = text.find(word)
            if position < 0 or re.search(rf"{_NEGATOR}[{HAN}]{{0,2}}$", text[:position]):
                continue
            if len(re.findall(re.escape(word), whole)) == len(re.findall(rf"{_NEGATOR}{re.escape(word)}", whole)):
                return word
    return ""
