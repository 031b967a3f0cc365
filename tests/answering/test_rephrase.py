"""Questions that lean on the conversation."""

from assistant.answering.rephrase import localise, rephrase, resume
from assistant.records import Turn

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


def test_nothing_goes_on_without_an_exchange_or_at_length() -> None:
    assert resume("sur combien d'années ?", ()) is None
    assert resume("je voudrais savoir " + "quel avocat choisir pour mon divorce " * 3, EARLIER) is None
