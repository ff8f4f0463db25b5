"""The two search indexes over the catalog: what is missing is caught up, what cannot be used is built anew.

Adding a file and recovering from a killed process are the same thing here: the catalog says what is to be there, each
index says what it holds, and the difference is written. Each passage is cut into tokens once, for both.
"""

from __future__ import annotations

import hashlib
import logging
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import numpy as np

from ingest import tokens
from ingest.embeddings import PassageEmbedding, TokenizedPassage, Vectors
from ingest.errors import EmbeddingError, LibraryError
from ingest.library.catalog import Catalog
from ingest.library.derived import DerivedIndex, Work
from ingest.library.vectors import VectorIndex, VectorRow
from ingest.library.words import IndexRow, WeightedTerm, WordIndex
from ingest.records import Passage, ReportEntry, Scope

log = logging.getLogger(__name__)
BATCH = 1000  # passages that are tokenised, embedded and handed to Chroma together
RETRY_SECONDS = 60.0

PassagesDone = Callable[[int, int], None]


@dataclass(frozen=True, kw_only=True)
class _Wanted:
    """What the indexes are to hold: each report with the revision of its commit."""

    revision: int
    present: dict[str, int]


@dataclass
class _Batch:
    """Passages on their way into the indexes."""

    entries: list[ReportEntry] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    tokenized: list[TokenizedPassage] = field(default_factory=list)


