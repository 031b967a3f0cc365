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
        _number(report.created, "créé", "créés"),
        _number(report.updated, "modifié", "modifiés"),
        _number(report.deleted, "supprimé", "supprimés"),
        _number(report.unchanged, "inchangé", "inchangés"),
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


def status_lines(status: Mapping[str, Any]) -> Iterator[str]:
    """The state of the index, then one line per source that has passages, the most used first."""
    yield f"Index version {status['version']} du {status['built_at']}, empreinte {status['fingerprint']}."
    yield f"Modèle d'embedding : {status['embedding_model']}."
    yield f"Contenu : {counted(status['counts'])}."
    yield (
        "À jour avec le corpus."
        if status["up_to_date"]
        else "Le corpus a changé : lancez `python -m ingest build`."
    )
    for source in status["sources"]:
        if source["passages"]:
            published = source["published"] or "sans date"
            passages = _number(source["passages"], "passage", "passages")
            yield f"  {source['source_id']} : {passages} ; {published} ; {source['title']}"
    yield from (f"  en échec : {failure}" for failure in status["failing"])


def failure_lines(failures: Sequence[Failure], shown: int) -> Iterator[str]:
    """A heading and one line per failure, `shown` at most."""
    if failures:
        yield f"{_number(len(failures), 'erreur', 'erreurs')} :"
    yield from (f"  {failure}" for failure in failures[:shown])
    if len(failures) > shown:
        yield f"  … et {len(failures) - shown} de plus : `python -m ingest check` les donne toutes."


def counted(counts: Mapping[str, int]) -> str:
    """« 583 énoncés, 114 aides… », without what there is none of."""
    return (
        ", ".join(_number(counts[name], *words) for name, words in COUNTED.items() if counts.get(name))
        or "rien"
    )


def report_json(report: IngestReport) -> dict[str, Any]:
    """The report of a build as plain lists, dictionaries and numbers."""
    return asdict(report) | {"seconds": round(report.seconds, 3)}


def _number(number: int, singular: str, plural: str) -> str:
    return f"{number} {plural if number > 1 else singular}"


def _seconds(seconds: float) -> str:
    return f"{seconds:.1f} s".replace(".", ",")
