"""What cannot be true together in a profile."""

from collections.abc import Iterator
from datetime import date

from assistant.supports.profile import Profile
from assistant.supports.sizes import LIMITS

_COMPANY_FORMS = frozenset(
    {"micro_entrepreneur", "sole_trader", "eurl", "sarl", "sas", "sa", "sci", "cooperative"}
)
_PUBLIC = frozenset({"local_authority", "epci", "public_body"})


def contradictions(profile: Profile, today: date) -> tuple[tuple[str, ...], ...]:
    """The facts of the profile that exclude each other, as tuples of their keys; () when none do.

    A micro-enterprise counts fewer than ten people (decree 2008-1354, article 3); the headcount that no
    enterprise of a size reaches is that of `sizes.LIMITS`.
    """
    return tuple(_found(profile, today))


def _found(p: Profile, today: date) -> Iterator[tuple[str, ...]]:
    limit = {limits.size: limits.headcount_below for limits in LIMITS}
    if p.headcount is not None:
        if p.size is not None and p.headcount >= limit.get(p.size, p.headcount + 1):
            yield ("size", "headcount")
        if p.legal_form == "micro_entrepreneur" and p.headcount >= limit["TPE"]:
            yield ("legal_form", "headcount")
    if p.applicant is not None:
        if p.legal_form in _COMPANY_FORMS and p.applicant in {"association", *_PUBLIC}:
            yield ("legal_form", "applicant")
        if p.legal_form == "association" and p.applicant in {"company", *_PUBLIC}:
            yield ("legal_form", "applicant")
        if p.applicant in _PUBLIC and (p.startup or p.size is not None):
            yield ("startup" if p.startup else "size", "applicant")
    if p.created is not None and p.created > today:
        yield ("created",)
    if p.created_year is not None and p.created_year > today.year:
        yield ("created_year",)
    if p.aid_requested is not None and p.project_cost is not None and p.aid_requested > p.project_cost:
        yield ("aid_requested", "project_cost")
    if p.legal_form == "micro_entrepreneur" and p.size in ("PME", "ETI", "GE"):
        yield ("legal_form", "size")
