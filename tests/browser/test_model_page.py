"""A chat model in a real browser: entered and tested on the settings page, then honest, lying, failing, slow and stopped."""

from __future__ import annotations

import re
import stat
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from assistant.saved_settings import SAVED_FILE, SavedSettings, load_saved, save
from tests.browser.conftest import PHONE, WAIT, Site, opened_page, running_site
from tests.browser.test_browser import ask, expect_no_overflow, paper, upload
from tests.servers.scripted import Exchange, Script, ScriptedServer, scripted_server

pytestmark = pytest.mark.browser
expect.set_options(timeout=WAIT)

KEY = "sk-shown-to-nobody"
QUESTION = "云岭省2025年通信网络建设5G基站方面要做什么"
HONEST = "云岭省2025年新建5G基站1.8万个[{n}]。"
SECOND = "行政村5G通达率达到98%以上[{n}]。"
ALTERED = "行政村5G通达率达到97%以上[{n}]。"
WHOLLY_ALTERED = "云岭省2025年新建5G基站9.7万个[{n}]。"
COUNTIES = ("临湖区", "石桥县", "岚溪县", "望川县", "云墅县", "鹤岭县")


def county_paper(county: str, number: int) -> str:
    return f"""{county}2026年政府工作报告
各位代表：
现在，我代表{county}人民政府向大会报告工作，请予审议。
一、2025年工作回顾
2025年，{county}生产总值增长{number}%，建成口袋公园{number + 10}个。
二、2026年重点工作
（一）发展乡村旅游
{county}改造乡村旅游公路{number * 7}公里，新增民宿{number * 3}家。
（二）保护古村落
{county}修缮古村落{number}处，为乡村旅游增添去处。
（三）培育旅游人才
{county}培训乡村旅游讲解员{number * 20}人。
"""


def source_number(exchange: Exchange) -> str:
    """The number of the first passage in the prompt that holds 1.8万个; 0 where none does."""
    for block in re.split(r"\n(?=\[\d+\] )", exchange.prompt):
        number = re.match(r"\[(\d+)\] ", block)
        if number and "1.8万个" in block:
            return number[1]
    return "0"


def says(*sentences: str, pause: float = 0.0) -> Script:
    """A model that says these sentences whatever it is asked, and 正常 to a test of the connection."""

    def script(exchange: Exchange) -> None:
        if "正常" in exchange.prompt:
            exchange.answer("正常")
        else:
            exchange.answer("".join(sentences).format(n=source_number(exchange)), pause=pause)

    return script


@dataclass(frozen=True, kw_only=True)
class Modelled:
    """A server of the app over the samples, and the endpoint that it is set to."""

    site: Site
    endpoint: ScriptedServer


@pytest.fixture(scope="module")
def modelled(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Modelled]:
    folder = tmp_path_factory.mktemp("modelled")
    with scripted_server(says(HONEST), models=("tao-small", "tao-large")) as endpoint:
        save(folder / "data", SavedSettings(chat_model="tao-small", base_url=endpoint.url, api_key=KEY))
        with running_site(folder) as site, opened_page(browser) as page:
            page.goto(site.url)
            page.locator(".st-key-examples button").first.wait_for(timeout=WAIT)
            yield Modelled(site=site, endpoint=endpoint)


@contextmanager
def chat(browser: Browser, modelled: Modelled, script: Script, size: tuple[int, int] = (1280, 860)) -> Iterator[Page]:
    """The chat page while the endpoint follows ``script``; whatever the page shows, if only for a moment, is noted."""
    modelled.endpoint.script = script
    with opened_page(browser, size) as page:
        page.goto(modelled.site.url)
        page.get_by_test_id("stChatInputTextArea").wait_for()
        page.evaluate(
            """() => {
              window.everShown = "";
              const note = () => { window.everShown += document.body.innerText + "\\n"; };
              new MutationObserver(note).observe(document.body, { childList: true, subtree: true, characterData: true });
            }"""
        )
        yield page


def ever_shown(page: Page) -> str:
    return str(page.evaluate("window.everShown"))


def begin(page: Page, question: str) -> Locator:
    """Ask, and do not wait; the place of the answer that is being written."""
    page.get_by_test_id("stChatInputTextArea").fill(question)
    page.get_by_test_id("stChatInputTextArea").press("Enter")
    return page.get_by_test_id("stChatMessage").last


def test_an_altered_figure_is_never_on_the_page_and_what_was_left_out_is_said(
    browser: Browser, modelled: Modelled
) -> None:
    with chat(browser, modelled, says(HONEST, ALTERED, pause=0.02)) as page:
        answer = ask(page, QUESTION)
        expect(answer.locator(".answer")).to_contain_text("1.8万个")
        expect(answer.locator(".notes li")).to_have_count(1)
        expect(answer.locator(".notes")).to_contain_text("1句")
        expect(answer.locator(".meta")).to_contain_text("1 句照原样，0 句改正，1 句略去")
        assert "1.8万个" in ever_shown(page) and "97%" not in ever_shown(page)


def test_where_every_figure_is_altered_the_answer_without_a_model_stands(browser: Browser, modelled: Modelled) -> None:
    with chat(browser, modelled, says(WHOLLY_ALTERED)) as page:
        answer = ask(page, QUESTION)
        expect(answer.locator(".answer")).to_contain_text("1.8万个")
        expect(answer.locator(".notes")).to_contain_text("改用不经模型的回答")
        expect(answer.locator(".meta")).not_to_contain_text("tao-small")
        assert "9.7万" not in ever_shown(page)


