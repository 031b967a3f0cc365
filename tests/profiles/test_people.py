"""The people of a company as a message counts them, and those who are not its own."""

import pytest

from assistant.french import fold, whole_numbers
from assistant.number_words import in_digits
from assistant.profiles.people import group_told, headcount_told, roughly_in_digits


def folded(text: str) -> str:
    return roughly_in_digits(in_digits(whole_numbers(fold(text))))


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("notre usine a 40 salariés", 40),
        ("l'atelier a 22 gars", 22),
        ("on a 40 salariés", 40),
        ("le site de Florange a 120 salariés", 120),
        ("la PME a une quinzaine de salariés", 15),
        ("on est une trentaine chez nous", 30),
        ("nous sommes une centaine de salariés", 100),
        ("mon garage fait travailler 9 personnes", 9),
        ("un hôtel de 22 salariés", 22),
        ("14 salariés, on sera 25 l'an prochain", 14),
        ("on était 60 salariés, nous sommes 45", 45),
        ("SAS de transport, Augny, 60 salariés", 60),
        ("28 CDI en plus des 150 actuels", 150),
        ("28 personnes en plus de nos 150 salariés", 150),
        ("le chèque, à 7 dans l'atelier, c'est jouable ?", 7),
        ("on bosse à six, à Longwy", 6),
        ("nous employons 45 à Florange", 45),
        ("on n'est que 9", 9),
        ("nous ne sommes plus que dix-sept", 17),
        ("nous sommes actuellement 180 sur le site", 180),
        ("menuiserie de 9, Hagondange", 9),
        ("environ 45 salariés", 45),
        ("mon client a 14 salariés, l'exonération passe ?", 14),
        ("Un client de 430 salariés à Woippy : CODEFI ou CIRI ?", 430),
        ("Pour un client de 15 salariés, le diagnostic est ouvert ?", 15),
        ("Je conseille une TPE, un de mes clients : 12 salariés", 12),
        ("je reprends une scierie, nous aurons 17 salariés", 17),
        ("le garage que mon fils rachète comptera 6 personnes", 6),
        ("je bosse seul à Longwy", 0),
        ("je suis toute seule, couturière", 0),
        ("5 emplois supplémentaires qui s'ajoutent aux 40, ça compte ?", 40),
    ],
)
def test_the_people_of_a_company_are_counted(text: str, people: int) -> None:
    assert headcount_told(folded(text)) == people


@pytest.mark.parametrize(
    "text",
    [
        "une salle de 300 personnes",
        "je reprends une scierie et dans trois ans nous aurons 40 salariés",
        "nous aurons 40 salariés",
        "un salon d'environ 120 personnes",
        "environ 20 salariés",
        "nous sommes à 300 mètres d'une école",
        "nous sommes à 2 h de Metz",
        "on est 300e au classement",
        "on tourne à 90 % de capacité",
        "une galerie de 40, rue des Forges",
        "imprimerie de 12 machines",
        "une usine de 2019, à Metz",
        "de 5 à 8 dans l'atelier",
        "mon voisin emploie 45",
        "je suis seul à décider",
        "je suis seul actionnaire",
        "construire une salle des fêtes de 300 personnes",
        "une cantine qui nourrit 200 personnes",
        "accueillir 120 personnes par jour",
        "un lotissement de 40 logements",
        "une réunion de 40 personnes",
        "on est une trentaine d'entreprises dans l'association",
        "on est une trentaine d'artisans",
        "on est une vingtaine",
        "l'entreprise voisine a 300 salariés",
        "la société de mon frère a 12 salariés",
        "on livre un client de 5 000 salariés",
        "mon atelier fournit mon client de 5 000 salariés",
        "notre client a 5 000 salariés",
        "je vends à un client de 800 salariés",
        "passer l'atelier à 20 salariés",
        "passer mon atelier de 10 à 20 salariés",
        "on a 3 salariés à former",
        "on a 4 salariés qui partent à la retraite",
        "nous avons 2 salariés en arrêt",
        "on sera 25 l'an prochain",
        "on sera 25 salariés l'an prochain",
        "objectif 80 salariés en 2030",
        "on était 60 salariés avant la crise",
        "nous sommes à 57000",
        "28 salariés de plus",
        "capital détenu par deux personnes physiques",
        "12 personnes en plus l'an prochain",
        "28 CDI en plus des 12 apprentis",
        "28 CDI en plus des 150 000 € de travaux",
        "5 emplois en plus des 2 postes vacants",
    ],
)
def test_a_crowd_others_people_and_those_to_come_are_no_headcount(text: str) -> None:
    assert headcount_told(folded(text)) is None


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("14 salariés, et si j'embauche, disons qu'on passe à 22, c'est toujours bon ?", 22),
        ("si je recrute et qu'on passe à 51, on perd l'aide ?", 51),
        ("et si on embauche 8 personnes, on serait 22", 22),
        ("et si on passe à 22 salariés ?", 22),
        ("14 salariés, et si on était 31 ?", 31),
        ("et si on passe à 1200 ?", None),
        ("et si on embauche et qu'on passe à 3 équipes ?", None),
        ("si on passe à 22 % d'effectif féminin ?", None),
        ("si on passe à 35 heures pour les salariés ?", None),
        ("on passe à 22 l'an prochain avec deux embauches", None),
    ],
)
def test_a_headcount_that_is_supposed_is_the_one_asked_about(text: str, people: int | None) -> None:
    assert headcount_told(folded(text)) == people


@pytest.mark.parametrize(
    ("text", "people", "size"),
    [
        ("on est 430 salariés dans le groupe dont 180 à Hagondange", 180, "ETI"),
        ("430 salariés dans le groupe, 180 chez nous", 180, "ETI"),
        ("filiale d'un groupe de 6 000 salariés, 40 personnes ici", 40, "GE"),
        ("filiale d'un groupe allemand de 1 200 personnes, nous sommes 60", 60, "ETI"),
        ("filiale d'un groupe de 6 000 salariés", None, "GE"),
        ("un groupe de tubes, 1 150 personnes dont 450 à Thionville", 1150, None),
        ("notre groupe belge (6 500 salariés) a une usine de 90 personnes ici", 90, "GE"),
        ("notre groupe de 300 salariés veut un four", 300, None),
        ("on est 300 salariés dont 40 intérimaires", 300, None),
        ("on est 30 salariés dont 12 à Metz", 30, None),
    ],
)
def test_of_a_group_and_its_part_the_part_is_counted(text: str, people: int | None, size: str | None) -> None:
    assert headcount_told(folded(text)) == people
    assert group_told(folded(text)).get("size") == size
