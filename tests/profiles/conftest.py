"""What reads profiles, over the real words, territory and nomenclature."""

from datetime import date

import pytest

from assistant.profiles.declared import ProfileReader
from assistant.profiles.told import ProfileListener
from assistant.profiles.words import read_profile_words
from assistant.settings import PROJECT
from ingest.activities import read_activities
from ingest.register import read_register
from ingest.territory_pages import read_territory

CORPUS = PROJECT / "corpus"


@pytest.fixture(scope="session")
def today() -> date:
    return date(2026, 11, 22)


@pytest.fixture(scope="session")
def reader() -> ProfileReader:
    territory = read_territory(CORPUS, read_register(CORPUS)[0])[0]
    words = read_profile_words(PROJECT / "prompts")
    return ProfileReader(words, territory, read_activities(CORPUS)[0])


@pytest.fixture(scope="session")
def listener(reader: ProfileReader) -> ProfileListener:
    return ProfileListener(reader)
