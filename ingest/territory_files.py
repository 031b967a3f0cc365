"""The files of `corpus/territory/`, checked row by row and read into one `Territory`."""

import csv
import re
from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.errors import InvalidInput
from assistant.records import Failure, Source
from assistant.supports.days import Day
from assistant.supports.perimeter import Epci, IndustryTerritory
from assistant.supports.regions import DEPARTMENTS
from assistant.supports.schema import PartialDate, Text
from assistant.supports.territory import Commune, Label, Territory
from assistant.yaml_files import read_yaml
from ingest.validation import failures_of

FOLDER = "territory"
_Model = TypeVar("_Model", bound=BaseModel)
_INSEE = re.compile(r"\d[0-9AB]\d{3}")
_POSTCODES = re.compile(r"\d{5}(?: \d{5})*")


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class CommuneSources(_Record):
    """What the CSV files rest on, and the years of their figures."""

    sources: tuple[Text, ...] = Field(min_length=1)
    population_of: PartialDate
    epci_of: PartialDate
    note: Text | None = None


class LabelEntry(_Record):
    """The label of the ten intercommunalities, in years."""

    id: Text
    name: Text
    valid_from: PartialDate
    valid_until: PartialDate
    sources: tuple[Text, ...] = Field(min_length=1)


class FormerMembership(_Record):
    """An EPCI (slug) that a commune left, and its last day there."""

    commune: Text
    epci: Text
    until: Day


class EpciFile(_Record):
    """`epci.yaml`."""

    communes: CommuneSources
    label: LabelEntry
    former_memberships: tuple[FormerMembership, ...] = ()
    epcis: tuple[Epci, ...] = Field(min_length=1)


class IndustryFile(_Record):
    """`industry_territories.yaml`."""

    as_of: PartialDate
    region: Text
    note: Text | None = None
    sources: tuple[Text, ...] = Field(min_length=1)
    territories: tuple[IndustryTerritory, ...]


def read_files(
    folder: Path, register: Mapping[str, Source]
) -> tuple[EpciFile | None, Territory, tuple[Failure, ...]]:
    """What the folder holds; without a usable `epci.yaml` there is no territory, only failures."""
    failures: list[Failure] = []
    described = _read_model(folder / "epci.yaml", EpciFile, failures)
    if described is None:
        return None, EMPTY, tuple(failures)
    industry = _read_model(folder / "industry_territories.yaml", IndustryFile, failures)
    failures.extend(_unknown_sources(described, industry, register))
    sirens = {epci.siren for epci in described.epcis if epci.siren}
    communes, _ = _read_communes(folder / "communes.csv", failures, sirens)
    neighbours, neighbour_epcis = _read_communes(folder / "grand_est.csv", failures, None)
    label = described.label
    return (
        described,
        Territory(
            communes=communes,
            epcis=described.epcis,
            neighbours=neighbours,
            neighbour_epcis=neighbour_epcis,
            industry_territories=industry.territories if industry else (),
            label=Label(
                label.id,
                label.name,
                str(label.valid_from),
                str(label.valid_until),
                industry.as_of if industry else None,
            ),
            former_names=_read_former_names(folder / "former_names.csv", failures),
            moves={
                move.commune: (move.epci, move.until)
                for move in described.former_memberships
                if move.until is not None
            },
            ordinary_words=_read_words(folder / "ordinary_words.txt"),
            towns=_read_towns(folder / "towns.csv", failures),
        ),
        tuple(failures),
    )


EMPTY = Territory(
    communes=(),
    epcis=(),
    neighbours=(),
    neighbour_epcis=(),
    industry_territories=(),
    label=Label("", "", "", "", None),
    former_names={},
    moves={},
    ordinary_words=frozenset(),
    towns={},
)


def _read_model(path: Path, model: type[_Model], failures: list[Failure]) -> _Model | None:
    file = f"{FOLDER}/{path.name}"
    try:
        return model.model_validate(read_yaml(path))
    except InvalidInput as error:
        failures.append(Failure(file, None, None, str(error)))
    except ValidationError as error:
        failures.extend(failures_of(error, file, None))
    return None


def _unknown_sources(
    described: EpciFile, industry: IndustryFile | None, register: Mapping[str, Source]
) -> list[Failure]:
    cited: list[tuple[str, str | None, str]] = [
        ("epci.yaml", "communes", source) for source in described.communes.sources
    ]
    cited += [("epci.yaml", "label", source) for source in described.label.sources]
    cited += [
        ("industry_territories.yaml", None, source) for source in (industry.sources if industry else ())
    ]
    for epci in described.epcis:
        for part, sources in (epci.sources.model_dump() if epci.sources else {}).items():
            cited += [("epci.yaml", f"{epci.slug}, {part}", source) for source in sources]
    return [
        Failure(f"{FOLDER}/{file}", entry, "sources", f"source absente du registre « {source} »")
        for file, entry, source in cited
        if source not in register
    ]


