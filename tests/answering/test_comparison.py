"""Supports side by side, and whether one may have them together."""

from datetime import date
from typing import Any

import pytest

from assistant.answering.support_finding import is_on_both
from assistant.records import Answer, Question

TODAY = date(2026, 11, 28)


def ask(assistant: Any, text: str) -> Answer:
    answer = assistant.answer(Question(text, TODAY))
    assert isinstance(answer, Answer)
    return answer


@pytest.mark.parametrize(
    ("question", "is_together"),
    [
        ("Le CIR se cumule-t-il avec le CICo ?", True),
        ("Peut-on toucher les deux sur la même facture ?", True),
        ("Peut-on demander AMIE 57 en plus du Prêt Vert ?", True),
        ("Entre les deux prêts, lequel monte le plus haut ? Donnez les deux plafonds.", False),
        ("Est-ce le même préfet qui décide ?", False),
    ],
)
def test_wordings_that_want_two_supports_together(question: str, is_together: bool) -> None:
    assert is_on_both(question) is is_together


def test_what_a_record_says_of_the_other_support_leads(assistant: Any) -> None:
    answer = ask(assistant, "Une dépense déjà comptée au CII peut-elle se cumuler avec le CIR ?")

    first = next(sentence.text for sentence in answer.sentences if sentence.citations)
    assert first == "Une même dépense ne compte pas à la fois pour le CIR et pour le CII."
    assert answer.columns


def test_a_statement_on_both_leads(assistant: Any) -> None:
    answer = ask(assistant, "Le VTE Territoires d'industrie et le VTE vert se cumulaient pour combien ?")

    text = answer.answer.replace("\u202f", " ").replace("\u00a0", " ")
    assert "12 000" in text.partition("|")[0]


def test_where_no_record_tells_it_is_said_and_the_general_rule_follows(assistant: Any) -> None:
    answer = ask(assistant, "Peut-on cumuler le Prêt Vert et AMIE 57 ?")

    assert "ne disent pas" in answer.answer
    assert "intensité" in answer.answer
    assert {scheme.id for scheme in answer.schemes} == {"pret-vert", "amie57"}


@pytest.mark.parametrize(("people", "out", "left"), [(480, "CODEFI", "CIRI"), (310, "CIRI", "CODEFI")])
def test_what_was_told_decides_of_each_before_the_table(
    assistant: Any, people: int, out: str, left: str
) -> None:
    question = f"{people} salariés à Metz, trésorerie tendue : je les oriente vers le CODEFI ou le CIRI ?"
    answer = ask(assistant, question)

    said = [sentence.text for sentence in answer.sentences if sentence.citations]
    verdicts = {scheme.id.upper(): scheme.verdict for scheme in answer.schemes}
    assert any(out in text and "ne correspond pas" in text for text in said)
    assert verdicts[out] == "not_eligible"
    assert any(left in text and "Rempli" in text for text in said[:4])


def test_a_comparison_on_one_row_still_says_what_is_closed(assistant: Any) -> None:
    answer = ask(assistant, "Quelle différence de conditions entre le VTE vert et le Diag Éco-Flux ?")

    assert "Fermé" in answer.answer


def test_a_condition_that_only_informs_is_in_the_table(assistant: Any) -> None:
    answer = ask(assistant, "Quelle différence entre la garantie Bpifrance et le Prêt Vert ?")

    assert "protège la banque" in answer.answer


def test_beside_another_question_each_line_says_its_support_and_none_comes_twice(assistant: Any) -> None:
    answer = ask(
        assistant,
        "CIRI et CODEFI, quelle différence, et à partir de combien de salariés passe-t-on au CIRI ?",
    )

    texts = [sentence.text for sentence in answer.sentences]
    assert any(text.startswith("CODEFI") and "moins de 400 salariés" in text for text in texts)
    assert sum("ntreprise compte plus de 400 salariés" in text for text in texts) == 1


def test_each_of_two_supports_gets_its_verdict_where_one_tells_who_asks(assistant: Any) -> None:
    answer = ask(assistant, "Usine de 480 salariés à Florange : CODEFI ou CIRI, et pour combien ?")

    assert {scheme.id: scheme.verdict for scheme in answer.schemes} == {
        "ciri": "to_check",
        "codefi": "not_eligible",
    }
    text = answer.answer.replace("\u202f", " ").replace("\u00a0", " ")
    assert text.index("CIRI") < text.index(
        "CODEFI – entreprises de moins de 400 salariés : ne correspond pas"
    )
    assert "800 000 €" in text and not answer.columns


@pytest.mark.parametrize("question", ["DECARB FLASH ou DECARB IND ?", "Le CIR ou le CII, lequel ?"])
def test_two_supports_with_nobody_told_are_set_side_by_side(assistant: Any, question: str) -> None:
    assert ask(assistant, question).columns


def test_two_supports_of_which_the_way_to_apply_is_asked_show_that_alone(assistant: Any) -> None:
    answer = ask(assistant, "À qui demander un Prêt Vert ou un Diag Éco-Flux ?")

    assert answer.rows == ("Démarche",)


def test_a_support_that_who_asks_cannot_have_is_said_before_what_is_said_of_both(assistant: Any) -> None:
    answer = ask(assistant, "Nous sommes 320 salariés, pouvons-nous cumuler le CIR et le CII ?")

    first = next(sentence.text for sentence in answer.sentences if sentence.citations)
    assert first.startswith("- Crédit d'impôt innovation (CII) : ne correspond pas")
