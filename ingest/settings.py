"""The library's settings: one table, read once at the rim from the environment and `.env`."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dotenv import dotenv_values

from ingest.errors import SettingError


@dataclass(frozen=True, kw_only=True)
class Setting:
    """One row of a settings table. ``secret`` values are never shown."""

    name: str
    default: str
    help: str
    secret: bool = False


SETTINGS: tuple[Setting, ...] = (
    Setting(name="ASSISTANT_DATA_DIR", default="data", help="folder of the library (catalog, indexes, conversations)"),
    Setting(
        name="ASSISTANT_DATABASE_URL",
        default="",
        help="SQLAlchemy URL of the catalog where several machines share one library; empty: SQLite in the data folder",
    ),
    Setting(
        name="ASSISTANT_CHROMA_URL",
        default="",
        help="address of a Chroma server, http://host:8000; empty: Chroma in the data folder",
    ),
    Setting(
        name="ASSISTANT_EMBEDDING_MODEL",
        default="",
        help="embedding model of an OpenAI-compatible endpoint; empty: the built-in offline vectors",
    ),
    Setting(
        name="ASSISTANT_EMBEDDING_BASE_URL",
        default="",
        help="base URL of the embedding endpoint; empty: OPENAI_BASE_URL",
    ),
    Setting(
        name="ASSISTANT_EMBEDDING_API_KEY",
        default="",
        help="key of the embedding endpoint; empty: OPENAI_API_KEY",
        secret=True,
    ),
    Setting(name="OPENAI_API_KEY", default="", help="key of the model endpoint; local servers need none", secret=True),
    Setting(name="OPENAI_BASE_URL", default="", help="base URL of any OpenAI-compatible endpoint; empty: OpenAI's own"),
)


@dataclass(frozen=True, kw_only=True)
class LibrarySettings:
    """The effective values, typed."""

    data_dir: Path
    database_url: str = ""
    chroma_url: str = ""
    embedding_model: str = ""
    embedding_base_url: str = ""
    embedding_api_key: str = field(default="", repr=False)


def read_environment(env_file: Path | None = Path(".env")) -> dict[str, str]:
    """The process environment over the `.env` file's values; empty strings count as not set."""
    values = {key: value for key, value in (dotenv_values(env_file) if env_file else {}).items() if value}
    values.update({key: value for key, value in os.environ.items() if value})
    return values


def library_settings(environment: Mapping[str, str] | None = None) -> LibrarySettings:
    """The library's settings from ``environment`` (default: the process environment and `.env`).

    Raises SettingError for an address that is no http(s) URL.
    """
    values = dict(environment if environment is not None else read_environment())

    def get(name: str) -> str:
        default = next(setting.default for setting in SETTINGS if setting.name == name)
        return values.get(name, default).strip()

    for name in ("ASSISTANT_CHROMA_URL", "ASSISTANT_EMBEDDING_BASE_URL", "OPENAI_BASE_URL"):
        if get(name) and not get(name).startswith(("http://", "https://")):
            raise SettingError(
                f"设置 {name} 的值“{get(name)}”不是网址：请以 http:// 或 https:// 开头",
                f"setting {name}: “{get(name)}” is no URL: start it with http:// or https://",
            )
    return LibrarySettings(
        data_dir=Path(get("ASSISTANT_DATA_DIR")).expanduser(),
        database_url=get("ASSISTANT_DATABASE_URL"),
        chroma_url=get("ASSISTANT_CHROMA_URL"),
        embedding_model=get("ASSISTANT_EMBEDDING_MODEL"),
        embedding_base_url=get("ASSISTANT_EMBEDDING_BASE_URL") or get("OPENAI_BASE_URL"),
        embedding_api_key=get("ASSISTANT_EMBEDDING_API_KEY") or get("OPENAI_API_KEY"),
    )
