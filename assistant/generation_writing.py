"""One answer in the making: a model's pieces through the gate, one repair, and what it came to."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from assistant.errors import ModelError
from assistant.generation_stream import Deadline, stream_text
from assistant.prompts import FilledPrompt
from assistant.records import Language, VerificationCounts
from assistant.verification import Evidence, Reason, Verifier, closing_line
from assistant.verification_gate import GateEvent, SentenceGate

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

LONGEST_OUTPUT = 6000  # characters of a model's output that are read
LONGEST_REPEAT = 3  # sentences said again before the model is taken to run in circles
MOST_REPAIRS = 8
LEAST_REPAIR_SECONDS = 1.0
FOREIGN_SENTENCES = 3  # sentences in the wrong language before the answer is asked for again

Round = Literal["first", "again", "mend"]

_NOTHING = {
    "zh": "模型的回答没有一句通过与资料的核对，改用不经模型的回答。",
    "en": "No sentence of the model's answer was borne out by the sources; the answer without a model is given.",
}
_NOT_STATED = {
    "zh": "模型认为所给资料没有说明这一点，改用不经模型的回答。",
    "en": "The model finds no statement on this in the passages; the answer without a model is given.",
}
_FAILED = {"zh": "{}，改用不经模型的回答。", "en": "{}; the answer without a model is given."}
_BROKEN = {"zh": "{}，以上是已经核对的部分。", "en": "{}; what is shown has been checked."}
_STOPPED = {"zh": "已按要求停止，以上是已经核对的部分。", "en": "Stopped as asked; what is shown has been checked."}
_ENDLESS = {
    "zh": "模型的输出过长或重复，已截断。",
    "en": "The model's output was too long or repeated itself and was cut.",
}


@dataclass(frozen=True, kw_only=True)
class Rejected:
    """A sentence that was not shown, and why."""

    sentence: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What a generation came to.

    ``text`` is exactly what was given out piece by piece; ``cited`` the numbers that it cites, in order of first use.
    ``fallback`` (the text is then empty) tells the caller to give the answer without a model, with ``note`` as the one line
    on why. Otherwise ``note`` is the closing line of the answer: what was left out and why, that it was stopped or cut
    short. ``error`` is the endpoint's failure in one line, "" where there was none.
    """

    text: str
    cited: tuple[int, ...]
    counts: VerificationCounts
    note: str = ""
    error: str = ""
    fallback: bool = False
    stopped: bool = False
    rejected: tuple[Rejected, ...] = ()
    seconds: float = 0.0


class GenerationStream:
    """Iterate once for the verified pieces of text; then ``outcome`` (which runs to the end if nobody iterated)."""

    def __init__(self, work: Iterator[str | Outcome]) -> None:
        self._work = work
        self._outcome: Outcome | None = None

    def __iter__(self) -> Iterator[str]:
        for item in self._work:
            if isinstance(item, Outcome):
                self._outcome = item
            else:
                yield item

    @property
    def outcome(self) -> Outcome:
        for _ in self if self._outcome is None else ():
            pass
        if self._outcome is None:
            raise RuntimeError("the generation was closed before its end")
        return self._outcome


@dataclass(frozen=True, kw_only=True)
class Prompts:
    """The prompts of one answer: ``answer`` with a hint on what went wrong before, ``mend`` with the rejected sentences."""

    answer: Callable[[str], FilledPrompt]
    mend: Callable[[str], FilledPrompt]


