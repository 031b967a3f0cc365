"""What the rules of the supports point at: codes, territories and sources that must exist."""

from collections.abc import Container, Iterable, Iterator

from assistant.records import Failure
from assistant.supports.activities import Activities
from assistant.supports.catalogue import Catalogue
from assistant.supports.regions import REGIONS
from assistant.supports.rules import Place, Rule
from assistant.supports.schema import Support
from assistant.supports.territory import Territory


def faults_of_rules(
    catalogue: Catalogue, territory: Territory, activities: Activities, register: Container[str]
) -> tuple[Failure, ...]:
    """One failure per reference that leads nowhere, with its file and field."""
    return tuple(
        Failure(f"supports/{support.id}.yaml", support.id, field, reason)
        for support in catalogue
        for field, reason in _faults(support, territory, activities, register)
    )


def _faults(
    support: Support, territory: Territory, activities: Activities, register: Container[str]
) -> Iterator[tuple[str, str]]:
    if support.within is not None:
        yield from (("within", reason) for reason in _of_place(support.within, territory))
    rules: list[tuple[str, Rule | None]] = [
        (f"awards.{number}.when", award.when) for number, award in enumerate(support.awards)
    ]
    for number, condition in enumerate(support.conditions):
        place = f"conditions.{number}"
        rules += [(place, rule) for rule in condition.rules]
        if condition.source is not None and condition.source not in register:
            yield f"{place}.source", f"source absente du registre « {condition.source} »"
    if support.intake is not None and support.intake.source not in (None, *support.sources):
        yield "intake.source", f"source étrangère à la fiche « {support.intake.source} »"
    for field, rule in rules:
        if rule is not None:
            yield from ((field, reason) for reason in _of_rule(rule, territory, activities))


def _of_rule(rule: Rule, territory: Territory, activities: Activities) -> Iterator[str]:
    for part in (*(rule.all_of or ()), *(rule.any_of or ()), *(rule.none_of or ())):
        yield from _of_rule(part, territory, activities)
    if rule.place is not None:
        yield from _of_place(rule.place, territory)
    for code in rule.naf or ():
        yield from (f"code NAF inconnu « {end} »" for end in code.split("-") if not activities.knows(end))


def _of_place(place: Place, territory: Territory) -> Iterator[str]:
    yield from _missing("région", place.regions, REGIONS)
    known = {each.id for each in territory.industry_territories} | {territory.label.id}
    if place.industry_territories != "any":
        yield from _missing("Territoire d'industrie", place.industry_territories, known)
    yield from (
        f"intercommunalité inconnue « {slug} »" for slug in place.epci if territory.epci(slug) is None
    )
    yield from (f"commune inconnue « {code} »" for code in place.communes if territory.commune(code) is None)


def _missing(kind: str, names: Iterable[str], known: Container[str]) -> Iterator[str]:
    return (f"{kind} : nom inconnu « {name} »" for name in names if name not in known)
