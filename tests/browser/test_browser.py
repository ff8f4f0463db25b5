"""The main job in a real browser: first start, upload, question, source, history, language, width, hostile papers."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FilePayload, Locator, Page, TimeoutError, expect

from assistant.history import History
from tests.browser.conftest import WAIT, Site, opened_page, running_site

pytestmark = pytest.mark.browser
expect.set_options(timeout=WAIT)

QUOTE = "全区新建雨水花园46座，改造内涝点19处，由区住房城乡建设局牵头。"
REPORT = f"""临湖区2026年政府工作报告
——2026年1月14日在临湖区第八届人民代表大会第六次会议上
临湖区区长 沈知秋
各位代表：
现在，我代表区人民政府向大会报告工作，请予审议。
一、2025年工作回顾
2025年，全区生产总值增长6.1%，城镇新增就业1.8万人。建成口袋公园22个，打通断头路7条。
二、2026年重点工作
（一）建设海绵城市
{QUOTE}完善泵站联动调度，汛前完成管网清淤310公里。
（二）办好社区食堂
新增社区食堂15家，老年人助餐网点覆盖全部街道，继续执行每餐补贴5元的办法。
三、加强自身建设
精简文件会议，把更多时间留给基层。
"""
HOSTILE = """<script>document.title='hacked'</script>栖霞镇2026年工作要点
一、<img src=x onerror="alert(1)">重点工作
栖霞镇修复古渠8公里<script>alert(2)</script>，种植紫云英2600亩<img src=x onerror="alert(3)">，由镇农业服务中心牵头。
二、其他工作
[点击](javascript:alert(4)) **加粗** :red[红色] $x^2$ 古渠沿线设置说明牌40块。
"""


def upload(page: Page, site: Site, *files: FilePayload) -> None:
    """Put files in on the library page and wait until all are done."""
    page.goto(f"{site.url}/library")
    page.locator("input[type=file]").set_input_files(list(files))
    page.get_by_text(re.compile("知道了|Got it")).wait_for()


def paper(name: str, text: str) -> FilePayload:
    return {"name": name, "mimeType": "text/plain", "buffer": text.encode()}


def without_space(text: str) -> str:
    return re.sub(r"\s", "", text)


def ask(page: Page, question: str) -> Locator:
    """The answer to a question that is typed in."""
    before = page.locator(".answer-view").count()
    box = page.get_by_test_id("stChatInputTextArea")
    box.fill(question)
    box.press("Enter")
    answer = page.locator(".answer-view").nth(before)
    answer.wait_for()
    return answer


def expect_no_overflow(page: Page, remark: str) -> None:
    """Wait until the page is no wider than the window, nor anything on it that does not scroll by itself."""
    fits = """() => document.documentElement.scrollWidth <= innerWidth &&
        [...document.querySelectorAll('.answer-view, .reader, .rows, .notice, dl.details, .greeting')]
          .every((node) => node.getBoundingClientRect().right <= innerWidth + 1)"""
    try:
        page.wait_for_function(fits, timeout=3000)
    except TimeoutError:
        pytest.fail(f"wider than the window: {remark}")


def first_answer_seconds(browser: Browser, folder: Path) -> float:
    """Seconds from a server's first start to the first answer; what is seen on the way is checked."""
    folder.mkdir()
    with running_site(folder) as fresh, opened_page(browser) as page:
        page.goto(fresh.url)
        example = page.locator(".st-key-examples button").first
        question = example.locator("p").inner_text().strip()
        example.click()
        expect(page.locator(".answer-view .marker").first).to_be_visible()
        seconds = time.monotonic() - fresh.started
        expect(page.locator(".question")).to_have_text(question)
        page.goto(f"{fresh.url}/library")
        expect(page.locator(".rows .badge")).to_have_count(4)
        assert "Traceback" not in fresh.log.read_text(encoding="utf-8", errors="replace")
    return seconds


