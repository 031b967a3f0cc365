"""Whether a message tells a project and who carries it, or asks about one support."""

import re
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from assistant.answering.asked import Asked, asked_kind, asking
from assistant.answering.judging import Candidate, learnt_model
from assistant.answering.rephrase import Standing
from assistant.french import content_words, fold
from assistant.profiles.declared import Declared
from assistant.sentences import split_sentences
from assistant.supports.catalogue import Catalogue
from assistant.supports.profile import Profile

_SPEAKS = re.compile(
    r"\b(je|j'|j(?=suis|veux|voudrais)\w+|nous|notre|nos|mon|ma|mes|moi"
    r"|on (est|a|fait|veut|voudrait|aimerait|envisage|cherche|souhaite|va))\b"
    r"|\b(veut|veulent|voudrait|voudraient|souhaite|souhaitent|envisage|reflechit|cherche|aimerait|projette)\b"
)
_MAY = re.compile(
    r"\b(puis[- ]je|peut[- ](il|elle|on)|peuvent[- ](ils|elles)|pouvons[- ]nous"
    r"|(ai|as|a|avons|ont)(-t)?[- ](je|il|elle|on|nous|ils|elles) (encore )?droit|droit a|eligibles?"
    r"|(suis|sommes|est|sont)[- ](je|nous|il|elle) concern|convient|trop (grand|petit|gros)e?|correspond)"
)
_WHICH = re.compile(r"^(quel(le)?s?|lequel|laquelle|combien|quand|ou est|ou sont)\b")
_ON_RULE = re.compile(
    r"\b(est-ce qu'il faut|il faut|faut-il|doit-on|dois-je|devons-nous|doit-(il|elle)|est-ce qu'on doit)"
    r" (obligatoirement |aussi )?(une?|l[ea]|l'|des|que l|passer|demander|deposer|attendre|rembourser"
    r"|declarer|joindre|payer)"
    r"|\b(base legale|texte de loi|quel article)\b"
    r"|\b(est-ce|c'est|est-il|est-elle) (cumulable|imposable|remboursable)"
)
"""The wordings that ask how a support works, whoever asks."""
_PRECISE = re.compile(
    r"\b(a partir de|sur|selon|avant|jusqu'a|pour|de) quel|\bquel(le)?s? (est|sont|etait) (la|le|les|l')"
    r"|\bcombien\b|\bcriteres?\b|\bdate (butoir|limite)"
)
"""The wordings that ask for one thing of a support, whatever kind of thing that is."""
_NAMES_THING = re.compile(r"\bquel(le)?s?\b|\bcombien\b")
_OPEN_ENDED = frozenset({Asked.ANY, Asked.YES_NO, Asked.HOW, Asked.LIST, Asked.CONTACT, Asked.CONDITION})
_ASKS_FOR_AIDS = re.compile(
    r"\bquel(le)?s? (sont les |seraient les )?(aides?|subventions?|dispositifs?|financements?|soutiens?"
    r"|prets?|guichets?)\b"
    r"|\b(aides?|subventions?|dispositifs?|financements?|soutiens?) (existe|disponible|possible"
    r"|mobilisable|auxquel|a laquelle)"
    r"|\by a[- ]t[- ]il (une |des |un )?(aides?|subventions?|dispositifs?|financements?|coup de pouce)"
    r"|\bcomment (financer|payer|etre aide|se faire aider|faire financer|me faire|nous faire|trouver)"
    r"|^(une |des )?(aides?|subventions?|financements?|prets?|soutiens?) (pour|a|au|en)\b"
    r"|\b(une|des|d') ?(aides?|subventions?|financements?|coup de pouce) (pour|afin)"
    r"|\bqui (peut|pourrait|va) (m'|nous |me )?(aider|financer|accompagner|soutenir)"
    r"|\b(des|les|une|quelles?|y a quoi comme) (aides?|subventions?|coups? de pouce|financements?) ?\?"
)
_ON_ONE = re.compile(
    r"\b(l'|la |le |cette |cet |ce |votre )(\w+ ){0,2}(aide|appel|appui|audit|avance|bourse|cheque|comite"
    r"|commission|concours|contrat|coup de pouce|credit d'impot|diag\w*|dispositif|emprunt|enveloppe"
    r"|exoneration|accompagnement|fonds|garantie|guichet|mesure|organisme|parcours|pret|prime|programme|reduction"
    r"|abattement|subvention|volontariat|zonage)\b"
)
"""The wordings that point to one support, known by what it does rather than by its name."""
_PROJECT = re.compile(
    r"\b(je|j'?|nous|on) ?(veux|voudrais|veut|voudrait|voulons|souhaite|souhaitons|souhaiterai[st]"
    r"|cherche|cherchons|compte|"
    r"comptons|envisage|envisageons|dirige|dirigeons|ai besoin|avons besoin|aimerai[st]|projette"
    r"|projetons|recrute|investi|prevoi)"
    r"|\b(mon|ma|mes|notre|nos) (\w+ )?(entreprise|usine|pme|tpe|eti|fonderie|societe|boite|atelier"
    r"|site|groupe|startup|start-up|four)"
)
_OF_WHO = frozenset({"applicant", "headcount", "naf", "size", "legal_form", "startup"})
_OF_PROJECT = frozenset({"headcount", "naf", "commune", "epci", "project_cost", "works_started", "applicant"})
_OF_SIZE = frozenset({"headcount", "size", "legal_form", "startup"})
_BODIES = frozenset(("local_authority", "epci", "public_body"))
_OF_VERDICT = _OF_SIZE | {"works_started", "age_years"}
_OF_PLACE = frozenset({"commune", "epci"})
_CHANGED = frozenset(
    ("headcount", "size", "commune", "epci", "department", "project_cost", "turnover", "legal_form")
)
LONGEST_CHANGE = 8  # content words
_VARIES = re.compile(
    r"^(?:(?:et|mais|ou|sinon|alors|ok|bon|donc|oui|non),? )+(?!(?:c'|quel|comment|quand|qui|ou )\b)"
    r"|^(?:si|plutot|meme chose|pareil|idem)\b"
)
"""What opens a message that changes a fact told before."""
_FACTS = (
    *("applicant", "headcount", "naf", "size", "legal_form", "startup", "commune", "epci", "project_cost"),
    *("works_started", "age_years", "created_year", "jobs_created", "turnover", "sector", "craft"),
    "independent",
)
TELLING = (
    *_FACTS,
    *("facts", "themes", "sentences", "words", "asks", "names_support"),
    *("speaks", "projects", "asks_for_aids", "asks_which"),
    *(f"asks_{kind.value}" for kind in Asked),
    *(f"asks_last_{kind.value}" for kind in Asked),
)
"""What is measured of a message to tell a project from a question."""
MOST_SENTENCES, MOST_WORDS = 6, 80
SURELY = 2.5  # in log-odds, chosen on the stories and the questions to tune with
UNLIKELY = -1.0  # in log-odds: of the questions under it, 40 of tune tell no project and one story does
LEAST_TOLD = 2
TOLD_AT_LENGTH = 4
SENTENCES_OF_STORY = 3


