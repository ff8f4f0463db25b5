"""Class `Assistant`: the only wiring between a question, the library and a model."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.answering import AnswerStream, produce_answer
from assistant.extractive import PassageSearch
from assistant.names import LibraryNames
from assistant.question import understand
from assistant.records import Answer, Query, Scope, Turn
from assistant.register import Register
from assistant.retrieval import MODEL_VECTORS, OFFLINE_VECTORS, HybridRetriever
from assistant.settings import AssistantSettings
from assistant.spelling import sounds
from ingest import tokens
from ingest.library.library import Library

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

    from assistant.model_answers import ModelAnswers


class Assistant:
    """Answers questions over one library, with a chat model or without.

    ``chat`` is a LangChain chat model; without one the settings' model is used, and without that none at all.
    Several threads may ask at once.
    """

    def __init__(
        self, library: Library, *, settings: AssistantSettings | None = None, chat: BaseChatModel | None = None
    ) -> None:
        self.library = library
        self.settings = settings or AssistantSettings()
        self._chat = chat
        self._lock = threading.Lock()
        self._model: ModelAnswers | None = None
        self._revision: int | None = None
        self._names = LibraryNames()
        self._register = Register((), ())

    def _refresh(self) -> None:
        """Take over what the library holds now, where it has changed since the last question."""
        revision = self.library.revision
        with self._lock:
            if revision != self._revision:
                entries = self.library.entries()
                self._names = LibraryNames.of(entries)
                self._register = Register(self.library.assignments(), entries)
                self._revision = revision

    @property
    def names(self) -> LibraryNames:
        """The regions and years that can be asked about now."""
        self._refresh()
        return self._names

    @property
    def register(self) -> Register:
        """Every assignment of the library, as the register's page and the command line show them."""
        self._refresh()
        return self._register

    @property
    def search(self) -> PassageSearch:
        """The passage search over the library as it is now."""
        self._refresh()
        weight = MODEL_VECTORS if self.library.has_model_vectors else OFFLINE_VECTORS
        return PassageSearch(self.library, HybridRetriever(index=self.library, vector_weight=weight), self._names)

    def understand(self, question: str, *, conversation: Sequence[Turn] = (), scope: Scope | None = None) -> Query:
        """The query that the question means after the conversation."""
        self._refresh()
        return understand(
            question, names=self._names, conversation=conversation, scope=scope, units=self._register.unit_names
        )

    def ask(self, question: str, *, conversation: Sequence[Turn] = (), scope: Scope | None = None) -> AnswerStream:
        """The stream of the answer; nothing is computed but the query until it is iterated."""
        started = time.perf_counter()
        query = self.understand(question, conversation=conversation, scope=scope)
        model = self.model_answers
        if model is not None and conversation and _leaves_something_out(query):
            condensed = model.condensed(question, conversation)
            if condensed != question:
                query = replace(self.understand(condensed, scope=scope), question=question, inherited=("question",))
        return AnswerStream(query, produce_answer(self.search, self._register, model), started=started)

    def answer(self, question: str, *, conversation: Sequence[Turn] = (), scope: Scope | None = None) -> Answer:
        """The whole answer at once."""
        return self.ask(question, conversation=conversation, scope=scope).answer

    def warm_up(self) -> None:
        """Load what the first question would wait for: dictionary, readings, indexes."""
        tokens.warm_up()
        sounds("政府")
        if self.library.entries():  # never through the model: nobody has asked it anything
            plain = Assistant(self.library, settings=AssistantSettings())
            for question in _FIRST_QUESTIONS:
                plain.answer(question)

    @property
    def model_answers(self) -> ModelAnswers | None:
        """The chat model's part in answering; None where no model is set. Built on first use, as its import is slow."""
        if self._chat is None and not self.settings.chat_model:
            return None
        with self._lock:
            if self._model is None:
                from assistant.model_answers import ModelAnswers
                from assistant.providers import chat_model

                chat = self._chat or chat_model(self.settings)
                self._model = ModelAnswers(chat, self.settings) if chat is not None else None
            return self._model

    def use(self, settings: AssistantSettings) -> None:
        """Answer with these settings from now on (the settings page has changed the model)."""
        with self._lock:
            self.settings = settings
            self._chat = None
            self._model = None


# One of each kind, so that the lexicons of figures, register and passages are loaded.
_FIRST_QUESTIONS = ("今年的经济增长目标是多少", "乡村振兴任务由谁牵头", "今年有哪些重点项目")


def _leaves_something_out(query: Query) -> bool:
    """Whether a turn of a conversation may lean on those before in a way that the rules did not see."""
    return query.intent == "passage" and not query.inherited and not query.regions and not query.years
