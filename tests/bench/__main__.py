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

from assistant.build import build_assistant
from assistant.embedding import Encoder, load_encoder
from assistant.index_folder import current_version, read_passages
from assistant.records import Passage, Question
from assistant.settings import PROJECT, Settings, read_settings
from ingest.corpus import read_corpus
from ingest.model import provide_model
from ingest.progress import ignore_progress
from ingest.reading import CorpusReading
from ingest.writer import synchronise

SAMPLE = 200
QUESTIONS = PROJECT / "tests" / "golden" / "questions.jsonl"
TODAY = date(2026, 11, 23)
TARGETS = {"ingest": 4.0, "query": 4.0, "second build": 50.0}


def main() -> int:
    """Prints the table; 1 when a ratio is below its target."""
    if sys.argv[1:] == ["memory"]:
        print(json.dumps(memory_of_a_served_process()))
        return 0
    settings, questions = read_settings({}), read_questions()
    sample = evenly(read_passages(current_version(settings.index)), SAMPLE)
    with TemporaryDirectory() as name:
        folder = Path(name)
        ours = measure_ours(sample, questions, load_encoder(settings), folder)
        stock = measure_stock(sample, questions, settings, folder)
        full = time_second_build_of_the_corpus(settings, folder)
    ratios = {
        "ingest": stock["ingest"] / ours["ingest"],
        "query": stock["query"] / ours["query"],
        "second build": stock["ingest"] / ours["second build"],
    }
    print(f"\n{len(sample)} passages, {len(questions)} questions; the same texts through both\n")
    print(f"{'':14}{'stock':>14}{'ours':>14}{'ratio':>10}{'target':>10}")
    for row, ratio in ratios.items():
        before = stock["ingest" if row == "second build" else row]
        print(f"{row:14}{shown(before):>14}{shown(ours[row]):>14}{ratio:>9.1f}×{TARGETS[row]:>9.0f}×")
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


def measure_ours(
    sample: tuple[Passage, ...], questions: Iterable[str], encoder: Encoder, folder: Path
) -> dict[str, float]:
    """Seconds of a build of the sample, of a second one, and of the median search in it."""
    encoder.encode_passages(["à blanc"])
    index = folder / "ours"

    def build() -> None:
        synchronise(CorpusReading(sample), index, encoder, ignore_progress, built_at="2026-11-23T00:00:00Z")

    first, second = seconds(build), seconds(build)
    assistant = build_assistant(read_settings({}).at(None, index))
    assistant.search("à blanc", 5)
    query = median(seconds(partial(assistant.search, question, 5)) for question in questions)
    return {"ingest": first, "second build": second, "query": query}


def measure_stock(
    sample: tuple[Passage, ...], questions: Iterable[str], settings: Settings, folder: Path
) -> dict[str, float]:
    """The same of the stock pipeline, whose second build is its first again."""
    from tests.bench import stock

    with_fp32 = replace(settings, embedding_precision="fp32", models=folder / "models")
    embeddings = stock.load_embeddings(provide_model(with_fp32))
    embeddings.embed_documents(["à blanc"])
    started = perf_counter()
    store = stock.ingest([passage.titled_text for passage in sample], embeddings, folder / "stock")
    first = perf_counter() - started
    store.similarity_search("à blanc", 5)
    query = median(seconds(partial(store.similarity_search, question, 5)) for question in questions)
    return {"ingest": first, "query": query}


def time_second_build_of_the_corpus(settings: Settings, folder: Path) -> float:
    """Seconds to read the whole corpus and to find that the index already holds it."""
    encoder = load_encoder(settings)

    def build() -> None:
        reading = read_corpus(settings.corpus, ignore_progress)
        synchronise(reading, settings.index, encoder, ignore_progress, built_at="2026-11-23T00:00:00Z")

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
