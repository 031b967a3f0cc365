"""The page of the documents: calm when nothing was fetched, and what it says of each source otherwise."""

from dataclasses import replace
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from assistant.answering.pipeline import Assistant
from assistant.pages.interface import Interface, read_interface
from assistant.pages.sources import validity_mark
from assistant.pages.typography import escape
from assistant.settings import PROJECT
from assistant.watch import Change, Watch, WatchedSource

TODAY = date(2026, 11, 22)
CHANGE = Change("2026-10-12T08:00:00+00:00", ("Jusqu'en *2026*.",), ("Jusqu'en 2027.",))


def drawn(assistant, words, today):
    from assistant.pages import documents

    documents.show(assistant, words, today)


@pytest.fixture(scope="module")
def words() -> Interface:
    return read_interface(PROJECT / "prompts" / "interface.yaml")


def page_of(assistant: Assistant, words: Interface) -> AppTest:
    given = {"assistant": assistant, "words": words, "today": TODAY}
    page = AppTest.from_function(drawn, default_timeout=60, kwargs=given).run()
    assert not page.exception
    return page


def shown(page: AppTest) -> str:
    return "\n".join(str(element.value) for element in (*page.markdown, *page.caption))


def resting(assistant: Assistant) -> WatchedSource:
    """A source on which statements and supports rest."""
    return next(each for each in assistant.watch.sources if each.statements and each.supports)


def watching(assistant: Assistant, *sources: WatchedSource) -> Assistant:
    return replace(assistant, watch=Watch(sources))


def never_fetched(assistant: Assistant) -> Assistant:
    unbounded = (replace(each.source, valid_from=None, valid_until=None) for each in assistant.watch.sources)
    counts = (each.passages for each in assistant.watch.sources)
    return watching(assistant, *map(WatchedSource, unbounded, counts))


def test_the_watch_of_the_index_holds_every_source_counted(assistant: Assistant):
    assert len(assistant.watch.sources) >= assistant.index_state.counts["sources"] > 0


def test_nothing_fetched_reads_calm_and_lists_the_sources(assistant: Assistant, words: Interface):
    page = page_of(never_fetched(assistant), words)
    assert escape(words.watch.nothing_fetched) in shown(page)
    assert escape(words.watch.counted.counted(len(assistant.watch.sources))) in shown(page)
    assert not page.expander and "change_circle" not in shown(page)
    most_cited = max(assistant.watch.sources, key=lambda each: each.passages)
    assert escape(most_cited.source.title) in shown(page)


def test_a_change_is_told_by_words_and_icons_with_what_rests_on_it(assistant: Assistant, words: Interface):
    source = resting(assistant)
    changed = replace(source, checked_at="2026-11-20", outcome="unchanged", changes=(CHANGE,))
    page = page_of(watching(assistant, changed), words)
    assert escape(words.watch.changed_heading.format(number=1)) in shown(page)
    assert (
        f":material/remove: {words.watch.removed}] ~~{escape('Jusqu’en *2026*.'.replace('’', chr(39)))}~~"
        in shown(page)
    )
    assert f":material/add: {words.watch.added}]" in shown(page)
    labels = [fold.label for fold in page.expander]
    assert escape(words.watch.statements.counted(len(source.statements))) in labels
    assert escape(words.watch.supports.counted(len(source.supports))) in labels


def test_what_rests_on_a_changed_source_leads_to_its_passage(assistant: Assistant, words: Interface):
    source = resting(assistant)
    page = page_of(watching(assistant, replace(source, changes=(CHANGE,))), words)
    for noun, ids in ((words.watch.statements, source.statements), (words.watch.supports, source.supports)):
        page.session_state[f"resting-change-{source.source.source_id}-{noun.counted(len(ids))}"] = True
    page.run()
    assert not page.exception
    assert f"(<source?passage={source.statements[0]}>)" in shown(page)
    assert escape(assistant.advisor.catalogue.get(source.supports[0]).name) in shown(page)


def test_a_source_both_changed_and_gone_stands_in_both_places(assistant: Assistant, words: Interface):
    gone = replace(
        resting(assistant), checked_at="2026-11-20", outcome="gone", reason="404", changes=(CHANGE,)
    )
    page = page_of(watching(assistant, gone), words)
    page.session_state["documents-fold-gone"] = True
    page.run()
    assert not page.exception
    assert f"{escape(words.watch.failing_since.format(day='20 novembre 2026'))} · 404" in shown(page)


def test_expired_failing_and_stale_each_have_their_fold(assistant: Assistant, words: Interface):
    first, second, third = assistant.watch.sources[:3]
    page = page_of(
        watching(
            assistant,
            replace(first, source=replace(first.source, valid_until="2026-11-21"), checked_at="2026-11-20"),
            replace(second, checked_at="2026-11-20", outcome="failed", reason="délai dépassé"),
            replace(third, checked_at="2026-10-22", outcome="unchanged"),
        ),
        words,
    )
    folds = words.watch.folds
    labels = [folds[mark].format(number=1, days=30) for mark in ("failing", "expired", "stale")]
    assert [fold.label for fold in page.expander] == [escape(label) for label in labels]


def test_all_well_is_said(assistant: Assistant, words: Interface):
    each = replace(assistant.watch.sources[0], checked_at="2026-11-20", outcome="unchanged")
    assert escape(words.watch.all_well) in shown(page_of(watching(assistant, each), words))


def test_text_rank_publisher_and_state_each_narrow_the_list(assistant: Assistant, words: Interface):
    each = max(assistant.watch.sources, key=lambda source: source.passages)
    page = page_of(assistant, words)
    page.text_input(key="documents-text").set_value(each.source.title.upper()).run()
    assert escape(words.watch.found.counted(1)) in shown(page)
    page.text_input(key="documents-text").set_value("zzzz").run()
    assert escape(words.watch.none) in shown(page)
    page.text_input(key="documents-text").set_value("").run()
    same = [other for other in assistant.watch.sources if other.source.publisher == each.source.publisher]
    page.selectbox(key="documents-publisher").set_value(each.source.publisher).run()
    assert escape(words.watch.found.counted(len(same))) in shown(page)
    page.selectbox(key="documents-rank").set_value(each.source.rank).run()
    ranked = [other for other in same if other.source.rank == each.source.rank]
    assert escape(words.watch.found.counted(len(ranked))) in shown(page)
    assert not page.exception


def test_the_rest_of_the_list_is_asked_for(assistant: Assistant, words: Interface):
    page = page_of(assistant, words)
    page.button(key="documents-more-all").click().run()
    listed = sorted(assistant.watch.sources, key=lambda each: -each.passages)
    assert escape(listed[39].source.title) in shown(page)
    assert not page.exception


@pytest.mark.parametrize(
    ("begins", "ends", "said"),
    [
        (None, None, None),
        ("2026-01-01", None, "en vigueur depuis le 1er janvier 2026"),
        (None, "2026-11-22", "en vigueur jusqu'au 22 novembre 2026"),
        (None, "2026-11-21", "expiré : valable jusqu'au 21 novembre 2026"),
        ("2026-12-01", "2026-12-31", "pas encore en vigueur, à partir du 1er décembre 2026"),
    ],
)
def test_the_validity_of_a_source_is_told_by_words(words: Interface, begins, ends, said):
    mark = validity_mark(begins, ends, words, TODAY)
    assert escape(said) in mark if said else mark == ""
