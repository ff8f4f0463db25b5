"""What survives: lost and damaged indexes, killed processes, a changed tokeniser or embedding."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.library import indexing
from ingest.library.generations import Generation
from ingest.library.indexing import Indexes
from ingest.library.library import Library
from ingest.library.vectors import VectorIndex
from ingest.library.words import WeightedTerm
from tests.ingest.library.papers import CITY, NOTICE, REPORT, open_library

ROOT = Path(__file__).parents[3]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The folder of a closed library that holds three papers."""
    with open_library(tmp_path / "data") as library:
        for name, text in (("报告", REPORT), ("分工", NOTICE), ("市", CITY)):
            library.add_bytes(f"{name}.txt", text.encode())
        library.search_vectors("水库")
    return tmp_path / "data"


def assert_whole(library: Library, papers: int = 3) -> None:
    assert len(library.entries()) == papers
    assert library.search_words([WeightedTerm(token="公路")])
    assert library.search_vectors("岚溪水库除险加固")
    assert library.check().problems == ()


def _write(pattern: str, data: bytes) -> Callable[[Path], None]:
    def damage(folder: Path) -> None:
        hit = [path for path in (folder / "index").rglob(pattern) if path.is_file()]
        assert hit, pattern
        for path in hit:
            path.write_bytes(data)

    return damage


def _delete(pattern: str) -> Callable[[Path], None]:
    def damage(folder: Path) -> None:
        hit = list((folder / "index").rglob(pattern))
        assert hit, pattern
        for path in hit:
            shutil.rmtree(path) if path.is_dir() else path.unlink()

    return damage


def _empty_chroma(folder: Path) -> None:
    """The vectors are gone and nothing says so: the tables are whole and empty."""
    (path,) = (folder / "index").rglob("chroma.sqlite3")
    with sqlite3.connect(path) as connection:
        connection.execute("DELETE FROM embeddings")
    connection.close()


DAMAGES: list[tuple[str, Callable[[Path], None]]] = [
    ("both indexes deleted", lambda folder: shutil.rmtree(folder / "index")),
    ("the word index deleted", lambda folder: shutil.rmtree(folder / "index" / "words")),
    ("the vector index deleted", lambda folder: shutil.rmtree(folder / "index" / "vectors")),
    ("Chroma's database overwritten", _write("chroma.sqlite3", b"nonsense " * 1000)),
    ("Chroma's database emptied", _write("chroma.sqlite3", b"")),
    ("Chroma's tables emptied", _empty_chroma),
    ("tantivy's list of segments overwritten", _write("meta.json", b"{}")),
    ("tantivy's list of segments deleted", _delete("meta.json")),
    ("a segment of tantivy deleted", _delete("*.store")),
    ("a segment of tantivy cut off", _write("*.idx", b"\x00" * 10)),
    ("the pointers deleted", _delete("CURRENT")),
    ("a pointer to nowhere", _write("CURRENT", b"g99")),
    ("the states deleted", _delete("state.json")),
    ("the states overwritten", _write("state.json", b"[]")),
    ("the states of another kind", _write("state.json", b'{"revision": 3, "nonsense": 1}')),
]


@pytest.mark.parametrize(("remark", "damage"), DAMAGES, ids=[case[0] for case in DAMAGES])
def test_a_damaged_index_is_built_anew_at_the_first_question(
    data: Path, remark: str, damage: Callable[[Path], None]
) -> None:
    damage(data)
    with open_library(data) as library:
        assert_whole(library)


@pytest.mark.parametrize(("remark", "damage"), DAMAGES[::4], ids=[case[0] for case in DAMAGES[::4]])
def test_a_damaged_index_is_built_anew_at_the_next_addition(
    data: Path, remark: str, damage: Callable[[Path], None]
) -> None:
    damage(data)
    with open_library(data) as library:
        library.add_bytes("后来.txt", CITY.replace("2024", "2023").encode())
        assert_whole(library, papers=4)


def test_a_check_names_what_is_wrong_and_repairs_it(data: Path) -> None:
    with open_library(data) as library:
        library._indexes.words.reader()[0].remove_report(library.entries()[0].id)  # type: ignore[union-attr]
        library._indexes.words.reader()[0].commit()  # type: ignore[union-attr]
        result = library.check()
        assert result.problems == ("字词索引与资料库不一致：缺 5 段，多 0 段",)
        assert result.english == ("the word index does not agree with the catalog: 5 passages missing, 0 too many",)
        assert not result.repaired
        assert library.check(repair=True).repaired
        assert_whole(library)


