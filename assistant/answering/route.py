"""What to do with a message before any search: read it, greet, ask back, or decline."""

import re
from dataclasses import dataclass
from typing import Literal

from assistant.answering.readable import readable
from assistant.french import content_words, fold, words

LONGEST_QUESTION = 4_000
Way = Literal[
    "search",
    "greeting",
    "thanks",
    "about",
    "clarify_empty",
    "clarify_unreadable",
    "clarify_too_long",
    "clarify_personal_number",
    "refused_instructions",
    "refused_insult",
    "refused_personal_data",
]

_GREETING = frozenset(
    "bonjour bonsoir salut hello hi hallo coucou allo hey moien buongiorno enchante".split()
)
_COURTESY = frozenset(
    "ca va bien tout le monde a vous toi comment allez tu vas monsieur madame l assistant et".split()
)
_THANKS = frozenset(
    "merci mercis remercie thanks danke super parfait genial ok okay top bravo excellent entendu villmols "
    "beaucoup bien note nickel impeccable d accord au revoir bonne journee soiree bye ciao infiniment "
    "pour votre aide tres c est clair".split()
)
_ABOUT = re.compile(
    r"^(qui (es|etes)[- ](tu|vous)|(tu|vous) (es|etes) qui|que (sais|savez|peux|pouvez)[- ](tu|vous)( faire)?"
    r"|(a quoi|comment) (sers|servez|fonctionnes|fonctionnez|marches|marchez)[- ](tu|vous)|comment ca marche"
    r"|tu fais quoi|vous faites quoi|aide|help|es[- ]tu (un robot|une ia|humain).*"
    r"|etes[- ]vous (un robot|une ia|humain).*)\W*$"
)
_INSTRUCTIONS = re.compile(
    r"ignore[rz]? (toutes |tous )?(tes|vos|les|the|your|all|previous)\b.{0,40}(instruction|consigne"
    r"|regle|prompt|directive)"
    r"|oublie[rz]? (toutes |tous )?(tes|vos|les) (instruction|consigne|regle)|system prompt"
    r"|prompt systeme|\bjailbreak"
    r"|(revele|affiche|montre|donne|repete)[rzs]?(-moi)? (tes|vos|ton|votre|le) (prompt|instructions"
    r"|consignes)"
    r"|tu es (maintenant|desormais) (un|une|dan)\b|fais comme si tu etais|act as\b|developer mode"
    r"|mode developpeur"
)
_INSULT = re.compile(
    r"\b(connard|connasse|encule|salope|pute|batard|abruti|debile|cretin|imbecile|ta gueule|fdp|nique|"
    r"idiot|stupide|conne?|va te faire|trou du cul|merde)\b"
)
_INSULT_TO_US = re.compile(
    r"\b(tu|vous|toi|t'|es|etes|espece|gros|sale|bot|robot|assistant|pauvre)\b|^\W*\w+\W*\w*\W*$"
)
_PERSONAL = re.compile(
    r"(adresse (personnelle|privee|perso)|domicile|numero (personnel|prive|perso)|(telephone|portable"
    r"|mail) (personnel|prive|perso)"
    r"|date de naissance|ou habite|vie privee|numero de securite sociale|salaire de (m|mme|monsieur|madame)\b"
    r"|(est|etait)[- ](il|elle) (marie|celibataire|malade|divorce|catholique|musulman|juif))"
)


@dataclass(frozen=True, slots=True)
class Route:
    """The message made readable, and the way it goes."""

    text: str
    way: Way


def route(raw: str) -> Route:
    """The way a message goes; control characters and invisible tags are taken out first.

    A message of over 4,000 characters is not searched: nobody could say which of its questions was answered.
    """
    text = readable(raw)
    if not text:
        return Route("", "clarify_empty" if not raw.strip() else "clarify_unreadable")
    if len(text) > LONGEST_QUESTION:
        return Route(text[:LONGEST_QUESTION], "clarify_too_long")
    folded = fold(text)
    said = [word for word in words(text)]
    if not said or not any(word.isalnum() for word in said) or _is_noise(text):
        return Route(text, "clarify_unreadable")
    if _INSTRUCTIONS.search(folded):
        return Route(text, "refused_instructions")
    if _PERSONAL.search(folded):
        return Route(text, "refused_personal_data")
    if _INSULT.search(folded) and _INSULT_TO_US.search(folded) and len(content_words(text)) <= 8:
        return Route(text, "refused_insult")
    if any(word in _GREETING for word in said) and all(w in _GREETING | _COURTESY for w in said):
        return Route(text, "greeting")
    if _ABOUT.match(folded):
        return Route(text, "about")
    if all(word in _THANKS | _COURTESY for word in said):
        return Route(text, "thanks")
    return Route(text, "search")


def _is_noise(text: str) -> bool:
    letters = sum(c.isalnum() or c in " '’-?!.,;:()/%€\"«»…–" for c in text)
    return letters < 0.6 * len(text)
