"""The places that a text names."""

import pytest

from assistant.supports.territory import Territory


def named(territory: Territory, text: str) -> list[set[str]]:
    return [{commune.name for commune in match.communes} for match in territory.find_places(text)]


def test_each_of_the_218_communes_is_found_by_its_name_alone(territory: Territory) -> None:
    missed = [c.name for c in territory.communes if {c.name} not in named(territory, c.name)]
    assert len(territory.communes) == 218
    assert missed == []


def test_each_of_the_218_communes_is_found_in_a_sentence(territory: Territory) -> None:
    missed = [
        commune.name
        for commune in territory.communes
        if not any(
            commune in match.communes
            for match in territory.find_places(
                f"Mon entreprise est installée à {commune.name}, ai-je droit ?"
            )
        )
    ]
    assert missed == []


def test_each_of_the_218_communes_is_found_without_accents_capitals_or_hyphens(territory: Territory) -> None:
    missed = [
        commune.name
        for commune in territory.communes
        if not any(
            commune in match.communes
            for match in territory.find_places(commune.name.lower().replace("-", " ").replace("é", "e"))
        )
    ]
    assert missed == []


def test_each_of_the_218_communes_is_found_by_its_insee_code(territory: Territory) -> None:
    missed = [
        commune.name
        for commune in territory.communes
        if [match.commune for match in territory.find_places(f"commune de code INSEE {commune.insee}")]
        != [commune]
    ]
    assert missed == []


def test_each_of_the_218_communes_is_among_those_of_its_postcode(territory: Territory) -> None:
    missed = [
        (commune.name, postcode)
        for commune in territory.communes
        for postcode in commune.postcodes
        if not any(commune in match.communes for match in territory.find_places(f"je suis au {postcode}"))
    ]
    assert missed == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("ma boîte est à Hettange Grande", "Hettange-Grande"),
        ("je suis à st avold", "Saint-Avold"),
        ("on est au Ban St Martin", "Le Ban-Saint-Martin"),
        ("usine à Ste Marie aux Chênes", "Sainte-Marie-aux-Chênes"),
        ("MON USINE EST A FLORANGE", "Florange"),
        ("l’atelier d’Audun‑le‑Tiche", "Audun-le-Tiche"),
        ("Moulins lez Metz", "Moulins-lès-Metz"),
        ("entreprise de Jury", "Jury"),
        ("57130 Vaux", "Vaux"),
        ("Vaux 57130", "Vaux"),
        ("la commune de vaux", "Vaux"),
        ("je travaille à Fèves", "Fèves"),
        ("Sarreguemines", "Sarreguemines"),
        ("Briey", "Val de Briey"),
    ],
)
def test_a_commune_is_recognised_as_people_write_it(territory: Territory, text: str, name: str) -> None:
    assert {name} in named(territory, text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Yuts", "Yutz"),
        ("je suis à yuts", "Yutz"),
        ("Thoinville", "Thionville"),
        ("société basée à Mondelenge", "Mondelange"),
        ("longwi", "Longwy"),
        ("à Florenge depuis dix ans", "Florange"),
        ("PME de Villerup qui recrute", "Villerupt"),
        ("Serémange", "Serémange-Erzange"),
        ("on est à Hayenge", "Hayange"),
        ("Maiziere les Metz", "Maizières-lès-Metz"),
        ("mairie de Hetange-Grande", "Hettange-Grande"),
        ("Amnevile", "Amnéville"),
    ],
)
def test_a_misspelt_or_shortened_name_is_found_and_said_to_be_a_guess(
    territory: Territory, text: str, name: str
) -> None:
    assert [({c.name for c in m.communes}, m.exact) for m in territory.find_places(text)] == [({name}, False)]


