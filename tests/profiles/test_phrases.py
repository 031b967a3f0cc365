"""Phrases looked up in a message."""

import pytest

from assistant.profiles.phrases import Message


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Nos TRAVAUX commencés", "travaux commencés"),
        ("l'étude énergetique", "étude énergétique"),
        ("des friches", "friche"),
        ("le bon de commande est signé", "bon de commande … signé"),
        ("bon de commande signé", "bon de commande … signé"),
        ("rien n'a encore été signé", "rien … signé"),
    ],
)
def test_a_phrase_is_said_whatever_its_case_accents_plurals_and_gap(text, phrase):
    assert Message(text).says([phrase])


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("un cirque", "cir"),
        ("commencés les travaux", "travaux commencés"),
        ("rien de ce qui est prévu n'est signé", "rien … signé"),
        ("signé, rien", "rien … signé"),
        ("", "rien"),
        ("rien", "rien … signé"),
    ],
)
def test_half_a_word_another_order_or_a_gap_too_wide_is_not_the_phrase(text, phrase):
    assert not Message(text).says([phrase])


@pytest.mark.parametrize(("between", "is_said"), [("un deux trois", True), ("un deux trois quatre", False)])
def test_a_gap_stands_for_three_words_at_most(between, is_said):
    assert Message(f"rien {between} signé").says(["rien … signé"]) is is_said


def test_the_value_said_first_wins_and_the_longest_at_the_same_place():
    values = {
        "company": ["entreprise"],
        "project_holder": ["créer une entreprise", "créer"],
        "epci": ["interco"],
    }

    assert Message("entreprise puis interco").first_of(values) == "company"
    assert Message("créer une entreprise").first_of(values) == "project_holder"
    assert Message("autre chose").first_of(values) is None


def test_every_value_said_is_given():
    assert Message("un four et une friche").all_of({"a": ["four"], "b": ["friche"], "c": ["eau"]}) == [
        "a",
        "b",
    ]


def test_what_is_left_unsaid_is_not_joined_with_what_surrounds_it():
    assert not Message("appel IBaC PME ouvert", ["IBaC PME"]).says(["PME", "appel ouvert"])


def test_an_empty_phrase_is_never_said():
    assert not Message("rien du tout").says(["", "… tout"])


def test_a_phrase_may_be_read_as_other_words():
    message = Message("un ballon d'eau chaude et de l'eau de pluie", (), {"ballon d'eau chaude": "chauffage"})
    assert message.says(["chauffage"])
    assert message.says(["eau de pluie"])
    assert not message.says(["ballon", "chauffage chaude"])
