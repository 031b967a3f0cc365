"""What two writings of the same French words have in common."""

from unicodedata import normalize

import pytest

from assistant.french import content_words, fold, stems, words


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("L’aide jusqu'à 400 000 €", ("aide", "a", "400000", "euros")),
        ("Qu'est-ce que l'EPCI d'Hayange ?", ("est", "ce", "que", "epci", "hayange")),
        ("main-d’œuvre", ("main", "oeuvre")),
        ("Île-de-France", ("iledefrance",)),
    ],
)
def test_words_lose_case_accents_elision_and_digit_spaces(written: str, expected: tuple[str, ...]) -> None:
    assert words(written) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("intercommunalités", "intercommunalite"),
        ("Électrifier des fours", "fours electrifiées"),
        ("les fiches actions", "fiche d'action"),
        ("subventionnées", "SUBVENTIONNER"),
        ("400 000 €", "400000 euros"),
    ],
)
def test_two_writings_share_their_stems(one: str, other: str) -> None:
    assert set(stems(one)) == set(stems(other))


def test_narrow_spaces_and_ligatures_fold_to_plain_text() -> None:
    assert fold("1\u202f200\u00a0000 Œuvre") == "1 200 000 oeuvre"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        *(
            ("emploi", "emplois"),
            ("élu", "élus"),
            ("euro", "euros"),
            ("crédit", "crédits"),
            ("lieu", "lieux"),
        ),
        *(("foncier", "foncière"), ("premier", "premières"), ("retenu", "retenues"), ("créer", "créée")),
        *(("visée", "viser"), ("acier", "aciers"), ("essai", "essais")),
    ],
)
def test_a_word_and_its_plural_or_feminine_share_their_stem(one: str, other: str) -> None:
    assert stems(one) == stems(other)


@pytest.mark.parametrize(("one", "other"), [("ti", "tiers"), ("loi", "lot"), ("cas", "casse")])
def test_words_that_only_look_alike_have_different_stems(one: str, other: str) -> None:
    assert stems(one) != stems(other)


@pytest.mark.parametrize(
    ("printed", "typed"),
    [
        ("le cœur", "le coeur"),
        ("L’ŒUVRE", "l'oeuvre"),
        ("l´aide", "l'aide"),
        ("l′aide", "l'aide"),
        ("ﬁnancement des ﬂux", "financement des flux"),
        ("finance\u00adment", "financement"),
        ("a\u200bide\ufeff", "aide"),
        ("sous\u2011traitant", "sous-traitant"),
        (normalize("NFD", "l’été à Noël"), "l'ete a noel"),
        ("à\u202f: 1\u202f200\u00a0€", "a : 1 200 euros"),
        ("1\u2009200", "1 200"),
    ],
)
def test_what_is_printed_and_what_is_typed_fold_alike(printed: str, typed: str) -> None:
    assert fold(printed) == fold(typed) == typed.lower()


def test_empty_words_are_not_content() -> None:
    assert content_words("Quelle est la date du comité ?") == ("date", "comite")
