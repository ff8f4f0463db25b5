"""Lines that hold several paragraphs: headings and numbered tasks inside a long line become lines of their own.

Some copies of a notice have lost their line ends: “…方案一、主要目标(一)预期目标1.增长7%。(牵头单位：…)2.…”.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.structure.layout import Line, strip_span
from ingest.structure.numerals import NUMERAL

_AFTER = r"(?<=[。！？；;）)”：:])"
_FIRST = rf"(?P<first>[{NUMERAL}]{{1,3}})、(?![{NUMERAL}]{{1,2}}[、产])"
_SECOND = rf"[（(](?P<second>[{NUMERAL}]{{1,3}})[）)]"
_THIRD = r"(?<![\d.．A-Za-z第])(?P<third>\d{1,3})[.．](?![\d\s])"
_INLINE = re.compile(rf"{_AFTER}\s*(?:{_FIRST}(?=[一-鿿“《]|20\d\d年)|{_SECOND}(?=[一-鿿“《])|{_THIRD}(?=[一-鿿“《]))")
_CHAIN_FIRST = re.compile(rf"{_SECOND}(?=[一-鿿“])|{_THIRD}(?=[一-鿿“《])")
_CHAIN_SECOND = re.compile(rf"{_THIRD}(?=[一-鿿“《])")
_OPENING = re.compile(rf"(?<=[一-鿿]){_FIRST}(?=[一-鿿][^。；]{{2,40}}(?:[（(]一[）)]|1[.．]))")
_STARTS_FIRST = re.compile(rf"[{NUMERAL}]{{1,3}}、")
_STARTS_SECOND = re.compile(rf"[（(][{NUMERAL}]{{1,3}}[）)]")
CHAIN = 60
LONG = 150


def _is_run_together(lines: Sequence[Line]) -> bool:
    """Whether the paper's headings stand inside its lines and not at their starts."""
    inside: set[str] = set()
    at_start = 0
    for line in lines:
        if _STARTS_FIRST.match(line.text) or _STARTS_SECOND.match(line.text):
            at_start += 1
        if len(line.text) >= LONG:
            inside.update(match[0].strip() for match in _INLINE.finditer(line.text) if not match["third"])
            inside.update(match[0] for match in _OPENING.finditer(line.text))
    return len(inside) >= 2 and len(inside) > at_start


def _chain(text: str, starts: list[int]) -> list[int]:
    """The numbers that follow a heading without a sign between: 二、…动能(一)…产业18.…"""
    more: list[int] = []
    queue = list(starts)
    while queue:
        start = queue.pop()
        if _STARTS_FIRST.match(text, start):
            pattern = _CHAIN_FIRST
        elif _STARTS_SECOND.match(text, start):
            pattern = _CHAIN_SECOND
        else:
            continue
        match = pattern.search(text, start + 3, start + 3 + CHAIN)
        if match and not re.search(r"[。；！？]", text[start : match.start()]):
            more.append(match.start())
            queue.append(match.start())
    return more


def _starts(text: str, *, everywhere: bool) -> list[int]:
    starts = [0]
    if everywhere:
        for match in _INLINE.finditer(text):
            starts.append(match.start() + len(match[0]) - len(match[0].lstrip()))
        starts += [match.start() for match in _OPENING.finditer(text)]
    return sorted({*starts, *_chain(text, starts)})


def separate(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with those that hold several paragraphs taken apart; the others are unchanged."""
    everywhere = _is_run_together(lines)
    result: list[Line] = []
    for line in lines:
        starts = _starts(line.text, everywhere=everywhere) if line.kind != "row" else [0]
        if len(starts) == 1:
            result.append(line)
            continue
        for left, right in zip(starts, [*starts[1:], len(line.text)], strict=True):
            begin, end = strip_span(line.text, left, right)
            if begin < end:
                result.append(
                    replace(line, text=line.text[begin:end], start=line.start + begin, end=line.start + end, level=0)
                )
    return tuple(result)
