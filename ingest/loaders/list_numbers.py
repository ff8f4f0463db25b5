"""The printed form of an automatic list number, by the names that WordprocessingML (ISO/IEC 29500, ST_NumberFormat) gives."""

from __future__ import annotations

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"))
_ROMAN_SMALL = ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def chinese_counting(number: int, digits: str = "零一二三四五六七八九", units: str = "十百千") -> str:
    """``number`` (1 to 9999) in counting characters: 12 十二, 105 一百零五, 2024 二千零二十四."""
    text, gap = "", False
    for power in (3, 2, 1, 0):
        digit = number // 10**power % 10
        if not digit:
            gap = bool(text)
            continue
        text += (digits[0] if gap else "") + digits[digit] + (units[power - 1] if power else "")
        gap = False
    return text[1:] if text.startswith("一十") else text


def _letters(number: int) -> str:
    """a … z, aa, bb …, as word processors count on."""
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _roman(number: int) -> str:
    text = ""
    for value, sign in _ROMAN + _ROMAN_SMALL:
        text += sign * (number // value)
        number %= value
    return text


def _sign_from(first: str, last: int) -> Callable[[int], str]:
    """Signs that stand in a row in Unicode from ``first`` (1) to number ``last``; plain figures past it."""
    return lambda number: chr(ord(first) + number - 1) if number <= last else str(number)


def _cycle(signs: str) -> Callable[[int], str]:
    return lambda number: signs[(number - 1) % len(signs)]


def _digit_by_digit(number: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(number))


def _full_width(number: int) -> str:
    return "".join(chr(ord(digit) + 0xFEE0) for digit in str(number))


def _legal(number: int) -> str:
    return chinese_counting(number, _LEGAL, "拾佰仟")


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02d}",
    "decimalHalfWidth": str,
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerLetter": _letters,
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "chineseCounting": chinese_counting,
    "chineseCountingThousand": chinese_counting,
    "japaneseCounting": chinese_counting,
    "taiwaneseCounting": chinese_counting,
    "taiwaneseCountingThousand": chinese_counting,
    "ideographDigital": _digit_by_digit,
    "japaneseDigitalTenThousand": _digit_by_digit,
    "taiwaneseDigital": _digit_by_digit,
    "chineseLegalSimplified": _legal,
    "ideographLegalTraditional": _legal,
    "ideographTraditional": _cycle(_STEMS),
    "ideographZodiac": _cycle(_BRANCHES),
    "decimalEnclosedCircle": _sign_from("①", 20),
    "decimalEnclosedCircleChinese": _sign_from("①", 20),
    "decimalEnclosedFullstop": _sign_from("⒈", 20),
    "decimalEnclosedParen": _sign_from("⑴", 20),
    "ideographEnclosedCircle": _sign_from("㊀", 10),
    "numberInDash": lambda number: f"- {number} -",
}


def list_number(number: int, number_format: str) -> str:
    """``number`` as the format prints it; formats without a Chinese or Latin form come as plain figures, none as ""."""
    if number_format in ("none", "bullet"):
        return ""
    return _FORMATS.get(number_format, str)(number) if 1 <= number <= 9999 else str(number)
