"""Passages on their way into the indexes: each is cut into tokens once, for the word index and for its vector."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from ingest import tokens
from ingest.embeddings import TokenizedPassage
from ingest.library.catalog import Catalog
from ingest.library.vectors import VectorRow
from ingest.library.words import IndexRow
from ingest.records import Passage, ReportEntry

KNOWN_HEADINGS = 10_000


@dataclass
class Batch:
    """Some passages, each with its report's entry and its tokens at the same place."""

    entries: list[ReportEntry] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    tokenized: list[TokenizedPassage] = field(default_factory=list)

    def word_rows(self, report_ids: frozenset[str]) -> Iterator[IndexRow]:
        """The rows for the word index of the passages of these reports."""
        for entry, passage, tokenized in zip(self.entries, self.passages, self.tokenized, strict=True):
            if entry.id in report_ids:
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

    def places_of(self, report_ids: frozenset[str]) -> list[int]:
        """Where in the batch the passages of these reports stand."""
        return [place for place, entry in enumerate(self.entries) if entry.id in report_ids]

    def vector_row(self, place: int) -> VectorRow:
        """The row for the vector index of one passage."""
        entry, passage = self.entries[place], self.passages[place]
        return VectorRow(
            passage_id=passage.id,
            report_id=entry.id,
            region=entry.region,
            year=entry.year,
            kind=entry.kind,
            text=passage.text,
        )


class Tokenizer:
    """Cuts passages; a heading path is cut once, as all passages of a section share theirs."""

    def __init__(self) -> None:
        self._headings: dict[str, tuple[list[str], list[str]]] = {}

    def batches(self, catalog: Catalog, report_ids: frozenset[str], size: int) -> Iterator[Batch]:
        """The passages of the reports, about ``size`` at a time, whole reports together."""
        batch = Batch()
        for entry in catalog.entries():
            if entry.id not in report_ids:
                continue
            passages = catalog.passages(entry.id)
            batch.entries += [entry] * len(passages)
            batch.passages += passages
            batch.tokenized += [self._cut(passage) for passage in passages]
            if len(batch.passages) >= size:
                yield batch
                batch = Batch()
        if batch.passages:
            yield batch

    def _cut(self, passage: Passage) -> TokenizedPassage:
        breadcrumb = passage.breadcrumb
        if breadcrumb not in self._headings:
            if len(self._headings) >= KNOWN_HEADINGS:
                self._headings.clear()
            self._headings[breadcrumb] = (tokens.words(breadcrumb), tokens.grams(breadcrumb))
        heading_words, heading_grams = self._headings[breadcrumb]
        return TokenizedPassage(
            text=passage.text,
            breadcrumb=breadcrumb,
            words=tokens.words(passage.text),
            grams=tokens.grams(passage.text),
            heading_words=heading_words,
            heading_grams=heading_grams,
        )
