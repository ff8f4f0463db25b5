"""A small library of invented provinces and a city, held in memory, for the tests of figure answers."""

from __future__ import annotations

import hashlib

from assistant.records import Language, Query
from ingest.extract.indicators import extract_indicators
from ingest.records import Block, Indicator, LoadedFile, Report, ReportEntry
from ingest.structure.reports import build_reports


class MemoryLibrary:
    """What figure answers need of a library: entries, indicators, reports."""

    def __init__(self, reports: tuple[Report, ...]) -> None:
        self._reports = {report.id: report for report in reports}
        read = [(report, extract_indicators(report)) for report in reports]
        self._indicators = tuple(row for _, rows in read for row in rows)
        self._entries = tuple(_entry(report, len(rows)) for report, rows in read)

    def entries(self) -> tuple[ReportEntry, ...]:
        return self._entries

    def indicators(self) -> tuple[Indicator, ...]:
        return self._indicators

    def report(self, report_id: str) -> Report:
        return self._reports[report_id]


def _entry(report: Report, indicators: int) -> ReportEntry:
    return ReportEntry(
        id=report.id,
        title=report.title,
        kind=report.kind,
        region=report.region,
        level=report.level,
        year=report.year,
        issuer=report.issuer,
        document_number=report.document_number,
        date=report.date,
        speaker=report.speaker,
        source=report.source,
        notes=(),
        characters=len(report.text),
        passages=0,
        assignments=0,
        indicators=indicators,
        sample=False,
        added="",
    )


def work_report(region: str, year: int, review: str, targets: str, rest: str = "") -> Report:
    """A work report of our own writing: what was reached last year, what is aimed at this year."""
    text = (
        f"{region}{year}年政府工作报告\n\n一、{year - 1}年工作回顾\n\n{review}\n\n二、{year}年工作安排\n\n"
        f"主要预期目标是：{targets}\n\n（一）重点工作。{rest or '抓好落实。'}\n"
    )
    blocks = tuple(Block(text=line) for line in text.split("\n") if line.strip())
    loaded = LoadedFile(name=f"{region}{year}.txt", media_type="text/plain", text=text, blocks=blocks)
    digest = hashlib.sha256(f"{region}{year}".encode()).hexdigest()
    (report,) = build_reports(loaded, digest)
    return report


def library() -> MemoryLibrary:
    """Four provinces in 2025, one of them in 2024 as well, and a city of one."""
    return MemoryLibrary(
        (
            work_report(
                "云岭省",
                2024,
                "全省地区生产总值增长5.1%，社会消费品零售总额增长6.2%。",
                "地区生产总值增长6%左右；城镇新增就业40万人。",
            ),
            work_report(
                "云岭省",
                2025,
                "全省地区生产总值达到1.25万亿元、增长5.6%，城镇新增就业42.5万人，城乡居民收入分别增长5%和7%。云溪新区地区生产总值增长11%。",
                "地区生产总值增长6%左右；规上工业增加值增长7%以上；固定资产投资增长5%；城镇新增就业40万人以上；居民收入增长与经济增长基本同步；居民消费价格涨幅2%左右。",
                "力争社会消费品零售总额增长8%以上。到2027年，市场主体达到300万户。",
            ),
            work_report(
                "海曲省",
                2025,
                "地区生产总值增长6.3%，固定资产投资下降1.5%，城镇新增就业55万人。",
                "地区生产总值增长6%以上；固定资产投资增长5%左右；城镇新增就业50万人；城镇、农村居民人均可支配收入分别增长6%、8%左右。",
                "全年投资增长9%。",
            ),
            work_report(
                "北岭省",
                2025,
                "地区生产总值突破9000亿元、增长4.9%，城镇新增就业18万人。",
                "地区生产总值增长5.5%；城镇新增就业16万人；居民收入稳定增长。",
                "消费提质扩容。",
            ),
            work_report("南屏省", 2025, "地区生产总值增长5.2%。", "城镇新增就业20万人。"),
            work_report(
                "澜州市", 2025, "全市地区生产总值增长7.1%。", "地区生产总值增长7%左右；社会消费品零售总额增长9%。"
            ),
        )
    )


def asked(question: str, *regions: str, years: tuple[int, ...] = (), language: Language = "zh") -> Query:
    """A question as it is understood, with the regions and years that it names."""
    return Query(
        question=question,
        text=question,
        language=language,
        intent="figure",
        regions=regions,
        years=years,
        figure_years=years,
    )
