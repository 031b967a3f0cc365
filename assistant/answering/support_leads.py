"""Which support, or which statement, leads among the candidates for a question."""

from collections.abc import Sequence

from assistant.answering.asked import Asked, asking
from assistant.answering.judging import Candidate
from assistant.answering.project_telling import asks_for_aids, asks_whether
from assistant.answering.rephrase import Standing
from assistant.answering.support_finding import NAMED_BONUS, Found
from assistant.supports.catalogue import Catalogue

STATEMENT_LEAD = 2.0
POINTED_LEAD = 1.0
PART_CONFIDENCE = 2.0  # from which a part of one record, not the need it meets, is what is asked
"""In log-odds, chosen on the questions and the stories to tune with."""
PRECISE = frozenset({Asked.RATE, Asked.AMOUNT, Asked.COUNT, Asked.DATE, Asked.HOW, Asked.CONTACT})
"""What is asked of a support named for itself, whoever asks."""
MOST_QUESTIONS_ON_ONE = 2  # a story that asks more looks for more than the one support it names


def asked_about(
    standing: Standing,
    asked: Asked,
    found: Sequence[Found],
    candidates: Sequence[Candidate],
    catalogue: Catalogue,
) -> tuple[Found, list[Candidate]] | None:
    """The one support that the question of a story names, of which it asks something precise."""
    question = asking(standing.latest)
    named = catalogue.named_in(question)
    if len(named) != 1 or asks_for_aids(question) or question.count("?") > MOST_QUESTIONS_ON_ONE:
        return None
    if asked not in PRECISE and not asks_whether(question, asked):
        return None
    is_first = bool(candidates) and candidates[0].record == named[0].id
    own = [c for c in candidates if is_first and c.record == named[0].id]
    about = next((each for each in found if each.support.id == named[0].id), None)
    return (about, own) if about and own else None


def pointed_record(
    found: Sequence[Found], candidates: Sequence[Candidate], sure: float, least: float
) -> tuple[Found, list[Candidate]] | None:
    """The one record that a question points to without its name, clearly ahead of the others.

    None where it is less sure than `least`, in log-odds, or where another one is named.
    """
    first = candidates[0] if candidates else None
    if first is None or first.passage.kind != "support" or sure < least:
        return None
    rivals = [c for c in candidates if c.record != first.record]
    if first.score < best_of(rivals) + POINTED_LEAD:
        return None
    own = [c for c in candidates if c.record == first.record]
    pointed = next((f for f in found if f.support.id == first.record), None)
    is_of_another = pointed is not None and not pointed.named and any(f.named for f in found)
    return (pointed, own) if pointed and not is_of_another else None


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
