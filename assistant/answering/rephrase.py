"""A question that leans on the conversation, made whole."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.answering.asked import Asked, asked_kind, asking
from assistant.answering.wanted import Wanted, names_in, wanted_of
from assistant.french import content_words, fold, stem
from assistant.records import Turn
from assistant.retrieval.hybrid import Retriever
from assistant.retrieval.ranking import Ranking, together
from assistant.sentences import split_sentences
from assistant.supports.schema import Support

SHORT = 6
LONG = 40
LONGEST_SAID = 400  # characters of an answer: enough for its subject
MOST_TURNS = 4  # earlier questions that a subject may be carried from
_LEANING = re.compile(
    r"^(et|mais|ou|alors|donc|sinon|aussi|dont|idem|pareil)\b"
    r"|(?<!-)\b(il|elle|ils|elles)\b(?! (y a|faut|s'agit|est possible))|^([\w']+ )?[\w']+-(t-)?(il|elle)s?\b"
    r"|\b(ce|cette|ces)\b(?! (qu|annee|mois|semaine|trimestre|semestre|jour|moment|soir))"
    r"|\b(celui|celle|ceux|celles)-(ci|la)\b|\b(ca|cela|lui|eux|leurs?|son|sa|ses)\b|\bla meme\b"
    r"|\b(\w')?en (est|sont|a|ont|avait|etai\w+|fai\w*|font|reste\w*|beneficie\w*)\b"
    r"|(?<!il )\b(\w')?y (est|sont|etai\w+|a-t|ont|reste\w*|ai|avoir|avons|fait|font)\b"
    r"|\b(class|tri|list|compar|rang)(ez|er|e)-les\b"
    r"|\bc'est (toujours |encore |deja |pas |bien )*(bon|ok|possible|jouable|faisable|grave|suffisant|assez"
    r"|mort|foutu"
    r"|trop|pareil|le cas)( (en 20\d\d|aujourd'hui))?\W*$"
)
"""What stands for a subject named before. A verb turned round (« la Région aide-t-elle ») has its own, unless
it opens the question.
"""
_STARTS_OVER = re.compile(r"^(et|mais|alors|donc|sinon|aussi|ou)\b")


_SUBJECTLESS = frozenset(
    stem(word)
    for word in """montant montants taux plafond plancher seuil seuils date dates delai delais condition
    conditions contact contacts coordonnees demarche demarches dossier limite budget enveloppe detail details
    precision precisions source sources lien exemple maximum minimum duree calendrier criteres eligible
    eligibles pme tpe eti entreprise entreprises collectivite collectivites commune communes association
    microentreprise start-up startup adresse telephone mail site exactement precisement euros pourcentage
    pourcent somme depense depenses charge prise prises pris couverte couvertes couvert couverts finance
    financee financees total cumul cumulable cumulables banque grand grande groupe texte loi article piece
    pieces justificatif justificatifs versement remboursement appel dispositif mesure subvention pret emploi
    emplois salaries effectif taille creer ouvert ouverte ferme fermee clos close cloture actualite actif
    valable disponible prolonge prolongee termine terminee fini finie plafonne plafonnee gratuit payant
    obligatoire remboursable decide instruit depose deposer moment jour heure
    actuelle actuellement investir couter durer rembourser payer demander obtenir toucher recevoir attendre
    envoyer adresser appeler signer commencer""".split()
)
"""Words that ask about a subject, or for whom, without naming it."""
_OPENING = re.compile(
    r"^(?:(?:d'accord|ok|okay|bon|bien|oui|merci(?: beaucoup)?|ah|parfait|super|entendu|compris|je vois|donc)"
    r"[ ,.!:;]+)+",
    re.IGNORECASE,
)
"""What is said of the last answer before going on."""
_HERE = re.compile(
    r"\b(le|du|au|ce|notre|mon|nos|votre) (territoire|ti|label|perimetre)\b"
    r"(?! (d'industrie )?(de|du|des|d'|voisin|nord|moselle|val|terres|pays|sud)\b)"
    r"|\b(programme|plan|comite|copil|binome|pilotage|projet) (d'action )?loca(l|ux)\b"
    r"|\b(moselle[- ]nord|nord[- ]mosellan\w*|nord de la moselle)\b"
    r"|\b(chez nous|ici|par ici|dans le coin|localement|autour de nous|autour d'ici|nos voisins)\b"
)
_GOVERNED = re.compile(
    r"\b(copil|comites? de pilotage|binome|(elu|industriel|binome)s? referents?|gouvernance"
    r"|fiches?[- ]actions?)\b"
)
"""What every Territoire d'industrie has: that of Nord Lorraine, when no other level or place is named."""
_ELSEWHERE = re.compile(
    r"\b(nationa\w*|regiona\w*|region|france|chaque|tous les|rebond|premiere phase|phase 1)\b"
)
_PROGRAMME = re.compile(
    r"\b(le|du|au|ce|notre|date|fin|debut|budget|duree|objectifs?) programme\b"
    r"(?! (local|budget|d'action|de|du|des|d'|region|europ|national|life|leader|interreg|petites|action"
    r"|alimentaire|feder|france|proactif|horizon|pour|\d|«))"
)
_DEFINES = re.compile(
    r"^(?:bonjour,? )?(?:c'est quoi|qu'est[- ]ce que(?: c'est(?: que)?)?|qu'est[- ]ce qu'|qui est) +",
    re.IGNORECASE,
)
_RANK = (
    r"(?:premi(?:er|ère)|deuxième|second|seconde|dernier|dernière|prochain|prochaine|précédente?|suivante?)"
)
_WHICH_ONE = re.compile(rf"\b{_RANK}\b", re.IGNORECASE)
_OTHER_ONE = re.compile(rf"^(?:et |mais )?l[ea] (?P<which>{_RANK})\W*$", re.IGNORECASE)
HERE = "Nord Lorraine"
PROGRAMME = "Territoires d'industrie"
_CITED = re.compile(r"\s*\[\d+\]")


