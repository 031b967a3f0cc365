"""`python -m tests.bench`: what the product costs, side by side with a stock pipeline, in one run.

The same texts go through both. It writes in a temporary folder only, and needs the index of `make index`.
"""

import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory

from langchain_huggingface import HuggingFaceEmbeddings

from assistant.answering.pipeline import Assistant
from assistant.build import build_advisor, build_assistant
from assistant.embedding import Encoder, load_encoder
from assistant.index_folder import current_version, read_passages, read_records
from assistant.records import Passage, Question
from assistant.settings import PROJECT, Settings, read_settings
from ingest.corpus import read_corpus
from ingest.model import provide_model
from ingest.progress import ignore_progress
from ingest.reading import CorpusReading
from ingest.writer import synchronise
from tests.bench import documents, matching, scale, stock
from tests.bench.measuring import memory_of_this_process, run_again, seconds, shown
from tests.bench.scale import MIDNIGHT, TODAY, Size

SAMPLE, ROUNDS = 200, 3
QUESTIONS = PROJECT / "tests" / "golden" / "questions.jsonl"
TARGETS = {"ingest": 4.0, "query": 4.0, "second build": 50.0}
MOST_EMBEDDINGS = 3.0  # of its question, for a whole answer
MOST_GROWTH = 1.5  # of a whole answer, from the small index to the large one
MOST_TO_MATCH = 0.005  # seconds, for the verdicts on all supports


def main() -> int:
    """Prints the tables; 1 when a target is missed."""
    settings, questions = read_settings({}), read_questions()
    if sys.argv[1:2] == ["memory"]:
        index = Path(sys.argv[2]) if sys.argv[2:] else None
        print(json.dumps(memory_of_a_served_process(settings.at(None, index))))
        return 0
    print("Everything is measured in turns, and an index of 200,000 passages is written: ten minutes or so.")
    version = current_version(settings.index)
    passages = evenly(read_passages(version), SAMPLE)
    with TemporaryDirectory() as folder:
        measured = measure_both(
            CorpusReading(passages, read_records(version)), questions, settings, Path(folder)
        )
        small, large = scale.measure(settings, load_encoder(settings), questions, Path(folder))
    missed = print_pipelines(measured, len(passages), len(questions))
    missed += print_answers(settings, questions)
    missed += print_sizes(small, large)
    missed += print_matches(settings)
    if documents.FILE.exists():
        documents.print_speeds(*documents.measure(load_encoder(settings)))
    print(f"second build of the whole corpus, nothing changed: {shown(time_second_build(settings))}")
    memory = json.loads(run_again("memory"))
    print(f"memory of a process that serves: {memory['now']:.0f} MB, {memory['peak']:.0f} MB at its highest")
    print("\nmissed: " + ", ".join(missed) if missed else "\nevery target is reached")
    return int(bool(missed))


def evenly(passages: Sequence[Passage], count: int) -> tuple[Passage, ...]:
    """At most `count` passages at equal distances, without phrasings: both sides embed one text each."""
    step = max(1, len(passages) // count)
    return tuple(replace(passage, asked_as=(), digest="") for passage in passages[::step][:count])


def read_questions() -> list[str]:
    """The questions of reference, in users' words."""
    lines = QUESTIONS.read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["question"] for line in lines if line.strip()]


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


def time_second_build(settings: Settings) -> float:
    """Seconds to read the whole corpus and to find that the index already holds it."""
    encoder = load_encoder(settings)

    def build() -> None:
        reading = read_corpus(settings.corpus, ignore_progress)
        synchronise(reading, settings.index, encoder, ignore_progress, built_at=MIDNIGHT)

    return seconds(build)


def print_pipelines(measured: Pair, passages: int, questions: int) -> list[str]:
    """Prints the stock pipeline beside ours; the rows whose ratio is under its target."""
    print(f"\n{passages} passages, {questions} questions; the same texts through both\n")
    print(f"{'':14}{'stock':>14}{'ours':>14}{'ratio':>10}{'target':>10}")
    for row, (theirs, ours) in measured.items():
        print(f"{row:14}{shown(theirs):>14}{shown(ours):>14}{theirs / ours:>9.1f}×{TARGETS[row]:>9.0f}×")
    return [row for row, (theirs, ours) in measured.items() if theirs / ours < TARGETS[row]]


def print_answers(settings: Settings, questions: Sequence[str]) -> list[str]:
    """Prints how long whole answers take beside the embedding of their question, in turns."""
    encoder, assistant = load_encoder(settings), build_assistant(settings)
    embeddings, answers = [], []
    for question in (questions[0], *questions):
        embeddings.append(seconds(partial(encoder.encode_queries, [question])))
        answers.append(seconds(partial(assistant.answer, Question(question, TODAY))))
    embedding, answer = median(embeddings[1:]), median(answers[1:])
    ratio, p95 = answer / embedding, quantiles(answers[1:], n=20)[-1]
    print(f"\nanswer, end to end, extractive: p50 {shown(answer)}, p95 {shown(p95)}")
    print(
        f"its question embedded: p50 {shown(embedding)}; ratio {ratio:.2f}×, at most {MOST_EMBEDDINGS:.1f}×"
    )
    return ["answer beside its embedding"] if ratio > MOST_EMBEDDINGS else []


def print_sizes(small: Size, large: Size) -> list[str]:
    """Prints what a small and a large index cost; the growth of an answer when it is over its target."""
    print(f"\n{'passages':>10}{'written in':>14}{'opened in':>14}{'answer, p50':>14}{'memory':>12}")
    for size in (small, large):
        durations = "".join(f"{shown(each):>14}" for each in (size.build, size.opening, size.answer))
        print(f"{size.passages:>10,}{durations}{size.memory:>9.0f} MB")
    growth = large.answer / small.answer
    print(f"growth of an answer: {growth:.2f}×, at most {MOST_GROWTH:.1f}× (vectors given, none embedded)\n")
    return ["growth of an answer"] if growth > MOST_GROWTH else []


def print_matches(settings: Settings) -> list[str]:
    """Prints how long the verdicts on all supports take; the row when it is over its target."""
    advisor = build_advisor(settings)
    typical, p95 = matching.measure(advisor)
    print(
        f"verdicts on {len(advisor.catalogue)} supports: p50 {shown(typical)}, p95 {shown(p95)}; "
        f"at most {shown(MOST_TO_MATCH)} at p50"
    )
    return ["verdicts on all supports"] if typical > MOST_TO_MATCH else []


def memory_of_a_served_process(settings: Settings) -> dict[str, float]:
    """Megabytes of this process, Streamlit included, once every question is answered: now and at most."""
    import streamlit  # noqa: F401 - it is part of what a served process holds

    assistant = build_assistant(settings)
    for question in read_questions():
        assistant.answer(Question(question, TODAY))
    return memory_of_this_process()


if __name__ == "__main__":
    sys.exit(main())
