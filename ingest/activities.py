"""The activities of the corpus: the NAF as its CSV gives it, and the words of the trades."""

import csv
from pathlib import Path

from assistant.errors import InvalidInput
from assistant.records import Failure
from assistant.supports.activities import Activities
from assistant.yaml_files import read_yaml

FOLDER = "activities"
NAF, TRADES = f"{FOLDER}/naf.csv", f"{FOLDER}/trades.yaml"


def read_activities(corpus: Path) -> tuple[Activities, tuple[Failure, ...]]:
    """The codes and the trades, and the faults; a corpus without the folder has neither."""
    labels, failures = _read_naf(corpus / NAF)
    trades, more = _read_trades(corpus / TRADES, labels)
    return Activities(labels, trades), (*failures, *more)


def _read_naf(path: Path) -> tuple[dict[str, str], tuple[Failure, ...]]:
    if not path.exists():
        return {}, ()
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError, csv.Error):
        return {}, (Failure(NAF, None, None, "fichier illisible"),)
    labels = {row["code"]: row["label"] for row in rows if row.get("code") and row.get("label")}
    if len(labels) < len(rows):
        return labels, (Failure(NAF, None, "code", "ligne sans code ou sans libellé, ou code répété"),)
    return labels, ()


def _read_trades(path: Path, labels: dict[str, str]) -> tuple[dict[str, str], tuple[Failure, ...]]:
    """The words by code, turned round; a code without label and words given twice are refused."""
    if not path.exists():
        return {}, ()
    try:
        written = read_yaml(path)
    except InvalidInput as error:
        return {}, (Failure(TRADES, None, None, str(error)),)
    if not isinstance(written, dict) or not all(isinstance(words, list) for words in written.values()):
        return {}, (Failure(TRADES, None, None, "liste de mots attendue sous chaque code NAF"),)
    trades: dict[str, str] = {}
    failures: list[Failure] = []
    for code, words in written.items():
        if str(code) not in labels:
            failures.append(Failure(TRADES, str(code), None, "code absent de la nomenclature"))
            continue
        for word in map(str, words):
            if word in trades:
                failures.append(Failure(TRADES, str(code), word, f"déjà sous le code {trades[word]}"))
            trades.setdefault(word, str(code))
    return trades, tuple(failures)
