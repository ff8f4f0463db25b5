"""The lexical index: BM25 (Robertson and Walker 1994; k1 1.2, b 0.75) by tantivy over tokens that we cut ourselves.

tantivy splits at white space alone, so what `ingest.tokens` says is a word is a word. Region, year, kind and report are
filters inside the query: they limit what is found and leave the scores alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import tantivy

from ingest.errors import LibraryError
from ingest.records import Scope

Field = Literal["words", "grams", "heading_words", "heading_grams"]
FIELDS: tuple[Field, ...] = ("words", "grams", "heading_words", "heading_grams")
HEAP = 64_000_000
NO_YEAR = -1


@dataclass(frozen=True, kw_only=True, slots=True)
class IndexRow:
    """One passage to index: its tokens and those of its headings, and what filters look at."""

    passage_id: str
    report_id: str
    region: str
    year: int | None
    kind: str
    words: Sequence[str] = ()
    grams: Sequence[str] = ()
    heading_words: Sequence[str] = ()
    heading_grams: Sequence[str] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class WeightedTerm:
    """One token of a question, the field that it is looked for in, and the factor on its BM25 score."""

    token: str
    field: Field = "words"
    weight: float = 1.0


class WordIndex:
    """An index of passages by their words; in memory without a path.

    One thread or process writes (``add``, ``remove_report``, then ``commit``), any number search. What was not
    committed is not found. Another process' commits are seen after ``reload``.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._schema = _schema()
        self._writer: Any = None
        with self._translated():
            if path is None:
                self._index = tantivy.Index(self._schema)
            else:
                path.mkdir(parents=True, exist_ok=True)
                self._index = tantivy.Index(self._schema, path=str(path))

    def add(self, rows: Iterable[IndexRow]) -> None:
        """Index the rows; a passage that is already there must have been removed with its report before."""
        with self._translated():
            for row in rows:
                self._open_writer().add_document(_document(row))

    def remove_report(self, report_id: str) -> None:
        """Take all passages of the report out, also those added since the last commit."""
        with self._translated():
            self._open_writer().delete_documents_by_term("report_id", report_id)

    def remove_reports(self, report_ids: Iterable[str]) -> None:
        """Take all passages of the reports out."""
        for report_id in report_ids:
            self.remove_report(report_id)

    def commit(self) -> None:
        """Make what was added and removed durable and visible, and let other processes write."""
        if self._writer is None:
            return
        with self._translated():
            self._writer.commit()
            self._writer.wait_merging_threads()
            self._writer = None
            self._index.reload()

    def reload(self) -> None:
        """See what another process has committed."""
        with self._translated():
            self._index.reload()

    def search(
        self, terms: Sequence[WeightedTerm], *, scope: Scope | None = None, limit: int = 50
    ) -> tuple[tuple[str, float], ...]:
        """The ids of the best passages in ``scope`` with their scores, best first; equal scores by id.

        A term given twice counts twice. Nothing is found for no terms.
        """
        scored = [
            (tantivy.Occur.Should, self._term(term.field, term.token, term.weight)) for term in terms if term.weight > 0
        ]
        if not scored or limit < 1:
            return ()
        must = [(tantivy.Occur.Must, tantivy.Query.boolean_query(scored)), *self._filters(scope or Scope())]
        with self._translated():
            searcher = self._index.searcher()
            found = searcher.search(tantivy.Query.boolean_query(must), limit=limit, count=False)
            hits = [(str(searcher.doc(address).get_first("passage_id")), float(score)) for score, address in found.hits]
        return tuple(sorted(hits, key=lambda hit: (-hit[1], hit[0])))

    def document_frequency(self, token: str, field: Field = "words") -> int:
        """How many passages hold the token in the field."""
        with self._translated():
            return int(self._index.searcher().doc_freq(field, token))

    def count(self, report_id: str | None = None) -> int:
        """How many passages are indexed, of one report or in all."""
        with self._translated():
            searcher = self._index.searcher()
            if report_id is None:
                return int(searcher.num_docs)
            query = tantivy.Query.term_query(self._schema, "report_id", report_id, "basic")
            found: Any = searcher.search(query, limit=1, count=True)  # the stub lacks ``count``
            return int(found.count)

    def passage_ids(self) -> frozenset[str]:
        """The ids of all indexed passages."""
        with self._translated():
            searcher = self._index.searcher()
            total = searcher.num_docs
            if not total:
                return frozenset()
            found = searcher.search(tantivy.Query.all_query(), limit=total, count=False)
            return frozenset(str(searcher.doc(address).get_first("passage_id")) for _, address in found.hits)

    def close(self) -> None:
        """Give up what was not committed and let go of the files."""
        if self._writer is not None:
            self._writer.rollback()
            self._writer = None

    @contextmanager
    def _translated(self) -> Iterator[None]:
        """Whatever tantivy raises over a damaged index becomes LibraryError, its panics too, which are no Exception."""
        try:
            yield
        except BaseException as error:
            if not isinstance(error, (ValueError, OSError)) and type(error).__name__ != "PanicException":
                raise
            reason = (str(error).splitlines() or [""])[0][:200]
            raise LibraryError(
                f"字词索引 {self._path} 无法使用：{reason}", f"word index {self._path} cannot be used: {reason}"
            ) from error

    def _open_writer(self) -> Any:
        if self._writer is None:
            self._writer = self._index.writer(HEAP, 1)  # one thread: the order of passages, and so of ties, stays
        return self._writer

    def _term(self, field: str, token: str, weight: float) -> Any:
        query = tantivy.Query.term_query(self._schema, field, token, "freq")
        return query if weight == 1.0 else tantivy.Query.boost_query(query, weight)

    def _filters(self, scope: Scope) -> list[tuple[Any, Any]]:
        wanted: list[tuple[str, Sequence[str | int]]] = [
            ("region", scope.regions),
            ("year", scope.years),
            ("kind", scope.kinds),
            ("report_id", scope.report_ids),
        ]
        return [
            (
                tantivy.Occur.Must,
                tantivy.Query.boost_query(tantivy.Query.term_set_query(self._schema, field, list(values)), 0.0),
            )
            for field, values in wanted
            if values
        ]


def _document(row: IndexRow) -> Any:
    return tantivy.Document(
        passage_id=row.passage_id,
        report_id=row.report_id,
        region=row.region,
        kind=row.kind,
        year=NO_YEAR if row.year is None else row.year,
        words=" ".join(row.words),
        grams=" ".join(row.grams),
        heading_words=" ".join(row.heading_words),
        heading_grams=" ".join(row.heading_grams),
    )


def _schema() -> Any:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("passage_id", stored=True, tokenizer_name="raw", index_option="basic")
    for name in ("report_id", "region", "kind"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    # FACTS: an unsigned field fed through Document(…) panics the writer; an integer field works
    builder.add_integer_field("year", indexed=True)
    for name in FIELDS:
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    return builder.build()
