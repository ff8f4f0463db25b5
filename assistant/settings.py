"""The assistant's settings: the model and the language; the library's own stand in `ingest.settings`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from assistant.errors import SettingError
from ingest.settings import SETTINGS as LIBRARY_SETTINGS
from ingest.settings import Setting, read_environment

SETTINGS: tuple[Setting, ...] = (
    Setting(
        name="ASSISTANT_CHAT_MODEL",
        default="",
        help="chat model of the OpenAI-compatible endpoint; empty: answers without a model",
    ),
    Setting(name="ASSISTANT_MODEL_TIMEOUT", default="60", help="seconds that a model's answer may take in all"),
    Setting(name="ASSISTANT_LANGUAGE", default="zh", help="language of the pages on first start: zh or en"),
)

ALL_SETTINGS: tuple[Setting, ...] = (*SETTINGS, *LIBRARY_SETTINGS)


@dataclass(frozen=True, kw_only=True)
class AssistantSettings:
    """The effective values, typed. ``chat_model`` "" means: no model."""

    chat_model: str = ""
    base_url: str = ""
    api_key: str = field(default="", repr=False)
    model_timeout: float = 60.0
    language: str = "zh"


def assistant_settings(environment: Mapping[str, str] | None = None) -> AssistantSettings:
    """The assistant's settings from ``environment`` (default: the process environment and `.env`).

    Raises SettingError for a time-out that is no positive number and for an unknown language.
    """
    values = dict(environment if environment is not None else read_environment())
    timeout = values.get("ASSISTANT_MODEL_TIMEOUT", "60").strip()
    try:
        seconds = float(timeout)
    except ValueError:
        seconds = 0.0
    if seconds <= 0:
        raise SettingError(
            f"设置 ASSISTANT_MODEL_TIMEOUT 的值“{timeout}”不是正数：请填秒数",
            f"setting ASSISTANT_MODEL_TIMEOUT: “{timeout}” is no positive number of seconds",
        )
    language = values.get("ASSISTANT_LANGUAGE", "zh").strip()
    if language not in ("zh", "en"):
        raise SettingError(
            f"设置 ASSISTANT_LANGUAGE 的值“{language}”无效：请填 zh 或 en",
            f"setting ASSISTANT_LANGUAGE: “{language}” is neither zh nor en",
        )
    return AssistantSettings(
        chat_model=values.get("ASSISTANT_CHAT_MODEL", "").strip(),
        base_url=values.get("OPENAI_BASE_URL", "").strip(),
        api_key=values.get("OPENAI_API_KEY", "").strip(),
        model_timeout=seconds,
        language=language,
    )
