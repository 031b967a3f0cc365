"""The nomenclature and the words of the trades: sound in the corpus, each fault one line."""

from pathlib import Path

import pytest

from assistant.records import Failure
from assistant.supports.activities import Activities
from ingest.activities import NAF, TRADES, read_activities

CORPUS = Path(__file__).parents[2] / "corpus"
LABELS = "code,label\n24,Métallurgie\n24.5,Fonderie\n"
Reading = tuple[Activities, tuple[Failure, ...]]


def read(folder: Path, naf: str | bytes = LABELS, trades: str = "") -> Reading:
    (folder / "activities").mkdir()
    (folder / NAF).write_bytes(naf if isinstance(naf, bytes) else naf.encode())
    if trades:
        (folder / TRADES).write_text(trades, encoding="utf-8")
    return read_activities(folder)


def test_the_activities_of_the_corpus_have_no_fault() -> None:
    activities, failures = read_activities(CORPUS)

    assert failures == ()
    assert sum(len(code) == 6 for code in activities.labels) == 732


def test_every_trade_of_the_corpus_is_found_by_its_own_words() -> None:
    activities, _ = read_activities(CORPUS)
    missed = {words: code for words, code in activities.trades.items() if activities.trade_in(words) != code}

    assert missed == {}


def test_a_corpus_without_activities_has_none_and_no_fault(tmp_path: Path) -> None:
    assert read_activities(tmp_path) == (Activities({}, {}), ())


def test_trades_are_turned_round_from_code_to_words(tmp_path: Path) -> None:
    activities, failures = read(tmp_path, trades="'24.5': [fonderie, fondeur]\n")

    assert (activities.trades, failures) == ({"fonderie": "24.5", "fondeur": "24.5"}, ())


@pytest.mark.parametrize(
    ("naf", "reason"),
    [
        (b"code,label\n24,\xff\n", "fichier illisible"),
        ("code,label\n24,Métallurgie\n24,Encore\n", "code répété"),
        ("code,label\n24,\n", "sans libellé"),
        ("numéro,nom\n24,Métallurgie\n", "sans code"),
    ],
)
def test_a_nomenclature_that_cannot_be_read_is_one_line(
    tmp_path: Path, naf: str | bytes, reason: str
) -> None:
    _, (failure,) = read(tmp_path, naf)

    assert failure.file == NAF
    assert reason in failure.reason


def test_a_trade_under_an_unknown_code_is_named_and_the_others_stay(tmp_path: Path) -> None:
    activities, failures = read(tmp_path, trades="'99': [magie]\n'24': [métallurgie]\n")

    assert failures == (Failure(TRADES, "99", None, "code absent de la nomenclature"),)
    assert activities.trades == {"métallurgie": "24"}


def test_words_under_two_codes_are_named_and_keep_the_first(tmp_path: Path) -> None:
    activities, failures = read(tmp_path, trades="'24.5': [fonderie]\n'24': [fonderie]\n")

    assert failures == (Failure(TRADES, "24", "fonderie", "déjà sous le code 24.5"),)
    assert activities.trades == {"fonderie": "24.5"}


@pytest.mark.parametrize(
    ("trades", "reason"),
    [("- fonderie\n", "liste de mots"), ("'24': fonderie\n", "liste de mots"), ("'24': [un\n", "ligne 2")],
)
def test_trades_that_are_no_lists_of_words_are_one_line(tmp_path: Path, trades: str, reason: str) -> None:
    _, (failure,) = read(tmp_path, trades=trades)

    assert failure.file == TRADES
    assert reason in failure.reason
