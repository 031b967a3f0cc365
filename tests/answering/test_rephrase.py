"""Questions that lean on the conversation."""

import pytest

from assistant.answering.rephrase import localise, on_last_support, rephrase, resume, said_last
from assistant.records import Turn
from assistant.supports.schema import Support

PRET_VERT = Support.model_construct(id="pret-vert", name="Prêt Vert")
EARLIER = (Turn("user", "Quel est le montant du Prêt Vert ?"), Turn("assistant", "De 50 000 € à 5 M€."))


def test_a_question_that_leans_is_joined_to_the_last_one() -> None:
    assert (
        rephrase("Et jusqu'à quand ?", EARLIER).text
        == "Quel est le montant du Prêt Vert ? Et jusqu'à quand ?"
    )


def test_a_question_that_stands_alone_is_left_as_it_is() -> None:
    assert rephrase("Quel est le taux du CIR ?", EARLIER).text == "Quel est le taux du CIR ?"


def test_without_a_conversation_nothing_is_added() -> None:
    assert rephrase("Et jusqu'à quand ?", ()).text == "Et jusqu'à quand ?"


def test_the_territory_said_alone_is_nord_lorraine() -> None:
    assert localise("combien d'EPCI dans le territoire ?").endswith("(Nord Lorraine)")
    assert localise("le territoire voisin") == "le territoire voisin"
    assert localise("les 183 territoires") == "les 183 territoires"


def test_the_programme_said_alone_is_territoires_d_industrie() -> None:
    assert localise("qui a lancé ce programme ?").endswith("(Territoires d'industrie)")
    assert localise("DUREE PROGRAMME").endswith("(Territoires d'industrie)")
    for other in ("le programme Life est-il ouvert ?", "le programme de l'agence", "un programme européen"):
        assert localise(other) == other


def test_a_verb_turned_round_after_its_subject_stands_for_nothing_said_before() -> None:
    assert rephrase("La préfecture a-t-elle répondu en mars ?", EARLIER).text == (
        "La préfecture a-t-elle répondu en mars ?"
    )
    assert rephrase("Est-il remboursable ?", EARLIER).text.startswith("Quel est le montant")


def test_a_short_question_may_go_on_with_what_was_answered() -> None:
    resumed = resume("sur combien d'années ?", (*EARLIER[:1], Turn("assistant", "De 50 000 € à 5 M€ [1].")))

    assert resumed is not None
    assert resumed.text == "Quel est le montant du Prêt Vert ? De 50 000 € à 5 M€. sur combien d'années ?"
    assert resumed.latest == "sur combien d'années ?"


def test_a_question_that_names_something_goes_on_only_when_it_says_so() -> None:
    assert resume("Quel est le budget de Cattenom ?", EARLIER) is None
    assert resume("Et pour Cattenom ?", EARLIER) is not None


def test_what_was_answered_last_loses_its_markers() -> None:
    assert said_last((*EARLIER[:1], Turn("assistant", "De 50 000 € à 5 M€ [1]."))) == "De 50 000 € à 5 M€."
    assert said_last(()) == ""


def test_a_definition_is_asked_in_general() -> None:
    assert localise("c'est quoi un binôme ?") == "c'est quoi un binôme ?"
    assert localise("le binôme se réunit quand ?").endswith("(Nord Lorraine)")


def test_a_question_may_be_on_the_support_spoken_of_unless_it_names_another_thing() -> None:
    def names(text: str) -> list[Support]:
        return [PRET_VERT] if "Prêt Vert" in text else []

    subject = on_last_support("c'est payant ?", EARLIER, names)

    assert subject is not None
    assert subject.text == "Prêt Vert c'est payant ?"
    assert on_last_support("le Prêt Vert est-il ouvert ?", EARLIER, names) is None
    assert on_last_support("Quel est le budget de Cattenom ?", EARLIER, names) is None
    assert on_last_support("c'est payant ?", (), names) is None


def test_nothing_goes_on_without_an_exchange_or_at_length() -> None:
    assert resume("sur combien d'années ?", ()) is None
    assert resume("je voudrais savoir " + "quel avocat choisir pour mon divorce " * 3, EARLIER) is None


@pytest.mark.parametrize(
    "text",
    [
        "quelles dépenses sont prises en charge ?",
        "200 000 euros, c'est suffisant ?",
        "c'est toujours le cas en 2026 ?",
        "versement ?",
        "OK merci, et c'est toujours ouvert à l'heure actuelle ?",
        "c'est clos ?",
        "l'enveloppe de l'appel, c'est combien ?",
        "il faut créer combien d'emplois ?",
        "qui appeler pour obtenir le dossier ?",
        "il faut investir combien au minimum ?",
    ],
)
def test_a_question_in_words_that_name_nothing_goes_on(text: str) -> None:
    assert rephrase(text, EARLIER).text == f"{EARLIER[0].content} {text}"


@pytest.mark.parametrize(
    "text",
    [
        "quelles dépenses de recherche sont aidées ?",
        "c'est possible de cumuler CIR et CII ?",
        "c'est ouvert à Metz ?",
    ],
)
def test_a_question_that_names_its_subject_does_not(text: str) -> None:
    assert rephrase(text, EARLIER).text == text


def test_a_fact_told_beside_a_question_that_names_nothing_goes_on_with_the_last_one() -> None:
    text = "une caution est demandée ? et nous avons 40 personnes"

    def is_reply(part: str) -> bool:
        return "personnes" in part and "?" not in part

    assert rephrase(text, EARLIER, is_reply).text == f"{EARLIER[0].content} {text}"
    assert rephrase(text, EARLIER).text == text
    named = "une caution est demandée à Rombas ? et nous avons 40 personnes"
    assert rephrase(named, EARLIER, is_reply).text == named


def test_a_fact_before_a_comma_goes_on_too() -> None:
    text = "nous avons 40 personnes, un cautionnement ?"
    assert rephrase(text, EARLIER, lambda part: part.endswith("personnes")).text.startswith("Quel est")


def asked_after(question: str, *earlier: str) -> str:
    return rephrase(question, tuple(Turn("user", each) for each in earlier)).text


def test_the_thing_whose_meaning_was_asked_is_the_subject_of_what_follows() -> None:
    assert asked_after("et qui le gère ?", "C'est quoi le Rebond industriel ?") == (
        "le Rebond industriel ? et qui le gère ?"
    )


def test_what_was_asked_of_a_subject_by_a_pronoun_is_not_asked_again() -> None:
    after_two = asked_after("et il coûte combien ?", "C'est quoi le Rebond industriel ?", "et qui le gère ?")

    assert after_two == "le Rebond industriel ? et il coûte combien ?"


def test_another_one_of_the_same_things_is_asked_the_same_question() -> None:
    assert asked_after("et la prochaine ?", "Quand a lieu la première réunion à Metz ?") == (
        "Quand a lieu la prochaine réunion à Metz ?"
    )
