"""`python -m assistant brief`: a one-page briefing with sources, as Markdown, Word or PDF."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from assistant.assistant import Assistant
from assistant.briefing import write_briefing
from assistant.briefing_records import Briefing, Length
from assistant.cli_names import region_named
from assistant.errors import BriefingError
from assistant.export import as_docx, as_markdown, as_pdf
from assistant.saved_settings import effective_settings
from ingest.library.library import Library


@click.command()
@click.argument("topic")
@click.option("--region", multiple=True, help="only papers of this region; may be given several times")
@click.option("--year", multiple=True, type=int, help="only this year; may be given several times")
@click.option(
    "--length",
    type=click.Choice(["half", "one", "two"]),
    default="one",
    help="pages: at most 450, 900, 1800 characters",
)
@click.option("--docx", type=click.Path(dir_okay=False, path_type=Path), help="write a Word file (GB/T 9704)")
@click.option("--markdown", type=click.Path(dir_okay=False, path_type=Path), help="write a Markdown file")
@click.option("--pdf", type=click.Path(dir_okay=False, path_type=Path), help="write a PDF (needs LibreOffice)")
def brief(
    topic: str,
    region: tuple[str, ...],
    year: tuple[int, ...],
    length: Length,
    docx: Path | None,
    markdown: Path | None,
    pdf: Path | None,
) -> None:
    """Write a briefing on TOPIC, every sentence with its source; Markdown on stdout where no file is named.

    \b
    python -m assistant brief "云岭省2025年数字经济工作要点"
    python -m assistant brief "云岭省2025年各项工作" --length two --docx briefing.docx
    python -m assistant brief "省大数据局牵头任务" --region 云岭省 --markdown briefing.md
    """
    library_settings, settings = effective_settings()
    with Library.open(library_settings) as library:
        assistant = Assistant(library, settings=settings)
        regions = tuple(region_named(name, assistant.names) for name in region)
        briefing = write_briefing(topic, assistant=assistant, length=length, regions=regions, years=year)
    written = _write(briefing, docx=docx, markdown=markdown, pdf=pdf)
    if not written:
        click.echo(as_markdown(briefing), nl=False)
    for path in written:
        click.echo(
            f"已写入 {path}：{briefing.title}，正文 {briefing.body_characters} 字，出处 {len(briefing.citations)} 条",
            err=True,
        )


def _write(briefing: Briefing, *, docx: Path | None, markdown: Path | None, pdf: Path | None) -> list[Path]:
    """The files that were written, in order. Raises BriefingError, naming the file, where one cannot be."""
    contents: tuple[tuple[Path | None, Callable[[], bytes]], ...] = (
        (docx, lambda: as_docx(briefing)),
        (markdown, lambda: as_markdown(briefing).encode("utf-8")),
        (pdf, lambda: as_pdf(briefing)),
    )
    written = []
    for path, content in contents:
        if path is None:
            continue
        data = content()
        try:
            path.write_bytes(data)
        except OSError as error:
            raise BriefingError(
                f"{path} 写不进去：{error.strerror}", f"{path} cannot be written: {error.strerror}"
            ) from error
        written.append(path)
    return written
