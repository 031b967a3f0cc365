"""What a record does not hold of its support is said to be unknown, in place of an amount and a status."""

from datetime import date
from typing import Any

import pytest

from assistant.answering.support_details import untold_detail
from assistant.records import Answer, Question

TODAY = date(2026, 11, 28)


def ask(assistant: Any, text: str) -> Answer:
    answer = assistant.answer(Question(text, TODAY))
    assert isinstance(answer, Answer)
    return answer


def detail(assistant: Any, support: str, question: str) -> str | None:
    finder = assistant.drafter.supports.finder
    ranking = assistant.retriever.rank(question)
    found = next(each for each in finder.find(question, ranking) if each.support.id == support)
    told = untold_detail(question, found)
    return told and told[0]


@pytest.mark.parametrize(
    ("support", "question", "key"),
    [
        ("amie57", "Au bout de combien de mois l'argent arrive-t-il ?", "detail_payment"),
        (
            "amie57",
            "Une fois le dossier déposé, quand serons-nous payés ? Quand est-ce versé ?",
            "detail_payment",
        ),
        ("ormat-2026", "L'ADEME met combien de semaines à payer ?", "detail_payment"),
        ("ge-vie", "La Région verse l'aide quand ?", "detail_payment"),
        ("pret-vert", "À quel taux d'intérêt prête Bpifrance ?", "detail_interest"),
        ("amie57", "Peut-on commander les machines avant la réponse ?", "detail_signing"),
        ("ge-cheque-transition", "Je signe le devis maintenant ?", "detail_signing"),
        ("pret-vert", "Le patron doit-il se porter caution ?", "detail_security"),
        ("ge-vie", "L'aide est versée en plusieurs fois ?", "detail_instalments"),
        ("amie57", "Quel délai de réponse après le dépôt ?", "detail_decision"),
        ("ormat-2026", "Combien de dossiers ont été retenus ?", "detail_accepted"),
        ("ormat-2026", "Quel est le taux de refus ?", "detail_accepted"),
    ],
)
def test_a_detail_that_the_record_does_not_hold(
    assistant: Any, support: str, question: str, key: str
) -> None:
    assert detail(assistant, support, question) == key


@pytest.mark.parametrize(
    ("support", "question"),
    [
        ("amie57", "Quand déposer le dossier pour toucher l'aide ?"),
        ("amie57", "Pour toucher l'aide, quand faut-il faire la demande ?"),
        ("amie57", "Jusqu'à quand l'aide est-elle versée ?"),
        ("amie57", "Peut-on quand même toucher l'aide sans devis ?"),
        ("amie57", "Combien de dossiers peut-on déposer ?"),
        ("amie57", "Quel est le taux de l'aide ?"),
        ("pret-vert", "En combien de temps rembourse-t-on le prêt ?"),
        ("diag-ecoconception", "Quand dois-je payer la facture ?"),
        ("apprentissage-2026", "L'aide est payée au bout de combien de temps ?"),
        ("fonds-vert-territoires-industrie", "Quel délai d'instruction ?"),
        ("mediation-credit", "Quel délai de réponse du médiateur ?"),
        ("prets-honneur", "Quel taux d'intérêt ?"),
        ("pacte-industrie", "Peut-on signer le devis maintenant ?"),
        ("amie57", "Combien de devis faut-il joindre ?"),
    ],
)
def test_what_the_record_may_tell_or_is_asked_otherwise(assistant: Any, support: str, question: str) -> None:
    assert detail(assistant, support, question) is None


def test_an_unknown_detail_is_said_without_amount_and_with_whom_to_ask(assistant: Any) -> None:
    answer = ask(assistant, "AMIE 57 : dans combien de temps est-on payé ?")

    assert answer.status == "not_found"
    assert "ne dit pas dans quel délai" in answer.answer
    assert "€" not in answer.answer
    assert answer.contacts == ("Moselle Attractivité",)


def test_an_unknown_detail_of_a_closed_support_says_that_it_is_closed(assistant: Any) -> None:
    answer = ask(assistant, "Combien de candidats ont été retenus au BCIAT 2026 ?")

    assert "fermé" in answer.answer


def test_what_else_is_asked_is_answered_beside_the_unknown_detail(assistant: Any) -> None:
    answer = ask(assistant, "Le chèque transition, c'est combien, et la Région met combien de mois à payer ?")

    text = answer.answer.replace("\u202f", " ").replace("\u00a0", " ")
    assert "10 000 €" in text
    assert "ne dit pas dans quel délai" in text


def test_a_detail_that_the_record_tells_comes_first(assistant: Any) -> None:
    answer = ask(assistant, "CEE : peut-on lancer les travaux tout de suite ?")

    first = next(sentence.text for sentence in answer.sentences if sentence.citations)
    assert "avant l'engagement des travaux" in first


def test_who_asks_whether_to_sign_is_warned_where_the_record_does_not_tell(assistant: Any) -> None:
    answer = ask(assistant, "AMIE 57, on peut lancer le chantier sans attendre ?")

    assert any("avant de commencer les travaux" in warning for warning in answer.warnings)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Médiation du crédit : sous combien de temps rappelle-t-on, et ça coûte quoi ?", ("48", "gratuit")),
        ("Diag Adaptation : combien reste-t-il à payer et à qui ?", ("3 000 €", "démarche")),
    ],
)
def test_the_second_half_is_told_too(assistant: Any, question: str, told: tuple[str, ...]) -> None:
    text = ask(assistant, question).answer.replace("\u202f", " ").replace("\u00a0", " ")

    assert all(each in text for each in told)
