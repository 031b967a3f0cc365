"""What the rules of the supports point at exists; a wrong rule stops the check with its file and field."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.supports.activities import Activities
from assistant.supports.catalogue import Catalogue
from assistant.supports.schema import Support
from assistant.supports.territory import Territory
from ingest.__main__ import main
from ingest.activities import read_activities
from ingest.register import read_register
from ingest.rule_references import faults_of_rules
from ingest.support_pages import read_supports
from ingest.territory_pages import read_territory

CORPUS = Path(__file__).parents[2] / "corpus"
SUPPORT = {
    "id": "essai",
    "name": "Prêt Essai",
    "operator": "État",
    "kind": "pret",
    "themes": ["energie"],
    "beneficiaries": ["PME"],
    "territory": "France",
    "status": "permanent",
    "confidence": "high",
    "sources": ["une-page"],
    "asked_as": {"what": ["c'est quoi"]},
}
REGISTER = """
- id: une-page
  url: https://un.fr/page
  title: Un titre
  publisher: Un éditeur
  official: true
  rank: official-page
"""


@pytest.fixture(scope="module")
def territory() -> Territory:
    return read_territory(CORPUS, read_register(CORPUS)[0])[0]


@pytest.fixture(scope="module")
def activities() -> Activities:
    return read_activities(CORPUS)[0]


@pytest.fixture
def faults(territory: Territory, activities: Activities):
    def found(**fields: object) -> list[tuple[str | None, str]]:
        catalogue = Catalogue((Support.model_validate({**SUPPORT, **fields}),))
        return [
            (failure.field, failure.reason)
            for failure in faults_of_rules(catalogue, territory, activities, {"une-page"})
        ]

    return found


def condition(rule: dict[str, Any], key: str = "rule") -> dict[str, Any]:
    return {"conditions": ["Une condition dite.", {"text": "Une règle.", key: rule}]}


def test_no_rule_of_the_corpus_leads_nowhere(territory: Territory, activities: Activities) -> None:
    register = read_register(CORPUS)[0]
    catalogue = read_supports(CORPUS, register)[0]

    assert faults_of_rules(catalogue, territory, activities, register) == ()


@pytest.mark.parametrize(
    ("rule", "reason"),
    [
        ({"naf": ["24.51A"]}, "code NAF inconnu « 24.51A »"),
        ({"naf": ["10.11Z-99.99Z"]}, "code NAF inconnu « 99.99Z »"),
        ({"place": {"communes": ["57999"]}}, "commune inconnue « 57999 »"),
        ({"place": {"epci": ["nulle-part"]}}, "intercommunalité inconnue « nulle-part »"),
        ({"place": {"regions": ["Lorraine"]}}, "région : nom inconnu « Lorraine »"),
        (
            {"place": {"industry_territories": ["ti-nulle-part"]}},
            "Territoire d'industrie : nom inconnu « ti-nulle-part »",
        ),
        ({"any_of": [{"craft": True}, {"none_of": [{"naf": ["00"]}]}]}, "code NAF inconnu « 00 »"),
    ],
)
@pytest.mark.parametrize("key", ["rule", "requires", "suffices"])
def test_what_a_rule_names_must_exist(faults, rule: dict[str, Any], reason: str, key: str) -> None:
    assert faults(**condition(rule, key)) == [("conditions.1", reason)]


@pytest.mark.parametrize(
    "rule",
    [
        {"naf": ["C", "24", "24.5", "24.51Z", "10.11Z-33.20D"]},
        {"place": {"communes": ["57221"], "epci": ["thionville-fensch", "val-de-fensch"]}},
        {"place": {"regions": ["Grand Est", "Île-de-France"], "industry_territories": "any"}},
        {"place": {"zones": ["AFR"]}},
    ],
)
def test_what_exists_is_no_fault(faults, rule: dict[str, Any]) -> None:
    assert faults(**condition(rule)) == []


def test_the_territory_of_the_support_and_the_cases_of_its_amount_are_checked_too(faults) -> None:
    assert faults(within={"epci": ["nulle-part"]})[0][0] == "within"
    assert faults(awards=[{"cap": 1}, {"cap": 1, "when": {"naf": ["00"]}}])[0][0] == "awards.1.when"


def test_the_source_of_a_condition_is_one_of_the_register(faults) -> None:
    unknown = {"conditions": [{"text": "Une condition.", "source": "rumeur"}]}

    assert faults(**unknown) == [("conditions.0.source", "source absente du registre « rumeur »")]


def test_the_source_of_a_window_is_one_of_the_support(faults) -> None:
    assert faults(intake={"kind": "rolling", "source": "autre"})[0][0] == "intake.source"
    assert faults(intake={"kind": "rolling", "source": "une-page"}) == []


@pytest.mark.parametrize(
    ("rule", "field"),
    [
        ({"effectif": {"at_most": 10}}, "conditions.0.rule.effectif"),
        ({"headcount": {"at_least": 10, "at_most": 5}}, "conditions.0.rule.headcount"),
        ({"headcount": {"at_most": "dix"}}, "conditions.0.rule.headcount.at_most"),
        ({"headcount": {"at_most": 10}, "craft": True}, "conditions.0.rule"),
        ({"naf": ["2451Z"]}, "conditions.0.rule.naf.0"),
        ({"size": ["petite"]}, "conditions.0.rule.size.0"),
        ({}, "conditions.0.rule"),
        ({"naf": ["24.51A"]}, "conditions.0"),
        ({"place": {"communes": ["57999"]}}, "conditions.0"),
    ],
)
def test_a_wrong_rule_ends_the_check_with_one_and_names_the_file_and_the_field(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], rule: dict[str, Any], field: str
) -> None:
    written = {**SUPPORT, "conditions": [{"text": "Une condition.", "rule": rule}]}
    (tmp_path / "supports").mkdir()
    (tmp_path / "supports" / "essai.yaml").write_text(yaml.safe_dump(written, allow_unicode=True), "utf-8")
    (tmp_path / "sources.yaml").write_text(REGISTER, encoding="utf-8")
    for part in ("activities", "territory"):
        (tmp_path / part).symlink_to(CORPUS / part)

    status = main(["check", "--corpus", str(tmp_path), "--json"])
    failures = json.loads(capsys.readouterr().out)["failures"]

    assert status == 1
    assert ("supports/essai.yaml", field) in [(failure["file"], failure["field"]) for failure in failures]
