"""How the cost of an answer grows with the index: the same questions over a small one and a large one."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from statistics import median

from assistant.answering.pipeline import Assistant
from assistant.build import build_assistant
from assistant.embedding import Encoder
from assistant.index import PASSAGES, PHRASINGS, VectorStore
from assistant.index_folder import current_version, read_passages, read_records
from assistant.passages import phrasings_of
from assistant.records import Question
from assistant.settings import Settings
from ingest.progress import ignore_progress
from ingest.writer import synchronise
from tests.bench.measuring import run_again, seconds
from tests.bench.synthetic import VectorsByHeart, reading_of_size

SMALL, LARGE = 2_000, 200_000
TODAY, MIDNIGHT = date(2026, 11, 23), "2026-11-23T00:00:00Z"


@dataclass(frozen=True, slots=True)
class Size:
    """What an index of some size costs: seconds to write, to open and for a median answer; megabytes."""

    passages: int
    build: float
    opening: float
    answer: float
    memory: float


def measure(
    settings: Settings, encoder: Encoder, questions: Sequence[str], folder: Path
) -> tuple[Size, Size]:
    """Both indexes, each answering every question in turn so that what else the machine does weighs alike."""
    places = {size: settings.at(None, folder / f"index-{size}") for size in (SMALL, LARGE)}
    builds = {size: seconds(partial(write, settings, encoder, size, places[size].index)) for size in places}
    opened: dict[int, Assistant] = {}
    openings = {
        size: seconds(lambda size=size: opened.update({size: build_assistant(places[size])}))
        for size in places
    }
    times: dict[int, list[float]] = {size: [] for size in places}
    for question in (questions[0], *questions):
        for size, assistant in opened.items():
            times[size].append(seconds(partial(assistant.answer, Question(question, TODAY))))
    small, large = (
        Size(size, builds[size], openings[size], median(times[size][1:]), memory_over(places[size].index))
        for size in (SMALL, LARGE)
    )
    return small, large


def write(settings: Settings, encoder: Encoder, size: int, index: Path) -> None:
    """An index of the passages of the corpus and as many made-up ones as it takes; embeds nothing."""
    version = current_version(settings.index)
    passages = read_passages(version)
    store = VectorStore(version / "chroma")
    known, asked = store.vectors(PASSAGES), store.vectors(PHRASINGS)
    store.close()
    by_heart = VectorsByHeart(
        encoder,
        {passage.titled_text: known[passage.passage_id] for passage in passages},
        {text: asked[name] for name, text in phrasings_of(passages).items()},
    )
    reading = reading_of_size(passages, read_records(version), size)
    synchronise(reading, index, by_heart, ignore_progress, built_at=MIDNIGHT)


def memory_over(index: Path) -> float:
    """Megabytes of a process of its own that has answered every question over an index."""
    return float(json.loads(run_again("memory", str(index)))["now"])
