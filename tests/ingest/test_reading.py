from __future__ import annotations

import io
import re
import time
from pathlib import Path

import docx
import pytest

from ingest.errors import UnreadableFileError
from ingest.loaders import load
from ingest.reading import read_path, read_reports
from ingest.records import Reading
from ingest.structure.headings import mark
from ingest.structure.passages import cut_passages
from ingest.structure.reports import build_reports
from tests.corpus import corpus_file, corpus_files, needs_corpus
from tests.ingest.structure.papers import CITY, NOTICE, PROVINCE, plain

PROVINCES_2022 = [
    ("全国", "2022-03-05", "国务院总理 李克强"),
    ("北京市", "2022-01-06", "市长 陈吉宁"),
    ("天津市", "2022-02-12", "市长 廖国勋"),
    ("河北省", "2022-01-17", "代省长 王正谱"),
    ("山西省", "2022-01-20", "省长 蓝佛安"),
    ("内蒙古自治区", "2022-01-21", "自治区主席 王莉霞"),
    ("辽宁省", "2022-01-20", "代省长 李乐成"),
    ("吉林省", "2022-01-24", "省长 韩俊"),
    ("黑龙江省", "2022-01-23", "省长 胡昌升"),
    ("上海市", "2022-01-20", "市长 龚正"),
    ("江苏省", "2022-01-20", "代省长 许昆林"),
    ("浙江省", "2022-01-17", "代省长 王浩"),
    ("安徽省", "2022-01-17", "省长 王清宪"),
    ("福建省", "2022-01-22", "代省长 赵龙"),
    ("江西省", "2022-01-17", "代省长 叶建春"),
    ("山东省", "2022-01-23", "省长 周乃翔"),
    ("河南省", "2022-01-06", "省长 王凯"),
    ("湖北省", "2022-01-20", "省长 王忠林"),
    ("湖南省", "2022-01-17", "省长 毛伟明"),
    ("广东省", "2022-01-20", "代省长 王伟中"),
    ("广西壮族自治区", "2022-01-17", "自治区主席 蓝天立"),
    ("海南省", "2022-01-21", "省长 冯飞"),
    ("重庆市", "2022-01-17", "市长 胡衡华"),
    ("四川省", "2022-01-18", "省长 黄强"),
    ("贵州省", "2022-01-20", "省长 李炳军"),
    ("云南省", "2022-01-20", "省长 王予波"),
    ("西藏自治区", "2022-01-04", "自治区主席 严金海"),
    ("陕西省", "2022-01-19", "省长 赵一德"),
    ("甘肃省", "2022-01-17", "省长 任振鹤"),
    ("青海省", "2022-01-21", "省长 信长星"),
    ("宁夏回族自治区", "2022-01-20", "自治区主席 咸辉"),
    ("新疆维吾尔自治区", "2022-01-23", "自治区主席 艾尔肯·吐尼亚孜"),
]


@pytest.fixture(scope="module")
def corpus() -> dict[str, tuple[Reading, ...]]:
    return {path.name[:3]: read_path(path) for path in corpus_files()}


@needs_corpus
@pytest.mark.corpus
def test_the_book_of_reports_is_told_apart_and_described(corpus: dict[str, tuple[Reading, ...]]) -> None:
    reports = [reading.report for reading in corpus["001"]]
    assert [(report.region, report.date, report.speaker) for report in reports] == PROVINCES_2022
    assert {(report.kind, report.year, report.document_number) for report in reports} == {("work_report", 2022, "")}
    assert [report.level for report in reports] == ["national"] + ["province"] * 31
    assert [report.source.ordinal for report in reports] == list(range(1, 33))
    assert all(len(report.sections) >= 10 for report in reports)


SINGLE = [
    ("000", "division_notice", "贵州省", "province", 2022, "黔府办发〔2022〕4号", "2022-01-28", "贵州省人民政府办公厅"),
    ("002", "division_notice", "湖南省", "province", 2022, "湘政发〔2022〕1号", "2022-01-19", "湖南省人民政府"),
    ("003", "work_report", "黔南州", "prefecture", 2024, "", "", "黔南州人民政府"),
    ("004", "work_report", "贵阳市", "prefecture", 2024, "", "2024-01-31", "贵阳市人民政府"),
]


@needs_corpus
@pytest.mark.corpus
@pytest.mark.parametrize(("prefix", "kind", "region", "level", "year", "number", "date", "issuer"), SINGLE)
def test_the_other_papers_are_described(
    corpus: dict[str, tuple[Reading, ...]],
    prefix: str,
    kind: str,
    region: str,
    level: str,
    year: int,
    number: str,
    date: str,
    issuer: str,
) -> None:
    (reading,) = corpus[prefix]
    report = reading.report
    assert (report.kind, report.region, report.level, report.year) == (kind, region, level, year)
    assert (report.document_number, report.date, report.issuer) == (number, date, issuer)


@needs_corpus
@pytest.mark.corpus
def test_the_reports_of_a_file_make_up_its_text(corpus: dict[str, tuple[Reading, ...]]) -> None:
    for path in corpus_files():
        text = path.read_text(encoding="utf-8")
        assert "".join(reading.report.text for reading in corpus[path.name[:3]]) == text


