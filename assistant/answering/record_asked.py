"""A question on supports, and the one record that it may be about: found once, judged once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from assistant.answering.advice import Advice
from assistant.answering.asked import Asked, provides
from assistant.answering.cards import CriterionLine, SupportCard
from assistant.answering.judging import Candidate
from assistant.answering.listing import settled_by
from assistant.answering.plain_answers import Said, asks_place, asks_sum, plain_expense, plain_fact
from assistant.answering.project_telling import asks_whether, speaks, tells_who
from assistant.answering.rephrase import Standing
from assistant.answering.support_details import untold_detail
from assistant.answering.support_finding import Found
from assistant.profiles.declared import Declared
from assistant.records import Passage
from assistant.retrieval.query import SearchQuery
from assistant.retrieval.ranking import Ranking


@dataclass(frozen=True, slots=True)
class SupportQuestion:
    """A question that may be on supports: as it stands, how it ranks, and what was told of who asks.

    `declared` is what the question itself tells, `known` what the conversation does; `as_of` is the day of
    the index, in words.
    """

    standing: Standing
    ranking: Ranking
    asked: Asked
    declared: Declared
    known: Declared
    today: date
    as_of: str

    @property
    def text(self) -> str:
        """The question made whole."""
        return self.standing.text

    @property
    def latest(self) -> str:
        """What was said last."""
        return self.standing.latest

    @property
    def last(self) -> str:
        """The message that asks, where what was said last is told with what was told before."""
        turns = self.standing.turns
        return turns[-1] if len(turns) > 1 and turns[-1] in self.latest else self.latest

    @property
    def query(self) -> SearchQuery:
        """The words searched for."""
        return self.ranking.query

    @property
    def asks_whether(self) -> bool:
        """Whether it asks if somebody may have a support, rather than one of its parts."""
        return asks_whether(self.latest, self.asked)

    @property
    def is_whether(self) -> bool:
        """Whether it asks so with a question mark."""
        return "?" in self.latest and self.asks_whether


@dataclass(frozen=True)
class RecordAsked:
    """The record that a question is about, with its candidates, and the advice on it, given when wanted."""

    question: SupportQuestion
    found: Found
    own: Sequence[Candidate]
    advise: Callable[[Found], Advice]

    @cached_property
    def advice(self) -> Advice:
        """The verdict on the one support for what the conversation tells."""
        return self.advise(self.found)

    @property
    def card(self) -> SupportCard:
        """That verdict as a card."""
        return self.advice.cards[0]

    @cached_property
    def untold(self) -> tuple[str, bool] | None:
        """The detail that is asked and that the record does not hold, and whether nothing else is asked."""
        return untold_detail(self.question.latest, self.found)

    @cached_property
    def expense(self) -> tuple[bool, str, Passage] | None:
        """Whether the record says that the one expense asked about is aided, with the sentence that does."""
        return plain_expense(self.question.last, self.found)

    @cached_property
    def fact(self) -> list[Said]:
        """What the record says of the one fact that is asked, whoever asks; none where more is asked."""
        return plain_fact(self.question.last, self.found)

    @cached_property
    def place(self) -> CriterionLine | None:
        """The territory, where all that is asked is whether a place that was told lies in it."""
        profile = self.question.declared.profile
        is_next = len(self.question.standing.turns) > 1 and asks_place(self.question.last)
        if not is_next or not (profile.commune or profile.epci):
            return None
        return next((each for each in self.card.criteria if each.keys[0] == "territory"), None)

    @property
    def is_plain(self) -> bool:
        """Whether the record says in plain words the one thing asked."""
        return bool(self.expense or self.fact or self.place)

    @property
    def asked(self) -> Asked:
        """What is asked: « combien » of a support that gives a sum, with nothing to count, asks for it."""
        amount = self.found.parts.get("amount")
        is_sum = self.question.asked is Asked.COUNT and asks_sum(self.question.latest)
        return Asked.AMOUNT if is_sum and amount and provides(Asked.AMOUNT, amount) else self.question.asked

    @cached_property
    def is_for_them(self) -> bool:
        """Whether a verdict is what answers: somebody asks if a support is for them, and tells who they are.

        Or tells what settles one of its conditions.
        """
        if not self.question.asks_whether:
            return False
        return tells_who(self.question.known.profile) or (speaks(self.question.text) and self.is_settled)

    @property
    def is_unasked_no(self) -> bool:
        """Whether the answer would be no, of a support that nobody named and no need tells."""
        is_asked = self.found.named or self.question.known.profile.themes or not self.question.asks_whether
        return not is_asked and self.card.verdict == "not_eligible"

    @property
    def is_settled(self) -> bool:
        """Whether what the conversation tells settles one of the conditions."""
        keys = settled_by(self.question.known.profile)
        return any(
            (line.result != "unknown" or line.is_told) and keys & set(line.keys)
            for line in self.card.criteria
        )
