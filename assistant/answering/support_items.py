"""A support as an item of a list: its verdict, amount and window, and what is left to check."""

from collections.abc import Callable, Sequence

from assistant.answering.cards import CriterionLine, SupportCard
from assistant.answering.draft import Shown
from assistant.answering.listing import WINDOW, after_name, lines_told, shortened
from assistant.messages import Messages
from assistant.records import DraftSentence, Passage
from assistant.supports.schema import Support
from assistant.wording import as_sentence, capital

FEWEST_TOLD, MOST_TOLD = 2, 4
"""Conditions of an item: those that the message is about, and the first of the others."""
BULLET = "- "
Concern = Callable[[Support], Callable[[str], float]]
"""Tells, of a support, how much a sentence of its record is about what was told, in nats."""


class ItemWriter:
    """Writes supports as items."""

    def __init__(self, messages: Messages) -> None:
        self._messages = messages

    def opening(
        self, card: SupportCard, form: str = "supports_item"
    ) -> tuple[list[str], list[Passage | None]]:
        """The verdict, the amount and the window of a support, with the passages that state them."""
        pieces, cited = [self._head(card, form)], list[Passage | None]()
        if card.amount and card.amount_passage:
            pieces.append(capital(shortened(card.amount)))
            cited.append(card.amount_passage)
        pieces.append(after_name(card.criteria[0].text, card.name))
        cited.append(card.criteria[0].passage)
        return pieces, cited

    def item(
        self,
        shown: Shown,
        card: SupportCard,
        concern_of: Concern,
        form: str = "supports_item",
        met: Sequence[CriterionLine] = (),
    ) -> DraftSentence:
        """A support that may apply, in one item, with those conditions `met` that are worth telling."""
        pieces, cited = self.opening(card, form)
        pieces += [self._messages.say(line.form, criterion=line.text) for line in met]
        cited += [line.passage for line in met]
        concern = concern_of(card.match.support)
        lines = lines_told(card, "unknown", concern)
        touched = sum(concern(line.text) > 0 for line in lines)
        for line in lines[: min(MOST_TOLD, max(FEWEST_TOLD, touched + 1))]:
            pieces.append(self._messages.say(line.form, criterion=line.text))
            cited.append(line.passage)
        return shown.sentence(" ".join(pieces), *known(cited))

    def left_out(self, shown: Shown, card: SupportCard) -> DraftSentence:
        """A support that does not apply, with the reason alone."""
        reasons = [line for line in card.criteria if line.is_deciding][:1]
        if card.verdict == "closed" and reasons and reasons[0].keys[0] in WINDOW:
            closed = capital(reasons[0].text)  # it names the support and says that it is closed
            return shown.sentence(f"{BULLET}{closed}", *known([reasons[0].passage]))
        said = [after_name(line.text, card.name) for line in reasons]
        if card.verdict == "not_eligible":
            said = [self._messages.say("criterion_not_met", criterion=text) for text in said]
        return shown.sentence(" ".join([self._head(card), *said]), *known([line.passage for line in reasons]))

    def told_of(self, shown: Shown, line: CriterionLine, mark: str = "") -> DraftSentence:
        """A criterion with its result."""
        words = self._messages.say(line.form, criterion=line.text)
        return shown.sentence(f"{mark}{words}", *known([line.passage]))

    def _head(self, card: SupportCard, form: str = "supports_item") -> str:
        return self._messages.say(form, name=card.name, verdict=card.verdict_words)


def informing(card: SupportCard, concern: Callable[[str], float]) -> str | None:
    """What a record tells of how the support works, where a message is more about it than any condition."""
    conditions = [line.text for line in card.criteria if line.is_condition]
    told = informs(card.match.support)
    best = max((*conditions, *told), key=concern, default="")
    return best if best in told and concern(best) > 0 else None


def informs(support: Support) -> list[str]:
    """What the conditions of a record tell of how the support works, which excludes nobody."""
    return [as_sentence(each.text) for each in support.conditions if each.informs]


def known(passages: Sequence[Passage | None]) -> list[Passage]:
    """Those of the passages that are indexed."""
    return [passage for passage in passages if passage is not None]
