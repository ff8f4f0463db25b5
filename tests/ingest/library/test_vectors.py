"""Vectors in the library: never of two embeddings at once, and never more than a help."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from ingest.embeddings import OfflineEmbedding, TokenizedPassage, Vectors
from ingest.errors import EmbeddingError, LibraryError
from ingest.library import library as module
from ingest.library import passage_vectors
from ingest.library.library import Library
from ingest.library.vectors import VectorIndex, VectorRow
from ingest.library.words import WeightedTerm
from ingest.records import Scope
from tests.ingest.library.papers import CITY, REPORT, open_library

# --- the index by itself ---------------------------------------------------------------------------------------


def row(id: str, region: str = "云岭省", year: int | None = 2025) -> VectorRow:
    return VectorRow(
        passage_id=id, report_id=f"r{id[0]}", region=region, year=year, kind="work_report", text=f"第{id}段"
    )


@pytest.fixture
def index(tmp_path: Path) -> Iterator[VectorIndex]:
    index = VectorIndex(tmp_path / "chroma")
    rows = [row("a1"), row("a2", year=2024), row("b1", region="澜州市"), row("c1", region="", year=None)]
    index.add(rows, np.array([[1, 0, 0], [0.9, 0.1, 0], [0, 1, 0], [0, 0, 1]], dtype=np.float32))
    yield index
    index.close()


def test_the_nearest_come_first_with_their_cosine(index: VectorIndex) -> None:
    hits = index.search(np.array([1, 0, 0], dtype=np.float32), limit=2)
    assert [id for id, _ in hits] == ["a1", "a2"]
    assert [score for _, score in hits] == pytest.approx([1.0, 0.9 / np.hypot(0.9, 0.1)], abs=1e-5)


LIMITED = [
    ("a region", Scope(regions=("澜州市",)), {"b1"}),
    ("a year", Scope(years=(2024, 1999)), {"a2"}),
    ("a report and a region", Scope(report_ids=("ra", "rb"), regions=("云岭省",)), {"a1", "a2"}),
    ("a kind that nothing has", Scope(kinds=("plan",)), set()),
]


@pytest.mark.parametrize(("remark", "scope", "expected"), LIMITED, ids=[case[0] for case in LIMITED])
def test_a_scope_limits_the_search(index: VectorIndex, remark: str, scope: Scope, expected: set[str]) -> None:
    assert {id for id, _ in index.search(np.array([1, 1, 1], dtype=np.float32), scope=scope, limit=10)} == expected


def test_a_vector_of_zeros_is_near_to_nothing(index: VectorIndex) -> None:
    assert index.search(np.zeros(3, dtype=np.float32)) == ()
    assert index.search(np.ones(3, dtype=np.float32), limit=0) == ()


def test_adding_again_replaces_and_removing_removes(index: VectorIndex) -> None:
    index.add([row("b1")], np.array([[1, 0, 0]], dtype=np.float32))
    assert index.count() == 4
    index.remove_reports(["ra"])
    index.commit()
    assert index.passage_ids() == {"b1", "c1"}
    index.remove_all_but(["rb"])
    assert index.passage_ids() == {"b1"} and index.readable()
    assert [id for id, _ in index.search(np.array([1, 0, 0], dtype=np.float32))] == ["b1"]


def test_a_vector_of_another_size_is_a_library_error(index: VectorIndex) -> None:
    with pytest.raises(LibraryError, match="向量索引"):
        index.search(np.ones(4, dtype=np.float32))
    assert index.count() == 4, "and the index goes on"


def test_a_closed_index_makes_nothing_new(index: VectorIndex, tmp_path: Path) -> None:
    index.close()
    with pytest.raises(LibraryError, match="closed"):
        index.count()


# --- embeddings that change and fail ---------------------------------------------------------------------------


class Fake(OfflineEmbedding):
    """An embedding of another name, which fails while ``down``."""

    def __init__(self, name: str = "fake", dimension: int = 64) -> None:
        super().__init__(dimension)
        self.name, self.down = name, False

    def embed_query(self, text: str) -> list[float]:
        if self.down:
            raise EmbeddingError("服务不可用", "service down")
        return super().embed_query(text)

    def embed_passages(self, passages: list[TokenizedPassage]) -> Vectors:  # type: ignore[override]
        if self.down:
            raise EmbeddingError("服务不可用", "service down")
        return super().embed_passages(passages)


@pytest.fixture
def use(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[object]:
    """Open the library of one folder with the given embedding; the one before is closed."""
    opened: list[Library] = []

    def open_with(embedding: Fake) -> Library:
        for library in opened:
            library.close()
        monkeypatch.setattr(module, "embedding_for", lambda _: embedding)
        opened.append(open_library(tmp_path / "data"))
        return opened[-1]

    yield open_with
    opened[-1].close()


def words(library: Library) -> int:
    return len(library.search_words([WeightedTerm(token="水库")]))


def test_another_embedding_is_never_mixed_with_the_first(use) -> None:  # type: ignore[no-untyped-def]
    library = use(Fake("one"))
    library.add_bytes("报告.txt", REPORT.encode())
    library = use(Fake("two", 32))
    library.add_bytes("市.txt", CITY.encode())
    assert library.search_vectors("岚溪水库") == ()
    assert "“one”" in library.vectors_note and "“two”" in library.vectors_note
    assert "recomputed" in library.vectors_note_english
    assert words(library) == 1
    assert library.check().problems == (), "no damage"
    library.recompute_vectors()
    assert (library.vectors_note, len(library.search_vectors("岚溪水库"))) == ("", 6)
    assert library.check().problems == ()


def test_going_back_to_the_first_embedding_needs_nothing(use) -> None:  # type: ignore[no-untyped-def]
    library = use(Fake("one"))
    library.add_bytes("报告.txt", REPORT.encode())
    use(Fake("two")).add_bytes("市.txt", CITY.encode())
    library = use(Fake("one"))
    assert len(library.search_vectors("岚溪水库")) == 6, "what came meanwhile was caught up"
    assert library.check().problems == ()


def test_a_failing_embedding_costs_vectors_and_nothing_else(use) -> None:  # type: ignore[no-untyped-def]
    embedding = Fake()
    library = use(embedding)
    library.add_bytes("报告.txt", REPORT.encode())
    embedding.down = True
    assert library.add_bytes("市.txt", CITY.encode()).files[0].status == "added"
    assert (library.search_vectors("岚溪水库"), words(library)) == ((), 1)
    assert "服务不可用" in library.vectors_note and "service down" in library.vectors_note_english
    embedding.down = False
    again = use(embedding)
    assert again.vectors_note.startswith("有 1 份文件还没有向量")
    assert len(again.search_vectors("岚溪水库")) == 5
    assert again.check().problems == ("有 1 段还没有向量",)
    assert again.check(repair=True).repaired
    assert (again.vectors_note, len(again.search_vectors("岚溪水库"))) == ("", 6)


def test_a_failed_question_is_not_repeated_at_once(use, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    embedding = Fake()
    library = use(embedding)
    library.add_bytes("报告.txt", REPORT.encode())
    embedding.down = True
    assert library.search_vectors("水库") == ()
    embedding.down = False
    assert library.search_vectors("水库") == (), "left alone for a while"
    monkeypatch.setattr(passage_vectors, "RETRY_SECONDS", 0.0)
    assert len(library.search_vectors("水库")) == 5
    assert library.vectors_note == ""


def test_a_failing_service_does_not_cost_the_stored_vectors(use) -> None:  # type: ignore[no-untyped-def]
    library = use(Fake("one"))
    library.add_bytes("报告.txt", REPORT.encode())
    failing = Fake("two")
    failing.down = True
    with pytest.raises(EmbeddingError):
        use(failing).recompute_vectors()
    assert len(use(Fake("one")).search_vectors("水库")) == 5


def test_a_model_that_changed_its_size_is_noticed(use) -> None:  # type: ignore[no-untyped-def]
    use(Fake("one", 64)).add_bytes("报告.txt", REPORT.encode())
    library = use(Fake("one", 32))
    assert library.search_vectors("水库") == ()
    assert "32 维" in library.vectors_note and "64 维" in library.vectors_note
    assert library.add_bytes("市.txt", CITY.encode()).files[0].status == "added"
    library.recompute_vectors()
    assert len(library.search_vectors("水库")) == 6


# --- a Chroma server -------------------------------------------------------------------------------------------


@pytest.fixture
def server(tmp_path: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [str(Path(sys.executable).with_name("chroma")), "run", "--path", str(tmp_path / "server")]
    command += ["--host", "127.0.0.1", "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    url = f"http://127.0.0.1:{port}"
    try:
        for _ in range(100):
            try:
                urllib.request.urlopen(f"{url}/api/v2/heartbeat", timeout=1).close()
                break
            except OSError:
                time.sleep(0.1)
        yield url, process
    finally:
        process.kill()
        process.wait()


def test_two_machines_share_a_catalog_and_a_chroma_server(
    server: tuple[str, subprocess.Popen[bytes]], tmp_path: Path
) -> None:
    url, process = server
    shared = {"chroma_url": url, "database_url": f"sqlite:///{tmp_path / 'shared.db'}"}
    with open_library(tmp_path / "one", **shared) as one, open_library(tmp_path / "two", **shared) as two:
        (entry,) = one.add_bytes("报告.txt", REPORT.encode()).entries
        one.add_bytes("市.txt", CITY.encode())
        assert len(one.search_vectors("岚溪水库")) == len(two.search_vectors("岚溪水库")) == 6
        two.remove([entry.id])
        assert len(one.search_vectors("岚溪水库")) == 1
        assert (one.check().problems, two.check().problems) == ((), ())
        process.kill()
        process.wait()
        assert one.add_bytes("报告.txt", REPORT.encode()).files[0].status == "added"
        assert (one.search_vectors("岚溪水库"), words(one)) == ((), 1)
        assert url in one.vectors_note
