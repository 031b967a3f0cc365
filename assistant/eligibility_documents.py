"""What `match` and `deadlines` print: one JSON document each, or lines to read."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from assistant.answering.advice import Advice, Advisor
from assistant.answering.cards import SupportCard
from assistant.answering.citations import citation_of
from assistant.calendar_export import to_ics
from assistant.records import Citation, Passage
from assistant.supports.deadlines import Deadline
from assistant.wording import written_date

_SIGNS = {"met": "oui", "not_met": "non", "unknown": "?"}


class _Numbering:
    """Numbers the passages in the order in which they are first cited."""

    def __init__(self) -> None:
        self.citations: dict[str, Citation] = {}

    def __call__(self, passage: Passage | None) -> int | None:
        if passage is None:
            return None
        if passage.passage_id not in self.citations:
            self.citations[passage.passage_id] = citation_of(len(self.citations) + 1, passage)
        return self.citations[passage.passage_id].n


def match_as_json(advice: Advice, cautions: Iterable[Passage], today: date) -> dict[str, Any]:
    """The verdict on every support, the first to look at ahead, and the passages cited by number."""
    cite = _Numbering()
    supports = [_support(card, cite, today) for card in advice.cards]
    told = [{"text": passage.text, "citation": cite(passage)} for passage in cautions]
    profile = advice.profile.model_dump(mode="json", exclude_defaults=True)
    return {
        "today": today.isoformat(),
        "profile": profile,
        "understood": advice.understood,
        "problems": list(advice.problems),
        "asks": [*dict.fromkeys(label for card in advice.cards for label in card.asks)],
        "supports": supports,
        "cautions": told,
        "citations": [_citation(each) for each in cite.citations.values()],
    }


def _support(card: SupportCard, cite: Callable[[Passage | None], int | None], today: date) -> dict[str, Any]:
    window = card.match.window
    return {
        "id": card.id,
        "name": card.name,
        "operator": card.operator,
        "verdict": card.verdict,
        "verdict_words": card.verdict_words,
        "window": {
            "state": window.state,
            "opens": window.opens and window.opens.isoformat(),
            "closes": window.closes and window.closes.isoformat(),
            "days_left": window.days_left(today),
            "as_of": window.as_of,
            "words": card.until,
        },
        "criteria": [
            {
                "criterion": line.text,
                "result": line.result,
                "citation": cite(line.passage),
                "deciding": line.is_deciding,
                "facts": list(line.keys),
            }
            for line in card.criteria
        ],
        "asks": list(card.asks),
        "amount": {"text": card.amount, "citation": cite(card.amount_passage)} if card.amount else None,
        "how_to_apply": card.how_to_apply,
        "contact": card.contact,
        "note": card.note,
    }


def match_as_text(advice: Advice) -> str:
    """What was understood, then the supports that may apply with their criteria, in lines to read."""
    lines = [*advice.problems, advice.understood, ""]
    for card in advice.cards:
        if card.verdict in ("eligible", "to_check"):
            lines.append(f"{card.name} ({card.operator}) : {card.verdict_words} ; {card.until}")
            lines += [f"  [{_SIGNS[line.result]}] {line.text}" for line in card.criteria]
    return "\n".join(lines)


def deadlines_as_json(found: Iterable[Deadline], advisor: Advisor, today: date) -> dict[str, Any]:
    """The days by date, those past included, and the passages cited by number."""
    cite = _Numbering()
    listed = [
        {
            "id": each.id,
            "name": each.name,
            "kind": each.kind,
            "date": each.day.isoformat(),
            "hour": each.hour,
            "days_left": each.days_left,
            "state": each.state,
            "as_of": each.as_of,
            "citation": cite(advisor.source_of(each)),
        }
        for each in found
    ]
    citations = [_citation(each) for each in cite.citations.values()]
    return {"today": today.isoformat(), "deadlines": listed, "citations": citations}


def deadlines_as_text(found: Iterable[Deadline], advisor: Advisor) -> str:
    """A line a day: when, what, and in which state the support is."""
    return "\n".join(f"{written_date(each.day)} · {advisor.deadline_words(each)}" for each in found)


def ics_of(found: Iterable[Deadline], advisor: Advisor, today: date) -> bytes:
    """The days as an iCalendar file, each with the address of its source."""
    listed = tuple(found)
    return to_ics(listed, today, advisor.messages, {each.id: advisor.link_of(each) for each in listed})


def within(found: Iterable[Deadline], days: int | None) -> tuple[Deadline, ...]:
    """The days to come within so many days, today and the last one included; all of them for None."""
    return tuple(each for each in found if days is None or 0 <= each.days_left <= days)


def _citation(citation: Citation) -> dict[str, Any]:
    return {
        "n": citation.n,
        "source_id": citation.source_id,
        "url": citation.url,
        "title": citation.title,
        "publisher": citation.publisher,
        "published": citation.published,
        "official": citation.official,
        "locator": citation.locator,
        "excerpt": citation.excerpt,
        "passage_id": citation.passage_id,
    }
