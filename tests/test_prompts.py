"""Prompts: front matter, placeholders and what is refused."""

from pathlib import Path

import pytest

from assistant.answering.chat_model import MAX_CHARACTERS, MAX_SENTENCES
from assistant.errors import InvalidInput
from assistant.prompts import Prompt, load_prompt, load_prompts
from assistant.settings import PROJECT

GREETING = Prompt("greeting", "A test.", 1, ("name", "day"), "Bonjour {{name}}, {{ name }} {{day}} {name}")


def written(folder: Path, text: str) -> Path:
    (folder / "hello.md").write_text(text, "utf-8")
    return folder


def test_every_prompt_of_the_project_loads() -> None:
    assert "answer" in load_prompts(PROJECT / "prompts")


def test_the_answer_prompt_takes_the_limits_that_the_replies_are_held_to() -> None:
    text = load_prompt(PROJECT / "prompts", "answer").render(
        max_sentences=MAX_SENTENCES, max_characters=MAX_CHARACTERS
    )
    assert f"Au plus {MAX_SENTENCES} phrases de {MAX_CHARACTERS} caractères" in text


def test_placeholders_are_replaced_and_other_braces_stay() -> None:
    assert GREETING.render(name="Léa", day="lundi") == "Bonjour Léa, {{ name }} lundi {name}"


def test_a_placeholder_in_a_value_is_not_replaced() -> None:
    assert GREETING.render(name="{{day}}", day="lundi").startswith("Bonjour {{day}},")


def test_a_missing_variable_is_named() -> None:
    with pytest.raises(ValueError, match=r"greeting.*day"):
        GREETING.render(name="Léa")


def test_an_unknown_variable_is_named() -> None:
    with pytest.raises(ValueError, match=r"greeting.*hour"):
        GREETING.render(name="Léa", day="lundi", hour="midi")


def test_front_matter_and_text_are_told_apart(tmp_path: Path) -> None:
    folder = written(
        tmp_path, "---\npurpose: A test.\nversion: 3\nvariables: [name]\n---\n\nBonjour {{name}}\n---\n"
    )
    assert load_prompt(folder, "hello") == Prompt("hello", "A test.", 3, ("name",), "Bonjour {{name}}\n---")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Bonjour", "en-tête YAML"),
        ("---\npurpose: [\n---\nBonjour", "YAML valide"),
        ("---\npurpose: A test.\n---\nBonjour", "version"),
        ("---\n- a\n---\nBonjour", "en-tête incorrect"),
        ("---\npurpose: A test.\nversion: 1\nauthor: x\n---\nBonjour", "author"),
        ("---\npurpose: A test.\nversion: 1\nvariables: [day]\n---\nBonjour {{name}}", "day, name"),
    ],
)
def test_a_wrong_prompt_is_refused_in_one_line(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(InvalidInput, match=message) as refusal:
        load_prompt(written(tmp_path, text), "hello")
    assert str(refusal.value).startswith("hello.md : ")
    assert "\n" not in str(refusal.value)


def test_a_missing_prompt_is_named(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match=r"hello\.md"):
        load_prompt(tmp_path, "hello")


def test_a_prompt_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    (tmp_path / "hello.md").write_bytes(b"---\n\xff\n---\n")
    with pytest.raises(InvalidInput, match="UTF-8"):
        load_prompt(tmp_path, "hello")
