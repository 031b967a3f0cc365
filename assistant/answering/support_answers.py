"""Questions on supports, in two steps: which record, then which part of it; or a short list for a project."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from assistant.answering.advice import Advice, Advisor
from assistant.answering.asked import Asked, asking
from assistant.answering.cards import SupportCard
from assistant.answering.comparison import Comparer
from assistant.answering.draft import Draft, Shown
from assistant.answering.extract import Thresholds
from assistant.answering.judging import Candidate, confidence
from assistant.answering.listing import settled_by
from assistant.answering.other_supports import OtherSupports
from assistant.answering.plain_answers import asks_which
from assistant.answering.project_answers import ProjectDesk
from assistant.answering.project_telling import (
    asks_for_aids,
    asks_for_several,
    meets_need,
    needs_list,
    points_to_one,
    tells_project,
    tells_surely,
    tells_who,
)
from assistant.answering.record_asked import RecordAsked, SupportQuestion
from assistant.answering.rephrase import Standing
from assistant.answering.support_finding import Found, SupportFinder, is_on_both
from assistant.answering.support_leads import (
    asked_about,
    best_of,
    best_record,
    is_clear,
    is_on_part,
    nearest_of,
    pointed_record,
)
from assistant.answering.support_parts import PartReader
from assistant.answering.support_record import RecordDesk
from assistant.answering.years import years_in
from assistant.messages import Messages
from assistant.profiles.declared import Declared
from assistant.retrieval.hybrid import Retriever
from assistant.retrieval.ranking import Ranking
from assistant.supports.schema import Support

RECORD_LEAD = 1.0
PROJECT_LEAD = 2.0
OF_ONE = frozenset({Asked.CONTACT, Asked.HOW, Asked.PLACE, Asked.DATE})
"""What is asked of one support rather than of those that meet a need."""
MOST_NEAR = 3  # statements that may say what records do not
WORDED_CONFIDENCE = -3.5  # a list is offered to be checked: nearer to doubt than an answer


class SupportDesk:
    """Answers from the records of the supports, never from resemblance alone."""

    def __init__(
        self,
        advisor: Advisor,
        retriever: Retriever,
        messages: Messages,
        thresholds: Thresholds | None = None,
    ) -> None:
        self._limits = thresholds or Thresholds()
        self._advisor, self._retriever, self._messages = advisor, retriever, messages
        self.catalogue, self._reader = advisor.catalogue, PartReader(retriever)
        self._projects = ProjectDesk(advisor, messages, self._reader)
        self._records = RecordDesk(self._projects, self._reader, messages)
        self._comparer = Comparer(advisor, messages)
        self.finder = SupportFinder(self.catalogue, retriever)
        self.others = OtherSupports(advisor, self.finder, self._projects, retriever)

    def answer(self, question: SupportQuestion, candidates: Sequence[Candidate], sure: float) -> Draft | None:
        """The draft when the question is about supports, None when statements answer it better.

        `sure` is the confidence in the first candidate.
        """
        standing, ranking, asked = question.standing, question.ranking, question.asked
        declared, known, today = question.declared, question.known, question.today
        found = self.finder.find(standing.text, ranking)
        if not found:
            return None
        if plain := self._plainly_asked(question, found, candidates):
            return self._records.answer(plain)
        others = [c for c in candidates if c.passage.kind not in ("support", "commune")]
        compared = self.finder.compared(standing.text, found)
        is_sure = tells_surely(standing, declared, self.catalogue)
        is_told = is_sure or asks_for_aids(standing.text)
        is_pointing = points_to_one(standing.latest) or asked in OF_ONE or question.is_whether
        is_on_several = (
            not compared
            and self.finder.names_several(found)
            and asks_for_several(declared.profile, standing.latest, asked)
        )
        is_anew = self.others.retells(standing, today)
        is_on_one = is_pointing and not (is_told or compared or is_on_several or is_anew)
        least = self._limits.answer_confidence
        pointed = pointed_record(found, candidates, sure, least) if is_on_one else None
        if pointed and not (record := self._record(question, *pointed)).is_unasked_no:
            return self._on_record(record)
        is_vague = bool(ranking.query.unknown) and not (
            declared.profile.themes or tells_who(declared.profile)
        )
        is_story = is_on_several or (self.tells_project(standing, declared) and not is_vague)
        is_otherwise = not is_sure and (is_clear(others, candidates) or is_on_part(candidates, sure))
        is_choice = asks_which(standing.latest) or not (is_story or is_told)
        is_between = bool(compared) and is_choice and tells_who(known.profile)
        if is_between and not is_on_both(standing.text):
            among = {each.support.id for each in compared}
            advice = self._advisor.advise(known, today, among=among)
            concern = partial(self._reader.concern, ranking.query)
            return self._comparer.judge(advice, settled_by(known.profile), asked, concern)
        if is_story and (precise := asked_about(standing, asked, found, candidates, self.catalogue)):
            return self._on_record(self._record(question, *precise))
        if is_story and (is_anew or is_on_several or asks_for_aids(standing.text) or not is_otherwise):
            near = self.finder.find_for_story(standing.text, declared.profile, ranking)
            return self._projects.answer(near, declared, today, ranking.query)
        if compared:
            cards = self._judged([each.support for each in compared], known, today)
            concern = partial(self._reader.concern, ranking.query)
            said = [each.passage for each in others[:MOST_NEAR]]
            return self._comparer.compare(standing.latest, cards, said, asked, concern, today)
        if listed := self._met_need(question, found, candidates, sure, is_vague):
            return self._projects.answer(listed, known, today, ranking.query)
        record = self._record(question, *best_record(found, candidates))
        if record.found.named and record.is_for_them:
            return self._on_record(record)
        is_asked_of_it = record.found.named and not is_clear(others, candidates)
        if is_asked_of_it and record.untold:
            return self._records.answer(record)
        if not self._is_believed(record, others, candidates, sure) or record.is_unasked_no:
            return None
        return self._records.answer(record)

    def _plainly_asked(
        self, question: SupportQuestion, found: Sequence[Found], candidates: Sequence[Candidate]
    ) -> RecordAsked | None:
        """The one support named, where its record says in plain words the one thing asked of it."""
        named = [each for each in found if each.named]
        if len(named) != 1:
            return None
        own = [c for c in candidates if c.record == named[0].support.id]
        record = self._record(question, named[0], own)
        return record if record.is_plain and not record.untold else None

    def _record(self, question: SupportQuestion, found: Found, own: Sequence[Candidate]) -> RecordAsked:
        def advise(of: Found) -> Advice:
            return self._advisor.advise(question.known, question.today, among={of.support.id})

        return RecordAsked(question, found, own, advise)

    def _on_record(self, record: RecordAsked) -> Draft:
        """What is asked of one record: a verdict for somebody who asks if it is for them, else the part.

        A project that the question itself tells is shown what else there is.
        """
        question = record.question
        is_project = self.tells_project(question.standing, question.declared)
        if record.is_for_them and not (record.untold or record.is_plain):
            shown, query = Shown(), self._retriever.read(asking(question.latest))
            about = self._reader.about(record.found, record.own, query, question.asked, shown)
            draft = self._projects.on_one(record, about, shown)
            has_subject = bool(question.declared.profile.themes)
            is_project = is_project or (has_subject and tells_who(question.known.profile))
        else:
            draft = self._records.answer(record)
        if record.is_plain or not is_project:
            return draft
        near = self.finder.find_for_story(question.text, question.known.profile, question.ranking)
        return self._projects.followed(draft, question.known, near, question.today, question.query)

    def _met_need(
        self,
        question: SupportQuestion,
        found: Sequence[Found],
        candidates: Sequence[Candidate],
        sure: float,
        is_vague: bool,
    ) -> list[Found]:
        """The supports that meet a need told without a name, those sure enough; none for other questions.

        A need told in words that nothing here holds (`is_vague`) has to be met as surely as a question.
        """
        worded = needs_list(question.text, question.asked) and not is_vague
        first = candidates[0] if candidates else None
        if found[0].named or not (worded or meets_need(question.text, question.asked, first)):
            return []
        listed = self.finder.find_for_project(found, candidates)
        least = WORDED_CONFIDENCE if worded else self._limits.answer_confidence
        return listed if listed and self._fits(listed[0], candidates, sure, question.ranking, least) else []

    def _is_believed(
        self,
        record: RecordAsked,
        others: Sequence[Candidate],
        candidates: Sequence[Candidate],
        sure: float,
    ) -> bool:
        """Whether the record answers: near, ahead of the statements, in its period, and sure enough.

        What is asked of a support by its name for this year or a later one is told by its window.
        """
        best, own, question = record.found, record.own, record.question
        if not own or (not best.named and nearest_of(own) < self._limits.answer_score):
            return False
        if own[0].score + (RECORD_LEAD if best.named else 0.0) < best_of(others):
            return False
        sure = self._sureness(own, candidates, sure, question.ranking)
        is_past = any(int(year) < question.today.year for year in years_in(question.text))
        is_timely = any(c.in_period for c in own) or (best.named and (not is_past or record.is_settled))
        return is_timely and sure >= self._limits.answer_confidence

    def considered(
        self, standing: Standing, declared: Declared, candidates: Sequence[Candidate], ranking: Ranking
    ) -> Sequence[Candidate]:
        """The candidates that may answer: a project may have any support, a question on one has no other."""
        if self.tells_project(standing, declared):
            return candidates
        return self.finder.of_named(standing.text, candidates, ranking)

    def tells_project(self, message: Standing, declared: Declared) -> bool:
        """Whether a message tells a project and who carries it, rather than asks about one support."""
        return tells_project(message, declared, self.catalogue)

    def _fits(
        self, first: Found, candidates: Sequence[Candidate], sure: float, ranking: Ranking, least: float
    ) -> bool:
        """Whether a support meets the project: sure enough, and no statement meets it clearly better."""
        own = [c for c in candidates if c.record == first.support.id]
        sure = self._sureness(own, candidates, sure, ranking)
        near = nearest_of(own) >= self._limits.close_score
        return near and sure >= least and first.score >= candidates[0].score - PROJECT_LEAD

    def _sureness(
        self, own: Sequence[Candidate], candidates: Sequence[Candidate], sure: float, ranking: Ranking
    ) -> float:
        """The confidence in the candidates of one record, put ahead of the others: `sure` if they are."""
        if own[0] is candidates[0]:
            return sure
        rivals = [c for c in candidates if c.record != own[0].record]
        return confidence([*own, *rivals], ranking, self._retriever)

    def _judged(self, supports: Sequence[Support], declared: Declared, today: date) -> list[SupportCard]:
        """The verdict on each support for what was told, in the same order."""
        cards = self._advisor.advise(declared, today, among={support.id for support in supports}).cards
        return sorted(cards, key=lambda card: [support.id for support in supports].index(card.id))
