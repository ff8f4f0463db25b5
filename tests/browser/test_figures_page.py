"""The figures' page in a real browser: choose, compare, open a source, take table and chart along."""

from __future__ import annotations

import io
import struct
from itertools import combinations
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import WAIT, Site, opened_page
from tests.browser.test_browser import expect_no_overflow, paper, upload, without_space
from tests.browser.test_register_page import choose

pytestmark = pytest.mark.browser
expect.set_options(timeout=WAIT)

PROVINCES = {
    "岚山省": ("7%以上", "310亿斤以上"),
    "苍河省": ("6%左右", "确保290亿斤"),
    "望海省": ("力争6.5%", ""),
    "桐岭省": ("5%", "90万吨"),
}
NATION = "5.2%左右"
LINE = 16  # pixels that a line of a label needs


def report(region: str, growth: str, grain: str) -> str:
    """A work report of our own writing with two targets."""
    speaker = "国务院总理 沈知远" if region == "全国" else f"{region}省长 沈知远"
    title = "2025年政府工作报告" if region == "全国" else f"{region}2025年政府工作报告"
    gdp = "国内生产总值" if region == "全国" else "地区生产总值"
    more = f"粮食产量{grain}；" if grain else ""
    return (
        f"{title}\n——2025年1月12日在{region}第十四届人民代表大会第三次会议上\n{speaker}\n各位代表：\n"
        f"一、2024年工作回顾\n过去一年，{gdp}增长5.1%。\n二、2025年工作安排\n今年的主要预期目标是："
        f"{gdp}增长{growth}；{more}居民消费价格涨幅2%左右。\n三、重点工作\n抓好落实，办好实事。\n"
    )


@pytest.fixture(scope="module")
def with_provinces(browser: Browser, site: Site) -> Site:
    """The shared server with five more reports in its library."""
    with opened_page(browser) as page:
        papers = [paper(f"{region}.txt", report(region, *targets)) for region, targets in PROVINCES.items()]
        upload(page, site, *papers, paper("全国.txt", report("全国", NATION, "1.39万亿斤左右")))
    return site


def open_figures(page: Page, site: Site, query: str = "") -> Locator:
    page.goto(f"{site.url}/figures{query}")
    table = page.locator(".data-table")
    table.wait_for()
    page.locator(".st-key-figures-chart svg.marks .role-axis-label").first.wait_for()
    return table


def column(table: Locator, key: str) -> list[str]:
    return [text.strip() for text in table.locator(f"td.{key}").all_inner_texts()]


def test_an_indicator_is_compared_and_opened_at_its_source(page: Page, with_provinces: Site) -> None:
    table = open_figures(page, with_provinces)
    choose(page, "figures-indicator", "粮食产量")
    page.locator(".st-key-figures-kind").get_by_text("目标", exact=True).click()
    expect(table.locator("tbody tr").first).to_contain_text("1.39万亿斤左右")
    places, figures = column(table, "place"), column(table, "figure")
    assert places[:5] == ["全国", "岚山省", "苍河省", "云岭省", "桐岭省"], "1400万吨 are 280亿斤, 90万吨 are 18"
    assert figures[1:3] == ["310亿斤以上", "确保290亿斤"]
    assert set(places[5:]) == {"望海省", "澜州市"} | set(places[7:]) and set(figures[5:]) == {"未提出"}

    silent = table.locator("tbody tr", has_text="望海省")
    silent.click()
    row = table.locator("tbody tr", has_text="苍河省")
    row.locator("td.source button").click()
    expect(page.locator(".reader mark").first).to_be_in_viewport()
    marked = "".join(page.locator(".reader mark").all_inner_texts())
    assert "确保290亿斤" in without_space(marked)
    expect(page.locator(".source-head .title")).to_have_text("苍河省2025年政府工作报告")
    page.keyboard.press("Escape")

    table.locator("th button", has_text="数值").click()
    expect(table.locator("tbody tr").first).to_contain_text("未提出")
    table.locator("th button", has_text="数值").click()
    expect(table.locator("tbody tr").first).to_contain_text("全国")


