"""What the tests share: the real model and index, a browser, and a guard that keeps them off the network."""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest

from assistant.settings import PROJECT, Settings, read_settings

# Read when onnxruntime is imported; its native code is out of reach of the guard below.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"

BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def is_local(address: Any) -> bool:
    """Whether a socket address stays on this machine: a file, `localhost` or a loopback address."""
    if not isinstance(address, tuple):
        return True
    host = str(address[0])
    if host in ("", "localhost"):
        return True
    try:
        return ip_address(host.split("%")[0]).is_loopback
    except ValueError:
        return False


class NetworkForbidden(BaseException):
    """A test tried to leave this machine. Not an Exception, so that no code under test can swallow it."""


@pytest.fixture(autouse=True)
def main_module() -> Iterator[None]:
    """Gives back the main module, in whose place Streamlit puts the page that it tests."""
    main = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = main


@pytest.fixture(scope="session", autouse=True)
def offline() -> Iterator[None]:
    """Refuses every connection and name look-up that would leave this machine."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "connect_ex"):
            patch.setattr(socket.socket, name, guarded(getattr(socket.socket, name)))
        look_up = socket.getaddrinfo

        def local_look_up(host: Any, *arguments: Any, **options: Any) -> Any:
            if not is_local((host.decode() if isinstance(host, bytes) else host or "",)):
                raise NetworkForbidden(f"name look-up of {host}")
            return look_up(host, *arguments, **options)

        patch.setattr(socket, "getaddrinfo", local_look_up)
        yield


def guarded(connect: Any) -> Any:
    """The same method of a socket, which refuses an address that is not on this machine."""

    def local_connect(self: socket.socket, address: Any) -> Any:
        if self.family in (socket.AF_INET, socket.AF_INET6) and not is_local(address):
            raise NetworkForbidden(f"connection to {address}")
        return connect(self, address)

    return local_connect


@pytest.fixture(scope="session")
def settings() -> Settings:
    """The project's own settings, whatever the environment of whoever runs the tests says."""
    return read_settings({})


@pytest.fixture(scope="session")
def project_index(settings: Settings) -> Path:
    """The index of the real corpus and its embedding model, brought up to date once as `make index` does."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("ASSISTANT_")}
    for command in ("model", "build"):
        done = subprocess.run(
            [sys.executable, "-m", "ingest", command], cwd=PROJECT, env=environment, check=False
        )
        assert done.returncode in (0, 1), f"python -m ingest {command} failed"
    return settings.index


@pytest.fixture(scope="session")
def encoder(settings: Settings, project_index: Path) -> Any:
    """The real embedding model, loaded once."""
    from assistant.embedding import load_encoder

    return load_encoder(settings)


@pytest.fixture(scope="session")
def assistant(settings: Settings, project_index: Path) -> Any:
    """The assistant over the real index, as the page and the command line build it."""
    from assistant.build import build_assistant

    return build_assistant(settings)


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of this machine's Chromium; without one the test is skipped, or fails where `CI` is set."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(
            "Chromium est absent de cette machine"
        )
    return found