def localise(text: str) -> str:
    """The question with the name added of the territory (« le territoire », « chez nous ») or the programme.

    What is asked of a place or a level that it names, or in general, is left as it is.
    """
    folded = fold(text)
    is_general = asked_kind(text) is Asked.DEFINITION or _ELSEWHERE.search(folded)
    is_ours = _GOVERNED.search(folded) and not (is_general or names_in(text))
    is_here = bool(_HERE.search(folded) or is_ours) and fold(HERE) not in folded
    if is_here:
        return f"{text} ({HERE})"
    is_named = names_in(text) or "territoire" in folded or not _PROGRAMME.search(folded)
    return text if is_named else f"{text} ({PROGRAMME})"


@dataclass(frozen=True, slots=True)
class Standing:
    """A question made whole: `text` stands alone, `latest` is what was said last.

    `turns` are the messages it is made of, whole, the earliest first.
    """

    text: str
    latest: str
    turns: tuple[str, ...] = ()

    @property
    def leans(self) -> bool:
        """Whether it is more than its own words: what was said before, or beside, is in its text."""
        return self.text != localise(self.latest)


def rank_standing(question: Standing, retriever: Retriever) -> Ranking:
    """The ranking of a question; of one that leans on others, its own words count as much as the whole."""
    whole = retriever.rank(question.text)
    return together(whole, retriever.rank(question.latest)) if question.leans else whole


def wanted_by(question: Standing, ranking: Ranking) -> Wanted:
    """What a question asks for: the kind by its own words, the years, numbers and names by the whole."""
    return wanted_of(question.text, asked_kind(asking(question.latest), ranking.query.corrected))


def rephrase(
    text: str, history: Sequence[Turn], is_reply: Callable[[str], bool] = lambda text: False
) -> Standing:
    """The question, with the user's last one before it when it cannot stand alone.

    A question leans on the last one when it is short and opens with a conjunction, holds a pronoun or names
    no subject. A reply, which tells a fact and asks nothing, is the last one asked again. The last one is
    made whole in the same way.
    """
    whole, text = text, gist(text)
    earlier = [turn.content for turn in history if turn.role == "user" and turn.content.strip()]
    replies = bool(earlier) and is_reply(text)
    goes_on = len(content_words(text)) <= SHORT and _leans(text)
    if not earlier or not (replies or goes_on or _tells_in_passing(text, is_reply)):
        return Standing(localise(text), text, (whole,))
    before = [Turn("user", content) for content in earlier[-MOST_TURNS:-1]]
    last = rephrase(earlier[-1].strip(), before, is_reply)
    if replies:
        return replace(last, turns=(*last.turns, whole))
    return Standing(localise(_gone_on(_subject(last), text.strip())), text, (*last.turns, whole))


