"""Small PDF files from placed texts and rules, with a Chinese font that is named and not embedded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 595.0, 842.0


@dataclass(frozen=True, kw_only=True)
class Text:
    """A piece of text on its baseline, in points from the lower left; ``turned`` writes it upwards."""

    x: float
    y: float
    text: str
    size: float = 12.0
    turned: bool = False


@dataclass(frozen=True, kw_only=True)
class Stroke:
    """A drawn line."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, kw_only=True)
class Box:
    """A filled rectangle, as browsers draw the borders of tables."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A picture over the whole page, as a scanner leaves it."""


Item = Text | Stroke | Box | Picture


def pdf(pages: Sequence[Sequence[Item]], *, rotate: int = 0, size: tuple[float, float] = (WIDTH, HEIGHT)) -> bytes:
    """A PDF whose pages show the items in their order; ``rotate`` is every page's /Rotate."""
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "",
        "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>",
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /W [1 95 500] /FontDescriptor 5 0 R"
        " /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> >>",
        "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0"
        " /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>",
    ]
    kids = []
    for items in pages:
        stream = "\n".join(map(_drawn, items))
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {size[0]} {size[1]}] /Rotate {rotate}"
            f" /Resources << /Font << /F1 3 0 R >> >> /Contents {len(objects) + 2} 0 R >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    return _file(objects)


def table(
    x: float, y: float, widths: Sequence[float], height: float, rows: Sequence[Sequence[str]], size: float = 12.0
) -> list[Item]:
    """A ruled table of one-line cells whose upper left corner is (x, y)."""
    right, bottom = x + sum(widths), y - height * len(rows)
    items: list[Item] = [Stroke(x0=x, y0=y - n * height, x1=right, y1=y - n * height) for n in range(len(rows) + 1)]
    edges = [x + sum(widths[:n]) for n in range(len(widths) + 1)]
    items += [Stroke(x0=edge, y0=y, x1=edge, y1=bottom) for edge in edges]
    for number, row in enumerate(rows):
        items += [
            Text(x=edge + 4, y=y - number * height - height / 2 - size / 3, text=cell, size=size)
            for edge, cell in zip(edges, row, strict=False)
            if cell
        ]
    return items


def set_lines(
    paragraphs: Sequence[str],
    *,
    x: float = 80,
    y: float = 740,
    columns: int = 28,
    size: float = 16,
    pitch: float = 28,
    bottom: float = 90,
) -> list[list[Item]]:
    """Pages of justified text: paragraphs with a first line indent of two squares, ``columns`` squares a line."""
    pages: list[list[Item]] = [[]]
    at = y
    for paragraph in paragraphs:
        rest, indent = paragraph, 2
        while rest:
            take = 0
            while take < len(rest) and _squares(rest[: take + 1]) <= columns - indent:
                take += 1
            while take < len(rest) and (rest[take] in "，。、；：！？）》”" or rest[take - 1 : take + 1].isascii()):
                take -= 1  # no line starts with a closing mark, no figure is broken
            if at < bottom:
                pages.append([])
                at = y
            pages[-1].append(Text(x=x + indent * size, y=at, text=rest[:take], size=size))
            rest, indent, at = rest[take:], 0, at - pitch
    return pages


def _squares(text: str) -> float:
    return sum(0.5 if sign.isascii() else 1 for sign in text)


def _drawn(item: Item) -> str:
    if isinstance(item, Stroke):
        return f"0.5 w {item.x0} {item.y0} m {item.x1} {item.y1} l S"
    if isinstance(item, Picture):
        return f"q {WIDTH} 0 0 {HEIGHT} 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID 0 EI Q"
    if isinstance(item, Box):
        return f"{item.x} {item.y} {item.width} {item.height} re f"
    turn = "0 1 -1 0" if item.turned else "1 0 0 1"
    codes = item.text.encode("utf-16-be").hex()
    return f"BT /F1 {item.size} Tf {turn} {item.x} {item.y} Tm <{codes}> Tj ET"


def _file(objects: Sequence[str]) -> bytes:
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1")
    table_start = len(body)
    body += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    body += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    return body + f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{table_start}\n%%EOF\n".encode()
