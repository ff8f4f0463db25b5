"""Files being added to the library in a thread of its own, so that clicks and page changes do not break it off."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ingest.errors import IngestError
from ingest.library.outcomes import FileOutcome, Progress

log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Upload:
    """A file as the browser sent it."""

    name: str
    data: bytes


@dataclass(frozen=True, kw_only=True)
class AddingState:
    """How far the files have come: ``share`` 0 to 1, ``seconds_left`` None while nothing can be said about it."""

    files_done: int
    files_total: int
    file: str
    passages_done: int
    passages_total: int
    share: float
    seconds_left: float | None


Add = Callable[[Upload, Callable[[Progress], None]], Sequence[FileOutcome]]


class AddingJob:
    """``uploads`` on their way into the library, one after another; a file that fails does not stop the others."""

    def __init__(self, uploads: Sequence[Upload], add: Add) -> None:
        self.uploads = tuple(uploads)
        self.outcomes: tuple[FileOutcome, ...] = ()
        self.finished = False
        self._add = add
        self._bytes = [max(1, len(upload.data)) for upload in self.uploads]
        self._began = time.monotonic()
        self._at = 0
        self._progress: Progress | None = None
        threading.Thread(target=self._run, name="adding", daemon=True).start()

    @property
    def state(self) -> AddingState:
        """The state at this moment; the time left is judged by the bytes that are done."""
        at, progress, total = self._at, self._progress, sum(self._bytes)
        within = progress.passages_done / progress.passages_total if progress and progress.passages_total else 0.0
        done = sum(self._bytes[:at]) + (self._bytes[at] * within if at < len(self._bytes) else 0)
        share = min(1.0, done / total) if total else 1.0
        elapsed = time.monotonic() - self._began
        return AddingState(
            files_done=at,
            files_total=len(self.uploads),
            file=self.uploads[at].name if at < len(self.uploads) else "",
            passages_done=progress.passages_done if progress else 0,
            passages_total=progress.passages_total if progress else 0,
            share=share,
            seconds_left=elapsed * (1 - share) / share if share > 0.05 and elapsed > 1 else None,
        )

    def _run(self) -> None:
        try:
            for upload in self.uploads:
                self._progress = None
                self.outcomes = (*self.outcomes, *self._outcomes(upload))
                self._at += 1
        finally:
            self.finished = True

    def _outcomes(self, upload: Upload) -> Sequence[FileOutcome]:
        try:
            return self._add(upload, self._take)
        except IngestError as error:
            return (_failure(upload.name, str(error), error.english),)
        except Exception as error:  # the last resort: the other files go on
            log.exception("%s could not be added", upload.name)
            name = type(error).__name__
            chinese = f"{upload.name}：处理时出错（{name}），详情见服务器日志"
            return (_failure(upload.name, chinese, f"{upload.name}: failed ({name}); the server's log has more"),)

    def _take(self, progress: Progress) -> None:
        self._progress = progress


def _failure(name: str, error: str, english: str) -> FileOutcome:
    return FileOutcome(name=name, status="failed", error=error, error_english=english)
