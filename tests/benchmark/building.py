"""python -m tests.benchmark.building: how long a library of the real papers takes to build, beside jieba alone.

jieba alone means `jieba.cut_for_search` over the same text. Both have the dictionary loaded; all else that a first
addition needs (parsers, Chroma, the database) is within the time.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest import tokens
from ingest.library.catalog import Catalog
from ingest.library.library import Library
from ingest.library.vectors import VectorIndex
from ingest.library.words import WordIndex
from ingest.settings import LibrarySettings
from tests.corpus import corpus_files

LIMIT = 6.0


@dataclass(frozen=True, kw_only=True)
class Building:
    """Seconds of jieba alone and of the whole building, of its stages, and what came of it."""

    jieba: float
    total: float
    stages: dict[str, float]
    characters: int
    reports: int
    passages: int
    megabytes: float

    @property
    def ratio(self) -> float:
        return self.total / self.jieba


def measure(paths: Sequence[Path], folder: Path) -> Building:
    """Build a library of the papers in ``folder`` and time it."""
    import jieba

    texts = [path.read_text(encoding="utf-8") for path in paths]
    jieba.setLogLevel("ERROR")
    jieba.initialize()
    tokens.warm_up()
    jieba_alone = seconds(lambda: [list(jieba.cut_for_search(text)) for text in texts])
    with timed_stages() as stages, Library.open(LibrarySettings(data_dir=folder)) as library:
        total = seconds(lambda: library.add(paths))
        entries = library.entries()
    return Building(
        jieba=jieba_alone,
        total=total,
        stages={**stages, "the rest": total - sum(stages.values())},
        characters=sum(len(text) for text in texts),
        reports=len(entries),
        passages=sum(entry.passages for entry in entries),
        megabytes=sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6,
    )


def seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


@contextmanager
def timed_stages() -> Iterator[dict[str, float]]:
    """The seconds spent in each stage while this is open."""
    import ingest.reading
    from ingest.library import aligning, batches, library, passage_vectors

    stages: dict[str, float] = {}
    places: list[tuple[str, Any, str]] = [
        ("reading and extraction", ingest.reading, "read_reports"),
        ("catalog", Catalog, "commit_file"),
        ("alignment", library, aligning.bring_alignments_up_to_date.__name__),
        ("tokens", batches.Tokenizer, "_cut"),
        ("vectors", passage_vectors.PassageVectors, "of_passages"),
        ("Chroma", VectorIndex, "add"),
        ("Chroma", VectorIndex, "commit"),
        ("word index", WordIndex, "add"),
        ("word index", WordIndex, "commit"),
    ]
    plain = [(owner, name, getattr(owner, name)) for _, owner, name in places]
    for stage, owner, name in places:
        setattr(owner, name, _timed(getattr(owner, name), stage, stages))
    try:
        yield stages
    finally:
        for owner, name, function in plain:
            setattr(owner, name, function)


def _timed(function: Callable[..., Any], stage: str, stages: dict[str, float]) -> Callable[..., Any]:
    def run(*args: Any, **kwargs: Any) -> Any:
        started = time.perf_counter()
        try:
            return function(*args, **kwargs)
        finally:
            stages[stage] = stages.get(stage, 0.0) + time.perf_counter() - started

    return run


def main() -> None:
    paths = corpus_files()
    if not paths:
        print("the real papers (../shared/corpus) are not here: nothing to measure")
        return
    with tempfile.TemporaryDirectory() as folder:
        building = measure(paths, Path(folder))
    print(f"{building.characters} characters, {building.reports} reports, {building.passages} passages")
    print(f"jieba.cut_for_search alone  {building.jieba:6.2f} s")
    print(
        f"library built               {building.total:6.2f} s   {building.ratio:.2f} times jieba alone (limit {LIMIT:.0f})"
    )
    for stage, spent in building.stages.items():
        print(f"  {stage:<25} {spent:6.2f} s   {spent / building.jieba:.2f}")
    print(f"on disk                     {building.megabytes:6.1f} MB")


if __name__ == "__main__":
    main()
