"""A project and who carries it: the supports to look at, each with its verdict and what it rests on."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from assistant.answering.advice import Advice, Advisor
from assistant.answering.cards import CriterionLine, SupportCard
from assistant.answering.draft import Draft, Shown
from assistant.answering.listing import (
    WINDOW,
    after_name,
    chosen_cards,
    lines_settled,
    lines_told,
    shortened,
)
from assistant.answering.support_finding import Found
from assistant.answering.support_parts import PartReader
from assistant.answering.windows import OPEN_STATES
from assistant.messages import Messages
from assistant.profiles.declared import Declared
from assistant.records import Criterion, DraftSentence, Passage, Scheme, Validity
from assistant.retrieval.query import SearchQuery
from assistant.supports.deadlines import Window
from assistant.supports.eligibility import most_asked
from assistant.supports.profile import Profile
from assistant.wording import capital

MOST_INSTEAD, MOST_BESIDE = 4, 4
MOST_ASKED = 2
MOST_CRITERIA = 2
MOST_REASONS = 6
MOST_MET = 3
_BULLET = "- "
_OUT = frozenset({"not_eligible", "closed"})
_FOLLOWS = {"headcount": ("size",), "turnover": ("size",), "naf": ("sector",), "created_year": ("age_years",)}
"""What is settled by a fact, beside itself."""


class ProjectDesk:
    """Answers which supports a project may have."""

    def __init__(self, advisor: Advisor, messages: Messages, reader: PartReader) -> None:
        self._advisor, self._messages, self._reader = advisor, messages, reader

    def answer(self, found: Sequence[Found], declared: Declared, today: date, query: SearchQuery) -> Draft:
        """The supports found for the project: those that may apply, best first, then the nearest others.

        Those that the message names come first, whether they apply or not.
        """
        fits = {each.support.id: each.score for each in found}
        advice = self._advisor.advise(declared, today, fits, among=fits)
        named = {each.support.id for each in found if each.named}
        usable, out = chosen_cards(advice, named)
        shown, sentences = Shown(), list[DraftSentence]()
        asked_about = [card for card in (*usable, *out) if card.id in named]
        others = [card for card in (*usable, *out) if card.id not in named]
        is_instead = bool(asked_about) and not any(card in usable for card in asked_about)
        for card in (*asked_about, *others):
            form = "supports_instead" if is_instead and card is others[0] else "supports_item"
            is_out = card.verdict in _OUT
            sentences.append(self._left_out(shown, card) if is_out else self._item(shown, card, query, form))
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

    def on_one(
        self,
        found: Found,
        declared: Declared,
        about: Sequence[DraftSentence],
        shown: Shown,
        today: date,
        query: SearchQuery,
    ) -> Draft:
        """The verdict on the one support asked about: the answer first, then what it rests on.

        `about` are the sentences of its record that the question is about, shown with it.
        """
        advice = self._advisor.advise(declared, today, among={found.support.id})
        (card,) = advice.cards
        is_out = card.verdict in _OUT
        sentences = self._refusal(shown, card) if is_out else self._reasons(shown, card, query)
        said = " ".join(sentence.text for sentence in sentences)
        sentences += [sentence for sentence in about if not _is_said(sentence.text, said)]
        sentences += self._noted(shown, card, said, query, today)
        asked = card.ask_keys[:MOST_ASKED]
        understood = self._messages.say("profile_understood", profile=advice.understood)
        return Draft(
            "answered",
            "answered",
            understood,
            tuple(sentences),
            shown.passages,
            advice.problems,
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
    ) -> list[DraftSentence]:
        """What the note of a record adds of what is asked to what was said."""
        passage = next(iter(card.passages.values()), None)
        if passage is None:
            return []
        wanted = self._reader.wanted(query, passage)
        sentences, _ = self._reader.noted(card.note, wanted, said, None, today)
        return [shown.sentence(text, passage) for text in sentences]

    def followed(
        self, draft: Draft, declared: Declared, near: Sequence[Found], today: date, query: SearchQuery
    ) -> Draft:
        """The draft on one support, then the best of the others that may apply to the project told."""
        (one,) = draft.schemes
        fits = {each.support.id: each.score for each in near if each.support.id != one.id}
        usable, _ = chosen_cards(self._advisor.advise(declared, today, fits, among=fits), ())
        is_out = one.verdict in _OUT
        others = usable[: MOST_INSTEAD if is_out else MOST_BESIDE]
        shown, first = Shown(draft.shown.values()), "supports_instead" if is_out else "supports_beside"
        items = [
            self._item(shown, card, query, "supports_item" if n else first) for n, card in enumerate(others)
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
        self, shown: Shown, card: SupportCard, told: Profile, is_whether: bool
    ) -> list[DraftSentence]:
        """What was told breaks or meets of the conditions of a support, those broken first and alone.

        Whom it is for is left unsaid to who may ask for another. `is_whether` opens with a no.
        """
        if card.verdict == "not_eligible":
            hidden = set() if told.applicant in (None, "company", "project_holder") else {"beneficiaries"}
            form = "support_refused" if is_whether else "support_refused_beside"
            return self._broken(shown, card, form, hidden)
        keys = settled_by(told) if card.verdict != "closed" else set()
        return [self._told_of(shown, line) for line in lines_settled(card, keys)][:MOST_MET]

    def _broken(
        self, shown: Shown, card: SupportCard, form: str, hidden: Collection[str] = ()
    ) -> list[DraftSentence]:
        """That a support does not apply, with each criterion that is not met but for those `hidden`."""
        lines = [line for line in card.criteria if line.result == "not_met" and line.keys[0] not in hidden]
        head = self._messages.say(form, name=card.name)
        opening = [shown.sentence(head, *_known([line.passage])) for line in lines[:1]]
        return [*opening, *(self._told_of(shown, line) for line in lines)]

    def _told_of(self, shown: Shown, line: CriterionLine, mark: str = "") -> DraftSentence:
        words = self._messages.say(line.form, criterion=line.text)
        return shown.sentence(f"{mark}{words}", *_known([line.passage]))

    def _reasons(self, shown: Shown, card: SupportCard, query: SearchQuery) -> list[DraftSentence]:
        """A support that may apply: its verdict, amount and window, then each condition left to check."""
        pieces, cited = self._opening(card)
        sentences = [shown.sentence(" ".join(pieces).removeprefix(_BULLET), *_known(cited))]
        concern = self._reader.concern(query, card.name)
        met = [line for line in lines_told(card, "met", concern, WINDOW) if line.is_condition]
        left = lines_told(card, "unknown", concern, WINDOW)
        told = (*met[:MOST_MET], *left[:MOST_REASONS])
        return [*sentences, *(self._told_of(shown, line, _BULLET) for line in told)]

    def _lead(self, advice: Advice, usable: Sequence[SupportCard], out: Sequence[SupportCard]) -> str:
        understood = self._messages.say("profile_understood", profile=advice.understood)
        if usable:
            key = "supports_lead"
        else:
            closed = all(card.verdict == "closed" for card in out)
            key = "supports_none_open" if closed else "supports_none_match"
        return f"{understood if advice.understood else ''} {self._messages.say(key)}".strip()

    def _refusal(self, shown: Shown, card: SupportCard) -> list[DraftSentence]:
        """A support that does not apply: the reason, and for a closed one the conditions not met either."""
        if card.verdict == "not_eligible":
            return self._broken(shown, card, "support_refused")
        broken = lines_told(card, "not_met", unsaid=WINDOW)
        return [self._left_out(shown, card), *(self._told_of(shown, line, _BULLET) for line in broken)]

    def _opening(
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

    def _item(
        self, shown: Shown, card: SupportCard, query: SearchQuery, form: str = "supports_item"
    ) -> DraftSentence:
        pieces, cited = self._opening(card, form)
        for line in lines_told(card, "unknown", self._reader.concern(query, card.name))[:MOST_CRITERIA]:
            pieces.append(self._messages.say(line.form, criterion=line.text))
            cited.append(line.passage)
        return shown.sentence(" ".join(pieces), *_known(cited))

    def _left_out(self, shown: Shown, card: SupportCard) -> DraftSentence:
        """A support that does not apply, with the reason alone."""
        reasons = [line for line in card.criteria if line.is_deciding][:1]
        if card.verdict == "closed" and reasons and reasons[0].keys[0] in WINDOW:
            closed = capital(reasons[0].text)  # it names the support and says that it is closed
            return shown.sentence(f"{_BULLET}{closed}", *_known([reasons[0].passage]))
        said = [after_name(line.text, card.name) for line in reasons]
        if card.verdict == "not_eligible":
            said = [self._messages.say("criterion_not_met", criterion=text) for text in said]
        return shown.sentence(
            " ".join([self._head(card), *said]), *_known([line.passage for line in reasons])
        )

    def _head(self, card: SupportCard, form: str = "supports_item") -> str:
        return self._messages.say(form, name=card.name, verdict=card.verdict_words)

    def _question_back(self, asked: Sequence[str]) -> str:
        if not asked:
            return ""
        questions = " ".join(self._advisor.words.facts[key].ask for key in asked)
        return self._messages.say("profile_ask", questions=questions)

    def _replies(self, asked: Sequence[str]) -> tuple[str, ...]:
        """What may be clicked in answer to the first question that has set answers."""
        return next((r for key in asked if (r := self._advisor.words.facts[key].replies)), ())


def _is_said(text: str, said: str) -> bool:
    """Whether a sentence of a record, which may open with the name of its support, is in what was said."""
    return text in said or capital(text.partition(" : ")[2]) in said


def settled_by(told: Profile) -> set[str]:
    """The keys of the conditions that facts told may settle: those of the facts, and what follows of them."""
    facts = set(told.model_dump(exclude_defaults=True)) - {"applicant"}  # who asks is no figure to compare
    return facts | {follows for key in facts for follows in _FOLLOWS.get(key, ())}


def _plain(profile: Profile) -> dict[str, Any]:
    return profile.model_dump(mode="json", exclude_defaults=True)


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


def _known(passages: Sequence[Passage | None]) -> list[Passage]:
    return [passage for passage in passages if passage is not None]
