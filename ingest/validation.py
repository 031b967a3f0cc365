"""What the schemas of the corpus share: partial dates, identifiers, and errors in one French line."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator, StringConstraints, ValidationError

from assistant.records import Failure

_EXPLAINED = {
    "missing": "champ manquant",
    "extra_forbidden": "champ inconnu",
    "string_type": "texte attendu",
    "string_too_short": "texte vide",
    "string_pattern_mismatch": "écriture incorrecte (lettres minuscules, chiffres et tirets)",
    "bool_type": "attendu : true ou false",
    "bool_parsing": "attendu : true ou false",
    "tuple_type": "liste attendue",
    "too_short": "liste trop courte",
    "model_type": "fiche attendue (clé : valeur)",
    "dict_type": "fiche attendue (clé : valeur)",
}


def _partial_date(value: object) -> str:
    text = str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
    pieces = text.split("-")
    try:
        if [len(piece) for piece in pieces] != [4, 2, 2][: len(pieces)]:
            raise ValueError
        date(*[int(piece) for piece in [*pieces, "1", "1"][:3]])
    except ValueError:
        raise ValueError(f"date incorrecte « {value} » (attendu : AAAA, AAAA-MM ou AAAA-MM-JJ)") from None
    return text


def _full_date(value: object) -> str:
    text = _partial_date(value)
    if len(text) < len("2024-01-30"):
        raise ValueError(f"date incomplète « {value} » (attendu : AAAA-MM-JJ)")
    return text


PartialDate = Annotated[str, BeforeValidator(_partial_date)]
"""An ISO date that exists, whole or partial: `2024`, `2024-01` or `2024-01-30`."""

FullDate = Annotated[str, BeforeValidator(_full_date)]
"""An ISO date that exists, to the day: `2024-01-30`."""

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
"""A text that is not empty."""

Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$")]
"""A stable name: lower-case letters, digits and hyphens. Statements keep capitals where theirs have some."""


def entry_name(entry: object, position: int) -> str:
    """How to point at an entry of a list: its `id` when it has one, else its place, counted from 1."""
    name = entry.get("id") if isinstance(entry, Mapping) else None
    return name if isinstance(name, str) and name else f"entrée {position}"


def failures_of(error: ValidationError, file: str, entry: str | None) -> tuple[Failure, ...]:
    """One failure per fault of an entry, each naming its field."""
    return tuple(
        Failure(file, entry, ".".join(map(str, fault["loc"])) or None, _explain(dict(fault)))
        for fault in error.errors(include_url=False)
    )


def _explain(fault: dict[str, Any]) -> str:
    if fault["type"] == "value_error":
        return str(fault["ctx"]["error"])
    if fault["type"] == "literal_error":
        return f"valeur non prévue « {fault['input']} » (attendu : {fault['ctx']['expected']})"
    return _EXPLAINED.get(fault["type"], "valeur incorrecte")
