"""What is watched of each source: the register, what the fetches found, what of the corpus rests on it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from assistant.errors import InvalidInput
from assistant.records import Failure, Passage, Source
from assistant.watch import Change, Watch, WatchedSource, day_of
from ingest.fetched import FILE, FetchRecord, read_fetched


def read_watch(
    corpus: Path, register: Mapping[str, Source], passages: Iterable[Passage]
) -> tuple[Watch, tuple[Failure, ...]]:
    """One record per registered source or document read, and what of the state of the fetches is unusable.

    Without fetches, each source is told as never looked at. A fetch of a source that is not in the register
    any more is left out.
    """
    fetched, failures = _read_looks(corpus)
    resting = _resting_on(passages)
    sources = {source_id: rest.source for source_id, rest in resting.items()} | dict(register)
    watched = (
        _watched(source, fetched.get(source_id), resting.get(source_id))
        for source_id, source in sorted(sources.items())
    )
    return Watch(tuple(watched)), failures


@dataclass
class _Resting:
    """What cites a source."""

    source: Source
    passages: int = 0
    statements: list[str] = field(default_factory=list)
    supports: set[str] = field(default_factory=set)
    reviews: set[str | None] = field(default_factory=set)

    def add(self, passage: Passage) -> None:
        self.passages += 1
        if passage.kind != "document":
            self.reviews.add(passage.reviewed)
        if passage.kind == "support":
            self.supports.add(passage.subject or passage.passage_id)
        elif passage.kind != "document":
            self.statements.append(passage.passage_id)

    @property
    def reviewed(self) -> str | None:
        """The earliest review; None when there is none of something, or nothing to review."""
        dated = [review for review in self.reviews if review is not None]
        return min(dated) if dated and None not in self.reviews else None


def _resting_on(passages: Iterable[Passage]) -> dict[str, _Resting]:
    resting: dict[str, _Resting] = {}
    for passage in passages:
        for source in {source.source_id: source for source in passage.sources}.values():
            resting.setdefault(source.source_id, _Resting(source)).add(passage)
    return resting


def _read_looks(corpus: Path) -> tuple[dict[str, FetchRecord], tuple[Failure, ...]]:
    try:
        fetched = read_fetched(corpus)
    except InvalidInput as error:
        return {}, (Failure(FILE, None, None, str(error)),)
    faulty = [source_id for source_id, record in fetched.items() if not _is_dated(record)]
    failures = tuple(Failure(FILE, source_id, None, "date illisible") for source_id in faulty)
    return {source_id: fetched[source_id] for source_id in fetched if source_id not in faulty}, failures


def _is_dated(record: FetchRecord) -> bool:
    moments = (record.fetched_at, record.failing_since, *(copy.replaced_at for copy in record.former))
    try:
        for moment in (record.checked_at, *filter(None, moments)):
            day_of(moment)
    except (TypeError, ValueError):
        return False
    return True


def _watched(source: Source, look: FetchRecord | None, resting: _Resting | None) -> WatchedSource:
    resting = resting or _Resting(source)
    changes = [Change(copy.replaced_at, copy.removed, copy.added) for copy in look.former] if look else []
    return WatchedSource(
        source=source,
        passages=resting.passages,
        statements=tuple(resting.statements),
        supports=tuple(sorted(resting.supports)),
        reviewed=resting.reviewed,
        checked_at=look.checked_at if look else None,
        fetched_at=look.fetched_at if look else None,
        outcome=look.outcome if look else None,
        reason=look.reason if look else None,
        failing_since=look.failing_since if look else None,
        changes=tuple(sorted(changes, key=lambda change: change.at, reverse=True)),
    )
