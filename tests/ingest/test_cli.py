"""``python -m ingest``: what it prints, where, and its exit codes; with the real reader."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from ingest import cli
from ingest.embeddings import OfflineEmbedding
from ingest.library.outcomes import Progress
from ingest.library.writing import WriterLock
from ingest.terminal import ProgressLine, describe, print_table, width
from tests.corpus import CORPUS, needs_corpus

ROOT = Path(__file__).parents[2]
REPORT = """云岭省政府工作报告
——2025年1月15日在云岭省第十三届人民代表大会第三次会议上
省长 林远山

各位代表：
现在，我代表省人民政府，向大会报告工作，请予审议。

一、2024年工作回顾
过去一年，全省地区生产总值增长5.8%，粮食总产量达到1200万吨。

二、2025年工作安排
今年发展的主要预期目标是：地区生产总值增长6%左右，城镇新增就业30万人以上。
（一）加快交通建设。新建改建农村公路800公里。
（二）实施云岭种业振兴行动，建设三个制种基地。
"""

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command on a library in a folder of its own."""
    monkeypatch.setenv("ASSISTANT_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)

    def run(*arguments: object) -> Result:
        return CliRunner().invoke(cli.main, [str(argument) for argument in arguments])

    return run


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "报告" / "云岭省2025.txt"
    path.parent.mkdir()
    path.write_text(REPORT, encoding="utf-8")
    return path


def rows(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_adding_says_a_line_a_report_and_the_second_time_that_nothing_changed(run: Run, report: Path) -> None:
    first, second = run("add", report.parent), run("add", report.parent)
    line, total = first.stdout.splitlines()
    assert line.startswith("新增 ")
    assert "云岭省政府工作报告（政府工作报告，云岭省，2025年，2025-01-15，省长 林远山）" in line
    assert total == "共 1 个文件：新增 1，替换 0，未变 0，失败 0；加入报告 1 份"
    assert second.stdout.splitlines()[0].startswith("未变 ")
    assert second.stdout.splitlines()[1] == "共 1 个文件：新增 0，替换 0，未变 1，失败 0；资料库没有变化"
    assert (first.exit_code, second.exit_code) == (0, 0)


def test_json_is_an_object_a_line_with_the_records_fields(run: Run, report: Path) -> None:
    (added,) = rows(run("add", report, "--json"))
    (listed,) = rows(run("list", "--json"))
    assert (added["file"], added["status"]) == ("云岭省2025.txt", "added")
    assert {key: added[key] for key in listed} == listed
    assert (listed["region"], listed["year"], listed["kind"], listed["source"]["ordinal"]) == (
        "云岭省",
        2025,
        "work_report",
        1,
    )


FAILURES: list[tuple[str, str, bytes, str]] = [
    ("an empty file", "空.txt", b"", "空.txt："),
    ("an image renamed", "图.pdf", b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "图.pdf："),
    ("no bytes in a docx", "空.docx", b"", "空.docx："),
    ("a format that is not read", "程序.exe", b"MZ" + b"\x00" * 99, "程序.exe："),
    ("a zip that is none", "资料.zip", b"nonsense", "不是完整的 zip 压缩包"),
]


@pytest.mark.parametrize(("remark", "name", "data", "said"), FAILURES, ids=[case[0] for case in FAILURES])
def test_what_cannot_be_read_is_one_line_and_exit_code_1(
    run: Run, report: Path, tmp_path: Path, remark: str, name: str, data: bytes, said: str
) -> None:
    (tmp_path / name).write_bytes(data)
    result = run("add", tmp_path / name, report)
    assert result.exit_code == 1
    (error,) = [line for line in result.stderr.splitlines() if line.startswith("错误：")]
    assert said in error and "Traceback" not in result.output
    assert "新增 1，替换 0，未变 0，失败 1" in result.stdout, "the rest goes on"
    assert run("check").exit_code == 0


def test_missing_paths_and_folders_with_nothing_to_read(run: Run, tmp_path: Path) -> None:
    (tmp_path / "空文件夹").mkdir()
    result = run("add", tmp_path / "空文件夹", tmp_path / "没有", "--json")
    assert result.exit_code == 1
    folder, missing = rows(result)
    assert (folder["status"], missing["status"]) == ("failed", "failed")
    assert "no file in this folder can be read" in folder["error_english"]
    assert "no such file or folder" in missing["error_english"]
    assert "文件夹中没有可读取的文件" in result.stderr and "路径不存在" in result.stderr


def test_wrong_usage_is_exit_code_2(run: Run) -> None:
    for arguments in (["add"], ["show"], ["nosuch"], ["list", "--nosuch"]):
        result = run(*arguments)
        assert (result.exit_code, "Usage:" in result.stderr) == (2, True), arguments


def test_a_list_lines_up_over_wide_characters(run: Run, report: Path) -> None:
    run("add", report)
    header, line = run("list").stdout.splitlines()
    assert width(header[: header.index("标题")]) == width(line[: line.index("云岭省政府工作报告")])
    assert run("remove", rows(run("list", "--json"))[0]["id"]).exit_code == 0
    empty = run("list")
    assert (empty.exit_code, empty.stdout) == (0, "") and "资料库是空的" in empty.stderr


def test_show_tells_each_part(run: Run, report: Path) -> None:
    id = rows(run("add", report, "--json"))[0]["id"]
    short = id[:4]
    assert "省长 林远山" in run("show", short).stdout
    assert "二、2025年工作安排" in run("show", short, "--outline").stdout.splitlines()
    assert "今年发展的主要预期目标是" in run("show", short, "--text").stdout
    indicators = rows(run("show", short, "--indicators", "--json"))
    assert {(row["name"], row["kind"], row["value"]) for row in indicators} >= {
        ("地区生产总值增速", "target", "6%左右")
    }
    text = json.loads(run("show", short, "--text", "--json").stdout)["text"]
    assert all(text[row["start"] : row["end"]] == row["quote"] for row in indicators)
    assert "6%左右" in run("show", short, "--indicators").stdout
    assert run("show", short, "--assignments").exit_code == 0
    assert json.loads(run("show", short, "--json").stdout)["id"] == id


def test_tasks_are_shown_with_their_units(run: Run) -> None:
    run("add", ROOT / "ingest" / "samples")
    (notice,) = [row for row in rows(run("list", "--json")) if row["kind"] == "division_notice"]
    shown = run("show", notice["id"], "--assignments").stdout
    tasks = rows(run("show", notice["id"], "--assignments", "--json"))
    led = next(task for task in tasks if task["lead"] and task["participants"])
    assert f"牵头：{'、'.join(led['lead'])}；参加：{'、'.join(led['participants'])}" in shown
    assert any(task["carries_out"] for task in tasks)


def test_an_id_may_be_shortened_while_it_is_clear(run: Run, report: Path, tmp_path: Path) -> None:
    for number in range(18):
        (report.parent / f"{number}.txt").write_text(
            REPORT.replace("2025年1月", f"20{10 + number}年1月"), encoding="utf-8"
        )
    ids = [row["id"] for row in rows(run("add", report.parent, "--json")) if row["status"] == "added"]
    doubled = next(start for start in {id[0] for id in ids} if sum(id.startswith(start) for id in ids) > 1)
    assert f"编号“{doubled}”不够明确" in run("show", doubled).stderr
    missing = run("show", "zzz")
    assert (missing.exit_code, missing.stderr) == (
        1,
        "错误：没有编号以“zzz”开头的报告：用 python -m ingest list 查看全部编号\n",
    )
    assert run("remove", ids[0], "zzz").exit_code == 1
    assert len(rows(run("list", "--json"))) == len(ids) == 18, "nothing is removed where one id is wrong"
    assert run("remove", ids[0][:8], ids[1]).stdout.count("已移除") == 2


def test_read_needs_no_library_and_gives_all_records(run: Run, report: Path, tmp_path: Path) -> None:
    (row,) = rows(run("read", report, "--json"))
    assert {"id", "title", "text", "sections", "passages", "assignments", "indicators", "source", "notes"} <= set(row)
    assert all(row["text"][p["start"] : p["end"]] == p["text"] for p in row["passages"])
    assert "云岭省政府工作报告" in run("read", report).stdout
    assert run("read", report, tmp_path / "没有").exit_code == 1
    assert not (tmp_path / "data").exists()


def test_check_says_what_is_wrong_and_repairs(run: Run, report: Path, tmp_path: Path) -> None:
    run("add", report)
    assert run("check").stdout == "1 份报告完好，索引一致\n"
    for path in (tmp_path / "data" / "index" / "words").rglob("*.store"):
        path.write_bytes(b"")
    broken = run("check")
    assert (broken.exit_code, broken.stdout) == (1, "")
    assert "字词索引无法打开" in broken.stderr and "--repair" in broken.stderr
    assert run("check", "--repair").stdout == "已修复，1 份报告完好\n"
    assert run("check").exit_code == 0


def test_another_embedding_is_said_and_a_repair_computes_anew(
    run: Run, report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("add", report)
    monkeypatch.setattr("ingest.library.library.embedding_for", lambda _: OfflineEmbedding(64))
    said = run("check")
    assert (said.exit_code, "“offline-hash-64-v1”不同" in said.stderr) == (0, True)
    assert run("check", "--repair").exit_code == 0
    assert run("check").stderr == ""


def test_an_embedding_that_fails_is_one_line(run: Run, report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("add", report)
    monkeypatch.setenv("ASSISTANT_EMBEDDING_MODEL", "bge-m3")
    monkeypatch.setenv("ASSISTANT_EMBEDDING_BASE_URL", "http://127.0.0.1:9/v1")
    result = run("check", "--repair")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("错误：向量模型 bge-m3 无法使用：") and result.stderr.count("\n") == 1


def test_another_writer_is_one_line(run: Run, report: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.library.writing.PATIENCE_SECONDS", 0.1)
    run("list")
    with WriterLock(tmp_path / "data").held():
        result = run("add", report)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "错误：资料库 " + str(tmp_path / "data") + " 正在被另一个程序写入：请等它完成后再试\n"


def test_a_wrong_setting_is_one_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_CHROMA_URL", "somewhere")
    result = run("list")
    assert (result.exit_code, result.stdout) == (1, "") and "ASSISTANT_CHROMA_URL" in result.stderr


def test_every_command_gives_an_example_that_it_understands() -> None:
    for name, command in cli.main.commands.items():
        lines = (command.help or "").split("例：")[1].splitlines()
        examples = [line.split("python -m ingest ")[1].split() for line in lines if "python -m ingest " in line]
        assert examples, name
        for first, *arguments in examples:
            assert first == name
            command.make_context(name, list(arguments))


def test_output_is_utf_8_whatever_the_console_says(report: Path, tmp_path: Path) -> None:
    environment = {"PYTHONIOENCODING": "cp1252", "ASSISTANT_DATA_DIR": str(tmp_path / "data"), "PATH": ""}
    command = [sys.executable, "-m", "ingest", "read", str(report)]
    result = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=True)
    assert "云岭省" in result.stdout.decode("utf-8")


# --- the terminal ----------------------------------------------------------------------------------------------

WIDTHS = [("云岭", 4), ("GDP", 3), ("６％", 4), ("（一）", 6), ("", 0), ("e\u0301", 1)]


@pytest.mark.parametrize(("text", "columns"), WIDTHS)
def test_width_counts_columns(text: str, columns: int) -> None:
    assert width(text) == columns


def test_a_table_without_rows_is_its_header(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(("编号", "标题"), [])
    print_table((), [])
    assert capsys.readouterr().out == "编号  标题\n"


PROGRESS = [
    (Progress(files_done=0, files_total=3, file="a.txt", passages_done=0, passages_total=0), "文件 0/3：a.txt"),
    (
        Progress(files_done=3, files_total=3, file="", passages_done=5, passages_total=9, seconds_left=7.6),
        "文件 3/3，段落 5/9，约剩 8 秒",
    ),
]


@pytest.mark.parametrize(("progress", "line"), PROGRESS, ids=["reading", "indexing"])
def test_progress_is_one_line(progress: Progress, line: str) -> None:
    assert describe(progress) == line


def test_progress_rewrites_itself_on_a_terminal_alone(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    step = PROGRESS[0][0]
    with ProgressLine() as quiet:
        quiet.show(step)
    assert capsys.readouterr().err == "", "a short work in a log is silent"
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(click, "echo", lambda text, err, nl: print(text, end="", file=sys.stderr))
    with ProgressLine() as shown:
        shown.show(step)
        shown.show(step)
    blank = "\r" + " " * width("文件 0/3：a.txt") + "\r"
    assert capsys.readouterr().err == f"文件 0/3：a.txt{blank}文件 0/3：a.txt{blank}"


@needs_corpus
@pytest.mark.corpus
def test_the_real_papers_are_read_and_a_second_time_nothing_changes(run: Run) -> None:
    first, second = run("add", CORPUS), run("add", CORPUS)
    assert first.stdout.count("新增 ") == 36 + 1 and "加入报告 36 份" in first.stdout
    assert second.stdout.count("未变 ") == 36 + 1 and "资料库没有变化" in second.stdout
    assert run("check").stdout == "36 份报告完好，索引一致\n"
