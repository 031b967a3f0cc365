"""What a project is limited to: heard where the message tells of nothing beyond it."""

from typing import Any

import pytest

from assistant.french import fold, whole_numbers
from assistant.number_words import in_digits
from assistant.profiles.scopes import scopes_told


def told(text: str) -> dict[str, Any]:
    return scopes_told(in_digits(whole_numbers(fold(text))))


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("Ici on n'a que des bureaux.", {"offices_only": True}),
        ("Pas d'atelier, nous n'avons que des bureaux.", {"offices_only": True}),
        ("Nos locaux sont purement tertiaires.", {"offices_only": True}),
        ("C'est seulement l'isolation de la toiture.", {"insulation_only": True}),
        ("On veut juste isoler le bâtiment.", {"insulation_only": True}),
        ("L'isolation des murs, rien d'autre.", {"insulation_only": True}),
        ("Je veux juste acheter les murs.", {"purchase_only": True}),
        ("Uniquement l'achat du terrain.", {"purchase_only": True}),
        ("Je vais acheter un local pour ma boulangerie.", {"purchase_only": True}),
        (
            "L'achat de l'immeuble est-il pris en charge ? On compte racheter nos locaux.",
            {"purchase_only": True},
        ),
        ("Nous sommes locataires mais nous achetons les murs.", {"purchase_only": True}),
        ("AMIE 57 : nous faisons l'acquisition d'un hangar.", {"purchase_only": True}),
        ("Trois chaudières dans trois bâtiments.", {"heat_installations": 3.0}),
        ("Quatre chaufferies bois pour nos sites.", {"heat_installations": 4.0}),
        ("Remplacer nos deux chaudières gaz par une seule chaudière bois.", {"heat_installations": 1.0}),
        ("Je veux une chaudière à granulés.", {"heat_installations": 1.0}),
        (
            "Contrat chaleur renouvelable : notre comcom a seulement 2 bâtiments à équiper.",
            {"heat_installations": 2.0},
        ),
        ("Contrat chaleur : deux projets seulement, c'est refusé ?", {"heat_installations": 2.0}),
        ("Chaleur renouvelable : nous avons cinq installations.", {"heat_installations": 5.0}),
        ("Poser 30 m² de capteurs solaires thermiques.", {"solar_m2": 30.0}),
        ("Un chauffe-eau solaire de 12 m2 pour le gymnase.", {"solar_m2": 12.0}),
        ("Nous louons notre bâtiment.", {"site_owner": False}),
        ("Nous sommes locataires de nos bureaux, 900 m2.", {"site_owner": False}),
        ("Nous ne sommes pas propriétaires des murs.", {"site_owner": False}),
        ("Nous sommes propriétaires de notre immeuble.", {"site_owner": True}),
        ("Propriétaire d'un immeuble de bureaux à Metz.", {"site_owner": True}),
    ],
)
def test_a_message_tells_what_a_project_is_limited_to(text: str, facts: dict[str, Any]):
    assert told(text) == facts


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Faut-il au moins 25 m² de solaire thermique ?",
        "18 m² de panneaux photovoltaïques.",
        "20 m² de solaire thermique et une pompe à chaleur sur sondes.",
        "Un hangar de 400 m², et du solaire thermique.",
        "Il n'y a pas que des bureaux chez nous.",
        "On n'a que des bureaux à chauffer, l'atelier est froid.",
        "Sur ce site nous n'avons que des bureaux, l'usine est à Metz.",
        "Le voisin n'a que des bureaux.",
        "Pas seulement l'isolation de la toiture.",
        "Isolation de la toiture et récupération de chaleur.",
        "Seulement l'isolation de la toiture et une pompe à chaleur.",
        "Isoler seulement les conduites de vapeur.",
        "Isoler la toiture.",
        "Acheter les murs de l'atelier.",
        "J'achète un entrepôt et une presse.",
        "Nous achetons un terrain pour y mettre notre atelier.",
        "J'ai acheté le bâtiment l'an dernier.",
        "Je ne veux pas acheter le local.",
        "On hésite entre acheter un bâtiment et louer.",
        "J'achète les murs puis je refais la toiture.",
        "Je veux juste acheter les murs et les rénover.",
        "Acheter un hangar, uniquement s'il est aidé.",
        "Remplacer trois chaudières gaz.",
        "Nos deux chaudières bois sont vieilles.",
        "Les voisins ont une chaudière bois.",
        "Combien pour une chaufferie bois ?",
        "Une chaudière bois dans chaque école.",
        "Une chaudière bois et de la géothermie.",
        "Une chaudière bois ici, deux chaudières bois là.",
        "Nous avons déjà une chaudière bois.",
        "Le contrat chaleur renouvelable : faut-il trois projets seulement ?",
        "Contrat chaleur : au moins trois installations ?",
        "Contrat chaleur : deux ou trois projets seulement.",
        "Chaleur renouvelable : deux bâtiments à équiper chacun d'un réseau de chaleur.",
        "Nous avons deux bâtiments à équiper de caméras.",
        "Nous avons deux projets, dont une chaleur fatale et une chaufferie.",
        "Une TPE avec trois bâtiments peut-elle signer un contrat chaleur renouvelable ?",
        "Nous louons notre bâtiment à un artisan.",
        "Nous louons des machines.",
        "Notre SCI : nous louons notre bâtiment à nous-mêmes.",
        "Le propriétaire du bâtiment refuse les travaux.",
        "Devenir propriétaires de nos murs.",
        "Sommes-nous locataires d'une machine ?",
    ],
)
def test_a_project_that_may_go_beyond_is_not_heard_as_limited(text: str):
    assert told(text) == {}