class Indexes:
    """Word index and vector index of one library folder. The caller holds the writer's lock around ``update``."""

    def __init__(self, catalog: Catalog, folder: Path, embedding: PassageEmbedding, *, chroma_url: str = "") -> None:
        self._catalog = catalog
        self._embedding = embedding
        self._chroma_url = chroma_url
        self._failed_at = float("-inf")
        self._headings = _HeadingTokens()
        self.embedding_error: EmbeddingError | None = None
        self.words: DerivedIndex[WordIndex] = DerivedIndex(
            folder / "words", open_index=WordIndex, built_with=tokenizer_edition, survives_kill=True
        )
        self.vectors: DerivedIndex[VectorIndex] = DerivedIndex(
            folder / "vectors",
            open_index=self._open_vectors,
            built_with=lambda: f"{embedding.name} {chroma_url}".strip(),
            survives_kill=bool(chroma_url),
        )

    @property
    def embedding_name(self) -> str:
        """The embedding that the settings name."""
        return self._embedding.name

    # --- searching ---------------------------------------------------------------------------------------------

    def search_words(self, terms: Sequence[WeightedTerm], scope: Scope, limit: int) -> tuple[tuple[str, float], ...]:
        """The best passages by words; nothing before the first update."""
        index, _ = self.words.reader()
        return () if index is None else index.search(terms, scope=scope, limit=limit)

    def document_frequencies(self, tokens: Sequence[str]) -> tuple[tuple[int, ...], int]:
        """For each token how many passages hold it as a word, and how many passages there are."""
        index, _ = self.words.reader()
        if index is None:
            return (0,) * len(tokens), 0
        return tuple(index.document_frequency(token) for token in tokens), index.count()

    def search_vectors(self, question: str, scope: Scope, limit: int) -> tuple[tuple[str, float], ...]:
        """The nearest passages; nothing where the stored vectors are another embedding's or the service fails."""
        if not self.vectors_usable() or self._resting():
            return ()
        index, state = self.vectors.reader()
        if index is None or not state.reports:
            return ()
        try:
            vector = np.asarray(self._embedding.embed_query(question), dtype=np.float32)
            self._require_dimension(len(vector))
        except EmbeddingError as error:
            self._rest(error)
            return ()
        return index.search(vector, scope=scope, limit=limit)

    def vectors_usable(self) -> bool:
        """Whether the library's vectors, if it has any, are those of the embedding in the settings."""
        return self._catalog.vectors.embedding() in (None, self._embedding.name)

    def note(self) -> tuple[str, str]:
        """Why no vectors are searched, or only some, in Chinese and in English; empty where all is well."""
        stored = self._catalog.vectors.embedding()
        if stored not in (None, self._embedding.name):
            return (
                f"资料库的向量由“{stored}”计算，与当前设置的“{self._embedding.name}”不同：目前只按字词检索，重新计算向量后才会使用新模型",
                f"the library's vectors are of “{stored}”, the settings name “{self._embedding.name}”: words alone are searched until the vectors are recomputed",
            )
        if self.embedding_error is not None:
            return (
                f"向量服务不可用，目前只按字词检索：{self.embedding_error}",
                f"the embedding service failed, words alone are searched: {self.embedding_error.english}",
            )
        lacking = len(self._catalog.present()) - len(self.vectors.state().reports)
        if lacking > 0:
            return (
                f"有 {lacking} 份文件还没有向量，对它们只按字词检索：运行 python -m ingest check --repair 补齐",
                f"{lacking} reports have no vectors yet and are searched by words alone: run python -m ingest check --repair",
            )
        return ("", "")

    def behind(self, revision: int) -> bool:
        """Whether an index has not seen the catalog's ``revision`` yet."""
        states = [self.words.state(), *([self.vectors.state()] if self.vectors_usable() else [])]
        return any(state.revision < revision or not state.built_with for state in states)

    # --- writing -----------------------------------------------------------------------------------------------

    def update(self, done: PassagesDone | None = None) -> None:
        """Bring both indexes in line with the catalog. ``done`` is told passages written and passages to write."""
        wanted = self._wanted()
        words = self.words.begin(wanted.present)
        vectors = self.vectors.begin(wanted.present) if self.vectors_usable() else None
        try:
            self._write(words, vectors, wanted, done)
        except LibraryError as error:  # Chroma refused in mid-work: once more, on a new generation
            if vectors is None or vectors.new:
                raise
            log.warning("the vector index refused, it is built anew: %s", error)
            words.index.close()
            again = self.words.begin(wanted.present)
            self._write(again, self.vectors.begin_anew(wanted.present), wanted, done)

    def rebuild_words(self, done: PassagesDone | None = None) -> None:
        """Build the word index anew from the catalog and put it in use in one step."""
        wanted = self._wanted()
        self._write(self.words.begin_anew(wanted.present), None, wanted, done)

    def rebuild_vectors(self, done: PassagesDone | None = None) -> None:
        """Build the vector index anew, from the stored vectors where there are any, and put it in use in one step."""
        if self.vectors_usable():
            wanted = self._wanted()
            self._write(self.words.begin(wanted.present), self.vectors.begin_anew(wanted.present), wanted, done)

    def recompute_vectors(self, done: PassagesDone | None = None) -> None:
        """Compute all vectors anew by the embedding in the settings, and build the vector index of them."""
        self._failed_at = float("-inf")
        self._embedding.embed_query("政府工作报告")  # a service that fails must not cost the vectors that are there
        self._catalog.vectors.replace_by(self._embedding.name)
        self.rebuild_vectors(done)
        if self.embedding_error is not None:
            raise self.embedding_error

    def close(self) -> None:
        self.words.close()
        self.vectors.close()

    # --- inside ------------------------------------------------------------------------------------------------

    def _wanted(self) -> _Wanted:
        """The revision is read first: what is committed in between is caught up at the next update."""
        return _Wanted(revision=self._catalog.revision(), present=self._catalog.present())

    def _open_vectors(self, path: Path) -> VectorIndex:
        if not self._chroma_url:
            return VectorIndex(path)
        library = self._catalog.value("library_id") or ""
        label = hashlib.sha256(self._embedding.name.encode()).hexdigest()[:8]
        return VectorIndex(self._chroma_url, collection=f"reports-{library[:16]}-{label}")

    def _write(
        self,
        words: Work[WordIndex],
        vectors: Work[VectorIndex] | None,
        catalog: _Wanted,
        done: PassagesDone | None,
    ) -> None:
        """Write all that is to be added to either index, some passages at a time, and put the result in use."""
        to_add = words.to_add | (vectors.to_add if vectors else frozenset())
        total, count = self._passages_in(to_add), 0
        embedded: set[str] = set()
        for batch in self._batches(to_add):
            words.index.add(self._word_rows(batch, words.to_add))
            if vectors is not None and not self._resting():
                embedded |= self._index_vectors(batch, vectors)
            count += len(batch.passages)
            if done is not None:
                done(count, total)
        present = catalog.present
        self.words.finish(words, revision=catalog.revision, written={id: present[id] for id in words.to_add})
        if vectors is not None:
            self.vectors.finish(vectors, revision=catalog.revision, written={id: present[id] for id in embedded})

    def _passages_in(self, report_ids: frozenset[str]) -> int:
        return sum(entry.passages for entry in self._catalog.entries() if entry.id in report_ids) if report_ids else 0

    def _batches(self, report_ids: frozenset[str]) -> Iterator[_Batch]:
        """The passages of the reports with their tokens, some at a time, whole reports together."""
        batch = _Batch()
        size = min(BATCH, self._embedding.passages_at_once)
        for entry in self._catalog.entries():
            if entry.id not in report_ids:
                continue
            passages = self._catalog.passages(entry.id)
            batch.entries += [entry] * len(passages)
            batch.passages += passages
            batch.tokenized += [self._tokenized(passage) for passage in passages]
            if len(batch.passages) >= size:
                yield batch
                batch = _Batch()
        if batch.passages:
            yield batch

    def _tokenized(self, passage: Passage) -> TokenizedPassage:
        heading_words, heading_grams = self._headings.of(passage.breadcrumb)
        return TokenizedPassage(
            text=passage.text,
            breadcrumb=passage.breadcrumb,
            words=tokens.words(passage.text),
            grams=tokens.grams(passage.text),
            heading_words=heading_words,
            heading_grams=heading_grams,
        )

    def _word_rows(self, batch: _Batch, wanted: frozenset[str]) -> Iterator[IndexRow]:
        for entry, passage, tokenized in zip(batch.entries, batch.passages, batch.tokenized, strict=True):
            if entry.id in wanted:
                yield IndexRow(
                    passage_id=passage.id,
                    report_id=entry.id,
                    region=entry.region,
                    year=entry.year,
                    kind=entry.kind,
                    words=tokenized.words,
                    grams=tokenized.grams,
                    heading_words=tokenized.heading_words,
                    heading_grams=tokenized.heading_grams,
                )

    def _index_vectors(self, batch: _Batch, work: Work[VectorIndex]) -> set[str]:
        """The reports whose vectors are now in the index; none where the embedding failed."""
        places = [place for place, entry in enumerate(batch.entries) if entry.id in work.to_add]
        if not places:
            return set()
        try:
            vectors = self._vectors_of(batch, places)
        except EmbeddingError as error:
            log.warning("no vectors for now: %s", error)
            self._rest(error)
            return set()
        self.embedding_error = None
        work.index.add([_vector_row(batch.entries[place], batch.passages[place]) for place in places], vectors)
        return {batch.entries[place].id for place in places}

    def _vectors_of(self, batch: _Batch, places: Sequence[int]) -> Vectors:
        """The vectors of the passages at ``places``: from the catalog where they are known, else computed and stored."""
        name = self._embedding.name
        known = self._catalog.vectors.of_reports(name, sorted({batch.entries[place].id for place in places}))
        missing = [place for place in places if batch.passages[place].id not in known]
        if missing:
            computed = self._embedding.embed_passages([batch.tokenized[place] for place in missing])
            self._require_dimension(computed.shape[1])
            rows = [
                (batch.passages[place].id, batch.entries[place].id, vector)
                for place, vector in zip(missing, computed, strict=True)
            ]
            self._catalog.vectors.store(name, rows)
            known.update({passage_id: vector for passage_id, _, vector in rows})
        return np.stack([known[batch.passages[place].id] for place in places])

    def _require_dimension(self, dimension: int) -> None:
        """Raise EmbeddingError where the model of the stored vectors' name now gives vectors of another size."""
        stored = self._catalog.vectors.dimension()
        if stored is not None and stored != dimension:
            raise EmbeddingError(
                f"向量模型 {self._embedding.name} 现在给出 {dimension} 维向量，资料库中为 {stored} 维：需重新计算向量",
                f"embedding {self._embedding.name} now gives {dimension} dimensions, the library holds {stored}: recompute the vectors",
            )

    def _rest(self, error: EmbeddingError) -> None:
        """Leave a failing service alone for a while, so that not every question waits for it."""
        self.embedding_error = error
        self._failed_at = time.monotonic()

    def _resting(self) -> bool:
        return time.monotonic() - self._failed_at < RETRY_SECONDS


class _HeadingTokens:
    """Tokens of heading paths, each cut once: all passages of a section share theirs."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._known: dict[str, tuple[list[str], list[str]]] = {}

    def of(self, breadcrumb: str) -> tuple[list[str], list[str]]:
        with self._lock:
            if breadcrumb not in self._known:
                if len(self._known) > 10_000:
                    self._known.clear()
                self._known[breadcrumb] = (tokens.words(breadcrumb), tokens.grams(breadcrumb))
            return self._known[breadcrumb]


def _vector_row(entry: ReportEntry, passage: Passage) -> VectorRow:
    return VectorRow(
        passage_id=passage.id,
        report_id=entry.id,
        region=entry.region,
        year=entry.year,
        kind=entry.kind,
        text=passage.text,
    )


@lru_cache(maxsize=1)
def tokenizer_edition() -> str:
    """A fingerprint of the tokeniser and its words: an index cut by another one would not match the questions."""
    source = Path(tokens.__file__).read_bytes() + tokens.LEXICON.read_bytes()
    return hashlib.sha256(source).hexdigest()[:16]
