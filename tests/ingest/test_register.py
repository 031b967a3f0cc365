"""The register of the real corpus is whole, and a bad entry is one line while the rest goes on."""

from pathlib import Path

import pytest

from assistant.records import Failure
from ingest.register import RANKS, read_register

CORPUS = Path(__file__).parents[2] / "corpus"

ENTRY = """
- id: {id}
  url: {url}
  title: Un titre
  publisher: Un éditeur
  official: true
  rank: official-page
"""


def failures_of(folder: Path, content: str) -> tuple[Failure, ...]:
    (folder / "sources.yaml").write_text(content, encoding="utf-8")
    return read_register(folder)[1]


def entry(identifier: str = "un", url: str = "https://un.fr/page", more: str = "") -> str:
    return ENTRY.format(id=identifier, url=url) + "".join(f"  {line}\n" for line in more.split("\n") if line)


def test_the_register_of_the_corpus_has_no_fault() -> None:
    register, failures = read_register(CORPUS)
    assert failures == ()
    assert len(register) == 676


def test_every_source_has_an_address_a_title_and_a_publisher() -> None:
    register, _ = read_register(CORPUS)
    assert all(source.url and source.title and source.publisher for source in register.values())


def test_an_identifier_is_short_and_plain() -> None:
    register, _ = read_register(CORPUS)
    assert all(len(name) <= 60 and name.isascii() for name in register)


def test_what_is_not_official_ranks_as_press() -> None:
    register, _ = read_register(CORPUS)
    assert {source.rank for source in register.values() if not source.official} == {"press"}


def test_what_is_official_never_ranks_as_press() -> None:
    register, _ = read_register(CORPUS)
    assert {source.rank for source in register.values() if source.official} == set(RANKS) - {"press"}


def test_a_localtis_article_is_institutional_press() -> None:
    register, _ = read_register(CORPUS)
    assert {s.rank for s in register.values() if "Localtis" in s.publisher} == {"institutional-press"}


def test_the_report_of_the_first_committee_is_press() -> None:
    register, _ = read_register(CORPUS)
    source = register["gazettemoselle-territoire-industrie-premier-comite"]
    assert (source.rank, source.official, source.published) == ("press", False, "2024-01")


def test_a_corpus_without_register_has_no_sources_and_no_fault(tmp_path: Path) -> None:
    assert read_register(tmp_path) == ({}, ())


def test_a_register_that_is_not_yaml_is_one_line(tmp_path: Path) -> None:
    (failure,) = failures_of(tmp_path, "- id: [un\n")
    assert str(failure).startswith(
        "sources.yaml : sources.yaml, ligne 2 : ce fichier n'est pas du YAML valide"
    )


def test_a_register_that_is_not_a_list_is_one_line(tmp_path: Path) -> None:
    assert failures_of(tmp_path, "id: un\n") == (
        Failure("sources.yaml", None, None, "liste de sources attendue"),
    )


def test_a_source_without_address_names_its_field(tmp_path: Path) -> None:
    content = "- {id: un, title: Un titre, publisher: Un éditeur, official: true, rank: press}"
    assert failures_of(tmp_path, content) == (Failure("sources.yaml", "un", "url", "champ manquant"),)


@pytest.mark.parametrize(
    "url", ["ftp://un.fr/page", "un.fr/page", "javascript:alert(1)", "https://", "https://[un"]
)
def test_only_web_addresses_are_accepted(tmp_path: Path, url: str) -> None:
    (failure,) = failures_of(tmp_path, entry(url=f'"{url}"'))
    assert (failure.entry, failure.field) == ("un", "url")
    assert failure.reason.startswith("adresse incorrecte")


@pytest.mark.parametrize("written", ["31/02/2024", "2024-02-31", "2024-13", "24", "2024-1-5", "hier", "true"])
def test_a_date_that_does_not_exist_is_refused(tmp_path: Path, written: str) -> None:
    (failure,) = failures_of(tmp_path, entry(more=f"published: {written}"))
    assert (failure.entry, failure.field) == ("un", "published")
    assert failure.reason.startswith("date incorrecte")


@pytest.mark.parametrize("written", ["2024", "2024-02", "2024-02-29"])
def test_a_date_may_be_partial(tmp_path: Path, written: str) -> None:
    (tmp_path / "sources.yaml").write_text(entry(more=f"published: {written}"), encoding="utf-8")
    register, failures = read_register(tmp_path)
    assert (register["un"].published, failures) == (written, ())


def test_an_unknown_key_is_named(tmp_path: Path) -> None:
    assert failures_of(tmp_path, entry(more="editor: Moi")) == (
        Failure("sources.yaml", "un", "editor", "champ inconnu"),
    )


def test_an_unknown_rank_is_refused_with_those_that_exist(tmp_path: Path) -> None:
    (failure,) = failures_of(tmp_path, entry().replace("official-page", "rumour"))
    assert failure.field == "rank"
    assert "law" in failure.reason


def test_an_identifier_given_twice_is_refused(tmp_path: Path) -> None:
    (failure,) = failures_of(tmp_path, entry() + entry(url="https://deux.fr"))
    assert (failure.entry, failure.field, failure.reason) == ("un", "id", "identifiant déjà pris")


def test_an_address_written_in_another_way_is_the_same_address(tmp_path: Path) -> None:
    (failure,) = failures_of(tmp_path, entry() + entry("deux", "http://www.un.fr/page/"))
    assert (failure.entry, failure.reason) == ("deux", "adresse déjà inscrite sous « un »")


def test_an_entry_that_is_not_a_record_is_named_by_its_place(tmp_path: Path) -> None:
    (failure,) = failures_of(tmp_path, entry() + "- juste un mot\n")
    assert (failure.entry, failure.reason) == ("entrée 2", "fiche attendue (clé : valeur)")


def test_a_bad_entry_leaves_the_others_usable(tmp_path: Path) -> None:
    content = entry("un", "nulle part") + entry("deux", "https://deux.fr")
    (tmp_path / "sources.yaml").write_text(content, encoding="utf-8")
    assert list(read_register(tmp_path)[0]) == ["deux"]


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ("valid_from: 2026-03-02\nvalid_until: 2026-03-01", None),
        ("valid_from: 2026-03", "valid_from"),
        ("valid_until: 2026-02-30", "valid_until"),
        ("language: français", "language"),
        ("language: FR", "language"),
        ("kind: affiche", "kind"),
        ("licence: ''", "licence"),
        ("territory: [Moselle]", "territory"),
    ],
)
def test_a_wrong_field_on_what_a_source_is_is_refused(tmp_path: Path, more: str, field: str | None) -> None:
    (failure,) = failures_of(tmp_path, entry(more=more))
    assert failure.entry == "un" and failure.field == field and "\n" not in failure.reason


def test_what_a_source_says_of_itself_is_kept(tmp_path: Path) -> None:
    more = "kind: pdf\nlicence: Licence Ouverte 2.0\nlanguage: de\nvalid_from: '2026-03-01'"
    (tmp_path / "sources.yaml").write_text(entry(more=more), encoding="utf-8")
    source = read_register(tmp_path)[0]["un"]
    said = (source.kind, source.licence, source.language, source.valid_from)
    assert said == ("pdf", "Licence Ouverte 2.0", "de", "2026-03-01")
