"""What closes soon: the supports whose last day falls in the period that the question names."""

import calendar
import re
from datetime import date, timedelta

from assistant.answering.draft import Draft, Shown
from assistant.french import fold
from assistant.messages import Messages
from assistant.records import Scheme
from assistant.retrieval.hybrid import Retriever
from assistant.supports.catalogue import Catalogue
from assistant.supports.deadlines import window_on
from assistant.wording import written_date

MOST_LISTED = 15
SOON = timedelta(days=60)
_CLOSES = re.compile(
    r"\b(ferme|ferment|fermant|cloture|cloturent|clotures|se termine|se terminent|expire|expirent"
    r"|finissent|echeances?|dates? limites?)\b"
)
_WHICH = re.compile(
    r"^(qu'est-ce qui|que|quoi|qu'est ce qui)\b|\bquel(le)?s\b"
    r"|\bles (prochaines )?(echeances|clotures|dates)|\bliste"
)
_PERIODS = (
    (re.compile(r"\bsemaine\b"), "week"),
    (re.compile(r"\bmois\b"), "month"),
    (re.compile(r"\btrimestre\b"), "quarter"),
    (re.compile(r"\b(cette|l'|fin d'?) ?annee\b|\bfin (de l'annee|decembre)|avant janvier"), "year"),
    (re.compile(r"\bbientot\b|prochain(ement|es|s|e)?\b|a venir"), "soon"),
)


class ClosingDesk:
    """Answers which supports close within a period, from their dates."""

    def __init__(self, catalogue: Catalogue, retriever: Retriever, messages: Messages) -> None:
        self._catalogue, self._retriever, self._messages = catalogue, retriever, messages

    def answer(self, question: str, today: date) -> Draft | None:
        """The draft when the question asks what closes in a period, None for any other question."""
        end = period_end(question, today)
        if end is None or not self._catalogue.supports or self._catalogue.named_in(question):
            return None
        closing = sorted(
            (support.closes, support.name, support)
            for support in self._catalogue
            if support.closes is not None
            and today <= support.closes <= end
            and window_on(support, today).state == "open"
        )
        if not closing:
            return Draft("answered", "answered_no_closing", self._messages.say("closing_none"))
        shown = Shown()
        sentences = [
            shown.sentence(
                self._messages.say("closing_item", name=name, closes=written_date(closes)),
                self._retriever.passages[self._retriever.row[f"{support.id}/dates"]],
            )
            for closes, name, support in closing[:MOST_LISTED]
        ]
        return Draft(
            "answered",
            "answered_closing",
            self._messages.say("closing_lead" if len(closing) <= MOST_LISTED else "closing_lead_first"),
            tuple(sentences),
            shown.passages,
            (self._messages.say("warning_as_of_records"),),
            schemes=tuple(Scheme(support.id, "to_check") for _, _, support in closing[:MOST_LISTED]),
            validity={f"{support.id}/dates": "current" for _, _, support in closing},
        )


def period_end(question: str, today: date) -> date | None:
    """The last day of the period that a question on closings names; None when it is not such a question."""
    folded = fold(question)
    if not (_CLOSES.search(folded) and _WHICH.search(folded)):
        return None
    period = next((name for pattern, name in _PERIODS if pattern.search(folded)), None)
    match period:
        case "week":
            return today + timedelta(days=7)
        case "month":
            return _month_end(today.year, today.month)
        case "quarter":
            return _month_end(today.year, 3 * ((today.month - 1) // 3 + 1))
        case "year":
            return date(today.year, 12, 31)
        case "soon":
            return today + SOON
    return None


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])
