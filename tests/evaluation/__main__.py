"""python -m tests.evaluation: every question file against its library, by kind, with gains and losses.

python -m tests.evaluation                  all files; the development questions need ../shared
python -m tests.evaluation facts --misses 9 only files whose name holds "facts", with the misses
python -m tests.evaluation --check          exit 1 where a file scores below the recorded run
python -m tests.evaluation --record         write this run as the recorded one
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from assistant.assistant import Assistant
from assistant.cli import answer_lines
from assistant.records import Scope
from assistant.settings import AssistantSettings
from ingest.library.library import Library
from ingest.settings import LibrarySettings
from tests.corpus import CORPUS, EVALUATION
from tests.evaluation.scoring import Score, folded, score

HERE = Path(__file__).parent
RECORDED = HERE / "recorded.json"
SAMPLES = HERE.parents[1] / "ingest" / "samples"


@dataclass(frozen=True, kw_only=True)
class FileRun:
    """The scores of one question file: per question id its type and the scores of its turns."""

    name: str
    rows: dict[str, tuple[str, tuple[Score, ...]]]
    answers: dict[str, Any]
    golds: dict[str, Any]

    @property
    def correct(self) -> frozenset[str]:
        return frozenset(id for id, (_, scores) in self.rows.items() if all(s.correct for s in scores))

    @property
    def cited(self) -> frozenset[str]:
        return frozenset(id for id, (_, scores) in self.rows.items() if all(s.evidence for s in scores))


def question_files() -> list[tuple[Path, str]]:
    """Every question file with the library that it asks: "corpus" or "samples"."""
    files = [(path, "corpus") for path in sorted(EVALUATION.glob("questions_*.jsonl"))]
    files += [(path, "samples") for path in sorted(HERE.glob("samples_*.jsonl"))]
    if CORPUS.is_dir():
        files += [(path, "corpus") for name in ("twins_*", "blind_*") for path in sorted(HERE.glob(f"{name}.jsonl"))]
    return files


def build(folder: Path, data_dir: Path) -> tuple[Assistant, str, float]:
    """An assistant over a new library of all papers in ``folder``, their texts folded, and the seconds it took."""
    library = Library.open(LibrarySettings(data_dir=data_dir))
    started = time.perf_counter()
    result = library.add([folder])
    seconds = time.perf_counter() - started
    failed = [outcome.error for outcome in result.files if outcome.status == "failed"]
    if failed:
        raise click.ClickException("; ".join(failed))
    sources = folded("\n".join(library.report(entry.id).text for entry in library.entries()))
    assistant = Assistant(library, settings=AssistantSettings())
    assistant.warm_up()
    return assistant, sources, seconds


def run_file(path: Path, assistant: Assistant, sources: str) -> FileRun:
    """The scores of every question of the file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    golds = {row["id"]: row for row in map(json.loads, filter(None, lines))}
    rows: dict[str, tuple[str, tuple[Score, ...]]] = {}
    answers: dict[str, Any] = {}
    for answer in answer_lines(assistant, lines, Scope(), path.name):
        gold = golds[answer["id"]]
        pairs = zip(gold["turns"], answer["turns"], strict=True) if gold.get("turns") else [(gold, answer)]
        rows[answer["id"]] = (gold["type"], tuple(score(g, a, sources) for g, a in pairs))
        answers[answer["id"]] = answer
    return FileRun(name=path.stem, rows=rows, answers=answers, golds=golds)


def print_run(run: FileRun, before: set[str] | None) -> None:
    """The table by kind, and what was gained and lost against the recorded run."""
    kinds: dict[str, list[str]] = defaultdict(list)
    for id, (kind, _) in run.rows.items():
        kinds[kind].append(id)
    click.echo(f"\n{run.name}")
    click.echo(f"  {'kind':20}{'n':>4}{'correct':>9}{'cited':>7}{'verbatim':>10}{'refused':>9}")
    for kind, ids in [*sorted(kinds.items()), ("ALL", list(run.rows))]:
        scores = [s for id in ids for s in run.rows[id][1]]
        quotes = sum(s.quotes for s in scores)
        verbatim = sum(s.verbatim for s in scores) / quotes if quotes else 1.0
        click.echo(
            f"  {kind:20}{len(ids):4}{len(run.correct.intersection(ids)):9}{len(run.cited.intersection(ids)):7}"
            f"{verbatim:10.3f}{sum(s.refused for s in scores):9}"
        )
    times = [s.milliseconds for _, scores in run.rows.values() for s in scores]
    click.echo(
        f"  median {statistics.median(times):.1f} ms, 95 % under {sorted(times)[int(0.95 * (len(times) - 1))]:.1f} ms"
    )
    if before is not None:
        for sign, ids in (("gained", run.correct - before), ("lost", before & set(run.rows) - run.correct)):
            if ids:
                click.echo(f"  {sign}: {' '.join(sorted(ids))}")


def print_misses(run: FileRun, limit: int) -> None:
    """The first misses with what was asked, what is wrong and what was answered."""
    shown = 0
    for id, (kind, scores) in run.rows.items():
        gold, answer = run.golds[id], run.answers[id]
        turns = list(zip(gold.get("turns", [gold]), answer.get("turns", [answer]), scores, strict=True))
        for g, a, s in turns:
            if (s.correct and s.evidence) or shown >= limit:
                continue
            shown += 1
            click.echo(
                f"\n- {id} [{kind}] {g['question']}\n  {s.why or 'evidence not cited'}\n  {a['kind']}: {a['answer'][:300]}"
            )


@click.command(help=__doc__)
@click.argument("part", default="")
@click.option("--misses", default=0, help="print this many misses a file")
@click.option("--check", is_flag=True, help="exit 1 where a file scores below the recorded run")
@click.option("--record", is_flag=True, help="write this run as the recorded one")
def main(part: str, misses: int, check: bool, record: bool) -> None:
    recorded = json.loads(RECORDED.read_text(encoding="utf-8")) if RECORDED.exists() else {}
    files = [(path, kind) for path, kind in question_files() if part in path.stem]
    below: list[str] = []
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        libraries: dict[str, tuple[Assistant, str, float]] = {}
        for path, kind in files:
            if kind not in libraries:
                libraries[kind] = build(CORPUS if kind == "corpus" else SAMPLES, Path(folder) / kind)
                click.echo(f"library of {kind} built in {libraries[kind][2]:.1f} s", err=True)
            run = run_file(path, *libraries[kind][:2])
            before = recorded.get(run.name)
            print_run(run, set(before["correct"]) if before else None)
            print_misses(run, misses)
            if before and (len(run.correct) < len(before["correct"]) or len(run.cited) < before["cited"]):
                below.append(
                    f"{run.name}: {len(run.correct)} correct, {len(run.cited)} cited; "
                    f"recorded {len(before['correct'])} and {before['cited']}"
                )
            if record:
                recorded[run.name] = {"n": len(run.rows), "correct": sorted(run.correct), "cited": len(run.cited)}
        for assistant, _, _ in libraries.values():
            assistant.library.close()
    if record:
        RECORDED.write_text(json.dumps(recorded, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    if check and below:
        click.echo("below the recorded run:\n" + "\n".join(below), err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
