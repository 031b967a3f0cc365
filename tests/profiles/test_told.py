"""A profile as a message tells it: what the words say, and nothing that they do not."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from assistant.profiles.declared import Declared
from assistant.profiles.told import ProfileListener

Hear = Callable[[str], Declared]
COMPANY = {"applicant": "company"}
NOTHING: dict[str, Any] = {}


@pytest.fixture(scope="module")
def hear(listener: ProfileListener, today: date) -> Hear:
    return lambda text: listener.hear(text, today)


def facts(declared: Declared) -> dict[str, Any]:
    """What was told, without what the project is about and the sector that a trade implies."""
    told = declared.profile.model_dump(exclude_defaults=True)
    return {key: value for key, value in told.items() if key not in ("themes", "sector")}


TOLD = [
    ("une PME de 45 salariés", {**COMPANY, "size": "PME", "headcount": 45}),
    ("nous sommes 45", {**COMPANY, "headcount": 45}),
    (
        "À la mairie, une SARL de 12 salariés veut agrandir, je lui dis quoi ?",
        {**COMPANY, "headcount": 12, "legal_form": "sarl"},
    ),
    (
        "La commune reçoit un demandeur d'emploi qui a un projet, où l'envoyer ?",
        {"applicant": "project_holder"},
    ),
    ("La commune veut racheter une usine", {"applicant": "local_authority"}),
    ("on est 8 à l'atelier", {**COMPANY, "headcount": 8}),
    ("45 personnes", {**COMPANY, "headcount": 45}),
    ("quarante-cinq salariés", {**COMPANY, "headcount": 45}),
    ("Atelier, douze salariés", {**COMPANY, "headcount": 12}),
    ("1 200 salariés", {**COMPANY, "headcount": 1200}),
    ("effectif : 45", {**COMPANY, "headcount": 45}),
    ("une équipe de 6", {**COMPANY, "headcount": 6}),
    ("start-up de 6", {**COMPANY, "headcount": 6, "startup": True}),
    ("45 salariés et 12 intérimaires", {**COMPANY, "headcount": 45}),
    ("je travaille seul, sans salarié", {**COMPANY, "headcount": 0}),
    ("ETI de 1200 salariés", {**COMPANY, "size": "ETI", "headcount": 1200}),
    ("nous sommes une grande entreprise", {**COMPANY, "size": "GE"}),
    ("la mairie de Villerupt", {"applicant": "local_authority", "commune": "54580"}),
    ("notre communauté de communes", {"applicant": "epci"}),
    ("une association de quartier", {"applicant": "association"}),
    (
        "je veux créer mon entreprise à Yutz",
        {"applicant": "project_holder", "commune": "57757", "takeover": False},
    ),
    ("fonderie", {**COMPANY, "naf": "24.5"}),
    ("code APE 2451Z", {**COMPANY, "naf": "24.51Z"}),
    ("auto-entrepreneur à Longwy", {**COMPANY, "legal_form": "micro_entrepreneur", "commune": "54323"}),
    ("SARL à Hayange", {**COMPANY, "legal_form": "sarl", "commune": "57306"}),
    ("usine au 57190", {**COMPANY, "commune": "57221"}),
    ("à Portes de France-Thionville", {"epci": "portes-de-france-thionville"}),
    ("filiale d'un groupe allemand", {**COMPANY, "independent": False}),
    ("entreprise indépendante", {**COMPANY, "independent": True}),
    ("société hors groupe", {**COMPANY, "independent": True}),
    ("les travaux ont déjà commencé", {"works_started": True}),
    ("le bon de commande est signé", {"works_started": True}),
    ("nous avons commandé la machine", {"works_started": True}),
    ("rien n'est signé", {"works_started": False}),
    ("les travaux n'ont pas commencé", {"works_started": False}),
    ("pas de travaux commencés", {"works_started": False}),
    ("les travaux n'ont pas débuté", {"works_started": False}),
    ("on a démarré le chantier", {"works_started": True}),
    ("les travaux sont finis", {"works_started": True}),
    ("l'aide est versée une fois que les travaux sont finis", NOTHING),
    ("pas encore commandé", {"works_started": False}),
    ("existe depuis 8 ans", {"age_years": 8}),
    ("créée en 2001", {"created_year": 2001}),
    ("créée en 2024", {"created_year": 2024}),
    ("immatriculée en janvier 2024", {"age_years": 2}),
    ("créée en décembre 2024", {"age_years": 1}),
    ("née en novembre 2024", {"created_year": 2024}),
    ("micro-entrepreneur depuis 2021", {**COMPANY, "legal_form": "micro_entrepreneur", "created_year": 2021}),
    ("société de 1999", {**COMPANY, "created_year": 1999}),
    ("12 salariés, 2009.", {**COMPANY, "headcount": 12, "created_year": 2009}),
    ("une société de 20 ans", {**COMPANY, "age_years": 20}),
    ("aucun bon de commande passé", {"works_started": False}),
    ("pas une commande passée", {"works_started": False}),
    ("sans commande passée à ce stade", {"works_started": False}),
    ("devis reçu mais pas accepté", {"works_started": False}),
    ("pas un euro engagé", {"works_started": False}),
    ("les machines sont commandées", {"works_started": True}),
    ("le bon de commande du four électrique est signé depuis mai", {"works_started": True}),
    ("le chantier a commencé en septembre", {"works_started": True}),
    ("passés de 90 à 150 salariés", {**COMPANY, "headcount": 150}),
    ("34 équivalents temps plein", {**COMPANY, "headcount": 34}),
    ("8 embauches", {"jobs_created": 8}),
    (
        "Maire de Volstroff, de l'eau au lieu de l'envoyer à l'égout",
        {"applicant": "local_authority", "commune": "57733"},
    ),
    ("six patrons réunis en association", {"applicant": "association"}),
    ("Nous sommes 40 à Longwy, ma commune aide-t-elle ?", {**COMPANY, "headcount": 40, "commune": "54323"}),
    ("nous prendrons des demandeurs d'emploi, 35 salariés", {**COMPANY, "headcount": 35}),
    ("atelier à Guénange, un copain de Thionville a été aidé", {**COMPANY, "commune": "57269"}),
    ("70 salariés, Pont-à-Mousson", {**COMPANY, "headcount": 70, "commune": "54431"}),
    ("redressement judiciaire", {"collective_proceedings": True}),
    ("nous ne sommes pas en difficulté", {"in_difficulty": False}),
    ("nous devons 30 000 € à l'Urssaf", {"obligations_met": False}),
    ("à jour de nos cotisations", {"obligations_met": True}),
    ("site soumis aux quotas", {"emissions_trading": True}),
    ("site hors quotas", {"emissions_trading": False}),
    ("nous exportons", {"exporting": True}),
    ("une étude sur 18 mois", {"project_months": 18}),
    ("le projet crée 15 emplois", {"jobs_created": 15}),
    ("près de Thionville", {"department": "57"}),
    ("dans le bassin de Longwy", {"department": "54"}),
    ("un village de la Meuse", {"department": "55"}),
    ("PME mosellane", {**COMPANY, "size": "PME", "department": "57"}),
    ("une usine à Villefranche-sur-Saône", {**COMPANY, "department": "69"}),
    ("fonderie en Bretagne, 12 salariés", {**COMPANY, "naf": "24.5", "headcount": 12, "region": "Bretagne"}),
    ("une soixantaine de salariés", {**COMPANY, "headcount": 60}),
    ("bureau d'études, 27 p.", {"headcount": 27, **COMPANY}),
    ("14 mois d'existence", {"age_years": 1}),
    ("boîte créée l'an passé", {**COMPANY, "created_year": 2025}),
    (
        "start-up à Dijon (2022, six fondateurs)",
        {**COMPANY, "startup": True, "created_year": 2022, "department": "21"},
    ),
    ("on a signé en septembre la commande du tunnel", {"works_started": True}),
    ("le hall est sorti de terre", {"works_started": True}),
    ("commandes passées : aucune", {"works_started": False}),
    ("210 k€ de TVA et de cotisations en retard", {"obligations_met": False}),
    ("aucun retard de cotisations ni d'impôts", {"obligations_met": True}),
    ("le bâtiment n'est pas encore sorti de terre", {"works_started": False}),
    ("je reprends le garage de mon patron", {**COMPANY, "naf": "45", "takeover": True}),
    ("part salariale réglée, patronale en retard", {"employee_share_paid": True}),
    ("kinésithérapeute en libéral", {**COMPANY, "naf": "86", "liberal_profession": True}),
    ("GAEC, 380 000 de chiffre", {**COMPANY, "naf": "01", "legal_form": "other", "turnover": 380_000}),
]


@pytest.mark.parametrize(("text", "expected"), TOLD, ids=[text for text, _ in TOLD])
def test_a_message_tells_its_facts(hear: Hear, text: str, expected: dict[str, Any]) -> None:
    assert facts(hear(text)) == expected


ENERGY_AND_KIND = {
    *("heat_mwh", "electricity_mwh", "connection_kv"),
    *("family_takeover", "citizen_project", "individual_consumption"),
}
UNTOLD = [
    ("moins de 10 salariés", COMPANY),
    ("plus de 250 salariés", COMPANY),
    ("jusqu'à 50 salariés", COMPANY),
    ("au moins 5 salariés", COMPANY),
    ("entre 10 et 20 salariés", COMPANY),
    ("de 10 à 20 salariés", COMPANY),
    ("plus d'une centaine de salariés", COMPANY),
    ("le seuil de 250 salariés", COMPANY),
    ("2-3 salariés", COMPANY),
    ("4,5 salariés", COMPANY),
    ("nous recrutons 3 salariés", {**COMPANY, "jobs_created": 3}),
    ("embaucher 12 personnes", {"jobs_created": 12}),
    ("former 10 salariés", COMPANY),
    ("nous avons licencié 10 personnes", NOTHING),
    ("nous sommes 3 associés", NOTHING),
    ("PME de 45 ans", {**COMPANY, "size": "PME"}),
    ("un four de 45 kW", NOTHING),
    ("1200 m2 de toiture", NOTHING),
    ("bâtiment vide depuis 2018", NOTHING),
    ("si la commande est signée", NOTHING),
    ("il n'y en a pas sur le marché", NOTHING),
    ("pas assez de commandes", NOTHING),
    ("nous sommes deux frères", NOTHING),
    ("chef d'atelier depuis 11 ans", COMPANY),
    ("nous devons 140 000 € d'Urssaf", {"obligations_met": False}),
    ("j'ai 30 000 € d'apport", NOTHING),
    ("un cousin de Metz", NOTHING),
    ("usine à 15 km de Longwy", COMPANY),
    ("notre fournisseur en Bretagne", NOTHING),
    ("nous vendons dans les Vosges", NOTHING),
    ("nous rachetons un four d'occasion", NOTHING),
    ("je lance une nouvelle ligne", NOTHING),
    ("un client a passé une commande de 500 pièces", NOTHING),
    ("nous n'avons pas reversé de dividendes", NOTHING),
    ("moins d'une trentaine de salariés", COMPANY),
    ("nous vendons 200 000 pièces par an", NOTHING),
    ("ma fille de 12 ans", NOTHING),
    ("une PME ou une ETI", COMPANY),
    ("code APE 99.99Z", NOTHING),
    ("Bonjour", NOTHING),
    ("", NOTHING),
    ("\x00\u202e 12 €€€ ]]", NOTHING),
]


@pytest.mark.parametrize(("text", "expected"), UNTOLD, ids=[text or "nothing" for text, _ in UNTOLD])
def test_a_bound_a_neighbour_or_another_number_tells_no_fact(
    hear: Hear, text: str, expected: dict[str, Any]
) -> None:
    told = facts(hear(text))
    told.pop("project_cost", None)
    assert told == expected


@pytest.mark.parametrize(
    ("text", "themes"),
    [
        ("électrifier un four", {"decarbonation", "energie"}),
        ("réutiliser une friche", {"foncier"}),
        ("breveter un capteur", {"innovation"}),
        ("pas en difficulté, un robot", {"investissement"}),
        ("trouver un apprenti", {"formation", "recrutement"}),
        ("un gâteau d'anniversaire", set()),
        ("une ligne moins énergivore", {"energie", "investissement"}),
        ("un salon de coiffure", set()),
        ("un salon professionnel à Hanovre", {"export"}),
        ("seulement deux bâtiments à équiper", set()),
        ("nos chutes de bois", set()),
        ("la chute de nos commandes", {"difficulte"}),
        ("le conseil régional", set()),
        ("un conseil pour la suite", {"ingenierie"}),
        ("un labo de transformation", set()),
        ("l'eau chaude de l'internat", {"energie"}),
        ("une pompe à chaleur air/eau", {"energie"}),
        ("économiser l'eau de rinçage", {"eau-dechets"}),
        ("la tréso est à sec", {"difficulte"}),
        ("la banque nous coupe la ligne de crédit", {"difficulte"}),
        ("la tréso est saine", set()),
        ("on est dans le rouge", {"difficulte"}),
        ("le bilan du lotissement est dans le rouge", set()),
    ],
)
def test_a_message_tells_what_the_project_is_about(hear: Hear, text: str, themes: set[str]) -> None:
    assert set(hear(text).profile.themes) == themes


@pytest.mark.parametrize(
    ("text", "problem", "said"),
    [
        ("entre Florange et Hayange", "profile_which_place", "Florange et Hayange"),
        ("usine à Metz, dépôt à Thionville", "profile_which_place", "Metz et Thionville"),
        ("à Saint-Martin", "profile_several_places", "Saint-Martin"),
    ],
)
def test_several_communes_are_asked_apart_and_none_is_kept(
    hear: Hear, text: str, problem: str, said: str
) -> None:
    heard = hear(text)

    assert heard.profile.commune is None
    assert [p.key for p in heard.problems] == [problem]
    assert said in heard.problems[0].values.values()


def test_a_message_that_contradicts_itself_says_so_and_keeps_neither(hear: Hear) -> None:
    heard = hear("Association de 300 salariés, micro-entreprise")

    assert facts(heard) == {}
    assert [p.key for p in heard.problems] == ["profile_contradiction", "profile_contradiction"]


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("moyenne entreprise, hors zone AFR", "PME"),
        ("petite entreprise de 34 salariés", "PME"),
        ("petite entreprise de 6 salariés", None),
        ("une petite entreprise", None),
        ("petite entreprise de 300 salariés", None),
        ("moyenne ou grande entreprise ?", None),
        ("une grande ou une moyenne entreprise ?", None),
        ("moyenne entreprise, filiale d'un groupe", None),
        ("une entreprise dans la moyenne", None),
    ],
)
def test_a_size_is_heard_by_its_words_where_they_leave_no_doubt(
    hear: Hear, text: str, size: str | None
) -> None:
    assert hear(text).profile.size == size


def test_the_programme_tells_no_sector_and_a_workshop_no_craft(hear: Hear) -> None:
    assert hear("Le fonds vert Territoires d'industrie est-il ouvert ?").profile.sector is None
    assert hear("atelier de 60 personnes à Audun-le-Tiche").profile.craft is None


@pytest.mark.parametrize("number", ["-5", "5000000"])
def test_an_absurd_headcount_is_said_and_not_kept(hear: Hear, number: str) -> None:
    heard = hear(f"PME de {number} salariés")

    assert (heard.profile.headcount, heard.profile.size) == (None, "PME")
    assert [(p.key, p.values["value"]) for p in heard.problems] == [("profile_headcount", number)]


def test_what_is_counted_is_not_who_asks(hear: Hear) -> None:
    assert "applicant" not in facts(hear("Combien d'intercommunalités compte le territoire ?"))
    assert "applicant" not in facts(hear("Ma ville est-elle classée en quartier prioritaire ?"))
    assert "applicant" not in facts(hear("Quelles communes sont en zone franche ?"))
    assert "applicant" not in facts(hear("La DSIL peut-elle aider un atelier-relais ?"))
    assert "applicant" not in facts(hear("Peut-on faire acquérir pour nous une ancienne fonderie vide ?"))
    told = facts(hear("acheter une usine fermée pour notre commune"))
    assert told["applicant"] == "local_authority"
    assert facts(hear("Notre usine de Rombas veut acheter une presse"))["applicant"] == "company"
    assert facts(hear("Notre commune est-elle éligible ?"))["applicant"] == "local_authority"
    assert facts(hear("Notre commune voudrait isoler son gymnase"))["applicant"] == "local_authority"
    assert facts(hear("Nous sommes une intercommunalité."))["applicant"] == "epci"


def test_the_names_of_supports_tell_nothing_of_who_asks(listener: ProfileListener, today: date) -> None:
    text = "IBaC PME, c'est pour qui ?"

    assert listener.hear(text, today).profile.size == "PME"
    assert listener.hear(text, today, ["IBaC PME"]).profile.size is None


def test_a_whole_story_is_heard_at_once(hear: Hear) -> None:
    heard = hear("Fonderie à Florange, 45 personnes, un four électrique de 1,2 M€, rien n'est commandé.")

    assert facts(heard) == {
        **COMPANY,
        "headcount": 45,
        "naf": "24.5",
        "commune": "57221",
        "project_cost": 1_200_000,
        "works_started": False,
    }


@pytest.mark.parametrize(
    "text", ["salariés " * 400, "1 " * 2_000, "à " * 2_000, "€" * 4_000, "Metz " * 800, "x" * 4_000]
)
def test_the_longest_message_is_heard_without_harm(hear: Hear, text: str) -> None:
    assert hear(text).profile.headcount is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("une chaudière à granulés de 200 MWh par an", {"heat_mwh": 200}),
        ("3 GWh par an en 20 kV", {"electricity_mwh": 3000, "connection_kv": 20}),
        ("85 GWh d'électricité, raccordés en 63 000 volts", {"electricity_mwh": 85000, "connection_kv": 63}),
        ("2,4 GWh de chaleur perdue", {"heat_mwh": 2400}),
        ("40 GWh par an", {}),
        ("2 GWh de chaleur puis 3 GWh de vapeur", {}),
        ("je reprends le garage de mon père", {"family_takeover": True}),
        ("je rachète à mon patron, aucun lien de famille", {"family_takeover": False}),
        ("le cédant c'est mon père", {"family_takeover": True}),
        ("le cédant, ce n'est pas mon père", {}),
        ("le cédant part avec mon père à la pêche", {}),
        (
            "des panneaux, tout consommé chez nous",
            {"citizen_project": False, "individual_consumption": True},
        ),
        ("des panneaux, tout n'est pas consommé chez nous", {}),
        ("des panneaux pour notre seule consommation", {"citizen_project": False}),
        ("un projet participatif et citoyen", {"citizen_project": True}),
    ],
)
def test_a_message_tells_its_energy_and_its_kind(hear: Hear, text: str, expected: dict[str, Any]) -> None:
    told = facts(hear(text))
    assert {name: value for name, value in told.items() if name in ENERGY_AND_KIND} == expected


def test_what_is_sold_is_no_amount(hear: Hear) -> None:
    assert facts(hear("on vend 450 000 bouteilles")) == NOTHING


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("J'ai signé mon bon de commande après avoir obtenu l'agrément.", {}),
        ("Nous avons commandé après le dépôt de la demande.", {}),
        ("Nous avons signé un bon de commande après les vacances.", {"works_started": True}),
        ("Notre presse est déjà commandée depuis octobre.", {"works_started": True}),
        ("Avec mon four déjà commandé, suis-je exclu ?", {"works_started": True}),
        ("Si la machine est déjà commandée, est-ce exclu ?", {}),
        ("La presse n'est pas déjà commandée.", {"works_started": False}),
    ],
)
def test_what_was_ordered_after_the_aid_was_asked_for_was_not_begun_too_early(
    hear: Hear, text: str, told: dict[str, Any]
) -> None:
    assert {key: v for key, v in facts(hear(text)).items() if key == "works_started"} == told
