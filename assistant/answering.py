"""From a query to its answer: the register, the figures, the paper itself, then the passages – with or without a model."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.clarifying import clarification
from assistant.extractive import PassageSearch, answer_from_passages
from assistant.figures import answer_from_figures
from assistant.records import Answer, Query
from assistant.register import Register, answer_from_register
from assistant.report_facts import answer_about_report

if TYPE_CHECKING:
    from assistant.model_answers import ModelAnswers

REGISTER_INTENTS = ("lead", "participants", "role_check", "unit_tasks", "unit_count", "section_tasks")
FIGURE_INTENTS = ("figure", "compare", "ranking")

_GREETING_ZH = (
    "您好！我可以回答资料库中政府报告的问题：指标目标与完成情况、重点任务由谁牵头、具体举措，并给出原文出处。"
    "例如直接问“某省今年的经济增长目标是多少”“5G任务由哪个单位牵头”。"
)
_GREETING_EN = (
    "Hello! I answer questions about the government reports in your library – targets and results, who leads which "
    "task, concrete measures – and show the passages that prove it. Try “which unit leads the 5G task”."
)


def exact_answer(query: Query, search: PassageSearch, register: Register) -> Answer | None:
    """The answer from records (greeting, register, figures, the paper's own data); None where passages must answer."""
    if query.intent == "chat":
        text = _GREETING_ZH if query.language == "zh" else _GREETING_EN
        return Answer(question=query.question, answer=text, kind="clarify", query=query)
    answer = answer_about_report(query, search.library.entries(), search.library)
    answer = answer or clarification(query, search.names)
    if answer is not None:
        return answer
    if query.intent in REGISTER_INTENTS:
        answer = answer_from_register(query, register, search.library)
    elif query.intent in FIGURE_INTENTS:
        answer = answer_from_figures(query, search.library)
    return answer


class AnswerStream:
    """An answer on its way: iterate once for the pieces of text, then read ``answer``.

    ``query`` is known at once. ``progress``, where it is set before iterating, is told (steps done, steps in all) of an
    answer over many reports. ``stop`` ends a model's writing; what was verified until then stays the answer.
    """

    def __init__(self, query: Query, produce: Callable[[AnswerStream], Iterator[str]], *, started: float) -> None:
        self.query = query
        self._produce = produce
        self._started = started
        self._pieces: Iterator[str] | None = None
        self._answer: Answer | None = None
        self.stopped = False
        self.progress: Callable[[int, int], None] | None = None

    def __iter__(self) -> Iterator[str]:
        if self._pieces is None:
            self._pieces = self._produce(self)
        return self._pieces

    def stop(self) -> None:
        """Ask the model to end; iteration ends soon after."""
        self.stopped = True

    def finish(self, answer: Answer) -> None:
        """Called by the producer with the whole answer."""
        elapsed = (time.perf_counter() - self._started) * 1000
        understood = answer.understood or (self.query.text if self.query.text != self.query.question.strip() else "")
        self._answer = replace(answer, elapsed_ms=round(elapsed, 1), understood=understood, query=self.query)

    @property
    def answer(self) -> Answer:
        """The whole answer; runs to the end first where the pieces were not all taken."""
        for _ in iter(self):
            pass
        if self._answer is None:
            raise RuntimeError("the answer's producer ended without an answer")
        return self._answer


def produce_answer(
    search: PassageSearch, register: Register, model: ModelAnswers | None
) -> Callable[[AnswerStream], Iterator[str]]:
    """The producer of one stream: exact answers and answers without a model in one piece, a model's as verified."""

    def produce(stream: AnswerStream) -> Iterator[str]:
        query = stream.query
        exact = exact_answer(query, search, register)
        if exact is None and model is not None:
            report = stream.progress or (lambda done, total: None)
            answer = yield from model.stream(query, search, stop=lambda: stream.stopped, progress=report)
        elif exact is not None and model is not None and exact.kind in ("assignment", "indicator", "comparison"):
            answer = model.phrased(exact, query)
            yield answer.answer
        else:
            answer = exact or answer_from_passages(query, search)
            yield answer.answer
        stream.finish(answer)

    return produce
