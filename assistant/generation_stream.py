"""The pieces of a model's answer within a time limit: tried again where that may help, stopped when asked."""

from __future__ import annotations

import queue
import re
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.errors import ModelError
from assistant.model_failures import Failure, failure
from assistant.prompts import FilledPrompt

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

TRIES = 2
LONGEST_WAIT = 10.0  # seconds of Retry-After that are waited for
POLL_SECONDS = 0.05
_SILENCE = Failure(message="模型没有在时限内答完", english="the model did not finish in time")
_EMPTY = Failure(message="模型没有给出任何内容", english="the model gave no content")


_CUT = Failure(message="与模型服务的连接中途断开", english="the connection to the model service was cut")
_CLOSED = re.compile(r"[。！？!?.;；:：\]）)”」|》*`]\s*$")


@dataclass(frozen=True)
class _End:
    """The end of one try: ``error`` None where the stream ended by itself, ``finished`` where the model said so."""

    error: BaseException | None
    finished: bool = False


class Deadline:
    """The moment at which a model's time is up, and whether someone has asked to stop."""

    def __init__(self, seconds: float, stop: Callable[[], bool] = lambda: False) -> None:
        self._until = time.monotonic() + seconds
        self._stop = stop

    @property
    def left(self) -> float:
        """Seconds left, never negative."""
        return max(0.0, self._until - time.monotonic())

    @property
    def stopped(self) -> bool:
        return self._stop()

    def wait(self, seconds: float) -> bool:
        """Waits, unless stopped or out of time; whether the whole time was waited."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self.stopped or not self.left:
                return False
            time.sleep(min(POLL_SECONDS, max(0.0, end - time.monotonic())))
        return True


def stream_text(model: BaseChatModel, prompt: FilledPrompt, deadline: Deadline, *, prose: bool = True) -> Iterator[str]:
    """The pieces of the model's answer as they come; ends early without a word when asked to stop.

    The model runs in a thread of its own, so that a server that falls silent cannot hold the answer up. Before the
    first piece a failure that may pass (connection, 5xx, 429 with a short Retry-After) is tried again once. Raises
    ModelError for everything else, for an empty answer and when the time is up; where ``prose`` is expected also for a
    stream that ends in the middle of a sentence without the model having said that it is done.
    """
    for attempt in range(1, TRIES + 1):
        began = False
        try:
            for piece in _one_try(model, prompt, deadline, prose=prose):
                began = began or bool(piece)
                yield piece
            if not began and not deadline.stopped:
                raise _EMPTY.error()
            return
        except _TryError as error:
            found = failure(error.cause)
            found = _CUT if began and found.again else found  # it was reached, so it is not the address
            last = began or attempt == TRIES or not found.again or found.wait > min(LONGEST_WAIT, deadline.left / 2)
            if last or not deadline.wait(found.wait):
                if deadline.stopped:
                    return
                raise found.error() from error.cause


class _TryError(Exception):
    def __init__(self, cause: BaseException) -> None:
        super().__init__(str(cause))
        self.cause = cause


def _one_try(model: BaseChatModel, prompt: FilledPrompt, deadline: Deadline, *, prose: bool) -> Iterator[str]:
    pieces: queue.Queue[str | _End] = queue.Queue()
    cancelled = threading.Event()
    worker = threading.Thread(target=_work, args=(model, prompt, pieces, cancelled), name="chat-model", daemon=True)
    worker.start()
    last = ""
    try:
        while True:
            if deadline.stopped:
                return
            if not deadline.left:
                raise _TryError(_SILENCE.error())
            try:
                piece = pieces.get(timeout=min(POLL_SECONDS, deadline.left + 0.001))
            except queue.Empty:
                continue
            if isinstance(piece, str):
                last = (last + piece)[-8:]
                yield piece
            elif piece.error is None:
                if prose and last and not piece.finished and not _CLOSED.search(last):
                    raise _TryError(_CUT.error())  # the server closed without a word, in the middle of a sentence
                return
            else:
                raise _TryError(piece.error)
    finally:
        cancelled.set()


def _work(
    model: BaseChatModel, prompt: FilledPrompt, pieces: queue.Queue[str | _End], cancelled: threading.Event
) -> None:
    from langchain_core.messages import HumanMessage, SystemMessage

    try:
        finished = False
        for chunk in model.stream([SystemMessage(prompt.system), HumanMessage(prompt.user)]):
            if cancelled.is_set():
                return  # leaving the loop closes the generator and with it the connection
            finished = finished or bool(chunk.response_metadata.get("finish_reason"))
            if text := str(chunk.text):
                pieces.put(text)
    except BaseException as error:  # handed over to the reader of the queue, who says it in one line
        pieces.put(_End(error))
    else:
        pieces.put(_End(None, finished))


def whole_text(model: BaseChatModel, prompt: FilledPrompt, deadline: Deadline, longest: int = 4000) -> str:
    """The model's answer in one piece, cut at ``longest`` characters. Raises ModelError."""
    text = ""
    for piece in stream_text(model, prompt, deadline, prose=False):
        text += piece
        if len(text) > longest:
            break
    return text[:longest]


__all__ = ["Deadline", "ModelError", "stream_text", "whole_text"]
