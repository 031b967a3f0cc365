"""Whether the passages cited support what is said: citation recall and precision.

Definitions of Gao et al., *Enabling Large Language Models to Generate Text with Citations* (EMNLP 2023),
with a deterministic check in the place of their entailment model.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.evaluation.gold import Document
from assistant.evaluation.integrity import digits_of, excerpt_of, missing_numbers
from assistant.french import stems

ENOUGH_STEMS = 0.7
"""The share of a sentence's content stems that the excerpts must hold; the rest may be ours to say."""


@dataclass(frozen=True, slots=True)
class CitationScore:
    """Shares between 0 and 1: sentences that their citations support, citations that are needed or enough.

    `precision` is None for an answer that cites nothing.
    """

    recall: float
    precision: float | None


def is_supported(sentence: str, excerpts: Sequence[str]) -> bool:
    """Whether the excerpts, put together, carry every number of a sentence and most of its content stems."""
    if not excerpts or missing_numbers(sentence, excerpts):
        return False
    said, shown = set(stems(sentence)), set(stems(" ".join(excerpts)))
    return not said or len(said & shown) >= ENOUGH_STEMS * len(said)


def is_precise(sentence: str, excerpts: Sequence[str], number: int) -> bool:
    """Whether one excerpt of a sentence that is supported is enough alone, or cannot be taken away."""
    others = [excerpt for at, excerpt in enumerate(excerpts) if at != number]
    return is_supported(sentence, excerpts[number : number + 1]) or not is_supported(sentence, others)


def score_citations(answer: Document) -> CitationScore | None:
    """The two shares over the sentences that claim something; None when none does.

    A sentence without citation claims something when it states a number: the others are the assistant's own
    words about its answer.
    """
    excerpts = {citation["n"]: excerpt_of(citation) for citation in answer["citations"]}
    claims = [s for s in answer["sentences"] if s["citations"] or digits_of(s["text"])]
    if not claims:
        return None
    supported, precise = [], []
    for claim in claims:
        shown = [excerpts[n] for n in claim["citations"] if n in excerpts]
        supported.append(is_supported(claim["text"], shown))
        precise += [supported[-1] and is_precise(claim["text"], shown, at) for at in range(len(shown))]
    return CitationScore(sum(supported) / len(supported), _mean(precise))


def _mean(values: Iterable[float]) -> float | None:
    each = list(values)
    return sum(each) / len(each) if each else None
