"""What the note of a statement or of a record adds to an answer, and what it leaves to be minded."""

from datetime import date

import pytest

from assistant.answering.notes import LEAST_NEW, divided, has_day_to_come

TODAY = date(2026, 11, 28)
NOTE = (
    "Une seule source le dit. La prolongation jusqu'en avril reste à confirmer. Les crédits peuvent manquer."
)


def test_the_sentences_that_answer_are_said_and_the_others_left() -> None:
    said, left = divided(NOTE, lambda text: LEAST_NEW if "avril" in text else 0.0)

    assert said == ("La prolongation jusqu'en avril reste à confirmer.",)
    assert left == "Une seule source le dit. Les crédits peuvent manquer."


@pytest.mark.parametrize("note", [None, ""])
def test_no_note_says_nothing(note: str | None) -> None:
    assert divided(note, lambda text: LEAST_NEW) == ((), "")


@pytest.mark.parametrize(
    ("sentence", "is_to_come"),
    [
        ("Clôture le 15 décembre 2026 à midi.", True),
        ("Prochaine échéance : 28 novembre 2026.", True),
        ("Une édition est annoncée pour 2027.", True),
        ("Relevé du 27 novembre 2026.", False),
        ("Ouvert depuis janvier 2022.", False),
        ("Les crédits peuvent manquer.", False),
    ],
)
def test_a_day_to_come_is_told_from_one_that_is_over(sentence: str, is_to_come: bool) -> None:
    assert has_day_to_come(sentence, TODAY) is is_to_come
