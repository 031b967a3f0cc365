"""Reading YAML: dates stay text, and a bad file is one line that names the file and the line."""

from pathlib import Path

import pytest

from assistant.errors import InvalidInput
from assistant.yaml_files import read_yaml


def written(folder: Path, content: bytes) -> Path:
    path = folder / "essai.yaml"
    path.write_bytes(content)
    return path


def test_dates_stay_the_text_they_were_written_as(tmp_path: Path) -> None:
    assert read_yaml(written(tmp_path, b"full: 2026-04-01\npartial: 2024-01\n")) == {
        "full": "2026-04-01",
        "partial": "2024-01",
    }


def test_an_impossible_date_is_left_to_the_schema(tmp_path: Path) -> None:
    assert read_yaml(written(tmp_path, b"date: 2024-02-31\n")) == {"date": "2024-02-31"}


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match=r"absent\.yaml : fichier illisible"):
        read_yaml(tmp_path / "absent.yaml")


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"a: 1\nb: [1, 2\n", 3),
        (b"a: 1\n\tb: 2\n", 2),
        (b"a: 1\nb: 2\na: 3\n", 3),
        (b"- deep:\n    a: 1\n    a: 2\n", 3),
        (b"a: 1\n--- \nb: 2\n", 2),
        (b"a: !!python/object:os.system ls\n", 1),
    ],
)
def test_a_broken_file_is_one_line_with_its_line(tmp_path: Path, content: bytes, line: int) -> None:
    with pytest.raises(InvalidInput) as caught:
        read_yaml(written(tmp_path, content))
    message = str(caught.value)
    assert message.startswith(f"essai.yaml, ligne {line} : ")
    assert "\n" not in message


@pytest.mark.parametrize("content", [b"a: \xff\xfe", b"\x00\x01\x02", b"a: \x07", b"[" * 20000])
def test_a_file_that_is_not_text_is_refused_in_one_line(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(InvalidInput) as caught:
        read_yaml(written(tmp_path, content))
    assert str(caught.value).startswith("essai.yaml")
    assert "\n" not in str(caught.value)


def test_a_byte_order_mark_is_not_part_of_the_first_key(tmp_path: Path) -> None:
    assert read_yaml(written(tmp_path, "\ufeffclé: 1\n".encode())) == {"clé": 1}


def test_an_empty_file_holds_nothing(tmp_path: Path) -> None:
    assert read_yaml(written(tmp_path, b"")) is None
