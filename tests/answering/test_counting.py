"""What a question wants counted, and whether a text counts it."""

import pytest

from assistant.answering.counting import counted_in, counted_noun, is_counted
from assistant.french import fold, stem


@pytest.mark.parametrize(
    ("question", "noun"),
    [
        ("Combien de brevets le centre a-t-il déposés ?", "brevets"),
        ("En combien d'années faut-il avoir fini ?", "années"),
        ("nombre de dossiers déposés en 2025", "dossiers"),
        ("NB DE SITES EN MOSELLE", "sites"),
        ("Combien y a-t-il de stations en Lorraine ?", "stations"),
        ("il existe combien de pépinières", "pépinières"),
        ("Combien reste-t-il d'ateliers ?", "ateliers"),
        ("effectif de l'usine", "usine"),
    ],
)
def test_the_thing_to_be_counted_is_named_after_the_word_that_asks(question: str, noun: str):
    assert counted_noun(question) == stem(fold(noun))


@pytest.mark.parametrize("question", ["Combien ça coûte ?", "Quel est le taux ?", "", "combien de ?"])
def test_a_question_that_names_nothing_to_count_has_none(question: str):
    assert counted_noun(question) is None


@pytest.mark.parametrize(
    ("noun", "text"),
    [
        ("hectares", "Une plateforme de 200 hectares."),
        ("intercommunalités", "Le territoire réunit dix intercommunalités."),
        ("salariés", "L'usine comptait environ 450 personnes."),
        ("jours", "Une mission d'une centaine de jours de consultants."),
        ("années", "Des prêts jusqu'à 40 ans."),
        ("projets", "Neuf nouveaux grands projets ont été retenus."),
    ],
)
def test_a_number_counts_the_words_that_follow_it(noun: str, text: str):
    assert is_counted(stem(fold(noun)), (), counted_in(text))


@pytest.mark.parametrize(
    ("noun", "text"),
    [
        ("conteneurs", "Une plateforme de 200 hectares, dont 100 disponibles."),
        ("brevets", "Le centre, premier du groupe pour les brevets, emploie 600 salariés."),
        ("femmes", "Le conseil compte 79 élus. Des femmes y siègent."),
        ("dossiers", "Les dossiers se déposaient jusqu'au 22 septembre 2023."),
    ],
)
def test_a_number_of_something_else_does_not_count(noun: str, text: str):
    assert not is_counted(stem(fold(noun)), (), counted_in(text))


def test_an_equivalent_word_counts_the_same_thing():
    counted = counted_in("252 entreprises ont été accompagnées.")
    assert not is_counted("boit", (), counted)
    assert is_counted("boit", {stem("entreprise")}, counted)
