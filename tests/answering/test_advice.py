"""Verdicts put into words: what was understood, what is asked, and where each criterion is stated."""

from datetime import date, timedelta
from typing import Any

import pytest

from assistant.answering.advice import Advisor
from assistant.build import build_advisor
from assistant.settings import Settings

TODAY = date(2026, 11, 22)
UNHEARD = {"L'entreprise est en difficulté."}
"""No phrase tells of a difficulty in the European sense, only its denial."""
FOUNDRY = "Fonderie à Florange, 45 personnes, un four électrique de 1,2 M€."


@pytest.fixture(scope="module")
def advisor(settings: Settings, project_index: Any) -> Advisor:
    return build_advisor(settings)


def verdicts(advisor: Advisor, *messages: str, today: date = TODAY, **written: object) -> dict[str, str]:
    advice = advisor.advise(advisor.declared(written, messages, today), today)
    return {card.id: card.verdict for card in advice.cards}


def told(advisor: Advisor, *messages: str, **written: object) -> dict[str, Any]:
    return advisor.declared(written, messages, TODAY).profile.model_dump(exclude_defaults=True)


def test_every_support_has_its_card(advisor: Advisor) -> None:
    assert len(verdicts(advisor, FOUNDRY)) == 114


def test_every_criterion_is_stated_by_a_passage_of_its_own_support(advisor: Advisor) -> None:
    for card in advisor.advise(advisor.declared({}, [FOUNDRY], TODAY), TODAY).cards:
        cited = {line.passage.subject for line in card.criteria if line.passage is not None}
        assert cited == {card.id}, card.id


def test_the_criteria_that_decide_are_those_of_the_verdict(advisor: Advisor) -> None:
    for card in advisor.advise(advisor.declared({}, [FOUNDRY], TODAY), TODAY).cards:
        deciding = {line.result for line in card.criteria if line.is_deciding}
        expected = {
            "to_check": {"unknown"},
            "not_eligible": {"not_met"},
            "closed": {"not_met"},
            "eligible": set(),
        }
        assert deciding == expected[card.verdict], card.id


def test_what_is_asked_has_its_question(advisor: Advisor) -> None:
    for card in advisor.advise(advisor.declared({}, [FOUNDRY], TODAY), TODAY).cards:
        assert all(advisor.words.facts[key].ask.endswith("?") for key in card.ask_keys)
        assert bool(card.asks) == bool(card.ask_keys)
        assert card.verdict == "to_check" or card.asks == ()


def test_a_support_closes_the_day_after_its_last_day(advisor: Advisor) -> None:
    last = advisor.catalogue.get("decarb-flash").closes

    assert verdicts(advisor, FOUNDRY, today=last)["decarb-flash"] == "to_check"
    assert verdicts(advisor, FOUNDRY, today=last + timedelta(days=1))["decarb-flash"] == "closed"


@pytest.mark.parametrize(
    ("message", "verdict"),
    [
        ("Rien n'est commencé ni commandé.", "to_check"),
        ("Les travaux ont déjà commencé.", "not_eligible"),
        ("En fait le four coûte 90 000 €.", "not_eligible"),
        ("En fait le four coûte 4 M€.", "not_eligible"),
    ],
)
def test_a_later_message_changes_the_verdict(advisor: Advisor, message: str, verdict: str) -> None:
    assert verdicts(advisor, FOUNDRY, message)["decarb-flash"] == verdict


def test_a_later_message_corrects_what_was_written_or_told(advisor: Advisor) -> None:
    assert told(advisor, FOUNDRY, "En fait nous sommes 300 salariés.")["headcount"] == 300
    assert told(advisor, "Nous sommes 46.", headcount=45)["headcount"] == 46
    assert told(advisor, "Rien n'est signé", "Le bon de commande est signé")["works_started"] is True


def test_a_place_told_later_replaces_the_one_before(advisor: Advisor) -> None:
    moved = told(advisor, "PME à Florange", "Finalement à Rives de Moselle.")

    assert (moved.get("commune"), moved["epci"]) == (None, "rives-de-moselle")
    assert "epci" not in told(advisor, "PME à Rives de Moselle", "Plutôt à Hayange.")


def test_the_epci_that_holds_the_commune_does_not_replace_it(advisor: Advisor) -> None:
    kept = told(advisor, "PME à Florange", "C'est le Val de Fensch.")

    assert (kept["commune"], kept["epci"]) == ("57221", "val-de-fensch")


