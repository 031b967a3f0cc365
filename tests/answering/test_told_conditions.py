"""What a message tells of its author is compared with the conditions of the support it asks about."""

from datetime import date
from typing import Any

import pytest

from assistant.answering.asked import Asked, asked_kind, asking
from assistant.records import Answer, Question, Turn

TODAY = date(2026, 11, 28)


def ask(assistant: Any, text: str, *history: Turn) -> Answer:
    answer = assistant.answer(Question(text, TODAY, history))
    assert isinstance(answer, Answer)
    return answer


def talk(assistant: Any, first: str, then: str) -> Answer:
    """The answer to a second question, the first one answered."""
    before = ask(assistant, first)
    return ask(assistant, then, Turn("user", first), Turn("assistant", before.answer))


@pytest.mark.parametrize(
    ("question", "support", "criterion"),
    [
        ("Nous sommes 28 salariés, peut-on avoir AMIE 57 ?", "amie57", "20 salariés au plus"),
        (
            "On est 700 et soumis aux quotas de CO2. Le DECARB FLASH, c'est pour nous ?",
            "decarb-flash",
            "non soumise au marché carbone",
        ),
        (
            "J'ai déjà commandé ma machine, puis-je encore demander Artisanat de demain ?",
            "artisanat-de-demain",
            "La demande précède le démarrage",
        ),
    ],
)
def test_a_condition_that_is_broken_opens_with_a_no(
    assistant: Any, question: str, support: str, criterion: str
) -> None:
    answer = ask(assistant, question)

    assert answer.schemes[0].id == support
    assert answer.schemes[0].verdict == "not_eligible"
    said = [sentence.text for sentence in answer.sentences if sentence.citations]
    assert said[0].startswith("Non, d'après ce que vous dites :")
    assert any(criterion in text for text in said[:3])


def test_the_status_that_fits_is_told_before_the_one_that_does_not(assistant: Any) -> None:
    fits = ask(assistant, "Notre R&D représente 9 % de nos charges, peut-on être JEI ?").answer
    assert fits.index("Reste possible, à vérifier : JEC") < fits.index("Critère non rempli : JEI")

    met = ask(assistant, "Notre R&D représente 28 % de nos charges, peut-on être JEI ?").answer
    assert "Rempli : JEI" in met
    assert "non rempli" not in met


def test_an_exclusion_that_is_met_is_told_as_one(assistant: Any) -> None:
    said = ask(
        assistant, "Nous ne sommes pas en difficulté, PME de 30 salariés : le CII est pour nous ?"
    ).answer
    assert "Vous n'êtes pas dans ce cas : Les entreprises en difficulté sont exclues" in said
    assert "Rempli : Les entreprises en difficulté" not in said


def test_a_support_that_nothing_proves_to_exist_is_told_to_who_names_it_alone(assistant: Any) -> None:
    project = "Ma trésorerie est à sec, atelier de 14 salariés à Hayange, quel prêt ?"
    assert "ge-pret-rebond" not in {each.id for each in ask(assistant, project).schemes}
    named = "Atelier de 14 salariés à Hayange, le prêt rebond Grand Est est-il pour nous ?"
    assert "ge-pret-rebond" in {each.id for each in ask(assistant, named).schemes}


def test_the_amount_asked_by_somebody_who_is_too_big_comes_after_the_refusal(assistant: Any) -> None:
    answer = ask(assistant, "Nous sommes une entreprise de 26 salariés : AMIE 57, c'est combien ?")

    said = [sentence.text for sentence in answer.sentences if sentence.citations]
    assert "ne correspond pas" in said[0]
    assert any("20 %" in text for text in said[1:])


def test_a_condition_that_is_met_is_said(assistant: Any) -> None:
    answer = ask(assistant, "Chèque Transition : nous sommes 6, quel est le plafond ?")

    assert "Rempli : L'entreprise compte moins de 20 salariés" in answer.answer.replace("rempli", "Rempli")
    assert "10 000 €" in answer.answer.replace("\u202f", " ").replace("\u00a0", " ")


def test_an_intercommunality_that_asks_for_its_firms_is_not_refused_what_they_may_have(
    assistant: Any,
) -> None:
    answer = ask(assistant, "Je travaille à la CC Rives de Moselle : Première Usine, c'est quel montant ?")

    assert "Bénéficiaires" not in answer.answer
    assert "ne correspond pas" not in answer.answer


def test_a_story_that_asks_something_precise_of_one_support_is_answered_on_it_first(assistant: Any) -> None:
    answer = ask(
        assistant,
        "Menuiserie de 6 salariés à Thionville, nous agrandissons l'atelier pour 80 000 €. "
        "Combien donnerait AMIE 57 au maximum ?",
    )

    said = [sentence.text for sentence in answer.sentences if sentence.citations]
    assert all(not text.startswith("- ") for text in said[:2])
    assert "montant" in " ".join(said[:4])
    assert answer.schemes[0].id == "amie57"


def test_a_yes_or_no_on_a_support_is_not_answered_by_what_it_is(assistant: Any) -> None:
    answer = ask(
        assistant, "Panneaux solaires pour consommer moi-même : l'aide régionale au photovoltaïque ?"
    )

    assert "L'autoconsommation individuelle n'est donc pas aidée" in answer.answer


