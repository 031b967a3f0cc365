"""What is personal in a message is taken out, in any writing, and business numbers stay."""

import itertools
import logging
from datetime import date
from typing import Any

import pytest
from stdnum import iban

from assistant.answering.personal_data import personal_spans, withhold
from assistant.records import Question, Turn

MARK = "[retiré]"
GAPS = ("", " ", ".", "-", "\u00a0", "\u202f", "\u2011")
PHONES = [
    f"{prefix}{gap.join(('6', '12', '34', '56', '78'))}"
    for prefix, gap in itertools.product(
        ("0", "+33 ", "+33", "+33 (0)", "+33(0)", "0033 ", "00 33 ", "(0)"), GAPS
    )
]
FOREIGN_PHONES = [
    *("+352 621 123 456", "+352621123456", "00352 26 12 34 56", "+352 26 12 34"),
    *("+49 681 4567890", "+49 (0) 681 456 7890", "0681/4567890", "0170 1234567", "0049 170 1234567"),
    *("+32 470 12 34 56", "+41 79 123 45 67"),
]
SECURITY_NUMBERS = [
    gap.join(groups)
    for groups, gap in itertools.product(
        (
            ("2", "95", "10", "99", "126", "111", "93"),
            ("2", "53", "07", "2B", "073", "004", "70"),
            ("1", "85", "05", "78", "006", "084", "91"),
        ),
        GAPS,
    )
]
ACCOUNTS = [
    gap.join(number[at : at + 4] for at in range(0, len(number), 4))
    for number, gap in itertools.product(
        (
            "FR7630006000011234567890189",
            "LU280019400644750000",
            "DE89370400440532013000",
            "BE68539007547034",
            "fr7630006000011234567890189",
        ),
        GAPS,
    )
]
EMAILS = [
    *("jean.dupont@gmail.com", "Marie+pro@forge-lorraine.fr", "j_d@sous.domaine.example.eu"),
    *("jean.dupont (at) gmail.com", "jean [at] exemple [point] fr", "jean arobase exemple point fr"),
    "jean.dupont @ gmail.com",
]
PERSONAL = [*PHONES, *FOREIGN_PHONES, *SECURITY_NUMBERS, *ACCOUNTS, *EMAILS]

BUSINESS = """\
SIRET 830 141 321 00034
SIRET : 83014132100034, quelles aides ?
SIREN 830 141 321
Mon SIREN est 005880034
EPCI 200 039 865 et 245 700 695
TVA FR 40 303 265 045
TVA FR40303265045, 57100 Thionville
NAF 24.51Z
code APE 2451Z
57100
57100 57310 54400
INSEE 57672 54323 57306
400 000 €
+ 1 200 000 000 € annoncés
0 € ou 1 200 000 000 euros
de 10 000 000 à 20 000 000 euros
0,0123456789 kg
NOR ATDB2506163J
décret n° 2023-1322 du 29 décembre 2023
règlement (UE) 2014/651, SA.103603
CELEX 32014R0651
JORFTEXT000051234567
le 30/01/2024 à 10 h 30
01/02/2026 - 03/04/2026
du 01.02.2026 au 03.04.2026
du 2026-11-22 au 2026-12-31
phase 2 (2023-2027)
2023 2024 2025 2026 2027
20 salariés, 3 200 000 euros de CA
ICPE 0062.00123
code AIOT 0006200123
RNA W571000000
IDCC 3248
dossier n° 24-03-1234567
article L. 1233-84 du code du travail
Joindre un devis de 250 000 euros
four de 1500 kW à 1 600 °C, 12 000 t/an
Appelez-vous cela une aide de 100 000 € ?
@ADEME
""".splitlines()


@pytest.mark.parametrize("number", PERSONAL)
def test_a_personal_number_is_taken_out_and_the_rest_is_kept(number: str) -> None:
    withheld = withhold(f"Je suis joignable : {number}, quel est le montant du Prêt Vert ?", MARK)

    assert withheld.text == f"Je suis joignable : {MARK}, quel est le montant du Prêt Vert ?"
    assert withheld.rest == "Je suis joignable : , quel est le montant du Prêt Vert ?"
    assert not withheld.is_all


