"""What is said of a message: its questions told apart, each drafted, then put together."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.answering.advice import Advisor
from assistant.answering.asked import Asked, asked_kind, asking
from assistant.answering.checking import Checker
from assistant.answering.closing import ClosingDesk
from assistant.answering.draft import Draft
from assistant.answering.extract import Extractor
from assistant.answering.features import share_held
from assistant.answering.hearsay import HearsayDesk
from assistant.answering.introductions import introduced
from assistant.answering.judging import Judge, confidence, favour
from assistant.answering.offices import OfficeDesk
from assistant.answering.official_texts import OfficialTexts
from assistant.answering.perimeter import PerimeterDesk
from assistant.answering.project_telling import asks_for_aids
from assistant.answering.rankings import Ranker
from assistant.answering.record_asked import SupportQuestion
from assistant.answering.rephrase import (
    Standing,
    localise,
    names_nothing,
    on_last_support,
    rank_standing,
    rephrase,
    resume,
    said_last,
    wanted_by,
)
from assistant.answering.splitting import SPEAKING, merge_drafts, split_questions
from assistant.answering.subjects import with_subjects
from assistant.answering.superlatives import with_ranking_told
from assistant.answering.support_answers import SupportDesk
from assistant.answering.wanted import names_in
from assistant.messages import Messages
from assistant.profiles.declared import Declared
from assistant.records import Question, Turn
from assistant.retrieval.hybrid import Retriever
from assistant.retrieval.ranking import Ranking

LEAST_HELD = 0.45  # of the words of a question, for a passage found through the last exchange to answer it
LEAST_HELD_IN_PART = 0.3
PART_BONUS = 1.0  # in log-odds: what a message asks beside another thing is on the same subject
_UNANSWERED = frozenset(
    {"not_found_close", "not_found_no_passage", "not_found_near_miss", "out_of_scope_topic"}
)
_ELSEWHERE = frozenset({Asked.COUNT, Asked.PERSON, Asked.PLACE, Asked.LIST, Asked.REASON, Asked.DEFINITION})
"""What the record of a support that was spoken of seldom tells."""
_ALWAYS_SAID = frozenset({"profile_contradiction", "profile_impossible", "profile_headcount"})
"""What is wrong in what a message tells of somebody, whatever it asks."""


def _sureness(draft: Draft) -> float:
    """The confidence of a draft, in log-odds; the lowest where none was measured."""
    return float("-inf") if draft.confidence is None else draft.confidence


def _said_before(draft: Draft, history: Sequence[Turn]) -> list[bool]:
    """Of each sentence of a draft, whether it was said in answer to the last question."""
    said = said_last(history)
    return [bool(said) and sentence.text.rstrip(".") in said for sentence in draft.sentences]


def _is_repeated(draft: Draft, history: Sequence[Turn]) -> bool:
    """Whether what a draft opens with, and half of it at least, was said in answer to the last question."""
    told = _said_before(draft, history)
    return bool(told) and told[0] and 2 * sum(told) >= len(told)


def _adds(draft: Draft, history: Sequence[Turn]) -> bool:
    """Whether a draft answers with something that was not said last."""
    return draft.status in SPEAKING and not all(_said_before(draft, history))


@dataclass(frozen=True, slots=True)
class Drafted:
    """A draft with the question as it was understood, and the ranking of the first search made for it."""

    draft: Draft
    text: str
    ranking: Ranking | None


@dataclass(frozen=True)
class Drafter:
    """Drafts what answers a message, from the desks that each know one kind of answer."""

    retriever: Retriever
    judge: Judge
    extractor: Extractor
    perimeter: PerimeterDesk
    supports: SupportDesk
    advisor: Advisor
    closing: ClosingDesk
    documents: OfficialTexts
    checker: Checker
    offices: OfficeDesk
    ranker: Ranker
    hearsay: HearsayDesk
    messages: Messages
    as_of: str

    def draft(self, text: str, received: Question) -> Drafted:
        """The draft of a message, in the light of the conversation."""
        standing = rephrase(text, received.history, self._is_reply(received))
        if others := self._others(text, received):
            return Drafted(others, standing.text, None)
        draft, ranking = self._draft(standing, received)
        if self.supports.others.retells(standing, received.asked_on) and draft.status in SPEAKING:
            return Drafted(draft, standing.text, ranking)
        if draft.reason in _UNANSWERED or _is_repeated(draft, received.history):
            draft, ranking = self._anew(text, received, draft) or (draft, ranking)
        return Drafted(draft, standing.text, ranking)

    def _others(self, text: str, received: Question) -> Draft | None:
        """What else there is, where that is what is asked."""
        heard = (*(turn.content for turn in received.history if turn.role == "user"), text)
        known = self.advisor.declared(received.profile, heard, received.asked_on)
        return self.supports.others.answer(text, received.history, known, received.asked_on)

    def _anew(self, text: str, received: Question, first: Draft) -> tuple[Draft, Ranking | None] | None:
        """The draft of a question that goes on with the last exchange: on its support, else on what it said.

        `first` is the draft taken alone, which found nothing or says what was said before.
        """
        history = received.history
        is_on_part = asked_kind(asking(text)) not in _ELSEWHERE
        if is_on_part and (subject := on_last_support(text, history, self.supports.catalogue.named_in)):
            draft, ranking = self._draft(subject, received)
            if _adds(draft, history):
                return draft, ranking
        if first.reason not in _UNANSWERED:
            return None if names_nothing(text) else self._otherwise(rephrase(text, history), received, first)
        if (resumed := resume(text, history)) is None:
            return None
        draft, ranking = self._draft(resumed, received)
        return (draft, ranking) if self._is_about(draft, resumed.latest) else None

    def _otherwise(
        self, question: Standing, received: Question, first: Draft
    ) -> tuple[Draft, Ranking | None] | None:
        """The draft of a question but for what was said before, where it is about what the question adds."""
        today = received.asked_on
        declared = self.advisor.declared(received.profile, question.turns, today)
        said = {passage.passage_id for passage in first.shown.values()}
        draft, ranking = self._draft_one(question, declared, declared, today, said, is_part=True)
        is_new = _adds(draft, received.history)
        return (draft, ranking) if is_new and self._is_about(draft, question.latest) else None

    def _is_about(self, draft: Draft, latest: str, least: float = LEAST_HELD) -> bool:
        """Whether a draft answers, by a passage that holds enough of the words of the question itself."""
        if draft.status not in SPEAKING or not draft.sentences:
            return False
        row = self.retriever.row.get(draft.shown[draft.sentences[0].labels[0]].passage_id)
        asked = self.retriever.read(latest)
        return row is not None and share_held(asked, self.retriever, row) >= least

    def _draft(self, message: Standing, received: Question) -> tuple[Draft, Ranking | None]:
        """What is said of each question of a message, together, and the ranking of the first searched."""
        today = received.asked_on
        declared = self.advisor.declared(received.profile, message.turns, today)
        drafted: list[tuple[Draft, Ranking | None]] = []
        if self.supports.tells_project(message, declared):
            told = " ".join(message.turns)
            questions: tuple[Standing, ...] = (Standing(told, told, message.turns),)
            asks_more = told.count("?") > 1 or asks_for_aids(told)
            if asks_more and (place := self.perimeter.answer(told, message.latest, today)):
                drafted.append((place, None))
        else:
            message = introduced(message)
            questions = split_questions(message, self.supports.catalogue.named_in)
        earlier = [turn.content for turn in received.history if turn.role == "user"]
        heard = (*earlier, message.turns[-1])
        known = declared if not earlier else self.advisor.declared(received.profile, heard, today)
        for question in questions:
            said = {passage.passage_id for draft, _ in drafted for passage in draft.shown.values()}
            is_placed = bool(drafted) and len(questions) == 1
            draft, ranking = self._draft_one(question, declared, known, today, said, is_placed=is_placed)
            is_untold = draft.reason in _UNANSWERED
            if len(questions) > 1 and (is_untold or drafted):
                whole = Standing(localise(message.text), question.latest)
                again, other = self._draft_one(whole, declared, known, today, said, is_part=True)
                is_surer = is_untold or _sureness(again) - PART_BONUS > _sureness(draft)
                if is_surer and self._is_about(again, question.latest, LEAST_HELD_IN_PART):
                    draft, ranking = again, other
            drafted.append((draft, ranking))
        asked = [question.latest for question in questions] if len(drafted) == len(questions) else []
        correction = self.perimeter.correct(message.text, today)
        if correction and not any(draft.reason == "answered_perimeter" for draft, _ in drafted):
            drafted = [(correction, None), *(pair for pair in drafted if pair[0].status in SPEAKING)]
            asked = []
        rankings = [ranking for _, ranking in drafted if ranking is not None]
        merged = merge_drafts([draft for draft, _ in drafted], self.messages, self.as_of, asked)
        draft = with_subjects(merged, self.supports.catalogue)
        warned = [self.advisor.told(problem) for problem in declared.problems if problem.key in _ALWAYS_SAID]
        warnings = tuple(dict.fromkeys((*warned, *draft.warnings)))
        return replace(draft, warnings=warnings), next(iter(rankings), None)

    def _draft_one(
        self,
        question: Standing,
        declared: Declared,
        known: Declared,
        today: date,
        said: Collection[str],
        is_part: bool = False,
        is_placed: bool = False,
    ) -> tuple[Draft, Ranking | None]:
        """The draft for one question; what is `said` already answers it only if nothing else is sure to.

        `is_placed` tells that the place it asks about was.
        """
        for desk in (self.ranker, self.hearsay):
            if settled := desk.answer(question.text, question.latest, today):
                return settled, None
        if not is_placed and (place := self.perimeter.answer(question.text, question.latest, today)):
            return place, None
        if closing := self.closing.answer(question.text, declared, today):
            return closing, None
        if not self.supports.tells_project(question, declared) and (told := self.offices.answer(question)):
            return told, None
        ranking = rank_standing(question, self.retriever)
        wanted = wanted_by(question, ranking)
        asked = wanted.asked
        weighed = self.hearsay.of_here(self.judge.judge(ranking, wanted), question.text)
        if question.leans:
            weighed = favour(weighed, names_in(question.latest), self.retriever)
        candidates = self.supports.considered(question, declared, weighed, ranking)
        fresh = [c for c in candidates if c.passage.passage_id not in said]
        sure = confidence(fresh if is_part else candidates, ranking, self.retriever)
        if is_part:
            candidates, sure = fresh, sure + PART_BONUS
        elif candidates and fresh and fresh[0] is not candidates[0]:
            surely = confidence(fresh, ranking, self.retriever)
            is_told = fresh[0].gives or fresh[0].passage.kind == "unpublished"
            if is_told and surely >= self.extractor.least_confidence:
                candidates, sure = fresh, surely
        of_supports = SupportQuestion(question, ranking, asked, declared, known, today, self.as_of)
        about_support = self.supports.answer(of_supports, candidates, sure)
        draft = about_support or self.extractor.extract(ranking, candidates, sure, asked, today, self.as_of)
        draft = with_ranking_told(draft, question.latest, self.messages, self.as_of)
        draft = self.checker.checked(draft, question)
        draft = self.documents.beside(self.closing.pressed(draft, today), ranking)
        return replace(draft, confidence=sure), ranking

    def _is_reply(self, question: Question) -> Callable[[str], bool]:
        """Whether a message only tells a fact of the profile, as one does when asked back."""
        return lambda text: self.advisor.is_reply(text, question.asked_on)
