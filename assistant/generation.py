"""A model's answer from numbered passages: streamed sentence by sentence, each verified before anyone sees it.

What does not verify is sent back once with the reasons; what still fails is left out. Where nothing verifies, or the
model fails, the outcome asks for the answer without a model.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from assistant.errors import ModelError
from assistant.generation_stream import Deadline, whole_text
from assistant.generation_turns import condense, phrase
from assistant.generation_writing import GenerationStream, Outcome, Prompts, Rejected, Writing
from assistant.prompts import LANGUAGE_RULES, Fence, FilledPrompt, fenced_passages, load_prompt
from assistant.records import Language, Query
from assistant.settings import AssistantSettings
from assistant.verification import Evidence, Verifier
from assistant.verification_gate import SentenceGate

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

__all__ = [
    "Evidence",
    "EvidencePassage",
    "GenerationStream",
    "Outcome",
    "Rejected",
    "condense",
    "generate",
    "generate_long",
    "phrase",
]

EvidencePassage = Evidence

ANSWER_LIMIT = {"zh": 500, "en": 1200}
LONG_ANSWER_LIMIT = {"zh": 900, "en": 2200}
NOTES_PER_GROUP = 8
LONG_FACTOR = 3.0  # a long scope may take this many times a single answer's time


def never() -> bool:
    return False


def generate(
    query: Query,
    passages: Sequence[EvidencePassage],
    *,
    model: BaseChatModel,
    settings: AssistantSettings,
    language: Language = "zh",
    stop: Callable[[], bool] = never,
) -> GenerationStream:
    """The model's answer to ``query`` from ``passages``, within ``settings.model_timeout`` seconds in all.

    Raises PromptError at once where a prompt file is damaged; every failure of the model ends in the outcome.
    """
    fence = Fence.new()
    values = {
        "language_rule": LANGUAGE_RULES[language],
        "passages": fenced_passages(passages, fence),
        "fence": fence.opening,
        "question": query.text or query.question,
    }
    answer, repair = load_prompt("answer"), load_prompt("repair")
    prompts = Prompts(
        answer=lambda hint: answer.fill(hint=hint, limit=ANSWER_LIMIT[language], **values),
        mend=lambda rejected: repair.fill(rejected=rejected, **values),
    )
    writing = Writing(
        evidence={passage.number: passage for passage in passages},
        question=f"{query.question} {query.text}",
        language=language,
        guarded=(*_rules(prompts.answer("")), *_rules(prompts.mend("")), fence.opening, fence.closing, fence.word),
        model=model,
        deadline=Deadline(settings.model_timeout, stop),
    )
    return GenerationStream(writing.run(prompts))


def _rules(prompt: FilledPrompt) -> tuple[str, ...]:
    """The rules of a prompt, which no answer may repeat."""
    return tuple(line for line in prompt.system.splitlines() if line.strip())


def generate_long(
    query: Query,
    groups: Sequence[Sequence[EvidencePassage]],
    *,
    model: BaseChatModel,
    settings: AssistantSettings,
    language: Language = "zh",
    stop: Callable[[], bool] = never,
    progress: Callable[[int, int], None] | None = None,
) -> GenerationStream:
    """The model's answer from more passages than one request holds: notes from each group (map), then one answer (reduce).

    Notes are verified like an answer; the answer is verified against the passages themselves. ``progress`` is told
    (steps done, steps in all). Numbers of passages must differ over all groups. Takes at most three times
    ``settings.model_timeout`` seconds.
    """
    deadline = Deadline(settings.model_timeout * LONG_FACTOR, stop)
    return GenerationStream(
        _map_and_reduce(query, groups, model, language, deadline, progress or (lambda done, total: None))
    )


def _map_and_reduce(
    query: Query,
    groups: Sequence[Sequence[EvidencePassage]],
    model: BaseChatModel,
    language: Language,
    deadline: Deadline,
    progress: Callable[[int, int], None],
) -> Iterator[str | Outcome]:
    total = len(groups) + 1
    notes: list[str] = []
    for done, group in enumerate(groups):
        progress(done, total)
        if deadline.stopped or not deadline.left:
            break
        notes.extend(_notes(query, group, model, language, deadline))
    progress(len(groups), total)
    evidence = {passage.number: passage for group in groups for passage in group}
    fence = Fence.new()
    reduce, repair = load_prompt("reduce"), load_prompt("repair")
    cited = [number for number in evidence if any(f"[{number}]" in note for note in notes)]
    values = {
        "language_rule": LANGUAGE_RULES[language],
        "fence": fence.opening,
        "question": query.text or query.question,
    }
    noted = f"{fence.opening}\n" + "\n".join(notes) + f"\n{fence.closing}"
    sources = fenced_passages([evidence[number] for number in cited], fence)
    prompts = Prompts(
        answer=lambda hint: reduce.fill(hint=hint, limit=LONG_ANSWER_LIMIT[language], notes=noted, **values),
        mend=lambda rejected: repair.fill(rejected=rejected, passages=sources, **values),
    )
    writing = Writing(
        evidence=evidence,
        question=f"{query.question} {query.text}",
        language=language,
        guarded=(*_rules(prompts.answer("")), *_rules(prompts.mend("")), fence.opening, fence.closing, fence.word),
        model=model,
        deadline=deadline,
    )
    yield from writing.run(prompts) if notes else writing.nothing()
    progress(total, total)


def _notes(
    query: Query, group: Sequence[EvidencePassage], model: BaseChatModel, language: Language, deadline: Deadline
) -> list[str]:
    """The verified notes that the model takes from one group; none where it fails."""
    fence = Fence.new()
    question = query.text or query.question
    prompt = load_prompt("map").fill(
        language_rule=LANGUAGE_RULES[language],
        count=NOTES_PER_GROUP,
        passages=fenced_passages(group, fence),
        fence=fence.opening,
        question=question,
    )
    verifier = Verifier(
        {passage.number: passage for passage in group}, question=question, language=language, guarded=(fence.word,)
    )
    gate = SentenceGate(verifier, keep_heads=False)
    try:
        text = whole_text(model, prompt, deadline)
    except ModelError:
        return []
    events = [*gate.feed(text), *gate.finish()]
    return [event.text.strip() for event in events if event.kind == "shown" and event.verdict.cited][:NOTES_PER_GROUP]
