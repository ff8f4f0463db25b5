"""The catalog: a relational database that holds all that was read; whatever else the library keeps can be built from it.

SQLite in the library's folder, or any database that SQLAlchemy reaches. A file's reports are committed in one
transaction, which also takes out the reports of the file that they replace and raises the revision.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import sqlalchemy as sa

from ingest.library.database import Database, parts, raise_revision
from ingest.library.encoding import decode
from ingest.library.kept import Alignments, StoredVectors
from ingest.library.rows import entry_of, passage_of, reading_rows, report_of
from ingest.library.tables import assignments, files, indicators, metadata, passages, reports
from ingest.records import Assignment, Indicator, Passage, Reading, Report, ReportEntry


@dataclass(frozen=True, kw_only=True)
class StoredFile:
    """A file of which the catalog holds reports; ``whole`` tells that none of them was removed since."""

    id: int
    name: str
    origin: str
    sha256: str
    sample: bool
    edition: str
    whole: bool


@dataclass(frozen=True, kw_only=True)
class NewFile:
    """A file as it is committed: name for people, ``origin`` its place, ``edition`` what state of the reader read it."""

    name: str
    origin: str
    sha256: str
    size: int
    sample: bool
    edition: str = ""


class Catalog:
    """The tables behind one engine. Readers may be in any thread; writers hold the library's lock."""

    def __init__(self, *, folder: Path, url: str = "") -> None:
        self._database = Database(folder=folder, url=url)
        self.vectors = StoredVectors(self._database)
        self.alignments = Alignments(self._database)

    def close(self) -> None:
        self._database.close()

    def revision(self) -> int:
        """The number of changes so far; it rises with every commit, of whatever process."""
        return int(self.value("revision") or 0)

    def value(self, key: str) -> str | None:
        """One of the library's own values (library_id, samples_removed …)."""
        return self._database.value(key)

    def set_value(self, key: str, value: str) -> None:
        self._database.set_value(key, value)

    def damage(self) -> str:
        """What the database itself says is wrong with its file, or ""."""
        return self._database.damage()

    # --- reading -----------------------------------------------------------------------------------------------

    def entries(self) -> tuple[ReportEntry, ...]:
        """Every report as listed: in the order of the files added, and in a file as it stands there."""
        query = (
            sa.select(reports, files.c.name, files.c.sha256, files.c.sample, files.c.added)
            .join(files, reports.c.file_id == files.c.id)
            .order_by(files.c.id, reports.c.ordinal)
        )
        with self._database.reading() as connection:
            return tuple(entry_of(row) for row in connection.execute(query))

    def present(self) -> dict[str, int]:
        """The revision at which each report was committed: what an index must hold."""
        with self._database.reading() as connection:
            return {row.id: row.revision for row in connection.execute(sa.select(reports.c.id, reports.c.revision))}

    def report(self, report_id: str) -> Report | None:
        """The whole report, or None."""
        query = (
            sa.select(reports, files.c.name, files.c.sha256)
            .join(files, reports.c.file_id == files.c.id)
            .where(reports.c.id == report_id)
        )
        with self._database.reading() as connection:
            row = connection.execute(query).first()
        return None if row is None else report_of(row)

    def passages(self, report_id: str) -> tuple[Passage, ...]:
        """The report's passages in order of their place."""
        query = sa.select(passages).where(passages.c.report_id == report_id).order_by(passages.c.ordinal)
        with self._database.reading() as connection:
            return tuple(passage_of(row) for row in connection.execute(query))

    def passages_by_id(self, ids: Sequence[str]) -> tuple[Passage, ...]:
        """The passages with these ids in the order asked; ids that are not there are left out."""
        found: dict[str, Passage] = {}
        with self._database.reading() as connection:
            for part in parts(list(dict.fromkeys(ids))):
                for row in connection.execute(sa.select(passages).where(passages.c.id.in_(part))):
                    found[row.id] = passage_of(row)
        return tuple(found[id] for id in ids if id in found)

    def passage_ids(self) -> dict[str, str]:
        """The report of every passage."""
        with self._database.reading() as connection:
            return {row.id: row.report_id for row in connection.execute(sa.select(passages.c.id, passages.c.report_id))}

    def assignments(self, report_id: str | None = None) -> tuple[Assignment, ...]:
        """The assignments of one report, or of all, in the order of reports and of their place."""
        return tuple(decode(Assignment, body) for body in self._bodies(assignments, report_id))

    def indicators(self, report_id: str | None = None) -> tuple[Indicator, ...]:
        """The indicators of one report, or of all, in the order of reports and of their place."""
        return tuple(decode(Indicator, body) for body in self._bodies(indicators, report_id))

    def file_with(self, sha256: str) -> StoredFile | None:
        """The file with these very bytes, if it was added."""
        found = self._files(files.c.sha256 == sha256)
        return found[0] if found else None

    def files_like(self, *, name: str, origin: str) -> tuple[StoredFile, ...]:
        """The files of the same name or from the same place."""
        condition = files.c.name == name
        return self._files(sa.or_(condition, files.c.origin == origin) if origin else condition)

    def entries_of(self, file_ids: Sequence[int]) -> tuple[ReportEntry, ...]:
        """The entries of the reports of these files."""
        query = (
            sa.select(reports, files.c.name, files.c.sha256, files.c.sample, files.c.added)
            .join(files, reports.c.file_id == files.c.id)
            .where(files.c.id.in_(list(file_ids)))
            .order_by(files.c.id, reports.c.ordinal)
        )
        with self._database.reading() as connection:
            return tuple(entry_of(row) for row in connection.execute(query))

    def stale_samples(self, edition: str) -> bool:
        """Whether there are samples that another edition of the reader read."""
        return bool(self._files(sa.and_(files.c.sample, files.c.edition != edition)))

    def holds(self, file_id: int, readings: Sequence[Reading]) -> bool:
        """Whether the file was read into exactly these records (what the library added to assignments aside)."""
        with self._database.reading() as connection:
            query = sa.select(reports.c.id).where(reports.c.file_id == file_id).order_by(reports.c.ordinal)
            ids = list(connection.execute(query).scalars())
        return ids == [reading.report.id for reading in readings] and all(
            _essence(reading) == _essence(self._reading(reading.report)) for reading in readings
        )

    # --- writing -----------------------------------------------------------------------------------------------

    def commit_file(
        self, file: NewFile, readings: Sequence[Reading], *, replaced: Sequence[int] = ()
    ) -> tuple[ReportEntry, ...]:
        """The entries of the file's reports, committed in one transaction in place of those of ``replaced`` files."""
        with self._database.writing() as connection:
            revision = raise_revision(connection)
            _delete_files(connection, replaced)
            added = datetime.now(UTC).isoformat(timespec="seconds")
            connection.execute(files.insert().values(**asdict(file), added=added, reports_read=len(readings)))
            file_id = connection.execute(sa.select(files.c.id).where(files.c.sha256 == file.sha256)).scalar_one()
            for reading in readings:
                for table, rows in reading_rows(reading, file_id=file_id, revision=revision):
                    if rows:
                        connection.execute(table.insert(), rows)
        return self.entries_of([int(file_id)])

    def remove_reports(self, report_ids: Sequence[str]) -> int:
        """How many of the reports were there and are now gone; a file that has none left goes with them."""
        with self._database.writing() as connection:
            there: list[str] = []
            for part in parts(list(dict.fromkeys(report_ids))):
                there += connection.execute(sa.select(reports.c.id).where(reports.c.id.in_(part))).scalars()
            if not there:
                return 0
            raise_revision(connection)
            _delete_reports(connection, there)
            left = sa.select(reports.c.file_id)
            connection.execute(files.delete().where(files.c.id.not_in(left)))
        return len(there)

    def set_edition(self, file_id: int, edition: str) -> None:
        """Note that this edition of the reader reads the file as it is stored."""
        with self._database.writing() as connection:
            connection.execute(files.update().where(files.c.id == file_id).values(edition=edition))

    # --- inside ------------------------------------------------------------------------------------------------

    def _files(self, condition: sa.ColumnElement[bool]) -> tuple[StoredFile, ...]:
        held = sa.select(sa.func.count()).where(reports.c.file_id == files.c.id).scalar_subquery()
        query = sa.select(files, held.label("held")).where(condition).order_by(files.c.id)
        with self._database.reading() as connection:
            return tuple(
                StoredFile(
                    id=row.id,
                    name=row.name,
                    origin=row.origin,
                    sha256=row.sha256,
                    sample=row.sample,
                    edition=row.edition,
                    whole=row.held == row.reports_read,
                )
                for row in connection.execute(query)
            )

    def _reading(self, report: Report) -> Reading:
        return Reading(
            report=self.report(report.id) or report,
            passages=self.passages(report.id),
            assignments=self.assignments(report.id),
            indicators=self.indicators(report.id),
        )

    def _bodies(self, table: sa.Table, report_id: str | None) -> list[str]:
        query = (
            sa.select(table.c.body)
            .join(reports, table.c.report_id == reports.c.id)
            .order_by(reports.c.file_id, reports.c.ordinal, table.c.ordinal)
        )
        if report_id is not None:
            query = query.where(table.c.report_id == report_id)
        with self._database.reading() as connection:
            return list(connection.execute(query).scalars())


def _essence(reading: Reading) -> Reading:
    """The reading as it comes from the file alone, under whatever name the file was given."""
    source = replace(reading.report.source, name="")
    bare = (replace(assignment, recovered=None, carries_out=None) for assignment in reading.assignments)
    return replace(reading, report=replace(reading.report, source=source), assignments=tuple(bare))


def _delete_files(connection: sa.Connection, file_ids: Sequence[int]) -> None:
    if not file_ids:
        return
    gone = list(connection.execute(sa.select(reports.c.id).where(reports.c.file_id.in_(list(file_ids)))).scalars())
    _delete_reports(connection, gone)
    connection.execute(files.delete().where(files.c.id.in_(list(file_ids))))


def _delete_reports(connection: sa.Connection, report_ids: list[str]) -> None:
    """Children first; their vectors go with them."""
    for part in parts(report_ids):
        for table in reversed(metadata.sorted_tables):
            if "report_id" in table.c:
                connection.execute(table.delete().where(table.c.report_id.in_(part)))
        connection.execute(reports.delete().where(reports.c.id.in_(part)))
