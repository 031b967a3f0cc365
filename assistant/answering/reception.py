"""A message as it is received: what is personal is taken out before any step keeps, searches or sends it."""

from dataclasses import dataclass, replace

from assistant.answering.personal_data import withhold
from assistant.answering.readable import readable
from assistant.answering.route import Route, Router
from assistant.messages import Messages
from assistant.records import Question, Turn


@dataclass(frozen=True, slots=True)
class Received:
    """The question as it may be kept, the way it goes, and what its answer must say besides."""

    question: Question
    route: Route
    warnings: tuple[str, ...] = ()


class Reception:
    """Receives the visitors' messages."""

    def __init__(self, router: Router, messages: Messages) -> None:
        self._router, self._messages = router, messages

    def receive(self, question: Question) -> Received:
        """The question without personal numbers, in its history too, and its way."""
        withheld = withhold(question.text, self._mark)
        kept = replace(question, text=withheld.text, history=tuple(map(self._cleared, question.history)))
        if withheld.is_all:
            return Received(kept, Route(withheld.rest, "clarify_personal_number"))
        route = self._router.route(withheld.rest)
        said = {"warning_personal_number": withheld.is_any, "warning_instructions": route.is_partial}
        return Received(kept, route, tuple(self._messages.say(key) for key, holds in said.items() if holds))

    def withhold(self, text: str) -> str:
        """The message as it may be shown and kept: nothing unseen, a mark for each personal number."""
        return withhold(readable(text), self._mark).text

    def asked_in(self, text: str) -> str:
        """What a search may read of a message."""
        return withhold(text, self._mark).rest

    @property
    def _mark(self) -> str:
        return self._messages.say("personal_number_mark")

    def _cleared(self, turn: Turn) -> Turn:
        """A visitor's earlier message as one searches it; the assistant's own hold public contacts only."""
        return turn if turn.role == "assistant" else replace(turn, content=self.asked_in(turn.content))
