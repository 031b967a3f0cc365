"""Two or three supports side by side: a row for each thing compared, a cited cell for each support."""

from collections.abc import Sequence
from datetime import date

from assistant.answering.asked import Asked
from assistant.answering.cards import SupportCard
from assistant.answering.draft import Draft, Shown
from assistant.answering.features import PARTS
from assistant.answering.listing import after_name, shortened
from assistant.answering.schemes import passages_of, scheme_of, validity_of
from assistant.answering.windows import window_sentence
from assistant.messages import Messages
from assistant.records import DraftSentence
from assistant.wording import as_sentence

ROWS = ("beneficiaries", "conditions", "amount", "dates")
MOST_CONDITIONS = 5


class Comparer:
    """Sets supports side by side."""

    def __init__(self, messages: Messages) -> None:
        self._messages = messages

    def compare(self, cards: Sequence[SupportCard], asked: Asked, today: date) -> Draft:
        """The draft of a table whose columns are the supports: the row asked about alone, else every row."""
        part = PARTS.get(asked)
        rows = [part] if part in ROWS else list(ROWS)
        shown = Shown()
        return Draft(
            "answered",
            "answered_comparison",
            self._messages.say("supports_comparison"),
            tuple(self._cell(row, card, shown) for row in rows for card in cards),
            shown.passages,
            (),
            tuple(f"{card.name} : {card.contact}" for card in cards),
            tuple(map(scheme_of, cards)),
            validity_of(cards),
            criterion_passages={card.id: passages_of(card) for card in cards},
            columns=tuple(card.name for card in cards),
            rows=tuple(self._messages.say(f"compared_{row}") for row in rows),
        )

    def _cell(self, row: str, card: SupportCard, shown: Shown) -> DraftSentence:
        text, passage = self._content(row, card), card.passages.get(_PART_OF_ROW[row])
        if text is None or passage is None:
            return shown.sentence(self._messages.say("compared_nothing"), card.passages["what"])
        return shown.sentence(text, passage)

    def _content(self, row: str, card: SupportCard) -> str | None:
        support = card.match.support
        match row:
            case "beneficiaries":
                return as_sentence(card.beneficiaries)
            case "conditions":
                return _conditions(card)
            case "amount":
                return support.amount and shortened(as_sentence(support.amount))
        text = window_sentence(support, card.match.window, self._messages)
        return after_name(text, card.name)


_PART_OF_ROW = {"beneficiaries": "what", "conditions": "conditions", "amount": "amount", "dates": "dates"}


def _conditions(card: SupportCard) -> str | None:
    """The conditions that can be told apart by facts first, five at most, in the order of the record."""
    conditions = [c for c in card.match.support.conditions if not c.informs]
    typed = [c for c in conditions if c.rule or c.requires or c.suffices]
    chosen = [*typed, *(c for c in conditions if c not in typed)][:MOST_CONDITIONS]
    return " ".join(as_sentence(c.text) for c in conditions if c in chosen) or None
