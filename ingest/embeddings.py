"""Vectors of passages and questions: the built-in offline embedding, or an OpenAI-compatible endpoint's.

Both are LangChain ``Embeddings``. Each has a ``name`` that tells its vectors from another's, so that they are never mixed.
"""

from __future__ import annotations

import math
import threading
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from langchain_core.embeddings import Embeddings
from numpy.typing import NDArray

from ingest import tokens
from ingest.errors import EmbeddingError
from ingest.settings import LibrarySettings

Vectors = NDArray[np.float32]

DIMENSION = 512  # recall@10 of 267 questions within their report, by vectors alone: 256 .61, 512 .67, 1024 .71
HEADING_WEIGHT = 0.5  # recall@10 over all reports: 0 .36, 0.5 .44, 1 .44, with a worse first place at 1
SKIPPED = -1  # the number of a token that says too little to count: a single character
TIMEOUT_SECONDS = 20.0
TEXTS_PER_REQUEST = 64  # some servers refuse more than a few dozen


@dataclass(frozen=True, kw_only=True, slots=True)
class TokenizedPassage:
    """A passage and its heading path with the tokens that the word index has cut already."""

    text: str
    breadcrumb: str
    words: Sequence[str]
    grams: Sequence[str]
    heading_words: Sequence[str]
    heading_grams: Sequence[str]


class PassageEmbedding(Protocol):
    """What the library needs of an embedding."""

    @property
    def name(self) -> str: ...

    @property
    def passages_at_once(self) -> int:
        """How many passages to hand over in one call."""

    def embed_query(self, text: str) -> list[float]: ...

    def embed_passages(self, passages: Sequence[TokenizedPassage]) -> Vectors: ...


class OfflineEmbedding(Embeddings):
    """Hashed bags of words: no model, no network, the same on every machine.

    Words of two characters and more (jieba's search mode) and character bigrams are hashed into ``dimension`` places with
    a sign (feature hashing, Weinberger et al. 2009), weighed by (1 + ln tf) · (1 + ln length) and normalised to length
    1. A token's weight depends on itself alone, so that a vector does not depend on the library it stands in; weights
    from jieba's own frequencies or from the corpus found less than the plain length did.
    """

    passages_at_once = 1000

    def __init__(self, dimension: int = DIMENSION) -> None:
        self.dimension = dimension
        self.name = f"offline-hash-{dimension}-v1"
        self._features = _Features(dimension)

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """The texts' vectors; a text without any word gets zeros."""
        sums = self._features.sums([(tokens.words(text), tokens.grams(text)) for text in texts])
        return [[float(value) for value in vector] for vector in _normalised(sums)]

    def embed_query(self, text: str) -> list[float]:
        """The question's vector, cut and weighed like a passage's."""
        return self.embed_documents([text])[0]

    def embed_passages(self, passages: Sequence[TokenizedPassage]) -> Vectors:
        """The passages' vectors as rows; their headings count with half their weight."""
        place: dict[str, int] = {}
        headings = [
            (passage.heading_words, passage.heading_grams)
            for passage in passages
            if place.setdefault(passage.breadcrumb, len(place)) == len(place) - 1
        ]
        own = self._features.sums([(passage.words, passage.grams) for passage in passages])
        above = self._features.sums(headings)
        return _normalised(own + HEADING_WEIGHT * above[[place[passage.breadcrumb] for passage in passages]])


