"""The territory: which commune belongs where, on which day, and how people name it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

from assistant.supports.areas import Area, find_areas
from assistant.supports.perimeter import Commune, Epci, IndustryTerritory, Perimeter
from assistant.supports.place_index import PlaceIndex
from assistant.supports.place_names import full_keys, key_of
from assistant.supports.places import PlaceMatch, find_places

REMEMBERED = 64  # texts: those of one answer are asked for several times
__all__ = ["Commune", "Epci", "Label", "Perimeter", "PlaceMatch", "Territory"]


@dataclass(frozen=True, slots=True)
class Label:
    """The label of Nord Lorraine: its years (inclusive), and the date of the list of all the territories."""

    id: str
    name: str
    valid_from: str
    valid_until: str
    list_as_of: str | None


@dataclass(frozen=True)
class Territory:
    """The communes of the label, their EPCI, and the rest of Grand Est around them (`neighbours`).

    `moves` gives, by INSEE code, the former EPCI (slug) of a commune and its last day there; `towns` the
    department of each large town of another region.
    """

    communes: tuple[Commune, ...]
    epcis: tuple[Epci, ...]
    neighbours: tuple[Commune, ...]
    neighbour_epcis: tuple[Epci, ...]
    industry_territories: tuple[IndustryTerritory, ...]
    label: Label
    former_names: Mapping[str, tuple[str, ...]]
    moves: Mapping[str, tuple[str, date]]
    ordinary_words: frozenset[str]
    towns: Mapping[str, str]

    def find_places(self, text: str) -> tuple[PlaceMatch, ...]:
        """The places that the text names, in reading order, each with its candidates."""
        return self._found_in(text)

    def find_areas(self, text: str) -> tuple[Area, ...]:
        """The departments and regions that the text names as the place of something; a town for its own."""
        return find_areas(text, self._towns)

    @property
    def departments(self) -> frozenset[str]:
        """The departments of the communes."""
        return self._places.departments

    @cached_property
    def _found_in(self) -> Callable[[str], tuple[PlaceMatch, ...]]:
        return lru_cache(maxsize=REMEMBERED)(lambda text: find_places(text, self._places))

    def commune(self, insee: str) -> Commune | None:
        """The commune of that INSEE code in Grand Est, None when there is none."""
        return self._by_insee.get(insee)

    def epci(self, identifier: str) -> Epci | None:
        """The EPCI of that SIREN or slug, None when there is none."""
        return self._by_identifier.get(identifier)

    def communes_of(self, epci: Epci, on: date) -> tuple[Commune, ...]:
        """The communes of the label that belonged to that EPCI on that day, by name."""
        members = [commune for commune in self.communes if self.epci_of(commune, on) == epci]
        return tuple(sorted(members, key=lambda commune: key_of(commune.name)))

    def epci_of(self, commune: Commune, on: date) -> Epci | None:
        """The EPCI that the commune belonged to on that day, following the mergers; None when not known."""
        former, last_day = self.moves.get(commune.insee, ("", date.min))
        epci = self.epci(former if on <= last_day else commune.siren)
        while epci is not None and epci.valid_until is not None and on > epci.valid_until:
            epci = self.epci(epci.merged_into) if epci.merged_into else None
        return epci

    def perimeter_of(self, commune: Commune, on: date) -> Perimeter:
        """Where the commune stands on that day: its EPCI, in Nord Lorraine or not, in which territory."""
        epci = self.epci_of(commune, on)
        former = next(
            (
                old
                for old in self.epcis
                if epci and old.slug in epci.merged_from and old.siren == commune.siren
            ),
            None,
        )
        is_current = self.label.valid_from <= str(on.year) <= self.label.valid_until
        return Perimeter(
            commune=commune,
            epci=epci,
            former_epci=former,
            in_nord_lorraine=self._is_inside(commune) if is_current else None,
            industry_territories=self._territories_of(commune) if is_current else None,
            list_as_of=self.label.list_as_of,
        )

    def beside(self, matches: Sequence[PlaceMatch]) -> list[PlaceMatch]:
        """The matches, a homonym taken for its commune of Nord Lorraine where another one named is there."""
        inside = [tuple(c for c in match.communes if self._is_inside(c)) for match in matches]
        if not any(among and len(among) == len(m.communes) for among, m in zip(inside, matches, strict=True)):
            return list(matches)
        return [
            replace(match, communes=among) if among else match
            for among, match in zip(inside, matches, strict=True)
        ]

    def _is_inside(self, commune: Commune) -> bool | None:
        if commune.insee in self._inside:
            return True
        return False if commune.insee in self._by_insee else None

    def _territories_of(self, commune: Commune) -> tuple[IndustryTerritory, ...] | None:
        """The territories that name the EPCI; None when a name that is not recognised may be it."""
        found = tuple(
            territory
            for territory in self.industry_territories
            if any(member.siren == commune.siren for member in territory.members)
        )
        return None if not found and self._may_be_unrecognised(commune) else found

    def _may_be_unrecognised(self, commune: Commune) -> bool:
        return commune.insee not in self._by_insee or any(
            member.siren is None and commune.department in territory.departments
            for territory in self.industry_territories
            for member in territory.members
        )

    @cached_property
    def _inside(self) -> frozenset[str]:
        return frozenset(commune.insee for commune in self.communes)

    @cached_property
    def _by_insee(self) -> dict[str, Commune]:
        return {commune.insee: commune for commune in (*self.neighbours, *self.communes)}

    @cached_property
    def _by_identifier(self) -> dict[str, Epci]:
        every = (*self.neighbour_epcis, *self.epcis)
        return {epci.slug: epci for epci in every} | {epci.siren: epci for epci in every if epci.siren}

    @cached_property
    def _towns(self) -> dict[tuple[str, ...], str]:
        return {key: code for name, code in self.towns.items() for key in full_keys(name)}

    @cached_property
    def _places(self) -> PlaceIndex:
        return PlaceIndex(
            communes=self.communes,
            neighbours=self.neighbours,
            former_names={
                name: tuple(self._by_insee[code] for code in codes if code in self._by_insee)
                for name, codes in self.former_names.items()
            },
            epcis=(*self.neighbour_epcis, *self.epcis),
            industry_territories=self.industry_territories,
            ordinary_words=self.ordinary_words,
        )

    def to_json(self) -> dict[str, Any]:
        """The territory as plain lists, dictionaries and strings; communes are rows to keep it small."""
        return {
            "communes": [list(asdict(commune).values()) for commune in self.communes],
            "neighbours": [list(asdict(commune).values()) for commune in self.neighbours],
            "epcis": [epci.model_dump(mode="json", exclude_defaults=True) for epci in self.epcis],
            "neighbour_epcis": [
                epci.model_dump(mode="json", exclude_defaults=True) for epci in self.neighbour_epcis
            ],
            "industry_territories": [t.model_dump(mode="json") for t in self.industry_territories],
            "label": asdict(self.label),
            "former_names": {name: list(codes) for name, codes in self.former_names.items()},
            "moves": {code: [slug, last.isoformat()] for code, (slug, last) in self.moves.items()},
            "ordinary_words": sorted(self.ordinary_words),
            "towns": dict(self.towns),
        }

    @classmethod
    def from_json(cls, document: Mapping[str, Any]) -> "Territory":
        """The territory that `to_json` wrote."""
        return cls(
            communes=tuple(map(_commune_from, document["communes"])),
            epcis=tuple(map(Epci.model_validate, document["epcis"])),
            neighbours=tuple(map(_commune_from, document["neighbours"])),
            neighbour_epcis=tuple(map(Epci.model_validate, document["neighbour_epcis"])),
            industry_territories=tuple(
                map(IndustryTerritory.model_validate, document["industry_territories"])
            ),
            label=Label(**document["label"]),
            former_names={name: tuple(codes) for name, codes in document["former_names"].items()},
            moves={code: (slug, date.fromisoformat(day)) for code, (slug, day) in document["moves"].items()},
            ordinary_words=frozenset(document["ordinary_words"]),
            towns=document.get("towns", {}),
        )


def _commune_from(row: list[Any]) -> Commune:
    insee, name, postcodes, population, siren, department = row
    return Commune(insee, name, tuple(postcodes), population, siren, department)
