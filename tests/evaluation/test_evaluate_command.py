"""`python -m assistant evaluate`: answers and judgement apart, and what it refuses to show."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.settings import PROJECT

LINES = [
    {
        "id": "a",
        "family": "local",
        "split": "tune",
        "question": "Où et quand le premier comité de pilotage du Nord Lorraine était-il prévu ?",
        "today": "2026-11-23",
        "expect": {"status": ["answered"], "all": ["30 janvier 2024"], "facts": ["nl-cal-003"]},
    },
    {
        "id": "b",
        "family": "off_topic",
        "split": "hold",
        "question": "Quelle est la recette de la quiche lorraine ?",
        "today": "2026-11-23",
        "expect": {"status": ["answered"], "all": ["impossible"]},
    },
]


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "assistant", "evaluate", *map(str, arguments)],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )


@pytest.fixture(scope="module")
def files(project_index: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two questions, and the answers of the product and of BM25 to them."""
    folder = tmp_path_factory.mktemp("evaluate")
    questions, answers = folder / "questions.jsonl", folder / "answers.jsonl"
    questions.write_text("\n".join(map(json.dumps, LINES)), encoding="utf-8")
    systems = ("--system", "product", "--system", "bm25")
    done = run("generate", "--questions", questions, "--answers", answers, *systems)
    assert done.returncode == 0, done.stderr
    return questions, answers


def test_answers_are_kept_one_a_line_with_their_system_and_what_was_retrieved(files: tuple[Path, Path]):
    lines = [json.loads(line) for line in files[1].read_text(encoding="utf-8").splitlines()]
    assert [(line["system"], line["id"]) for line in lines] == [
        *(("product", "a"), ("product", "b")),
        *(("bm25", "a"), ("bm25", "b")),
    ]
    assert all({"confidence", "retrieved", "timings_ms"} <= line.keys() for line in lines)


def test_the_score_is_printed_as_json_and_no_report_is_written_of_chosen_questions(files: tuple[Path, Path]):
    done = run("score", "--questions", files[0], "--answers", files[1], "--json")
    figures = json.loads(done.stdout)
    assert done.returncode == 0
    assert figures["systems"]["product"]["tune"]["count"] == 1
    assert figures["systems"]["product"]["tune"]["retrieval"]["hit_10"] == 1.0


def test_the_failures_of_hold_are_counted_and_not_shown(files: tuple[Path, Path], tmp_path: Path):
    done = run(
        *("score", "--questions", files[0], "--answers", files[1]),
        *("--failures", "tune", "--reports", tmp_path),
    )
    written = "".join(file.read_text(encoding="utf-8") for file in tmp_path.iterdir())
    assert "hold: 1 failures, not shown" in written
    assert "quiche" not in done.stdout + written


def test_answers_of_another_index_are_not_judged(files: tuple[Path, Path], tmp_path: Path):
    lines = [json.loads(line) | {"index": "other"} for line in files[1].read_text("utf-8").splitlines()]
    former = tmp_path / "answers.jsonl"
    former.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    done = run("score", "--questions", files[0], "--answers", former)
    assert done.returncode == 2
    assert "autre index" in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("unknown",),
        ("score", "--failures", "hold"),
        ("score", "--answers", "no-such-file.jsonl"),
        ("generate", "--questions", "no-such-file.jsonl"),
        ("score", "--index", "no-such-folder", "--answers", "no-such-file.jsonl"),
    ],
)
def test_a_wrong_usage_ends_with_two_and_one_line(arguments: tuple[str, ...]):
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.strip().splitlines()) == 1


def test_an_unknown_system_ends_with_the_known_ones(files: tuple[Path, Path]):
    done = run("generate", "--questions", files[0], "--answers", files[1], "--system", "oracle")
    assert done.returncode == 2
    assert "without-abstention" in done.stderr
