"""The two search indexes over the catalog: what is missing is caught up, what cannot be used is built anew.

Adding a file and recovering from a killed process are the same thing here: the catalog says what is to be there, each
index says what it holds, and the difference is written. Words always work; whatever is wrong with the vectors (service,
server, store) costs the vectors alone, and ``note`` says so.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ingest import tokens
from ingest.embeddings import PassageEmbedding
from ingest.errors import EmbeddingError, LibraryError
from ingest.library.batches import Batch, Tokenizer
from ingest.library.catalog import Catalog
from ingest.library.derived import DerivedIndex, Work
from ingest.library.passage_vectors import PassageVectors
from ingest.library.vectors import VectorIndex
from ingest.library.words import WeightedTerm, WordIndex
from ingest.records import Scope

log = logging.getLogger(__name__)

PassagesDone = Callable[[int, int], None]
Hits = tuple[tuple[str, float], ...]


@dataclass(frozen=True, kw_only=True)
class _Wanted:
    """What the indexes are to hold: each report with the revision of its commit, and the catalog's revision."""

    revision: int
    present: dict[str, int]

    def state_of(self, report_ids: frozenset[str]) -> dict[str, int]:
        return {id: self.present[id] for id in report_ids}


class Indexes:
    """Word index and vector index of one library folder. Whoever calls what writes holds the writer's lock."""

    def __init__(self, catalog: Catalog, folder: Path, embedding: PassageEmbedding, *, chroma_url: str = "") -> None:
        self._catalog = catalog
        self._chroma_url = chroma_url
        self._tokenizer = Tokenizer()
        self.passage_vectors = PassageVectors(catalog.vectors, embedding)
        self.words: DerivedIndex[WordIndex] = DerivedIndex(
            folder / "words", open_index=WordIndex, built_with=tokenizer_edition, survives_kill=True
        )
        self.vectors: DerivedIndex[VectorIndex] = DerivedIndex(
            folder / "vectors",
            open_index=self._open_vectors,
            built_with=lambda: f"{embedding.name} {chroma_url}".strip(),
            survives_kill=bool(chroma_url),
            shared=bool(chroma_url),
        )

    # --- searching ---------------------------------------------------------------------------------------------

    def search_words(self, terms: Sequence[WeightedTerm], scope: Scope, limit: int) -> Hits:
        """The best passages by words; nothing before the first update."""
        index, _ = self.words.reader()
        return () if index is None else index.search(terms, scope=scope, limit=limit)

    def document_frequencies(self, tokens: Sequence[str]) -> tuple[tuple[int, ...], int]:
        """For each token how many passages hold it as a word, and how many passages there are."""
        index, _ = self.words.reader()
        if index is None:
            return (0,) * len(tokens), 0
        return tuple(index.document_frequency(token) for token in tokens), index.count()

    def search_vectors(self, question: str, scope: Scope, limit: int) -> Hits:
        """The nearest passages; nothing where the stored vectors are another embedding's or the service fails."""
        if not self.passage_vectors.usable():
            return ()
        index, state = self.vectors.reader()
        if index is None or not state.reports:
            return ()
        try:
            vector = self.passage_vectors.of_question(question)
        except EmbeddingError as error:
            self.passage_vectors.rest(error)
            return ()
        found = index.search(vector, scope=scope, limit=limit)
        self.passage_vectors.wake()
        return found

    def note(self) -> tuple[str, str]:
        """Why answers stand on words alone, wholly or in part, in Chinese and in English; empty where they do not."""
        return self.passage_vectors.note(len(self._catalog.present()) - len(self.vectors.state().reports))

    def behind(self, revision: int) -> bool:
        """Whether an index has not seen the catalog's ``revision`` yet."""
        states = [self.words.state(), *([self.vectors.state()] if self.passage_vectors.usable() else [])]
        return any(state.revision < revision or not state.built_with for state in states)

    def searchable(self) -> bool:
        """Whether there is a word index, if perhaps an older one."""
        return bool(self.words.state().built_with)

    # --- writing -----------------------------------------------------------------------------------------------

    def update(self, done: PassagesDone | None = None) -> None:
        """Bring both indexes in line with the catalog. ``done`` is told passages written and passages to write."""
        wanted = self._wanted()
        vectors = self._vectors_to_write(wanted, anew=False)
        failure = self._write(self.words.begin(wanted.present), vectors, wanted, done)
        if failure is None or vectors is None:
            return
        if vectors.new or self._chroma_url:
            self.passage_vectors.rest(failure)
        else:
            log.warning("the vector index refused, it is built anew: %s", failure)
            self.rebuild_vectors(done)

    def rebuild_words(self, done: PassagesDone | None = None) -> None:
        """Build the word index anew from the catalog and put it in use in one step."""
        wanted = self._wanted()
        self._write(self.words.begin_anew(wanted.present), None, wanted, done)

    def rebuild_vectors(self, done: PassagesDone | None = None) -> None:
        """Build the vector index anew, from the stored vectors where there are any, and put it in use in one step."""
        wanted = self._wanted()
        vectors = self._vectors_to_write(wanted, anew=True)
        failure = self._write(self.words.begin(wanted.present), vectors, wanted, done)
        if failure is not None:
            self.passage_vectors.rest(failure)

    def recompute_vectors(self, done: PassagesDone | None = None) -> None:
        """Compute all vectors by the embedding in the settings, in place of those stored. Raises EmbeddingError."""
        self.passage_vectors.forget()
        self.rebuild_vectors(done)
        if self.passage_vectors.error is not None:
            raise self.passage_vectors.error

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
        label = hashlib.sha256(self.passage_vectors.name.encode()).hexdigest()[:8]
        return VectorIndex(self._chroma_url, collection=f"reports-{library[:16]}-{label}")

    def _vectors_to_write(self, wanted: _Wanted, *, anew: bool) -> Work[VectorIndex] | None:
        """What there is to write to the vector index; None where the vectors cannot be used now."""
        if not self.passage_vectors.usable():
            return None
        try:
            work = self.vectors.begin_anew(wanted.present) if anew else self.vectors.begin(wanted.present)
            if work.new and self._chroma_url:  # nothing is ever new on a server but our knowledge of it
                work.index.remove_all_but(wanted.present)
            return work
        except LibraryError as error:
            self.passage_vectors.rest(error)
            return None

    def _write(
        self, words: Work[WordIndex], vectors: Work[VectorIndex] | None, wanted: _Wanted, done: PassagesDone | None
    ) -> LibraryError | None:
        """Write all that is to be added to either index, some passages at a time, and put the result in use.

        What went wrong with the vector index is given back; the word index is finished all the same.
        """
        to_add = words.to_add | (vectors.to_add if vectors else frozenset())
        total = sum(entry.passages for entry in self._catalog.entries() if entry.id in to_add) if to_add else 0
        count, lacking, failure = 0, set[str](), None
        for batch in self._tokenizer.batches(self._catalog, to_add, self.passage_vectors.at_once):
            words.index.add(batch.word_rows(words.to_add))
            if vectors is not None and failure is None:
                try:
                    lacking |= self._write_vectors(batch, vectors)
                except LibraryError as error:
                    failure = error
            count += len(batch.passages)
            if done is not None:
                done(count, total)
        self.words.finish(words, revision=wanted.revision, written=wanted.state_of(words.to_add))
        if vectors is not None and failure is None:
            try:
                written = wanted.state_of(vectors.to_add - lacking)
                self.vectors.finish(vectors, revision=wanted.revision, written=written)
            except LibraryError as error:
                failure = error
        return failure

    def _write_vectors(self, batch: Batch, work: Work[VectorIndex]) -> set[str]:
        """The reports that are left without vectors, as the embedding failed."""
        places = batch.places_of(work.to_add)
        if not places:
            return set()
        if not self.passage_vectors.resting():
            try:
                vectors = self.passage_vectors.of_passages(batch, places)
                work.index.add([batch.vector_row(place) for place in places], vectors)
                return set()
            except EmbeddingError as error:
                log.warning("no vectors for now: %s", error)
                self.passage_vectors.rest(error)
        return {batch.entries[place].id for place in places}


@lru_cache(maxsize=1)
def tokenizer_edition() -> str:
    """A fingerprint of the tokeniser and its words: an index cut by another one would not match the questions."""
    source = Path(tokens.__file__).read_bytes() + tokens.LEXICON.read_bytes()
    return hashlib.sha256(source.replace(b"\r\n", b"\n")).hexdigest()[:16]
