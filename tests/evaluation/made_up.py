"""Made-up questions and answers, small enough for their measures to be known by hand."""

from typing import Any

from assistant.evaluation.gold import GoldQuestion, question_from
from assistant.evaluation.measures import Judged, judge
from assistant.evaluation.retrieval_metrics import Relevance
from assistant.records import Passage, Source

PRESS = Source("gazette", "Premier comité", "La Gazette", "https://example.org/comite")
COMMITTEE = "Le comité s'est réuni le 30 janvier 2024 à Amnéville."
CANDIDACY = "La candidature a été déposée le 22 septembre 2023."


def passage(identifier: str, text: str, **changes: Any) -> Passage:
    """A statement of the press."""
    fields: dict[str, Any] = {
        "passage_id": identifier,
        "kind": "statement",
        "source_id": "gazette",
        "text": text,
        "heading_path": ("Nord Lorraine", "Calendrier"),
        "locator": identifier,
        "sources": (PRESS,),
    }
    return Passage(**(fields | changes))


PASSAGES = (passage("committee", COMMITTEE), passage("candidacy", CANDIDACY))


def question(identifier: str = "q-1", split: str = "tune", **expected: Any) -> GoldQuestion:
    """A question about the committee; by default its answer is known and must hold its date."""
    expect = {"status": ["answered"], "all": ["30 janvier 2024"], "facts": ["committee"]} | expected
    return question_from(
        {
            "id": identifier,
            "family": "local",
            "question": f"Quand s'est réuni le comité ? ({identifier})",
            "today": "2026-11-23",
            "split": split,
            "expect": {name: value for name, value in expect.items() if value is not None},
        }
    )


def unanswerable(identifier: str = "q-9", split: str = "tune") -> GoldQuestion:
    """A question that nothing answers."""
    return question(identifier, split, status=["not_found"], all=None, facts=None)


def answer(
    identifier: str = "q-1", text: str = COMMITTEE, cited: str = "committee", **changes: Any
) -> dict[str, Any]:
    """An answer document of one sentence, which cites the passage of that id, with what was retrieved."""
    excerpt = {"committee": COMMITTEE, "candidacy": CANDIDACY}[cited]
    citation = {
        "n": 1,
        "source_id": "gazette",
        "passage_id": cited,
        "url": PRESS.url,
        "publisher": "La Gazette",
    }
    return {
        "id": identifier,
        "status": "answered",
        "reason": "answered",
        "answer": f"{text[:-1]} [1].",
        "sentences": [{"text": text, "citations": [1]}],
        "citations": [citation | {"heading_path": ["Nord Lorraine"], "excerpt": excerpt}],
        "schemes": [],
        "timings_ms": {"total": 20.0},
        "index": "0123456789abcdef",
        "retrieved": [["committee"], ["candidacy"]],
    } | changes


def silence(identifier: str = "q-1", **changes: Any) -> dict[str, Any]:
    """The document of an answer that found nothing."""
    words = "Je n'ai pas trouvé."
    nothing = {"answer": words, "sentences": [{"text": words, "citations": []}], "citations": []}
    return answer(identifier) | nothing | {"status": "not_found", "reason": "not_found_no_passage"} | changes


def judged(*pairs: tuple[GoldQuestion, dict[str, Any]]) -> tuple[Judged, ...]:
    """These answers judged, over the two made-up passages."""
    return judge([asked for asked, _ in pairs], [told for _, told in pairs], Relevance(PASSAGES))
