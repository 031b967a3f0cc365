"""How a text names a support, and the catalogue as a snapshot."""

import json
from datetime import date

import pytest

from assistant.supports.catalogue import Catalogue
from assistant.supports.deadlines import window_on


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("combien donne le prêt vert ?", {"pret-vert"}),
        ("le PRET VERT ademe existe encore", {"pret-vert-ademe"}),
        ("taux du C3IV en zone AFR", {"c3iv", "afr-zonage"}),
        ("le CIR et le CII", {"cir", "cii"}),
        ("VTE vert", {"vte-vert"}),
        ("prime VTE en territoire d'industrie", {"vte-territoires-industrie"}),
        ("DECARB FLASH", {"decarb-flash"}),
        ("AMIE 57", {"amie57"}),
        ("une amie de Metz", set()),
        ("le cirque de Gavarnie", set()),
        ("pact industrie", set()),
        ("", set()),
    ],
)
def test_a_support_is_named_by_its_name_or_alias_as_whole_words(
    catalogue: Catalogue, text: str, ids: set[str]
) -> None:
    assert {support.id for support in catalogue.named_in(text)} == ids


def test_an_ambiguous_alias_gives_every_support_that_bears_it(catalogue: Catalogue) -> None:
    named = {support.id for support in catalogue.named_in("c'est quoi le fonds vert")}
    assert named == {"fonds-vert-territoires-industrie", "fonds-vert-recyclage-foncier"}


def test_every_support_is_found_by_its_own_name(catalogue: Catalogue) -> None:
    missed = [s.id for s in catalogue if s.id not in {n.id for n in catalogue.named_in(f"« {s.name} » ?")}]
    assert missed == []


def test_an_unknown_id_gives_none(catalogue: Catalogue) -> None:
    assert catalogue.get("inconnu") is None


def test_the_catalogue_survives_its_snapshot(catalogue: Catalogue) -> None:
    assert Catalogue.from_json(json.loads(json.dumps(catalogue.to_json()))) == catalogue


def test_no_closed_or_unknown_support_is_presented_as_open(catalogue: Catalogue) -> None:
    today = date(2026, 11, 23)
    wrong = [
        support.id
        for support in catalogue
        if support.status in ("closed", "unknown")
        and window_on(support, today).state in ("open", "permanent")
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("LED à refaire, le Diag Éco-Flux est-il pour nous ?", "LED à refaire, le  est-il pour nous ?"),
        ("Un four électrique : DECARB FLASH ou PRET-VERT ?", "Un four électrique :  ou  ?"),
        ("Prêt Vert ?", "Prêt Vert ?"),
        ("Aucun nom ici", "Aucun nom ici"),
        ("", ""),
    ],
)
def test_the_names_of_supports_are_taken_out_where_more_is_said(
    catalogue: Catalogue, text: str, left: str
) -> None:
    assert catalogue.without_names(text) == left
