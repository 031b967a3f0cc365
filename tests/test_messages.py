"""The words of each outcome and the code that says them."""

import re
from pathlib import Path

from assistant.messages import Messages, read_messages
from assistant.settings import PROJECT

CODE = "\n".join(path.read_text("utf-8") for path in sorted((PROJECT / "assistant").rglob("*.py")))
ROOTS = ("perimeter_", "support_open")  # keys that the code completes


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
