"""The commands that read: what they print, and how they end."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from assistant.settings import PROJECT

FOREIGN = PROJECT / "tests" / "data" / "foreign"


def run(*arguments: str, standard_input: str | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=PROJECT,
        input=standard_input,
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("unknown",),
        ("ask",),
        ("ask", "question", "--batch", "file"),
        ("ask", "question", "--today", "31/02/2024"),
        ("ask", "--batch", "no-such-file.jsonl"),
        ("search", "question", "--limit", "0"),
        ("ask", "question", "--index", "no-such-folder"),
    ],
)
def test_a_wrong_usage_ends_with_two_and_one_line(project_index: Path, arguments: tuple[str, ...]) -> None:
    done = run("assistant", *arguments)

    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr.strip().splitlines()) == 1


def test_an_answer_in_json_has_the_keys_of_the_contract(project_index: Path) -> None:
    done = run("assistant", "ask", "montant du prêt vert", "--today", "2026-11-23", "--json")
    answer = json.loads(done.stdout)

    assert done.returncode == 0
    assert {
        *("question", "language", "status", "reason", "answer", "sentences", "citations", "schemes"),
        *("suggestions", "warnings", "mode", "model", "timings_ms", "index"),
    } <= answer.keys()
    assert {"n", "source_id", "url", "title", "publisher", "published", "official", "locator"} <= answer[
        "citations"
    ][0].keys()
    assert answer["timings_ms"].keys() == {"total", "retrieve", "compose"}


def test_a_batch_answers_in_order_and_names_the_lines_it_cannot_read(project_index: Path) -> None:
    lines = [
        json.dumps({"id": "a", "question": "57700", "today": "2026-11-23", "expect": {}}),
        "not json",
        json.dumps({"id": "c", "question": 12}),
        json.dumps({"id": "d", "question": "x" * 20_000}),
        json.dumps({"id": "e", "question": "prêt vert", "today": "2024-02-31"}),
        json.dumps({"id": "f", "question": "Et Metz ?", "history": [{"role": "user", "content": "57700"}]}),
    ]

    done = run("assistant", "ask", "--batch", "-", "--json", standard_input="\n".join(lines))
    answers: list[dict[str, Any]] = [json.loads(line) for line in done.stdout.splitlines()]

    assert done.returncode == 1
    assert [answer.get("id") for answer in answers] == ["a", None, "c", "d", "e", "f"]
    assert [answer["status"] for answer in answers] == [
        *("answered", "error", "error", "clarify", "error", "answered")
    ]
    assert "Ligne 2" in answers[1]["answer"]


def test_an_answer_for_a_terminal_lists_its_sources(project_index: Path) -> None:
    done = run("assistant", "ask", "montant du prêt vert")

    assert "[1]" in done.stdout
    assert "Sources" in done.stdout


def test_a_foreign_folder_of_pages_is_built_then_searched(project_index: Path, tmp_path: Path) -> None:
    built = run("ingest", "build", "--corpus", str(FOREIGN), "--index", str(tmp_path / "index"), "--json")
    expected = [json.loads(line) for line in (FOREIGN / "expected.jsonl").read_text("utf-8").splitlines()]
    batch = "\n".join(json.dumps({"id": str(n), "question": e["question"]}) for n, e in enumerate(expected))

    done = run(
        *("assistant", "search", "--batch", "-", "--json", "--limit", "5"),
        *("--corpus", str(FOREIGN), "--index", str(tmp_path / "index")),
        standard_input=batch,
    )
    results = [json.loads(line)["results"] for line in done.stdout.splitlines()]
    found = sum(
        any(e["sentence"] in result["text"] for result in found_results)
        for e, found_results in zip(expected, results, strict=True)
    )

    assert built.returncode in (0, 1)
    assert done.returncode == 0
    assert found >= 0.9 * len(expected)
    assert {"source_id", "heading_path", "locator", "text", "score", "dense_rank", "lexical_rank"} <= results[
        0
    ][0].keys()


def test_a_foreign_folder_is_answered_from_its_own_pages(project_index: Path, tmp_path: Path) -> None:
    run("ingest", "build", "--corpus", str(FOREIGN), "--index", str(tmp_path / "index"))
    expected = json.loads((FOREIGN / "expected.jsonl").read_text("utf-8").splitlines()[0])

    done = run(
        *("assistant", "ask", expected["question"], "--json"),
        *("--corpus", str(FOREIGN), "--index", str(tmp_path / "index")),
    )

    assert json.loads(done.stdout)["citations"][0]["source_id"] == expected["file"]
