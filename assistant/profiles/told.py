"""A profile as a message tells it in French: only what the words say."""

import re
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from assistant.french import fold, whole_numbers
from assistant.number_words import in_digits
from assistant.profiles.ages import age_told
from assistant.profiles.amounts import amounts_told
from assistant.profiles.contracts import contract_told
from assistant.profiles.declared import Declared, Problem, ProfileReader, UnusableFact
from assistant.profiles.energy import energy_told
from assistant.profiles.exports import exports_told
from assistant.profiles.history import history_told
from assistant.profiles.jobs import counted
from assistant.profiles.mentions import without_mentions
from assistant.profiles.people import group_told, headcount_told, roughly_in_digits
from assistant.profiles.phrases import Message
from assistant.profiles.recruits import recruit_told
from assistant.profiles.research import research_told
from assistant.profiles.scopes import scopes_told
from assistant.profiles.site import project_site
from assistant.profiles.specifics import specifics_told
from assistant.profiles.trade import own_field, own_trade
from assistant.profiles.words import Phrases, ToldWords
from assistant.profiles.works import has_waited, works_told
from assistant.supports.naf import sector_of
from assistant.supports.sizes import LIMITS
from assistant.wording import enumerated

_CREATES = re.compile(
    r"\b(?:cree|creer|creons|creation|ouvre|ouvrir|ouvrons|monte|monter|montons|m'installer|m'installe)\b"
)
_NOT_NEW = re.compile(
    r"\b(?:repr[ei]|rachet|rachat|ced[ea]|cession|succe|transm|existant|existe\b|suite de|fonds d|gerance"
    r"|me (?:la |le )?vend|acquer|renes|clientele|achete|retraite|ma mere|mon pere)"
    r"|\b(?:mon|du|le|ancien) patron\b|\b(?:deuxieme|second|nouveau|autre) "
    r"|(?<!creer )(?<!monter )(?<!ouvrir )\b(?:mon|ma|notre|nos) (?:entreprise|societe|epicerie|hangar|ferme"
    r"|magasin|boutique|atelier)\b"
    r"|\b(?:installe\w*|ouvert\w*|eleveur|artisan|fabri\w+) depuis|\blanc\w+ (?:dans|a l'export)"
)
"""What tells that a business is taken over, or exists already."""
_NEARBY = re.compile(
    r"\b(pres|bassin|loin|vallee|secteur|alentours|autour|cote|region|pays|vers|km)( de| d'| du)?$"
)
_OTHERS = (
    "cousin|frere|copain|copine|confrere|collegue|ami(?!e 57)|voisin|concurrent|client|fournisseur|comptable"
    "|expert-comptable|consultant|avocat|cabinet|prestataire"
)
_OF_OTHERS = re.compile(
    rf"(?<=\S )\b({_OTHERS})e?s?,?"
    r"(?: \S+){0,3} (a|de|d'|du)$"
)
"""A place that only tells where somebody else is."""
_AWAY = re.compile(
    rf"\b({_OTHERS}|siege|groupe|maison mere|salon|foire|formation|donneur d'ordre|associe"
    r"|vend\w*|export\w*|livr\w*|expos\w*|recrut\w*|achet\w*|expedi\w*|vu qu|parait qu)"
    r"[^.;!?]{0,40}$"
)
"""What stands before an area where somebody or something else is."""
_BESIDE = re.compile(
    r"\b(laborato\w+|labo|universite|institut|ecole|lycee|quartiers?|cite|chantiers|habite\w*|gars|jeune)"
    r"(?: \S+){0,4} (a|de|d'|du)$"
)
"""A place that may be told beside that of the project: another one is preferred to it."""
_ASKED_FOR = re.compile(
    r"\b(?:combien|nombre) (?:de |d['’])[\w'’-]+"
    r"|\bquel(?:le)?s? (?:communes?|villes?|inter\w+|epci|agglos?)\b"
    r"|\b(?:ma|notre|cette|la) (?:commune|ville|agglo|interco)\b"
    r"(?= (?:\S+ ){0,4}?(?:est|figure|fait|se trouve)(?:-t)?-elle\b"
    r"(?! (?:bien )?(?:éligible|eligible|admise|aidée|bénéficiaire)))"
    r"|\b(?:ma|sa) (?:commune|ville)\b(?= (?:est|figure|fait partie|se trouve)\b)",
    re.IGNORECASE,
)
"""What is counted or looked for: « combien d'intercommunalités », « ma commune est-elle en… »."""
_OBJECT = re.compile(
    r"\b(ateliers?[- ]relais|(hotels?|pepinieres?) d'entreprises|ateliers? (municip|(inter)?commun)a\w+)\b"
    r"|\b(une?|cette|des?) ((ancien|vieil)\w+ )?(usine|fabrique|fonderie)s?"
    r" (desaffecte|abandonne|vide|ferme|a l'abandon|en friche)\w*"
    r"|\b(ach(et|at)\w*|acqu(eri|is)\w*|requalifi\w+|rehabilit\w+|depollu\w+|demol\w+|reconver\w+)"
    r"( \S+){0,3}? (d')?(une?|des|cette) ((ancien|vieil)\w+ )?"
    r"(usine|atelier|fabrique|fonderie|site de production)s?\b"
)
"""What a project is about, in folded words, not who asks: « acheter une usine », « un atelier-relais »."""
_SMALL = range(LIMITS[0].headcount_below, LIMITS[1].headcount_below)
"""The people of a « petite entreprise » that is no TPE: the words alone may tell of either."""
_LOCAL = ("local_authority", "epci")


