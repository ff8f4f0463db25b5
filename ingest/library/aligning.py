"""What hangs on two papers: a notice's tasks and the work report that they carry out, same region and same year."""

from __future__ import annotations

import dataclasses
import logging
from collections.abc import Callable, Sequence

from ingest.library.catalog import Catalog
from ingest.library.editions import reader_edition
from ingest.records import Assignment, Report, ReportEntry

log = logging.getLogger(__name__)

Align = Callable[[Report, Sequence[Assignment], Report], tuple[Assignment, ...]]


def bring_alignments_up_to_date(catalog: Catalog, align: Align) -> int:
    """How many notices were aligned anew (or freed, where their work report is gone); the rest is as it should be."""
    wanted = _pairs(catalog.entries())
    known = catalog.alignments.all()
    changed = [notice for notice, partner in wanted.items() if known.get(notice, ("", "")) != _mark(partner)]
    for notice in changed:
        assignments = [
            dataclasses.replace(assignment, recovered=None, carries_out=None)
            for assignment in catalog.assignments(notice)
        ]
        paper, partner = catalog.report(notice), catalog.report(wanted[notice])
        if paper is not None and partner is not None and assignments:
            try:
                assignments = list(align(paper, assignments, partner))
            except Exception:  # links are a help: an odd pair of papers must not cost the addition or the next question
                log.exception("aligning %s with %s failed", paper.id, partner.id)
        catalog.alignments.store(notice, _mark(wanted[notice]), assignments)
    return len(changed)


def _mark(partner: str) -> tuple[str, str]:
    """What an alignment was made with: the work report, and the state of the program; nothing where there is no report."""
    return (partner, reader_edition()) if partner else ("", "")


def _pairs(entries: Sequence[ReportEntry]) -> dict[str, str]:
    """The work report of each division notice, or ""; of several the user's own before a sample, then the longest."""
    reports: dict[tuple[str, int], ReportEntry] = {}
    for entry in entries:
        if entry.kind == "work_report" and entry.region and entry.year:
            place = (entry.region, entry.year)
            if place not in reports or _rank(entry) > _rank(reports[place]):
                reports[place] = entry
    pairs: dict[str, str] = {}
    for entry in entries:
        if entry.kind == "division_notice":
            partner = reports.get((entry.region, entry.year)) if entry.region and entry.year else None
            pairs[entry.id] = partner.id if partner else ""
    return pairs


def _rank(entry: ReportEntry) -> tuple[bool, int, str]:
    return (not entry.sample, entry.characters, entry.id)
