from __future__ import annotations

import pytest

from ingest.structure.numerals import parse_integer, parse_number, to_chinese

INTEGERS = [
    ("三", 3, "one digit"),
    ("十", 10, "ten alone"),
    ("十二", 12, "ten and ones"),
    ("二十", 20, "tens alone"),
    ("四十四", 44, "tens and ones"),
    ("一百零八", 108, "zero between"),
    ("一百二十三", 123, "hundreds"),
    ("三千零五十", 3050, "thousands"),
    ("二〇二四", 2024, "digit by digit"),
    ("二○二二", 2022, "a circle for zero"),
    ("二零二二", 2022, "the full zero"),
    ("廿三", 23, "twenty in one character"),
    ("两", 2, "colloquial two"),
    ("叁拾", 30, "formal numerals"),
    ("１２", 12, "full-width digits"),
    ("⑩", 10, "circled"),
    ("三万五千", 35000, "ten thousands"),
    ("一亿二千万", 120000000, "hundred millions"),
    ("", None, "nothing"),
    ("三个", None, "more than a number"),
    ("3.5", None, "no integer"),
    ("万", None, "a unit alone"),
]
NUMBERS = [
    ("3.5", 3.5, "decimal"),
    ("1,200", 1200.0, "thousands separated"),
    ("１２", 12.0, "full-width"),
    ("一百二十三", 123.0, "Chinese"),
    ("三点五", 3.5, "Chinese decimal"),
    ("1.2亿", 120000000.0, "unit multiplied out"),
    ("2.5万", 25000.0, "unit multiplied out"),
    ("3万亿", 3e12, "two units"),
    ("两万", 20000.0, "colloquial two"),
    ("半", 0.5, "half"),
    ("-1.5", -1.5, "negative"),
    ("−1.5", -1.5, "typographic minus"),
    ("百分之五", None, "a share is no number"),
    ("三点", None, "no fraction"),
    ("若干", None, "no number"),
]


@pytest.mark.parametrize(("text", "expected", "remark"), INTEGERS)
def test_an_integer_is_read(text: str, expected: int | None, remark: str) -> None:
    assert parse_integer(text) == expected, remark


@pytest.mark.parametrize(("text", "expected", "remark"), NUMBERS)
def test_a_quantity_is_read(text: str, expected: float | None, remark: str) -> None:
    assert parse_number(text) == (pytest.approx(expected) if expected is not None else None), remark


def test_outline_numbers_survive_a_round_trip() -> None:
    assert all(parse_integer(to_chinese(number)) == number for number in range(1, 100))


def test_a_number_beyond_outlines_is_refused() -> None:
    with pytest.raises(ValueError, match="0 to 99"):
        to_chinese(100)
