"""Questions on supports, in two steps: which record, then which part of it; or a short list for a project."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.answering.advice import Advisor
from assistant.answering.asked import Asked, asked_kind, provides
from assistant.answering.draft import Draft, Shown
from assistant.answering.extract import Thresholds, outcome_of
from assistant.answering.features import PARTS
from assistant.answering.judging import Candidate, confidence
from assistant.answering.project_answers import ProjectDesk
from assistant.answering.rephrase import Standing
from assistant.answering.support_finding import NAMED_BONUS, Found, SupportFinder
from assistant.answering.support_parts import PartReader
from assistant.answering.windows import OPEN_STATES, window_sentence
from assistant.messages import Messages
from assistant.profiles.declared import Declared
from assistant.records import DraftSentence, Scheme, Validity
from assistant.retrieval.hybrid import Ranking, Retriever
from assistant.supports.deadlines import Window, window_on
from assistant.supports.profile import Profile
from assistant.supports.schema import Part, Support
from assistant.wording import dated

RECORD_LEAD = 1.0
NAMED_CONFIDENCE = -3.0  # in log-odds: the name settles the record, its parts remain to be told apart
PROJECT_LEAD = 2.0
WORDED_CONFIDENCE = -3.5  # a list is offered to be checked: nearer to doubt than an answer

_OF_WHO = frozenset({"applicant", "headcount", "naf", "size", "legal_form", "startup"})
_OF_PROJECT = frozenset({"headcount", "naf", "commune", "epci", "project_cost", "works_started", "applicant"})
_OF_SIZE = frozenset({"headcount", "size", "legal_form", "startup"})
LEAST_TOLD = 2
TOLD_AT_LENGTH = 4


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
        self.catalogue, self._retriever, self._messages = advisor.catalogue, retriever, messages
        catalogue, self._projects = advisor.catalogue, ProjectDesk(advisor, messages)
        self._finder, self._reader = SupportFinder(catalogue, retriever), PartReader(retriever)

    def answer(
        self,
        standing: Standing,
        ranking: Ranking,
        candidates: Sequence[Candidate],
        asked: Asked,
        declared: Declared,
        today: date,
        as_of: str,
    ) -> Draft | None:
        """The draft when the question is about supports, None when statements answer it better."""
        question = standing.text
        found = self._finder.find(question, ranking)
        if not found:
            return None
        others = [c for c in candidates if c.passage.kind not in ("support", "commune")]
        first = candidates[0] if candidates else None
        if self.tells_project(standing, declared.profile):
            near = self._finder.find_for_story(question, declared.profile.themes, ranking)
            return self._projects.answer(near, declared, today)
        if compared := self._finder.compared(question, found):
            return self._compare(compared, asked, today)
        worded = self._finder.is_project(question)
        if not found[0].named and (worded or self._finder.meets_need(asked, first)):
            listed = self._finder.find_for_project(found, candidates)
            least = WORDED_CONFIDENCE if worded else self._limits.answer_confidence
            if listed and self._fits(listed[0], candidates, ranking, least):
                return self._projects.answer(listed, declared, today)
        best, own = self._record(found, candidates)
        if not best.named and _nearest(own) < self._limits.off_topic_score:
            return None
        if not own or own[0].score + (RECORD_LEAD if best.named else 0.0) < _best_of(others):
            return None
        sure = self._sureness(own, candidates, ranking)
        if not any(c.in_period for c in own) or sure < (
            NAMED_CONFIDENCE if best.named else self._limits.answer_confidence
        ):
            return None
        return self._one(best, ranking, own, asked, today, as_of)

    def tells_project(self, message: Standing, profile: Profile) -> bool:
        """Whether a message tells a project and who carries it, rather than asks about one support.

        A support that is named by somebody who tells little else is what the question is about.
        """
        facts = profile.model_dump(exclude_defaults=True).keys()
        text = " ".join(message.turns)
        told = len(facts & _OF_PROJECT)
        if not facts & _OF_WHO or told < (LEAST_TOLD if self.catalogue.named_in(text) else 1):
            return False
        is_story, is_terse = told >= TOLD_AT_LENGTH, bool(facts & _OF_SIZE)
        has_subject = bool(profile.themes) or told > LEAST_TOLD
        return has_subject and self._finder.is_told(text, asked_kind(text), is_story, is_terse)

    def _fits(self, first: Found, candidates: Sequence[Candidate], ranking: Ranking, least: float) -> bool:
        """Whether a support meets the project: sure enough, and no statement meets it clearly better."""
        own = [c for c in candidates if c.record == first.support.id]
        sure = self._sureness(own, candidates, ranking)
        near = _nearest(own) >= self._limits.close_score
        return near and sure >= least and first.score >= candidates[0].score - PROJECT_LEAD

    def _sureness(self, own: Sequence[Candidate], candidates: Sequence[Candidate], ranking: Ranking) -> float:
        """The confidence in the candidates of one record, put ahead of the others."""
        rivals = [c for c in candidates if c.record != own[0].record]
        return confidence([*own, *rivals], ranking, self._retriever)

    def _record(
        self, found: Sequence[Found], candidates: Sequence[Candidate]
    ) -> tuple[Found, list[Candidate]]:
        """The support that the candidates speak of best, one that is named ahead, with its candidates."""
        by_record: dict[str, list[Candidate]] = {}
        for candidate in candidates:
            by_record.setdefault(candidate.record, []).append(candidate)
        ranked = [(f, by_record.get(f.support.id, [])) for f in found]
        return max(ranked, key=lambda pair: _best_of(pair[1]) + NAMED_BONUS * pair[0].named)

    def _one(
        self,
        found: Found,
        ranking: Ranking,
        own: Sequence[Candidate],
        asked: Asked,
        today: date,
        as_of: str,
    ) -> Draft:
        window = window_on(found.support, today)
        part = self._reader.part(found, own)
        shown = Shown()
        sentences: list[DraftSentence] = []
        if window.state in ("closed", "not_yet_open") or part == "dates":
            sentences.append(
                shown.sentence(window_sentence(found.support, window, self._messages), found.parts["dates"])
            )
        chosen = found.parts[part]
        wanted = self._reader.wanted(ranking.query, chosen)
        if part != "dates" or found.support.calendar:
            for text in self._reader.sentences(wanted, asked, chosen, part):
                sentences.append(shown.sentence(text, chosen))
        for text, passage in self._reader.beside(found, part, wanted):
            sentences.append(shown.sentence(text, passage))
        told = replace(chosen, text=" ".join(sentence.text for sentence in sentences), note=None)
        missing = asked in (Asked.AMOUNT, Asked.RATE) and not provides(asked, told)
        return Draft(
            *outcome_of(self._messages, asked, missing, as_of),
            tuple(sentences),
            shown.passages,
            self._warnings(found.support, window, part),
            self._contacts(found.support),
            (self._scheme(found.support, today),),
            _validity([found], today),
        )

    def _compare(self, compared: Sequence[Found], asked: Asked, today: date) -> Draft:
        """The same parts of each support, side by side: the part asked, else who, how much and until when."""
        part = PARTS.get(asked)
        parts = ("conditions", "amount", "dates") if part in (None, "what") else (part,)
        shown = Shown()
        sentences = []
        for found in compared:
            sentences.append(shown.sentence(f"- {found.support.name}.", found.parts["what"]))
            for name in parts:
                if name == "dates":
                    text = window_sentence(found.support, window_on(found.support, today), self._messages)
                    sentences.append(shown.sentence(_after_name(text, found.support.name), found.parts[name]))
                elif passage := found.parts.get(name):
                    sentences.append(shown.sentence(_after_name(passage.text, found.support.name), passage))
        return Draft(
            "answered",
            "answered_comparison",
            self._messages.say("supports_comparison"),
            tuple(sentences),
            shown.passages,
            (),
            tuple(f"{f.support.name} : {self._contacts(f.support)[0]}" for f in compared),
            tuple(self._scheme(f.support, today) for f in compared),
            _validity(compared, today),
        )

    def _scheme(self, support: Support, today: date) -> Scheme:
        return Scheme(support.id, "closed" if window_on(support, today).state == "closed" else "to_check")

    def _warnings(self, support: Support, window: Window, part: Part) -> tuple[str, ...]:
        found = [support.note] if support.note else []
        if window.state == "unknown" and part != "dates":
            found.append(window_sentence(support, window, self._messages))
        elif window.state in OPEN_STATES and window.as_of and part != "dates":
            found.append(self._messages.say("warning_as_of", as_of=dated(window.as_of)))
        if support.confidence == "low":
            found.append(self._messages.say("warning_low_confidence"))
        return tuple(found)

    def _contacts(self, support: Support) -> tuple[str, ...]:
        if support.contact:
            return (support.contact,)
        return (self._messages.say("contact_support", operator=support.operator),)


def _nearest(candidates: Sequence[Candidate]) -> float:
    return max((c.of("fused") for c in candidates), default=float("-inf"))


def _best_of(candidates: Sequence[Candidate]) -> float:
    return max((c.score for c in candidates), default=float("-inf"))


def _validity(supports: Sequence[Found], today: date) -> dict[str, Validity]:
    told: dict[str, Validity] = {}
    for found in supports:
        state = window_on(found.support, today).state
        valid: Validity = "expired" if state == "closed" else "current" if state in OPEN_STATES else "unknown"
        told.update({passage.passage_id: valid for passage in found.parts.values()})
    return told


def _after_name(text: str, name: str) -> str:
    """The sentence without the name it opens with, which the list has just said; first letter capital."""
    rest = re.sub(rf"^{re.escape(name)}\s*[,:]?\s*(est )?", "", text)
    return rest[:1].upper() + rest[1:]
