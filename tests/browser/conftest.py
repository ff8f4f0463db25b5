"""The app as a real server in a process of its own, and a real Chromium before it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parents[2]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
START_SECONDS = 20.0
WAIT = 15_000  # milliseconds that a step on a page may take
DESK = (1280, 860)
PHONE = (390, 844)


@dataclass(frozen=True, kw_only=True)
class Site:
    """A running server: its address, data folder, log, and when it was started (`time.monotonic`)."""

    url: str
    data: Path
    log: Path
    started: float


def missing(reason: str) -> None:
    """Skip for want of a browser, or fail where one is required (REQUIRE_BROWSER=1)."""
    if os.environ.get("REQUIRE_BROWSER") == "1":
        pytest.fail(f"REQUIRE_BROWSER=1, but {reason}")
    pytest.skip(reason)


@contextmanager
def running_site(folder: Path) -> Iterator[Site]:
    """A server over a fresh data folder, away from the developer's own `.env`."""
    shutil.copytree(ROOT / ".streamlit", folder / ".streamlit")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("OPENAI_", "ASSISTANT_"))}
    environment = {**kept, "ASSISTANT_DATA_DIR": str(folder / "data")}
    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        str(ROOT / "app.py"),
        "--server.port",
        str(port),
        "--server.headless",
        "true",
    ]
    log = folder / "server.log"
    with log.open("wb") as output:
        site = Site(url=f"http://127.0.0.1:{port}", data=folder / "data", log=log, started=time.monotonic())
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=output, stderr=output)
        try:
            wait_for_health(site, process)
            yield site
        finally:
            process.terminate()
            process.wait(10)


def wait_for_health(site: Site, process: subprocess.Popen[bytes]) -> None:
    """Return when the server answers; raises with its log where it ends or does not come up."""
    while time.monotonic() - site.started < START_SECONDS and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{site.url}/_stcore/health", timeout=1) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.05)
    raise RuntimeError("the server did not start:\n" + site.log.read_text(encoding="utf-8", errors="replace")[-2000:])


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests."""
    try:
        from playwright.sync_api import Error, sync_playwright
    except ImportError:
        missing("playwright is not installed (see tests/requirements.txt)")
    executable = next(filter(None, map(shutil.which, NAMES)), None)
    with sync_playwright() as playwright:
        try:
            chromium = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox", "--disable-gpu"])
        except Error as error:
            missing(f"no Chromium can be started: {str(error).splitlines()[0]}")
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def site(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The server that most tests share; the samples are in."""
    with running_site(tmp_path_factory.mktemp("site")) as running:
        page = browser.new_page()
        page.goto(running.url)
        page.locator(".st-key-examples button").first.wait_for(timeout=WAIT)
        page.close()
        yield running


@contextmanager
def opened_page(browser: Browser, size: tuple[int, int] = DESK) -> Iterator[Page]:
    """A page in a session of its own; a script error, a dialog or a request to the outside fails the test."""
    context = browser.new_context(viewport={"width": size[0], "height": size[1]})
    page = context.new_page()
    page.set_default_timeout(WAIT)
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(f"script error: {error}"))
    page.on("dialog", lambda dialog: (faults.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    page.on("request", lambda request: faults.append(f"outside: {request.url}") if outside(request.url) else None)
    yield page
    context.close()
    assert faults == []


def outside(url: str) -> bool:
    """Whether a request leaves this computer."""
    return not url.startswith(("http://127.0.0.1:", "ws://127.0.0.1:", "data:", "blob:"))


@pytest.fixture
def page(browser: Browser, site: Site) -> Iterator[Page]:
    """A page on the shared server, at the width of a desk."""
    with opened_page(browser) as page:
        page.goto(site.url)
        yield page


@pytest.fixture
def phone(browser: Browser, site: Site) -> Iterator[Page]:
    """A page on the shared server, at the width of a phone."""
    with opened_page(browser, PHONE) as page:
        page.goto(site.url)
        yield page
