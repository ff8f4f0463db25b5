"""From files to committed reports: what is new is read, what is known is left alone, what fails is named."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Iterator, Sequence

from ingest.errors import IngestError, UnreadableFileError
from ingest.library.catalog import Catalog, NewFile
from ingest.library.editions import reader_edition
from ingest.library.inputs import InputFile
from ingest.library.outcomes import FileOutcome
from ingest.records import Reading, Report, ReportEntry

log = logging.getLogger(__name__)

Read = Callable[[str, bytes], tuple[Reading, ...]]


class Adding:
    """One addition of several files to the catalog."""

    def __init__(self, catalog: Catalog, read: Read, *, sample: bool) -> None:
        self._catalog = catalog
        self._read = read
        self._sample = sample
        self._touched: set[int] = set()  # files of this addition: two files of one name never replace each other

    def outcomes(self, items: Sequence[InputFile | UnreadableFileError]) -> Iterator[FileOutcome]:
        """The outcome of each file, committed when it is given. Whatever goes wrong with one file stays its own matter."""
        for item in items:
            if isinstance(item, UnreadableFileError):
                yield _failure(item.name, item)
                continue
            try:
                outcome = self._add(item)
            except IngestError as error:
                outcome = _failure(item.name, error)
            except Exception as error:  # a reader's bug on an odd file must not cost the rest of the folder
                log.exception("reading %s failed", item.name)
                kind = type(error).__name__
                outcome = _failure(
                    item.name, UnreadableFileError(item.name, f"读取时出错（{kind}）", f"reading failed ({kind})")
                )
            yield outcome

    def _add(self, file: InputFile) -> FileOutcome:
        data = file.read()
        sha256 = hashlib.sha256(data).hexdigest()
        same = self._catalog.file_with(sha256)
        if same is not None and same.whole and same.edition == reader_edition():
            self._touched.add(same.id)
            return FileOutcome(name=file.name, status="unchanged", entries=self._catalog.entries_of([same.id]))
        readings = self._read(file.name, data)
        if not readings:
            raise UnreadableFileError(file.name, "没有可读取的文字", "no text in this file")
        if same is not None and self._catalog.holds(same.id, readings):
            self._catalog.set_edition(same.id, reader_edition())
            self._touched.add(same.id)
            return FileOutcome(name=file.name, status="unchanged", entries=self._catalog.entries_of([same.id]))
        replaced = {same.id} if same is not None else self._replaced_by(file, readings) - self._touched
        new = NewFile(
            name=file.name,
            origin=file.origin,
            sha256=sha256,
            size=len(data),
            sample=same.sample if same is not None else self._sample,
            edition=reader_edition(),
        )
        entries = self._catalog.commit_file(new, readings, replaced=sorted(replaced))
        stored = self._catalog.file_with(sha256)
        if stored is not None:
            self._touched.add(stored.id)
        return FileOutcome(name=file.name, status="replaced" if replaced else "added", entries=entries)

    def _replaced_by(self, file: InputFile, readings: Sequence[Reading]) -> set[int]:
        """The stored files of which this is a new version: from the same place, or of the same name with one of its papers.

        The name alone is not enough: many offices call every paper 政府工作报告.docx.
        """
        papers = {_paper(reading.report) for reading in readings}
        found: set[int] = set()
        for stored in self._catalog.files_like(name=file.name, origin=file.origin):
            same_place = bool(file.origin) and stored.origin == file.origin
            if same_place or papers & {_paper(entry) for entry in self._catalog.entries_of([stored.id])}:
                found.add(stored.id)
        return found


def _paper(report: Report | ReportEntry) -> tuple[object, ...]:
    """What makes two versions of a paper the same paper: kind, region and year, or else its title."""
    if report.region and report.year:
        return (report.kind, report.region, report.year)
    return (report.kind, report.title)


def _failure(name: str, error: IngestError) -> FileOutcome:
    return FileOutcome(name=name, status="failed", error=str(error), error_english=error.english)