def test_the_first_start_shows_the_samples_and_answers_within_ten_seconds(browser: Browser, tmp_path: Path) -> None:
    seconds = first_answer_seconds(browser, tmp_path / "first")
    if seconds >= 10:  # a busy machine: once more, and the better of the two counts
        seconds = min(seconds, first_answer_seconds(browser, tmp_path / "second"))
    assert seconds < 10, f"{seconds:.1f} s from the server's start to the first answer"


def test_an_uploaded_paper_is_asked_about_and_its_source_opens_highlighted(page: Page, site: Site) -> None:
    upload(page, site, paper("临湖区报告.txt", REPORT))
    found = page.locator(".st-key-found .row")
    expect(found).to_have_count(1)
    expect(found).to_contain_text("临湖区2026年政府工作报告")
    found.click()
    details = page.locator("dl.details")
    for value in ("临湖区", "2026", "2026-01-14", "沈知秋"):
        expect(details).to_contain_text(value)
    page.get_by_text("提纲", exact=True).click()
    page.locator(".rows.outline .row", has_text="办好社区食堂").click()
    expect(page.locator(".reader")).to_contain_text("新增社区食堂15家")

    page.goto(site.url)
    answer = ask(page, "临湖区2026年新建多少座雨水花园")
    expect(answer.locator(".answer")).to_contain_text("46座")
    answer.locator(".marker").first.click()
    mark = page.locator(".reader mark").first
    expect(mark).to_be_in_viewport()
    marked = "".join(page.locator(".reader mark").all_inner_texts())
    assert "雨水花园46座" in marked
    history = History(site.data)
    cited = history.turns(history.conversations()[0].id)[-1].turn.answer.citations[0]
    assert without_space(marked) == without_space(cited.quote)
    assert without_space(marked) in without_space(REPORT)
    expect(page.locator(".source-head")).to_contain_text("临湖区2026年政府工作报告")
    expect(page.locator(".source-head")).to_contain_text("建设海绵城市")

    # copying takes the sources along
    page.keyboard.press("Escape")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    answer.locator(".tool.copy").click()
    page.wait_for_function("navigator.clipboard.readText().then((text) => text.includes('临湖区2026年政府工作报告'))")
    assert page.evaluate("navigator.clipboard.readText()").startswith(
        answer.locator(".answer p").first.inner_text()[:4]
    )

    # the list under the answer leads to the same source
    expect(page.locator(".reader")).to_have_count(0)
    answer.locator(".source").first.click()
    expect(page.locator(".reader mark").first).to_be_in_viewport()
    assert "".join(page.locator(".reader mark").all_inner_texts()) == marked


def test_history_judgement_and_deletion_survive_a_reload(page: Page, site: Site) -> None:
    question = "云岭省2025年粮食产量目标是多少"
    answer = ask(page, question)
    text = answer.locator(".answer").inner_text()
    answer.locator(".tool").nth(1).click()
    expect(answer.locator(".tool").nth(1)).to_have_attribute("aria-pressed", "true")
    page.reload()
    expect(page.locator(".question")).to_have_text(question)
    assert page.locator(".answer-view .answer").inner_text() == text
    expect(page.locator(".answer-view .tool").nth(1)).to_have_attribute("aria-pressed", "true")

    page.get_by_text("新对话").click()
    expect(page.locator(".greeting")).to_be_visible()
    row = page.locator("[class*=st-key-talk-]", has_text=question[:10])
    row.get_by_role("button").first.click()
    expect(page.locator(".question")).to_have_text(question)
    row.locator("[class*=st-key-delete-] button").first.click()  # its twin is for touch screens
    page.locator(".st-key-delete-sure button").click()
    expect(row).to_have_count(0)
    page.reload()
    expect(page.locator(".greeting")).to_be_visible()


