"""What a record says in plain words of one thing asked: an expense, a security, what kind of aid, where."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from assistant.answering.asked import Asked
from assistant.answering.support_finding import Found
from assistant.french import content_words, fold, stem
from assistant.records import Passage
from assistant.sentences import split_sentences
from assistant.supports.schema import Part
from assistant.wording import capital

Said = tuple[str, Passage]
MOST_SAID = 2
LONGEST = 9  # content words of a message that asks one thing, the name of the support left out

_TAKEN = re.compile(
    r"\b(?:pris(?:es?)?\b|pren(?:d|nent)\b|compt(?:e|ent|ees?|es)\b|inclus|compris|couver|couvr|financ|subventionn"
    r"|aide[es]{0,3}\b|admis|passe(?:nt)?\b|rentre(?:nt)?\b|garanti[est]*\b|rembours|eligibles?\b|accept)"
)
"""What asks if an expense is aided."""
_LIGHT = frozenset(
    stem(word)
    for word in """achat achats acheter acquisition acquisitions depense depenses cout couts frais prix part
    pris prise prises prend prennent charge compte comptent compter compris comprise comprises inclus incluse
    dedans couvert couverte couverts couvre couvrent finance financent financee financees finances financer
    aide aides aidee aidees aider passe passent passer rentre rentrent admis admise admises eligible eligibles
    subventionne subventionnee subventionnes garanti garantie garantis rembourse rembourses remboursee
    accepte acceptes acceptee acceptees aussi bien quand meme droit prendre dispositif
    dans avec pour par nos notre mon mes est sont""".split()
)
_RULE = re.compile(
    r"^(?P<what>[^:;()]+?) (?P<be>ne sont pas|n'est pas|sont|est) "
    r"(?P<how>aide|pris|prise|finance|couvert|garanti|admis|exclu|accepte)\w*(?: en (?:charge|compte))?\W*$"
)
"""A whole sentence that says that some expenses are aided, or are not."""
_APART = re.compile(r",| et | ou ")
_EXPENSES = "Dépenses concernées"

_MAY = re.compile(
    r"\b(?:pour (?:nous|moi|mon|notre)|possible"
    r"|(?:on|je|nous) (?:peut|peux|pouvons|puis|est|sommes|suis|a|ai)\b"
    r"|ai-je|avons-nous|sommes-nous|suis-je|puis-je|peut-on|pouvons-nous|droit|eligible|marche|ca passe)"
)
"""What asks for a verdict rather than for a fact."""


_WHICH = re.compile(r"\b(?:lequel|laquelle|l'un ou l'autre|l'une ou l'autre)\b")
_PLACED = re.compile(
    r"\b(?:on|nous) y (?:est|sommes)\b|\by (?:est-on|sommes-nous|suis-je)\b"
    r"|^(?:et |mais )?(?:pour |chez )?(?:nous|moi|ici),? (?:a|au|sur|dans) [\w' -]{2,40}\W*$"
)
"""What asks, of the place where somebody is, if it is covered."""
LONGEST_PLACED = 4  # content words: « et nous à Thionville ? »
_SUM = re.compile(
    r"\bcombien(?: en)?(?: ca)? (?:investi|apport|mis|mett|don|octroi)\w+"
    r"|\b(?:est|sont|etait|monte) (?:de|a) combien\b(?! (?:de|d'))"
)
_BESIDE: tuple[tuple[Part, re.Pattern[str]], ...] = (
    ("amount", re.compile(r"\bavances?\b|\bmontants?\b|\btaux\b|\bquotites?\b|\bcombien\b(?! (?:de |d'))")),
    ("dates", re.compile(r"\bcloture|\bdate limite\b|\becheance|\bquand\b")),
)
_LEAST = re.compile(
    r"\b(?:depenses?|budget|montant|investissement|projet|cout)(?: d\w+)?(?: au)? minim\w*"
    r"|\bplancher\b|\bseuil\b|\b(?:au moins|au minimum|minimum) combien\b"
)
"""What asks for the least that is spent."""
_TELLS_LEAST = re.compile(
    r"\b(?:depens|budget|montant|investissement|projet|cout)\w*[^.]{0,40}"
    r"\b(?:depass|au moins|minim|superieur|plus de|a partir)\w*[^.]{0,20}\d[^.]*euros"
)
_FOR_WHAT = re.compile(
    r"\bsert\b.{0,12}\ba quoi\b|\ba quoi\b.{0,12}\bsert|\bc(?:'est|est)? quoi\b|\bqu'est[- ]ce qu"
    r"|\ben quoi consiste|\bdefinition\b"
)
_OBJECT = re.compile(
    r"^(?:l'entreprise (?:produit|fabrique)\b"
    r"|(?:la |le |l'|les )(?:commission|prets?|aides?|fonds|projet|actions?|interventions?|formations?"
    r"|accompagnement|diagnostics?|garanties?|travaux|etudes?|operations?|programme)(?: [^,.]{0,24}?)?"
    r" (?:(?:finance|etale|porte|vise|couvre|accompagne|apporte|protege|modernise|forme|cherche)(?:nt)?"
    r"|innovent?|soutien\w*|releven?t? de|est une?)\b"
    r"|la personne formee est\b)"
)
"""How a condition opens that tells what a support is for."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that may be asked of a support: how, where in a record it is told, and in which words."""

    asked: re.Pattern[str]
    parts: tuple[Part, ...]
    told: re.Pattern[str]


