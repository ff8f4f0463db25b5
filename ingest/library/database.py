"""The database behind the catalog: SQLite in the library's folder, or any database that SQLAlchemy reaches."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import DatabaseError, SQLAlchemyError

from ingest.errors import LibraryError
from ingest.library.tables import FORMAT, meta, metadata

BUSY_SECONDS = 10
ATTEMPTS = 3  # two processes may make the tables of one new library at the same time
IDS_AT_ONCE = 500  # in one IN (…): SQLite before 3.32 takes 999 variables


class Database:
    """Connections, and the library's own values. Whatever SQLAlchemy raises becomes LibraryError."""

    def __init__(self, *, folder: Path, url: str = "") -> None:
        self._engine = _engine(folder, url)
        self._place = self._engine.url.render_as_string(hide_password=True) if url else str(folder / "catalog.sqlite")
        with self._translated():
            found = self._format()
        if found != str(FORMAT):
            self.close()
            raise LibraryError(
                f"资料库 {self._place} 由另一版本的程序建立（格式 {found}，本程序为 {FORMAT}）：请换用新的资料文件夹后重新加入文件",
                f"library {self._place} was made by another version (format {found}, this one is {FORMAT}): use a new data folder and add the files again",
            )

    def close(self) -> None:
        self._engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        with self._translated(), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """A transaction: committed at the end, or rolled back where anything was raised."""
        with self._translated(), self._engine.begin() as connection:
            yield connection

    def value(self, key: str) -> str | None:
        """One of the library's own values (revision, library_id, embedding …)."""
        with self.reading() as connection:
            found = connection.execute(sa.select(meta.c.value).where(meta.c.key == key)).scalar()
        return None if found is None else str(found)

    def set_value(self, key: str, value: str) -> None:
        with self.writing() as connection:
            put(connection, key, value)

    def damage(self) -> str:
        """What the database itself says is wrong with its file; "" where nothing is (only SQLite is asked)."""
        if self._engine.dialect.name != "sqlite":
            return ""
        with self.reading() as connection:
            said = [str(row[0]) for row in connection.execute(sa.text("PRAGMA quick_check"))]
        return "" if said == ["ok"] else said[0]

    def _format(self) -> str:
        """The format of the library that is there, or of the one just made."""
        for attempt in range(ATTEMPTS):
            try:
                if sa.inspect(self._engine).has_table(meta.name):
                    found = self.value("format")
                    if found is not None:
                        return found
                metadata.create_all(self._engine)
                rows = {"revision": "0", "format": str(FORMAT), "library_id": uuid.uuid4().hex}
                with self._engine.begin() as connection:
                    connection.execute(meta.insert(), [{"key": key, "value": value} for key, value in rows.items()])
            except (DatabaseError, LibraryError):
                if attempt == ATTEMPTS - 1:
                    raise
        return str(self.value("format"))

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except SQLAlchemyError as error:
            cause = str(getattr(error, "orig", None) or error).splitlines()[0]
            raise LibraryError(
                f"资料库 {self._place} 无法使用：{cause}", f"library {self._place} cannot be used: {cause}"
            ) from error


def put(connection: sa.Connection, key: str, value: str) -> None:
    """Set one of the library's own values within a transaction."""
    if not connection.execute(meta.update().where(meta.c.key == key).values(value=value)).rowcount:
        connection.execute(meta.insert().values(key=key, value=value))


def raise_revision(connection: sa.Connection) -> int:
    """The new revision. First statement of a writing transaction: its row lock puts writers one after another."""
    number = sa.cast(sa.cast(meta.c.value, sa.Integer) + 1, sa.String)
    connection.execute(meta.update().where(meta.c.key == "revision").values(value=number))
    return int(connection.execute(sa.select(meta.c.value).where(meta.c.key == "revision")).scalar_one())


def parts(ids: list[str]) -> Iterator[list[str]]:
    """The ids in lists short enough for one statement."""
    for start in range(0, len(ids), IDS_AT_ONCE):
        yield ids[start : start + IDS_AT_ONCE]


def _engine(folder: Path, url: str) -> sa.Engine:
    """The engine; errors in the address or a driver that is not installed become LibraryError."""
    try:
        engine = sa.create_engine(url or sa.URL.create("sqlite", database=str(folder / "catalog.sqlite")))
    except (SQLAlchemyError, ImportError) as error:
        raise LibraryError(
            f"设置 ASSISTANT_DATABASE_URL 无法使用：{error}；请检查地址，并安装该数据库的 Python 驱动",
            f"setting ASSISTANT_DATABASE_URL cannot be used: {error}; check the address and install the driver",
        ) from error
    if engine.dialect.name == "sqlite":

        @sa.event.listens_for(engine, "connect")
        def prepare(connection: Any, _record: Any) -> None:
            cursor = connection.cursor()
            cursor.execute(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}")
            cursor.execute("PRAGMA journal_mode=WAL")
            cursor.execute("PRAGMA synchronous=FULL")
            cursor.close()

    return engine
