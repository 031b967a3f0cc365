"""What kind of answer a wording calls for, and whether a passage gives it."""

import pytest

from assistant.answering.asked import Asked, asked_kind, provides, tells_share
from assistant.records import Passage


def passage(text: str) -> Passage:
    return Passage("p", "statement", "s", text, ("Titre",), "p", ())


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Quand a lieu le comité de pilotage ?", Asked.DATE),
        ("jusqu'à quand puis-je déposer", Asked.DATE),
        ("combien d'argent donne l'État", Asked.AMOUNT),
        ("Quel est le montant de l'aide ?", Asked.AMOUNT),
        ("quel taux pour une PME", Asked.RATE),
        ("quel est le taux horaire d'un intérimaire", Asked.AMOUNT),
        ("combien pour une embauche", Asked.AMOUNT),
        ("combien de mois pour un chantier", Asked.COUNT),
        ("sur quelle ligne budgétaire", Asked.ANY),
        ("c'est toujours d'actualité ?", Asked.DATE),
        ("combien de communes", Asked.COUNT),
        ("Qui préside Rives de Moselle ?", Asked.PERSON),
        ("Qui instruit les dossiers ?", Asked.BODY),
        ("qui contacter à l'ADEME", Asked.CONTACT),
        ("À qui envoyer le dossier ?", Asked.CONTACT),
        ("combien ont touché la prime", Asked.COUNT),
        ("quel seuil de dépenses", Asked.CONDITION),
        ("et les travaux doivent coûter au moins combien ?", Asked.CONDITION),
        ("comment déposer un dossier", Asked.HOW),
        ("c'est quoi un EPCI", Asked.DEFINITION),
        ("Pourquoi ce programme ?", Asked.REASON),
        ("fonds vert", Asked.ANY),
    ],
)
def test_the_wording_tells_the_kind(question: str, kind: Asked) -> None:
    assert asked_kind(question) is kind


@pytest.mark.parametrize(
    ("kind", "with_it", "without"),
    [
        (Asked.DATE, "Le comité du 30 janvier 2024.", "Le comité se réunit à Amnéville."),
        (Asked.AMOUNT, "Au moins 400 000 € de dépenses.", "Le montant dépend du projet."),
        (Asked.RATE, "L'aide couvre 40 % du coût.", "L'aide couvre 4 000 € du coût."),
        (Asked.COUNT, "Le territoire réunit dix intercommunalités.", "Le territoire réunit des élus."),
        (Asked.PERSON, "Rémy Sadocco pilote le territoire.", "Le territoire est piloté par un binôme."),
        (Asked.BODY, "Le préfet de région décide.", "Le dossier est instruit en deux mois."),
        (Asked.BODY, "L'UIMM tient le stand.", "Le stand est tenu deux jours."),
        (Asked.CONTACT, "Écrire à decarb@ademe.fr.", "Le dossier est long."),
    ],
)
def test_a_passage_gives_the_kind_or_does_not(kind: Asked, with_it: str, without: str) -> None:
    assert provides(kind, passage(with_it))
    assert not provides(kind, passage(without))


@pytest.mark.parametrize(
    ("question", "text", "is_told"),
    [
        ("combien la Région finance l'étude ?", "La Région prend en charge 50 % de l'étude.", True),
        ("l'étude est financée à combien ?", "Prise en charge : jusqu'à 70 % du coût.", True),
        ("combien d'euros verse la Région ?", "La Région prend en charge 50 % de l'étude.", False),
        ("combien la Région finance d'études ?", "La Région finance douze études.", False),
    ],
)
def test_a_rate_tells_how_much_is_financed_but_no_sum(question: str, text: str, is_told: bool) -> None:
    assert tells_share(question, text) is is_told