def test_a_failing_model_costs_one_line_and_no_answer(browser: Browser, modelled: Modelled) -> None:
    with chat(browser, modelled, lambda exchange: exchange.status(500), PHONE) as page:
        answer = ask(page, QUESTION)
        expect(answer.locator(".answer")).to_contain_text("1.8万个")
        expect(answer.locator(".notes li")).to_have_count(1)
        expect(answer.locator(".notes")).to_contain_text("模型")
        answer.locator(".marker").first.click()
        expect(page.locator(".reader mark").first).to_be_in_viewport()
        expect_no_overflow(page, "answer without the model")


def test_the_stop_button_keeps_what_was_verified(browser: Browser, modelled: Modelled) -> None:
    def hangs(exchange: Exchange) -> None:
        exchange.begin()
        exchange.piece(HONEST.format(n=source_number(exchange)) + "行政村")
        exchange.silence()

    with chat(browser, modelled, hangs) as page:
        expect(begin(page, QUESTION)).to_contain_text("1.8万个")
        page.locator(".st-key-stop button").click()
        answer = page.locator(".answer-view")
        expect(answer.locator(".answer")).to_contain_text("新建5G基站1.8万个")
        expect(answer.locator(".marker")).to_have_count(1)
        expect(answer.locator(".notes li")).to_have_count(1)
        expect(answer.locator(".notes")).to_contain_text("已按要求停止")
        expect(answer.locator(".answer")).not_to_contain_text("行政村")


def test_a_long_scope_says_how_far_it_has_read(browser: Browser, modelled: Modelled) -> None:
    read_on = threading.Event()

    def reads_in_parts(exchange: Exchange) -> None:
        read_on.wait(WAIT / 1000)
        numbered = re.findall(r"\[(\d+)\] [^\n]*\n(?:[^\n]*\n)??([^\n]*改造乡村旅游公路\d+公里)", exchange.prompt)
        notes = re.findall(r"(\w+改造乡村旅游公路\d+公里)\[(\d+)\]", exchange.prompt)
        said = notes or [(text, number) for number, text in numbered]
        exchange.answer("".join(f"{text}[{number}]。\n" for text, number in said))

    with chat(browser, modelled, reads_in_parts) as page:
        upload(
            page,
            modelled.site,
            *(paper(f"{county}.txt", county_paper(county, at)) for at, county in enumerate(COUNTIES, start=3)),
        )
        page.goto(modelled.site.url)
        message = begin(page, f"{'、'.join(COUNTIES)}2026年怎样发展乡村旅游")
        expect(message).to_contain_text(re.compile(r"正在分批阅读资料：第 1 / \d 批"))
        read_on.set()
        answer = page.locator(".answer-view")
        expect(answer.locator(".meta")).to_contain_text(f"{len(COUNTIES)} 句照原样")
        for at, county in enumerate(COUNTIES, start=3):
            expect(answer.locator(".answer")).to_contain_text(f"{county}改造乡村旅游公路{at * 7}公里")


def test_a_model_is_entered_tested_saved_and_answers(browser: Browser, modelled: Modelled) -> None:
    modelled.endpoint.script = says(HONEST, SECOND, pause=0.02)
    file = modelled.site.data / SAVED_FILE
    with opened_page(browser) as page:
        page.goto(f"{modelled.site.url}/settings")
        page.get_by_role("button", name="清除").click()
        expect(page.locator(".notice").first).to_contain_text("没有设置")
        assert load_saved(modelled.site.data) == SavedSettings()

        page.get_by_label("服务地址").first.fill(modelled.endpoint.url)
        page.get_by_label("密钥").first.fill(KEY)
        page.get_by_label("对话模型").first.fill("tao-large")
        page.get_by_role("button", name="测试连接").click()
        notices = page.locator(".notice")
        expect(notices.filter(has_text="对话模型可用，回答：正常")).to_be_visible()
        expect(notices.filter(has_text="tao-large、tao-small")).to_be_visible()
        expect(notices.filter(has_text=re.compile("向量，\\d+ 维"))).to_be_visible()
        assert load_saved(modelled.site.data) == SavedSettings(), "a test saves nothing"

        page.get_by_role("button", name="保存", exact=True).click()
        expect(page.locator(".notice").first).to_contain_text("tao-large")
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert load_saved(modelled.site.data).api_key == KEY
        page.reload()
        expect(page.locator("dl.settings")).to_contain_text("tao-large")
        assert KEY not in page.content()
        assert KEY not in page.evaluate("[...document.querySelectorAll('input')].map((box) => box.value)")
        assert KEY not in modelled.site.log.read_text(encoding="utf-8")

    with chat(browser, modelled, modelled.endpoint.script) as page:
        answer = ask(page, QUESTION)
        expect(answer.locator(".answer")).to_contain_text("新建5G基站1.8万个")
        expect(answer.locator(".answer")).to_contain_text("98%以上")
        expect(answer.locator(".meta")).to_contain_text("模型 tao-large")
        expect(answer.locator(".meta")).to_contain_text("2 句照原样，0 句改正，0 句略去")
        first = re.sub(r"\s", "", ever_shown(page))
        assert re.search(r"新建5G基站1\.8万个(?!.{0,12}行政村)", first), "the first sentence came before the second"
        answer.locator(".marker").first.click()
        expect(page.locator(".reader mark").first).to_contain_text("1.8万个")
        assert modelled.endpoint.requests[-1]["model"] == "tao-large" and modelled.endpoint.keys[-1] == f"Bearer {KEY}"
