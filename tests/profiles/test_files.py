"""A profile in a file or on standard input."""

import io
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from assistant.errors import InvalidInput
from assistant.profiles.declared import Declared, ProfileReader
from assistant.profiles.files import LARGEST, read_profile

Read = Callable[..., Declared]
WRITTEN = {"effectif": 45, "commune": "Florange"}


@pytest.fixture
def read(reader: ProfileReader, today: date, tmp_path: Path) -> Read:
    def reading(name: str, content: bytes | str = b"", standard_input: str = "") -> Declared:
        path = Path(name) if name == "-" else tmp_path / name
        if content:
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_profile(path, io.StringIO(standard_input), reader, today)

    return reading


def test_json_yaml_and_standard_input_give_the_same_profile(read: Read) -> None:
    from_json = read("profile.json", json.dumps(WRITTEN))

    assert from_json == read("profile.yaml", "effectif: 45\ncommune: Florange\n")
    assert from_json == read("profile.YML", "effectif: 45\ncommune: Florange\n")
    assert from_json == read("-", standard_input=json.dumps(WRITTEN))
    assert (from_json.profile.headcount, from_json.profile.commune) == (45, "57221")


def test_a_file_of_json_may_begin_with_a_byte_order_mark(read: Read) -> None:
    assert read("profile.json", "\ufeff" + json.dumps(WRITTEN)).problems == ()


def test_a_profile_is_that_of_a_company_unless_it_says_else(read: Read) -> None:
    assert read("profile.json", "{}").profile.applicant == "company"
    assert read("profile.json", '{"demandeur": "mairie"}').profile.applicant == "local_authority"
    assert read("profile.json", '{"applicant": "lutin"}').profile.applicant is None


def test_a_day_in_yaml_is_read(read: Read) -> None:
    assert read("profile.yaml", "created: 2001-03-12\n").profile.created == date(2001, 3, 12)


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999"])
def test_a_number_that_is_none_is_a_problem_of_the_profile(read: Read, number: str) -> None:
    found = read("profile.json", f'{{"headcount": {number}, "commune": "Florange"}}')

    assert ([p.key for p in found.problems], found.profile.commune) == (["profile_headcount"], "57221")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("profile.json", "effectif: 45", "JSON valide"),
        ("profile.json", " ", "JSON valide"),
        ("profile.json", b"\xff\xfe\x00", "JSON valide"),
        ("profile.json", "[" * 50_000, "JSON valide"),
        ("profile.json", '{"project": "' + "x" * LARGEST + '"}', "JSON valide"),
        ("profile.json", "[1, 2]", "un objet"),
        ("profile.json", '"Florange"', "un objet"),
        ("profile.json", "null", "un objet"),
        ("profile.yaml", "- effectif: 45\n", "un objet"),
        ("profile.yaml", "effectif: [45\n", "ligne 2"),
        ("profile.yaml", "effectif: 45\neffectif: 46\n", "répétée"),
        ("missing.json", b"", "fichier illisible"),
        ("missing.yaml", b"", "fichier illisible"),
        (".", b"", "fichier illisible"),
    ],
)
def test_a_file_that_holds_no_profile_is_one_line_that_names_it(
    read: Read, name: str, content: bytes | str, said: str
) -> None:
    with pytest.raises(InvalidInput) as error:
        read(name, content)

    assert said in str(error.value)
    assert "\n" not in str(error.value)


def test_nothing_on_standard_input_is_one_line(read: Read) -> None:
    with pytest.raises(InvalidInput, match="JSON valide"):
        read("-")
