"""Where a derived index lies on disk: numbered generation folders, one of them current.

An index is never mended in place. A new generation is built beside the old one and becomes current when the file
CURRENT is replaced, which is one step for every reader. Beside the index lie two small files: what it holds, and what
was being written; the latter is found by the next process after one was killed in mid-write.
"""

from __future__ import annotations

import json
import os
import shutil
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path

from ingest.errors import LibraryError

CURRENT = "CURRENT"
STATE = "state.json"
IN_FLIGHT = "writing.json"
ATTEMPTS = 20  # at replacing a file that somebody reads …
WAIT_SECONDS = 0.05  # … after so long each


@dataclass(frozen=True, kw_only=True)
class IndexState:
    """What an index holds: for each report the catalog revision that it was indexed at, how many passages in all, and
    what it was built with."""

    revision: int = 0
    built_with: str = ""
    passages: int = 0
    reports: dict[str, int] = field(default_factory=dict)


class Generation:
    """One generation folder of an index."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def data(self) -> Path:
        """The folder of the index itself."""
        return self.folder / "data"

    def state(self) -> IndexState:
        """What the index holds at least; nothing where the file is missing or cannot be read."""
        try:
            values = json.loads((self.folder / STATE).read_text(encoding="utf-8"))
            return IndexState(**values)
        except (OSError, ValueError, TypeError):
            return IndexState()

    def stamp(self) -> tuple[str, int, int]:
        """Changes whenever the state is written, so that a reader sees that it must reopen."""
        try:
            found = (self.folder / STATE).stat()
        except OSError:
            return (self.folder.name, 0, 0)
        return (self.folder.name, found.st_mtime_ns, found.st_ino)

    def start_writing(self, report_ids: set[str]) -> None:
        """Note which reports are about to be written or removed."""
        _replace(self.folder / IN_FLIGHT, json.dumps(sorted(report_ids)))

    def in_flight(self) -> frozenset[str] | None:
        """The reports that a writer had begun and not finished; None where nothing was left unfinished."""
        try:
            return frozenset(json.loads((self.folder / IN_FLIGHT).read_text(encoding="utf-8")))
        except FileNotFoundError:
            return None
        except (OSError, ValueError, TypeError):
            return frozenset()

    def finish_writing(self, state: IndexState) -> None:
        """Note what the index holds now."""
        _replace(self.folder / STATE, json.dumps(asdict(state)))
        (self.folder / IN_FLIGHT).unlink(missing_ok=True)


class Generations:
    """The generation folders of one index."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def current(self) -> Generation | None:
        """The generation that is in use, if there is one."""
        try:
            name = (self._folder / CURRENT).read_text(encoding="utf-8").strip()
        except OSError:
            return None
        folder = self._folder / name
        return Generation(folder) if name and folder.is_dir() else None

    def start(self) -> Generation:
        """A new empty generation, not yet in use."""
        number = max(self._numbers(), default=0) + 1
        generation = Generation(self._folder / f"g{number}")
        try:
            generation.data.mkdir(parents=True)
        except OSError as error:
            raise _unwritable(generation.folder, error) from error
        return generation

    def promote(self, generation: Generation) -> None:
        """Put the generation in use and clear away older ones (those still open elsewhere go at the next time)."""
        _replace(self._folder / CURRENT, generation.folder.name)
        for number in self._numbers():
            folder = self._folder / f"g{number}"
            if folder != generation.folder:
                shutil.rmtree(folder, ignore_errors=True)

    def _numbers(self) -> list[int]:
        if not self._folder.is_dir():
            return []
        names = [path.name for path in self._folder.iterdir() if path.is_dir()]
        return [int(name[1:]) for name in names if name[:1] == "g" and name[1:].isdigit()]


def _replace(path: Path, text: str) -> None:
    """Write a whole file in one step: a reader sees the old text or the new one."""
    beside = path.with_name(path.name + ".new")
    try:
        with beside.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        _put_in_place(beside, path)
    except OSError as error:
        raise _unwritable(path, error) from error


def _put_in_place(beside: Path, path: Path) -> None:
    for _ in range(ATTEMPTS):
        try:
            beside.replace(path)
            return
        except PermissionError:  # on Windows, while another process is reading the old file
            time.sleep(WAIT_SECONDS)
    beside.replace(path)


def _unwritable(path: Path, error: OSError) -> LibraryError:
    reason = error.strerror or type(error).__name__
    return LibraryError(f"无法写入 {path}：{reason}", f"{path} cannot be written: {reason}")
