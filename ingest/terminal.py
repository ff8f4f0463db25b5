"""What a terminal shows: tables in which wide characters line up, and one line of progress that rewrites itself."""

from __future__ import annotations

import sys
import time
import unicodedata
from collections.abc import Sequence
from types import TracebackType

import click

from ingest.library.outcomes import Progress

QUIET_SECONDS = 5.0  # between two lines of progress where they cannot be rewritten


def width(text: str) -> int:
    """The columns that the text takes: Chinese characters and full-width signs take two."""
    return sum(
        0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text
    )


def print_table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """The rows below their header (if any) in columns; the last column is not filled up."""
    lines = [header, *rows] if header else list(rows)
    widths = [max(width(line[column]) for line in lines) for column in range(len(lines[0]))] if lines else []
    for line in lines:
        cells = [cell + " " * (size - width(cell)) for cell, size in zip(line, widths, strict=True)]
        click.echo("  ".join(cells).rstrip())


class ProgressLine:
    """Progress on stderr: rewritten in place on a terminal, a line every few seconds elsewhere."""

    def __init__(self) -> None:
        self._terminal = sys.stderr.isatty()
        self._shown = ""
        self._last = time.monotonic()

    def __enter__(self) -> ProgressLine:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._wipe()

    def show(self, progress: Progress) -> None:
        """Say how far the work has come."""
        line = describe(progress)
        if self._terminal:
            self._wipe()
            click.echo(line, err=True, nl=False)
            self._shown = line
        elif time.monotonic() - self._last >= QUIET_SECONDS:
            self._last = time.monotonic()
            click.echo(line, err=True)

    def _wipe(self) -> None:
        if self._shown:
            click.echo("\r" + " " * width(self._shown) + "\r", err=True, nl=False)
            self._shown = ""


def describe(progress: Progress) -> str:
    """Files and passages done, the file at work and the seconds left, in one line."""
    line = f"文件 {progress.files_done}/{progress.files_total}"
    if progress.passages_total:
        line += f"，段落 {progress.passages_done}/{progress.passages_total}"
    if progress.seconds_left is not None and progress.seconds_left >= 1:
        line += f"，约剩 {progress.seconds_left:.0f} 秒"
    return line + (f"：{progress.file}" if progress.file else "")
