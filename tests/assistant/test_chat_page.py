"""The chat page where a question was understood in other words, and what it says of a model's part, without a browser."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from assistant.history import History
from assistant.pages.parts.answer_job import AnswerJob
from assistant.pages.parts.answer_view import answer_data
from assistant.pages.parts.services import services
from assistant.records import Answer, VerificationCounts
from tests.assistant.test_pages import ROOT, ScriptedStream, shown


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    """The app over a fresh data folder with the samples, without a model."""
    monkeypatch.setenv("ASSISTANT_DATA_DIR", str(tmp_path))
    for name in ("ASSISTANT_CHAT_MODEL", "ASSISTANT_EMBEDDING_MODEL", "ASSISTANT_LANGUAGE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(ROOT)
    services.clear()
    at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30).run()
    deadline = time.monotonic() + 30
    while services().stage != "ready" and time.monotonic() < deadline:
        time.sleep(0.05)
    assert services().stage == "ready", services().error
    yield at.run()
    services.clear()


def test_the_question_as_understood_is_shown_and_can_be_corrected(app: AppTest, tmp_path: Path) -> None:
    app.chat_input[0].set_value("云岭省2025年地区生产总值增长目标是多少").run()
    assert "理解为" not in shown(app) and not app.text_area, "a question that is taken as it stands"
    app.chat_input[0].set_value("那澜州市呢").run()
    (box,) = app.text_area
    assert "澜州" in box.value and "2025年" in box.value and f"理解为：{box.value}" in shown(app)
    (send,) = (button for button in app.button if button.label == "重新提问")
    box.set_value("澜州市2025年规模以上工业增加值增长目标是多少")
    send.click().run()
    (conversation,) = History(tmp_path).conversations()
    *_, before, corrected = History(tmp_path).turns(conversation.id)
    assert before.asked == "那澜州市呢"
    assert corrected.asked == "澜州市2025年规模以上工业增加值增长目标是多少"
    assert {citation.region for citation in corrected.turn.answer.citations} == {"澜州市"}
    assert "理解为" in shown(app) and not app.text_area, "an older turn keeps its line and loses its place to correct"
    assert not app.exception


def test_nothing_is_asked_where_the_correction_is_left_empty(app: AppTest, tmp_path: Path) -> None:
    for question in ("云岭省2025年地区生产总值增长目标是多少", "那澜州市呢"):
        app.chat_input[0].set_value(question).run()
    app.text_area[0].set_value("  ")
    next(button for button in app.button if button.label == "重新提问").click().run()
    (conversation,) = History(tmp_path).conversations()
    assert len(History(tmp_path).turns(conversation.id)) == 2 and not app.exception


NOTES = [
    (
        "已查到[1]。",
        VerificationCounts(shown=1),
        ("已按要求停止。",),
        True,
        ["已按要求停止。"],
        "the model says it itself",
    ),
    ("已查到", None, (), True, ["已按您的要求停止，回答不完整。"], "a model that hangs says nothing"),
    ("", VerificationCounts(), ("以上。",), True, ["已按您的要求停止，此前还没有核对完的内容。"], "nothing above"),
    ("已查到[1]。", VerificationCounts(shown=1), ("另有1句已略去。",), False, ["另有1句已略去。"], "not stopped"),
]


@pytest.mark.parametrize(("written", "counts", "warnings", "stopped", "notes", "remark"), NOTES)
def test_that_an_answer_was_stopped_is_said_once(
    written: str,
    counts: VerificationCounts | None,
    warnings: tuple[str, ...],
    stopped: bool,
    notes: list[str],
    remark: str,
) -> None:
    answer = Answer(question="问", answer=written, kind="generated", warnings=warnings, verification=counts)
    assert answer_data(answer, "", stopped=stopped)["notes"] == notes, remark


METAS = [
    (
        VerificationCounts(shown=3, repaired=1, left_out=2),
        "模型 陶 · 逐句核对：3 句照原样，1 句改正，2 句略去",
        "all three",
    ),
    (VerificationCounts(left_out=2), "模型 陶 · 逐句核对：0 句照原样，0 句改正，2 句略去", "nothing held"),
    (VerificationCounts(), "模型 陶", "nothing was checked"),
    (None, "模型 陶", "a look-up in the model's words"),
]


@pytest.mark.parametrize(("counts", "meta", "remark"), METAS)
def test_the_models_name_and_its_rates_stand_under_the_answer(
    counts: VerificationCounts | None, meta: str, remark: str
) -> None:
    answer = Answer(question="问", answer="答", kind="generated", model="陶", verification=counts)
    assert answer_data(answer, "", stopped=False)["meta"] == meta, remark


def test_a_job_knows_how_far_a_long_answer_is() -> None:
    class Reading(ScriptedStream):
        progress = None

        def __iter__(self) -> Iterator[str]:
            begin.wait(5)
            assert self.progress is not None
            for done in range(3):
                self.progress(done, 3)
                seen.append(job.steps)
            yield from super().__iter__()

    seen: list[tuple[int, int] | None] = []
    begin = threading.Event()
    job = AnswerJob("问", lambda: Reading(("答",)), lambda turn, stopped: None)
    begin.set()
    assert list(job.growth(0.05))[-1] == "答"
    assert seen == [(0, 3), (1, 3), (2, 3)]
