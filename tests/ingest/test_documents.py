"""Documents are read apart: what one of them does to its reader is its failure alone."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from pebble import ProcessExpired

from ingest.apart import run_apart
from ingest.corpus import read_corpus
from ingest.progress import ignore_progress

MEMORY = 1 << 30


def double(number: int) -> int:
    return 2 * number


def misbehave(how: str) -> object:
    """Does as a hostile file would have a parser do."""
    match how:
        case "sleep":
            time.sleep(60)
        case "die":
            os.kill(os.getpid(), signal.SIGKILL)
        case "grow":
            return len(bytearray(2 * MEMORY))
        case "connect":
            socket.create_connection(("127.0.0.1", 9))
        case "resolve":
            socket.getaddrinfo("example.org", 80)
        case "start":
            code = "import socket; socket.socket()"
            return subprocess.run([sys.executable, "-c", code], check=False, capture_output=True).returncode
    return how


def outcome(how: str) -> object:
    return next(iter(run_apart(misbehave, [(how,)], memory=MEMORY, seconds=2)))


def test_calls_answer_in_their_order() -> None:
    calls = [(number,) for number in range(9)]
    assert list(run_apart(double, calls, memory=MEMORY, seconds=30)) == [2 * number for number in range(9)]


@pytest.mark.parametrize(
    ("how", "error"),
    [
        ("sleep", TimeoutError),
        ("die", ProcessExpired),
        ("grow", MemoryError),
        ("connect", PermissionError),
        ("resolve", PermissionError),
    ],
)
def test_what_goes_beyond_its_bounds_is_stopped(how: str, error: type[BaseException]) -> None:
    assert isinstance(outcome(how), error)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux can refuse sockets to a child process")
def test_what_a_parser_starts_has_no_network_either() -> None:
    assert outcome("start") == 1


def test_the_calls_after_a_dead_process_are_made() -> None:
    calls = [("fine",), ("die",), ("fine",), ("fine",)]
    ended = list(run_apart(misbehave, calls, memory=MEMORY, seconds=30))
    assert [ended[0], *ended[2:]] == ["fine", "fine", "fine"]


def test_an_unreadable_file_is_one_line_and_the_others_are_read(tmp_path: Path) -> None:
    (tmp_path / "avis.txt").write_text("Avis\n\nLa séance est publique.", encoding="utf-8")
    (tmp_path / "faux.pdf").write_bytes(b"bonjour")
    (tmp_path / "vide.txt").touch()
    reading = read_corpus(tmp_path, ignore_progress)
    assert [passage.text for passage in reading.passages] == ["La séance est publique."]
    assert sorted(str(failure).split(" : ")[0] for failure in reading.failures) == ["faux.pdf", "vide.txt"]


def test_the_index_knows_which_bytes_of_which_file_were_read(tmp_path: Path) -> None:
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "avis.txt").write_bytes(b"La porte ferme.")
    assert read_corpus(tmp_path, ignore_progress).records["documents"] == {
        "avis.txt": {
            "file": "documents/avis.txt",
            "digest": "48bc0315703d4767219f280c25e4052add38b228386c7b38af996160df2cf3bf",
        }
    }
