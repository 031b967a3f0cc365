"""The questions with what is expected of their answers, read from JSON lines and checked."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, Literal, get_args

from assistant.errors import InvalidInput
from assistant.records import Status
from assistant.settings import PROJECT
from assistant.yaml_files import read_yaml

Document = Mapping[str, Any]
Split = Literal["tune", "hold"]

SPEAKING = frozenset({"answered", "partial"})
OWN_QUESTIONS = PROJECT / "tests" / "golden"
NEAR_MISSES = OWN_QUESTIONS / "near_misses.yaml"
ASKED = ("id", "question", "history", "today", "profile")


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a competent counter would have said.

    `status` lists the statuses that will do, the best one first; `all` and `none` are patterns, searched
    without case or accents, that the answer must and must not hold; `sources` are pieces of an address or a
    publisher, `support` ids of supports, `facts` ids of statements: one of each kind must be cited. `admits`
    lets a full answer say that the thing is not known; `uncited` is for courtesies, which cite nothing.
    """

    status: tuple[str, ...]
    all: tuple[str, ...] = ()
    none: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    admits: bool = False
    uncited: bool = False

    @property
    def is_answerable(self) -> bool:
        """Whether the facts hold an answer."""
        return self.status[0] in SPEAKING and not self.uncited


@dataclass(frozen=True, slots=True)
class GoldQuestion:
    """One question of a set; `asked` is all that the assistant is shown of it, as a line of a batch."""

    identifier: str
    family: str
    split: Split
    text: str
    expect: Expectation
    asked: Document = field(default_factory=dict)

    @property
    def said(self) -> str:
        """All the words that the asker brings: the conversation, the question and its day."""
        turns = [turn["content"] for turn in self.asked.get("history") or ()]
        return " ".join((self.text, *turns, str(self.asked.get("today", "")).replace("-", " ")))


def own_question_files() -> tuple[Path, ...]:
    """The project's own sets of questions, in the order of their names."""
    return tuple(sorted(OWN_QUESTIONS.glob("*.jsonl")))


def split_of(identifier: str) -> Split:
    """The half that an id belongs to: an even SHA-256 goes to *tune*, an odd one to *hold*."""
    return "hold" if hashlib.sha256(identifier.encode()).digest()[-1] % 2 else "tune"


def read_questions(files: Iterable[Path]) -> tuple[GoldQuestion, ...]:
    """The questions of these files, in order.

    Raises InvalidInput, with the file and the line, for what cannot be read or an id used twice.
    """
    found: dict[str, GoldQuestion] = {}
    for file in files:
        for number, document in _lines(file):
            question = question_from(document, f"{file.name}, ligne {number}")
            if question.identifier in found:
                raise InvalidInput(f"{file.name}, ligne {number} : id {question.identifier} déjà utilisé.")
            found[question.identifier] = question
    return tuple(found.values())


def question_from(document: Document, place: str = "question") -> GoldQuestion:
    """The question that one line holds; an explicit `split` wins over the hash of the id.

    Raises InvalidInput, with the place and the field.
    """
    for name in ("id", "family", "question"):
        if not isinstance(document.get(name), str):
            raise InvalidInput(f"{place}, {name} : un texte est attendu.")
    split = document.get("split") or split_of(document["id"])
    if split not in get_args(Split):
        raise InvalidInput(f"{place}, split : tune ou hold.")
    return GoldQuestion(
        identifier=document["id"],
        family=document["family"],
        split=split,
        text=document["question"],
        expect=_expectation(document.get("expect"), place),
        asked={name: document[name] for name in ASKED if name in document},
    )


def read_near_misses(
    file: Path = NEAR_MISSES, merges: Mapping[str, str] | None = None
) -> dict[str, list[str]]:
    """Questions by the id of the statement or support that resembles them without answering.

    `merges` gives the id that the corpus kept for one that was merged. Raises InvalidInput, with the file.
    """
    content = read_yaml(file)
    if not isinstance(content, dict):
        raise InvalidInput(f"{file.name} : des listes de questions par identifiant sont attendues.")
    found: dict[str, list[str]] = {}
    for identifier, questions in content.items():
        kept = (merges or {}).get(identifier, identifier)
        found.setdefault(kept, []).extend(_texts(questions, f"{file.name}, {identifier}"))
    return found


def read_merges(corpus: Path) -> dict[str, str]:
    """The ids of statements that were merged into another, each with the id of the one that was kept."""
    merged: dict[str, str] = {}
    for file in sorted((corpus / "facts").glob("*.yaml")):
        content = read_yaml(file)
        for statement in content.get("statements", ()) if isinstance(content, dict) else ():
            merged |= {former: statement["id"] for former in statement.get("merges") or ()}
    return merged


def with_kept_ids(questions: Sequence[GoldQuestion], merges: Mapping[str, str]) -> tuple[GoldQuestion, ...]:
    """The same questions, their statements named by the ids that the corpus kept."""
    return tuple(replace(question, expect=_kept(question.expect, merges)) for question in questions)


def _kept(expect: Expectation, merges: Mapping[str, str]) -> Expectation:
    facts, support = (
        tuple(dict.fromkeys(merges.get(i, i) for i in ids)) for ids in (expect.facts, expect.support)
    )
    return replace(expect, facts=facts, support=support)


def _lines(file: Path) -> Iterable[tuple[int, Document]]:
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidInput(f"{file} : fichier de questions illisible.") from error
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield number, _object(line, f"{file.name}, ligne {number}")


def _object(line: str, place: str) -> Document:
    try:
        content = json.loads(line)
    except ValueError:
        content = None
    if not isinstance(content, dict):
        raise InvalidInput(f"{place} : un objet JSON est attendu.")
    return content


def _expectation(content: object, place: str) -> Expectation:
    if not isinstance(content, dict):
        raise InvalidInput(f"{place}, expect : un objet JSON est attendu.")
    if unknown := content.keys() - {known.name for known in fields(Expectation)}:
        raise InvalidInput(f"{place}, expect : clé inconnue {', '.join(sorted(unknown))}.")
    values: dict[str, Any] = {
        name: value if isinstance(value, bool) else _texts(value, f"{place}, expect.{name}")
        for name, value in content.items()
    }
    if not values.get("status") or not set(values["status"]) <= set(get_args(Status)):
        raise InvalidInput(f"{place}, expect.status : un ou plusieurs statuts de réponse.")
    for pattern in (*values.get("all", ()), *values.get("none", ())):
        _check_pattern(pattern, place)
    return Expectation(**values)


def _texts(value: object, place: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise InvalidInput(f"{place} : une liste de textes est attendue.")
    return tuple(value)


def _check_pattern(pattern: str, place: str) -> None:
    try:
        re.compile(pattern)
    except re.error as error:
        raise InvalidInput(f"{place}, expect : motif /{pattern}/ illisible ({error}).") from error
