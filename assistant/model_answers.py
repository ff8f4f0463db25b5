"""Answers with a chat model: passages chosen and numbered, the verified text streamed, exact look-ups put into prose."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.citations import Citations, full_title
from assistant.extractive import PassageSearch, answer_from_passages
from assistant.generation import EvidencePassage, GenerationStream, Outcome, condense, generate, generate_long, phrase
from assistant.records import Answer, Query, Turn
from assistant.settings import AssistantSettings
from ingest.records import Passage, Report

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

# What one request holds, how many passages one report may give where several are asked, and when a scope is long.
PASSAGES, PER_GROUP = 10, 12
LONG_SCOPE = 6
LONG_PASSAGES = 48


class ModelAnswers:
    """A chat model's part in answering; every failure ends in the answer without a model and one line that says so."""

    def __init__(self, model: BaseChatModel, settings: AssistantSettings) -> None:
        self.model = model
        self.settings = settings

    @property
    def name(self) -> str:
        """The model's name as answers show it."""
        return self.settings.chat_model or type(self.model).__name__

    def condensed(self, question: str, conversation: Sequence[Turn]) -> str:
        """The follow-up as a question of its own where the model makes one of it, else the question as it is."""
        return condense(question, conversation, self.model) or question

    def phrased(self, exact: Answer, query: Query) -> Answer:
        """The look-up with the model's sentence round it; unchanged where that would add or lose anything."""
        text = phrase(exact, query, self.model)
        return replace(exact, answer=text, model=self.name) if text else exact

    def stream(
        self, query: Query, search: PassageSearch, *, stop: Callable[[], bool], progress: Callable[[int, int], None]
    ) -> Generator[str, None, Answer]:
        """The verified pieces of the model's answer; the generator's value is the whole answer.

        Nothing is sent to the model where the library holds nothing on the question: the refusal stands.
        """
        plain = answer_from_passages(query, search)
        if plain.kind == "refusal":
            yield plain.answer
            return plain
        evidence, passages = self._evidence(query, search)
        writing = self._write(query, evidence, stop, progress)
        shown = ""
        for piece in writing:
            shown += piece
            yield piece
        outcome = writing.outcome
        if outcome.fallback:
            answer = _fallback(plain, outcome, self.name)
            yield ("\n\n" if shown else "") + answer.answer
            return answer
        return _answer(query, outcome, passages, search, self.name)

    def _evidence(self, query: Query, search: PassageSearch) -> tuple[list[EvidencePassage], list[Passage]]:
        wide = len(query.regions) >= LONG_SCOPE or (not query.regions and query.wanted in ("reason", "any", "list"))
        hits = search.hits(query, limit=LONG_PASSAGES if wide else PASSAGES * 3)
        quota = max(1, PASSAGES // max(1, len(query.regions))) if len(query.regions) > 1 or wide else PASSAGES
        passages = _spread(
            [hit.passage for hit in hits], quota, LONG_PASSAGES if len(query.regions) >= LONG_SCOPE else PASSAGES
        )
        reports = {passage.report_id: search.library.report(passage.report_id) for passage in passages}
        return [_numbered(n, p, reports[p.report_id]) for n, p in enumerate(passages, start=1)], passages

    def _write(
        self,
        query: Query,
        evidence: Sequence[EvidencePassage],
        stop: Callable[[], bool],
        progress: Callable[[int, int], None],
    ) -> GenerationStream:
        common = {"model": self.model, "settings": self.settings, "language": query.language, "stop": stop}
        if len(evidence) <= PER_GROUP:
            return generate(query, evidence, **common)  # type: ignore[arg-type]
        groups = [evidence[i : i + PER_GROUP] for i in range(0, len(evidence), PER_GROUP)]
        return generate_long(query, groups, progress=progress, **common)  # type: ignore[arg-type]


def _spread(passages: Sequence[Passage], quota: int, limit: int) -> list[Passage]:
    """The best passages with at most ``quota`` of one report, so that every report asked about is heard; what stays
    free is filled with the best of the rest."""
    chosen: list[Passage] = []
    counts: dict[str, int] = {}
    for passage in passages:
        if counts.get(passage.report_id, 0) < quota:
            counts[passage.report_id] = counts.get(passage.report_id, 0) + 1
            chosen.append(passage)
    rest = [passage for passage in passages if passage not in chosen]
    return (chosen + rest)[:limit]


def _numbered(number: int, passage: Passage, report: Report) -> EvidencePassage:
    return EvidencePassage(
        number=number,
        text=passage.text,
        title=full_title(report),
        breadcrumb=passage.breadcrumb,
        region=report.region,
        year=report.year,
        kind=report.kind,
        about=" ".join(part for part in (report.issuer, report.document_number, report.date, report.speaker) if part),
    )


def _answer(query: Query, outcome: Outcome, passages: Sequence[Passage], search: PassageSearch, name: str) -> Answer:
    """The outcome as an answer: the passages that it cites, numbered anew from 1 in the order of the text."""
    citations = Citations(search.library)
    text = outcome.text
    numbers = {
        n: citations.add(passages[n - 1].report_id, passages[n - 1].start, passages[n - 1].end) for n in outcome.cited
    }
    for old in numbers:
        text = text.replace(f"[{old}]", f"[\0{old}]")
    for old, new in numbers.items():
        text = text.replace(f"[\0{old}]", f"[{new}]")
    return Answer(
        question=query.question,
        answer=text,
        kind="generated",
        citations=citations.all(),
        warnings=tuple(line for line in (outcome.note, outcome.error) if line),
        model=name,
        verification=outcome.counts,
        query=query,
    )


def _fallback(plain: Answer, outcome: Outcome, name: str) -> Answer:
    return replace(
        plain, warnings=(outcome.note or outcome.error, *plain.warnings), verification=outcome.counts, model=""
    )
