"""Which needs a project tells: the supports whose known needs its words are most likely to be one of."""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis  # type: ignore[import-untyped]

from assistant.retrieval.hybrid import Retriever

SHRINKAGE = 0.5
"""Of the covariance of the needs told of a support towards a sphere: chosen on the stories to tune with."""
SOFTNESS = 0.3
"""What tempers the chances: a discriminant takes neighbouring needs for further apart than they are."""
Array = npt.NDArray[np.float64]


class NeedReader:
    """Tells needs apart by their vectors: a linear discriminant between the phrasings of the supports.

    It is fitted on what the index holds, when it is made.
    """

    def __init__(self, retriever: Retriever, rows: Mapping[str, int]) -> None:
        """`rows` gives, by support, the passage whose phrasings tell its needs."""
        asked = {support: retriever.vectors(row)[1] for support, row in rows.items()}
        self.supports = tuple(support for support, vectors in asked.items() if len(vectors))
        self._model: LinearDiscriminantAnalysis | None = None
        if len(self.supports) > 1:
            vectors = np.concatenate([asked[support] for support in self.supports])
            owners = np.repeat(np.arange(len(self.supports)), [len(asked[s]) for s in self.supports])
            alike = np.full(len(self.supports), 1 / len(self.supports))
            model = LinearDiscriminantAnalysis(solver="lsqr", shrinkage=SHRINKAGE, priors=alike)
            self._model = model.fit(vectors.astype(np.float64), owners)

    def log_chances(self, vectors: np.ndarray) -> Array:
        """The log of the chance that each need is that of each support, of shape (needs, supports).

        `vectors` are those of the needs, of shape (needs, dimensions).
        """
        if self._model is None:
            return np.zeros((len(vectors), len(self.supports)))
        told = SOFTNESS * self._decided(vectors)
        told -= told.max(axis=1, keepdims=True)
        chances: Array = told - np.log(np.exp(told).sum(axis=1, keepdims=True))
        return chances

    def _decided(self, vectors: np.ndarray) -> Array:
        """The discriminant of each class, also where there are only two and one is told for both."""
        assert self._model is not None
        decided: Array = np.asarray(self._model.decision_function(vectors.astype(np.float64)))
        return decided if decided.ndim == 2 else np.stack([-decided / 2, decided / 2], axis=1)
