"""The report of a run: its tables, plots and failures, and the figures that are kept of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from assistant.errors import InvalidInput
from assistant.evaluation.blocks import Block, Listing, Picture, Report, Table, table_as_markdown
from assistant.evaluation.bootstrap import Interval
from assistant.evaluation.causes import cause_of
from assistant.evaluation.figures import Figures
from assistant.evaluation.generation import PRODUCT, WITHOUT
from assistant.evaluation.measures import Judged, confidences, measure, measure_retrieval
from assistant.evaluation.risk import auc
from assistant.evaluation.systems import NEVER_SILENT
from assistant.evaluation.tables import (
    COMPARED,
    HALVES,
    Systems,
    answers_table,
    causes_table,
    difference,
    differences_table,
    families_table,
    in_points,
    mean_with_bounds,
    of_half,
    parts_table,
    percent,
    retrieval_by_family,
    retrieval_table,
)

IN_README = {
    "right": "right",
    "cited": "right and cited",
    "rightly_silent": "rightly silent",
    "falsely_refused": "refused wrongly",
    "unsafe": "unsafe",
}


@dataclass(frozen=True, slots=True)
class Run:
    """The judged answers of each system to the same questions, over one index, on one day."""

    systems: Systems
    fingerprint: str
    encoder: str
    on: date

    @property
    def product(self) -> Sequence[Judged]:
        """What the product answered."""
        return self.systems[PRODUCT]

    @property
    def kind(self) -> str:
        """`ablation` when the product is compared with itself alone, less a part; else `evaluation`."""
        others = [name for name in self.systems if name != PRODUCT]
        return "ablation" if others and all(name.startswith(WITHOUT) for name in others) else "evaluation"

    @property
    def halves(self) -> list[Any]:
        """The halves of which questions were asked."""
        return [half for half in HALVES if of_half(self.product, half)]


def summary_tables(run: Run) -> tuple[Table, ...]:
    """What fits a terminal: the answers and the search of every system, and how they differ."""
    asked = [table for half in run.halves for table in (answers_table(run.systems, half),)]
    found = [retrieval_table(run.systems, half) for half in run.halves]
    compared = [comparison(run)] if len(run.systems) > 1 else []
    return (*asked, *compared, *found)


def comparison(run: Run) -> Table:
    """The product against the others; in an ablation, each part taken away against the whole product."""
    if run.kind == "ablation":
        return differences_table(run.systems, "What taking a part away changes", ours_first=False)
    return differences_table(run.systems, "Product minus each other system")


def report_of(run: Run) -> Report:
    """The whole report; needs the libraries of development for its plots.

    Raises InvalidInput when they are not there.
    """
    blocks: list[Block] = list(summary_tables(run))
    blocks += [parts_table(run.systems)] if run.kind == "ablation" else []
    blocks += _plots(run)
    blocks += [families_table(run.product, half) for half in run.halves]
    blocks += [retrieval_by_family(run.product, half) for half in run.halves]
    blocks += [causes_table(run.product), failures(run.product), integrity(run.product)]
    counts = ", ".join(f"{half}: {len(of_half(run.product, half))}" for half in run.halves)
    lead = (
        f"{run.on.isoformat()}, index {run.fingerprint}, embedding model {run.encoder}. Questions: {counts}.",
        "The questions of tune may be looked at when the product is changed; the failures of hold are "
        "counted and never shown.",
        "What each part of the product brings: ablation.md, and parts.md for what was kept and why. Which "
        "passages their own phrasings reach: reach.md. Which supports told projects are offered: stories.md.",
    )
    return Report(run.kind.capitalize(), lead, tuple(blocks))


def failures(judged: Iterable[Judged]) -> Listing:
    """Every failing question of tune, with its cause and what was answered; none of hold."""
    entries = tuple(
        (
            f"{one.score.identifier} {one.question.text[:300]}",
            (
                f"{cause_of(one)} · {one.answer['status']} ({one.answer['reason']})",
                "; ".join(one.score.reasons),
                " ".join(one.answer["answer"].split())[:600],
            ),
        )
        for one in of_half(judged, "tune")
        if one.is_failure
    )
    return Listing("Failures, tune", entries)


def integrity(judged: Sequence[Judged]) -> Listing:
    """What breaks the rules of every answer: listed for tune, counted for hold."""
    entries = [(one.score.identifier, one.faults) for one in of_half(judged, "tune") if one.faults]
    held_back = sum(bool(one.faults) for one in of_half(judged, "hold"))
    return Listing("Integrity", tuple(entries), f"hold: {held_back} answers with a fault, not shown.")


def figures_of(run: Run) -> Figures:
    """The figures that are kept of a run, as plain values."""
    return Figures(
        date=run.on.isoformat(),
        fingerprint=run.fingerprint,
        encoder=run.encoder,
        systems={
            name: {half: _figures(of_half(judged, half)) for half in run.halves}
            for name, judged in run.systems.items()
        },
        differences={
            name: {
                half: {m: _bounds(difference(run.systems, name, half, m)) for m in COMPARED}
                for half in run.halves
            }
            for name in run.systems
            if name != PRODUCT
        },
        auc=auc(confidences(run.systems.get(NEVER_SILENT, run.product))),
    )


def readme_block(figures: Figures) -> str:
    """What the README shows of the figures: every system on hold, then the product on tune."""
    shown = [("hold", name) for name in figures.systems] + [("tune", PRODUCT)]
    rows = tuple(
        _readme_row(f"{name}, {half} ({measures['count']})", measures)
        for half, name in shown
        if (measures := figures.systems[name].get(half))
    )
    table = table_as_markdown(Table("", ("", *IN_README.values(), "signed", "words"), rows))
    compared = "; ".join(
        f"{name} {_in_words(bounds['hold'])}"
        for name, bounds in figures.differences.items()
        if bounds.get("hold")
    )
    return (
        f"Measured on {figures.date}, index `{figures.fingerprint}`, without a language model:\n\n{table}\n\n"
        f"Product minus the others on hold, in points, with paired bootstrap intervals at 95 %: {compared}."
    )


def _readme_row(name: str, measures: Mapping[str, Any]) -> tuple[str, ...]:
    words = "–" if measures["words"] is None else f"{measures['words']:.0f}"
    return (name, *(percent(measures[key]) for key in IN_README), f"{measures['signed']:+.2f}", words)


def _in_words(bounds: Mapping[str, Sequence[float]]) -> str:
    told = {title: in_points(bounds[key]) for key, title in COMPARED.items() if bounds.get(key)}
    return ", ".join(f"{title} {interval}" for title, interval in told.items())


def _figures(judged: Sequence[Judged]) -> dict[str, Any]:
    found = measure_retrieval(judged)
    bounds = {f"{m}_bounds": _bounds(mean_with_bounds(judged, m)) for m in COMPARED}
    return asdict(measure(judged)) | bounds | {"retrieval": asdict(found) if found else None}


def _bounds(found: Interval | None) -> list[float] | None:
    return None if found is None else [round(value, 4) for value in (found.mean, found.low, found.high)]


def _plots(run: Run) -> list[Block]:
    try:
        from assistant.evaluation.plots import bars_with_bounds, risk_coverage_curve
    except ImportError as error:
        raise InvalidInput("Les courbes demandent matplotlib : pip install -e '.[dev]'.") from error
    pictures: list[Block] = []
    for metric, label in COMPARED.items():
        rows = {name: _intervals(judged, run.halves, metric) for name, judged in run.systems.items()}
        pictures.append(Picture(f"{label.capitalize()}, with 95 % intervals", bars_with_bounds(rows, label)))
    judged = run.systems.get(NEVER_SILENT, run.product)
    curves = {half: confidences(of_half(judged, half)) for half in run.halves}
    if curves and all(curves.values()):
        told = auc(confidences(judged))
        note = "" if told is None else f"AUC of the confidence, all questions: {told:.2f}."
        pictures.append(Picture("Risk and coverage", risk_coverage_curve(curves), note))
    return pictures


def _intervals(judged: Sequence[Judged], halves: Iterable[Any], metric: str) -> Mapping[str, Interval]:
    found = {half: mean_with_bounds(of_half(judged, half), metric) for half in halves}
    return {half: interval for half, interval in found.items() if interval is not None}
