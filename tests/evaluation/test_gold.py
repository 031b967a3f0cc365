"""The questions are read as they are written, and a mistake is told with its place."""

import json
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import InvalidInput
from assistant.evaluation.gold import (
    own_question_files,
    read_merges,
    read_near_misses,
    read_questions,
    with_kept_ids,
)
from assistant.settings import PROJECT
from assistant.yaml_files import read_yaml
from tests.evaluation.made_up import question

LINE: dict[str, Any] = {
    "id": "fc-02",
    "family": "local",
    "question": "Quand ?",
    "expect": {"status": ["answered"], "all": ["2024"]},
}


def written(folder: Path, *lines: object) -> Path:
    file = folder / "set.jsonl"
    file.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    return file


def test_a_question_without_a_split_falls_by_the_hash_of_its_id(tmp_path: Path) -> None:
    (read,) = read_questions([written(tmp_path, LINE)])
    assert read.split == "tune"


def test_an_explicit_split_wins_over_the_hash(tmp_path: Path) -> None:
    (read,) = read_questions([written(tmp_path, LINE | {"split": "hold"})])
    assert read.split == "hold"


def test_the_assistant_is_shown_nothing_of_what_is_expected(tmp_path: Path) -> None:
    (read,) = read_questions([written(tmp_path, LINE | {"today": "2026-11-23"})])
    assert read.asked == {"id": "fc-02", "question": "Quand ?", "today": "2026-11-23"}


@pytest.mark.parametrize(
    ("line", "place"),
    [
        (LINE | {"family": None}, "family"),
        (LINE | {"split": "half"}, "split"),
        (LINE | {"expect": {"status": []}}, "status"),
        (LINE | {"expect": {"status": ["unknown"]}}, "status"),
        (LINE | {"expect": {"status": ["answered"], "fact": ["a"]}}, "fact"),
        (LINE | {"expect": {"status": ["answered"], "facts": "a"}}, "facts"),
        (LINE | {"expect": {"status": ["answered"], "all": ["("]}}, "motif"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_its_field(tmp_path: Path, line: object, place: str) -> None:
    with pytest.raises(InvalidInput, match=rf"set\.jsonl, ligne 1.*{place}"):
        read_questions([written(tmp_path, line)])


def test_an_id_used_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="ligne 2"):
        read_questions([written(tmp_path, LINE, LINE)])


def test_a_statement_that_was_merged_is_named_by_the_one_that_was_kept() -> None:
    (read,) = with_kept_ids([question(facts=["former", "kept"], support=["former"])], {"former": "kept"})
    assert (read.expect.facts, read.expect.support) == (("kept",), ("kept",))


def test_the_merges_of_the_corpus_lead_to_other_statements() -> None:
    merges = read_merges(PROJECT / "corpus")
    assert merges
    assert not merges.keys() & set(merges.values())


def test_the_projects_own_questions_are_valid() -> None:
    assert len(read_questions(own_question_files())) > 300


def test_near_misses_are_of_statements_and_supports_that_exist() -> None:
    corpus = PROJECT / "corpus"
    known = {path.stem for path in (corpus / "supports").glob("*.yaml")}
    for file in (corpus / "facts").glob("*.yaml"):
        content: Any = read_yaml(file)
        known |= {statement["id"] for statement in content["statements"]}
    near_misses = read_near_misses(merges=read_merges(corpus))
    assert near_misses.keys() <= known
    assert sum(map(len, near_misses.values())) > 3000


def test_near_misses_of_a_merged_statement_go_to_the_one_that_was_kept(tmp_path: Path) -> None:
    file = tmp_path / "near.yaml"
    file.write_text("kept: [one]\nmerged: [two]\n", encoding="utf-8")
    assert read_near_misses(file, {"merged": "kept"}) == {"kept": ["one", "two"]}


@pytest.mark.parametrize("content", ["- one\n", "kept: one\n", "kept: [1]\n"])
def test_near_misses_that_are_not_lists_of_questions_are_refused(tmp_path: Path, content: str) -> None:
    file = tmp_path / "near.yaml"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(InvalidInput, match=r"near\.yaml"):
        read_near_misses(file)
