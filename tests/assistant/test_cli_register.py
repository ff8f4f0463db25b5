"""`python -m assistant register` over the sample library."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from assistant.cli import main
from assistant.near_names import nearest
from ingest.library.library import Library
from ingest.records import Assignment
from ingest.settings import LibrarySettings
from ingest.terminal import width


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli-register")
    with Library.open(LibrarySettings(data_dir=folder)) as library:
        library.add_samples()
    return folder


@pytest.fixture(scope="module")
def empty_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cli-register-empty")


def run(data_dir: Path, *arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, ["register", *arguments], env={"ASSISTANT_DATA_DIR": str(data_dir)})
    return result.exit_code, result.stdout, result.stderr


def records(data_dir: Path, *arguments: str) -> list[dict[str, object]]:
    code, out, _ = run(data_dir, *arguments, "--json")
    assert code == 0
    found = json.loads(out)
    assert isinstance(found, list)
    return found


def test_json_is_an_array_of_assignments_with_their_notice(data_dir: Path) -> None:
    found = records(data_dir)
    assert len(found) > 50
    fields = {field.name for field in dataclasses.fields(Assignment)}
    assert all(row.keys() == fields | {"title", "region", "year"} for row in found)
    first = found[0]
    assert (first["region"], first["year"], first["task_number"], first["lead"]) == (
        "云岭省",
        2025,
        1,
        ["省发展改革委"],
    )
    with Library.open(LibrarySettings(data_dir=data_dir)) as library:
        for row in found:
            text = library.report(str(row["report_id"])).text
            assert text[row["start"] : row["end"]] == row["quote"]  # type: ignore[misc]


@pytest.mark.parametrize(
    ("arguments", "fits", "remark"),
    [
        (("--unit", "省数据局", "--role", "lead"), lambda row: "省数据局" in row["lead"], "by its full name"),
        (("--unit", "数据局", "--role", "lead"), lambda row: "省数据局" in row["lead"], "without 省"),
        (
            ("--unit", "发改委", "--role", "participant"),
            lambda row: "省发展改革委" in row["participants"],
            "its short name",
        ),
        (("--unit", "省财政厅"), lambda row: "省财政厅" in [*row["lead"], *row["participants"]], "in either part"),
        (("--role", "lead"), lambda row: row["lead"], "any unit: a lead is named"),
        (("--role", "participant"), lambda row: row["participants"], "any unit: participants are named"),
        (("--region", "云岭"), lambda row: row["region"] == "云岭省", "a region's short name"),
        (("--region", "Yunling"), lambda row: row["region"] == "云岭省", "in pinyin"),
        (("--year", "2025"), lambda row: row["year"] == 2025, "a year"),
        (
            ("--region", "云岭省", "--unit", "省商务厅", "--role", "lead"),
            lambda row: "省商务厅" in row["lead"],
            "several",
        ),
    ],
)
def test_filters_keep_all_that_fits_and_nothing_else(data_dir: Path, arguments: tuple[str, ...], fits, remark) -> None:  # type: ignore[no-untyped-def]
    everything, found = records(data_dir), records(data_dir, *arguments)
    assert found == [row for row in everything if fits(row)] != [], remark


def test_the_table_for_people_lines_up(data_dir: Path) -> None:
    code, out, _ = run(data_dir, "--unit", "省数据局", "--role", "lead")
    header, *lines = out.splitlines()
    assert code == 0 and len(lines) == len(records(data_dir, "--unit", "省数据局", "--role", "lead"))
    at = width(header[: header.index("牵头单位")])
    for line in lines:
        assert "省数据局" in line
        place = next(number for number in range(len(line)) if width(line[:number]) == at)
        assert line[place] == "省" and line[place - 1] == " "
    assert "责任领导" not in header, "a column without anything in it is left out"


def test_csv_is_what_excel_opens(data_dir: Path) -> None:
    result = CliRunner().invoke(main, ["register", "--csv"], env={"ASSISTANT_DATA_DIR": str(data_dir)})
    assert result.exit_code == 0 and result.stdout_bytes.startswith(b"\xef\xbb\xbf")
    heading, *rows = csv.reader(io.StringIO(result.stdout_bytes.decode("utf-8-sig"), newline=""))
    assert "牵头单位" in heading and len(rows) == len(records(data_dir))


@pytest.mark.parametrize(
    ("arguments", "remark"),
    [
        (("--region", "贵州省"), "a region that there is, but not in this library"),
        (("--year", "1999"), "a year without a notice"),
        (("--unit", "省气象局", "--role", "lead"), "a unit that leads nothing"),
        (("--unit", "省地震局"), "a unit that is known, but not to these notices"),
    ],
)
def test_nothing_found_is_no_failure(data_dir: Path, arguments: tuple[str, ...], remark: str) -> None:
    code, out, err = run(data_dir, *arguments)
    assert (code, err.strip()) == (0, "没有符合条件的任务"), remark
    assert out.startswith("地区") and len(out.splitlines()) == 1, remark
    assert records(data_dir, *arguments) == [], remark
    assert len(run(data_dir, *arguments, "--csv")[1].splitlines()) == 1, remark


@pytest.mark.parametrize(
    ("arguments", "near", "remark"),
    [
        (("--unit", "省树据局"), "省数据局", "a wrong character that sounds right"),
        (("--unit", "省工业信息厅"), "省工业和信息化厅", "words left out"),
        (("--region", "云领省"), "云岭省", "a wrong character"),
        (("--region", "不存在的地方"), "云岭省", "nothing is near: what there is"),
    ],
)
def test_an_unknown_name_fails_with_the_nearest_known(
    data_dir: Path, arguments: tuple[str, ...], near: str, remark: str
) -> None:
    code, out, err = run(data_dir, *arguments)
    assert (code, out) == (1, ""), remark
    assert len(err.splitlines()) == 1 and arguments[1] in err and near in err, remark


def test_an_empty_library_is_no_failure(empty_dir: Path) -> None:
    code, _, err = run(empty_dir)
    assert (code, err.strip()) == (0, "没有符合条件的任务")
    code, _, err = run(empty_dir, "--unit", "省树据局")
    assert code == 1 and "还没有单位" in err and len(err.splitlines()) == 1


@pytest.mark.parametrize("arguments", [("--json", "--csv"), ("--role", "boss"), ("--year", "two")])
def test_wrong_usage_ends_with_2(data_dir: Path, arguments: tuple[str, ...]) -> None:
    assert run(data_dir, *arguments)[0] == 2


@pytest.mark.parametrize(
    ("name", "known", "found", "remark"),
    [
        ("湖兰省", ("海南省", "湖南省", "河南省"), "湖南省", "l for n, and one sign the same"),
        ("Hunan", ("湖南省", "hunan province"), "hunan province", "letters of any case"),
        ("省财政听", ("省财政厅", "省政府办公厅"), "省财政厅", "one sign wrong"),
    ],
)
def test_the_nearest_name_comes_first(name: str, known: tuple[str, ...], found: str, remark: str) -> None:
    assert nearest(name, known)[0] == found, remark


def test_nothing_alike_gives_no_name() -> None:
    assert nearest("XYZ", ("省财政厅", "省数据局")) == () and nearest("省厅", ()) == ()
