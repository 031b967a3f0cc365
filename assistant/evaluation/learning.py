"""Learns what the ranking and the confidence weigh: from phrasings, near misses, and *tune* alone."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
from scipy.optimize import minimize  # type: ignore[import-untyped]

from assistant.answering.answerability import PROJECTIONS, Answerability
from assistant.answering.features import NAMES, FeatureReader
from assistant.answering.judging import (
    CONFIDENCE_NAMES,
    CONSIDERED,
    WEIGHTS,
    Judge,
    LinearModel,
    confidence_features,
)
from assistant.answering.pipeline import Assistant
from assistant.answering.project_telling import TELLING, telling_of
from assistant.answering.rephrase import Standing, rank_standing, rephrase, wanted_by
from assistant.answering.story_model import LEARNT
from assistant.answering.wanted import wanted_of
from assistant.evaluation.contrast import learn_answerability
from assistant.evaluation.gold import GoldQuestion
from assistant.evaluation.retrieval_metrics import Relevance
from assistant.evaluation.stories import Story
from assistant.evaluation.story_learning import learn_stories
from assistant.records import Turn
from assistant.retrieval.hybrid import Retriever

SEED = 7
PHRASINGS_ASKED = 5000
SHARES_HIDDEN = (0.2, 0.6, 0.9, 1.0)
"""What share of the phrasings of the passage asked for is hidden with the one asked: readers write others."""
PHRASINGS_WEIGHT = 0.1
"""What the phrasings count for together, next to the questions of *tune* together."""
RANKING_PENALTY = 0.03
CONFIDENCE_PENALTY = 0.02
TELLING_PENALTY = 0.005

FOLDS = 8
TOLD_FAMILIES = frozenset({"project_stories"})
STORY_DAY = date(2026, 11, 22)
NOT_RANKED = frozenset({"perimeter", "hostile", "courtesy", "two_questions", "comparison"})
"""The families that other steps answer, or that ask several questions: there is no one ranking to judge."""


Told = tuple[Standing, bool, frozenset[str]]
"""A question in French that stands alone, whether it has an answer, and the passages that hold it."""


@dataclass(frozen=True, slots=True)
class Example:
    """One question: the features of its candidates, of shape (candidates, names), and which answer."""

    features: np.ndarray
    answers: np.ndarray


def learn(
    assistant: Assistant,
    questions: Sequence[GoldQuestion],
    near_misses: Mapping[str, Sequence[str]],
    stories: Sequence[Story],
) -> str:
    """Learns all that is learnt, writes it where it is read, and tells in a line how *tune* fares unseen.

    `near_misses` are questions by the id of the statement or support that resembles them without answering.
    """
    relevance = Relevance(assistant.retriever.passages)
    taught = [
        (_standing(assistant, q), q.expect.is_answerable, relevance.relevant_to(q.expect))
        for q in questions
        if q.split == "tune" and q.family not in NOT_RANKED
    ]
    told = [one for one in taught if one[2] or not one[1]]
    phrasings = list(examples_of_phrasings(assistant.retriever))
    examples = list(examples_of_questions(assistant.retriever, told))
    ranking = learn_ranking([(PHRASINGS_WEIGHT, phrasings), (1.0, examples)])
    projections = learn_answerability(assistant.retriever, near_misses)
    features, right = confidence_examples(assistant.retriever, ranking, projections, told)
    projections.save(PROJECTIONS)
    telling = learn_telling(assistant, stories, questions)
    write_weights(WEIGHTS, ranking, learn_confidence(features, right), telling)
    named, offered = learn_stories(assistant, stories)
    named.save(LEARNT)
    first = cross_validated_first(phrasings, examples)
    area = cross_validated_area(features, right)
    fused = [bool(e.answers[int(np.argmax(e.features[:, NAMES.index("fused")]))]) for e in examples]
    figures = {
        "near misses": sum(map(len, near_misses.values())),
        "phrasings": len(phrasings),
        "questions": len(examples),
        "hit@1": round(float(np.mean(first)), 3),
        "hit@1 fusion": round(float(np.mean(fused)), 3),
        "AUC": round(area, 3),
        "supports expected among the first six": round(offered, 3),
    }
    return " · ".join(f"{name} {value}" for name, value in figures.items())


def examples_of_phrasings(retriever: Retriever) -> Iterator[Example]:
    """Phrasings asked as questions, each left out with a share of its siblings."""
    random = np.random.default_rng(SEED)
    reader = FeatureReader(retriever)
    phrasings = [(row, text) for row, p in enumerate(retriever.passages) for text in p.asked_as]
    for number in random.permutation(len(phrasings))[:PHRASINGS_ASKED]:
        row, text = phrasings[number]
        first, last = retriever.first_phrasing[row : row + 2]
        share = random.choice(SHARES_HIDDEN)
        hidden = {int(n) for n in range(first, last) if random.random() < share} | {int(number)}
        ranking = retriever.rank(text, hidden=frozenset(hidden))
        rows = ranking.best(CONSIDERED)
        answers = np.array([each == row for each in rows])
        if answers.any():
            wanted = wanted_of(text, corrected=ranking.query.corrected)
            yield Example(reader.measure(ranking, rows, wanted), answers)


def examples_of_questions(retriever: Retriever, told: Sequence[Told]) -> Iterator[Example]:
    """The answerable questions with their candidates; those whose answer is not among them are left out."""
    reader = FeatureReader(retriever)
    for question, _, relevant in told:
        ranking = rank_standing(question, retriever)
        rows = ranking.best(CONSIDERED)
        answers = np.array([retriever.passages[row].passage_id in relevant for row in rows])
        if answers.any():
            yield Example(reader.measure(ranking, rows, wanted_by(question, ranking)), answers)


def _standing(assistant: Assistant, question: GoldQuestion) -> Standing:
    """A question as the assistant searches for it: in French, made whole with what was said before."""
    earlier = [Turn(**turn) for turn in question.asked.get("history", ())]
    return rephrase(assistant.reception.asked_in(question.text), earlier)


def confidence_examples(
    retriever: Retriever, model: LinearModel, projections: Answerability, told: Sequence[Told]
) -> tuple[np.ndarray, np.ndarray]:
    """The features of the confidence in each first candidate, and whether it was right.

    Of a question without an answer, a « not published » statement is the right one.
    """
    judge, features, right = Judge(retriever, model), [], []
    for question, is_answerable, relevant in told:
        ranking = rank_standing(question, retriever)
        candidates = judge.judge(ranking, wanted_by(question, ranking))
        if candidates:
            best = candidates[0].passage
            features.append(confidence_features(candidates, ranking, retriever, projections))
            right.append(best.passage_id in relevant if is_answerable else best.kind == "unpublished")
    return np.array(features), np.array(right)


def cross_validated_first(phrasings: Sequence[Example], examples: Sequence[Example]) -> list[bool]:
    """Whether the first candidate of each example answers, under weights learnt without it."""
    first: list[bool] = []
    for fold in range(FOLDS):
        others = [e for n, e in enumerate(examples) if n % FOLDS != fold]
        model = learn_ranking([(PHRASINGS_WEIGHT, phrasings), (1.0, others)])
        first += [bool(e.answers[int(np.argmax(model.score(e.features)))]) for e in examples[fold::FOLDS]]
    return first


def cross_validated_area(features: np.ndarray, right: np.ndarray) -> float:
    """How often the confidence is higher in a right first candidate than in a wrong one, unseen both."""
    scores, folds = np.zeros(len(right)), np.arange(len(right)) % FOLDS
    for fold in range(FOLDS):
        model = learn_confidence(features[folds != fold], right[folds != fold])
        scores[folds == fold] = model.score(features[folds == fold])
    return float((scores[right][:, None] > scores[~right][None]).mean())


def learn_ranking(
    groups: Sequence[tuple[float, Sequence[Example]]], penalty: float = RANKING_PENALTY
) -> LinearModel:
    """The weights that make the passages that answer most likely, in a listwise logistic regression.

    `groups` are examples with what they count for together.
    """
    scale = _spread(np.concatenate([e.features for _, examples in groups for e in examples]))
    packed = [(weight, *_packed(examples, scale)) for weight, examples in groups if examples]

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        total, slope = penalty * float(weights @ weights), 2 * penalty * weights
        for weight, features, answers, present in packed:
            value, gradient = _listwise(weights, features, answers, present)
            total, slope = total + weight * value, slope + weight * gradient
        return total, slope

    found = minimize(loss, np.zeros(len(NAMES)), jac=True, method="L-BFGS-B")
    return LinearModel(tuple(found.x / scale))


def learn_confidence(
    features: np.ndarray, right: np.ndarray, penalty: float = CONFIDENCE_PENALTY
) -> LinearModel:
    """The weights that tell right first passages from wrong ones: a penalised logistic regression.

    `features` has the shape (questions, len(CONFIDENCE_NAMES)), `right` (questions,).
    """
    centre, scale = features.mean(axis=0), _spread(features)
    scaled = (features - centre) / scale
    signs = np.where(right, 1.0, -1.0)

    def loss(parameters: np.ndarray) -> tuple[float, np.ndarray]:
        weights, constant = parameters[:-1], parameters[-1]
        margins = signs * (scaled @ weights + constant)
        pull = -signs / (1 + np.exp(margins)) / len(signs)
        value = np.logaddexp(0, -margins).mean() + penalty * float(weights @ weights)
        return float(value), np.append(scaled.T @ pull + 2 * penalty * weights, pull.sum())

    found = minimize(loss, np.zeros(features.shape[1] + 1), jac=True, method="L-BFGS-B").x
    weights = found[:-1] / scale
    return LinearModel(tuple(weights), float(found[-1] - centre @ weights))


def learn_telling(
    assistant: Assistant, stories: Sequence[Story], questions: Sequence[GoldQuestion]
) -> LinearModel:
    """The weights that tell the stories of *tune* from its questions, those that tell a project left out."""
    alone = [q for q in questions if not (q.asked.get("history") or q.asked.get("profile"))]
    told = [(s.text, True) for s in stories if s.split == "tune"]
    told += [(q.text, False) for q in alone if q.split == "tune" and q.family not in TOLD_FAMILIES]
    measured = [_telling(assistant, assistant.reception.asked_in(text)) for text, _ in told]
    return learn_confidence(np.array(measured), np.array([is_story for _, is_story in told]), TELLING_PENALTY)


def _telling(assistant: Assistant, text: str) -> tuple[float, ...]:
    profile = assistant.advisor.declared({}, [text], STORY_DAY).profile
    return telling_of(text, profile, bool(assistant.drafter.supports.catalogue.named_in(text)))


def write_weights(path: Path, ranking: LinearModel, confidence: LinearModel, telling: LinearModel) -> None:
    """Writes the models as JSON: a weight by name, to six significant figures."""
    write_models(
        path,
        {
            "ranking": named_weights(ranking, NAMES),
            "confidence": named_weights(confidence, CONFIDENCE_NAMES),
            "telling": named_weights(telling, TELLING),
        },
    )


def write_models(path: Path, models: Mapping[str, Mapping[str, float]]) -> None:
    """Writes models by name in a file of weights, where those of other names stay as they are."""
    kept = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    path.write_text(json.dumps(kept | dict(models), indent=2) + "\n", encoding="utf-8")


def named_weights(model: LinearModel, names: Sequence[str]) -> dict[str, float]:
    """The weights of a model by name, with its constant if any; those that weigh nothing are left out."""
    weights = {name: _short(weight) for name, weight in zip(names, model.weights, strict=True) if weight}
    return weights | ({"constant": _short(model.constant)} if model.constant else {})


def _short(value: float) -> float:
    return float(f"{value:.6g}")


def _spread(features: np.ndarray) -> np.ndarray:
    spread: np.ndarray = features.std(axis=0)
    return np.where(spread > 1e-9, spread, 1.0)


def _packed(examples: Sequence[Example], scale: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    shape = (len(examples), CONSIDERED)
    features = np.zeros((*shape, len(NAMES)))
    answers, present = np.zeros(shape, dtype=bool), np.zeros(shape, dtype=bool)
    for n, example in enumerate(examples):
        size = len(example.answers)
        features[n, :size], answers[n, :size] = example.features / scale, example.answers
        present[n, :size] = True
    return features, answers, present


def _listwise(
    weights: np.ndarray, features: np.ndarray, answers: np.ndarray, present: np.ndarray
) -> tuple[float, np.ndarray]:
    """Mean of −log P(a passage that answers), and its slope."""
    scores = np.where(present, features @ weights, -np.inf)
    scores -= scores.max(axis=1, keepdims=True)
    odds = np.exp(scores)
    all_odds, right_odds = odds.sum(axis=1), np.where(answers, odds, 0.0).sum(axis=1) + 1e-300
    pull = odds / all_odds[:, None] - np.where(answers, odds, 0.0) / right_odds[:, None]
    gradient = np.einsum("qc,qcn->n", pull, features) / len(features)
    return float((np.log(all_odds) - np.log(right_odds)).mean()), gradient
