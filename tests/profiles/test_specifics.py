"""What few supports ask: heard where nothing leaves a doubt, for each of these facts can refuse a support."""

from datetime import date
from typing import Any

import pytest

from assistant.french import fold, whole_numbers
from assistant.number_words import in_digits
from assistant.profiles.specifics import specifics_told
from assistant.profiles.told import ProfileListener

TODAY = date(2026, 11, 28)


def told(text: str) -> dict[str, Any]:
    return specifics_told(in_digits(whole_numbers(fold(text))), TODAY)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("Le bilan carbone a été bouclé en mars 2025.", {"carbon_footprint_done": True}),
        ("Notre bilan de gaz à effet de serre date de 2020.", {"carbon_footprint_done": False}),
        ("Bilan carbone 2024 montre que le gaz pèse lourd.", {"carbon_footprint_done": True}),
        ("On a fait notre bilan GES en 2023.", {"carbon_footprint_done": True}),
        ("Nous n'avons jamais fait de bilan carbone.", {"carbon_footprint_done": False}),
        ("On a fait un bilan carbone il y a 8 ans.", {"carbon_footprint_done": False}),
        ("Nous avons réalisé notre bilan GES l'an dernier.", {"carbon_footprint_done": True}),
        ("On a déjà fait un bilan carbone il y a 2 ans : possible ?", {"carbon_footprint_done": True}),
        ("Le bilan carbone n'est pas encore fait.", {"carbon_footprint_done": False}),
        ("Une ancienne école, jamais d'usine dessus.", {"former_use": "other", "classified_site": False}),
        ("L'ancienne fonderie (ex-ICPE).", {"former_use": "industry", "classified_site": True}),
        ("Une friche ferroviaire.", {"former_use": "railway"}),
        ("Une caserne vide depuis dix ans.", {"former_use": "military"}),
        ("Société détenue à 70 % par un géant de la chimie.", {"company_held": True}),
        ("Une holding détient 62 % de nos parts.", {"company_held": True}),
        ("La maison mère chinoise aura 100 % du capital de la filiale.", {"company_held": True}),
        ("Le groupe a 60 % des parts.", {"company_held": True}),
        ("Mon capital est à 60 % chez un groupe.", {"company_held": True}),
        ("Capital détenu à 70 % par une autre société.", {"company_held": True}),
        ("Jeune PME, capital détenu par deux personnes physiques.", {"company_held": False}),
        ("Aucun groupe au capital.", {"company_held": False}),
    ],
)
def test_a_message_tells_it(text: str, facts: dict[str, Any]):
    assert told(text) == facts


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Un bilan carbone réalisé par un stagiaire suffit ?",
        "Notre concurrent a réalisé son bilan carbone.",
        "Notre bilan carbone sera terminé en mars.",
        "Ce n'est pas notre premier bilan carbone.",
        "Le bilan carbone de la maison mère a été publié.",
        "Dans mon entreprise, je détiens 80 %.",
        "Ma société détient 60 % d'une filiale.",
        "Détenue à 100 % par ma famille, entreprise créée en 2024.",
        "On me propose de vendre 60 % du capital à un groupe.",
        "Société détenue à 40 % par un groupe.",
        "Mon capital est à 50 % tout juste chez une autre société.",
        "Le groupe a 100 % du capital d'une autre filiale.",
        "La maison mère aura 30 % du capital.",
        "Si la maison mère a 60 % du capital, que se passe-t-il ?",
        "Ma société a 60 % du capital d'une start-up.",
        "Le groupe a racheté 60 % de ses actions.",
        "Notre capital est de 60 000 €.",
    ],
)
def test_what_leaves_a_doubt_is_not_heard(text: str):
    assert told(text) == {}


@pytest.mark.parametrize(
    ("text", "headcount"),
    [
        ("Équipementier à Ennery, 620 CDI.", 620),
        ("Délégué dans une cartonnerie, 430 collègues.", 430),
        ("Nous prévoyons une ligne, 40 CDI dans trois ans.", None),
        ("Mairie : 45 collègues maires signent une motion.", None),
    ],
)
def test_contracts_beside_the_name_of_a_company_are_its_people(
    listener: ProfileListener, text: str, headcount: int | None
):
    assert listener.hear(text, TODAY).profile.headcount == headcount


@pytest.mark.parametrize(
    ("text", "takeover"),
    [
        (
            "Je suis au chômage et je veux ouvrir un atelier de couture à Hayange, créer mon entreprise.",
            False,
        ),
        ("Créer mon entreprise : je prends la suite de M. Weber.", None),
        ("Porteur de projet, je veux créer une SAS pour reprendre une scierie.", None),
    ],
)
def test_who_opens_something_new_takes_nothing_over(
    listener: ProfileListener, text: str, takeover: bool | None
):
    assert listener.hear(text, TODAY).profile.takeover is takeover
