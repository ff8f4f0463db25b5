"""The numerals of Chinese headings."""

from __future__ import annotations

_NUMERALS = "〇一二三四五六七八九十"


def chinese_numeral(number: int) -> str:
    """1 to 99 as headings number them: 一, 十, 十二, 二十."""
    tens, ones = divmod(number, 10)
    if not tens:
        return _NUMERALS[ones]
    return ("" if tens == 1 else _NUMERALS[tens]) + "十" + (_NUMERALS[ones] if ones else "")
