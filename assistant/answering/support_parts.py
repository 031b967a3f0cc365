"""Which part of a support a question is about, and which of its sentences."""

import re
from collections.abc import Callable, Collection, Sequence
from datetime import date
from math import fsum
from typing import cast

from assistant.answering.asked import Asked, provides
from assistant.answering.concerns import concern_of
from assistant.answering.draft import Shown
from assistant.answering.features import PARTS
from assistant.answering.judging import Candidate
from assistant.answering.notes import LEAST_NEW, adding, divided, has_day_to_come
from assistant.answering.present_state import present_first
from assistant.answering.support_finding import Found
from assistant.french import fold, stem, words
from assistant.records import DraftSentence, Passage
from assistant.retrieval.hybrid import Retriever
from assistant.retrieval.query import SearchQuery
from assistant.sentences import split_sentences
from assistant.supports.schema import Part, Support

MOST_CONDITIONS = 8
LEAST_TOLD = 0.35  # of what a question says, for a condition to be the one it is about
MOST_BESIDE = 2
MOST_FIRST = 2  # conditions that a question is clearly about: they are told before the others
LEAST_SHARE = 3.0
MUCH = 12.0  # in nats: about two rare words or four that are not common
OF_NOTE = 8.5  # in nats: two words that are not common
OUTSTANDING = 1.5  # times the share of the second
MOST_ABOUT = 2
MOST_TOLD = 4  # sentences: more of them are the whole record, not what the question is about
PART_GAP = 1.0  # in log-odds: the lead under which another part may be meant
_YEAR = re.compile(r"20\d\d")
_ACRONYM = re.compile(r"\b[A-Z]{3,}\w*")
_SETTLED: dict[Asked, Part] = {
    Asked.DATE: "dates",
    Asked.CONDITION: "conditions",
    Asked.CONTACT: "how_to_apply",
    Asked.AMOUNT: "amount",
    Asked.RATE: "amount",
}
_ALWAYS_THERE = frozenset({Asked.DATE, Asked.CONDITION})
COUNTED = frozenset({Asked.COUNT, Asked.AMOUNT, Asked.RATE, Asked.DATE, Asked.CONDITION})


