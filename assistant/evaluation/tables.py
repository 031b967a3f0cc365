"""The tables of the report, from what was judged."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import get_args

from assistant.evaluation.blocks import Table
from assistant.evaluation.bootstrap import Interval, interval, paired_interval
from assistant.evaluation.causes import cause_of
from assistant.evaluation.generation import PRODUCT
from assistant.evaluation.gold import Split
from assistant.evaluation.measures import (
    Judged,
    Measures,
    families,
    measure,
    measure_retrieval,
    values_of,
)

Systems = Mapping[str, Sequence[Judged]]
"""The judged answers of each system, by name, to the same questions in the same order."""

HALVES: tuple[Split, ...] = get_args(Split)
COMPARED = {"cited": "right and cited", "signed": "signed score"}
ANSWERS_NOTE = (
    "Right, right and cited, refused wrongly: shares of the answerable questions. Rightly silent: share of "
    "the others. Unsafe: a wrong answer, or one where there is none. Signed (CRAG): +1 right, 0 refused "
    "wrongly, −1 otherwise. Citation recall and precision as ALCE defines them. Words: median length of an "
    "answer, since a long quotation holds the words expected more often than a reader finds them in it."
)
_MEASURES: dict[str, Callable[[Measures], str]] = {
    "n": lambda m: str(m.count),
    "right": lambda m: percent(m.right),
    "right and cited": lambda m: percent(m.cited),
    "rightly silent": lambda m: percent(m.rightly_silent),
    "refused wrongly": lambda m: percent(m.falsely_refused),
    "unsafe": lambda m: percent(m.unsafe),
    "signed": lambda m: f"{m.signed:+.2f}",
    "cit. recall": lambda m: percent(m.citation_recall),
    "cit. precision": lambda m: percent(m.citation_precision),
    "numbers sourced": lambda m: percent(m.numbers_sourced),
    "words": lambda m: "–" if m.words is None else f"{m.words:.0f}",
    "p50 / p95": lambda m: "–" if m.p50_ms is None else f"{m.p50_ms:.0f} / {m.p95_ms:.0f} ms",
}


def percent(share: float | None) -> str:
    """A share as a percentage, a dash when nothing was asked; 100 % only when nothing is missing."""
    if share is None:
        return "–"
    rounded = round(100 * share)
    return "> 99 %" if rounded == 100 and share < 1 else f"{rounded} %"


def of_half(judged: Iterable[Judged], half: Split) -> list[Judged]:
    """Those of one half, in order."""
    return [one for one in judged if one.question.split == half]


def answers_table(systems: Systems, half: Split) -> Table:
    """One line per system: what its answers are worth on one half."""
    rows = tuple((name, *_cells(measure(of_half(judged, half)))) for name, judged in systems.items())
    return Table(f"Answers, {half}", ("system", *_MEASURES), rows, ANSWERS_NOTE)


def families_table(judged: Sequence[Judged], half: Split) -> Table:
    """One line per family: what the product's answers are worth on one half."""
    rows = tuple((name, *_cells(measure(group))) for name, group in families(of_half(judged, half)).items())
    return Table(f"Product by family, {half}", ("family", *_MEASURES), rows)


def retrieval_table(systems: Systems, half: Split) -> Table:
    """One line per system: how high the relevant passages stand, on one half."""
    rows = tuple((name, *_ranks(of_half(judged, half))) for name, judged in systems.items())
    note = (
        "Questions whose relevant passages are known. A piece of the stock pipeline holds several passages: "
        "its nDCG is not quite comparable."
    )
    return Table(f"Search, {half}", ("system", *RETRIEVAL_HEADER), rows, note)


def retrieval_by_family(judged: Sequence[Judged], half: Split) -> Table:
    """One line per family: how high the relevant passages stand in the product's search, on one half."""
    groups = families(of_half(judged, half)).items()
    rows = tuple((name, *_ranks(group)) for name, group in groups if measure_retrieval(group))
    return Table(f"Search by family, {half}", ("family", *RETRIEVAL_HEADER), rows)


