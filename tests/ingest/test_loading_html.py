"""Web pages: nothing of the text is lost, nothing around it is kept."""

import json
from pathlib import Path

import pytest

from assistant.errors import InvalidInput
from assistant.records import Block, Passage
from ingest.chunking import passages_of
from ingest.loading import load_document
from ingest.loading.html import read_html

FOREIGN = Path(__file__).parents[1] / "data" / "foreign"
PAGES = sorted((FOREIGN / "documents").rglob("*.htm*"))
EXPECTED = [json.loads(line) for line in (FOREIGN / "expected.jsonl").read_text("utf-8").splitlines()]


def blocks_of(body: str) -> tuple[Block, ...]:
    return read_html(f"<!doctype html><title>Essai</title><body>{body}".encode()).blocks


def texts_of(body: str) -> list[str]:
    return [block.text for block in blocks_of(body)]


def foreign_passages(file: str) -> tuple[Passage, ...]:
    folder = FOREIGN / "documents"
    return passages_of(load_document(folder / file, None, folder))


@pytest.mark.parametrize("known", EXPECTED, ids=lambda known: f"{known['file']}-{known['locator']}")
def test_each_known_sentence_of_the_foreign_folder_stands_at_its_anchor(known: dict[str, str]) -> None:
    holding = [
        passage.locator
        for passage in foreign_passages(known["file"])
        if known["sentence"] in passage.text.replace("\u00a0", " ")
    ]
    assert holding == [known["locator"]]


def test_each_page_of_the_foreign_folder_has_a_known_sentence() -> None:
    folder = FOREIGN / "documents"
    assert {page.relative_to(folder).as_posix() for page in PAGES} == {known["file"] for known in EXPECTED}
    assert len(PAGES) >= 20


@pytest.mark.parametrize(
    "around",
    ["tous droits réservés", "Plan du site", "site officiel", "Aller au contenu", "audience", "À lire aussi",
     "Texte réservé", "Envoyer", "Accueil ›", "max-width"],
)  # fmt: skip
def test_no_passage_holds_what_stands_around_the_text(around: str) -> None:
    folder = FOREIGN / "documents"
    texts = [
        passage.text for page in PAGES for passage in foreign_passages(page.relative_to(folder).as_posix())
    ]
    assert not [text for text in texts if around in text]


def test_a_table_row_repeats_caption_and_header() -> None:
    table = "<table><caption>Bassin</caption><tr><th>Jour<th>Soir<tr><td>Lundi<td>17 h</table>"
    assert texts_of(table) == ["Bassin – Jour : Lundi ; Soir : 17 h."]


def test_a_full_width_row_heads_the_rows_below() -> None:
    table = "<table><tr><th>Jour<th>Soir<tr><td colspan=2>Vacances<tr><td>Lundi<td>20 h</table>"
    assert texts_of(table) == ["Vacances – Jour : Lundi ; Soir : 20 h."]


def test_a_cell_over_two_rows_is_said_in_both() -> None:
    table = "<table><tr><th>A<th>B<tr><td rowspan=2>un<td>deux<tr><td>trois</table>"
    assert texts_of(table) == ["A : un ; B : deux.", "A : un ; B : trois."]


def test_a_table_of_names_and_values_reads_name_then_value() -> None:
    assert texts_of("<table><tr><th>Adresse<td>3, rue Haute</table>") == ["Adresse : 3, rue Haute."]


def test_a_table_that_lays_out_the_page_is_read_as_text() -> None:
    page = "<table><tr><td><td><h2 id=a>Titre</h2><p>Le texte.</p></table>"
    assert blocks_of(page) == (Block("Le texte.", ("Titre",), "#a"),)


def test_a_heading_ends_the_deeper_ones() -> None:
    paths = [
        block.heading_path for block in blocks_of("<h1>A</h1><h2>B</h2><p>x<h2>C</h2><p>y<h1>D</h1><p>z")
    ]
    assert paths == [("A", "B"), ("A", "C"), ("D",)]


def test_a_heading_with_nothing_under_it_is_kept_as_text() -> None:
    assert texts_of("<h1>A</h1><p>x</p><h2>Fermé le lundi</h2>") == ["x", "Fermé le lundi"]


def test_a_block_without_anchor_is_located_by_its_number() -> None:
    assert [block.locator for block in blocks_of("<p>un<p>deux<h2>T</h2><p>trois")] == ["§ 1", "§ 2", "§ 3"]


def test_a_section_without_name_is_located_by_the_one_around_it() -> None:
    assert blocks_of("<h2 id=a>A</h2><h3>B</h3><p>x")[0].locator == "#a"


