"""Command line: python -m assistant ask | register | figures | brief | settings."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

import click

from assistant.assistant import Assistant
from assistant.cli_brief import brief
from assistant.cli_figures import figures
from assistant.cli_register import register
from assistant.errors import AssistantError
from assistant.records import Answer, Scope, Turn
from assistant.saved_settings import effective_environment, effective_settings
from assistant.settings import ALL_SETTINGS
from ingest.errors import IngestError
from ingest.library.library import Library
from ingest.structure.regions import canonical_region


def open_assistant() -> Assistant:
    """The assistant over the library of the settings."""
    library, assistant = effective_settings()
    return Assistant(Library.open(library), settings=assistant)


class Commands(click.Group):
    """A group whose commands end with one line on stderr and exit code 1 where the product says what is wrong."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (AssistantError, IngestError) as error:
            click.echo(str(error), err=True)
            ctx.exit(1)


@click.group(cls=Commands)
def main() -> None:
    """Ask the library of government reports; every answer shows the passages that prove it."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


@main.command()
@click.argument("question", required=False)
@click.option(
    "--batch",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="a file of questions, one JSON object a line",
)
@click.option("--json", "as_json", is_flag=True, help="print the answer as a JSON object")
@click.option("--region", multiple=True, help="only reports of this region; may be given several times")
@click.option("--year", multiple=True, type=int, help="only reports of this year; may be given several times")
def ask(
    question: str | None, batch: Path | None, as_json: bool, region: tuple[str, ...], year: tuple[int, ...]
) -> None:
    """Answer QUESTION, or every question of a file.

    \b
    python -m assistant ask "省大数据局牵头哪些任务"
    python -m assistant ask "which unit leads the 5G task" --json
    python -m assistant ask --batch questions.jsonl > answers.jsonl

    A line of the file is {"id", "question"} or {"id", "turns": [{"question"}, …]}.
    """
    if (question is None) == (batch is None):
        raise click.UsageError("give a QUESTION or --batch FILE")
    scope = Scope(regions=tuple(_region(name) for name in region), years=year)
    assistant = open_assistant()
    if batch is not None:
        with batch.open(encoding="utf-8-sig") as lines:
            for row in answer_lines(assistant, lines, scope, str(batch)):
                click.echo(json.dumps(row, ensure_ascii=False))
        return
    answer = assistant.answer(question or "", scope=scope)
    click.echo(json.dumps(answer.to_json(), ensure_ascii=False) if as_json else _printed(answer))


def _region(name: str) -> str:
    region = canonical_region(name)
    return region.name if region else name


def answer_lines(assistant: Assistant, lines: TextIO | list[str], scope: Scope, name: str) -> Iterator[dict[str, Any]]:
    """One JSON object for every question of a batch, in order. Raises AssistantError naming a line that is no question."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            questions = [turn["question"] for turn in row["turns"]] if row.get("turns") else [row["question"]]
            id = row["id"]
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise AssistantError(
                f"{name} 第{number}行不是问题：每行应为含 id 与 question（或 turns）的 JSON 对象",
                f"{name}, line {number}: not a JSON object with id and question (or turns)",
            ) from error
        conversation: tuple[Turn, ...] = ()
        answers = []
        for question in questions:
            stream = assistant.ask(question, conversation=conversation, scope=scope)
            answers.append(stream.answer)
            conversation = (*conversation, Turn(query=stream.query, answer=stream.answer))
        if row.get("turns"):
            yield {"id": id, "turns": [answer.to_json() for answer in answers]}
        else:
            yield answers[0].to_json(id)


def _printed(answer: Answer) -> str:
    lines = [answer.answer]
    if answer.understood:
        lines.append(f"（按“{answer.understood}”理解）")
    lines.extend(f"注意：{warning}" for warning in answer.warnings)
    if answer.citations:
        lines.append("")
    for citation in answer.citations:
        place = "，".join(part for part in (citation.section, f"第{citation.page}页" if citation.page else "") if part)
        quote = " ".join(citation.quote.split())
        lines.append(f"[{citation.number}] 《{citation.title}》{place}：{quote}")
    return "\n".join(lines)


@main.command()
def settings() -> None:
    """Print the effective settings, secrets masked.

    \b
    python -m assistant settings
    """
    library, _ = effective_settings()
    values = effective_environment(library.data_dir)
    for setting in ALL_SETTINGS:
        value = values.get(setting.name, setting.default)
        shown = "（已设置）" if setting.secret and value else value
        click.echo(f"{setting.name}={shown}")


main.add_command(register)
main.add_command(figures)
main.add_command(brief)
