"""The vocabulary of the real corpus is sound, and a bad group is one line while the others stay."""

from pathlib import Path

from assistant.records import Failure
from assistant.retrieval.vocabulary import TermGroup
from ingest.vocabulary import read_vocabulary

CORPUS = Path(__file__).parents[2] / "corpus"


def read(folder: Path, content: str) -> tuple[tuple[TermGroup, ...], tuple[Failure, ...]]:
    (folder / "vocabulary.yaml").write_text(content, encoding="utf-8")
    return read_vocabulary(folder)


def test_the_vocabulary_of_the_corpus_has_no_fault() -> None:
    groups, failures = read_vocabulary(CORPUS)
    assert failures == ()
    assert len(groups) == 334


def test_copil_means_the_steering_committee() -> None:
    groups = {group.key: group for group in read_vocabulary(CORPUS)[0]}
    assert "comité de pilotage" in groups["copil"].terms
    assert not groups["copil"].one_way


def test_an_ambiguous_acronym_widens_one_way() -> None:
    groups = {group.key: group for group in read_vocabulary(CORPUS)[0]}
    assert groups["ca"].one_way
    assert groups["ca"].terms[0] == "CA"


def test_a_group_comes_back_from_json_as_it_was() -> None:
    group = TermGroup("copil", ("comité de pilotage", "copil"), one_way=True)
    assert TermGroup.from_json(group.to_json()) == group


def test_a_corpus_without_vocabulary_has_no_groups_and_no_fault(tmp_path: Path) -> None:
    assert read_vocabulary(tmp_path) == ((), ())


def test_a_vocabulary_that_is_not_yaml_is_one_line(tmp_path: Path) -> None:
    groups, (failure,) = read(tmp_path, "ti: [un\n")
    assert groups == ()
    assert "ligne 2" in failure.reason


def test_a_list_in_place_of_groups_is_one_line(tmp_path: Path) -> None:
    assert read(tmp_path, "- ti")[1] == (
        Failure("vocabulary.yaml", None, None, "groupes attendus (clé : termes)"),
    )


def test_an_unknown_key_is_named_and_the_other_groups_stay(tmp_path: Path) -> None:
    groups, failures = read(tmp_path, "ti: {terms: [TI, territoire], words: 2}\nun: {terms: [a, b]}\n")
    assert failures == (Failure("vocabulary.yaml", "ti", "words", "champ inconnu"),)
    assert groups == (TermGroup("un", ("a", "b")),)


def test_a_group_of_one_term_is_refused(tmp_path: Path) -> None:
    assert read(tmp_path, "ti: {terms: [TI]}")[1] == (
        Failure("vocabulary.yaml", "ti", "terms", "liste trop courte"),
    )


def test_a_term_of_two_symmetric_groups_is_refused_whatever_its_accents(tmp_path: Path) -> None:
    groups, (failure,) = read(tmp_path, "un: {terms: [Comité, copil]}\ndeux: {terms: [comite, réunion]}\n")
    assert [group.key for group in groups] == ["un"]
    assert (failure.entry, failure.reason) == ("deux", "« comite » est déjà dans le groupe « un »")


def test_a_one_way_group_may_quote_a_term_of_another(tmp_path: Path) -> None:
    content = (
        "un: {terms: [chiffre d'affaires, ventes]}\nca: {one_way: true, terms: [CA, chiffre d'affaires]}\n"
    )
    groups, failures = read(tmp_path, content)
    assert (len(groups), failures) == (2, ())
