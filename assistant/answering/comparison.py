"""Two or three supports side by side: a row for each thing compared, a cited cell for each support."""

from collections.abc import Collection, Sequence
from datetime import date

from assistant.answering.advice import Advice, Advisor
from assistant.answering.asked import Asked
from assistant.answering.cards import SupportCard
from assistant.answering.draft import Draft, Shown
from assistant.answering.features import PARTS
from assistant.answering.listing import OUT, after_name, lines_settled, shortened
from assistant.answering.schemes import passages_of, scheme_of, validity_of
from assistant.answering.support_finding import is_on_both
from assistant.answering.support_items import Concern, ItemWriter
from assistant.answering.windows import window_sentence
from assistant.messages import Messages
from assistant.records import DraftSentence, Passage
from assistant.sentences import split_sentences
from assistant.wording import as_sentence

ROWS = ("beneficiaries", "conditions", "amount", "dates")
MOST_CONDITIONS = 8
MOST_MET = 2
_OF_MONEY = frozenset({Asked.AMOUNT, Asked.RATE, Asked.COUNT})
ON_BOTH = "rule-cumul"
"""The statement that tells when aids may be had together, by id."""


class Comparer:
    """Sets supports side by side."""

    def __init__(self, advisor: Advisor, messages: Messages) -> None:
        self._advisor, self._messages, self._items = advisor, messages, ItemWriter(messages)

    def compare(
        self,
        question: str,
        cards: Sequence[SupportCard],
        statements: Sequence[Passage],
        asked: Asked,
        concern_of: Concern,
        today: date,
    ) -> Draft:
        """The draft of a table whose columns are the supports: the row asked about alone, else every row.

        To who asks if one may have them together, what is said of that comes first: by those of the
        `statements` that name two of them, then by the records; one that what was told excludes, before.
        """
        part, is_together = PARTS.get(asked), is_on_both(question)
        rows = [part] if part in (*ROWS, "how_to_apply") and not is_together else list(ROWS)
        if "dates" not in rows and any(card.verdict == "closed" for card in cards):
            rows.append("dates")
        shown, lead, opening = Shown(), "supports_comparison", list[DraftSentence]()
        if is_together:
            said = [(each.text, each) for each in statements if len(self._named_in(each.text, cards)) > 1]
            said += [told for card in cards for told in self._on_others(card, cards)]
            lead = "supports_together" if said else "supports_together_untold"
            rule = [(each.text, each) for each in self._advisor.cautions() if each.passage_id == ON_BOTH]
            refused = [card for card in cards if card.verdict == "not_eligible"]
            opening = [self._items.left_out(shown, card) for card in refused]
            opening += [shown.sentence(text, passage) for text, passage in said or rule]
        return Draft(
            "answered",
            "answered_comparison",
            self._messages.say(lead),
            (*opening, *(self._cell(row, card, shown, concern_of) for row in rows for card in cards)),
            shown.passages,
            (),
            tuple(f"{card.name} : {card.contact}" for card in cards),
            tuple(map(scheme_of, cards)),
            validity_of(cards),
            criterion_passages={card.id: passages_of(card) for card in cards},
            columns=tuple(card.name for card in cards),
            rows=tuple(self._messages.say(f"compared_{row}") for row in rows),
        )

    def judge(self, advice: Advice, told: Collection[str], asked: Asked, concern_of: Concern) -> Draft:
        """The draft of a verdict on each of the supports, those that may apply ahead of the others.

        `told` are the keys of the conditions that what was told may settle: one that is met is said.
        """
        shown, cards = Shown(), sorted(advice.cards, key=lambda card: card.verdict in OUT)
        sentences = list[DraftSentence]()
        for card in cards:
            met = [line for line in lines_settled(card, told) if line.result == "met"][:MOST_MET]
            is_out = card.verdict in OUT
            sentences.append(
                self._items.left_out(shown, card)
                if is_out
                else self._items.item(shown, card, concern_of, met=met)
            )
            is_asked = is_out and asked in _OF_MONEY
            if is_asked and card.amount and card.amount_passage:
                sentences.append(shown.sentence(as_sentence(shortened(card.amount)), card.amount_passage))
        return Draft(
            "answered",
            "answered",
            self._messages.say("profile_understood", profile=advice.understood) if advice.understood else "",
            tuple(sentences),
            shown.passages,
            advice.problems,
            tuple(f"{card.name} : {card.contact}" for card in cards),
            tuple(map(scheme_of, cards)),
            validity_of(cards),
            criterion_passages={card.id: passages_of(card) for card in cards},
            profile=advice.profile.model_dump(mode="json", exclude_defaults=True),
        )

    def _on_others(self, card: SupportCard, cards: Sequence[SupportCard]) -> list[tuple[str, Passage]]:
        """What the record of a support says of the others, with the passages that hold it."""
        support = card.match.support
        told = [("conditions", as_sentence(each.text)) for each in support.conditions]
        told += [
            ("amount", as_sentence(support.amount or "")),
            ("dates", as_sentence(support.calendar or "")),
        ]
        told += [("what", text) for text in split_sentences(support.note or "")]
        return [
            (text, card.passages[part])
            for part, text in told
            if part in card.passages and self._named_in(text, cards) - {card.id}
        ]

    def _named_in(self, text: str, cards: Sequence[SupportCard]) -> set[str]:
        """The ids of those of the supports that a text names."""
        return {each.id for each in self._advisor.catalogue.named_in(text)} & {card.id for card in cards}

    def _cell(self, row: str, card: SupportCard, shown: Shown, concern_of: Concern) -> DraftSentence:
        text, passage = self._content(row, card, concern_of), card.passages.get(_PART_OF_ROW[row])
        if text is None or passage is None:
            return shown.sentence(self._messages.say("compared_nothing"), card.passages["what"])
        return shown.sentence(text, passage)

    def _content(self, row: str, card: SupportCard, concern_of: Concern) -> str | None:
        support = card.match.support
        match row:
            case "beneficiaries":
                return as_sentence(card.beneficiaries)
            case "conditions":
                return _conditions(card, concern_of)
            case "amount":
                return card.amount and shortened(card.amount)
            case "how_to_apply":
                return card.how_to_apply and as_sentence(card.how_to_apply)
        text = window_sentence(support, card.match.window, self._messages)
        return after_name(text, card.name)


_PART_OF_ROW = {
    "beneficiaries": "what",
    **{part: part for part in ("conditions", "amount", "dates", "how_to_apply")},
}


def _conditions(card: SupportCard, concern_of: Concern) -> str | None:
    """The conditions in the order of the record: of many, those that the question is about before others.

    Then those that can be told apart by facts.
    """
    concern, conditions = concern_of(card.match.support), card.match.support.conditions

    def place(at: int) -> tuple[float, bool, bool]:
        each = conditions[at]
        return (
            -concern(as_sentence(each.text)),
            each.informs,
            not each.rules,
        )

    chosen = sorted(sorted(range(len(conditions)), key=place)[:MOST_CONDITIONS])
    return " ".join(as_sentence(conditions[at].text) for at in chosen) or None
