"""One server and one Chromium for every test of the pages in a real browser."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from assistant.pages.interface import Interface, read_interface
from assistant.settings import PROJECT

SWITCHES = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
)
SCREENS = {"wide": (1280, 900), "phone": (360, 740)}
PATIENCE = 120_000  # milliseconds: the first visitor waits for the model to load


@contextmanager
def served(script: Path, log: Path) -> Iterator[str]:
    """The address where Streamlit serves the script, until the end of the block."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", str(script)]
    command += ["--server.port", str(port), "--server.address", "127.0.0.1"]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("ASSISTANT_")}
    environment["PYTHONPATH"] = str(PROJECT)
    with log.open("wb") as output:
        server = subprocess.Popen(command, cwd=PROJECT, env=environment, stdout=output, stderr=output)
        try:
            wait_until_up(f"http://127.0.0.1:{port}", server, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(timeout=30)


def wait_until_up(address: str, server: "subprocess.Popen[bytes]", log: Path) -> None:
    for _ in range(300):
        if server.poll() is not None:
            break
        try:
            with urlopen(f"{address}/_stcore/health", timeout=5):
                return
        except (URLError, OSError):
            time.sleep(0.2)
    pytest.fail(f"streamlit did not start: {log.read_text(errors='replace')[-2000:]}")


@pytest.fixture(scope="package")
def words() -> Interface:
    return read_interface(PROJECT / "prompts" / "interface.yaml")


@pytest.fixture(scope="package")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=list(SWITCHES))
        yield opened
        opened.close()


@pytest.fixture(scope="package")
def address(browser: Browser, project_index: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(PROJECT / "app.py", tmp_path_factory.mktemp("server") / "log.txt") as url:
        yield url


def overflow(page: Page) -> int:
    """How many pixels of the page stick out to the right of the window."""
    return int(
        page.evaluate(
            "Math.max(document.documentElement.scrollWidth, "
            "document.querySelector('[data-testid=stMain]').scrollWidth) - innerWidth"
        )
    )
