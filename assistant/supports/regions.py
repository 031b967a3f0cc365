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

_MERGED = ("Alsace", "Champagne-Ardenne", "Lorraine")
"""The regions that became Grand Est. Source: law 2015-29, article 1."""
_DEPARTMENTS = {
    "08": "Ardennes",
    "10": "Aube",
    "51": "Marne",
    "52": "Haute-Marne",
    "54": "Meurthe-et-Moselle",
    "55": "Meuse",
    "57": "Moselle",
    "67": "Bas-Rhin",
    "68": "Haut-Rhin",
    "88": "Vosges",
}
PLACES = frozenset((*REGIONS, *_MERGED, *_DEPARTMENTS.values()))
"""The names of the regions, of those that were merged into Grand Est, and of the departments of Grand Est."""
_CODES = frozenset(
    (
        *(f"{number:02}" for number in range(1, 96) if number != 20),
        *("2A", "2B", "971", "972", "973", "974", "976"),
    )
)
"""The departments of France. Source: INSEE, official geographic code."""
_COUNTRY_CODES = {"fr": "France", "lu": "Luxembourg", "de": "Allemagne", "be": "Belgique"}


def region_named(words: str) -> str | None:
    """The region of that name, whatever its case and accents; None when there is none."""
    regions = {_plain(name): name for name in REGIONS} | {_plain(name): HOME_REGION for name in _MERGED}
    return regions.get(_plain(words))


def department_named(words: str) -> str | None:
    """The code of a department, given by it or, in Grand Est, by its name; None when there is none."""
    names = {_plain(name): code for code, name in _DEPARTMENTS.items()}
    code = words.strip().upper().zfill(2)
    return code if code in _CODES else names.get(_plain(words))


def country_named(words: str) -> str | None:
    """One of COUNTRIES by its name or its code of two letters; None for any other."""
    countries = {_plain(name): name for name in COUNTRIES} | _COUNTRY_CODES
    return countries.get(_plain(words))


def _plain(words: str) -> str:
    return " ".join(fold(words).replace("-", " ").replace("'", " ").split())
