"""Lines of a batch to questions."""

from dataclasses import dataclass
from datetime import date

from assistant.errors import InvalidInput
from assistant.records import Answer, CitedSentence, IndexState, Question, Turn


@dataclass(frozen=True, slots=True)
class BatchLine:
    """One line: its number, and what its JSON held (None when it was not JSON)."""

    number: int
    content: object

    @property
    def identifier(self) -> str | None:
        """The id that the line gives, if any."""
        if isinstance(self.content, dict) and isinstance(self.content.get("id"), str | int):
            return str(self.content["id"])
        return None


def read_question(line: BatchLine, today: date) -> tuple[str | None, Question]:
    """The id and the question of a line; `today` serves when the line names no day, other keys are ignored.

    Raises InvalidInput, with the number of the line and the field at fault.
    """
    content = line.content
    if not isinstance(content, dict):
        raise InvalidInput(f"Ligne {line.number} : un objet JSON est attendu.")
    text = content.get("question")
    if not isinstance(text, str):
        raise InvalidInput(f"Ligne {line.number}, question : un texte est attendu.")
    profile = content.get("profile") or {}
    if not isinstance(profile, dict):
        raise InvalidInput(f"Ligne {line.number}, profile : un objet JSON est attendu.")
    return line.identifier, Question(
        text=text,
        asked_on=_day(line, content.get("today"), today),
        history=_history(line, content.get("history")),
        profile=profile,
    )


def _day(line: BatchLine, value: object, today: date) -> date:
    if value is None:
        return today
    try:
        return date.fromisoformat(value) if isinstance(value, str) else _refuse(line, "today")
    except ValueError:
        raise InvalidInput(f"Ligne {line.number}, today : une date AAAA-MM-JJ est attendue.") from None


def _refuse(line: BatchLine, field: str) -> date:
    raise InvalidInput(f"Ligne {line.number}, {field} : une date AAAA-MM-JJ est attendue.")


def _history(line: BatchLine, value: object) -> tuple[Turn, ...]:
    if value is None:
        return ()
    turns: list[Turn] = []
    for item in value if isinstance(value, list) else [value]:
        role = item.get("role") if isinstance(item, dict) else None
        content = item.get("content") if isinstance(item, dict) else None
        if role not in ("user", "assistant") or not isinstance(content, str):
            raise InvalidInput(
                f"Ligne {line.number}, history : des messages {{role, content}} sont attendus."
            )
        turns.append(Turn("user" if role == "user" else "assistant", content))
    return tuple(turns)


def error_answer(line: BatchLine, reason: str, words: str, state: IndexState) -> Answer:
    """The answer that tells why a line got none."""
    asked = line.content.get("question") if isinstance(line.content, dict) else None
    return Answer(
        question=asked if isinstance(asked, str) else "",
        status="error",
        reason=reason,
        answer=words,
        sentences=(CitedSentence(words),),
        timings_ms={"total": 0.0, "retrieve": 0.0, "compose": 0.0},
        index=state.fingerprint,
    )
