"""What the ranking and the confidence weigh in documents, of which nobody told what people ask."""

from collections.abc import Sequence

import numpy as np

from assistant.answering.features import NAMES, FeatureReader
from assistant.answering.judging import (
    CONFIDENCE_NAMES,
    CONSIDERED,
    WEIGHTS,
    Candidate,
    LinearModel,
    confidence_features,
    weighed_as_documents,
)
from assistant.answering.pipeline import Assistant
from assistant.answering.wanted import wanted_of
from assistant.evaluation.learning import (
    Example,
    learn_confidence,
    learn_ranking,
    named_weights,
    write_models,
)
from assistant.retrieval.ranking import Ranking
from tests.public.asked import AskedQuestion
from tests.public.sheets import SheetQuestion

FOLDS = 9
PENALTY = 0.1
RANKED_BY = (
    *("text", "word_text", "fused", "coverage", "text_coverage", "pairs", "missing_word", "length"),
    *("gives", "lacks", "on_focus", "focus_in_text", "names_missing", "names_held", "ends", "ends_not"),
    *("numbers", "other_numbers", "counted", "uncounted"),
)
"""What can differ between extracts of documents; a passage without phrasings measures many things twice."""
SURE_BY = "score lead share question_words text word_text coverage missing_word lacks".split()


class _Measured:
    """A question with its candidates: their features, and which of them answer."""

    def __init__(
        self, assistant: Assistant, reader: FeatureReader, text: str, question: AskedQuestion | SheetQuestion
    ) -> None:
        asked = assistant.reception.asked_in(text)
        self.ranking: Ranking = assistant.retriever.rank(asked)
        rows = self.ranking.best(CONSIDERED)
        wanted = wanted_of(asked, corrected=self.ranking.query.corrected)
        measured = reader.measure(self.ranking, rows, wanted)
        passages = [assistant.retriever.passages[row] for row in rows]
        if isinstance(question, AskedQuestion):
            whole = [p.passage_id in question.answers for p in passages]
            self.helps = np.array([p.passage_id in question.answers | question.partly for p in passages])
            self.answers = np.array(whole) if any(whole) else self.helps
        else:
            place = (question.source_id, question.locator)
            self.answers = self.helps = np.array([(p.source_id, p.locator) == place for p in passages])
        self.features = measured * np.isin(NAMES, RANKED_BY)
        self.candidates = tuple(
            Candidate(passage, row, 0.0, tuple(map(float, features)))
            for passage, row, features in zip(passages, rows, measured, strict=True)
        )

    @property
    def example(self) -> Example:
        return Example(self.features, self.answers)


def learn(assistant: Assistant, asked: Sequence[AskedQuestion], titled: Sequence[SheetQuestion]) -> str:
    """Learns both models from *tune*, writes them where they are read, and tells how they fare unseen.

    The titles of sections, asked as questions, teach the ranking alone: they hold more of the words of what
    answers them than people's questions do.
    """
    reader = FeatureReader(assistant.retriever)
    told = [_Measured(assistant, reader, q.text, q) for q in asked if q.split == "tune"]
    others = [_Measured(assistant, reader, q.text, q) for q in titled]
    ranking = _ranking([*told, *others])
    features, right = [], []
    for fold in range(FOLDS):
        unseen = _ranking([*(m for n, m in enumerate(told) if n % FOLDS != fold), *others])
        for each in told[fold::FOLDS]:
            weighed = weighed_as_documents(each.candidates, unseen)
            order = sorted(range(len(weighed)), key=lambda n: -weighed[n].score)
            candidates = [weighed[n] for n in order]
            features.append(confidence_features(candidates, each.ranking, assistant.retriever))
            right.append(bool(each.helps[order[0]]))
    sure = learn_confidence(np.array(features) * np.isin(CONFIDENCE_NAMES, SURE_BY), np.array(right), PENALTY)
    write_models(
        WEIGHTS,
        {
            "documents": named_weights(ranking, NAMES),
            "documents_confidence": named_weights(sure, CONFIDENCE_NAMES),
        },
    )
    return (
        f"{len(told)} questions, {len(others)} titles: unseen, the first candidate helps {sum(right)} times"
    )


def _ranking(measured: Sequence[_Measured]) -> LinearModel:
    examples = [each.example for each in measured if each.answers.any()]
    return learn_ranking([(1.0, examples)], PENALTY)
