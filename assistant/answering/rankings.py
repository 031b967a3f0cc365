"""Which intercommunality or commune is the most, or the least, peopled: told from the territory data."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.answering.draft import Draft, Shown
from assistant.french import fold
from assistant.messages import Messages
from assistant.records import DraftSentence, Passage
from assistant.retrieval.hybrid import Retriever
from assistant.supports.perimeter import Commune, Epci
from assistant.supports.territory import PlaceMatch, Territory
from assistant.wording import capital, enumerated, with_article, written_number

MOST_RANKED = 10
_EPCI = r"(?:intercommunalites?|intercos?|epci|agglos?|agglomerations?|communautes?|com ?coms?)"
_COMMUNE = r"(?:communes?|villes?|villages?|municipalites?)"
_UNIT = re.compile(rf"\b(?:(?P<epci>{_EPCI})|(?P<commune>{_COMMUNE}))\b")
_OF_COMMUNES = re.compile(
    rf"\b(?P<way>plus|moins)(?: grand nombre| (?P<few>petit) nombre)? (?:de |d') ?{_COMMUNE}\b"
    rf"|\b(?:par|selon) (?:leur |le )?nombre de {_COMMUNE}\b"
)
_PEOPLE = r"(?:peuple\w*|habite\w*|habitants?|population|monde)"
_SIZE = r"(?:grande?s?|grosse?s?|gros|(?P<small>petite?s?))"
_EXTREME = re.compile(
    rf"(?:\bl[ea]s?|^) ?(?P<way>plus|moins) (?:(?P<people>(?:(?:de |d'|lourd en )?{_PEOPLE}))\b"
    rf"|(?:grand|(?P<few>petit)) nombre d(?:e |')(?P<counted>habitants)\b"
    rf"|{_SIZE}(?= (?:{_EPCI}|{_COMMUNE})\b| (?:d[ue]s?|de la|dans|en|par|parmi|chez|ici|sur|qui)\b"
    r"|\W*$|[,.;?!]))"
)
_MORE_THAN = re.compile(rf"\b(?P<way>plus|moins) (?P<people>(?:(?:de |d')?{_PEOPLE}))\b.{{0,30}}\bqu(?:e |')")
_RANKS = re.compile(
    r"\bclass(?:e[zr]?|ements?)\b|\bpalmares\b|\btrie[rz]?\b|\bordre (?:de )?(?:de)?croissan\w*\b"
)
_RANKED_BY = re.compile(rf"\b{_PEOPLE}\b|\btailles?\b")
_ORDINAL = re.compile(
    r"\b(?:deuxieme|seconde?|troisieme|quatrieme|[2-9] ?e(?:me)?|top)\b|\bles (?:\w+ )?(?:plus|moins)\b"
)
_ELSEWHERE = re.compile(
    r"\bfranc(?:e|ais)|\bgrand est\b|\bregion|\bdepartement|\bmosell|\bmeurthe|\blorraine?s?\b|\bvoisin"
    r"|\bautres\b|\bhors\b|\bsauf\b|\ben dehors\b|\bphase (?:1|un)\b|\bdu monde\b"
)
_OTHER_MATTER = re.compile(
    r"\b(?:aid(?:e|es|er)|droit|eligible\w*|subvention\w*|dispositif\w*|prets?|financ\w+|projets?|touch\w+|obtenir"
    r"|demander|candidat\w*|peu(?:t|x|vent)|puis|pouv\w+)\b"
    r"|^(?:on|nous|je|ma|mon|notre)\b.{0,30}\b(?:est|sommes|suis)\b"
)
"""What asks another thing of who tells that his own is the smallest."""
_REFERS = re.compile(
    r"\b(?:la|le|les)quel(?:le)?s?\b|\bclasse[rz]?[- ]les\b|^(?:et |mais |alors )?l[ea]s? (?:plus|moins)\b"
)
_LISTED = re.compile(rf"\b(?:quel\w*|liste|combien|qui|compos\w+|membres)\b.{{0,40}}\b{_EPCI}\b")


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is ranked, by what, from which end, in a list or not.

    Where `is_commune` is None, what is ranked is the places named.
    """

    is_commune: bool | None
    measures: tuple[str, ...]
    is_least: bool
    is_list: bool


