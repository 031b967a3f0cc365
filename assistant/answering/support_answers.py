"""Questions on supports, in two steps: which record, then which part of it; or a short list for a project."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import get_args

from assistant.answering.asked import Asked, provides
from assistant.answering.draft import Draft, Shown
from assistant.answering.extract import near_miss_outcome
from assistant.answering.judging import Candidate, confidence
from assistant.french import content_words, fold, stem, words
from assistant.messages import Messages
from assistant.records import DraftSentence, Passage, Scheme, Validity
from assistant.retrieval.hybrid import Ranking, Retriever
from assistant.retrieval.query import SearchQuery
from assistant.sentences import split_sentences
from assistant.supports.catalogue import Catalogue
from assistant.supports.deadlines import Window, WindowState, window_on
from assistant.supports.schema import Part, Support
from assistant.wording import dated, written_date

NAMED_BONUS = 3.0
PART_BONUS = 2.5
COUNT_BONUS = 1.0  # a count is a headcount most often, not always
RECORD_LEAD = 1.0
NAMED_CONFIDENCE = -3.0  # in log-odds: the name settles the record, its parts remain to be told apart
PROJECT_LEAD = 3.0
PROJECT_SCORE = 8.0
LISTED_GAP = 2.0
MOST_LISTED = 5
MOST_CLAUSES = 16
MOST_CLOSED = 2
CLOSED_GAP = 1.5
MOST_CONDITIONS = 5
MOST_BESIDE = 2
LEAST_SHARE = 3.0
COUNTED = frozenset({Asked.COUNT, Asked.AMOUNT, Asked.RATE, Asked.DATE})

_PART_NAMES = get_args(Part)
PROJECT_PARTS = ("what", "conditions")
_PARTS: dict[Asked, Part] = {
    Asked.AMOUNT: "amount",
    Asked.RATE: "amount",
    Asked.DATE: "dates",
    Asked.CONDITION: "conditions",
    Asked.COUNT: "conditions",
    Asked.CONTACT: "how_to_apply",
    Asked.HOW: "how_to_apply",
    Asked.PLACE: "how_to_apply",
    Asked.DEFINITION: "what",
    Asked.REASON: "what",
}
_PROJECT = re.compile(
    r"\bquel(le)?s? (sont les |seraient les )?(aides?|subventions?|dispositifs?|financements?|soutiens?"
    r"|prets?|guichets?)\b"
    r"|\b(aides?|subventions?|dispositifs?|financements?|soutiens?) (existe|disponible|possible"
    r"|mobilisable|auxquel|a laquelle)"
    r"|\by a[- ]t[- ]il (une |des |un )?(aides?|subventions?|dispositifs?|financements?|coup de pouce)"
    r"|\bcomment (financer|payer|etre aide|se faire aider|faire financer|me faire|nous faire|trouver)"
    r"|^(une |des )?(aides?|subventions?|financements?|prets?|soutiens?) (pour|a|au|en)\b"
    r"|\b(une|des|d') ?(aides?|subventions?|financements?|coup de pouce) (pour|afin)"
    r"|\bqui (peut|pourrait|va) (m'|nous |me )?(aider|financer|accompagner|soutenir)"
    r"|\b(je|j'|nous|on) ?(veux|voudrais|veut|voudrait|voulons|souhaite|souhaitons|souhaiterai[st]"
    r"|cherche|cherchons|compte|"
    r"comptons|envisage|envisageons|dirige|dirigeons|ai besoin|avons besoin|aimerai[st]|projette"
    r"|projetons|recrute|investi|prevoi)"
    r"|\b(mon|ma|mes|notre|nos) (\w+ )?(entreprise|usine|pme|tpe|eti|fonderie|societe|boite|atelier"
    r"|site|groupe|startup|start-up|four)"
)
_OPEN_STATES: frozenset[WindowState] = frozenset({"open", "permanent"})


@dataclass(frozen=True, slots=True)
class Found:
    """A support with its score (log-odds, its best passage) and the passages of its parts."""

    support: Support
    score: float
    named: bool
    parts: Mapping[str, Passage]


class SupportDesk:
    """Answers from the records of the supports, never from resemblance alone."""

    def __init__(self, catalogue: Catalogue, retriever: Retriever, messages: Messages) -> None:
        self.catalogue, self._retriever, self._messages = catalogue, retriever, messages
        self._parts: dict[str, dict[str, int]] = {}
        for row, passage in enumerate(retriever.passages):
            if passage.kind == "support" and passage.subject and passage.part:
                self._parts.setdefault(passage.subject, {})[passage.part] = row

    def answer(
        self,
        question: str,
        ranking: Ranking,
        candidates: Sequence[Candidate],
        asked: Asked,
        today: date,
        as_of: str,
    ) -> Draft | None:
        """The draft when the question is about supports, None when statements answer it better."""
        found = self.find(question, ranking)
        if not found:
            return None
        others = [c for c in candidates if c.passage.kind not in ("support", "commune")]
        best_other = max((c.score for c in others), default=float("-inf"))
        if self.is_project(question) and not found[0].named:
            listed = self.find_for_project(question, ranking)
            if listed[0].score >= PROJECT_SCORE and listed[0].score >= best_other - PROJECT_LEAD:
                return self._list(listed, today)
        best = found[0]
        own = [c for c in candidates if c.passage.subject == best.support.id]
        mine = max((c.score for c in own), default=float("-inf"))
        if mine + (RECORD_LEAD if best.named else 0.0) < best_other:
            return None
        rivals = [c for c in candidates if c.passage.subject != best.support.id]
        sure = confidence([*own[:1], *rivals], ranking)
        if not any(c.in_period for c in own) or sure < (NAMED_CONFIDENCE if best.named else 0.0):
            return None
        return self._one(best, ranking, asked, today, as_of)

    def is_project(self, question: str) -> bool:
        """Whether the wording tells a project or asks which supports exist, rather than about one of them."""
        return bool(_PROJECT.search(fold(question)))

    def find(self, question: str, ranking: Ranking, parts_read: Collection[str] = _PART_NAMES) -> list[Found]:
        """The supports for a question, best first: each by its best passage, those named in it ahead.

        `parts_read` are the parts of a record that count.
        """
        named = {support.id for support in self.catalogue.named_in(question)}
        found = []
        for support in self.catalogue:
            rows = self._parts.get(support.id, {})
            if not rows.keys() & set(parts_read):
                continue
            score = max(float(ranking.score[row]) for part, row in rows.items() if part in parts_read)
            is_named = support.id in named
            parts = {part: self._retriever.passages[row] for part, row in rows.items()}
            found.append(Found(support, score + NAMED_BONUS * is_named, is_named, parts))
        return sorted(found, key=lambda f: (-f.score, f.support.id))

    def find_for_project(self, question: str, ranking: Ranking) -> list[Found]:
        """The supports for a project told in several clauses, best first: each by the clause it fits best."""
        clauses = [c for c in re.split(r"[.,;:?!]| et | pour ", question) if len(content_words(c)) >= 2]
        rankings = [ranking, *(self._retriever.rank(clause) for clause in clauses[:MOST_CLAUSES])]
        found: dict[str, Found] = {}
        for each in rankings:
            for candidate in self.find(question, each, PROJECT_PARTS):
                former = found.get(candidate.support.id)
                if former is None or candidate.score > former.score:
                    found[candidate.support.id] = candidate
        return sorted(found.values(), key=lambda f: (-f.score, f.support.id))

    def _one(self, found: Found, ranking: Ranking, asked: Asked, today: date, as_of: str) -> Draft:
        window = window_on(found.support, today)
        part = self._part(found, ranking, asked)
        shown = Shown()
        sentences: list[DraftSentence] = []
        if window.state in ("closed", "not_yet_open") or part == "dates":
            sentences.append(
                shown.sentence(self._window_sentence(found.support, window), found.parts["dates"])
            )
        chosen = found.parts[part]
        wanted = self._wanted(ranking.query, chosen)
        if part != "dates" or found.support.calendar:
            for text in self._sentences(wanted, asked, chosen, part):
                sentences.append(shown.sentence(text, chosen))
        for text, passage in self._beside(found, part, wanted):
            sentences.append(shown.sentence(text, passage))
        told = replace(chosen, text=" ".join(sentence.text for sentence in sentences), note=None)
        missing = asked in (Asked.AMOUNT, Asked.RATE) and not provides(asked, told)
        lead = ""
        if missing:
            what = self._messages.say("missing_rate" if asked is Asked.RATE else "missing_amount")
            lead = self._messages.say("partial_near_miss", missing=what, as_of=as_of)
        status, reason = near_miss_outcome(asked) if missing else ("answered", "answered")
        return Draft(
            status,
            reason,
            lead,
            tuple(sentences),
            shown.passages,
            self._warnings(found.support, window, part),
            self._contacts(found.support),
            (Scheme(found.support.id, "closed" if window.state == "closed" else "to_check"),),
            self._validity([found.support], today),
        )

    def _list(self, found: Sequence[Found], today: date) -> Draft:
        near = [f for f in found if f.score >= found[0].score - LISTED_GAP][: 3 * MOST_LISTED]
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
            tuple(
                Scheme(f.support.id, "closed" if windows[f.support.id].state == "closed" else "to_check")
                for f in listed
            ),
            self._validity([f.support for f in listed], today),
        )

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

    def _part(self, found: Found, ranking: Ranking, asked: Asked) -> Part:
        """The part asked: where its wording points, unless another part of the record fits clearly better."""
        wanted = _PARTS.get(asked)
        scores: dict[Part, float] = {}
        for name, row in self._parts[found.support.id].items():
            part: Part = found.parts[name].part  # type: ignore[assignment]  # a part of the schema by construction
            bonus = COUNT_BONUS if asked is Asked.COUNT else PART_BONUS
            scores[part] = float(ranking.score[row]) + (bonus if part == wanted else 0.0)
        return max(scores, key=lambda part: scores[part])

    def _wanted(self, query: SearchQuery, passage: Passage) -> frozenset[str]:
        """The stems of the question and of their equivalents, but for the name of the support."""
        return frozenset(query.stems + query.expansions) - {stem(w) for w in words(passage.heading_path[1])}

    def _share(self, sentence: str, wanted: frozenset[str]) -> float:
        """How much a sentence has of what is wanted, in nats."""
        return sum(self._retriever.rarity(s) for s in {stem(w) for w in words(sentence)} & wanted)

    def _sentences(
        self, wanted: frozenset[str], asked: Asked, passage: Passage, part: Part
    ) -> tuple[str, ...]:
        """The sentences of a part that the question is about; all of a short part."""
        sentences = split_sentences(passage.text)
        if part != "conditions" or len(sentences) <= 3:
            return (passage.text,)
        shares = [self._share(sentence, wanted) for sentence in sentences]
        about = {i for i, share in enumerate(shares) if share >= 0.6 * max(shares) and share > 2.0}
        if asked in COUNTED:
            about |= {i for i, sentence in enumerate(sentences) if re.search(r"\d", sentence)}
        kept = sorted(about or range(len(sentences)))[:MOST_CONDITIONS]
        return tuple(sentences[i] for i in kept)

    def _beside(self, found: Found, part: Part, wanted: frozenset[str]) -> list[tuple[str, Passage]]:
        """Sentences of other parts that hold more of what is wanted than the chosen one, best first."""
        least = max((self._share(s, wanted) for s in split_sentences(found.parts[part].text)), default=0.0)
        others = [
            (self._share(sentence, wanted), sentence, found.parts[name])
            for name in ("amount", "conditions", "how_to_apply")
            if name != part and name in found.parts
            for sentence in split_sentences(found.parts[name].text)
        ]
        better = [other for other in others if other[0] > max(least, LEAST_SHARE)]
        better.sort(key=lambda other: -other[0])
        return [(sentence, passage) for _, sentence, passage in better[:MOST_BESIDE]]

    def _window_sentence(self, support: Support, window: Window) -> str:
        as_of = dated(window.as_of) if window.as_of else ""
        values = {
            "name": support.name,
            "as_of": as_of,
            "closes": written_date(window.closes) if window.closes else "",
            "opens": written_date(window.opens) if window.opens else "",
        }
        return self._messages.say(_window_key(window), **values)

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

    def _validity(self, supports: Sequence[Support], today: date) -> dict[str, Validity]:
        told: dict[str, Validity] = {}
        for support in supports:
            state = window_on(support, today).state
            valid: Validity = (
                "expired" if state == "closed" else "current" if state in _OPEN_STATES else "unknown"
            )
            told.update({f"{support.id}/{part}": valid for part in self._parts[support.id]})
        return told


def _window_key(window: Window) -> str:
    match window.state:
        case "closed":
            return "support_closed_on" if window.closes else "support_closed"
        case "not_yet_open":
            return "support_not_yet_open"
        case "open":
            return "support_open_until" if window.closes else "support_open"
        case "permanent":
            return "support_permanent"
        case "unknown":
            return "support_unknown"


def _after_name(text: str, name: str) -> str:
    """The sentence without the name it opens with, which the list has just said; first letter capital."""
    rest = re.sub(rf"^{re.escape(name)}\s*[,:]?\s*(est )?", "", text)
    return rest[:1].upper() + rest[1:]
