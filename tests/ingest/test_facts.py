"""The statements of the real corpus are sound, and a bad entry is one line while the rest goes on."""

import re
from collections import Counter
from pathlib import Path

from assistant.records import Failure, Passage, Source
from assistant.yaml_files import read_yaml
from ingest.facts import StatementFile, read_facts
from ingest.register import RANKS, read_register

CORPUS = Path(__file__).parents[2] / "corpus"
REGISTER, _ = read_register(CORPUS)
PASSAGES, FAILURES = read_facts(CORPUS, REGISTER)
BY_ID = {passage.passage_id: passage for passage in PASSAGES}
STATEMENTS = [passage for passage in PASSAGES if passage.kind == "statement"]
UNPUBLISHED = [passage for passage in PASSAGES if passage.kind == "unpublished"]

ISO_DATE = re.compile(r"\b(?:19|20)\d{2}-(?:0[1-9]|1[0-2])\b|\b\d{1,2}/\d{1,2}/(?:19|20)\d{2}\b")
ADDRESS = re.compile(r"https?://")

PRESS = Source("press-one", "Un article", "Un journal", "https://journal.fr/un", rank="press")
LAW = Source("law-one", "Une loi", "Légifrance", "https://legifrance.fr/un", official=True, rank="law")
GUIDE = Source("guide-one", "Un guide", "Un service", "https://un.fr", official=True, rank="official-guide")
SMALL_REGISTER = {source.source_id: source for source in (PRESS, LAW, GUIDE)}

HEADER = "scope: programme\ntitle: Origine\nstatements:\n"

WRITTEN_HERE = frozenset({"regles-aides", "definitions", "vues"})
"""The topics of the statements that were written for the corpus, not gathered."""


def entry(identifier: str = "un", sources: str = "[law-one]", more: str = "") -> str:
    return (
        f"- {{id: {identifier}, text: Un énoncé., topic: origine, confidence: high, "
        f"sources: {sources}, asked_as: [Une question ?]{more}}}\n"
    )


def read(
    folder: Path, content: str, name: str = "essai.yaml"
) -> tuple[tuple[Passage, ...], tuple[Failure, ...]]:
    (folder / "facts").mkdir(exist_ok=True)
    (folder / "facts" / name).write_text(content, encoding="utf-8")
    return read_facts(folder, SMALL_REGISTER)


def shown_texts(passage: Passage) -> str:
    return " ".join(text for text in (passage.text, passage.note, passage.value, passage.contact) if text)


def merged_ids() -> Counter[str]:
    counts: Counter[str] = Counter()
    for path in (CORPUS / "facts").glob("*.yaml"):
        for written in StatementFile.model_validate(read_yaml(path)).statements:
            assert isinstance(written, dict)
            counts.update(written.get("merges", ()))
    return counts


def test_the_statements_of_the_corpus_have_no_fault() -> None:
    assert FAILURES == ()


def test_the_corpus_holds_578_statements_gathered_those_written_for_it_and_what_is_not_public() -> None:
    written = Counter(statement.topic for statement in STATEMENTS if statement.topic in WRITTEN_HERE)
    assert written == {"regles-aides": 4, "definitions": 30, "vues": 15}
    assert (len(STATEMENTS) - written.total(), len(UNPUBLISHED)) == (578, 76)


def test_the_591_statements_gathered_are_all_there_or_merged_and_one_is_in_two() -> None:
    merged = set(merged_ids())
    assert not merged & set(BY_ID)
    gathered = [statement for statement in STATEMENTS if statement.topic not in WRITTEN_HERE]
    assert len(merged) + len(gathered) == 591 + 1


def test_only_the_compound_committee_statement_is_shared_by_several() -> None:
    assert {identifier for identifier, times in merged_ids().items() if times > 1} == {"ge-nl-copil"}


def test_a_reader_sees_french_dates() -> None:
    assert [p.passage_id for p in PASSAGES if ISO_DATE.search(shown_texts(p))] == []


def test_a_reader_sees_no_bare_address() -> None:
    assert [p.passage_id for p in PASSAGES if ADDRESS.search(shown_texts(p))] == []


def test_a_reader_sees_no_identifier() -> None:
    names = {*BY_ID, *REGISTER, *merged_ids()}
    assert [p.passage_id for p in PASSAGES if names & set(re.findall(r"[\w-]+", shown_texts(p)))] == []


def test_every_statement_is_found_by_at_least_five_questions() -> None:
    assert [p.passage_id for p in STATEMENTS if len(p.asked_as) < 5] == []


def test_what_is_not_public_is_found_by_at_least_six_questions() -> None:
    assert [p.passage_id for p in UNPUBLISHED if len(p.asked_as) < 6] == []


def test_what_is_not_public_is_dated_and_says_whom_to_ask() -> None:
    assert {passage.date for passage in UNPUBLISHED} == {"2026-11-22"}
    assert [p.passage_id for p in UNPUBLISHED if not p.contact] == []
    assert [p.passage_id for p in UNPUBLISHED if not p.text.startswith("Au 22 novembre 2026, ")] == []


def test_a_statement_ends_as_a_sentence() -> None:
    assert [p.passage_id for p in PASSAGES if not p.text.endswith((".", " ?"))] == []


def test_no_two_passages_say_the_same_thing_in_the_same_words() -> None:
    assert [text for text, times in Counter(p.text for p in PASSAGES).items() if times > 1] == []


