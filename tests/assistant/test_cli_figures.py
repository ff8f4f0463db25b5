"""`python -m assistant figures` over the sample library, and which tables it lists."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from assistant.cli import main
from assistant.figure_lists import figure_tables, table_of
from assistant.figure_records import FigureLookup
from ingest.library.library import Library
from ingest.records import Indicator
from ingest.settings import LibrarySettings
from tests.assistant.figure_library import MemoryLibrary, work_report


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli-figures")
    with Library.open(LibrarySettings(data_dir=folder)) as library:
        library.add_samples()
    return folder


def run(data_dir: Path, *arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, ["figures", *arguments], env={"ASSISTANT_DATA_DIR": str(data_dir)})
    return result.exit_code, result.stdout, result.stderr


def records(data_dir: Path, *arguments: str) -> list[dict[str, object]]:
    code, out, _ = run(data_dir, *arguments, "--json")
    assert code == 0
    found = json.loads(out)
    assert isinstance(found, list)
    return found


def test_json_without_an_indicator_is_every_record(data_dir: Path) -> None:
    with Library.open(LibrarySettings(data_dir=data_dir)) as library:
        held = library.indicators()
        found = records(data_dir)
        assert [row["id"] for row in found] == [item.id for item in held]
        fields = {field.name for field in dataclasses.fields(Indicator)}
        assert all(row.keys() == fields | {"title", "stated"} for row in found)
        for row in found:
            text = library.report(str(row["report_id"])).text
            assert text[row["start"] : row["end"]] == row["quote"]  # type: ignore[misc]


@pytest.mark.parametrize(
    ("arguments", "figures", "remark"),
    [
        (
            ("--indicator", "GDP", "--kind", "target", "--year", "2025"),
            [("澜州市", "6.5%左右"), ("云岭省", "5.5%左右")],
            "from high to low",
        ),
        (
            ("--indicator", "地区生产总值增速", "--kind", "result", "--year", "2024"),
            [("澜州市", "6.2%"), ("云岭省", "5.6%")],
            "a record's own name is that measure alone",
        ),
        (
            ("--indicator", "经济增长", "--kind", "target", "--year", "2025", "--region", "澜州"),
            [("澜州市", "6.5%左右")],
            "everyday words, and one region",
        ),
    ],
)
def test_an_indicator_is_listed_over_the_regions(
    data_dir: Path, arguments: tuple[str, ...], figures: list[tuple[str, str]], remark: str
) -> None:
    found = records(data_dir, *arguments)
    assert [(row["region"], row["value"]) for row in found] == figures, remark
    code, out, _ = run(data_dir, *arguments)
    assert code == 0 and all(region in out and value in out for region, value in figures), remark


def test_a_report_that_does_not_state_the_figure_is_a_row_too(data_dir: Path) -> None:
    found = records(data_dir, "--indicator", "粮食产量", "--kind", "target", "--year", "2025")
    silent = [row for row in found if not row["stated"]]
    assert len(found) == 2 and len(silent) == 1
    assert silent[0]["region"] == "澜州市" and silent[0]["value"] == "" and silent[0]["low"] is None
    assert silent[0].keys() == found[0].keys()
    _, out, _ = run(data_dir, "--indicator", "粮食产量", "--kind", "target", "--year", "2025")
    assert "未提出" in out and "2份报告：1份提出，1份未提出（澜州市）。" in out


def test_csv_is_what_excel_opens(data_dir: Path) -> None:
    arguments = ["figures", "--indicator", "GDP", "--csv"]
    result = CliRunner().invoke(main, arguments, env={"ASSISTANT_DATA_DIR": str(data_dir)})
    assert result.exit_code == 0 and result.stdout_bytes.startswith(b"\xef\xbb\xbf")
    heading, *rows = csv.reader(io.StringIO(result.stdout_bytes.decode("utf-8-sig"), newline=""))
    assert heading[0] == "地区" and len(rows) == len(records(data_dir, "--indicator", "GDP"))
    everything = CliRunner().invoke(main, ["figures", "--csv"], env={"ASSISTANT_DATA_DIR": str(data_dir)})
    assert len(everything.stdout.splitlines()) > len(rows) + 50


@pytest.mark.parametrize(
    ("arguments", "remark"),
    [
        (("--year", "1999"), "a year without a report"),
        (("--region", "贵州省"), "a region that there is, but not in this library"),
        (("--indicator", "GDP", "--year", "1999"), "the indicator in such a year"),
        (("--indicator", "海洋生产总值"), "an indicator that no report states"),
    ],
)
def test_nothing_found_is_no_failure(data_dir: Path, arguments: tuple[str, ...], remark: str) -> None:
    code, out, err = run(data_dir, *arguments)
    assert code == 0 and len(err.splitlines()) == 1 and "没有" in err, remark
    assert len(out.splitlines()) == 1, remark
    assert records(data_dir, *arguments) == [], remark
    assert len(run(data_dir, *arguments, "--csv")[1].splitlines()) == 1, remark


@pytest.mark.parametrize(
    ("arguments", "near", "remark"),
    [
        (("--indicator", "幸福产量"), "粮食产量", "half of it known"),
        (("--indicator", "XYZ"), "地区生产总值增速", "nothing is near: what there is"),
        (("--region", "烂州市"), "澜州市", "a wrong character that sounds right"),
    ],
)
def test_an_unknown_name_fails_with_the_nearest_known(
    data_dir: Path, arguments: tuple[str, ...], near: str, remark: str
) -> None:
    code, out, err = run(data_dir, *arguments)
    assert (code, out) == (1, ""), remark
    assert len(err.splitlines()) == 1 and arguments[1] in err and near in err, remark


@pytest.mark.parametrize("arguments", [("--json", "--csv"), ("--kind", "hope")])
def test_wrong_usage_ends_with_2(data_dir: Path, arguments: tuple[str, ...]) -> None:
    assert run(data_dir, *arguments)[0] == 2


# --- which tables there are --------------------------------------------------------------------------------------

TWO = MemoryLibrary(
    (
        work_report(
            "云岭省",
            2024,
            "全省地区生产总值达到1.8万亿元、增长5%。",
            "地区生产总值增长6%左右；城镇新增就业40万人。",
        ),
        work_report(
            "云岭省",
            2025,
            "全省地区生产总值达到1.9万亿元、增长5.5%。",
            "地区生产总值增长5.5%左右；城镇新增就业42万人。",
        ),
        work_report("岚山省", 2025, "全省地区生产总值增长4%。", "地区生产总值增长6%。"),
    )
)


def test_tables_come_newest_first_and_levels_never_stand_beside_growth() -> None:
    tables = figure_tables(FigureLookup(TWO), "GDP")
    seen = [(table.year, table.kind, table.name, len(table.stated), len(table.rows)) for table in tables]
    assert seen == [
        (2025, "target", "地区生产总值增速", 2, 2),
        (2024, "target", "地区生产总值增速", 1, 1),
        (2024, "result", "地区生产总值增速", 2, 2),
        (2024, "result", "地区生产总值", 1, 1),
        (2023, "result", "地区生产总值", 1, 1),
        (2023, "result", "地区生产总值增速", 1, 1),
    ]


@pytest.mark.parametrize(
    ("name", "text", "remark"),
    [
        ("地区生产总值", "1.9万亿元", "a concept's bare name is the amount"),
        ("地区生产总值增速", "5.5%", "with 增速 it is the growth"),
    ],
)
def test_a_record_name_is_one_measure(name: str, text: str, remark: str) -> None:
    table = table_of(FigureLookup(TWO), name, "result", 2024, regions=("云岭省",))
    assert table is not None and [row.text for row in table.rows] == [text], remark


def test_a_name_of_nothing_has_no_table() -> None:
    assert table_of(FigureLookup(TWO), "幸福感", "target", 2025) is None
    assert figure_tables(FigureLookup(TWO), "幸福感") == ()
