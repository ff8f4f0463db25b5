"""Headline figures of real reports against a table checked by eye: `python -m tests.ingest.extract.indicators`.

``indicators_checked.csv`` lists, for eight reports, every headline target and result of the core indicators (region,
indicator, kind, value only). A figure counts as headline where it is the region's own, for the report's year (targets) or the
year before (results).
"""

from __future__ import annotations

import csv
import hashlib
from functools import lru_cache
from pathlib import Path

from ingest.extract.indicator_names import concept_named
from ingest.extract.indicators import extract_indicators
from ingest.records import Block, LoadedFile, Report
from ingest.structure.reports import build_reports
from tests.corpus import corpus_files

CHECKED = Path(__file__).parent / "indicators_checked.csv"
Row = tuple[str, str, str, str]


@lru_cache(maxsize=1)
def corpus_reports() -> tuple[Report, ...]:
    """The reports of the real papers, built once."""
    reports: list[Report] = []
    for path in corpus_files():
        text = path.read_text(encoding="utf-8")
        loaded = LoadedFile(
            name=path.name,
            media_type="text/plain",
            text=text,
            blocks=tuple(Block(text=line) for line in text.split("\n") if line.strip()),
        )
        reports.extend(build_reports(loaded, hashlib.sha256(text.encode()).hexdigest()))
    return tuple(reports)


def checked() -> set[Row]:
    """The rows that were checked by eye."""
    with CHECKED.open(encoding="utf-8", newline="") as lines:
        return {(row["region"], row["indicator"], row["kind"], row["value"]) for row in csv.DictReader(lines)}


def extracted(regions: set[str]) -> set[Row]:
    """The core headline figures that the work reports of ``regions`` yield, in the table's form."""
    found: set[Row] = set()
    for report in corpus_reports():
        if report.kind != "work_report" or report.region not in regions or report.year is None:
            continue
        for row in extract_indicators(report):
            concept = concept_named(row.name)
            year = report.year if row.kind == "target" else report.year - 1
            if concept is not None and concept.core and not row.scope and row.year == year:
                found.add((report.region, row.name, row.kind, row.value))
    return found


def precision_recall() -> tuple[float, float, set[Row], set[Row]]:
    """Precision, recall, rows found that are not in the table, rows of the table that were not found."""
    gold = checked()
    rows = extracted({row[0] for row in gold})
    right = len(gold & rows)
    return right / max(len(rows), 1), right / len(gold), rows - gold, gold - rows


def main() -> None:
    precision, recall, extra, missing = precision_recall()
    print(f"headline figures of eight reports: {len(checked())} rows, precision {precision:.3f}, recall {recall:.3f}")
    for title, rows in (("not in the table", extra), ("missing", missing)):
        for row in sorted(rows):
            print(f"  {title}: {' | '.join(row)}")


if __name__ == "__main__":
    main()
