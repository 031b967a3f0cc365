"""What the index has to hold, what it holds, and the difference between the two."""

import json
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import IndexUnavailable
from assistant.index import PASSAGES, PHRASINGS
from assistant.index_folder import LAYOUT, Manifest, current_version, read_manifest, read_passages
from assistant.passages import digest_of, phrasings_of, with_digest
from assistant.records import IngestReport, Passage
from ingest.reading import CorpusReading
from ingest.vectors import Text


@dataclass(frozen=True, slots=True)
class Target:
    """What the index has to hold, for one embedding model named by its fingerprint."""

    reading: CorpusReading
    passages: tuple[Passage, ...]
    records_text: str
    encoder: str

    @property
    def fingerprint(self) -> str:
        """16 hexadecimal digits; equal when layout, embedding model, passages and records are equal."""
        digests = [passage.digest for passage in self.passages]
        return digest_of([LAYOUT, self.encoder, digests, self.records_text, self.reading.counts])[:16]


@dataclass(frozen=True, slots=True)
class Served:
    """The published version that a build starts from."""

    folder: Path
    manifest: Manifest
    passages: tuple[Passage, ...]


def target_of(reading: CorpusReading, encoder: str) -> Target:
    """What the index has to hold after this reading; every passage gets its digest."""
    records = json.dumps(reading.records, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return Target(reading, tuple(map(with_digest, reading.passages)), records, encoder)


def served_by(index_folder: Path) -> Served | None:
    """The version to bring up to date; None when there is none that can be read."""
    try:
        folder = current_version(index_folder)
        return Served(folder, read_manifest(folder), read_passages(folder))
    except IndexUnavailable:
        return None


def texts_of(passages: tuple[Passage, ...]) -> dict[str, dict[str, Text]]:
    """What is embedded for each collection of the index, by id."""
    return {
        PASSAGES: {passage.passage_id: ("passage", passage.titled_text) for passage in passages},
        PHRASINGS: {id_: ("query", text) for id_, text in phrasings_of(passages).items()},
    }


def report_on(
    target: Target, served: Served | None, *, full: bool, version: int, seconds: float
) -> IngestReport:
    """The difference in passages; with another embedding model or a full build, all that stays is updated."""
    former = {p.passage_id: p.digest for p in served.passages} if served else {}
    reused = served is not None and served.manifest.encoder == target.encoder and not full
    present = {p.passage_id: p.digest for p in target.passages}
    created = len(present.keys() - former.keys())
    unchanged = sum(reused and former.get(id_) == digest for id_, digest in present.items())
    return IngestReport(
        created=created,
        updated=len(present) - created - unchanged,
        deleted=len(former.keys() - present.keys()),
        unchanged=unchanged,
        failures=target.reading.failures,
        version=version,
        fingerprint=target.fingerprint,
        counts=target.reading.counts,
        seconds=seconds,
    )
