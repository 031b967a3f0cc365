"""The state of the index and of each source, against what the corpus says now."""

from collections import Counter
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from assistant.index_folder import current_version, read_manifest, read_passages
from assistant.records import Source
from assistant.watch import STALE_DAYS, Watch, WatchedSource
from ingest.reading import CorpusReading
from ingest.target import target_of


def read_status(
    reading: CorpusReading, index_folder: Path, today: date, stale_days: int = STALE_DAYS
) -> dict[str, Any]:
    """The served version, whether it holds what was read, and each source, the most cited first.

    A source comes with its passages in the served version, what the looks at its address found, what of the
    corpus rests on it and its marks that day. Raises IndexUnavailable when there is no readable index.
    """
    version = current_version(index_folder)
    manifest = read_manifest(version)
    cited = Counter(source for passage in read_passages(version) for source in passage.sources)
    wanted = target_of(reading, manifest.encoder).fingerprint
    return asdict(manifest.state) | {
        "up_to_date": wanted == manifest.fingerprint,
        "stale_days": stale_days,
        "sources": _sources(cited, Watch.from_json(reading.records["watch"]), today, stale_days),
        "failing": [str(failure) for failure in reading.failures],
    }


def _sources(cited: Counter[Source], watch: Watch, today: date, stale_days: int) -> list[dict[str, Any]]:
    removed = {source.source_id: WatchedSource(source) for source in cited}
    watched = removed | {each.source.source_id: each for each in watch.sources}
    served: Counter[str] = Counter()
    for source, number in cited.items():
        served[source.source_id] += number
    lines = (_line(each, served, today, stale_days) for each in watched.values())
    return sorted(lines, key=lambda line: (-line["passages"], line["source_id"]))


def _line(each: WatchedSource, served: Counter[str], today: date, stale_days: int) -> dict[str, Any]:
    told: dict[str, Any] = asdict(each)
    source: dict[str, Any] = told.pop("source")
    of_the_day = {
        "passages": served[each.source.source_id],
        "changed_at": each.changed_at,
        "days_unchecked": each.days_unchecked(today),
        "marks": each.marks(today, stale_days),
    }
    return source | told | of_the_day
