"""Who asks is who speaks: a body that is named on the way does not apply."""

from datetime import date

import pytest

from assistant.profiles.told import ProfileListener

HEARD = [
    ("faut-il une délib de l'interco ou de la commune pour la CFE ?", None),
    ("faut-il l'accord de la commune ?", None),
    ("est-ce que la commune doit délibérer ?", None),
    ("le maire de Yutz m'a dit que j'avais droit à une aide", None),
    ("le maire m'a dit que mon atelier pouvait être aidé", "company"),
    ("la mairie nous demande un dossier", None),
    ("la mairie a refusé le permis de mon atelier", "company"),
    ("l'agglo nous propose un terrain à Yutz", None),
    ("nous achetons un terrain à la commune", None),
    ("avec l'aide de l'agglo, mon entreprise peut-elle avoir le fonds vert ?", "company"),
    ("l'association des commerçants nous a conseillé ce dispositif", None),
    ("nous faisons appel à un centre de formation", None),
    ("c'est dans quelle commune ?", None),
    ("le terrain est vendu par la communauté de communes", None),
    ("Le projet est porté par une collectivité.", "local_authority"),
    ("BAFA pour les animateurs de la commune, vous avez une aide ?", "local_authority"),
    ("les animateurs de la commune vous avez une aide ?", "local_authority"),
    ("quelle aide pour une chaufferie bois communale ?", "local_authority"),
    ("la toiture de l'école communale", "local_authority"),
    ("je loue un local communal", None),
    ("notre PME rénove la piscine municipale", "company"),
    ("peintre, 4 salariés, chantier à l'école communale", "company"),
    ("nous achetons un terrain communal", None),
    ("la commune nous aide", None),
    ("je suis maire de Boulange", "local_authority"),
    ("Maire de Yutz, je cherche une aide pour une friche", "local_authority"),
    ("la commune veut racheter une friche", "local_authority"),
    ("une commune peut-elle avoir le fonds vert ?", "local_authority"),
    ("la commune a voté une étude, à quelles aides a-t-elle droit ?", "local_authority"),
    ("le conseil municipal a voté l'achat de la halle", "local_authority"),
    ("élu de la commune, je cherche des aides", "local_authority"),
    ("notre agglo a délibéré pour acheter la friche", "epci"),
    ("par délibération, notre communauté de communes achète l'ancienne usine", "epci"),
    ("je suis technicienne dans une communauté d'agglomération", "epci"),
    ("chargé de mission à la communauté de communes", "epci"),
    ("je suis trésorier d'une asso", "association"),
    ("je suis au chômage depuis 9 mois, je veux ouvrir un atelier couture", "project_holder"),
    ("demandeur d'emploi, je crée une menuiserie", "project_holder"),
    ("jsuis sans emploi et jveux monter mon affaire", "project_holder"),
    ("je touche l'ARE et j'ouvre une micro-brasserie", "project_holder"),
    ("je suis salarié et je veux me lancer", "project_holder"),
    ("nous embauchons un demandeur d'emploi", None),
    ("notre entreprise recrute des chômeurs", "company"),
    ("je suis menuisier à mon compte depuis 2019", "company"),
    ("auto-entrepreneuse à Longwy", "company"),
]


@pytest.mark.parametrize(("text", "applicant"), HEARD)
def test_who_asks_is_heard_and_not_who_is_mentioned(
    listener: ProfileListener, today: date, text: str, applicant: str | None
) -> None:
    assert listener.hear(text, today).profile.applicant == applicant


@pytest.mark.parametrize(
    ("text", "is_social"),
    [
        ("nous sommes une entreprise adaptée de 25 salariés", True),
        ("je dirige une entreprise d'insertion", True),
        ("nous sous-traitons à une entreprise adaptée", None),
    ],
)
def test_a_social_enterprise_says_so_of_itself(
    listener: ProfileListener, today: date, text: str, is_social: bool | None
) -> None:
    assert listener.hear(text, today).profile.social_economy is is_social


@pytest.mark.parametrize(
    ("text", "applicant"),
    [
        ("Nous sommes le département, peut-on toucher cette aide ?", "local_authority"),
        ("On est un syndicat mixte.", "public_body"),
        ("Nous sommes la CCI.", "public_body"),
        ("Nous sommes l'office de tourisme.", "public_body"),
        ("On est une interco de 20 000 habitants.", "epci"),
        ("Notre PME est dans le département de la Moselle.", "company"),
        ("La CCI m'a dit de vous écrire, on est 8.", "company"),
        ("Le maire de ma commune veut m'aider, je suis fleuriste (2 salariés).", "company"),
        ("Yutz est une commune aidée ? Je suis artisan.", "company"),
    ],
)
def test_a_body_that_speaks_of_itself_asks_and_one_that_is_named_does_not(
    listener: ProfileListener, today: date, text: str, applicant: str
) -> None:
    assert listener.hear(text, today).profile.applicant == applicant


def test_a_practice_that_opens_a_message_tells_where_it_is(listener: ProfileListener, today: date) -> None:
    own = listener.hear("Cabinet d'architectes à Metz, 6 personnes", today)
    other = listener.hear("Mon cousin, comptable à Metz, m'a conseillé", today)

    aid = listener.hear("On est 12, AMIE 57 possible à Uckange ?", today)

    assert (own.profile.commune, other.profile.commune, aid.profile.commune) == ("57463", None, "57683")
