"""What is read from a damaged notice: values only."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.extract.brackets import Evidence


@dataclass(frozen=True, kw_only=True)
class Span:
    start: int
    end: int


@dataclass(frozen=True, kw_only=True)
class DamagedTask:
    """One task of a damaged notice: what of its words and of its assignment survived.

    ``partial`` tells that the words' beginning is lost.
    """

    number: int
    text: Span | None
    evidence: Evidence | None
    path: tuple[str, ...]
    partial: bool = False
    conflict: bool = False


@dataclass(frozen=True, kw_only=True)
class DamagedNotice:
    """What a damaged notice still states: its tasks, those wholly lost, the copies' disagreements, the cuts to make."""

    tasks: tuple[DamagedTask, ...]
    wholly_lost: tuple[int, ...]
    conflicts: tuple[int, ...]
    borders: tuple[int, ...]


def trimmed_span(text: str, start: int, end: int) -> Span:
    """The span without white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start=start, end=end)
