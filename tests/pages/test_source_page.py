"""The page of a source as its script draws it: document, statement, and addresses that lead nowhere."""

from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas
from streamlit.testing.v1 import AppTest

from assistant.answering.citations import citation_of
from assistant.documents.library import Library
from assistant.pages.interface import Interface, read_interface
from assistant.pages.source_address import address_of, is_as_cited
from assistant.pages.source_text import window
from assistant.pages.typography import escape
from assistant.records import Passage, Source
from assistant.settings import PROJECT

TODAY = date(2026, 11, 26)
HOSTILE = "<script>alert(1)</script> [clic](javascript:alert(1)) :smile: $x$ **gras**"
GUIDE = Source(
    "guide", HOSTILE, "Région d'essai", "https://example.org/guide", "2026-03", True, "official-guide"
)


def drawn(library, corpus, words, today):
    from assistant.pages import source

    source.show(library, corpus, words, today)


def passage(ordinal: int, text: str, locator: str, **changes: object) -> Passage:
    fields = {
        "passage_id": f"guide/{ordinal}",
        "kind": "document",
        "source_id": "guide",
        "text": text,
        "heading_path": (HOSTILE, f"Partie {ordinal}"),
        "locator": locator,
        "sources": (GUIDE,),
        "ordinal": ordinal,
    }
    return Passage(**(fields | changes))  # type: ignore[arg-type]


def library_of(*passages: Passage, **files: dict[str, str]) -> Library:
    return Library({each.passage_id: each for each in passages}, files)


@pytest.fixture(scope="module")
def words() -> Interface:
    return read_interface(PROJECT / "prompts" / "interface.yaml")


def opened(library: Library, corpus: Path, words: Interface, **address: str) -> AppTest:
    given = {"library": library, "corpus": corpus, "words": words, "today": TODAY}
    page = AppTest.from_function(drawn, default_timeout=60, kwargs=given)
    for name, value in address.items():
        page.query_params[name] = value
    return page.run()


def shown(page: AppTest) -> str:
    return "\n".join(str(each.value) for each in (*page.title, *page.markdown, *page.caption, *page.info))


@pytest.fixture
def report(tmp_path: Path) -> Library:
    """A PDF of three pages, indexed; its passage 2 stands on page 2."""
    canvas = Canvas(str(tmp_path / "guide.pdf"))
    for number in (1, 2, 3):
        canvas.drawString(72, 700, f"Le guichet numéro {number} répond sous vingt jours ouvrés.")
        canvas.showPage()
    canvas.save()
    digest = sha256((tmp_path / "guide.pdf").read_bytes()).hexdigest()
    texts = [f"Le guichet numéro {number} répond sous vingt jours ouvrés." for number in (1, 2, 3)]
    passages = [passage(n, text, f"p. {n}") for n, text in enumerate(texts, start=1)]
    return library_of(*passages, guide={"file": "guide.pdf", "digest": digest})


def test_a_pdf_is_shown_at_the_page_of_the_passage(report: Library, tmp_path: Path, words: Interface):
    page = opened(report, tmp_path, words, passage="guide/2")
    assert escape(words.reading.place.format(page=2, pages=3)) in shown(page)
    (image,) = page.image
    assert "Le guichet numéro 2" in str(image.proto)
    assert page.expander[0].label == words.reading.text_heading
    assert not page.exception


def test_the_pages_are_turned_and_the_passage_found_again(report: Library, tmp_path: Path, words: Interface):
    page = opened(report, tmp_path, words, passage="guide/2")
    page.button(key="page-next").click().run()
    assert escape(words.reading.place.format(page=3, pages=3)) in shown(page)
    assert page.button(key="page-next").disabled
    page.button(key="page-back").click().run()
    assert escape(words.reading.place.format(page=2, pages=3)) in shown(page)


def test_a_file_that_changed_leaves_the_text(report: Library, tmp_path: Path, words: Interface):
    (tmp_path / "guide.pdf").write_bytes(b"%PDF-1.4 autre chose")
    page = opened(report, tmp_path, words, passage="guide/3")
    assert escape(words.reading.unreadable) in shown(page)
    assert escape(report.passages["guide/3"].text) in shown(page)
    assert not page.image


def test_what_a_document_says_is_literal(tmp_path: Path, words: Interface):
    page = opened(library_of(passage(1, HOSTILE, "§ 1")), tmp_path, words, passage="guide/1")
    assert page.title[0].value == escape(HOSTILE)
    assert escape(HOSTILE) in [each.value for each in page.markdown]
    assert all(HOSTILE not in each.value for each in (*page.markdown, *page.caption, *page.title))


def test_a_long_document_is_shown_around_the_passage_and_more_on_demand(tmp_path: Path, words: Interface):
    library = library_of(*(passage(n, f"Texte numéro {n}.", f"§ {n}") for n in range(1, 60)))
    page = opened(library, tmp_path, words, passage="guide/30")
    said = shown(page)
    assert escape("Texte numéro 20.") in said and escape("Texte numéro 40.") in said
    assert escape("Texte numéro 19.") not in said and escape("Texte numéro 41.") not in said
    page.button(key="text-more-1").click().run()
    assert escape("Texte numéro 50.") in shown(page)
    assert escape("Texte numéro 19.") not in shown(page)


@pytest.mark.parametrize(
    ("place", "size", "expected"), [(0, 1, (0, 1)), (3, 60, (0, 14)), (59, 60, (49, 60))]
)
def test_the_window_stays_in_the_document(place: int, size: int, expected: tuple[int, int]):
    assert window(place, size, 1, 1) == expected


def test_a_statement_is_shown_with_its_note_and_the_way_to_its_document(tmp_path: Path, words: Interface):
    said = passage(
        1,
        "Le taux est de 40 %.",
        "",
        passage_id="taux",
        kind="statement",
        note="Selon le guide.",
        source_id="x",
    )
    page = opened(library_of(said, passage(1, "Texte.", "§ 1")), tmp_path, words, passage="taux")
    assert escape("Le taux est de 40 %.") in shown(page)
    assert escape(words.reading.note.format(note="Selon le guide.")) in shown(page)
    assert "(source?passage=guide%2F1&" in shown(page)


@pytest.mark.parametrize("passage_id", ["guide/99", "../../etc/passwd", "<b>", "", "guide/1\0", "x" * 5000])
def test_an_unknown_passage_is_told_calmly(tmp_path: Path, words: Interface, passage_id: str):
    page = opened(library_of(passage(1, "Texte.", "§ 1")), tmp_path, words, passage=passage_id)
    assert escape(words.reading.unknown) in shown(page)
    assert not page.exception


def test_the_page_without_a_passage_says_how_to_come(tmp_path: Path, words: Interface):
    assert escape(words.reading.no_passage) in shown(opened(library_of(), tmp_path, words))


def test_a_passage_that_says_something_else_since_is_told(tmp_path: Path, words: Interface):
    library = library_of(passage(1, "Le taux est de 50 %.", "§ 1"))
    page = opened(library, tmp_path, words, passage="guide/1", v="00000000")
    assert page.warning[0].value == escape(words.reading.changed)


def test_an_address_holds_with_and_without_the_heading():
    each = passage(1, "Le taux est de 50 %.", "§ 1", note="À vérifier.")
    plain = citation_of(1, each)
    headed = f"{' › '.join(each.heading_path)} › {plain.excerpt}"
    for excerpt in (plain.excerpt, headed):
        seal = address_of(replace(plain, excerpt=excerpt)).rpartition("v=")[2]
        assert is_as_cited(each, seal)
    assert not is_as_cited(passage(1, "Le taux est de 60 %.", "§ 1"), seal)
