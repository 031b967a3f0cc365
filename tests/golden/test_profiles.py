"""What told projects say of who asks, heard and compared with what other readers understood."""

import json
from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant.french import fold
from assistant.profiles.declared import ProfileReader
from assistant.profiles.told import ProfileListener
from assistant.profiles.words import read_profile_words
from assistant.settings import PROJECT
from assistant.supports.profile import Profile
from assistant.supports.territory import Territory
from ingest.activities import read_activities
from ingest.register import read_register
from ingest.territory_pages import read_territory

TODAY = date(2026, 11, 22)
FILE = Path(__file__).parent / "stories" / "told.jsonl"
LEAST = {
    "applicant": 0.94,
    "headcount": 0.95,
    "commune": 0.95,
    "works_started": 0.94,
    "age_years": 0.96,
    "project_cost": 0.94,
    "turnover": 0.98,
    "legal_form": 0.98,
    "startup": 0.98,
}
"""The share of the messages of which each fact is heard, or left unknown, as it was understood."""


@pytest.fixture(scope="module")
def right() -> dict[str, list[bool]]:
    """By fact, whether each labelled message is understood alike."""
    corpus = PROJECT / "corpus"
    territory = read_territory(corpus, read_register(corpus)[0])[0]
    words = read_profile_words(PROJECT / "prompts")
    listener = ProfileListener(ProfileReader(words, territory, read_activities(corpus)[0]))
    found: dict[str, list[bool]] = defaultdict(list)
    for line in FILE.read_text(encoding="utf-8").splitlines():
        story = json.loads(line)
        if "profile" in story:
            heard = listener.hear(story["question"], TODAY).profile
            for fact in LEAST:
                found[fact].append(_is_alike(fact, heard, story["profile"].get(fact), territory))
    return found


def _is_alike(fact: str, heard: Profile, understood: Any, territory: Territory) -> bool:
    if fact == "commune":
        commune = territory.commune(heard.commune) if heard.commune else None
        return (commune and fold(commune.name)) == (understood and fold(understood))
    if fact == "age_years":
        is_told = {"age_years", "created_year", "created"} & heard.model_dump(exclude_defaults=True).keys()
        ages = heard.ages_on(TODAY) if is_told else ()
        least, most = (understood[0], understood[-1]) if understood else (None, None)
        return bool(ages) == (least is not None) and all(least - 1 <= age <= most for age in ages)
    return (getattr(heard, fact) or None) == (understood or None)


def test_some_hundred_messages_are_labelled(right: dict[str, list[bool]]) -> None:
    assert len(right["applicant"]) >= 300


@pytest.mark.parametrize("fact", LEAST)
def test_a_fact_is_heard_as_it_is_understood(right: dict[str, list[bool]], fact: str) -> None:
    assert sum(right[fact]) / len(right[fact]) >= LEAST[fact]
