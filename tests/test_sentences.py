"""French sentences, cut where a reader would."""

import pytest

from assistant.sentences import sentence_spans, split_sentences

CUT = {
    "two plain sentences": ["Le bassin ouvre à midi.", "Il ferme à 20 h."],
    "a title": ["M. Dupont et Mme Roy sont venus.", "Ils repartent."],
    "an article of law": ["Voir l'art. L. 123-4 du code.", "Il suffit."],
    "the word art at the end": ["Elle enseigne l'histoire de l'art.", "Les cours sont libres."],
    "etc. inside": ["Les livres, revues, etc. sont prêtés."],
    "etc. at the end": ["On prête livres, revues, etc.", "Les jeux restent sur place."],
    "a decimal": ["Le coût est de 1.5 million, soit 3,2 % du total.", "C'est peu."],
    "a page": ["Cf. p. 4 du guide.", "Fin."],
    "an ellipsis that goes on": ["Le dossier… mais aussi le plan."],
    "an ellipsis that ends": ["Attendez…", "Le guichet ouvre."],
    "a quoted question": ["« Est-ce ouvert ? » demande-t-il.", "Oui."],
    "a quotation that ends": ["Il dit : « C'est fermé. »", "Elle part."],
    "an hour at the end": ["Ouvert jusqu'à 18 h.", "Le samedi, jusqu'à midi."],
    "an ordinal and a number sign": ["Le 1er lot porte le n° 5.", "Il est vendu."],
    "initials": ["Le legs de J. Martin est exposé.", "On le visite."],
    "a capital letter at the end": ["Prenez la ligne A. Le bus suit."[:18], "Le bus suit."],
    "a numbered line": ["1. Le dossier est déposé en mairie.", "Il est gratuit."],
    "a figure that begins": ["Le fonds est doté.", "15 % des crédits restent."],
    "a narrow space before the sign": ["Est-ce gratuit\u202f?", "Oui\u202f!", "Venez."],
}


@pytest.mark.parametrize("sentences", CUT.values(), ids=CUT.keys())
def test_a_text_is_cut_where_a_reader_would(sentences: list[str]) -> None:
    assert split_sentences(" ".join(sentences)) == tuple(sentences)


def test_a_line_break_ends_a_sentence() -> None:
    assert split_sentences("Horaires\nLe bassin ouvre à midi.") == ("Horaires", "Le bassin ouvre à midi.")


def test_a_short_list_stays_with_its_introduction() -> None:
    text = "Vous joignez :\n- une photo ;\n- un justificatif."
    assert split_sentences(text + "\nMerci.") == (text, "Merci.")


def test_a_sentence_before_the_introduction_of_a_list_is_cut_off() -> None:
    text = "C'est simple. Vous joignez :\n- une photo."
    assert split_sentences(text) == ("C'est simple.", "Vous joignez :\n- une photo.")


def test_a_long_list_is_cut_item_by_item() -> None:
    items = [f"- la pièce numéro {n} du dossier de demande ;" for n in range(20)]
    assert split_sentences("\n".join(["Vous joignez :", *items])) == ("Vous joignez :", *items)


def test_spans_are_the_places_of_the_sentences_in_the_text() -> None:
    text = "  Un premier.   Un second.\n\n  Un titre  "
    assert [text[start:end] for start, end in sentence_spans(text)] == [
        "Un premier.",
        "Un second.",
        "Un titre",
    ]


def test_an_empty_text_has_no_sentence() -> None:
    assert split_sentences(" \n\t ") == ()
