"""The golden questions asked and judged, as a Markdown table: `python tests/golden/report.py --failures`.

`--failures` shows the failing questions of *tune* only: whoever has read those of *hold* has spent it.
`--tuning` asks those of `tuning.jsonl`, which were all read when the product was tuned.
"""

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.golden.integrity import citation_faults, stray_numbers, unsourced_numbers
from tests.golden.running import QUESTIONS, TUNING, ask, read_questions
from tests.golden.scoring import Score, Summary, score, summarise

HEADER = (
    "| family | n | right | cited | rightly silent | falsely refused | unsafe | signed |\n"
    "|---|--:|--:|--:|--:|--:|--:|--:|"
)


def cell(share: float | None) -> str:
    """A share as a percentage, a dash when nothing was asked."""
    return "–" if share is None else f"{share:.0%}"


def row(name: str, summary: Summary) -> str:
    """One line of the table."""
    shares = (summary.right, summary.cited, summary.rightly_silent, summary.falsely_refused, summary.unsafe)
    return f"| {name} | {summary.count} | {' | '.join(map(cell, shares))} | {summary.signed:+.2f} |"


def table(scores: Sequence[Score]) -> str:
    """The judgements per family, then for each half and for all."""
    families = list(dict.fromkeys(one.family for one in scores))
    rows = [row(family, summarise(one for one in scores if one.family == family)) for family in families]
    halves = [
        row(f"**{half}**", summarise(one for one in scores if one.split == half))
        for half in ("tune", "hold")
        if any(one.split == half for one in scores)
    ]
    return "\n".join((HEADER, *rows, *halves, row("**all**", summarise(scores))))


def failures(questions: Iterable[dict[str, Any]], answers: Iterable[dict[str, Any]], split: str) -> str:
    """The failing questions of one half, with what was answered and why it does not do."""
    blocks = []
    for question, answer in zip(questions, answers, strict=True):
        judged = score(question, answer)
        if judged.split == split and not (judged.right and (judged.cited or not judged.answerable)):
            outcome = f"{answer['status']} ({answer['reason']})"
            blocks.append(
                f"### {judged.identifier} {question['question'][:300]}\n"
                f"{outcome} — {' ; '.join(judged.reasons)}\n\n{answer['answer']}\n"
            )
    return "\n".join(blocks)


def integrity(questions: Iterable[dict[str, Any]], answers: Iterable[dict[str, Any]]) -> str:
    """What breaks the rules of every answer, one line each."""
    return "\n".join(
        f"- {question['id']}: {fault}"
        for question, answer in zip(questions, answers, strict=True)
        for fault in (
            *((answer["answer"],) if answer["status"] == "error" else ()),
            *citation_faults(answer),
            *unsourced_numbers(answer),
            *stray_numbers(question, answer),
        )
    )


def main() -> None:
    """Prints the table of a split or of all, then the faults of integrity and the failures of *tune*."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--split", choices=("tune", "hold"))
    parser.add_argument("--failures", action="store_true")
    parser.add_argument("--tuning", action="store_true", help="the questions of tuning.jsonl instead")
    chosen = parser.parse_args()
    if chosen.failures and chosen.split == "hold":
        parser.error("the failures of hold are not shown: tuning reads only tune")
    questions = read_questions(TUNING if chosen.tuning else QUESTIONS)
    answers = ask(questions)
    scores = [score(question, answer) for question, answer in zip(questions, answers, strict=True)]
    print(table([one for one in scores if chosen.split in (None, one.split)]))
    print("\nIntegrity:\n" + (integrity(questions, answers) or "- nothing to report"))
    if chosen.failures:
        print("\n" + failures(questions, answers, "tune"))


if __name__ == "__main__":
    main()
