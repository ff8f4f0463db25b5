"""The vector index: Chroma, embedded in a folder or on a server; the one module that imports chromadb.

Cosine similarity over vectors that we compute ourselves. An embedded Chroma must have one writer, and a process that was
killed while it wrote can leave it unusable for good; both are cared for by `ingest.library.indexing`.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

from ingest.errors import LibraryError
from ingest.library.words import NO_YEAR
from ingest.records import Scope

BATCH = 1000  # Chroma refuses more than 5461 records in one call
# FACTS section 11: the defaults find .76 of the exact nearest at 100,000 passages, these .99 and more
HNSW = {"space": "cosine", "ef_construction": 200, "ef_search": 400, "max_neighbors": 32}

Vectors = NDArray[np.float32]


@dataclass(frozen=True, kw_only=True, slots=True)
class VectorRow:
    """One passage to index: its vector's place in the batch is its place among the rows."""

    passage_id: str
    report_id: str
    region: str
    year: int | None
    kind: str
    text: str


class VectorIndex:
    """A collection of passage vectors. Any thread may search; what another process wrote is seen after ``reload``."""

    def __init__(self, place: Path | str, *, collection: str = "passages") -> None:
        """``place`` is a folder, or the http(s) address of a Chroma server."""
        self._place = place
        self._name = collection
        self._lock = threading.RLock()
        self._closed = False
        self._client: Any = None
        self._collection: Any = None

    def add(self, rows: Sequence[VectorRow], vectors: Vectors) -> None:
        """Store the rows with their vectors; a passage that is there already is replaced."""
        for start in range(0, len(rows), BATCH):
            part = rows[start : start + BATCH]
            with self._using() as collection:
                collection.upsert(
                    ids=[row.passage_id for row in part],
                    embeddings=vectors[start : start + BATCH],
                    metadatas=[_metadata(row) for row in part],
                )

    def remove_reports(self, report_ids: Iterable[str]) -> None:
        """Take all passages of the reports out."""
        wanted = list(report_ids)
        if wanted:
            with self._using() as collection:
                collection.delete(where={"report_id": {"$in": wanted}})

    def remove_all_but(self, report_ids: Iterable[str]) -> None:
        """Take out the passages of all reports but these."""
        kept = list(report_ids)
        with self._using() as collection:
            if collection.count():
                collection.delete(where={"report_id": {"$nin": kept}} if kept else {"report_id": {"$ne": ""}})

    def search(self, vector: Vectors, *, scope: Scope | None = None, limit: int = 50) -> tuple[tuple[str, float], ...]:
        """The ids of the nearest passages in ``scope`` with their cosine similarity, nearest first.

        A vector of zeros is near to nothing.
        """
        if limit < 1 or not np.any(vector):
            return ()
        with self._using() as collection:
            found = collection.query(
                query_embeddings=[vector], n_results=limit, where=_where(scope or Scope()), include=["distances"]
            )
        hits = zip(found["ids"][0], found["distances"][0], strict=True)
        return tuple(sorted(((id, 1.0 - float(distance)) for id, distance in hits), key=lambda hit: (-hit[1], hit[0])))

    def count(self) -> int:
        """How many passages have a vector here."""
        with self._using() as collection:
            return int(collection.count())

    def passage_ids(self) -> frozenset[str]:
        """The ids of all passages that have a vector here."""
        with self._using() as collection:
            return frozenset(collection.get(include=[])["ids"])

    def readable(self) -> bool:
        """Whether every vector can really be read back: a damaged store may still count and answer."""
        with self._using() as collection:
            ids = collection.get(include=[])["ids"]
            for start in range(0, len(ids), BATCH):
                part = collection.get(ids=ids[start : start + BATCH], include=["embeddings"])
                if len(part["embeddings"]) != len(ids[start : start + BATCH]):
                    return False
        return True

    def commit(self) -> None:
        """Let Chroma work its log into the index now, in the writer's own time, and not at a reader's first question."""
        with self._using() as collection:
            if collection.count():
                some = collection.get(limit=1, include=["embeddings"])["embeddings"]
                collection.query(query_embeddings=some, n_results=1, include=[])

    def reload(self) -> None:
        """See what another process has written: Chroma keeps the vectors that it once loaded, so it is opened anew."""
        self._disconnect()

    def close(self) -> None:
        """Let go of all files; whoever still asks gets a LibraryError."""
        with self._lock:
            self._closed = True
            self._disconnect()

    def _disconnect(self) -> None:
        with self._lock:
            client, self._client, self._collection = self._client, None, None
            if client is None:
                return
            client.close()
            for part in (client, getattr(client, "_admin_client", None)):
                session = getattr(getattr(part, "_server", None), "_session", None)
                if session is not None:  # chromadb leaves the connections to a server open
                    session.close()

    @contextmanager
    def _using(self) -> Iterator[Any]:
        """The collection, opened where needed; whatever Chroma raises becomes LibraryError."""
        with self._lock:
            try:
                if self._closed:
                    raise ValueError("closed")
                if self._client is None:
                    self._client = _connect(self._place)
                if self._collection is None:
                    self._collection = self._client.get_or_create_collection(
                        self._name, embedding_function=None, configuration={"hnsw": HNSW}
                    )
                yield self._collection
            except Exception as error:  # chromadb raises from several trees, its Rust part plain Exceptions as well
                self._disconnect()
                reason = str(error).splitlines()[0] if str(error) else type(error).__name__
                raise LibraryError(
                    f"向量索引 {self._place} 无法使用：{reason}", f"vector index {self._place} cannot be used: {reason}"
                ) from error


def _connect(place: Path | str) -> Any:
    import chromadb
    from chromadb.config import Settings

    settings = Settings(anonymized_telemetry=False)
    if isinstance(place, Path):
        place.mkdir(parents=True, exist_ok=True)
        return chromadb.PersistentClient(str(place), settings=settings)
    address = urlsplit(place)
    ssl = address.scheme == "https"
    return chromadb.HttpClient(
        host=address.hostname or "localhost", port=address.port or (443 if ssl else 8000), ssl=ssl, settings=settings
    )


def _metadata(row: VectorRow) -> dict[str, str | int]:
    return {
        "report_id": row.report_id,
        "region": row.region,
        "year": NO_YEAR if row.year is None else row.year,
        "kind": row.kind,
        "text": row.text,  # as a document it would go into a trigram index that nothing asks, at twice the time
    }


def _where(scope: Scope) -> dict[str, Any] | None:
    wanted: list[tuple[str, Sequence[str | int]]] = [
        ("region", scope.regions),
        ("year", scope.years),
        ("kind", scope.kinds),
        ("report_id", scope.report_ids),
    ]
    conditions: list[dict[str, Any]] = [{field: {"$in": list(values)}} for field, values in wanted if values]
    if not conditions:
        return None
    return conditions[0] if len(conditions) == 1 else {"$and": conditions}
