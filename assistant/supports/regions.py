"""The regions of France, its departments and the countries around Grand Est, as people write them."""

from assistant.french import fold

HOME_REGION = "Grand Est"
"""The region whose communes the territory knows."""
REGIONS = (
    "Auvergne-Rhône-Alpes",
    "Bourgogne-Franche-Comté",
    "Bretagne",
    "Centre-Val de Loire",
    "Corse",
    HOME_REGION,
    "Guadeloupe",
    "Guyane",
    "Hauts-de-France",
    "Île-de-France",
    "La Réunion",
    "Martinique",
    "Mayotte",
    "Normandie",
    "Nouvelle-Aquitaine",
    "Occitanie",
    "Pays de la Loire",
    "Provence-Alpes-Côte d'Azur",
)
"""The regions of France. Source: INSEE, official geographic code."""
COUNTRIES = ("France", "Luxembourg", "Allemagne", "Belgique")
"""The countries that a support may name."""

MERGED = ("Alsace", "Champagne-Ardenne", "Lorraine")
"""The regions that became Grand Est. Source: law 2015-29, article 1."""
DEPARTMENTS: dict[str, str] = {
    code: name
    for code, name in (
        each.strip().split(maxsplit=1)
        for each in """
    01 Ain; 02 Aisne; 03 Allier; 04 Alpes-de-Haute-Provence; 05 Hautes-Alpes; 06 Alpes-Maritimes; 07
    Ardèche; 08 Ardennes; 09 Ariège; 10 Aube; 11 Aude; 12 Aveyron; 13 Bouches-du-Rhône; 14 Calvados; 15
    Cantal; 16 Charente; 17 Charente-Maritime; 18 Cher; 19 Corrèze; 21 Côte-d'Or; 22 Côtes-d'Armor; 23
    Creuse; 24 Dordogne; 25 Doubs; 26 Drôme; 27 Eure; 28 Eure-et-Loir; 29 Finistère; 2A Corse-du-Sud; 2B
    Haute-Corse; 30 Gard; 31 Haute-Garonne; 32 Gers; 33 Gironde; 34 Hérault; 35 Ille-et-Vilaine; 36
    Indre; 37 Indre-et-Loire; 38 Isère; 39 Jura; 40 Landes; 41 Loir-et-Cher; 42 Loire; 43 Haute-Loire;
    44 Loire-Atlantique; 45 Loiret; 46 Lot; 47 Lot-et-Garonne; 48 Lozère; 49 Maine-et-Loire; 50 Manche;
    51 Marne; 52 Haute-Marne; 53 Mayenne; 54 Meurthe-et-Moselle; 55 Meuse; 56 Morbihan; 57 Moselle; 58
    Nièvre; 59 Nord; 60 Oise; 61 Orne; 62 Pas-de-Calais; 63 Puy-de-Dôme; 64 Pyrénées-Atlantiques; 65
    Hautes-Pyrénées; 66 Pyrénées-Orientales; 67 Bas-Rhin; 68 Haut-Rhin; 69 Rhône; 70 Haute-Saône; 71
    Saône-et-Loire; 72 Sarthe; 73 Savoie; 74 Haute-Savoie; 75 Paris; 76 Seine-Maritime; 77
    Seine-et-Marne; 78 Yvelines; 79 Deux-Sèvres; 80 Somme; 81 Tarn; 82 Tarn-et-Garonne; 83 Var; 84
    Vaucluse; 85 Vendée; 86 Vienne; 87 Haute-Vienne; 88 Vosges; 89 Yonne; 90 Territoire de Belfort; 91
    Essonne; 92 Hauts-de-Seine; 93 Seine-Saint-Denis; 94 Val-de-Marne; 95 Val-d'Oise; 971 Guadeloupe;
    972 Martinique; 973 Guyane; 974 La Réunion; 976 Mayotte    """.split(";")
    )
}
"""The departments of France by code. Source: INSEE, official geographic code."""
HOME_DEPARTMENTS = ("08", "10", "51", "52", "54", "55", "57", "67", "68", "88")
"""Those of Grand Est."""
PLACES = frozenset((*REGIONS, *MERGED, *(DEPARTMENTS[code] for code in HOME_DEPARTMENTS)))
"""The names of the regions, of those that were merged into Grand Est, and of the departments of Grand Est."""
_COUNTRY_CODES = {"fr": "France", "lu": "Luxembourg", "de": "Allemagne", "be": "Belgique"}


def region_named(words: str) -> str | None:
    """The region of that name, whatever its case and accents; None when there is none."""
    regions = {_plain(name): name for name in REGIONS} | {_plain(name): HOME_REGION for name in MERGED}
    return regions.get(_plain(words))


def department_named(words: str) -> str | None:
    """The code of a department, given by it or by its name; None when there is none."""
    names = {_plain(name): code for code, name in DEPARTMENTS.items()}
    code = words.strip().upper().zfill(2)
    return code if code in DEPARTMENTS else names.get(_plain(words))


def country_named(words: str) -> str | None:
    """One of COUNTRIES by its name or its code of two letters; None for any other."""
    countries = {_plain(name): name for name in COUNTRIES} | _COUNTRY_CODES
    return countries.get(_plain(words))


def _plain(words: str) -> str:
    return " ".join(fold(words).replace("-", " ").replace("'", " ").split())
