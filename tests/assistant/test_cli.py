"""The command line of the assistant over the sample library."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from assistant.cli import answer_lines, main
from assistant.errors import AssistantError
from assistant.records import Scope
from ingest.library.library import Library
from ingest.settings import LibrarySettings


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli")
    with Library.open(LibrarySettings(data_dir=folder)) as library:
        library.add_samples()
    return folder


def run(data_dir: Path, *arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(
        main, arguments, env={"ASSISTANT_DATA_DIR": str(data_dir), "OPENAI_API_KEY": "sk-secret"}
    )
    return result.exit_code, result.stdout, result.stderr


def test_ask_prints_the_answer_and_its_sources(data_dir: Path) -> None:
    code, out, _ = run(data_dir, "ask", "云岭省2025年要新建多少5G基站")
    assert code == 0
    assert "1.8万个" in out and "[1] 《" in out


def test_ask_as_json_has_the_fields_of_the_records(data_dir: Path) -> None:
    code, out, _ = run(data_dir, "ask", "5G任务由哪个单位牵头", "--json")
    row = json.loads(out)
    assert code == 0
    assert {
        "question",
        "answer",
        "kind",
        "citations",
        "assignments",
        "indicators",
        "warnings",
        "model",
        "elapsed_ms",
    } <= row.keys()
    assert {"number", "report_id", "title", "region", "year", "section", "page", "quote", "start", "end"} == row[
        "citations"
    ][0].keys()


def test_a_batch_gives_one_object_a_line_and_keeps_conversations_apart(data_dir: Path, tmp_path: Path) -> None:
    batch = tmp_path / "questions.jsonl"
    rows = [
        {"id": "a", "question": "云岭省2025年经济增长目标是多少"},
        {"id": "b", "turns": [{"question": "澜州市2025年要新建多少5G基站"}, {"question": "云岭省呢"}]},
    ]
    batch.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    code, out, _ = run(data_dir, "ask", "--batch", str(batch))
    first, second = (json.loads(line) for line in out.splitlines())
    assert code == 0
    assert first["id"] == "a" and "5.5%" in first["answer"]
    assert len(second["turns"]) == 2 and "1.8万个" in second["turns"][1]["answer"]


def test_a_line_that_is_no_question_is_named(data_dir: Path, tmp_path: Path) -> None:
    batch = tmp_path / "broken.jsonl"
    batch.write_text('{"id": "a", "question": "你好"}\n{"id": "b"}\n', encoding="utf-8")
    code, out, err = run(data_dir, "ask", "--batch", str(batch))
    assert code == 1
    assert "第2行" in err and "Traceback" not in err
    assert len(out.splitlines()) == 1  # what was answered before stays


@pytest.mark.parametrize("line", ["[]", "null", "3", '{"id": 1, "turns": [{}]}'])
def test_json_of_another_shape_is_no_question(data_dir: Path, line: str) -> None:
    from assistant.assistant import Assistant

    with Library.open(LibrarySettings(data_dir=data_dir)) as library, pytest.raises(AssistantError):
        list(answer_lines(Assistant(library), [line], Scope(), "x.jsonl"))


def test_wrong_usage_ends_with_2(data_dir: Path) -> None:
    assert run(data_dir, "ask")[0] == 2
    assert run(data_dir, "ask", "一个问题", "--batch", "missing.jsonl")[0] == 2


def test_settings_are_shown_with_secrets_masked(data_dir: Path) -> None:
    code, out, _ = run(data_dir, "settings")
    assert code == 0
    assert "sk-secret" not in out
    assert f"ASSISTANT_DATA_DIR={data_dir}" in out


def test_a_setting_that_cannot_be_used_is_one_line(data_dir: Path) -> None:
    environment = {"ASSISTANT_DATA_DIR": str(data_dir), "ASSISTANT_MODEL_TIMEOUT": "soon"}
    result = CliRunner().invoke(main, ["settings"], env=environment)
    assert result.exit_code == 1
    assert "ASSISTANT_MODEL_TIMEOUT" in result.stderr and "Traceback" not in result.stderr