_WHERE = re.compile(r"\boù\b", re.IGNORECASE)
_WHERE_FOLDED = re.compile(r"^(?:et )?ou\b|\bou\W*$|\bsur quel|\ba qui\b|\baupres\b")
"""Which tell « où » from the word that sets two things side by side, even without its accent."""
_FACTS = (
    Fact(
        re.compile(
            r"\b(?:donner|demand\w+|exig\w+|apporter|prendre|faut|avec|sans)\b.{0,20}\bgaranties?\b|\bcautions?\b"
            r"|\bhypothe\w+|\b(?:maison|patrimoine|biens? perso\w*)\b|\bsuretes?\b"
        ),
        ("conditions", "amount"),
        re.compile(r"\bgaranties?\b|\bcaution\w*|\bhypothe\w+|\bsuretes?\b"),
    ),
    Fact(
        re.compile(
            r"\b(subvention|pret|avance|don|credit|exoneration)\b[^?,]{0,20}\bou (?:bien |plutot )?"
            r"(?:une? |de la |du |des |a )?(?!\1)(?:subvention|pret|avance|don|credit|rembours|exoneration)"
            r"|\b(?:faut|faut-il|doit-on|devra|dois-je)(?: le| la| l'| les)? ?(?:tout )?rembourser\b"
            r"|\b(?:ca|cela) se rembourse\b"
        ),
        ("amount", "what"),
        re.compile(r"\bsubvention|\bprets?\b|\bavance|\brembours|\bcredit d'impot|\bexoner"),
    ),
    Fact(
        re.compile(
            r"\b(?:depose|demande|envoie|adresse|postule|candidate|s'inscrit)"
            r"(?: ca| le dossier| la demande)? ou\b"
            r"|\bou (?:est-ce qu')?(?:on |je |nous |il faut |faut )?(?:le |la |l')?"
            r"(?:depos|demand|postul|candidater?\b|envo|s'inscri)\w*"
            r"|\b(?:depose|demande)\w* (?:ca |le dossier |la demande )?(?:aupres de qui|a qui|sur quel)"
        ),
        ("how_to_apply",),
        re.compile(r"\b(?:demarche|contact) :"),
    ),
)


def plain_fact(latest: str, found: Found) -> list[Said]:
    """What a record says of the one fact that a message asks, where it asks nothing else; none otherwise.

    « Faut-il une caution ? » wants that alone, whatever was told before of who asks.
    """
    folded = fold(latest)
    for name in (found.support.name, *found.support.aliases):
        folded = folded.replace(fold(name), " ")
    is_where = bool(_WHERE.search(latest) or _WHERE_FOLDED.search(folded))
    facts = _FACTS if is_where else _FACTS[:-1]
    asked = [fact for fact in facts if fact.asked.search(folded)]
    is_one = len(asked) == 1 and len(_told_words(latest, found)) <= LONGEST and not _MAY.search(folded)
    if not is_one or found.support.kind == "garantie" or re.search(r"\bcombien\b|\btaux\b|\bquand\b", folded):
        return []
    for part in (each for each in asked[0].parts if each in found.parts):
        passage = found.parts[part]
        sentences = split_sentences(passage.text)
        said = [s for s in sentences if asked[0].told.search(fold(s.replace(found.support.name, "")))]
        if said:
            return [(sentence, passage) for sentence in said[:MOST_SAID]]
    return []


