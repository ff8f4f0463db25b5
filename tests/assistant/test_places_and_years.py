"""Regions and years of a question against an invented library."""

from __future__ import annotations

import pytest

from assistant.names import LibraryNames, short_name
from assistant.places_and_years import places, years
from ingest.records import Kind, ReportEntry, Scope, Source


def entry(region: str, year: int, kind: Kind = "work_report") -> ReportEntry:
    return ReportEntry(
        id=f"{region}{year}{kind}",
        title=f"{region}{year}年政府工作报告",
        kind=kind,
        region=region,
        level="province",
        year=year,
        issuer="",
        document_number="",
        date="",
        speaker="",
        source=Source(name="x.txt", sha256="0", ordinal=1, media_type="text/plain"),
        notes=(),
        characters=1,
        passages=1,
        assignments=0,
        indicators=0,
        sample=False,
        added="",
    )


NAMES = LibraryNames.of(
    [
        entry("云岭省", 2024),
        entry("云岭省", 2025),
        entry("澜州市", 2025),
        entry("贵州省", 2022),
        entry("湖南省", 2022),
        entry("贵阳市", 2024),
        entry("全国", 2022),
    ]
)

PLACES = [
    ("云岭省2025年GDP目标", ("云岭省",), (), "an invented region by its full name"),
    ("云岭今年的目标", ("云岭省",), (), "and by its short name"),
    ("黔湘两省谁高", ("贵州省", "湖南省"), (), "single-character names beside each other"),
    ("贵州省贵阳市的数字经济", ("贵阳市",), (), "written in one, the narrower counts"),
    ("贵州和贵阳比", ("贵州省", "贵阳市"), (), "named apart, both count"),
    ("湖南长沙建设什么中心", ("湖南省",), (), "a place without a report inside one that has is matter"),
    ("深圳2022年目标", ("深圳市",), ("深圳市",), "a place that the library does not hold"),
    ("哪些省的目标最高", (), (), "a word that ranges over regions is no name"),
    ("2022年国家为此设立了什么", ("全国",), (), "the State Council's report"),
    ("国家级实验室有几个", (), (), "国家级 is no region"),
    ("是不是要跑赢全国", (), (), "全国 as a measure is no region"),
    ("which unit leads the task in Hunan?", ("湖南省",), (), "an English name"),
    ("What is Yunling's target?", ("云岭省",), (), "an invented name in pinyin"),
]


@pytest.mark.parametrize(("text", "regions", "absent", "remark"), PLACES, ids=[row[-1] for row in PLACES])
def test_regions_of_a_question(text: str, regions: tuple[str, ...], absent: tuple[str, ...], remark: str) -> None:
    found = places(text, NAMES)
    assert (found.regions, found.absent) == (regions, absent)


YEARS = [
    ("云岭2025年目标", ("云岭省",), (2025,), "a full year"),
    ("25年目标", (), (2025,), "a year of two digits"),
    ("云岭 25 gdp 目标", ("云岭省",), (2025,), "telegram style: a bare number that is a year of the library"),
    ("贵州今年的目标", ("贵州省",), (2022,), "今年 is the region's newest report"),
    ("云岭去年增长多少", ("云岭省",), (2024,), "去年 is the year before"),
    ("明年呢", (), (2026,), "明年 is the year after the library's newest"),
    ("去年（2021年）涨了多少", (), (2021,), "a stated year wins over the word"),
    ("新建2500个站点", (), (), "a count is no year"),
    ("近20年来", (), (), "a span is no year"),
    ("last year's growth in Hunan", ("湖南省",), (2021,), "English words for years"),
]


@pytest.mark.parametrize(("text", "regions", "expected", "remark"), YEARS, ids=[row[-1] for row in YEARS])
def test_years_of_a_question(text: str, regions: tuple[str, ...], expected: tuple[int, ...], remark: str) -> None:
    assert years(text, NAMES, regions).years == expected


def test_a_year_is_searched_in_its_own_report_and_in_the_next() -> None:
    assert NAMES.scope_of(("云岭省",), (2024,)) == Scope(regions=("云岭省",), years=(2024, 2025))
    assert NAMES.scope_of(("贵州省",), (2021,)) == Scope(regions=("贵州省",), years=(2022,))


@pytest.mark.parametrize(
    ("region", "short"),
    [("贵州省", "贵州"), ("云岭省", "云岭"), ("广西壮族自治区", "广西"), ("澜州市", "澜州"), ("石桥县", "石桥")],
)
def test_short_names(region: str, short: str) -> None:
    assert short_name(region) == short
