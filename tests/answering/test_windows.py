"""What is said of the window of a support, day by day."""

from datetime import date

import pytest

from assistant.answering.windows import until_when, window_sentence
from assistant.messages import Messages, read_messages
from assistant.settings import PROJECT
from assistant.supports.deadlines import Window, window_on
from assistant.supports.schema import Support

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def messages() -> Messages:
    return read_messages(PROJECT / "prompts")


def support(**fields: object) -> Support:
    return Support.model_validate(
        {
            "id": "essai",
            "name": "Prêt Essai",
            "operator": "État",
            "kind": "pret",
            "themes": ["energie"],
            "beneficiaries": ["PME"],
            "territory": "France",
            "confidence": "high",
            "sources": ["une-page"],
            "asked_as": {},
            **fields,
        }
    )


@pytest.mark.parametrize(
    ("window", "words"),
    [
        (Window("open", None, date(2026, 11, 23), None), "ferme aujourd'hui, 23 novembre 2026"),
        (Window("open", None, date(2026, 11, 24), None), "ferme demain, 24 novembre 2026"),
        (Window("open", None, date(2026, 12, 1), None), "ferme dans 8 jours, le 1er décembre 2026"),
        (Window("open", None, date(2030, 12, 31), None), "ouvert jusqu'au 31 décembre 2030"),
        (Window("closed", None, date(2026, 11, 22), None), "clos le 22 novembre 2026"),
        (Window("closed", None, None, "2026"), "fermé"),
        (Window("closed", None, date(2026, 12, 31), "2026-10-04"), "fermé"),
        (Window("not_yet_open", date(2027, 1, 4), None, None), "ouvre le 4 janvier 2027"),
        (Window("unknown", None, date(2026, 12, 1), "2024"), "ouverture à confirmer auprès de l'opérateur"),
        (Window("permanent", None, None, None), "dispositif permanent"),
        (
            Window("open", None, None, "2026-10"),
            "ouvert, sans date de clôture connue (situation relevée en octobre 2026)",
        ),
    ],
)
def test_until_when_is_told_in_a_few_words(messages: Messages, window: Window, words: str) -> None:
    assert until_when(window, TODAY, messages) == words


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        (
            {"status": "open", "closes": "2026-11-23", "status_as_of": "2026-10-04"},
            "ouvert jusqu'au 23 novembre",
        ),
        ({"status": "open", "closes": "2026-11-22", "status_as_of": "2026-10-04"}, "est passée"),
        ({"status": "unknown", "closes": "2026-11-22"}, "une suite n'est pas confirmée"),
        ({"status": "open", "closes": "2027-01-01"}, "non datée"),
        ({"status": "open", "opens": "2026-11-24"}, "pas encore ouvert"),
        ({"status": "unknown"}, "ouverture non vérifiée"),
        ({"status": "closed", "status_as_of": "2025"}, "fermé, d'après la situation relevée en 2025"),
        ({"status": "permanent"}, "dispositif permanent"),
        (
            {"status": "permanent", "intake": {"kind": "recurring", "yearly_by": {"month": 2, "day": 1}}},
            "dispositif permanent ; demande chaque année au plus tard le 1er février.",
        ),
    ],
)
def test_a_sentence_names_the_support_and_says_how_it_stands(
    messages: Messages, fields: dict[str, object], words: str
) -> None:
    told = support(**fields)
    sentence = window_sentence(told, window_on(told, TODAY), messages)

    assert sentence.startswith("Prêt Essai : ")
    assert words in sentence
