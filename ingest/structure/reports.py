"""The reports of a loaded file: told apart, described, with sections, tables and pages."""

from __future__ import annotations

import hashlib

from ingest.records import LoadedFile, Report, Source
from ingest.structure.contents import contents_lines
from ingest.structure.front import read_front
from ingest.structure.layout import Layout, lay_out
from ingest.structure.metadata import describe
from ingest.structure.outline import outline
from ingest.structure.run_together import separate
from ingest.structure.splitting import split


def report_id(sha256: str, ordinal: int) -> str:
    """The id of the ``ordinal``-th report of the file with this hash: the same for the same bytes."""
    return hashlib.sha256(f"{sha256}:{ordinal}".encode()).hexdigest()[:12]


def _build(layout: Layout, loaded: LoadedFile, sha256: str, ordinal: int) -> Report:
    identity = report_id(sha256, ordinal)
    contents = contents_lines(layout.lines)
    front = read_front(layout.lines, contents)
    description = describe(layout.text, layout.lines, front, loaded.name)
    skip = contents | front.lines
    return Report(
        id=identity,
        title=description.title,
        kind=description.kind,
        region=description.region,
        level=description.level,
        year=description.year,
        issuer=description.issuer,
        document_number=description.document_number,
        date=description.date,
        speaker=description.speaker,
        source=Source(name=loaded.name, sha256=sha256, ordinal=ordinal, media_type=loaded.media_type),
        text=layout.text,
        pages=layout.pages,
        sections=outline(separate(layout.lines), len(layout.text), identity, skip),
        tables=layout.tables,
        notes=(*loaded.notes, *description.notes),
    )


def build_reports(loaded: LoadedFile, sha256: str) -> tuple[Report, ...]:
    """The reports that the file holds, in its order; ``sha256`` is the hash of the file's bytes."""
    layout = lay_out(loaded)
    spans = split(layout)
    parts = [layout] if len(spans) == 1 else [layout.part(start, end) for start, end in spans]
    return tuple(_build(part, loaded, sha256, ordinal) for ordinal, part in enumerate(parts, start=1))
