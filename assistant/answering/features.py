"""What is measured of a question and a passage: the numbers that the learnt ranking weighs."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from assistant.answering.asked import Asked, provides
from assistant.answering.counting import counted_in, counted_noun, is_counted
from assistant.answering.wanted import Wanted, numbers_in
from assistant.answering.years import years_told
from assistant.french import fold, stem, words
from assistant.records import NAMED_ONLY, Passage
from assistant.retrieval.hybrid import Retriever
from assistant.retrieval.query import SearchQuery
from assistant.retrieval.ranking import Ranking
from assistant.supports.regions import PLACES

NAMES = (
    *("text", "phrasing", "phrasings", "dense", "word_text", "word_phrasing", "words", "fused"),
    *("coverage", "text_coverage", "pairs", "missing_word", "on_focus", "focus_in_text"),
    *("gives", "lacks", "part", "other_part", "in_period", "numbers", "other_numbers", "newest_asked"),
    *("support", "epci", "unpublished", "series", "record", "length", "foreign_coverage"),
    *(
        "names_missing",
        "names_held",
        "ends",
        "ends_not",
        "counted",
        "uncounted",
        "elsewhere",
        "newest_present",
    ),
)
PARTS: dict[Asked, str] = {
    Asked.AMOUNT: "amount",
    Asked.RATE: "amount",
    Asked.DATE: "dates",
    Asked.CONDITION: "conditions",
    Asked.COUNT: "conditions",
    Asked.CONTACT: "how_to_apply",
    Asked.HOW: "how_to_apply",
    Asked.PLACE: "how_to_apply",
    Asked.DEFINITION: "what",
    Asked.REASON: "what",
}
"""The part of a support that each kind of question is mostly about."""
MARKED = frozenset(
    {Asked.DATE, Asked.AMOUNT, Asked.RATE, Asked.COUNT, Asked.PERSON, Asked.BODY, Asked.CONTACT}
)
"""The kinds of answer that leave a mark in a text."""
LOCATED = MARKED - {Asked.DATE, Asked.CONTACT}
"""The kinds of answer that are not the same from one place to another."""
Pair = tuple[str, str]
_END = re.compile(r"jusqu'|\bfin\b|clotur|terme\b|limite|expir|achev|ferme|\ban(s|nees)\b|mois\b|permanent")
_FIRST_YEAR = 2018  # that of the programme: the age of a passage is counted from it


def share_held(query: SearchQuery, retriever: Retriever, row: int) -> float:
    """How much of a question's words, weighed by their rarity, a passage and its phrasings hold: 0 to 1."""
    weighed = _Weighed.of(query, retriever)
    return weighed.share(weighed.held_in(retriever.text_stems(row) | retriever.phrasing_stems(row)))


