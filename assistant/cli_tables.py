"""What the table commands print: columns for people, an array of records for programs, CSV as bytes."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping, Sequence

import click

from ingest.terminal import print_table


def print_columns(header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """The rows under their header, without the columns that are empty throughout."""
    used = [place for place in range(len(header)) if not rows or any(row[place] for row in rows)]
    print_table([header[place] for place in used], [[row[place] for place in used] for row in rows])


def print_records(records: Iterable[Mapping[str, object]]) -> None:
    """A JSON array with a record a line."""
    lines = [json.dumps(record, ensure_ascii=False) for record in records]
    click.echo("[" + ",\n".join(lines) + "]")


def write_bytes(data: bytes) -> None:
    """Bytes to standard output as they are: line ends and the byte order mark stay."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
