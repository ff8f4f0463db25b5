"""One question being answered in a thread of its own.

The page's script is broken off at every click and reload; the answer is not: whoever opens the conversation again sees
it go on. The finished answer is kept in the history by the job itself.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator
from typing import Protocol

from assistant.errors import AssistantError
from assistant.records import Answer, Query, Turn
from ingest.errors import IngestError

STOP_SECONDS = 3.0
log = logging.getLogger(__name__)


class Stream(Protocol):
    """What `Assistant.ask` gives back."""

    progress: Callable[[int, int], None] | None

    def __iter__(self) -> Iterator[str]: ...

    @property
    def answer(self) -> Answer: ...

    @property
    def query(self) -> Query: ...

    def stop(self) -> None: ...


class AnswerJob:
    """The answer to ``question`` as it grows.

    ``ask`` begins the answer (it may wait for the library), ``keep`` stores the turn with whether it was stopped.
    ``error`` and ``error_english`` are one line each where no answer came. ``steps`` are the steps done and the steps
    in all of an answer over many reports, None for any other.
    """

    def __init__(self, question: str, ask: Callable[[], Stream], keep: Callable[[Turn, bool], object]) -> None:
        self.question = question
        self.error = ""
        self.error_english = ""
        self.steps: tuple[int, int] | None = None
        self._ask, self._keep = ask, keep
        self._pieces: list[str] = []
        self._news = threading.Condition()
        self._stream: Stream | None = None
        self._stopped_at = 0.0
        self._finished = False
        threading.Thread(target=self._run, name="answer", daemon=True).start()

    @property
    def text(self) -> str:
        """What was answered so far."""
        with self._news:
            return "".join(self._pieces)

    @property
    def finished(self) -> bool:
        return self._finished

    def stop(self) -> None:
        """Ask the answer to end; what is there by then is kept."""
        self._stopped_at = self._stopped_at or time.monotonic()
        if self._stream is not None:
            self._stream.stop()

    def growth(self, patience: float = 0.25) -> Iterator[str]:
        """The text so far, again whenever it has grown (and at least every ``patience`` seconds), until the end."""
        shown = -1
        while True:
            with self._news:
                if not self._finished and len(self._pieces) == shown:
                    self._news.wait(patience)
                shown, finished = len(self._pieces), self._finished
            yield self.text
            if finished:
                return
            if self._stopped_at and time.monotonic() - self._stopped_at > STOP_SECONDS:
                self._give_up()

    def _give_up(self) -> None:
        """Keep what is there of an answer that was stopped and does not end: a model that hangs is not waited for."""
        with self._news:
            if self._finished:
                return
            self._finished = True
            if self._stream is not None and self._pieces:
                query = self._stream.query
                partial = Answer(question=self.question, answer="".join(self._pieces), kind="generated", query=query)
                self._keep(Turn(query=query, answer=partial), True)

    def _run(self) -> None:
        try:
            self._answer()
        except (AssistantError, IngestError) as error:
            self.error, self.error_english = str(error), error.english
        except Exception as error:  # the last resort: a reader gets a line, the log the whole
            log.exception("the question could not be answered")
            self.error = f"回答时出错（{type(error).__name__}），请重试；详情见服务器日志"
            self.error_english = f"answering failed ({type(error).__name__}); try again, the server's log has more"
        finally:
            with self._news:
                self._finished = True
                self._news.notify_all()

    def _step(self, done: int, total: int) -> None:
        self.steps = (done, total)

    def _answer(self) -> None:
        stream = self._stream = self._ask()
        stream.progress = self._step
        for piece in stream:
            with self._news:
                if self._finished:
                    return
                self._pieces.append(piece)
                self._news.notify_all()
        answer = stream.answer
        with self._news:
            if not self._finished:
                self._keep(Turn(query=stream.query, answer=answer), bool(self._stopped_at))