@needs_corpus
@pytest.mark.corpus
def test_every_span_holds_its_quotation(corpus: dict[str, tuple[Reading, ...]]) -> None:
    for readings in corpus.values():
        for reading in readings:
            text = reading.report.text
            for passage in reading.passages:
                assert text[passage.start : passage.end] == passage.text
            for assignment in reading.assignments:
                assert text[assignment.start : assignment.end] == assignment.quote
            for indicator in reading.indicators:
                assert text[indicator.start : indicator.end] == indicator.quote
            for section in reading.report.sections:
                assert 0 <= section.start < section.end <= len(text)


@needs_corpus
@pytest.mark.corpus
def test_passages_cover_the_body_once(corpus: dict[str, tuple[Reading, ...]]) -> None:
    characters = covered = 0
    for readings in corpus.values():
        for reading in readings:
            text, end = reading.report.text, 0
            inside = bytearray(len(text))
            for passage in reading.passages:
                assert passage.start >= end
                end = passage.end
                inside[passage.start : passage.end] = b"\1" * len(passage.text)
            for section in reading.report.sections:
                stop = f"{text}\n".index("\n", section.start)
                if stop - section.start <= len(section.number + section.heading) + 8:
                    inside[section.start : stop] = b"\1" * len(text[section.start : stop])
            for match in re.finditer(r"[\u4e00-\u9fff]", text):
                characters += 1
                covered += inside[match.start()]
    assert covered / characters >= 0.99


@needs_corpus
@pytest.mark.corpus
def test_passages_have_a_readable_length(corpus: dict[str, tuple[Reading, ...]]) -> None:
    reports = [corpus[prefix] for prefix in ("001", "003", "004")]
    lengths = sorted(len(passage.text) for readings in reports for reading in readings for passage in reading.passages)
    assert 150 <= lengths[len(lengths) // 2] <= 260
    assert lengths[-1] <= 460
    assert sum(60 <= length <= 340 for length in lengths) / len(lengths) >= 0.95


@needs_corpus
@pytest.mark.corpus
def test_outlines_count_without_gaps(corpus: dict[str, tuple[Reading, ...]]) -> None:
    for reading in corpus["001"]:
        runs: dict[tuple[str, int], list[int]] = {}
        for section in reading.report.sections:
            found = mark(section.number + section.heading)
            assert found is not None
            runs.setdefault((section.parent, found[0]), []).append(found[1])
        for numbers in runs.values():
            assert numbers == list(range(1, len(numbers) + 1)), reading.report.title


@needs_corpus
@pytest.mark.corpus
def test_reading_the_structure_is_quick() -> None:
    files = [(path.name, path.read_bytes()) for path in corpus_files()]
    begun = time.perf_counter()
    for name, data in files:
        for report in build_reports(load(name, data), "0" * 64):
            cut_passages(report)
    assert time.perf_counter() - begun < 3.0, "a second on a machine of its own"


@needs_corpus
@pytest.mark.corpus
def test_the_scrambled_notice_says_so(corpus: dict[str, tuple[Reading, ...]]) -> None:
    (reading,) = corpus["000"]
    assert any("错乱" in note for note in reading.report.notes)
    assert corpus_file("000").name == reading.report.source.name


def test_a_reading_holds_all_that_was_read() -> None:
    (reading,) = read_reports("方案.txt", NOTICE.encode())
    assert reading.report.source.name == "方案.txt"
    assert reading.report.kind == "division_notice"
    assert len(reading.assignments) == 4
    assert reading.passages
    (report,) = read_reports("报告.txt", PROVINCE.encode())
    assert report.indicators


def test_the_same_bytes_give_the_same_ids() -> None:
    first, again = (read_reports(name, CITY.encode())[0] for name in ("甲.txt", "乙.txt"))
    assert first.report.id == again.report.id
    assert [p.id for p in first.passages] == [p.id for p in again.passages]
    assert read_reports("甲.txt", PROVINCE.encode())[0].report.id != first.report.id


def test_a_path_is_read_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "报告.txt"
    path.write_bytes(CITY.encode("gb18030"))
    (reading,) = read_path(path)
    assert (reading.report.source.name, reading.report.region) == ("报告.txt", "澜州市")


def test_a_missing_file_is_an_error_of_one_line(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError) as caught:
        read_path(tmp_path / "没有.txt")
    assert "\n" not in str(caught.value)


def test_notes_of_the_loader_stay() -> None:
    loaded = plain(CITY)
    noted = type(loaded)(
        name="x.txt", media_type="text/plain", blocks=loaded.blocks, text=loaded.text, notes=("编码有误",)
    )
    (report,) = build_reports(noted, "0" * 64)
    assert report.notes == ("编码有误",)


def test_a_bare_table_of_tasks_under_its_title_is_a_division_notice() -> None:
    document = docx.Document()
    document.add_paragraph("临湖区2026年重点工作责任分工表")
    table = document.add_table(rows=0, cols=4)
    for row in (
        ("序号", "重点任务", "牵头单位", "责任单位"),
        ("1", "建设湖滨公园二期，新增绿地20公顷", "区住房城乡建设局", "区财政局、区自然资源局"),
        ("2", "新建公办幼儿园3所", "区教育局", "区发展改革局"),
    ):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    data = io.BytesIO()
    document.save(data)
    (reading,) = read_reports("分工表.docx", data.getvalue())
    assert (reading.report.kind, reading.report.region, reading.report.year) == ("division_notice", "临湖区", 2026)
    assert [assignment.lead for assignment in reading.assignments] == [("区住房城乡建设局",), ("区教育局",)]
