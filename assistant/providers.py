"""The chat model of any OpenAI-compatible endpoint (a vendor's, vLLM, Ollama, LM Studio), its test and its saved settings.

The only place that imports langchain_openai and openai, and only when a model is used: the import takes a second.
"""

from __future__ import annotations

import ipaddress
import json
import os
import re
import sys
import time
from dataclasses import asdict, dataclass, field, replace
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from assistant.errors import ModelError, SettingError
from assistant.settings import AssistantSettings
from ingest.embeddings import embedding_for
from ingest.errors import EmbeddingError
from ingest.settings import LibrarySettings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

SAVED_FILE = "model.json"
CONNECT_SECONDS = 6.0
LONGEST_OUTPUT = 2400  # tokens of one completion
TEST_SECONDS = 20.0
NO_KEY = "none"  # local servers want no key, the client wants one
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
        options["http_socket_options"] = ()
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
class Failure:
    """A failure of the endpoint in one line; ``again`` whether another try may help, after ``wait`` seconds."""

    message: str
    english: str
    again: bool = False
    wait: float = 0.0

    def error(self) -> ModelError:
        return ModelError(self.message, self.english)


_STATUS: dict[int, tuple[str, str, bool]] = {
    400: ("模型服务不接受这次请求（400）", "the model service refused the request (400)", False),
    401: (
        "密钥无效或已过期（401）：请在设置里检查",
        "the key is invalid or has expired (401): check the settings",
        False,
    ),
    403: ("密钥没有使用这个模型的权限（403）", "the key may not use this model (403)", False),
    404: (
        "找不到模型或网址（404）：请检查模型名和服务地址",
        "model or address not found (404): check model name and base URL",
        False,
    ),
    408: ("模型服务等待超时（408）", "the model service timed out (408)", True),
    413: ("请求太长，模型服务不接受（413）", "the request is too long for the model service (413)", False),
    422: ("模型服务不接受这次请求（422）", "the model service refused the request (422)", False),
    429: (
        "模型服务限流（429）：请求太多或额度用完",
        "the model service limits requests (429): too many or quota used up",
        True,
    ),
}


def failure(error: BaseException) -> Failure:
    """What went wrong at the endpoint, whatever exception of openai, its HTTP client or JSON says it."""
    if isinstance(error, ModelError):
        return Failure(message=str(error), english=error.english)
    status = getattr(error, "status_code", None)
    if isinstance(status, int):
        return _status_failure(status, error)
    names = " ".join(kind.__name__ for kind in type(error).__mro__) + " " + type(error.__cause__).__name__
    if "Timeout" in names:
        return Failure(message="模型服务没有在时限内回答", english="the model service did not answer in time")
    if (
        "ConnectError" in names
        or "ConnectionRefused" in names
        or ("APIConnectionError" in names
        and "Protocol" not in names)
    ):
        return Failure(
            message="连不上模型服务：请检查服务地址，或服务是否已启动",
            english="cannot connect to the model service: check the address, and whether it is running",
            again=True,
            wait=0.3,
        )
    if any(word in names for word in ("Protocol", "ReadError", "ConnectionReset", "ConnectionError", "StreamError")):
        return Failure(
            message="与模型服务的连接中途断开",
            english="the connection to the model service was cut",
            again=True,
            wait=0.3,
        )
    if any(
        word in names
        for word in ("JSONDecodeError", "Validation", "KeyError", "TypeError", "AttributeError", "IndexError")
    ):
        return Failure(message="模型服务返回的内容无法解析", english="the model service's answer could not be read")
    line = (str(error).splitlines() or [type(error).__name__])[0][:160]
    return Failure(message=f"模型出错：{line}", english=f"the model failed: {line}")


def _status_failure(status: int, error: BaseException) -> Failure:
    if status in _STATUS:
        message, english, again = _STATUS[status]
    elif status >= 500:
        message, english, again = (
            f"模型服务内部出错（{status}）",
            f"the model service has an internal error ({status})",
            True,
        )
    else:
        message, english, again = (
            f"模型服务拒绝了请求（{status}）",
            f"the model service refused the request ({status})",
            False,
        )
    wait = _retry_after(error)
    if status == 429 and wait is None:
        again = False  # without a time to wait, another try only adds to the load
    return Failure(message=message, english=english, again=again, wait=0.5 if wait is None else wait)


