"""A build killed at any moment leaves the served index answering, and the next build completes."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from assistant.index import open_index
from assistant.settings import PROJECT
from ingest.corpus import read_corpus
from ingest.progress import ignore_progress
from ingest.writer import synchronise
from tests.ingest.keyboard import hear_the_keyboard

FEWER, BEFORE, AFTER = 35, 40, 400
"""Documents in the index that is served (`BEFORE`), and in the corpus when the build is killed.

With fewer, nothing is to be encoded: the steps that follow are reached without loading the model.
"""

KILLED_AT = """
import os, signal, sys
from ingest.__main__ import main

event, part = sys.argv[2:]

def watch(name, arguments):
    if name == event and part in " ".join(map(str, arguments)):
        os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(watch)
sys.exit(main(["build", "--corpus", sys.argv[1]]))
"""

MOMENTS = {
    "when the vectors of a former attempt are read": ("open", "pending.vectors"),
    "when the new version is begun": ("os.mkdir", ".tmp-"),
    "when the passages are written": ("open", "passages.jsonl w"),
    "before the new version gets its name": ("os.rename", ".tmp-"),
    "before the new version is served": ("os.rename", "current.tmp"),
    "when the vectors that were kept are removed": ("os.remove", "pending.vectors"),
    "when the oldest version is removed": ("shutil.rmtree", "00001-"),
}


def write_documents(corpus: Path, first: int, last: int) -> None:
    (corpus / "documents").mkdir(parents=True, exist_ok=True)
    for number in range(first, last):
        text = f"# Notice {number}\n\nLa notice {number} décrit l'atelier {number} de l'usine {number * 7}.\n"
        (corpus / "documents" / f"notice-{number:04d}.md").write_text(text, encoding="utf-8")


def remove_documents(corpus: Path, first: int, last: int) -> None:
    for number in range(first, last):
        (corpus / "documents" / f"notice-{number:04d}.md").unlink()


def build(corpus: Path, encoder: Any) -> Any:
    reading = read_corpus(corpus, ignore_progress)
    index = corpus / ".index"
    return synchronise(reading, index, encoder, ignore_progress, built_at="2026-11-23T10:00:00+00:00")


def command(corpus: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "ingest", "build", "--corpus", str(corpus)],
        cwd=PROJECT,
        env={name: value for name, value in os.environ.items() if not name.startswith("ASSISTANT_")},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def check_that_it_answers(corpus: Path, encoder: Any, sizes: set[int]) -> None:
    """The index opens, holds one of the sizes and finds each of a few notices by its words."""
    with open_index(corpus / ".index", encoder.fingerprint) as index:
        assert len(index.passages) in sizes
        for passage in list(index.passages.values())[:5]:
            vector = encoder.encode_passages([passage.titled_text])[0]
            assert index.nearest_passages(vector, 1)[0][0] == passage.passage_id


def check_that_nothing_is_left_over(corpus: Path) -> None:
    assert (
        not list((corpus / ".index").glob("*.tmp")) and not (corpus / ".index" / "pending.vectors").exists()
    )
    served = (corpus / ".index" / "current").read_text().strip()
    versions = sorted(path.name for path in (corpus / ".index" / "versions").iterdir())
    assert served == versions[-1] and len(versions) <= 2
    assert all((corpus / ".index" / "versions" / name / "manifest.json").exists() for name in versions)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory, encoder: Any) -> Path:
    """A corpus with its index, two versions old."""
    corpus = tmp_path_factory.mktemp("template") / "corpus"
    write_documents(corpus, 0, BEFORE - 1)
    build(corpus, encoder)
    write_documents(corpus, BEFORE - 1, BEFORE)
    build(corpus, encoder)
    return corpus


@pytest.fixture
def corpus(template: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(template, tmp_path / "corpus"))


@pytest.fixture(scope="module")
def seconds_of_a_build(template: Path, tmp_path_factory: pytest.TempPathFactory) -> float:
    """How long the command takes here from its start to its end, when nobody kills it."""
    corpus = Path(shutil.copytree(template, tmp_path_factory.mktemp("whole") / "corpus"))
    write_documents(corpus, BEFORE, AFTER)
    start = time.perf_counter()
    assert command(corpus).wait() == 0
    return time.perf_counter() - start


@pytest.mark.slow
@pytest.mark.parametrize("turn", [1, 2, 3])
def test_a_build_killed_at_a_random_moment_leaves_an_index_that_answers_and_is_completed(
    corpus: Path, encoder: Any, seconds_of_a_build: float, turn: int
):
    write_documents(corpus, BEFORE, AFTER)
    moment = random.uniform(0.05, 1.0) * seconds_of_a_build
    building = command(corpus)
    try:
        building.wait(timeout=moment)
    except subprocess.TimeoutExpired:
        building.send_signal(signal.SIGKILL)
    building.wait()
    print(f"killed after {moment:.2f} of {seconds_of_a_build:.2f} s")
    check_that_it_answers(corpus, encoder, {BEFORE, AFTER})
    report = build(corpus, encoder)
    assert report.created + report.unchanged == AFTER
    check_that_it_answers(corpus, encoder, {AFTER})
    check_that_nothing_is_left_over(corpus)


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_build_killed_at_each_of_its_steps_leaves_an_index_that_answers_and_is_completed(
    corpus: Path, encoder: Any, moment: str
):
    remove_documents(corpus, FEWER, BEFORE)
    killed = subprocess.run([sys.executable, "-c", KILLED_AT, str(corpus), *MOMENTS[moment]], cwd=PROJECT)
    assert killed.returncode == -signal.SIGKILL
    check_that_it_answers(corpus, encoder, {FEWER, BEFORE})
    build(corpus, encoder)
    check_that_it_answers(corpus, encoder, {FEWER})
    check_that_nothing_is_left_over(corpus)


def test_a_first_build_killed_before_it_is_served_leaves_no_index_and_is_completed(
    tmp_path: Path, encoder: Any
):
    corpus = tmp_path / "corpus"
    write_documents(corpus, 0, 5)
    moment = MOMENTS["before the new version is served"]
    subprocess.run([sys.executable, "-c", KILLED_AT, str(corpus), *moment], cwd=PROJECT)
    assert not (corpus / ".index" / "current").exists()
    build(corpus, encoder)
    check_that_it_answers(corpus, encoder, {5})
    check_that_nothing_is_left_over(corpus)


def test_a_build_stopped_from_the_keyboard_is_one_line_and_is_completed(corpus: Path, encoder: Any):
    remove_documents(corpus, FEWER, BEFORE)
    code = KILLED_AT.replace("SIGKILL", "SIGINT")
    moment = MOMENTS["when the passages are written"]
    stopped = subprocess.run(
        [sys.executable, "-c", code, str(corpus), *moment],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        preexec_fn=hear_the_keyboard,
    )
    assert stopped.returncode == 130
    assert stopped.stderr.splitlines()[-1].startswith("Interrompu : rien n'est perdu")
    assert stopped.stdout == "" and "Traceback" not in stopped.stderr
    build(corpus, encoder)
    check_that_it_answers(corpus, encoder, {FEWER})
    check_that_nothing_is_left_over(corpus)
