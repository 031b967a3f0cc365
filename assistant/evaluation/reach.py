"""Which passages their own phrasings reach: each is left out in turn and asked as a question."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from assistant.answering.pipeline import Assistant
from assistant.answering.wanted import wanted_of
from assistant.evaluation.blocks import Listing, Report, Table
from assistant.evaluation.tables import percent
from assistant.index_folder import Manifest
from assistant.records import Passage

AMONG = 5
PROGRESS = 1000
NOTE = (
    "Each phrasing asked as a question, itself left out of the index. Passage first, among five: share of "
    "the phrasings. Reached: share of the passages that at least one of their phrasings brings among five."
)


@dataclass(frozen=True, slots=True)
class Asked:
    """One phrasing asked: the passage it belongs to, its rank among five (None beyond), what stood first."""

    passage: Passage
    phrasing: str
    rank: int | None
    first: Passage


def ask_phrasings(assistant: Assistant, tell: Callable[[str], None]) -> Iterator[Asked]:
    """Every phrasing of the index asked in turn, left out each time, in the order of the passages."""
    retriever = assistant.retriever
    phrasings = [(row, text) for row, p in enumerate(retriever.passages) for text in p.asked_as]
    for number, (row, text) in enumerate(phrasings):
        ranking = retriever.rank(text, hidden=frozenset({number}))
        candidates = assistant.judge.judge(ranking, wanted_of(text, corrected=ranking.query.corrected))
        rows = [candidate.row for candidate in candidates[:AMONG]]
        rank = rows.index(row) + 1 if row in rows else None
        yield Asked(retriever.passages[row], text, rank, candidates[0].passage)
        if number % PROGRESS == PROGRESS - 1:
            tell(f"{number + 1}/{len(phrasings)}")


def reach_report(asked: Sequence[Asked], manifest: Manifest) -> Report:
    """The shares by kind of passage, the passages out of reach, and those that another always precedes."""
    by_passage = [tuple(group) for _, group in groupby(asked, key=lambda one: one.passage.passage_id)]
    unreached = [group for group in by_passage if all(one.rank is None for one in group)]
    preceded = [
        group for group in by_passage if group not in unreached and all(one.rank != 1 for one in group)
    ]
    return Report(
        "Reach",
        (f"Index {manifest.fingerprint}, embedding model {manifest.encoder}.", NOTE),
        (
            _table(by_passage),
            _listing("Out of reach", unreached, "No phrasing, left out, brings the passage among five."),
            _listing("Never first", preceded, "Among five, but another passage always stands before it."),
        ),
    )


def _table(groups: Sequence[tuple[Asked, ...]]) -> Table:
    kinds = sorted({group[0].passage.kind for group in groups})
    rows = [(kind, [g for g in groups if g[0].passage.kind == kind]) for kind in kinds]
    header = ("", "passages", "phrasings", "passage first", "among five", "reached", "first at least once")
    return Table("By kind of passage", header, tuple(_row(name, g) for name, g in (*rows, ("all", groups))))


def _row(name: str, groups: Sequence[tuple[Asked, ...]]) -> tuple[str, ...]:
    ranks = [one.rank for group in groups for one in group]
    shares = (
        sum(rank == 1 for rank in ranks) / len(ranks),
        sum(rank is not None for rank in ranks) / len(ranks),
        sum(any(one.rank for one in group) for group in groups) / len(groups),
        sum(any(one.rank == 1 for one in group) for group in groups) / len(groups),
    )
    return (name, str(len(groups)), str(len(ranks)), *map(percent, shares))


def _listing(title: str, groups: Sequence[tuple[Asked, ...]], note: str) -> Listing:
    entries = tuple(
        (group[0].passage.passage_id, (f"Before it: {_before(group)}.", *(one.phrasing for one in group)))
        for group in groups
    )
    return Listing(f"{title} ({len(groups)})", entries, note)


def _before(group: Sequence[Asked]) -> str:
    """What stood first instead, most often first, with how many times."""
    counts = Counter(one.first.passage_id for one in group)
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return ", ".join(f"{passage_id} ({count})" for passage_id, count in ordered)
