"""What the product is compared with, and the product without a part, over the real index."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assistant.build import PARTS, assemble
from assistant.embedding import Encoder
from assistant.evaluation.baselines import baselines, quote, reciprocal_rank_fusion
from assistant.evaluation.generation import (
    RememberingEncoder,
    System,
    answer_lines,
    product,
    read_lines,
    write_lines,
)
from assistant.evaluation.scoring import score
from assistant.evaluation.stock import OVERLAP, PIECE, corpus_texts, stock
from assistant.index import Index, open_index
from assistant.records import Question
from assistant.settings import Settings
from tests.evaluation.made_up import CANDIDACY, COMMITTEE, PASSAGES, question

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def index(settings: Settings, encoder: Encoder) -> Iterator[Index]:
    with open_index(settings.index, encoder.fingerprint) as opened:
        yield opened


def test_a_passage_ranked_by_both_sides_comes_before_those_of_one_side() -> None:
    assert reciprocal_rank_fusion([["a", "b", "c"], ["d", "b", "e"]])[0] == "b"


def test_passages_of_equal_ranks_keep_the_order_in_which_they_were_met() -> None:
    assert reciprocal_rank_fusion([["a"], ["b"]]) == ["a", "b"]


def test_a_quotation_cites_the_passage_it_repeats_and_is_judged_like_any_answer(index: Index) -> None:
    told = quote(Question("Quand ?", TODAY), [(COMMITTEE, PASSAGES[:1])], index)
    assert [citation.passage_id for citation in told.citations] == ["committee"]
    assert score(question(), told.as_json("q-1")).cited


def test_each_baseline_quotes_one_passage_and_ranks_many(index: Index, encoder: Encoder) -> None:
    asked = Question("Quel est le montant du prêt vert ?", TODAY)
    for system in baselines(index, encoder):
        assert len(system.answer(asked).citations) == 1
        assert len(system.find(asked)) > 10


def test_a_text_of_the_corpus_tells_which_passages_a_piece_holds() -> None:
    (text,) = corpus_texts(PASSAGES)
    assert text.content == f"Nord Lorraine › Calendrier\n\n{COMMITTEE}\n\n{CANDIDACY}"
    start = text.content.index(CANDIDACY)
    assert [p.passage_id for p in text.held(start, len(CANDIDACY))] == ["candidacy"]
    assert [p.passage_id for p in text.held(0, len(text.content))] == ["committee", "candidacy"]


@pytest.mark.slow
def test_the_stock_pipeline_quotes_four_pieces_of_the_corpus(
    index: Index, encoder: Encoder, tmp_path: Path
) -> None:
    few = Question("Quand le comité de pilotage s'est-il réuni ?", TODAY)
    system = stock(tuple(index.passages.values())[:60], index, encoder, tmp_path)
    told = system.answer(few)
    assert len(told.sentences) == 4
    assert all(len(sentence.text) <= PIECE for sentence in told.sentences)
    assert OVERLAP < PIECE
    assert all(system.find(few))


@pytest.mark.parametrize("part", PARTS)
def test_the_assistant_answers_without_each_part(
    part: str, settings: Settings, index: Index, encoder: Encoder
) -> None:
    system = product(assemble(settings, encoder, index, (part,)), part)
    (line,) = answer_lines(system, [question()], TODAY)
    assert (line["system"], line["id"]) == (part, "q-1")
    assert line["status"] != "error"


def test_an_unknown_part_is_refused(settings: Settings, index: Index, encoder: Encoder) -> None:
    with pytest.raises(ValueError, match="inconnue"):
        assemble(settings, encoder, index, ("wheels",))


def test_without_phrasings_no_passage_has_any(settings: Settings, index: Index, encoder: Encoder) -> None:
    reduced = assemble(settings, encoder, index, ("phrasings",))
    assert not any(passage.asked_as for passage in reduced.retriever.passages)


def test_the_confidence_of_the_trace_is_kept(index: Index) -> None:
    told = quote(Question("Quand ?", TODAY), [(COMMITTEE, PASSAGES[:1])], index)
    system = System("sure", lambda _: replace(told, trace={"confidence": 1.5}), lambda _: [["committee"]])
    (line,) = answer_lines(system, [question()], TODAY)
    assert (line["confidence"], line["retrieved"]) == (1.5, [["committee"]])


def test_a_question_is_embedded_once_and_alike(encoder: Encoder) -> None:
    remembering = RememberingEncoder(encoder)
    first = remembering.encode_queries(["Thionville"])
    assert remembering.encode_queries(["Thionville"]) is first
    assert (first == encoder.encode_queries(["Thionville"])).all()


def test_answers_are_read_as_they_were_written_by_system(tmp_path: Path) -> None:
    line = {"id": "q-1", "status": "answered", "answer": "…", "citations": []}
    file = tmp_path / "folder" / "answers.jsonl"
    write_lines([line | {"system": "bm25"}, line], file)
    assert read_lines(file) == {"bm25": [line | {"system": "bm25"}], "product": [line]}
