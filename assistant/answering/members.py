"""Which communes of the perimeter are of a department, or outside an intercommunality: from the data."""

import re
from collections.abc import Callable, Sequence
from datetime import date

from assistant.answering.draft import Draft, Shown
from assistant.french import fold
from assistant.messages import Messages
from assistant.records import Passage
from assistant.supports.perimeter import Commune, Epci
from assistant.supports.regions import DEPARTMENTS
from assistant.supports.territory import Territory
from assistant.wording import capital, enumerated, with_article

MOST_LISTED = 30
_COMMUNES = re.compile(r"\b(?:communes|villages|municipalites)\b")
_HERE = re.compile(r"\b(?:perimetre|nord lorraine|label|ti|territoire)\b")
_COUNTS = re.compile(r"\b(?:combien|nombre|nb)\b")
_WHICH = re.compile(r"\b(?:lesquelles|quelles|liste\w*|nom(?:s|me\w*)|cite\w*)\b")
_WITHOUT = re.compile(r"\b(?:hors|sauf|excepte\w*|en dehors d\w+|a part|sans compter|sans|autres? que)\b")

Evidence = Callable[[Commune, date], Passage]
Held = Callable[[Epci], Passage | None]


class MemberLister:
    """Lists the communes of the perimeter that a question singles out."""

    def __init__(self, territory: Territory, messages: Messages, of_commune: Evidence, of_epci: Held) -> None:
        """`of_commune` and `of_epci` give the passage that tells of a place."""
        self._territory, self._messages = territory, messages
        self._of_commune, self._of_epci = of_commune, of_epci

    def answer(self, question: str, totals: Sequence[Passage], today: date) -> Draft | None:
        """The draft when a question asks which communes are inside, but some or of a department; else None.

        `totals` tell how many there are in all.
        """
        folded = fold(question)
        if not (_COMMUNES.search(folded) and _HERE.search(folded)):
            return None
        without = _WITHOUT.search(folded)
        out_epci, out_commune = self._left_out(question, without.end()) if without else (None, None)
        department = self._department(question)
        is_singled = out_epci or out_commune or (department and not without)
        if not is_singled or not (_WHICH.search(folded) or (_COUNTS.search(folded) and without)):
            return None
        kept = [
            commune
            for commune in self._territory.communes
            if self._territory.perimeter_of(commune, today).in_nord_lorraine
            and department in (None, commune.department)
            and commune != out_commune
            and (out_epci is None or self._territory.epci_of(commune, today) != out_epci)
        ]
        if not kept:
            return None
        left_out = with_article(out_epci.name) if out_epci else out_commune.name if out_commune else ""
        return self._draft(kept, department, left_out, totals if _COUNTS.search(folded) else (), today)

    def _left_out(self, question: str, start: int) -> tuple[Epci | None, Commune | None]:
        """The intercommunality, else the commune, named after the word that leaves it out."""
        for match in self._territory.find_places(question):
            if match.start < start:
                continue
            if match.epci is not None:
                return match.epci, None
            if len(match.communes) == 1:
                return None, match.communes[0]
        return None, None

    def _draft(
        self,
        kept: Sequence[Commune],
        department: str | None,
        left_out: str,
        totals: Sequence[Passage],
        today: date,
    ) -> Draft:
        shown = Shown()
        sentences = [shown.sentence(passage.text, passage) for passage in totals]
        of_them = DEPARTMENTS[department] if department else ""
        communes = self._messages.say(
            "members_within" if department else "members_anywhere", department=of_them
        )
        before = self._messages.say("members_without", place=left_out) if left_out else ""
        if len(kept) <= MOST_LISTED:
            names = sorted((commune.name for commune in kept), key=fold)
            key, evidence = "members_communes", [self._of_commune(commune, today) for commune in kept]
        else:
            epcis = {e.slug: e for c in kept if (e := self._territory.epci_of(c, today)) is not None}
            names = [with_article(epci.name) for epci in epcis.values()]
            key = "members_epcis"
            evidence = [p for epci in epcis.values() if (p := self._of_epci(epci)) is not None]
        key = key if len(names) > 1 else f"{key}_one"
        said = self._messages.say(key, names=enumerated(names), communes=communes)
        said = f"{before} {said}" if before else capital(said)
        sentences.append(shown.sentence(said, *evidence))
        return Draft("answered", "answered_perimeter", "", tuple(sentences), shown.passages)

    def _department(self, question: str) -> str | None:
        """The code of the one department of the perimeter that a question names, by number or by name."""
        for match in self._territory.find_places(question):
            question = question.replace(match.text, " ")
        folded, named = fold(question), set()
        codes = {commune.department for commune in self._territory.communes}
        for code in sorted(codes, key=lambda code: -len(DEPARTMENTS[code])):
            name = fold(DEPARTMENTS[code])
            pattern = rf"\b{re.escape(name)}\b|\b(?:du|le|dans|departement|dep) {code}\b|\({code}\)"
            if re.search(pattern, folded):
                named.add(code)
            folded = folded.replace(name, " ")
        return named.pop() if len(named) == 1 else None