class Writing:
    """One answer: the gate's events counted, the text collected."""

    def __init__(
        self,
        *,
        evidence: Mapping[int, Evidence],
        question: str,
        language: Language,
        guarded: Sequence[str],
        model: BaseChatModel,
        deadline: Deadline,
    ) -> None:
        self._verifier = Verifier(evidence, question=question, language=language, guarded=guarded)
        self._language = language
        self._model = model
        self._deadline = deadline
        self._started = time.monotonic()
        self._text = ""
        self._held = ""  # sentences without a source (资料没有说明…): given out with the first that has one
        self._cited: dict[int, None] = {}
        self._rejected: list[Rejected] = []
        self._counts = VerificationCounts()
        self._endless = False
        self._error: ModelError | None = None
        self._said: frozenset[str] = frozenset()

    def run(self, prompts: Prompts) -> Iterator[str | Outcome]:
        """The pieces of the answer, then its outcome."""
        threading.Thread(target=self._verifier.warm_up, name="verifier", daemon=True).start()  # while the model thinks
        yield from self._write(prompts.answer(""), "first")
        if self._rejected and self._may_repair():
            rejected = self._rejected
            if self._cited:
                yield from self._write(prompts.mend(self._listed(rejected)), "mend")
            else:
                self._rejected = []
                self._held = ""
                yield from self._write(prompts.answer(self._hint(rejected)), "again")
                self._rejected = self._rejected or ([] if self._cited else rejected)
        yield self._outcome()

    def nothing(self) -> Iterator[str | Outcome]:
        """The outcome of an answer that was never asked for, as nothing was found to write it from."""
        yield self._outcome()

    def _may_repair(self) -> bool:
        return self._error is None and not self._deadline.stopped and self._deadline.left >= LEAST_REPAIR_SECONDS

    def _write(self, prompt: FilledPrompt, turn: Round) -> Iterator[str]:
        gate = SentenceGate(self._verifier, said_before=self._said, keep_heads=turn != "mend")
        to_mend = dict(enumerate(self._rejected[:MOST_REPAIRS], start=1)) if turn == "mend" else {}
        length = foreign = 0
        ended = False
        try:
            for piece in stream_text(self._model, prompt, self._deadline):
                length += len(piece)
                for event in gate.feed(piece):
                    foreign += event.kind == "rejected" and event.verdict.reasons[0].code == "language"
                    yield from self._take(event, turn, to_mend)
                if length > LONGEST_OUTPUT or gate.repeats >= LONGEST_REPEAT:
                    self._endless = ended = True
                    break
                if foreign >= FOREIGN_SENTENCES and not self._cited:
                    ended = True
                    break
        except ModelError as error:
            self._error = error
            ended = turn != "first"  # a repair that breaks off changes nothing
        if not ended:
            for event in gate.finish():
                yield from self._take(event, turn, to_mend)
        self._said = gate.said

    def _take(self, event: GateEvent, turn: Round, to_mend: dict[int, Rejected]) -> Iterator[str]:
        if event.kind == "rejected" and turn != "mend":
            self._rejected.append(Rejected(sentence=event.sentence, reasons=event.verdict.reasons))
        if event.kind != "shown":
            return
        text = event.text
        if turn == "mend":
            mended = to_mend.pop(_number(event.head), None)
            if mended is None or not event.verdict.cited:
                return  # the model was asked for these sentences alone
            self._rejected.remove(mended)
            text = "\n" + text.lstrip()
        counts = self._counts
        self._counts = (
            replace(counts, shown=counts.shown + 1)
            if turn == "first"
            else replace(counts, repaired=counts.repaired + 1)
        )
        self._cited.update(dict.fromkeys(event.verdict.cited))
        if not self._cited:
            self._held += text
            return
        text, self._held = self._held + text, ""
        self._text += text
        yield text

    def _listed(self, rejected: Sequence[Rejected]) -> str:
        lines = []
        for number, each in enumerate(rejected[:MOST_REPAIRS], start=1):
            reasons = "；".join(reason.line(self._language) for reason in each.reasons[:3])
            lines.append(f"{number}. {each.sentence}（{reasons}）")
        return "\n".join(lines)

    def _hint(self, rejected: Sequence[Rejected]) -> str:
        reasons = dict.fromkeys(reason.line(self._language) for each in rejected for reason in each.reasons[:1])
        return f"\n（上一次的回答没有通过核对，原因：{'；'.join(list(reasons)[:4])}。请严格按要求重写。）"

    def _outcome(self) -> Outcome:
        stopped = self._deadline.stopped
        fallback = not self._cited and not stopped
        return Outcome(
            text=self._text,
            cited=tuple(self._cited),
            counts=replace(self._counts, left_out=len(self._rejected)),
            note=self._note(stopped=stopped, fallback=fallback),
            error=self._error_line(),
            fallback=fallback,
            stopped=stopped,
            rejected=tuple(self._rejected),
            seconds=round(time.monotonic() - self._started, 3),
        )

    def _error_line(self) -> str:
        if self._error is None:
            return ""
        return self._error.english if self._language == "en" else str(self._error)

    def _note(self, *, stopped: bool, fallback: bool) -> str:
        language = self._language
        if stopped:
            return _STOPPED[language]
        if fallback:
            if self._error is not None:
                return _FAILED[language].format(self._error_line())
            return _NOT_STATED[language] if self._held and not self._rejected else _NOTHING[language]
        parts = []
        if self._error is not None:
            parts.append(_BROKEN[language].format(self._error_line()))
        if self._endless:
            parts.append(_ENDLESS[language])
        if left_out := closing_line((each.reasons[0] for each in self._rejected), language):
            parts.append(left_out)
        return (" " if language == "en" else "").join(parts)


def _number(head: str) -> int:
    """The number in a list sign (2. or （2）); 0 where it has none."""
    found = re.search(r"\d{1,2}", head)
    return int(found.group()) if found else 0
