"""Of several places, the one of the project when the wording leaves no doubt."""

from datetime import date

import pytest

from assistant.profiles.told import ProfileListener

UCKANGE, LONGWY, HAYANGE, FLORANGE, ROMBAS = "57683", "54323", "57306", "57221", "57591"
CLEAR = [
    ("notre siège est à Saint-Avold mais l'atelier est à Uckange, c'est là qu'on investit", UCKANGE),
    ("nous sommes à Metz et ouvrons un dépôt à Longwy", LONGWY),
    ("basés à Metz, nous construisons une usine à Longwy", LONGWY),
    ("nous quittons Metz pour nous installer à Longwy", LONGWY),
    ("siège à Metz, projet à Florange", FLORANGE),
    ("nous agrandissons notre site de Florange, le siège reste à Thionville", FLORANGE),
    ("nous sommes à Metz, c'est à Uckange que nous investissons", UCKANGE),
    ("j'habite Thionville, je veux ouvrir un atelier à Rombas", ROMBAS),
    ("siège à Metz, usines à Longwy et Hayange, nous investissons à Hayange", HAYANGE),
]
UNCLEAR = [
    "siège social à Metz, usine à Uckange",
    "nous avons un atelier à Metz et un à Thionville",
    "on hésite à ouvrir à Longwy ou à Thionville",
    "nous sommes à Metz et n'ouvrirons pas à Longwy",
    "nous sommes à Metz, notre usine construite à Longwy tourne bien",
    "nous sommes à Hayange, pourquoi ouvrir un dépôt à Longwy ?",
    "une usine de Metz veut investir à Longwy, nous à Yutz",
    "l'entreprise est à Hayange, je vends à Metz",
]


@pytest.mark.parametrize(("text", "commune"), CLEAR)
def test_the_place_of_the_project_is_preferred_to_the_seat(
    listener: ProfileListener, today: date, text: str, commune: str
) -> None:
    assert listener.hear(text, today).profile.commune == commune


@pytest.mark.parametrize("text", UNCLEAR)
def test_places_between_which_nothing_decides_are_asked(
    listener: ProfileListener, today: date, text: str
) -> None:
    heard = listener.hear(text, today)
    assert heard.profile.commune is None
    assert [problem.key for problem in heard.problems] == ["profile_which_place"]
