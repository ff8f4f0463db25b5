"""A spreadsheet value as its number format prints it, so that 0.065 shown as 6.5% is read as 6.5%."""

from __future__ import annotations

import datetime as dt
import re
from decimal import ROUND_HALF_UP, Decimal

CellValue = str | int | float | bool | dt.datetime | dt.date | dt.time | dt.timedelta | None

_LITERAL = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[[^\]]*\]')
_NUMBER_PLACES = re.compile(r"[#0?][#0?,]*(?:\.[#0?]+)?,*")
_DATE_TOKEN = re.compile(r'"([^"]*)"|\\(.)|\[[^\]]*\]|_.|\*.|(y+|e+|m+|d+|h+|s+|a{3,4}|AM/PM|上午/下午)|(.)', re.I)
_BUILT_IN_DATE = re.compile(r"mm-dd-yy(?: h:mm)?|m/d/yy(?:yy)?(?: h:mm)?", re.I)  # print by the reader's locale
_WEEKDAYS = "一二三四五六日"


def printed(value: CellValue, number_format: str = "General") -> str:
    """The cell's text as a reader of the sheet sees it; "" for an empty cell."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, dt.datetime | dt.date):
        return _date(value, number_format)
    if isinstance(value, dt.time):
        return value.strftime("%H:%M" if value.second == 0 else "%H:%M:%S")
    if isinstance(value, dt.timedelta):
        return str(value)
    return _number(value, number_format)


def _general(value: int | float) -> str:
    """The shortest decimal form with at most 11 significant digits, as the General format prints."""
    if isinstance(value, int) or value.is_integer():
        return str(int(value)) if abs(value) < 1e15 else f"{value:.10G}"
    text = f"{value:.11g}"
    return f"{Decimal(text):f}" if "e" in text else text


def _number(value: int | float, number_format: str) -> str:
    sections = number_format.split(";")
    at = 1 if value < 0 and len(sections) > 1 else 2 if value == 0 and len(sections) > 2 else 0
    section = sections[at]
    places = _NUMBER_PLACES.search(_LITERAL.sub(lambda match: "\x00" * len(match.group()), section))
    bare = _LITERAL.sub("", section)
    if "General" in section:
        return _around(section, _general(value))
    if not places and "@" not in bare:  # nothing but words, "—" for zero
        return _unquoted(section)
    if not places or re.search(r"E[+-]|/|@", bare):
        return _general(value)
    pattern = places.group()
    scale = len(pattern) - len(pattern.rstrip(","))
    amount = Decimal(repr(value)) * (100 if "%" in bare else 1) / (1000**scale)
    decimals = pattern.rstrip(",").partition(".")[2]
    digits = abs(amount).quantize(Decimal(1).scaleb(-len(decimals)), rounding=ROUND_HALF_UP)
    text = f"{digits:,f}" if re.search(r"[#0?],[#0?]", pattern) else f"{digits:f}"
    optional = len(decimals) - len(decimals.rstrip("#?"))
    if optional:
        kept = text[:-optional] + text[-optional:].rstrip("0")
        text = kept.rstrip(".")
    sign = "-" if value < 0 and at == 0 and digits else ""
    return sign + _unquoted(section[: places.start()]) + text + _unquoted(section[places.end() :])


def _around(section: str, text: str) -> str:
    before, _, after = section.partition("General")
    return _unquoted(before) + text + _unquoted(after)


def _unquoted(part: str) -> str:
    """The literal characters of a piece of a format."""
    return _LITERAL.sub(lambda match: match[1] or match[2] or "", part).strip()


def _date(value: dt.datetime | dt.date, number_format: str) -> str:
    moment = value if isinstance(value, dt.datetime) else dt.datetime(value.year, value.month, value.day)
    pattern = number_format.split(";")[0]
    if (
        pattern == "General"
        or _BUILT_IN_DATE.fullmatch(pattern.strip())
        or not re.search(r"[yedhs]|m", _LITERAL.sub("", pattern), re.I)
    ):
        pattern = "yyyy-m-d" if moment.time() == dt.time() else "yyyy-m-d h:mm"
    text, before = "", ""
    tokens = list(_DATE_TOKEN.finditer(pattern))
    for at, token in enumerate(tokens):
        if token[3]:
            later = next((t[3].lower() for t in tokens[at + 1 :] if t[3]), "")
            text += _date_part(moment, token[3].lower(), minutes=before.startswith("h") or later.startswith("s"))
            before = token[3].lower()
        else:
            text += token[1] or token[2] or token[4] or ""
    return text.strip()


def _date_part(moment: dt.datetime, token: str, *, minutes: bool) -> str:
    number = {"y": moment.year, "e": moment.year, "d": moment.day, "h": moment.hour, "s": moment.second}.get(token[0])
    if token.startswith("a") and "/" not in token:
        return ("星期" if len(token) == 4 else "") + _WEEKDAYS[moment.weekday()]
    if "/" in token:
        return "上午" if moment.hour < 12 else "下午"
    if token[0] == "m":
        number = moment.minute if minutes else moment.month
    if token[0] == "y" and len(token) <= 2:
        return f"{moment.year % 100:02d}"
    return f"{number:0{min(len(token), 4)}d}"