class _Features:
    """The place, sign and weight of every token met so far: each is hashed once."""

    def __init__(self, dimension: int) -> None:
        self._dimension = dimension
        self._lock = threading.Lock()
        self._words: dict[str, int] = {}
        self._grams: dict[str, int] = {}
        self._places: list[int] = []
        self._weights: list[float] = []

    def sums(self, documents: Sequence[tuple[Sequence[str], Sequence[str]]]) -> NDArray[np.float64]:
        """The weighed sum of each document's (words, grams), not yet normalised."""
        if not documents:
            return np.zeros((0, self._dimension))
        with self._lock:
            numbers, lengths = self._numbers(documents)
            places, weights = np.array(self._places, dtype=np.int64), np.array(self._weights)
        columns = np.array(numbers, dtype=np.int64)
        rows = np.repeat(np.arange(len(documents)), lengths)[columns != SKIPPED]
        size = max(len(places), 1)
        keys, counts = np.unique(rows * size + columns[columns != SKIPPED], return_counts=True)
        rows, features = keys // size, keys % size
        cells = rows * self._dimension + places[features]
        values = (1.0 + np.log(counts)) * weights[features]
        total = np.bincount(cells, weights=values, minlength=len(documents) * self._dimension)
        return np.asarray(total, dtype=np.float64).reshape(len(documents), self._dimension)

    def _numbers(self, documents: Sequence[tuple[Sequence[str], Sequence[str]]]) -> tuple[list[int], list[int]]:
        """The number of every token (SKIPPED for those that do not count), and how many each document has."""
        numbers: list[int] = []
        lengths: list[int] = []
        for words, grams in documents:
            for token in set(words).difference(self._words):
                self._words[token] = self._learn(token) if len(token) > 1 else SKIPPED
            for token in set(grams).difference(self._grams):
                self._grams[token] = self._learn("_" + token) if len(token) == 2 else SKIPPED
            numbers += map(self._words.__getitem__, words)
            numbers += map(self._grams.__getitem__, grams)
            lengths.append(len(words) + len(grams))
        return numbers, lengths

    def _learn(self, token: str) -> int:
        code = zlib.crc32(token.encode("utf-8"))  # Python's own hash differs from process to process
        weight = 1.0 + math.log(len(token.removeprefix("_")))
        self._places.append((code >> 1) % self._dimension)
        self._weights.append(weight if code & 1 else -weight)
        return len(self._places) - 1


class OpenAICompatibleEmbedding(Embeddings):
    """Vectors of an OpenAI-compatible endpoint: a vendor's, vLLM, Ollama …, normalised to length 1.

    Every failure of the endpoint is an EmbeddingError.
    """

    passages_at_once = 256

    def __init__(self, *, model: str, base_url: str = "", api_key: str = "", timeout: float = TIMEOUT_SECONDS) -> None:
        self.name = f"openai-compatible/{model}"
        self._model = model
        self._base_url = base_url
        self._api_key = api_key
        self._timeout = timeout
        self._client: Any = None

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """The texts' vectors. Raises EmbeddingError."""
        return [[float(value) for value in vector] for vector in self._vectors(texts)]

    def embed_query(self, text: str) -> list[float]:
        """The question's vector. Raises EmbeddingError."""
        return self.embed_documents([text])[0]

    def embed_passages(self, passages: Sequence[TokenizedPassage]) -> Vectors:
        """The passages' vectors as rows; each is embedded below its heading path. Raises EmbeddingError."""
        return self._vectors([f"{passage.breadcrumb}\n{passage.text}" for passage in passages])

    def _vectors(self, texts: list[str]) -> Vectors:
        try:
            rows = self._open().embed_documents(texts)
            vectors = np.array(rows, dtype=np.float64)
        except Exception as error:  # openai, httpx and the server's odd JSON each raise from a tree of their own
            reason = (str(error).splitlines() or [type(error).__name__])[0][:200]
            raise EmbeddingError(
                f"向量模型 {self._model} 无法使用：{reason}", f"embedding model {self._model} failed: {reason}"
            ) from error
        if vectors.ndim != 2 or len(vectors) != len(texts) or not vectors.shape[1] or not np.isfinite(vectors).all():
            raise EmbeddingError(
                f"向量模型 {self._model} 返回的向量不完整", f"embedding model {self._model} gave incomplete vectors"
            )
        return _normalised(vectors)

    def _open(self) -> Any:
        if self._client is None:
            from langchain_openai import OpenAIEmbeddings
            from pydantic import SecretStr

            self._client = OpenAIEmbeddings(
                model=self._model,
                base_url=self._base_url or None,
                api_key=SecretStr(self._api_key or "none"),  # local servers want no key, the client wants one
                timeout=self._timeout,
                max_retries=1,
                chunk_size=TEXTS_PER_REQUEST,
                default_headers={"Connection": "close"},  # else sockets stay open after the last request
                check_embedding_ctx_length=False,  # else it fetches a tokeniser from the network and sends token numbers
            )
        return self._client


def embedding_for(settings: LibrarySettings) -> PassageEmbedding:
    """The embedding that the settings name; the offline one where no model is set."""
    if not settings.embedding_model:
        return OfflineEmbedding()
    return OpenAICompatibleEmbedding(
        model=settings.embedding_model, base_url=settings.embedding_base_url, api_key=settings.embedding_api_key
    )


def _normalised(vectors: NDArray[np.float64]) -> Vectors:
    """The rows at length 1; a row of zeros stays."""
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.where(norms == 0, 1.0, norms), dtype=np.float32)
