"""What is known of every passage for one question: its scores, and their order."""

from dataclasses import dataclass, replace

import numpy as np

from assistant.retrieval.query import SearchQuery

BLOCK = 64  # values compared together to find the highest of many


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each ranking counts in a passage's score, which is in log-odds.

    Fitted by a listwise logistic regression on the phrasings of the corpus, each asked in turn with itself
    left out. Cosines of e5 live in narrow bands that differ between texts and phrasings: each is centred and
    scaled before the two are compared. Lexical scores are shares of the best score the question could reach.
    `brief` is what a passage of a document loses when it says next to nothing, a link or a heading: fitted
    on 300 questions of the public set of `make public`, whose documents have no phrasings.
    """

    text_centre: float = 0.80
    text_spread: float = 0.03
    phrasing_centre: float = 0.82
    phrasing_spread: float = 0.035
    dense_text: float = 1.7
    dense_phrasing: float = 0.6
    dense_best: float = 1.7
    lexical_text: float = 3.4
    lexical_phrasing: float = 1.5
    lexical_best: float = 3.4
    expansion: float = 0.5
    brief: float = 2.5


@dataclass(frozen=True, slots=True)
class Ranking:
    """Every passage of the index scored for one question: arrays of shape (passages,), and the reading of it.

    `score` is the fused log-odds, minus infinity for a passage that the question cannot mean; `text`,
    `phrasing` and `phrasings` are the centred cosines of the text, of its nearest phrasing and the mean of
    its three nearest (that of the text for a passage without any); `word_text` and `word_phrasing` are
    lexical shares. `vector` is the question's, of shape (dimensions,); `hidden` holds the numbers of the
    phrasings left out.
    """

    query: SearchQuery
    vector: np.ndarray
    score: np.ndarray
    text: np.ndarray
    phrasing: np.ndarray
    phrasings: np.ndarray
    word_text: np.ndarray
    word_phrasing: np.ndarray
    timings_ms: dict[str, float]
    hidden: frozenset[int] = frozenset()

    @property
    def words(self) -> np.ndarray:
        """The better lexical share of each passage."""
        best: np.ndarray = np.maximum(self.word_text, self.word_phrasing)
        return best

    def best(self, limit: int) -> list[int]:
        """The rows of at most `limit` passages, best first; equals in the order of the index."""
        return [int(row) for row in highest(self.score, limit) if np.isfinite(self.score[row])]


def together(whole: Ranking, latest: Ranking) -> Ranking:
    """The ranking of a question that leans on an earlier one: the last words count as much as the whole."""
    return replace(whole, score=(whole.score + latest.score) / 2)


def highest(values: np.ndarray, limit: int) -> np.ndarray:
    """The rows of the `limit` highest of some values, of shape (limit,), highest first; equals in order."""
    if limit >= len(values) // BLOCK:
        rows = np.arange(len(values))
    else:  # at least `limit` values are as high as the lowest of the `limit` highest blocks
        blocks = values[: len(values) // BLOCK * BLOCK].reshape(BLOCK, -1)
        rows = np.flatnonzero(values >= np.partition(blocks.max(axis=0), -limit)[-limit])
    chosen: np.ndarray = rows[np.argsort(-values[rows], kind="stable")[:limit]]
    return chosen


def place_of(values: np.ndarray, row: int, least: float) -> int | None:
    """The place of a row among the values, from 1, equals in order; None when it is not above `least`."""
    value = values[row]
    if value <= least:
        return None
    return 1 + int(np.count_nonzero(values > value) + np.count_nonzero(values[:row] == value))
