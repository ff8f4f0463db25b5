"""The endpoint's settings: kept for their owner alone, tested in one go, every failure one line."""

from __future__ import annotations

import json
import logging
import stat
import sys
from pathlib import Path

import pytest

from assistant.errors import SettingError
from assistant.generation import generate
from assistant.model_failures import failure
from assistant.providers import (
    SavedSettings,
    chat_model,
    is_local,
    library_with_saved,
    load_saved,
    save,
    test_connection,
    with_saved,
)
from assistant.records import Query
from assistant.settings import AssistantSettings
from ingest.settings import LibrarySettings
from tests.assistant.models.passages import PASSAGES
from tests.servers.real import fakellm, mock_ai_api
from tests.servers.scripted import Exchange, free_port, scripted_server

KEY = "sk-very-secret-0123456789"

LOCAL = (
    ("http://localhost:11434/v1", True, "Ollama"),
    ("http://127.0.0.1:1234/v1", True, "LM Studio"),
    ("http://192.168.1.20:8000/v1", True, "an office server"),
    ("http://10.0.0.5/v1", True, "private"),
    ("http://[::1]:8000/v1", True, "IPv6 loopback"),
    ("http://gpu-box:8000/v1", True, "a name without a domain"),
    ("http://llm.office.local/v1", True, ".local"),
    ("https://api.example.com/v1", False, "a vendor"),
    ("https://8.8.8.8/v1", False, "a public address"),
)


@pytest.mark.parametrize(("url", "local", "remark"), LOCAL, ids=[row[2] for row in LOCAL])
def test_local_addresses_bypass_the_proxy(url: str, local: bool, remark: str) -> None:
    assert is_local(url) is local


def test_no_model_is_made_where_none_is_named() -> None:
    assert chat_model(AssistantSettings()) is None


def test_other_endpoints_get_max_tokens_and_a_key_in_the_place_of_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{free_port()}")
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{free_port()}")
    with scripted_server(lambda exchange: exchange.answer("正常")) as server:
        model = chat_model(AssistantSettings(chat_model="m", base_url=server.url))
        assert model is not None
        assert str(model.invoke("好").text) == "正常"
        body = server.requests[0]
        assert server.keys == ["Bearer none"]
    assert body["max_tokens"] > 1000
    assert "max_completion_tokens" not in body


