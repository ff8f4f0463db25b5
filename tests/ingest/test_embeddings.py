"""Vectors of texts: the offline ones, and those of an endpoint that may fail in many ways."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from ingest import tokens
from ingest.embeddings import OfflineEmbedding, OpenAICompatibleEmbedding, TokenizedPassage, embedding_for
from ingest.errors import EmbeddingError
from ingest.settings import LibrarySettings

ROOT = Path(__file__).parents[2]
TEXT = "新建改建农村公路八百公里，让货车开得进、运得出。"


def similarity(embedding: OfflineEmbedding, first: str, second: str) -> float:
    one, two = embedding.embed_documents([first, second])
    return float(np.dot(one, two))


# --- offline ---------------------------------------------------------------------------------------------------

NEARER = [
    ("the same matter in other words", TEXT, "今年要改建多少公里农村公路", "种业振兴行动建设制种基地"),
    ("a longer word says more than a single sign", "制种基地建设", "制种基地", "建设"),
    ("full width and half width are one", "ＧＤＰ增长６．５％", "gdp增长6.5%", "gnp下降2%"),
    ("Latin letters in either case", "5G基站建设", "5g基站", "4g手机"),
]


@pytest.mark.parametrize(("remark", "text", "near", "far"), NEARER, ids=[case[0] for case in NEARER])
def test_nearer_texts_have_nearer_vectors(remark: str, text: str, near: str, far: str) -> None:
    embedding = OfflineEmbedding()
    assert similarity(embedding, text, near) > similarity(embedding, text, far) + 0.1


def test_vectors_have_length_one_and_signs_alone_have_none() -> None:
    embedding = OfflineEmbedding()
    vectors = np.array(embedding.embed_documents([TEXT, "！……", ""]))
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1.0, 0.0, 0.0])
    assert vectors.shape == (3, embedding.dimension)
    assert embedding.embed_documents([]) == []


def test_a_vector_does_not_depend_on_what_was_embedded_before_or_beside_it() -> None:
    fresh, used = OfflineEmbedding(), OfflineEmbedding()
    used.embed_documents(["完全不同的另一段话", "又一段"])
    assert used.embed_documents(["别的", TEXT])[1] == pytest.approx(fresh.embed_query(TEXT))


def test_a_vector_is_the_same_in_another_process() -> None:
    script = f"from ingest.embeddings import OfflineEmbedding; print(OfflineEmbedding().embed_query({TEXT!r}))"
    for seed in ("1", "2"):
        environment = {"PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"}
        result = subprocess.run(
            [sys.executable, "-c", script], cwd=ROOT, env=environment, capture_output=True, check=True
        )
        assert json.loads(result.stdout) == pytest.approx(OfflineEmbedding().embed_query(TEXT))


def test_a_passage_counts_its_headings_by_half() -> None:
    def tokenized(text: str, breadcrumb: str) -> TokenizedPassage:
        return TokenizedPassage(
            text=text,
            breadcrumb=breadcrumb,
            words=tokens.words(text),
            grams=tokens.grams(text),
            heading_words=tokens.words(breadcrumb),
            heading_grams=tokens.grams(breadcrumb),
        )

    embedding = OfflineEmbedding()
    bare, under = embedding.embed_passages([tokenized(TEXT, ""), tokenized(TEXT, "云岭省工作报告 › 交通强省")])
    assert bare == pytest.approx(embedding.embed_query(TEXT), abs=1e-6)
    question = np.array(embedding.embed_query("交通强省"))
    assert float(under @ question) > float(bare @ question) + 0.1
    assert float(under @ bare) > 0.7, "its own words weigh more"


def test_names_tell_dimensions_apart() -> None:
    assert OfflineEmbedding().name != OfflineEmbedding(256).name
    assert embedding_for(LibrarySettings(data_dir=Path("data"))).name == OfflineEmbedding().name


# --- an endpoint -----------------------------------------------------------------------------------------------

Reply = Callable[[dict[str, Any]], tuple[int, Any]]


def good(request: dict[str, Any]) -> tuple[int, Any]:
    rows = [{"object": "embedding", "index": i, "embedding": [3.0, 4.0]} for i, _ in enumerate(request["input"])]
    return 200, {
        "object": "list",
        "model": request["model"],
        "data": rows,
        "usage": {"prompt_tokens": 1, "total_tokens": 1},
    }


@contextmanager
def endpoint(reply: Reply) -> Iterator[tuple[str, list[tuple[dict[str, Any], str]]]]:
    """The base URL of a local server that answers with ``reply``, and what it was asked: (body, authorization)."""
    asked: list[tuple[dict[str, Any], str]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            asked.append((body, self.headers["Authorization"]))
            status, answer = reply(body)
            data = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1", asked
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_texts_go_to_the_endpoint_as_texts_in_parts() -> None:
    with endpoint(good) as (url, asked):
        embedding = embedding_for(
            LibrarySettings(data_dir=Path("data"), embedding_model="bge-m3", embedding_base_url=url)
        )
        vectors = embedding.embed_passages(
            [
                TokenizedPassage(
                    text=f"第{i}段", breadcrumb="甲 › 乙", words=(), grams=(), heading_words=(), heading_grams=()
                )
                for i in range(100)
            ]
        )
    assert vectors == pytest.approx(np.tile([0.6, 0.8], (100, 1))), "normalised"
    assert [len(body["input"]) for body, _ in asked] == [64, 36]
    assert asked[0][0]["input"][:2] == ["甲 › 乙\n第0段", "甲 › 乙\n第1段"]
    assert {body["model"] for body, _ in asked} == {"bge-m3"}
    assert {authorization for _, authorization in asked} == {"Bearer none"}, "local servers want no key"
    assert embedding.name == "openai-compatible/bge-m3"


def test_the_key_of_the_settings_is_sent() -> None:
    with endpoint(good) as (url, asked):
        assert OpenAICompatibleEmbedding(model="m", base_url=url, api_key="sk-1").embed_query("问") == pytest.approx(
            [0.6, 0.8]
        )
    assert asked[0][1] == "Bearer sk-1"


REPLIES: list[tuple[str, Reply, str]] = [
    ("refused", lambda _: (401, {"error": {"message": "bad key"}}), "bad key"),
    ("broken", lambda _: (500, {"error": {"message": "out of memory"}}), "out of memory"),
    ("too busy", lambda _: (429, {"error": {"message": "slow down"}}), "slow down"),
    ("no JSON", lambda _: (200, b"<html>"), "m 无法使用"),
    ("JSON of another kind", lambda _: (200, {"hello": 1}), "m 无法使用"),
    (
        "fewer vectors than texts",
        lambda request: (200, {**good(request)[1], "data": good(request)[1]["data"][:1]}),
        "不完整",
    ),
    (
        "not a number",
        lambda request: (200, {**good(request)[1], "data": [{"index": 0, "embedding": [float("nan")]}] * 2}),
        "不完整|无法使用",
    ),
    ("no vectors", lambda request: (200, {**good(request)[1], "data": []}), "不完整|无法使用"),
]


@pytest.mark.parametrize(("remark", "reply", "said"), REPLIES, ids=[case[0] for case in REPLIES])
def test_whatever_the_endpoint_does_wrong_is_an_embedding_error(remark: str, reply: Reply, said: str) -> None:
    with endpoint(reply) as (url, _), pytest.raises(EmbeddingError, match=said) as caught:
        OpenAICompatibleEmbedding(model="m", base_url=url).embed_documents(["甲", "乙"])
    assert "\n" not in str(caught.value) and caught.value.english.startswith("embedding model m")


def test_an_endpoint_that_is_not_there_or_too_slow_is_an_embedding_error() -> None:
    with pytest.raises(EmbeddingError):
        OpenAICompatibleEmbedding(model="m", base_url="http://127.0.0.1:9/v1").embed_query("问")
    waiting = threading.Event()
    with endpoint(lambda request: (waiting.wait(2), good(request))[1]) as (url, _), pytest.raises(EmbeddingError):
        try:
            OpenAICompatibleEmbedding(model="m", base_url=url, timeout=0.2).embed_query("问")
        finally:
            waiting.set()