def test_a_check_finds_records_that_do_not_fit_the_text(data: Path) -> None:
    with sqlite3.connect(data / "catalog.sqlite") as connection:
        connection.execute("UPDATE passages SET text = '改动' WHERE first = (SELECT max(first) FROM passages)")
        connection.execute("DELETE FROM assignments WHERE ordinal = 1")
    connection.close()
    with open_library(data) as library:
        result = library.check(repair=True)
        assert not result.repaired
        assert [line.split("：")[1] for line in result.problems] == [
            "段落与原文不符，请重新加入文件 报告.txt",
            "任务与原文不符，请重新加入文件 分工.txt",
        ]


def test_another_tokeniser_means_another_word_index(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_library(data) as library:
        before = library._indexes.words.state()
    monkeypatch.setattr(indexing, "tokenizer_edition", lambda: "another")
    with open_library(data) as library:
        library.add_bytes("后来.txt", CITY.replace("2024", "2023").encode())
        assert library._indexes.words.state().built_with == "another" != before.built_with
        assert_whole(library, papers=4)


ADDING = """
import sys
from pathlib import Path
from tests.ingest.library.papers import CITY, REPORT, open_library
library = open_library(Path(sys.argv[1]))
print("ready", flush=True)
for year in range(1000, 3000):
    body = "".join(f"第{year}年第{i}条：新建改建农村公路若干公里，引进龙头企业若干家。\\n" for i in range(60))
    library.add_bytes("轮换.txt", f"work_report 云岭省 2000 轮换报告\\n# 一、总体\\n{body}".encode())
    library.add_bytes(f"{year}.txt", CITY.replace("2024", str(year)).encode())
"""


def test_a_process_killed_while_it_adds_leaves_the_library_whole(tmp_path: Path) -> None:
    """Files are added and replaced in turn; each kill falls at another moment. Chroma alone is lost by some of them."""
    data, committed = tmp_path / "data", 0
    for wait in (0.05, 0.21):
        process = subprocess.Popen(
            [sys.executable, "-c", ADDING, str(data)], stdout=subprocess.PIPE, cwd=ROOT, env=os.environ, text=True
        )
        assert process.stdout is not None and process.stdout.readline() == "ready\n"
        deadline = time.monotonic() + 30
        with open_library(data) as watching:  # kill only after the first addition, when Chroma is loaded
            before = watching.revision
            while watching.revision < before + 2 and time.monotonic() < deadline:
                time.sleep(0.02)
        time.sleep(wait)
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        with open_library(data) as library:
            assert_whole(library, papers=len(library.entries()))
            assert len(library.entries()) >= max(committed, 1), "what was committed stays"
            committed = len(library.entries())
            for entry in library.entries():
                assert len(library.passages(entry.id)) == entry.passages


class Killed(BaseException):
    """Ends the work at once, like a kill; nothing catches it."""


def die(*_: object, **__: object) -> None:
    raise Killed


def killed_adding(data: Path, monkeypatch: pytest.MonkeyPatch, owner: type, name: str) -> str:
    """Add a paper and die at the first call of ``owner.name``; the paper's id."""
    writer = open_library(data)
    with monkeypatch.context() as patched, pytest.raises(Killed):
        patched.setattr(owner, name, die)
        writer.add_bytes("后来.txt", CITY.replace("产业园", "港口群").encode())
    id = writer.entries()[-1].id
    writer.close()
    return id


def test_a_reader_catches_up_what_a_killed_writer_did_not_index(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    killed_adding(data, monkeypatch, Indexes, "update")
    with open_library(data) as reader:
        assert reader.search_words([WeightedTerm(token="港口")])
        assert_whole(reader, papers=4)


def test_chroma_is_not_trusted_after_its_writer_was_killed(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It may look whole and have lost vectors for good: it is built anew beside, from the stored vectors."""
    before = (data / "index" / "vectors" / "CURRENT").read_text()
    killed_adding(data, monkeypatch, VectorIndex, "add")
    with open_library(data) as library:
        assert_whole(library, papers=4)
    assert (data / "index" / "vectors" / "CURRENT").read_text() != before
    assert not (data / "index" / "vectors" / before).exists(), "the old one is cleared away"


def test_words_that_a_killed_writer_left_of_a_paper_that_is_gone_are_removed(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The writer died between tantivy's commit and its own note; then the paper was removed before anybody caught up."""
    id = killed_adding(data, monkeypatch, Generation, "finish_writing")
    with open_library(data) as library:
        library._catalog.remove_reports([id])
        assert library.search_words([WeightedTerm(token="港口")]) == ()
        assert_whole(library, papers=3)