def test_the_settings_survive_and_only_their_owner_reads_them(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    saved = SavedSettings(chat_model="qwen", base_url="http://localhost:1/v1", api_key=KEY, embedding_model="bge")
    save(folder, saved)
    assert load_saved(folder) == saved
    assert [path.name for path in folder.iterdir()] == ["model.json"]
    if sys.platform != "win32":
        assert stat.S_IMODE((folder / "model.json").stat().st_mode) == 0o600
    save(folder, SavedSettings())
    assert load_saved(folder) == SavedSettings()


def test_the_key_stands_in_no_repr_log_or_message(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    saved = SavedSettings(api_key=KEY, embedding_api_key=KEY)
    assert KEY not in repr(saved)
    settings = AssistantSettings(chat_model="m", base_url=f"http://127.0.0.1:{free_port()}/v1", api_key=KEY)
    with caplog.at_level(logging.DEBUG):
        save(tmp_path, saved)
        model = chat_model(settings)
        report = test_connection(settings, LibrarySettings(data_dir=tmp_path))
    assert KEY not in repr(model)
    assert KEY not in repr(report)
    assert KEY not in caplog.text


def test_a_missing_file_means_the_environment_and_a_damaged_one_is_told(tmp_path: Path) -> None:
    assert load_saved(tmp_path) == SavedSettings()
    (tmp_path / "model.json").write_text("{", encoding="utf-8")
    with pytest.raises(SettingError, match=r"model\.json"):
        load_saved(tmp_path)
    (tmp_path / "model.json").write_text(json.dumps({"chat_model": "m", "later": 1, "base_url": 3}), encoding="utf-8")
    assert load_saved(tmp_path) == SavedSettings(chat_model="m")


def test_an_address_that_is_none_is_not_saved(tmp_path: Path) -> None:
    with pytest.raises(SettingError, match="不是网址"):
        save(tmp_path, SavedSettings(base_url="localhost:1234"))
    assert not (tmp_path / "model.json").exists()


def test_what_was_entered_goes_before_the_environment() -> None:
    saved = SavedSettings(chat_model="new", base_url="http://localhost:1/v1", api_key=KEY, embedding_model="bge")
    merged = with_saved(AssistantSettings(chat_model="old", base_url="http://old/v1", model_timeout=9), saved)
    assert (merged.chat_model, merged.base_url, merged.api_key, merged.model_timeout) == (
        "new",
        "http://localhost:1/v1",
        KEY,
        9,
    )
    assert with_saved(merged, SavedSettings()) == merged
    library = library_with_saved(LibrarySettings(data_dir=Path("data")), saved)
    assert (library.embedding_model, library.embedding_base_url, library.embedding_api_key) == (
        "bge",
        "http://localhost:1/v1",
        KEY,
    )


def test_the_connection_test_lists_models_completes_and_embeds(tmp_path: Path) -> None:
    with scripted_server(lambda exchange: exchange.answer("正常"), models=("b", "a")) as server:
        report = test_connection(
            AssistantSettings(chat_model="a", base_url=server.url),
            LibrarySettings(data_dir=tmp_path, embedding_model="e", embedding_base_url=server.url),
        )
    assert report.models == ("a", "b")
    assert report.chat_ok and "正常" in report.chat_message
    assert report.embedding_ok and report.embedding_dimension == 8
    assert report.seconds < 5


CONNECTIONS = (
    (401, "密钥无效", "the key is invalid"),
    (404, "找不到模型", "model or address not found"),
    (500, "内部出错", "internal error"),
)


@pytest.mark.parametrize(("code", "chinese", "english"), CONNECTIONS, ids=[str(row[0]) for row in CONNECTIONS])
def test_a_failing_endpoint_is_told_in_one_line(code: int, chinese: str, english: str, tmp_path: Path) -> None:
    def script(exchange: Exchange) -> None:
        exchange.status(code)

    with scripted_server(script) as server:
        settings = AssistantSettings(chat_model="m", base_url=server.url)
        library = LibrarySettings(data_dir=tmp_path)
        report, in_english = test_connection(settings, library), test_connection(settings, library, language="en")
    assert not report.chat_ok and chinese in report.chat_message and "\n" not in report.chat_message
    assert english in in_english.chat_message
    assert report.embedding_ok and report.embedding_dimension > 8, "the built-in vectors need no endpoint"


def test_a_closed_port_is_told_for_all_three(tmp_path: Path) -> None:
    url = f"http://127.0.0.1:{free_port()}/v1"
    report = test_connection(
        AssistantSettings(chat_model="m", base_url=url),
        LibrarySettings(data_dir=tmp_path, embedding_model="e", embedding_base_url=url),
    )
    assert "连不上" in report.models_message
    assert "连不上" in report.chat_message
    assert not report.embedding_ok and report.embedding_message


def test_an_exception_of_any_kind_is_one_line() -> None:
    for error in (
        ValueError("a\nb"),
        KeyError("choices"),
        json.JSONDecodeError("x", "y", 0),
        ConnectionResetError(),
        RuntimeError(""),
    ):
        found = failure(error)
        assert found.message and "\n" not in found.message
        assert found.english and "\n" not in found.english


RULES = """
version: 1
rules:
  - name: refuse
    when:
      model_matches: "limited"
    respond:
      status: 429
      error: "slow down"
  - name: chinese
    when:
      messages_contain: "正常"
    respond:
      content: "正常"
defaults:
  fallback: echo
"""


def test_fakellm_completes_and_limits(tmp_path: Path) -> None:
    with fakellm(RULES, tmp_path) as url:
        good = test_connection(AssistantSettings(chat_model="m", base_url=url), LibrarySettings(data_dir=tmp_path))
        limited = test_connection(
            AssistantSettings(chat_model="limited", base_url=url), LibrarySettings(data_dir=tmp_path)
        )
    assert good.chat_ok and "正常" in good.chat_message
    assert not limited.chat_ok and "429" in limited.chat_message


def test_mock_ai_api_embeds(tmp_path: Path) -> None:
    with mock_ai_api(tmp_path) as url:
        report = test_connection(
            AssistantSettings(chat_model="gpt-4o-mini", base_url=url, api_key="any"),
            LibrarySettings(
                data_dir=tmp_path,
                embedding_model="text-embedding-3-small",
                embedding_base_url=url,
                embedding_api_key="any",
            ),
        )
    assert report.embedding_ok, report
    assert report.embedding_dimension == 1536
    assert report.chat_ok, report


def test_an_answer_streams_from_fakellm_and_is_verified(tmp_path: Path) -> None:
    rules = """
version: 1
rules:
  - name: answer
    when:
      messages_contain: "编号资料"
    respond:
      content: "云岭省2024年地区生产总值的预期目标是增长6%左右[2]。固定资产投资增长8%左右[2]。城镇新增就业50万人以上[2]。"
"""
    question = "云岭省2024年的主要目标是什么"
    query = Query(question=question, text=question, language="zh", intent="passage")
    with fakellm(rules, tmp_path) as url:
        settings = AssistantSettings(chat_model="m", base_url=url, model_timeout=10.0)
        model = chat_model(settings)
        assert model is not None
        stream = generate(query, PASSAGES, model=model, settings=settings)
        text = "".join(stream)
    assert text == "云岭省2024年地区生产总值的预期目标是增长6%左右[2]。城镇新增就业50万人以上[2]。"
    assert stream.outcome.counts.left_out == 1
    assert "8%" not in text