def tells_project(message: Standing, declared: Declared, catalogue: Catalogue) -> bool:
    """Whether a message tells a project and who carries it, rather than asks about one support.

    Two facts that contradict each other were told all the same. What was learnt from stories and from
    questions decides; where it doubts, the rules for what is told in a few words.

    A support that is named in one sentence by somebody who tells little else is what the question is about.
    """
    facts = declared.profile.model_dump(exclude_defaults=True).keys()
    text = " ".join(message.turns)
    names_support = bool(catalogue.named_in(text))
    contrary = sum(problem.key == "profile_contradiction" for problem in declared.problems)
    told = len(facts & _OF_PROJECT) + 2 * contrary
    is_body = declared.profile.applicant in _BODIES
    is_story, is_terse = told >= TOLD_AT_LENGTH, bool(facts & _OF_SIZE) or is_body
    likely = _telling(text, declared.profile, names_support)
    is_question = "?" in text or bool(_NAMES_THING.search(fold(text)))
    if likely > 0 or (likely < UNLIKELY and is_question and not contrary):
        return likely > 0
    is_on_one = names_support and not is_story and len(split_sentences(text)) == 1
    if not (facts & _OF_WHO or contrary) or is_on_one:
        return False
    has_subject = bool(declared.profile.themes) or told > LEAST_TOLD
    return has_subject and _is_told(text, is_story, is_terse)


def tells_surely(message: Standing, declared: Declared, catalogue: Catalogue) -> bool:
    """Whether so much is told of a project that it asks for what there is for it, whatever else it asks."""
    text = " ".join(message.turns)
    is_at_length = (
        len(declared.profile.model_dump(exclude_defaults=True).keys() & _OF_PROJECT) >= TOLD_AT_LENGTH
    )
    return is_at_length or _telling(text, declared.profile, bool(catalogue.named_in(text))) >= SURELY


@lru_cache(maxsize=64)
def _telling(message: str, profile: Profile, names_support: bool) -> float:
    """How much more likely a message is to tell a project than to ask a question, in log-odds."""
    measured = np.array([telling_of(message, profile, names_support)])
    return float(learnt_model("telling", TELLING).score(measured)[0])


def telling_of(message: str, profile: Profile, names_support: bool) -> tuple[float, ...]:
    """What is measured of a message, in the order of `TELLING`: facts told, its length, what it asks."""
    facts = profile.model_dump(exclude_defaults=True)
    sentences, folded = split_sentences(message), fold(message)
    kinds = asked_kind(message), _asked_of_story(sentences)
    return (
        *(float(name in facts) for name in _FACTS),
        *(float(len(facts)), float(len(profile.themes)), float(min(len(sentences), MOST_SENTENCES))),
        float(min(len(content_words(message)), MOST_WORDS)),
        *(float("?" in message), float(names_support)),
        *(float(bool(pattern.search(folded))) for pattern in (_SPEAKS, _PROJECT, _ASKS_FOR_AIDS, _WHICH)),
        *(float(kind is asked) for asked in kinds for kind in Asked),
    )


