"""Answers, long answers, condensed follow-ups and sentences round a look-up, by simulated models."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult
from pydantic import PrivateAttr

from assistant.claims import without_markers
from assistant.generation import condense, generate, generate_long, phrase
from assistant.records import Answer, AnswerKind, Query, Turn
from assistant.settings import AssistantSettings
from tests.assistant.models.evaluation import development_questions, measure
from tests.assistant.models.passages import PASSAGES
from tests.assistant.models.simulated import SimulatedModel
from tests.corpus import needs_corpus

SETTINGS = AssistantSettings(chat_model="simulated", model_timeout=20.0)
QUESTION = "云岭省2024年数字经济有哪些重点"


def query(text: str = QUESTION) -> Query:
    return Query(question=text, text=text, language="zh", intent="passage")


class Parrot(BaseChatModel):
    """Says its lines one after the other, the last for ever, and remembers what it was asked."""

    lines: tuple[str, ...]
    _asked: list[str] = PrivateAttr(default_factory=list)

    @property
    def asked(self) -> list[str]:
        return self._asked

    @property
    def _llm_type(self) -> str:
        return "parrot"

    def _line(self, messages: list[BaseMessage]) -> str:
        self._asked.append(str(messages[-1].content))
        return self.lines[min(len(self._asked), len(self.lines)) - 1]

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        return ChatResult(generations=[ChatGeneration(message=AIMessage(content=self._line(messages)))])

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> Iterator[ChatGenerationChunk]:
        line = self._line(messages)
        for start in range(0, len(line), 7):
            yield ChatGenerationChunk(message=AIMessageChunk(content=line[start : start + 7]))


def test_an_honest_answer_is_shown_whole_and_cites_what_it_uses() -> None:
    model = SimulatedModel(behaviour="honest", seed=3)
    stream = generate(query(), PASSAGES[:6], model=model, settings=SETTINGS)
    text = "".join(stream)
    outcome = stream.outcome
    assert text == outcome.text
    assert outcome.cited
    assert outcome.counts.shown == len({without_markers(sentence) for sentence in model.wrote}) > 2
    assert (outcome.counts.repaired, outcome.counts.left_out, outcome.note, outcome.fallback) == (0, 0, "", False)


def test_the_outcome_can_be_had_without_iterating() -> None:
    assert generate(query(), PASSAGES[:4], model=SimulatedModel(behaviour="honest"), settings=SETTINGS).outcome.text


def test_a_model_that_repents_is_repaired() -> None:
    model = SimulatedModel(behaviour="uncited", repents=True)
    outcome = generate(query(), PASSAGES[:6], model=model, settings=SETTINGS).outcome
    assert outcome.fallback, "a second answer without citations is no better"
    honest = Parrot(lines=("云岭省将新建5G基站1.8万个。", "云岭省将新建5G基站1.8万个[3]。"))
    outcome = generate(query(), PASSAGES[:4], model=honest, settings=SETTINGS).outcome
    assert outcome.text == "云岭省将新建5G基站1.8万个[3]。"
    assert (outcome.counts.shown, outcome.counts.repaired, outcome.counts.left_out) == (0, 1, 0)
    assert "没有注明出处" in honest.asked[1]


def test_a_repair_adds_no_sentence_that_was_not_asked_for() -> None:
    model = Parrot(
        lines=(
            "云岭省将新建5G基站1.8万个[3]。新增上云企业9000家[3]。",
            "1. 删除\n2. 培育数据服务商120家以上[3]。\n培育数据服务商120家以上[3]。",
        )
    )
    outcome = generate(query(), PASSAGES[:4], model=model, settings=SETTINGS).outcome
    assert outcome.text == "云岭省将新建5G基站1.8万个[3]。"
    assert outcome.counts.left_out == 1


def test_a_model_that_finds_nothing_hands_over_to_the_answer_without_a_model() -> None:
    outcome = generate(query(), PASSAGES[:4], model=Parrot(lines=("资料没有说明这一点。",)), settings=SETTINGS).outcome
    assert outcome.fallback
    assert outcome.text == ""
    assert "资料没有说明" in outcome.note


def test_a_statement_of_absence_beside_facts_is_kept() -> None:
    model = Parrot(lines=("资料没有说明云岭省的出口目标。\n云岭省将新建5G基站1.8万个[3]。",))
    outcome = generate(query(), PASSAGES[:4], model=model, settings=SETTINGS).outcome
    assert outcome.text == "资料没有说明云岭省的出口目标。\n云岭省将新建5G基站1.8万个[3]。"


DISHONEST = ("figure", "unit", "year", "marker", "uncited", "memory", "leak", "shifted", "mixed")


@needs_corpus
@pytest.mark.corpus
@pytest.mark.parametrize("behaviour", DISHONEST)
def test_no_lie_of_a_dishonest_model_is_shown(behaviour: str) -> None:
    """24 questions a model here; `python -m tests.assistant.models 170` asks them all."""
    rates = measure(behaviour, development_questions()[:: len(development_questions()) // 24][:24], seed=11)
    assert rates.lies >= 24
    assert rates.lies_shown == ()


@needs_corpus
@pytest.mark.corpus
def test_an_honest_model_is_shown_unchanged() -> None:
    rates = measure("honest", development_questions()[::3], seed=5)
    assert rates.honest > 200
    assert rates.honest_shown / rates.honest >= 0.98, rates.honest_refused


def test_a_long_scope_goes_by_map_and_reduce_with_progress() -> None:
    model = Parrot(
        lines=(
            "云岭省将新建5G基站1.8万个[3]。\n云岭省将新增上云企业9000家[3]。",
            "澜州市将新增专精特新中小企业60家[8]。",
            "云岭省将新建5G基站1.8万个[3]，澜州市将新增专精特新中小企业60家[8]。",
        )
    )
    steps: list[tuple[int, int]] = []
    stream = generate_long(
        query(),
        [PASSAGES[:4], PASSAGES[4:8]],
        model=model,
        settings=SETTINGS,
        progress=lambda done, total: steps.append((done, total)),
    )
    assert stream.outcome.text == "云岭省将新建5G基站1.8万个[3]，澜州市将新增专精特新中小企业60家[8]。"
    assert stream.outcome.cited == (3, 8)
    assert steps == [(0, 3), (1, 3), (2, 3), (3, 3)]
    assert "9000" not in model.asked[2], "a note that does not verify is not handed on"


def test_a_long_scope_without_notes_falls_back() -> None:
    model = Parrot(lines=("无",))
    outcome = generate_long(query(), [PASSAGES[:4], PASSAGES[4:8]], model=model, settings=SETTINGS).outcome
    assert outcome.fallback and outcome.text == ""
    assert len(model.asked) == 2


def turn(
    question: str, answer: str, *, regions: tuple[str, ...] = ("云岭省",), years: tuple[int, ...] = (2024,)
) -> Turn:
    asked = Query(question=question, text=question, language="zh", intent="figure", regions=regions, years=years)
    return Turn(query=asked, answer=Answer(question=question, answer=answer, kind="indicator"))


CONVERSATION = (turn("云岭省2024年新建多少5G基站", "云岭省2024年计划新建5G基站1.8万个[1]。"),)

# what the model makes of the follow-up, what is taken over, remark
CONDENSED: tuple[tuple[str, str | None, str], ...] = (
    ("云岭省2024年的5G基站由哪个单位牵头？", "云岭省2024年的5G基站由哪个单位牵头？", "completed"),
    (
        "独立问题：云岭省2024年的5G基站由谁牵头？\n说明：补全",
        "云岭省2024年的5G基站由谁牵头？",
        "first line, address taken off",
    ),
    ("<think>应补全</think>云岭省2024年的5G基站由谁牵头？", "云岭省2024年的5G基站由谁牵头？", "thoughts taken off"),
    ("湖北省2024年的5G基站由谁牵头？", None, "a region from nowhere"),
    ("云岭省2023年的5G基站由谁牵头？", None, "a year from nowhere"),
    ("云岭省2024年省教育厅牵头的5G基站有哪些？", None, "a unit from nowhere"),
    ("云岭省2024年新建3万个5G基站由谁牵头？", None, "a figure from nowhere"),
    ("Who leads the 5G task in Yunling?", None, "another language"),
    ("", None, "nothing"),
    ("云岭省" * 100, None, "much too long"),
)


@pytest.mark.parametrize(("said", "taken", "remark"), CONDENSED, ids=[remark for _, _, remark in CONDENSED])
def test_a_follow_up_is_condensed_from_the_conversation_alone(said: str, taken: str | None, remark: str) -> None:
    assert condense("由谁牵头？", CONVERSATION, Parrot(lines=(said,))) == taken


def test_a_first_question_needs_no_condensing() -> None:
    model = Parrot(lines=("云岭省",))
    assert condense("云岭省2024年新建多少5G基站", (), model) is None
    assert model.asked == []


EXACT = (
    "云岭省2024年推进数字经济的第22项任务由省大数据局牵头[1]，省财政厅、省市场监管局按职责分工负责[1]；"
    "培育数据服务商的目标是120家以上[2]。原文有残缺，按编号恢复。"
)

PHRASED: tuple[tuple[str, bool, str], ...] = (
    (
        "云岭省2024年数字经济第22项任务由省大数据局牵头[1]，省财政厅和省市场监管局按职责分工负责[1]；培育数据服务商的目标为120家以上[2]。需要注意，原文有残缺，系按编号恢复。",
        True,
        "the same in other words",
    ),
    (EXACT.replace("省大数据局", "省教育厅"), False, "another unit"),
    (
        EXACT.replace("省大数据局牵头[1]，省财政厅", "省财政厅牵头[1]，省大数据局"),
        False,
        "lead and participant exchanged",
    ),
    (EXACT.replace("120家以上", "120家"), False, "a qualifier lost"),
    (EXACT.replace("120家以上", "130家以上"), False, "another figure"),
    (EXACT.replace("、省市场监管局", ""), False, "a unit lost"),
    (EXACT.replace("[2]", ""), False, "a marker lost"),
    (EXACT.replace("原文有残缺，按编号恢复。", ""), False, "the caveat lost"),
    (EXACT.replace("2024", "2023"), False, "another year"),
    (EXACT + "这体现了当地对数据产业的高度重视和长远布局。", False, "an opinion added"),
    (EXACT.replace("云岭省", "湖北省"), False, "another region"),
    ("The task is led by the big data bureau [1][1][2].", False, "another language"),
    ("", False, "nothing"),
)


@pytest.mark.parametrize(("said", "taken", "remark"), PHRASED, ids=[remark for _, _, remark in PHRASED])
def test_a_sentence_round_a_look_up_says_exactly_what_the_look_up_says(said: str, taken: bool, remark: str) -> None:
    answer = Answer(question="谁牵头", answer=EXACT, kind="assignment")
    result = phrase(answer, query("云岭省2024年培育数据服务商由谁牵头"), Parrot(lines=(said,)))
    assert result == (said if taken else None)


@pytest.mark.parametrize(
    ("kind", "text"), [("refusal", EXACT), ("clarify", EXACT), ("assignment", "省财政厅牵头[1]。" * 80)]
)
def test_refusals_and_long_lists_are_left_as_they_are(kind: AnswerKind, text: str) -> None:
    model = Parrot(lines=(text,))
    assert phrase(Answer(question="", answer=text, kind=kind), query(), model) is None
    assert model.asked == []
