"""Why an answer failed, told from what was retrieved and cited: where to look first."""

from assistant.evaluation.measures import Judged
from assistant.evaluation.retrieval_metrics import DEPTH, first_rank
from assistant.evaluation.scoring import cited_passages

SPOKE = "answered instead of silence"
STATUS = "wrong status"
SOURCE = "source missing"
SILENT = "abstained wrongly"
NOT_FOUND = "wrong passage retrieved"
NOT_CHOSEN = "right passage found but not chosen"
NOT_SAID = "right passage chosen, not all that is asked said"
UNTRACED = "wrong answer, no relevant passage known"


def cause_of(failure: Judged) -> str:
    """One of the causes above, with the rank of the first relevant passage where it tells something."""
    if not failure.score.answerable:
        return SPOKE if failure.speaks else STATUS
    if failure.score.right:
        return SOURCE
    if not failure.speaks:
        return f"{SILENT} ({rank_told(failure)})"
    if len(failure.score.reasons) == 1 and failure.score.reasons[0].startswith("status"):
        return STATUS
    return _cause_of_a_wrong_answer(failure)


def rank_told(failure: Judged) -> str:
    """The rank of the first relevant passage in the search, in words."""
    if not failure.relevant:
        return "no relevant passage known"
    rank = first_rank(failure.retrieved, failure.relevant)
    return f"relevant passage at rank {rank}" if rank else f"not in the first {len(failure.retrieved)}"


def _cause_of_a_wrong_answer(failure: Judged) -> str:
    if not failure.relevant:
        return UNTRACED
    if not cited_passages(failure.answer).isdisjoint(failure.relevant):
        return NOT_SAID
    rank = first_rank(failure.retrieved, failure.relevant)
    name = NOT_CHOSEN if rank is not None and rank <= DEPTH else NOT_FOUND
    return f"{name} ({rank_told(failure)})"
