"""The task numbers of a text that may be scrambled, and whether it is."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

_NUMBER = re.compile(r"(?<![\d.．])(?P<n>\d{1,3})[ \t\u3000]*[.．、](?!\d)")
_HEADINGS = re.compile(
    r"(?:\s*(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)])[^。；;：:（(\n]{2,40}?)+\s*\Z"
)
_ONE_HEADING = re.compile(
    r"(?P<sign>[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)])(?P<words>[^。；;：:（(\n]{2,40})"
)
_AFTER = re.compile(r"[）)】。！？!?；;\n]\s*\Z")
_MOSTLY = 0.15


@dataclass(frozen=True, kw_only=True)
class Number:
    """One "K." in the text: its value, the span of the number, and the headings printed right before it."""

    value: int
    start: int
    end: int
    headings: tuple[tuple[int, str], ...]
    headings_start: int


def numbers(text: str) -> tuple[Number, ...]:
    """Every task number: after a bracket, a sentence's end or a line's, or after section headings that follow one."""
    found = []
    for match in _NUMBER.finditer(text):
        before = text[max(0, match.start() - 160) : match.start()]
        headings = _HEADINGS.search(before)
        lead_in = before[: headings.start()] if headings else before
        if lead_in and not headings and not _AFTER.search(lead_in):
            continue
        begin = match.start() - (len(before) - headings.start()) if headings else match.start()
        found.append(
            Number(
                value=int(match["n"]),
                start=match.start(),
                end=match.end(),
                headings=_split_headings(headings.group()) if headings else (),
                headings_start=begin,
            )
        )
    return tuple(found)


def _split_headings(text: str) -> tuple[tuple[int, str], ...]:
    result = []
    for match in _ONE_HEADING.finditer(text):
        words = re.split(r"[（(][一二三四五六七八九十]{1,3}[）)]", match["words"])[0].strip()
        level = 2 if match["sign"][0] in "（(" else 1
        result.append((level, match["sign"] + words))
    return tuple(result)


def is_scrambled(text: str, found: Sequence[Number]) -> bool:
    """Whether the numbering shows interleaved copies.

    It jumps back into its middle again and again, and numbers come twice with the same words; or numbers are missing
    while others, or whole sentences, stand there twice; or it jumps back far too often for any orderly paper. A numbering
    that begins anew at 1 in each section is no damage, nor is a second, complete copy.
    """
    backward = sum(1 for left, right in pairwise(found) if 1 < right.value <= left.value)
    openings: dict[int, list[str]] = defaultdict(list)
    for number in found:
        openings[number.value].append(_opening(text, number))
    repeated = sum(1 for words in openings.values() if len(words) > 1 and len(set(words)) == 1)
    missing = max(openings, default=0) - len(openings)
    if (backward >= 2 and repeated >= 2) or backward >= max(5, _MOSTLY * len(found)):
        return True
    return 0 < missing < len(openings) and (repeated >= 1 or _sentences_twice(text, found) >= 2)


def _opening(text: str, number: Number) -> str:
    """The first words behind a number, up to the first sign."""
    words = re.sub(r"\s", "", text[number.end : number.end + 40])
    return re.split(r"[。，；（(]", words)[0][:12]


def _sentences_twice(text: str, found: Sequence[Number]) -> int:
    """How many sentences of the notice's front stand in the text more than once."""
    front = text[: found[0].start] if found else ""
    sentences = {piece.strip() for piece in re.split(r"(?<=[。！？])", front) if len(piece.strip()) >= 12}
    return sum(1 for sentence in sentences if text.count(sentence) > 1)
