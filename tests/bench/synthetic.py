"""An index of any size: the passages of the corpus, and made-up ones that resemble them."""

from collections.abc import Sequence
from hashlib import sha256

import numpy as np

from assistant.embedding import Encoder, Vectors
from assistant.records import Passage, Source
from ingest.reading import CorpusReading

WORDS = 50  # of a made-up passage
MIXED, NOISE = 3, 0.2  # known vectors that a made-up one is drawn between, and what is its own
_SOURCE = Source("made-up", "Document d'essai", "")


def reading_of_size(passages: Sequence[Passage], records: dict[str, object], size: int) -> CorpusReading:
    """The passages of the corpus, then as many made-up ones as it takes to be `size`."""
    generator = np.random.default_rng(size)
    vocabulary = np.array(_words_of(passages))
    made = (_made_up(number, generator.choice(vocabulary, WORDS)) for number in range(size - len(passages)))
    return CorpusReading((*passages, *made), records)


class VectorsByHeart:
    """Stands for an embedding model: known texts have their vectors, others one between known ones."""

    def __init__(self, encoder: Encoder, known: dict[str, np.ndarray], asked: dict[str, np.ndarray]) -> None:
        """`known` are the vectors of passages by text, `asked` those of phrasings."""
        self.fingerprint = encoder.fingerprint
        self._known, self._asked = known, asked
        self._bases = np.stack(list(known.values()))

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """The vectors of texts to be found, (n, dimensions) float32 of length 1."""
        return np.stack([self._known[text] if text in self._known else self._near(text) for text in texts])

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """The vectors of phrasings, as encode_passages."""
        return np.stack([self._asked[text] for text in texts])

    def _near(self, text: str) -> np.ndarray:
        """Noise alone would lie where no text does: real vectors fill a small part of their space."""
        generator = np.random.default_rng(int.from_bytes(sha256(text.encode()).digest()[:8]))
        bases = self._bases[generator.integers(len(self._bases), size=MIXED)]
        noise = generator.standard_normal(bases.shape[1])
        vector = generator.dirichlet(np.ones(MIXED)) @ bases + NOISE * noise / np.linalg.norm(noise)
        return np.asarray(vector / np.linalg.norm(vector), dtype=np.float32)


def _words_of(passages: Sequence[Passage]) -> list[str]:
    """Every word of the texts, as often as it is used: draws from it have the frequencies of French."""
    return [word for passage in passages for word in passage.text.split()]


def _made_up(number: int, drawn: np.ndarray) -> Passage:
    """Some of the words bear the number of the passage: a bigger corpus has more rare words."""
    text = " ".join((*drawn, f"réf{number % 50_000}"))
    heading = (_SOURCE.title, f"Partie {number // 20}")
    return Passage(
        f"made-up/{number}", "document", _SOURCE.source_id, text, heading, "§ 1", (_SOURCE,), number
    )
