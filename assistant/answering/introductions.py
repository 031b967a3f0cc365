"""Who writes, told before what is asked: of the place of an officer or a journalist nothing is asked."""

import re
from dataclasses import replace

from assistant.answering.rephrase import Standing, localise
from assistant.french import content_words, fold

_GREETING = r"(?:(?:bonjour|bonsoir|salut|hello)[ ,.!]*)?"
_STARTS = (
    r"(?:(?:je suis|je debute|je travaille|je bosse|je viens d'arriver|je viens d'etre \w+|je commence"
    r"|j'arrive|je prends mon poste|je m'occupe|ici|nouvel\w*|nouveau) )?"
)
_OFFICES = (
    r"service|mairie|direction|direct(?:eur|rice) (?:general\w* )?des services|dgs|dga"
    r"|developp(?:eur|euse|ement economique)|agent[e]?"
    r"|charge[e]? de|chef(?:fe)? de (?:projet|service)|elu[e]?|maire|adjoint[e]?|conseill(?:er|ere)"
    r"|journaliste|redaction|etudiant[e]?|stagiaire|doctorant[e]?|secretaire de mairie|collaborat(?:eur|rice)"
    r"|prefecture|sous-prefecture|chambre|cabinet"
)
_INTRODUCTION = re.compile(
    rf"^(?!(?:l[ae]s?|un|une|des?|d) |l')(?!.*\b(?:entreprise|usine|societe|pme|tpe|eti|boite)\b.*[,.;:])"
    rf"{_GREETING}{_STARTS}(?:[^,.;:?!]{{0,40}} )?(?:{_OFFICES})\b[^,.;:?!]*[,.;:]\s+"
)
_OURS = re.compile(r"\b(?:nous|notre|nos|mon|ma|mes|ici|on|chez|la-bas|m'|moi|il|elle|celle-ci)\b")
LEAST_ASKED = 3  # content words of what follows, for it to stand without who asks


def without_introduction(text: str) -> str:
    """The text without the clause in which an officer, a journalist or a student says who writes.

    What follows has to stand by itself: « on » or « notre commune » speak of the place told before. A clause
    with a figure tells a case.
    """
    folded = fold(text)
    found = _INTRODUCTION.match(folded) if len(folded) == len(text) else None
    if found is None:
        return text
    rest = text[found.end() :]
    tells_case = any(letter.isdigit() for letter in text[: found.end()])
    is_whole = not tells_case and not _OURS.search(fold(rest)) and len(content_words(rest)) >= LEAST_ASKED
    return rest if is_whole else text


def introduced(message: Standing) -> Standing:
    """A message whose latest words open with such a clause, without it; its turns stay whole."""
    latest = without_introduction(message.latest)
    if latest == message.latest or message.leans:
        return message
    return replace(message, text=localise(latest), latest=latest)
