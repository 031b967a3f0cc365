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
_OFTEN = r"(?:beaucoup|souvent|toujours|sans cesse|sans arret|tout le temps|partout|a chaque \w+)"
_SPOKEN_OF = re.compile(
    rf"\b(?:parl\w+|mentionn\w+|evoqu\w+) (?:{_OFTEN} )?(?:de la |de l'|du |des |de |d')?"
    rf"(?P<subject>[«\"] ?[^»\"]{{2,60}} ?[»\"]|(?:(?!{_OFTEN}|et |en |dans )[^\s,.;:!?]+ ?){{1,6}})"
    r"[^.!?;:]*[.!?;:]\s*(?=\S)"
)
_BARE_QUESTION = re.compile(
    r"^(?:(?:mais|et|alors|bon) )?(?P<ask>c'est quoi|qu'est[- ]ce que c'est)\b(?! (?:le|la|les|un|une|ce)\b)"
)
"""« on me parle de X. C'est quoi ? »: what is asked for is what was spoken of."""
LONGEST_UNNAMED = 2  # words
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


def with_subject_spoken_of(text: str) -> str:
    """The question « c'est quoi ? » with the thing that the sentence before says one hears of.

    A thing told in many words, with neither a name nor quotes, is told by all that stands around it.
    """
    folded = fold(text)
    spoken = _SPOKEN_OF.search(folded) if len(folded) == len(text) else None
    if spoken is None or (asked := _BARE_QUESTION.search(folded[spoken.end() :])) is None:
        return text
    named = text[slice(*spoken.span("subject"))]
    subject = named.strip('«»" ')
    if named == subject == subject.lower() and len(subject.split()) > LONGEST_UNNAMED:
        return text
    rest = text[spoken.end() :]
    return f"{rest[: asked.end('ask')]} {subject}{rest[asked.end('ask') :]}"


def introduced(message: Standing) -> Standing:
    """A message whose latest words open with such a clause, without it; its turns stay whole."""
    latest = without_introduction(with_subject_spoken_of(message.latest))
    if latest == message.latest or message.leans:
        return message
    return replace(message, text=localise(latest), latest=latest)
