"""Conversations survive the session: what is kept, in which order, and what becomes of turns that cannot be read."""

from __future__ import annotations

import sqlite3
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.history import FILE_NAME, History, new_conversation_id
from assistant.records import Answer, Citation, Query, Turn, VerificationCounts
from ingest.records import Assignment, Indicator, Recovery

FIRST, SECOND = "0123456789ab", "ba9876543210"


def turn(question: str = "云岭省新建多少座冷库？", **changes: object) -> Turn:
    query = Query(question=question, text=question, language="zh", intent="passage", years=(2025,), terms=("冷库",))
    citation = Citation(
        number=1,
        report_id="r1",
        title="云岭省2025年政府工作报告",
        region="云岭省",
        year=2025,
        section="二、重点工作",
        page=None,
        quote="新建冷库30座。",
        start=10,
        end=18,
    )
    answer = Answer(question=question, answer="新建30座[1]。", kind="passage", citations=(citation,), query=query)
    return Turn(query=query, answer=replace(answer, **changes))  # type: ignore[arg-type]


def test_a_turn_comes_back_as_it_was_with_all_its_records(tmp_path: Path) -> None:
    recovery = Recovery(report_id="r2", quote="建冷库", start=1, end=4)
    assignment = Assignment(
        id="a1",
        report_id="r1",
        section_path=("一、农业",),
        task_number=3,
        clause=1,
        text="建冷库",
        text_start=None,
        text_end=None,
        lead=("省农业农村厅",),
        participants=("省商务厅",),
        open_list=True,
        mode="lead",
        leader="",
        due="2025年底",
        status="text_missing",
        quote="（省农业农村厅牵头）",
        start=5,
        end=15,
        recovered=recovery,
    )
    indicator = Indicator(
        id="i1",
        report_id="r1",
        region="云岭省",
        scope="",
        year=2025,
        name="地区生产总值增速",
        kind="target",
        value="6%左右",
        low=6.0,
        high=6.0,
        unit="%",
        qualifier="左右",
        quote="增长6%左右",
        start=1,
        end=7,
    )
    kept = turn(
        assignments=(assignment,),
        indicators=(indicator,),
        warnings=("来源有残缺",),
        model="m",
        elapsed_ms=12.5,
        choices=("再问？",),
        verification=VerificationCounts(shown=3, repaired=1),
    )
    History(tmp_path).add(FIRST, kept)
    (stored,) = History(tmp_path).turns(FIRST)  # another session, or the same after a reload
    assert stored.turn == kept
    assert (stored.asked, stored.stopped, stored.rating, stored.comment) == (kept.query.question, False, "", "")


def test_conversations_stand_newest_first_under_their_first_question(tmp_path: Path) -> None:
    history = History(tmp_path)
    history.add(FIRST, turn("第一问\n分两行"))
    history.add(SECOND, turn("另一个对话"))
    assert [c.id for c in history.conversations()] == [SECOND, FIRST]
    history.add(FIRST, turn("接着问"))
    found = history.conversations()
    assert [(c.id, c.title, c.turns) for c in found] == [(FIRST, "第一问 分两行", 2), (SECOND, "另一个对话", 1)]
    assert [stored.asked for stored in history.turns(FIRST)] == ["第一问\n分两行", "接着问"]
    assert len(history.conversations(limit=1)) == 1


def test_a_long_first_question_is_cut_in_the_title_only(tmp_path: Path) -> None:
    history, question = History(tmp_path), "问" * 500
    history.add(FIRST, turn(question))
    (conversation,) = history.conversations()
    assert len(conversation.title) == 60 and conversation.title.endswith("…")
    assert history.turns(FIRST)[0].asked == question


def test_an_unknown_conversation_has_no_turns(tmp_path: Path) -> None:
    assert History(tmp_path).turns("ffffffffffff") == ()
    assert History(tmp_path).conversations() == ()


def test_a_judgement_is_kept_changed_and_taken_back(tmp_path: Path) -> None:
    history = History(tmp_path)
    turn_id = history.add(FIRST, turn())
    for rating, comment, expected in (
        ("down", " 单位不对 ", ("down", "单位不对")),
        ("up", "", ("up", "")),
        ("", "", ("", "")),
    ):
        history.rate(turn_id, rating, comment)  # type: ignore[arg-type]
        (stored,) = history.turns(FIRST)
        assert (stored.rating, stored.comment) == expected


def test_a_deleted_conversation_takes_turns_and_judgements_with_it(tmp_path: Path) -> None:
    history = History(tmp_path)
    history.rate(history.add(FIRST, turn()), "down", "不对")
    history.add(SECOND, turn())
    history.delete(FIRST)
    assert [c.id for c in history.conversations()] == [SECOND]
    with sqlite3.connect(tmp_path / FILE_NAME) as connection:
        counts = [connection.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0] for table in ("turns", "feedback")]
    connection.close()
    assert counts == [1, 0]


def test_a_stopped_answer_is_marked(tmp_path: Path) -> None:
    history = History(tmp_path)
    history.add(FIRST, turn(), stopped=True)
    assert history.turns(FIRST)[0].stopped


@pytest.mark.parametrize(
    ("stored", "answer", "remark"),
    [
        (
            '{"query": {"question": "问"}, "answer": {"answer": "旧答案", "colour": "red"}}',
            "旧答案",
            "fields of another version",
        ),
        ('{"answer": {"answer": "只有答案"}}', "只有答案", "no query"),
        ("not json", "", "damaged"),
        ("[]", "", "another shape"),
    ],
)
def test_a_turn_that_cannot_be_read_keeps_question_and_text(
    tmp_path: Path, stored: str, answer: str, remark: str
) -> None:
    history = History(tmp_path)
    history.add(FIRST, turn("问"))
    with sqlite3.connect(tmp_path / FILE_NAME) as connection:
        connection.execute("UPDATE turns SET turn = ?", (stored,))
    connection.close()
    (found,) = history.turns(FIRST)
    assert (found.asked, found.turn.answer.answer, found.turn.answer.citations) == ("问", answer, ()), remark


def test_several_sessions_write_at_the_same_time(tmp_path: Path) -> None:
    def write(number: int) -> None:
        for i in range(5):
            History(tmp_path).add(f"{number:012x}", turn(f"问{i}"))

    threads = [threading.Thread(target=write, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    history = History(tmp_path)
    assert sorted(c.turns for c in history.conversations()) == [5] * 6


def test_new_ids_fit_the_address_bar_and_differ() -> None:
    ids = {new_conversation_id() for _ in range(100)}
    assert len(ids) == 100
    assert all(len(one) == 12 and int(one, 16) >= 0 for one in ids)
