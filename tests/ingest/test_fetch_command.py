"""`python -m ingest fetch`: what it prints and leaves with, and what a kill leaves."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from assistant.settings import PROJECT
from ingest.__main__ import main
from ingest.fetched import read_fetched
from tests.ingest.fetched_corpus import OTHER, Corpus, files_of
from tests.ingest.keyboard import hear_the_keyboard
from tests.ingest.misbehaving_site import Answer, Site, page

NAMES = [f"page-{number}" for number in range(8)]
KILLED_AT = """
import os, signal, sys
from ingest.__main__ import main

event, part = sys.argv[2:]

def watch(name, arguments):
    if name == event and part in " ".join(map(str, arguments)):
        os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(watch)
sys.exit(main(["fetch", "--pause", "0", "--corpus", sys.argv[1]]))
"""
MOMENTS = {
    "while a body is received": ("open", "un.part"),
    "before it is named": ("os.rename", "un.part"),
    "before the former copy has its name": ("os.rename", ".former"),
    "before the state is replaced": ("os.rename", ".fetched.json"),
    "before the new copy is in place": ("os.rename", "documents/un.html"),
}


def run(folder: Path, *arguments: str) -> int:
    try:
        return main(["fetch", "--corpus", str(folder), "--pause", "0", *arguments])
    except SystemExit as leaving:
        return int(leaving.code or 0)


def wait_for(happened: Callable[[], object]) -> None:
    """Waits until something is so, half a minute at most."""
    for _ in range(3000):
        if happened():
            return
        time.sleep(0.01)
    raise AssertionError("it never happened")


def check_the_state(folder: Path) -> None:
    """Each file that the state lists is there with its digest, or received and about to be put there."""
    for name, record in read_fetched(folder).items():
        if record.file:
            staged = folder / "documents" / ".fetching" / f"{name}.{record.digest}.html"
            places = [folder / "documents" / record.file, staged]
            assert record.digest in [sha256(p.read_bytes()).hexdigest() for p in places if p.exists()]
        for copy in record.former:
            assert sha256((folder / "documents" / copy.file).read_bytes()).hexdigest() == copy.digest


def test_people_read_the_counts_and_what_went_wrong(corpus: Corpus, capsys: pytest.CaptureFixture[str]):
    corpus.registers("deux", "trois")
    corpus.says(Answer(page()))
    corpus.says(Answer(b"", 403), path="/deux")
    assert run(corpus.folder) == 1
    output = capsys.readouterr().out
    assert "Sources demandées : 3 (1 nouvelle, 1 disparue, 1 non prise)." in output
    assert "  deux : non prise : accès refusé (403)\n" in output
    assert "  trois : disparue : le site dit que la page n'existe plus (404)\n" in output
    corpus.says(Answer(page(OTHER)))
    assert run(corpus.folder, "--only", "un") == 0
    assert "  un : modifiée ; phrases ajoutées : 1, retirées : 1\n" in capsys.readouterr().out


def test_the_document_holds_every_look(corpus: Corpus, capsys: pytest.CaptureFixture[str]):
    corpus.says(Answer(page()))
    assert run(corpus.folder, "--json") == 0
    document = json.loads(capsys.readouterr().out)
    assert document["counts"] == {"new": 1, "changed": 0, "unchanged": 0, "gone": 0, "failed": 0}
    assert document["sources"][0]["source_id"] == "un" and document["sources"][0]["file"] == "un.html"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(["--only", "deux"], "Source inconnue"), (["--pause", "-1"], "Commande incorrecte")],
)
def test_a_wrong_usage_is_one_line(
    corpus: Corpus,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    said: str,
):
    assert run(corpus.folder, *arguments) == 2
    output, errors = capsys.readouterr()
    assert output == "" and said in errors and errors.count("\n") == 1


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_fetch_killed_at_each_of_its_steps_loses_nothing(corpus: Corpus, moment: str):
    corpus.says(Answer(page()))
    assert run(corpus.folder) == 0
    corpus.says(Answer(page(OTHER)))
    killed = subprocess.run(
        [sys.executable, "-c", KILLED_AT, str(corpus.folder), *MOMENTS[moment]], cwd=PROJECT
    )
    assert killed.returncode == -signal.SIGKILL
    check_the_state(corpus.folder)
    assert run(corpus.folder) == 0
    record = read_fetched(corpus.folder)["un"]
    assert corpus.document().read_bytes() == page(OTHER)
    assert files_of(corpus) == {"un.html", *(copy.file for copy in record.former)}
    assert [corpus.document(copy.file).read_bytes() for copy in record.former] == [page()]


def test_a_fetch_stopped_from_the_keyboard_is_one_line_and_keeps_what_came(corpus: Corpus):
    corpus.registers("deux")
    corpus.says(Answer(page()))
    corpus.says(Answer(page()), path="/deux")
    command = [sys.executable, "-m", "ingest", "fetch", "--pause", "600", "--corpus", str(corpus.folder)]
    with subprocess.Popen(
        command, cwd=PROJECT, stderr=subprocess.PIPE, text=True, preexec_fn=hear_the_keyboard
    ) as fetching:
        wait_for(lambda: corpus.site.asked)  # robots.txt; the page comes after the pause
        fetching.send_signal(signal.SIGINT)
        assert (
            fetching.communicate(timeout=30)[1].splitlines()[-1].startswith("Interrompu : rien n'est perdu")
        )
    assert fetching.returncode == 130 and read_fetched(corpus.folder) == {}
    assert run(corpus.folder) == 0


@pytest.mark.slow
def test_a_fetch_killed_at_random_moments_loses_nothing(corpus: Corpus, site: Site):
    corpus.registers(*NAMES)
    corpus.says(Answer(page()))
    for name in NAMES:
        texts = [f"La page {name} dit, version {number}, ce que le guichet demande." for number in range(11)]
        corpus.says(*(Answer(page(text), after=0.02) for text in texts), path=f"/{name}")
    command = [sys.executable, "-m", "ingest", "fetch", "--pause", "0", "--corpus", str(corpus.folder)]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("ASSISTANT_")}
    for moment in random.Random(20261126).sample(range(300, 2000), 10):
        quiet = subprocess.DEVNULL
        with subprocess.Popen(command, cwd=PROJECT, env=environment, stdout=quiet, stderr=quiet) as fetching:
            try:
                fetching.wait(timeout=moment / 1000)
            except subprocess.TimeoutExpired:
                fetching.send_signal(signal.SIGKILL)
        check_the_state(corpus.folder)
    assert run(corpus.folder) == 0
    records = read_fetched(corpus.folder)
    former = {copy.file for record in records.values() for copy in record.former}
    assert files_of(corpus) == former | {"un.html", *(f"{name}.html" for name in NAMES)}
    check_the_state(corpus.folder)
