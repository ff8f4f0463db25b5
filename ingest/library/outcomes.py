"""What the library says about its work: outcome of each file, progress, result of a check."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from ingest.records import ReportEntry

FileStatus = Literal["added", "replaced", "unchanged", "failed"]


@dataclass(frozen=True, kw_only=True)
class FileOutcome:
    """What became of one file: its reports, or in one line why it failed (Chinese and English)."""

    name: str
    status: FileStatus
    entries: tuple[ReportEntry, ...] = ()
    error: str = ""
    error_english: str = ""


@dataclass(frozen=True, kw_only=True)
class AddResult:
    """The outcome of every file in order; ``skipped`` counts files in folders and archives of formats that are not read."""

    files: tuple[FileOutcome, ...]
    skipped: int = 0

    @property
    def failed(self) -> tuple[FileOutcome, ...]:
        """The files that could not be read."""
        return tuple(outcome for outcome in self.files if outcome.status == "failed")

    @property
    def entries(self) -> tuple[ReportEntry, ...]:
        """The reports of all files, also of the unchanged ones."""
        return tuple(entry for outcome in self.files for entry in outcome.entries)


@dataclass(frozen=True, kw_only=True)
class Progress:
    """How far adding has come; ``seconds_left`` None while nothing can be said about it."""

    files_done: int
    files_total: int
    file: str
    passages_done: int
    passages_total: int
    seconds_left: float | None = None


ProgressCallback = Callable[[Progress], None]


@dataclass(frozen=True, kw_only=True)
class CheckResult:
    """What a check found, a line each in Chinese (``english`` the same in English); ``repaired`` tells that all of it was mended."""

    problems: tuple[str, ...]
    repaired: bool = False
    english: tuple[str, ...] = ()