@dataclass(frozen=True, slots=True)
class _Sized:
    """A place with one figure of it and the passage that gives both."""

    name: str
    figure: int
    passage: Passage


class Ranker:
    """Ranks the intercommunalities of the perimeter, or its communes, by the figures of their records."""

    def __init__(self, territory: Territory, retriever: Retriever, messages: Messages) -> None:
        self._territory, self._retriever, self._messages = territory, retriever, messages

    def answer(self, question: str, latest: str, today: date) -> Draft | None:
        """The draft when the question is which of them is first or last, or their order; None for any other.

        `latest` is what was said last; what is ranked may be named in the question that it leans on.
        """
        places = self._territory.find_places(latest)
        plain = fold(latest)
        for match in places:
            plain = plain.replace(fold(match.text), " § ")
        wanted = _wanted(plain, fold(question.removesuffix(latest)), len(places))
        label = self._territory.label
        is_away = any(m.industry_territory and m.industry_territory.id != label.id for m in places)
        if wanted is None or is_away or _ELSEWHERE.search(plain.replace(fold(label.name), " ")):
            return None
        epcis = self._epcis_named(places, today)
        if wanted.is_commune is None and not any(match.epci for match in places):
            return self._of_communes(wanted, [match.communes for match in places])
        if wanted.is_commune:
            within = [match.epci for match in places if match.epci is not None]
            return self._on_communes(wanted, within, today) if len(within) < 2 else None
        members = self._members(today)
        if any(epci not in members for epci in epcis):
            return None
        return self._on_epcis(wanted, epcis if len(epcis) > 1 else members, len(epcis) > 1)

    def _epcis_named(self, places: Sequence[PlaceMatch], today: date) -> list[Epci]:
        """The intercommunalities of the places named, a commune standing for its own."""
        named = (
            match.epci or (self._territory.epci_of(match.communes[0], today) if match.communes else None)
            for match in places
        )
        return list(dict.fromkeys(epci for epci in named if epci is not None))

    def _members(self, today: date) -> list[Epci]:
        """The intercommunalities of that day whose communes are in the perimeter."""
        return [
            epci
            for epci in self._territory.epcis
            if epci.exists_on(today) and self._territory.communes_of(epci, today)
        ]

    def _on_epcis(self, wanted: _Wanted, epcis: Sequence[Epci], is_choice: bool) -> Draft | None:
        shown, sentences = Shown(), list[DraftSentence]()
        for measure in wanted.measures:
            sized = [each for epci in epcis if (each := self._sized(epci, measure)) is not None]
            if len(sized) != len(epcis):
                return None
            sentences += self._told(sized, wanted, f"epci_{measure}", is_choice, shown)
        return self._draft(sentences, shown, "ranking_of_epcis", len(epcis))

    def _on_communes(self, wanted: _Wanted, epcis: Sequence[Epci], today: date) -> Draft | None:
        every: Sequence[Commune] = self._territory.communes
        within = self._territory.communes_of(epcis[0], today) if epcis else every
        return self._of_communes(wanted, [(each,) for each in within], is_choice=bool(epcis))

    def _of_communes(
        self, wanted: _Wanted, communes: Sequence[Sequence[Commune]], is_choice: bool = True
    ) -> Draft | None:
        """The draft on communes, each without a homonym; None where a figure of one is not known."""
        sized = [
            _Sized(each[0].name, each[0].population, self._retriever.passages[row])
            for each in communes
            if len(each) == 1
            and each[0].population is not None
            and (row := self._retriever.row.get(f"commune-{each[0].insee}")) is not None
        ]
        if len(sized) != len(communes) or len(sized) < 2 or "people" not in wanted.measures:
            return None
        shown = Shown()
        sentences = self._told(sized, wanted, "commune_people", is_choice, shown)
        return self._draft(sentences, shown, "ranking_of_communes", len(communes))

    def _draft(self, sentences: Sequence[DraftSentence], shown: Shown, note: str, count: int) -> Draft:
        warning = self._messages.say(note, count=count)
        return Draft("answered", "answered_perimeter", "", tuple(sentences), shown.passages, (warning,))

    def _sized(self, epci: Epci, measure: str) -> _Sized | None:
        row = self._retriever.row.get(f"epci-{epci.slug}/identity")
        people = epci.population.municipal_2023 if epci.population else None
        figure = people if measure == "people" else epci.commune_count
        if row is None or figure is None:
            return None
        return _Sized(with_article(epci.name), figure, self._retriever.passages[row])

    def _told(
        self, sized: Sequence[_Sized], wanted: _Wanted, kind: str, is_choice: bool, shown: Shown
    ) -> list[DraftSentence]:
        """The first with the one that follows, or all in order."""
        ordered = sorted(sized, key=lambda each: each.figure if wanted.is_least else -each.figure)
        if wanted.is_list:
            return [
                shown.sentence(f"- {capital(each.name)} : {self._figure(each, kind)}.", each.passage)
                for each in ordered[:MOST_RANKED]
            ]
        first = [each for each in ordered if each.figure == ordered[0].figure]
        form = "least" if wanted.is_least else "most"
        where = "choice" if is_choice else "here"
        said = self._messages.say(
            f"ranking_{kind}_{form}_{where}" if len(first) == 1 else f"ranking_{kind}_{form}_tied",
            name=enumerated([each.name for each in first]),
            figure=self._figure(first[0], kind),
        )
        sentences = [shown.sentence(said, *(each.passage for each in first))]
        if len(first) < len(ordered):
            then = ordered[len(first)]
            following = self._messages.say("ranking_then", name=then.name, figure=self._figure(then, kind))
            sentences.append(shown.sentence(following, then.passage))
        return sentences

    def _figure(self, sized: _Sized, kind: str) -> str:
        return self._messages.say(f"ranking_{kind}_figure", number=written_number(sized.figure))


