"""Which supports are told of those judged for a project, and which of their lines, in which order."""

import re
from collections.abc import Callable, Collection
from datetime import date

from assistant.answering.advice import Advice
from assistant.answering.cards import CriterionLine, SupportCard
from assistant.sentences import split_sentences
from assistant.supports.deadlines import is_forgotten
from assistant.supports.profile import Profile
from assistant.supports.verdicts import Result
from assistant.wording import capital

LISTED_GAP = 5.0
MOST_LISTED = 6
FEWEST_LISTED = 6  # on the subject of the project, however far behind the first
MOST_OUT = 2
OUT_GAP = 5.0
LONGEST_AMOUNT = 480  # characters: the longest of a record, whose last sentence may be what holds today
OUT = frozenset({"not_eligible", "closed"})
WINDOW = frozenset({"window"})
SAID_ELSEWHERE = WINDOW | {"works_started"}
"""What each item of a list does not repeat: its own window, and the works, which it warns of and asks."""

_FOLLOWS = {"headcount": ("size",), "turnover": ("size",), "naf": ("sector",), "created_year": ("age_years",)}
"""What is settled by a fact, beside itself."""


def chosen_cards(
    advice: Advice, named: Collection[str], today: date
) -> tuple[list[SupportCard], list[SupportCard]]:
    """The cards near enough to the project: those that may apply, and those that do not, named ones first.

    The one that fits the project best is told even where something told refuses it. One that nothing proves
    to exist still is told to who names it alone, and one whose money is for others goes last.
    """
    themes = set(advice.profile.themes)
    first = sorted(advice.cards, key=lambda card: card.id not in named)
    may = [
        card
        for card in first
        if card.verdict in ("eligible", "to_check")
        and (card.id in named or not is_forgotten(card.match.support, today))
    ]
    may.sort(key=lambda card: card.id not in named and not card.match.gives)
    others = [card for card in first if card.verdict in OUT]
    nearest = max((card.match.nearness for card in may if card.id not in named), default=0.0)
    best = max((card.match.nearness for card in first if card.id not in named), default=0.0)
    on_subject = [card for card in may if not themes or themes & set(card.match.support.themes)]
    usable = [
        card
        for card in may
        if card.id in named
        or card.match.nearness >= nearest - LISTED_GAP
        or card in on_subject[:FEWEST_LISTED]
    ]
    out = [
        card
        for card in others
        if card.id in named
        or (card.match.nearness >= best - OUT_GAP and (not themes or themes & set(card.match.support.themes)))
    ]
    fittest = max(first, key=lambda card: card.match.fit, default=None)
    is_refused = fittest is not None and fittest.verdict == "not_eligible" and not named
    asked_for = [c for c in out if c.id in named or (c is fittest and is_refused)][:MOST_OUT]
    usable = usable[: MOST_LISTED - len(asked_for)]
    return usable, [*asked_for, *(c for c in out if c not in asked_for)][: MOST_LISTED - len(usable)]


def lines_told(
    card: SupportCard,
    result: Result,
    concern: Callable[[str], float] = lambda text: 0.0,
    unsaid: Collection[str] = SAID_ELSEWHERE,
) -> list[CriterionLine]:
    """The conditions with that result but for those `unsaid`, those of most `concern` first.

    Those left to check that what was told decides but for an exception, or for one part, go before.
    Then those that an answer can settle, and that the support is for the whole country last.
    """
    lines = [
        line
        for line in card.criteria
        if (line.result == result or (line.bars_part and result == "unknown")) and line.keys[0] not in unsaid
    ]
    asked = set(card.ask_keys)
    within = card.match.support.within
    wide = {"territory"} if within is not None and within.countries else set()
    return sorted(
        lines,
        key=lambda line: (
            not line.fits_part,
            not line.is_told,
            -concern(line.text),
            line.keys[0] in wide,
            not asked & set(line.keys),
        ),
    )


def lines_settled(card: SupportCard, keys: Collection[str]) -> list[CriterionLine]:
    """The conditions that the facts of those keys decide: first what shuts a part, or needs an exception."""
    lines = [line for line in card.criteria if line.is_told or (line.result == "met" and line.is_condition)]
    return sorted(
        (each for each in lines if set(keys) & set(each.keys)),
        key=lambda line: (not line.fits_part, not line.is_told),
    )


def settled_by(told: Profile) -> set[str]:
    """The keys of the conditions that facts told may settle: those of the facts, and what follows of them."""
    facts = set(told.model_dump(exclude_defaults=True)) - {"applicant"}  # who asks is no figure to compare
    return facts | {follows for key in facts for follows in _FOLLOWS.get(key, ())}


def shortened(amount: str) -> str:
    """The amount whole when it is short, else its first sentences."""
    kept = ""
    for sentence in split_sentences(amount):
        if kept and len(kept) + len(sentence) > LONGEST_AMOUNT:
            break
        kept = f"{kept} {sentence}".strip()
    return kept


def after_name(text: str, name: str) -> str:
    """The sentence without the name it opens with, which was just said."""
    return capital(re.sub(rf"^{re.escape(name)}\s*[,:]?\s*(est )?", "", text))
