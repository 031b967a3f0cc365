"""Learns which supports an adviser names for a project, from the stories of *tune* alone."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize  # type: ignore[import-untyped]

from assistant.answering.pipeline import Assistant
from assistant.answering.story_model import SIGNS, TOLD, StoryModel, told_of
from assistant.evaluation.stories import OFFERED, Story
from assistant.supports.eligibility import MET_WEIGHT

AXES = 40
COULD_WEIGHT = 0.3
"""What a support that could be named counts for, beside one that any adviser names."""
SIGNS_PENALTY, NAMED_PENALTY, OWN_PENALTY = 1.0, 1.0, 4.0
WORDS_SCALE = 0.5  # of the axes beside what a profile tells, which is 0 or 1
FOLDS = 5
FIRST = 6


@dataclass(frozen=True, slots=True)
class Stories:
    """What is measured of some stories, for the supports `ids`, in the same order.

    `signs` has the shape (stories, supports, len(SIGNS)), `met` and `offered` (stories, supports): what is
    met of the conditions of each support, and whether it may be offered; `wanted` 1 for a support that is
    expected, `COULD_WEIGHT` for one that could be named; `told` (stories, len(TOLD)); `vectors` those of the
    messages, (stories, dimensions).
    """

    ids: tuple[str, ...]
    signs: np.ndarray
    met: np.ndarray
    offered: np.ndarray
    wanted: np.ndarray
    told: np.ndarray
    vectors: np.ndarray

    def only(self, rows: np.ndarray) -> "Stories":
        """Some of them, by their rows."""
        parts = (self.signs, self.met, self.offered, self.wanted, self.told, self.vectors)
        return Stories(self.ids, *(part[rows] for part in parts))


def learn_stories(assistant: Assistant, stories: Sequence[Story]) -> tuple[StoryModel, float]:
    """The model learnt from the stories of *tune*, and how many of the expected it puts first, unseen.

    The share is that of the expected supports among the first six, cross-validated.
    """
    measured = measure(assistant, [story for story in stories if story.split == "tune"])
    return fit(measured, assistant.retriever.encoder_fingerprint), cross_validated(measured)


def measure(assistant: Assistant, stories: Sequence[Story]) -> Stories:
    """What is measured of stories as they are told."""
    advisor, finder = assistant.advisor, assistant.drafter.supports.finder
    lines = []
    for story in stories:
        profile = advisor.declared({}, [story.text], story.asked_on)
        told = advisor.catalogue.without_names(story.text)
        ranking = assistant.retriever.rank(told)
        ids, signs = finder.signs_of_story(told, profile.profile, ranking)
        cards = {card.id: card for card in advisor.advise(profile, story.asked_on, among=set(ids)).cards}
        wanted = [1.0 if i in story.expects else COULD_WEIGHT * (i in story.could) for i in ids]
        lines.append(
            (
                signs,
                [MET_WEIGHT * cards[i].match.share_met for i in ids],
                [cards[i].verdict in OFFERED for i in ids],
                wanted,
                told_of(profile.profile),
                ranking.vector,
            )
        )
    return Stories(ids, *(np.array(column) for column in zip(*lines, strict=True)))


def fit(stories: Stories, encoder: str) -> StoryModel:
    """The weights that make the supports to name most likely: a penalised listwise logistic regression."""
    centre = stories.vectors.mean(axis=0)
    axes = _axes(stories.vectors - centre)
    own = np.concatenate([stories.told, (stories.vectors - centre) @ axes], axis=1)
    spread = stories.signs.std(axis=(0, 1)) + 1e-9
    wanted = np.where(stories.offered, stories.wanted, 0.0)
    taught = wanted.sum(axis=1) > 0
    signs, own, met = stories.signs[taught] / spread, own[taught], stories.met[taught]
    wanted = wanted[taught] / wanted[taught].sum(axis=1, keepdims=True)
    offered, count = stories.offered[taught], len(stories.ids)
    sizes = np.cumsum([len(SIGNS), count])

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        by_sign, named, by_own = np.split(weights, sizes)
        by_own = by_own.reshape(-1, count)
        scores = np.where(offered, signs @ by_sign + named + own @ by_own + met, -np.inf)
        scores -= scores.max(axis=1, keepdims=True)
        odds = np.exp(scores)
        every = odds.sum(axis=1, keepdims=True)
        told = np.where(wanted > 0, scores - np.log(every), 0.0)
        pull = odds / every - wanted
        penalties = (SIGNS_PENALTY, NAMED_PENALTY, OWN_PENALTY)
        parts = (by_sign, named, by_own)
        value = -(wanted * told).sum() + sum(
            p * (part**2).sum() / 2 for p, part in zip(penalties, parts, strict=True)
        )
        slopes = (np.einsum("sc,scn->n", pull, signs), pull.sum(axis=0), own.T @ pull)
        gradient = [s + p * part for s, p, part in zip(slopes, penalties, parts, strict=True)]
        return float(value), np.concatenate([each.ravel() for each in gradient])

    start = np.zeros(sizes[-1] + own.shape[1] * count)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 500}).x
    by_sign, named, by_own = np.split(found, sizes)
    by_own = by_own.reshape(-1, count)
    kept = (by_sign / spread, named, by_own[: len(TOLD)], axes, centre, by_own[len(TOLD) :])
    signs_, named_, told_, axes_, centre_, words_ = (each.astype(np.float32) for each in kept)
    return StoryModel(signs_, stories.ids, named_, told_, axes_, centre_, words_, encoder)


def cross_validated(stories: Stories) -> float:
    """The share of the expected supports among the first six, under weights learnt without their story."""
    found = expected = 0.0
    folds = np.arange(len(stories.signs)) % FOLDS
    for fold in range(FOLDS):
        model = fit(stories.only(np.flatnonzero(folds != fold)), "")
        unseen = stories.only(np.flatnonzero(folds == fold))
        own = model.by_facts(unseen.told) + model.by_vectors(unseen.vectors)
        scores = unseen.signs @ model.signs + own + unseen.met
        places = (-np.where(unseen.offered, scores, -np.inf)).argsort(axis=1).argsort(axis=1)
        is_expected = unseen.wanted == 1.0
        found, expected = found + (places[is_expected] < FIRST).sum(), expected + is_expected.sum()
    return float(found / max(1.0, expected))


def _axes(centred: np.ndarray) -> np.ndarray:
    """The main axes of some vectors, (dimensions, axes), on which they spread by `WORDS_SCALE`."""
    _, lengths, directions = np.linalg.svd(centred, full_matrices=False)
    scale = WORDS_SCALE * np.sqrt(len(centred)) / np.maximum(lengths[:AXES], 1e-9)
    axes: np.ndarray = directions[:AXES].T * scale
    return axes
