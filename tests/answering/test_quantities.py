"""The figures of a text, and those that its excerpts do not carry."""

from pathlib import Path

import pytest

from assistant.answering.contacts import contacts_in
from assistant.answering.quantities import Figure, figures_in, unsupported_figures
from assistant.sentences import split_sentences
from assistant.settings import PROJECT
from assistant.yaml_files import read_yaml

SAME = {
    "an amount of 400,000 euros": [
        "400 k€",
        "400 000 €",
        "400\u202f000\u00a0€",
        "400000 euros",
        "400k€",
        "0,4 million d'euros",
        "quatre cent mille euros",
        "400 000 d’euros",
    ],
    "an amount in billions": ["1,36 milliard d'euros", "1,36 Md€", "1 360 M€", "1.36 milliard d’euros"],
    "one million": ["un million d'euros", "1 M€", "1 000 000 €"],
    "a rate": ["70 %", "70%", "70 pour cent", "soixante-dix pour cent"],
    "a half": ["la moitié des dépenses", "50 % des dépenses"],
    "a range of rates": ["de 20 à 30 %", "20 % à 30 %", "entre 20 et 30 %", "20-30 %"],
    "a list of rates": ["35, 35 et 45 %", "35 % et 45 %"],
    "a range of millions": ["de 5 à 50 M€", "5 M€ et 50 M€", "de 5 à 50 millions d'euros"],
    "a range up to one million": ["de 500 000 à 1 million d'euros", "500 k€ et 1 M€"],
    "a range of months": ["de 6 à 12 mois", "six à douze mois"],
    "a day": ["30 janvier 2024", "30/01/2024", "2024-01-30", "30.01.2024", "30 January 2024"],
    "a first of the month": ["1er avril 2025", "01/04/2025"],
    "a month": ["janvier 2024", "2024-01", "01/2024"],
    "two days of one month": ["du 3 au 7 mars 2025", "le 3 mars 2025 et le 7 mars 2025"],
    "two days of one year": ["du 15 janvier au 31 mars 2026", "15/01/2026 - 31/03/2026"],
    "a count in words": ["dix intercommunalités", "10 intercommunalités"],
    "a compound in words": ["vingt et un projets", "21 projets"],
    "a number in eighty": ["quatre-vingt-dix-sept communes", "97 communes"],
    "hundreds in words": ["deux cent dix-huit communes", "218 communes"],
    "nine before a plural": ["neuf intercommunalités", "9 intercommunalités"],
    "an ordinal": ["la deuxième phase", "la 2e phase", "la 2ème phase", "la phase 2"],
    "an article of law": ["L. 312-44", "L.312-44", "L312-44"],
    "a subscript": ["CO2", "CO₂"],
    "a measure": ["100 GWh", "100GWh"],
}


@pytest.mark.parametrize("texts", SAME.values(), ids=SAME.keys())
def test_one_figure_written_in_several_ways_reads_the_same(texts: list[str]) -> None:
    first, *others = (figures_in(text) for text in texts)
    assert first
    assert all(other == first for other in others)


READ = {
    "400 k€": {Figure("number", "400000", "€")},
    "le 30 janvier 2024": {Figure("date", "2024-01-30")},
    "de 2023 à 2027": {Figure("date", "2023"), Figure("date", "2027")},
    "2023-2027": {Figure("date", "2023"), Figure("date", "2027")},
    "France 2030": {Figure("date", "2030")},
    "2 000 à 2 500 €": {Figure("number", "2000", "€"), Figure("number", "2500", "€")},
    "Fonds vert axe 3": {Figure("number", "3")},
    "IRT M2P": {Figure("code", "m2p")},
    "C3IV": {Figure("code", "c3iv")},
    "(DSP000810)": {Figure("code", "dsp000810")},
    "57190 Florange": {Figure("number", "57190")},
    "le code NAF 10.11Z": {Figure("code", "10.11z")},
    "jusqu'au 15 décembre": {Figure("date", "--12-15")},
    "15 décembre au 31 janvier 2026": {Figure("date", "--12-15"), Figure("date", "2026-01-31")},
    "2 500 salariés": {Figure("number", "2500")},
    "20 salariés et 3 M€": {Figure("number", "20"), Figure("number", "3000000", "€")},
}


@pytest.mark.parametrize(("text", "figures"), READ.items(), ids=READ.keys())
def test_a_text_is_read_to_these_figures(text: str, figures: set[Figure]) -> None:
    assert figures_in(text) == figures


@pytest.mark.parametrize(
    "text",
    [
        "un projet et une aide",
        "une quarantaine de projets, une centaine d'emplois",
        "le Premier ministre et la première réunion",
        "le 1er appel à projets",
        "un bâtiment neuf sans aide",
        "appelez le 03 87 12 34 56",
        "voir https://www.exemple.fr/aide-2024/12 ou aide2024@exemple.fr",
        "une usine en Lorraine",
    ],
)
def test_articles_approximations_and_contacts_are_no_figures(text: str) -> None:
    assert figures_in(text) == frozenset()


