"""Rates of the simulated models over the development questions: what of their lies and of honest sentences is shown."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.claims import bare, without_markers
from assistant.generation import Outcome, generate
from assistant.records import Query
from assistant.settings import AssistantSettings
from assistant.verification import Evidence
from ingest.reading import read_path
from ingest.structure.regions import find_regions
from ingest.tokens import plain_words
from tests.assistant.models.simulated import SimulatedModel
from tests.corpus import EVALUATION, corpus_files

SETTINGS = AssistantSettings(chat_model="simulated", model_timeout=30.0)


@dataclass(frozen=True, kw_only=True)
class Rates:
    """Sentences of one model over a set of questions."""

    behaviour: str
    answers: int = 0
    sentences: int = 0
    lies: int = 0
    lies_shown: tuple[str, ...] = ()
    honest: int = 0
    honest_shown: int = 0
    honest_refused: tuple[str, ...] = ()
    fallbacks: int = 0
    requests: int = 0
    milliseconds: float = 0.0


@lru_cache(maxsize=1)
def corpus_evidence() -> tuple[Evidence, ...]:
    """Every passage of the corpus with what the library knows of its report."""
    found: list[Evidence] = []
    for path in corpus_files():
        for reading in read_path(path):
            report = reading.report
            about = " ".join(filter(None, (report.issuer, report.document_number, report.date, report.speaker)))
            found.extend(
                Evidence(
                    number=0,
                    text=passage.text,
                    title=report.title,
                    breadcrumb=passage.breadcrumb,
                    region=report.region,
                    year=report.year,
                    kind=report.kind,
                    about=about,
                )
                for passage in reading.passages
                if len(passage.text) > 40
            )
    return tuple(found)


@lru_cache(maxsize=1)
def development_questions() -> tuple[str, ...]:
    """The development questions in Chinese, each once."""
    found = []
    for name in ("questions_facts_dev.jsonl", "questions_responsibility_dev.jsonl"):
        for line in (EVALUATION / name).read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if row["lang"] == "zh" and isinstance(row.get("question"), str) and "→" not in row["question"]:
                found.append(row["question"])
    return tuple(dict.fromkeys(found))


def passages_for(question: str, count: int = 6) -> tuple[Evidence, ...]:
    """The passages of the asked regions that share most words with the question, numbered from 1."""
    regions = {m.region.name for m in find_regions(question)}
    asked = {word for word in plain_words(question) if len(word) > 1}
    inside = [e for e in corpus_evidence() if not regions or e.region in regions] or list(corpus_evidence())
    ranked = sorted(inside, key=lambda e: -sum(word in e.text or word in e.breadcrumb for word in asked))
    return tuple(
        Evidence(**{**{f: getattr(e, f) for f in Evidence.__dataclass_fields__}, "number": number})
        for number, e in enumerate(ranked[:count], start=1)
    )


def ask(model: SimulatedModel, question: str, passages: Sequence[Evidence]) -> Outcome:
    """What comes of the model's answer to ``question``."""
    query = Query(question=question, text=question, language="zh", intent="passage")
    return generate(query, passages, model=model, settings=SETTINGS).outcome


def measure(behaviour: str, questions: Sequence[str], *, seed: int = 0, repents: bool = False) -> Rates:
    """The rates of one model over ``questions``."""
    lies: list[str] = []
    refused: list[str] = []
    planted = honest = shown = sentences = fallbacks = requests = 0
    spent = 0.0
    for number, question in enumerate(questions):
        model = SimulatedModel(behaviour=behaviour, seed=seed + number, repents=repents)
        passages = passages_for(question)
        started = time.perf_counter()
        outcome = ask(model, question, passages)
        spent += time.perf_counter() - started
        text = bare(without_markers(outcome.text))
        first = model.planted
        planted += len(first)
        lies += [
            f"{lie.kind}: {lie.planted} | {lie.text}" for lie in first if _is_shown(lie.text, lie.kind, text, outcome)
        ]
        wrote = list(dict.fromkeys(model.wrote))
        honest += len(wrote)
        refused += [s for s in wrote if bare(without_markers(s)).rstrip("。") not in text]
        shown += sum(bare(without_markers(s)).rstrip("。") in text for s in wrote)
        sentences += len(first) + len(wrote)
        fallbacks += outcome.fallback
        requests += model.requests
    return Rates(
        behaviour=behaviour,
        answers=len(questions),
        sentences=sentences,
        lies=planted,
        lies_shown=tuple(lies),
        honest=honest,
        honest_shown=shown,
        honest_refused=tuple(refused),
        fallbacks=fallbacks,
        requests=requests,
        milliseconds=1000 * spent / max(1, sentences),
    )


def _is_shown(lie: str, kind: str, text: str, outcome: Outcome) -> bool:
    """Whether a reader sees the lie: the sentence itself, or for what cites wrongly the sentence with that marker."""
    if kind in ("marker", "shifted"):
        return bare(lie).rstrip("。") in bare(outcome.text)
    if kind == "leak":
        return any(bare(lie)[i : i + 16] in text for i in range(0, 400, 8))
    return bare(without_markers(lie)).rstrip("。") in text