def test_a_size_that_the_new_headcount_excludes_is_said(advisor: Advisor) -> None:
    declared = advisor.declared({}, ["PME de 45 salariés", "En fait nous sommes 300 salariés."], TODAY)

    (words,) = map(advisor.told, declared.problems)
    assert "« taille » et « effectif »" in words
    assert (declared.profile.size, declared.profile.headcount) == (None, None)


def test_what_was_understood_is_said_in_words(advisor: Advisor) -> None:
    advice = advisor.advise(advisor.declared({}, [FOUNDRY, "Rien n'est signé."], TODAY), TODAY)

    for words in (
        "entreprise",
        "45 salariés",
        "Fonderie",
        "1 200 000 €",
        "Florange",
        "travaux pas encore engagés",
    ):
        assert words in advice.understood


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ({"age_years": 1}, "ancienneté : 1 an"),
        ({"age_years": 12}, "ancienneté : 12 ans"),
        ({"age_years": 0}, "ancienneté : moins d'un an"),
        ({"contract_year": 2027}, "année de début du contrat : 2027"),
        ({"created_year": 2019}, "création en 2019"),
        ({"independent": False}, "fait partie d'un groupe"),
        ({"works_started": True}, "travaux ou commandes déjà engagés"),
        ({"jobs_created": 3}, "emplois créés : 3"),
        ({"exporting": False}, "export : non"),
    ],
)
def test_a_fact_is_said_back_in_plain_words(advisor: Advisor, written: dict[str, Any], words: str) -> None:
    assert advisor.advise(advisor.declared(written, [], TODAY), TODAY).understood == words


def test_a_headcount_supposed_later_prevails(advisor: Advisor) -> None:
    told = ["Menuisier, 14 salariés", "Et si j'embauche, disons qu'on passe à 22, c'est toujours bon ?"]
    to_come = ["Menuisier, 14 salariés", "On sera 25 l'an prochain."]

    assert advisor.declared({}, told, TODAY).profile.headcount == 22
    assert advisor.declared({}, to_come, TODAY).profile.headcount == 14


def test_nothing_told_is_nothing_understood_and_no_support_is_promised(advisor: Advisor) -> None:
    advice = advisor.advise(advisor.declared({}, [], TODAY), TODAY)

    assert advice.understood == ""
    assert {card.verdict for card in advice.cards} == {"to_check", "closed"}


@pytest.mark.parametrize(
    ("message", "is_reply"),
    [
        ("Les travaux ont déjà commencé.", True),
        ("L'entreprise est indépendante.", True),
        ("Nous sommes 45.", True),
        ("Le projet est porté par une collectivité.", True),
        ("Les travaux ont-ils commencé ?", False),
        ("Je veux électrifier un four", False),
        ("Rives de Moselle", False),
        ("merci", False),
        ("", False),
    ],
)
def test_a_reply_tells_a_fact_no_project_and_asks_nothing(
    advisor: Advisor, message: str, is_reply: bool
) -> None:
    assert advisor.is_reply(message, TODAY) is is_reply


def test_every_set_reply_is_a_reply_that_tells_its_own_fact(advisor: Advisor) -> None:
    for key, fact in advisor.words.facts.items():
        for reply in set(fact.replies) - UNHEARD:
            assert advisor.is_reply(reply, TODAY), reply
            assert key in told(advisor, reply), reply


def test_a_difficulty_that_is_denied_leaves_the_project_as_it_was(advisor: Advisor) -> None:
    themes = told(advisor, FOUNDRY)["themes"]

    assert told(advisor, FOUNDRY, "L'entreprise n'est pas en difficulté.")["themes"] == themes


def test_the_four_cautions_are_passages_with_a_source(advisor: Advisor) -> None:
    cautions = advisor.cautions()

    assert len(cautions) == 4
    assert all(passage.sources and passage.sources[0].url for passage in cautions)
    assert "300 000" in " ".join(passage.text for passage in cautions)


def test_every_day_of_the_calendar_has_its_passage_and_its_words(advisor: Advisor) -> None:
    for deadline in advisor.deadlines(TODAY):
        assert advisor.source_of(deadline) is not None, deadline.id
        assert (advisor.link_of(deadline) or "").startswith("http"), deadline.id
        assert deadline.name in advisor.deadline_words(deadline)
