"""What a question takes for granted and a text says otherwise."""

import pytest

from assistant.answering.premises import conflicts, number_conflicts

TEXT = (
    "Le 12 février 2026, dix intercommunalités et 3 projets de la phase 1 étaient retenus (12 décembre 2024)."
)


@pytest.mark.parametrize(
    ("question", "pair"),
    [
        ("Pourquoi les 12 intercommunalités du territoire ?", ("12", "10")),
        ("les douze intercommunalités, lesquelles ?", ("12", "10")),
        ("Quels sont les 5 projets retenus en 2026 ?", ("5", "3")),
    ],
)
def test_a_number_told_of_the_same_thing_is_a_wrong_premise(question: str, pair: tuple[str, str]) -> None:
    assert number_conflicts(question, TEXT) == (pair,)


@pytest.mark.parametrize(
    "question",
    [
        "Quels appels ferment avant le 31 décembre 2026 ?",
        "Et entre le 1er et le 15 février ?",
        "Qui a été retenu au 28 décembre ?",
        "Les dix intercommunalités, lesquelles ?",
        "Cite 3 intercommunalités",
        "Donne-moi deux projets retenus",
        "Y a-t-il au moins 5 projets retenus ?",
        "plus de 8 intercommunalités ?",
        "les 2 premières intercommunalités",
        "moins de 250 salariés et 12 tonnes en 2027",
        "l'axe 2 projets industriels",
        "projets retenus en 2026 ?",
    ],
)
def test_a_day_a_bound_a_label_or_how_many_to_cite_is_none(question: str) -> None:
    text = TEXT.replace("3 projets", "2 ou 3 projets")

    assert number_conflicts(question, text) == ()


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Paul Durand a-t-il signé ce pacte ?", "Le pacte a été signé par Anne Petit en 2021."),
        ("Puisque Paul Durand préside le pôle, à qui écrire ?", "Anne Petit préside le pôle."),
        ("Pourquoi Paul Durand préside-t-il le pôle ?", "Le pôle est présidé par Anne Petit."),
        ("Le pôle a son siège à Nancy, c'est quel étage ?", "Le siège du pôle est fixé à Metz, au centre."),
        ("La réunion du 3 mai 2024 à Nancy, combien de monde ?", "Elle s'est tenue le 3 mai 2024 à Metz."),
    ],
)
def test_another_holder_or_another_place_is_a_wrong_premise(question: str, text: str) -> None:
    assert conflicts(question, text)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Paul Durand préside-t-il le pôle ?", "Le pôle est présidé par Paul Durand, avec Anne Petit."),
        ("Qui a remplacé Paul Durand et préside le pôle ?", "Le pôle est présidé par Anne Petit."),
        ("Paul Durand habite-t-il ici ?", "Le pôle est présidé par Anne Petit."),
        ("Une réunion à Nancy est-elle prévue ?", "Elle s'est tenue le 3 mai 2024 à Metz."),
        (
            "J'ai une usine à Nancy, où est le siège du pôle ?",
            "Le pôle, qui aide aussi à Nancy, siège à Metz.",
        ),
    ],
)
def test_the_same_holder_or_another_event_is_none(question: str, text: str) -> None:
    assert not conflicts(question, text)
