"""Questions on supports, in two steps: which record, then which part of it; or a short list for a project."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.answering.asked import Asked, provides
from assistant.answering.draft import Draft, Shown
from assistant.answering.extract import Thresholds, outcome_of
from assistant.answering.features import PARTS
from assistant.answering.judging import Candidate, confidence
from assistant.answering.support_finding import NAMED_BONUS, Found, SupportFinder
from assistant.answering.support_parts import PartReader
from assistant.messages import Messages
from assistant.records import DraftSentence, Scheme, Validity
from assistant.retrieval.hybrid import Ranking, Retriever
from assistant.sentences import split_sentences
from assistant.supports.catalogue import Catalogue
from assistant.supports.deadlines import Window, WindowState, window_on
from assistant.supports.schema import Part, Support
from assistant.wording import dated, written_date

RECORD_LEAD = 1.0
NAMED_CONFIDENCE = -3.0  # in log-odds: the name settles the record, its parts remain to be told apart
PROJECT_LEAD = 2.0
WORDED_CONFIDENCE = -3.5  # a list is offered to be checked: nearer to doubt than an answer
LISTED_GAP = 2.5
MOST_LISTED = 5
MOST_CLOSED = 2
CLOSED_GAP = 1.5

_OPEN_STATES: frozenset[WindowState] = frozenset({"open", "permanent"})


class SupportDesk:
    """Answers from the records of the supports, never from resemblance alone."""

    def __init__(
        self,
        catalogue: Catalogue,
        retriever: Retriever,
        messages: Messages,
        thresholds: Thresholds | None = None,
    ) -> None:
        self._limits = thresholds or Thresholds()
        self.catalogue, self._retriever, self._messages = catalogue, retriever, messages
        self._finder, self._reader = SupportFinder(catalogue, retriever), PartReader(retriever)

    def answer(
        self,
        question: str,
        ranking: Ranking,
        candidates: Sequence[Candidate],
        sure: float,
        asked: Asked,
        today: date,
        as_of: str,
    ) -> Draft | None:
        """The draft when the question is about supports, None when statements answer it better.

        `sure` is the confidence in the first candidate.
        """
        found = self._finder.find(question, ranking)
        if not found:
            return None
        others = [c for c in candidates if c.passage.kind not in ("support", "commune")]
        if compared := self._finder.compared(question, found):
            return self._compare(compared, asked, today)
        first = candidates[0] if candidates else None
        worded = self._finder.is_project(question)
        if not found[0].named and (worded or self._finder.meets_need(asked, first)):
            listed = self._finder.find_for_project(found, candidates)
            least = WORDED_CONFIDENCE if worded else self._limits.answer_confidence
            if listed and self._fits(listed[0], candidates, sure, ranking, least):
                return self._list(listed, today)
        best, own = self._record(found, candidates)
        if not best.named and _nearest(own) < self._limits.off_topic_score:
            return None
        if not own or own[0].score + (RECORD_LEAD if best.named else 0.0) < _best_of(others):
            return None
        sure = self._sureness(own, candidates, sure, ranking)
        if not any(c.in_period for c in own) or sure < (
            NAMED_CONFIDENCE if best.named else self._limits.answer_confidence
        ):
            return None
        return self._one(best, ranking, own, asked, today, as_of)

    def _fits(
        self, first: Found, candidates: Sequence[Candidate], sure: float, ranking: Ranking, least: float
    ) -> bool:
        """Whether a support meets the project: sure enough, and no statement meets it clearly better."""
        own = [c for c in candidates if c.record == first.support.id]
        sure = self._sureness(own, candidates, sure, ranking)
        near = _nearest(own) >= self._limits.close_score
        return near and sure >= least and first.score >= candidates[0].score - PROJECT_LEAD

    def _sureness(
        self, own: Sequence[Candidate], candidates: Sequence[Candidate], sure: float, ranking: Ranking
    ) -> float:
        """The confidence in the candidates of one record, put ahead of the others: `sure` if they are."""
        if own[0] is candidates[0]:
            return sure
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
                shown.sentence(self._window_sentence(found.support, window), found.parts["dates"])
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

    def _list(self, found: Sequence[Found], today: date) -> Draft:
        near = [f for f in found if f.score >= found[0].score - LISTED_GAP]
        windows = {f.support.id: window_on(f.support, today) for f in near}
        usable = [f for f in near if windows[f.support.id].state != "closed"]
        closed = [f for f in near if f not in usable and f.score >= found[0].score - CLOSED_GAP]
        listed = (usable[:MOST_LISTED] + closed[:MOST_CLOSED]) or near[:MOST_LISTED]
        shown = Shown()
        sentences = [self._item(shown, f, windows[f.support.id]) for f in listed]
        return Draft(
            "answered" if usable else "partial",
            "answered" if usable else "partial_only_closed",
            self._messages.say("supports_lead" if usable else "supports_none_open"),
            tuple(sentences),
            shown.passages,
            (self._messages.say("warning_before_works"),) if usable else (),
            tuple(f"{f.support.name} : {f.support.contact}" for f in listed if f.support.contact)
            or (self._messages.say("contact_default"),),
            tuple(self._scheme(f.support, today) for f in listed),
            _validity(listed, today),
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
                    text = self._window_sentence(found.support, window_on(found.support, today))
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

    def _item(self, shown: Shown, found: Found, window: Window) -> DraftSentence:
        support, parts = found.support, found.parts
        pieces = [self._messages.say("supports_item", name=support.name, operator=support.operator)]
        cited = [parts["what"]]
        if amount := parts.get("amount"):
            pieces.append(_after_name(split_sentences(amount.text)[0], support.name))
            cited.append(amount)
        pieces.append(_after_name(self._window_sentence(support, window), support.name))
        cited.append(parts["dates"])
        return shown.sentence(" ".join(pieces), *cited)

    def _window_sentence(self, support: Support, window: Window) -> str:
        as_of = dated(window.as_of) if window.as_of else ""
        values = {
            "name": support.name,
            "as_of": as_of,
            "closes": written_date(window.closes) if window.closes else "",
            "opens": written_date(window.opens) if window.opens else "",
        }
        key = _window_key(window)
        if key == "support_closed_on" and support.status == "unknown":
            key = "support_closed_on_unverified"
        return self._messages.say(key, **values)

    def _warnings(self, support: Support, window: Window, part: Part) -> tuple[str, ...]:
        found = [support.note] if support.note else []
        if window.state == "unknown" and part != "dates":
            found.append(self._window_sentence(support, window))
        elif window.state in _OPEN_STATES and window.as_of and part != "dates":
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
        valid: Validity = (
            "expired" if state == "closed" else "current" if state in _OPEN_STATES else "unknown"
        )
        told.update({passage.passage_id: valid for passage in found.parts.values()})
    return told


def _window_key(window: Window) -> str:
    match window.state:
        case "closed" if window.closes:
            return "support_closed_on"
        case "closed":
            return "support_closed" if window.as_of else "support_closed_undated"
        case "not_yet_open":
            return "support_not_yet_open"
        case "open":
            return ("support_open_until" if window.closes else "support_open") + (
                "" if window.as_of else "_undated"
            )
        case "permanent":
            return "support_permanent"
        case "unknown":
            return "support_unknown"


def _after_name(text: str, name: str) -> str:
    """The sentence without the name it opens with, which the list has just said; first letter capital."""
    rest = re.sub(rf"^{re.escape(name)}\s*[,:]?\s*(est )?", "", text)
    return rest[:1].upper() + rest[1:]
