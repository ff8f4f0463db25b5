"""What stands on one PDF page: its characters with their places, upright, and the straight rules drawn on it."""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

_THIN = 3.0  # points; a filled box thinner than this is a drawn rule
_MAX_DEPTH = 12
_SLANT = 0.26  # tangent of 15 degrees: text more slanted than this is a watermark
_RADICALS = dict(  # the CJK radicals supplement has no compatibility mapping; these are whole characters in use
    zip(
        "⺝⺟⺠⺩⻁⻄⻅⻆⻉⻋⻓⻔⻗⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻳",
        "月母民王虎西见角贝车长门雨青韦页风飞食马骨鬼鱼鸟卤麦黄黾齐齿龙龟",
        strict=True,
    )
)
_BLACK_BOX = ("\x00", "\ufffe", "\uffff", "\ufffd")


GENERATED_BLANK = ""  # the text of a blank that pdfium supposes between two characters


class Char(NamedTuple):
    """A printed character: its origin, the size of its square and its right edge, in points from the lower left."""

    text: str
    x: float
    y: float
    em: float
    right: float


class Rule(NamedTuple):
    """A straight horizontal or vertical line at ``at`` from ``low`` to ``high``."""

    at: float
    low: float
    high: float


@dataclass(frozen=True, kw_only=True)
class PageContent:
    """One page, turned so that its text stands upright; ``sideways`` counts characters in other directions, left out."""

    number: int
    width: float
    height: float
    chars: tuple[Char, ...]
    horizontal: tuple[Rule, ...]
    vertical: tuple[Rule, ...]
    unmapped: int = 0
    sideways: int = 0
    pictures: int = 0


class _RawChar(NamedTuple):
    text: str
    x: float
    y: float
    em: float
    end_x: float
    end_y: float
    turn: int  # quarter turns counter-clockwise; -1 for slanted text


def read_page(page: Any, number: int) -> PageContent:
    """The content of an open pypdfium2 page."""
    raw, unmapped = _chars(page)
    turns = Counter(char.turn for char in raw if char.turn >= 0)
    turn = turns.most_common(1)[0][0] if turns else 0
    left, bottom, right, top = page.get_cropbox()
    place = _Turned(left, bottom, right - left, top - bottom, turn)
    chars = []
    for char in raw:
        if char.turn == turn:
            x, y = place.point(char.x, char.y)
            end, _ = place.point(char.end_x, char.end_y)
            chars.append(Char(char.text, x, y, char.em, end))
    horizontal, vertical, pictures = _drawn(page, place)
    sideways = sum(char.turn not in (turn, -1) for char in raw)
    return PageContent(
        number=number,
        width=place.width,
        height=place.height,
        chars=tuple(chars),
        horizontal=tuple(horizontal),
        vertical=tuple(vertical),
        unmapped=unmapped,
        sideways=sideways,
        pictures=pictures,
    )


class _Turned:
    """Maps points of the page to the page turned so that its text reads from left to right."""

    def __init__(self, left: float, bottom: float, width: float, height: float, turn: int) -> None:
        self._left, self._bottom, self._turn = left, bottom, turn
        self._width, self._height = width, height
        self.width, self.height = (height, width) if turn % 2 else (width, height)

    def point(self, x: float, y: float) -> tuple[float, float]:
        x, y = x - self._left, y - self._bottom
        if self._turn == 1:
            return y, self._width - x
        if self._turn == 2:
            return self._width - x, self._height - y
        if self._turn == 3:
            return self._height - y, x
        return x, y


def _chars(page: Any) -> tuple[list[_RawChar], int]:
    """The page's printed characters and how many have no Unicode value."""
    textpage = page.get_textpage()
    try:
        return _read_chars(textpage.raw)
    finally:
        textpage.close()


def _read_chars(text: Any) -> tuple[list[_RawChar], int]:
    x, y = ctypes.c_double(), ctypes.c_double()
    box, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    found: list[_RawChar] = []
    unmapped = 0
    lead = 0
    for index in range(pdfium.FPDFText_CountChars(text)):
        code = pdfium.FPDFText_GetUnicode(text, index)
        if 0xD800 <= code < 0xDC00:
            lead = code
            continue
        if 0xDC00 <= code < 0xE000:
            code, lead = 0x10000 + ((lead - 0xD800) << 10) + code - 0xDC00 if lead else 0xFFFD, 0
        generated = pdfium.FPDFText_IsGenerated(text, index) == 1
        if code in (10, 13) or (generated and code != 32):
            continue
        sign = GENERATED_BLANK if generated else plain_sign(chr(code))
        if sign in _BLACK_BOX or 0xE000 <= code < 0xF900:
            unmapped += 1
        if code < 32 or sign in _BLACK_BOX:
            continue
        pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        pdfium.FPDFText_GetMatrix(text, index, matrix)
        pdfium.FPDFText_GetLooseCharBox(text, index, box)
        size = pdfium.FPDFText_GetFontSize(text, index)
        em = size * math.hypot(matrix.c, matrix.d) or size
        turn = _quarter_turns(matrix.a, matrix.b)
        end_x, end_y = (
            (box.right, y.value),
            (x.value, box.top),
            (box.left, y.value),
            (x.value, box.bottom),
        )[max(turn, 0)]
        if not generated and _same_glyph(found, x.value, y.value, turn):
            along = max(0.5 * em, math.dist((x.value, y.value), (end_x, end_y)) - em)
            found.append(_RawChar(sign, *_moved(x.value, y.value, along, turn), em, end_x, end_y, turn))
            continue
        found.append(_RawChar(sign, x.value, y.value, em, end_x, end_y, turn))
    return found, unmapped


