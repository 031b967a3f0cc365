"""How well the passages that answer are ranked, by meaning alone, by words alone, and by the product."""

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from assistant.embedding import load_encoder
from assistant.french import stems
from assistant.index import open_index
from assistant.records import Passage
from assistant.retrieval.lexical import LexicalIndex
from assistant.settings import PROJECT, Settings
from tests.public.sheets import SheetQuestion

DEPTHS = (1, 5, 10)
Places = list[tuple[str, str]]
"""Where the passages ranked for a question stand, best first: source id and locator of each."""


@dataclass(frozen=True, slots=True)
class Score:
    """The share of questions with a passage of their section among the first 1, 5 and 10; mean 1/rank."""

    hits: Mapping[int, float]
    reciprocal_rank: float


def score(questions: Sequence[SheetQuestion], ranked: Sequence[Places]) -> Score:
    """What a ranking is worth; a section not among its first ten counts for nothing."""
    ranks = [_rank_of(question, places) for question, places in zip(questions, ranked, strict=True)]
    hits = {depth: sum(rank is not None and rank <= depth for rank in ranks) / len(ranks) for depth in DEPTHS}
    return Score(hits, sum(1 / rank for rank in ranks if rank) / len(ranks))


def _rank_of(question: SheetQuestion, places: Places) -> int | None:
    wanted = (question.source_id, question.locator)
    return next((rank for rank, place in enumerate(places[: DEPTHS[-1]], start=1) if place == wanted), None)


def ranked_alone(questions: Sequence[SheetQuestion], settings: Settings) -> tuple[list[Places], list[Places]]:
    """The rankings of BM25 over titles and texts, and of the embedding model, each by itself."""
    encoder = load_encoder(settings)
    with open_index(settings.index, encoder.fingerprint) as index:
        passages = tuple(index.passages.values())
        lexical = LexicalIndex([passage.titled_text for passage in passages])
        by_words = [_best(passages, lexical.scores(stems(question.text))) for question in questions]
        vectors = encoder.encode_queries([question.text for question in questions])
        by_meaning = [
            [_place(index.passages[name]) for name, _ in index.nearest_passages(vector, DEPTHS[-1])]
            for vector in vectors
        ]
    return by_words, by_meaning


def ranked_by_product(questions: Sequence[SheetQuestion], corpus: Path) -> list[Places]:
    """The rankings of `python -m assistant search`."""
    with TemporaryDirectory() as folder:
        asked = Path(folder) / "questions.jsonl"
        lines = (json.dumps({"id": str(n), "question": q.text}) for n, q in enumerate(questions))
        asked.write_text("\n".join(lines), encoding="utf-8")
        command = [sys.executable, "-m", "assistant", "search", "--corpus", str(corpus), "--json"]
        done = subprocess.run(
            [*command, "--limit", str(DEPTHS[-1]), "--batch", str(asked)],
            cwd=PROJECT,
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
    answers = map(json.loads, done.stdout.splitlines())
    return [[(found["source_id"], found["locator"]) for found in answer["results"]] for answer in answers]


def _best(passages: Sequence[Passage], scores: np.ndarray) -> Places:
    order = np.argsort(-scores, kind="stable")[: DEPTHS[-1]]
    return [_place(passages[row]) for row in order]


def _place(passage: Passage) -> tuple[str, str]:
    return passage.source_id, passage.locator
