"""What a sentence of an answer claims in words: its markers, quotations, names and terms, on text made comparable.

Everything here works on `plain` text: full-width and half-width signs, dashes and spaces are the same after it, so that
a claim and its source can be compared sign by sign.
"""

from __future__ import annotations

import re
import unicodedata

from ingest.tokens import HAN

# 1,234 with an ASCII comma; the full-width comma between two figures is a comma of the sentence.
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_DASHES = str.maketrans(
    dict.fromkeys("‐‑‒–—―−－~～〜∼﹣", "-") | {"∶": ":", "·": "·", "•": "·", "・": "·", "〔": "(", "〕": ")"}
)
_SPACE = re.compile(rf"(?<=[{HAN}。、“”‘’「」『』《》%])\s+|\s+(?=[{HAN}。、“”‘’「」『』《》%])|(?<=\d)\s+(?=[{HAN}%])")
_CONTROL = re.compile(
    r"[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\uffff]"
)

# [1], ［1］, 【1】, [1、2], [1-3], [^1], [资料1], [source 2]
_MARKER_GROUP = re.compile(
    r"[\[［【]\s*(?:\^|资料|来源|引文|文献|passage|source|ref\.?)?\s*"
    r"(?P<body>[0-9０-９]{1,3}(?:\s*[,，、;；\-–—~～至]\s*(?:\^|资料|来源)?\s*[0-9０-９]{1,3})*)\s*[\]］】]",
    re.IGNORECASE,
)
MARKER = re.compile(r"\[(\d{1,3})\]")
_LONGEST_RANGE = 12

_QUOTED = re.compile(r"“([^“”]{2,})”|「([^「」]{2,})」|『([^『』]{2,})』|《([^《》]{2,})》|\"([^\"“”]{2,}?)\"")
_QUOTE_SIGNS = re.compile(r"[“”‘’「」『』《》\"'\s〈〉<>]")
_ELLIPSIS = re.compile(r"\.{3,}|…+")

# PM2.5, 5G, 4A级, COP15, R&D, GDP: letters that stand for one thing.
_TERM = re.compile(r"[A-Za-z][A-Za-z0-9&.+\-]*[A-Za-z0-9+]|\d+[A-Za-z][A-Za-z0-9]*|\d+(?:\+\d+)+|\d+\+[A-Za-z]")
_METRIC = re.compile(r"\d+(?:km|kg|kw|mw|gw|kwh|gwh|mwh|m|t|ha|bn|rmb|cny|yuan|pct)\d?", re.IGNORECASE)

_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金"
    "韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧"
    "耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单裴霍涂成苗谷曲盛冉翁蓝骆路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项"
)
_TITLES = (
    "代省长|副省长|省长|代市长|副市长|市长|代州长|副州长|州长|代县长|副县长|县长|代区长|副区长|区长|自治区主席|政府主席|代主席|副主席|国务院总理|副总理|总理|"
    "党组书记|省委书记|市委书记|州委书记|县委书记|秘书长|主任|厅长|局长|governor|mayor|premier"
)
_PERSON = re.compile(
    rf"(?:{_TITLES})\s?(?P<after>[{_SURNAMES}][{HAN}]{{1,2}})|(?P<before>[{_SURNAMES}][{HAN}]{{1,2}})(?:{_TITLES})(?![{HAN}]{{0,2}}(?:质量奖|信箱|热线|基金))"
)
# What follows a title without being a name although it starts like one: 市长安全责任, 省长向大会.
_NO_NAME = re.compile(r"(?:向大会|时任|安全|成立|关于|关心|关注|路演|文件|常务|方面|高度|项目|古城|华侨)")
# A name of two characters takes the next word's first character along: 市长马强作…
_AFTER_NAME = "作在和向代主说表提指强要的为与就同对从以将是任受"


