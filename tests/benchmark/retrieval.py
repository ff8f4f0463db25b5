"""python -m tests.benchmark.retrieval: recall@1/5/10 and MRR of the hybrid retriever, and what other weights would give.

The relevant passages of a question are those that hold its evidence. Questions: the development questions over
../shared/corpus where that is here, else the questions over the sample library.
"""

from __future__ import annotations

import itertools
import json
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

import assistant.retrieval as retrieval
from assistant.assistant import Assistant
from assistant.records import Query
from assistant.retrieval import HybridRetriever
from tests.corpus import CORPUS, EVALUATION
from tests.evaluation.__main__ import HERE, SAMPLES, build
from tests.evaluation.scoring import folded

DEPTH = 10


@dataclass(frozen=True, kw_only=True)
class Judged:
    """A question as understood and the folded evidence strings, one of which a relevant passage holds."""

    query: Query
    evidence: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Measures:
    recall_1: float
    recall_5: float
    recall_10: float
    mrr: float

    def __str__(self) -> str:
        return f"R@1 {self.recall_1:.3f}  R@5 {self.recall_5:.3f}  R@10 {self.recall_10:.3f}  MRR {self.mrr:.3f}"


def judged_questions(assistant: Assistant, files: Sequence[Path]) -> Iterator[Judged]:
    """Every single question of the files that has evidence."""
    for path in files:
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            evidence = [*row.get("evidence", ()), *row.get("alt_evidence", ())]
            if row.get("turns") or not evidence:
                continue
            yield Judged(
                query=assistant.understand(row["question"]),
                evidence=tuple(folded(item["quote"])[:30] for item in evidence),
            )


def measure(assistant: Assistant, questions: Sequence[Judged], *, lexical: float, vectors: float) -> Measures:
    """Recall and mean reciprocal rank over the questions with the given weights of the two rankings."""
    search = assistant.search
    search.retriever = HybridRetriever(index=assistant.library, lexical_weight=lexical, vector_weight=vectors, k=DEPTH)
    ranks: list[int | None] = []
    for question in questions:
        hits = search.hits(question.query, limit=DEPTH)
        found = [
            rank
            for rank, hit in enumerate(hits, start=1)
            if any(evidence in folded(hit.passage.text) for evidence in question.evidence)
        ]
        ranks.append(found[0] if found else None)
    total = len(ranks)
    within = {k: sum(rank is not None and rank <= k for rank in ranks) / total for k in (1, 5, 10)}
    return Measures(
        recall_1=within[1],
        recall_5=within[5],
        recall_10=within[10],
        mrr=sum(1 / rank for rank in ranks if rank) / total,
    )


def question_files() -> tuple[Path, list[Path]]:
    """The folder of papers and the question files that are asked over it."""
    if CORPUS.is_dir():
        return CORPUS, [EVALUATION / "questions_facts_dev.jsonl"]
    return SAMPLES, [HERE / "samples_facts.jsonl"]


@click.command(help=__doc__)
@click.option("--grid", is_flag=True, help="also try other weights of fields and rankings")
def main(grid: bool) -> None:
    folder, files = question_files()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as data_dir:
        assistant, _, _ = build(folder, Path(data_dir))
        questions = list(judged_questions(assistant, files))
        click.echo(f"{len(questions)} questions with evidence over {folder.name}")
        now = measure(assistant, questions, lexical=retrieval.LEXICAL, vectors=retrieval.OFFLINE_VECTORS)
        click.echo(f"as configured            {now}")
        for name, lexical, vectors in (
            ("words and grams alone", 1.0, 0.0),
            ("vectors alone", 0.0, 1.0),
            ("equal", 1.0, 1.0),
        ):
            click.echo(f"{name:25}{measure(assistant, questions, lexical=lexical, vectors=vectors)}")
        if grid:
            print_grid(assistant, questions)
        assistant.library.close()


def print_grid(assistant: Assistant, questions: Sequence[Judged]) -> None:
    """Weights of words, grams and headings, and of the vectors, with what each gives, best MRR first."""
    kept = (retrieval.WORDS, retrieval.GRAMS, retrieval.HEADING_WORDS, retrieval.HEADING_GRAMS)
    rows = []
    for words, grams, headings, vectors in itertools.product(
        (0.0, 0.5, 1.0), (0.5, 1.0), (0.0, 0.2, 0.4), (0.0, 0.05, 0.2)
    ):
        retrieval.WORDS, retrieval.GRAMS = words, grams
        retrieval.HEADING_WORDS, retrieval.HEADING_GRAMS = headings, headings / 2
        rows.append((words, grams, headings, vectors, measure(assistant, questions, lexical=1.0, vectors=vectors)))
    retrieval.WORDS, retrieval.GRAMS, retrieval.HEADING_WORDS, retrieval.HEADING_GRAMS = kept
    for words, grams, headings, vectors, result in sorted(rows, key=lambda row: -row[4].mrr)[:12]:
        click.echo(f"words {words} grams {grams} headings {headings} vectors {vectors}: {result}")


if __name__ == "__main__":
    main()
