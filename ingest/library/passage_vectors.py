"""The library's vectors: those stored in the catalog, and the embedding that computes what is missing.

Vectors of two embeddings are never mixed: where the settings name another one than the stored vectors are of, no vector
is computed or searched until all are computed anew.
"""

from __future__ import annotations

import time
from collections.abc import Sequence

import numpy as np

from ingest.embeddings import PassageEmbedding, Vectors
from ingest.errors import EmbeddingError, IngestError
from ingest.library.batches import Batch
from ingest.library.kept import StoredVectors, Vector

RETRY_SECONDS = 60.0


class PassageVectors:
    """Vectors for passages and questions. After a failure it rests a while, so that not every question waits for it."""

    def __init__(self, stored: StoredVectors, embedding: PassageEmbedding) -> None:
        self._stored = stored
        self._embedding = embedding
        self._failed_at = float("-inf")
        self.error: IngestError | None = None

    @property
    def name(self) -> str:
        """The embedding that the settings name."""
        return self._embedding.name

    @property
    def at_once(self) -> int:
        """How many passages the embedding takes in one call."""
        return self._embedding.passages_at_once

    def match(self) -> bool:
        """Whether the stored vectors, if there are any, are those of the embedding in the settings."""
        return self._stored.embedding() in (None, self.name)

    def usable(self) -> bool:
        """Whether vectors may be searched and computed now."""
        return not self.resting() and self.match()

    def resting(self) -> bool:
        return time.monotonic() - self._failed_at < RETRY_SECONDS

    def rest(self, error: IngestError) -> None:
        """Leave the vectors alone for a while because of ``error``."""
        self.error = error
        self._failed_at = time.monotonic()

    def wake(self) -> None:
        """Try again, whatever failed before."""
        self.error, self._failed_at = None, float("-inf")

    def of_question(self, question: str) -> Vector:
        """The question's vector. Raises EmbeddingError."""
        vector = np.asarray(self._embedding.embed_query(question), dtype=np.float32)
        self._require_dimension(len(vector))
        return vector

    def of_passages(self, batch: Batch, places: Sequence[int]) -> Vectors:
        """The vectors of the passages at ``places``: those stored, and the rest computed and stored. Raises EmbeddingError."""
        known = self._stored.of_reports(self.name, sorted({batch.entries[place].id for place in places}))
        missing = [place for place in places if batch.passages[place].id not in known]
        if missing:
            computed = self._embedding.embed_passages([batch.tokenized[place] for place in missing])
            self._require_dimension(computed.shape[1])
            rows = [
                (batch.passages[place].id, batch.entries[place].id, vector)
                for place, vector in zip(missing, computed, strict=True)
            ]
            self._stored.store(self.name, rows)
            known.update({passage_id: vector for passage_id, _, vector in rows})
        self.error = None
        return np.stack([known[batch.passages[place].id] for place in places])

    def forget(self) -> None:
        """Delete all stored vectors, so that all are computed anew. Raises EmbeddingError, and deletes nothing, where the
        embedding does not work."""
        self.wake()
        self._embedding.embed_query("政府工作报告")
        self._stored.replace_by(self.name)

    def note(self, lacking: int) -> tuple[str, str]:
        """Why no vectors are searched, or not for the ``lacking`` reports, in Chinese and in English; empty if all is well."""
        stored = self._stored.embedding()
        if stored not in (None, self.name):
            return (
                f"资料库的向量由“{stored}”计算，与当前设置的“{self.name}”不同：目前只按字词检索；运行 python -m ingest check --repair 重新计算",
                f"the library's vectors are of “{stored}”, the settings name “{self.name}”: words alone are searched; run python -m ingest check --repair to have the vectors recomputed",
            )
        if self.error is not None:
            return (
                f"向量暂不可用，目前只按字词检索：{self.error}",
                f"vectors cannot be used, words alone are searched: {self.error.english}",
            )
        if lacking > 0:
            return (
                f"有 {lacking} 份文件还没有向量，对它们只按字词检索：运行 python -m ingest check --repair 补齐",
                f"{lacking} reports have no vectors yet and are searched by words alone: run python -m ingest check --repair",
            )
        return ("", "")

    def _require_dimension(self, dimension: int) -> None:
        stored = self._stored.dimension()
        if stored is not None and stored != dimension:
            raise EmbeddingError(
                f"向量模型 {self.name} 现在给出 {dimension} 维向量，资料库中为 {stored} 维：需重新计算向量",
                f"embedding {self.name} now gives {dimension} dimensions, the library holds {stored}: recompute the vectors",
            )