def test_what_a_question_unfolds_stands_under_it_and_nothing_else_does() -> None:
    page = "<h2>Aide</h2><details><summary>Où ?</summary><p>Ici.</p></details><p>Suite."
    assert [block.heading_path for block in blocks_of(page)] == [("Aide", "Où ?"), ("Aide",)]


def test_list_items_are_kept_apart() -> None:
    assert texts_of("<ul><li>un<ul><li>deux</ul><li><p>trois</p><p>suite</p></ul>") == [
        "- un", "- deux", "- trois", "suite",
    ]  # fmt: skip


def test_a_definition_follows_its_term() -> None:
    assert texts_of("<dl><dt>Adulte<dd>4 €<dt>Où ?<dd>Ici</dl>") == ["Adulte : 4 €", "Où ? Ici"]


def test_a_term_without_definition_is_kept() -> None:
    assert texts_of("<dl><dt>Adulte<dd>4 €<dt>Enfant</dl>") == ["Adulte : 4 €", "Enfant"]


def test_lines_of_an_address_stay_apart_and_a_broken_sentence_is_joined() -> None:
    assert texts_of("<p>Mairie<br>3, rue Haute") == ["Mairie\n3, rue Haute"]
    assert texts_of("<p>La mairie est<br>ouverte.") == ["La mairie est ouverte."]


def test_words_in_marks_are_not_cut() -> None:
    assert texts_of("<p>Le 1<sup>er</sup> <b>lo</b>t, <i>au&nbsp;plus</i>") == ["Le 1er lot, au\u00a0plus"]


def test_a_struck_price_is_no_price() -> None:
    assert texts_of("<p>Entrée : <del>5 €</del> 4 €") == ["Entrée : 4 €"]


def test_text_outside_main_is_kept_when_main_holds_little() -> None:
    page = "<main><p>Bref.</p></main><div><p>" + "Le texte se trouve ailleurs que prévu. " * 5 + "</p></div>"
    assert "ailleurs" in " ".join(texts_of(page))


def test_a_page_all_in_its_header_is_still_read() -> None:
    assert texts_of("<header><p>Tout est ici.</p></header>") == ["Tout est ici."]


def test_a_callout_beside_the_main_text_is_kept_and_a_list_of_links_is_not() -> None:
    page = "<main><p>Texte.</p><aside><p>Maillot obligatoire.</p></aside><aside><a>Voir</a></aside></main>"
    assert texts_of(page) == ["Texte.", "Maillot obligatoire."]


def test_a_list_of_documents_in_the_main_text_is_kept() -> None:
    page = "<main><p>Textes :</p><ul><li><a href=a>Arrêté</a><li><a href=b>Plan</a></ul></main>"
    assert texts_of(page) == ["Textes :", "- Arrêté", "- Plan"]


def test_a_heading_that_was_never_closed_loses_nothing() -> None:
    assert texts_of(f"<h2>Titre<div>{'Le texte. ' * 50}</div><div>La fin.") == [
        "Titre", ("Le texte. " * 50).strip(), "La fin.",
    ]  # fmt: skip


def test_what_is_left_out_parts_the_text_around_it() -> None:
    assert texts_of("<p>un<header>deux</header>trois") == ["un", "trois"]


def test_the_contents_of_the_page_are_left_out() -> None:
    page = "<main><ul><li><a href=#a>Un</a><li><a href=#b>Deux</a></ul><h2 id=a>Un</h2><p>x</main>"
    assert texts_of(page) == ["x"]


def test_the_name_of_the_site_is_left_out_of_the_title() -> None:
    assert read_html(b"<title>Piscine | Ville</title><h1>Piscine</h1><p>x").title == "Piscine"


def test_a_page_without_title_is_called_by_its_first_heading() -> None:
    assert read_html(b"<h1>Piscine</h1><p>x").title == "Piscine"


def test_the_canonical_address_and_the_date_of_the_page_are_kept() -> None:
    head = '<link rel="canonical" href="https://v.example/p"><meta name="date" content="2026-03-02T10:00">'
    content = read_html(f"<head>{head}</head><p>x".encode())
    assert (content.url, content.published) == ("https://v.example/p", "2026-03-02")


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "/relatif", "https://a b"])
def test_an_address_that_is_no_web_address_is_dropped(address: str) -> None:
    assert read_html(f'<link rel="canonical" href="{address}"><p>x'.encode()).url is None


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "windows-1252", "utf-16"])
def test_accents_are_read_in_the_charset_of_the_page(charset: str) -> None:
    page = f'<meta charset="{charset}"><p>Été à la forêt'
    assert read_html(page.encode(charset)).blocks[0].text == "Été à la forêt"


