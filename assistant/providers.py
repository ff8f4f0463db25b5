"""The chat model of any OpenAI-compatible endpoint (a vendor's, vLLM, Ollama, LM Studio) and the test of its settings.

The only place that imports langchain_openai and openai, and only when a model is used: the import takes a second.
"""

from __future__ import annotations

import ipaddress
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from assistant.model_failures import failure
from assistant.saved_settings import SavedSettings, library_with_saved, load_saved, save, with_saved
from assistant.settings import AssistantSettings
from ingest.embeddings import DIMENSION
from ingest.settings import LibrarySettings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

__all__ = [
    "ConnectionReport",
    "SavedSettings",
    "chat_model",
    "is_local",
    "library_with_saved",
    "load_saved",
    "save",
    "test_connection",
    "with_saved",
]

CONNECT_SECONDS = 6.0
LONGEST_OUTPUT = 2400  # tokens of one completion
TEST_SECONDS = 20.0
NO_KEY = "none"  # local servers want no key, the client wants one
# A question comes every minute or so: no connection is kept open between two of them.
_ONE_ANSWER = {"Connection": "close"}
_FIXED_TEMPERATURE = re.compile(r"^(?:o\d|gpt-5)")


def chat_model(settings: AssistantSettings) -> BaseChatModel | None:
    """The chat model that ``settings`` name; None where they name none. Nothing is sent yet."""
    if not settings.chat_model:
        return None
    from langchain_openai import ChatOpenAI
    from pydantic import SecretStr

    own_endpoint = bool(settings.base_url)
    options: dict[str, Any] = {}
    if own_endpoint:
        # llama.cpp and others do not know max_completion_tokens, which the client would send for max_tokens.
        options["extra_body"] = {"max_tokens": LONGEST_OUTPUT}
        options["http_client"] = _http_client(settings.base_url, settings.model_timeout)
    else:
        options["max_completion_tokens"] = LONGEST_OUTPUT
    if own_endpoint or not _FIXED_TEMPERATURE.match(settings.chat_model):
        options["temperature"] = 0.1
    return ChatOpenAI(
        model=settings.chat_model,
        base_url=settings.base_url or None,
        api_key=SecretStr(settings.api_key or NO_KEY),
        timeout=_timeout(settings.model_timeout),
        max_retries=0,  # retries are ours: they end with the time limit (generation_stream)
        stream_usage=False,  # some servers refuse the option
        http_socket_options=(),
        default_headers=_ONE_ANSWER,
        **options,
    )


def _timeout(seconds: float) -> Any:
    import openai

    return openai.Timeout(seconds, connect=min(CONNECT_SECONDS, seconds))


def _http_client(base_url: str, seconds: float) -> Any:
    """A client that does not send requests for this machine or the office's network to the environment's proxy."""
    import openai

    return openai.DefaultHttpxClient(timeout=_timeout(seconds), trust_env=not is_local(base_url))


def is_local(base_url: str) -> bool:
    """Whether the address is this machine's or a private network's."""
    host = urlsplit(base_url).hostname or ""
    if host == "localhost" or ("." not in host and ":" not in host):
        return True
    try:
        return ipaddress.ip_address(host).is_private
    except ValueError:
        return host.endswith((".local", ".lan", ".internal"))


@dataclass(frozen=True, kw_only=True)
class ConnectionReport:
    """What a test of the settings found; the messages are one line each. ``models`` are those that the endpoint lists."""

    models: tuple[str, ...] = ()
    models_message: str = ""
    chat_ok: bool = False
    chat_message: str = ""
    embedding_ok: bool = False
    embedding_dimension: int = 0
    embedding_message: str = ""
    seconds: float = 0.0


def test_connection(
    settings: AssistantSettings, library_settings: LibrarySettings, language: str = "zh"
) -> ConnectionReport:
    """Tries the settings: the list of models, one short completion, one embedding. Never raises for a failing endpoint."""
    started = time.monotonic()
    limited = replace(settings, model_timeout=min(settings.model_timeout, TEST_SECONDS))
    models, models_message = _list_models(limited, language)
    chat_ok, chat_message = _try_chat(limited, language)
    embedding_ok, dimension, embedding_message = _try_embedding(library_settings, language)
    return ConnectionReport(
        models=models,
        models_message=models_message,
        chat_ok=chat_ok,
        chat_message=chat_message,
        embedding_ok=embedding_ok,
        embedding_dimension=dimension,
        embedding_message=embedding_message,
        seconds=round(time.monotonic() - started, 2),
    )


test_connection.__test__ = False  # type: ignore[attr-defined]  # pytest takes the name for a test's


@contextmanager
def _client(base_url: str, api_key: str, seconds: float) -> Iterator[Any]:
    """A plain client of the endpoint, closed in the end."""
    import openai

    with openai.OpenAI(
        base_url=base_url or None,
        api_key=api_key or NO_KEY,
        timeout=_timeout(seconds),
        max_retries=0,
        http_client=_http_client(base_url, seconds) if base_url else None,
    ) as client:
        yield client


def _list_models(settings: AssistantSettings, language: str) -> tuple[tuple[str, ...], str]:
    if not settings.base_url and not settings.api_key:
        return (), _say(language, "没有填写服务地址和密钥", "neither address nor key is set")
    try:
        with _client(settings.base_url, settings.api_key, settings.model_timeout) as client:
            names = tuple(sorted(str(model.id) for model in client.models.list().data))
    except Exception as error:  # whatever a stranger's server makes the client raise is one line in the report
        return (), _line(error, language)
    return names, _say(language, f"列出 {len(names)} 个模型", f"{len(names)} models listed")


def _try_chat(settings: AssistantSettings, language: str) -> tuple[bool, str]:
    try:
        model = chat_model(settings)
        if model is None:
            return False, _say(language, "没有填写对话模型", "no chat model is set")
        reply = str(model.invoke("请只回答两个字：正常").text).strip()
    except Exception as error:
        return False, _line(error, language)
    if not reply:
        return False, _say(language, "模型给出了空的回答", "the model gave an empty answer")
    return True, _say(language, f"对话模型可用，回答：{reply[:40]}", f"the chat model works and said: {reply[:40]}")


def _try_embedding(settings: LibrarySettings, language: str) -> tuple[bool, int, str]:
    if not settings.embedding_model:
        built_in = f"使用内置的离线向量，{DIMENSION} 维"
        return True, DIMENSION, _say(language, built_in, f"built-in offline vectors, {DIMENSION} dimensions")
    try:
        with _client(settings.embedding_base_url, settings.embedding_api_key, TEST_SECONDS) as client:
            reply = client.embeddings.create(model=settings.embedding_model, input=["地区生产总值"])
        size = len(reply.data[0].embedding)
    except Exception as error:
        return False, 0, _line(error, language)
    if not size:
        return False, 0, _say(language, "向量模型给出了空的向量", "the embedding model gave an empty vector")
    return True, size, _say(language, f"向量模型可用，{size} 维", f"the embedding works, {size} dimensions")


def _say(language: str, chinese: str, english: str) -> str:
    return english if language == "en" else chinese


def _line(error: BaseException, language: str) -> str:
    found = failure(error)
    return found.english if language == "en" else found.message
