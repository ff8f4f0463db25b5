"""Records go into the catalog and come out the same."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ingest.library.encoding import decode, decode_all, encode
from ingest.records import Assignment, Cell, Page, Reading, Recovery, Table, TableRow
from tests.ingest.library.papers import NOTICE, REPORT, paper

CELLS = (Cell(text="甲", start=0, end=1), Cell(text="", start=0, end=1, carried=True))
TABLE = Table(start=0, end=9, header=("任务", "单位"), rows=(TableRow(start=0, end=4, cells=CELLS),))
RECOVERED = Recovery(report_id="r", quote="“引号”与\\反斜线\n换行\t\u0000\u2028", start=0, end=3)


def _readings() -> list[tuple[str, Reading]]:
    notice, report = paper(NOTICE), paper(REPORT)
    lost = replace(
        notice.assignments[0], text="", text_start=None, text_end=None, recovered=RECOVERED, status="text_missing"
    )
    return [
        ("a notice", notice),
        ("a work report with indicators", report),
        ("a lost text with its recovery", replace(notice, assignments=(lost,))),
        ("no year, open value", replace(report, report=replace(report.report, year=None))),
        (
            "pages and tables",
            replace(report, report=replace(report.report, pages=(Page(number=1, start=0, end=2),), tables=(TABLE,))),
        ),
    ]


@pytest.mark.parametrize(("remark", "reading"), _readings(), ids=lambda value: value if isinstance(value, str) else "")
def test_a_reading_comes_back_as_it_was(remark: str, reading: Reading) -> None:
    assert decode(Reading, encode(reading)) == reading, remark


def test_tuples_of_records_come_back_as_tuples() -> None:
    assignments = paper(NOTICE).assignments
    assert decode_all(Assignment, encode(assignments)) == assignments
    assert decode_all(str, encode(("甲", "乙"))) == ("甲", "乙")
    assert decode_all(Assignment, encode(())) == ()


def test_a_field_that_older_json_lacks_takes_its_default() -> None:
    text = encode(paper(NOTICE).assignments[0]).replace(',"carries_out":null', "")
    assert "carries_out" not in text
    assert decode(Assignment, text).carries_out is None


def test_what_is_no_record_is_refused() -> None:
    with pytest.raises(TypeError, match="no record"):
        encode(object())
