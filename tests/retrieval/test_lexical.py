"""Word matching."""

from assistant.french import stems
from assistant.retrieval.lexical import LexicalIndex

TEXTS = ("Le fonds vert aide les usines", "Le comité de pilotage à Amnéville", "Les usines de Florange")


def test_the_text_with_the_rarer_word_comes_first() -> None:
    scores = LexicalIndex(TEXTS).scores(stems("usines de Florange"))

    assert scores.argmax() == 2
    assert scores[1] == 0


def test_a_query_of_unknown_words_scores_nothing() -> None:
    assert LexicalIndex(TEXTS).scores(stems("quiche")).tolist() == [0, 0, 0]


def test_an_index_without_texts_answers_with_nothing() -> None:
    assert LexicalIndex(()).scores(("usin",)).shape == (0,)


def test_a_word_that_no_text_holds_is_the_rarest() -> None:
    index = LexicalIndex(TEXTS)

    assert index.rarity("quich") > index.rarity(stems("Florange")[0]) > index.rarity(stems("usines")[0])