class FeatureReader:
    """Measures passages against a question."""

    def __init__(self, retriever: Retriever) -> None:
        self._retriever = retriever
        communes = {p.heading_path[-1] for p in retriever.passages if p.kind == "commune"}
        self._places = frozenset(stem(fold(name)) for name in PLACES | communes if name.isalpha())
        self._said: dict[int, tuple[frozenset[str], frozenset[str], frozenset[Pair]]] = {}
        self._all_pairs: dict[int, frozenset[Pair]] = {}
        self._ends: dict[int, bool] = {}
        self._given: dict[tuple[Asked, int], bool] = {}
        self._counted: dict[int, tuple[frozenset[str], tuple[str | None, ...]]] = {}

    def measure(self, ranking: Ranking, rows: Sequence[int], wanted: Wanted) -> np.ndarray:
        """The features of these passages, of shape (rows, len(NAMES))."""
        query = _Weighed.of(ranking.query, self._retriever, self._places)
        ranked = [values[list(rows)].tolist() for values in _rankings(ranking)]
        subjects = [self._retriever.passages[row].subject for row in rows]
        best: dict[str | None, float] = {}
        for subject, fused in zip(subjects, ranked[-1], strict=True):
            best[subject] = max(best.get(subject, fused), fused)
        measured = [
            [*told, *self._one(ranking, query, row, wanted, best[subject] - told[-1] if subject else 0.0)]
            for row, subject, *told in zip(rows, subjects, *ranked, strict=True)
        ]
        return np.array(measured, dtype=np.float64).reshape(len(rows), len(NAMES))

    def gives(self, asked: Asked, row: int) -> bool:
        """Whether a passage holds the kind of thing asked; never for what is not published."""
        if (asked, row) not in self._given:
            passage = self._retriever.passages[row]
            self._given[asked, row] = passage.kind != "unpublished" and provides(asked, passage)
        return self._given[asked, row]

    def counts(self, noun: str, ranking: Ranking, row: int) -> bool:
        """Whether a number of a passage counts what the noun names, or it is known to be asked for that."""
        passage, retriever = self._retriever.passages[row], self._retriever
        if row not in self._counted:
            nouns = tuple(map(counted_noun, passage.asked_as))
            self._counted[row] = counted_in(f"{passage.text} {passage.note or ''}"), nouns
        told, asked = self._counted[row]
        first = int(retriever.first_phrasing[row])
        known = {each for n, each in enumerate(asked, start=first) if each and n not in ranking.hidden}
        return is_counted(noun, ranking.query.equivalents.get(noun, ()), told | known)

    def _one(
        self, ranking: Ranking, query: "_Weighed", row: int, wanted: Wanted, behind: float
    ) -> list[float]:
        """The features after those of `_rankings`; `behind` is by how much the best of its record leads."""
        retriever = self._retriever
        passage = retriever.passages[row]
        text_stems = retriever.text_stems(row)
        phrasing_stems = retriever.phrasing_stems(row, ranking.hidden)
        in_text = query.held_in(text_stems)
        held = in_text | query.held_in(phrasing_stems)
        names_held = sum(query.has(name, text_stems) for name in wanted.names)
        coverage = query.share(held)
        years, numbers, _ = self._said_by(row)
        pairs = self._pairs_of(row, ranking.hidden) if query.pairs else frozenset()
        focus = wanted.focus
        is_on_focus = focus is None or query.has(focus, text_stems)
        gives = self.gives(wanted.asked, row)
        counted = wanted.counted is not None and self.counts(wanted.counted, ranking, row)
        part = PARTS.get(wanted.asked)
        is_support = passage.kind == "support"
        return [
            coverage,
            query.share(in_text),
            len(query.pairs & pairs) / len(query.pairs) if query.pairs else 0.0,
            query.rarest_but(held),
            float(is_on_focus or (focus is not None and query.has(focus, phrasing_stems))),
            float(is_on_focus),
            float(gives),
            float(wanted.asked in MARKED and not gives),
            float(is_support and passage.part == part),
            float(is_support and part is not None and passage.part != part),
            float(not wanted.years or bool(wanted.years & years)),
            float(len(wanted.numbers & numbers)),
            float(len(wanted.numbers - numbers)),
            (_year_of(passage) - _FIRST_YEAR) * float(wanted.is_about_now),
            float(is_support),
            float(passage.kind == "epci"),
            float(passage.kind == "unpublished"),
            float(passage.part == NAMED_ONLY),
            behind,
            min(len(text_stems), 100) / 50,
            0.0 if wanted.is_french else coverage,
            float(len(wanted.names) - names_held),
            float(names_held),
            float(wanted.is_about_end and self._ends_by(row)),
            float(wanted.is_about_end and not self._ends_by(row)),
            float(counted),
            float(wanted.counted is not None and not counted),
            float(self._is_elsewhere(passage, query, wanted, text_stems)),
            (_year_of(passage) - _FIRST_YEAR) * float(wanted.is_present and passage.kind == "statement"),
        ]

    def _is_elsewhere(
        self, passage: Passage, query: "_Weighed", wanted: Wanted, text_stems: frozenset[str]
    ) -> bool:
        """Whether a number or a name is asked for a place that a statement does not speak of."""
        if passage.kind != "statement" or wanted.asked not in LOCATED:
            return False
        return any(not query.has(place, text_stems) for place in query.places)

    def _ends_by(self, row: int) -> bool:
        """Whether a passage tells how long something lasts or when it ends."""
        if row not in self._ends:
            self._ends[row] = bool(_END.search(fold(self._retriever.passages[row].text)))
        return self._ends[row]

    def _said_by(self, row: int) -> tuple[frozenset[str], frozenset[str], frozenset[Pair]]:
        if row not in self._said:
            passage = self._retriever.passages[row]
            text = f"{passage.text} {passage.note or ''}"
            pairs = _pairs(tuple(map(stem, words(f"{passage.titled_text} {passage.note or ''}"))))
            years = years_told(text, passage.date)
            self._said[row] = years, frozenset(numbers_in(text)), pairs
        return self._said[row]

    def _pairs_of(self, row: int, hidden: frozenset[int]) -> frozenset[Pair]:
        """The pairs of words of a passage and of its phrasings but those hidden."""
        if not hidden and row in self._all_pairs:
            return self._all_pairs[row]
        pairs = self._said_by(row)[2] | _pairs(*self._retriever.stemmed_phrasings(row, hidden))
        if not hidden:
            self._all_pairs[row] = pairs
        return pairs


@dataclass(frozen=True, slots=True)
class _Weighed:
    """The words of a question with what each weighs, computed once for all its candidates."""

    rarity: dict[str, float]
    equivalents: dict[str, frozenset[str]]
    total: float
    pairs: frozenset[Pair]
    tokens: frozenset[str]
    places: frozenset[str]

    @classmethod
    def of(cls, query: SearchQuery, retriever: Retriever, places: frozenset[str] = frozenset()) -> "_Weighed":
        rarity = {token: retriever.rarity(token) for token in query.stems}
        tokens, total = frozenset(rarity), sum(rarity.values()) or 1.0
        return cls(rarity, query.equivalents, total, _pairs(query.stems), tokens, places & tokens)

    def has(self, token: str, held: frozenset[str]) -> bool:
        return token in held or not held.isdisjoint(self.equivalents.get(token, ()))

    def held_in(self, held: frozenset[str]) -> frozenset[str]:
        stood_for = [token for token, others in self.equivalents.items() if not held.isdisjoint(others)]
        return (self.tokens & held).union(stood_for)

    def share(self, tokens: frozenset[str]) -> float:
        return sum([rarity for token, rarity in self.rarity.items() if token in tokens]) / self.total

    def rarest_but(self, tokens: frozenset[str]) -> float:
        return max((rarity for token, rarity in self.rarity.items() if token not in tokens), default=0.0)


def _rankings(ranking: Ranking) -> tuple[np.ndarray, ...]:
    """What the search itself tells of every passage, the fused score last."""
    return (
        ranking.text,
        ranking.phrasing,
        ranking.phrasings,
        np.maximum(ranking.text, ranking.phrasing),
        ranking.word_text,
        ranking.word_phrasing,
        ranking.words,
        ranking.score,
    )


def _pairs(*texts: Sequence[str]) -> frozenset[Pair]:
    """The pairs of words of a text less than three places apart, in order."""
    near: set[Pair] = set()
    for stems in texts:
        near.update(pairwise(stems), zip(stems, stems[2:], strict=False))
    return frozenset((one, other) for one, other in near if one != other)


def _year_of(passage: Passage) -> int:
    return int(passage.date[:4]) if passage.date else _FIRST_YEAR
