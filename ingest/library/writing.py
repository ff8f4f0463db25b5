"""One writer at a time: a lock on the library's folder, over threads and processes."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from ingest.errors import LibraryLockedError

PATIENCE_SECONDS = 5.0


class WriterLock:
    """Held by the one thread of the one process that may write. A thread waits for another thread of its own process as
    long as that takes, and for another process only a few seconds. The system frees the lock of a process that dies."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._thread = threading.RLock()
        self._process = FileLock(folder / "write.lock", thread_local=False)
        self._owner = 0

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the lock, or raise LibraryLockedError. A thread that holds it may take it again."""
        with self._thread:
            try:
                self._process.acquire(timeout=PATIENCE_SECONDS)
            except Timeout as error:
                raise LibraryLockedError(
                    f"资料库 {self._folder} 正在被另一个程序写入：请等它完成后再试",
                    f"library {self._folder} is being written by another process: try again when it is done",
                ) from error
            before, self._owner = self._owner, threading.get_ident()
            try:
                yield
            finally:
                self._owner = before
                self._process.release()

    def mine(self) -> bool:
        """Whether this very thread holds the lock."""
        return self._owner == threading.get_ident()

    @contextmanager
    def held_if_free(self) -> Iterator[bool]:
        """Hold the lock if nobody does, this thread included; tells whether it is held. Never waits."""
        held = self._take()
        try:
            yield held
        finally:
            if held:
                self._owner = 0
                self._process.release()
                self._thread.release()

    def _take(self) -> bool:
        if self.mine() or not self._thread.acquire(blocking=False):
            return False
        try:
            self._process.acquire(timeout=0)
        except Timeout:
            self._thread.release()
            return False
        self._owner = threading.get_ident()
        return True
