"""Printed lines from the placed characters of a page: one line a baseline, blanks only where a reader sees one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from ingest.loaders.pdf_page import GENERATED_BLANK, Char
from ingest.loaders.spaces import is_wide, tidy

_SAME_BASELINE = 0.45  # of the larger square: raised and lowered signs stay in their line
_WIDE_BLANK = 0.18  # of a square, beyond the line's own letter spacing
_MIXED_BLANK = 1.0  # between a square and a Latin letter or figure, where programs leave room by themselves
_NARROW_BLANK = 0.2
_SUPPOSED_BLANK = 0.1  # where pdfium, which knows the font's own widths, supposes a blank
_OPENING = "（〔【《〈“‘「『［(["
_QUOTES = "“”‘’"  # no line is broken on either side of one (Unicode Standard Annex 14, class QU)
_CLOSING = "，。、；：！？）〕】》〉”’」』］…—,.;:!?)]%％‰℃"


@dataclass(frozen=True, kw_only=True)
class Line:
    """A printed line: its text, its left and right end, its baseline and the size of its squares, in points."""

    text: str
    x0: float
    x1: float
    y: float
    em: float
    page: int
    lead: float = (
        0.0  # width of the first piece that cannot be broken, which the line before would have needed room for
    )

    @property
    def width(self) -> float:
        return self.x1 - self.x0


def lines_of(chars: Iterable[Char], page: int) -> list[Line]:
    """The lines that the characters make, from the top of the page down."""
    lines = [_line(row, page) for row in baselines(chars)]
    return [line for line in lines if line is not None]


def baselines(chars: Iterable[Char]) -> list[list[Char]]:
    """The characters by baseline from the top of the page down, each row from left to right."""
    rows: list[list[Char]] = []
    for char in sorted(chars, key=lambda char: -char.y):
        if rows and rows[-1][0].y - char.y <= _SAME_BASELINE * max(char.em, rows[-1][0].em):
            rows[-1].append(char)
        else:
            rows.append([char])
    return [sorted(row, key=lambda char: char.x) for row in rows]


def _line(chars: Sequence[Char], page: int) -> Line | None:
    printed = _without_doubles([char for char in chars if char.text.strip()])
    if not printed:
        return None
    em = median(char.em for char in printed)
    body = [char for char in printed if char.em > em * 0.8] or printed
    return Line(
        text=tidy(_text(chars, printed, em)),
        x0=printed[0].x,
        x1=_right(printed[-1]),
        y=median(char.y for char in body),
        em=em,
        page=page,
        lead=_lead(printed),
    )


def _without_doubles(chars: Sequence[Char]) -> list[Char]:
    """The characters without copies printed over themselves to look bold."""
    kept: list[Char] = []
    for char in chars:
        if not any(other.text == char.text and abs(char.x - other.x) < 0.3 * char.em for other in kept[-2:]):
            kept.append(char)
    return kept


def _right(char: Char) -> float:
    return char.x + char.em if is_wide(char.text) else max(char.right, char.x)


def _text(chars: Sequence[Char], printed: Sequence[Char], em: float) -> str:
    """The line's characters with blanks: those in the file, and gaps wider than the line's own letter spacing."""
    blanks = [char for char in chars if not char.text.strip()]
    pairs = list(pairwise(printed))
    spread = _usual(
        [second.x - _right(first) for first, second in pairs if is_wide(first.text) and is_wide(second.text)]
    )
    narrow = _usual([second.x - first.right for first, second in pairs if _both_narrow(first, second)])
    text = printed[0].text
    for first, second in pairs:
        between = [char.text for char in blanks if first.x < char.x <= second.x]
        gap = second.x - _right(first)
        if _both_narrow(first, second):
            least = narrow + (_SUPPOSED_BLANK if GENERATED_BLANK in between else _NARROW_BLANK) * em
        else:
            least = spread + (_WIDE_BLANK if is_wide(first.text) and is_wide(second.text) else _MIXED_BLANK) * em
        blank = next(filter(None, between), " " if gap > least else "")
        text += blank + second.text
    return text


def _usual(gaps: Sequence[float]) -> float:
    return max(0.0, median(gaps)) if gaps else 0.0


def _both_narrow(first: Char, second: Char) -> bool:
    return not is_wide(first.text) and not is_wide(second.text)


def _lead(chars: Sequence[Char]) -> float:
    """How wide the line's first unbreakable piece is: a square or a Latin word, with the marks that cling to it."""
    end = 0
    while end < len(chars) - 1 and chars[end].text in _OPENING:
        end += 1
    end += 1
    while end < len(chars):
        before, sign = chars[end - 1], chars[end]
        word = _both_narrow(before, sign) and sign.x - before.right < _NARROW_BLANK * sign.em
        clings = sign.text in _CLOSING + _QUOTES or before.text in _QUOTES + _OPENING or word
        if not clings:
            break
        end += 1
    return _right(chars[end - 1]) - chars[0].x
