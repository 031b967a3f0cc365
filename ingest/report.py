"""What the commands of the writing side say to people, in French."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from assistant.records import Failure, IngestReport

COUNTED = {
    "statements": ("énoncé", "énoncés"),
    "unpublished": ("information non publiée", "informations non publiées"),
    "supports": ("aide", "aides"),
    "communes": ("commune", "communes"),
    "epci": ("EPCI", "EPCI"),
    "documents": ("document", "documents"),
    "sources": ("source", "sources"),
    "passages": ("passage", "passages"),
    "phrasings": ("question indexée", "questions indexées"),
}
SHOWN = 50


def build_lines(report: IngestReport) -> Iterator[str]:
    """The outcome of a build: what changed, what the index holds, what could not be used."""
    changes = (
        number_of(report.created, "créé", "créés"),
        number_of(report.updated, "modifié", "modifiés"),
        number_of(report.deleted, "supprimé", "supprimés"),
        number_of(report.unchanged, "inchangé", "inchangés"),
    )
    yield f"Passages : {', '.join(changes)} (version {report.version}, {_seconds(report.seconds)})."
    yield f"Index : {counted(report.counts)}."
    yield from failure_lines(report.failures, SHOWN)


def check_lines(counts: Mapping[str, int], failures: Sequence[Failure]) -> Iterator[str]:
    """The outcome of a check: every failure, or the word that there is none."""
    yield f"Corpus : {counted(counts)}."
    yield from failure_lines(failures, len(failures))
    if not failures:
        yield "Aucune erreur."


def failure_lines(failures: Sequence[Failure], shown: int) -> Iterator[str]:
    """A heading and one line per failure, `shown` at most."""
    if failures:
        yield f"{number_of(len(failures), 'erreur', 'erreurs')} :"
    yield from (f"  {failure}" for failure in failures[:shown])
    if len(failures) > shown:
        yield f"  … et {len(failures) - shown} de plus : `python -m ingest check` les donne toutes."


def counted(counts: Mapping[str, int]) -> str:
    """« 583 énoncés, 114 aides… », without what there is none of."""
    return (
        ", ".join(number_of(counts[name], *words) for name, words in COUNTED.items() if counts.get(name))
        or "rien"
    )


def report_json(report: IngestReport) -> dict[str, Any]:
    """The report of a build as plain lists, dictionaries and numbers."""
    return asdict(report) | {"seconds": round(report.seconds, 3)}


def number_of(number: int, singular: str, plural: str) -> str:
    """« 1 source », « 3 sources »."""
    return f"{number} {plural if number > 1 else singular}"


def _seconds(seconds: float) -> str:
    return f"{seconds:.1f} s".replace(".", ",")
