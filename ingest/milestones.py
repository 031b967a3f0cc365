"""The dated ends of the programme, checked against the statements that state them."""

from collections.abc import Collection
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.errors import InvalidInput
from assistant.records import Failure
from assistant.supports.days import RealDay
from assistant.yaml_files import read_yaml
from ingest.validation import Identifier, Text, entry_name, failures_of

FILE = "calendar.yaml"


class WrittenMilestone(BaseModel):
    """A milestone as it is written."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Identifier
    name: Text
    day: RealDay
    statement: Text


def read_milestones(
    corpus: Path, statements: Collection[str]
) -> tuple[list[dict[str, Any]], tuple[Failure, ...]]:
    """The milestones as plain records, and the faults; a corpus without the file has neither.

    `statements` are the ids of the passages that a milestone may rest on.
    """
    path = corpus / FILE
    if not path.exists():
        return [], ()
    try:
        written = read_yaml(path)
    except InvalidInput as error:
        return [], (Failure(FILE, None, None, str(error)),)
    if not isinstance(written, list):
        return [], (Failure(FILE, None, None, "liste attendue"),)
    return _checked(written, statements)


def _checked(
    written: list[object], statements: Collection[str]
) -> tuple[list[dict[str, Any]], tuple[Failure, ...]]:
    milestones: list[dict[str, Any]] = []
    failures: list[Failure] = []
    for position, entry in enumerate(written, start=1):
        name = entry_name(entry, position)
        try:
            milestone = WrittenMilestone.model_validate(entry)
        except ValidationError as error:
            failures.extend(failures_of(error, FILE, name))
            continue
        if milestone.statement not in statements:
            failures.append(Failure(FILE, name, "statement", f"énoncé inconnu « {milestone.statement} »"))
            continue
        milestones.append(milestone.model_dump(mode="json"))
    return milestones, tuple(failures)
