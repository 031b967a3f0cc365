"""A support as shown to one applicant: the verdict and its reasons, how much, until when, whom to call."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import get_args

from assistant.answering.present_state import present_first
from assistant.answering.windows import until_when, window_sentence
from assistant.messages import Messages
from assistant.profiles.words import ProfileWords
from assistant.records import Passage, Verdict
from assistant.supports.eligibility import PART_OF, Checked, Match
from assistant.supports.schema import Condition, Part, Support
from assistant.supports.verdicts import Result
from assistant.wording import as_sentence, enumerated

PARTS: tuple[Part, ...] = get_args(Part)
_EXCLUDES = re.compile(r"\bexclu(?:e?s?|t|ent)\b")


@dataclass(frozen=True, slots=True)
class CriterionLine:
    """A criterion in words, its result, and the passage that states it (None when none is indexed)."""

    text: str
    result: Result
    passage: Passage | None
    is_deciding: bool
    is_condition: bool = False
    keys: tuple[str, ...] = ()
    by_exception: bool = False
    bars_part: bool = False
    fits_part: bool = False
    excludes: bool = False

    @property
    def is_told(self) -> bool:
        """Whether what was told decides it, but for an exception or for one part of the support."""
        return self.by_exception or self.bars_part or self.fits_part

    @property
    def form(self) -> str:
        """The key of the words that say it with its result."""
        if self.by_exception:
            return "criterion_by_exception"
        if self.fits_part:
            return "criterion_fits_part"
        if self.excludes and self.result == "met":
            return "criterion_not_excluded"
        return "criterion_to_check" if self.result == "unknown" else f"criterion_{self.result}"


@dataclass(frozen=True, slots=True)
class SupportCard:
    """All that is shown of a support for a profile and a day.

    `until` says in a few words until when; `asks` are the labels of the facts that could change the verdict,
    `ask_keys` their keys; `passages` are those of the support, by part.
    """

    id: str
    name: str
    operator: str
    beneficiaries: str
    verdict: Verdict
    verdict_words: str
    until: str
    amount: str | None
    criteria: tuple[CriterionLine, ...]
    asks: tuple[str, ...]
    ask_keys: tuple[str, ...]
    how_to_apply: str | None
    contact: str
    note: str | None
    match: Match
    passages: Mapping[str, Passage]

    @property
    def amount_passage(self) -> Passage | None:
        """The passage that states the amount, None when none is indexed."""
        return self.passages.get("amount")


class CardWriter:
    """Puts matches into words; `passages` are those of the index, by their id."""

    def __init__(self, passages: Mapping[str, Passage], messages: Messages, words: ProfileWords) -> None:
        self._passages, self._messages, self._words = passages, messages, words

    def write(self, found: Match, today: date) -> SupportCard:
        """The card of a match on that day."""
        support = found.support
        deciding = {id(each) for each in found.deciding}
        return SupportCard(
            id=support.id,
            name=support.name,
            operator=support.operator,
            beneficiaries=self._beneficiaries(support),
            verdict=found.verdict,
            verdict_words=self._messages.say(f"verdict_{found.verdict}"),
            until=until_when(found.window, today, self._messages),
            amount=support.amount and present_first(as_sentence(support.amount), today),
            criteria=tuple(self._line(each, found, id(each) in deciding) for each in found.checked),
            asks=tuple(dict.fromkeys(self._words.facts[key].label for key in found.asks)),
            ask_keys=found.asks,
            how_to_apply=support.how_to_apply,
            contact=support.contact or self._messages.say("contact_support", operator=support.operator),
            note=support.note,
            match=found,
            passages={part: p for part in PARTS if (p := self.passage(support, part)) is not None},
        )

    def passage(self, support: Support, part: str) -> Passage | None:
        """The passage of a part of the support, None when it has none."""
        return self._passages.get(f"{support.id}/{part}")

    def _beneficiaries(self, support: Support) -> str:
        return enumerated([self._messages.say(f"beneficiary_{each}") for each in support.beneficiaries])

    def _line(self, checked: Checked, found: Match, is_deciding: bool) -> CriterionLine:
        support = found.support
        match checked.kind:
            case "window":
                text = window_sentence(support, found.window, self._messages)
            case "beneficiaries":
                text = self._messages.say(
                    "criterion_beneficiaries", beneficiaries=self._beneficiaries(support)
                )
            case "territory":
                text = self._messages.say("criterion_territory", territory=support.territory)
            case "condition":
                text = as_sentence(checked.condition.text if checked.condition else "")
        passage = self.passage(support, PART_OF[checked.kind])
        is_condition = checked.kind == "condition"
        is_a_rule = checked.condition is not None and checked.condition.suffices is None
        return CriterionLine(
            text,
            checked.result,
            passage,
            is_deciding,
            is_condition,
            checked.keys,
            checked.by_exception and is_a_rule,
            checked.bars_part,
            checked.fits_part,
            checked.condition is not None and _is_exclusion(checked.condition),
        )


def _is_exclusion(condition: Condition) -> bool:
    """Whether a condition is told as whom the support leaves out."""
    rule = condition.rule
    is_denied = rule is not None and (rule.key == "none_of" or rule.value is False)
    return is_denied and bool(_EXCLUDES.search(condition.text))
