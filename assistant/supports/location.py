"""Where an applicant's site lies, as far as it is known, and whether that is one of the places asked for."""

from dataclasses import dataclass
from datetime import date

from assistant.supports.profile import Profile
from assistant.supports.regions import HOME_REGION
from assistant.supports.rules import Place
from assistant.supports.territory import Territory
from assistant.supports.verdicts import Result, any_met, told


@dataclass(frozen=True, slots=True)
class Site:
    """A place at each scale; None where not known. `epcis` holds today's and those it came from (slugs)."""

    country: str | None = None
    region: str | None = None
    department: str | None = None
    epcis: frozenset[str] | None = None
    industry_territories: frozenset[str] | None = None
    commune: str | None = None

    def lies_in(self, place: Place) -> Result:
        """Whether the site lies in one of the places; a zone whose list is not held is never known."""
        answers: list[Result] = [
            _among(self.country, place.countries),
            _among(self.region, place.regions),
            _among(self.department, place.departments),
            _among(self.commune, place.communes),
            self._in_epci(place.epci),
            self._in_industry_territory(place.industry_territories),
            "unknown" if place.zones else "not_met",
        ]
        result = any_met(answers)
        is_open = place.in_part if result == "met" else place.and_others
        return "unknown" if is_open else result

    def _in_epci(self, slugs: tuple[str, ...]) -> Result:
        if not slugs:
            return "not_met"
        return "unknown" if self.epcis is None else told(bool(self.epcis & set(slugs)))

    def _in_industry_territory(self, identifiers: str | tuple[str, ...]) -> Result:
        if not identifiers:
            return "not_met"
        if self.industry_territories is None:
            return "unknown"
        wanted = self.industry_territories if identifiers == "any" else set(identifiers)
        return told(bool(self.industry_territories & wanted))


def _among(value: str | None, values: tuple[str, ...]) -> Result:
    if not values:
        return "not_met"
    return "unknown" if value is None else told(value in values)


def locate(profile: Profile, territory: Territory, today: date) -> Site:
    """The site of the profile on that day: by its commune, else its EPCI, else its department or region."""
    if profile.commune and (commune := territory.commune(profile.commune)):
        return _of_commune(commune.insee, territory, today)
    if profile.epci and (epci := territory.epci(profile.epci)):
        return _of_epci(epci.slug, territory, today)
    departments = territory.departments
    is_in_home = profile.department in departments
    region = profile.region or (HOME_REGION if is_in_home else "" if profile.department else None)
    is_away = region not in (None, HOME_REGION)
    return Site(
        country=profile.country or ("France" if region or profile.department else None),
        region="" if _is_abroad(profile) else region,
        department=profile.department or ("" if is_away or _is_abroad(profile) else None),
        epcis=frozenset() if is_away or _is_abroad(profile) else None,
        industry_territories=frozenset() if _is_abroad(profile) else None,
        commune="" if is_away or _is_abroad(profile) else None,
    )


def _is_abroad(profile: Profile) -> bool:
    return profile.country not in (None, "France")


def _of_commune(insee: str, territory: Territory, today: date) -> Site:
    commune = territory.commune(insee)
    assert commune is not None
    perimeter = territory.perimeter_of(commune, today)
    epcis = {epci.slug for epci in (perimeter.epci, perimeter.former_epci) if epci is not None}
    found = perimeter.industry_territories
    territories = None if found is None else {each.id for each in found}
    if perimeter.in_nord_lorraine:
        territories = (territories or set()) | {territory.label.id}
    return Site(
        country="France",
        region=HOME_REGION,
        department=commune.department,
        epcis=frozenset(epcis) if perimeter.epci is not None else None,
        industry_territories=None if territories is None else frozenset(territories),
        commune=insee,
    )


def _of_epci(slug: str, territory: Territory, today: date) -> Site:
    epci = territory.epci(slug)
    assert epci is not None
    members = [c for c in (*territory.communes, *territory.neighbours) if _belongs(c.siren, slug, territory)]
    sites = [_of_commune(commune.insee, territory, today) for commune in members]
    if not sites:
        return Site(country="France", region=HOME_REGION, epcis=frozenset({slug}))
    departments = {site.department for site in sites}
    territories = {site.industry_territories for site in sites} - {None}
    return Site(
        country="France",
        region=HOME_REGION,
        department=departments.pop() if len(departments) == 1 else None,
        epcis=frozenset({slug}).union(*(site.epcis or frozenset() for site in sites)),
        industry_territories=territories.pop() if len(territories) == 1 else None,
    )


def _belongs(siren: str, slug: str, territory: Territory) -> bool:
    epci = territory.epci(siren)
    return epci is not None and slug in (epci.slug, epci.merged_into)
