"""What the product is compared with: the same passages and phrasings, searched in the plainest ways.

Each answers by quoting what it found first, and never keeps silent.
"""

from collections.abc import Callable, Sequence
from functools import cache

import numpy as np

from assistant.answering.citations import number, to_markdown
from assistant.answering.draft import Shown
from assistant.embedding import Encoder
from assistant.evaluation.generation import DEEP, System
from assistant.french import stems
from assistant.index import Index
from assistant.records import Answer, Passage, Question
from assistant.retrieval.lexical import LexicalIndex

RANK_CONSTANT = 60
"""The constant of reciprocal rank fusion (Cormack, Clarke and Büttcher, 2009)."""

FUSED = 100
NEAREST_PHRASINGS = 1000

Search = Callable[[str], Sequence[str]]
"""The ids of the passages found for a question, best first."""


def baselines(index: Index, encoder: Encoder) -> tuple[System, ...]:
    """BM25 alone, dense alone, and the plain fusion of the two; each quotes its first passage."""
    by_words, by_meaning = cache(bm25_search(index)), cache(dense_search(index, encoder))

    def fused(question: str) -> Sequence[str]:
        return reciprocal_rank_fusion((by_words(question)[:FUSED], by_meaning(question)[:FUSED]))

    searches: dict[str, Search] = {"bm25": by_words, "dense": by_meaning, "fusion": cache(fused)}
    return tuple(_quoting(name, search, index) for name, search in searches.items())


def bm25_search(index: Index) -> Search:
    """BM25 over each passage with its phrasings, as one text of French stems."""
    passages = tuple(index.passages.values())
    lexical = LexicalIndex([" ".join((p.titled_text, p.note or "", *p.asked_as)) for p in passages])

    def search(question: str) -> list[str]:
        scores = lexical.scores(stems(question))
        order = np.argsort(-scores, kind="stable")[:FUSED]
        return [passages[row].passage_id for row in order if scores[row] > 0]

    return search


def dense_search(index: Index, encoder: Encoder) -> Search:
    """The best cosine of the question with a passage's text or with one of its phrasings."""

    def search(question: str) -> list[str]:
        vector = encoder.encode_queries([question])[0]
        best = dict(index.nearest_passages(vector, len(index.passages)))
        for phrasing_id, cosine in index.nearest_phrasings(vector, NEAREST_PHRASINGS):
            passage_id = phrasing_id.rpartition("#")[0]
            best[passage_id] = max(best[passage_id], cosine)
        return sorted(best, key=lambda passage_id: -best[passage_id])[:FUSED]

    return search


def reciprocal_rank_fusion(rankings: Sequence[Sequence[str]]) -> list[str]:
    """All that the rankings hold, by the sum of 1 / (60 + rank); equals in the order they were met."""
    scores: dict[str, float] = {}
    for ranking in rankings:
        for rank, identifier in enumerate(ranking, start=1):
            scores[identifier] = scores.get(identifier, 0.0) + 1 / (RANK_CONSTANT + rank)
    return sorted(scores, key=lambda identifier: -scores[identifier])


def quote(question: Question, quoted: Sequence[tuple[str, Sequence[Passage]]], index: Index) -> Answer:
    """An answer that repeats these texts, each cited to the passages it comes from."""
    shown = Shown()
    drafted = [shown.sentence(text, *passages) for text, passages in quoted]
    kept = [(sentence.text, sentence.labels) for sentence in drafted]
    sentences, citations = number(kept, shown.passages)
    return Answer(
        question=question.text,
        status="answered" if quoted else "not_found",
        reason="answered" if quoted else "not_found_no_passage",
        answer=to_markdown(sentences),
        sentences=sentences,
        citations=citations,
        index=index.state.fingerprint,
    )


def _quoting(name: str, search: Search, index: Index) -> System:
    def answer(question: Question) -> Answer:
        found = [index.passages[passage_id] for passage_id in search(question.text)[:1]]
        return quote(question, [(passage.text, [passage]) for passage in found], index)

    def find(question: Question) -> list[tuple[str]]:
        return [(passage_id,) for passage_id in search(question.text)[:DEEP]]

    return System(name, answer, find)
