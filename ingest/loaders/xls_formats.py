"""The number formats of an old .xls file's cells, so that 0.065 shown as 6.5% is read as 6.5%.

Follows [MS-CFB] (compound files) and [MS-XLS] (the Workbook stream's records). What cannot be followed gives no formats.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping

from openpyxl.styles.numbers import BUILTIN_FORMATS

Formats = Mapping[tuple[int, int], str]

_END_OF_CHAIN = 0xFFFFFFFA  # and above: marks, not sectors
_SMALL_STREAM = 4096
_XF, _FORMAT, _BOUND_SHEET, _BOF, _EOF = 0x00E0, 0x041E, 0x0085, 0x0809, 0x000A
_NUMBER, _RK, _MUL_RK, _FORMULA = 0x0203, 0x027E, 0x00BD, 0x0006


def sheet_formats(data: bytes) -> tuple[Formats, ...]:
    """For each sheet in order the format of each number cell by (row, column) from 0; empty where they cannot be read."""
    try:
        return tuple(_sheets(_workbook_stream(data)))
    except (struct.error, IndexError, ValueError, UnicodeError, LookupError):
        return ()


def _workbook_stream(data: bytes) -> bytes:
    """The bytes of the stream Workbook (or Book) of the compound file."""
    shift, small_shift = struct.unpack_from("<2H", data, 30)
    directory_start, _, _, small_fat_start, _, _, _ = struct.unpack_from("<I2I2I2I", data, 48)[:7]
    size = 1 << shift

    def sector(number: int) -> bytes:
        return data[(number + 1) * size : (number + 2) * size]

    fat: list[int] = []
    for number in struct.unpack_from("<109I", data, 76):
        if number < _END_OF_CHAIN:
            fat += struct.unpack(f"<{size // 4}I", sector(number))

    def chain(start: int, table: list[int]) -> Iterator[int]:
        seen = 0
        while start < _END_OF_CHAIN and seen <= len(table):
            yield start
            start, seen = table[start], seen + 1

    def stream(start: int) -> bytes:
        return b"".join(map(sector, chain(start, fat)))

    directory = stream(directory_start)
    entries = {}
    for at in range(0, len(directory) - 127, 128):
        length = struct.unpack_from("<H", directory, at + 64)[0]
        name = directory[at : at + max(0, length - 2)].decode("utf-16-le")
        entries[name] = (*struct.unpack_from("<I", directory, at + 116), *struct.unpack_from("<I", directory, at + 120))
    start, length = entries["Workbook"] if "Workbook" in entries else entries["Book"]
    if length >= _SMALL_STREAM:
        return stream(start)[:length]
    small = stream(entries["Root Entry"][0])
    small_fat = [item[0] for item in struct.iter_unpack("<I", stream(small_fat_start))]
    width = 1 << small_shift
    return b"".join(small[n * width : (n + 1) * width] for n in chain(start, small_fat))[:length]


def _records(stream: bytes, at: int = 0) -> Iterator[tuple[int, bytes]]:
    """Kind and content of every record from ``at`` on to the end of its substream; charts have substreams of their own."""
    depth = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<2H", stream, at)
        yield kind, stream[at + 4 : at + 4 + length]
        depth += (kind == _BOF) - (kind == _EOF)
        if depth <= 0:
            return
        at += 4 + length


def _sheets(stream: bytes) -> Iterator[Formats]:
    formats: dict[int, str] = dict(BUILTIN_FORMATS)
    styles: list[int] = []
    starts: list[int] = []
    for kind, content in _records(stream):
        if kind == _FORMAT:
            number, length, wide = struct.unpack_from("<2HB", content)
            text = content[5:]
            formats[number] = text[: 2 * length].decode("utf-16-le") if wide & 1 else text[:length].decode("latin-1")
        elif kind == _XF:
            styles.append(struct.unpack_from("<H", content, 2)[0])
        elif kind == _BOUND_SHEET:
            starts.append(struct.unpack_from("<I", content)[0])
    for start in starts:
        yield {place: formats.get(styles[style], "General") for place, style in _styled(stream, start)}


def _styled(stream: bytes, start: int) -> Iterator[tuple[tuple[int, int], int]]:
    """Place and style of every number cell of the sheet whose records begin at ``start``."""
    for kind, content in _records(stream, start):
        if kind in (_NUMBER, _RK, _FORMULA):
            row, column, style = struct.unpack_from("<3H", content)
            yield (row, column), style
        elif kind == _MUL_RK:
            row, first = struct.unpack_from("<2H", content)
            for offset in range((len(content) - 6) // 6):
                yield (row, first + offset), struct.unpack_from("<H", content, 4 + 6 * offset)[0]
