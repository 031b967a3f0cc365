"""The trade heard is that of the one who asks, and nobody else's."""

from datetime import date

import pytest

from assistant.profiles.told import ProfileListener

OWN = [
    ("nous sommes une fonderie", "24.5"),
    ("notre fonderie fournit l'industrie automobile", "24.5"),
    ("nous avons deux fonderies", "24.5"),
    ("quelles aides pour une fonderie de 30 salariés ?", "24.5"),
    ("aides pour la plasturgie", "22"),
    ("aides pour les boulangers ?", "10.7"),
    ("je rachète une boulangerie à Yutz", "10.7"),
    ("une scierie à Boulange", "16"),
    ("nous sommes des maçons", "43"),
    ("nous fabriquons des charpentes métalliques", "25.1"),
    ("groupe familial de salaisons, 190 personnes", "10.1"),
    ("laboratoire de cosmétiques", "20.4"),
    ("nous sommes dans l'aéronautique", "30"),
    ("équipementier ferroviaire de 80 salariés", "30"),
    ("usinage de pièces pour le ferroviaire", "25.6"),
    ("aide à l'embauche, boulangerie de 3 salariés", "10.7"),
    ("un restaurant de 8 salariés change sa chambre froide", "56"),
    ("nous sommes transporteur", "49"),
    ("carrosserie industrielle de 40 salariés", "29.2"),
    ("carrosserie et peinture auto, 6 salariés", "45"),
    ("PME de 95 salariés dans le plastique à Yutz", "22"),
    ("nous sommes dans le carton", "17"),
    ("je vous écris pour la blanchisserie de mon frère", "96"),
]
OF_OTHERS = [
    "menuiserie industrielle de 55 salariés à Boulange",
    "Notre PME est à La Forge",
    "On met au point un système d'induction pour remplacer les fours gaz dans les fonderies",
    "remettre en service l'embranchement ferroviaire de notre zone d'activités",
    "PME de conditionnement alimentaire, on voudrait passer par un transporteur fluvial",
    "nous livrons les boulangeries de Metz",
    "nous vendons des logiciels aux restaurants",
    "nous fournissons l'industrie automobile",
    "nos clients sont des aciéries et des fonderies",
    "boulangers et restaurateurs sont nos clients",
    "fabricant de fours pour boulangeries",
    "fabricant de machines pour l'industrie agroalimentaire",
    "capteur pour les hauts fourneaux",
    "raccorder l'usine au réseau de chaleur urbain",
    "nous voulons embaucher un électricien",
    "nous travaillons avec un bureau d'ingénierie",
    "mon expert-comptable m'a dit que la PME avait droit au CIR",
    "notre avocat évoque le CODEFI",
    "un organisme de formation nous a proposé un devis",
    "mes voisins ont une boulangerie",
    "reprendre une ancienne aciérie pour en faire un entrepôt",
    "racheter l'ancien hôtel pour y mettre nos bureaux",
    "nous achetons des produits chimiques",
    "raccordés en 63 kV, 45 GWh par an d'électricité de réseau",
    "nos pièces sont emballées dans le plastique",
    "investir dans le plastique recyclé",
    "il y a du plastique dans l'eau",
    "mon voisin est une entreprise dans le plastique",
    "on trie le carton",
    "notre client : une PME dans le plastique",
    "nous fabriquons des bennes et des carrosseries",
]


@pytest.mark.parametrize(("text", "code"), OWN)
def test_the_trade_of_the_one_who_asks_is_heard(
    listener: ProfileListener, today: date, text: str, code: str
) -> None:
    assert listener.hear(text, today).profile.naf == code


@pytest.mark.parametrize("text", OF_OTHERS)
def test_the_trade_of_a_client_of_a_place_or_of_the_past_is_not(
    listener: ProfileListener, today: date, text: str
) -> None:
    assert listener.hear(text, today).profile.naf is None
