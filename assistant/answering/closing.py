"""What closes: the supports whose last day falls in the period that the question names, for who asks."""

import re
from dataclasses import dataclass, replace
from datetime import date

from assistant.answering.advice import Advisor
from assistant.answering.cards import SupportCard
from assistant.answering.draft import Draft, Shown
from assistant.answering.periods import Period, period_in
from assistant.answering.windows import OPEN_STATES, yearly_day
from assistant.french import fold
from assistant.messages import Messages
from assistant.profiles.declared import Declared
from assistant.records import DraftSentence, Scheme
from assistant.supports.deadlines import deadlines
from assistant.wording import last_moment, written_date, written_hour

MOST_LISTED = 30
PRESSING = 30
"""Days left from which an answer on one support says how many."""
_CLOSES = (
    r"\b(?:ferm(?:e|ent|ant|eront|era|eture|etures)|clotur\w*|clos|(?:se |s')(?:termin|achev|arret)\w+"
    r"|expir\w+|finissent|prennent fin|(?:dates? |jours? )?(?:limites?|butoirs?)|echeances?|deadlines?)\b"
)
_AIDS = (
    r"(?:aides?|appels?|aap|ami|dispositifs?|subventions?|guichets?|prets?|financements?|soutiens?"
    r"|accompagnements?|concours|candidatures?|dossiers?|fonds)"
)
_PLURAL = rf"\b(?:quels|quelles|lesquels|lesquelles|les|des|ces|liste(?: \w+)?)(?: \S+){{0,2}} {_AIDS}\b"
_CLOSING_ONES = re.compile(
    rf"\b(?:qu'est[- ]ce qui|ce qui|quoi)\b.{{0,40}}{_CLOSES}|^que ferme"
    rf"|\b(?:aides|appels|dispositifs|subventions|guichets|financements)\b.{{0,60}}\bqui .{{0,20}}"
    rf"{_CLOSES}"
    rf"|{_PLURAL}.*{_CLOSES}|{_CLOSES}.*{_PLURAL}"
)
_DAYS = re.compile(
    r"\b(?:quelles?|les|des|prochaines?|liste|calendrier|agenda)\b(?: \S+){0,3} "
    r"(?:echeances?|clotures?|fermetures?|deadlines?"
    r"|dates? (?:limites?|butoirs?|de (?:cloture|fermeture|depot)))\b"
)
_STILL_OPEN = re.compile(
    rf"{_PLURAL}.*\b(?:encore|toujours|actuellement) (?:ouvert|disponible|accessible)\w*"
)
_APPLY = re.compile(
    rf"{_PLURAL}.*\b(?:deposer|candidater|postuler|depose\w*)\b|\ba quoi\b.*\b(?:candidater|postuler)\b"
)
_UNTIL = re.compile(r"\b(?:avant|d'ici|jusqu'a\w*)\b")
_WITH_DATES = re.compile(r"\bdates?\b|\bjusqu'a quand\b|\bcalendrier\b|\becheances?\b")
_OTHER_CLOSINGS = re.compile(
    r"\b(?:a|ont|avait|est|sont|ete|etait) ferme\w*|\b(?:une|la|ma|notre|nos|de|des|leur) fermes?\b"
    r"|\b(?:commande|tranche|offre|engagement) ferme"
    r"|\b(?:projet|entreprise|usine|site|atelier|contrat|chantier|societe|boite|activite|magasin)s?(?: qui)? "
    r"(?:ferm|se |s')\w*(?: ?\w+)?"
)
"""What has closed, is a farm, or closes and is no support."""
_ELSEWHERE = re.compile(
    r"\b(?:programme|label\w*|phases?|municipales|electora\w+|elections?|plan d'action|contrat de plan|copil"
    r"|comite|zones? franches?)\b"
)
"""What has days of its own: asked for by these words alone, they are not those of supports."""

_BODY_END = re.compile(r",| et | pour |[;()/]")
_NO_BODY = frozenset({"etat", "communes", "epci"})
"""What runs supports and is also whom they are for, or runs most of them."""


@dataclass(frozen=True, slots=True)
class _Last:
    """A last day of a support: its end, or the day that comes back every year."""

    day: date
    card: SupportCard
    is_yearly: bool