@pytest.mark.parametrize(
    "text",
    [
        "un jury de sélection",
        "le Grand Est aide les entreprises",
        "57000 euros de travaux",
        "un prêt de 54400 €",
        "investir dans une pompe à chaleur",
        "l'aide est ouverte à la formation des salariés",
        "le comité de pilotage d'avril",
        "un salon en Suisse",
        "à l'échelle du pays",
        "monter un dossier dans le fonds vert",
        "la forge et la fontaine de la ville",
        "OIN Alzette-Belval",
        "quelle est la filière prioritaire",
        "on a monté un stand",
        "",
        "?!",
    ],
)
def test_everyday_words_are_not_places(territory: Territory, text: str) -> None:
    assert territory.find_places(text) == ()


def test_a_shared_postcode_gives_all_its_communes(territory: Territory) -> None:
    assert named(territory, "57700") == [{"Hayange", "Neufchef", "Ranguevaux"}]


def test_a_postcode_that_is_also_an_insee_code_is_a_postcode(territory: Territory) -> None:
    both = [c.insee for c in territory.communes if any(c.insee in n.postcodes for n in territory.communes)]
    assert all(territory.find_places(code)[0].kind == "postcode" for code in both)


def test_an_unknown_postcode_has_no_candidate(territory: Territory) -> None:
    assert [(match.kind, match.communes) for match in territory.find_places("57999")] == [("postcode", ())]


def test_homonyms_are_all_candidates(territory: Territory) -> None:
    (match,) = territory.find_places("je suis à Maizières")
    assert (match.commune, len(match.communes)) == (None, 3)


def test_the_short_name_of_a_commune_of_the_label_comes_before_its_homonyms(territory: Territory) -> None:
    assert territory.find_places("je suis à Maizières")[0].communes[0].name == "Maizières-lès-Metz"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Audun", {"Audun-le-Tiche", "Audun-le-Roman"}),
        ("je suis à St Julien", {"Saint-Julien-lès-Metz", "Saint-Julien"}),
        ("artisan à Moyeuvre", {"Moyeuvre-Grande", "Moyeuvre-Petite"}),
        ("mon site est à Ars", {"Ars-sur-Moselle", "Ars-Laquenexy"}),
        ("Boulay", {"Boulay-Moselle"}),
    ],
)
def test_a_short_name_gives_all_that_are_called_so(territory: Territory, text: str, names: set[str]) -> None:
    assert named(territory, text) == [names]


def test_a_postcode_tells_homonyms_apart(territory: Territory) -> None:
    assert named(territory, "Maizières, 57280") == [{"Maizières-lès-Metz"}]


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("la CCPHVA", "pays-haut-val-alzette"),
        ("agglo de Thionville", "thionville-fensch"),
        ("Val de Fensch", "val-de-fensch"),
        ("communauté d'agglomération du val de fensch", "val-de-fensch"),
        ("l'Eurométropole de Metz", "eurometropole-de-metz"),
        ("com com rives de moselle", "rives-de-moselle"),
        ("TFA", "thionville-fensch"),
        ("Grand Longwy", "grand-longwy"),
    ],
)
def test_an_epci_is_recognised_before_the_commune_inside_its_name(
    territory: Territory, text: str, slug: str
) -> None:
    assert [match.epci and match.epci.slug for match in territory.find_places(text)] == [slug]


def test_an_epci_around_is_recognised_by_its_official_name(territory: Territory) -> None:
    (match,) = territory.find_places("la communauté de communes du Warndt")
    assert match.epci is not None and not match.epci.labelled


def test_a_neighbouring_territory_is_recognised(territory: Territory) -> None:
    (match,) = territory.find_places("je suis dans le Territoire d'industrie Moselle-Est")
    assert match.industry_territory is not None and match.industry_territory.name == "Moselle-Est"


def test_several_places_come_in_reading_order(territory: Territory) -> None:
    texts = [match.text for match in territory.find_places("entre Metz, Thionville et Saint-Avold")]
    assert texts == ["Metz", "Thionville", "Saint-Avold"]


def test_a_match_says_what_was_typed_and_where(territory: Territory) -> None:
    (match,) = territory.find_places("je suis à st avold")
    assert (match.text, match.start) == ("st avold", 10)


def test_a_very_long_text_is_read_whole(territory: Territory) -> None:
    assert territory.find_places("machine outil " * 1500 + "à Florange")[-1].text == "Florange"
