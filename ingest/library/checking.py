"""Whether the library is whole: every report and its records, and the indexes beside the catalog."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ingest.errors import LibraryError
from ingest.library.catalog import Catalog
from ingest.library.indexing import Indexes
from ingest.records import Report, ReportEntry


@dataclass(frozen=True, kw_only=True)
class Problem:
    """One thing that is wrong, in a line for the reader."""

    text: str
    english: str


def check(catalog: Catalog, indexes: Indexes) -> tuple[Problem, ...]:
    """All that is wrong; nothing where the library is whole."""
    said = catalog.damage()
    if said:
        return (Problem(text=f"资料库文件已损坏：{said}", english=f"the database file is damaged: {said}"),)
    return (*_reports(catalog), *_words(catalog, indexes), *_vectors(catalog, indexes))


def _reports(catalog: Catalog) -> Iterator[Problem]:
    reports: dict[str, Report] = {}
    for entry in catalog.entries():
        report = catalog.report(entry.id)
        if report is None:
            yield Problem(text=f"{entry.title}（{entry.id}）：正文缺失", english=f"{entry.id}: the text is missing")
            continue
        reports[entry.id] = report
        wrong = list(_records(catalog, entry, report))
        if wrong:
            named = "、".join(wrong)
            yield Problem(
                text=f"{entry.title}（{entry.id}）：{named}与原文不符，请重新加入文件 {entry.source.name}",
                english=f"{entry.id}: {named} do not agree with the text; add the file {entry.source.name} again",
            )
    for assignment in catalog.assignments():
        for link in (assignment.recovered, assignment.carries_out):
            if link is not None and not _stands(reports.get(link.report_id), link.start, link.end, link.quote):
                yield Problem(
                    text=f"任务 {assignment.id}：对应的原文不在报告 {link.report_id} 中",
                    english=f"assignment {assignment.id}: its sentence is not in report {link.report_id}",
                )


def _records(catalog: Catalog, entry: ReportEntry, report: Report) -> Iterator[str]:
    """The kinds of records of a report that do not fit its text or are not all there."""
    passages, assignments = catalog.passages(entry.id), catalog.assignments(entry.id)
    indicators = catalog.indicators(entry.id)
    size = len(report.text)
    known = {section.id for section in report.sections} | {""}
    if size != entry.characters:
        yield "正文"
    if any(not 0 <= section.start <= section.end <= size for section in report.sections):
        yield "章节"
    if (
        len(passages) != entry.passages
        or not all(_stands(report, passage.start, passage.end, passage.text) for passage in passages)
        or not all(passage.section_id in known for passage in passages)
    ):
        yield "段落"
    if len(assignments) != entry.assignments or not all(_stands(report, a.start, a.end, a.quote) for a in assignments):
        yield "任务"
    if len(indicators) != entry.indicators or not all(_stands(report, i.start, i.end, i.quote) for i in indicators):
        yield "指标"


def _stands(report: Report | None, start: int, end: int, quote: str) -> bool:
    return report is not None and 0 <= start <= end <= len(report.text) and report.text[start:end] == quote


def _words(catalog: Catalog, indexes: Indexes) -> Iterator[Problem]:
    wanted = frozenset(catalog.passage_ids())
    try:
        index, _ = indexes.words.reader()
        held = index.passage_ids() if index is not None else frozenset()
        count = index.count() if index is not None else 0
    except LibraryError as error:
        yield Problem(text=f"字词索引无法打开：{error}", english=f"the word index cannot be opened: {error}")
        return
    if held != wanted or count != len(wanted):
        missing, extra = len(wanted - held), max(count - len(wanted & held), 0)
        yield Problem(
            text=f"字词索引与资料库不一致：缺 {missing} 段，多 {extra} 段",
            english=f"the word index does not agree with the catalog: {missing} passages missing, {extra} too many",
        )


def _vectors(catalog: Catalog, indexes: Indexes) -> Iterator[Problem]:
    """Vectors of another embedding are no damage: a note says so elsewhere."""
    if not indexes.passage_vectors.match():
        return
    wanted = frozenset(catalog.passage_ids())
    unstored = len(wanted - catalog.vectors.passage_ids(indexes.passage_vectors.name))
    if unstored:
        yield Problem(text=f"有 {unstored} 段还没有向量", english=f"{unstored} passages have no vector yet")
    try:
        index, _ = indexes.vectors.reader()
        held = index.passage_ids() if index is not None else frozenset()
        readable = index is None or index.readable()
    except LibraryError as error:
        yield Problem(text=f"向量索引无法打开：{error}", english=f"the vector index cannot be opened: {error}")
        return
    missing, extra = len(wanted - held) - unstored, len(held - wanted)
    if missing > 0 or extra:
        yield Problem(
            text=f"向量索引与资料库不一致：缺 {missing} 段，多 {extra} 段",
            english=f"the vector index does not agree with the catalog: {missing} passages missing, {extra} too many",
        )
    elif not readable:
        yield Problem(text="向量索引中有向量无法读出", english="some vectors of the index cannot be read")
