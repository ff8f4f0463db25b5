"""A scrambled notice's outline says of no task another thing than its own section path."""

from __future__ import annotations

import pytest

from ingest.extract.assignments import extract_assignments
from ingest.extract.damaged_sections import with_sure_sections
from ingest.reading import read_reports
from ingest.structure.passages import cut_passages
from tests.corpus import corpus_files, needs_corpus
from tests.ingest.extract.torn_notice import notice_text, report, torn

SEEDS = (0, 3, 7)


@pytest.mark.parametrize("seed", SEEDS)
def test_words_and_bracket_of_a_task_stand_under_its_own_path(seed: int) -> None:
    for reading in read_reports("方案.txt", torn(notice_text(), seed).encode()):
        assert any(item.status != "ok" for item in reading.assignments)
        for item in reading.assignments:
            for position in (item.text_start, item.start):
                if position is not None:
                    assert reading.report.section_path(position) == item.section_path


def test_a_heading_of_a_plain_outline_governs_no_foreign_piece() -> None:
    plain = report(torn(notice_text(), 3))
    found = extract_assignments(plain)
    mended = with_sure_sections(plain, found.assignments)
    paths = {item.section_path for item in found.assignments}
    for passage in cut_passages(mended, found.borders):
        assert mended.section_path(passage.start) in {*paths, ()}
    for section in mended.sections:
        assert plain.text[section.start : section.end].strip()


@needs_corpus
@pytest.mark.corpus
def test_a_real_scrambled_notice_keeps_one_path_a_task() -> None:
    (path,) = [path for path in corpus_files() if path.name.startswith("000")]
    (reading,) = read_reports(path.name, path.read_bytes())
    wrong = [
        item.task_number
        for item in reading.assignments
        if item.text_start is not None and reading.report.section_path(item.text_start) != item.section_path
    ]
    assert wrong == []
    assert reading.report.sections