def _retry_after(error: BaseException) -> float | None:
    """The seconds that the server asks to wait; None where it does not say."""
    headers = getattr(getattr(error, "response", None), "headers", None) or {}
    value = str(headers.get("retry-after", "")).strip()
    if not value:
        return None
    try:
        return max(0.0, float(value))
    except ValueError:
        try:
            return max(0.0, parsedate_to_datetime(value).timestamp() - time.time())
        except (TypeError, ValueError):
            return None


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


def _list_models(settings: AssistantSettings, language: str) -> tuple[tuple[str, ...], str]:
    if not settings.base_url and not settings.api_key:
        return (), _say(language, "没有填写服务地址和密钥", "neither address nor key is set")
    try:
        import openai

        with openai.OpenAI(
            base_url=settings.base_url or None,
            api_key=settings.api_key or NO_KEY,
            timeout=_timeout(settings.model_timeout),
            max_retries=0,
            http_client=_http_client(settings.base_url, settings.model_timeout) if settings.base_url else None,
        ) as client:
            names = tuple(sorted(model.id for model in client.models.list().data))
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
    embedding = embedding_for(settings)
    try:
        vector = embedding.embed_query("地区生产总值")
    except EmbeddingError as error:
        return False, 0, str(error) if language == "zh" else error.english
    built_in = not settings.embedding_model
    chinese = f"使用内置的离线向量，{len(vector)} 维" if built_in else f"向量模型可用，{len(vector)} 维"
    english = (
        f"built-in offline vectors, {len(vector)} dimensions"
        if built_in
        else f"the embedding works, {len(vector)} dimensions"
    )
    return True, len(vector), _say(language, chinese, english)


def _say(language: str, chinese: str, english: str) -> str:
    return english if language == "en" else chinese


def _line(error: BaseException, language: str) -> str:
    found = failure(error)
    return found.english if language == "en" else found.message


@dataclass(frozen=True, kw_only=True)
class SavedSettings:
    """The model settings that were entered on the settings page; "" means: as the environment says."""

    chat_model: str = ""
    base_url: str = ""
    api_key: str = field(default="", repr=False)
    embedding_model: str = ""
    embedding_base_url: str = ""
    embedding_api_key: str = field(default="", repr=False)


def load_saved(data_dir: Path) -> SavedSettings:
    """The settings saved in the library's folder; empty ones where none are. Raises SettingError for a damaged file."""
    path = data_dir / SAVED_FILE
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return SavedSettings()
    except (OSError, ValueError) as error:
        raise SettingError(
            f"模型设置文件 {SAVED_FILE} 无法读取：请删除后重新填写",
            f"{SAVED_FILE} cannot be read: delete it and enter the settings again",
        ) from error
    known = SavedSettings.__dataclass_fields__
    values = (
        {name: value for name, value in rows.items() if name in known and isinstance(value, str)}
        if isinstance(rows, dict)
        else {}
    )
    return SavedSettings(**values)


def save(data_dir: Path, saved: SavedSettings) -> None:
    """Writes the settings to the library's folder, readable by the owner alone, whole or not at all.

    Raises SettingError for an address that is no http(s) URL.
    """
    for address in (saved.base_url, saved.embedding_base_url):
        if address and not address.startswith(("http://", "https://")):
            raise SettingError(
                f"“{address}”不是网址：请以 http:// 或 https:// 开头",
                f"“{address}” is no URL: start it with http:// or https://",
            )
    data_dir.mkdir(parents=True, exist_ok=True)
    path = data_dir / SAVED_FILE
    draft = data_dir / f".{SAVED_FILE}.{os.getpid()}"
    try:
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(asdict(saved), file, ensure_ascii=False, indent=1)
        if sys.platform != "win32":
            draft.chmod(0o600)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def with_saved(settings: AssistantSettings, saved: SavedSettings) -> AssistantSettings:
    """``settings`` with what was entered on the settings page, which goes before the environment."""
    return replace(
        settings,
        chat_model=saved.chat_model or settings.chat_model,
        base_url=saved.base_url or settings.base_url,
        api_key=saved.api_key or settings.api_key,
    )


def library_with_saved(settings: LibrarySettings, saved: SavedSettings) -> LibrarySettings:
    """``settings`` with the embedding that was entered on the settings page; without an address of its own it uses the chat's."""
    return replace(
        settings,
        embedding_model=saved.embedding_model or settings.embedding_model,
        embedding_base_url=saved.embedding_base_url or settings.embedding_base_url or saved.base_url,
        embedding_api_key=saved.embedding_api_key or settings.embedding_api_key or saved.api_key,
    )
