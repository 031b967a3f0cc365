"""Does a passage answer a question, or does it only resemble it: what the vectors alone can tell."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from assistant.retrieval.hybrid import Retriever
from assistant.retrieval.ranking import Ranking

Vectors = npt.NDArray[np.float32]
PROJECTIONS = Path(__file__).with_name("answerability.npz")
NAMES = ("answers_text", "answers_phrasings")
FEW = 3  # nearest phrasings that count together
SPREAD = 10  # centred vectors of e5 are short


@dataclass(frozen=True, slots=True)
class Answerability:
    """Projections under which a question is near to what answers it, and far from what it only resembles.

    Learnt by `make learn` from the phrasings of each passage against its near misses, questions on the same
    subject that it does not answer. `text_question` and `text_passage` compare a question with a text,
    `phrasing` two questions: each of shape (projected, dimensions), after centres of shape (dimensions,).
    `scales` holds the slope and the constant of both comparisons, in log-odds.
    """

    text_question: Vectors
    text_passage: Vectors
    phrasing: Vectors
    question_centre: Vectors
    passage_centre: Vectors
    scales: Vectors
    encoder: str

    def measure(self, ranking: Ranking, row: int, retriever: Retriever) -> tuple[float, float]:
        """The log-odds of `NAMES` that a passage answers: by its text, and by its nearest phrasings.

        Zeros under another embedding model, and for a document: its sentences are not worded as the
        statements that taught. Another passage without phrasings is told by its text alone.
        """
        is_foreign = self.encoder != retriever.encoder_fingerprint
        if is_foreign or retriever.passages[row].kind == "document":
            return 0.0, 0.0
        text, phrasings = retriever.vectors(row, ranking.hidden)
        question = SPREAD * (ranking.vector - self.question_centre)
        slope, constant, slope_asked, constant_asked = map(float, self.scales)
        by_text = (
            slope
            * float(
                _cosines(
                    self.text_question @ question, self.text_passage @ (SPREAD * (text - self.passage_centre))
                )
            )
            + constant
        )
        if not len(phrasings):
            return by_text, by_text
        asked = SPREAD * (phrasings - self.question_centre) @ self.phrasing.T
        near = np.sort(_cosines(asked, self.phrasing @ question))[-FEW:]
        return by_text, slope_asked * float(near.mean()) + constant_asked

    def save(self, path: Path) -> None:
        """Writes the projections to a file that `load` reads."""
        np.savez_compressed(path, **{name: getattr(self, name) for name in self.__slots__})

    @classmethod
    def load(cls, path: Path) -> "Answerability":
        """The projections of a file."""
        with np.load(path, allow_pickle=False) as kept:
            return cls(
                **{name: kept[name] for name in kept.files if name != "encoder"}, encoder=str(kept["encoder"])
            )


@cache
def learnt_answerability() -> Answerability:
    """The projections kept beside this module."""
    return Answerability.load(PROJECTIONS)


def _cosines(vectors: Vectors, other: Vectors) -> Vectors:
    """The cosines of some vectors, of shape (..., dimensions), with another, of shape (dimensions,)."""
    lengths = np.linalg.norm(vectors, axis=-1) * np.linalg.norm(other)
    cosines: Vectors = vectors @ other / np.maximum(lengths, 1e-9)
    return cosines
