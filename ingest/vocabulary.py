"""The vocabulary of the corpus: groups of equivalent words, checked."""

import unicodedata
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.errors import InvalidInput
from assistant.records import Failure
from assistant.retrieval.vocabulary import TermGroup
from assistant.yaml_files import read_yaml
from ingest.validation import Text, failures_of

FILE = "vocabulary.yaml"


class WrittenGroup(BaseModel):
    """A group as it is written, under its key."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    terms: Annotated[tuple[Text, ...], Field(min_length=2)]
    one_way: bool = False


def read_vocabulary(corpus: Path) -> tuple[tuple[TermGroup, ...], tuple[Failure, ...]]:
    """The groups in their order, and the faults; without a vocabulary, neither.

    A term belongs to one symmetric group only: a group that repeats one is refused, and the first one kept.
    """
    path = corpus / FILE
    if not path.exists():
        return (), ()
    try:
        written = read_yaml(path)
    except InvalidInput as error:
        return (), (Failure(FILE, None, None, str(error)),)
    if not isinstance(written, dict):
        return (), (Failure(FILE, None, None, "groupes attendus (clé : termes)"),)
    return _checked(written)


def _checked(written: dict[object, object]) -> tuple[tuple[TermGroup, ...], tuple[Failure, ...]]:
    groups: list[TermGroup] = []
    failures: list[Failure] = []
    owners: dict[str, str] = {}
    for key, entry in written.items():
        try:
            group = TermGroup(str(key), **dict(WrittenGroup.model_validate(entry)))
        except ValidationError as error:
            failures.extend(failures_of(error, FILE, str(key)))
            continue
        repeated = _repeated(group, owners)
        if repeated:
            failures.append(Failure(FILE, group.key, "terms", repeated))
        else:
            groups.append(group)
            if not group.one_way:
                owners.update({_plain(term): group.key for term in group.terms})
    return tuple(groups), tuple(failures)


def _repeated(group: TermGroup, owners: dict[str, str]) -> str | None:
    for term in () if group.one_way else group.terms:
        if _plain(term) in owners:
            return f"« {term} » est déjà dans le groupe « {owners[_plain(term)]} »"
    return None


def _plain(term: str) -> str:
    letters = unicodedata.normalize("NFKD", term.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
