"""Passages: within a section, of a readable size, sentences whole."""

import pytest

from assistant.records import Block, LoadedDocument, Source
from assistant.sentences import split_sentences
from ingest.chunking import LONGEST, LONGEST_CHARACTERS, passages_of

SOURCE = Source("guide", "Guide des aides", "Mairie", published="2025-02")
SENTENCE = "La commune verse une aide aux familles qui en font la demande avant la rentrée."


def document(*blocks: Block) -> LoadedDocument:
    return LoadedDocument(SOURCE, blocks, "0" * 64)


def block(text: str, *path: str, locator: str = "§ 1") -> Block:
    return Block(text, path, locator)


def test_blocks_of_a_section_are_one_passage() -> None:
    found = passages_of(document(block("Un.", "A"), block("Deux.", "A", locator="§ 2")))
    assert [(passage.text, passage.locator) for passage in found] == [("Un.\nDeux.", "§ 1")]


CROSSINGS = {
    "heading": block("Deux.", "B"),
    "deeper heading": block("Deux.", "A", "B"),
    "page": block("Deux.", "A", locator="p. 2"),
    "anchor": block("Deux.", "A", locator="#b"),
}


@pytest.mark.parametrize("second", CROSSINGS.values(), ids=CROSSINGS.keys())
def test_a_passage_never_crosses_a_heading_a_page_or_an_anchor(second: Block) -> None:
    assert [passage.text for passage in passages_of(document(block("Un.", "A"), second))] == ["Un.", "Deux."]


def test_the_heading_path_starts_with_the_title() -> None:
    assert passages_of(document(block("Un.", "A", "B")))[0].heading_path == ("Guide des aides", "A", "B")


def test_a_heading_that_says_the_title_again_is_not_repeated() -> None:
    path = passages_of(document(block("Un.", "Guide  des Aides", "B")))[0].heading_path
    assert path == ("Guide des aides", "B")


def test_headings_that_say_again_what_stands_above_are_said_once() -> None:
    path = passages_of(document(block("Un.", "Guide des aides", "Guide des aides", "B", "b")))[0].heading_path
    assert path == ("Guide des aides", "B")


def test_identifiers_count_the_passages_from_one() -> None:
    found = passages_of(document(block("Un.", "A"), block("Deux.", "B")))
    assert [(passage.passage_id, passage.ordinal) for passage in found] == [("guide/1", 1), ("guide/2", 2)]


def test_a_passage_bears_its_source_and_date() -> None:
    passage = passages_of(document(block("Un.")))[0]
    assert (passage.kind, passage.sources, passage.date) == ("document", (SOURCE,), "2025-02")


def test_a_long_section_is_cut_between_sentences_in_pieces_of_like_size() -> None:
    found = passages_of(document(block(" ".join([SENTENCE] * 40))))
    sizes = [len(passage.text.split()) for passage in found]
    assert {sentence for passage in found for sentence in split_sentences(passage.text)} == {SENTENCE}
    assert min(sizes) >= 100 and max(sizes) <= LONGEST


def test_a_passage_bears_the_locator_of_the_block_it_begins_in() -> None:
    blocks = [block(" ".join([SENTENCE] * 10), locator=f"§ {number}") for number in range(1, 4)]
    found = passages_of(document(*blocks))
    assert [passage.locator for passage in found] == ["§ 1", "§ 2", "§ 3"]


def test_a_list_stays_with_its_introduction() -> None:
    list_of_two = ("Vous joignez :", "- une photo ;", "- un bail.")
    for before in range(1, 25):
        found = passages_of(document(block(" ".join([SENTENCE] * before)), *map(block, list_of_two)))
        assert len([passage for passage in found if "\n".join(list_of_two) in passage.text]) == 1


@pytest.mark.parametrize(
    "text",
    [" ; ".join(["mot mot mot"] * 2000), "mot " * 5000, "x" * 50_000],
    ids=["semicolons", "words", "one word"],
)
def test_a_text_without_sentence_is_cut_and_nothing_is_lost(text: str) -> None:
    found = passages_of(document(block(text.strip())))
    assert "".join("".join(passage.text.split()) for passage in found) == "".join(text.split())
    assert max(len(passage.text) for passage in found) <= LONGEST_CHARACTERS
    assert max(len(passage.text.split()) for passage in found) <= LONGEST


def test_a_document_without_block_has_no_passage() -> None:
    assert passages_of(document()) == ()