class PartReader:
    """Chooses within the record of one support."""

    def __init__(self, retriever: Retriever) -> None:
        self._retriever = retriever

    def part(self, found: Found, own: Sequence[Candidate], asked: Asked) -> Part:
        """The part that answers best: that of the first of the record's candidates.

        A date or a condition asked of a support by its name is always in that part, a sum or whom to ask
        where that part gives one; the presentation of a support never answers when something more precise
        is asked, nor its dates when money is.
        """
        settled = _SETTLED.get(asked)
        held = found.parts.get(settled) if settled and found.named else None
        if settled and held and (asked in _ALWAYS_THERE or provides(asked, held)):
            return settled
        part: Part = max(own, key=lambda c: c.score).passage.part  # type: ignore[assignment]  # by construction
        asked_part = PARTS.get(asked)
        is_money = asked in (Asked.AMOUNT, Asked.RATE) and part in ("dates", "how_to_apply")
        if (part == "what" or is_money) and asked_part in found.parts:
            return cast(Part, asked_part)
        return part

    def about(
        self, found: Found, own: Sequence[Candidate], query: SearchQuery, asked: Asked, shown: Shown
    ) -> list[DraftSentence]:
        """What the words of a question are about: the amount or the way to apply, two conditions at most."""
        about: list[DraftSentence] = []
        nearest = own[0].passage.part if own else None
        for part in ("amount", "how_to_apply"):
            if part in found.parts and part in (nearest, PARTS.get(asked)):
                about.append(shown.sentence(found.parts[part].text, found.parts[part]))
        conditions = found.parts.get("conditions")
        if conditions is None:
            return about
        told = self.told(self.wanted(query, conditions), asked, conditions, frozenset(query.stems))
        if len(told) < MOST_TOLD:
            about += [shown.sentence(text, conditions) for text in told[:MOST_ABOUT]]
        return about

    def also(self, parts: Collection[str], own: Sequence[Candidate], part: Part, asked: Asked) -> list[Part]:
        """The other part that may be meant, about as near to the question as the one chosen; at most one.

        That of the amounts when money is asked. The presentation of a support is none: it says a little of
        all the others.
        """
        if asked in (Asked.AMOUNT, Asked.RATE) and part != "amount" and "amount" in parts:
            return ["amount"]
        chosen = [c.score for c in own if c.passage.part == part]
        least = max(chosen, default=float("-inf")) - PART_GAP
        others = [c for c in own if c.passage.part not in (part, "what") and c.score >= least]
        others.sort(key=lambda c: -c.score)
        return [cast(Part, c.passage.part) for c in others[:1]]

    def wanted(self, query: SearchQuery, passage: Passage) -> frozenset[str]:
        """The stems of the question and of their equivalents, but for the name of the support.

        An acronym in it is that name, and so are its equivalents.
        """
        name = passage.heading_path[1]
        own = {stem(word) for word in words(name)}
        acronyms = {stem(fold(word)) for word in _ACRONYM.findall(name)}
        asked = [s for s in query.stems if s not in acronyms]
        return frozenset(asked).union(*(query.equivalents.get(s, ()) for s in asked)) - own

    def noted(
        self, note: str | None, wanted: frozenset[str], said: str, part: Part | None, today: date
    ) -> tuple[tuple[str, ...], str]:
        """The sentences of a note that add to what is said, of its dates those to come, and the others.

        One that holds much of what is wanted is said though its words were.
        """
        adds = adding(self._retriever, wanted, said)
        is_dated = part == "dates"

        def worth(text: str) -> float:
            is_said = (is_dated and has_day_to_come(text, today)) or self._share(text, wanted) >= OF_NOTE
            return LEAST_NEW if is_said else adds(text)

        return divided(note, worth)

    def concern(
        self, query: SearchQuery, support: Support, told: Collection[str] = ()
    ) -> Callable[[str], float]:
        """Tells how much a sentence of the support's record is about what a message tells, in nats."""
        return concern_of(self._retriever, query, support, told)

    def _share(self, sentence: str, wanted: frozenset[str]) -> float:
        """How much a sentence has of what is wanted, in nats."""
        return fsum(self._retriever.rarity(s) for s in {stem(w) for w in words(sentence)} & wanted)

    def sentences(
        self,
        wanted: frozenset[str],
        asked: Asked,
        passage: Passage,
        part: Part,
        own: frozenset[str],
        today: date,
    ) -> tuple[str, ...]:
        """The sentences of a part that answer: the conditions that a question is about, of a long list.

        Fewer conditions are told whole, those asked about first, as is any other part: one left out may be
        the one that decides.
        """
        sentences = split_sentences(passage.text)
        if part == "amount" and not any(_YEAR.fullmatch(word) and int(word) < today.year for word in own):
            return (present_first(passage.text, today),)
        if part != "conditions":
            return (passage.text,)
        told = self.told(wanted, asked, passage, own)
        is_long = len(sentences) > MOST_CONDITIONS
        if is_long and told:
            return told
        first = told if 0 < len(told) <= MOST_FIRST else self._outstanding(sentences, wanted)
        return (*first, *(sentence for sentence in sentences if sentence not in first))[:MOST_CONDITIONS]

    def _outstanding(self, sentences: Sequence[str], wanted: frozenset[str]) -> tuple[str, ...]:
        """The sentence that holds much of what a long message says, far more than any other; one at most."""
        shares = sorted((self._share(sentence, wanted) for sentence in sentences), reverse=True)
        second = shares[1] if len(shares) > 1 else 0.0
        if shares[0] < max(MUCH, OUTSTANDING * second):
            return ()
        return tuple(s for s in sentences if self._share(s, wanted) == shares[0])

    def told(
        self, wanted: frozenset[str], asked: Asked, passage: Passage, own: frozenset[str]
    ) -> tuple[str, ...]:
        """The conditions that the question is clearly about, in order; none when no one clearly is.

        `own` are the stems of the question itself, of those `wanted`.
        """
        sentences = split_sentences(passage.text)
        shares = [self._share(sentence, wanted) for sentence in sentences]
        about = {i for i, share in enumerate(shares) if share >= 0.6 * max(shares) and share > 2.0}
        if max(shares) < LEAST_TOLD * fsum(self._retriever.rarity(s) for s in wanted & own):
            about = set()
        if asked in COUNTED:
            about |= {i for i, sentence in enumerate(sentences) if re.search(r"\d", sentence)}
        return tuple(sentences[i] for i in sorted(about)[:MOST_CONDITIONS])

    def beside(self, found: Found, part: Part, wanted: frozenset[str]) -> list[tuple[str, Passage]]:
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
