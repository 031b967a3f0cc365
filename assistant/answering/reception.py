"""A message as it is received: what is personal is taken out before any step keeps, searches or sends it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from assistant.answering.language import Language, Languages
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
    language: Language = "fr"
    warnings: tuple[str, ...] = ()


class Reception:
    """Receives the visitors' messages."""

    def __init__(self, router: Router, languages: Languages, voices: Mapping[str, Messages]) -> None:
        """`voices` are the words of the assistant by language, French among them."""
        self._router, self._languages, self._voices = router, languages, voices
        self._mark = voices["fr"].say("personal_number_mark")

    def receive(self, question: Question) -> Received:
        """The question without personal numbers, in its history too, the way it goes and its language.

        An earlier message that was not searched (refused, unreadable, a courtesy) leaves no trace.

        What is searched is in French; `question.text` stays in the words of the visitor.
        """
        withheld = withhold(question.text, self._mark)
        history = tuple(filter(self._was_searched, map(self._cleared, question.history)))
        kept = replace(question, text=withheld.text, history=history)
        language = self._languages.of(withheld.rest)
        if withheld.is_all:
            return Received(kept, Route(withheld.rest, "clarify_personal_number"), language)
        route = self._router.route(withheld.rest)
        if route.way == "search":
            route = replace(route, text=self._languages.in_french(route.text, language))
        said = {"warning_personal_number": withheld.is_any, "warning_instructions": route.is_partial}
        say = self._voices[language].say
        return Received(kept, route, language, tuple(say(key) for key, holds in said.items() if holds))

    def withhold(self, text: str) -> str:
        """The message as it may be shown and kept: nothing unseen, a mark for each personal number."""
        return withhold(readable(text), self._mark).text

    def asked_in(self, text: str) -> str:
        """What a search may read of a message, in French."""
        rest = withhold(text, self._mark).rest
        return self._languages.in_french(rest, self._languages.of(rest))

    def _was_searched(self, turn: Turn) -> bool:
        return turn.role == "assistant" or self._router.route(turn.content).way == "search"

    def _cleared(self, turn: Turn) -> Turn:
        """A visitor's earlier message as one searches it; the assistant's own hold public contacts only."""
        return turn if turn.role == "assistant" else replace(turn, content=self.asked_in(turn.content))
