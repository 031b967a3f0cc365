"""The corpus as the rules of the supports read it."""

from pathlib import Path

import pytest

from assistant.supports.catalogue import Catalogue
from assistant.supports.territory import Territory
from ingest.register import read_register
from ingest.support_pages import read_supports
from ingest.territory_pages import read_territory

CORPUS = Path(__file__).parents[2] / "corpus"


@pytest.fixture(scope="session")
def territory() -> Territory:
    return read_territory(CORPUS, read_register(CORPUS)[0])[0]


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return read_supports(CORPUS, read_register(CORPUS)[0])[0]
