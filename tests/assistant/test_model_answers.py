"""Answers with a chat model over the sample papers: verified, renumbered, and never less than without one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult

from assistant.assistant import Assistant
from assistant.records import Answer, Turn
from assistant.settings import AssistantSettings
from ingest.library.library import Library


class Scripted(BaseChatModel):
    """A chat model that says what it was given, in small pieces, or raises."""

    text: str = ""
    fails: bool = False
    asked: int = 0

    @property
    def _llm_type(self) -> str:
        return "scripted"

    def _say(self, messages: list[BaseMessage]) -> str:
        self.asked += 1
        if self.fails:
            raise ConnectionError("refused")
        if self.text != "honest":
            return self.text
        prompt = str(messages[-1].content)
        found = re.search(r"\[(\d+)\][^\[]*?([^。\n]*新建5G基站1\.8万个[^。\n]*)", prompt)
        return f"{found[2].strip('，；')}[{found[1]}]。" if found else "资料没有。"

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        return ChatResult(generations=[ChatGeneration(message=AIMessage(content=self._say(messages)))])

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> Iterator[ChatGenerationChunk]:
        text = self._say(messages)
        for i in range(0, len(text), 5):
            yield ChatGenerationChunk(message=AIMessageChunk(content=text[i : i + 5]))


def ask(library: Library, chat: BaseChatModel, question: str, conversation: tuple[Turn, ...] = ()) -> Answer:
    return Assistant(library, settings=AssistantSettings(chat_model="scripted"), chat=chat).answer(
        question, conversation=conversation
    )


QUESTION = "云岭省2025年通信网络建设5G基站方面要做什么"


def test_an_honest_models_sentence_is_shown_with_its_passage(sample_library: Library) -> None:
    answer = ask(sample_library, Scripted(text="honest"), QUESTION)
    assert answer.kind == "generated"
    assert "1.8万个" in answer.answer
    assert [citation.number for citation in answer.citations] == [1]
    assert "1.8万个" in answer.citations[0].quote
    assert answer.verification is not None and answer.verification.left_out == 0
    assert answer.model == "scripted"


def test_a_changed_figure_never_shows_and_the_answer_without_a_model_stands(sample_library: Library) -> None:
    answer = ask(sample_library, Scripted(text="云岭省2025年新建5G基站9.9万个[1]。"), QUESTION)
    assert "9.9" not in answer.answer
    assert answer.kind == "passage"
    assert "1.8万个" in answer.answer
    assert answer.warnings


def test_a_failing_model_ends_in_the_answer_without_one_and_one_line(sample_library: Library) -> None:
    answer = ask(sample_library, Scripted(fails=True), QUESTION)
    assert answer.kind == "passage"
    assert "1.8万个" in answer.answer
    assert len([line for line in answer.warnings if "模型" in line]) == 1


def test_what_the_library_does_not_hold_is_not_sent_to_the_model(sample_library: Library) -> None:
    chat = Scripted(text="火星基地已建成[1]。")
    answer = ask(sample_library, chat, "云岭省的火星基地什么时候建成")
    assert answer.kind == "refusal"
    assert chat.asked == 0


@pytest.mark.parametrize("question", ["5G任务由哪个单位牵头", "云岭省2025年经济增长目标是多少"])
def test_look_ups_keep_their_content_whatever_the_model_says(sample_library: Library, question: str) -> None:
    exact = Assistant(sample_library, settings=AssistantSettings()).answer(question)
    answer = ask(sample_library, Scripted(text="由省教育厅牵头，目标是9%[1]。"), question)
    assert answer.answer == exact.answer
    assert answer.citations == exact.citations