def test_who_asks_if_they_belong_is_answered_on_the_place_told_before(assistant: Any) -> None:
    answer = ask(
        assistant, "Notre usine de 240 personnes est à Saint-Avold. On relève bien du Nord Lorraine ?"
    )

    assert answer.reason == "answered_perimeter"
    assert "Non" in answer.answer


def test_a_project_that_also_asks_if_it_belongs_gets_both(assistant: Any) -> None:
    answer = ask(
        assistant,
        "Fonderie de 45 personnes à Florange. Est-ce qu'on est bien dans le Territoire d'industrie ? "
        "Et quelles aides pour électrifier un four ?",
    )

    assert "Florange" in answer.sentences[0].text
    assert len(answer.schemes) > 1


def test_who_says_that_they_belong_is_given_supports(assistant: Any) -> None:
    answer = ask(
        assistant,
        "PME de 45 personnes à Florange, nous sommes dans le Territoire d'industrie : quelles aides ?",
    )

    assert len(answer.schemes) > 1


def test_words_that_nothing_holds_make_no_list(assistant: Any) -> None:
    answer = ask(assistant, "Quelle aide pour le BAFA des animateurs de la commune ?")

    assert answer.status == "not_found"


def test_a_follow_up_on_a_support_is_answered_from_its_record(assistant: Any) -> None:
    answer = talk(
        assistant,
        "Que peut faire l'EPFGE pour une commune de 900 habitants qui veut racheter une friche ?",
        "et qui fait la demande, la mairie ou la comcom ?",
    )

    assert "à l'initiative de la commune ou de l'EPCI" in answer.answer


def test_a_follow_up_is_not_answered_by_the_same_words(assistant: Any) -> None:
    first = "Le Fonds vert Territoires d'industrie a soutenu combien de projets en Grand Est en 2024 ?"

    answer = talk(assistant, first, "dont combien en Nord Lorraine ?")

    assert answer.answer != ask(assistant, first).answer
    assert "Metz" in answer.answer or answer.status == "not_found"


@pytest.mark.parametrize(
    ("message", "asks"),
    [
        ("Nous avons 2 M€ de budget. C'est pour nous ?", "C'est pour nous ?"),
        ("quelles aides", "quelles aides"),
        ("Combien ? Et quand ?", "Combien ? Et quand ?"),
    ],
)
def test_what_asks_in_a_message(message: str, asks: str) -> None:
    assert asking(message) == asks


def test_how_far_an_aid_goes_asks_for_an_amount() -> None:
    assert asked_kind("L'abattement, ça va jusqu'où ?") is Asked.AMOUNT
    assert asked_kind("Le périmètre va jusqu'où ?") is not Asked.AMOUNT
    assert asked_kind("Et cette aide, c'est combien ?") is Asked.AMOUNT


def test_what_shuts_one_part_of_a_support_is_told_first_and_refuses_no_other(assistant: Any) -> None:
    answer = ask(
        assistant,
        "Transport de marchandises, 60 salariés à Metz, la trésorerie ne tient plus :"
        " le CODEFI peut-il nous accorder un prêt FDES ?",
    )

    assert (answer.schemes[0].id, answer.schemes[0].verdict) == ("codefi", "to_check")
    told = [each.text for each in answer.sentences if "rempli" in each.text.lower()]
    assert any("Critère non rempli : Le prêt FDES exclut" in text for text in told)


def test_what_an_exception_may_lift_is_said_not_to_be_met(assistant: Any) -> None:
    answer = ask(
        assistant,
        "On a licencié trois caristes pour motif économique en septembre."
        " Est-ce qu'on peut quand même former un tourneur en POEI ?",
    )

    assert (answer.schemes[0].id, answer.schemes[0].verdict) == ("poei", "to_check")
    assert "Non rempli, sauf exception à vérifier : L'employeur n'a pas licencié" in answer.answer


def test_a_newer_cost_takes_the_place_of_the_older(assistant: Any) -> None:
    answer = talk(
        assistant,
        "Fonderie de 70 salariés à Hayange, un four à 320 000 €, le fonds vert Territoires d'industrie"
        " est pour nous ?",
        "et si on monte à 480 000 ?",
    )

    assert answer.trace["profile"]["project_cost"] == 480_000
    assert "Critère non rempli : Les dépenses du projet" not in answer.answer


def test_the_support_that_fits_best_is_told_where_what_is_told_refuses_it(assistant: Any) -> None:
    answer = ask(
        assistant,
        "Camping à Thionville, 6 salariés, on poserait 15 m² de capteurs solaires thermiques"
        " pour l'eau chaude des douches. Quelles aides ?",
    )

    refused = {scheme.id for scheme in answer.schemes if scheme.verdict == "not_eligible"}
    assert "fonds-chaleur-geothermie-solaire" in refused
    assert "25 à 1 500 m²" in answer.answer


@pytest.mark.parametrize(
    "text",
    [
        "notre projet coûte 2,9 M€, c'est fichu ?",
        "avec 900 salariés, on peut y prétendre ?",
        "notre société a 6 mois, c'est rédhibitoire ?",
    ],
)
def test_no_is_not_said_of_a_support_that_nobody_named(assistant: Any, text: str) -> None:
    answer = ask(assistant, text)
    assert not any(sentence.text.startswith("Non") for sentence in answer.sentences)


def test_what_a_project_is_about_is_not_who_asks(assistant: Any) -> None:
    answer = ask(assistant, "L'EPFGE peut-il acquérir pour nous une vieille fonderie abandonnée ?")
    assert "ne correspond pas" not in answer.answer
