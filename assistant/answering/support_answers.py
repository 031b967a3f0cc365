"""Questions on supports, in two steps: which record, then which part of it; or a short list for a project."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.answering.advice import Advisor
from assistant.answering.asked import Asked, provides
from assistant.answering.cards import SupportCard
from assistant.answering.comparison import Comparer
from assistant.answering.counting import counted_in, counted_noun, is_counted
from assistant.answering.draft import Draft, Shown
from assistant.answering.extract import Thresholds, outcome_of
from assistant.answering.judging import Candidate, confidence
from assistant.answering.project_answers import ProjectDesk, passages_of, scheme_of, validity_of
from assistant.answering.project_telling import (
    asks_for_aids,
    asks_for_several,
    asks_whether,
    meets_need,
    needs_list,
    points_to_one,
    tells_project,
    tells_surely,
    tells_who,
)
from assistant.answering.rephrase import Standing
from assistant.answering.support_finding import Found, SupportFinder
from assistant.answering.support_leads import (
    best_of,
    best_record,
    is_clear,
    is_on_part,
    nearest_of,
    pointed_record,
)
from assistant.answering.support_parts import PartReader
from assistant.answering.windows import OPEN_STATES, window_sentence
from assistant.answering.years import years_in
from assistant.messages import Messages
from assistant.profiles.declared import Declared
from assistant.records import DraftSentence
from assistant.retrieval.hybrid import Retriever
from assistant.retrieval.query import SearchQuery
from assistant.retrieval.ranking import Ranking
from assistant.supports.deadlines import Window
from assistant.supports.schema import Part, Support
from assistant.wording import dated

RECORD_LEAD = 1.0
PROJECT_LEAD = 2.0
OF_ONE = frozenset({Asked.CONTACT, Asked.HOW, Asked.PLACE, Asked.DATE})
"""What is asked of one support rather than of those that meet a need."""
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
        self._comparer = Comparer(messages)
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
        if is_on_one and (pointed := pointed_record(found, candidates, sure, self._limits.answer_confidence)):
            return self._on_record(*pointed, standing, ranking, asked, declared, known, today, as_of)
        is_story = is_on_several or self.tells_project(standing, declared)
        is_otherwise = not is_sure and (is_clear(others, candidates) or is_on_part(candidates, sure))
        if is_story and (is_on_several or asks_for_aids(standing.text) or not is_otherwise):
            near = self.finder.find_for_story(standing.text, declared.profile, ranking)
            return self._projects.answer(near, declared, today, ranking.query)
        if compared:
            cards = self._judged([each.support for each in compared], known, today)
            return self._comparer.compare(cards, asked, today)
        if listed := self._met_need(standing.text, found, ranking, candidates, sure, asked):
            return self._projects.answer(listed, known, today, ranking.query)
        best, own = best_record(found, candidates)
        if best.named and self._is_for_them(standing, asked, known):
            return self._on_record(best, own, standing, ranking, asked, declared, known, today, as_of)
        is_past = any(int(year) < today.year for year in years_in(standing.text))
        if not self._is_believed(best, own, others, candidates, sure, ranking, is_past):
            return None
        return self._one(best, ranking, own, asked, known, today, as_of)

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
        if self._is_for_them(standing, asked, known):
            shown = Shown()
            about = self._reader.about(best, own, ranking.query, asked, shown)
            draft = self._projects.on_one(best, known, about, shown, today, ranking.query)
            is_project = is_project or bool(declared.profile.themes)
        else:
            draft = self._one(best, ranking, own, asked, known, today, as_of)
        if not is_project:
            return draft
        near = self.finder.find_for_story(standing.text, known.profile, ranking)
        return self._projects.followed(draft, known, near, today, ranking.query)

    @staticmethod
    def _is_for_them(standing: Standing, asked: Asked, known: Declared) -> bool:
        """Whether a verdict is what answers: somebody asks if a support is for them."""
        return tells_who(known.profile) and asks_whether(standing.latest, asked)

    def _met_need(
        self,
        question: str,
        found: Sequence[Found],
        ranking: Ranking,
        candidates: Sequence[Candidate],
        sure: float,
        asked: Asked,
    ) -> list[Found]:
        """The supports that meet a need told without a name, those sure enough; none for other questions."""
        worded = needs_list(question, asked)
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

    def _one(
        self,
        found: Found,
        ranking: Ranking,
        own: Sequence[Candidate],
        asked: Asked,
        declared: Declared,
        today: date,
        as_of: str,
    ) -> Draft:
        (card,) = self._judged([found.support], declared, today)
        window = card.match.window
        part = self._reader.part(found, own, asked)
        shown = Shown()
        sentences: list[DraftSentence] = []
        if window.state in ("closed", "not_yet_open") or part == "dates":
            open_or_not = window_sentence(found.support, window, self._messages)
            sentences.append(shown.sentence(open_or_not, found.parts["dates"]))
        chosen = found.parts[part]
        wanted, own_stems = self._reader.wanted(ranking.query, chosen), frozenset(ranking.query.stems)
        if part != "dates" or found.support.calendar:
            texts = self._reader.sentences(wanted, asked, chosen, part, own_stems)
            sentences += [shown.sentence(text, chosen) for text in texts]
        sentences += [shown.sentence(*said) for said in self._reader.beside(found, part, wanted)]
        for other in self._reader.also(found.parts, own, part, asked):
            passage = found.parts[other]
            about = self._reader.wanted(ranking.query, passage)
            texts = self._reader.sentences(about, asked, passage, other, own_stems)
            sentences += [shown.sentence(text, passage) for text in texts]
        said = " ".join(sentence.text for sentence in sentences)
        noted, rest = self._reader.noted(found.support.note, wanted, said, part, today)
        of_note = [shown.sentence(text, chosen) for text in noted]
        sentences = [*of_note, *sentences] if part == "what" else [*sentences, *of_note]
        told = replace(chosen, text=" ".join((said, *noted)), note=None)
        if asked is Asked.COUNT:
            missing = not _counts(ranking.query, told.text)
        else:
            is_measured = part == "conditions" and provides(Asked.COUNT, told)
            missing = asked in (Asked.AMOUNT, Asked.RATE) and not (provides(asked, told) or is_measured)
        missing = missing and window.state != "closed"  # that it is closed is what has to be known
        return Draft(
            *outcome_of(self._messages, asked, missing, as_of),
            tuple(dict.fromkeys(sentences)),
            shown.passages,
            self._warnings(found.support, rest, window, part),
            (card.contact,),
            (scheme_of(card),),
            validity_of([card]),
            criterion_passages={card.id: passages_of(card)},
        )

    def _judged(self, supports: Sequence[Support], declared: Declared, today: date) -> list[SupportCard]:
        """The verdict on each support for what was told, in the same order."""
        cards = self._advisor.advise(declared, today, among={support.id for support in supports}).cards
        return sorted(cards, key=lambda card: [support.id for support in supports].index(card.id))

    def _warnings(self, support: Support, note: str, window: Window, part: Part) -> tuple[str, ...]:
        found = [note] if note else []
        if window.state == "unknown" and part != "dates":
            found.append(window_sentence(support, window, self._messages))
        elif window.state in OPEN_STATES and window.as_of and part != "dates":
            found.append(self._messages.say("warning_as_of", as_of=dated(window.as_of)))
        if support.confidence == "low":
            found.append(self._messages.say("warning_low_confidence"))
        return tuple(found)


def _counts(query: SearchQuery, text: str) -> bool:
    """Whether a text has the number of what the question wants counted, if it wants that."""
    noun = counted_noun(query.text)
    return noun is None or is_counted(noun, query.equivalents.get(noun, ()), counted_in(text))
