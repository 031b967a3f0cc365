"""Word matching: BM25 over stems, each score also told as a share of the best one possible."""

import logging
from collections.abc import Sequence

import bm25s  # type: ignore[import-untyped]
import numpy as np

from assistant.french import stems

logging.getLogger("bm25s").setLevel(logging.WARNING)  # its import asks for every detail


class LexicalIndex:
    """BM25 over a list of texts; a text that repeats a rare word of the query scores high.

    Parameters are those of Lucene's BM25 with the length penalty halved, for texts of one to three sentences.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        """Index the texts, in order; an empty list is allowed."""
        corpus = [list(stems(text)) or ["∅"] for text in texts]
        self._size = len(corpus)
        self._bm25 = bm25s.BM25(method="lucene", k1=1.2, b=0.4)
        self._frequency: dict[str, int] = {}
        for document in corpus:
            for token in set(document):
                self._frequency[token] = self._frequency.get(token, 0) + 1
        if corpus:
            self._bm25.index(corpus, show_progress=False)

    def scores(self, query: Sequence[str]) -> np.ndarray:
        """The BM25 score of every text for a query of stems: shape (texts,), zero where nothing matches."""
        known = [token for token in dict.fromkeys(query) if token in self._frequency]
        if not known or not self._size:
            return np.zeros(self._size, dtype=np.float32)
        weights, vocabulary = self._bm25.scores, self._bm25.vocab_dict
        scores = np.zeros(self._size, dtype=np.float32)
        for token in known:  # its own sum adds value by value: each text stands once in the list of a token
            listed = slice(*weights["indptr"][vocabulary[token] :][:2])
            scores[weights["indices"][listed]] += weights["data"][listed]
        return scores

    def rarity(self, token: str) -> float:
        """The inverse document frequency of a stem, highest for one that no text holds."""
        count = self._frequency.get(token, 0)
        return float(np.log(1 + (self._size - count + 0.5) / (count + 0.5))) if self._size else 0.0

    def frequency(self, token: str) -> int:
        """How many texts hold the stem."""
        return self._frequency.get(token, 0)
