"""Hybrid retrieval of passages: BM25 over words and character grams, vectors, fused by weighted reciprocal rank.

    retriever = HybridRetriever.from_texts(["…", "…"])        # any list of texts
    retriever = HybridRetriever(index=library)                # a library
    retriever.invoke("2022年新建多少5G基站")                     # LangChain Documents, best first

Reciprocal rank fusion after Cormack, Clarke and Büttcher 2009: score = sum of weight / (RRF_K + rank). The weights
were chosen by `python -m tests.benchmark.retrieval`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict, Field

from assistant.records import Hit
from assistant.terms import SYNONYM_WEIGHT, Term, expanded, question_terms
from ingest import tokens
from ingest.library.words import IndexRow, WeightedTerm, WordIndex
from ingest.records import Passage, Scope

RRF_K = 60
# Weights of the fields inside the one BM25 query, and of the two rankings in the fusion.
WORDS, GRAMS, HEADING_WORDS, HEADING_GRAMS = 1.0, 1.0, 0.4, 0.2
# The built-in offline vectors are lexical too: at equal weight they make BM25 worse (MRR .75 for .85), so they only break
# ties and add candidates. An embedding model's vectors know meaning and count for more; no such model could be measured.
LEXICAL, OFFLINE_VECTORS, MODEL_VECTORS = 1.0, 0.05, 0.6
CANDIDATES = 60


class SearchIndex(Protocol):
    """What retrieval searches; `ingest.library.library.Library` is one, `TextIndex` another."""

    def search_words(
        self, terms: Sequence[WeightedTerm], *, scope: Scope = ..., limit: int = ...
    ) -> tuple[tuple[str, float], ...]: ...

    def search_vectors(
        self, question: str, *, scope: Scope = ..., limit: int = ...
    ) -> tuple[tuple[str, float], ...]: ...

    def passages_by_id(self, ids: Sequence[str]) -> tuple[Passage, ...]: ...


class Frequencies(Protocol):
    """What knows in how many passages a word stands; the library does."""

    def document_frequencies(self, tokens: Sequence[str]) -> tuple[tuple[int, ...], int]: ...


class TextIndex:
    """An in-memory index over any texts, so that retrieval can be used and measured without a library."""

    def __init__(self, texts: Sequence[str], headings: Sequence[str] | None = None) -> None:
        self._passages = tuple(
            Passage(
                id=str(i),
                report_id="texts",
                section_id="",
                text=text,
                start=0,
                end=len(text),
                breadcrumb=headings[i] if headings else "",
            )
            for i, text in enumerate(texts)
        )
        self._words = WordIndex(None)
        self._words.add(
            IndexRow(
                passage_id=passage.id,
                report_id="texts",
                region="",
                year=0,
                kind="other",
                words=tokens.words(passage.text),
                grams=tokens.grams(passage.text),
                heading_words=tokens.words(passage.breadcrumb),
                heading_grams=tokens.grams(passage.breadcrumb),
            )
            for passage in self._passages
        )
        self._words.commit()

    def search_words(
        self, terms: Sequence[WeightedTerm], *, scope: Scope | None = None, limit: int = CANDIDATES
    ) -> tuple[tuple[str, float], ...]:
        return self._words.search(terms, scope=scope or Scope(), limit=limit)

    def search_vectors(
        self, question: str, *, scope: Scope | None = None, limit: int = CANDIDATES
    ) -> tuple[tuple[str, float], ...]:
        return ()

    def passages_by_id(self, ids: Sequence[str]) -> tuple[Passage, ...]:
        return tuple(self._passages[int(id)] for id in ids)


def search_terms(terms: Sequence[Term]) -> tuple[WeightedTerm, ...]:
    """The terms of the BM25 query: own words and synonyms, as words and as character grams, in text and headings."""
    weighted: dict[tuple[str, str], float] = {}

    def add(text: str, weight: float) -> None:
        for field, cut, boost in (
            ("words", tokens.words, WORDS),
            ("grams", tokens.grams, GRAMS),
            ("heading_words", tokens.words, HEADING_WORDS),
            ("heading_grams", tokens.grams, HEADING_GRAMS),
        ):
            for token in dict.fromkeys(cut(text)):
                key = (field, token)
                weighted[key] = max(weighted.get(key, 0.0), weight * boost)

    for term in terms:
        add(term.word, term.weight)
        for synonym in term.synonyms:
            add(synonym, term.weight * SYNONYM_WEIGHT)
    return tuple(WeightedTerm(token=token, field=field, weight=weight) for (field, token), weight in weighted.items())  # type: ignore[arg-type]


def fuse(rankings: Sequence[tuple[float, Sequence[str]]], k: int = RRF_K) -> list[tuple[str, float]]:
    """Ids by weighted reciprocal rank fusion over ``(weight, ids best first)``, best first."""
    scores: dict[str, float] = {}
    for weight, ids in rankings:
        for rank, id in enumerate(ids, start=1):
            scores[id] = scores.get(id, 0.0) + weight / (k + rank)
    return sorted(scores.items(), key=lambda item: (-item[1], item[0]))


class HybridRetriever(BaseRetriever):
    """A LangChain retriever over a `SearchIndex`; ``scope`` limits what is searched, ``k`` is the number returned."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    index: Any
    k: int = 10
    scope: Scope = Field(default_factory=Scope)
    lexical_weight: float = LEXICAL
    vector_weight: float = OFFLINE_VECTORS

    @classmethod
    def from_texts(cls, texts: Sequence[str], *, headings: Sequence[str] | None = None, k: int = 10) -> HybridRetriever:
        """A retriever over any texts (held in memory); results carry the text's position in ``metadata["id"]``."""
        return cls(index=TextIndex(texts, headings), k=k)

    def search(self, terms: Sequence[Term], *, scope: Scope | None = None, limit: int | None = None) -> tuple[Hit, ...]:
        """The passages that match ``terms`` best inside ``scope``, best first, at most ``limit`` (default ``k``)."""
        if not terms:
            return ()
        scope = scope if scope is not None else self.scope
        limit = limit or self.k
        candidates = max(CANDIDATES, limit)
        by_words = [id for id, _ in self.index.search_words(search_terms(terms), scope=scope, limit=candidates)]
        by_vector: list[str] = []
        if self.vector_weight:
            by_vector = [id for id, _ in self.index.search_vectors(expanded(terms), scope=scope, limit=candidates)]
        fused = fuse([(self.lexical_weight, by_words), (self.vector_weight, by_vector)])[:limit]
        word_ranks = {id: rank for rank, id in enumerate(by_words, start=1)}
        vector_ranks = {id: rank for rank, id in enumerate(by_vector, start=1)}
        passages = {passage.id: passage for passage in self.index.passages_by_id([id for id, _ in fused])}
        return tuple(
            Hit(
                passage=passages[id],
                score=score,
                coverage=coverage(terms, f"{passages[id].breadcrumb} {passages[id].text}"),
                words_rank=word_ranks.get(id),
                vector_rank=vector_ranks.get(id),
            )
            for id, score in fused
            if id in passages
        )

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        return [
            Document(
                id=hit.passage.id,
                page_content=hit.passage.text,
                metadata={
                    "id": hit.passage.id,
                    "report_id": hit.passage.report_id,
                    "breadcrumb": hit.passage.breadcrumb,
                    "start": hit.passage.start,
                    "end": hit.passage.end,
                    "score": hit.score,
                },
            )
            for hit in self.search(question_terms(query))
        ]


