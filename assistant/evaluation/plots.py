"""The pictures of the report, as SVG with their text inside; matplotlib is a library of development."""

from collections.abc import Mapping, Sequence
from io import StringIO
from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib.figure import Figure

from assistant.evaluation.bootstrap import Interval
from assistant.evaluation.risk import risk_coverage

COLOURS = ("#6a6af4", "#000091", "#929292")
STYLE: Any = {
    "svg.fonttype": "none",
    "svg.hashsalt": "evaluation",
    "font.family": "sans-serif",
    "axes.spines.top": False,
    "axes.spines.right": False,
}


def bars_with_bounds(rows: Mapping[str, Mapping[str, Interval]], label: str) -> str:
    """One group of bars per name, one bar per half, each with its 95 % interval; an SVG."""
    with mpl.rc_context(STYLE):
        figure = Figure(figsize=(9, 3.6), layout="constrained")
        axes = figure.subplots()
        halves = list(dict.fromkeys(half for intervals in rows.values() for half in intervals))
        places = np.arange(len(rows))
        for number, half in enumerate(halves):
            found = [intervals[half] for intervals in rows.values()]
            means = [each.mean for each in found]
            errors = [[e.mean - e.low for e in found], [e.high - e.mean for e in found]]
            shift = (number - (len(halves) - 1) / 2) * 0.38
            axes.bar(places + shift, means, 0.36, yerr=errors, capsize=3, label=half, color=COLOURS[number])
        axes.set_xticks(places, list(rows))
        axes.set_ylabel(label)
        axes.axhline(0, color="#161616", linewidth=0.8)
        axes.legend(frameon=False)
        return _svg(figure)


def risk_coverage_curve(curves: Mapping[str, Sequence[tuple[float, bool]]]) -> str:
    """For each name, the share of wrong answers against the share of questions answered, as the least
    confidence asked for goes down; rows are (confidence, whether the answer is right). An SVG.
    """
    with mpl.rc_context(STYLE):
        figure = Figure(figsize=(6, 3.6), layout="constrained")
        axes = figure.subplots()
        for (name, rows), colour in zip(curves.items(), COLOURS, strict=False):
            coverage, risk = risk_coverage(rows)
            axes.plot(coverage, risk, label=name, color=colour)
        axes.set_xlabel("coverage: share of questions answered")
        axes.set_ylabel("risk: share of wrong answers")
        axes.set_xlim(0, 1)
        axes.set_ylim(bottom=0)
        axes.legend(frameon=False)
        return _svg(figure)


def _svg(figure: Figure) -> str:
    stream = StringIO()
    figure.savefig(stream, format="svg", metadata={"Date": None, "Creator": None})
    return stream.getvalue()[stream.getvalue().index("<svg") :]
