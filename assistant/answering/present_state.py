"""Of the present state of things: the newest that is known, or that it is not known."""

import re
from collections.abc import Sequence
from datetime import date

from assistant.answering.asked import Asked
from assistant.answering.judging import Candidate
from assistant.answering.quantities import figures_in
from assistant.answering.years import is_about_now, is_in_past, years_in
from assistant.french import fold, stems
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
COMPOSED = frozenset({Asked.LIST, Asked.COUNT})
"""What is asked of a group: who is of it, how many they are."""


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


def in_present(
    chosen: Sequence[Candidate], near: Sequence[Candidate], gap: float, question: str, asked: Asked
) -> list[Candidate]:
    """Those chosen, after the one near them that tells the present state of the same, if there is one."""
    now = is_about_now(question)
    ahead = newer(chosen, near, gap) if now else _told_now(chosen, near, gap, question, asked)
    return [ahead, *(c for c in chosen if c is not ahead)] if ahead else list(chosen)


def _told_now(
    chosen: Sequence[Candidate], near: Sequence[Candidate], gap: float, question: str, asked: Asked
) -> Candidate | None:
    """What tells today the members or the number that the first one tells of another day.

    None for a question of a year or in a tense of the past.
    """
    first = chosen[0]
    is_of_then = is_in_past(question) or bool(years_in(question))
    if asked not in COMPOSED or is_of_then or not _opens_in_past(first.passage):
        return None
    named = set(stems(first.passage.text))
    return next(
        (
            c
            for c in near
            if c.score >= first.score - 2 * gap
            and (c.passage.date or "") > (first.passage.date or "")
            and not _opens_in_past(c.passage)
            and 2 * len(named & set(stems(c.passage.text))) >= len(named)
        ),
        None,
    )


def _opens_in_past(passage: Passage) -> bool:
    return is_in_past(next(iter(split_sentences(passage.text)), ""))


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
