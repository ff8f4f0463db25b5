"""Numbers as Chinese papers write them: 一百二十三, 二〇二四, 两万, 3.5, １２, 1,200, 1.2亿.

Integers of outline numbers (第十二章, （三）, ⑩) go through `parse_integer`, quantities through `parse_number`.
"""

from __future__ import annotations

import re
import unicodedata

DIGITS = {"〇": 0, "零": 0, "○": 0, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_FORMAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟两俩廿卅万亿", "一二三四五六七八九十百千二二廿卅万亿")
_SMALL_UNITS = {"十": 10, "百": 100, "千": 1000}
_LARGE_UNITS = {"万": 10_000, "亿": 100_000_000}
NUMERAL = "〇零○一二三四五六七八九十百千"
_CHINESE = re.compile(r"[〇零○一二三四五六七八九十百千廿卅万亿]+")
_ARABIC = re.compile(r"[+\-−－]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")


def _read_units(text: str) -> int | None:
    """The integer of a numeral with units (三千零五十); None where the units are out of order."""
    total = section = digit = 0
    for char in text:
        if char in DIGITS:
            digit = DIGITS[char]
        elif char in "廿卅":
            section += 20 if char == "廿" else 30
        elif char in _SMALL_UNITS:
            section += (digit or 1) * _SMALL_UNITS[char]
            digit = 0
        elif char in _LARGE_UNITS:
            if section + digit == 0 and total == 0:
                return None
            total = (
                (total + section + digit) * _LARGE_UNITS[char] if char == "亿" else total + (section + digit) * 10_000
            )
            section = digit = 0
        else:
            return None
    return total + section + digit


def parse_integer(text: str) -> int | None:
    """The integer that ``text`` writes: 十二, 二〇二四, １２, ⑩, 廿三; None where it is no integer."""
    text = unicodedata.normalize("NFKC", text.strip().replace("○", "〇")).translate(_FORMAL)
    if text.isascii() and text.isdigit():
        return int(text)
    if not text or not _CHINESE.fullmatch(text):
        return None
    if all(char in DIGITS for char in text):
        return int("".join(str(DIGITS[char]) for char in text))
    return _read_units(text)


def parse_number(text: str) -> float | None:
    """The quantity that ``text`` writes, 万 and 亿 multiplied out: 一百二十三, 3.5, 1.2亿, 三点五, 半; None where it is none."""
    text = unicodedata.normalize("NFKC", text.strip().replace("○", "〇")).translate(_FORMAL).replace(" ", "")
    if text in ("半", "一半"):
        return 0.5
    scale = 1.0
    while text[-1:] in _LARGE_UNITS and _ARABIC.fullmatch(text.rstrip("万亿")):
        scale *= _LARGE_UNITS[text[-1]]
        text = text[:-1]
    if _ARABIC.fullmatch(text):
        return float(text.replace(",", "").replace("−", "-").replace("－", "-")) * scale
    whole, point, fraction = text.partition("点")
    number = parse_integer(whole)
    if number is None or (point and not fraction) or any(char not in DIGITS for char in fraction):
        return None
    return float(f"{number}.{''.join(str(DIGITS[char]) for char in fraction) or 0}")


def to_chinese(number: int) -> str:
    """The Chinese numeral of an integer from 0 to 99, as outlines print it: 12 -> 十二."""
    if not 0 <= number < 100:
        raise ValueError(f"outline numbers run from 0 to 99, not {number}")
    tens, ones = divmod(number, 10)
    digits = "〇一二三四五六七八九"
    if tens == 0:
        return digits[ones]
    return ("" if tens == 1 else digits[tens]) + "十" + (digits[ones] if ones else "")
