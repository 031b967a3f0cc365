"""Which sentences the passages shown support, and how their citations are numbered."""

import re
from dataclasses import replace
from datetime import date

import pytest

from assistant.answering.citations import Verified, number, to_markdown, verify, with_bounds
from assistant.records import CitedSentence, DraftSentence, Passage, Source
from assistant.watch import Change, Watch, WatchedSource

OFFICIAL = Source(
    "prefecture-2024",
    "Le premier comité de pilotage",
    "Préfecture de la Moselle",
    "https://www.exemple.fr/comite",
    "2024-02",
    True,
    "official",
)
PRESS = Source("journal-2024", "Un comité pour l'industrie", "Un journal", "http://journal.exemple/1")
MEETING = Passage(
    "nl-copil",
    "statement",
    "nl",
    "Le comité s'est réuni le 30 janvier 2024 à Amnéville, devant dix intercommunalités.",
    ("Nord Lorraine", "Gouvernance"),
    "nl-copil",
    (OFFICIAL, PRESS),
)
FUND = Passage(
    "fonds/amount",
    "support",
    "fonds",
    "L'aide va de 20 à 30 % des dépenses, au plus 400 k€.",
    ("France 2030 régionalisé", "Montant"),
    "montant",
    (PRESS,),
    note="Voir www.exemple.fr/fonds ou écrire à fonds@exemple.fr.",
)
SHOWN = {"P1": MEETING, "P2": FUND}


def verified(text: str, *labels: str) -> Verified:
    return verify([DraftSentence(text, labels)], SHOWN)


def reason(text: str, *labels: str) -> str:
    kept = verified(text, *labels).kept
    assert kept == ()
    return verified(text, *labels).dropped[0][1]


def test_a_supported_sentence_is_kept_with_its_labels() -> None:
    text = "Il s'est tenu le 30/01/2024 devant 10 intercommunalités."
    assert verified(text, "P1").kept == ((text, ("P1",)),)


def test_a_sentence_without_label_is_dropped() -> None:
    assert reason("Le comité s'est réuni.") == "no_label"


def test_a_sentence_with_a_label_that_was_not_shown_is_dropped() -> None:
    assert reason("Le comité s'est réuni.", "P1", "P7") == "unknown_label: P7"


def test_a_sentence_with_an_invented_amount_is_dropped() -> None:
    assert reason("L'aide atteint 500 000 €.", "P2") == "unsupported_figure: 500000 €"


def test_a_sentence_whose_date_stands_only_in_a_passage_it_does_not_cite_is_dropped() -> None:
    assert reason("Le 30 janvier 2024.", "P2") == "unsupported_figure: 2024-01-30"


@pytest.mark.parametrize(
    ("text", "contact"),
    [
        ("Voyez https://pirate.exemple/aide.", "pirate.exemple/aide"),
        ("Écrivez à pirate@exemple.fr.", "pirate@exemple.fr"),
        ("Appelez le 03 87 00 00 00.", "0387000000"),
        ("Voyez [le site](http://pirate.exemple).", "pirate.exemple"),
        ("Voyez pirate.com.", "pirate.com"),
    ],
)
def test_a_sentence_with_an_invented_contact_is_dropped(text: str, contact: str) -> None:
    assert reason(text, "P2") == f"unsupported_contact: {contact}"


def test_the_note_and_the_heading_of_a_passage_support_too() -> None:
    text = "France 2030 régionalisé : écrivez à fonds@exemple.fr ou voyez exemple.fr."
    assert verified(text, "P2").kept == ((text, ("P2",)),)


def test_the_phrasings_of_a_passage_do_not_support() -> None:
    shown = {"P1": replace(MEETING, asked_as=("Qui était là le 5 mars 2025 ?",))}
    assert verify([DraftSentence("Réunion le 5 mars 2025.", ("P1",))], shown).kept == ()


@pytest.mark.parametrize("text", ["", "   ", "…"])
def test_an_empty_sentence_is_dropped(text: str) -> None:
    assert reason(text, "P1") == "empty"


def test_labels_written_into_the_sentence_are_removed() -> None:
    assert verified("Le comité s'est réuni [P1] [P1, P2].", "P1").kept[0][0] == "Le comité s'est réuni."


def test_a_label_given_twice_counts_once() -> None:
    assert verified("Le comité s'est réuni.", "P1", "P1").kept[0][1] == ("P1",)


def test_numbers_follow_the_order_of_first_use_and_a_passage_has_one() -> None:
    kept = [("Un.", ("P2",)), ("Deux.", ("P1", "P2")), ("Trois.", ("P1",))]
    sentences, citations = number(kept, SHOWN)
    assert [sentence.citations for sentence in sentences] == [(1,), (2, 1), (2,)]
    assert [(citation.n, citation.passage_id) for citation in citations] == [
        (1, "fonds/amount"),
        (2, "nl-copil"),
    ]


def test_two_labels_of_one_passage_make_one_citation() -> None:
    shown = {"P1": MEETING, "S1": MEETING}
    sentences, citations = number([("Un.", ("P1", "S1"))], shown)
    assert (sentences[0].citations, len(citations)) == ((1,), 1)


