"""The rules of the rooms hold, and each of them is seen to fail when it is broken."""

import socket
from functools import cache
from pathlib import Path

import pytest

from tests.architecture import RULES, Breach, breaches
from tests.conftest import NetworkForbidden
from tests.syntax import python_files

PROJECT = Path(__file__).resolve().parent.parent

BROKEN = [
    (1, "assistant/build.py", "import streamlit as st"),
    (1, "ingest/corpus.py", "from streamlit import cache_data"),
    (2, "assistant/retrieval/hybrid.py", "import chromadb"),
    (2, "assistant/index.py", "collection.upsert(ids=['a'])"),
    (3, "assistant/build.py", "from ingest.corpus import read_corpus"),
    (3, "app.py", "import importlib\nimportlib.import_module('ingest.writer')"),
    (4, "assistant/retrieval/hybrid.py", "from langchain_core.documents import Document"),
    (4, "assistant/index.py", "import sentence_transformers"),
    (4, "ingest/corpus.py", "def read():\n    import pypdf"),
    (4, "assistant/pages/source.py", "import pypdfium2"),
    (4, "assistant/documents/drawing.py", "from PIL import Image"),
    (5, "assistant/build.py", "import os\nkey = os.environ['KEY']"),
    (5, "ingest/__main__.py", "from os import getenv"),
    (6, "assistant/answering/compose.py", "from datetime import date\nday = date.today()"),
    (6, "ingest/writer.py", "import datetime\nat = datetime.datetime.now(datetime.UTC)"),
    (6, "ingest/writer.py", "from time import time"),
    (6, "ingest/corpus.py", "print('done')"),
    (7, "assistant/supports/deadlines.py", "import urllib.request"),
    (7, "assistant/supports/catalogue.py", "from assistant.embedding import load_encoder"),
    (7, "assistant/supports/catalogue.py", "folder.write_text('x')"),
    (8, "assistant/utils.py", ""),
    (8, "ingest/helpers/dates.py", ""),
    (9, "assistant/answering/compose.py", "LEAD = 'Voici les aides qui vous correspondent le mieux.'"),
    (9, "assistant/answering/chat_model.py", "PROMPT = f'Répondez à la question {q} avec les passages.'"),
    (10, "assistant/build.py", "try:\n    f()\nexcept Exception:\n    pass"),
    (10, "ingest/corpus.py", "try:\n    f()\nexcept (ValueError, BaseException):\n    pass"),
    (10, "ingest/corpus.py", "import contextlib\nwith contextlib.suppress(Exception):\n    f()"),
    (10, "ingest/corpus.py", "try:\n    f()\nexcept:\n    log()"),
    (12, "ingest/corpus.py", "import httpx"),
    (12, "assistant/index.py", "from urllib.request import urlopen"),
    (11, "tests/test_fetching.py", "urlopen('https://example.org/page')"),
    (11, "tests/test_build.py", "from unittest.mock import patch"),
    (11, "tests/test_build.py", "monkeypatch.setattr('assistant.build.open_index', fake)"),
]

KEPT = [
    ("app.py", "import streamlit\nfrom datetime import date\nprint(date.today())"),
    ("assistant/pages/chat.py", "import streamlit"),
    ("ingest/writer.py", "import chromadb\ncollection.upsert(ids=[])"),
    ("assistant/embedding.py", "import time\nimport torch\nstarted = time.perf_counter()"),
    ("assistant/supports/deadlines.py", "from datetime import date\nfrom assistant.records import Source"),
    (
        "assistant/index.py",
        "raise IndexUnavailable('Aucun index dans ce dossier : lancez make index pour le faire.')",
    ),
    ("ingest/writer.py", "try:\n    f()\nexcept BaseException:\n    lock.close()\n    raise"),
    ("assistant/answering/route.py", "KEYS = ('not_found_no_passage', 'le', 'la', 'les')"),
    ("assistant/__main__.py", "try:\n    f()\nexcept Exception:\n    print('x')"),
    ("ingest/fetching_request.py", "import httpx"),
    ("tests/test_pages.py", "page.goto('http://localhost:8501')"),
]


@cache
def breaches_of_the_project() -> list[Breach]:
    return [breach for path, code in python_files(PROJECT) for breach in breaches(path, code)]


def reported(rule: int) -> str:
    return "\n".join(str(breach) for breach in breaches_of_the_project() if breach.rule == rule)


def test_only_the_pages_import_streamlit():
    assert reported(1) == ""


def test_only_the_writer_and_the_reader_of_the_index_import_chromadb_and_only_ingest_writes():
    assert reported(2) == ""


def test_the_reading_side_never_imports_the_writing_side():
    assert reported(3) == ""


def test_langchain_model_libraries_and_parsers_stay_in_their_rooms():
    assert reported(4) == ""


def test_only_the_settings_read_the_environment():
    assert reported(5) == ""


def test_only_the_doors_print_or_read_the_clock():
    assert reported(6) == ""


def test_supports_are_pure():
    assert reported(7) == ""


def test_no_module_has_a_vague_name():
    assert reported(8) == ""


def test_no_prompt_and_no_sentence_for_people_stands_in_the_python_of_the_assistant():
    assert reported(9) == ""


def test_nothing_broad_is_caught_but_at_the_doors():
    assert reported(10) == ""


def test_no_test_asks_a_distant_address_or_mocks_our_own_code():
    assert reported(11) == ""


def test_only_fetching_speaks_to_sites():
    assert reported(12) == ""


@pytest.mark.parametrize(("rule", "path", "code"), BROKEN)
def test_a_broken_rule_is_reported(rule, path, code):
    assert rule in {breach.rule for breach in breaches(path, code)}


def test_every_rule_is_broken_once_above():
    assert {rule for rule, _, _ in BROKEN} == set(RULES)


@pytest.mark.parametrize(("path", "code"), KEPT)
def test_what_a_rule_allows_is_not_reported(path, code):
    assert breaches(path, code) == []


def test_the_files_of_each_room_are_read():
    rooms = {path.split("/")[0] for path, _ in python_files(PROJECT)}
    assert {"app.py", "assistant", "ingest", "tests"} <= rooms


def test_a_connection_that_would_leave_this_machine_is_refused():
    with socket.socket() as far, pytest.raises(NetworkForbidden):
        far.connect(("192.0.2.1", 80))


def test_the_name_of_a_distant_machine_is_not_looked_up():
    with pytest.raises(NetworkForbidden):
        socket.getaddrinfo("example.org", 443)


def test_a_server_of_this_machine_can_be_reached():
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection(server.getsockname()) as near,
    ):
        assert near.getpeername() == server.getsockname()
