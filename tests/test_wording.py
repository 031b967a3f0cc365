"""Dates, numbers and lists as prose writes them."""

import pytest

from assistant.wording import after_colon, as_sentence, dated, enumerated, written_date, written_number


@pytest.mark.parametrize(
    ("iso", "words"),
    [
        ("2026-04-01", "1er avril 2026"),
        ("2026-12-31", "31 décembre 2026"),
        ("2026-08", "août 2026"),
        ("2026", "2026"),
    ],
)
def test_a_date_is_written_in_words(iso: str, words: str) -> None:
    assert written_date(iso) == words


@pytest.mark.parametrize(
    ("iso", "words"), [("2026-04-02", "le 2 avril 2026"), ("2026-04", "en avril 2026"), ("2026", "en 2026")]
)
def test_a_date_is_introduced_by_its_word(iso: str, words: str) -> None:
    assert dated(iso) == words


@pytest.mark.parametrize(("number", "words"), [(0, "0"), (999, "999"), (1200, "1 200"), (675335, "675 335")])
def test_a_number_has_a_space_between_thousands(number: int, words: str) -> None:
    assert written_number(number) == words


@pytest.mark.parametrize(
    ("items", "words"), [([], ""), (["a"], "a"), (["a", "b"], "a et b"), (["a", "b", "c"], "a, b et c")]
)
def test_a_list_ends_with_et(items: list[str], words: str) -> None:
    assert enumerated(items) == words


@pytest.mark.parametrize(("text", "sentence"), [("Oui", "Oui."), ("Oui.", "Oui."), ("Oui ?", "Oui ?")])
def test_a_sentence_ends_with_one_mark(text: str, sentence: str) -> None:
    assert as_sentence(text) == sentence


@pytest.mark.parametrize(
    ("text", "written"),
    [("De 5 à 10 €", "de 5 à 10 €"), ("ADEME", "ADEME"), ("Bpifrance prête", "Bpifrance prête"), ("", "")],
)
def test_after_a_colon_only_names_keep_their_capital(text: str, written: str) -> None:
    assert after_colon(text, frozenset({"Bpifrance"})) == written