def test_contradictions_point_both_ways() -> None:
    pairs = {(p.passage_id, other) for p in PASSAGES for other in p.contradicts}
    assert pairs == {(other, identifier) for identifier, other in pairs}
    assert {"p2-2150-actions", "reb-19", "p1-146"} <= {identifier for identifier, _ in pairs}


def test_the_strongest_source_of_a_statement_comes_first() -> None:
    weights = {p.passage_id: [RANKS.index(source.rank) for source in p.sources] for p in STATEMENTS}
    assert [identifier for identifier, ranks in weights.items() if ranks != sorted(ranks)] == []


def test_a_passage_is_attributed_to_its_first_source() -> None:
    assert [p.passage_id for p in PASSAGES if p.source_id != p.sources[0].source_id] == []


def test_the_ten_intercommunalities_are_named_in_one_statement() -> None:
    text = BY_ID["nl-gouv-001"].text
    for name in (
        "Rives de Moselle",
        "Cattenom",
        "Val de Fensch",
        "Arc Mosellan",
        "Metz Métropole",
        "Grand Longwy",
    ):
        assert name in text


def test_a_statement_stands_under_its_territory_and_its_topic() -> None:
    assert BY_ID["nl-cal-003"].heading_path == ("Territoire d'industrie Nord Lorraine", "Calendrier")
    assert BY_ID["np-phase-3"].heading_path[0] == "Programme Territoires d'industrie"


def test_a_corpus_without_facts_has_no_passages_and_no_fault(tmp_path: Path) -> None:
    assert read_facts(tmp_path, SMALL_REGISTER) == ((), ())


def test_official_sources_come_before_the_press_and_the_law_before_all(tmp_path: Path) -> None:
    (passage,), _ = read(tmp_path, HEADER + entry(sources="[press-one, guide-one, law-one]"))
    assert passage.sources == (LAW, GUIDE, PRESS)


def test_a_file_marked_unpublished_gives_unpublished_passages_with_sources_as_written(tmp_path: Path) -> None:
    (passage,), _ = read(tmp_path, "published: false\n" + HEADER + entry(sources="[press-one, law-one]"))
    assert passage.kind == "unpublished"
    assert passage.sources == (PRESS, LAW)


def test_a_file_that_is_not_yaml_leaves_the_others_usable(tmp_path: Path) -> None:
    read(tmp_path, "scope: [programme\n", "a.yaml")
    passages, (failure,) = read(tmp_path, HEADER + entry(), "b.yaml")
    assert [passage.passage_id for passage in passages] == ["un"]
    assert str(failure).startswith("facts/a.yaml : a.yaml, ligne 2")


def test_a_file_without_scope_names_the_field(tmp_path: Path) -> None:
    assert read(tmp_path, "title: Origine\nstatements: []\n") == (
        (),
        (Failure("facts/essai.yaml", None, "scope", "champ manquant"),),
    )


def test_an_unknown_scope_is_refused(tmp_path: Path) -> None:
    _, (failure,) = read(tmp_path, HEADER.replace("programme", "europe") + entry())
    assert failure.field == "scope"
    assert "nord-lorraine" in failure.reason


def test_an_unknown_key_is_named(tmp_path: Path) -> None:
    assert read(tmp_path, HEADER + entry(more=", fact: Un fait"))[1] == (
        Failure("facts/essai.yaml", "un", "fact", "champ inconnu"),
    )


def test_a_date_that_does_not_exist_is_refused_and_the_rest_goes_on(tmp_path: Path) -> None:
    passages, (failure,) = read(tmp_path, HEADER + entry(more=", date: 31/02/2024") + entry("deux"))
    assert [passage.passage_id for passage in passages] == ["deux"]
    assert (failure.entry, failure.field) == ("un", "date")
    assert "31/02/2024" in failure.reason


def test_a_source_out_of_the_register_is_named(tmp_path: Path) -> None:
    assert read(tmp_path, HEADER + entry(sources="[law-one, rumour]")) == (
        (),
        (Failure("facts/essai.yaml", "un", "sources", "source inconnue du registre « rumour »"),),
    )


def test_a_statement_without_source_is_refused(tmp_path: Path) -> None:
    assert read(tmp_path, HEADER + entry(sources="[]"))[1] == (
        Failure("facts/essai.yaml", "un", "sources", "liste trop courte"),
    )


def test_an_identifier_given_twice_names_the_file_that_has_it(tmp_path: Path) -> None:
    read(tmp_path, HEADER + entry(), "a.yaml")
    passages, (failure,) = read(tmp_path, HEADER + entry(), "b.yaml")
    assert len(passages) == 1
    assert (failure.file, failure.field) == ("facts/b.yaml", "id")
    assert "facts/a.yaml" in failure.reason


def test_a_contradiction_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert read(tmp_path, HEADER + entry(more=", contradicts: [deux]")) == (
        (),
        (Failure("facts/essai.yaml", "un", "contradicts", "énoncé inconnu « deux »"),),
    )


def test_an_entry_that_is_not_a_record_is_named_by_its_place(tmp_path: Path) -> None:
    _, (failure,) = read(tmp_path, HEADER + entry() + "- juste un mot\n")
    assert (failure.entry, failure.reason) == ("entrée 2", "fiche attendue (clé : valeur)")
