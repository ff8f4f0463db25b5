"""What went wrong at a model's endpoint, in one line for the user, and whether another try may help."""

from __future__ import annotations

import time
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

from assistant.errors import ModelError


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
        or ("APIConnectionError" in names and "Protocol" not in names)
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
