"""One question, one answer: the steps, in the order in which they are taken."""

import logging
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from time import perf_counter
from typing import TYPE_CHECKING

from assistant.answering.advice import Advisor
from assistant.answering.citations import as_table, number, to_markdown, verify, with_bounds
from assistant.answering.closing import ClosingDesk
from assistant.answering.courtesies import without_search
from assistant.answering.draft import Draft, cited_schemes
from assistant.answering.extract import Extractor
from assistant.answering.features import names_in, share_held, wanted_of
from assistant.answering.judging import Judge, confidence, favour
from assistant.answering.official_texts import OfficialTexts
from assistant.answering.perimeter import PerimeterDesk
from assistant.answering.reception import Received, Reception
from assistant.answering.rephrase import Standing, localise, rank_standing, rephrase, resume, wanted_by
from assistant.answering.splitting import SPEAKING, merge_drafts, split_questions
from assistant.answering.subjects import with_subjects
from assistant.answering.suggestions import Suggester
from assistant.answering.support_answers import SupportDesk
from assistant.documents.library import Library
from assistant.errors import IndexUnavailable, ModelUnavailable
from assistant.messages import FRENCH, Messages
from assistant.profiles.declared import Declared
from assistant.records import (
    Answer,
    CitedSentence,
    IndexState,
    Passage,
    Question,
    RetrievalResult,
)
from assistant.retrieval.hybrid import Retriever
from assistant.retrieval.ranking import Ranking
from assistant.watch import Watch

if TYPE_CHECKING:
    from assistant.answering.chat_model import ChatModel

SHOWN_TO_MODEL = 10
LEAST_HELD = 0.45  # of the words of a question, for a passage found through the last exchange to answer it
LEAST_HELD_IN_PART = 0.3
PART_BONUS = 1.0  # in log-odds: what a message asks beside another thing is on the same subject
_logger = logging.getLogger(__name__)
_UNANSWERED = frozenset(
    {"not_found_close", "not_found_no_passage", "not_found_near_miss", "out_of_scope_topic"}
)
_ALWAYS_SAID = frozenset({"profile_contradiction", "profile_impossible", "profile_headcount"})
"""What is wrong in what a message tells of somebody, whatever it asks."""


def _sureness(draft: Draft) -> float:
    """The confidence of a draft, in log-odds; the lowest where none was measured."""
    return float("-inf") if draft.confidence is None else draft.confidence


