"""The statements of the corpus: one passage each, with its sources and the questions it answers."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from assistant.errors import InvalidInput
from assistant.records import NAMED_ONLY, Confidence, Failure, Passage, Source
from assistant.yaml_files import read_yaml
from ingest.register import strongest_first
from ingest.validation import PartialDate, Text, entry_name, failures_of

FOLDER = "facts"

Scope = Literal["programme", "nord-lorraine"]

SCOPE_TITLES: Mapping[Scope, str] = {
    "programme": "Programme Territoires d'industrie",
    "nord-lorraine": "Territoire d'industrie Nord Lorraine",
}

StatementId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*$")]


class Statement(BaseModel):
    """One statement as it is written.

    `asked_as` finds it and is never shown; `merges` lists the former statements it took in; `contradicts`
    those that say otherwise; `scope` replaces the one of its file; `contact` says whom to ask.
    With `named_only`, as in a series of statements alike but for a name, only a question that uses a rare
    word of the statement finds it.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: StatementId
    text: Text
    topic: Text
    confidence: Confidence
    sources: Annotated[tuple[Text, ...], Field(min_length=1)]
    asked_as: Annotated[tuple[Text, ...], Field(min_length=1)]
    date: PartialDate | None = None
    value: Text | None = None
    verified: PartialDate | None = None
    note: Text | None = None
    contact: Text | None = None
    merges: tuple[StatementId, ...] = ()
    contradicts: tuple[StatementId, ...] = ()
    scope: Scope | None = None
    named_only: bool = False


class StatementFile(BaseModel):
    """What surrounds the statements of a file.

    With `published: false` they say what is not public; their sources then stay in the order written, the one
    that says what is known first.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    scope: Scope
    title: Text
    published: bool = True
    statements: tuple[object, ...]


def read_facts(
    corpus: Path, register: Mapping[str, Source]
) -> tuple[tuple[Passage, ...], tuple[Failure, ...]]:
    """The statements of every file of `facts/`, by file name then as written, and what cannot be used.

    A statement that names a source out of the register, an identifier already taken or a contradiction
    that is not there is refused.
    """
    passages: list[Passage] = []
    failures: list[Failure] = []
    files: dict[str, str] = {}
    for path in sorted((corpus / FOLDER).glob("*.yaml")):
        file = f"{FOLDER}/{path.name}"
        header, faults = _read_file(path, file)
        failures.extend(faults)
        for position, written in enumerate(header.statements if header else (), start=1):
            statement, faults = _read_statement(written, position, file, register, files)
            failures.extend(faults)
            if header and statement:
                files[statement.id] = file
                passages.append(_passage(statement, header, position, register))
    kept, lost = _without_lost_contradictions(passages, files)
    return kept, (*failures, *lost)


def _read_file(path: Path, file: str) -> tuple[StatementFile | None, tuple[Failure, ...]]:
    try:
        return StatementFile.model_validate(read_yaml(path)), ()
    except InvalidInput as error:
        return None, (Failure(file, None, None, str(error)),)
    except ValidationError as error:
        return None, failures_of(error, file, None)


def _read_statement(
    written: object, position: int, file: str, register: Mapping[str, Source], taken: Mapping[str, str]
) -> tuple[Statement | None, tuple[Failure, ...]]:
    try:
        statement = Statement.model_validate(written)
    except ValidationError as error:
        return None, failures_of(error, file, entry_name(written, position))
    faults = tuple(_faults(statement, file, register, taken))
    return (None if faults else statement), faults


def _faults(
    statement: Statement, file: str, register: Mapping[str, Source], taken: Mapping[str, str]
) -> list[Failure]:
    faults = [
        Failure(file, statement.id, "sources", f"source inconnue du registre « {source} »")
        for source in statement.sources
        if source not in register
    ]
    if statement.id in taken:
        faults.append(Failure(file, statement.id, "id", f"identifiant déjà pris dans {taken[statement.id]}"))
    return faults


def _passage(
    statement: Statement, header: StatementFile, position: int, register: Mapping[str, Source]
) -> Passage:
    sources = tuple(register[source] for source in dict.fromkeys(statement.sources))
    if header.published:
        sources = strongest_first(sources)
    return Passage(
        passage_id=statement.id,
        kind="statement" if header.published else "unpublished",
        source_id=sources[0].source_id,
        text=statement.text,
        heading_path=(SCOPE_TITLES[statement.scope or header.scope], header.title),
        locator=statement.id,
        sources=sources,
        ordinal=position,
        topic=statement.topic,
        date=statement.date,
        confidence=statement.confidence,
        value=statement.value,
        note=statement.note,
        contact=statement.contact,
        asked_as=tuple(dict.fromkeys(statement.asked_as)),
        contradicts=statement.contradicts,
        part=NAMED_ONLY if statement.named_only else None,
        reviewed=statement.verified,
    )


def _without_lost_contradictions(
    passages: Iterable[Passage], files: Mapping[str, str]
) -> tuple[tuple[Passage, ...], tuple[Failure, ...]]:
    kept: list[Passage] = []
    failures: list[Failure] = []
    for passage in passages:
        lost = [other for other in passage.contradicts if other not in files]
        failures.extend(
            Failure(
                files[passage.passage_id], passage.passage_id, "contradicts", f"énoncé inconnu « {other} »"
            )
            for other in lost
        )
        if not lost:
            kept.append(passage)
    return tuple(kept), tuple(failures)
