"""What the fetch command says to people, in French."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from ingest.fetched import FetchRecord
from ingest.fetching import FetchReport
from ingest.report import failure_lines

COUNTED = {
    "new": ("nouvelle", "nouvelles"),
    "changed": ("modifiée", "modifiées"),
    "unchanged": ("inchangée", "inchangées"),
    "gone": ("disparue", "disparues"),
    "failed": ("non prise", "non prises"),
}


def fetch_lines(report: FetchReport) -> Iterator[str]:
    """The counts, then one line for each source that changed, vanished or was not taken."""
    yield f"Sources demandées : {len(report.looked_at)} ({_counted(report)})."
    for name, record in report.looked_at.items():
        if line := _line(record):
            yield f"  {name} : {line}"
    yield from failure_lines(report.failures, len(report.failures))
    if any(record.outcome in ("new", "changed") for record in report.looked_at.values()):
        yield "Pour que l'assistant en réponde : `python -m ingest build`."


def fetch_json(report: FetchReport) -> dict[str, Any]:
    """The counts by outcome, and the look at each source."""
    return {
        "counts": _counts(report),
        "sources": [{"source_id": name, **asdict(record)} for name, record in report.looked_at.items()],
        "failures": [asdict(failure) for failure in report.failures],
    }


def _counts(report: FetchReport) -> dict[str, int]:
    found = Counter(record.outcome for record in report.looked_at.values())
    return {outcome: found[outcome] for outcome in COUNTED}  # type: ignore[index]


def _counted(report: FetchReport) -> str:
    counts = _counts(report)
    told = (f"{n} {COUNTED[outcome][n > 1]}" for outcome, n in counts.items() if n)
    return ", ".join(told) or "aucune"


def _line(record: FetchRecord) -> str | None:
    if record.outcome == "changed" and record.former:
        copy = record.former[0]
        return f"modifiée ; phrases ajoutées : {len(copy.added)}, retirées : {len(copy.removed)}"
    kept = " ; la copie précédente reste" if record.file else ""
    if record.outcome == "gone":
        return f"disparue : {record.reason}{kept}"
    return f"non prise : {record.reason}{kept}" if record.outcome == "failed" else None
