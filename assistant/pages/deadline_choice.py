"""Which days and which supports are shown for what was chosen on the page of the days to come."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from assistant.french import fold
from assistant.pages.support_words import Period
from assistant.supports.catalogue import Catalogue
from assistant.supports.deadlines import Deadline, window_on
from assistant.supports.schema import Beneficiary, Support, Theme

_UNSURE = ("unknown", "closed")


@dataclass(frozen=True)
class Choice:
    """What was chosen; None or nothing for what was not."""

    theme: Theme | None = None
    beneficiaries: tuple[Beneficiary, ...] = ()
    text: str = ""
    until: date | None = None

    def suits(self, support: Support) -> bool:
        """Whether the support is of the theme, for the public, and named or run as the text says."""
        is_for = not self.beneficiaries or bool(set(self.beneficiaries) & set(support.beneficiaries))
        named = " ".join((support.name, support.operator, *support.aliases))
        return (
            (self.theme is None or self.theme in support.themes) and is_for and fold(self.text) in fold(named)
        )

    def keeps(self, deadline: Deadline, catalogue: Catalogue) -> bool:
        """Whether the day is shown, whenever it is; those of the programme are for all and of no theme."""
        support = catalogue.get(deadline.id)
        if support is not None:
            return self.suits(support)
        return self.theme is None and fold(self.text) in fold(deadline.name)


@dataclass(frozen=True)
class Shown:
    """The days to come that one may rely on, the supports without any, and the days past, last first."""

    coming: tuple[Deadline, ...]
    undated: tuple[Support, ...]
    unknown: tuple[Support, ...]
    past: tuple[Deadline, ...]


def last_day(period: Period, today: date) -> date | None:
    """The last day of a period, None when it has no end."""
    if period.this_year:
        return date(today.year, 12, 31)
    return today + timedelta(days=period.days) if period.days is not None else None


def chosen(found: Iterable[Deadline], catalogue: Catalogue, choice: Choice, today: date) -> Shown:
    """What is shown of the days found; a support whose opening is unknown or over gives no day to come."""
    kept = [each for each in found if choice.keeps(each, catalogue)]
    coming = [each for each in kept if each.days_left >= 0 and each.state not in _UNSURE]
    dated = {each.id for each in coming}
    suited = [(support, window_on(support, today).state) for support in catalogue if choice.suits(support)]
    return Shown(
        coming=tuple(each for each in coming if choice.until is None or each.day <= choice.until),
        undated=tuple(s for s, state in suited if state not in _UNSURE and s.id not in dated),
        unknown=tuple(s for s, state in suited if state == "unknown"),
        past=tuple(reversed([each for each in kept if each.days_left < 0])),
    )
