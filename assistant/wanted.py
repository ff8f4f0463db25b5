"""What kind of thing a question asks for: a number, a date, a place, a list …"""

from __future__ import annotations

import re

from assistant.records import Language, Wanted

# The first pattern that fits wins; the order goes from the particular to the general.
_PATTERNS: tuple[tuple[Wanted, re.Pattern[str]], ...] = (
    ("reason", re.compile(r"为什么|为啥|为何|理由|原因|缘由|怎么会|凭什么|\bwhy\b|\breasons?\b", re.I)),
    (
        "date",
        re.compile(
            r"哪[一]?[年天日]|几月几[号日]|几[月号日](?!份额)|何时|什么时[候间]|哪个月|哪一?季度|多久|期限"
            r"|\bwhen\b|\bwhat date\b|\bwhich year\b|\bwhat year\b|\bwhich day\b|\bdeadline\b",
            re.I,
        ),
    ),
    (
        "list",
        re.compile(
            r"哪[几些]|哪[两二三四五六七八九十]+|有啥|都有什么|是哪些|列[出举]|分别是什么|分别是哪|[几\d二三四五六七八九十]+[大件个项条]\S{0,8}(?:是哪|有哪|是什么|都有|分别)"
            r"|\bwhich (?:two|three|four|five|six|seven|eight|nine|ten|\d+)\b|\bwhat are\b|\blist\b|\bname the\b",
            re.I,
        ),
    ),
    (
        "number",
        re.compile(
            r"多少|几[个家项条座公台万亿成倍户人件]|多[大长高快](?!力)|百分之几|几个(?:点|百分点)|何种比例|规模"
            r"|\bhow (?:many|much|fast|large|big|long|high)\b|\bwhat (?:percentage|share|proportion|rate|number)\b",
            re.I,
        ),
    ),
    (
        "place",
        re.compile(
            r"哪里|哪儿|在哪|何地|哪[个座一]?(?:城市|市|县|区|州|地方|省)|\bwhere\b|\bwhich (?:city|province|county|place)\b",
            re.I,
        ),
    ),
    (
        "name",
        re.compile(r"谁|哪[位个家条项座种款部场]|叫什么|什么(?:名|职务|文件|基金|称号|身份)|\bwho\b|\bwhich\b", re.I),
    ),
    (
        "yes_no",
        re.compile(
            r"吗|是不是|是否|有没有|有无|能不能|会不会|可不可以|对不对|^(?:is|are|was|were|does|do|did|has|have|will|can)\b",
            re.I,
        ),
    ),
)
# A question that ends in 吗 asks yes or no even where it also holds a word like 哪些.
_YES_NO = re.compile(r"(?:吗|(?<![什怎多那这])么)\s*[?？。!！]*\s*$|是不是|是否|有没有|有无")
_ALLOWED_LATIN = re.compile(
    r"(?i)\b(?:gdp|cpi|ppi|r&d|ai|5g|6g|ipv6|rcep|pm2\.5|ipo|app|vr|ar|gpu|5a|4a|cop15|fdi|ppp|eod|esg|it|ict)\b"
)


# Telegram style: a question that only names a thing that is measured wants its number.
_MEASURED = re.compile(
    r"(?:里程|产量|产能|数量|规模|面积|人数|户数|总数|总量|金额|投资额?|销售额|成交额|交易额|收入|产值|比例|占比|比重|率|增速|增幅|容量|装机|客流量?|人次|个数|床位数?|标准|目标值?|时长|年限)"
    r"\s*[?？。]?$"
)


def wanted_of(text: str) -> Wanted:
    """What kind of answer the question wants; "any" where no pattern tells."""
    if _YES_NO.search(text) and not re.search(r"多少|几[个家项]", text):
        return "yes_no"
    for wanted, pattern in _PATTERNS:
        if pattern.search(text):
            return wanted
    return "number" if _MEASURED.search(text.strip()) else "any"


def language_of(text: str) -> Language:
    """English where the sentence is built of English words (Chinese names inside are fine), else Chinese."""
    han = len(re.findall(r"[\u4e00-\u9fff]", text))
    latin = re.findall(r"[A-Za-z][A-Za-z'’\-]+", _ALLOWED_LATIN.sub(" ", text))
    if not han:
        return "en" if len(latin) >= 2 else "zh"
    asks_in_chinese = re.search(r"[吗呢么]|多少|什么|哪|谁|怎|几|目标|牵头|有没有|是否", text) is not None
    return "en" if len(latin) >= 4 and len(latin) * 2 > han and not (asks_in_chinese and len(latin) < 6) else "zh"


_SMALL_TALK = (
    re.compile(r"^(?:你好|您好|嗨|哈喽|早上好|下午好|晚上好|在吗|hi|hello|hey)[啊呀吗！!。.\s,，~]*$", re.I),
    re.compile(r"^(?:谢谢|多谢|感谢|辛苦了|好的|明白了|知道了|thanks|thank you|ok)[你您了啊！!。.\s]*$", re.I),
    re.compile(
        r"^(?:你是谁|你叫什么|你能做什么|你会什么|你能干什么|怎么用|如何使用|使用说明|帮助|help|who are you|what can you do)[啊呀呢吗？?！!。.\s]*$",
        re.I,
    ),
)


def is_small_talk(text: str) -> bool:
    """Whether the whole text is a greeting, thanks, or a question about the assistant itself."""
    return any(pattern.match(text.strip()) for pattern in _SMALL_TALK)
