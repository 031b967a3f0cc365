"""What an answer records of the supports it shows: verdicts, the passages of criteria, what still holds."""

from collections.abc import Iterable

from assistant.answering.cards import SupportCard
from assistant.answering.windows import OPEN_STATES
from assistant.records import Criterion, Scheme, Validity
from assistant.supports.deadlines import Window


def scheme_of(card: SupportCard) -> Scheme:
    """What an answer says of the support: its verdict, its criteria and what is asked."""
    criteria = tuple(Criterion(line.text, line.result) for line in card.criteria)
    return Scheme(card.id, card.verdict, criteria, card.asks)


def passages_of(card: SupportCard) -> tuple[str | None, ...]:
    """The passage that states each criterion of the card, by id."""
    return tuple(line.passage.passage_id if line.passage else None for line in card.criteria)


def validity_of(cards: Iterable[SupportCard]) -> dict[str, Validity]:
    """Whether what each passage of the supports says still holds, by passage id: as their windows tell."""
    return {
        passage.passage_id: _validity(card.match.window)
        for card in cards
        for passage in card.passages.values()
    }


def _validity(window: Window) -> Validity:
    if window.state == "closed":
        return "expired"
    return "current" if window.state in OPEN_STATES else "unknown"
