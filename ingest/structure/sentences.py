"""Sentence borders of Chinese (and English) text.

A sentence ends at 。！？… with its closing quotes and brackets, or at a line end (in hard-wrapped text: of a paragraph). A bracket that follows directly
after an ended sentence, as the units do in a task-division notice, is a sentence of its own.
"""

from __future__ import annotations

import re

from ingest.structure.wrapping import is_soft_break

CLOSERS = "”’」』）)】》〉\"'*"
_OPENERS = "（("
_END = re.compile(rf"[。！？!?]+[{CLOSERS}]*|(?<=[A-Za-z)”%])\.(?=\s+[A-Z“\"(])|…{{2,}}(?=\n|$)|\n+")
_BRACKET = re.compile(
    r"\s*(?:（[^（）()\n]*(?:[（(][^（）()\n]*[）)][^（）()\n]*)*）|\([^（）()\n]*(?:[（(][^（）()\n]*[）)][^（）()\n]*)*\))"
)
_UNITS = re.compile(r"牵头|负责|责任|配合|单位|落实|承办|协办|参加|参与")
_ABBREVIATION = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|No|Prof|St|vs|etc|e\.g|i\.e|approx|Co|Ltd)|\b[A-Z])$")


def _inside_bracket(text: str, start: int, position: int, end: int) -> int | None:
    """Where the bracket closes that is open at ``position``; None where none is, or it is not closed soon."""
    line_start = max(text.rfind("\n", start, position) + 1, start, position - 400)
    depth = 0
    for char in text[line_start:position]:
        if char in _OPENERS:
            depth += 1
        elif char in "）)" and depth:
            depth -= 1
    if depth == 0:
        return None
    for index in range(position, min(end, position + 300)):
        char = text[index]
        if char == "\n":
            return None
        if char in _OPENERS:
            depth += 1
        elif char in "）)":
            depth -= 1
            if depth == 0:
                return index + 1
    return None


def _spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    begin = start
    position = start
    while position < end:
        match = _END.search(text, position, end)
        if match is None:
            break
        position = match.end()
        if match[0][0] == ".":
            if _ABBREVIATION.search(text, max(begin, match.start() - 8), match.start()):
                continue
        elif match[0] == "\n" and is_soft_break(text, match.start()):
            continue
        elif match[0][0] != "\n" and (close := _inside_bracket(text, begin, match.start(), end)) and close > position:
            position = close
            continue
        spans.append((begin, position))
        begin = position
        bracket = _BRACKET.match(text, begin, end)
        if bracket and _UNITS.search(bracket[0]):
            spans.append((begin, bracket.end()))
            begin = position = bracket.end()
    if begin < end:
        spans.append((begin, end))
    return spans


def sentences(text: str, start: int = 0, end: int | None = None) -> tuple[tuple[int, int], ...]:
    """The spans of the sentences between ``start`` and ``end``, white space at their ends left out, in order."""
    result = []
    for left, right in _spans(text, start, len(text) if end is None else end):
        while left < right and text[left].isspace():
            left += 1
        while right > left and text[right - 1].isspace():
            right -= 1
        if left < right:
            result.append((left, right))
    return tuple(result)