def coverage(terms: Sequence[Term], text: str, rarity: Mapping[str, float] | None = None) -> float:
    """The share of the terms' weight that ``text`` carries, 0 to 1: a word whole, a synonym, or part of its grams."""
    folded = tokens.fold(text)
    total = carried = 0.0
    for term in terms:
        weight = term.weight * (rarity.get(term.word, 1.0) if rarity else 1.0)
        total += weight
        carried += weight * carried_share(term, folded)
    return carried / total if total else 0.0


def carried_share(term: Term, folded: str) -> float:
    """How far a folded text carries one term: 1 the word, 0.8 a synonym, less for part of a long word's bigrams."""
    if term.word in folded:
        return 1.0
    if any(synonym in folded for synonym in term.synonyms):
        return 0.8
    if term.sounds and re.search(term.sounds, folded):  # a name in pinyin and the characters that it may stand for
        return 0.8
    best = 0.0
    for word in (term.word, *term.synonyms):
        pairs = [word[i : i + 2] for i in range(len(word) - 1)]
        if len(pairs) >= 2:
            share = sum(pair in folded for pair in pairs) / len(pairs)
            best = max(best, 0.7 * share if word == term.word else 0.5 * share)
    return best


def rarity(terms: Sequence[Term], frequencies: Frequencies) -> dict[str, float]:
    """Each term's word -> how much it tells: the inverse document frequency of its rarest part, 1 for a rare word.

    The formula is BM25's (Robertson and Spärck Jones 1976), scaled by its value for a word in a single passage.
    """
    parts = {term.word: tokens.words(term.word) or [term.word] for term in terms}
    flat = list(dict.fromkeys(part for cut in parts.values() for part in cut))
    counts, total = frequencies.document_frequencies(flat)
    known = dict(zip(flat, counts, strict=True))
    top = _inverse_frequency(1, total)
    return {
        word: max(_inverse_frequency(known[part], total) for part in cut) / top if top else 1.0
        for word, cut in parts.items()
    }


def _inverse_frequency(matching: int, total: int) -> float:
    return math.log(1 + (max(total, matching) - matching + 0.5) / (matching + 0.5))
