"""What is said of a message that is not searched: a greeting, a question back, a refusal."""

from collections.abc import Mapping

from assistant.answering.route import Route
from assistant.messages import Messages
from assistant.records import Answer, CitedSentence, Question, Status

_STATUS_OF_WAY: Mapping[str, Status] = {
    "greeting": "answered",
    "thanks": "answered",
    "about": "answered",
    "clarify": "clarify",
    "refused": "refused",
    "out": "out_of_scope",
}


def without_search(question: Question, routed: Route, messages: Messages) -> Answer:
    """The answer to a message that goes another way than the search, with two questions to go on with.

    A refusal suggests none.
    """
    family = routed.way.partition("_")[0]
    suggestions = messages.lists["suggestions_default"] if family != "refused" else ()
    words = messages.say(routed.way)
    return Answer(
        question=question.text,
        status=_STATUS_OF_WAY[family],
        reason=routed.way,
        answer=words,
        sentences=(CitedSentence(words),),
        suggestions=suggestions[:2],
    )