def plain_expense(latest: str, found: Found) -> tuple[bool, str, Passage] | None:
    """Whether the record says that the expense asked about is aided, and the sentence that says it.

    None of what it says with more words than the question, or with fewer: it may be about another expense.
    """
    if not _TAKEN.search(fold(latest)) or re.search(r"\bcombien\b|\bquel", fold(latest)):
        return None
    wanted = frozenset(_told_words(latest, found)) - _LIGHT
    if not wanted:
        return None
    conditions, what = found.parts.get("conditions"), found.parts.get("what")
    for sentence in map(bare, split_sentences(conditions.text)) if conditions else ():
        rule = _RULE.match(fold(sentence))
        if rule and conditions and wanted in _items(rule["what"]):
            return (" pas" in rule["be"]) == (rule["how"] == "exclu"), sentence, conditions
    if what and wanted in _items(found.support.expenses or ""):
        told = (s for s in split_sentences(what.text) if s.startswith(_EXPENSES))
        return next(((True, sentence, what) for sentence in told), None)
    return None


def object_of(latest: str, found: Found) -> Said | None:
    """The condition of a record that tells what the support is for, to who asks what it is."""
    conditions = found.parts.get("conditions")
    if conditions is None or not _FOR_WHAT.search(fold(latest)):
        return None
    told = (s for s in map(bare, split_sentences(conditions.text)) if _OBJECT.match(fold(s)))
    return next(((sentence, conditions) for sentence in told), None)


def parts_beside(latest: str, asked: Asked) -> list[Part]:
    """The parts of a record asked for beside the least spending: « dépense minimale et clôture ? »."""
    if not _asks_least(latest, asked):
        return []
    rest = _LEAST.sub(" ", fold(latest))
    return [part for part, pattern in _BESIDE if pattern.search(rest)]


def least_spent(latest: str, asked: Asked, found: Found) -> list[Said]:
    """The conditions that tell the least spending, to who asks for it, alone or beside something else."""
    conditions = found.parts.get("conditions")
    if conditions is None or not _asks_least(latest, asked):
        return []
    sentences = map(bare, split_sentences(conditions.text))
    return [(sentence, conditions) for sentence in sentences if _TELLS_LEAST.search(fold(sentence))]


def asks_sum(latest: str) -> bool:
    """Whether « combien » asks for a sum by its verb: « combien investissent-ils ? »."""
    return bool(_SUM.search(fold(latest)))


def asks_which(latest: str) -> bool:
    """Whether a message asks which of those it names is the one for somebody."""
    return bool(_WHICH.search(fold(latest)))


def asks_place(latest: str) -> bool:
    """Whether a short message asks if a place is covered, and nothing else."""
    return len(content_words(latest)) <= LONGEST_PLACED and bool(_PLACED.search(fold(latest)))


def bare(sentence: str) -> str:
    """A sentence of the conditions without what introduces their list."""
    return capital(re.sub(r"^Conditions pour « .*? » : ", "", sentence))


def _asks_least(latest: str, asked: Asked) -> bool:
    """Whether the least spending is asked for."""
    return asked is Asked.CONDITION and bool(_LEAST.search(fold(latest)))


def _items(text: str) -> list[frozenset[str]]:
    """The stems of each of the things that a text sets out, the light words left out."""
    without = re.sub(r"\([^)]*\)", " ", text.rstrip("."))
    return [frozenset(map(stem, content_words(item))) - _LIGHT for item in _APART.split(fold(without))]


def _told_words(latest: str, found: Found) -> list[str]:
    """The stems of the content words of a message, but for the names of the support."""
    support = found.support
    names: Collection[str] = {stem(w) for n in (support.name, *support.aliases) for w in content_words(n)}
    return [s for s in map(stem, content_words(latest)) if s not in names and s not in _glued(names)]


def _glued(names: Collection[str]) -> set[str]:
    """The names written in one word with their number: « amie57 »."""
    return {f"{one}{two}" for one in names for two in names if two.isdigit()}
