"""Whole documents in thirteen layouts, read by the whole pipeline."""

from __future__ import annotations

import pytest

from ingest.reading import read_reports
from tests.ingest.extract.layouts.documents import LAYOUTS
from tests.ingest.extract.layouts.expected import Layout, differences, extracted, right

LEAST = 0.97


@pytest.mark.parametrize("layout", LAYOUTS, ids=[layout.name for layout in LAYOUTS])
def test_precision_and_recall_of_a_layout(layout: Layout) -> None:
    found = extracted(layout)
    good = right(layout, found)
    assert found, "nothing found"
    assert min(good / len(found), good / len(layout.expected)) >= LEAST, "\n".join(differences(layout, found))


@pytest.mark.parametrize("layout", LAYOUTS, ids=[layout.name for layout in LAYOUTS])
def test_quotations_are_verbatim_and_ids_unique(layout: Layout) -> None:
    for reading in read_reports(layout.file, layout.build()):
        text = reading.report.text
        for assignment in reading.assignments:
            assert text[assignment.start : assignment.end] == assignment.quote
            assert text[assignment.text_start : assignment.text_end] == assignment.text
        assert len({assignment.id for assignment in reading.assignments}) == len(reading.assignments)


def test_the_same_file_gives_the_same_assignments_again() -> None:
    layout = LAYOUTS[0]
    assert extracted(layout) == extracted(layout)
