"""The library as a whole: what goes in, what is said about it, what comes out."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

from ingest.errors import LibraryError, LibraryLockedError, UnknownReportError
from ingest.library import library as module
from ingest.library.library import Library
from ingest.library.outcomes import Progress
from ingest.library.tables import metadata
from ingest.library.words import WeightedTerm
from ingest.library.writing import WriterLock
from ingest.records import Scope
from tests.ingest.library.papers import CITY, NOTICE, REPORT, open_library, paper
from tests.ingest.library.test_inputs import archive

LATER = CITY.replace("澜州市2024", "澜州市2025").replace(" 2024 ", " 2025 ")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with open_library(tmp_path / "data") as library:
        yield library


def files(folder: Path, **texts: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def titles(library: Library) -> list[str]:
    return [entry.title for entry in library.entries()]


def statuses(library: Library, *paths: Path) -> list[str]:
    return [outcome.status for outcome in library.add(paths).files]


def found(library: Library, token: str, **scope: tuple[str, ...]) -> list[str]:
    hits = library.search_words([WeightedTerm(token=token)], scope=Scope(**scope))  # type: ignore[arg-type]
    return [passage.text for passage in library.passages_by_id([id for id, _ in hits])]


# --- adding ----------------------------------------------------------------------------------------------------


def test_what_was_added_comes_out_as_it_went_in(library: Library, tmp_path: Path) -> None:
    library.add([files(tmp_path / "in", report=REPORT)])
    expected = paper(REPORT, name="report.txt")
    (entry,) = library.entries()
    assert library.report(entry.id) == expected.report
    assert library.passages(entry.id) == expected.passages
    assert library.indicators() == expected.indicators
    assert (entry.passages, entry.indicators, entry.assignments) == (5, 2, 0)
    assert (entry.characters, entry.source, entry.notes) == (
        len(expected.report.text),
        expected.report.source,
        ("按手工搭建",),
    )


def test_the_same_folder_again_changes_nothing(library: Library, tmp_path: Path) -> None:
    folder = files(tmp_path / "in", a=REPORT, b=NOTICE, c=CITY + "====\n" + LATER)
    assert statuses(library, folder) == ["added"] * 3
    before, entries = library.revision, library.entries()
    assert statuses(library, folder) == ["unchanged"] * 3
    assert (library.revision, library.entries()) == (before, entries)


def test_a_file_with_many_papers_gives_an_entry_each(library: Library) -> None:
    result = library.add_bytes("合集.txt", (CITY + "====\n" + LATER + "====\n" + REPORT).encode())
    assert [entry.source.ordinal for entry in result.entries] == [1, 2, 3]


REPLACED = [
    ("the same place, another text", "a", REPORT, "a", REPORT.replace("八百", "九百"), "replaced", 1),
    ("the same place, another paper", "a", REPORT, "a", CITY, "replaced", 1),
    ("another name, another version", "a", REPORT, "b", REPORT.replace("八百", "九百"), "added", 2),
    ("another name, the same bytes", "a", REPORT, "b", REPORT, "unchanged", 1),
]


@pytest.mark.parametrize(
    ("remark", "name", "text", "second", "second_text", "status", "left"), REPLACED, ids=[c[0] for c in REPLACED]
)
def test_what_replaces_what(
    library: Library,
    tmp_path: Path,
    remark: str,
    name: str,
    text: str,
    second: str,
    second_text: str,
    status: str,
    left: int,
) -> None:
    library.add([files(tmp_path / "in", **{name: text}) / f"{name}.txt"])
    files(tmp_path / "in", **{second: second_text})
    assert statuses(library, tmp_path / "in" / f"{second}.txt") == [status]
    assert len(library.entries()) == left
    assert found(library, "八百") == [] if status == "replaced" else True


UPLOADS = [
    ("a new version of the paper", REPORT.replace("八百", "九百"), "replaced", 1),
    ("another year's paper under the same name", REPORT.replace(" 2025 ", " 2024 "), "added", 2),
    ("another region's paper under the same name", CITY, "added", 2),
    ("a paper without region, of the same title", REPORT.replace("云岭省 2025", "- -", 1), "added", 2),
]


@pytest.mark.parametrize(("remark", "text", "status", "left"), UPLOADS, ids=[case[0] for case in UPLOADS])
def test_an_upload_replaces_only_its_own_older_version(
    library: Library, remark: str, text: str, status: str, left: int
) -> None:
    """Many offices call every paper 政府工作报告.txt: the name alone must not cost a paper."""
    library.add_bytes("政府工作报告.txt", REPORT.encode())
    (outcome,) = library.add_bytes("政府工作报告.txt", text.encode()).files
    assert (outcome.status, len(library.entries())) == (status, left)


def test_two_versions_of_one_name_in_one_addition_are_both_kept(library: Library, tmp_path: Path) -> None:
    paths = [files(tmp_path / place, 报告=text) for place, text in (("甲", REPORT), ("乙", REPORT + "补充一句。\n"))]
    assert statuses(library, *paths) == ["added", "added"]
    assert statuses(library, *paths) == ["unchanged", "unchanged"]


def test_a_removed_paper_comes_back_when_its_file_is_added_again(library: Library, tmp_path: Path) -> None:
    folder = files(tmp_path / "in", 合集=CITY + "====\n" + REPORT)
    library.add([folder])
    library.remove([library.entries()[0].id])
    assert titles(library) == ["云岭省2025年政府工作报告"]
    assert statuses(library, folder) == ["replaced"]
    assert len(library.entries()) == 2


def test_one_bad_file_is_named_and_the_rest_goes_on(library: Library, tmp_path: Path) -> None:
    folder = files(tmp_path / "in", a=REPORT, b="damaged", c="bug", d="", e=CITY)
    result = library.add([folder, tmp_path / "没有", tmp_path / "in" / "a.txt"])
    said = [(outcome.name.rsplit("/", 1)[-1], outcome.status, outcome.error) for outcome in result.files]
    assert said == [
        ("a.txt", "added", ""),
        ("b.txt", "failed", "b.txt：文件已损坏"),
        ("c.txt", "failed", "c.txt：读取时出错（IndexError）"),
        ("d.txt", "failed", "d.txt：没有可读取的文字"),
        ("e.txt", "added", ""),
        ("没有", "failed", f"{tmp_path / '没有'}：路径不存在"),
        ("a.txt", "unchanged", ""),
    ]
    assert all(outcome.error_english.isascii() or outcome.name == "没有" for outcome in result.failed[:3])
    assert titles(library) == ["云岭省2025年政府工作报告", "澜州市2024年政府工作报告"]


def test_an_uploaded_archive_is_taken_apart(library: Library) -> None:
    data = archive({"省/报告.txt": REPORT.encode(), "市/坏.txt": b"damaged", "图.png": b""})
    result = library.add_bytes("资料.zip", data)
    assert [(outcome.name, outcome.status) for outcome in result.files] == [
        ("市/坏.txt", "failed"),
        ("省/报告.txt", "added"),
    ]
    assert result.skipped == 1


def test_progress_is_told_from_start_to_end(library: Library, tmp_path: Path) -> None:
    told: list[Progress] = []
    library.add([files(tmp_path / "in", a=REPORT, b=CITY)], progress=told.append)
    assert (told[0].files_done, told[0].files_total, told[0].file) == (0, 2, "a.txt")
    assert [step.files_done for step in told] == sorted(step.files_done for step in told)
    assert [step.passages_done for step in told] == sorted(step.passages_done for step in told)
    last = told[-1]
    assert (last.files_done, last.passages_done, last.passages_total, last.seconds_left) == (2, 6, 6, 0.0)


def test_a_question_within_the_progress_of_an_addition_does_not_disturb_it(library: Library, tmp_path: Path) -> None:
    for name, text in (("a", REPORT), ("b", CITY)):
        library.add([files(tmp_path / name, **{name: text})], progress=lambda _: found(library, "水库") and None)
    assert library._indexes.words.reader()[0].count() == 6  # type: ignore[union-attr]
    assert library.check().problems == ()


def test_a_long_addition_becomes_searchable_on_the_way(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "INDEX_EVERY", 1)
    seen: list[list[str]] = []
    folder = files(tmp_path / "in", a=REPORT, b=CITY)
    library.add([folder], progress=lambda step: seen.append(found(library, "水库")) if step.files_done == 2 else None)
    assert seen[0] == ["全省粮食产量稳中有增，岚溪水库除险加固全部完成。"]


# --- looking and removing --------------------------------------------------------------------------------------


def test_removing_takes_a_paper_out_everywhere(library: Library, tmp_path: Path) -> None:
    library.add([files(tmp_path / "in", a=REPORT, b=CITY)])
    first, second = library.entries()
    passages = [passage.id for passage in library.passages(first.id)]
    assert library.remove([first.id]) == 1
    assert library.entries() == (second,)
    assert (found(library, "水库"), library.indicators(), library.passages_by_id(passages)) == ([], (), ())
    assert all(id.startswith(second.id) for id, _ in library.search_vectors("岚溪水库除险加固"))
    assert library.check().problems == ()


def test_an_unknown_paper_is_an_error_and_nothing_is_removed(library: Library, tmp_path: Path) -> None:
    library.add([files(tmp_path / "in", a=REPORT)])
    (entry,) = library.entries()
    for call in (library.report, library.passages, library.entry):
        with pytest.raises(UnknownReportError, match="没有编号为 xyz"):
            call("xyz")
    with pytest.raises(UnknownReportError):
        library.remove([entry.id, "xyz"])
    assert library.entries() == (entry,)


def test_passages_come_in_the_order_asked_and_missing_ones_are_left_out(library: Library, tmp_path: Path) -> None:
    library.add([files(tmp_path / "in", a=REPORT)])
    ids = [passage.id for passage in library.passages(library.entries()[0].id)]
    asked = [ids[2], "no such id", ids[0], ids[2]]
    assert [passage.id for passage in library.passages_by_id(asked)] == [ids[2], ids[0], ids[2]]
    assert library.passages_by_id([]) == ()


def test_an_empty_library_answers_with_nothing(library: Library) -> None:
    assert (library.entries(), library.assignments(), library.indicators(), library.revision) == ((), (), (), 0)
    assert (found(library, "水库"), library.search_vectors("水库"), library.vectors_note) == ([], (), "")
    assert library.check().problems == ()


SCOPES: list[tuple[str, Scope, list[str]]] = [
    ("no limit", Scope(), ["云岭省", "澜州市"]),
    ("a region", Scope(regions=("澜州市",)), ["澜州市"]),
    ("a year", Scope(years=(2025,)), ["云岭省"]),
    ("a kind", Scope(kinds=("work_report",)), ["云岭省", "澜州市"]),
    ("a kind and a year", Scope(kinds=("division_notice",), years=(2025,)), ["云岭省"]),
    ("nothing there", Scope(years=(1999,)), []),
]


@pytest.mark.parametrize(("remark", "scope", "regions"), SCOPES, ids=[case[0] for case in SCOPES])
def test_both_searches_keep_to_the_scope(
    library: Library, tmp_path: Path, remark: str, scope: Scope, regions: list[str]
) -> None:
    library.add([files(tmp_path / "in", a=REPORT, b=CITY, c=NOTICE)])
    region = {
        passage: entry.region for entry in library.entries() for passage in (p.id for p in library.passages(entry.id))
    }
    words = library.search_words([WeightedTerm(token=token) for token in ("公路", "产业", "基地")], scope=scope)
    vectors = library.search_vectors("农村公路和数字产业", scope=scope, limit=20)
    assert sorted({region[id] for id, _ in words}) == regions
    assert sorted({region[id] for id, _ in vectors}) == regions


def test_the_nearest_passage_comes_first(library: Library, tmp_path: Path) -> None:
    library.add([files(tmp_path / "in", a=REPORT, b=CITY)])
    hits = library.search_vectors("老工业区的数字产业园引进了几家龙头企业", limit=3)
    assert "数字产业园" in library.passages_by_id([hits[0][0]])[0].text
    assert [score for _, score in hits] == sorted((score for _, score in hits), reverse=True)
    assert 0.2 < hits[0][1] <= 1.0


# --- tasks and the work reports that they carry out ------------------------------------------------------------


def test_a_work_report_added_later_is_linked_and_removed_is_unlinked(library: Library) -> None:
    library.add_bytes("分工.txt", NOTICE.encode())
    assert [task.carries_out for task in library.assignments()] == [None, None]
    library.add_bytes("市.txt", CITY.encode())
    assert [task.carries_out for task in library.assignments()] == [None, None], "another region's"
    (report,) = library.add_bytes("报告.txt", REPORT.encode()).entries
    links = [task.carries_out for task in library.assignments()]
    text = library.report(report.id).text
    assert all(link is not None and text[link.start : link.end] == link.quote for link in links)
    library.remove([report.id])
    assert [task.carries_out for task in library.assignments()] == [None, None]


def test_a_replaced_work_report_is_linked_anew(library: Library) -> None:
    library.add_bytes("分工.txt", NOTICE.encode())
    library.add_bytes("报告.txt", REPORT.encode())
    (report,) = library.add_bytes("报告.txt", REPORT.replace("八百公里", "九百公里").encode()).entries
    first, second = library.assignments()
    assert first.carries_out is None, "its words are there no more"
    assert second.carries_out is not None and second.carries_out.report_id == report.id


def test_a_bug_in_the_linking_costs_the_links_alone(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    def bug(*_: object) -> None:
        raise IndexError

    monkeypatch.setattr(library, "_align", bug)
    library.add_bytes("分工.txt", NOTICE.encode())
    assert library.add_bytes("报告.txt", REPORT.encode()).files[0].status == "added"
    assert [task.carries_out for task in library.assignments()] == [None, None]
    assert len(found(library, "水库")) == 1


# --- samples ---------------------------------------------------------------------------------------------------


@pytest.fixture
def samples(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = files(tmp_path / "samples", a=REPORT, b=CITY)
    monkeypatch.setattr(module, "SAMPLES", folder)
    return folder


def test_samples_come_into_an_empty_library_once(library: Library, samples: Path) -> None:
    assert library.ensure_samples() is not None
    assert [entry.sample for entry in library.entries()] == [True, True]
    assert library.ensure_samples() is None
    assert library.remove_samples() == 2
    assert library.ensure_samples() is None, "the user removed them"
    library.add_samples()
    assert len(library.entries()) == 2, "and asked for them again"


def test_samples_that_an_older_program_read_are_read_anew(
    library: Library, samples: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.ensure_samples()
    files(samples, a=REPORT.replace("八百", "九百"))
    for place in ("library", "adding"):
        monkeypatch.setattr(f"ingest.library.{place}.reader_edition", lambda: "newer")
    result = library.ensure_samples()
    assert result is not None and [outcome.status for outcome in result.files] == ["replaced", "unchanged"]
    assert library.ensure_samples() is None
    assert (len(library.entries()), found(library, "八百")) == (2, [])


def test_samples_removed_one_by_one_stay_away(library: Library, samples: Path) -> None:
    library.ensure_samples()
    for entry in library.entries():
        library.remove([entry.id])
    assert library.ensure_samples() is None


def test_samples_stay_out_of_a_library_that_holds_papers(library: Library, samples: Path) -> None:
    library.add_bytes("分工.txt", NOTICE.encode())
    assert library.ensure_samples() is None
    library.add_samples()
    assert [entry.sample for entry in library.entries()] == [False, True, True]
    assert library.remove_samples() == 2
    assert titles(library) == ["云岭省2025年重点工作分工方案"]


# --- several at once -------------------------------------------------------------------------------------------


def test_another_writer_is_a_clear_error(library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.library.writing.PATIENCE_SECONDS", 0.1)
    with WriterLock(tmp_path / "data").held(), pytest.raises(LibraryLockedError, match="正在被另一个程序写入"):
        library.add_bytes("报告.txt", REPORT.encode())
    assert library.add_bytes("报告.txt", REPORT.encode()).files[0].status == "added"


def test_another_open_library_sees_what_was_added_and_removed(library: Library, tmp_path: Path) -> None:
    with open_library(tmp_path / "data") as other:
        assert (titles(other), found(other, "水库"), other.search_vectors("水库")) == ([], [], ())
        (entry,) = library.add_bytes("报告.txt", REPORT.encode()).entries
        assert (len(titles(other)), len(found(other, "水库"))) == (1, 1)
        assert len(other.search_vectors("岚溪水库")) == 5
        library.add_bytes("市.txt", CITY.encode())
        assert len(other.search_vectors("岚溪水库")) == 6
        library.remove([entry.id])
        assert (len(titles(other)), found(other, "水库"), len(other.search_vectors("岚溪水库"))) == (1, [], 1)


def test_what_another_process_adds_and_removes_is_seen(library: Library, tmp_path: Path) -> None:
    """In a process of its own: within one, Chroma and tantivy share what they have loaded."""
    script = """
