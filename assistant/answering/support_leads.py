"""Which support, or which statement, leads among the candidates for a question."""

from collections.abc import Sequence

from assistant.answering.judging import Candidate
from assistant.answering.support_finding import NAMED_BONUS, Found

STATEMENT_LEAD = 2.0
POINTED_LEAD = 1.0
PART_CONFIDENCE = 2.0  # from which a part of one record, not the need it meets, is what is asked
"""In log-odds, chosen on the questions and the stories to tune with."""


def pointed_record(
    found: Sequence[Found], candidates: Sequence[Candidate], sure: float, least: float
) -> tuple[Found, list[Candidate]] | None:
    """The one record that a question points to without its name, clearly ahead of the others.

    None where it is less sure than `least`, in log-odds.
    """
    first = candidates[0] if candidates else None
    if first is None or first.passage.kind != "support" or sure < least:
        return None
    rivals = [c for c in candidates if c.record != first.record]
    if first.score < best_of(rivals) + POINTED_LEAD:
        return None
    own = [c for c in candidates if c.record == first.record]
    pointed = next((f for f in found if f.support.id == first.record), None)
    return (pointed, own) if pointed else None


def best_record(found: Sequence[Found], candidates: Sequence[Candidate]) -> tuple[Found, list[Candidate]]:
    """The support that the candidates speak of best, one that is named ahead, with its candidates."""
    by_record: dict[str, list[Candidate]] = {}
    for candidate in candidates:
        by_record.setdefault(candidate.record, []).append(candidate)
    ranked = [(f, by_record.get(f.support.id, [])) for f in found]
    return max(ranked, key=lambda pair: best_of(pair[1]) + NAMED_BONUS * pair[0].named)


def is_on_part(candidates: Sequence[Candidate], sure: float) -> bool:
    """Whether one part of a record, other than its presentation, is surely what is asked."""
    first = candidates[0].passage if candidates else None
    is_part = first is not None and first.kind == "support" and first.part != "what"
    return is_part and sure >= PART_CONFIDENCE


def is_clear(others: Sequence[Candidate], candidates: Sequence[Candidate]) -> bool:
    """Whether a statement is clearly nearer than any support."""
    supports = [c for c in candidates if c.passage.kind == "support"]
    return best_of(others) > best_of(supports) + STATEMENT_LEAD


def nearest_of(candidates: Sequence[Candidate]) -> float:
    """The best fused score among candidates; minus infinity of none."""
    return max((c.of("fused") for c in candidates), default=float("-inf"))


def best_of(candidates: Sequence[Candidate]) -> float:
    """The best learnt score among candidates; minus infinity of none."""
    return max((c.score for c in candidates), default=float("-inf"))