def retells(message: Standing, latest: Profile, catalogue: Catalogue) -> bool:
    """Whether the last message only changes a fact of a project that was told before: « et à Longwy ? ».

    `latest` is what that message tells. Nothing is told anew where the exchange was on a support it named.
    """
    last, folded = message.turns[-1:], fold(message.latest)
    facts = latest.model_dump(exclude_defaults=True).keys()
    if len(message.turns) < 2 or not (facts & _CHANGED) or not _VARIES.search(folded):
        return False
    if len(content_words(message.latest)) > LONGEST_CHANGE or _PRECISE.search(folded):
        return False
    return not catalogue.named_in(" ".join((*message.turns[-2:-1], *last)))


def tells_who(profile: Profile) -> bool:
    """Whether enough is told of the applicant for a verdict on a support: more than that it is a company."""
    facts = profile.model_dump(exclude_defaults=True).keys()
    is_placed = profile.applicant is not None and bool(facts & _OF_PLACE)
    return bool(facts & _OF_VERDICT) or is_placed or profile.applicant not in (None, "company")


def speaks(message: str) -> bool:
    """Whether somebody speaks of their own business, or of somebody's who wants something."""
    return bool(_SPEAKS.search(fold(message)))


def is_project(question: str) -> bool:
    """Whether the wording tells a project or asks which supports exist, rather than about one of them."""
    return asks_for_aids(question) or bool(_PROJECT.search(fold(question)))


def asks_for_aids(question: str) -> bool:
    """Whether the wording asks which supports there are."""
    return bool(_ASKS_FOR_AIDS.search(fold(question)))


def points_to_one(question: str) -> bool:
    """Whether the wording points to one support (« l'aide régionale pour… »), and asks for no list."""
    return bool(_ON_ONE.search(fold(question))) and not asks_for_aids(question)


def needs_list(question: str, asked: Asked) -> bool:
    """Whether the supports that exist are asked for, or a project is told and nothing precise asked on it."""
    folded = fold(question)
    is_told = bool(_PROJECT.search(folded)) and asked in _OPEN_ENDED and not _PRECISE.search(folded)
    return is_told or asks_for_aids(question)


def _is_told(message: str, is_story: bool, is_terse: bool) -> bool:
    """Whether somebody speaks of a project, and asks nothing more precise than what there is for it.

    A story that tells much asks for that, whatever else it asks on the way; one that tells a company in
    a few words (`is_terse`), or anything in some sentences, need not say who speaks.
    """
    folded, sentences = fold(message), split_sentences(message)
    is_long = len(sentences) >= SENTENCES_OF_STORY
    speaks = bool(_SPEAKS.search(folded)) or is_story or is_long or (is_terse and "?" not in message)
    is_asked_last = is_long or (len(sentences) > 1 and "?" in message)
    asked = _asked_of_story(sentences) if is_asked_last else asked_kind(message)
    is_open = asked in _OPEN_ENDED or (is_long and asked in (Asked.BODY, Asked.PERSON))
    return is_project(message) or (speaks and (is_story or (is_open and not _WHICH.search(folded))))


def _asked_of_story(sentences: Sequence[str]) -> Asked:
    """The kind of thing that the last question among some sentences asks for; anything when none asks."""
    questions = [sentence for sentence in sentences if "?" in sentence]
    return asked_kind(questions[-1]) if questions else Asked.ANY


def asks_whether(message: str, asked: Asked) -> bool:
    """Whether the question is if somebody may have a support, rather than one of its parts."""
    folded = fold(asking(message))
    if _ON_RULE.search(folded) and not _MAY.search(folded):
        return False
    is_open = asked is Asked.YES_NO or (asked is Asked.ANY and not _NAMES_THING.search(folded))
    return is_open or bool(_MAY.search(folded))


def asks_for_several(profile: Profile, message: str, asked: Asked) -> bool:
    """Whether somebody who tells a project asks if the supports named are for it: « AMIE ou Prêt Vert ? »."""
    return tells_who(profile) and bool(profile.themes) and asks_whether(message, asked)


def meets_need(question: str, asked: Asked, best: Candidate | None) -> bool:
    """Whether a support meets what is said, with no part of it asked for: a need told in other words.

    « Quels lycées… ? » or « quelle entreprise… ? » asks for things that are no supports.
    """
    folded = fold(question)
    asks_for_things = bool(_WHICH.search(folded)) and not asks_for_aids(question)
    is_open = asked in _OPEN_ENDED and not (_PRECISE.search(folded) or asks_for_things)
    return best is not None and best.passage.part == "what" and is_open