@pytest.mark.parametrize("number", PERSONAL)
def test_nothing_of_a_personal_number_is_left_next_to_a_postcode_or_an_amount(number: str) -> None:
    withheld = withhold(f"57100 Thionville ; {number} ; 400 000 € ; SIRET 830 141 321 00034", MARK)

    assert withheld.text == f"57100 Thionville ; {MARK} ; 400 000 € ; SIRET 830 141 321 00034"


@pytest.mark.parametrize("number", PERSONAL)
def test_a_personal_number_alone_asks_nothing(number: str) -> None:
    assert withhold(f"Bonjour, mon numéro : {number}. Merci", MARK).is_all


@pytest.mark.parametrize("text", BUSINESS)
def test_a_number_of_business_life_passes_untouched(text: str) -> None:
    withheld = withhold(text, MARK)

    assert (withheld.text, withheld.rest, withheld.is_any) == (text, text, False)


@pytest.mark.parametrize(
    "hidden", ["06\u200b12\u200b34\u200b56\u200b78", "０６ １２ ３４ ５６ ７８", "0\u202e612345678"]
)
def test_a_number_that_hides_behind_unseen_or_wide_characters_is_found(hidden: str) -> None:
    assert withhold(hidden, MARK).text == MARK


@pytest.mark.parametrize(
    "named", ["tél. 621 123 456", "NIR 1850578006084", "IBAN FR76 3000 6000 0112 3456 7890 188"]
)
def test_a_number_whose_check_cannot_tell_is_known_by_its_name(named: str) -> None:
    assert withhold(named, MARK).is_any


def test_a_wrong_key_makes_no_account_number() -> None:
    wrong = "FR76 3000 6000 0112 3456 7890 188"

    assert not iban.is_valid(wrong)
    assert personal_spans(f"référence {wrong}") == []


def test_several_numbers_are_all_taken_out() -> None:
    text = "06 12 34 56 78 ou jean@exemple.fr ou FR76 3000 6000 0112 3456 7890 189"

    assert withhold(text, MARK).text == f"{MARK} ou {MARK} ou {MARK}"


def test_what_was_withheld_before_is_known_by_its_mark() -> None:
    again = withhold(withhold("06 12 34 56 78, montant du Prêt Vert ?", MARK).text, MARK)

    assert (again.text, again.is_any) == (f"{MARK}, montant du Prêt Vert ?", True)


def test_a_very_long_message_is_read_in_no_time() -> None:
    for piece in ("0", "06 ", "a@", "FR76 ", "1 85 ", "+", "a.", "(0)"):
        withhold(piece * (20_000 // len(piece)), MARK)


def test_an_answer_keeps_no_personal_number_and_says_so(
    assistant: Any, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        answer = assistant.answer(
            Question("Mon portable : 06 12 34 56 78. Quel est le montant du Prêt Vert ?", date(2026, 11, 23))
        )

    assert answer.schemes[0].id == "pret-vert"
    assert answer.warnings[0] == assistant.messages.say("warning_personal_number")
    assert "12 34 56" not in f"{answer}{caplog.text}"
    assert assistant.messages.say("personal_number_mark") in answer.question


def test_a_personal_number_alone_gets_a_question_back(assistant: Any) -> None:
    answer = assistant.answer(Question("jean.dupont@exemple.fr", date(2026, 11, 23)))

    assert (answer.status, answer.reason) == ("clarify", "clarify_personal_number")
    assert "dupont" not in str(answer)


def test_the_history_is_received_without_personal_numbers(assistant: Any) -> None:
    history = (
        Turn("user", "06 12 34 56 78 Quel est le montant du Prêt Vert ?"),
        Turn("assistant", "05 00 00 00 00"),
    )

    received = assistant.reception.receive(Question("Et pour qui ?", date(2026, 11, 23), history))

    assert [turn.content for turn in received.question.history] == [
        "Quel est le montant du Prêt Vert ?",
        "05 00 00 00 00",
    ]


def test_the_same_question_with_and_without_a_siret_has_the_same_facts(assistant: Any) -> None:
    with_siret = assistant.answer(
        Question("SIRET 830 141 321 00034, montant du Prêt Vert ?", date(2026, 11, 23))
    )

    assert "830 141 321 00034" in with_siret.question
    assert (
        with_siret.warnings
        == assistant.answer(Question("montant du Prêt Vert ?", date(2026, 11, 23))).warnings
    )
