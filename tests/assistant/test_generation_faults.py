"""Every fault of a model's endpoint ends in a useful outcome, one line, and within the time limit."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from assistant.generation import Outcome, generate
from assistant.providers import chat_model
from assistant.records import Query
from assistant.settings import AssistantSettings
from tests.assistant.models.passages import PASSAGES
from tests.servers.scripted import Exchange, Script, free_port, scripted_server

GOOD = "云岭省2024年地区生产总值的预期目标是增长6%左右[2]。"
ALSO_GOOD = "2024年云岭省计划城镇新增就业50万人以上[2]。"
FALSE = "云岭省2024年固定资产投资增长9%左右[2]。"
LIMIT = 1.5
SLACK = 1.5  # what a busy machine may add
QUERY = Query(
    question="云岭省2024年的主要目标是什么", text="云岭省2024年的主要目标是什么", language="zh", intent="passage"
)


@pytest.fixture(scope="module", autouse=True)
def _imported() -> None:
    """The import of the client takes a second that no user waits for twice."""
    chat_model(AssistantSettings(chat_model="m", base_url="http://127.0.0.1:9/v1"))


def _ask(url: str, *, seconds: float = LIMIT, stop: Callable[[], bool] = lambda: False) -> tuple[Outcome, float]:
    settings = AssistantSettings(chat_model="m", base_url=url, model_timeout=seconds)
    model = chat_model(settings)
    assert model is not None
    started = time.monotonic()
    outcome = generate(QUERY, PASSAGES, model=model, settings=settings, stop=stop).outcome
    return outcome, time.monotonic() - started


def _status(code: int, headers: dict[str, str] | None = None) -> Script:
    return lambda exchange: exchange.status(code, headers=headers)


def _cut(exchange: Exchange) -> None:
    exchange.begin()
    exchange.piece(GOOD)
    exchange.piece("2024年云岭省计划")
    exchange.handler.connection.close()


def _cut_in_a_chunk(exchange: Exchange) -> None:
    handler = exchange.handler
    handler.protocol_version = "HTTP/1.1"
    handler.send_response(200)
    handler.send_header("Content-Type", "text/event-stream")
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    data = 'data: {"choices": [{"index": 0, "delta": {"content": "' + GOOD + '"}}]}\n\n'
    exchange.raw(f"{len(data.encode()):x}\r\n{data}\r\n40\r\ndata: {{")
    handler.connection.close()


def _cut_at_once(exchange: Exchange) -> None:
    exchange.handler.connection.close()


def _empty(exchange: Exchange) -> None:
    exchange.begin()
    exchange.done()


def _endless(exchange: Exchange) -> None:
    exchange.begin()
    exchange.piece(GOOD)
    while not exchange.closing.is_set():
        exchange.piece("云岭省的经济社会发展取得了很大的成就并且")


def _circles(exchange: Exchange) -> None:
    exchange.begin()
    for _ in range(400):
        exchange.piece(GOOD)
    exchange.done()


def _broken_json(exchange: Exchange) -> None:
    exchange.begin()
    exchange.piece(GOOD)
    exchange.raw('data: {"choices": [{"delta": {"content": "未完\n\n')
    exchange.done()


def _broken_sse(exchange: Exchange) -> None:
    exchange.begin()
    exchange.raw("<html><body>502 Bad Gateway</body></html>\n\n" * 3)


def _html(exchange: Exchange) -> None:
    exchange.begin("text/html")
    exchange.raw("<html><body>请先登录校园网</body></html>")


def _odd_shape(exchange: Exchange) -> None:
    exchange.begin()
    exchange.raw('data: {"object": "chat.completion.chunk", "choices": "none"}\n\ndata: [DONE]\n\n')


def _silent(exchange: Exchange) -> None:
    exchange.silence()


def _stalls(exchange: Exchange) -> None:
    exchange.begin()
    exchange.piece(GOOD)
    exchange.silence()


def _english(exchange: Exchange) -> None:
    exchange.answer(
        "The province will grow its economy by about 6 percent in 2024 [2]. It will also create many new jobs there [2]."
    )


def _uncited(exchange: Exchange) -> None:
    exchange.answer("云岭省2024年地区生产总值的预期目标是增长6%左右。城镇新增就业50万人以上。")


def _all_false(exchange: Exchange) -> None:
    exchange.answer(FALSE + "云岭省2024年粮食总产量达到900亿斤[2]。")


# name, script, whether the answer without a model is wanted, words of the line, most seconds that the user waits
FAULTS: tuple[tuple[str, Script, bool, str, float], ...] = (
    ("silence: time limit", _silent, True, "没有在时限内", LIMIT + 0.5),
    ("stalls after a sentence", _stalls, False, "没有在时限内", LIMIT + 0.5),
    ("401", _status(401), True, "密钥无效", 1.0),
    ("403", _status(403), True, "没有使用这个模型的权限", 1.0),
    ("404", _status(404), True, "找不到模型", 1.0),
    ("400", _status(400), True, "不接受这次请求", 1.0),
    ("429 with a long Retry-After is not waited for", _status(429, {"Retry-After": "60"}), True, "限流", 1.0),
    ("429 without Retry-After", _status(429), True, "限流", 1.0),
    ("500, twice", _status(500), True, "内部出错", 2.0),
    ("503, twice", _status(503), True, "内部出错（503）", 2.0),
    ("cut in mid-stream", _cut, False, "断开", 1.0),
    ("cut in the middle of a chunk", _cut_in_a_chunk, False, "断开", 1.0),
    ("cut at once", _cut_at_once, True, "模型服务", 2.0),
    ("empty output", _empty, True, "没有给出任何内容", 1.0),
    ("endless output", _endless, False, "过长", 2.0),
    ("the same sentence for ever", _circles, False, "重复", 2.0),
    ("broken JSON", _broken_json, False, "无法解析", 1.0),
    ("broken SSE", _broken_sse, True, "模型", 1.0),
    ("a login page with status 200", _html, True, "模型", 1.0),
    ("JSON of another shape", _odd_shape, True, "模型", 1.0),
    ("English to a Chinese question", _english, True, "没有一句通过", 2.0),
    ("no citations at all", _uncited, True, "没有一句通过", 2.0),
    ("nothing true", _all_false, True, "没有一句通过", 2.0),
)


@pytest.mark.parametrize(("name", "script", "fallback", "words", "most"), FAULTS, ids=[row[0] for row in FAULTS])
def test_a_fault_ends_in_one_line_within_its_time(
    name: str, script: Script, fallback: bool, words: str, most: float
) -> None:
    with scripted_server(script) as server:
        outcome, waited = _ask(server.url)
    print(f"{name}: the user waited {waited:.2f} s")  # pytest -rP shows it
    assert outcome.fallback == fallback, outcome
    assert words in outcome.note, outcome.note
    assert "\n" not in outcome.note
    assert waited <= most + SLACK, waited
    if fallback:
        assert outcome.text == ""
    else:
        assert outcome.text.startswith(GOOD)


def test_a_closed_port_is_told_at_once() -> None:
    outcome, waited = _ask(f"http://127.0.0.1:{free_port()}/v1")
    assert outcome.fallback
    assert "连不上模型服务" in outcome.note
    assert waited <= 2.0 + SLACK


def test_a_short_retry_after_is_waited_for_and_the_answer_comes() -> None:
    def script(exchange: Exchange) -> None:
        if exchange.number == 1:
            exchange.status(429, headers={"Retry-After": "0.4"})
        else:
            exchange.answer(GOOD)

    with scripted_server(script) as server:
        outcome, waited = _ask(server.url, seconds=4.0)
    assert outcome.text == GOOD
    assert not outcome.note
    assert 0.4 <= waited <= 1.9 + SLACK


def test_a_server_error_that_passes_is_tried_again() -> None:
    def script(exchange: Exchange) -> None:
        exchange.status(502) if exchange.number == 1 else exchange.answer(GOOD)

    with scripted_server(script) as server:
        outcome, _ = _ask(server.url, seconds=4.0)
    assert outcome.text == GOOD


def test_stop_keeps_what_was_verified() -> None:
    def script(exchange: Exchange) -> None:
        exchange.answer(GOOD + ALSO_GOOD * 20, pause=0.05, size=len(GOOD))

    seen: list[str] = []

    def stop() -> bool:
        return bool(seen)

    with scripted_server(script) as server:
        settings = AssistantSettings(chat_model="m", base_url=server.url, model_timeout=10.0)
        model = chat_model(settings)
        assert model is not None
        stream = generate(QUERY, PASSAGES, model=model, settings=settings, stop=stop)
        started = time.monotonic()
        for piece in stream:
            seen.append(piece)
        waited = time.monotonic() - started
    outcome = stream.outcome
    assert outcome.stopped
    assert outcome.text == "".join(seen)
    assert outcome.text.startswith(GOOD)
    assert not outcome.fallback
    assert "停止" in outcome.note
    assert waited < 1.5 + SLACK


def test_a_verified_sentence_is_out_within_300_ms_of_its_last_sign() -> None:
    closed: list[float] = []

    def script(exchange: Exchange) -> None:
        exchange.begin()
        closed.append(time.monotonic())
        exchange.piece(GOOD)
        exchange.closing.wait(1.0)
        exchange.piece(ALSO_GOOD)
        exchange.done()

    with scripted_server(script) as server:
        settings = AssistantSettings(chat_model="m", base_url=server.url, model_timeout=5.0)
        model = chat_model(settings)
        assert model is not None
        stream = iter(generate(QUERY, PASSAGES, model=model, settings=settings))
        first = next(stream)
        shown = time.monotonic()
        assert first == GOOD
        assert shown - closed[0] <= 0.3
        server.closing.set()
        list(stream)


def test_what_is_rejected_is_repaired_once_with_its_reasons() -> None:
    def script(exchange: Exchange) -> None:
        if exchange.number == 1:
            exchange.answer(GOOD + FALSE + ALSO_GOOD)
        else:
            exchange.answer(
                "1. 云岭省2024年固定资产投资增长5%左右[2]。\n2. 云岭省2024年粮食总产量稳定在230亿斤以上[2]。"
            )

    with scripted_server(script) as server:
        outcome, _ = _ask(server.url)
        requests = server.requests
    assert len(requests) == 2
    assert "1. " + FALSE in requests[1]["messages"][-1]["content"]
    assert "数字与所引资料不符（9%左右）" in requests[1]["messages"][-1]["content"]
    assert outcome.text == GOOD + ALSO_GOOD + "\n云岭省2024年固定资产投资增长5%左右[2]。"
    assert (outcome.counts.shown, outcome.counts.repaired, outcome.counts.left_out) == (2, 1, 0)
    assert outcome.note == ""


def test_what_still_fails_is_left_out_and_counted_with_the_reason() -> None:
    with scripted_server(lambda exchange: exchange.answer(GOOD + FALSE)) as server:
        outcome, _ = _ask(server.url)
        assert len(server.requests) == 2
    assert outcome.text == GOOD
    assert outcome.counts.left_out == 1
    assert outcome.note == "模型另有1句未通过与资料的核对，已略去：数字与所引资料不符1句。"


def test_the_time_limit_is_for_the_answer_and_its_repair_together() -> None:
    def script(exchange: Exchange) -> None:
        if exchange.number == 1:
            exchange.answer(GOOD + FALSE)
        else:
            exchange.silence()

    with scripted_server(script) as server:
        outcome, waited = _ask(server.url)
    assert outcome.text == GOOD
    assert waited <= LIMIT + 0.5 + SLACK
    assert outcome.counts.left_out == 1


def test_thoughts_and_mark_up_are_taken_out() -> None:
    text = (
        "<think>先看资料[2]，目标是9%。</think>\n## 结论\n**"
        + GOOD[:-1]
        + "**。\n<script>alert(1)</script>![图](http://127.0.0.1/x.png)"
        + ALSO_GOOD
    )
    with scripted_server(lambda exchange: exchange.answer(text, size=3)) as server:
        outcome, _ = _ask(server.url)
    assert "9%" not in outcome.text
    assert "<" not in outcome.text and "http" not in outcome.text and "*" not in outcome.text
    assert GOOD in outcome.text


@pytest.fixture
def english() -> Iterator[Query]:
    yield replace(
        QUERY,
        question="What are Yunling's targets for 2024?",
        text="What are Yunling's targets for 2024?",
        language="en",
    )


def test_the_lines_are_english_for_an_english_question(english: Query) -> None:
    with scripted_server(_status(401)) as server:
        settings = AssistantSettings(chat_model="m", base_url=server.url, model_timeout=LIMIT)
        model = chat_model(settings)
        assert model is not None
        outcome = generate(english, PASSAGES, model=model, settings=settings, language="en").outcome
    assert (
        outcome.note
        == "the key is invalid or has expired (401): check the settings; the answer without a model is given."
    )