def plain(text: str) -> str:
    """``text`` with compatibility forms, dashes and the spaces beside Chinese signs unified; length may differ."""
    text = unicodedata.normalize("NFKC", _THOUSANDS.sub("", _CONTROL.sub("", text)))
    return _SPACE.sub("", text.translate(_DASHES))


def bare(text: str) -> str:
    """``plain`` text without white space and quotation marks, in lower case: what a quotation is compared by."""
    return _QUOTE_SIGNS.sub("", plain(text)).lower()


def without_controls(text: str) -> str:
    """``text`` without control, direction and zero-width characters (line ends and tabs stay)."""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def normalise_markers(text: str) -> str:
    """``text`` with every spelling of a citation marker written [n]; a range becomes one marker a number."""

    def rewrite(match: re.Match[str]) -> str:
        body = unicodedata.normalize("NFKC", re.sub(r"\^|资料|来源", "", match["body"]))
        numbers: list[int] = []
        for part in re.split(r"[,、;]", body):
            ends = [int(number) for number in re.findall(r"\d+", part)]
            if len(ends) == 2 and 0 < ends[1] - ends[0] <= _LONGEST_RANGE:
                numbers.extend(range(ends[0], ends[1] + 1))
            else:
                numbers.extend(ends)
        return "".join(f"[{number}]" for number in dict.fromkeys(numbers))

    return _MARKER_GROUP.sub(rewrite, text)


def markers(text: str) -> tuple[int, ...]:
    """The numbers of the [n] markers in order, each once."""
    return tuple(dict.fromkeys(int(number) for number in MARKER.findall(text)))


def without_markers(text: str) -> str:
    """``text`` without its [n] markers."""
    return MARKER.sub("", text)


def pieces(sentence: str) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """The sentence cut after each group of markers: (text, numbers of the markers that vouch for it).

    Text behind the last marker is vouched for by all markers of the sentence, as is a sentence with one group only.
    """
    cut = re.split(r"((?:\[\d{1,3}\]\s*)+)", sentence)
    texts, groups = cut[0::2], cut[1::2]
    result = [
        (text, markers(group)) for text, group in zip(texts, groups, strict=False) if plain(text).strip(" ,;。.、:")
    ]
    tail = texts[-1] if len(texts) > len(groups) else ""
    if plain(tail).strip(" ,;。.、:!?)"):
        result.append((tail, markers(sentence)))
    return tuple(result)


def quotations(text: str) -> tuple[str, ...]:
    """What stands in quotation marks or 《》, `bare`, in order; a quotation with an ellipsis gives its parts."""
    found: list[str] = []
    for match in _QUOTED.finditer(text):
        inner = next(group for group in match.groups() if group is not None)
        for part in _ELLIPSIS.split(inner):
            words = bare(part).strip(",;:。.、!?()")
            if len(words) >= 2:
                found.append(words)
    return tuple(found)


def persons(text: str) -> tuple[str, ...]:
    """Names of persons that stand beside a title (省长…, …市长), as far as a surname shows them."""
    found: list[str] = []
    for match in _PERSON.finditer(plain(text)):
        name = match["after"] or match["before"] or ""
        if not _NO_NAME.match(name):
            found.append(name[:2] if name[-1] in _AFTER_NAME and len(name) == 3 else name)
    return tuple(dict.fromkeys(found))


def terms(text: str) -> tuple[str, ...]:
    """Terms written with letters (5G, PM2.5, GDP, 3+1), in lower case, in order, each once; measures left out."""
    found = (match.group().lower() for match in _TERM.finditer(plain(text)))
    return tuple(dict.fromkeys(term for term in found if not _METRIC.fullmatch(term)))


def is_chinese(text: str) -> bool:
    """Whether ``text`` reads as Chinese: its Chinese characters outweigh its Latin words outside quotations."""
    outside = _QUOTED.sub("", text)
    han = len(re.findall(rf"[{HAN}]", outside))
    latin = len(re.findall(r"[A-Za-z]{2,}", outside))
    return han > latin if han + latin else bool(re.search(rf"[{HAN}]", text))
