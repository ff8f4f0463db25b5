"""Counting characters and the other printed forms of list numbers."""

from __future__ import annotations

import pytest

from ingest.loaders.list_numbers import chinese_counting, list_number


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (1, "一"),
        (10, "十"),
        (11, "十一"),
        (20, "二十"),
        (99, "九十九"),
        (100, "一百"),
        (101, "一百零一"),
        (110, "一百一十"),
        (111, "一百一十一"),
        (1001, "一千零一"),
        (1010, "一千零一十"),
        (2024, "二千零二十四"),
        (9000, "九千"),
    ],
)
def test_counting_characters(number: int, text: str) -> None:
    assert chinese_counting(number) == text


@pytest.mark.parametrize(
    ("number", "number_format", "text"),
    [
        (10, "ideographDigital", "一〇"),
        (21, "decimalEnclosedCircle", "21"),
        (27, "upperLetter", "AA"),
        (53, "lowerLetter", "aaa"),
        (1994, "upperRoman", "MCMXCIV"),
        (12, "ideographZodiac", "亥"),
        (13, "ideographZodiac", "子"),
        (3, "none", ""),
        (0, "chineseCounting", "0"),
        (-1, "lowerRoman", "-1"),
        (12345, "chineseCounting", "12345"),
    ],
)
def test_other_forms(number: int, number_format: str, text: str) -> None:
    assert list_number(number, number_format) == text
