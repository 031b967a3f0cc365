"""Projects told by companies and local governments: the supports that an answer must offer, and must not."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import cast, get_args

from assistant.answering.pipeline import Assistant
from assistant.errors import InvalidInput
from assistant.evaluation.blocks import Listing, Report, Table
from assistant.evaluation.gold import Split, split_of
from assistant.evaluation.tables import percent
from assistant.index_folder import Manifest
from assistant.records import Question
from assistant.settings import PROJECT

FOLDER = PROJECT / "tests" / "golden" / "stories"
OFFERED = frozenset({"eligible", "to_check"})
NOTE = (
    "A decision is one support of one story: to be offered (eligible or to check, among six at most), or not "
    "to be (closed, or excluded by what is told). A story is right when all of its decisions are."
)


@dataclass(frozen=True, slots=True)
class Story:
    """A message with the supports that any adviser would name first, and those that would mislead.

    `could` are others that may be named: they teach, and are not judged.
    """

    identifier: str
    split: Split
    text: str
    asked_on: date
    expects: tuple[str, ...]
    excludes: tuple[str, ...]
    could: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """A story as answered: what was expected and not offered, what was offered and should not have been."""

    story: Story
    missed: tuple[str, ...]
    misled: tuple[str, ...]

    @property
    def decisions(self) -> int:
        """How many supports the story decides on."""
        return len(self.story.expects) + len(self.story.excludes)


def read_stories(folder: Path = FOLDER) -> tuple[Story, ...]:
    """The stories of the folder: those of `tuning.jsonl` are all to tune with, the others split as they say
    or by their id.

    Raises InvalidInput naming the file and the line that cannot be read.
    """
    found: list[Story] = []
    for path in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            try:
                found.append(_story(json.loads(line), is_tuning=path.stem == "tuning"))
            except (ValueError, KeyError, TypeError) as error:
                raise InvalidInput(f"{path.name}, ligne {number} : histoire illisible.") from error
    return tuple(found)


def _story(line: dict[str, object], *, is_tuning: bool) -> Story:
    identifier = str(line["id"])
    split = "tune" if is_tuning else line.get("split") or split_of(identifier)
    if split not in get_args(Split):
        raise ValueError(split)
    return Story(
        identifier,
        cast(Split, split),
        str(line["question"]),
        date.fromisoformat(str(line["today"])),
        _ids(line["expects"]),
        _ids(line["excludes"]),
        _ids(line.get("could", [])),
    )


def _ids(values: object) -> tuple[str, ...]:
    if not isinstance(values, list):
        raise TypeError
    return tuple(map(str, values))


def tell_stories(assistant: Assistant, stories: Iterable[Story]) -> tuple[Told, ...]:
    """Each story as the assistant answers it."""
    return tuple(_told(assistant, story) for story in stories)


def _told(assistant: Assistant, story: Story) -> Told:
    answer = assistant.answer(Question(story.text, story.asked_on))
    offered = {scheme.id for scheme in answer.schemes if scheme.verdict in OFFERED}
    missed = tuple(each for each in story.expects if each not in offered)
    return Told(story, missed, tuple(each for each in story.excludes if each in offered))


def share_right(told: Sequence[Told]) -> float:
    """The share of the decisions that are right."""
    wrong = sum(len(each.missed) + len(each.misled) for each in told)
    return 1 - wrong / max(1, sum(each.decisions for each in told))


def stories_report(told: Sequence[Told], manifest: Manifest) -> Report:
    """The shares of each half, and the failures of those to tune with."""
    tuned = [each for each in told if each.story.split == "tune"]
    held = [each for each in told if each.story.split == "hold"]
    failed = [each for each in tuned if each.missed or each.misled]
    return Report(
        "Stories",
        (f"Index {manifest.fingerprint}, embedding model {manifest.encoder}.", NOTE),
        (
            Table("By half", HEADER, (_row("tune", tuned), _row("hold", held))),
            Listing(
                "Failures, tune",
                tuple((f"{each.story.identifier} {each.story.text}", _faults(each)) for each in failed),
                "Those of hold are counted and never shown.",
            ),
        ),
    )


HEADER = ("", "stories", "all right", "decisions right", "expected", "offered", "to leave out", "left out")


def _row(name: str, told: Sequence[Told]) -> tuple[str, ...]:
    whole = sum(not each.missed and not each.misled for each in told) / max(1, len(told))
    expected = sum(len(each.story.expects) for each in told)
    excluded = sum(len(each.story.excludes) for each in told)
    offered = 1 - sum(len(each.missed) for each in told) / max(1, expected)
    left_out = 1 - sum(len(each.misled) for each in told) / max(1, excluded)
    return (
        name,
        str(len(told)),
        percent(whole),
        percent(share_right(told)),
        str(expected),
        percent(offered),
        str(excluded),
        percent(left_out),
    )


def _faults(told: Told) -> tuple[str, ...]:
    missed = [f"not offered: {', '.join(told.missed)}"] if told.missed else []
    return (*missed, *([f"offered wrongly: {', '.join(told.misled)}"] if told.misled else []))
