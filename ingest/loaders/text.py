"""A plain text or Markdown file as blocks: its non-empty lines, with the whole text kept character for character."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.errors import UnreadableFileError
from ingest.loaders.encoding import decode, is_text
from ingest.loaders.header_labels import looks_like_header
from ingest.records import Block, LoadedFile

_HEADING = re.compile(r"(#{1,6})\s+\S")
_PIPE_ROW = re.compile(r"\|.*\||[^|]+\|[^|]")
_PIPE_RULE = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?")
_PIPE = re.compile(r"(?<!\\)\|")


def load_text(name: str, data: bytes, media_type: str = "text/plain") -> LoadedFile:
    """The file's lines as blocks and its whole text with line ends as "\\n"; nothing else is changed.

    Raises UnreadableFileError for bytes that are no text and for text without a visible character.
    """
    decoded = decode(data)
    if not is_text(decoded):
        raise UnreadableFileError(
            name,
            "内容不是文字（可能是改了扩展名的其他文件），请用原来的程序另存为文本、DOCX 或 PDF",
            "the content is no text (perhaps another kind of file renamed); save it as text, DOCX or PDF",
        )
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise UnreadableFileError(name, "文件里只有空白，没有文字", "the file holds white space only, no text")
    notes = (decoded.note,) if decoded.note else ()
    return LoadedFile(name=name, media_type=media_type, blocks=_blocks(text), text=text, notes=notes)


def _blocks(text: str) -> tuple[Block, ...]:
    """One block a non-empty line; the text of each stands so in the file."""
    lines = [line.strip() for line in text.split("\n")]
    blocks: list[Block] = []
    table, at = 0, 0
    while at < len(lines):
        rows = _pipe_table(lines, at)
        if rows:
            table += 1
            blocks += _table_blocks(lines[at : at + rows], table)
            at += rows
            continue
        if lines[at]:
            heading = _HEADING.match(lines[at])
            blocks.append(
                Block(text=lines[at], kind="heading", level=len(heading[1])) if heading else Block(text=lines[at])
            )
        at += 1
    return tuple(blocks)


def _pipe_table(lines: Sequence[str], at: int) -> int:
    """How many lines the Markdown table that starts at ``at`` has; 0 where none starts."""
    if at + 1 >= len(lines) or not _PIPE_ROW.match(lines[at]) or not _PIPE_RULE.fullmatch(lines[at + 1]):
        return 0
    if len(_cells(lines[at])) != len(_cells(lines[at + 1])):
        return 0
    end = at + 2
    while end < len(lines) and _PIPE_ROW.match(lines[end]):
        end += 1
    return end - at


def _table_blocks(lines: Sequence[str], table: int) -> list[Block]:
    """The rows of a Markdown table, all as wide as its first; a repeated header is dropped, as is the dashed rule."""
    header = _cells(lines[0])
    blocks = [_row(lines[0], header, table, header=any(header))]
    for line in lines[2:]:
        cells = (_cells(line) + ("",) * len(header))[: len(header)]
        if _PIPE_RULE.fullmatch(line) or (cells == header and looks_like_header(header)):
            continue
        blocks.append(_row(line, cells, table))
    return blocks


def _row(line: str, cells: tuple[str, ...], table: int, *, header: bool = False) -> Block:
    return Block(text=line, kind="row", table=table, cells=cells, carried=(False,) * len(cells), header=header)


def _cells(line: str) -> tuple[str, ...]:
    """The cells of a pipe row, each as it stands between the pipes."""
    inner = line.removeprefix("|")
    inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
    return tuple(cell.strip() for cell in _PIPE.split(inner))
