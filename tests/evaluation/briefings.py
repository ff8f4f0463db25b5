"""python -m tests.evaluation.briefings: briefings against the points that a good page must have.

python -m tests.evaluation.briefings                  the development topics (../shared) and those over the samples
python -m tests.evaluation.briefings samples          only files whose name holds "samples"
python -m tests.evaluation.briefings --show           with the pages and the points missed
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from assistant.assistant import Assistant
from assistant.briefing import write_briefing
from assistant.briefing_records import LIMITS, Briefing, Length
from assistant.errors import BriefingError
from assistant.export import as_markdown
from ingest.tokens import fold
from tests.corpus import CORPUS, EVALUATION
from tests.evaluation.__main__ import SAMPLES, build

HERE = Path(__file__).parent
LENGTHS: tuple[Length, ...] = ("half", "one", "two")
SHARE = 0.8


@dataclass(frozen=True, kw_only=True)
class Page:
    """One topic's page, measured."""

    id: str
    request: str
    briefing: Briefing | None
    missed: tuple[str, ...]
    points: int
    sourced: float
    verbatim: float
    extracted: float
    error: str = ""

    @property
    def share(self) -> float:
        return (self.points - len(self.missed)) / self.points if self.points else 1.0


def topic_files() -> list[tuple[Path, str]]:
    """Every file of topics with the library that it asks: "corpus" or "samples"."""
    files = [(HERE / "briefings_samples.jsonl", "samples")]
    if CORPUS.is_dir():
        files = [(path, "corpus") for path in sorted(EVALUATION.glob("briefing_topics*.jsonl"))] + files
    return files


def folded(text: str) -> str:
    return re.sub(r"\s", "", fold(text)).replace("**", "")


def body_of(briefing: Briefing) -> str:
    """The page above its sources, without markers."""
    return re.sub(r"\[\d+\]", "", as_markdown(briefing).split("## 资料来源")[0]).replace("\\", "")


def missed_points(key_points: Sequence[dict[str, Any]], body: str) -> list[str]:
    """The points whose words do not all stand in the body; a list means: one of these."""
    text = folded(body)

    def present(word: str | list[str]) -> bool:
        return any(folded(each) in text for each in ([word] if isinstance(word, str) else word))

    return [point["point"] for point in key_points if not all(present(word) for word in point["must_include"])]


def sentences_of(briefing: Briefing) -> list[tuple[str, tuple[int, ...]]]:
    """Every statement with its sources; a table's row counts as one."""
    found = [(point.shown, point.citations) for part in briefing.parts for point in part.points]
    for part in briefing.parts:
        for row in part.table.rows if part.table is not None else ():
            numbers = tuple(number for cell in row for number in cell.citations)
            found.append(("，".join(cell.text for cell in row), numbers))
    return found


def measure(row: dict[str, Any], assistant: Assistant, length: Length) -> Page:
    """The page of one topic."""
    try:
        briefing = write_briefing(row["request"], assistant=assistant, length=length)
    except BriefingError as error:
        missed = tuple(point["point"] for point in row["key_points"])
        refused = bool(row.get("must_refuse"))
        return Page(
            id=row["id"], request=row["request"], briefing=None, missed=() if refused else missed,
            points=len(missed) or int(refused), sourced=1.0, verbatim=1.0, extracted=1.0, error=str(error),
        )  # fmt: skip
    statements = sentences_of(briefing)
    numbers = {citation.number for citation in briefing.citations}
    sourced = [bool(cited) and set(cited) <= numbers for _, cited in statements]
    texts = {citation.report_id: assistant.library.report(citation.report_id).text for citation in briefing.citations}
    verbatim = [texts[each.report_id][each.start : each.end] == each.quote for each in briefing.citations]
    quotes = {citation.number: folded(citation.quote) for citation in briefing.citations}
    # counts and comparisons are our own words on the records; all else is a stretch of its source
    texts_of = briefing.parts if briefing.template in ("topic", "region", "list") else ()
    pieces = [
        any(folded(piece).rstrip("…") in quotes[number] for number in point.citations)
        for part in texts_of
        for point in part.points
        for piece in point.text.split("；")
    ]
    missed = missed_points(row["key_points"], body_of(briefing))
    if row.get("must_refuse"):
        missed = ["the page should have been refused"]
    return Page(
        id=row["id"],
        request=row["request"],
        briefing=briefing,
        missed=tuple(missed),
        points=len(row["key_points"]) or 1,
        sourced=share_of(sourced),
        verbatim=share_of(verbatim),
        extracted=share_of(pieces),
    )


def share_of(flags: Sequence[bool]) -> float:
    return sum(flags) / len(flags) if flags else 1.0


def run_file(path: Path, assistant: Assistant, length: Length) -> list[Page]:
    rows = map(json.loads, filter(None, path.read_text(encoding="utf-8").splitlines()))
    return [measure(row, assistant, row.get("length", length)) for row in rows]


def print_pages(pages: Sequence[Page], length: Length, *, show: bool) -> None:
    click.echo(f"  {'id':5}{'length':8}{'points':>10}{'sourced':>9}{'verbatim':>10}{'extracted':>11}{'characters':>12}")
    for page in pages:
        held = f"{page.points - len(page.missed)}/{page.points}"
        used = page.briefing.length if page.briefing else length
        size = f"{page.briefing.body_characters}/{LIMITS[used]}" if page.briefing else "refused"
        click.echo(
            f"  {page.id:5}{used:8}{held:>10}{page.sourced:9.2f}{page.verbatim:10.2f}{page.extracted:11.2f}{size:>12}  {page.request}"
        )
        for point in page.missed:
            click.echo(f"        missed: {point}")
        if page.error and show:
            click.echo(f"        {page.error}")
        if show and page.briefing:
            click.echo(as_markdown(page.briefing).split("## 资料来源")[0])


@click.command(help=__doc__)
@click.argument("part", default="")
@click.option("--length", type=click.Choice(LENGTHS), default="one", help="length of the pages")
@click.option("--show", is_flag=True, help="print the pages too")
def main(part: str, length: Length, show: bool) -> None:
    below: list[str] = []
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        libraries: dict[str, Assistant] = {}
        for path, kind in topic_files():
            if part not in path.stem:
                continue
            if kind not in libraries:
                libraries[kind] = build(CORPUS if kind == "corpus" else SAMPLES, Path(folder) / kind)[0]
            click.echo(f"\n{path.stem}")
            pages = run_file(path, libraries[kind], length)
            print_pages(pages, length, show=show)
            below += [page.id for page in pages if page.share < SHARE or page.sourced < 1 or page.verbatim < 1]
        for assistant in libraries.values():
            assistant.library.close()
    if below:
        click.echo(f"below the mark: {' '.join(below)}", err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
