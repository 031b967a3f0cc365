"""What a project creates and how long it lasts, as a message counts it: jobs to come, months."""

import re

from assistant.profiles.people import PEOPLE

_JOBS = re.compile(
    r"\b(?P<n>\d{1,5}) (?:nouveaux? )?(?:emplois?|postes?|embauches?|cdi)\b"
    r"|\b(?:recrut|embauch)\w* (?P<m>\d{1,5})\b"
    rf"|\b(?P<k>\d{{1,5}}) {PEOPLE}\w* (?:en plus|de plus|supplementaires?)\b"
)
_COMPANY = r"(?:usine|site|entreprise|societe|groupe|pme|eti|fonderie|forge|atelier)"
_OF_OLD = re.compile(
    r"\b(?:supprim|perd|perte|detrui|menac|maint|conserv|gard|sauv|preserv|pourv|ferme|licenci|represent)\w*"
    r"(?: [^\s,.;!?]+){0,3} $"
    rf"|\b{_COMPANY} (?:industrielle? )?de $|\b{_COMPANY}(?: [^\s,.;!?]+){{0,3}} (?:a|avait) $"
    r"|\bles $"
)
"""What stands before jobs that are there, or that are lost."""
_OF_OLD_AFTER = re.compile(
    r"^(?: \w+){0,2}? (?:menac|(?:est|sont|mis) en (?:jeu|danger)|en (?:jeu|danger)|sauv|gard|maint|conserv"
    r"|preserv|perd|supprim|dispar|vides?\b|vacants?\b|apres restructuration|stagn|informatiques?\b"
    r"|de (?:montage|travail|soudage)\b)"
)
_MONTHS = re.compile(r"\b(?:sur|en|dure(?:ra|rait)?|duree de|d'ici) (?P<n>\d{1,2}) mois\b")


def counted(folded: str) -> dict[str, float]:
    """The jobs that the project creates and the months that it lasts, by fact, when told.

    Jobs that are there already, kept or lost, are not created.
    """
    facts: dict[str, float] = {}
    jobs = next((found for found in _JOBS.finditer(folded) if _are_to_come(folded, found)), None)
    if jobs:
        facts["jobs_created"] = float(jobs["n"] or jobs["m"] or jobs["k"])
    if months := _MONTHS.search(folded):
        facts["project_months"] = float(months["n"])
    return facts


def _are_to_come(folded: str, jobs: re.Match[str]) -> bool:
    return not (_OF_OLD.search(folded[: jobs.start()]) or _OF_OLD_AFTER.search(folded[jobs.end() :]))
