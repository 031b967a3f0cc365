"""Does a passage give what is asked: that kind of thing, about that subject, for that period?"""

import re
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


def judge(
    retriever: Retriever, ranking: Ranking, question: str, asked: Asked, limit: int = CONSIDERED
) -> tuple[Candidate, ...]:
    """The best passages of a ranking weighed against the question, best first."""
    years, focus, foreign = years_in(question), focus_of(question), not is_french(question)
    order = sorted(range(len(ranking.score)), key=lambda row: -ranking.score[row])[:limit]
    weighed = [
        _weigh(retriever, ranking, row, asked, years, focus, foreign)
        for row in order
        if ranking.score[row] != float("-inf")
    ]
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
