"""Meaning and words together: every passage gets one score from four rankings."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from time import perf_counter

import numpy as np

from assistant.embedding import Encoder
from assistant.french import content_words, stem, words
from assistant.index import Index
from assistant.passages import phrasing_id
from assistant.records import NAMED_ONLY, Passage, RankedPassage, RetrievalResult
from assistant.retrieval.lexical import LexicalIndex
from assistant.retrieval.query import QueryReader, SearchQuery
from assistant.retrieval.ranking import Ranking, Weights, place_of
from assistant.retrieval.vocabulary import TermGroup

NEAREST_PASSAGES = 200
NEAREST_PHRASINGS = 800
FEW = 3  # nearest phrasings that count together
WHOLE = 400  # characters from which a passage of a document is no longer brief
RARE = 12  # passages that hold a word, at most, for it to name something
_SERIES_NAME = re.compile(r"« (.+?) »|La région (.+?) compte ")
"""What the statements of a series begin with: the name of a Territoire d'industrie, or of a region."""


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
        self.is_of_documents = all(passage.kind == "document" for passage in self.passages)
        self.row = {passage.passage_id: row for row, passage in enumerate(self.passages)}
        self._texts = LexicalIndex([f"{p.titled_text} {p.note or ''}" for p in self.passages])
        phrasings = [phrasing for p in self.passages for phrasing in p.asked_as]
        identifiers = (phrasing_id(p.passage_id, n) for p in self.passages for n in range(len(p.asked_as)))
        number = {identifier: number for number, identifier in enumerate(identifiers)}
        self._phrasing_of_row = np.array([number.get(i, -1) for i in index.stored_phrasings], dtype=np.int64)
        self._passage_of_row = np.array([self.row[i] for i in index.stored_passages], dtype=np.int64)
        self._phrasings = LexicalIndex(phrasings)
        self._owners = np.array(
            [row for row, p in enumerate(self.passages) for _ in p.asked_as], dtype=np.int64
        )
        vocabulary = {w for p in self.passages for w in words(p.titled_text)}
        said = [words(phrasing) for phrasing in phrasings]
        vocabulary.update(*said)
        self._stemmed_phrasings = [tuple(map(stem, each)) for each in said]
        self._reader = QueryReader(groups, sorted(vocabulary), is_correcting="spelling" not in without)
        self._brevity = np.array([_brevity(passage) for passage in self.passages], dtype=np.float32)
        self._held: dict[int, frozenset[str]] = {}
        self._asked: dict[int, frozenset[str]] = {}
        self._vectors: dict[int, np.ndarray] = {}
        self.first_phrasing = np.cumsum([0, *(len(p.asked_as) for p in self.passages)])
        self._with_phrasing = np.flatnonzero(np.diff(self.first_phrasing))
        self._first_phrasings = self.first_phrasing[self._with_phrasing]
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
        self._named_series = self._names_of_series()

    def read(self, text: str) -> SearchQuery:
        """A question as it is searched for, without the search."""
        return self._reader.read(text)

    def rank(
        self, text: str, vector: np.ndarray | None = None, hidden: frozenset[int] = frozenset()
    ) -> Ranking:
        """The score of every passage for a question.

        `vector` is the question's, of shape (dimensions,), when it is known already; `hidden` holds the
        numbers of phrasings to leave out, which is how the model is taught on them.
        """
        started = perf_counter()
        query = self.read(text)
        if vector is None:
            vector = self._encoder.encode_queries([text])[0]
        embedded = perf_counter()
        near_text, near_phrasing, mean_phrasing = self._dense(vector, hidden)
        searched = perf_counter()
        word_text, word_phrasing = self._lexical(query, hidden)
        w = self._weights
        score = -w.brief * self._brevity
        term = np.empty_like(score)  # one room for each term: in a large index, new ones cost more than sums
        for of_text, of_phrasing, weights in (
            (near_text, near_phrasing, (w.dense_text, w.dense_phrasing, w.dense_best)),
            (word_text, word_phrasing, (w.lexical_text, w.lexical_phrasing, w.lexical_best)),
        ):
            score += np.multiply(of_text, weights[0], out=term)
            score += np.multiply(of_phrasing, weights[1], out=term)
            np.maximum(of_text, of_phrasing, out=term)
            score += np.multiply(term, weights[2], out=term)
        score[self._unnamed(query)] = -np.inf
        timings = {
            "embed": 1000 * (embedded - started),
            "dense": 1000 * (searched - embedded),
            "lexical": 1000 * (perf_counter() - searched),
        }
        return Ranking(
            query,
            vector,
            score,
            near_text,
            near_phrasing,
            mean_phrasing,
            word_text,
            word_phrasing,
            timings,
            hidden,
        )

    def listed(self, ranking: Ranking, scores: Mapping[int, float], limit: int) -> RetrievalResult:
        """The `limit` best passages of a ranking, then as many that came next, with the ranks of each side.

        `scores` are those of the rows that were weighed again: they come first, in its order.
        """
        nearest, words = np.maximum(ranking.text, ranking.phrasing), ranking.words
        farthest = float(nearest.min(initial=0.0))
        rows = dict.fromkeys([*scores, *ranking.best(2 * limit)])
        found = tuple(
            RankedPassage(
                self.passages[row],
                scores.get(row, float(ranking.score[row])),
                place_of(nearest, row, farthest),
                place_of(words, row, 0.0),
                {"text": float(ranking.text[row]), "phrasing": float(ranking.phrasing[row])},
            )
            for row in list(rows)[: 2 * limit]
        )
        return RetrievalResult(found[:limit], found[limit:], ranking.timings_ms)

    def text_stems(self, row: int) -> frozenset[str]:
        """The stems of a passage's titled text and note."""
        if row not in self._held:
            passage = self.passages[row]
            self._held[row] = frozenset(map(stem, words(f"{passage.titled_text} {passage.note or ''}")))
        return self._held[row]

    def phrasing_stems(self, row: int, hidden: frozenset[int] = frozenset()) -> frozenset[str]:
        """The stems of a passage's phrasings, but for those hidden."""
        if not hidden and row in self._asked:
            return self._asked[row]
        held = frozenset[str]().union(*self.stemmed_phrasings(row, hidden))
        if not hidden:
            self._asked[row] = held
        return held

    def stemmed_phrasings(self, row: int, hidden: frozenset[int] = frozenset()) -> list[tuple[str, ...]]:
        """The stems of each of a passage's phrasings, in order, but for those hidden."""
        first, after = map(int, self.first_phrasing[row : row + 2])
        shown = self._stemmed_phrasings[first:after]
        return [each for n, each in enumerate(shown, start=first) if n not in hidden] if hidden else shown

    def vectors(self, row: int, hidden: frozenset[int] = frozenset()) -> tuple[np.ndarray, np.ndarray]:
        """The vector of a passage, of shape (dimensions,), and those of its phrasings but those hidden."""
        passage, first = self.passages[row], int(self.first_phrasing[row])
        shown = (n for n in range(len(passage.asked_as)) if first + n not in hidden)
        asked = [phrasing_id(passage.passage_id, n) for n in shown]
        if row not in self._vectors:  # in a large index the store takes a while to give one
            self._vectors[row] = self._index.vectors_of([passage.passage_id])[passage.passage_id]
        text = self._vectors[row]
        phrasings = list(self._index.phrasing_vectors_of(asked).values())
        return text, np.stack(phrasings) if phrasings else np.zeros((0, len(text)), dtype=np.float32)

    def encode(self, questions: Sequence[str]) -> np.ndarray:
        """The vectors of questions, of shape (questions, dimensions)."""
        return self._encoder.encode_queries(questions)

    @property
    def encoder_fingerprint(self) -> str:
        """Names the embedding model and everything that changes its vectors."""
        return self._encoder.fingerprint

    def frequency(self, token: str) -> int:
        """How many passages hold a stem."""
        return self._texts.frequency(token)

    def rarity(self, token: str) -> float:
        """How rare a stem is among the passages, in nats."""
        return self._texts.rarity(token)

    def _unnamed(self, query: SearchQuery) -> list[int]:
        """The rows of communes and statements of a series that the question does not name."""
        asked, stemmed, said = frozenset(words(query.text)), frozenset(query.stems), _spaced(query.text)
        named = {row for row, name in self._named_series.items() if name in said}
        return [row for row, name in self._communes.items() if not name <= asked] + [
            row for row, rare in self._series.items() if row not in named and not rare & stemmed
        ]

    def _names_of_series(self) -> dict[int, str]:
        """The names, in spaced words, that statements of a series begin with and few other passages tell.

        Those that hold a rare word are left out: it already names them.
        """
        found = {row: _SERIES_NAME.match(self.passages[row].text) for row in self._series}
        names = {row: match[1] or match[2] for row, match in found.items() if match}
        common = {
            row: _spaced(name)
            for row, name in names.items()
            if self._series[row].isdisjoint(map(stem, content_words(name)))
        }
        if not common:
            return {}
        others = [_spaced(p.text) for p in self.passages if p.part != NAMED_ONLY]
        return {row: name for row, name in common.items() if sum(name in text for text in others) <= RARE}

    def _dense(self, vector: np.ndarray, hidden: frozenset[int]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        w = self._weights
        rows, near = self._index.nearest_passage_rows(
            vector, 0 if "dense" in self._without else NEAREST_PASSAGES
        )
        floor = near.min() if len(near) else np.float32(w.text_centre)
        text = np.full(len(self.passages), (floor - w.text_centre) / w.text_spread, dtype=np.float32)
        text[self._passage_of_row[rows]] = (near - w.text_centre) / w.text_spread
        is_asked = self._without.isdisjoint(("dense", "phrasings"))
        found, asked = self._index.nearest_phrasing_rows(vector, NEAREST_PHRASINGS if is_asked else 0)
        floor = asked.min() if len(asked) else np.float32(w.phrasing_centre)
        numbers = self._phrasing_of_row[found]
        if hidden:
            shown = ~np.isin(numbers, list(hidden))
            numbers, asked = numbers[shown], asked[shown]
        owners, *nearest = _nearest_few(self._owners[numbers], asked, floor)
        best, mean = text.copy(), text.copy()
        for each, cosines in zip((best, mean), nearest, strict=True):
            each[self._with_phrasing] = (floor - w.phrasing_centre) / w.phrasing_spread
            each[owners] = (cosines - w.phrasing_centre) / w.phrasing_spread
        return text, best, mean

    def _lexical(self, query: SearchQuery, hidden: frozenset[int]) -> tuple[np.ndarray, np.ndarray]:
        if "lexical" in self._without:
            return (np.zeros(len(self.passages), dtype=np.float32),) * 2
        text = _shares(self._texts, query, self._weights.expansion)
        each = _shares(self._phrasings, query, self._weights.expansion)
        each[list(hidden)] = 0.0
        best = text.copy()
        if len(each):
            best[self._with_phrasing] = np.maximum.reduceat(each, self._first_phrasings)
        return text, best


def _spaced(text: str) -> str:
    """The words of a text between single spaces, with a space at both ends."""
    return f" {' '.join(words(text))} "


def _nearest_few(
    owners: np.ndarray, cosines: np.ndarray, floor: np.float32
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The passages, the best cosine of each one's phrasings, the mean of its best few: of shape (passages,).

    `owners` gives the passage of each phrasing, best phrasing first; what is not among them is at `floor`.
    """
    order = np.argsort(owners, kind="stable")
    ordered = cosines[order]
    rows, starts, counts = np.unique(owners[order], return_index=True, return_counts=True)
    number = np.repeat(np.arange(len(rows)), counts)
    few = np.arange(len(ordered)) - starts[number] < FEW
    mean = np.full(len(rows), floor, dtype=np.float32)
    np.add.at(mean, number[few], (ordered[few] - floor) / FEW)
    return rows, ordered[starts], mean


def _shares(index: LexicalIndex, query: SearchQuery, expansion: float) -> np.ndarray:
    ideal = sum(index.rarity(token) for token in query.stems) or 1.0
    shares = index.scores(query.stems)
    shares /= ideal
    if query.expansions:
        others = index.scores(query.expansions)
        others *= expansion / max(ideal, sum(index.rarity(token) for token in query.expansions))
        shares += others
    return shares


def _brevity(passage: Passage) -> float:
    """How far a passage of a document is from a whole text: from 1 for nothing to 0; 0 for other kinds."""
    return max(0.0, 1 - len(passage.text) / WHOLE) if passage.kind == "document" else 0.0