class ProfileListener:
    """Hears the facts of a profile in what a visitor writes."""

    def __init__(self, reader: ProfileReader) -> None:
        self._reader, self._told = reader, reader.words.told

    def hear(self, text: str, today: date, names: Collection[str] = (), before: str = "") -> Declared:
        """The profile that the message tells; a place that may be several communes is a problem.

        `names` are those of supports: their words (« IBaC PME ») tell nothing of who asks. `before` are the
        messages of the same person before this one: they tell what « la nôtre » or « il » stands for.
        """
        folded, before = _plain(text), _plain(before)
        message = Message(_ASKED_FOR.sub(" ", text), (*names, *self._told.unsaid), self._told.read_as)
        facts: dict[str, Any] = {
            **self._headcount(folded, message),
            **self._stage(message),
            **works_told(folded),
            **amounts_told(text),
            **age_told(folded, today),
            **energy_told(folded, before),
            **counted(folded),
            **exports_told(folded),
            **research_told(folded),
            **specifics_told(folded, today),
            **contract_told(folded, today, before),
            **recruit_told(folded, today, before),
            **scopes_told(folded),
            **history_told(folded, today, before),
        }
        if facts.get("works_started") and has_waited(folded):
            del facts["works_started"]
        facts |= self._who(text, message, facts, names)
        facts |= group_told(folded)
        if facts.get("applicant") == "project_holder" and _creates(folded, facts):
            facts["takeover"] = False
        if themes := self._themes(message, facts):
            facts["themes"] = themes
        problems: list[Problem] = []
        try:
            facts |= self._place(text)
        except UnusableFact as fault:
            problems.append(fault.problem)
        return self._reader.settled(facts, problems, today)

    def _themes(self, message: Message, told: Mapping[str, Any]) -> tuple[str, ...]:
        """What the project is about; a difficulty that is denied is no subject."""
        denied = {"difficulte"} if told.get("in_difficulty") is False else set()
        return tuple(theme for theme in message.all_of(self._told.themes) if theme not in denied)

    def _who(
        self, text: str, message: Message, told: Mapping[str, Any], names: Collection[str]
    ) -> dict[str, Any]:
        """Who applies: what one says of oneself, else what is named first; people or a trade make a company.

        A local government that asks what to tell somebody else does not apply itself.
        """
        text = _without_object(text)
        facts = self._activity(text, message)
        speaking = Message(without_mentions(fold(_ASKED_FOR.sub(" ", text))), names)
        applicant = speaking.first_of(self._told.speaks_as)
        if applicant is None:
            applicant = speaking.first_of(self._told.applicant)
            has_people = "headcount" in told
            if (has_people and applicant in _LOCAL) or (applicant is None and (has_people or "naf" in facts)):
                applicant = "company"
        if applicant is None:
            return facts
        if applicant in _LOCAL and message.says(self._told.on_behalf):
            applicant = (
                "project_holder" if message.says(self._told.applicant["project_holder"]) else "company"
            )
        forms = message.all_of(self._told.legal_form)
        form = {"legal_form": forms[0]} if len(forms) == 1 else {}
        if applicant not in ("company", "project_holder"):
            return {"applicant": applicant} | (form if applicant == "association" else {})
        sizes = message.all_of(self._told.size)
        is_small = not sizes and message.says(self._told.small) and told.get("headcount", 0) in _SMALL
        if (len(sizes) == 1 or is_small) and told.get("independent") is not False:
            facts["size"] = "PME" if is_small else sizes[0]
        if message.says(self._told.startup):
            facts["startup"] = True
        return {**facts, **form, "applicant": applicant}

    def _headcount(self, folded: str, message: Message) -> dict[str, Any]:
        people = headcount_told(folded)
        if people is None and message.says(self._told.alone):
            people = 0
        return {} if people is None else {"headcount": people}

    def _activity(self, text: str, message: Message) -> dict[str, Any]:
        activities, places = self._reader.activities, self._reader.territory.find_places(text)
        code = activities.code_in(text) or own_trade(text, activities, places) or own_field(text)
        facts: dict[str, Any] = {}
        if code is not None and activities.knows(code):
            facts |= {"naf": code, "sector": sector_of(code)}
        elif message.says(self._told.industry):
            facts["sector"] = "industry"
        if message.says(self._told.craft):
            facts["craft"] = True
        return facts

    def _stage(self, message: Message) -> dict[str, Any]:
        """What is told by yes or no: of two contrary phrases, the denial is the more precise one."""
        return {
            fact: value for fact, value, phrases in reversed(_answers(self._told)) if message.says(phrases)
        }

    def _place(self, text: str) -> dict[str, Any]:
        """The one commune told, else the one EPCI; with several communes, none and the question which."""
        places = self._reader.territory.find_places(text)
        before = {place: fold(text[: place.start]).rstrip() for place in places if place.communes}
        near = [p for p, b in before.items() if not (_NEARBY.search(b) or _OF_OTHERS.search(b))]
        own = [place for place in near if not _BESIDE.search(before[place])] or near
        communes = {place.communes: place.text for place in own}
        if len(communes) > 1 and (site := project_site(text, own)):
            communes = {site.communes: site.text}
        if len(communes) > 1:
            names = enumerated(list(communes.values()))
            raise UnusableFact(Problem("profile_which_place", {"places": names}))
        if communes:
            among, told = next(iter(communes.items()))
            return {"commune": self._reader.one_of(told, among).insee}
        epcis = [place.epci for place in places if place.epci is not None]
        around = {c.department for p in places if p not in near for c in p.communes if _is_near(before[p])}
        return {"epci": epcis[0].slug} if epcis else self._area(text, around)

    def _area(self, text: str, around: Collection[str]) -> dict[str, Any]:
        """The one department told, that of the communes nearby (`around`) among them; else the one region."""
        areas = [
            area
            for area in self._reader.territory.find_areas(text)
            if not _AWAY.search(fold(text[: area.start]))
        ]
        departments = {area.department for area in areas if area.department} | set(around)
        regions = {area.region for area in areas if area.region}
        if departments:
            return {"department": departments.pop()} if len(departments) == 1 else {}
        return {"region": regions.pop()} if len(regions) == 1 else {}