@dataclass(frozen=True)
class Assistant:
    """Answers questions from one version of the index."""

    reception: Reception
    retriever: Retriever
    judge: Judge
    extractor: Extractor
    perimeter: PerimeterDesk
    supports: SupportDesk
    advisor: Advisor
    closing: ClosingDesk
    documents: OfficialTexts
    suggester: Suggester
    messages: Messages
    index_state: IndexState
    as_of: str
    library: Library = field(default_factory=Library)
    watch: Watch = field(default_factory=Watch)
    chat_model: "ChatModel | None" = None
    is_current: Callable[[], bool] = lambda: True
    renew: "Callable[[], Assistant] | None" = None
    in_language: Mapping[str, "Assistant"] = field(default_factory=dict)

    def answer(self, question: Question) -> Answer:
        """The answer: a courtesy, a question back, a refusal, or sentences that each cite a passage."""
        started = perf_counter()
        received = self.reception.receive(question)
        speaker = self.in_language.get(received.language, self) if received.language != FRENCH else self
        return speaker._answer(received, started)

    def _answer(self, received: Received, started: float) -> Answer:
        question, routed = received.question, received.route
        if routed.way != "search":
            return self._finished(without_search(question, routed, self.messages), received, started)
        standing = rephrase(routed.text, question.history, self._is_reply(question))
        text = standing.text
        draft, ranking = self._draft(standing, question)
        if draft.reason in _UNANSWERED and (resumed := resume(routed.text, question.history)):
            draft, ranking = self._resumed(resumed, question) or (draft, ranking)
        draft = self._framed(draft)
        retrieved = perf_counter()
        answer = self._verified(question, draft)
        if self.chat_model is not None and ranking is not None and draft.status in ("answered", "partial"):
            asked = text if received.language == FRENCH else question.text
            answer = self._with_model(question, asked, draft, ranking) or answer
        spent = {"retrieve": 1000 * (retrieved - started), "compose": 1000 * (perf_counter() - retrieved)}
        suggestions = draft.suggestions or self.suggester.suggest(text, answer)
        answer = replace(answer, suggestions=suggestions, timings_ms=spent)
        return self._finished(answer, received, started)

    def refresh(self) -> "Assistant":
        """This assistant, or one over the newer index that was published, unless that is unusable."""
        if self.renew is None or self.is_current():
            return self
        try:
            return self.renew()
        except IndexUnavailable as error:
            _logger.warning("newer index left aside: %s", error)
            return self

    def search(self, text: str, limit: int = 10) -> RetrievalResult:
        """The ranked passages for a text, without composing an answer."""
        question = self.reception.asked_in(text)
        ranking = self.retriever.rank(question)
        weighed = self.judge.judge(ranking, wanted_of(question, corrected=ranking.query.corrected))
        return self.retriever.listed(ranking, {each.row: each.score for each in weighed}, limit)

    def _resumed(self, message: Standing, received: Question) -> tuple[Draft, Ranking | None] | None:
        """The draft of a question that goes on with the last exchange, when it is about what is asked."""
        draft, ranking = self._draft(message, received)
        return (draft, ranking) if self._is_about(draft, message.latest) else None

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
        if self.supports.tells_project(message, declared):
            told = " ".join(message.turns)
            questions: tuple[Standing, ...] = (Standing(told, told, message.turns),)
        else:
            questions = split_questions(message, self.supports.catalogue.named_in)
        earlier = [turn.content for turn in received.history if turn.role == "user"]
        heard = (*earlier, message.turns[-1])
        known = declared if not earlier else self.advisor.declared(received.profile, heard, today)
        drafted: list[tuple[Draft, Ranking | None]] = []
        for question in questions:
            said = {passage.passage_id for draft, _ in drafted for passage in draft.shown.values()}
            draft, ranking = self._draft_one(question, declared, known, today, said)
            is_untold = draft.reason in _UNANSWERED
            if len(questions) > 1 and (is_untold or drafted):
                whole = Standing(localise(message.text), question.latest)
                again, other = self._draft_one(whole, declared, known, today, said, is_part=True)
                is_surer = is_untold or _sureness(again) - PART_BONUS > _sureness(draft)
                if is_surer and self._is_about(again, question.latest, LEAST_HELD_IN_PART):
                    draft, ranking = again, other
            drafted.append((draft, ranking))
        correction = self.perimeter.correct(message.text, today)
        if correction and not any(draft.reason == "answered_perimeter" for draft, _ in drafted):
            drafted = [(correction, None), *(pair for pair in drafted if pair[0].status in SPEAKING)]
        rankings = [ranking for _, ranking in drafted if ranking is not None]
        merged = merge_drafts([draft for draft, _ in drafted], self.messages, self.as_of)
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
    ) -> tuple[Draft, Ranking | None]:
        """The draft for one question; what is `said` already answers it only if nothing else is sure to."""
        if place := self.perimeter.answer(question.text, question.latest, today):
            return place, None
        if closing := self.closing.answer(question.text, declared, today):
            return closing, None
        ranking = rank_standing(question, self.retriever)
        wanted = wanted_by(question, ranking)
        asked, weighed = wanted.asked, self.judge.judge(ranking, wanted)
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
        about_support = self.supports.answer(
            question, ranking, candidates, sure, asked, declared, known, today, self.as_of
        )
        draft = about_support or self.extractor.extract(ranking, candidates, sure, asked, today, self.as_of)
        draft = self.documents.beside(self.closing.pressed(draft, today), ranking)
        return replace(draft, confidence=sure), ranking

    def _is_reply(self, question: Question) -> Callable[[str], bool]:
        """Whether a message only tells a fact of the profile, as one does when asked back."""
        return lambda text: self.advisor.is_reply(text, question.asked_on)

    def _framed(self, draft: Draft) -> Draft:
        """The draft with, where the language is not French, the mention that sources are quoted in French."""
        if not draft.sentences:
            return draft
        key = "quoted_note" if draft.lead else "quoted_answer"
        return replace(draft, lead=f"{self.messages.say(key)} {draft.lead}".strip())

    def _verified(self, question: Question, draft: Draft) -> Answer:
        """The draft with its unsupported sentences dropped; nothing left to cite means nothing was found."""
        verified = verify(draft.sentences, draft.shown)
        for sentence, reason in verified.dropped:
            _logger.debug("dropped (%s): %s", reason, sentence.text)
        if draft.sentences and not verified.kept:
            lead = self.messages.say("not_found_no_citation", as_of=self.as_of)
            draft = Draft("not_found", "not_found_no_citation", lead, contacts=draft.contacts)
        is_table = bool(draft.columns) and not verified.dropped
        columns, rows = (draft.columns, draft.rows) if is_table else ((), ())
        validity = with_bounds(draft.validity, draft.shown.values(), question.asked_on)
        sentences, citations = number(verified.kept, draft.shown, validity, self.watch)
        if draft.lead:
            sentences = (CitedSentence(draft.lead), *sentences)
        if draft.tail:
            sentences = (*sentences, CitedSentence(draft.tail))
        return Answer(
            question=question.text,
            status=draft.status,
            reason=draft.reason,
            answer=as_table(sentences, columns, rows) if columns else to_markdown(sentences),
            sentences=sentences,
            citations=citations,
            schemes=cited_schemes(draft, citations),
            columns=columns,
            rows=rows,
            warnings=draft.warnings,
            contacts=draft.contacts,
            trace={
                "dropped": [(s.text, reason) for s, reason in verified.dropped],
                "confidence": draft.confidence,
                "profile": dict(draft.profile),
            },
        )

    def _with_model(self, question: Question, text: str, draft: Draft, ranking: Ranking) -> Answer | None:
        """The answer as the model words it; None when it fails or nothing of it holds."""
        if self.chat_model is None:
            return None
        shown = self._shown_to_model(draft, ranking)
        try:
            sentences = self.chat_model.draft(text, shown)
        except ModelUnavailable as error:
            _logger.warning("chat model unavailable, extractive answer given: %s", error)
            return None
        worded = self._verified(
            question, replace(draft, lead="", sentences=sentences, shown=shown, columns=(), rows=())
        )
        if worded.status == "not_found" or not worded.citations:
            return None
        return replace(worded, mode="model", model=self.chat_model.name)

    def _shown_to_model(self, draft: Draft, ranking: Ranking) -> dict[str, Passage]:
        shown = dict(draft.shown)
        held = {passage.passage_id for passage in shown.values()}
        for row in ranking.best(SHOWN_TO_MODEL):
            passage = self.retriever.passages[row]
            if passage.passage_id not in held and passage.kind != "unpublished":
                shown[f"P{len(shown) + 1}"] = passage
        return shown

    def _finished(self, answer: Answer, received: Received, started: float) -> Answer:
        total = 1000 * (perf_counter() - started)
        timings = {"total": total, "retrieve": 0.0, "compose": 0.0} | answer.timings_ms
        told = (answer.status, answer.reason, len(answer.citations), answer.mode, total)
        _logger.info("answer %s %s, %d citations, %s, %.0f ms", *told)
        return replace(
            answer,
            warnings=(*received.warnings, *answer.warnings),
            language=received.language,
            timings_ms=timings,
            index=self.index_state.fingerprint,
        )
