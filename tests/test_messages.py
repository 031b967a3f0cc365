"""The words of each outcome and the code that says them."""

import re
from pathlib import Path

import pytest

from assistant.messages import Messages, read_every_language, read_messages
from assistant.settings import PROJECT

CODE = "\n".join(path.read_text("utf-8") for path in sorted((PROJECT / "assistant").rglob("*.py")))
ROOTS = (  # keys that the code completes
    *(
        "beneficiary_",
        "compared_",
        "criterion_",
        "deadline_",
        "members_",
        "perimeter_",
        "pressing_",
        "profile_",
        "state_",
    ),
    *("rank_", "ranking_", "support_open", "until_", "verdict_"),
)


def messages() -> Messages:
    return read_messages(Path(PROJECT / "prompts"))


def test_every_message_that_the_code_names_has_its_words() -> None:
    named = set(re.findall(r'say\(\s*"([a-z_]+)"', CODE))

    assert named
    assert named <= messages().words.keys()


def test_no_message_is_left_that_nothing_says() -> None:
    unsaid = [key for key in messages().words if f'"{key}"' not in CODE and not key.startswith(ROOTS)]

    assert unsaid == []


def test_each_form_for_one_commune_has_its_form_for_several() -> None:
    words = messages().words
    for_several = [key for key in words if key.endswith("_several")]

    assert len(for_several) >= 6
    assert all(key.removesuffix("_several") in words for key in for_several)


@pytest.mark.parametrize("language", ["fr", "de", "en", "lb"])
def test_of_documents_alone_nothing_is_said_about_the_programme(language: str) -> None:
    told = read_every_language(PROJECT / "prompts", is_of_documents=True)[language]
    programme = read_every_language(PROJECT / "prompts")[language]
    changed = {key for key, words in told.words.items() if words != programme.words[key]}

    assert {"greeting", "about", "out_of_scope_topic", "contact_default"} <= changed
    assert not any("ndustri" in told.words[key] or "Lorraine" in told.words[key] for key in changed)
    assert told.lists["suggestions_default"] == ()
