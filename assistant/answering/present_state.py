"""Of the present state of things: the newest that is known, or that it is not known."""

from collections.abc import Sequence

from assistant.answering.asked import Asked
from assistant.answering.judging import Candidate
from assistant.records import Passage

HELD = frozenset({Asked.PERSON, Asked.BODY})
"""What is asked of an office: who holds it."""


def newer(chosen: Sequence[Candidate], near: Sequence[Candidate], gap: float) -> Candidate | None:
    """The newest statement on the topic of those chosen, or within the gap, when newer than they are."""
    newest = max(c.passage.date or "" for c in chosen)
    topics = {c.passage.topic for c in chosen if c.passage.topic}
    newer_ones = [
        c
        for c in near
        if (c.passage.date or "") > newest and (c.passage.topic in topics or c.score >= chosen[0].score - gap)
    ]
    return max(newer_ones, key=lambda c: (c.passage.date or "", c.score), default=None)


def unknown_now(candidates: Sequence[Candidate], gap: float) -> Passage | None:
    """The statement, about as near as the first candidate and newer, that the present holder is not known."""
    if not candidates:
        return None
    first = candidates[0]
    return next(
        (
            c.passage
            for c in candidates[1:]
            if c.passage.kind == "unpublished"
            and c.score >= first.score - gap
            and c.passage.topic == first.passage.topic
            and (c.passage.date or "") > (first.passage.date or "")
        ),
        None,
    )
