"""How long the verdict on every support takes, for a profile that tells nearly all."""

from functools import partial
from statistics import median, quantiles

from assistant.answering.advice import Advisor
from assistant.supports.eligibility import match_all
from assistant.supports.location import Site, locate
from assistant.supports.profile import Profile
from tests.bench.measuring import seconds
from tests.bench.scale import TODAY

ROUNDS = 200
FULL = {
    "applicant": "company",
    "headcount": 45,
    "turnover": 9_000_000,
    "total_assets": 4_000_000,
    "independent": True,
    "startup": False,
    "legal_form": "sas",
    "naf": "24.51Z",
    "created": "2001-03-12",
    "commune": "57221",
    "themes": ["decarbonation", "energie"],
    "project_cost": 1_200_000,
    "project_months": 18,
    "works_started": False,
    "in_difficulty": False,
    "collective_proceedings": False,
    "obligations_met": True,
    "emissions_trading": False,
    "exporting": True,
    "site_owner": True,
}


def measure(advisor: Advisor) -> tuple[float, float]:
    """Seconds to compare a profile with all supports and to order them: median and 95th percentile."""
    profile = advisor.reader.read(FULL, TODAY).profile
    site = locate(profile, advisor.territory, TODAY)
    times = [seconds(partial(_match, advisor, profile, site)) for _ in range(ROUNDS + 1)][1:]
    return median(times), quantiles(times, n=20)[-1]


def _match(advisor: Advisor, profile: Profile, site: Site) -> None:
    match_all(profile, advisor.catalogue, site, TODAY)
