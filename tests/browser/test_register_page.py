"""The register in a real browser: filter a unit, sort, open a source, count, take the table along."""

from __future__ import annotations

import csv
import io
import re
from itertools import pairwise
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Locator, Page, expect

from ingest.library.library import Library
from ingest.records import Assignment
from ingest.settings import LibrarySettings
from tests.browser.conftest import WAIT, Site
from tests.browser.test_browser import expect_no_overflow, without_space

pytestmark = pytest.mark.browser
expect.set_options(timeout=WAIT)

UNIT = "省农业农村厅"


def led_by(site: Site, unit: str) -> tuple[Assignment, ...]:
    """What the library itself holds for the unit as lead, in the order of the source."""
    with Library.open(LibrarySettings(data_dir=site.data)) as library:
        return tuple(item for item in library.assignments() if unit in item.lead)


def open_register(page: Page, site: Site, query: str = "") -> Locator:
    page.goto(f"{site.url}/register{query}")
    table = page.locator(".data-table")
    table.wait_for()
    return table


def choose(page: Page, key: str, option: str) -> None:
    """Type into a select box and take the option."""
    box = page.locator(f".st-key-{key} input")
    box.click()
    box.fill(option)
    page.get_by_role("option", name=option, exact=True).click()


def test_a_unit_is_filtered_and_its_task_opens_with_the_bracket_highlighted(page: Page, site: Site) -> None:
    table = open_register(page, site)
    choose(page, "register-unit", UNIT)
    page.locator(".st-key-register-role").get_by_text("牵头", exact=True).click()
    items = led_by(site, UNIT)
    assert len(items) > 3
    expect(table.locator("tbody tr")).to_have_count(len(items))
    expect(page.locator("body")).to_contain_text(f"{UNIT}：牵头 {len(items)} 条")
    for cell in table.locator("td.lead").all():
        expect(cell.locator("strong")).to_have_text(UNIT)

    row = table.locator("tbody tr").nth(2)
    row.locator("td.task button").click()
    mark = page.locator(".reader mark").first
    expect(mark).to_be_in_viewport()
    marked = without_space("".join(page.locator(".reader mark").all_inner_texts()))
    assert without_space(items[2].quote) in marked, "the bracket"
    assert without_space(items[2].text) in marked, "and the task's own words"
    expect(page.locator(".source-head")).to_contain_text("责任分工方案")

    # the sentence of the work report that the task carries out is the next source
    assert items[2].carries_out is not None
    page.locator(".st-key-source-steps").get_by_text("下一条").click()
    expect(page.locator(".source-head .title")).to_have_text("云岭省2025年政府工作报告")
    page.get_by_role("dialog").get_by_role("button", name="Close").click()
    expect(page.locator(".reader")).to_have_count(0)

    # the filter stands in the address: a reload and another tab show the same
    page.reload()
    expect(table.locator("tbody tr")).to_have_count(len(items))
    assert "unit=" in page.url and "role=lead" in page.url


def test_what_is_listed_is_downloaded_as_xlsx_and_csv(page: Page, site: Site, tmp_path: Path) -> None:
    open_register(page, site, f"?unit={UNIT}&role=lead")
    items = led_by(site, UNIT)
    with page.expect_download() as waiting:
        page.locator(".st-key-register-xlsx button").click()
    file = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(file)
    assert file.name.endswith(".xlsx") and UNIT in file.name
    book = load_workbook(file)
    heading, *rows = book.worksheets[0].iter_rows(values_only=True)
    lines = [dict(zip(heading, row, strict=True)) for row in rows]
    assert [line["序号"] for line in lines] == [item.task_number for item in items]
    assert [line["牵头单位"] for line in lines] == ["、".join(item.lead) for item in items]
    assert [without_space(str(line["原文依据"])) for line in lines] == [without_space(item.quote) for item in items]
    assert UNIT in str(book["说明"]["A1"].value), "the second sheet says what was filtered for"

    with page.expect_download() as waiting:
        page.locator(".st-key-register-csv button").click()
    text = Path(waiting.value.path()).read_bytes()
    assert text.startswith(b"\xef\xbb\xbf")
    heading_csv, *rows_csv = csv.reader(io.StringIO(text.decode("utf-8-sig"), newline=""))
    assert tuple(heading_csv) == heading and len(rows_csv) == len(items)


