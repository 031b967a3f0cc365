"""Whether an applicant meets a rule: met, not met or unknown, and what decided."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from typing import TypeVar

from assistant.supports.location import Site
from assistant.supports.naf import covers, sector_of
from assistant.supports.profile import Profile
from assistant.supports.rules import Applicant, Bounds, Days, Place, Rule
from assistant.supports.schema import Beneficiary
from assistant.supports.sizes import SIZES, Size, possible_sizes
from assistant.supports.verdicts import Finding, Result, all_of, any_of, told

_AKIN: frozenset[tuple[Applicant, Applicant]] = frozenset(
    {
        ("local_authority", "epci"),
        ("epci", "local_authority"),
        ("public_body", "local_authority"),
        ("public_body", "epci"),
        ("project_holder", "company"),
        ("company", "project_holder"),
        ("association", "company"),
    }
)
"""Applicants (first) that a list naming another (second) may admit: an EPCI groups communes, a project
becomes a company, an association with an economic activity is an undertaking in European law
(2003/361/EC, annex, article 1)."""

_Value = TypeVar("_Value")
_APPLICANTS: dict[Beneficiary, Applicant] = {
    "TPE": "company",
    "PME": "company",
    "ETI": "company",
    "GE": "company",
    "startup": "company",
    "porteur-de-projet": "project_holder",
    "collectivite": "local_authority",
    "EPCI": "epci",
    "association": "association",
}


@dataclass(frozen=True)
class Facts:
    """All that rules are compared with: the profile, its site, and the day."""

    profile: Profile
    site: Site
    today: date

    @cached_property
    def sizes(self) -> frozenset[Size]:
        """The sizes that the applicant may have; its own word settles it."""
        told_size, p = self.profile.size, self.profile
        if told_size is not None:
            return frozenset({told_size})
        return possible_sizes(p.headcount, p.turnover, p.total_assets, p.independent)


def beneficiary_of(profile: Profile) -> Beneficiary | None:
    """The kind of beneficiary that an applicant is by its own name; None for an ordinary company."""
    if profile.startup:
        return "startup"
    kinds = (kind for kind, applicant in _APPLICANTS.items() if applicant == profile.applicant)
    return next(kinds, None) if profile.applicant != "company" else None


def check(rule: Rule, facts: Facts) -> Finding:
    """Whether the rule is met, by which facts, and which missing ones would settle it."""
    match rule.key, rule.value:
        case "all_of", tuple(rules):
            return all_of(check(each, facts) for each in rules)
        case "any_of", tuple(rules):
            return any_of(check(each, facts) for each in rules)
        case "none_of", tuple(rules):
            return any_of(check(each, facts) for each in rules).reversed
        case "place", Place() as place:
            return check_place(place, facts)
        case "size", tuple(allowed):
            return check_size(frozenset(allowed), facts)
        case "applicant", tuple(applicants):
            return _check_applicant(frozenset(applicants), facts.profile.applicant)
        case "sector", tuple(sectors):
            sector = facts.profile.sector or sector_of(facts.profile.naf)
            return _compared("sector", sector, lambda value: value in sectors)
        case "naf", tuple(codes):
            if facts.profile.naf is None:
                return Finding("unknown", ("naf",), ("naf",))
            return Finding(covers(codes, facts.profile.naf), ("naf",))
        case "age_years", Bounds() as bounds:
            return _check_age(bounds, facts.profile.ages_on(facts.today))
        case "contract_signed", Days() as days:
            return _one_of(
                "contract_signed", {told(days.holds(each)) for each in facts.profile.contract_days()}
            )
        case _:
            return _check_fact(rule, facts.profile)


def _check_fact(rule: Rule, profile: Profile) -> Finding:
    """What the profile holds under the key of the rule: a number, a yes or no, one of a list."""
    wanted, value = rule.value, getattr(profile, rule.key)
    if isinstance(wanted, Bounds):
        if value is None and rule.key == "aid_requested":
            return _check_untold_aid(wanted, profile.project_cost)
        return _compared(rule.key, value, wanted.holds)
    if isinstance(wanted, bool):
        return _compared(rule.key, value, lambda answer: answer is wanted)
    assert isinstance(wanted, tuple)
    return _compared(rule.key, value, lambda answer: answer in wanted)


def _compared(fact: str, value: _Value | None, holds: Callable[[_Value], bool]) -> Finding:
    if value is None:
        return Finding("unknown", (fact,), (fact,))
    return Finding(told(holds(value)), (fact,))


def _check_untold_aid(bounds: Bounds, cost: float | None) -> Finding:
    """Whether any aid for a project of that cost, which is never larger, is within the bounds."""
    low = bounds.at_least if bounds.at_least is not None else bounds.more_than
    if cost is not None and low is not None and cost < low:
        return Finding("not_met", ("aid_requested", "project_cost"))
    if cost is not None and low is None and bounds.holds(cost):
        return Finding("met", ("aid_requested", "project_cost"))
    return Finding("unknown", ("aid_requested",), ("aid_requested",))


def _check_age(bounds: Bounds, ages: Sequence[float]) -> Finding:
    """Whether every age that the company may have is within the bounds; unknown where they differ."""
    return _one_of("age_years", {told(bounds.holds(age)) for age in ages})


def _one_of(fact: str, results: set[Result]) -> Finding:
    """The one result that a fact has whatever it may be; unknown where there are several or none."""
    if len(results) == 1:
        return Finding(results.pop(), (fact,))
    return Finding("unknown", (fact,), (fact,))


def check_place(place: Place, facts: Facts) -> Finding:
    """Whether the site lies there; a zone without a list stays unknown whatever is answered."""
    result = facts.site.lies_in(place)
    can_be_settled = result == "unknown" and facts.site.commune is None and not place.zones
    return Finding(result, ("place",), ("place",) if can_be_settled else ())


def check_size(allowed: frozenset[Size], facts: Facts) -> Finding:
    """Whether the applicant has one of the sizes; a list of PME without TPE leaves a TPE to be checked."""
    possible, profile = facts.sizes, facts.profile
    if possible <= allowed:
        return Finding("met", ("size",))
    admitted = allowed | ({"TPE"} if "PME" in allowed else set())
    if not possible & admitted:
        return Finding("not_met", ("size",))
    figures = ("headcount", "turnover", "independent")
    missing = tuple(key for key in figures if getattr(profile, key) is None)
    return Finding("unknown", ("size",), missing if profile.size is None else ())


def _check_applicant(allowed: frozenset[Applicant], applicant: Applicant | None) -> Finding:
    if applicant is None:
        return Finding("unknown", ("applicant",), ("applicant",))
    if applicant in allowed:
        return Finding("met", ("applicant",))
    is_akin = any((applicant, each) in _AKIN for each in allowed)
    return Finding("unknown" if is_akin else "not_met", ("applicant",))


@cache
def _applicants(beneficiaries: tuple[Beneficiary, ...]) -> frozenset[Applicant]:
    return frozenset(_APPLICANTS[each] for each in beneficiaries)


def check_beneficiary(beneficiaries: tuple[Beneficiary, ...], facts: Facts) -> Finding:
    """Whether the applicant is of those that a support names: by what it is, and its size for a company."""
    applicant = facts.profile.applicant
    found = _check_applicant(_applicants(beneficiaries), applicant)
    if applicant != "company" or found.result != "met":
        return found
    if "startup" in beneficiaries and facts.profile.startup:
        return Finding("met", ("startup",))
    sizes = frozenset(size for size in SIZES if size in beneficiaries)
    by_size = check_size(sizes, facts)
    is_small = bool(facts.sizes & {"TPE", "PME"})
    may_be_startup = "startup" in beneficiaries and facts.profile.startup is None and is_small
    return (
        Finding("unknown", ("size",), ("startup",))
        if by_size.result == "not_met" and may_be_startup
        else by_size
    )
