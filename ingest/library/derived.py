"""An index that is derived from the catalog: opened, caught up, and built anew where it cannot be used."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from ingest.errors import LibraryError
from ingest.library.generations import Generation, Generations, IndexState

log = logging.getLogger(__name__)


class Index(Protocol):
    """What the word index and the vector index have in common."""

    def remove_reports(self, report_ids: Iterable[str]) -> None: ...
    def commit(self) -> None: ...
    def count(self) -> int: ...
    def reload(self) -> None: ...
    def close(self) -> None: ...


AnIndex = TypeVar("AnIndex", bound=Index)


@dataclass(frozen=True, kw_only=True)
class Work(Generic[AnIndex]):
    """What must be written to an index so that it agrees with the catalog."""

    generation: Generation
    index: AnIndex
    new: bool
    kept: dict[str, int]
    to_add: frozenset[str]
    to_remove: frozenset[str]

    @property
    def empty(self) -> bool:
        return not (self.new or self.to_add or self.to_remove)


class DerivedIndex(Generic[AnIndex]):
    """The generations of one index and the one that is open.

    ``built_with`` names what the index depends on besides the catalog (tokeniser, embedding): an index built with
    something else is built anew. ``survives_kill`` tells whether the store can be trusted after its writer was killed,
    ``shared`` that other machines write to the same store (on a server), so that its size says nothing.
    """

    def __init__(
        self,
        folder: Path,
        *,
        open_index: Callable[[Path], AnIndex],
        built_with: Callable[[], str],
        survives_kill: bool,
        shared: bool = False,
    ) -> None:
        self._generations = Generations(folder)
        self._open_index = open_index
        self._built_with = built_with
        self._survives_kill = survives_kill
        self._shared = shared
        self._lock = threading.RLock()
        self._index: AnIndex | None = None
        self._stamp: tuple[str, int, int] | None = None
        self._state = IndexState()
        self._known: tuple[tuple[str, int, int], IndexState] | None = None  # the last state read, while it is the same

    def reader(self) -> tuple[AnIndex | None, IndexState]:
        """The index as it was last finished by any process, opened anew where it has changed; None before the first."""
        with self._lock:
            generation = self._generations.current()
            if generation is None or not self.state().built_with:
                return None, IndexState()
            stamp = generation.stamp()
            if self._index is None or stamp != self._stamp:
                self._use(generation, stamp)
            return self._index, self._state

    def begin(self, present: dict[str, int]) -> Work[AnIndex]:
        """What there is to write, where ``present`` tells what the catalog holds. The caller holds the writer's lock."""
        generation = self._generations.current()
        if generation is not None:
            work = self._continue(generation, present)
            if work is not None:
                return work
        return self.begin_anew(present)

    def begin_anew(self, present: dict[str, int]) -> Work[AnIndex]:
        """The work of building the whole index beside the one in use."""
        generation = self._generations.start()
        index = self._open_index(generation.data)
        generation.start_writing(set(present))
        return Work(
            generation=generation,
            index=index,
            new=True,
            kept={},
            to_add=frozenset(present),
            to_remove=frozenset(),
        )

    def finish(self, work: Work[AnIndex], *, revision: int, written: dict[str, int]) -> None:
        """Commit the work: the index now holds what was kept and what was ``written``."""
        work.index.commit()
        state = IndexState(
            revision=revision,
            built_with=self._built_with(),
            passages=work.index.count(),
            reports={**work.kept, **written},
        )
        with self._lock:
            work.generation.finish_writing(state)
            if work.new:
                self._generations.promote(work.generation)
                old, self._index = self._index, work.index
                if old is not None:
                    old.close()
            self._stamp, self._state = work.generation.stamp(), state

    def state(self) -> IndexState:
        """What the index in use holds, without opening it."""
        generation = self._generations.current()
        if generation is None:
            return IndexState()
        stamp = generation.stamp()
        if self._known is None or self._known[0] != stamp:
            self._known = (stamp, generation.state())
        return self._known[1]

    def close(self) -> None:
        with self._lock:
            if self._index is not None:
                self._index.close()
            self._index, self._stamp = None, None

    def _use(self, generation: Generation, stamp: tuple[str, int, int]) -> None:
        """Open the generation, or see what is new in it. Raises LibraryError where it does not hold what it should."""
        same_folder = self._stamp is not None and self._stamp[0] == stamp[0]
        if self._index is not None and same_folder:
            self._index.reload()
        else:
            if self._index is not None:
                self._index.close()
            self._index = self._open_index(generation.data)
        state, count = generation.state(), self._index.count()
        settled = generation.in_flight() is None and generation.state() == state
        if count != state.passages and settled and not self._shared:
            self.close()
            raise LibraryError(
                f"索引 {generation.folder} 应有 {state.passages} 段，实有 {count} 段",
                f"index {generation.folder} should hold {state.passages} passages, it holds {count}",
            )
        self._stamp, self._state = stamp, state

    def _continue(self, generation: Generation, present: dict[str, int]) -> Work[AnIndex] | None:
        """The work on the generation in use; None where it must be built anew."""
        state, in_flight = generation.state(), generation.in_flight()
        if state.built_with != self._built_with():
            return None
        if in_flight is not None and not self._survives_kill:
            log.warning("the writer of %s was killed while it wrote: the index is built anew", generation.folder)
            return None
        unsure = in_flight or frozenset()
        kept = {id: at for id, at in state.reports.items() if present.get(id) == at and id not in unsure}
        stale = frozenset(set(state.reports) | unsure) - set(kept)
        try:
            with self._lock:
                if self._index is None or self._stamp != generation.stamp():
                    self._use(generation, generation.stamp())
                index = self._index
                assert index is not None
                index.count()
        except LibraryError as error:
            log.warning("%s cannot be opened, the index is built anew: %s", generation.folder, error)
            return None
        work = Work(
            generation=generation,
            index=index,
            new=False,
            kept=kept,
            to_add=frozenset(present) - set(kept),
            to_remove=stale,
        )
        if not work.empty:
            generation.start_writing(set(work.to_add | work.to_remove))
            index.remove_reports(work.to_remove)
        return work
