"""Labelled lines (牵头单位：…  责任单位：…  完成时限：…), dashes and closing sentences that assign units."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest

from ingest.extract.agency_lexicon import unit_key
from ingest.extract.brackets import Evidence
from ingest.extract.expressions import combine, parse_bare_list, parse_expression
from ingest.extract.labels import Role, find_labels

# Where a label may stand: at the start of a line, or after a sign that ends what stood before it.
_BEFORE = re.compile(
    r"(?:\A|[\n。；;，,、）)】〕\]\s\u3000—－\-·•●■◆▲*|：:（(【\[]|[（(][一二三四五六七八九十\d]+[)）])\Z"
)
_GAP = re.compile(r"[\s\u3000，,；;。|·•●■◆▲*—－\-）)】]*\Z")
_DASHED = re.compile(
    r"(?:—+|－+|-{2,}|…{2,}|\.{4,}|·{4,}|[ \t]-[ \t])[ \t\u3000]*(?P<units>[^\n。；;—－]{3,120}?)[。；;]?[ \t\u3000]*(?=\n|\Z)"
)
_NEXT_ITEM = re.compile(
    r"\n[ \t\u3000]*(?:[一二三四五六七八九十百]+[、.．]|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,3}[.．、]|第[一二三四五六七八九十\d]+[章节条项]|[①-⑳])"
)
_SENTENCE_END = re.compile(r"[。！？!?]|\n[ \t\u3000]*\n")
_STARTS_LABEL = re.compile(r"[^。；;，,：:\n]{2,20}[：:]")
_UNFINISHED = re.compile(r"[、，,和及与]\Z")
_CLOSING = re.compile(
    r"(?:^|(?<=[。！？；;\n）)—－-]))[ \t\u3000]*(?P<words>[^。！？；;\n]{4,400}(?:牵头|负责|配合|落实|承办|参与|协助)[^。！？；;\n]{0,40})[。；;]?[ \t\u3000]*(?=\n|\Z)"
)


def labelled_evidence(text: str, taken: Sequence[Evidence], default_sign: str = "") -> tuple[Evidence, ...]:
    """Blocks of labelled values outside the spans of ``taken``; labels that follow one another make one block."""
    labels = [label for label in find_labels(text) if _stands_free(text, label.start, taken)]
    blocks: list[Evidence] = []
    values: list[tuple[Role, str]] = []
    start = end = -1
    for label, following in zip_longest(labels, labels[1:]):
        limit = following.start if following else len(text)
        limit = min([limit, *(item.start for item in taken if item.start >= label.end)])
        value_end = _value_end(text, label.end, limit)
        joined = values and _GAP.match(text[end : label.start]) and not _starts_again(values, label.role)
        if not joined:
            blocks.extend(_block(start, end, values, default_sign))
            values, start = [], label.start
        values.append((label.role, text[label.end : value_end]))
        end = value_end
    blocks.extend(_block(start, end, values, default_sign))
    return tuple(blocks)


def _starts_again(values: list[tuple[Role, str]], role: Role) -> bool:
    """Whether ``role`` opens the next task's block: the same label once more after others."""
    return role in ("lead", "due") and any(known == role for known, _ in values) and values[-1][0] != role


def _block(start: int, end: int, values: list[tuple[Role, str]], default_sign: str) -> list[Evidence]:
    expression = combine(values, default_sign) if values else None
    return [Evidence(start=start, end=end, expression=expression)] if expression is not None else []


def _stands_free(text: str, start: int, taken: Sequence[Evidence]) -> bool:
    if any(item.start <= start < item.end for item in taken):
        return False
    return _BEFORE.search(text[max(0, start - 8) : start]) is not None or start == 0


def _value_end(text: str, start: int, limit: int) -> int:
    """Where a label's value ends: the line's end, unless the list goes on in the next line."""
    end = start
    while True:
        stop = text.find("\n", end)
        stop = limit if stop < 0 or stop > limit else stop
        sentence = _SENTENCE_END.search(text, end, stop)
        if sentence is not None:
            end = sentence.start()
            break
        end = stop
        if end >= limit or not _continues(text, start, end, limit):
            break
        end += 1
    return start + len(text[start:end].rstrip(" \t\u3000\n；;，,|（(【—－-"))


def _continues(text: str, start: int, end: int, limit: int) -> bool:
    """Whether the value that reaches a line's end goes on in the next line (a list broken by the page)."""
    if end + 1 >= limit or _NEXT_ITEM.match(text, end):
        return False
    following = text[end + 1 : limit].split("\n", 1)[0].strip()
    if not following or _STARTS_LABEL.match(following) or len(following) > 200:
        return False
    value = text[start:end].rstrip()
    if _UNFINISHED.search(value) or not value:
        return True
    last = re.split(r"[、，,；;]", re.sub(r"\s+", "", value))[-1]
    first = re.split(r"[、，,；;。]", re.sub(r"\s+", "", following))[0]
    return not unit_key(last).known and unit_key(last + first).known


def trailing_evidence(text: str, taken: Sequence[Evidence], default_sign: str = "") -> tuple[Evidence, ...]:
    """Closing sentences or dashes of a paragraph that assign units: ——省教育厅牵头，省财政厅配合; —— 省教育厅.

    Only where the units are the lexicon's, for running text speaks of 牵头 and 负责 too.
    """
    found: list[Evidence] = []
    for match in _CLOSING.finditer(text):
        start, end = match.span("words")
        words = match["words"]
        lead_in = re.match(r"[ \t\u3000—－-]+", words)
        start += lead_in.end() if lead_in else 0
        expression = parse_expression(text[start:end], default_sign, whole=True)
        if expression is not None and _mostly_known(expression.lead + expression.participants):
            found.append(Evidence(start=start, end=end, expression=expression))
    for match in _DASHED.finditer(text):
        start, end = match.span("units")
        listed = parse_bare_list(match["units"], default_sign)
        if listed is not None and not any(item.start < end and start < item.end for item in found):
            found.append(Evidence(start=start, end=end, expression=listed))
    return tuple(
        item for item in found if not any(other.start < item.end and item.start < other.end for other in taken)
    )


def _mostly_known(units: Sequence[str]) -> bool:
    known = sum(unit_key(unit).known for unit in units)
    return bool(units) and unit_key(units[0]).known and known * 2 > len(units) - 0.5