CARRIED = [
    ("En 2024, rien.", "Réunion du 30 janvier 2024."),
    ("En janvier 2024, rien.", "Réunion du 30 janvier 2024."),
    ("Le 30 janvier 2024.", "Réunion le 2024-01-30."),
    ("Le 30 janvier.", "Réunion le 30 janvier 2024."),
    ("En janvier.", "Réunion le 30 janvier 2024."),
    ("1 territoire.", "Un territoire est retenu."),
    ("Durée : 12 mois.", "De 6 à 12 mois."),
    ("Taux de 20 %.", "Taux de 20 à 30 %."),
    ("100 M€ annoncés.", "Les 100 millions annoncés."),
    ("Un prêt à taux zéro.", "Prêt à 0 %."),
    ("Du 12 janvier au 15 décembre 2024.", "En 2024, dépôt du 12 janvier au 15 décembre."),
    ("9 territoires.", "Quatre sont en Alsace et neuf en Lorraine."),
    ("1950 salariés.", "Le site emploie 1 950 salariés."),
]


@pytest.mark.parametrize(("sentence", "excerpt"), CARRIED)
def test_a_figure_that_an_excerpt_carries_passes(sentence: str, excerpt: str) -> None:
    assert unsupported_figures(sentence, [excerpt]) == ()


MISSING = [
    ("Le 31 janvier 2024.", "Réunion du 30 janvier 2024.", "2024-01-31"),
    ("Le 30 janvier 2024.", "Réunion en janvier 2024.", "2024-01-30"),
    ("Le 30 janvier 2024.", "Réunion le 30 janvier.", "2024-01-30"),
    ("Le 30 janvier 2025.", "Réunion du 30 janvier 2024.", "2025-01-30"),
    ("Le 12 janvier 2025.", "En 2024 puis 2025, dépôt dès le 12 janvier.", "2025-01-12"),
    ("En 2025.", "Réunion du 30 janvier 2024.", "2025"),
    ("En mars.", "Réunion du 30 janvier 2024.", "--03"),
    ("400 M€.", "Une aide de 400 k€.", "400000000 €"),
    ("132 €.", "132 salariés.", "132 €"),
    ("40 %.", "40 €.", "40 %"),
    ("3 mois.", "3 ans.", "3 mois"),
    ("11 communes.", "10 communes et 1 syndicat.", "11"),
    ("Vingt-deux communes.", "21 communes.", "22"),
    ("DSP000811.", "DSP000810.", "dsp000811"),
    ("L. 312-45.", "Article L. 312-44.", "l312-45"),
    ("400 000 €.", "1 400 000 €.", "400000 €"),
    ("5 %.", "1,5 %.", "5 %"),
    ("Les deux tiers.", "La moitié.", "2tiers"),
]


@pytest.mark.parametrize(("sentence", "excerpt", "missing"), MISSING)
def test_a_figure_that_no_excerpt_carries_is_named(sentence: str, excerpt: str, missing: str) -> None:
    assert unsupported_figures(sentence, [excerpt]) == (missing,)


def test_figures_may_come_from_several_excerpts() -> None:
    assert unsupported_figures("2 aides de 5 %.", ["2 aides.", "Un taux de 5 %."]) == ()


def test_without_excerpts_no_figure_is_carried() -> None:
    assert unsupported_figures("2 aides de 5 %.", []) == ("2", "5 %")


def strings(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    children = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for child in children for text in strings(child)]


def corpus_texts(folder: Path) -> list[str]:
    files = sorted(folder.glob("*.yaml"))
    return [text for file in files for text in strings(read_yaml(file))]


@pytest.mark.parametrize("folder", ["facts", "supports"])
def test_every_sentence_of_the_corpus_is_carried_by_the_text_it_is_cut_from(folder: str) -> None:
    texts = [text for text in corpus_texts(PROJECT / "corpus" / folder) if any(c.isdigit() for c in text)]
    assert len(texts) > 100
    # A word is added so that the sentence is read figure by figure, not recognised as a slice of the text.
    faults = [
        (sentence, missing)
        for text in texts
        for sentence in split_sentences(text)
        if (missing := unsupported_figures(f"Selon la source, {sentence}", [text]))
    ]
    assert faults == []


def test_a_slice_of_an_excerpt_passes_whatever_its_figures_read_as() -> None:
    assert (
        unsupported_figures("Le lot 3, 45 places", ["Ouverture : Le lot 3, 45 places, 12 % de plus."]) == ()
    )


@pytest.mark.parametrize(
    "text", ["1 " * 20_000, "1,2." * 5_000, "a-" * 10_000, "vingt " * 5_000, "1.a" * 7_000]
)
def test_a_hostile_text_is_read_to_its_end(text: str) -> None:
    assert isinstance(figures_in(text), frozenset)


def test_contacts_are_compared_without_scheme_case_or_spacing() -> None:
    text = "Écrire à Aide@Exemple.fr, voir https://www.exemple.fr/aide/. Tél. +33 3 87 12 34 56."
    assert contacts_in(text) == {"aide@exemple.fr", "exemple.fr/aide", "0387123456"}