class ClosingDesk:
    """Answers which supports close within a period, from their dates, and says when one is about to."""

    def __init__(self, advisor: Advisor, messages: Messages) -> None:
        self._advisor, self._catalogue, self._messages = advisor, advisor.catalogue, messages

    def answer(self, question: str, declared: Declared, today: date) -> Draft | None:
        """The draft when the question asks what closes in a period, None for any other question.

        Every support that is open is listed but those that are not for who asks; `declared` is what was told.
        """
        period = closing_period(question, today)
        if period is None or not self._catalogue.supports or self._catalogue.named_in(question):
            return None
        lasts = self._lasts(question, declared, period, today)
        audience = self._audience(declared)
        if not lasts:
            lead = self._messages.say("closing_none", audience=audience, period=self._words(period))
            return Draft("answered", "answered_no_closing", lead)
        listed, shown = lasts[:MOST_LISTED], Shown()
        key = "closing_lead" if len(lasts) <= MOST_LISTED else "closing_lead_first"
        counted = self._messages.say("closing_count", count=len(lasts), period=self._words(period))
        return Draft(
            "answered",
            "answered_closing",
            self._messages.say(key, audience=audience),
            tuple(self._item(last, shown) for last in listed),
            shown.passages,
            (counted, self._messages.say("warning_as_of_records")),
            schemes=tuple(Scheme(last.card.id, "to_check") for last in listed),
            validity={f"{last.card.id}/dates": "current" for last in listed},
        )

    def pressed(self, draft: Draft, today: date) -> Draft:
        """The draft of an answer on one open support, warning how many days are left when they are few."""
        support = self._catalogue.get(draft.schemes[0].id) if len(draft.schemes) == 1 else None
        days = [
            each
            for each in deadlines([support] if support else [], (), today)
            if each.kind in ("closes", "yearly") and each.state in OPEN_STATES
        ]
        left = next((each for each in days if 0 <= each.days_left <= PRESSING), None)
        if left is None or support is None:
            return draft
        key = {0: "pressing_last_day", 1: "pressing_tomorrow"}.get(left.days_left, "pressing_days")
        told = {"name": left.name, "days": left.days_left, "closes": written_date(left.day)}
        if left.hour:
            said = self._messages.say(f"{key}_hour", **told, hour=written_hour(left.hour))
        else:
            said = self._messages.say(key, **told)
        return replace(draft, warnings=(said, *draft.warnings))

    def _lasts(self, question: str, declared: Declared, period: Period, today: date) -> list[_Last]:
        """The last days within the period of what is open to who asks, in order."""
        cards = {card.id: card for card in self._advisor.advise(declared, today).cards}
        named = [support for support in self._catalogue if _is_run_by(support.operator, question)]
        asked_for = {support.id for support in named or self._catalogue}
        themes = set(declared.profile.themes)
        on_subject = {s.id for s in self._catalogue if themes & set(s.themes)} if themes else asked_for
        return [
            _Last(each.day, cards[each.id], each.kind == "yearly")
            for each in deadlines(self._catalogue, (), today)
            if each.kind in ("closes", "yearly")
            and each.day in period
            and each.state in OPEN_STATES
            and each.id in asked_for & on_subject
            and _is_for(cards[each.id], declared)
        ]

    def _audience(self, declared: Declared) -> str:
        """For whom, as a list says it; nothing when it was not told."""
        profile = declared.profile
        kind = profile.size or {
            "local_authority": "collectivite",
            "epci": "EPCI",
            "association": "association",
        }.get(profile.applicant or "")
        if kind is None:
            return ""
        return self._messages.say("closing_for", audience=self._messages.say(f"beneficiary_{kind}")) + " "

    def _words(self, period: Period) -> str:
        key = "closing_period" if period.last < date.max else "closing_period_open"
        return self._messages.say(key, first=written_date(period.first), last=written_date(period.last))

    def _item(self, last: _Last, shown: Shown) -> DraftSentence:
        key = "closing_item_yearly" if last.is_yearly else "closing_item"
        support = last.card.match.support
        yearly = yearly_day(support)
        closes = last_moment(last.day, support.intake.hour if support.intake else None)
        said = self._messages.say(key, name=last.card.name, closes=closes, day=yearly)
        return shown.sentence(said, last.card.passages["dates"])


def closing_period(question: str, today: date) -> Period | None:
    """The period in which a question wants to know what closes; None when it is not such a question.

    What is still open, asked for with its dates, closes at any time.
    """
    folded = _OTHER_CLOSINGS.sub(" ", fold(question))
    is_on_days = _DAYS.search(folded) and not (_ELSEWHERE.search(folded) and not re.search(_AIDS, folded))
    period = period_in(question, today)
    if period is None:
        is_dated = _STILL_OPEN.search(folded) and _WITH_DATES.search(folded)
        return Period(today, date.max) if is_dated else None
    is_until = _UNTIL.search(folded) and (_STILL_OPEN.search(folded) or _APPLY.search(folded))
    return period if is_on_days or is_until or _CLOSING_ONES.search(folded) else None


def _is_for(card: SupportCard, declared: Declared) -> bool:
    """Whether a support may be for who asks: any enterprise may, another is to be among its beneficiaries."""
    if card.verdict == "not_eligible":
        return False
    who = next(each.result for each in card.match.checked if each.kind == "beneficiaries")
    return who != "unknown" or declared.profile.applicant in (None, "company")


def _is_run_by(operator: str, question: str) -> bool:
    """Whether a question names, as the giver of what it asks for, one of the bodies that run a support."""
    bodies = {fold(piece).strip() for piece in _BODY_END.split(operator) if piece.strip()[:1].isupper()}
    asked = fold(question)
    return any(
        re.search(rf"\b(?:de|du|d'|des|de la|de l'|par|chez|la|l') ?{re.escape(body)}\b", asked)
        for body in bodies - _NO_BODY
    )
