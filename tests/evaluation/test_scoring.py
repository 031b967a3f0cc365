"""The judges judged: each of them can fail."""

from typing import Any

import pytest

from assistant.evaluation.gold import GoldQuestion, question_from, split_of
from assistant.evaluation.integrity import citation_faults, stray_numbers, unsourced_numbers
from assistant.evaluation.scoring import matches, normalised, score, summarise

ASKED = "Quand s'est tenu le premier comité de pilotage ?"
TOLD = "Le comité s'est réuni le 30 janvier 2024 à Amnéville [1]."


def citation(n: int = 1, **fields: Any) -> dict[str, Any]:
    """A citation of the local press."""
    return {
        "n": n,
        "source_id": "gazette-moselle",
        "passage_id": "nl-cal-003",
        "url": "https://www.gazettemoselle.fr/article",
        "publisher": "La Gazette Moselle",
        "heading_path": ["Calendrier"],
        "excerpt": "Le premier comité était annoncé pour le 30 janvier 2024 à Amnéville.",
    } | fields


def document(text: str = TOLD, status: str = "answered", **fields: Any) -> dict[str, Any]:
    """An answer document that says one sentence with one citation."""
    speaks = status in ("answered", "partial")
    return {
        "status": status,
        "reason": status,
        "answer": text,
        "sentences": [{"text": text.replace(" [1]", ""), "citations": [1] if speaks else []}],
        "citations": [citation()] if speaks else [],
        "schemes": [],
    } | fields


def question(identifier: str = "fc-01", **expected: Any) -> GoldQuestion:
    """A question about the first committee, with what is expected of its answer."""
    return question_from(
        {
            "id": identifier,
            "family": "first_committee_and_territory",
            "question": ASKED,
            "today": "2026-11-23",
            "expect": {"status": ["answered"]} | expected,
        }
    )


DATE = question(all=["30 janvier 2024|30/01/2024"], sources=["gazettemoselle"])
UNKNOWN = question(status=["not_found"])


def test_the_right_date_with_its_source_is_right_and_cited() -> None:
    judged = score(DATE, document())
    assert (judged.right, judged.cited, judged.signed) == (True, True, 1)


def test_a_wrong_date_is_wrong_and_unsafe() -> None:
    judged = score(DATE, document("Le comité s'est réuni le 12 mars 2024 [1]."))
    assert (judged.right, judged.unsafe, judged.signed) == (False, True, -1)


def test_a_right_date_without_citation_is_not_cited() -> None:
    judged = score(DATE, document(citations=[]))
    assert (judged.right, judged.cited) == (True, False)


def test_another_source_than_the_one_expected_is_not_cited() -> None:
    other = citation(url="https://example.org", publisher="Exemple")
    assert not score(DATE, document(citations=[other])).cited


def test_a_source_among_the_others_of_a_citation_counts() -> None:
    other = citation(url=None, publisher="Exemple", other_sources=[citation()])
    assert score(DATE, document(citations=[other])).cited


def test_a_forbidden_word_makes_an_answer_wrong() -> None:
    judged = score(question(none=["amneville"]), document())
    assert judged.reasons == ("forbidden /amneville/",)


def test_every_pattern_must_be_found() -> None:
    assert not score(question(all=["amneville", "sadocco"]), document()).right


def test_silence_on_a_known_fact_is_a_false_refusal_and_not_unsafe() -> None:
    judged = score(DATE, document("Je n'ai pas trouvé.", "not_found"))
    assert (judged.falsely_refused, judged.unsafe, judged.signed) == (True, False, 0)


def test_a_silence_that_is_accepted_is_right_but_cites_nothing() -> None:
    lenient = question(status=["answered", "not_found"], all=["30 janvier 2024"])
    judged = score(lenient, document("Je n'ai pas trouvé.", "not_found"))
    assert (judged.right, judged.cited, judged.falsely_refused) == (True, False, False)


def test_silence_on_an_unknown_fact_is_right() -> None:
    judged = score(UNKNOWN, document("Je n'ai pas trouvé.", "not_found"))
    assert (judged.rightly_silent, judged.signed) == (True, 1)


def test_an_answer_where_nothing_is_known_is_unsafe() -> None:
    judged = score(UNKNOWN, document())
    assert (judged.rightly_silent, judged.unsafe, judged.signed) == (False, True, -1)


def test_a_partial_answer_that_says_what_it_does_not_know_is_rightly_silent() -> None:
    text = "Le montant n'est pas publié ; le comité a eu lieu à Amnéville [1]."
    assert score(UNKNOWN, document(text, "partial")).rightly_silent


def test_a_partial_answer_that_says_nothing_of_what_it_does_not_know_is_unsafe() -> None:
    assert score(UNKNOWN, document(status="partial")).unsafe


