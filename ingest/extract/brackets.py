"""Brackets that assign units, wherever they stand in a text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.extract.expressions import Expression, parse_bare_list, parse_expression

_PAIRS = {
    "（": "）)",
    "(": "）)",
    "【": "】",
    "［": "］]",
    "[": "］]",
    "〔": "〕",
    "〖": "〗",
    "｛": "｝",
    "{": "}",
    "<": ">",
    "〈": "〉",
}
_OPEN = re.compile("[" + re.escape("".join(_PAIRS)) + "]")
_LONGEST = 1800
_ASSIGNING = re.compile(r"牵头|负责|配合|责任|单位|部门|落实|主办|协办|时限|领导|参与|实施")


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """A span of text that assigns units; ``bare`` where it is nothing but a list of units."""

    start: int
    end: int
    expression: Expression
    bare: bool = False


def bracket_evidence(text: str, default_sign: str = "") -> tuple[Evidence, ...]:
    """Every bracket of ``text`` that assigns units, in order, outermost first; 各市〔州〕 inside one is part of it."""
    found: list[Evidence] = []
    position = 0
    while opened := _OPEN.search(text, position):
        end = _closing(text, opened.start())
        if end is None:
            position = opened.end()
            continue
        evidence = _evidence(text, opened.start(), end, default_sign)
        if evidence is None:
            position = opened.end()
        else:
            found.append(evidence)
            position = end
    return tuple(found)


def _evidence(text: str, start: int, end: int, default_sign: str) -> Evidence | None:
    inside = text[start + 1 : end - 1]
    if _ASSIGNING.search(inside):
        expression = parse_expression(inside, default_sign)
        if expression is not None and (expression.names_units or expression.due or expression.leader):
            return Evidence(start=start, end=end, expression=expression)
    if len(inside) >= 3 and (listed := parse_bare_list(inside, default_sign)):
        return Evidence(start=start, end=end, expression=listed, bare=True)
    return None


def _closing(text: str, start: int) -> int | None:
    """The position after the bracket that closes the one at ``start``; half and full width may be mixed."""
    depth: list[str] = []
    for position in range(start, min(len(text), start + _LONGEST)):
        sign = text[position]
        if sign in _PAIRS:
            depth.append(_PAIRS[sign])
        elif depth and sign in depth[-1]:
            depth.pop()
            if not depth:
                return position + 1
        elif sign == "\n" and text[position : position + 2] == "\n\n" and len(depth) == 1 and position - start > 400:
            return None
    return None
