"""Which supports apply to an applicant on a day: one verdict, a result per criterion, what is asked."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from assistant.records import Verdict
from assistant.supports.deadlines import Window, window_on
from assistant.supports.location import Site
from assistant.supports.profile import Profile
from assistant.supports.requirements import Facts, check, check_beneficiary, check_place
from assistant.supports.rules import Rule
from assistant.supports.schema import Award, Condition, Part, Support
from assistant.supports.verdicts import Finding, Result, told

CriterionKind = Literal["window", "beneficiaries", "territory", "condition"]
PART_OF: Mapping[CriterionKind, Part] = {
    "window": "dates",
    "beneficiaries": "what",
    "territory": "what",
    "condition": "conditions",
}
"""The part of a support that states each kind of criterion."""
MET_WEIGHT = 0.5
"""What a support gains in nearness when all its criteria are met, in log-odds, chosen on *tune*."""
EXCEPTION_COST = 3.0
"""What it loses for each condition that only an exception could lift, in log-odds, chosen on *tune*."""
_CERTAINTY: Mapping[Verdict, int] = {"eligible": 0, "to_check": 1, "not_eligible": 2, "closed": 3}


@dataclass(frozen=True, slots=True)
class Checked:
    """One criterion of a support, compared with a profile; `condition` is None but for a condition.

    `by_exception` tells that the condition is not met in the usual way, and may be in another or by an
    exception; `bars_part` that it is not met, and shuts only the part of the support that its words name;
    `fits_part` that a part is not shut by what was told, where another one that asks the same facts is.
    """

    kind: CriterionKind
    finding: Finding
    condition: Condition | None = None
    by_exception: bool = False
    bars_part: bool = False
    fits_part: bool = False

    @property
    def result(self) -> Result:
        """Met, not met or unknown."""
        return self.finding.result

    @property
    def keys(self) -> tuple[str, ...]:
        """What decided: the kind, or the facts of a condition, `stated` for one that only words tell."""
        return (self.kind,) if self.kind != "condition" else self.finding.facts or ("stated",)


@dataclass(frozen=True, slots=True)
class Match:
    """The verdict on a support: its window on the day, each criterion, and how well it fits the project.

    `gives` is false where all its money is known to be for another kind of applicant.
    """

    support: Support
    verdict: Verdict
    window: Window
    checked: tuple[Checked, ...]
    fit: float = 0.0
    gives: bool = True

    @property
    def deciding(self) -> tuple[Checked, ...]:
        """The criteria that made the verdict: the window closed, those not met, else those unknown."""
        if self.verdict == "closed":
            return tuple(each for each in self.checked if each.kind == "window")
        result: Result = "not_met" if self.verdict == "not_eligible" else "unknown"
        return tuple(each for each in self.checked if each.result == result)

    @property
    def asks(self) -> tuple[str, ...]:
        """The facts not told that could change the verdict, those on which most criteria rest first."""
        if self.verdict != "to_check":
            return ()
        return most_asked(ask for each in self.deciding for ask in each.finding.asks)

    @property
    def nearness(self) -> float:
        """How well it fits the project, raised by what is met, lowered by what needs an exception."""
        exceptions = [each.by_exception for each in self.checked].count(True)
        return self.fit + MET_WEIGHT * self.share_met - EXCEPTION_COST * exceptions

    @property
    def share_met(self) -> float:
        """The part of the criteria that are met, from 0 to 1."""
        return [each.finding.result for each in self.checked].count("met") / len(self.checked)


def most_asked(asks: Iterable[str]) -> tuple[str, ...]:
    """Each of the facts once, the one asked most often first."""
    every = list(asks)
    return tuple(sorted(dict.fromkeys(every), key=lambda ask: -every.count(ask)))


def match(profile: Profile, support: Support, site: Site, today: date, fit: float = 0.0) -> Match:
    """The verdict on one support; a fact that is not told neither excludes nor admits."""
    return _match(support, Facts(profile, site, today), fit)


def _match(support: Support, facts: Facts, fit: float) -> Match:
    window = window_on(support, facts.today)
    place = Finding("unknown") if support.within is None else check_place(support.within, facts)
    checked = (
        Checked("window", _open(window)),
        Checked("beneficiaries", check_beneficiary(support.beneficiaries, facts)),
        Checked("territory", place),
        *_conditions(support, facts),
    )
    return Match(support, _verdict(window, checked), window, checked, fit, gives(support, facts))


def match_all(
    profile: Profile,
    supports: Iterable[Support],
    site: Site,
    today: date,
    fits: Mapping[str, float] | None = None,
) -> tuple[Match, ...]:
    """Every support with its verdict, the one to look at first ahead.

    A project is fitted by `fits` (by support id, higher is nearer), else by the themes that the two share.
    Those open to the applicant come first, by nearness, certainty, then amount; ties by id.
    """
    facts = Facts(profile, site, today)
    every = [
        _match(s, facts, _shared_themes(profile, s) if fits is None else fits.get(s.id, 0.0))
        for s in supports
    ]
    return tuple(sorted(every, key=lambda each: _place_in_order(each, facts)))


def _place_in_order(found: Match, facts: Facts) -> tuple[object, ...]:
    is_out = found.verdict in ("not_eligible", "closed")
    return (
        is_out,
        -found.nearness,
        _CERTAINTY[found.verdict],
        -most_awarded(found.support, facts),
        found.support.id,
    )


def _conditions(support: Support, facts: Facts) -> list[Checked]:
    """Each condition compared; of parts that ask the same facts, one met spares the others."""
    checked = [_check(condition, facts) for condition in support.conditions if not condition.informs]
    if not any(condition.of_part for condition in support.conditions):
        return checked
    met = {each.finding.facts for each in checked if each.result == "met" and _is_part(each)}
    barred = {each.finding.facts for each in checked if each.bars_part}
    return [
        _fitted(each, barred, facts) for each in checked if not (each.bars_part and each.finding.facts in met)
    ]


def _is_part(checked: Checked) -> bool:
    return checked.condition is not None and checked.condition.of_part


def _fitted(checked: Checked, barred: Collection[tuple[str, ...]], facts: Facts) -> Checked:
    """The same, marked where it is the part that takes what shuts another one."""
    if not _is_part(checked) or checked.result != "unknown" or checked.condition is None:
        return checked
    told_of = check(checked.condition.rules[0], facts)
    if told_of.result != "met" or told_of.facts not in barred:
        return checked
    return replace(checked, finding=Finding("unknown", told_of.facts), fits_part=True)


def _check(condition: Condition, facts: Facts) -> Checked:
    found = Finding("unknown")
    if condition.rule is not None:
        found = check(condition.rule, facts)
        broken = _met_elsewhere_alone(condition.rule, facts) if found.asks == ("place",) else None
        if broken is not None:
            unsettled = Finding("unknown", broken.facts, found.asks)
            return Checked("condition", unsettled, condition, by_exception=True)
    elif condition.requires is not None:
        required = check(condition.requires, facts)
        found = found if required.result == "met" else required
    elif (usual := condition.suffices or condition.as_a_rule) is not None:
        found = check(usual, facts)
        if found.result == "not_met":
            return Checked("condition", replace(found, result="unknown"), condition, by_exception=True)
    is_part_out = condition.of_part and found.result == "not_met"
    return Checked("condition", found, condition, bars_part=is_part_out)


def _met_elsewhere_alone(rule: Rule, facts: Facts) -> Finding | None:
    """What breaks one way to meet a rule, where only an untold place may meet another (overseas)."""
    ways = (check(way, facts) for way in rule.any_of or ())
    return next((found for found in ways if found.result == "not_met"), None)


def _open(window: Window) -> Finding:
    if window.state in ("not_yet_open", "unknown"):
        return Finding("unknown")
    return Finding(told(window.state != "closed"))


def _verdict(window: Window, checked: Iterable[Checked]) -> Verdict:
    results = {"unknown" if each.bars_part else each.finding.result for each in checked}
    if window.state == "closed":
        return "closed"
    if "not_met" in results:
        return "not_eligible"
    return "to_check" if "unknown" in results else "eligible"


def _shared_themes(profile: Profile, support: Support) -> float:
    return float(len(set(profile.themes) & set(support.themes)))


def applicable(awards: Iterable[Award], facts: Facts) -> tuple[Award, ...]:
    """The cases of an award that may be the applicant's: those whose condition is not known to fail."""
    return tuple(a for a in awards if a.when is None or check(a.when, facts).result != "not_met")


def gives(support: Support, facts: Facts) -> bool:
    """Whether the figures of a support may be for such an applicant; true where it tells none."""
    whose = [award.when for award in support.awards if award.when and award.when.key == "applicant"]
    others = len(whose) == len(support.awards) and all(
        check(each, facts).result == "not_met" for each in whose
    )
    return not (support.awards and others)


def most_awarded(support: Support, facts: Facts) -> float:
    """The largest aid, in euros, that the figures of the support let one hope for: 0 when they tell none.

    Money that is lent, guaranteed or invested is no aid, and an amount per unit is no total.
    """
    if support.kind in ("pret", "garantie", "fonds-propres"):
        return 0.0
    return max(
        (
            _most(award, facts.profile.project_cost)
            for award in applicable(support.awards, facts)
            if award.per is None
        ),
        default=0.0,
    )


def _most(award: Award, cost: float | None) -> float:
    rate = award.rate_up_to or award.rate
    by_rate = cost * rate / 100 if cost is not None and rate is not None else None
    ceilings = [amount for amount in (award.cap, by_rate, award.lump_sum) if amount is not None]
    return min(ceilings, default=0.0)
