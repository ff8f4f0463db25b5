"""The library, the assistant and the history of this process, opened once and in the background.

The pages are drawn at once; opening the library, loading the dictionary and, on the very first start, the samples go on
beside them, and `Services.stage` tells how far they are.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import streamlit as st

from assistant.errors import AssistantError
from assistant.history import History
from assistant.pages.parts.adding_job import AddingJob, Upload
from assistant.pages.parts.answer_job import AnswerJob, Stream
from assistant.pages.parts.examples import candidates, working
from assistant.pages.texts import Language
from assistant.records import Scope, Turn
from assistant.saved_settings import effective_settings
from assistant.settings import AssistantSettings, assistant_settings
from ingest.errors import IngestError
from ingest.library.outcomes import FileOutcome, Progress
from ingest.settings import LibrarySettings, library_settings

if TYPE_CHECKING:  # both pull in chromadb, langchain and jieba: a second and a half that no page needs to wait for
    from assistant.assistant import Assistant
    from ingest.library.library import Library

log = logging.getLogger(__name__)
Stage = Literal["opening", "samples", "ready", "failed"]


@dataclass(frozen=True, kw_only=True)
class Opened:
    """What the pages work with once the library is open."""

    library: Library
    assistant: Assistant


class Services:
    """What the sessions of this process share.

    ``opened`` is None until the library can be read; ``stage`` tells how far the start is; ``error`` and
    ``error_english`` say in a line each why it failed.
    """

    def __init__(self, library: LibrarySettings, assistant: AssistantSettings) -> None:
        self.library_settings = library
        self.assistant_settings = assistant
        self.history = History(library.data_dir)
        self.opened: Opened | None = None
        self.stage: Stage = "opening"
        self.error = ""
        self.error_english = ""
        self.adding: AddingJob | None = None
        self._answers: dict[str, AnswerJob] = {}
        self._writing = threading.Lock()
        self._ready = threading.Event()
        self._startup = threading.Thread(target=self._start, name="startup", daemon=True)
        self._startup.start()

    @property
    def environment_settings(self) -> AssistantSettings:
        """The assistant's settings without what the settings page saved."""
        return assistant_settings()

    @property
    def environment_library_settings(self) -> LibrarySettings:
        """The library's settings without what the settings page saved."""
        return library_settings()

    def answer_job(self, conversation_id: str) -> AnswerJob | None:
        """The conversation's question that is being answered, or the one that just failed."""
        return self._answers.get(conversation_id)

    def ask(self, conversation_id: str, question: str, scope: Scope, opened: Opened) -> AnswerJob:
        """Begin to answer; the turns before are the conversation."""
        turns = tuple(stored.turn for stored in self.history.turns(conversation_id))

        def ask() -> Stream:
            self._ready.wait()
            return opened.assistant.ask(question, conversation=turns, scope=scope)

        def keep(turn: Turn, stopped: bool) -> None:
            self.history.add(conversation_id, turn, stopped=stopped)

        job = self._answers[conversation_id] = AnswerJob(question, ask, keep)
        return job

    def forget_answer(self, conversation_id: str) -> None:
        """Drop the job whose answer now stands in the history."""
        self._answers.pop(conversation_id, None)

    def add(self, uploads: Sequence[Upload], opened: Opened) -> AddingJob:
        """Begin to add files; they wait for files that another session is adding."""

        def add(upload: Upload, progress: Callable[[Progress], None]) -> Sequence[FileOutcome]:
            with self._writing:
                return opened.library.add_bytes(upload.name, upload.data, progress=progress).files

        self.adding = AddingJob(uploads, add)
        return self.adding

    def close(self) -> None:
        """Let go of the library's files."""
        self._startup.join()
        if self.opened is not None:
            self.opened.library.close()

    def _start(self) -> None:
        try:
            self._open()
        except (AssistantError, IngestError) as error:
            self.error, self.error_english, self.stage = str(error), error.english, "failed"
        except Exception as error:  # the last resort: a reader gets a line, the log the whole
            log.exception("the library could not be opened")
            self.error = f"资料库打不开（{type(error).__name__}）；详情见服务器日志"
            self.error_english = f"the library cannot be opened ({type(error).__name__}); the server's log has more"
            self.stage = "failed"
        finally:
            self._ready.set()

    def _open(self) -> None:
        from assistant.assistant import Assistant
        from ingest.library.library import Library

        library = Library.open(self.library_settings)
        assistant = Assistant(library, settings=self.assistant_settings)
        self.opened = Opened(library=library, assistant=assistant)
        try:
            if not library.entries():
                self.stage = "samples"
                library.ensure_samples()
        except Exception:  # the library can be used without its samples
            log.exception("the samples could not be read")
        self.stage = "ready"
        self._ready.set()
        try:
            assistant.warm_up()
        except Exception:  # then the first question warms up by itself
            log.exception("the warm-up failed")


@st.cache_resource(show_spinner=False, on_release=Services.close)
def services() -> Services:
    """The services of this process; a setting that cannot be used raises its SettingError."""
    return Services(*effective_settings())


@st.cache_data(show_spinner=False, max_entries=8)
def example_questions(_opened: Opened, revision: int, language: Language) -> tuple[str, ...]:
    """Questions that the library of this ``revision`` answers without a model, each tried before it is shown."""
    from assistant.assistant import Assistant

    library = _opened.library
    plain = Assistant(library, settings=AssistantSettings())

    def answers(question: str) -> bool:
        answer = plain.ask(question).answer
        return answer.kind not in ("refusal", "clarify") and bool(answer.citations)

    made = candidates(library.entries(), library.assignments(), library.indicators(), language)
    return working(made, answers)