def _subject(last: Standing) -> str:
    """The last question as the subject of the next: without what it asked of a thing named before it."""
    before = last.text.removesuffix(last.latest.strip()).strip()
    asks_of_it = last.leans and before and before != last.text and asked_kind(last.latest) is not Asked.ANY
    is_by_pronoun = bool(_LEANING.search(fold(last.latest))) and not names_in(last.latest)
    return before if asks_of_it and is_by_pronoun and len(content_words(before)) > 1 else last.text


def _gone_on(last: str, text: str) -> str:
    """The last question with the next one: without what asked for its meaning, which is no subject.

    « et le prochain ? » is the last question asked of another one of the same things.
    """
    if (other := _OTHER_ONE.match(text)) and _WHICH_ONE.search(last):
        return _WHICH_ONE.sub(lambda found: f"{other['which']}", last, count=1)
    subject = _DEFINES.sub("", last)
    return f"{subject if content_words(subject) else last} {text}"


def resume(text: str, history: Sequence[Turn]) -> Standing | None:
    """A short question taken to go on with the last exchange, what was answered included; None for others.

    For a question that finds no answer otherwise: « sur combien d'années ? » leans on nothing that shows. One
    that names something of its own goes on only when its wording says so.
    """
    asked = [n for n, turn in enumerate(history) if turn.role == "user" and turn.content.strip()]
    stands = bool(names_in(text)) and not _leans(text)
    if not asked or stands or len(content_words(text)) > SHORT:
        return None
    last = history[asked[-1]].content.strip()
    said = said_last(history)[:LONGEST_SAID]
    return Standing(localise(" ".join((last, said, text))), text, (last, text))


def said_last(history: Sequence[Turn]) -> str:
    """What was answered to the last question, without its markers; empty when nothing was."""
    asked = [n for n, turn in enumerate(history) if turn.role == "user" and turn.content.strip()]
    return _CITED.sub("", " ".join(turn.content for turn in history[asked[-1] + 1 :])) if asked else ""


def on_last_support(
    text: str, history: Sequence[Turn], names: Callable[[str], Sequence[Support]]
) -> Standing | None:
    """The question as one on the support that the last exchange was about first; None without any.

    None too for a question that names something of its own. `names` tells the supports that a text names.
    """
    asked = [turn.content for turn in history if turn.role == "user" and turn.content.strip()]
    if not asked or names(text) or (names_in(text) and not _leans(text)):
        return None
    lines = (asked[-1], *split_sentences(said_last(history)))
    support = next((named[0] for line in lines if (named := names(line))), None)
    return Standing(localise(f"{support.name} {text}"), text, (text,)) if support else None


def gist(text: str) -> str:
    """The part of a long message that asks: what ends with a question mark, else the message as it is."""
    if len(content_words(text)) <= LONG:
        return text
    asking = [part.strip() for part in re.findall(r"[^.!?;:]+\?", text)]
    return " ".join(asking) or text


def _tells_in_passing(text: str, is_reply: Callable[[str], bool]) -> bool:
    """Whether a message of some parts that names nothing tells a fact of who asks beside its question."""
    parts = [part for part in re.split(r"[.!?;]+\s*|,\s+", text) if part]
    if len(parts) < 2 or len(content_words(text)) > LONG // 2 or names_in(text):
        return False
    return any(map(is_reply, parts))


def names_nothing(text: str) -> bool:
    """Whether all the words of a question ask about a subject, and none names it: « et le montant ? »."""
    return all(stem(word) in _SUBJECTLESS for word in content_words(_OPENING.sub("", text)))


def _leans(text: str) -> bool:
    folded = fold(text)
    return bool(names_nothing(text) or _STARTS_OVER.search(folded) or _LEANING.search(folded))
