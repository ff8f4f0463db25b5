"""What all tests share: no connection beyond this machine, and one sample library for those that only ask."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pytest_socket import socket_allow_hosts

from tests.corpus import CORPUS

if TYPE_CHECKING:
    from assistant.assistant import Assistant
    from ingest.library.library import Library


@pytest.fixture(autouse=True)
def _loopback_only() -> None:
    socket_allow_hosts(["127.0.0.1", "localhost", "::1"], allow_unix_socket=True)


@pytest.fixture(scope="session")
def sample_library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """The sample papers in a library of their own; tests only read it."""
    from ingest.library.library import Library
    from ingest.settings import LibrarySettings

    with Library.open(LibrarySettings(data_dir=tmp_path_factory.mktemp("samples"))) as library:
        result = library.add_samples()
        assert [outcome.status for outcome in result.files] == ["added"] * len(result.files)
        yield library


@pytest.fixture(scope="session")
def sample_assistant(sample_library: Library) -> Assistant:
    """The assistant without a model over the sample papers."""
    from assistant.assistant import Assistant
    from assistant.settings import AssistantSettings

    return Assistant(sample_library, settings=AssistantSettings())


@pytest.fixture(scope="session")
def corpus_library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """The real papers in a library of their own; skips where they are absent."""
    if not CORPUS.is_dir():
        pytest.skip("the real papers (../shared/corpus) are not here")
    from ingest.library.library import Library
    from ingest.settings import LibrarySettings

    with Library.open(LibrarySettings(data_dir=tmp_path_factory.mktemp("corpus"))) as library:
        library.add([Path(CORPUS)])
        yield library
