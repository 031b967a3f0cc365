"""`python -m tests.bench`: what the product costs, side by side with a stock pipeline, in one run.

The same texts go through both. It writes in a temporary folder only, and needs the index of `make index`.
"""

import json
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter

from langchain_huggingface import HuggingFaceEmbeddings

from assistant.answering.pipeline import Assistant
from assistant.build import build_assistant
from assistant.embedding import Encoder, load_encoder
from assistant.index_folder import current_version, read_passages, read_records
from assistant.records import Passage, Question
from assistant.settings import PROJECT, Settings, read_settings
from ingest.corpus import read_corpus
from ingest.model import provide_model
from ingest.progress import ignore_progress
from ingest.reading import CorpusReading
from ingest.writer import synchronise
from tests.bench import stock

SAMPLE, ROUNDS = 200, 3
QUESTIONS = PROJECT / "tests" / "golden" / "questions.jsonl"
TODAY, MIDNIGHT = date(2026, 11, 23), "2026-11-23T00:00:00Z"
TARGETS = {"ingest": 4.0, "query": 4.0, "second build": 50.0}


def main() -> int:
    """Prints the table; 1 when a ratio is below its target."""
    if sys.argv[1:] == ["memory"]:
        print(json.dumps(memory_of_a_served_process()))
        return 0
    print("Both pipelines are measured in turns: three minutes or so.")
    settings, questions = read_settings({}), read_questions()
    version = current_version(settings.index)
    passages = evenly(read_passages(version), SAMPLE)
    sample = CorpusReading(passages, read_records(version))
    with TemporaryDirectory() as folder:
        measured = measure_both(sample, questions, settings, Path(folder))
    full = time_second_build_of_the_corpus(settings)
    print(f"\n{len(passages)} passages, {len(questions)} questions; the same texts through both\n")
    print(f"{'':14}{'stock':>14}{'ours':>14}{'ratio':>10}{'target':>10}")
    ratios = {row: theirs / ours for row, (theirs, ours) in measured.items()}
    for row, (theirs, ours) in measured.items():
        print(f"{row:14}{shown(theirs):>14}{shown(ours):>14}{ratios[row]:>9.1f}×{TARGETS[row]:>9.0f}×")
    print_answers(settings, questions)
    print(f"second build of the whole corpus, nothing changed: {shown(full)}")
    memory = json.loads(run_again("memory"))
    print(f"memory of a process that serves: {memory['now']:.0f} MB, {memory['peak']:.0f} MB at its highest")
    return int(any(ratio < TARGETS[row] for row, ratio in ratios.items()))


def evenly(passages: Sequence[Passage], count: int) -> tuple[Passage, ...]:
    """At most `count` passages at equal distances, without phrasings: both sides embed one text each."""
    step = max(1, len(passages) // count)
    return tuple(replace(passage, asked_as=(), digest="") for passage in passages[::step][:count])


def read_questions() -> list[str]:
    """The questions of reference, in users' words."""
    lines = QUESTIONS.read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["question"] for line in lines if line.strip()]


def seconds(action: Callable[[], object]) -> float:
    """How long one call takes."""
    started = perf_counter()
    action()
    return perf_counter() - started


Pair = dict[str, tuple[float, float]]
"""Seconds of the stock pipeline and of ours, by row of the table."""


def measure_both(sample: CorpusReading, questions: Sequence[str], settings: Settings, folder: Path) -> Pair:
    """Both pipelines on the same texts and questions."""
    encoder = load_encoder(settings)
    fp32 = provide_model(replace(settings, embedding_precision="fp32", models=folder / "models"))
    embeddings = stock.load_embeddings(fp32)
    builds = time_builds(sample, encoder, embeddings, folder)
    searches = time_searches(
        questions, build_assistant(settings.at(None, folder / "ours-0")), embeddings, folder
    )
    return builds | searches


def time_builds(
    sample: CorpusReading, encoder: Encoder, embeddings: HuggingFaceEmbeddings, folder: Path
) -> Pair:
    """The best of some rounds in turns, so that what else the machine does weighs little.

    The stock pipeline knows nothing of its first build: its second is its first again.
    """
    texts = [passage.titled_text for passage in sample.passages]
    encoder.encode_passages(texts[:8])
    embeddings.embed_documents(texts[:8])
    first, second, stock_first = [], [], []
    for turn in range(ROUNDS):
        index, store = folder / f"ours-{turn}", folder / f"stock-{turn}"
        build = partial(synchronise, sample, index, encoder, ignore_progress, built_at=MIDNIGHT)
        first.append(seconds(build))
        second.append(seconds(build))
        stock_first.append(seconds(partial(stock.ingest, texts, embeddings, store)))
    return {"ingest": (min(stock_first), min(first)), "second build": (min(stock_first), min(second))}


def time_searches(
    questions: Sequence[str], assistant: Assistant, embeddings: HuggingFaceEmbeddings, folder: Path
) -> Pair:
    """The median search for five passages, in turns, the first one apart."""
    store = stock.open_store(embeddings, folder / "stock-0")
    query, stock_query = [], []
    for question in (questions[0], *questions):
        query.append(seconds(partial(assistant.search, question, 5)))
        stock_query.append(seconds(partial(store.similarity_search, question, 5)))
    return {"query": (median(stock_query[1:]), median(query[1:]))}


def time_second_build_of_the_corpus(settings: Settings) -> float:
    """Seconds to read the whole corpus and to find that the index already holds it."""
    encoder = load_encoder(settings)

    def build() -> None:
        reading = read_corpus(settings.corpus, ignore_progress)
        synchronise(reading, settings.index, encoder, ignore_progress, built_at=MIDNIGHT)

    return seconds(build)


def print_answers(settings: Settings, questions: Iterable[str]) -> None:
    """Prints how long whole answers take, the first question apart."""
    assistant = build_assistant(settings)
    assistant.answer(Question("à blanc", TODAY))
    times = [seconds(partial(assistant.answer, Question(question, TODAY))) for question in questions]
    p95 = quantiles(times, n=20)[-1]
    print(f"\nanswer, end to end, extractive: p50 {shown(median(times))}, p95 {shown(p95)}")


def memory_of_a_served_process() -> dict[str, float]:
    """Megabytes of this process, Streamlit included, once every question is answered: now and at most."""
    import streamlit  # noqa: F401 - it is part of what a served process holds

    assistant = build_assistant(read_settings({}))
    for question in read_questions():
        assistant.answer(Question(question, TODAY))
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    kilobytes = {
        name: int(rest.split()[0]) for name, _, rest in (ln.partition(":") for ln in lines) if "kB" in rest
    }
    return {"now": kilobytes["VmRSS"] / 1024, "peak": kilobytes["VmHWM"] / 1024}


def run_again(argument: str) -> str:
    """The last line that a new process of this benchmark prints."""
    command = [sys.executable, "-m", "tests.bench", argument]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()[-1]


def shown(duration: float) -> str:
    """A duration in the unit that reads best."""
    return f"{duration:.2f} s" if duration >= 1 else f"{duration * 1000:.1f} ms"


if __name__ == "__main__":
    sys.exit(main())
