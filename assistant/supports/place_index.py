"""What each name stands for: communes, EPCI and Territoires d'industrie, by the words of their names."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from typing import Literal

from assistant.supports.perimeter import Commune, Epci, IndustryTerritory
from assistant.supports.place_names import ARTICLES, Key, full_keys, key_of, short_keys

PlaceKind = Literal["commune", "epci", "postcode", "industry_territory"]

FEWEST_LETTERS = 4
_NATURES = {
    "cc": ("communaute de communes", "com com", "comcom", "interco", "intercommunalite"),
    "ca": ("communaute d agglomeration", "agglo", "agglomeration"),
    "cu": ("communaute urbaine",),
}


Guard = Literal["none", "loose", "strict"]
"""What more than the bare words is needed to believe a name: strict for everyday words."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a name stands for, and how guarded it is."""

    kind: PlaceKind
    communes: tuple[Commune, ...] = ()
    epci: Epci | None = None
    industry_territory: IndustryTerritory | None = None
    exact: bool = True
    guard: Guard = "none"


@dataclass(frozen=True)
class PlaceIndex:
    """The places of the label (`communes`), those around (`neighbours`), the everyday words among names."""

    communes: Sequence[Commune]
    neighbours: Sequence[Commune]
    former_names: Mapping[str, Sequence[Commune]]
    epcis: Sequence[Epci]
    industry_territories: Sequence[IndustryTerritory]
    ordinary_words: frozenset[str]

    @cached_property
    def names(self) -> dict[Key, Meaning]:
        """Every name by its words; a shared one is the EPCI, else the territory, else the communes."""
        shortened, full = self._short_names(), self._commune_names()
        both = {key: self._either(full[key], shortened[key]) for key in full.keys() & shortened.keys()}
        return {**shortened, **full, **both, **self._territory_names(), **self._epci_names()}

    def _either(self, full: Meaning, shortened: Meaning) -> Meaning:
        """Both, when a commune around bears in full the short name of one of the label."""
        of_label = tuple(commune for commune in shortened.communes if commune in self.communes)
        if not of_label or any(commune in self.communes for commune in full.communes):
            return full
        return replace(full, communes=(*of_label, *full.communes), exact=False)

    @cached_property
    def longest_from(self) -> dict[str, int]:
        """The number of words of the longest name that begins with each word."""
        found: dict[str, int] = {}
        for key in filter(None, self.names):
            found[key[0]] = max(found.get(key[0], 0), len(key))
        return found

    @cached_property
    def departments(self) -> frozenset[str]:
        """The departments of the communes."""
        return frozenset(commune.department for commune in (*self.neighbours, *self.communes))

    @cached_property
    def by_insee(self) -> dict[str, Commune]:
        """The communes by INSEE code."""
        return {commune.insee: commune for commune in (*self.neighbours, *self.communes)}

    @cached_property
    def by_postcode(self) -> dict[str, tuple[Commune, ...]]:
        """The communes that share each postcode, those of the label first."""
        found: dict[str, list[Commune]] = {}
        for commune in (*self.communes, *self.neighbours):
            for postcode in commune.postcodes:
                found.setdefault(postcode, []).append(commune)
        return {postcode: tuple(communes) for postcode, communes in found.items()}

    @cached_property
    def spellings(self) -> dict[str, tuple[Commune, ...]]:
        """The communes of the label by folded name, to compare misspelt names with."""
        return _spelt(self.communes)

    @cached_property
    def neighbour_spellings(self) -> dict[str, tuple[Commune, ...]]:
        """The same for the communes around, but for the shortest names."""
        spelt = _spelt(self.neighbours)
        return {spelling: communes for spelling, communes in spelt.items() if len(spelling) > FEWEST_LETTERS}

    def _commune_names(self) -> dict[Key, Meaning]:
        named = [(commune.name, commune) for commune in (*self.communes, *self.neighbours)]
        former = [(name, commune) for name, communes in self.former_names.items() for commune in communes]
        found = _by_key((key, commune) for name, commune in [*named, *former] for key in full_keys(name))
        return {
            key: Meaning("commune", communes, guard="strict" if self._is_ordinary(key) else "none")
            for key, communes in found.items()
        }

    def _short_names(self) -> dict[Key, Meaning]:
        """The short forms of the label's communes, and of those around, which need more to be believed."""
        of_label = _by_key((key, commune) for commune in self.communes for key in short_keys(commune.name))
        around = _by_key(
            (key, commune)
            for commune in self.neighbours
            for key in islice(short_keys(commune.name), 1)
            if len(" ".join(key)) > FEWEST_LETTERS
        )
        return {
            key: Meaning(
                "commune",
                (*of_label.get(key, ()), *around.get(key, ())),
                exact=False,
                guard="strict" if key not in of_label or self._is_ordinary(key) else "loose",
            )
            for key in of_label | around
        }

    def _territory_names(self) -> dict[Key, Meaning]:
        return {
            key: Meaning("industry_territory", industry_territory=territory, guard="loose")
            for territory in self.industry_territories
            for key in full_keys(territory.name)
        }

    def _epci_names(self) -> dict[Key, Meaning]:
        found: dict[Key, Meaning] = {}
        for epci in self.epcis:
            for name in dict.fromkeys((epci.name, epci.dgcl_name or epci.name, *epci.aliases)):
                found.update({key: Meaning("epci", epci=epci) for key in _written_forms(name)})
        return found

    def _is_ordinary(self, key: Key) -> bool:
        return all(word in self.ordinary_words or word in ARTICLES for word in key)


def _written_forms(name: str) -> Iterable[Key]:
    """The name of an EPCI, with its nature shortened or spelt out."""
    key = key_of(name)
    yield key
    for short, long_forms in _NATURES.items():
        for form in (short, *long_forms):
            head = key_of(form)
            if key[: len(head)] == head and len(key) > len(head):
                yield from ((*key_of(other), *key[len(head) :]) for other in (short, *long_forms))


def _by_key(pairs: Iterable[tuple[Key, Commune]]) -> dict[Key, tuple[Commune, ...]]:
    found: dict[Key, dict[str, Commune]] = {}
    for key, commune in pairs:
        found.setdefault(key, {})[commune.insee] = commune
    return {key: tuple(communes.values()) for key, communes in found.items()}


def _spelt(communes: Sequence[Commune]) -> dict[str, tuple[Commune, ...]]:
    found: dict[str, tuple[Commune, ...]] = {}
    for commune in communes:
        for key in full_keys(commune.name):
            spelling = " ".join(key)
            found[spelling] = (*found.get(spelling, ()), commune)
    return found
