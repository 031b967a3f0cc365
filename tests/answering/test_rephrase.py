"""Questions that lean on the conversation."""

from assistant.answering.rephrase import localise, rephrase
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
