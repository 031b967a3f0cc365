"""The statements that answer, chosen and ordered; or what is close, said as such."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.answering.asked import Asked, provides, tells_share
from assistant.answering.draft import Draft, Shown
from assistant.answering.features import MARKED
from assistant.answering.judging import Candidate, confidence
from assistant.answering.notes import adding, divided
from assistant.answering.premises import conflicts, sets_elsewhere
from assistant.answering.present_state import HELD, in_present, unknown_now
from assistant.answering.quoting import quoted, says_something
from assistant.answering.support_finding import COMPARES, MOST_COMPARED
from assistant.answering.wanted import names_in
from assistant.answering.years import is_about_now, years_in
from assistant.french import fold, stems
from assistant.messages import Messages
from assistant.records import Passage, Status
from assistant.retrieval.hybrid import Retriever
from assistant.retrieval.query import SearchQuery
from assistant.retrieval.ranking import Ranking
from assistant.sentences import split_sentences
from assistant.wording import enumerated


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Where answering stops: confidences and leads in log-odds, fused scores, shares of stems.

    Chosen on the tuning half of the golden questions and on `tuning.jsonl`, never on the half held back.
    `document_confidence` was chosen on the questions to tune with of the public set of `make public`, whose
    sheets have no phrasings.
    """

    answer_confidence: float = -0.5
    document_confidence: float = -0.25
    other_years_confidence: float = 0.0
    unpublished_confidence: float = -1.0
    close_score: float = 9.0
    off_topic_score: float = 7.0
    answer_score: float = 6.5
    companion_gap: float = 1.2
    same_topic_gap: float = 2.4
    newer_gap: float = 4.5
    near_duplicate: float = 0.75


SINGULAR = MARKED - {Asked.CONTACT} | {Asked.PLACE, Asked.YES_NO}
MISSING = {
    Asked.DATE: "missing_date",
    Asked.AMOUNT: "missing_amount",
    Asked.RATE: "missing_rate",
    Asked.COUNT: "missing_count",
    Asked.PERSON: "missing_person",
    Asked.BODY: "missing_person",
    Asked.CONTACT: "missing_contact",
}
_WHOLE_ANSWER = MARKED - {Asked.DATE}
MOST_SENTENCES = {True: 2, False: 4}
MOST_EXTRACTS = 2
LONGEST_EXTRACT = 2
KIND_WORTH = 3.0  # in nats: what the kind of thing asked is worth in a sentence, next to the words asked


def outcome_of(messages: Messages, asked: Asked, near_miss: bool, as_of: str) -> tuple[Status, str, str]:
    """The status, reason and lead of an answer; in a near miss all is there but the kind of thing asked.

    An amount, a rate, a number, a name or an address is the whole answer: without it the question has none. A
    date may be told in words that no pattern knows.
    """
    if not near_miss:
        return "answered", "answered", ""
    lead = messages.say("partial_near_miss", missing=messages.say(MISSING[asked]), as_of=as_of)
    if asked in _WHOLE_ANSWER:
        return "not_found", "not_found_near_miss", lead
    return "partial", "partial_near_miss", lead


