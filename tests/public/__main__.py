"""`python -m tests.public`: the ranking and the answers on a corpus that the product was not made for.

The sheets are fetched with npm and indexed once, in a folder that git ignores; a second run only asks.
"""

import argparse
import subprocess
import sys
from collections import Counter
from pathlib import Path

from assistant.build import build_assistant
from assistant.settings import PROJECT, read_settings
from tests.public import learning
from tests.public.asked import outcomes, read_asked
from tests.public.ranking import DEPTHS, Score, ranked_alone, ranked_by_product, score
from tests.public.sheets import PACKAGE, VERSION, SheetsUnavailable, fetch, questions_of, split, write_corpus

FOLDER = Path(__file__).parent / ".sheets"


def main() -> int:
    """Prints the scores; 1 when the product ranks worse than one of its sides alone, 2 without the set."""
    parser = argparse.ArgumentParser(prog="python -m tests.public")
    parser.add_argument("--tuning", action="store_true", help="ask the 300 questions kept for choosing")
    parser.add_argument("--learn", action="store_true", help="learn what is weighed in documents, and end")
    options = parser.parse_args()
    try:
        sheets = fetch(FOLDER)
    except SheetsUnavailable as error:
        print(error, file=sys.stderr)
        return 2
    corpus = FOLDER / "corpus"
    write_corpus(sheets, corpus)
    subprocess.run([sys.executable, "-m", "ingest", "build", "--corpus", corpus], cwd=PROJECT, check=True)
    tuning, reported = split(questions_of(sheets))
    settings = read_settings({}).at(corpus, None)
    if options.learn:
        print(learning.learn(build_assistant(settings), read_asked(), tuning))
        return 0
    questions = tuning if options.tuning else reported
    by_words, by_meaning = ranked_alone(questions, settings)
    scores = {
        "BM25 alone": score(questions, by_words),
        "model alone": score(questions, by_meaning),
        "product": score(questions, ranked_by_product(questions, corpus)),
    }
    print(f"\n{PACKAGE} {VERSION}: {len(sheets)} sheets, {len(questions)} questions\n")
    print_table(scores)
    half = "tune" if options.tuning else "hold"
    print_outcomes(outcomes([q for q in read_asked() if q.split == half], build_assistant(settings)))
    ours = scores["product"].reciprocal_rank
    return int(any(each.reciprocal_rank > ours for each in scores.values()))


def print_table(scores: dict[str, Score]) -> None:
    """One line a ranking."""
    print(f"{'':12}" + "".join(f"{f'hit@{depth}':>9}" for depth in DEPTHS) + f"{'MRR':>9}")
    for name, each in scores.items():
        figures = (*each.hits.values(), each.reciprocal_rank)
        print(f"{name:12}" + "".join(f"{figure:>9.3f}" for figure in figures))


def print_outcomes(found: dict[bool, Counter[str]]) -> None:
    """What the answers to questions in users' words are worth, with and without an answer in the sheets."""
    print()
    for is_answerable, name in ((True, "a sheet answers"), (False, "no sheet answers")):
        counted = found[is_answerable]
        told = ", ".join(f"{counted[each]} {each}" for each in ("right", "in part", "beside", "silent"))
        print(f"{name}: {counted.total()} questions in users' words: {told}")


if __name__ == "__main__":
    sys.exit(main())
