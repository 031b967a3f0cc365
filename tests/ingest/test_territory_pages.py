"""The territory of the corpus, and what is said of a row that cannot be used."""

import shutil
from pathlib import Path

import pytest

from assistant.records import Failure, Passage
from assistant.supports.territory import Territory
from ingest.register import read_register
from ingest.territory_pages import read_territory

CORPUS = Path(__file__).parents[2] / "corpus"
REGISTER = read_register(CORPUS)[0]
Reading = tuple[Territory, tuple[Passage, ...], tuple[Failure, ...]]


@pytest.fixture(scope="module")
def corpus() -> Reading:
    return read_territory(CORPUS, REGISTER)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(CORPUS / "territory", tmp_path / "territory")
    return tmp_path


def replace(copy: Path, file: str, old: str, new: str) -> Reading:
    path = copy / "territory" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return read_territory(copy, REGISTER)


def passage(reading: Reading, identifier: str) -> Passage:
    return next(p for p in reading[1] if p.passage_id == identifier)


def test_the_corpus_has_no_fault(corpus: Reading) -> None:
    assert corpus[2] == ()


def test_there_is_one_passage_per_commune_of_the_label(corpus: Reading) -> None:
    codes = {p.subject for p in corpus[1] if p.kind == "commune"}
    assert codes == {commune.insee for commune in corpus[0].communes}


def test_there_are_several_passages_per_epci(corpus: Reading) -> None:
    for epci in corpus[0].epcis:
        assert sum(p.subject == (epci.siren or epci.slug) for p in corpus[1]) >= 3


def test_every_passage_has_sources_and_phrasings(corpus: Reading) -> None:
    assert [p.passage_id for p in corpus[1] if not p.sources or len(p.asked_as) < 4] == []


def test_passage_ids_are_unique(corpus: Reading) -> None:
    identifiers = [p.passage_id for p in corpus[1]]
    assert len(identifiers) == len(set(identifiers))


def test_a_commune_of_the_merger_tells_both_its_epci(corpus: Reading) -> None:
    assert passage(corpus, "commune-57221").text == (
        "Florange (code INSEE 57221, code postal 57190, 12 035 habitants en 2023) fait partie du Territoire "
        "d'industrie Nord Lorraine 2023-2027. Elle appartient à Thionville Fensch Agglomération depuis le "
        "1er janvier 2026 ; elle appartenait auparavant à la communauté d'agglomération du Val de Fensch."
    )


def test_a_commune_that_moved_before_the_label_tells_it(corpus: Reading) -> None:
    assert "jusqu'au 31 décembre 2021" in passage(corpus, "commune-57593").text


def test_a_commune_with_several_postcodes_gives_them_all(corpus: Reading) -> None:
    assert "codes postaux 57000, 57050 et 57070" in passage(corpus, "commune-57463").text


def test_a_presidency_is_dated_and_to_be_checked(corpus: Reading) -> None:
    text = passage(corpus, "epci-rives-de-moselle/people").text
    assert "au 3 décembre 2025" in text and "mars 2026" in text


def test_an_unknown_president_has_no_passage(corpus: Reading) -> None:
    assert "epci-pays-haut-val-alzette/people" not in {p.passage_id for p in corpus[1]}


def test_an_unknown_siren_is_said_to_be_unknown(corpus: Reading) -> None:
    assert "SIREN non trouvé" in passage(corpus, "epci-thionville-fensch/identity").text


def test_an_old_contact_says_its_age(corpus: Reading) -> None:
    assert "coordonnées de 2009, à vérifier" in passage(corpus, "epci-val-de-fensch/contact").text


def test_the_communes_of_a_dissolved_epci_are_told_in_the_past(corpus: Reading) -> None:
    text = passage(corpus, "epci-val-de-fensch/communes").text
    assert text.startswith("Les 10 communes") and "jusqu'au 31 décembre 2025, étaient Algrange" in text


@pytest.mark.parametrize(
    ("old", "new", "field", "reason"),
    [
        ("57221,", "5722,", "code_insee", "code INSEE incorrect « 5722 »"),
        ("57221,Florange,57190", "57221,Florange,5719", "codes_postaux", "code postal incorrect « 5719 »"),
        ("57221,Florange,", "57221,,", "nom", "nom absent"),
        ("57190,12035", "57190,beaucoup", "population", "population incorrecte « beaucoup »"),
        ("12035,245701222", "12035,999999999", "siren_epci", "intercommunalité inconnue « 999999999 »"),
        ("57221,Florange", "57206,Florange", "code_insee", "commune « 57206 » déjà inscrite"),
    ],
)
def test_a_faulty_row_is_reported_with_its_line_and_the_rest_goes_on(
    copy: Path, old: str, new: str, field: str, reason: str
) -> None:
    territory, _, failures = replace(copy, "communes.csv", old, new)
    assert [(f.file, f.field, f.reason) for f in failures] == [("territory/communes.csv", field, reason)]
    assert failures[0].entry is not None and failures[0].entry.startswith("ligne ")
    assert len(territory.communes) == 217


def test_an_absent_column_is_reported(copy: Path) -> None:
    _, _, failures = replace(copy, "communes.csv", "population", "habitants")
    assert failures == (Failure("territory/communes.csv", None, "population", "colonne absente"),)


def test_an_unknown_key_of_an_epci_is_reported(copy: Path) -> None:
    _, passages, failures = replace(copy, "epci.yaml", "    seat:", "    siege:")
    assert [(f.file, f.field, f.reason) for f in failures] == [
        ("territory/epci.yaml", "epcis.0.siege", "champ inconnu")
    ]
    assert passages == ()


def test_a_date_that_does_not_exist_is_reported(copy: Path) -> None:
    _, _, failures = replace(copy, "epci.yaml", "valid_until: '2025-12-31'", "valid_until: '2025-02-31'")
    assert [f.reason for f in failures] == ["ce jour n'existe pas"]


def test_an_unknown_source_is_reported_and_the_passages_remain(copy: Path) -> None:
    _, passages, failures = replace(copy, "epci.yaml", "aysurmoselle-intercommunalite", "page-inconnue")
    assert [(f.entry, f.field) for f in failures] == [("rives-de-moselle, identity", "sources")]
    assert any(p.passage_id == "epci-rives-de-moselle/identity" for p in passages)


def test_a_file_that_is_not_text_is_reported(copy: Path) -> None:
    (copy / "territory" / "grand_est.csv").write_bytes(b"\xff\xfe\x00\x01")
    territory, _, failures = read_territory(copy, REGISTER)
    assert [f.file for f in failures] == ["territory/grand_est.csv"]
    assert (len(territory.communes), territory.neighbours) == (218, ())


def test_a_missing_file_of_neighbours_is_reported(copy: Path) -> None:
    (copy / "territory" / "grand_est.csv").unlink()
    assert [f.file for f in read_territory(copy, REGISTER)[2]] == ["territory/grand_est.csv"]


def test_a_corpus_without_a_territory_has_an_empty_one(tmp_path: Path) -> None:
    territory, passages, failures = read_territory(tmp_path, REGISTER)
    assert (territory.communes, passages, failures) == ((), (), ())


def test_an_empty_territory_finds_no_place(tmp_path: Path) -> None:
    assert read_territory(tmp_path, REGISTER)[0].find_places("je suis à Florange") == ()