def test_the_language_switch_turns_every_page_and_stays(page: Page, site: Site) -> None:
    expect(page.locator(".brand")).to_have_text("政府报告助手")
    page.get_by_text("English", exact=True).click()
    expect(page.locator(".brand")).to_have_text("Government Report Assistant")
    expect(page.locator(".greeting h1")).to_contain_text("What would you like")
    page.get_by_role("link", name="Library").click()
    expect(page.locator("h1.page-title")).to_have_text("Library")
    page.reload()
    expect(page.locator("h1.page-title")).to_have_text("Library")
    page.get_by_role("link", name="Settings").click()
    expect(page.locator("h1.page-title")).to_have_text("Settings")
    page.get_by_text("中文", exact=True).click()
    expect(page.locator("h1.page-title")).to_have_text("设置")


def test_at_the_width_of_a_phone_nothing_overflows(phone: Page, site: Site) -> None:
    expect(phone.locator(".st-key-examples button").first).to_be_visible()
    expect_no_overflow(phone, "greeting")
    answer = ask(phone, "云岭省和澜州市2025年地区生产总值增长目标各是多少")
    expect_no_overflow(phone, "answer")
    answer.locator(".marker").first.click()
    expect(phone.locator(".reader mark").first).to_be_in_viewport()
    expect_no_overflow(phone, "source")
    for path, ready in (("/library", ".rows .row"), ("/settings", "dl.settings")):
        phone.goto(site.url + path)
        phone.locator(ready).first.wait_for()
        expect_no_overflow(phone, path)


def test_mark_up_in_papers_is_shown_as_text(page: Page, site: Site) -> None:
    upload(page, site, paper("<img src=x onerror=alert(9)>要点.txt", HOSTILE))
    page.locator(".st-key-found .row").click()
    expect(page.locator("dl.details")).to_contain_text("<img src=x onerror=alert(9)>要点.txt")
    page.get_by_text("全文", exact=True).click()
    expect(page.locator(".reader")).to_be_visible()
    page.goto(site.url)
    answer = ask(page, "栖霞镇修复古渠多少公里")
    expect(answer).to_contain_text("古渠8公里")
    expect(answer).to_contain_text("<script>alert(2)</script>")
    answer.locator(".marker").first.click()
    expect(page.locator(".reader mark").first).to_contain_text("<script>alert(2)</script>")
    page.keyboard.press("Escape")
    ask(page, "<img src=x onerror=alert(5)> **古渠** :red[沿线]说明牌多少块")
    expect(page.locator(".question").last).to_have_text("<img src=x onerror=alert(5)> **古渠** :red[沿线]说明牌多少块")
    assert page.locator("img[src=x]").count() == 0
    assert page.title() != "hacked"  # and no dialog opened: the page fixture holds that


def test_files_that_cannot_be_read_get_one_clear_line_each(page: Page, site: Site) -> None:
    png = b"\x89PNG\r\n\x1a\n" + bytes(300)
    files: list[FilePayload] = [
        {"name": "空的.txt", "mimeType": "text/plain", "buffer": b""},
        {"name": "图片改名.pdf", "mimeType": "application/pdf", "buffer": png},
        {"name": "零字节.docx", "mimeType": "application/octet-stream", "buffer": b""},
        {"name": "程序.exe", "mimeType": "application/octet-stream", "buffer": b"MZ" + bytes(100)},
        {"name": "坏包.zip", "mimeType": "application/zip", "buffer": b"PK\x03\x04" + bytes(40)},
        paper("好的.txt", REPORT.replace("临湖区", "松岭县").replace("沈知秋", "顾行远")),
    ]
    upload(page, site, *files)
    lines = page.locator(".notice.error").all_inner_texts()
    assert len(lines) == 5
    for line, file in zip(lines, files, strict=False):
        assert line.startswith(file["name"] + "：") and "\n" not in line and "Error" not in line, line
    expect(page.locator(".st-key-found .row")).to_contain_text("松岭县2026年政府工作报告")
    page.get_by_text("知道了").click()
    expect(page.locator(".notice.error")).to_have_count(0)