def test_a_page_that_lies_on_its_charset_is_still_read() -> None:
    assert read_html('<meta charset="iso-8859-1"><p>Forêt'.encode()).blocks[0].text == "Forêt"


def test_an_unknown_charset_is_read_as_western() -> None:
    assert read_html(b'<meta charset="klingon"><p>For\xeat').blocks[0].text == "Forêt"


def test_markup_in_text_stays_text() -> None:
    assert texts_of("<p>&lt;script&gt;alert(1)&lt;/script&gt;") == ["<script>alert(1)</script>"]


def test_a_page_nested_too_deep_is_refused() -> None:
    with pytest.raises(InvalidInput, match="imbriquées"):
        read_html(b"<div>" * 1500 + b"fond")


@pytest.mark.parametrize(
    "broken",
    [b"<p", b"<p>x<table><tr><td", b"<ul></p></li>x", b"<!-- <p>y", b"<a b='", b"&#xFFFFFFFF;x"],
)
def test_broken_markup_raises_nothing_but_invalid_input(broken: bytes) -> None:
    try:
        read_html(broken)
    except InvalidInput as error:
        assert "\n" not in str(error)


TEASER = """<div class="fr-card"><h3><a href="{href}">Le congé</a></h3>
<p>Tout salarié a droit à un congé de cinq semaines{end}</p></div><p>Texte de la page.</p>"""


def test_a_card_that_shows_how_another_page_begins_is_left_out() -> None:
    assert texts_of(TEASER.format(href="/le-conge", end="…")) == ["Texte de la page."]


@pytest.mark.parametrize(("href", "end"), [("#conge", "…"), ("/le-conge", ".")], ids=["same page", "whole"])
def test_a_card_of_the_page_itself_or_with_a_whole_text_is_kept(href: str, end: str) -> None:
    assert "Tout salarié a droit" in " ".join(texts_of(TEASER.format(href=href, end=end)))


BANNERS = {
    "tarteaucitron": '<div id="tarteaucitronRoot"><div>{}<button>OK</button></div></div>',
    "didomi": '<div id="didomi-host"><h2>Vos choix</h2>{}</div>',
    "State design system": '<div class="fr-consent-banner"><h2>Cookies</h2>{}</div>',
    "OneTrust": '<div id="onetrust-consent-sdk">{}</div>',
    "camel case": '<div id="cookieConsentBanner" class="cc-window">{}</div>',
    "plain": '<div class="cookie-banner">{}</div>',
    "share": '<div class="fr-share">{}<ul><li><a href="#">X</a></li></ul></div>',
    "newsletter": '<div class="fr-follow"><h2>Abonnez-vous</h2>{}</div>',
}


@pytest.mark.parametrize("banner", BANNERS.values(), ids=BANNERS.keys())
def test_a_banner_is_not_the_text(banner: str) -> None:
    around = banner.format("<p>Nous et nos partenaires.</p>")
    page = f"<body>{around}<div><h1 id='a'>Fonds</h1><p>Le texte.</p></div>{around}</body>"
    assert [(block.text, block.locator) for block in read_html(page.encode()).blocks] == [("Le texte.", "#a")]


def test_a_page_about_cookies_is_text() -> None:
    page = "<main><h1>Cookies</h1><section class='cookies-notice'><p>Nos cookies.</p></section>"
    assert [block.text for block in read_html(page.encode()).blocks] == ["Nos cookies."]


def test_nothing_that_runs_or_is_not_shown_is_text() -> None:
    page = """<head><meta http-equiv=refresh content="0;url=https://mal.test/"><script>mal()</script>
    <style>p{content:'mal'}</style></head><body onload="mal()"><h2 id=x onclick="mal()">Titre</h2>
    <p onmouseover="mal()">Le texte<img src=x onerror="mal()" alt="mal">.</p><svg><text>mal</text></svg>
    <script>mal()</script><iframe srcdoc="<p>mal</p>">mal</iframe><noscript>mal</noscript>
    <template><p>mal</p></template><object>mal</object><p><a href="javascript:mal()">La notice</a></p>
    <!-- mal --><p hidden>mal</p><select><option>mal</option></select></body>"""
    content = read_html(page.encode())
    assert [(block.text, block.locator) for block in content.blocks] == [
        ("Le texte.", "#x"),
        ("La notice", "#x"),
    ]
    assert content.url is None
