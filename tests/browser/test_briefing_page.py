"""The briefing page in a real browser: written, its sources opened, edited, kept over a reload, taken along."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import WAIT, Site
from tests.browser.test_browser import ask, expect_no_overflow

pytestmark = pytest.mark.browser
expect.set_options(timeout=WAIT)

TOPIC = "云岭省2025年就业工作要点"


def write(page: Page, site: Site, topic: str = TOPIC) -> Locator:
    """The preview of the briefing on a topic that is typed in."""
    page.goto(f"{site.url}/briefing")
    field = page.locator(".st-key-briefing-topic input")
    field.fill(topic)
    field.press("Tab")
    page.locator(".st-key-briefing-write button").click()
    preview = page.locator(".briefing-view")
    expect(preview.locator("h1")).to_be_visible()
    return preview


def test_a_briefing_is_written_and_its_sources_open(page: Page, site: Site) -> None:
    preview = write(page, site)
    expect(preview.locator("h1")).to_have_text(TOPIC)
    assert preview.locator("h2").all_inner_texts() == [
        "一、总体情况（2024年）",
        "二、主要目标",
        "三、重点任务",
        "四、责任分工",
    ]
    expect(preview.locator("table").first).to_contain_text("50万人以上")
    expect(page.locator(".st-key-briefing-tools")).to_contain_text("/ 900 字")
    preview.locator(".marker").first.click()
    mark = page.locator(".reader mark").first
    expect(mark).to_be_in_viewport()
    assert "53.1万人" in "".join(page.locator(".reader mark").all_inner_texts())


def test_edits_last_over_a_reload_and_go_into_the_files(page: Page, site: Site) -> None:
    preview = write(page, site)
    page.locator(".st-key-briefing-editing").get_by_text("编辑").click()
    title = preview.locator(".title-field")
    title.fill("就业工作一页纸")
    title.press("Tab")
    expect(page.locator("[class*=st-key-talk-]").first).to_contain_text("就业工作一页纸")
    last = preview.locator("section").last
    expect(last.locator(".part-head input")).to_have_value("责任分工")
    last.get_by_role("button", name="上移").first.click()
    expect(preview.locator("section").nth(2).locator(".part-head input")).to_have_value("责任分工")
    points = preview.locator("section").last.locator(".editable")
    before = points.count()
    dropped = points.last.locator(".statement").inner_text()
    points.last.get_by_role("button", name="删去这一条").click()
    expect(points).to_have_count(before - 1)

    page.reload()
    preview = page.locator(".briefing-view")
    expect(preview.locator("h1")).to_have_text("就业工作一页纸")
    expect(preview.locator("h2").nth(2)).to_have_text("三、责任分工")
    words = re.sub(r"[\d。]+$", "", dropped)
    expect(preview).not_to_contain_text(words)

    with page.expect_download() as word:
        page.locator(".st-key-briefing-docx button").click()
    data = Path(word.value.path()).read_bytes()
    assert word.value.suggested_filename == "就业工作一页纸.docx"
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert "就业工作一页纸" in archive.read("word/document.xml").decode()
        assert "word/endnotes.xml" in archive.namelist()
    with page.expect_download() as markdown:
        page.locator(".st-key-briefing-markdown button").click()
    text = Path(markdown.value.path()).read_text(encoding="utf-8")
    assert text.startswith("# 就业工作一页纸") and words not in text.split("## 资料来源")[0]

    # the draft is opened from the list, and removed
    page.locator(".st-key-new-briefing button").click()
    expect(page.locator(".briefing-view")).to_have_count(0)
    row = page.locator("[class*=st-key-talk-]", has_text="就业工作一页纸").first
    row.get_by_role("button").first.click()
    expect(page.locator(".briefing-view h1")).to_have_text("就业工作一页纸")
    row.locator("[class*=st-key-delete-] button").first.click()
    page.locator(".st-key-delete-sure button").click()
    expect(page.locator("[class*=st-key-talk-]", has_text="就业工作一页纸")).to_have_count(0)


def test_an_answer_and_a_link_lead_to_a_briefing(page: Page, site: Site) -> None:
    ask(page, "云岭省2025年城镇新增就业目标是多少")
    page.get_by_role("link", name="生成简报").last.click()
    expect(page.locator(".briefing-view h1")).to_contain_text("云岭省2025年")
    expect(page.locator(".st-key-briefing-topic input")).to_have_value("云岭省2025年城镇新增就业目标是多少")

    page.goto(f"{site.url}/briefing?topic={quote('省教育厅')}&region={quote('云岭省')}&year=2025")
    expect(page.locator(".briefing-view h1")).to_have_text("云岭省教育厅2025年牵头任务")
    assert "topic=" not in page.url


@pytest.mark.parametrize(
    ("topic", "line"), [("云岭省2025年海洋牧场", "没有关于“海洋牧场”的内容"), ("", "没有写明简报的主题")]
)
def test_what_cannot_be_written_is_a_line_on_the_page(page: Page, site: Site, topic: str, line: str) -> None:
    page.goto(f"{site.url}/briefing")
    field = page.locator(".st-key-briefing-topic input")
    field.fill(topic)
    field.press("Tab")
    page.locator(".st-key-briefing-write button").click()
    expect(page.locator(".notice.error")).to_contain_text(line)
    expect(page.locator(".briefing-view")).to_have_count(0)


def test_at_the_width_of_a_phone_the_page_fits(phone: Page, site: Site) -> None:
    preview = write(phone, site, "云岭省2025年政府工作要点")
    expect_no_overflow(phone, "briefing")
    phone.locator(".st-key-briefing-editing").get_by_text("编辑").click()
    expect(preview.locator(".title-field")).to_be_visible()
    expect_no_overflow(phone, "briefing in editing")


def test_the_page_speaks_english_too(page: Page, site: Site) -> None:
    page.goto(f"{site.url}/briefing?lang=en")
    expect(page.locator("h1.page-title")).to_have_text("Briefing")
    expect(page.locator(".st-key-briefing-write")).to_contain_text("Write")
