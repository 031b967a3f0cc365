"""Meaning and words together: every passage gets one score from four rankings."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from time import perf_counter

import numpy as np

from assistant.embedding import Encoder
from assistant.french import stem, words
from assistant.index import Index
from assistant.records import NAMED_ONLY, Passage, RankedPassage, RetrievalResult
from assistant.retrieval.lexical import LexicalIndex
from assistant.retrieval.query import QueryReader, SearchQuery
from assistant.retrieval.vocabulary import TermGroup

NEAREST_PASSAGES = 200
NEAREST_PHRASINGS = 400
RARE = 12  # passages that hold a word, at most, for it to name something


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each ranking counts in a passage's score, which is in log-odds.

    Fitted by a listwise logistic regression on the phrasings of the corpus, each asked in turn with itself
    left out. Cosines of e5 live in narrow bands that differ between texts and phrasings: each is centred and
    scaled before the two are compared. Lexical scores are shares of the best score the question could reach.
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


@dataclass(frozen=True, slots=True)
class Ranking:
    """Every passage of the index scored for one question: arrays of shape (passages,), and the reading of it.

    `score` is the fused log-odds, minus infinity for a passage that the question cannot mean; `text` and
    `phrasing` are the centred cosines, `words` the best lexical share.
    """

    query: SearchQuery
    score: np.ndarray
    text: np.ndarray
    phrasing: np.ndarray
    words: np.ndarray
    timings_ms: dict[str, float]

    def best(self, limit: int) -> list[int]:
        """The rows of at most `limit` passages, best first; equals in the order of the index."""
        order = np.argsort(-self.score, kind="stable")[:limit]
        return [int(row) for row in order if np.isfinite(self.score[row])]


def together(whole: Ranking, latest: Ranking) -> Ranking:
    """The ranking of a question that leans on an earlier one: the last words count as much as the whole."""
    return replace(whole, score=(whole.score + latest.score) / 2)


class Retriever:
    """Ranks the passages of one index version."""

    def __init__(
        self,
        index: Index,
        encoder: Encoder,
        groups: Sequence[TermGroup] = (),
        weights: Weights | None = None,
        without: Collection[str] = (),
    ) -> None:
        """Build the lexical side from the passages of the index: the two sides cannot disagree.

        `without` names what is left out to measure what it brings: dense, lexical, phrasings, spelling.
        """
        self._index, self._encoder, self._weights = index, encoder, weights or Weights()
        self._without = frozenset(without)
        self.passages: tuple[Passage, ...] = tuple(
            replace(p, asked_as=()) if "phrasings" in without else p for p in index.passages.values()
        )
        self.row = {passage.passage_id: row for row, passage in enumerate(self.passages)}
        self._texts = LexicalIndex([f"{p.titled_text} {p.note or ''}" for p in self.passages])
        phrasings = [phrasing for p in self.passages for phrasing in p.asked_as]
        self._phrasings = LexicalIndex(phrasings)
        self._owners = np.array(
            [row for row, p in enumerate(self.passages) for _ in p.asked_as], dtype=np.int64
        )
        vocabulary = {w for p in self.passages for w in words(p.titled_text)}
        vocabulary |= {w for phrasing in phrasings for w in words(phrasing)}
        self._reader = QueryReader(groups, sorted(vocabulary), is_correcting="spelling" not in without)
        self._held: dict[int, frozenset[str]] = {}
        self._communes = {
            row: frozenset(words(p.heading_path[-1]))
            for row, p in enumerate(self.passages)
            if p.kind == "commune"
        }
        self._series = {
            row: frozenset(s for s in map(stem, words(p.text)) if self._texts.frequency(s) <= RARE)
            for row, p in enumerate(self.passages)
            if p.part == NAMED_ONLY
        }

    def rank(self, text: str) -> Ranking:
        """The score of every passage for a question."""
        started = perf_counter()
        query = self._reader.read(text)
        vector = self._encoder.encode_queries([text])[0]
        embedded = perf_counter()
        near_text, near_phrasing = self._dense(vector)
        searched = perf_counter()
        word_text, word_phrasing = self._lexical(query)
        w = self._weights
        score = (
            w.dense_text * near_text
            + w.dense_phrasing * near_phrasing
            + w.dense_best * np.maximum(near_text, near_phrasing)
            + w.lexical_text * word_text
            + w.lexical_phrasing * word_phrasing
            + w.lexical_best * np.maximum(word_text, word_phrasing)
        )
        score[self._unnamed(query)] = -np.inf
        timings = {
            "embed": 1000 * (embedded - started),
            "dense": 1000 * (searched - embedded),
            "lexical": 1000 * (perf_counter() - searched),
        }
        best_words = np.maximum(word_text, word_phrasing)
        return Ranking(query, score, near_text, near_phrasing, best_words, timings)

    def search(self, text: str, limit: int = 10) -> RetrievalResult:
        """The `limit` best passages, then as many that came next, with the ranks each side gave them."""
        ranking = self.rank(text)
        dense = _ranks(np.maximum(ranking.text, ranking.phrasing), floor=None)
        lexical = _ranks(ranking.words, floor=0.0)
        found = tuple(
            RankedPassage(
                self.passages[row],
                float(ranking.score[row]),
                dense.get(row),
                lexical.get(row),
                {"text": float(ranking.text[row]), "phrasing": float(ranking.phrasing[row])},
            )
            for row in ranking.best(2 * limit)
        )
        return RetrievalResult(found[:limit], found[limit:], ranking.timings_ms)

    def coverage(self, query: SearchQuery, row: int) -> float:
        """The share, weighted by rarity, of the question's words in a passage or its phrasings (0 to 1).

        A word counts as held when an equivalent term is; one that no passage of the index holds weighs most.
        """
        total = sum(self.rarity(token) for token in query.stems)
        met = sum(self.rarity(token) for token in query.stems if self.holds(query, token, row))
        return met / total if total else 0.0

    def holds(self, query: SearchQuery, token: str, row: int) -> bool:
        """Whether a passage, or one of its phrasings, has a stem of the question or an equivalent of it."""
        held = self._stems_of(row)
        return token in held or bool(query.equivalents.get(token, frozenset()) & held)

    def _stems_of(self, row: int) -> frozenset[str]:
        if row not in self._held:
            passage = self.passages[row]
            text = " ".join((passage.titled_text, passage.note or "", *passage.asked_as))
            self._held[row] = frozenset(map(stem, words(text)))
        return self._held[row]

    def frequency(self, token: str) -> int:
        """How many passages hold a stem."""
        return self._texts.frequency(token)

    def rarity(self, token: str) -> float:
        """How rare a stem is among the passages, in nats."""
        return self._texts.rarity(token)

    def _unnamed(self, query: SearchQuery) -> list[int]:
        """The rows of communes and statements of a series that the question does not name."""
        asked, stemmed = frozenset(words(query.text)), frozenset(query.stems)
        return [row for row, name in self._communes.items() if not name <= asked] + [
            row for row, rare in self._series.items() if not rare & stemmed
        ]

    def _dense(self, vector: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        w, size = self._weights, len(self.passages)
        near = [] if "dense" in self._without else self._index.nearest_passages(vector, NEAREST_PASSAGES)
        text = np.full(size, min((cosine for _, cosine in near), default=w.text_centre), dtype=np.float64)
        for passage_id, cosine in near:
            text[self.row[passage_id]] = cosine
        is_asked = self._without.isdisjoint(("dense", "phrasings"))
        asked = self._index.nearest_phrasings(vector, NEAREST_PHRASINGS) if is_asked else []
        floor = min((cosine for _, cosine in asked), default=w.phrasing_centre)
        phrasing = np.full(size, floor, dtype=np.float64)
        for phrasing_id, cosine in reversed(asked):
            phrasing[self.row[phrasing_id.rpartition("#")[0]]] = cosine
        return (text - w.text_centre) / w.text_spread, (phrasing - w.phrasing_centre) / w.phrasing_spread

    def _lexical(self, query: SearchQuery) -> tuple[np.ndarray, np.ndarray]:
        if "lexical" in self._without:
            return np.zeros(len(self.passages)), np.zeros(len(self.passages))
        text = _shares(self._texts, query, self._weights.expansion)
        each = _shares(self._phrasings, query, self._weights.expansion)
        best = np.zeros(len(self.passages))
        np.maximum.at(best, self._owners, each)
        return text, best


def _shares(index: LexicalIndex, query: SearchQuery, expansion: float) -> np.ndarray:
    ideal = sum(index.rarity(token) for token in query.stems) or 1.0
    own: np.ndarray = index.scores(query.stems) / ideal
    others: np.ndarray = index.scores(query.expansions) / max(
        ideal, sum(index.rarity(token) for token in query.expansions)
    )
    return own + expansion * others


def _ranks(values: np.ndarray, floor: float | None) -> dict[int, int]:
    order = np.argsort(-values, kind="stable")
    least = floor if floor is not None else float(values.min(initial=0.0))
    return {int(row): rank for rank, row in enumerate(order, start=1) if values[row] > least}
