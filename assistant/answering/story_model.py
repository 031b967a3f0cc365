"""Which supports an adviser names for a project: learnt from projects told with the supports to name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, get_args

import numpy as np
import numpy.typing as npt

from assistant.supports.profile import Profile
from assistant.supports.rules import Applicant
from assistant.supports.schema import Theme

LEARNT = Path(__file__).with_name("stories.npz")
SIGNS = ("known", "known_by_clause", "need", "need_by_clause", "themes", "beneficiary")
"""What is measured of each support against a story: see `SupportFinder.signs_of_story`."""
SMALL, LARGE = 20, 250  # people: below and from which a company is told apart
LITTLE, MUCH = 60_000, 400_000  # euros of a project, likewise
TOLD = (
    *get_args(Theme),
    *get_args(Applicant),
    *("startup", "craft", "industry", "small", "medium", "large", "little", "much"),
)
"""What a profile tells of who asks and for what, as yes (1) or not told (0)."""
Array = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class StoryModel:
    """What makes a support one to name: log-odds between the supports of one story.

    `signs` weighs `SIGNS`; `named` is how readily each of `supports` is named, `by_told` (of shape
    (len(TOLD), supports)) how much more for what is told of the applicant, `by_words` (axes, supports) for
    what the message is about: the vector of the message on `axes` (dimensions, axes), after `centre`.
    """

    signs: Array
    supports: tuple[str, ...]
    named: Array
    by_told: Array
    axes: Array
    centre: Array
    by_words: Array
    encoder: str

    def named_for(self, profile: Profile, vector: Array, encoder: str) -> dict[str, float]:
        """How readily each support is named for such a story, whatever the needs it is known for.

        The words count for nothing under another embedding model.
        """
        scores = self.by_facts(told_of(profile))
        if encoder == self.encoder:
            scores = scores + self.by_vectors(vector)
        return dict(zip(self.supports, map(float, scores), strict=True))

    def by_facts(self, told: np.ndarray) -> np.ndarray:
        """How readily each support is named for what is told: (..., supports) of (..., len(TOLD))."""
        scores: np.ndarray = self.named + told @ self.by_told
        return scores

    def by_vectors(self, vectors: np.ndarray) -> np.ndarray:
        """How much more for what messages are about: (..., supports) of their vectors."""
        scores: np.ndarray = ((vectors - self.centre) @ self.axes) @ self.by_words
        return scores

    def save(self, path: Path) -> None:
        """Writes the model to a file that `load` reads."""
        arrays: dict[str, Any] = {name: np.asarray(getattr(self, name)) for name in self.__slots__}
        np.savez_compressed(path, **arrays)

    @classmethod
    def load(cls, path: Path) -> "StoryModel":
        """The model of a file."""
        with np.load(path, allow_pickle=False) as kept:
            arrays = {name: kept[name] for name in kept.files if name not in ("supports", "encoder")}
            return cls(**arrays, supports=tuple(map(str, kept["supports"])), encoder=str(kept["encoder"]))


@cache
def learnt_stories() -> StoryModel:
    """The model kept beside this module."""
    return StoryModel.load(LEARNT)


def scores_of(signs: Array, model: StoryModel, ids: Sequence[str], named: Mapping[str, float]) -> Array:
    """The score of each of the supports `ids`, whose signs are of shape (ids, len(SIGNS)).

    A support that the model does not know is named as readily as the middle one.
    """
    middle = float(np.median(list(named.values()))) if named else 0.0
    scores: Array = signs @ model.signs + np.array([named.get(each, middle) for each in ids])
    return scores


def told_of(profile: Profile) -> Array:
    """What a profile tells, of shape (len(TOLD),)."""
    people, cost = profile.headcount, profile.project_cost
    told = {
        "startup": profile.startup,
        "craft": profile.craft,
        "industry": profile.sector == "industry",
        "small": people is not None and people < SMALL,
        "medium": people is not None and SMALL <= people < LARGE,
        "large": people is not None and people >= LARGE,
        "little": cost is not None and cost < LITTLE,
        "much": cost is not None and cost >= MUCH,
    }
    names = {*profile.themes, profile.applicant, *(name for name, holds in told.items() if holds)}
    return np.array([float(name in names) for name in TOLD], dtype=np.float32)
