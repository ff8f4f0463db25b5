"""The model settings entered on the settings page, kept in the library's folder for its owner alone."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from assistant.errors import SettingError
from assistant.settings import AssistantSettings, assistant_settings
from ingest.settings import LibrarySettings, library_settings, read_environment

SAVED_FILE = "model.json"


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


# What each field of the page stands for among the settings.
_NAMES = {
    "chat_model": "ASSISTANT_CHAT_MODEL",
    "base_url": "OPENAI_BASE_URL",
    "api_key": "OPENAI_API_KEY",
    "embedding_model": "ASSISTANT_EMBEDDING_MODEL",
    "embedding_base_url": "ASSISTANT_EMBEDDING_BASE_URL",
    "embedding_api_key": "ASSISTANT_EMBEDDING_API_KEY",
}


def effective_environment(data_dir: Path) -> dict[str, str]:
    """The environment's and `.env`'s values with those saved on the settings page over them."""
    values = read_environment()
    saved = load_saved(data_dir)
    values.update({setting: value for name, setting in _NAMES.items() if (value := getattr(saved, name))})
    return values


def effective_settings() -> tuple[LibrarySettings, AssistantSettings]:
    """The settings in force for the library and the assistant: environment, `.env`, and what the page saved.

    Raises the SettingError of either package for a value that cannot be used.
    """
    library = library_settings()
    saved = load_saved(library.data_dir)
    return library_with_saved(library, saved), with_saved(assistant_settings(), saved)


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
