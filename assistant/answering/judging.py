"""Does a passage give what is asked: that kind of thing, about that subject, for that period?"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.asked import Asked, focus_of, provides
from assistant.answering.language import is_french
from assistant.french import fold
from assistant.records import Passage
from assistant.retrieval.hybrid import Ranking, Retriever

CONSIDERED = 40
KIND_BONUS = 0.8
COVERAGE_WEIGHT = 3.0
OTHER_LANGUAGE = 4.0  # what the words of a question in another language cannot bring
YEAR_PENALTY = 2.0
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage weighed against the question.

    `score` is the ranking's, in log-odds, after what the question asks for is taken into account;
    `coverage` is the share of the question's words that the passage or its phrasings hold (0 to 1);
    `gives` tells whether it holds the kind of thing asked, `in_period` whether it speaks of the years named,
    `on_focus` whether it has a word for the very thing asked.
    """

    passage: Passage
    row: int
    score: float
    coverage: float
    gives: bool
    in_period: bool
    on_focus: bool

    @property
    def record(self) -> str:
        """What the passage speaks of: its support or intercommunality, else the passage itself."""
        passage = self.passage
        return (passage.subject if passage.kind in ("support", "epci") else None) or passage.passage_id


@dataclass(frozen=True, slots=True)
class Confidence:
    """The log-odds that the best passage is right, as a weighted sum.

    A logistic regression on 275 questions (half of the golden set, more written apart, and 61 that have no
    answer): AUC .91 in ten-fold cross-validation, against .85 for the score alone. `lead` is the distance in
    score to the best passage about something else.
    """

    score: float = 0.161
    lead: float = 0.338
    coverage: float = 0.854
    on_focus: float = 1.594
    gives: float = 0.336
    question_words: float = 0.314
    in_period: float = 1.952
    constant: float = -8.876
    most_words: int = 12


def confidence(candidates: Sequence[Candidate], ranking: Ranking, weights: Confidence | None = None) -> float:
    """The log-odds that the first candidate is right; minus infinity when there is none."""
    w = weights or Confidence()
    if not candidates:
        return float("-inf")
    best = candidates[0]
    rival = next((c.score for c in candidates if c.record != best.record), 0.0)
    return (
        w.constant
        + w.score * best.score
        + w.lead * (best.score - rival)
        + w.coverage * best.coverage
        + w.on_focus * best.on_focus
        + w.gives * best.gives
        + w.question_words * min(len(ranking.query.stems), w.most_words)
        + w.in_period * best.in_period
    )


def judge(
    retriever: Retriever, ranking: Ranking, question: str, asked: Asked, limit: int = CONSIDERED
) -> tuple[Candidate, ...]:
    """The best passages of a ranking weighed against the question, best first."""
    years, focus, foreign = years_in(question), focus_of(question), not is_french(question)
    weighed = [_weigh(retriever, ranking, row, asked, years, focus, foreign) for row in ranking.best(limit)]
    return tuple(sorted(weighed, key=lambda candidate: -candidate.score))


def years_in(question: str) -> frozenset[str]:
    """The years that a question names, but for a span of years, which names the programme's phase."""
    spans = re.sub(r"\b(19|20)\d\d ?[-–à] ?(19|20)\d\d\b", " ", fold(question))
    spans = re.sub(r"france 2030", " ", spans)
    return frozenset(_YEAR.findall(spans))


def _weigh(
    retriever: Retriever,
    ranking: Ranking,
    row: int,
    asked: Asked,
    years: frozenset[str],
    focus: str | None,
    foreign: bool,
) -> Candidate:
    passage = retriever.passages[row]
    gives = passage.kind != "unpublished" and provides(asked, passage)
    said = _YEAR.findall(f"{passage.text} {passage.note or ''} {passage.date or ''}")
    in_period = not years or any(year in said for year in years)
    coverage = retriever.coverage(ranking.query, row)
    score = float(ranking.score[row]) + COVERAGE_WEIGHT * coverage
    if foreign:
        score += OTHER_LANGUAGE
    score += (KIND_BONUS if gives else 0.0) - (0.0 if in_period else YEAR_PENALTY)
    on_focus = focus is None or retriever.holds(ranking.query, focus, row)
    return Candidate(passage, row, score, coverage, gives, in_period, on_focus)
