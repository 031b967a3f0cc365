"""Questions on supports, in two steps: which record, then which part of it; or a short list for a project."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from assistant.answering.advice import Advisor
from assistant.answering.asked import Asked, asking
from assistant.answering.cards import SupportCard
from assistant.answering.comparison import Comparer
from assistant.answering.draft import Draft, Shown
from assistant.answering.extract import Thresholds
from assistant.answering.judging import Candidate, confidence
from assistant.answering.project_answers import ProjectDesk, settled_by
from assistant.answering.project_telling import (
    asks_for_aids,
    asks_for_several,
    asks_whether,
    meets_need,
    needs_list,
    points_to_one,
    speaks,
    tells_project,
    tells_surely,
    tells_who,
)
from assistant.answering.rephrase import Standing
from assistant.answering.support_details import untold_detail
from assistant.answering.support_finding import Found, SupportFinder
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

    def answer(
        self,
        standing: Standing,
        ranking: Ranking,
        candidates: Sequence[Candidate],
        sure: float,
        asked: Asked,
        declared: Declared,
        known: Declared,
        today: date,
        as_of: str,
    ) -> Draft | None:
        """The draft when the question is about supports, None when statements answer it better.

        `sure` is the confidence in the first candidate; `declared` is what this question tells of who asks,
        `known` what the conversation does.
        """
        found = self.finder.find(standing.text, ranking)
        if not found:
            return None
        others = [c for c in candidates if c.passage.kind not in ("support", "commune")]
        compared = self.finder.compared(standing.text, found)
        is_sure = tells_surely(standing, declared, self.catalogue)
        is_told = is_sure or asks_for_aids(standing.text)
        is_asked_whether = "?" in standing.latest and asks_whether(standing.latest, asked)
        is_pointing = points_to_one(standing.latest) or asked in OF_ONE or is_asked_whether
        is_on_several = (
            not compared
            and self.finder.names_several(found)
            and asks_for_several(declared.profile, standing.latest, asked)
        )
        is_on_one = is_pointing and not (is_told or compared or is_on_several)
        least = self._limits.answer_confidence
        pointed = pointed_record(found, candidates, sure, least) if is_on_one else None
        if pointed and not self._is_unasked_no(pointed[0], standing, asked, known, today):
            return self._on_record(*pointed, standing, ranking, asked, declared, known, today, as_of)
        is_vague = bool(ranking.query.unknown) and not (
            declared.profile.themes or tells_who(declared.profile)
        )
        is_story = is_on_several or (self.tells_project(standing, declared) and not is_vague)
        is_otherwise = not is_sure and (is_clear(others, candidates) or is_on_part(candidates, sure))
        if is_story and (precise := asked_about(standing, asked, found, candidates, self.catalogue)):
            return self._on_record(*precise, standing, ranking, asked, declared, known, today, as_of)
        if is_story and (is_on_several or asks_for_aids(standing.text) or not is_otherwise):
            near = self.finder.find_for_story(standing.text, declared.profile, ranking)
            return self._projects.answer(near, declared, today, ranking.query)
        if compared:
            cards = self._judged([each.support for each in compared], known, today)
            concern = partial(self._reader.concern, ranking.query)
            said = [each.passage for each in others[:MOST_NEAR]]
            return self._comparer.compare(standing.latest, cards, said, asked, concern, today)
        if listed := self._met_need(standing.text, found, ranking, candidates, sure, asked, is_vague):
            return self._projects.answer(listed, known, today, ranking.query)
        best, own = best_record(found, candidates)
        if best.named and self._is_for_them(best.support, standing, asked, known, today):
            return self._on_record(best, own, standing, ranking, asked, declared, known, today, as_of)
        is_asked_of_it = best.named and not is_clear(others, candidates)
        if is_asked_of_it and untold_detail(standing.latest, best):
            return self._one(best, own, standing, ranking, asked, declared, known, today, as_of)
        is_past = any(int(year) < today.year for year in years_in(standing.text))
        is_believed = self._is_believed(best, own, others, candidates, sure, ranking, is_past)
        if not is_believed or self._is_unasked_no(best, standing, asked, known, today):
            return None
        return self._one(best, own, standing, ranking, asked, declared, known, today, as_of)

    def _on_record(
        self,
        best: Found,
        own: Sequence[Candidate],
        standing: Standing,
        ranking: Ranking,
        asked: Asked,
        declared: Declared,
        known: Declared,
        today: date,
        as_of: str,
    ) -> Draft:
        """What is asked of one record: a verdict for somebody who asks if it is for them, else the part.

        A project that the question itself tells is shown what else there is.
        """
        is_project = self.tells_project(standing, declared)
        is_for_them = self._is_for_them(best.support, standing, asked, known, today)
        if is_for_them and not untold_detail(standing.latest, best):
            shown = Shown()
            about = self._reader.about(best, own, self._retriever.read(asking(standing.latest)), asked, shown)
            draft = self._projects.on_one(best, known, about, shown, today, ranking.query)
            is_project = is_project or (bool(declared.profile.themes) and tells_who(known.profile))
        else:
            draft = self._one(best, own, standing, ranking, asked, declared, known, today, as_of)
        if not is_project:
            return draft
        near = self.finder.find_for_story(standing.text, known.profile, ranking)
        return self._projects.followed(draft, known, near, today, ranking.query)

    def _is_for_them(
        self, support: Support, standing: Standing, asked: Asked, known: Declared, today: date
    ) -> bool:
        """Whether a verdict is what answers: somebody asks if a support is for them, and tells who they are.

        Or tells what settles one of its conditions.
        """
        if not asks_whether(standing.latest, asked):
            return False
        return tells_who(known.profile) or (speaks(standing.text) and self._settles(support, known, today))

    def _is_unasked_no(
        self, found: Found, standing: Standing, asked: Asked, known: Declared, today: date
    ) -> bool:
        """Whether the answer would be no, of a support that nobody named and no need tells."""
        if found.named or known.profile.themes or not asks_whether(standing.latest, asked):
            return False
        (card,) = self._judged([found.support], known, today)
        return card.verdict == "not_eligible"

    def _settles(self, support: Support, known: Declared, today: date) -> bool:
        (card,) = self._judged([support], known, today)
        keys = settled_by(known.profile)
        return any(
            (line.result != "unknown" or line.is_told) and keys & set(line.keys) for line in card.criteria
        )

    def _one(
        self,
        best: Found,
        own: Sequence[Candidate],
        standing: Standing,
        ranking: Ranking,
        asked: Asked,
        declared: Declared,
        known: Declared,
        today: date,
        as_of: str,
    ) -> Draft:
        """The part of the record that is asked, after what was told makes of its conditions."""
        (card,) = self._judged([best.support], known, today)
        is_whether = "?" in standing.latest and asks_whether(standing.latest, asked)
        told = declared.profile
        return self._records.answer(
            best, card, standing.latest, ranking.query, own, asked, told, is_whether, today, as_of
        )

    def _met_need(
        self,
        question: str,
        found: Sequence[Found],
        ranking: Ranking,
        candidates: Sequence[Candidate],
        sure: float,
        asked: Asked,
        is_vague: bool,
    ) -> list[Found]:
        """The supports that meet a need told without a name, those sure enough; none for other questions.

        A need told in words that nothing here holds (`is_vague`) has to be met as surely as a question.
        """
        worded = needs_list(question, asked) and not is_vague
        first = candidates[0] if candidates else None
        if found[0].named or not (worded or meets_need(question, asked, first)):
            return []
        listed = self.finder.find_for_project(found, candidates)
        least = WORDED_CONFIDENCE if worded else self._limits.answer_confidence
        return listed if listed and self._fits(listed[0], candidates, sure, ranking, least) else []

    def _is_believed(
        self,
        best: Found,
        own: Sequence[Candidate],
        others: Sequence[Candidate],
        candidates: Sequence[Candidate],
        sure: float,
        ranking: Ranking,
        is_past: bool,
    ) -> bool:
        """Whether the record answers: near, ahead of the statements, in its period, and sure enough.

        What is asked of a support by its name for this year or a later one is told by its window.
        """
        if not own or (not best.named and nearest_of(own) < self._limits.answer_score):
            return False
        if own[0].score + (RECORD_LEAD if best.named else 0.0) < best_of(others):
            return False
        sure = self._sureness(own, candidates, sure, ranking)
        is_timely = any(c.in_period for c in own) or (best.named and not is_past)
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
