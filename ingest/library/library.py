"""The library: put papers in, look at them, search them.

    library = Library.open(library_settings())
    library.add([Path("reports")])
    hits = library.search_words([WeightedTerm(token="基站")], scope=Scope(regions=("云岭省",)))

Behind it stand a catalog (`ingest.library.catalog`, the truth) and two search indexes (`ingest.library.indexing`, derived).
One ``Library`` may be used from many threads, and several processes may open the same folder; one of them writes at a time.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from ingest.embeddings import OpenAICompatibleEmbedding, embedding_for
from ingest.errors import LibraryError
from ingest.library.adding import Adding, Read
from ingest.library.aligning import Align, bring_alignments_up_to_date
from ingest.library.catalog import Catalog
from ingest.library.checking import check
from ingest.library.editions import reader_edition
from ingest.library.indexing import Indexes
from ingest.library.inputs import InputFile, Inputs, inputs_of_bytes, inputs_of_paths
from ingest.library.outcomes import AddResult, CheckResult, FileOutcome, Progress, ProgressCallback
from ingest.library.pace import Pace
from ingest.library.shelf import Shelf, unknown
from ingest.library.words import WeightedTerm
from ingest.library.writing import WriterLock
from ingest.records import Assignment, Indicator, Passage, Report, ReportEntry, Scope
from ingest.settings import LibrarySettings

__all__ = ["AddResult", "CheckResult", "FileOutcome", "Library", "Progress", "WeightedTerm"]

log = logging.getLogger(__name__)
ATTEMPTS = 4  # at a search whose index is being written by somebody else, so many times …
WAIT_SECONDS = 0.5  # … after so long
INDEX_EVERY = 5000  # passages after which a long addition becomes searchable
SAMPLES = Path(__file__).parents[1] / "samples"

Hits = tuple[tuple[str, float], ...]
Found = TypeVar("Found")


class Library:
    """All papers of one data folder."""

    def __init__(self, settings: LibrarySettings, *, read: Read | None = None, align: Align | None = None) -> None:
        """``read`` reads a file's reports (default: `ingest.reading.read_reports`), ``align`` links a notice's tasks with a
        work report's sentences (default: `ingest.extract.alignment.align`)."""
        self._read, self._align = read, align
        self._folder = settings.data_dir
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise LibraryError(
                f"资料文件夹 {self._folder} 无法使用：{reason}；请检查设置 ASSISTANT_DATA_DIR",
                f"data folder {self._folder} cannot be used: {reason}; check setting ASSISTANT_DATA_DIR",
            ) from error
        self._embedding = embedding_for(settings)
        self._catalog = Catalog(folder=self._folder, url=settings.database_url)
        self._indexes = Indexes(self._catalog, self._folder / "index", self._embedding, chroma_url=settings.chroma_url)
        self._lock = WriterLock(self._folder)
        self._shelf = Shelf(self._catalog)

    @classmethod
    def open(cls, settings: LibrarySettings) -> Library:
        """The library of the settings' data folder, made where there is none. Raises LibraryError."""
        return cls(settings)

    def close(self) -> None:
        """Let go of all files; the library cannot be used any more."""
        self._indexes.close()
        self._catalog.close()

    def __enter__(self) -> Library:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # --- putting in and taking out -----------------------------------------------------------------------------

    def add(
        self, paths: Sequence[Path], *, progress: ProgressCallback | None = None, sample: bool = False
    ) -> AddResult:
        """The outcome of every file behind the paths: files, folders with all below them, zip archives.

        A file that cannot be read is a ``failed`` outcome, and the rest goes on. The same bytes again are ``unchanged``.
        Raises LibraryLockedError where another process is adding.
        """
        from ingest.loaders import SUPPORTED

        return self._add(inputs_of_paths([Path(path) for path in paths], SUPPORTED), progress, sample)

    def add_bytes(
        self, name: str, data: bytes, *, progress: ProgressCallback | None = None, sample: bool = False
    ) -> AddResult:
        """The outcome of an upload, which may be a zip archive; otherwise like ``add``."""
        from ingest.loaders import SUPPORTED

        return self._add(inputs_of_bytes(name, data, SUPPORTED), progress, sample)

    def remove(self, report_ids: Sequence[str]) -> int:
        """How many reports were taken out. Raises UnknownReportError, and takes nothing out, for an id that is not there."""
        with self._lock.held():
            present = self._catalog.present()
            for report_id in report_ids:
                if report_id not in present:
                    raise unknown(report_id)
            if any(self.entry(report_id).sample for report_id in report_ids):
                self._catalog.set_value("samples_removed", "yes")
            removed = self._catalog.remove_reports(report_ids)
            self._after_change()
        return removed

    def add_samples(self, *, progress: ProgressCallback | None = None) -> AddResult:
        """The outcome of loading the sample papers that come with the program."""
        result = self.add([SAMPLES], progress=progress, sample=True)
        self._catalog.set_value("samples_removed", "")
        return result

    def ensure_samples(self) -> AddResult | None:
        """Load the samples into a library that is empty, or anew where an older program read them; else None.

        Samples that the user removed, all or some, stay away.
        """
        if self._catalog.value("samples_removed"):
            return None
        if self.entries() and not self._catalog.stale_samples(reader_edition()):
            return None
        return self.add_samples()

    def remove_samples(self) -> int:
        """How many sample reports were taken out; they do not come back by themselves."""
        samples = [entry.id for entry in self.entries() if entry.sample]
        return self.remove(samples) if samples else 0

    # --- looking -----------------------------------------------------------------------------------------------

    @property
    def revision(self) -> int:
        """The number of changes so far, also those of other processes."""
        return self._catalog.revision()

    def entries(self) -> tuple[ReportEntry, ...]:
        """Every report, in the order of addition and of its place in the file."""
        return self._shelf.entries()

    def entry(self, report_id: str) -> ReportEntry:
        """The report's entry. Raises UnknownReportError."""
        return self._shelf.entry(report_id)

    def report(self, report_id: str) -> Report:
        """The whole report. Raises UnknownReportError."""
        return self._shelf.report(report_id)

    def passages(self, report_id: str) -> tuple[Passage, ...]:
        """The report's passages in order. Raises UnknownReportError."""
        self.entry(report_id)
        return self._catalog.passages(report_id)

    def passages_by_id(self, ids: Sequence[str]) -> tuple[Passage, ...]:
        """The passages in the order asked; those that are not there (any more) are left out."""
        return self._catalog.passages_by_id(ids)

    def assignments(self) -> tuple[Assignment, ...]:
        """All assignments, with what the library found for them in work reports."""
        return self._shelf.assignments()

    def indicators(self) -> tuple[Indicator, ...]:
        """All indicators."""
        return self._shelf.indicators()

    # --- searching ---------------------------------------------------------------------------------------------

    def search_words(self, terms: Sequence[WeightedTerm], *, scope: Scope | None = None, limit: int = 50) -> Hits:
        """The best passages in ``scope`` by BM25: (passage id, score), best first."""
        self._catch_up()
        within = scope or Scope()
        return self._mended(lambda: self._indexes.search_words(terms, within, limit), self._indexes.rebuild_words)

    def document_frequencies(self, tokens: Sequence[str]) -> tuple[tuple[int, ...], int]:
        """For each token (as `ingest.tokens.words` cuts it) how many passages hold it, and how many passages there are."""
        self._catch_up()
        return self._mended(lambda: self._indexes.document_frequencies(tokens), self._indexes.rebuild_words)

    def search_vectors(self, question: str, *, scope: Scope | None = None, limit: int = 50) -> Hits:
        """The passages in ``scope`` nearest to the question: (passage id, cosine similarity), nearest first.

        Nothing where the vectors cannot be used; ``vectors_note`` then says why.
        """
        self._catch_up()
        within = scope or Scope()
        try:
            return self._mended(
                lambda: self._indexes.search_vectors(question, within, limit), self._indexes.rebuild_vectors
            )
        except LibraryError as error:
            log.warning("no vectors for this question: %s", error)
            return ()

    @property
    def vectors_note(self) -> str:
        """Why answers stand on words alone, in one line for the reader; "" where the vectors are in use."""
        return self._indexes.note()[0]

    @property
    def vectors_note_english(self) -> str:
        """``vectors_note`` in English."""
        return self._indexes.note()[1]

    @property
    def vectors_outdated(self) -> bool:
        """Whether the settings name another embedding than the stored vectors are of."""
        return not self._indexes.passage_vectors.match()

    @property
    def has_model_vectors(self) -> bool:
        """Whether the vectors are an embedding model's, which know meaning; the built-in ones know words alone."""
        return isinstance(self._embedding, OpenAICompatibleEmbedding)

    def recompute_vectors(self, *, progress: ProgressCallback | None = None) -> None:
        """Compute all vectors by the embedding in the settings, in place of those stored. Raises EmbeddingError."""
        pace = Pace(sizes=[], report=progress)
        with self._lock.held():
            self._indexes.recompute_vectors(pace.passages)
        pace.finish()

    def warm_up(self) -> None:
        """Open what the first question needs (dictionary, indexes); for a thread beside the start of a page."""
        self.search_words([WeightedTerm(token="工作")], limit=1)
        self.search_vectors("工作", limit=1)

    def check(self, *, repair: bool = False) -> CheckResult:
        """Whether every report is whole and the indexes agree with the catalog; with ``repair`` indexes are mended."""
        with self._lock.held():
            found = check(self._catalog, self._indexes)
            if not found or not repair:
                left = found
            else:
                self._indexes.passage_vectors.wake()
                self._catalog.alignments.forget()
                self._after_change()
                self._indexes.rebuild_words()
                self._indexes.rebuild_vectors()
                left = check(self._catalog, self._indexes)
        return CheckResult(
            problems=tuple(problem.text for problem in found),
            english=tuple(problem.english for problem in found),
            repaired=bool(found) and not left,
        )

    # --- inside ------------------------------------------------------------------------------------------------

    def _add(self, inputs: Inputs, progress: ProgressCallback | None, sample: bool) -> AddResult:
        sizes = [item.size if isinstance(item, InputFile) else 0 for item in inputs.items]
        pace = Pace(sizes=sizes, report=progress)
        outcomes: list[FileOutcome] = []
        waiting = 0
        with self._lock.held():
            adding = Adding(self._catalog, self._reader(), sample=sample)
            pace.start_file(inputs.items[0].name if inputs.items else "")
            for outcome in adding.outcomes(inputs.items):
                outcomes.append(outcome)
                new = 0 if outcome.status == "unchanged" else sum(entry.passages for entry in outcome.entries)
                following = inputs.items[len(outcomes)].name if len(outcomes) < len(inputs.items) else ""
                pace.finish_file(sizes[len(outcomes) - 1], new, following)
                waiting += new
                if waiting >= INDEX_EVERY:
                    self._indexes.update(pace.passages)
                    waiting = 0
            self._after_change(pace.passages)
        pace.finish()
        return AddResult(files=tuple(outcomes), skipped=inputs.skipped)

    def _after_change(self, done: Callable[[int, int], None] | None = None) -> None:
        """Bring what hangs on several reports, and the indexes, in line with the catalog."""
        bring_alignments_up_to_date(self._catalog, self._align_tasks)
        self._indexes.update(done)

    def _reader(self) -> Read:
        if self._read is None:
            from ingest.reading import read_reports  # loads the parsers of all formats

            self._read = read_reports
        return self._read

    def _align_tasks(self, notice: Report, assignments: Sequence[Assignment], report: Report) -> tuple[Assignment, ...]:
        if self._align is None:
            from ingest.extract.alignment import align  # loads the lexicons of the extraction

            self._align = align
        return self._align(notice, assignments, report)

    def _catch_up(self) -> None:
        """Index what was committed and not indexed yet (another process may have been killed).

        Waits for whoever is writing only where there is no word index at all: to find nothing then would be wrong.
        """
        if not self._indexes.behind(self._catalog.revision()) or self._lock.mine():
            return
        with self._lock.held_if_free() as held:
            if held:
                self._after_change()
        if not held and not self._indexes.searchable() and self._catalog.present():
            with self._lock.held():
                self._after_change()

    def _mended(self, search: Callable[[], Found], rebuild: Callable[[], None]) -> Found:
        """What the search finds; an index that cannot be used is built anew first, unless somebody is writing it."""
        for attempt in range(ATTEMPTS):
            try:
                return search()
            except LibraryError as error:
                log.warning("an index cannot be used: %s", error)
                if attempt == ATTEMPTS - 1:
                    raise
            with self._lock.held_if_free() as held:
                if held:
                    rebuild()
            if not held:
                time.sleep(WAIT_SECONDS)
        raise AssertionError("the last attempt returns or raises")
