"""Which supports to look at for a profile: the verdicts in order, put into words, with what to mind."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from assistant.answering.cards import CardWriter, SupportCard
from assistant.answering.citations import citation_of
from assistant.french import content_words
from assistant.messages import Messages
from assistant.profiles.declared import Declared, Problem, ProfileReader
from assistant.profiles.told import ProfileListener
from assistant.profiles.words import ProfileWords
from assistant.records import Passage
from assistant.supports.activities import Activities
from assistant.supports.catalogue import Catalogue
from assistant.supports.deadlines import Deadline, Milestone, deadlines
from assistant.supports.eligibility import match_all, most_asked
from assistant.supports.location import Site, locate
from assistant.supports.profile import Profile
from assistant.supports.regions import DEPARTMENTS
from assistant.supports.territory import Territory
from assistant.wording import enumerated, written_number

REMEMBERED = 32  # messages: those of one conversation are heard at each step of an answer
LONGEST_REPLY = 8
"""Content words: a longer message tells more than a reply."""
CAUTIONS = ("rule-incitativite", "rule-minimis", "rule-cumul", "rule-difficulte")
"""The statements that tell what to mind before applying, by id, in the order they are shown."""
_AREAS = frozenset({"department", "region", "country"})
_PLACES = _AREAS | {"commune", "epci"}


@dataclass(frozen=True, slots=True)
class Advice:
    """Every support as a card, the first to look at ahead; `understood` says back what was told."""

    profile: Profile
    problems: tuple[str, ...]
    understood: str
    cards: tuple[SupportCard, ...]

    @property
    def asks(self) -> tuple[str, ...]:
        """The keys of the facts that could change the most verdicts of the cards, the most telling first."""
        return most_asked(key for card in self.cards for key in card.ask_keys)


class Advisor:
    """Reads profiles, and gives the verdict on every support of the catalogue."""

    def __init__(
        self,
        catalogue: Catalogue,
        territory: Territory,
        activities: Activities,
        passages: Mapping[str, Passage],
        messages: Messages,
        words: ProfileWords,
        milestones: Sequence[Milestone] = (),
    ) -> None:
        self.catalogue, self.words, self.territory, self.activities = catalogue, words, territory, activities
        self.reader = ProfileReader(words, territory, activities)
        self.listener = ProfileListener(self.reader)
        self._passages, self.messages, self._milestones = passages, messages, tuple(milestones)
        self._writer = CardWriter(passages, messages, words)
        self._heard = lru_cache(maxsize=REMEMBERED)(self._hear)

    def declared(self, written: Mapping[str, Any], messages: Sequence[str], today: date) -> Declared:
        """The profile that is written, completed and corrected by each message in turn."""
        heard = [self.reader.read(written, today)]
        heard += [self._heard(text, today, " ".join(messages[:at])) for at, text in enumerate(messages)]
        facts: dict[str, Any] = {}
        for each in heard:
            told = {k: v for k, v in each.profile.model_dump().items() if v not in (None, ())}
            if self._moves(facts.get("commune"), told, today):
                facts = {k: v for k, v in facts.items() if k not in _PLACES}
            elif facts.keys() & _PLACES:
                # A department or a region told later is as often that of a client as a correction.
                told = {k: v for k, v in told.items() if k not in _AREAS}
            facts |= told
        problems = [problem for each in heard for problem in each.problems]
        return self.reader.settled(facts, problems, today)

    def _moves(self, commune: str | None, told: Mapping[str, Any], today: date) -> bool:
        """Whether what is told puts the project in another place than the commune told before."""
        if "commune" in told or "epci" not in told or commune is None:
            return "commune" in told or "epci" in told
        return told["epci"] not in (locate(Profile(commune=commune), self.territory, today).epcis or ())

    def _hear(self, message: str, today: date, before: str = "") -> Declared:
        named = self.catalogue.named_in(message)
        names = [name for support in named for name in (support.name, *support.aliases)]
        return self.listener.hear(message, today, names, before)

    def advise(
        self,
        declared: Declared,
        today: date,
        fits: Mapping[str, float] | None = None,
        among: Collection[str] | None = None,
    ) -> Advice:
        """The verdicts for a profile on that day; `fits` tells by id how near the project each support is.

        `among` keeps the supports of those ids only.
        """
        site = locate(declared.profile, self.territory, today)
        supports = [s for s in self.catalogue if among is None or s.id in among]
        matches = match_all(declared.profile, supports, site, today, fits)
        return Advice(
            profile=declared.profile,
            problems=tuple(map(self.told, declared.problems)),
            understood=self.understood(declared.profile, site),
            cards=tuple(self._writer.write(found, today) for found in matches),
        )

    def is_reply(self, message: str, today: date) -> bool:
        """Whether a message tells facts of a profile, no project, and asks nothing."""
        if "?" in message or len(content_words(message)) > LONGEST_REPLY:
            return False
        facts = self._heard(message, today).profile.model_dump(exclude_defaults=True)
        if facts.get("in_difficulty") and facts.get("themes") == ("difficulte",):
            del facts["themes"]
        return bool(facts) and not facts.keys() & {"themes", "epci"}

    def deadlines(self, today: date) -> tuple[Deadline, ...]:
        """Every dated day of the supports and of the programme, past ones too, by day."""
        return deadlines(self.catalogue, self._milestones, today)

    def source_of(self, deadline: Deadline) -> Passage | None:
        """The passage that states a deadline, None when none is indexed."""
        statements = {each.id: each.statement for each in self._milestones}
        return self._passages.get(statements.get(deadline.id, f"{deadline.id}/dates"))

    def dates_of(self, support_id: str) -> Passage | None:
        """The passage that states the dates of a support, None when none is indexed."""
        return self._passages.get(f"{support_id}/dates")

    def link_of(self, deadline: Deadline) -> str | None:
        """The address of the source of a deadline."""
        passage = self.source_of(deadline)
        return citation_of(1, passage).url if passage is not None else None

    def deadline_words(self, deadline: Deadline) -> str:
        """What happens on that day, and in which state the support is, in a few words."""
        told = self.messages.say(
            "calendar_summary", name=deadline.name, kind=self.messages.say(f"deadline_{deadline.kind}")
        )
        state = self.messages.say(f"state_{deadline.state}") if deadline.state else ""
        return f"{told}. {state}".strip()

    def told(self, problem: Problem) -> str:
        """What cannot be used of a profile, in words."""
        return self.messages.say(problem.key, **problem.values)

    def cautions(self) -> tuple[Passage, ...]:
        """The passages that tell what to mind before applying, as far as they are indexed."""
        return tuple(self._passages[each] for each in CAUTIONS if each in self._passages)

    def understood(self, profile: Profile, site: Site) -> str:
        """The facts of the profile in a few words, to be shown back; empty when nothing was told."""
        told = [
            self._fact(key, value, profile)
            for key, value in profile.model_dump().items()
            if value not in (None, ())
        ]
        place = self._place(profile)
        return ", ".join([each for each in (*told, place) if each])

    def _fact(self, key: str, value: Any, profile: Profile) -> str:
        label = self.words.facts[key].label if key in self.words.facts else key
        match value:
            case _ if key in (*_PLACES, "project") or (key == "sector" and profile.naf):
                return ""
            case str() if key == "naf":
                return self.activities.labels.get(value, value)
            case bool():
                denied = self.words.facts[key].denied if key in self.words.facts else ""
                return label if value else denied or self.messages.say("profile_not", fact=label)
            case tuple():
                names = enumerated([self.words.shown(key, each) for each in value])
                return self.messages.say("profile_fact", fact=label, value=names)
            case int() if key == "created_year":
                return f"{label} {value}"
            case int() if key == "contract_year":
                return self.messages.say("profile_fact", fact=label, value=str(value))
            case str() if key in self.words.values:
                return self.words.shown(key, value)
            case int() | float() if key == "age_years" and value < 1:
                return self.messages.say(
                    "profile_fact", fact=label, value=self.messages.say("profile_first_year")
                )
            case int() | float():
                return self._number(key, label, value)
            case date():
                return self.messages.say("profile_fact", fact=label, value=value.strftime("%d/%m/%Y"))
        return self.messages.say("profile_fact", fact=label, value=value)

    def _number(self, key: str, label: str, value: float) -> str:
        if key == "headcount" and not value:
            return self.messages.say("profile_nobody")
        if key == "headcount":
            return self.messages.say("profile_people", number=written_number(int(value)))
        number = written_number(int(value)) if value == int(value) else str(value).replace(".", ",")
        if unit := self.words.facts[key].unit if key in self.words.facts else "":
            number = f"{number} {unit}{'s' if value >= 2 and not unit.endswith('s') else ''}"
        in_euros = key in ("turnover", "total_assets", "project_cost", "aid_requested")
        form = "profile_euros" if in_euros else "profile_fact"
        return self.messages.say(form, fact=label, value=number)

    def _place(self, profile: Profile) -> str:
        commune = self.territory.commune(profile.commune) if profile.commune else None
        epci = self.territory.epci(profile.epci) if profile.epci else None
        if commune is not None:
            return commune.name
        larger = (DEPARTMENTS.get(profile.department or ""), profile.region, profile.country)
        return epci.name if epci is not None else next(filter(None, larger), "")
