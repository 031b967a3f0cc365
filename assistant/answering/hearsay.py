"""What a question has heard of the end of the programme, or of who was in the first phase: yes or no."""

import re
from collections.abc import Callable, Sequence
from datetime import date

from assistant.answering.belonging import has_joined, has_left
from assistant.answering.dates import read_dates
from assistant.answering.draft import Draft, Shown
from assistant.answering.judging import Candidate
from assistant.answering.years import years_in
from assistant.french import content_words, fold
from assistant.messages import Messages
from assistant.records import Passage
from assistant.retrieval.hybrid import Retriever
from assistant.supports.deadlines import Milestone
from assistant.supports.territory import Territory
from assistant.wording import capital, with_article

EVOLUTION = "ge-nl-evolution"
"""The statement of the intercommunalities that came and left between the phases."""
_PROGRAMME = re.compile(
    r"\b(?:le|du|ce|notre|au) programme\b|\bphase (?:2|deux)\b|\b(?:seconde|deuxieme) phase\b"
    r"|\bterritoires? d'industrie\b|\b(?:le|du|notre|les) (?:ti|label)\b|\blabel territoire"
)
_ENDS = re.compile(
    r"\bs'arret\w*|\bse termin\w*|\bfini(?:t|ra|rait|ssait)?\b|\bpren\w* fin\b|\bs'achev\w*|\bexpir\w+"
    r"|\b(?:dure|court|va|valable|vaut|prolonge|prevu|reconduit|tient)\b.{0,20}\bjusqu'|\bfin (?:du|de la) "
)
_OTHER_ENDS = re.compile(
    r"\bcandidat|\bcomite|\bcopil|\bcontrat|\bfonds\b|\brebond|\bvte\b|\baides?\b|\bappel|\bchefs?\b|\bposte"
    r"|\bplan\b|\bphase (?:1|un|3)\b|\bpremiere phase|\bdepot|\bdossier|\benveloppe|\bbudget|\bfeader|\bfeder"
)
"""What ends on a day of its own, or was another phase."""
_PART_OF_YEAR = re.compile(
    r"\b(?:debut|mi|milieu|printemps|ete|automne|hiver|avant|apres|d'ici|depuis|a partir|trimestre|semestre"
    r"|en cours)\b"
)
_OPEN = re.compile(
    r"\b(?:quand|quel(?:le)?s?|combien|pourquoi|comment|qui|peut|peuvent|puis|faut|doit|doivent|comme|puisqu\w*"
    r"|si|sachant|vu|pas|plus|ni|jamais|ou)\b|\bne\b|\bn'(?!est[- ]ce)"
)
"""What asks another thing, takes for granted or denies."""
_TAG = re.compile(r"n'est[- ]ce pas|, ?non ?\?|\bsi je ne me trompe(?: pas)?\b|\bou pas\b")
LONGEST = 12  # content words of a question that asks nothing beside
_PHASE_1 = re.compile(
    r"\bphase (?:1|un)\b|\bpremiere (?:phase|vague|generation|labellisation)\b"
    r"|\b(?:en|entre|de|depuis) (?:2018|2019|2020|2021|2022)\b"
)
_WAS_IN = re.compile(
    r"\b(?:etai(?:t|ent)|faisai(?:t|ent)|appartenai(?:t|ent)|figurai(?:t|ent)|a(?:vait)? (?:fait|ete)"
    r"|est (?:dans|membre)|sont (?:dans|membres))\b"
)
_HERE = re.compile(r"\bnord lorraine\b|\bterritoire d'industrie\b|\b(?:le|du|au) (?:ti|territoire|label)\b")
YEAR, MONTH = len("2027"), len("2027-12")


