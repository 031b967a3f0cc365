"""Does a passage give what is asked: that kind of thing, about that subject, for that period?"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import numpy as np

from assistant.answering import answerability
from assistant.answering.answerability import Answerability, learnt_answerability
from assistant.answering.features import NAMES, FeatureReader
from assistant.answering.wanted import Wanted
from assistant.records import Passage
from assistant.retrieval.hybrid import Retriever
from assistant.retrieval.ranking import Ranking

CONSIDERED = 40
SURE_LEAD = 5.0  # the lead in log-odds of a candidate without a rival
MOST_WORDS = 12
NAMES_HELD = 5.0  # in log-odds
AKIN = 0.25  # the share of stems in common from which two passages say much the same
WEIGHTS = Path(__file__).with_name("weights.json")
CONFIDENCE_NAMES = (
    *("score", "lead", "share", "question_words", "short", "unpublished_share", "unknown_words"),
    *("record_lead", "record_share"),
    *answerability.NAMES,
    *NAMES,
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage weighed against the question.

    `score` is the learnt ranking's, in log-odds between passages of one question; `features` are those of
    `features.NAMES`; `gives` tells whether it holds the kind of thing asked, `in_period` whether it speaks of
    the years named.
    """

    passage: Passage
    row: int
    score: float
    features: tuple[float, ...]

    @property
    def record(self) -> str:
        """What the passage speaks of: its support or intercommunality, else the passage itself.

        A statement may bear the name of a support: it is not a part of its record.
        """
        passage = self.passage
        subject = passage.subject if passage.kind in ("support", "epci") else None
        return subject or f"{passage.kind}/{passage.passage_id}"

    @property
    def gives(self) -> bool:
        """Whether the passage holds the kind of thing asked: a number, that of the thing to be counted."""
        return bool(self.of("gives")) and not self.of("uncounted")

    @property
    def in_period(self) -> bool:
        """Whether the passage speaks of a year that the question names."""
        return bool(self.of("in_period"))

    def of(self, name: str) -> float:
        """One feature of the passage."""
        return self.features[NAMES.index(name)]


@dataclass(frozen=True, slots=True)
class LinearModel:
    """A weighted sum of named features, in log-odds: learnt by `make learn`, kept in `weights.json`."""

    weights: tuple[float, ...]
    constant: float = 0.0

    def score(self, features: np.ndarray) -> np.ndarray:
        """The sums, of shape (rows,), for features of shape (rows, names)."""
        scored: np.ndarray = features @ np.array(self.weights) + self.constant
        return scored

    @classmethod
    def from_json(cls, document: Mapping[str, float], names: Sequence[str]) -> "LinearModel":
        """The model that a document of weights by name describes; a name left out weighs nothing."""
        return cls(tuple(document.get(name, 0.0) for name in names), document.get("constant", 0.0))


@cache
def learnt_model(which: str, names: tuple[str, ...]) -> LinearModel:
    """One of the models of `weights.json`, over the features of these names."""
    return LinearModel.from_json(json.loads(WEIGHTS.read_text(encoding="utf-8"))[which], names)


class Judge:
    """Weighs the passages of a ranking against what is asked."""

    def __init__(self, retriever: Retriever, ranking_model: LinearModel | None = None) -> None:
        self._retriever, self._reader = retriever, FeatureReader(retriever)
        learnt = "documents" if retriever.is_of_documents else "ranking"
        self._model = ranking_model or learnt_model(learnt, NAMES)

    def judge(self, ranking: Ranking, wanted: Wanted, limit: int = CONSIDERED) -> tuple[Candidate, ...]:
        """The best passages of a ranking weighed against the question, best first."""
        rows = ranking.best(limit)
        features = self._reader.measure(ranking, rows, wanted)
        scores = self._model.score(features)
        weighed = [
            Candidate(self._retriever.passages[row], row, score, tuple(measured))
            for row, score, measured in zip(rows, scores.tolist(), features.tolist(), strict=True)
        ]
        return tuple(sorted(weighed, key=lambda candidate: -candidate.score))


def favour(
    candidates: Sequence[Candidate], names: frozenset[str], retriever: Retriever
) -> tuple[Candidate, ...]:
    """The candidates with those ahead that hold the `names` (stems) that a question adds to the one before.

    « Et à Longwy ? » asks of Longwy what was asked of another place.
    """
    if not names:
        return tuple(candidates)
    weighed = [
        replace(c, score=c.score + NAMES_HELD * len(names & retriever.text_stems(c.row)) / len(names))
        for c in candidates
    ]
    return tuple(sorted(weighed, key=lambda c: -c.score))


def confidence_features(
    candidates: Sequence[Candidate],
    ranking: Ranking,
    retriever: Retriever,
    projections: Answerability | None = None,
) -> np.ndarray:
    """What the confidence in the first candidate rests on, of shape (len(CONFIDENCE_NAMES),).

    A candidate that says much the same as the first is no rival: it is counted with it.
    """
    best, said = candidates[0], len(ranking.query.stems)
    akin = np.array([_is_akin(best, candidate, retriever) for candidate in candidates])
    scores = np.array([candidate.score for candidate in candidates])
    odds = np.exp(scores - best.score)
    untold = np.array([candidate.passage.kind == "unpublished" for candidate in candidates])
    own = np.array([candidate.record == best.record for candidate in candidates])
    return np.array(
        [
            *(best.score, _lead(scores, akin), odds[akin].sum() / odds.sum()),
            *(min(said, MOST_WORDS), float(said <= 2)),
            *(odds[untold].sum() / odds.sum(), float(len(ranking.query.unknown))),
            *(_lead(scores, own), odds[own].sum() / odds.sum()),
            *(projections or learnt_answerability()).measure(ranking, best.row, retriever),
            *best.features,
        ]
    )


def _lead(scores: np.ndarray, own: np.ndarray) -> float:
    """By how much the first score exceeds that of the best candidate that is not its own."""
    return SURE_LEAD if own.all() else float(scores[0] - scores[~own][0])


def _is_akin(best: Candidate, other: Candidate, retriever: Retriever) -> bool:
    if best.record == other.record:
        return True
    one, two = retriever.text_stems(best.row), retriever.text_stems(other.row)
    shared = len(one & two)
    return shared >= AKIN * (len(one) + len(two) - shared)


def confidence(
    candidates: Sequence[Candidate],
    ranking: Ranking,
    retriever: Retriever,
    model: LinearModel | None = None,
) -> float:
    """The log-odds that the first candidate is right; minus infinity when there is none.

    An extract of a document is weighed among extracts alone: nothing is known of what people ask of it.
    """
    if not candidates:
        return float("-inf")
    is_document = candidates[0].passage.kind == "document"
    considered = weighed_as_documents(candidates) if is_document else candidates
    features = confidence_features(considered, ranking, retriever)[None]
    learnt = learnt_model("documents_confidence" if is_document else "confidence", CONFIDENCE_NAMES)
    return float((model or learnt).score(features)[0])


def weighed_as_documents(
    candidates: Sequence[Candidate], model: LinearModel | None = None
) -> list[Candidate]:
    """The extracts of documents among the candidates, in their order, with the scores they have alone.

    `model` is the ranking of a corpus of documents alone.
    """
    model = model or learnt_model("documents", NAMES)
    extracts = [candidate for candidate in candidates if candidate.passage.kind == "document"]
    scores = model.score(np.array([extract.features for extract in extracts]))
    return [replace(extract, score=float(score)) for extract, score in zip(extracts, scores, strict=True)]