def _read_rows(path: Path, columns: set[str], failures: list[Failure]) -> list[tuple[int, dict[str, str]]]:
    """The rows with their line numbers; nothing, and one failure, when the file cannot be read."""
    file = f"{FOLDER}/{path.name}"
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.DictReader(stream)
            missing = columns - set(reader.fieldnames or ())
            if missing:
                failures.append(Failure(file, None, ", ".join(sorted(missing)), "colonne absente"))
                return []
            return [(reader.line_num, {name: row[name] or "" for name in columns}) for row in reader]
    except (OSError, UnicodeDecodeError, csv.Error):
        failures.append(Failure(file, None, None, "fichier illisible (CSV en UTF-8 attendu)"))
        return []


def _read_communes(
    path: Path, failures: list[Failure], sirens: set[str] | None
) -> tuple[tuple[Commune, ...], tuple[Epci, ...]]:
    """The communes of the file and the EPCI it names; with `sirens`, only those, and a population."""
    columns = {"code_insee", "nom", "codes_postaux", "siren_epci", "nom_epci", "departement"}
    columns |= {"population"} if sirens is not None else set()
    communes: dict[str, Commune] = {}
    names: dict[str, str] = {}
    for line, row in _read_rows(path, columns, failures):
        fault = _fault_of(row, sirens, communes)
        if fault is not None:
            failures.append(Failure(f"{FOLDER}/{path.name}", f"ligne {line}", *fault))
            continue
        names[row["siren_epci"]] = row["nom_epci"]
        communes[row["code_insee"]] = Commune(
            insee=row["code_insee"],
            name=row["nom"],
            postcodes=tuple(row["codes_postaux"].split()),
            population=int(row["population"]) if sirens is not None else None,
            siren=row["siren_epci"],
            department=row["departement"],
        )
    epcis = tuple(_plain_epci(siren, name) for siren, name in sorted(names.items()))
    return tuple(communes.values()), epcis


def _fault_of(
    row: dict[str, str], sirens: set[str] | None, already: Mapping[str, Commune]
) -> tuple[str, str] | None:
    """The column at fault and why, None when the row is sound."""
    code, siren = row["code_insee"], row["siren_epci"]
    checks = (
        ("code_insee", _INSEE.fullmatch(code) is not None, f"code INSEE incorrect « {code} »"),
        ("code_insee", code not in already, f"commune « {code} » déjà inscrite"),
        ("nom", bool(row["nom"].strip()), "nom absent"),
        (
            "codes_postaux",
            _POSTCODES.fullmatch(row["codes_postaux"]) is not None,
            f"code postal incorrect « {row['codes_postaux']} »",
        ),
        (
            "siren_epci",
            re.fullmatch(r"\d{9}", siren) is not None and (sirens is None or siren in sirens),
            f"intercommunalité inconnue « {siren} »",
        ),
        (
            "population",
            sirens is None or row["population"].isdecimal(),
            f"population incorrecte « {row.get('population')} »",
        ),
    )
    return next(((column, reason) for column, is_sound, reason in checks if not is_sound), None)


def _plain_epci(siren: str, name: str) -> Epci:
    return Epci(slug=f"siren-{siren}", name=name, siren=siren, nature=name.split(maxsplit=1)[0])


def _read_former_names(path: Path, failures: list[Failure]) -> dict[str, tuple[str, ...]]:
    names: dict[str, tuple[str, ...]] = {}
    if path.exists():
        for _, row in _read_rows(path, {"nom", "code_insee_actuel"}, failures):
            names[row["nom"]] = (*names.get(row["nom"], ()), row["code_insee_actuel"])
    return names


def _read_words(path: Path) -> frozenset[str]:
    """One word a line; lines that begin with # are remarks."""
    if not path.exists():
        return frozenset()
    lines = path.read_text(encoding="utf-8").split("\n")
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def _read_towns(path: Path, failures: list[Failure]) -> dict[str, str]:
    """The department of each large town of another region; a folder may do without them."""
    towns: dict[str, str] = {}
    for line, row in _read_rows(path, {"nom", "departement"}, failures) if path.exists() else ():
        if not row["nom"].strip() or row["departement"] not in DEPARTMENTS:
            reason = f"ville ou département incorrect « {row['nom']}, {row['departement']} »"
            failures.append(Failure(f"{FOLDER}/{path.name}", f"ligne {line}", "departement", reason))
            continue
        towns[row["nom"]] = row["departement"]
    return towns
