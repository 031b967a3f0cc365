"""What is measured of a system, question by question and over a group of them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, median

import numpy as np

from assistant.errors import InvalidInput
from assistant.evaluation.citation_metrics import CitationScore, score_citations
from assistant.evaluation.gold import SPEAKING, Document, GoldQuestion
from assistant.evaluation.integrity import faults_of, numbers_sourced
from assistant.evaluation.retrieval_metrics import (
    Relevance,
    RetrievalScore,
    mean_retrieval,
    score_ranking,
)
from assistant.evaluation.scoring import Score, score, summarise


@dataclass(frozen=True, slots=True)
class Judged:
    """One answer with its judgements.

    `relevant` holds the ids of the passages that answer the question; `numbers` how many numbers the cited
    sentences state that their passages carry, and how many they state.
    """

    question: GoldQuestion
    answer: Document
    score: Score
    relevant: frozenset[str]
    citations: CitationScore | None
    numbers: tuple[int, int]
    faults: tuple[str, ...]

    @property
    def speaks(self) -> bool:
        """Whether the answer states something."""
        return self.answer["status"] in SPEAKING

    @property
    def is_failure(self) -> bool:
        """Whether the answer is wrong, or right without the source expected."""
        return not self.score.right or (self.score.answerable and not self.score.cited)

    @property
    def retrieved(self) -> Sequence[Sequence[str]]:
        """The ids of the passages of each result of the search, best first; empty when it was not kept."""
        found: Sequence[Sequence[str]] = self.answer.get("retrieved") or ()
        return found

    @property
    def retrieval(self) -> RetrievalScore | None:
        """How high the relevant passages stand; None when none is known or the search was not kept."""
        is_searched = self.answer.get("retrieved") is not None
        return score_ranking(self.retrieved, self.relevant) if self.relevant and is_searched else None


@dataclass(frozen=True, slots=True)
class Measures:
    """Shares between 0 and 1 over `count` questions, None when no question of that kind was asked.

    `right`, `cited` (right, and the expected source cited) and `falsely_refused` are shares of the answerable
    questions, `rightly_silent` of the others. `signed` is the mean of CRAG's score, from −1 to 1. `words` is
    the median length of an answer that speaks; `p50_ms` and `p95_ms` the time of an answer.
    """

    count: int
    answerable: int
    right: float | None
    cited: float | None
    rightly_silent: float | None
    falsely_refused: float | None
    unsafe: float
    signed: float
    citation_recall: float | None
    citation_precision: float | None
    numbers_sourced: float | None
    words: float | None
    p50_ms: float | None
    p95_ms: float | None


def judge(
    questions: Sequence[GoldQuestion], answers: Iterable[Document], relevance: Relevance
) -> tuple[Judged, ...]:
    """Each question with its answer, judged. Raises InvalidInput when a question has no answer."""
    by_id: Mapping[str, Document] = {str(answer["id"]): answer for answer in answers}
    missing = [question.identifier for question in questions if question.identifier not in by_id]
    if missing:
        raise InvalidInput(f"{len(missing)} questions sans réponse : relancez evaluate generate.")
    return tuple(_judged(question, by_id[question.identifier], relevance) for question in questions)


def _judged(question: GoldQuestion, answer: Document, relevance: Relevance) -> Judged:
    return Judged(
        question=question,
        answer=answer,
        score=score(question, answer),
        relevant=relevance.relevant_to(question.expect),
        citations=score_citations(answer),
        numbers=numbers_sourced(answer),
        faults=faults_of(question, answer),
    )


def measure(judged: Iterable[Judged]) -> Measures:
    """The measures of a group."""
    group = tuple(judged)
    summary = summarise(one.score for one in group)
    quality = [one.citations for one in group if one.speaks and one.citations]
    return Measures(
        count=summary.count,
        answerable=sum(one.score.answerable for one in group),
        right=summary.right,
        cited=summary.cited,
        rightly_silent=summary.rightly_silent,
        falsely_refused=summary.falsely_refused,
        unsafe=summary.unsafe,
        signed=summary.signed,
        citation_recall=_mean(each.recall for each in quality),
        citation_precision=_mean(_precisions(quality)),
        numbers_sourced=_share_of_numbers(group),
        words=_median(len(one.answer["answer"].split()) for one in group if one.speaks),
        p50_ms=_latency(group, 0.5),
        p95_ms=_latency(group, 0.95),
    )


def measure_retrieval(judged: Iterable[Judged]) -> RetrievalScore | None:
    """The mean measures of the search, over the questions whose relevant passages are known."""
    return mean_retrieval(found for one in judged if (found := one.retrieval))


def values_of(judged: Iterable[Judged], metric: str) -> list[float]:
    """One value per question, in order: 0 or 1 over the answerable for `cited` and `right`, −1 to 1 over all
    for `signed`."""
    group = [one.score for one in judged]
    if metric == "signed":
        return [float(one.signed) for one in group]
    return [float(getattr(one, metric)) for one in group if one.answerable]


def confidences(judged: Iterable[Judged]) -> list[tuple[float, bool]]:
    """The confidence of each answer that speaks, where it is told, with whether it is right."""
    return [
        (one.answer["confidence"], one.score.right)
        for one in judged
        if one.speaks and one.answer.get("confidence") is not None
    ]


def families(judged: Iterable[Judged]) -> dict[str, list[Judged]]:
    """The judged by family, in the order met."""
    return grouped(judged, lambda one: one.question.family)


def grouped(judged: Iterable[Judged], key: Callable[[Judged], str]) -> dict[str, list[Judged]]:
    """The judged by what `key` says of each, in the order met."""
    groups: dict[str, list[Judged]] = {}
    for one in judged:
        groups.setdefault(key(one), []).append(one)
    return groups


def _precisions(quality: Iterable[CitationScore]) -> Iterable[float]:
    return (each.precision for each in quality if each.precision is not None)


def _share_of_numbers(group: Iterable[Judged]) -> float | None:
    counted = [one.numbers for one in group if one.speaks]
    stated = sum(stated for _, stated in counted)
    return sum(sourced for sourced, _ in counted) / stated if stated else None


def _latency(group: Iterable[Judged], quantile: float) -> float | None:
    times = [float(total) for one in group if (total := one.answer.get("timings_ms", {}).get("total"))]
    return float(np.quantile(times, quantile)) if times else None


def _mean(values: Iterable[float]) -> float | None:
    each = list(values)
    return fmean(each) if each else None


def _median(values: Iterable[float]) -> float | None:
    each = list(values)
    return median(each) if each else None
