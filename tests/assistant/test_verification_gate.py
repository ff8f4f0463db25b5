"""Text is held until its sentence closes; what is shown does not depend on how the model's pieces are cut."""

from __future__ import annotations

import pytest

from assistant.verification import Verifier
from assistant.verification_gate import GateEvent, SentenceGate, ThoughtFilter, clean
from tests.assistant.models.passages import PASSAGES

EVIDENCE = {passage.number: passage for passage in PASSAGES}
A = "云岭省2024年地区生产总值的预期目标是增长6%左右[2]。"
B = "2024年云岭省计划城镇新增就业50万人以上[2]。"
FALSE = "云岭省2024年固定资产投资增长9%左右[2]。"


def run(text: str, size: int = 5, language: str = "zh") -> list[GateEvent]:
    gate = SentenceGate(Verifier(EVIDENCE, question="云岭省2024年目标", language=language))
    events: list[GateEvent] = []
    for start in range(0, len(text), size):
        events += gate.feed(text[start : start + size])
    return [*events, *gate.finish()]


def shown(text: str, size: int = 5, language: str = "zh") -> str:
    return "".join(event.text for event in run(text, size, language))


# what the model writes, what the reader sees, remark
TEXTS: tuple[tuple[str, str, str], ...] = (
    (A + B, A + B, "two sentences"),
    (A + FALSE + B, A + B, "one left out"),
    (A.replace("[2]。", "。[2]") + B, A + B, "marker behind the full stop"),
    (A.replace("[2]", "【2】") + B.replace("[2]", "[资料2]"), A + B, "other spellings of the marker"),
    (A.rstrip("。"), A.rstrip("。"), "no full stop at the end"),
    (f"主要目标如下：\n- {A}\n- {B}", f"主要目标如下：\n- {A}\n- {B}", "a list with its lead-in"),
    (f"主要目标如下：\n- {FALSE}\n\n{B}", B, "a lead-in whose list is left out"),
    (f"主要目标如下：\n- {FALSE}", "", "nothing left"),
    (f"1. {A}\n2. {FALSE}\n3. {B}", f"1. {A}\n3. {B}", "a numbered list"),
    (f"## 目标\n**{A[:-1]}**。", f"目标\n{A}", "mark-up taken out, heading kept as a lead-in"),
    (
        "| 指标 | 目标 |\n|---|---|\n| 地区生产总值 | 6%左右 [2] |\n| 固定资产投资 | 9%左右 [2] |\n",
        "| 指标 | 目标 |\n|---|---|\n| 地区生产总值 | 6%左右 [2] |",
        "a table row by row",
    ),
    (A + A + B, A + B, "a repetition"),
    ("<think>目标是9%[2]。</think>" + A, A, "thoughts"),
    (f"<b>{A}</b><img src=http://127.0.0.1/x>{B}", A + B, "HTML"),
    ("![图](http://127.0.0.1/x.png)" + A, A, "an image"),
    ("\u202e\u0007" + A, A, "control characters"),
    (
        "粮食总产量稳定在“230亿斤以上。”这一水平[2]。",
        "粮食总产量稳定在“230亿斤以上。”这一水平[2]。",
        "a full stop inside a quotation",
    ),
    ("PM2.5和3.5万P等指标如下：\n" + A, A, "a lead-in that claims something is left out"),
    ("参考资料：\n[1] 云岭省政府工作报告\n[2] 云岭省政府工作报告", "", "a list of references"),
)


@pytest.mark.parametrize(("text", "seen", "remark"), TEXTS, ids=[remark for _, _, remark in TEXTS])
@pytest.mark.parametrize("size", [1, 4, 1000])
def test_what_the_reader_sees(text: str, seen: str, remark: str, size: int) -> None:
    assert shown(text, size) == seen


def test_english_sentences_end_at_full_stops_but_not_at_decimal_points() -> None:
    text = "Growth of about 6% is the 2024 target (“地区生产总值增长6%左右”) [2]. Urban jobs are to rise by at least 500,000 [2]."
    assert shown(text, 3, "en") == text


def test_a_sentence_is_given_out_before_the_next_one_begins() -> None:
    gate = SentenceGate(Verifier(EVIDENCE, question="云岭省2024年目标", language="zh"))
    assert [event.text for event in gate.feed(A)] == [A]


def test_a_sentence_without_marker_waits_for_the_one_behind_its_full_stop() -> None:
    gate = SentenceGate(Verifier(EVIDENCE, question="云岭省2024年目标", language="zh"))
    assert list(gate.feed(A.replace("[2]。", "。"))) == []
    assert [event.text for event in gate.feed("[2]")] in ([A], [])
    assert "".join(event.text for event in gate.finish()) in (A, "")


def test_text_without_an_end_is_cut() -> None:
    events = run("云岭省的航空制造和海洋牧场" * 300, 50)
    assert events
    assert all(event.kind == "rejected" for event in events)
    assert max(len(event.sentence) for event in events) < 1000


def test_thoughts_are_dropped_wherever_the_pieces_are_cut() -> None:
    text = "甲<think>乙</think>丙<thinking>丁</thinking>戊"
    for size in range(1, 12):
        thoughts = ThoughtFilter()
        kept = "".join(thoughts.feed(text[i : i + size]) for i in range(0, len(text), size)) + thoughts.finish()
        assert kept == "甲丙戊", size
    unclosed = ThoughtFilter()
    assert unclosed.feed("甲<think>乙") + unclosed.finish() == "甲"
    harmless = ThoughtFilter()
    assert harmless.feed("3 < 5 和 <t") + harmless.finish() == "3 < 5 和 <t"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("见[原文](http://127.0.0.1/a)。", "见原文。"),
        ("增长6%[1,2]。", "增长6%[1][2]。"),
        ("增长6%[1-3]。", "增长6%[1][2][3]。"),
        ("增长6%［１］。", "增长6%[1]。"),
        ("增长6%[^1]。", "增长6%[1]。"),
        ("`代码`__强调__", "代码强调"),
    ],
)
def test_clean(text: str, expected: str) -> None:
    assert clean(text) == expected
