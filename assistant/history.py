"""Conversations and the readers' judgement of answers, kept in one SQLite file in the data folder.

Every call opens its own connection, so that sessions, threads and processes can read and write side by side. Turns are
kept as JSON with the field names of the records: a field that a later version adds takes its default; of a turn that it
cannot read any more, question and answer stay as text.
"""

from __future__ import annotations

import json
import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from assistant.records import Answer, Query, Turn
from ingest.library.encoding import decode, encode

Rating = Literal["up", "down", ""]
FILE_NAME = "conversations.sqlite3"
TITLE_LENGTH = 60
SCHEMA = """
CREATE TABLE IF NOT EXISTS conversations (
    id TEXT PRIMARY KEY, title TEXT NOT NULL, created TEXT NOT NULL, updated TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS turns (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    conversation_id TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    asked TEXT NOT NULL, turn TEXT NOT NULL, stopped INTEGER NOT NULL, created TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS turns_of_conversation ON turns (conversation_id, id);
CREATE TABLE IF NOT EXISTS feedback (
    turn_id INTEGER PRIMARY KEY REFERENCES turns (id) ON DELETE CASCADE,
    rating TEXT NOT NULL, comment TEXT NOT NULL, created TEXT NOT NULL);
"""


@dataclass(frozen=True, kw_only=True)
class Conversation:
    """A conversation as the list shows it; ``title`` is its first question, ``updated`` ISO 8601 in UTC."""

    id: str
    title: str
    updated: str
    turns: int


@dataclass(frozen=True, kw_only=True)
class StoredTurn:
    """One question with its answer as it was shown; ``asked`` is the question as typed."""

    id: int
    asked: str
    turn: Turn
    stopped: bool
    rating: Rating
    comment: str


class History:
    """The conversations in ``data_dir``, newest first."""

    def __init__(self, data_dir: Path) -> None:
        self.path = data_dir / FILE_NAME

    def conversations(self, limit: int = 50) -> tuple[Conversation, ...]:
        """The ``limit`` conversations that were used last."""
        with self._connection() as connection:
            rows = connection.execute(
                "SELECT c.id, c.title, c.updated, COUNT(t.id) AS turns FROM conversations c"
                " LEFT JOIN turns t ON t.conversation_id = c.id"
                " GROUP BY c.id ORDER BY c.updated DESC, c.rowid DESC LIMIT ?",
                (limit,),
            ).fetchall()
        return tuple(
            Conversation(id=row["id"], title=row["title"], updated=row["updated"], turns=row["turns"]) for row in rows
        )

    def turns(self, conversation_id: str) -> tuple[StoredTurn, ...]:
        """The turns of a conversation in their order; none where there is no such conversation."""
        with self._connection() as connection:
            rows = connection.execute(
                "SELECT t.id, t.asked, t.turn, t.stopped, f.rating, f.comment FROM turns t"
                " LEFT JOIN feedback f ON f.turn_id = t.id WHERE t.conversation_id = ? ORDER BY t.id",
                (conversation_id,),
            ).fetchall()
        return tuple(_stored_turn(row) for row in rows)

    def add(self, conversation_id: str, turn: Turn, *, stopped: bool = False) -> int:
        """The id of the turn, now kept at the end of the conversation, which begins with its first turn."""
        asked, now = turn.query.question or turn.answer.question, _now()
        bare = replace(turn.answer, query=None)  # the turn carries the query itself
        with self._connection() as connection:
            connection.execute(
                "INSERT INTO conversations VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET updated = excluded.updated",
                (conversation_id, _title(asked), now, now),
            )
            cursor = connection.execute(
                "INSERT INTO turns (conversation_id, asked, turn, stopped, created) VALUES (?, ?, ?, ?, ?)",
                (conversation_id, asked, encode(replace(turn, answer=bare)), int(stopped), now),
            )
        return int(cursor.lastrowid or 0)

    def delete(self, conversation_id: str) -> None:
        """Remove a conversation with its turns and what was said of them."""
        with self._connection() as connection:
            connection.execute("DELETE FROM conversations WHERE id = ?", (conversation_id,))

    def rate(self, turn_id: int, rating: Rating, comment: str = "") -> None:
        """Keep the reader's judgement of an answer; "" takes it back."""
        with self._connection() as connection:
            if not rating:
                connection.execute("DELETE FROM feedback WHERE turn_id = ?", (turn_id,))
                return
            connection.execute(
                "INSERT INTO feedback VALUES (?, ?, ?, ?) ON CONFLICT (turn_id) DO UPDATE"
                " SET rating = excluded.rating, comment = excluded.comment, created = excluded.created",
                (turn_id, rating, comment.strip(), _now()),
            )

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        """One transaction in a connection of its own."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(self.path, timeout=10)
        try:
            connection.row_factory = sqlite3.Row
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA journal_mode = WAL")
            connection.executescript(SCHEMA)
            with connection:
                yield connection
        finally:
            connection.close()


def new_conversation_id() -> str:
    """A fresh id for the address bar: twelve hexadecimal characters."""
    return uuid.uuid4().hex[:12]


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def _title(question: str) -> str:
    title = " ".join(question.split())
    return title if len(title) <= TITLE_LENGTH else title[: TITLE_LENGTH - 1] + "…"


def _stored_turn(row: sqlite3.Row) -> StoredTurn:
    rating: Rating = row["rating"] if row["rating"] in ("up", "down") else ""
    return StoredTurn(
        id=row["id"],
        asked=row["asked"],
        turn=_restored(row["turn"], row["asked"]),
        stopped=bool(row["stopped"]),
        rating=rating,
        comment=row["comment"] or "",
    )


def _restored(stored: str, asked: str) -> Turn:
    """The turn as stored; of one that another version wrote in another form, the question and the answer's text."""
    try:
        turn = decode(Turn, stored)
        return replace(turn, answer=replace(turn.answer, query=turn.query))
    except (TypeError, ValueError, KeyError):
        query = Query(question=asked, text=asked, language="zh", intent="passage")
        return Turn(query=query, answer=Answer(question=asked, answer=_text_of(stored), kind="passage", query=query))


def _text_of(stored: str) -> str:
    try:
        return str(json.loads(stored)["answer"]["answer"])
    except (TypeError, ValueError, KeyError):
        return ""