def _plain(text: str) -> str:
    """The text folded, its numbers in digits."""
    return roughly_in_digits(in_digits(whole_numbers(fold(text))))


def _without_object(text: str) -> str:
    """A message without the buildings that its project is about."""
    folded = fold(text)
    if len(folded) != len(text):
        return text
    kept, after = "", 0
    for found in _OBJECT.finditer(folded):
        kept, after = f"{kept}{text[after : found.start()]} ", found.end()
    return kept + text[after:]


def _is_near(before: str) -> bool:
    """Whether a commune is told as nearby, so that its department is that of the project."""
    is_far = re.search(r"\b(loin|km)( de| d'| du)?$", before)
    return bool(_NEARBY.search(before)) and not (is_far or _AWAY.search(before))


def _answers(told: ToldWords) -> tuple[tuple[str, bool, Phrases], ...]:
    """The facts told by yes or no, the answer that prevails of each first."""
    return (
        ("works_started", False, told.works_not_started),
        ("works_started", True, told.works_started),
        ("independent", False, told.part_of_group),
        ("independent", True, told.independent),
        ("in_difficulty", False, told.not_in_difficulty),
        ("in_difficulty", True, told.in_difficulty),
        ("collective_proceedings", True, told.collective_proceedings),
        ("obligations_met", True, told.no_arrears),
        ("obligations_met", False, told.obligations_due),
        ("obligations_met", True, told.obligations_met),
        ("emissions_trading", False, told.no_emissions_trading),
        ("emissions_trading", True, told.emissions_trading),
        ("exporting", True, told.exporting),
        ("takeover", True, told.takeover),
        ("takeover", False, told.no_takeover),
        ("employee_share_paid", True, told.employee_share_paid),
        ("employee_share_paid", False, told.employee_share_due),
        ("photovoltaic", False, told.no_photovoltaic),
        ("photovoltaic", True, told.photovoltaic),
        ("photovoltaic", False, told.solar_heat),
        ("family_takeover", False, told.no_family_takeover),
        ("family_takeover", True, told.family_takeover),
        ("liberal_profession", True, told.liberal),
        ("social_economy", True, told.social_economy),
        ("citizen_project", False, told.no_citizen_project),
        ("citizen_project", True, told.citizen_project),
        ("individual_consumption", True, told.individual_consumption),
    )


def _creates(folded: str, told: Collection[str]) -> bool:
    """Whether somebody is to open something new, of which nothing tells that it exists already."""
    is_old = not {"takeover", "headcount", "age_years", "created_year"}.isdisjoint(told)
    return not is_old and bool(_CREATES.search(folded)) and not _NOT_NEW.search(folded)