def _same_glyph(found: list[_RawChar], x: float, y: float, turn: int) -> bool:
    """Whether a character has the origin of the one before it: both come from one glyph, as in —— or ff."""
    if not found or found[-1].text == GENERATED_BLANK or found[-1].turn != turn:
        return False
    return abs(found[-1].x - x) < 0.01 and abs(found[-1].y - y) < 0.01


def _moved(x: float, y: float, by: float, turn: int) -> tuple[float, float]:
    """The point ``by`` further in the writing direction."""
    along, up = ((1, 0), (0, 1), (-1, 0), (0, -1))[max(turn, 0)]
    return x + by * along, y + by * up


def plain_sign(sign: str) -> str:
    """The ideograph for a Kangxi or CJK radical: some PDF writers name a character's glyph by its radical."""
    if "\u2f00" <= sign <= "\u2fdf":
        return unicodedata.normalize("NFKC", sign)
    return _RADICALS.get(sign, sign)


def _quarter_turns(a: float, b: float) -> int:
    """How often the writing direction (a, b) is turned by 90 degrees; -1 where it is slanted."""
    if abs(b) <= abs(a) * _SLANT:
        return 0 if a >= 0 else 2
    if abs(a) <= abs(b) * _SLANT:
        return 1 if b > 0 else 3
    return -1


def _drawn(page: Any, place: _Turned) -> tuple[list[Rule], list[Rule], int]:
    """The straight horizontal and vertical rules drawn on the page, and how many pictures it holds."""
    horizontal: list[Rule] = []
    vertical: list[Rule] = []
    pictures = 0
    for item, matrices in _objects(page.raw, ()):
        kind = pdfium.FPDFPageObj_GetType(item)
        pictures += kind == pdfium.FPDF_PAGEOBJ_IMAGE
        if kind != pdfium.FPDF_PAGEOBJ_PATH:
            continue
        for first, second in _strokes(item, matrices):
            (x0, y0), (x1, y1) = place.point(*first), place.point(*second)
            if abs(y0 - y1) <= 1 and abs(x0 - x1) > 1:
                horizontal.append(Rule((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
            elif abs(x0 - x1) <= 1 and abs(y0 - y1) > 1:
                vertical.append(Rule((x0 + x1) / 2, min(y0, y1), max(y0, y1)))
    return horizontal, vertical, pictures


def _objects(parent: Any, matrices: tuple[Any, ...], depth: int = 0) -> Iterator[tuple[Any, tuple[Any, ...]]]:
    """Every object drawn on the page, also inside forms, with the matrices that place it, innermost first."""
    count, get = (
        (pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject)
        if depth
        else (pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject)
    )
    for index in range(count(parent)):
        item = get(parent, index)
        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFPageObj_GetMatrix(item, matrix)
        yield item, (matrix, *matrices)
        if pdfium.FPDFPageObj_GetType(item) == pdfium.FPDF_PAGEOBJ_FORM and depth < _MAX_DEPTH:
            yield from _objects(item, (matrix, *matrices), depth + 1)


Point = tuple[float, float]


def _strokes(path: Any, matrices: tuple[Any, ...]) -> Iterator[tuple[Point, Point]]:
    """The straight pieces that a path draws: its stroked lines, or the middle line of a thin filled box."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, fill, stroke)
    for points in _outlines(path, matrices):
        xs, ys = [x for x, _ in points], [y for _, y in points]
        if not xs:
            continue
        if fill.value and min(max(xs) - min(xs), max(ys) - min(ys)) <= _THIN:
            if max(xs) - min(xs) >= max(ys) - min(ys):
                middle = (min(ys) + max(ys)) / 2
                yield (min(xs), middle), (max(xs), middle)
            else:
                middle = (min(xs) + max(xs)) / 2
                yield (middle, min(ys)), (middle, max(ys))
        elif stroke.value:
            yield from pairwise(points)


def _outlines(path: Any, matrices: tuple[Any, ...]) -> Iterator[list[Point]]:
    """The corner points of each part of a path in page coordinates; parts with curves are left out."""
    points: list[Point] = []
    curved = False
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(min(pdfium.FPDFPath_CountSegments(path), 20_000)):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = (x.value, y.value)
        for m in matrices:
            point = (m.a * point[0] + m.c * point[1] + m.e, m.b * point[0] + m.d * point[1] + m.f)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            if not curved:
                yield points
            points, curved = [point], False
        else:
            points.append(point)
            curved = curved or kind == pdfium.FPDF_SEGMENT_BEZIERTO
            if pdfium.FPDFPathSegment_GetClose(segment):
                points.append(points[0])
    if not curved:
        yield points