def test_what_is_filtered_becomes_the_topic_of_a_briefing(page: Page, site: Site) -> None:
    open_register(page, site, f"?unit={UNIT}&region=云岭省")
    page.locator(".st-key-downloads").get_by_role("link", name="生成简报").click()
    page.locator("h1.page-title", has_text="简报").wait_for()
    expect(page.get_by_role("textbox").first).to_have_value(UNIT)


def test_headings_sort_and_pages_turn(page: Page, site: Site) -> None:
    table = open_register(page, site)
    first = table.locator("tbody tr").first
    expect(first.locator("td.number span").first).to_have_text("1")
    expect(table.locator("tbody tr")).to_have_count(20)
    page.get_by_role("button", name="Next page").or_(
        page.locator(".st-key-register-table-foot button").last
    ).first.click()
    expect(table.locator("tbody tr").first.locator("td.number span").first).not_to_have_text("1")

    due = table.locator("th button", has_text="完成时限")
    due.click()
    expect(table.locator("th[aria-sort=ascending]")).to_contain_text("完成时限")
    expect(first.locator("td.due")).not_to_have_class(re.compile("empty"))
    rising = first.locator("td.due").inner_text()
    due.click()
    expect(table.locator("th[aria-sort=descending]")).to_contain_text("完成时限")
    expect(first.locator("td.due")).not_to_have_text(rising)
    due.click()
    expect(table.locator("th[aria-sort]")).to_have_count(0)
    expect(first.locator("td.number span").first).to_have_text("1")


def test_words_without_a_task_say_so_and_are_cleared(page: Page, site: Site) -> None:
    page.goto(f"{site.url}/register?text=没有这样的词")
    expect(page.locator("body")).to_contain_text("没有符合条件的任务")
    page.get_by_text("清除筛选").click()
    expect(page.locator(".data-table tbody tr")).to_have_count(20)


def test_units_are_counted_as_sorted_bars_with_chinese_labels(page: Page, site: Site) -> None:
    open_register(page, site)
    page.get_by_text("单位统计", exact=True).click()
    chart = page.locator(".st-key-register-chart svg.marks")
    chart.wait_for()
    labels = chart.locator(".role-axis-label text").all_text_contents()
    units = [label for label in labels if label.startswith("省")]
    with Library.open(LibrarySettings(data_dir=site.data)) as library:
        leads = [sum(unit in item.lead for item in library.assignments()) for unit in units]
    assert len(units) >= 15 and leads == sorted(leads, reverse=True)
    boxes = [node.bounding_box() for node in chart.locator(".role-axis-label text").all()]
    rows = sorted(
        (box for box, label in zip(boxes, labels, strict=True) if box and label.startswith("省")),
        key=lambda box: box["y"],
    )
    assert all(upper["y"] + upper["height"] <= lower["y"] + 1 for upper, lower in pairwise(rows))
    for word in ("单独牵头", "共同牵头", "参与"):
        expect(chart).to_contain_text(word)


def test_on_a_phone_each_task_is_a_card(phone: Page, site: Site) -> None:
    table = open_register(phone, site, f"?unit={UNIT}")
    expect_no_overflow(phone, "register")
    for button in phone.locator(".st-key-head").locator("button, a").all():
        place = button.bounding_box()
        assert place is not None and place["x"] + place["width"] <= 390, "every button is within reach"
    card = table.locator("tbody tr").first
    box = card.bounding_box()
    assert box is not None and box["width"] <= 390
    assert table.locator("thead").is_hidden()
    card.locator("td.participants").click()
    expect(phone.locator(".reader mark").first).to_be_in_viewport()
    expect_no_overflow(phone, "source")
