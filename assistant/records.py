"""The records between a question and its answer: values only."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from ingest.records import Assignment, Indicator, Passage, Scope

__all__ = [
    "Answer",
    "Citation",
    "Hit",
    "Query",
    "Scope",
    "Turn",
    "VerificationCounts",
]

Language = Literal["zh", "en"]
Intent = Literal[
    "lead",  # who leads a task
    "participants",  # who takes part in a task
    "role_check",  # is unit X the lead of task Y
    "unit_tasks",  # what does unit X lead / take part in
    "unit_count",  # how many tasks does unit X lead
    "section_tasks",  # what tasks has section S and who leads them
    "figure",  # one or several figures of one region
    "compare",  # figures of several named regions
    "ranking",  # a figure over all regions
    "passage",  # anything else that the papers may answer
    "chat",  # greeting, thanks, what can you do
]
Wanted = Literal["number", "date", "place", "name", "list", "yes_no", "reason", "document", "any"]
AnswerKind = Literal["assignment", "indicator", "comparison", "passage", "generated", "refusal", "clarify"]


@dataclass(frozen=True, kw_only=True)
class Query:
    """A question as understood.

    ``question`` as typed; ``text`` the stand-alone question that is answered (a follow-up completed by what it left
    out). ``regions``/``years`` are those that the question (or the turn it follows) names, whether the library holds
    them or not; ``figure_years`` is for what year a figure is asked, where that differs from the report's.
    ``absent_regions``/``absent_years`` are those of them that the library does not hold.
    ``units`` canonical unit names; ``role`` which part of the unit is asked; ``indicators`` canonical indicator names;
    ``indicator_kind`` target, result or "". ``inherited`` tells what was taken over from the turn before.
    ``terms`` are the words of the matter itself (no asking words, no region, year): what retrieval searches;
    ``scope_words`` the stretches of the text that named regions and years. ``detail`` asks for more than the short answer.
    """

    question: str
    text: str
    language: Language
    intent: Intent
    wanted: Wanted = "any"
    regions: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    kinds: tuple[str, ...] = ()
    figure_years: tuple[int, ...] = ()
    absent_regions: tuple[str, ...] = ()
    absent_years: tuple[int, ...] = ()
    units: tuple[str, ...] = ()
    role: Literal["lead", "participant", ""] = ""
    indicators: tuple[str, ...] = ()
    indicator_kind: Literal["target", "result", ""] = ""
    section: str = ""
    topic: str = ""
    terms: tuple[str, ...] = ()
    scope_words: tuple[str, ...] = ()
    inherited: tuple[str, ...] = ()
    detail: bool = False


@dataclass(frozen=True, kw_only=True)
class Hit:
    """One passage that retrieval found, best first; ``score`` is the fused score, ``coverage`` the share of the
    question's weight that the passage's own words and headings carry (0 to 1)."""

    passage: Passage
    score: float
    coverage: float = 0.0
    words_rank: int | None = None
    vector_rank: int | None = None


@dataclass(frozen=True, kw_only=True)
class Citation:
    """One numbered piece of evidence: ``quote`` stands in the report at [start, end), character for character."""

    number: int
    report_id: str
    title: str
    region: str
    year: int | None
    section: str
    page: int | None
    quote: str
    start: int
    end: int


@dataclass(frozen=True, kw_only=True)
class VerificationCounts:
    """Sentences of a model's answer: shown as written, shown after one repair, left out."""

    shown: int = 0
    repaired: int = 0
    left_out: int = 0


@dataclass(frozen=True, kw_only=True)
class Answer:
    """An answer: its text holds markers [n], each of which is the number of a citation.

    ``elapsed_ms`` milliseconds from question to complete answer; ``model`` the chat model's name or "".
    ``choices`` are complete questions to click, given with a ``clarify`` or a ``refusal``.
    """

    question: str
    answer: str
    kind: AnswerKind
    citations: tuple[Citation, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    warnings: tuple[str, ...] = ()
    model: str = ""
    elapsed_ms: float = 0.0
    understood: str = ""
    choices: tuple[str, ...] = ()
    verification: VerificationCounts | None = None
    query: Query | None = field(default=None, repr=False)

    def to_json(self, id: str | None = None) -> dict[str, Any]:
        """The answer as a JSON object with the field names of the records (tuples become lists)."""
        row = asdict(self)
        row.pop("query")
        if row["verification"] is None:
            row.pop("verification")
        return {"id": id, **row} if id is not None else row


@dataclass(frozen=True, kw_only=True)
class Turn:
    """One question of a conversation with its answer."""

    query: Query
    answer: Answer
