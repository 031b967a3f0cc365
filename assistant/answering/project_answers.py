"""A project and who carries it: the supports to look at, each with its verdict and what it rests on."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from assistant.answering.advice import Advice, Advisor
from assistant.answering.cards import SupportCard
from assistant.answering.draft import Draft, Shown, is_said
from assistant.answering.listing import OUT, WINDOW, chosen_cards, lines_settled, lines_told, settled_by
from assistant.answering.record_asked import RecordAsked
from assistant.answering.schemes import passages_of, scheme_of, validity_of
from assistant.answering.support_finding import Found
from assistant.answering.support_items import BULLET, Concern, ItemWriter, informing, informs, known
from assistant.answering.support_parts import PartReader
from assistant.answering.windows import window_sentence
from assistant.french import stems
from assistant.messages import Messages
from assistant.profiles.declared import Declared
from assistant.records import DraftSentence
from assistant.retrieval.query import SearchQuery
from assistant.supports.deadlines import window_on
from assistant.supports.eligibility import most_asked
from assistant.supports.profile import Profile
from assistant.supports.requirements import beneficiary_of
from assistant.supports.schema import Support

MOST_INSTEAD, MOST_BESIDE = 4, 4
MOST_ASKED = 2
MOST_REASONS = 8
MOST_MET = 3


class ProjectDesk:
    """Answers which supports a project may have."""

    def __init__(self, advisor: Advisor, messages: Messages, reader: PartReader) -> None:
        self._advisor, self._messages, self._reader = advisor, messages, reader
        self._items = ItemWriter(messages)

    def answer(self, found: Sequence[Found], declared: Declared, today: date, query: SearchQuery) -> Draft:
        """The supports found for the project: those that may apply, best first, then the nearest others.

        Those that the message names come first, whether they apply or not.
        """
        fits = {each.support.id: each.score for each in found}
        advice = self._advisor.advise(declared, today, fits, among=fits)
        named = {each.support.id for each in found if each.named}
        usable, out = chosen_cards(advice, named, today)
        concern = self._concern(query, declared.profile)
        shown, sentences = Shown(), list[DraftSentence]()
        asked_about = [card for card in (*usable, *out) if card.id in named]
        instead = self._named_instead([card for card in asked_about if card in out], declared, today)
        told = named | {card.id for card in instead}
        others = [*instead, *(card for card in (*usable, *out) if card.id not in told)]
        is_instead = bool(asked_about) and not any(card in usable for card in asked_about)
        for card in (*asked_about, *others):
            form = "supports_instead" if is_instead and card is others[0] else "supports_item"
            is_out = card.verdict in OUT
            sentences.append(
                self._items.left_out(shown, card) if is_out else self._items.item(shown, card, concern, form)
            )
        listed = (*asked_about, *others)
        works = "warning_works_begun" if advice.profile.works_started else "warning_before_works"
        asked = most_asked(key for card in usable for key in card.ask_keys)[:MOST_ASKED]
        return Draft(
            "answered" if usable else "partial",
            "answered" if usable else "partial_only_closed",
            self._lead(advice, usable, out),
            tuple(sentences),
            shown.passages,
            (*advice.problems, *((self._messages.say(works),) if usable else ())),
            tuple(f"{card.name} : {card.contact}" for card in usable or out),
            tuple(scheme_of(card) for card in listed),
            validity_of(listed),
            tail=self._question_back(asked),
            suggestions=self._replies(asked),
            criterion_passages={card.id: passages_of(card) for card in listed},
            profile=_plain(advice.profile),
        )

    def on_one(self, record: RecordAsked, about: Sequence[DraftSentence], shown: Shown) -> Draft:
        """The verdict on the one support asked about: the answer first, then what it rests on.

        `about` are the sentences of its record that the question is about, shown with it.
        """
        advice, card, question = record.advice, record.card, record.question
        query, today = question.query, question.today
        is_out = card.verdict in OUT
        concern = self._concern(query, question.known.profile)
        sentences = self._refusal(shown, card, today) if is_out else self._reasons(shown, card, concern)
        said = " ".join(sentence.text for sentence in sentences)
        sentences += [sentence for sentence in about if not is_said(sentence.text, said)]
        noted, rest = self._noted(shown, card, said, query, today)
        sentences += noted
        asked = card.ask_keys[:MOST_ASKED]
        understood = self._messages.say("profile_understood", profile=advice.understood)
        return Draft(
            "answered",
            "answered",
            understood,
            tuple(sentences),
            shown.passages,
            (*advice.problems, *([rest] if rest else [])),
            (f"{card.name} : {card.contact}",),
            (scheme_of(card),),
            validity_of([card]),
            tail=self._question_back(asked),
            suggestions=self._replies(asked),
            criterion_passages={card.id: passages_of(card)},
            profile=_plain(advice.profile),
        )

    def _noted(
        self, shown: Shown, card: SupportCard, said: str, query: SearchQuery, today: date
    ) -> tuple[list[DraftSentence], str]:
        """What the note of a record adds of what is asked to what was said, and the rest of it."""
        passage = next(iter(card.passages.values()), None)
        if passage is None:
            return [], ""
        wanted = self._reader.wanted(query, passage)
        sentences, rest = self._reader.noted(card.note, wanted, said, None, today)
        return [shown.sentence(text, passage) for text in sentences], rest

    def followed(
        self, draft: Draft, declared: Declared, near: Sequence[Found], today: date, query: SearchQuery
    ) -> Draft:
        """The draft on one support, then the best of the others that may apply to the project told."""
        (one,) = draft.schemes
        fits = {each.support.id: each.score for each in near if each.support.id != one.id}
        usable, _ = chosen_cards(self._advisor.advise(declared, today, fits, among=fits), (), today)
        is_out = one.verdict in OUT
        others = usable[: MOST_INSTEAD if is_out else MOST_BESIDE]
        concern = self._concern(query, declared.profile)
        shown, first = Shown(draft.shown.values()), "supports_instead" if is_out else "supports_beside"
        items = [
            self._items.item(shown, card, concern, "supports_item" if n else first)
            for n, card in enumerate(others)
        ]
        return replace(
            draft,
            sentences=(*draft.sentences, *items),
            shown=shown.passages,
            contacts=(*draft.contacts, *(f"{card.name} : {card.contact}" for card in others)),
            schemes=(*draft.schemes, *map(scheme_of, others)),
            validity={**draft.validity, **validity_of(others)},
            criterion_passages={**draft.criterion_passages, **{c.id: passages_of(c) for c in others}},
        )

    def decided(
        self, shown: Shown, card: SupportCard, told: Profile, is_whether: bool, today: date
    ) -> list[DraftSentence]:
        """What was told breaks or meets of the conditions of a support, those broken first and alone.

        Whom it is for is left unsaid to who may ask for another. `is_whether` opens with a no.
        """
        if card.verdict == "not_eligible":
            hidden = set() if told.applicant in (None, "company", "project_holder") else {"beneficiaries"}
            form = "support_refused" if is_whether else "support_refused_beside"
            return self._broken(shown, card, form, today, hidden)
        keys = settled_by(told) if card.verdict != "closed" else set()
        return [self._items.told_of(shown, line) for line in lines_settled(card, keys)][:MOST_MET]

    def _broken(
        self, shown: Shown, card: SupportCard, form: str, today: date, hidden: Collection[str] = ()
    ) -> list[DraftSentence]:
        """That a support does not apply, with each criterion that is not met but for those `hidden`.

        A support that such a criterion names is told with its window.
        """
        lines = [line for line in card.criteria if line.result == "not_met" and line.keys[0] not in hidden]
        head = self._messages.say(form, name=card.name)
        opening = [shown.sentence(head, *known([line.passage])) for line in lines[:1]]
        windows = [
            shown.sentence(window_sentence(each, window_on(each, today), self._messages), passage)
            for each in self._named_by([card])
            if (passage := self._advisor.dates_of(each.id)) is not None
        ]
        return [*opening, *(self._items.told_of(shown, line) for line in lines), *windows]

    def _named_by(self, cards: Sequence[SupportCard]) -> list[Support]:
        """The supports that the conditions not met of these name (« au-delà, voir BCIAT »), but for these."""
        broken = [
            line.text
            for card in cards
            for line in card.criteria
            if line.is_condition and line.result == "not_met"
        ]
        named = [each for text in broken for each in self._advisor.catalogue.named_in(text)]
        ids = {card.id for card in cards}
        return list({each.id: each for each in named if each.id not in ids}.values())

    def _named_instead(
        self, cards: Sequence[SupportCard], declared: Declared, today: date
    ) -> tuple[SupportCard, ...]:
        """The verdicts on the supports that the conditions not met of these name."""
        named = {each.id for each in self._named_by(cards)}
        return self._advisor.advise(declared, today, among=named).cards if named else ()

    def _concern(self, query: SearchQuery, told: Profile) -> Concern:
        """How much the sentences of records are about a message, and about the kind of body that asks."""
        kind = beneficiary_of(told)
        words = stems(self._messages.say(f"beneficiary_{kind}")) if kind else ()
        return lambda support: self._reader.concern(query, support, words)

    def _reasons(self, shown: Shown, card: SupportCard, concern_of: Concern) -> list[DraftSentence]:
        """A support that may apply: its verdict, amount and window, then each condition left to check.

        What its record tells of how it works opens, where that is what the message is about; the rest of it
        follows where the whole is short.
        """
        pieces, cited = self._items.opening(card)
        sentences = [shown.sentence(" ".join(pieces).removeprefix(BULLET), *known(cited))]
        concern = concern_of(card.match.support)
        met = [line for line in lines_told(card, "met", concern, WINDOW) if line.is_condition]
        left = lines_told(card, "unknown", concern, WINDOW)
        told_lines = (*met[:MOST_MET], *left[:MOST_REASONS])
        sentences += [self._items.told_of(shown, line, BULLET) for line in told_lines]
        conditions = known([card.passages.get("conditions")])
        opens, told = informing(card, concern), informs(card.match.support)
        if len(sentences) + len(told) <= MOST_REASONS:
            sentences += [shown.sentence(f"{BULLET}{text}", *conditions) for text in told if text != opens]
        return [*([shown.sentence(opens, *conditions)] if opens else []), *sentences]

    def _lead(self, advice: Advice, usable: Sequence[SupportCard], out: Sequence[SupportCard]) -> str:
        understood = self._messages.say("profile_understood", profile=advice.understood)
        if usable:
            key = "supports_lead"
        else:
            closed = all(card.verdict == "closed" for card in out)
            key = "supports_none_open" if closed else "supports_none_match"
        return f"{understood if advice.understood else ''} {self._messages.say(key)}".strip()

    def _refusal(self, shown: Shown, card: SupportCard, today: date) -> list[DraftSentence]:
        """A support that does not apply: the reason, and for a closed one the conditions not met either."""
        if card.verdict == "not_eligible":
            return self._broken(shown, card, "support_refused", today)
        broken = lines_told(card, "not_met", unsaid=WINDOW)
        told = (self._items.told_of(shown, line, BULLET) for line in broken)
        return [self._items.left_out(shown, card), *told]

    def _question_back(self, asked: Sequence[str]) -> str:
        if not asked:
            return ""
        questions = " ".join(self._advisor.words.facts[key].ask for key in asked)
        return self._messages.say("profile_ask", questions=questions)

    def _replies(self, asked: Sequence[str]) -> tuple[str, ...]:
        """What may be clicked in answer to the first question that has set answers."""
        return next((r for key in asked if (r := self._advisor.words.facts[key].replies)), ())


def _plain(profile: Profile) -> dict[str, Any]:
    return profile.model_dump(mode="json", exclude_defaults=True)
