"""The catalog's tables, in SQL that SQLite and PostgreSQL both know."""

from __future__ import annotations

import sqlalchemy as sa

FORMAT = 2  # raised when a table changes so that an older catalog cannot be used

metadata = sa.MetaData()

meta = sa.Table(
    "meta",
    metadata,
    sa.Column("key", sa.String(100), primary_key=True),
    sa.Column("value", sa.Text, nullable=False),
)

files = sa.Table(
    "files",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("name", sa.Text, nullable=False, index=True),
    sa.Column("origin", sa.Text, nullable=False),
    sa.Column("sha256", sa.String(64), nullable=False, unique=True),
    sa.Column("size", sa.BigInteger, nullable=False),
    sa.Column("sample", sa.Boolean, nullable=False),
    sa.Column("added", sa.String(40), nullable=False),
    sa.Column("edition", sa.String(64), nullable=False),
    sa.Column("reports_read", sa.Integer, nullable=False),
    sqlite_autoincrement=True,
)

reports = sa.Table(
    "reports",
    metadata,
    sa.Column("id", sa.String(200), primary_key=True),
    sa.Column("file_id", sa.Integer, sa.ForeignKey("files.id"), nullable=False, index=True),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("ordinal", sa.Integer, nullable=False),
    sa.Column("source_name", sa.Text, nullable=False),
    sa.Column("media_type", sa.Text, nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("kind", sa.String(40), nullable=False),
    sa.Column("region", sa.Text, nullable=False),
    sa.Column("level", sa.String(40), nullable=False),
    sa.Column("year", sa.Integer),
    sa.Column("issuer", sa.Text, nullable=False),
    sa.Column("document_number", sa.Text, nullable=False),
    sa.Column("date", sa.Text, nullable=False),
    sa.Column("speaker", sa.Text, nullable=False),
    sa.Column("characters", sa.Integer, nullable=False),
    sa.Column("passage_count", sa.Integer, nullable=False),
    sa.Column("assignment_count", sa.Integer, nullable=False),
    sa.Column("indicator_count", sa.Integer, nullable=False),
    sa.Column("notes", sa.Text, nullable=False),
    sa.Column("pages", sa.Text, nullable=False),
    sa.Column("sections", sa.Text, nullable=False),
    sa.Column("tables", sa.Text, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
)

passages = sa.Table(
    "passages",
    metadata,
    sa.Column("id", sa.String(200), primary_key=True),
    sa.Column("report_id", sa.String(200), sa.ForeignKey("reports.id"), nullable=False, index=True),
    sa.Column("ordinal", sa.Integer, nullable=False),
    sa.Column("section_id", sa.String(200), nullable=False),
    sa.Column("first", sa.Integer, nullable=False),
    sa.Column("past", sa.Integer, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("breadcrumb", sa.Text, nullable=False),
)


def _record_table(name: str) -> sa.Table:
    """A table of records that are only ever read whole: the record itself is JSON in ``body``."""
    return sa.Table(
        name,
        metadata,
        sa.Column("id", sa.String(200), primary_key=True),
        sa.Column("report_id", sa.String(200), sa.ForeignKey("reports.id"), nullable=False, index=True),
        sa.Column("ordinal", sa.Integer, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
    )


assignments = _record_table("assignments")
indicators = _record_table("indicators")

vectors = sa.Table(
    "vectors",
    metadata,
    sa.Column("passage_id", sa.String(200), sa.ForeignKey("passages.id"), primary_key=True),
    sa.Column("embedding", sa.String(200), primary_key=True),
    sa.Column("report_id", sa.String(200), nullable=False, index=True),
    sa.Column("vector", sa.LargeBinary, nullable=False),  # little-endian float32
)

alignments = sa.Table(
    "alignments",
    metadata,
    sa.Column("report_id", sa.String(200), sa.ForeignKey("reports.id"), primary_key=True),  # the notice
    sa.Column("work_report_id", sa.String(200), nullable=False),
    sa.Column("edition", sa.String(64), nullable=False),
)
