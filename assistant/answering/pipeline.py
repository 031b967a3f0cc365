"""One question, one answer: the steps, in the order in which they are taken."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from time import perf_counter
from typing import TYPE_CHECKING

from assistant.answering.advice import Advisor
from assistant.answering.citations import as_table, number, to_markdown, verify, with_bounds
from assistant.answering.courtesies import without_search
from assistant.answering.draft import Draft, cited_schemes
from assistant.answering.drafting import Drafter
from assistant.answering.judging import Judge
from assistant.answering.reception import Received, Reception
from assistant.answering.suggestions import Suggester
from assistant.answering.wanted import wanted_of
from assistant.documents.library import Library
from assistant.errors import IndexUnavailable, ModelUnavailable
from assistant.messages import FRENCH, Messages
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
_logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Assistant:
    """Answers questions from one version of the index."""

    reception: Reception
    retriever: Retriever
    judge: Judge
    drafter: Drafter
    advisor: Advisor
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
        drafted = self.drafter.draft(routed.text, question)
        text, ranking, draft = drafted.text, drafted.ranking, self._framed(drafted.draft)
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
