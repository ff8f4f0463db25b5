"""Servers that others wrote, started as processes of their own: fakellm for chat, mock-ai-api for embeddings."""

from __future__ import annotations

import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.servers.scripted import free_port, wait_until


def _command(name: str) -> str:
    path = Path(sys.executable).parent / name
    if not path.exists():
        pytest.skip(f"{name} is not installed (tests/requirements.txt)")
    return str(path)


@contextmanager
def _running(command: list[str], url: str, cwd: Path) -> Iterator[str]:
    process = subprocess.Popen(command, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        if not wait_until(lambda: _answers(url) or process.poll() is not None) or process.poll() is not None:
            pytest.fail(f"{Path(command[0]).name} did not start")
        yield url
    finally:
        process.terminate()
        try:
            process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url + "/models", timeout=1):
            return True
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False


@contextmanager
def fakellm(rules: str, folder: Path) -> Iterator[str]:
    """The base URL of a fakellm with ``rules`` (YAML)."""
    port = free_port()
    (folder / "fakellm.yaml").write_text(rules, encoding="utf-8")
    command = [_command("fakellm"), "serve", "--port", str(port), "--config", str(folder / "fakellm.yaml")]
    with _running(command, f"http://127.0.0.1:{port}/v1", folder) as url:
        yield url


@contextmanager
def mock_ai_api(folder: Path) -> Iterator[str]:
    """The base URL of a mock-ai-api."""
    port = free_port()
    command = [_command("mock-ai-api"), "--openai-port", str(port), "--anthropic-port", str(free_port())]
    with _running(command, f"http://127.0.0.1:{port}/v1", folder) as url:
        yield url
