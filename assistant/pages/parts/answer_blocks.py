"""The layout of an answer's plain text: paragraphs, lists ("- "), pipe tables, and its markers [n].

Nothing else is read as mark-up: what a model or a document writes in Markdown or HTML stays text.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from html import escape
from itertools import groupby
from typing import Literal

BlockKind = Literal["paragraph", "list", "table"]

_ITEM = re.compile(r"^\s*[-•·]\s+")
_PIPE_ROW = re.compile(r"^\s*\|.*\|\s*$")
_RULE = re.compile(r"^\s*\|(?:\s*:?-{2,}:?\s*\|)+\s*$")
_MARKER = re.compile(r"\[(\d{1,3})\]")


@dataclass(frozen=True, kw_only=True)
class Run:
    """A piece of text, or (``marker`` > 0) the marker of that citation."""

    text: str
    marker: int = 0


@dataclass(frozen=True, kw_only=True)
class Block:
    """A paragraph (one row of one cell), a list (rows of one cell) or a table (its first row is the header)."""

    kind: BlockKind
    rows: tuple[tuple[tuple[Run, ...], ...], ...]


def answer_blocks(text: str, markers: Collection[int] = ()) -> tuple[Block, ...]:
    """The blocks of ``text``; [n] is a marker where ``n`` is one of ``markers`` and text elsewhere."""
    blocks: list[Block] = []
    for kind, group in groupby((line for line in text.splitlines() if line.strip()), key=_kind):
        lines = list(group)
        if kind == "table" and len(lines) > 1:
            cells = [_cells(line) for line in lines if not _RULE.match(line)]
            rows = tuple(tuple(_runs(cell, markers) for cell in row) for row in cells)
            blocks.append(Block(kind="table", rows=rows))
        elif kind == "list":
            rows = tuple((_runs(_ITEM.sub("", line), markers),) for line in lines)
            blocks.append(Block(kind="list", rows=rows))
        else:
            blocks.extend(Block(kind="paragraph", rows=((_runs(line.strip(), markers),),)) for line in lines)
    return tuple(blocks)


def blocks_html(blocks: tuple[Block, ...]) -> str:
    """The blocks as HTML with every sign of the text escaped; markers are shown, not clickable (while streaming)."""
    return f'<div class="answer">{"".join(_block_html(block) for block in blocks)}</div>'


def _kind(line: str) -> BlockKind:
    if _PIPE_ROW.match(line):
        return "table"
    return "list" if _ITEM.match(line) else "paragraph"


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def _runs(text: str, markers: Collection[int]) -> tuple[Run, ...]:
    return tuple(_found_runs(text, markers))


def _found_runs(text: str, markers: Collection[int]) -> Iterator[Run]:
    position = 0
    for match in _MARKER.finditer(text):
        number = int(match.group(1))
        if number not in markers:
            continue
        if match.start() > position:
            yield Run(text=text[position : match.start()])
        yield Run(text=match.group(), marker=number)
        position = match.end()
    if position < len(text):
        yield Run(text=text[position:])


def _runs_html(runs: tuple[Run, ...]) -> str:
    return "".join(f"<sup>{run.marker}</sup>" if run.marker else escape(run.text) for run in runs)


def _block_html(block: Block) -> str:
    if block.kind == "paragraph":
        return f"<p>{_runs_html(block.rows[0][0])}</p>"
    if block.kind == "list":
        return "<ul>" + "".join(f"<li>{_runs_html(row[0])}</li>" for row in block.rows) + "</ul>"
    rows = "".join("<tr>" + "".join(f"<td>{_runs_html(cell)}</td>" for cell in row) + "</tr>" for row in block.rows)
    return f"<table>{rows}</table>"