RETRIEVAL_HEADER = ("n", "hit@1", "hit@5", "hit@10", "MRR", "nDCG@10")


def differences_table(systems: Systems, title: str, ours_first: bool = True) -> Table:
    """The product against each other system, per half: paired bootstrap intervals of the differences.

    Product minus the other; the other minus the product when not `ours_first`.
    """
    rows = tuple(
        (f"{name}, {half}", *(shown(difference(systems, name, half, m, ours_first)) for m in COMPARED))
        for name in systems
        if name != PRODUCT
        for half in HALVES
        if of_half(systems[name], half)
    )
    note = "Difference with its paired bootstrap interval at 95 %; * where zero is outside."
    return Table(title, ("", *COMPARED.values()), rows, note)


def parts_table(systems: Systems) -> Table:
    """What taking each part away changes, on both halves together, then where a family tells it apart."""
    rows = []
    for name in systems:
        if name != PRODUCT:
            rows.append((name, *_changes(systems, name)))
            for family in families(systems[PRODUCT]):
                changes = _changes(systems, name, family)
                if any(change.endswith("*") for change in changes):
                    rows.append((f"{name}, {family}", *changes))
    note = "The answers to both halves together; a family has a line only where zero is outside an interval."
    return Table("What each part changes, and where", ("", *COMPARED.values()), tuple(rows), note)


def _changes(systems: Systems, name: str, family: str | None = None) -> tuple[str, ...]:
    def values(system: str, metric: str) -> list[float]:
        judged = systems[system]
        group = [one for one in judged if family in (None, one.question.family)]
        return list(values_of(group, metric))

    return tuple(shown(paired_interval(values(name, m), values(PRODUCT, m))) for m in COMPARED)


def difference(
    systems: Systems, name: str, half: Split, metric: str, ours_first: bool = True
) -> Interval | None:
    """The interval of the product minus another system on one half; the reverse when not `ours_first`."""
    ours, theirs = (values_of(of_half(systems[s], half), metric) for s in (PRODUCT, name))
    return paired_interval(ours, theirs) if ours_first else paired_interval(theirs, ours)


def mean_with_bounds(judged: Iterable[Judged], metric: str) -> Interval | None:
    """The mean of a measure over a group, with its interval."""
    return interval(values_of(judged, metric))


def shown(found: Interval | None) -> str:
    """An interval of a difference, in points, marked when zero is outside."""
    if found is None:
        return "–"
    return in_points((found.mean, found.low, found.high)) + (" *" if found.is_decided else "")


def in_points(bounds: Sequence[float]) -> str:
    """A difference with its bounds, in points: `+15 [+4, +27]`."""
    mean, low, high = (f"{round(100 * value):+d}" for value in bounds)
    return f"{mean} [{low}, {high}]"


def causes_table(judged: Iterable[Judged]) -> Table:
    """How many failures of tune have each cause, ranks apart; those of hold are only counted, together."""
    group = tuple(judged)
    causes = Counter(cause_of(one).partition(" (")[0] for one in of_half(group, "tune") if one.is_failure)
    held_back = sum(one.is_failure for one in of_half(group, "hold"))
    rows = tuple((cause, str(count)) for cause, count in causes.most_common())
    return Table("Failures by cause, tune", ("cause", "n"), rows, f"hold: {held_back} failures, not shown.")


def _cells(measures: Measures) -> tuple[str, ...]:
    return tuple(show(measures) for show in _MEASURES.values())


def _ranks(group: Sequence[Judged]) -> tuple[str, ...]:
    found = measure_retrieval(group)
    if found is None:
        return ("0", *("–" for _ in RETRIEVAL_HEADER[1:]))
    hits = (found.hit_1, found.hit_5, found.hit_10)
    return (str(found.count), *map(percent, hits), f"{found.mrr:.2f}", f"{found.ndcg_10:.2f}")
