"""Is this place inside, and in which intercommunality? Answered from the territory data, not by search."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.answering.asked import Asked, asked_kind
from assistant.answering.belonging import (
    BELONGING,
    OURS,
    asks_since,
    has_left,
    is_confirmed,
    speaks_of_past,
    subject_of_choice,
    takes_for_granted,
    tells_leaving,
    worded,
    words_of,
)
from assistant.answering.draft import Draft, Shown
from assistant.answering.features import MARKED
from assistant.answering.members import MemberLister
from assistant.french import content_words, fold, stem
from assistant.messages import Messages
from assistant.records import DraftSentence, Passage
from assistant.retrieval.hybrid import Retriever
from assistant.sentences import split_sentences
from assistant.supports.perimeter import Commune, Epci, IndustryTerritory, Perimeter
from assistant.supports.territory import PlaceMatch, Territory
from assistant.wording import capital, enumerated, with_article

TOTALS = "nl-epci-006"
"""The statement of how many communes and inhabitants there are, in all and by department."""
MEMBERS, EVOLUTION = "nl-gouv-001", "ge-nl-evolution"
"""The statements of which intercommunalities are members, and of those that came and left."""
MOST_PLACES = 3
MOST_CHOICES = 8
MOST_WORDS_BESIDE = 3
KNOWN = 3  # passages that hold a word, for it to be a subject of its own (« Rebond industriel »)
_MEMBERS = re.compile(r"\bcommunes\b.{0,30}\b(de|du|d'|des|compos|membres)|\bsiege d[eu]s?\b")
_PURPOSE = re.compile(r"\bpour .*")
_CLAUSE = re.compile(r"[.:;,!?]+\s+|\s+et\s+")
_OTHER_KINDS = MARKED | {Asked.REASON, Asked.HOW}
_WHICH = re.compile(r"\bquel(le)?s?\b|\blaquelle\b|\blequel\b|a quoi appartient|de quoi (releve|depend)")


class PerimeterDesk:
    """Answers on places from the records of the territory."""

    def __init__(self, territory: Territory, retriever: Retriever, messages: Messages) -> None:
        self._territory, self._retriever, self._messages = territory, retriever, messages
        self._members = MemberLister(territory, messages, self._passage_of, self._epci_passage)
        self._commune_sources = next((p.sources for p in retriever.passages if p.kind == "commune"), ())

    def answer(self, question: str, latest: str, today: date) -> Draft | None:
        """The draft when the question is whether, or where, a place belongs; None for any other question.

        `latest` is what was said last: its places stand before those of the question it leans on.
        """
        if listed := self._members.answer(question, self._shown(TOTALS), today):
            return listed
        every = self._places(question)
        wordings = self._is_about_belonging, self._ends_so, self._asks_of_us
        subject = subject_of_choice(question, every)
        is_since = asks_since(latest) and tells_leaving(question) and bool(self._left(every[:1], today))
        if not (subject or is_since or any(every and asks(question, every) for asks in wordings)):
            return None
        places = self._territory.beside(self._places(latest) or every)
        if any(match.kind == "postcode" and not match.communes for match in places):
            return self._unknown_place()
        homonym = next((m for m in places if m.kind == "commune" and len(self._groups(m, today)) > 1), None)
        if homonym is not None:
            return self._which(homonym)
        if subject:
            return worded(self._draft([subject], True, today), question, is_plain=True)
        draft = self._draft(places[:MOST_PLACES], bool(_WHICH.search(fold(question))), today)
        return self._with_past(draft, places[:1], question, today)

    def _with_past(self, draft: Draft, places: Sequence[PlaceMatch], question: str, today: date) -> Draft:
        """The draft, said of what the question says; one that speaks of the past is told who left."""
        left, denies = self._left(places, today), tells_leaving(question)
        if not (left and speaks_of_past(question)):
            is_unsure = speaks_of_past(question) and any(s.text.startswith("Non") for s in draft.sentences)
            return worded(draft, question, is_plain=is_unsure and denies)
        shown = Shown(draft.shown.values())
        key = "perimeter_left_yes" if denies and is_confirmed(question) else "perimeter_left"
        said = shown.sentence(
            capital(self._messages.say(key, epci=with_article(left[0].name))), *self._shown(EVOLUTION)
        )
        plain = worded(draft, question, is_plain=denies)
        sentences = (said, *plain.sentences) if denies else (*plain.sentences, said)
        return replace(plain, sentences=sentences, shown=shown.passages)

    def _left(self, places: Sequence[PlaceMatch], today: date) -> list[Epci]:
        """The intercommunalities of places that the statement of the changes names among those that left."""
        of_places = (
            match.epci or self._territory.epci_of(match.communes[0], today)
            for match in places
            if match.epci or match.communes
        )
        evolution = self._shown(EVOLUTION)
        return [epci for epci in of_places if epci and evolution and has_left(epci, evolution[0])]

    def correct(self, question: str, today: date) -> Draft | None:
        """What is true of a place that a question wrongly takes to be in Nord Lorraine; None without any."""
        if not takes_for_granted(question):
            return None
        outside = [
            match
            for match in self._places(question)
            if match.communes
            and not any(self._territory.perimeter_of(c, today).in_nord_lorraine for c in match.communes)
        ]
        if not outside:
            return None
        return replace(self._draft(outside[:1], False, today), reason="answered_corrected")

    def _places(self, text: str) -> list[PlaceMatch]:
        return [match for match in self._territory.find_places(text) if match.kind != "industry_territory"]

    def _is_about_belonging(self, question: str, places: Sequence[PlaceMatch]) -> bool:
        """Whether nothing is said beside the places but the words of belonging.

        A few other words are let through when the wording asks for belonging outright.
        """
        if asked_kind(question) in _OTHER_KINDS or _MEMBERS.search(fold(question)):
            return False
        named = {stem(word) for match in places for word in content_words(match.text)}
        beside = [s for s in map(stem, content_words(question)) if s not in named | words_of(question)]
        if any(self._retriever.frequency(s) >= KNOWN for s in beside):
            return False
        return len(beside) <= (MOST_WORDS_BESIDE if BELONGING.search(fold(question)) else 0)

    def _ends_so(self, message: str, _: Sequence[PlaceMatch]) -> bool:
        """Whether the last clause of a message that tells more asks outright for belonging."""
        clauses = [clause for clause in _CLAUSE.split(message) if content_words(clause)]
        last = clauses[-1] if len(clauses) > 1 and message.rstrip().endswith("?") else ""
        return bool(BELONGING.search(fold(last))) and self._is_about_belonging(last, self._places(last))

    def _asks_of_us(self, message: str, places: Sequence[PlaceMatch]) -> bool:
        """Whether somebody who told of one place asks in a clause if « on relève du territoire »."""
        is_one = len({match.text for match in places}) == 1
        questions = [each for each in split_sentences(message) if is_one and each.endswith("?")]
        clauses = [_PURPOSE.sub("", fold(_CLAUSE.split(each)[-1])) for each in questions]
        ours = [each for each in clauses if OURS.search(each) and not self._places(each)]
        return any(BELONGING.search(each) and asked_kind(each) not in _OTHER_KINDS for each in ours)

    def _groups(self, match: PlaceMatch, today: date) -> list[list[Commune]]:
        """The communes that a match may be, those with the same verdict and intercommunality together."""
        groups: dict[object, list[Commune]] = {}
        for commune in match.communes:
            found = self._territory.perimeter_of(commune, today)
            groups.setdefault((found.in_nord_lorraine, found.epci and found.epci.slug), []).append(commune)
        return list(groups.values())

    def _which(self, match: PlaceMatch) -> Draft:
        names = [f"{c.name} ({c.department})" for c in match.communes[:MOST_CHOICES]]
        words = self._messages.say("clarify_place", place=match.text, choices=enumerated(names))
        return Draft("clarify", "clarify_place", words)

    def _unknown_place(self) -> Draft:
        return Draft("not_found", "not_found_place", self._messages.say("not_found_place"))

    def _draft(self, places: Sequence[PlaceMatch], asks_which: bool, today: date) -> Draft:
        shown = Shown()
        sentences: list[DraftSentence] = []
        guessed: list[str] = []
        for match in places:
            if match.epci is not None:
                sentences += self._on_epci(match.epci, shown, today)
            for communes in self._groups(match, today):
                sentences += self._on_communes(communes[:MOST_CHOICES], shown, asks_which, today)
            if match.communes and not match.exact:
                names = enumerated([commune.name for commune in match.communes])
                guessed.append(self._messages.say("perimeter_assumed", place=match.text, commune=names))
        return Draft("answered", "answered_perimeter", " ".join(guessed), tuple(sentences), shown.passages)

    def _on_communes(
        self, communes: Sequence[Commune], shown: Shown, asks_which: bool, today: date
    ) -> list[DraftSentence]:
        """What is true of communes that share their intercommunality and their verdict."""
        perimeter = self._territory.perimeter_of(communes[0], today)
        name, several = enumerated([commune.name for commune in communes]), len(communes) > 1
        evidence = [self._commune_passage(commune, perimeter) for commune in communes]
        belongs = self._belonging(perimeter, name, several, shown, evidence)
        verdict = self._verdict(perimeter, name, several, shown, evidence)
        return [*belongs, *verdict] if asks_which else [*verdict, *belongs]

    def _verdict(
        self, perimeter: Perimeter, name: str, several: bool, shown: Shown, evidence: Sequence[Passage]
    ) -> list[DraftSentence]:
        form = "_several" if several else ""
        if perimeter.in_nord_lorraine:
            return [shown.sentence(self._messages.say(f"perimeter_inside{form}", commune=name), *evidence)]
        if perimeter.in_nord_lorraine is None:
            return []
        others = perimeter.industry_territories
        if others:
            cited = [*self._territory_passages(others), *evidence]
            said = self._messages.say(
                f"perimeter_outside_other{form}", commune=name, other=enumerated([t.name for t in others])
            )
            return [shown.sentence(said, *cited)]
        key = "perimeter_outside_none" if others == () else "perimeter_outside_unknown"
        return [shown.sentence(self._messages.say(f"{key}{form}", commune=name), *evidence)]

    def _belonging(
        self, perimeter: Perimeter, name: str, several: bool, shown: Shown, evidence: Sequence[Passage]
    ) -> list[DraftSentence]:
        if perimeter.epci is None:
            return []
        form = "_several" if several else ""
        if perimeter.former_epci is not None:
            said = self._messages.say(
                f"perimeter_epci_merged{form}",
                commune=name,
                epci=with_article(perimeter.epci.name),
                former=with_article(perimeter.former_epci.name),
            )
        else:
            said = self._messages.say(
                f"perimeter_epci{form}", commune=name, epci=with_article(perimeter.epci.name)
            )
        return [shown.sentence(said, *evidence)]

    def _on_epci(self, epci: Epci, shown: Shown, today: date) -> list[DraftSentence]:
        passage = self._epci_passage(epci)
        successor = self._territory.epci(epci.merged_into) if epci.merged_into else None
        if successor is not None and passage is not None and not epci.exists_on(today):
            names = {"epci": with_article(epci.name), "successor": with_article(successor.name)}
            told = shown.sentence(self._messages.say("perimeter_epci_gone", **names), passage)
            return [told, *self._on_epci(successor, shown, today)]
        inside = epci.labelled or any(
            member is not None and member.labelled for member in map(self._territory.epci, epci.merged_from)
        )
        if inside and passage is not None:
            return [
                shown.sentence(
                    self._messages.say("perimeter_epci_inside", epci=with_article(epci.name)), passage
                )
            ]
        others = tuple(
            territory
            for territory in self._territory.industry_territories
            if epci.siren and any(member.siren == epci.siren for member in territory.members)
        )
        if others:
            said = self._messages.say(
                "perimeter_epci_other",
                epci=with_article(epci.name),
                other=enumerated([t.name for t in others]),
            )
            return [shown.sentence(said, *self._territory_passages(others))]
        return [
            shown.sentence(
                self._messages.say("perimeter_epci_outside", epci=with_article(epci.name)),
                *self._shown(self._territory.label.id, MEMBERS)[:1],
            )
        ]

    def _passage_of(self, commune: Commune, today: date) -> Passage:
        return self._commune_passage(commune, self._territory.perimeter_of(commune, today))

    def _commune_passage(self, commune: Commune, perimeter: Perimeter) -> Passage:
        row = self._retriever.row.get(f"commune-{commune.insee}")
        if row is not None:
            return self._retriever.passages[row]
        epci = perimeter.epci.name if perimeter.epci else self._messages.say("perimeter_no_epci")
        text = self._messages.say(
            "perimeter_commune_record",
            commune=commune.name,
            insee=commune.insee,
            postcodes=enumerated(list(commune.postcodes)),
            epci=epci,
        )
        return Passage(
            passage_id=f"commune-{commune.insee}",
            kind="commune",
            source_id=self._commune_sources[0].source_id if self._commune_sources else "",
            text=text,
            heading_path=(self._messages.say("perimeter_heading"), commune.name),
            locator=commune.insee,
            sources=self._commune_sources[:1],
        )

    def _epci_passage(self, epci: Epci) -> Passage | None:
        row = self._retriever.row.get(f"epci-{epci.slug}/identity")
        return None if row is None else self._retriever.passages[row]

    def _territory_passages(self, territories: Sequence[IndustryTerritory]) -> list[Passage]:
        rows = [self._retriever.row.get(territory.id) for territory in territories]
        return [self._retriever.passages[row] for row in rows if row is not None]

    def _shown(self, *ids: str) -> list[Passage]:
        """The passages of these ids that the corpus has."""
        found = [self._retriever.row.get(each) for each in ids]
        return [self._retriever.passages[row] for row in found if row is not None]
