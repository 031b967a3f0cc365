"""The notes of statements and records: what of them answers is said, the rest is left to be minded."""

from collections.abc import Callable, Collection
from datetime import date
from math import fsum

from assistant.answering.dates import read_dates
from assistant.french import stems
from assistant.retrieval.hybrid import Retriever
from assistant.sentences import split_sentences

LEAST_NEW = 3.0
"""In nats, about a rare word: what a note must add of what is asked, to be said rather than minded."""


def divided(note: str | None, adds: Callable[[str], float]) -> tuple[tuple[str, ...], str]:
    """The sentences of a note that answer, in order, and the others as one text.

    `adds` tells how much of what is asked a sentence holds that was not said before, in nats.
    """
    sentences = split_sentences(note) if note else ()
    said = tuple(sentence for sentence in sentences if adds(sentence) >= LEAST_NEW)
    return said, " ".join(sentence for sentence in sentences if sentence not in said)


def adding(retriever: Retriever, wanted: Collection[str], said: str) -> Callable[[str], float]:
    """Tells how much a sentence has of the stems wanted that what is said has not, in nats."""
    missing = set(wanted) - set(stems(said))
    return lambda text: fsum(retriever.rarity(stem) for stem in set(stems(text)) & missing)


def has_day_to_come(sentence: str, today: date) -> bool:
    """Whether a sentence holds a day, a month or a year written in full that is not over."""
    days, _ = read_dates(sentence)
    return any(day >= today.isoformat()[: len(day)] for day in days if not day.startswith("--"))