def _unit_beside(extreme: re.Match[str] | None, rest: str) -> re.Match[str] | None:
    """What is ranked: what follows the superlative at once, else what stands last before it."""
    units = list(_UNIT.finditer(rest))
    if extreme is None or not units:
        return next(iter(units), None)
    after = [unit for unit in units if 0 <= unit.start() - extreme.end() <= 1]
    before = [unit for unit in units if unit.end() <= extreme.start()]
    return (after or before[-1:] or units)[0]


def _wanted(latest: str, before: str, places: int) -> _Wanted | None:
    """What folded words ask to be ranked; None where it is no ranking, or one by what no record tells.

    `places` is the number of those named: two are ranked without a word for what they are.
    """
    if _OTHER_MATTER.search(latest):
        return None
    of_communes = _OF_COMMUNES.search(latest)
    rest = _OF_COMMUNES.sub(" ", latest)
    compared = _MORE_THAN.search(rest) if places > 1 else None
    extreme, ranks = _EXTREME.search(rest) or compared, _RANKS.search(rest)
    unit = _unit_beside(extreme, rest)
    if of_communes is None and extreme is None and (ranks is None or not _RANKED_BY.search(rest)):
        return None
    is_named = unit is None and places > 1
    if unit is None and not (is_named or (_REFERS.search(rest) and (of_communes or _LISTED.search(before)))):
        return None
    found = extreme or of_communes
    groups = found.groupdict() if found else {}
    is_small = bool(groups.get("small") or groups.get("few"))
    is_least = is_small != (groups.get("way") == "moins")
    by_people = bool(groups.get("people") or groups.get("counted") or (ranks and _RANKED_BY.search(rest)))
    is_commune = None if is_named else bool(unit and unit["commune"])
    if of_communes and extreme is None:
        measures: tuple[str, ...] = ("communes",)
    else:
        measures = ("people",) if by_people or is_commune else ("people", "communes")
    return _Wanted(is_commune, measures, is_least, bool(ranks or _ORDINAL.search(latest)))