class Extractor:
    """Composes an answer out of the sentences of the passages, unchanged."""

    def __init__(
        self, retriever: Retriever, messages: Messages, thresholds: Thresholds | None = None
    ) -> None:
        self._retriever, self._messages = retriever, messages
        self._limits = thresholds or Thresholds()

    @property
    def least_confidence(self) -> float:
        """The confidence, in log-odds, under which nothing is answered."""
        return self._limits.answer_confidence

    def extract(
        self,
        ranking: Ranking,
        candidates: Sequence[Candidate],
        sure: float,
        asked: Asked,
        today: date,
        as_of: str,
    ) -> Draft:
        """The draft that the candidates allow: an answer, a near miss, what is not published, or nothing.

        `sure` is the confidence in the first candidate.
        """
        published = [c for c in candidates if c.passage.kind != "unpublished"]
        if candidates and candidates[0].passage.kind == "unpublished":
            is_near = candidates[0].of("fused") >= self._limits.off_topic_score
            if is_near and sure >= self._limits.unpublished_confidence:
                return self._not_published(candidates[0].passage, ranking.query.text)
            sure = confidence(published, ranking, self._retriever)
        is_now = is_about_now(ranking.query.text)
        untold = unknown_now(candidates, self._limits.same_topic_gap) if is_now and asked in HELD else None
        if untold and sure >= self.least_confidence:
            return self._not_published(untold, ranking.query.text)
        at_first = sure
        confident = [c for c in published if c.in_period and c.of("fused") >= self._limits.answer_score]
        if confident and confident[0] is not published[0]:
            others = [c for c in published if c not in confident]
            sure = confidence([*confident, *others], ranking, self._retriever)
        if not confident or sure < self._least_for(confident[0].passage):
            if self._is_of_other_years(published, at_first, asked):
                return self._of_other_years(ranking.query, published[0], asked, today, as_of)
            return self._close(ranking.query, published, asked, as_of)
        chosen = self._choose(confident, asked)
        if COMPARES.search(fold(ranking.query.text)):
            chosen += self._other_terms(ranking.query, chosen, confident)
        near, gap = self._near(chosen, confident), self._limits.companion_gap
        chosen = in_present(chosen, near, gap, ranking.query.text, asked)
        return self._draft(ranking.query, chosen, asked, today, as_of)

    def _least_for(self, passage: Passage) -> float:
        """The confidence under which a passage does not answer: the learnt one is low for documents."""
        is_document = passage.kind == "document"
        return self._limits.document_confidence if is_document else self._limits.answer_confidence

    def _is_of_other_years(self, published: Sequence[Candidate], sure: float, asked: Asked) -> bool:
        """Whether the first candidate surely answers but for the years, which the question may have wrong.

        A figure or a name of another year is no answer.
        """
        if not published or published[0].in_period or asked in MARKED:
            return False
        is_near = published[0].of("fused") >= self._limits.off_topic_score
        return is_near and sure >= self._limits.other_years_confidence

    def _of_other_years(
        self, query: SearchQuery, best: Candidate, asked: Asked, today: date, as_of: str
    ) -> Draft:
        lead = self._messages.say("answered_other_years", years=enumerated(sorted(years_in(query.text))))
        draft = self._draft(query, [best], asked, today, as_of)
        return replace(draft, status="answered", reason="answered_corrected", lead=lead)

    def _choose(self, confident: Sequence[Candidate], asked: Asked) -> list[Candidate]:
        """The best candidate and those that complete it: near in score, or another fact of the same topic.

        A figure of another topic, told beside, would be taken for the one asked.
        """
        best = self._first(confident)
        giving = [c for c in confident if c.gives and c is not best and _says_something(c.passage)]
        most = MOST_EXTRACTS if best.passage.kind == "document" else MOST_SENTENCES[asked in SINGULAR]
        chosen = [best]
        for candidate in giving:
            if len(chosen) >= most:
                break
            is_akin = candidate.passage.topic == best.passage.topic
            most_apart = self._limits.same_topic_gap if is_akin else self._limits.companion_gap
            if best.score - candidate.score > most_apart:
                continue
            likeness = max(_likeness(candidate.passage, other.passage) for other in chosen)
            if likeness < self._limits.near_duplicate:
                chosen.append(candidate)
        return chosen

    def _other_terms(
        self, query: SearchQuery, chosen: Sequence[Candidate], confident: Sequence[Candidate]
    ) -> list[Candidate]:
        """Of a comparison, what speaks of the names and years that those chosen do not speak of."""
        held = frozenset[str]().union(*(self._named_by(c) for c in chosen))
        missing = (names_in(query.text) | years_in(query.text)) - held
        found: list[Candidate] = []
        for candidate in self._near(chosen, confident):
            named = self._named_by(candidate)
            if missing & named:
                found.append(candidate)
                missing -= named
        return found[: MOST_COMPARED - 1]

    def _near(self, chosen: Sequence[Candidate], confident: Sequence[Candidate]) -> list[Candidate]:
        """The candidates that give what is asked and are not far behind the first of those chosen."""
        least = chosen[0].score - self._limits.newer_gap
        return [c for c in confident if c.gives and c.score >= least]

    def _named_by(self, candidate: Candidate) -> frozenset[str]:
        return self._retriever.text_stems(candidate.row) | years_in(candidate.passage.date or "")

    def _first(self, confident: Sequence[Candidate]) -> Candidate:
        """The best candidate, but for one that only lists labels when another is about as good."""
        best = confident[0]
        near = (c for c in confident if c.score >= best.score - self._limits.companion_gap)
        return next((c for c in near if _says_something(c.passage)), best)

    def _draft(
        self, query: SearchQuery, chosen: Sequence[Candidate], asked: Asked, today: date, as_of: str
    ) -> Draft:
        shown = Shown()
        sentences = [
            shown.sentence(text, c.passage)
            for c in chosen
            for text in self.sentences_of(query, asked, c.passage)
        ]
        noted: list[Passage] = []
        for passage in [c.passage for c in chosen]:
            wanted = query.stems + query.expansions
            said, rest = divided(passage.note, adding(self._retriever, wanted, passage.titled_text))
            sentences += [shown.sentence(text, passage) for text in said]
            noted.append(replace(passage, note=rest))
        given = any(c.gives or tells_share(query.text, c.passage.text) for c in chosen)
        near_miss = asked in MISSING and not given
        outcome = outcome_of(self._messages, asked, near_miss, as_of)
        if not near_miss and conflicts(query.text, chosen[0].passage.text):
            outcome = ("answered", "answered_corrected", self._messages.say("answered_corrected"))
        return Draft(
            *outcome,
            tuple(sentences),
            shown.passages,
            self.warnings_on(noted, today),
            tuple(dict.fromkeys(c.passage.contact for c in chosen if c.passage.contact)),
        )

    def _not_published(self, passage: Passage, question: str) -> Draft:
        shown = Shown()
        sentence = shown.sentence(passage.text, passage)
        contacts = (passage.contact,) if passage.contact else ()
        if sets_elsewhere(question, passage.text):
            lead = self._messages.say("answered_corrected")
            return Draft("answered", "answered_corrected", lead, (sentence,), shown.passages, (), contacts)
        return Draft("not_found", "not_found_unpublished", "", (sentence,), shown.passages, (), contacts)

    def _close(self, query: SearchQuery, published: Sequence[Candidate], asked: Asked, as_of: str) -> Draft:
        best = max((c.of("fused") for c in published), default=float("-inf"))
        if best < self._limits.off_topic_score:
            return Draft("out_of_scope", "out_of_scope_topic", self._messages.say("out_of_scope_topic"))
        contacts = tuple(filter(None, (self._messages.say("contact_default"),)))
        if best < self._limits.close_score:
            lead = self._messages.say("not_found_no_passage", as_of=as_of)
            return Draft("not_found", "not_found_no_passage", lead, contacts=contacts)
        near, shown = self._first(published).passage, Shown()
        texts = self.sentences_of(query, asked, near) if near.kind == "document" else (near.text,)
        sentences = tuple(shown.sentence(text, near) for text in texts)
        if near.kind == "statement" and conflicts(query.text, near.text):
            lead = self._messages.say("answered_corrected")
            return Draft("answered", "answered_corrected", lead, sentences, shown.passages)
        lead = self._messages.say("not_found_close", as_of=as_of)
        return Draft("not_found", "not_found_close", lead, sentences, shown.passages, (), contacts)

    def sentences_of(self, query: SearchQuery, asked: Asked, passage: Passage) -> tuple[str, ...]:
        """The sentences that answer: all of a statement, the best two of a longer text, in order."""
        wanted = set(query.stems) | set(query.expansions)
        share = adding(self._retriever, wanted, "")

        def worth(words: str) -> float:
            gives = asked in MARKED and provides(asked, replace(passage, text=words, note=None))
            return share(words) + KIND_WORTH * gives

        if passage.kind == "document":
            return quoted(passage.text, worth)
        sentences = split_sentences(passage.text)
        if passage.kind != "support" or len(sentences) <= LONGEST_EXTRACT:
            return (passage.text,)
        by_share = sorted(range(len(sentences)), key=lambda i: (-share(sentences[i]), i))
        return tuple(sentences[i] for i in sorted(by_share[:LONGEST_EXTRACT]))

    def warnings_on(self, passages: Sequence[Passage], today: date) -> tuple[str, ...]:
        """What a reader must know of the statements: their notes, their age, how sure they are."""
        found: list[str] = []
        for passage in passages:
            if passage.note:
                found.append(passage.note)
            year = int(passage.date[:4]) if passage.date else None
            if passage.confidence == "low":
                found.append(self._messages.say("warning_low_confidence"))
            if passage.contradicts:
                found.append(self._messages.say("warning_contradiction"))
            if year is not None and today.year - year >= 2 and passage.kind in ("epci", "support"):
                found.append(self._messages.say("warning_old", year=year))
        return tuple(dict.fromkeys(found))


def _says_something(passage: Passage) -> bool:
    return passage.kind != "document" or says_something(passage.text)


def _likeness(one: Passage, other: Passage) -> float:
    """The share of stems that two passages have in common (Jaccard, 0 to 1)."""
    a, b = set(stems(one.text)), set(stems(other.text))
    return len(a & b) / len(a | b) if a | b else 1.0