def test_the_chart_is_sorted_labelled_and_has_the_nations_line(page: Page, with_provinces: Site) -> None:
    open_figures(page, with_provinces, "?indicator=地区生产总值增速&kind=target&year=2025")
    chart = page.locator(".st-key-figures-chart svg.marks")
    expect(chart).to_contain_text("2025年地区生产总值增速（目标）")
    names = [text for text in chart.locator(".role-axis-label text").all_text_contents() if not text[:1].isdigit()]
    assert names[0] == "岚山" and set(names[1:3]) == {"望海", "澜州"} and {"全国", "桐岭", "云岭"} < set(names)
    for label in ("7%以上", "力争6.5%", "6%左右", NATION):
        expect(chart).to_contain_text(label)
    assert chart.locator(".mark-rule.role-mark line").count() == 1
    line = chart.locator(".mark-rule.role-mark line").bounding_box()
    bars = chart.locator(".mark-rect path")
    ends = [box["x"] + box["width"] for box in (bar.bounding_box() for bar in bars.all()) if box]
    assert ends == sorted(ends, reverse=True)
    nation = ends[names.index("全国")]
    assert line is not None and abs(line["x"] + line["width"] / 2 - nation) < 3
    expect_labels_apart(chart)


def expect_labels_apart(chart: Locator) -> None:
    """No two labels of the names' axis, and no two of the figures, lie over one another; all lie inside the chart."""
    frame = chart.bounding_box()
    assert frame is not None
    for group in (".role-axis-label text", ".mark-text text"):
        boxes = [box for box in (node.bounding_box() for node in chart.locator(group).all()) if box and box["width"]]
        assert boxes
        for box in boxes:
            assert box["x"] >= frame["x"] - 1 and box["x"] + box["width"] <= frame["x"] + frame["width"] + 1
        for one, other in combinations(boxes, 2):
            same = abs(one["x"] - other["x"]) < 6 and abs(one["y"] - other["y"]) < 6  # a label and its halo are one
            aside = one["x"] + one["width"] <= other["x"] + 1 or other["x"] + other["width"] <= one["x"] + 1
            assert same or aside or abs(one["y"] - other["y"]) > LINE, (one, other)


def test_table_and_chart_are_downloaded(page: Page, with_provinces: Site, tmp_path: Path) -> None:
    table = open_figures(page, with_provinces, "?indicator=地区生产总值增速&kind=target&year=2025")
    rows = table.locator("tbody tr").count()
    with page.expect_download() as waiting:
        page.locator(".st-key-figures-xlsx button").click()
    file = tmp_path / "figures.xlsx"
    waiting.value.save_as(file)
    assert waiting.value.suggested_filename == "2025年地区生产总值增速（目标）.xlsx"
    heading, *lines = load_workbook(file).worksheets[0].iter_rows(values_only=True)
    assert len(lines) == rows
    read = {line[heading.index("地区")]: line[heading.index("数值")] for line in lines}
    assert {region: read[region] for region in PROVINCES} == {
        region: targets[0] for region, targets in PROVINCES.items()
    }
    assert [line[heading.index("地区")] for line in lines] == column(table, "place")

    with page.expect_download() as waiting:
        page.locator(".save-image").click()
    assert waiting.value.suggested_filename == "2025年地区生产总值增速（目标）.png"
    data = Path(waiting.value.path()).read_bytes()
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", data[16:24])
    box = page.locator(".st-key-figures-chart svg.marks").bounding_box()
    assert box is not None and width >= 1600 and abs(width / height - (box["width"] + 24) / (box["height"] + 24)) < 0.02
    image = Image.open(io.BytesIO(data)).convert("RGB")
    colours = {colour for _, colour in image.getcolors(maxcolors=1 << 24) or []}
    assert {(0x7B, 0xA3, 0xB3), (0xB5, 0x65, 0x2B), (255, 255, 255)} <= colours, "bars, the nation, white paper"
    title = image.crop((0, 0, width, height // 10)).convert("L")
    assert sum(title.histogram()[:100]) > 500, "the title is drawn"


def test_regions_limit_the_table_and_stay_in_the_address(page: Page, with_provinces: Site) -> None:
    table = open_figures(page, with_provinces, "?indicator=GDP&kind=target&year=2025&region=岚山省&region=望海省")
    assert column(table, "place") == ["岚山省", "望海省"]
    assert page.url.count("region=") == 2
    page.get_by_role("link", name="责任分工").click()
    page.locator("h1.page-title", has_text="责任分工").wait_for()
    page.get_by_role("link", name="指标对比").click()
    expect(table.locator("tbody tr")).to_have_count(2)


def test_on_a_phone_nothing_overflows(browser: Browser, with_provinces: Site) -> None:
    with opened_page(browser, (390, 844)) as phone:
        table = open_figures(phone, with_provinces, "?indicator=地区生产总值增速&kind=target&year=2025")
        expect_no_overflow(phone, "figures")
        expect_labels_apart(phone.locator(".st-key-figures-chart svg.marks"))
        table.locator("tbody tr", has_text="望海省").locator("td.figure").click()
        expect(phone.locator(".reader mark").first).to_contain_text("力争6.5%")