def test_a_citation_shows_its_first_source_and_keeps_the_others() -> None:
    citation = number([("Un.", ("P1",))], SHOWN)[1][0]
    assert (
        citation.source_id,
        citation.title,
        citation.publisher,
        citation.published,
        citation.official,
    ) == (
        OFFICIAL.source_id,
        OFFICIAL.title,
        OFFICIAL.publisher,
        OFFICIAL.published,
        True,
    )
    assert (citation.url, citation.other_sources) == (OFFICIAL.url, (PRESS,))


def test_an_excerpt_is_the_text_and_its_note() -> None:
    excerpts = [citation.excerpt for citation in number([("Un.", ("P1", "P2"))], SHOWN)[1]]
    assert excerpts == [MEETING.text, f"{FUND.text} Note : {FUND.note}"]


def test_an_excerpt_carries_the_heading_when_a_figure_comes_from_it() -> None:
    citation = number([("France 2030 régionalisé aide à 20 %.", ("P2",))], SHOWN)[1][0]
    assert citation.excerpt.startswith("France 2030 régionalisé › Montant › L'aide va")


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "file:///etc/passwd", "ftp://a.fr", "https://", "http://a b", "//a.fr", None],
)
def test_an_address_that_is_not_of_the_web_is_left_out(url: str | None) -> None:
    passage = replace(MEETING, sources=(replace(OFFICIAL, url=url), replace(PRESS, url=url)))
    citation = number([("Un.", ("P1",))], {"P1": passage})[1][0]
    assert (citation.url, citation.other_sources[0].url) == (None, None)


def test_a_passage_without_source_is_cited_under_its_own_name() -> None:
    citation = number([("Un.", ("P1",))], {"P1": replace(MEETING, sources=())})[1][0]
    assert (citation.source_id, citation.title, citation.url) == ("nl", "Nord Lorraine", None)


def test_validity_is_unknown_unless_told() -> None:
    citations = number([("Un.", ("P1", "P2"))], SHOWN, {"fonds/amount": "expired"})[1]
    assert [citation.valid for citation in citations] == ["unknown", "expired"]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Réunion à Amnéville.", "Réunion à Amnéville [1]."),
        ("Est-ce ouvert ?", "Est-ce ouvert [1] ?"),
        ("C'est « ouvert ».", "C'est « ouvert » [1]."),
        ("Réunion à Amnéville", "Réunion à Amnéville [1]"),
        ("Aide (TPE, PME).", "Aide (TPE, PME) [1]."),
        ("- un\n  point", "- un point [1]"),
    ],
)
def test_the_marker_comes_before_the_final_punctuation(text: str, written: str) -> None:
    assert to_markdown([CitedSentence(text, (1,))]) == written


def test_sentences_make_a_paragraph_and_points_a_list() -> None:
    sentences = [
        CitedSentence("Deux aides :"),
        CitedSentence("- la première ;", (1,)),
        CitedSentence("- la seconde.", (2, 3)),
        CitedSentence("Voilà.", (1,)),
        CitedSentence("C'est tout."),
    ]
    assert to_markdown(sentences) == (
        "Deux aides :\n\n- la première [1] ;\n- la seconde [2][3].\n\nVoilà [1]. C'est tout."
    )


@pytest.mark.parametrize("like", ["[3]", "[ 3 ]", "[1, 2]", "[^3]", "[2-4]"])
def test_what_looks_like_a_marker_in_the_data_makes_none(like: str) -> None:
    sentences, _ = number([(f"Voir {like} du texte.", ("P1",))], SHOWN)
    assert re.findall(r"\[\^?[\d ,-]+\]", to_markdown(sentences)) == ["[1]"]


def test_no_sentence_makes_an_empty_answer() -> None:
    assert (number([], SHOWN), to_markdown([])) == (((), ()), "")


@pytest.mark.parametrize(
    ("told", "begins", "ends", "valid"),
    [
        (None, None, None, "unknown"),
        (None, "2026-01-01", None, "current"),
        (None, None, "2026-11-22", "current"),
        (None, None, "2026-11-21", "expired"),
        (None, "2026-11-23", None, "unknown"),
        ("current", None, "2026-11-21", "expired"),
        ("expired", "2026-01-01", None, "expired"),
        ("unknown", "2026-01-01", None, "unknown"),
    ],
)
def test_the_bounds_of_the_source_tell_whether_a_citation_holds(told, begins, ends, valid) -> None:
    bounded = replace(MEETING, sources=(replace(OFFICIAL, valid_from=begins, valid_until=ends),))
    validity = with_bounds({bounded.passage_id: told} if told else {}, [bounded], date(2026, 11, 22))
    _, (citation,) = number([("Texte.", ("P1",))], {"P1": bounded}, validity)
    assert (citation.valid, citation.valid_from, citation.valid_until) == (valid, begins, ends)


def test_a_passage_without_source_has_no_bounds() -> None:
    bare = replace(MEETING, sources=())
    assert with_bounds({}, [bare], date(2026, 11, 22)) == {bare.passage_id: "unknown"}


def test_a_citation_tells_that_one_of_its_sources_changed_after_the_review() -> None:
    passage = replace(MEETING, reviewed="2026-09-30")
    watch = Watch((WatchedSource(PRESS, changes=(Change("2026-10-01T08:00:00+00:00"),)),))
    _, (citation,) = number([("Il s'est réuni.", ("P1",))], {"P1": passage}, watch=watch)
    assert citation.changed_at == "2026-10-01"
    _, (citation,) = number([("Il s'est réuni.", ("P1",))], {"P1": MEETING}, watch=watch)
    assert citation.changed_at is None