class HearsayDesk:
    """Confirms or denies what is told as heard, where a dated end or the changes of perimeter settle it."""

    def __init__(
        self,
        territory: Territory,
        retriever: Retriever,
        messages: Messages,
        milestones: Sequence[Milestone],
        names_support: Callable[[str], object],
    ) -> None:
        """`names_support` tells whether a text names a support, whose end is another's matter."""
        self._territory, self._retriever, self._messages = territory, retriever, messages
        self._milestones, self._names_support = tuple(milestones), names_support

    def answer(self, question: str, latest: str, today: date) -> Draft | None:
        """The draft that says « oui » or « non » with the statement that does; None for other questions."""
        if len(content_words(latest)) > LONGEST:
            return None
        return self._on_end(question, latest) or self._on_first_phase(latest, today)

    def of_here(self, candidates: Sequence[Candidate], question: str) -> tuple[Candidate, ...]:
        """The candidates for a question on this territory, without those that open on another one."""
        label = self._territory.label
        if fold(label.name) not in fold(question):
            return tuple(candidates)
        named = {t.industry_territory for t in self._territory.find_places(question) if t.industry_territory}
        others = [t for t in self._territory.industry_territories if t.id != label.id and t not in named]
        return tuple(c for c in candidates if not _opens_on(c.passage, [t.name for t in others], label.name))

    def _on_end(self, question: str, latest: str) -> Draft | None:
        folded = _TAG.sub(" ", fold(latest))
        is_on_programme = _PROGRAMME.search(fold(question)) and _ENDS.search(folded)
        if not is_on_programme or _OPEN.search(folded) or _OTHER_ENDS.search(folded):
            return None
        told = _told_end(latest)
        if told is None or _PART_OF_YEAR.search(folded) or self._names_support(latest):
            return None
        statements = [(m, self._passage(m.statement)) for m in self._milestones]
        label = fold(self._territory.label.name) in fold(question)
        known = [(m, p) for m, p in statements if p is not None]
        if not known or len({m.day for m, _ in known}) > 1:
            return None
        milestone, passage = known[-1] if label else known[0]
        key = "verdict_yes" if milestone.day.isoformat().startswith(told) else "verdict_no"
        shown = Shown()
        said = shown.sentence(passage.text, passage)
        return Draft("answered", "answered", self._messages.say(key), (said,), shown.passages)

    def _on_first_phase(self, latest: str, today: date) -> Draft | None:
        folded, evolution = _TAG.sub(" ", fold(latest)), self._passage(EVOLUTION)
        is_asked = _PHASE_1.search(folded) and _WAS_IN.search(folded) and _HERE.search(folded)
        if evolution is None or not is_asked or _OPEN.search(folded):
            return None
        places = [each for each in self._territory.find_places(latest) if each.kind != "industry_territory"]
        epcis = {
            epci
            for each in places
            if (epci := each.epci or (each.commune and self._territory.epci_of(each.commune, today)))
        }
        if len(epcis) != 1 or len(places) != 1:
            return None
        (epci,) = epcis
        shown = Shown()
        if has_joined(epci, evolution):
            said = self._messages.say("perimeter_joined", epci=with_article(epci.name))
        elif has_left(epci, evolution):
            said = self._messages.say("perimeter_left_yes", epci=with_article(epci.name))
        else:
            return None
        told = shown.sentence(capital(said), evolution)
        return Draft("answered", "answered_perimeter", "", (told,), shown.passages)

    def _passage(self, identifier: str) -> Passage | None:
        row = self._retriever.row.get(identifier)
        return None if row is None else self._retriever.passages[row]


def _opens_on(passage: Passage, names: Sequence[str], label: str) -> bool:
    """Whether a statement opens with one of these names, and says nothing of the label."""
    if passage.kind != "statement" or label in passage.text:
        return False
    return any(re.match(rf"{re.escape(name)}\b", passage.text) for name in names)


def _told_end(latest: str) -> str | None:
    """The one day, month or year that a text gives, in ISO form; None without one or with several."""
    days = [day for day in read_dates(latest)[0] if not day.startswith("--") and len(day) >= YEAR]
    told = {day for day in days if len(day) >= MONTH} or years_in(latest)
    return next(iter(told)) if len(told) == 1 else None
