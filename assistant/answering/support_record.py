"""What is asked of one support: the part that answers, after what its conditions make of what was told."""

from dataclasses import replace

from assistant.answering.asked import Asked, provides
from assistant.answering.cards import CriterionLine, SupportCard
from assistant.answering.counting import counted_in, counted_noun, is_counted
from assistant.answering.draft import Draft, Shown
from assistant.answering.extract import outcome_of
from assistant.answering.plain_answers import bare, least_spent, object_of, parts_beside
from assistant.answering.project_answers import ProjectDesk
from assistant.answering.record_asked import RecordAsked, SupportQuestion
from assistant.answering.schemes import passages_of, scheme_of, validity_of
from assistant.answering.support_details import told_detail
from assistant.answering.support_finding import Found
from assistant.answering.support_parts import PartReader
from assistant.answering.windows import OPEN_STATES, window_sentence
from assistant.messages import Messages
from assistant.records import DraftSentence, Passage
from assistant.retrieval.query import SearchQuery
from assistant.supports.deadlines import Window
from assistant.supports.schema import Part, Support
from assistant.wording import after_colon, dated

MOST_LEADING = 2
MEASURED = frozenset({Asked.COUNT, Asked.DATE})
"""What is asked of conditions for itself, where one that is not met was told."""


class RecordDesk:
    """Answers from the record of one support."""

    def __init__(self, projects: ProjectDesk, reader: PartReader, messages: Messages) -> None:
        self._projects, self._reader, self._messages = projects, reader, messages

    def answer(self, record: RecordAsked) -> Draft:
        """The draft: the conditions that what is told breaks or meets, then the part asked.

        A detail that is asked and that the record does not hold is said to be unknown, beside what else is
        asked.
        """
        question, found, own, card = record.question, record.found, record.own, record.card
        query, asked, today = question.query, record.asked, question.today
        detail, is_alone = record.untold or ("", False)
        if is_alone:
            return self._untold(found, card, detail)
        if record.is_plain:
            return self._plain(record)
        window = card.match.window
        part = self._reader.part(found, own, asked)
        if part == "what" and question.is_whether and "conditions" in found.parts:
            part = "conditions"  # what a support is never says whether one may have it
        latest = question.latest
        beside = [each for each in parts_beside(latest, asked) if each in found.parts and each != part]
        shown = Shown()
        sentences = self._projects.decided(shown, card, question.declared.profile, question.is_whether, today)
        sentences += [shown.sentence(*told) for told in told_detail(latest, found)[:MOST_LEADING]]
        is_refused = card.verdict == "not_eligible" and bool(sentences)
        decided = " ".join(sentence.text for sentence in sentences)
        is_dated = window.state in ("closed", "not_yet_open") or part == "dates"
        of_window = window_sentence(found.support, window, self._messages)
        opening = [shown.sentence(of_window, found.parts["dates"])] if is_dated else []
        is_after = asked is Asked.DEFINITION or (window.state == "permanent" and bool(found.support.calendar))
        sentences += [] if is_after else opening
        chosen, wanted = found.parts[part], self._reader.wanted(query, found.parts[part])
        others = [*beside, *(p for p in self._reader.also(found.parts, own, part, asked) if p not in beside)]
        unsaid = {"conditions"} if is_refused and asked not in MEASURED else set()
        unsaid |= {part} if part == "dates" and not found.support.calendar else set()
        told_parts = {
            name: self._texts(found, name, question) for name in (part, *others) if name not in unsaid
        }
        first = least_spent(latest, asked, found)
        if part == "what" and (purpose := object_of(latest, found)):
            first = [purpose]
        sentences += [shown.sentence(*self._of_support(found, *said)) for said in first]
        told_first = {text for text, _ in first}
        for name in (*beside, part):
            left = (t for t in told_parts.pop(name, ()) if t not in decided and bare(t) not in told_first)
            sentences += [shown.sentence(text, found.parts[name]) for text in left]
        sentences += opening if is_after else []
        whole = [found.parts[name] for name in (*beside, *told_parts)]
        near = [said for said in self._reader.beside(found, part, wanted) if said[1] not in whole]
        sentences += [shown.sentence(*said) for said in near]
        for name, texts in told_parts.items():
            sentences += [
                shown.sentence(text, found.parts[name])
                for text in texts
                if text not in decided and bare(text) not in told_first
            ]
        said = " ".join(sentence.text for sentence in sentences)
        noted, rest = self._reader.noted(found.support.note, wanted, said, part, today)
        of_note = [shown.sentence(text, chosen) for text in noted]
        sentences = (
            [*of_note, *sentences] if part == "what" or question.is_whether else [*sentences, *of_note]
        )
        quoted = replace(chosen, text=" ".join((said, *noted)), note=None)
        if asked is Asked.COUNT:
            missing = not _counts(query, quoted.text)
        else:
            is_measured = part == "conditions" and provides(Asked.COUNT, quoted)
            missing = asked in (Asked.AMOUNT, Asked.RATE) and not (provides(asked, quoted) or is_measured)
        if detail:
            sentences.append(self._said_untold(shown, found, detail))
        missing = missing and window.state != "closed"  # that it is closed is what has to be known
        return Draft(
            *outcome_of(self._messages, asked, missing, question.as_of),
            tuple(dict.fromkeys(sentences)),
            shown.passages,
            self._warnings(found.support, rest, window, part),
            (card.contact,),
            (scheme_of(card),),
            validity_of([card]),
            criterion_passages={card.id: passages_of(card)},
        )

    def _plain(self, record: RecordAsked) -> Draft:
        """The draft that says the one thing asked, in the words of the record; closed, it says so."""
        found, card, shown = record.found, record.card, Shown()
        window, sentences = card.match.window, list[DraftSentence]()
        if window.state in ("closed", "not_yet_open"):
            of_window = window_sentence(found.support, window, self._messages)
            sentences.append(shown.sentence(of_window, found.parts["dates"]))
        if record.expense:
            is_aided, text, passage = record.expense
            sentences.append(shown.sentence(self._answered(found, is_aided, text), passage))
        elif line := record.place:
            sentences.append(shown.sentence(self._placed(found, line), line.passage or found.parts["what"]))
        else:
            sentences += [shown.sentence(*self._of_support(found, *said)) for said in record.fact[:1]]
            sentences += [shown.sentence(*said) for said in record.fact[1:]]
        return Draft(
            "answered",
            "answered",
            "",
            tuple(sentences),
            shown.passages,
            self._warnings(found.support, found.support.note or "", window, "what"),
            (card.contact,),
            (scheme_of(card),),
            validity_of([card]),
            criterion_passages={card.id: passages_of(card)},
        )

    def _answered(self, found: Found, is_yes: bool, text: str) -> str:
        """Yes or no, of the support, with what says it."""
        word = self._messages.say("verdict_yes" if is_yes else "verdict_no").rstrip(".")
        return f"{word}, {found.support.name} : {after_colon(text)}"

    def _placed(self, found: Found, line: CriterionLine) -> str:
        """Whether the place told is covered; one of the whole country is promised to nobody."""
        within = found.support.within
        if line.result == "unknown":
            told = f"{found.support.name}, {after_colon(line.text)}"
            return self._messages.say("criterion_to_check", criterion=told)
        if line.result == "met" and within is not None and within.countries:
            return f"{found.support.name}, {after_colon(line.text)}"
        return self._answered(found, line.result == "met", line.text)

    def _of_support(self, found: Found, text: str, passage: Passage) -> tuple[str, Passage]:
        """A sentence of a record that opens with the name of the support, as some of them do already."""
        name = found.support.name
        return (text if text.startswith(name) else f"{name} : {after_colon(text)}"), passage

    def _said_untold(self, shown: Shown, found: Found, detail: str) -> DraftSentence:
        words = self._messages.say(
            "detail_untold", name=found.support.name, detail=self._messages.say(detail)
        )
        return shown.sentence(words, next(iter(found.parts.values())))

    def _untold(self, found: Found, card: SupportCard, detail: str) -> Draft:
        """The draft that says that the record does not tell a detail, whom to ask, and that it is closed."""
        shown, window = Shown(), card.match.window
        sentences = [self._said_untold(shown, found, detail)]
        if window.state == "closed":
            of_window = window_sentence(found.support, window, self._messages)
            sentences.append(shown.sentence(of_window, found.parts["dates"]))
        return Draft(
            "not_found",
            "not_found_unpublished",
            "",
            tuple(sentences),
            shown.passages,
            (self._messages.say("warning_before_works"),) if detail == "detail_signing" else (),
            contacts=(card.contact,),
            schemes=(scheme_of(card),),
            validity=validity_of([card]),
            criterion_passages={card.id: passages_of(card)},
        )

    def _texts(self, found: Found, part: Part, question: SupportQuestion) -> tuple[str, ...]:
        """The sentences of a part that answer."""
        passage, query = found.parts[part], question.query
        wanted, own_stems = self._reader.wanted(query, passage), frozenset(query.stems)
        return self._reader.sentences(wanted, question.asked, passage, part, own_stems, question.today)

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
