"""The last figures measured, kept in `reports/figures.json`: what the README and the page show."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from assistant.errors import InvalidInput

FILE = "figures.json"
BEGIN, END = "<!-- measured: written by `evaluate --write-readme` -->", "<!-- end of measured -->"


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured: on which day (ISO), over which index, and the measures by system and half.

    `systems[name][half]` holds the fields of `Measures`, `retrieval` and bounds; `differences[name][half]`
    the bounds of the product minus that system.
    """

    date: str
    fingerprint: str
    encoder: str
    systems: Mapping[str, Mapping[str, Mapping[str, Any]]]
    differences: Mapping[str, Mapping[str, Any]]
    auc: float | None = None

    def product(self, half: str) -> Mapping[str, Any]:
        """The measures of the product on one half; empty when it was not asked."""
        return self.systems.get("product", {}).get(half, {})


def read_figures(folder: Path, kind: str = "evaluation") -> Figures | None:
    """The last figures of a folder of reports; None when nothing was measured yet.

    Raises InvalidInput for a file that cannot be read.
    """
    document = _read(folder / FILE).get(kind)
    try:
        return None if document is None else Figures(**document)
    except TypeError as error:
        raise InvalidInput(f"{FILE} : relancez python -m assistant evaluate.") from error


def write_figures(figures: Figures, folder: Path, kind: str = "evaluation") -> None:
    """Puts these figures in the place of the former ones of their kind, the others kept."""
    folder.mkdir(parents=True, exist_ok=True)
    document = _read(folder / FILE) | {kind: asdict(figures)}
    text = json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True)
    (folder / FILE).write_text(text + "\n", encoding="utf-8")


def write_readme_block(block: str, readme: Path) -> None:
    """Puts a block between the two markers of a README. Raises InvalidInput when they are not there."""
    before, begin, rest = readme.read_text(encoding="utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise InvalidInput(f"{readme.name} : les repères {BEGIN} et {END} manquent.")
    readme.write_text(f"{before}{BEGIN}\n{block}\n{END}{after}", encoding="utf-8")


def _read(file: Path) -> dict[str, Any]:
    try:
        document = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise InvalidInput(f"{file.name} : fichier illisible, supprimez-le.") from error
    return document if isinstance(document, dict) else {}
