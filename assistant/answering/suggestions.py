"""Questions that follow from an answer and that the corpus can answer."""

from assistant.french import stems
from assistant.messages import Messages
from assistant.records import Answer
from assistant.retrieval.hybrid import Retriever
from assistant.supports.catalogue import Catalogue

MOST = 2


class Suggester:
    """Suggests what may be asked next: the other parts of a support, or its topic."""

    def __init__(self, catalogue: Catalogue, retriever: Retriever, messages: Messages) -> None:
        self._catalogue, self._retriever, self._messages = catalogue, retriever, messages

    def suggest(self, question: str, answer: Answer) -> tuple[str, ...]:
        """At most two questions, none of them the one just asked."""
        proposed = [*self._on_supports(answer), *self._on_topics(answer)]
        proposed += self._messages.lists["suggestions_default"]
        asked = set(stems(question))
        kept = [q for q in dict.fromkeys(proposed) if not _same(set(stems(q)), asked)]
        return tuple(kept[:MOST])

    def _on_supports(self, answer: Answer) -> list[str]:
        if not answer.schemes:
            return []
        support = self._catalogue.get(answer.schemes[0].id)
        if support is None:
            return []
        cited = {citation.passage_id.rpartition("/")[2] for citation in answer.citations}
        keys = {
            "amount": "suggest_amount",
            "conditions": "suggest_conditions",
            "dates": "suggest_dates",
            "how_to_apply": "suggest_how_to_apply",
        }
        has = {
            "amount": support.amount,
            "conditions": support.conditions,
            "dates": support.closes,
            "how_to_apply": support.how_to_apply,
        }
        return [
            self._messages.say(key, name=support.name)
            for part, key in keys.items()
            if has[part] and (part not in cited or len(answer.schemes) > 1)
        ]

    def _on_topics(self, answer: Answer) -> list[str]:
        """The questions written for the topics of the passages cited."""
        if answer.status in ("out_of_scope", "refused"):
            return []
        rows = [self._retriever.row.get(citation.passage_id) for citation in answer.citations]
        topics = dict.fromkeys(self._retriever.passages[row].topic for row in rows if row is not None)
        return [q for topic in topics for q in self._messages.lists.get(f"suggestions_{topic}", ())]


def _same(one: set[str], other: set[str]) -> bool:
    return bool(one) and len(one & other) / len(one | other) > 0.6
