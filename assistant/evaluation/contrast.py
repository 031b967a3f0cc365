"""Learns to tell a question that a passage answers from one that only resembles it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.answering.answerability import SPREAD, Answerability, Vectors
from assistant.retrieval.hybrid import Retriever

SEED = 0
PROJECTED = 32
STEPS = 1600
PASSAGES_A_STEP = 192
LEARNING_RATE = 2e-3
WEIGHT_DECAY = 0.1
FOREIGN_WEIGHT = 0.5
"""What a question on another passage counts for beside a near miss: without it, the off-topic looks near."""
FIRST_SCALES = (6.0, -2.0, 6.0, -2.0)


@dataclass(frozen=True, slots=True)
class _Contrast:
    """One passage: its vector, those of its phrasings and those of its near misses."""

    text: Vectors
    phrasings: Vectors
    near_misses: Vectors


def learn_answerability(retriever: Retriever, near_misses: Mapping[str, Sequence[str]]) -> Answerability:
    """The projections that part the phrasings of each passage from its near misses.

    `near_misses` are questions by the id of the statement or support that resembles them without answering;
    an id that the index does not know, or a passage with fewer than two phrasings, teaches nothing.
    """
    import torch
    from torch.nn.functional import normalize, softplus

    contrasts = _contrasts(retriever, near_misses)
    question_centre = np.concatenate([c.phrasings for c in contrasts]).mean(axis=0)
    passage_centre = np.stack([c.text for c in contrasts]).mean(axis=0)
    torch.manual_seed(SEED)
    random = np.random.default_rng(SEED)
    size = len(question_centre)
    of_question, of_passage, of_phrasing = (
        torch.nn.Linear(size, PROJECTED, bias=False) for _ in ("question", "passage", "phrasing")
    )
    scales = torch.nn.Parameter(torch.tensor(FIRST_SCALES))
    learnt = [of_question.weight, of_passage.weight, of_phrasing.weight, scales]
    optimiser = torch.optim.AdamW(learnt, lr=LEARNING_RATE, weight_decay=WEIGHT_DECAY)

    def centred(vectors: Sequence[Vectors], centre: Vectors) -> torch.Tensor:
        return torch.from_numpy(SPREAD * (np.stack(vectors) - centre))

    for _ in range(STEPS):
        drawn = [contrasts[n] for n in random.integers(len(contrasts), size=PASSAGES_A_STEP)]
        pairs = [random.choice(len(c.phrasings), 2, replace=False) for c in drawn]
        answered = centred(
            [c.phrasings[one] for c, (one, _) in zip(drawn, pairs, strict=True)], question_centre
        )
        sibling = centred(
            [c.phrasings[two] for c, (_, two) in zip(drawn, pairs, strict=True)], question_centre
        )
        missed = centred([c.near_misses[random.integers(len(c.near_misses))] for c in drawn], question_centre)
        text = centred([c.text for c in drawn], passage_centre)
        by_text, by_phrasing = normalize(of_passage(text), dim=-1), normalize(of_phrasing(sibling), dim=-1)
        loss = torch.zeros(())
        for layer, other, (slope, constant) in (
            (of_question, by_text, scales[:2]),
            (of_phrasing, by_phrasing, scales[2:]),
        ):
            right, wrong, foreign = (
                slope * (normalize(layer(each), dim=-1) * other).sum(-1) + constant
                for each in (answered, missed, answered.roll(1, 0))
            )
            loss = loss + (softplus(-right) / 2 + softplus(wrong) / 2 + softplus(wrong - right)).mean()
            loss = loss + FOREIGN_WEIGHT * softplus(foreign).mean()
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimiser.step()
    kept = [each.detach().numpy() for each in learnt]
    return Answerability(
        text_question=kept[0],
        text_passage=kept[1],
        phrasing=kept[2],
        scales=kept[3],
        question_centre=question_centre,
        passage_centre=passage_centre,
        encoder=retriever.encoder_fingerprint,
    )


def _contrasts(retriever: Retriever, near_misses: Mapping[str, Sequence[str]]) -> list[_Contrast]:
    """The passages that have near misses, in the order of the index.

    Of a support, a question misses the part whose phrasings are nearest to it.
    """
    rows: dict[str | None, list[int]] = {}
    for row, passage in enumerate(retriever.passages):
        if passage.kind in ("statement", "support") and len(passage.asked_as) > 1:
            owner = passage.subject if passage.kind == "support" else passage.passage_id
            rows.setdefault(owner, []).append(row)
    missed: dict[int, list[Vectors]] = {}
    known = {row: retriever.vectors(row) for identifier in near_misses for row in rows.get(identifier, ())}
    for identifier, questions in near_misses.items():
        if own := rows.get(identifier):
            for vector in retriever.encode(questions):
                nearest = max(own, key=lambda row: float((known[row][1] @ vector).max()))
                missed.setdefault(nearest, []).append(vector)
    return [_Contrast(*known[row], np.stack(missed[row])) for row in sorted(missed)]
