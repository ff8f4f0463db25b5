"""How far an addition has come and how long it will take: reading is paced by bytes, indexing by passages."""

from __future__ import annotations

import time
from collections.abc import Sequence

from ingest.library.outcomes import Progress, ProgressCallback

READING_SHARE = 0.5  # of the whole work, measured on the corpus; the rest is tokenising and indexing
QUIET_SECONDS = 0.5  # nothing is said about the rest before this


class Pace:
    """The progress of one addition, told to ``report`` at every step."""

    def __init__(self, *, sizes: Sequence[int], report: ProgressCallback | None) -> None:
        self._report = report
        self._files_total = len(sizes)
        self._bytes_total = max(sum(sizes), 1)
        self._files_done = 0
        self._bytes_done = 0
        self._passages_done = 0
        self._passages_total = 0
        self._indexed = 0
        self._file = ""
        self._started = time.monotonic()

    def start_file(self, name: str) -> None:
        self._file = name
        self._tell()

    def finish_file(self, size: int, passages: int, following: str) -> None:
        """One more file is read; ``following`` comes next."""
        self._file = following
        self._files_done += 1
        self._bytes_done += size
        self._passages_total += passages
        self._tell()

    def passages(self, done: int, total: int) -> None:
        """``done`` of ``total`` passages of the running index update are written."""
        self._passages_total = max(self._passages_total, self._indexed + total)
        self._passages_done = min(self._indexed + done, self._passages_total)
        if done >= total:
            self._indexed = self._passages_done
        self._tell()

    def finish(self) -> None:
        self._files_done, self._bytes_done = self._files_total, self._bytes_total
        self._passages_done = self._passages_total
        self._file = ""
        self._tell()

    def _tell(self) -> None:
        if self._report is not None:
            self._report(
                Progress(
                    files_done=self._files_done,
                    files_total=self._files_total,
                    file=self._file,
                    passages_done=self._passages_done,
                    passages_total=self._passages_total,
                    seconds_left=self._seconds_left(),
                )
            )

    def _seconds_left(self) -> float | None:
        elapsed = time.monotonic() - self._started
        read = self._bytes_done / self._bytes_total
        indexed = self._passages_done / self._passages_total if self._passages_total else 0.0
        share = READING_SHARE * read + (1 - READING_SHARE) * min(indexed, 1.0) * read
        if share >= 1.0:
            return 0.0
        return None if elapsed < QUIET_SECONDS or share <= 0 else elapsed * (1 - share) / share
