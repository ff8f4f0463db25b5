"""README.md tells the truth: its commands, settings, paths and the Python example are those of the code."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest

import assistant.cli
import ingest.cli
from assistant.settings import ALL_SETTINGS

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CHINESE = (ROOT / "README.zh-CN.md").read_text(encoding="utf-8")
GROUPS: dict[str, click.Group] = {"assistant": assistant.cli.main, "ingest": ingest.cli.main}


def commands() -> list[str]:
    return sorted(set(re.findall(r"python -m ((?:assistant|ingest|tests)[^`\n]*)", README + CHINESE)))


@pytest.mark.parametrize("command", commands())
def test_every_command_exists_with_its_options(command: str) -> None:
    words = shlex.split(re.split(r"\s{3,}", command)[0])
    if words[0].startswith("tests"):
        path = ROOT / Path(*words[0].split("."))
        assert path.with_suffix(".py").exists() or (path / "__main__.py").exists()
        return
    group = GROUPS[words[0]]
    assert words[1] in group.commands, f"{words[0]} has no command {words[1]}"
    known = {option for parameter in group.commands[words[1]].params for option in parameter.opts}
    assert {word for word in words if word.startswith("--")} <= known


def test_every_command_of_the_code_is_shown() -> None:
    shown = {tuple(command.split()[:2]) for command in commands()}
    assert {(name, sub) for name, group in GROUPS.items() for sub in group.commands} <= shown


def test_the_settings_table_is_the_codes() -> None:
    rows = re.findall(r"^\| `([A-Z_]+)` \| (.*?) \| (.*?) \|$", README, re.MULTILINE)
    assert rows == [(s.name, f"`{s.default}`" if s.default else "", s.help) for s in ALL_SETTINGS]


def test_the_example_environment_names_every_setting() -> None:
    named = re.findall(r"^#?([A-Z_]+)=", (ROOT / ".env.example").read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(named) == sorted(setting.name for setting in ALL_SETTINGS)


def test_the_start_commands_stand_in_both_languages() -> None:
    start = "python3 -m venv .venv && .venv/bin/pip install -r requirements.txt && .venv/bin/streamlit run app.py"
    assert start in README and start in CHINESE
    assert (
        "python3 -m venv .venv && .venv/bin/pip install -r tests/requirements.txt && .venv/bin/python -m pytest"
        in README
    )


def test_every_path_of_the_map_exists() -> None:
    section = README.split("## Map of the code")[1].split("\n## ")[0]
    paths = re.findall(r"`((?:[\w.]+/)*[\w.]+(?:/|\.\w+))`", section)
    assert len(paths) > 20
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_the_python_example_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code = re.search(r"```python\n(.*?)```", README, re.DOTALL)
    assert code is not None
    monkeypatch.chdir(ROOT)
    exec(code[1].replace('Path("data")', f"Path({str(tmp_path)!r})"), {})
    lines = capsys.readouterr().out.splitlines()
    assert "省通信管理局" in lines[0]
    assert "5G基站" in lines[-1]
