"""How high the passages that answer stand in a ranking: hit@k, mean reciprocal rank, nDCG@10."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from math import log2

from assistant.evaluation.gold import Expectation
from assistant.evaluation.scoring import matches, normalised
from assistant.records import Passage

DEPTH = 10
Ranked = Sequence[Collection[str]]
"""What a search gave, best first: the ids of the passages that each result holds, one but for a chunk."""


@dataclass(frozen=True, slots=True)
class RetrievalScore:
    """The measures of one question, or their means over `count` questions; all between 0 and 1."""

    hit_1: float
    hit_5: float
    hit_10: float
    mrr: float
    ndcg_10: float
    count: int = 1


class Relevance:
    """Tells which passages of the index answer a question."""

    def __init__(self, passages: Iterable[Passage]) -> None:
        self._passages = tuple(passages)
        self._texts = [normalised(f"{p.titled_text} {p.note or ''}") for p in self._passages]

    def relevant_to(self, expect: Expectation) -> frozenset[str]:
        """The ids of the relevant passages: none where nothing answers, or where nothing tells them.

        They are the statements named and the parts of the supports named; where the question names none,
        the passages that hold all the patterns of its answer.
        """
        if not expect.is_answerable:
            return frozenset()
        if expect.facts or expect.support:
            named = {*expect.facts, *expect.support}
            return frozenset(p.passage_id for p in self._passages if {p.passage_id, p.subject} & named)
        if not expect.all:
            return frozenset()
        return frozenset(
            p.passage_id
            for p, text in zip(self._passages, self._texts, strict=True)
            if p.kind != "unpublished" and all(matches(pattern, text) for pattern in expect.all)
        )


def first_rank(ranked: Ranked, relevant: Collection[str]) -> int | None:
    """The rank, from 1, of the first result that holds a relevant passage."""
    return next((rank for rank, ids in enumerate(ranked, 1) if not set(ids).isdisjoint(relevant)), None)


def gains(ranked: Ranked, relevant: Collection[str]) -> list[int]:
    """1 for each result that holds a relevant passage which no earlier one held, else 0."""
    left, found = set(relevant), []
    for ids in ranked:
        found.append(int(not left.isdisjoint(ids)))
        left -= set(ids)
    return found


def ndcg(ranked: Ranked, relevant: Collection[str], depth: int = DEPTH) -> float:
    """The discounted gain of the first `depth` results over that of the best order there could be.

    Järvelin and Kekäläinen (2002), with gains of 0 and 1 and the logarithm to base 2 of the rank plus one.
    """
    reached = sum(gain / log2(rank + 1) for rank, gain in enumerate(gains(ranked[:depth], relevant), 1))
    best = sum(1 / log2(rank + 1) for rank in range(1, min(len(relevant), depth) + 1))
    return reached / best if best else 0.0


def score_ranking(ranked: Ranked, relevant: Collection[str]) -> RetrievalScore:
    """The measures of one question; ranks beyond the tenth count as not found."""
    rank = first_rank(ranked[:DEPTH], relevant)
    hit_1, hit_5, hit_10 = (float(rank is not None and rank <= k) for k in (1, 5, 10))
    return RetrievalScore(hit_1, hit_5, hit_10, 1 / rank if rank else 0.0, ndcg(ranked, relevant))


def mean_retrieval(scores: Iterable[RetrievalScore]) -> RetrievalScore | None:
    """The mean of each measure; None without questions."""
    each = list(scores)
    if not each:
        return None
    hit_1, hit_5, hit_10, mrr, ndcg_10 = (
        sum(values) / len(each)
        for values in zip(*((s.hit_1, s.hit_5, s.hit_10, s.mrr, s.ndcg_10) for s in each), strict=True)
    )
    return RetrievalScore(hit_1, hit_5, hit_10, mrr, ndcg_10, len(each))
