"""A profile in a file, as the command line takes it."""

import json
from datetime import date
from pathlib import Path
from typing import TextIO

from assistant.errors import InvalidInput
from assistant.profiles.declared import Declared, ProfileReader
from assistant.yaml_files import read_yaml

LARGEST = 100_000
"""Bytes: no profile is as long."""


def read_profile(path: Path, standard_input: TextIO, reader: ProfileReader, today: date) -> Declared:
    """The profile of a JSON or YAML file (`-`: JSON on standard input), a company unless it says else.

    Raises InvalidInput, in one line, when the file cannot be read or holds no object.
    """
    written = _content(path, standard_input)
    if not isinstance(written, dict):
        raise InvalidInput(f"{path.name} : un objet (clé : valeur) est attendu.")
    names = {reader.words.key_of(str(name)) for name in written}
    return reader.read(written if "applicant" in names else {"applicant": "company", **written}, today)


def _content(path: Path, standard_input: TextIO) -> object:
    if str(path) != "-" and path.suffix.lower() in (".yaml", ".yml"):
        return read_yaml(path)
    try:
        text = (
            standard_input.read(LARGEST)
            if str(path) == "-"
            else path.read_text(encoding="utf-8-sig")[:LARGEST]
        )
        return json.loads(text)
    except OSError as error:
        raise InvalidInput(f"{path.name} : fichier illisible ({error.strerror}).") from error
    except (ValueError, RecursionError) as error:
        raise InvalidInput(f"{path.name} : ce fichier n'est pas du JSON valide.") from error
