"""Complete lists out of a report: the items that follow an announcement, across sentences and paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.records import Report
from ingest.structure.numerals import parse_number

_NUMERAL = r"[一二三四五六七八九十\d]{1,3}"
# One style of numbering each: a list keeps to one.
_STYLES = (
    re.compile(rf"[（(]({_NUMERAL})[）)]"),
    re.compile(rf"(?:^|(?<=[\n。；;：:\s]))({_NUMERAL})[、.．](?!\d)"),
    re.compile(r"(?:^|(?<=[\n。；;：:，\s]))([一二三四五六七八九十]{1,2})是"),
    re.compile(r"第([一二三四五六七八九十]{1,2})[，,、]"),
    re.compile(r"([①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳])"),
)
# Without a count only these words promise a list; otherwise what follows may be the next headings.
_OPENS = re.compile(r"如下|以下|下列|下面|包括|[：:]\s*$|[一1]是|[（(][一1][）)]|①")
_DASHED = re.compile(r"(?:^|\n)\s*(?:——|──|--|[•●·])\s*")
_COUNT = re.compile(rf"({_NUMERAL})\s*(?:大|件|项|个|条|类|方面)")
_REACH = 6000
_ITEM_LIMIT = 600


@dataclass(frozen=True, kw_only=True)
class ListFound:
    """The items of a list as spans of the report's text, in order, numbering left out; ``start`` of the announcement."""

    items: tuple[tuple[int, int], ...]
    announced: int | None


def list_after(report: Report, start: int, end: int) -> ListFound | None:
    """The numbered list that begins inside or right after ``[start, end)``; None where no list of two items follows.

    Items run on as long as their numbers do; the last one ends with its paragraph or sentence.
    """
    window_end = min(len(report.text), end + _REACH)
    text = report.text[start:window_end]
    count = announced(report.text[start:end])
    if count is None and not _OPENS.search(report.text[start:end]):
        return None
    best: tuple[tuple[int, int], ...] = ()
    for style in _STYLES:
        items = _run(text, style, within=end - start)
        if len(items) > len(best) and (count is None or len(items) <= count):
            best = items
    if len(best) < 2:
        best = _dashed(text, within=end - start)
    if len(best) < 2:
        return None
    return ListFound(items=tuple((start + s, start + e) for s, e in best), announced=count)


def announced(text: str) -> int | None:
    """How many items a text says there are (十大, 5个, 四项), the last such count; None where it says none."""
    found = [
        number for match in _COUNT.finditer(text) if (number := parse_number(match[1])) is not None and number >= 2
    ]
    return int(found[-1]) if found else None


def _value(numeral: str) -> int | None:
    if numeral in "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳":
        return "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳".index(numeral) + 1
    number = parse_number(numeral)
    return int(number) if number is not None else None


def _run(text: str, style: re.Pattern[str], *, within: int) -> tuple[tuple[int, int], ...]:
    """The spans of items 1, 2, 3 … of one style, the first of which must stand in or soon after the announcement."""
    marks: list[tuple[int, int]] = []
    for match in style.finditer(text):
        number = _value(match[1])
        if number == len(marks) + 1:
            if not marks and match.start() > within + 120:
                return ()
            if marks and match.start() - marks[-1][1] > _ITEM_LIMIT:
                break
            marks.append((match.start(), match.end()))
        elif marks and number == 1:
            break
    spans: list[tuple[int, int]] = []
    for i, (_, begin) in enumerate(marks):
        stop = marks[i + 1][0] if i + 1 < len(marks) else _item_end(text, begin, inline=_inline(text, marks))
        spans.append(_trimmed(text, begin, stop))
    return tuple(spans)


def _dashed(text: str, *, within: int) -> tuple[tuple[int, int], ...]:
    marks = list(_DASHED.finditer(text))
    if not marks or marks[0].start() > within + 60:
        return ()
    spans: list[tuple[int, int]] = []
    for i, mark in enumerate(marks):
        stop = _line_end(text, mark.end())
        spans.append(_trimmed(text, mark.end(), stop))
        if i + 1 < len(marks) and text[stop : marks[i + 1].start()].strip():
            break
    return tuple(spans)


def _line_end(text: str, position: int) -> int:
    stop = text.find("\n", position)
    return stop if stop >= 0 else len(text)


def _inline(text: str, marks: list[tuple[int, int]]) -> bool:
    """Whether the items stand in one line, told apart by semicolons."""
    between = text[marks[0][1] : marks[-1][0]]
    return "\n" not in between and between.rstrip().endswith(("；", ";"))


def _item_end(text: str, position: int, *, inline: bool) -> int:
    """Where the last item ends: with its line, or with its sentence where the list stands in one or the line is long."""
    line = _line_end(text, position)
    if line - position <= 120 and not inline:
        return line
    stop = re.search(r"[。；]", text[position:line])
    return position + stop.end() if stop else line


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while end > start and text[end - 1] in " \n\t　；;。、，":
        end -= 1
    while start < end and text[start] in " \n\t　":
        start += 1
    return start, end


_INTRODUCES = re.compile(r"^.*?(?:即|包括|分别是|分别为|主要是|就是|聚焦|打造|围绕|如)(?=[^、]{2,}$)")


def inline_items(text: str) -> tuple[str, ...]:
    """The items of the longest 、-enumeration in a sentence; empty where it holds none of three or more.

    What introduces the first item (即, 包括, 打造 …) is left out; a count that closes the list stays with the last.
    """
    best: list[str] = []
    for match in re.finditer(r"[^，。；：、]+(?:、[^，。；：、]+)+", text):
        items = match.group().split("、")
        if len(items) > len(best):
            best = items
    if len(best) < 3:
        return ()
    return (_INTRODUCES.sub("", best[0]) or best[0], *best[1:])
