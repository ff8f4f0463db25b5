"""What the catalog keeps beside the readings: vectors once computed, and which papers were aligned with which."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import sqlalchemy as sa
from numpy.typing import NDArray

from ingest.library.database import Database, parts, put, raise_revision
from ingest.library.encoding import encode
from ingest.library.tables import alignments, assignments, vectors
from ingest.records import Assignment

Vector = NDArray[np.float32]


class StoredVectors:
    """The vectors of the library's passages, all by one embedding."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def embedding(self) -> str | None:
        """The embedding whose vectors these are; None before the first."""
        return self._database.value("embedding")

    def dimension(self) -> int | None:
        """The size of these vectors; None before the first."""
        found = self._database.value("dimension")
        return int(found) if found else None

    def of_reports(self, embedding: str, report_ids: Sequence[str]) -> dict[str, Vector]:
        """The vector of every passage of the reports that has one by this embedding."""
        found: dict[str, Vector] = {}
        with self._database.reading() as connection:
            for part in parts(list(report_ids)):
                query = sa.select(vectors.c.passage_id, vectors.c.vector).where(
                    vectors.c.embedding == embedding, vectors.c.report_id.in_(part)
                )
                for row in connection.execute(query):
                    found[row.passage_id] = np.frombuffer(row.vector, dtype="<f4")
        return found

    def passage_ids(self, embedding: str) -> frozenset[str]:
        """The passages that have a vector by this embedding."""
        with self._database.reading() as connection:
            query = sa.select(vectors.c.passage_id).where(vectors.c.embedding == embedding)
            return frozenset(connection.execute(query).scalars())

    def store(self, embedding: str, rows: Sequence[tuple[str, str, Vector]]) -> None:
        """Keep (passage id, report id, vector) rows, and the embedding's name with the first of them."""
        values = [
            {
                "passage_id": passage_id,
                "report_id": report_id,
                "embedding": embedding,
                "vector": np.ascontiguousarray(vector, dtype="<f4").tobytes(),
            }
            for passage_id, report_id, vector in rows
        ]
        if values:
            with self._database.writing() as connection:
                put(connection, "embedding", embedding)
                put(connection, "dimension", str(len(rows[0][2])))
                connection.execute(vectors.insert(), values)

    def replace_by(self, embedding: str) -> None:
        """From now on the library's vectors are this embedding's, all to be computed; those stored are deleted."""
        with self._database.writing() as connection:
            put(connection, "embedding", embedding)
            put(connection, "dimension", "")
            connection.execute(vectors.delete())


class Alignments:
    """With which work report, and by which edition of the program, each notice was aligned."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> dict[str, tuple[str, str]]:
        """(work report's id, edition) of each notice."""
        with self._database.reading() as connection:
            rows = connection.execute(sa.select(alignments))
            return {row.report_id: (row.work_report_id, row.edition) for row in rows}

    def store(self, notice: str, mark: tuple[str, str], aligned: Sequence[Assignment]) -> None:
        """Store the notice's assignments anew under their ids, and what they were aligned with."""
        rows = [{"the_id": assignment.id, "the_body": encode(assignment)} for assignment in aligned]
        update = assignments.update().where(assignments.c.id == sa.bindparam("the_id"))
        with self._database.writing() as connection:
            raise_revision(connection)
            if rows:
                connection.execute(update.values(body=sa.bindparam("the_body")), rows)
            connection.execute(alignments.delete().where(alignments.c.report_id == notice))
            work_report, edition = mark
            connection.execute(
                alignments.insert().values(report_id=notice, work_report_id=work_report, edition=edition)
            )

    def forget(self) -> None:
        """Have every notice aligned anew at the next change."""
        with self._database.writing() as connection:
            connection.execute(alignments.delete())
