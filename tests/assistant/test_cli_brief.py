"""`python -m assistant brief`: Markdown on stdout, files on request, one line and no file for what cannot be written."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from assistant.cli import main
from ingest.library.library import Library
from ingest.settings import LibrarySettings


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli-brief")
    with Library.open(LibrarySettings(data_dir=folder)) as library:
        library.add_samples()
    return folder


def run(data_dir: Path, *arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, ["brief", *arguments], env={"ASSISTANT_DATA_DIR": str(data_dir)})
    return result.exit_code, result.stdout, result.stderr


def test_without_a_file_the_page_is_printed_as_markdown(data_dir: Path) -> None:
    code, out, error = run(data_dir, "云岭省2025年数字经济工作要点")
    assert (code, error) == (0, "")
    assert out.startswith("# 云岭省2025年数字经济工作要点\n") and "## 资料来源" in out and "[1]" in out


def test_files_are_written_on_request(data_dir: Path, tmp_path: Path) -> None:
    word, text = tmp_path / "简报.docx", tmp_path / "简报.md"
    code, out, error = run(
        data_dir,
        "教育",
        "--region",
        "云岭",
        "--year",
        "2025",
        "--length",
        "half",
        "--docx",
        str(word),
        "--markdown",
        str(text),
    )
    assert (code, out) == (0, "")
    assert error.count("已写入") == 2
    assert zipfile.is_zipfile(word)
    assert text.read_text(encoding="utf-8").startswith("# 云岭省2025年教育")


@pytest.mark.parametrize(
    ("remark", "arguments", "line"),
    [
        ("an empty topic", [" "], "没有写明简报的主题"),
        ("a topic that no paper treats of", ["云岭省2025年海洋牧场"], "没有关于“海洋牧场”的内容"),
        ("a region without papers", ["青屏市2025年旅游"], "没有青屏市的报告"),
        ("a year without papers", ["旅游", "--year", "1999"], "没有云岭省、澜州市1999年的报告"),
        ("a region that nobody knows", ["旅游", "--region", "霍格沃茨"], "没有名为“霍格沃茨”的地区"),
    ],
)
def test_what_cannot_be_written_is_one_line_and_no_file(
    data_dir: Path, tmp_path: Path, remark: str, arguments: list[str], line: str
) -> None:
    file = tmp_path / "no.docx"
    code, out, error = run(data_dir, *arguments, "--docx", str(file))
    assert (code, out) == (1, ""), remark
    assert line in error and error.count("\n") == 1
    assert not file.exists()


def test_a_folder_that_is_not_there_is_named(data_dir: Path, tmp_path: Path) -> None:
    code, _, error = run(data_dir, "云岭省2025年教育", "--markdown", str(tmp_path / "gone" / "x.md"))
    assert code == 1 and "写不进去" in error and error.count("\n") == 1
