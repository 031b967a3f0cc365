"""The supports of the corpus, and what is said of a file that cannot be used."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

from assistant.records import Failure, Passage, Source
from assistant.supports.catalogue import Catalogue
from ingest.register import RANKS, read_register
from ingest.support_pages import TITLES, read_supports

CORPUS = Path(__file__).parents[2] / "corpus"
REGISTER = {"une-page": Source("une-page", "Une page", "Un éditeur", "https://exemple.fr/")}
SUPPORT = {
    "id": "pret-essai",
    "name": "Prêt Essai",
    "operator": "Bpifrance",
    "kind": "pret",
    "themes": ["energie"],
    "beneficiaries": ["TPE", "PME"],
    "territory": "France",
    "conditions": ["L'entreprise a 3 ans.", "Une banque prête autant."],
    "amount": "De 10 000 € à 50 000 €.",
    "opens": "2026-04-01",
    "closes": "2026-12-31",
    "status": "open",
    "status_as_of": "2026-10-04",
    "how_to_apply": "S'adresser à sa banque.",
    "confidence": "high",
    "sources": ["une-page"],
    "asked_as": {"need": ["je veux emprunter"], "what": ["c'est quoi"], "dates": ["encore ouvert ?"]},
}
Reading = tuple[Catalogue, tuple[Passage, ...], tuple[Failure, ...]]


@pytest.fixture(scope="module")
def corpus() -> Reading:
    return read_supports(CORPUS, read_register(CORPUS)[0])


def read(folder: Path, *entries: Mapping[str, object]) -> Reading:
    (folder / "supports").mkdir()
    for entry in entries:
        path = folder / "supports" / f"{entry['id']}.yaml"
        path.write_text(yaml.safe_dump(dict(entry), allow_unicode=True, sort_keys=False), encoding="utf-8")
    return read_supports(folder, REGISTER)


def part(reading: Reading, name: str) -> Passage:
    return next(passage for passage in reading[1] if passage.part == name)


def test_the_corpus_holds_114_supports_without_a_fault(corpus: Reading) -> None:
    assert (len(corpus[0]), corpus[2]) == (114, ())


def test_every_support_has_sources_of_the_register(corpus: Reading) -> None:
    register = read_register(CORPUS)[0]
    assert all(support.sources and set(support.sources) <= register.keys() for support in corpus[0])


def test_every_support_says_what_it_is_and_when(corpus: Reading) -> None:
    parts = {(passage.subject, passage.part) for passage in corpus[1]}
    assert all({(s.id, "what"), (s.id, "dates")} <= parts for s in corpus[0])


def test_every_support_is_asked_for_by_need_by_name_and_by_date(corpus: Reading) -> None:
    assert [s.id for s in corpus[0] if not (s.asked_as.need and s.asked_as.what and s.asked_as.dates)] == []


def test_every_phrasing_belongs_to_a_passage(corpus: Reading) -> None:
    parts = {(passage.subject, passage.part) for passage in corpus[1]}
    lost = [(s.id, p) for s in corpus[0] for p in TITLES if getattr(s.asked_as, p) and (s.id, p) not in parts]
    assert lost == []


def test_no_text_shows_an_iso_date(corpus: Reading) -> None:
    iso = re.compile(r"\b(?:19|20)\d\d-(?:0[1-9]|1[0-2])(?:-\d\d)?\b")
    shown = [p.passage_id for p in corpus[1] if iso.search(p.text) or iso.search(p.note or "")]
    assert shown == []


def test_every_text_is_a_sentence_that_names_its_support(corpus: Reading) -> None:
    names = {support.id: support.name for support in corpus[0]}
    wrong = [
        p.passage_id for p in corpus[1] if names[p.subject or ""] not in p.text or p.text[-1] not in ".!?"
    ]
    assert wrong == []


def test_no_text_keeps_a_remark_of_the_research(corpus: Reading) -> None:
    remarks = re.compile(r"\bnon lue?s?\b|\bà télécharger\b|\bdans l'extrait\b", re.IGNORECASE)
    kept = [p.passage_id for p in corpus[1] if remarks.search(f"{p.text} {p.note or ''}")]
    assert kept == []


def test_passage_ids_are_unique(corpus: Reading) -> None:
    identifiers = [passage.passage_id for passage in corpus[1]]
    assert len(identifiers) == len(set(identifiers))


def test_the_strongest_source_comes_first(corpus: Reading) -> None:
    def strength(source: Source) -> tuple[bool, int]:
        return not source.official, RANKS.index(source.rank)

    assert all(list(p.sources) == sorted(p.sources, key=strength) for p in corpus[1])


def test_the_need_is_asked_of_the_presentation(tmp_path: Path) -> None:
    assert part(read(tmp_path, SUPPORT), "what").asked_as == ("je veux emprunter", "c'est quoi")


def test_the_dates_are_written_in_french_with_the_day_of_the_status(tmp_path: Path) -> None:
    assert part(read(tmp_path, SUPPORT), "dates").text == (
        "Prêt Essai : ouverture le 1er avril 2026 ; clôture le 31 décembre 2026 inclus. "
        "Statut relevé le 4 octobre 2026 : dispositif ouvert."
    )


def test_an_hour_of_closing_stands_in_place_of_the_whole_day(tmp_path: Path) -> None:
    by_hour = {**SUPPORT, "intake": {"kind": "fixed", "hour": "15:30"}}
    assert "clôture le 31 décembre 2026 à 15 h 30." in part(read(tmp_path, by_hour), "dates").text


def test_an_unknown_status_is_not_worded_as_open(tmp_path: Path) -> None:
    unknown = {**SUPPORT, "opens": None, "closes": None, "status": "unknown", "status_as_of": None}
    assert part(read(tmp_path, unknown), "dates").text == (
        "Prêt Essai : ouverture non vérifiée, à confirmer auprès de l'opérateur (statut non daté)."
    )


def test_each_condition_is_a_sentence(tmp_path: Path) -> None:
    assert part(read(tmp_path, SUPPORT), "conditions").text == (
        "Conditions pour « Prêt Essai » : l'entreprise a 3 ans. Une banque prête autant."
    )


def test_a_support_without_an_amount_has_no_amount_passage(tmp_path: Path) -> None:
    reading = read(tmp_path, {**SUPPORT, "amount": None})
    assert {passage.part for passage in reading[1]} == {"what", "conditions", "dates", "how_to_apply"}


def test_a_way_to_apply_that_is_asked_for_but_unknown_is_said_to_be_unknown(tmp_path: Path) -> None:
    asked = {**SUPPORT, "how_to_apply": None, "asked_as": {"how_to_apply": ["où demander ?"]}}
    assert part(read(tmp_path, asked), "how_to_apply").text == (
        "Prêt Essai : les sources lues ne décrivent pas la démarche. Opérateur : Bpifrance."
    )


@pytest.mark.parametrize(
    ("change", "field", "reason"),
    [
        ({"couleur": "vert"}, "couleur", "champ inconnu"),
        ({"closes": "31/02/2024"}, "closes", "date attendue sous la forme AAAA-MM-JJ"),
        ({"closes": "2026-02-31"}, "closes", "ce jour n'existe pas"),
        ({"closes": 1798675200}, "closes", "date attendue sous la forme AAAA-MM-JJ"),
        ({"closes": "2025-12-31"}, "closes", "la clôture précède l'ouverture"),
        ({"status_as_of": "2026-13"}, "status_as_of", "ce jour n'existe pas"),
        ({"sources": ["inconnue"]}, "sources", "source absente du registre « inconnue »"),
        ({"sources": []}, "sources", "liste trop courte"),
        ({"name": "  "}, "name", "texte vide"),
    ],
)
def test_a_faulty_file_is_reported_with_its_field_and_the_rest_goes_on(
    tmp_path: Path, change: dict[str, object], field: str, reason: str
) -> None:
    sound = {**SUPPORT, "id": "autre-pret", "name": "Autre prêt"}
    catalogue, _, failures = read(tmp_path, {**SUPPORT, **change}, sound)
    assert failures == (Failure("supports/pret-essai.yaml", "pret-essai", field, reason),)
    assert catalogue.names == ("Autre prêt",)


def test_a_kind_that_does_not_exist_is_reported(tmp_path: Path) -> None:
    (failure,) = read(tmp_path, {**SUPPORT, "kind": "cadeau"})[2]
    assert (failure.field, "cadeau" in failure.reason) == ("kind", True)


def test_a_file_that_is_not_yaml_is_reported(tmp_path: Path) -> None:
    (tmp_path / "supports").mkdir()
    (tmp_path / "supports" / "casse.yaml").write_text("id: [", encoding="utf-8")
    (failure,) = read_supports(tmp_path, REGISTER)[2]
    assert (failure.file, "\n" in failure.reason) == ("supports/casse.yaml", False)


def test_a_file_that_holds_a_list_is_reported(tmp_path: Path) -> None:
    (tmp_path / "supports").mkdir()
    (tmp_path / "supports" / "liste.yaml").write_text("- un\n- deux\n", encoding="utf-8")
    assert [failure.reason for failure in read_supports(tmp_path, REGISTER)[2]] == [
        "fiche attendue (clé : valeur)"
    ]


def test_an_id_that_is_not_the_file_name_is_reported(tmp_path: Path) -> None:
    (tmp_path / "supports").mkdir()
    path = tmp_path / "supports" / "autre-nom.yaml"
    path.write_text(yaml.safe_dump(SUPPORT, allow_unicode=True), encoding="utf-8")
    (failure,) = read_supports(tmp_path, REGISTER)[2]
    assert (failure.file, failure.field) == ("supports/autre-nom.yaml", "id")


def test_a_corpus_without_supports_has_none(tmp_path: Path) -> None:
    assert read_supports(tmp_path, REGISTER) == (Catalogue(()), (), ())
