"""What is watched of each source: what the fetches found of it, and what of the corpus rests on it."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assistant.records import Passage, Source
from assistant.watch import Change, Watch, WatchedSource, is_to_come, validity_of_source
from ingest.fetched import FILE, FetchRecord, FormerCopy, write_fetched
from ingest.status_report import status_lines
from ingest.watching import read_watch

TODAY = date(2026, 11, 22)
GUIDE = Source("guide", "Le guide", "ANCT", "https://anct.gouv.fr/guide", "2024", True, "official-guide")
ARTICLE = Source("article", "L'article", "Le journal", "https://journal.fr/a")
REGISTER = {"guide": GUIDE, "article": ARTICLE}
PASSAGES = (
    Passage("lancement", "statement", "guide", "Lancé en 2018.", (), "", (GUIDE, ARTICLE)),
    Passage("vte/what", "support", "guide", "Le VTE.", (), "", (GUIDE,), subject="vte"),
    Passage("vte/amount", "support", "guide", "12 000 €.", (), "", (GUIDE,), subject="vte"),
    Passage("guide/0", "document", "guide", "Le guide dit.", (), "p. 1", (GUIDE,)),
)
FORMER = (
    FormerCopy("guide.html", "aa", "2026-08-01T08:00:00+00:00", "2026-09-01T08:00:00+00:00", ("Vieux.",)),
    FormerCopy(
        *("guide.html", "bb", "2026-09-01T08:00:00+00:00", "2026-10-01T08:00:00+00:00"),
        removed=("Jusqu'en 2026.",),
        added=("Jusqu'en 2027.", "Sous conditions."),
    ),
)
CHANGED = FetchRecord("2026-11-20T08:00:00+00:00", "unchanged", former=FORMER)


def watched(corpus: Path, **records: FetchRecord) -> dict[str, WatchedSource]:
    write_fetched(corpus, records)
    watch, failures = read_watch(corpus, REGISTER, PASSAGES)
    assert failures == ()
    return {each.source.source_id: each for each in watch.sources}


def test_nothing_fetched_tells_each_source_as_never_looked_at(tmp_path: Path):
    watch, failures = read_watch(tmp_path, REGISTER, PASSAGES)
    assert failures == ()
    assert [each.source for each in watch.sources] == [ARTICLE, GUIDE]
    assert all(each.marks(TODAY) == ("unchecked",) for each in watch.sources)


def test_an_empty_corpus_has_nothing_to_watch(tmp_path: Path):
    assert read_watch(tmp_path, {}, ()) == (Watch(), ())


def test_what_rests_on_a_source_is_named(tmp_path: Path):
    found = watched(tmp_path)
    assert (found["guide"].statements, found["guide"].supports) == (("lancement",), ("vte",))
    assert (found["article"].statements, found["article"].supports) == (("lancement",), ())
    assert (found["guide"].passages, found["article"].passages) == (4, 1)


def test_a_document_that_nobody_registered_is_watched_too(tmp_path: Path):
    notice = Source("notice", "La notice", "")
    passage = Passage("notice/0", "document", "notice", "Texte.", (), "", (notice,))
    watch, _ = read_watch(tmp_path, {}, [passage])
    assert [(each.source, each.passages) for each in watch.sources] == [(notice, 1)]


def test_a_change_stays_told_when_later_looks_find_no_other(tmp_path: Path):
    guide = watched(tmp_path, guide=CHANGED)["guide"]
    assert guide.marks(TODAY) == ("changed",)
    assert guide.changed_at == "2026-10-01T08:00:00+00:00"
    assert guide.changes[0].added == ("Jusqu'en 2027.", "Sous conditions.")
    assert guide.changes[1] == Change("2026-09-01T08:00:00+00:00", ("Vieux.",))


def read_again(reviewed: str | None) -> Passage:
    return replace(PASSAGES[0], reviewed=reviewed)


@pytest.mark.parametrize(
    ("reviewed", "changed_at"),
    [
        (None, None),
        ("2026-09-30", "2026-10-01"),
        ("2026-10-01", None),
        ("2026-10", None),
        ("2026-09", "2026-10-01"),
        ("2025", "2026-10-01"),
        ("2026", None),
    ],
)
def test_a_passage_tells_the_change_that_came_after_its_review(
    tmp_path: Path, reviewed: str | None, changed_at: str | None
):
    write_fetched(tmp_path, {"guide": CHANGED})
    watch, _ = read_watch(tmp_path, REGISTER, PASSAGES)
    assert watch.change_after_review(read_again(reviewed)) == changed_at


@pytest.mark.parametrize(
    ("reviews", "marks"),
    [
        (("2026-10-02", "2026-10-01"), ()),
        (("2026-10-02", "2026-09-30"), ("changed",)),
        (("2026-10-02", None), ("changed",)),
    ],
)
def test_a_change_asks_for_somebody_until_all_that_rests_on_it_was_read_again(
    tmp_path: Path, reviews: tuple[str | None, ...], marks: tuple[str, ...]
):
    write_fetched(tmp_path, {"guide": CHANGED})
    watch, _ = read_watch(tmp_path, {"guide": GUIDE}, map(read_again, reviews))
    (guide,) = (each for each in watch.sources if each.source is GUIDE)
    assert guide.marks(TODAY) == marks


def test_failing_and_gone_come_with_their_day_and_reason(tmp_path: Path):
    failed = FetchRecord("2026-11-20", "failed", "délai dépassé", "2026-11-02T08:00:00+00:00")
    found = watched(tmp_path, guide=failed, article=FetchRecord("2026-11-20", "gone", "404"))
    assert found["guide"].marks(TODAY) == ("failing",)
    assert (found["guide"].reason, found["guide"].failing_since) == (failed.reason, failed.failing_since)
    assert found["article"].marks(TODAY) == ("gone",)


def test_a_fetch_of_a_source_that_left_the_register_is_left_out(tmp_path: Path):
    assert set(watched(tmp_path, parti=FetchRecord("2026-11-20", "new"))) == {"guide", "article"}


@pytest.mark.parametrize(("days", "marks"), [(2, ()), (1, ("stale",))])
def test_a_source_is_stale_after_the_days_given_and_not_on_the_last(
    tmp_path: Path, days: int, marks: tuple[str, ...]
):
    guide = watched(tmp_path, guide=FetchRecord("2026-11-20T23:00:00+00:00", "new"))["guide"]
    assert guide.days_unchecked(TODAY) == 2
    assert guide.marks(TODAY, days) == marks


@pytest.mark.parametrize("content", ["{", "[]", '{"guide": {"outcome": "new"}}', '{"guide": 3}', "\x00"])
def test_an_unreadable_state_of_the_fetches_is_one_failure(tmp_path: Path, content: str):
    (tmp_path / FILE).write_text(content, encoding="utf-8")
    watch, (failure,) = read_watch(tmp_path, REGISTER, PASSAGES)
    assert failure.file == FILE and len(watch.sources) == 2


@pytest.mark.parametrize("moment", ["hier", 3, None])
def test_a_look_without_a_day_is_a_failure_that_names_its_source(tmp_path: Path, moment: object):
    write_fetched(tmp_path, {"guide": CHANGED, "article": CHANGED})
    written = json.loads((tmp_path / FILE).read_text())
    written["guide"]["checked_at"] = moment
    (tmp_path / FILE).write_text(json.dumps(written))
    watch, (failure,) = read_watch(tmp_path, REGISTER, PASSAGES)
    assert failure.entry == "guide"
    assert [each.checked_at for each in watch.sources] == [CHANGED.checked_at, None]


def test_a_watch_survives_its_record(tmp_path: Path):
    write_fetched(tmp_path, {"guide": CHANGED})
    watch, _ = read_watch(tmp_path, REGISTER, PASSAGES)
    assert Watch.from_json(json.loads(json.dumps(watch.to_json()))) == watch


@pytest.mark.parametrize(
    ("begins", "ends", "validity", "to_come"),
    [
        (None, None, "unknown", False),
        (None, "2026-11-22", "current", False),
        (None, "2026-11-21", "expired", False),
        ("2026-11-22", None, "current", False),
        ("2026-11-23", None, "unknown", True),
        ("2026-01-01", "2026-12-31", "current", False),
    ],
)
def test_a_text_holds_from_its_first_day_to_its_last(begins, ends, validity, to_come):
    source = Source("s", "S", "P", valid_from=begins, valid_until=ends)
    assert validity_of_source(source, TODAY) == validity
    assert is_to_come(source, TODAY) is to_come


def test_what_needs_somebody_is_said_before_the_rest():
    source = {"source_id": "guide", "title": "Le guide", "published": None, "passages": 2, "statements": ()}
    source |= {"checked_at": "2026-11-20", "fetched_at": None, "failing_since": None, "supports": ("vte",)}
    source |= {"marks": ("changed", "gone"), "reason": "404", "changes": CHANGED_LINES}
    status = dict.fromkeys(("version", "built_at", "fingerprint", "embedding_model"), "x")
    lines = list(
        status_lines(
            status | {"counts": {}, "up_to_date": True, "stale_days": 30, "sources": [source], "failing": []}
        )
    )
    assert lines[4:6] == ["Sources modifiées, à relire (1) :", CHANGED_LINE]
    assert lines[6] == "    aides à relire : vte"
    assert lines[7:9] == ["Sources disparues (1) :", "  guide : depuis le 2026-11-20 ; 404 ; Le guide"]
    assert lines[-1] == "  guide : 2 passages ; sans date ; vérifiée le 2026-11-20 ; Le guide"


CHANGED_LINES = ({"at": "2026-10-01T08:00:00", "removed": ("a",), "added": ("b", "c")},)
CHANGED_LINE = "  guide : le 2026-10-01, 1 phrase retirée, 2 ajoutées ; Le guide"
