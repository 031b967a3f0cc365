"""Plain text and lines cut by a layout."""

import pytest

from ingest.loading.mending import layout_of, paragraphs_of
from ingest.loading.text import read_text

LONG = "Le conseil municipal a voté une aide pour les familles qui inscrivent leurs enfants au"


def test_a_short_first_line_is_the_title() -> None:
    content = read_text("Horaires\n\nLe bassin ouvre à midi.".encode())
    assert content.title == "Horaires"
    assert [(block.text, block.heading_path) for block in content.blocks] == [
        ("Le bassin ouvre à midi.", ("Horaires",))
    ]


def test_a_first_line_that_is_a_sentence_is_no_title() -> None:
    content = read_text(b"Le bassin ouvre.\n\nIl ferme.")
    assert (content.title, len(content.blocks)) == (None, 2)


def test_a_single_line_is_kept_as_text() -> None:
    assert read_text(b"Piscine").blocks[0].text == "Piscine"


def test_lines_cut_at_the_width_are_joined() -> None:
    assert read_text(f"{LONG}\nclub de natation.".encode()).blocks[0].text == f"{LONG} club de natation."


def test_short_lines_stay_apart() -> None:
    lines = ["Lundi : 9 h à 12 h", "Mardi : 9 h à 12 h"]
    assert paragraphs_of(lines, layout_of(lines)) == tuple(lines)


CUT_WORDS = {
    "a cut word": ("l'aménage-", "ment du quai", "l'aménagement du quai"),
    "an inverted pronoun": ("le conseil a-t-", "il voté ?", "le conseil a-t-il voté ?"),
    "a first element": ("un texte non-", "voté", "un texte non-voté"),
    "a proper name": ("à Saint-", "Avold", "à Saint-Avold"),
}


@pytest.mark.parametrize(("first", "second", "whole"), CUT_WORDS.values(), ids=CUT_WORDS.keys())
def test_a_word_cut_at_the_end_of_a_line_is_whole_again(first: str, second: str, whole: str) -> None:
    lines = [f"{LONG} {first}", second]
    assert paragraphs_of(lines, layout_of(lines)) == (f"{LONG} {whole}",)


def test_a_word_written_with_a_hyphen_elsewhere_keeps_it() -> None:
    lines = [f"{LONG} porte-", "monnaie", "", "Le porte-monnaie est perdu."]
    assert paragraphs_of(lines, layout_of(lines))[0].endswith("porte-monnaie")