import sys
from pathlib import Path
from tests.ingest.library.papers import CITY, open_library
with open_library(Path(sys.argv[1])) as library:
    library.remove([library.entries()[0].id])
    library.add_bytes("市.txt", CITY.encode())
"""
    library.add_bytes("报告.txt", REPORT.encode())
    assert (len(found(library, "水库")), len(library.search_vectors("岚溪水库"))) == (1, 5)
    subprocess.run([sys.executable, "-c", script, str(tmp_path / "data")], check=True, cwd=Path(__file__).parents[3])
    assert (found(library, "水库"), len(found(library, "产业园"))) == ([], 1)
    hits = library.search_vectors("岚溪水库")
    assert [passage.report_id for passage in library.passages_by_id([id for id, _ in hits])] == [
        library.entries()[0].id
    ]
    assert len(hits) == 1


def test_a_question_waits_for_the_first_index(library: Library) -> None:
    """While the first papers are being indexed, finding nothing would be a wrong answer."""
    indexing, asked = threading.Event(), threading.Event()

    def told(step: Progress) -> None:
        if step.passages_done and not asked.is_set():
            indexing.set()
            asked.wait(5)

    adding = threading.Thread(target=lambda: library.add_bytes("报告.txt", REPORT.encode(), progress=told))
    adding.start()
    indexing.wait(5)
    threading.Timer(0.2, asked.set).start()
    assert found(library, "水库") == ["全省粮食产量稳中有增，岚溪水库除险加固全部完成。"]
    assert asked.is_set()
    adding.join()


def test_questions_go_on_while_papers_are_added(library: Library) -> None:
    library.add_bytes("报告.txt", REPORT.encode())
    wrong: list[object] = []
    stop = threading.Event()

    def ask() -> None:
        try:
            while not stop.is_set():
                assert found(library, "水库")
                assert library.search_vectors("岚溪水库", limit=3)
                assert library.report(library.entries()[0].id)
        except BaseException as error:
            wrong.append(error)

    def upload(year: int) -> None:
        text = CITY.replace("2024", str(year))
        wrong.extend(o for o in library.add_bytes(f"{year}.txt", text.encode()).files if o.status != "added")

    askers = [threading.Thread(target=ask) for _ in range(3)]
    uploads = [threading.Thread(target=upload, args=(year,)) for year in range(2010, 2018)]
    for thread in askers + uploads:
        thread.start()
    for thread in uploads:
        thread.join()
    stop.set()
    for thread in askers:
        thread.join()
    assert wrong == []
    assert (len(library.entries()), library.check().problems) == (9, ())


# --- the folder ------------------------------------------------------------------------------------------------


def test_a_data_folder_that_cannot_be_made_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(LibraryError, match="ASSISTANT_DATA_DIR"):
        open_library(tmp_path / "file" / "data")


def test_a_catalog_of_another_format_is_a_clear_error(tmp_path: Path, library: Library) -> None:
    library._catalog.set_value("format", "0")
    with pytest.raises(LibraryError, match="由另一版本的程序建立"):
        open_library(tmp_path / "data")


def test_a_catalog_that_is_no_database_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "catalog.sqlite").write_text("这不是数据库" * 100)
    with pytest.raises(LibraryError, match=r"catalog\.sqlite 无法使用"):
        open_library(tmp_path)


DATABASES = [
    ("no such driver", "nosuch://host/db", "ASSISTANT_DATABASE_URL"),
    ("no address", "not an address", "ASSISTANT_DATABASE_URL"),
]


@pytest.mark.parametrize(("remark", "url", "said"), DATABASES, ids=[case[0] for case in DATABASES])
def test_a_database_address_that_cannot_be_used_is_a_clear_error(
    tmp_path: Path, remark: str, url: str, said: str
) -> None:
    with pytest.raises(LibraryError, match=said):
        open_library(tmp_path, database_url=url)


def test_the_tables_are_sql_that_postgresql_knows() -> None:
    for table in metadata.sorted_tables:
        assert str(CreateTable(table).compile(dialect=postgresql.dialect())).strip().startswith("CREATE TABLE")


def test_a_full_disk_is_a_clear_error(library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched, pytest.raises(LibraryError, match="No space left"):
        patched.setattr("ingest.library.generations.os.fsync", full)
        library.add_bytes("报告.txt", REPORT.encode())
    assert len(found(library, "水库")) == 1, "what was committed is caught up later"
    assert library.check(repair=True).repaired, "the vectors, which rest after a failure"


def test_the_catalog_may_stand_in_another_database(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'shared.db'}"
    with (
        open_library(tmp_path / "one", database_url=url) as one,
        open_library(tmp_path / "two", database_url=url) as two,
    ):
        one.add_bytes("报告.txt", REPORT.encode())
        assert len(found(two, "水库")) == 1, "two machines, each with its own indexes"
        assert len(two.search_vectors("岚溪水库")) == 5
    assert not (tmp_path / "one" / "catalog.sqlite").exists()


def test_opening_is_fast_and_leaves_chroma_alone(tmp_path: Path, library: Library) -> None:
    library.add_bytes("报告.txt", REPORT.encode())
    script = (
        "import sys; from pathlib import Path; from tests.ingest.library.papers import open_library\n"
        f"library = open_library(Path({str(tmp_path / 'data')!r})); library.entries(); library.assignments()\n"
        "assert 'chromadb' not in sys.modules and 'langchain_openai' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", script], check=True, cwd=Path(__file__).parents[3])
    started = time.perf_counter()
    with open_library(tmp_path / "data") as again:
        assert len(again.entries()) == 1
    assert time.perf_counter() - started < 0.3
