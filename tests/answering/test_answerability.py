"""What the vectors tell: a passage that answers, and one that only resembles the question."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from assistant.answering.answerability import Answerability, learnt_answerability
from assistant.answering.pipeline import Assistant
from assistant.evaluation.gold import read_merges, read_near_misses
from assistant.settings import Settings


def means(assistant: Assistant, questions: list[str], row: int, hidden: frozenset[int]) -> list[float]:
    retriever, projections = assistant.retriever, learnt_answerability()
    rankings = (retriever.rank(question, hidden=hidden) for question in questions)
    return [float(np.mean(projections.measure(ranking, row, retriever))) for ranking in rankings]


def test_what_answers_stands_above_what_only_resembles(assistant: Assistant, settings: Settings) -> None:
    retriever = assistant.retriever
    near_misses = read_near_misses(merges=read_merges(settings.corpus))
    taught = [row for row, p in enumerate(retriever.passages) if p.passage_id in near_misses]
    right = []
    for row in taught[::40]:
        passage, first = retriever.passages[row], int(retriever.first_phrasing[row])
        if passage.kind == "statement":
            (asked,) = means(assistant, [passage.asked_as[0]], row, frozenset({first}))
            right += [
                asked > missed
                for missed in means(assistant, near_misses[passage.passage_id], row, frozenset())
            ]
    assert len(right) > 30
    assert np.mean(right) > 0.9


def test_a_passage_without_shown_phrasings_is_told_by_its_text(assistant: Assistant) -> None:
    retriever = assistant.retriever
    row = next(row for row, p in enumerate(retriever.passages) if p.kind == "statement")
    first, last = retriever.first_phrasing[row : row + 2]
    ranking = retriever.rank("Quand le comité s'est-il réuni ?", hidden=frozenset(range(first, last)))
    by_text, by_phrasings = learnt_answerability().measure(ranking, row, retriever)
    assert by_text == by_phrasings != 0.0


def test_another_embedding_model_is_told_nothing(assistant: Assistant) -> None:
    ranking = assistant.retriever.rank("Quand le comité s'est-il réuni ?")
    other = replace(learnt_answerability(), encoder="another/model")
    assert other.measure(ranking, 0, assistant.retriever) == (0.0, 0.0)


def test_the_projections_are_of_the_bundled_model(assistant: Assistant) -> None:
    assert learnt_answerability().encoder == assistant.retriever.encoder_fingerprint


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    kept = learnt_answerability()
    kept.save(tmp_path / "kept.npz")
    read = Answerability.load(tmp_path / "kept.npz")
    assert read.encoder == kept.encoder
    for name in ("text_question", "text_passage", "phrasing", "question_centre", "passage_centre", "scales"):
        assert np.array_equal(getattr(read, name), getattr(kept, name))


@pytest.mark.parametrize("identifier", ["nl-reb-003", "pret-vert"])
def test_near_misses_are_kept_by_the_ids_of_the_corpus(identifier: str) -> None:
    assert read_near_misses()[identifier]
