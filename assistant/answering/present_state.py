"""Of the present state of things: the newest that is known, or that it is not known."""

import re
from collections.abc import Sequence
from datetime import date

from assistant.answering.asked import Asked
from assistant.answering.judging import Candidate
from assistant.answering.quantities import figures_in
from assistant.french import fold
from assistant.records import Passage
from assistant.sentences import split_sentences
from assistant.wording import capital

_OVER = re.compile(
    r"\bclose?s? (?:le |en |depuis )[^,:;]*?\b(20\d\d)\b|\bjusqu'(?:en|a fin|au)\b[^,:;]*?\b(20\d\d)\b"
    r"|^(?:edition|campagne|appel|bareme)s? (?:de )?(20\d\d)\b"
)
"""What tells, where a sentence opens, until which year what it says held."""
HELD = frozenset({Asked.PERSON, Asked.BODY})
"""What is asked of an office: who holds it."""


def present_first(text: str, today: date) -> str:
    """A text with what it says of an edition that is over after what holds.

    What stands before the first colon of a text that names its subject is kept before.
    """
    subject, named, rest = text.partition(", montant : ")
    sentences = split_sentences(rest if named else text)
    over = [sentence for sentence in sentences if _is_over(sentence, today)]
    held = [sentence for sentence in sentences if sentence not in over]
    if not over or not any(map(figures_in, held)):
        return text
    first, *others = (*held, *over)
    return " ".join(
        (f"{subject}{named}{first[:1].lower()}{first[1:]}" if named else first, *map(capital, others))
    )


def _is_over(sentence: str, today: date) -> bool:
    """Whether a sentence opens with an edition, or a day, of a year that is over."""
    found = _OVER.search(fold(sentence.partition(" : ")[0]))
    return found is not None and int(next(filter(None, found.groups()))) < today.year


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