def test_a_full_answer_may_admit_only_where_the_expectation_says_so() -> None:
    text = "Le SIREN n'a pas été trouvé [1]."
    admitting = question(status=["not_found"], admits=True)
    assert score(admitting, document(text)).right
    assert not score(UNKNOWN, document(text)).right


def test_an_error_is_never_right_even_where_silence_is() -> None:
    judged = score(UNKNOWN, document("Une erreur est survenue.", "error"))
    assert (judged.right, judged.signed) == (False, -1)


def test_a_story_is_right_when_one_of_its_supports_is_named() -> None:
    story = question(support=["decarb-flash", "pret-vert"])
    scheme = {"id": "pret-vert", "verdict": "to_check"}
    assert score(story, document(schemes=[scheme])).right
    assert not score(story, document()).right


def test_a_part_of_a_support_names_the_support() -> None:
    asked = question(all=["amneville"], support=["pret-vert"])
    assert score(asked, document(citations=[citation(passage_id="pret-vert/amount")])).cited
    assert not score(asked, document(citations=[citation(passage_id="pret-vert-ademe/amount")])).cited


def test_a_courtesy_that_cites_is_wrong() -> None:
    greeting = question("co-01", uncited=True)
    assert score(greeting, document("Bonjour.", citations=[])).right
    assert not score(greeting, document()).right


def test_text_is_compared_without_accents_markers_emphasis_nor_odd_spaces() -> None:
    assert normalised("**52\u202fM€** à l’Élysée [1] ; Cœur") == "52 m€ a l'elysee ; coeur"


@pytest.mark.parametrize("pattern", ["compétences", "COMPETENCES", r"comp\wtences"])
def test_a_pattern_is_folded_like_the_text(pattern: str) -> None:
    assert matches(pattern, normalised("Recrutement et compétences"))


def test_a_pattern_keeps_its_escapes() -> None:
    assert not matches(r"\Snord", normalised("le nord"))


def test_an_id_always_falls_in_the_same_half() -> None:
    halves = [split_of(identifier) for identifier in ("fc-01", "fc-02", "fc-03", "fc-04")]
    assert halves == ["hold", "tune", "hold", "tune"]


def test_a_summary_counts_each_kind_among_its_own() -> None:
    told, refused = score(DATE, document()), score(DATE, document("Rien.", "not_found"))
    silent = score(UNKNOWN, document("Rien.", "not_found"))
    summary = summarise([told, refused, silent])
    assert (summary.right, summary.falsely_refused, summary.rightly_silent) == (0.5, 0.5, 1.0)
    assert summary.signed == pytest.approx(2 / 3)


def test_a_summary_of_nothing_has_no_shares() -> None:
    assert summarise([]).right is None


def test_a_marker_that_leads_nowhere_is_told() -> None:
    assert citation_faults(document("Vrai [1] et faux [2].")) == ["[2] resolves to nothing"]


def test_a_citation_that_nothing_uses_is_told() -> None:
    unused = document(citations=[citation(1), citation(2)])
    assert citation_faults(unused) == ["citation 2 is not used in the answer"]


def test_a_number_absent_from_the_passage_cited_is_told() -> None:
    wrong = document("Le comité s'est réuni le 31 janvier 2024 [1].")
    assert unsourced_numbers(wrong) == ["31: Le comité s'est réuni le 31 janvier 2024."]


def test_a_number_of_another_passage_than_the_one_cited_is_told() -> None:
    other = citation(2, excerpt="Le 31 mai 2025.")
    text = "Le comité s'est réuni le 31 janvier 2024 [1]."
    assert unsourced_numbers(document(text, citations=[citation(), other]))


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("400 000 €", "au moins 400\u202f000 euros"),
        ("le 31/12/2026", "jusqu'au 31 décembre 2026"),
        ("le 1er avril 2026", "à partir du 2026-04-01"),
        ("10 intercommunalités", "dix intercommunalités"),
        ("1,36 milliard", "1,360 milliard"),
    ],
)
def test_a_number_is_the_same_in_another_writing(said: str, shown: str) -> None:
    assert unsourced_numbers(document(f"{said} [1].", citations=[citation(excerpt=shown)])) == []


@pytest.mark.parametrize(
    ("said", "shown"),
    [("400 000 €", "40 000 €"), ("1,36 milliard", "1,3 milliard"), ("le 31/12/2026", "le 31 mars 2026")],
)
def test_a_number_that_only_resembles_is_not_the_same(said: str, shown: str) -> None:
    assert unsourced_numbers(document(f"{said} [1].", citations=[citation(excerpt=shown)]))


def test_a_number_outside_the_cited_sentences_comes_from_the_question_or_from_today() -> None:
    lead = document("Au 23 novembre 2026 : " + TOLD)
    assert stray_numbers(DATE, lead) == []
    assert stray_numbers(DATE, document("Il y a 77 réponses. " + TOLD))
