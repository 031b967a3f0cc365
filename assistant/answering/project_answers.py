"""A project and who carries it: the supports to look at, each with its verdict and what it rests on."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from assistant.answering.advice import Advice, Advisor
from assistant.answering.cards import CriterionLine, SupportCard
from assistant.answering.draft import Draft, Shown
from assistant.answering.support_finding import Found
from assistant.answering.windows import OPEN_STATES
from assistant.messages import Messages
from assistant.profiles.declared import Declared
from assistant.records import Criterion, DraftSentence, Passage, Scheme, Validity
from assistant.sentences import split_sentences
from assistant.supports.deadlines import Window
from assistant.supports.eligibility import most_asked
from assistant.supports.profile import Profile
from assistant.supports.verdicts import Result

LISTED_GAP = 5.0
MOST_LISTED = 6
FEWEST_LISTED = 6  # on the subject of the project, however far behind the first
MOST_OUT = 2
MOST_INSTEAD, MOST_BESIDE = 4, 3
OUT_GAP = 5.0
MOST_ASKED = 2
MOST_CRITERIA = 2
MOST_REASONS = 6
MOST_MET = 3
LONGEST_AMOUNT = 320
_BULLET = "- "
_OUT = frozenset({"not_eligible", "closed"})
_WINDOW = frozenset({"window"})
_SAID_ELSEWHERE = _WINDOW | {"works_started"}
"""What each item of a list does not repeat: its own window, and the works, which it warns of and asks."""


class ProjectDesk:
    """Answers which supports a project may have."""

    def __init__(self, advisor: Advisor, messages: Messages) -> None:
        self._advisor, self._messages = advisor, messages

    def answer(self, found: Sequence[Found], declared: Declared, today: date) -> Draft:
        """The supports found for the project: those that may apply, best first, then the nearest others."""
        fits = {each.support.id: each.score for each in found}
        advice = self._advisor.advise(declared, today, fits, among=fits)
        usable, out = _chosen(advice, {each.support.id for each in found if each.named})
        shown = Shown()
        sentences = [self._item(shown, card) for card in usable]
        sentences += [self._left_out(shown, card) for card in out]
        listed = (*usable, *out)
        asked = most_asked(key for card in usable for key in card.ask_keys)[:MOST_ASKED]
        return Draft(
            "answered" if usable else "partial",
            "answered" if usable else "partial_only_closed",
            self._lead(advice, usable, out),
            tuple(sentences),
            shown.passages,
            (*advice.problems, *((self._messages.say("warning_before_works"),) if usable else ())),
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
    ) -> Draft:
        """The verdict on the one support asked about: the answer first, then what it rests on.

        `about` are the sentences of its record that the question is about, shown with it.
        """
        advice = self._advisor.advise(declared, today, among={found.support.id})
        (card,) = advice.cards
        sentences = self._refusal(shown, card) if card.verdict in _OUT else self._reasons(shown, card)
        said = " ".join(sentence.text for sentence in sentences)
        sentences += [sentence for sentence in about if not _is_said(sentence.text, said)]
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

    def followed(self, draft: Draft, declared: Declared, near: Sequence[Found], today: date) -> Draft:
        """The draft on one support, then the best of the others that may apply to the project told."""
        (one,) = draft.schemes
        fits = {each.support.id: each.score for each in near if each.support.id != one.id}
        usable, _ = _chosen(self._advisor.advise(declared, today, fits, among=fits), ())
        is_out = one.verdict in _OUT
        others = usable[: MOST_INSTEAD if is_out else MOST_BESIDE]
        shown, first = Shown(draft.shown.values()), "supports_instead" if is_out else "supports_beside"
        items = [self._item(shown, card, "supports_item" if n else first) for n, card in enumerate(others)]
        return replace(
            draft,
            sentences=(*draft.sentences, *items),
            shown=shown.passages,
            contacts=(*draft.contacts, *(f"{card.name} : {card.contact}" for card in others)),
            schemes=(*draft.schemes, *map(scheme_of, others)),
            validity={**draft.validity, **validity_of(others)},
            criterion_passages={**draft.criterion_passages, **{c.id: passages_of(c) for c in others}},
        )

    def _reasons(self, shown: Shown, card: SupportCard) -> list[DraftSentence]:
        """A support that may apply: its verdict, amount and window, then each condition left to check."""
        pieces, cited = self._opening(card)
        sentences = [shown.sentence(" ".join(pieces).removeprefix(_BULLET), *_known(cited))]
        for line in [line for line in _telling(card, "met", _WINDOW) if line.is_condition][:MOST_MET]:
            words = self._messages.say("criterion_met", criterion=line.text)
            sentences.append(shown.sentence(f"{_BULLET}{words}", *_known([line.passage])))
        for line in _telling(card, "unknown", _WINDOW)[:MOST_REASONS]:
            words = self._messages.say("criterion_to_check", criterion=line.text)
            sentences.append(shown.sentence(f"{_BULLET}{words}", *_known([line.passage])))
        return sentences

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
        sentences = [self._left_out(shown, card)]
        for line in _telling(card, "not_met", _WINDOW) if card.verdict == "closed" else ():
            words = self._messages.say("criterion_not_met", criterion=line.text)
            sentences.append(shown.sentence(f"{_BULLET}{words}", *_known([line.passage])))
        return sentences

    def _opening(
        self, card: SupportCard, form: str = "supports_item"
    ) -> tuple[list[str], list[Passage | None]]:
        """The verdict, the amount and the window of a support, with the passages that state them."""
        pieces, cited = [self._head(card, form)], list[Passage | None]()
        if card.amount and card.amount_passage:
            pieces.append(_capital(shortened(card.amount)))
            cited.append(card.amount_passage)
        pieces.append(after_name(card.criteria[0].text, card.name))
        cited.append(card.criteria[0].passage)
        return pieces, cited

    def _item(self, shown: Shown, card: SupportCard, form: str = "supports_item") -> DraftSentence:
        pieces, cited = self._opening(card, form)
        for line in _telling(card, "unknown")[:MOST_CRITERIA]:
            pieces.append(self._messages.say("criterion_to_check", criterion=line.text))
            cited.append(line.passage)
        return shown.sentence(" ".join(pieces), *_known(cited))

    def _left_out(self, shown: Shown, card: SupportCard) -> DraftSentence:
        """A support that does not apply, with the reason alone."""
        reasons = [line for line in card.criteria if line.is_deciding][:1]
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
    return text in said or _capital(text.partition(" : ")[2]) in said


def _plain(profile: Profile) -> dict[str, Any]:
    return profile.model_dump(mode="json", exclude_defaults=True)


def scheme_of(card: SupportCard) -> Scheme:
    """What an answer says of the support: its verdict, its criteria and what is asked."""
    criteria = tuple(Criterion(line.text, line.result) for line in card.criteria)
    return Scheme(card.id, card.verdict, criteria, card.asks)


def passages_of(card: SupportCard) -> tuple[str | None, ...]:
    """The passage that states each criterion of the card, by id."""
    return tuple(line.passage.passage_id if line.passage else None for line in card.criteria)


def _chosen(advice: Advice, named: Collection[str]) -> tuple[list[SupportCard], list[SupportCard]]:
    """The cards near enough to the project: those that may apply, and those that do not, named ones first."""
    themes = set(advice.profile.themes)
    first = sorted(advice.cards, key=lambda card: card.id not in named)
    may = [card for card in first if card.verdict in ("eligible", "to_check")]
    others = [card for card in first if card not in may]
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
    asked_for = [card for card in out if card.id in named][:MOST_OUT]
    usable = usable[: MOST_LISTED - len(asked_for)]
    return usable, [*asked_for, *(c for c in out if c not in asked_for)][: MOST_LISTED - len(usable)]


def _telling(
    card: SupportCard, result: Result, unsaid: Collection[str] = _SAID_ELSEWHERE
) -> list[CriterionLine]:
    """The conditions with that result but for those `unsaid`, those that an answer can settle first."""
    lines = [line for line in card.criteria if line.result == result and line.keys[0] not in unsaid]
    asked = set(card.ask_keys)
    return sorted(lines, key=lambda line: not asked & set(line.keys))


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


def shortened(amount: str) -> str:
    """The amount whole when it is short, else its first sentences."""
    kept = ""
    for sentence in split_sentences(amount):
        if kept and len(kept) + len(sentence) > LONGEST_AMOUNT:
            break
        kept = f"{kept} {sentence}".strip()
    return kept


def _known(passages: Sequence[Passage | None]) -> list[Passage]:
    return [passage for passage in passages if passage is not None]


def after_name(text: str, name: str) -> str:
    """The sentence without the name it opens with, which was just said."""
    return _capital(re.sub(rf"^{re.escape(name)}\s*[,:]?\s*(est )?", "", text))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
