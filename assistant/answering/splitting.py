"""Several questions in one message: told apart before the search, put together after it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.answering.draft import Draft, Shown, is_said
from assistant.answering.rephrase import Standing, localise
from assistant.answering.support_finding import COMPARES
from assistant.answering.wanted import names_in
from assistant.french import content_words, fold, stem, words
from assistant.messages import FRENCH, Messages
from assistant.records import DraftSentence
from assistant.wording import enumerated

MOST_QUESTIONS = 3
LONGEST_NAMED = 110  # characters of a question by which it is named
OWN_SUBJECT = 6  # content words, at least, of a question without a name that needs nothing of the one before
WHOLE = 3  # content words, at least, of a first question that « et » may join to another; two with a name
_INTERROGATIVE = (
    r"(?:(?:à|a|en|de|dans|depuis|pour|avec|sous|sur|chez|via|jusqu'[àa]|[àa] partir de|d')\s?)?"
    r"(?:que se passe|qu'est-ce qui se passe|que devien\w+"
    r"|quand|combien|comment|pourquoi|qui|où|quel(?:le)?s?|lequel|laquelle|est-ce qu[e']"
    r"|[çc]a (?:co[ûu]te|vaut|rapporte|donne) (?:quoi|combien)"
    r"|(?:y )?(?:en )?[a-zà-ÿ]+(?:-(?:t-)?|[ -]t[ -])(?:il|elle|on|ils|elles)(?!-))\b"
)
_THINGS = (
    r"(?:noms?|nombre|dates?|montant|taux|plafond|seuil|contact|adresse|téléphone|numéro|surface|superficie"
    r"|population|budget|enveloppe|durée|délai|prix|siège|liste|forfait|année|intitulé|axe|présidente?|maire)\b"
)
_REQUESTED = rf"(?:(?:les?|la|un|une|son|sa) |l')(?:\w+ )?{_THINGS}"
"""What is asked for by its name alone: « donnez-moi la date du rapport et celle de… »."""
_LINK = re.compile(r"\s*[,;]\s*(?:(?:et|puis|ou|plus) )?|\s+(?:et|puis|\+) ", re.IGNORECASE)
_FIRM = re.compile(r"\s*;|\s*,?\s*\b(?:et|puis) ", re.IGNORECASE)
"""The links that end a clause for good, where a comma may stand within one."""
_ASKS = re.compile(
    r"\b(?:combien|quel(?:le)?s?|à qui|jusqu'à quand|depuis quand|d'où|c'(?:est|était) quoi)\b|^que? "
    r"|-(?:t-)?(?:ils?|elles?|on)\b",
    re.IGNORECASE,
)
"""Words that ask wherever they stand: « qui », « où » and « quand » also join clauses."""
_ENDS_ASKING = re.compile(r"\b(?:quand|où|qui|comment)$", re.IGNORECASE)
_ASKED_THING = re.compile(
    r"\b(?:de |a |en |sur |dans |depuis |jusqu'[aà] )?"
    r"(?:quel(?:le)?s? [\w'-]+|combien(?: (?:d'|de )?[\w'-]+)?|quand|qui|où|ou|comment)\b"
    r"|\b(?:c'est|ça veut dire) quoi\b|\bqu'est-ce que\b",
    re.IGNORECASE,
)
_OPENS = re.compile(rf"(?:^|[\s,;:(]){_INTERROGATIVE}", re.IGNORECASE)
_STARTS = re.compile(rf"^(?:{_INTERROGATIVE})", re.IGNORECASE)
_NAMES = re.compile(rf"(?:^|[\s,;:(])(?:{_REQUESTED})", re.IGNORECASE)
_BARE = re.compile(rf"^(?:bonjour,? )?{_THINGS}", re.IGNORECASE)
_NAMES_NEXT = re.compile(rf"^(?:{_REQUESTED}|cel(?:le|ui) d)", re.IGNORECASE)
_NAMES_LAST = re.compile(rf"^(?:et |puis )?{_REQUESTED}", re.IGNORECASE)
_RELATIVE = re.compile(r"^(?:qui|où|quand) ", re.IGNORECASE)
"""What a comma alone joins to the noun before it."""
_ELLIPTIC = re.compile(
    r"\by en a\b|^(?:et |puis )?combien (?:à|au|aux|pour|en|dans|sur|chez)\b"
    r"|\ben (?:fai\w+|font|fait|est|sont|étai\w+)\b|\by (?:est|sont|étai\w+|figur\w+)\b|\bdedans\b",
    re.IGNORECASE,
)
"""What asks of another thing what was just asked of one: « combien à Metz ? », « Metz en fait partie ? »."""
_ALTERNATIVE = re.compile(r"^(?:et )?(?:c'est|ce sont|ça passe par) .+ ou ", re.IGNORECASE)
_PLURAL_RELATIVE = re.compile(
    r"^qui (?:n'|ne |se |s'|en |y )*(?!souvent|comment|\w+ient\b)\w+ent\b", re.IGNORECASE
)
"""What « et » joins to a noun in the plural: « qui » asks with a verb in the singular."""
_STATE = re.compile(
    r"^(?:et |puis )?(?:est-ce(?: que c'est)?|c'est|il est|elle est|[çc]a|cela)(?: (?:est|reste))?"
    r"(?: (?:encore|toujours|déjà|bien|aussi))* (?:ouverte?|ferm[ée]+|termin[ée]+|cumulable|payant|gratuit"
    r"|imposable|remboursable|se cumule|ferme|ouvre)\b"
    r"|^(?:et |puis )?(?:[çc]a|cela) (?:ne )?(?:nous |vous |me |lui |leur )?(?:rapporte|apporte|coûte|coute"
    r"|sert|change|finance|donne|engage|oblige|concerne)\b",
    re.IGNORECASE,
)
"""What asks in the order of a statement: « … et c'est encore ouvert ? »."""
_HOW_MANY = re.compile(r"\b(?:combien|quel(?:le)?s) (?:d['e] ?)?\w", re.IGNORECASE)
_RANGE = re.compile(r"\bentre (?:quel\w*|combien)$", re.IGNORECASE)
_DEFINES = re.compile(r"\b(?:c'est quoi|ça veut dire quoi|qu'est-ce que)\b", re.IGNORECASE)
"""What asks the meaning of a single word: « le FNADT, c'est quoi et qui le verse ? »."""
_WANTS_TO_KNOW = re.compile(
    r"\b(?:savoir|(?:dites|dire|confirmer|confirmez|préciser|demande|vérifier))\b", re.I
)
_GIVEN = re.compile(
    r"^(?:comme|puisqu(?:e |')|vu qu|sachant qu|étant donné qu|du fait qu)(?!.*\?)", re.IGNORECASE
)
"""What is taken for granted, before what is asked."""
_IF = re.compile(
    r"^(?:si (?!besoin|oui|non|possible|nécessaire|c'est le cas|jamais|tel)|s'(?=ils?\b))", re.IGNORECASE
)
"""What asks indirectly after such a verb: « je voudrais savoir combien… et si Longwy en était »."""
SPEAKING = frozenset({"answered", "partial"})


def split_questions(asked: Standing, names: Callable[[str], object] = names_in) -> tuple[Standing, ...]:
    """The questions of a message, at most three, each standing on its own; the message itself when it is one.

    One that has no subject of its own leans on the first; `names` tells the supports that a text names.
    """
    parts = _parts(asked.latest)
    if not 2 <= len(parts) <= MOST_QUESTIONS:
        return (asked,)
    parts = [_IF.sub("est-ce que ", part) if _WANTS_TO_KNOW.search(parts[0]) else part for part in parts]
    before = asked.text.removesuffix(asked.latest).strip() if asked.text.endswith(asked.latest) else ""
    first = f"{before} {parts[0]}".strip()
    return (
        Standing(localise(first), parts[0]),
        *(
            Standing(localise(part if names(part) or _stands_alone(part) else _leaning(first, part)), part)
            for part in parts[1:]
        ),
    )


def _leaning(first: str, part: str) -> str:
    """A question that has no subject of its own after that of the first, without what the first asked."""
    subject = _ASKED_THING.sub(" ", first)
    return f"{subject if content_words(subject) else first} {part}"


def merge_drafts(drafts: Sequence[Draft], messages: Messages, as_of: str, asked: Sequence[str] = ()) -> Draft:
    """One draft that says what each of several says; what none of them found is told at the end.

    That one thing is not published is said beside what answers another. `asked` are the words of each
    question, by which one without an answer is named.

    With nothing found at all, the first speaks for all, but for one that tells what is not published.
    """
    speaking = [draft for draft in drafts if draft.status in SPEAKING and draft.sentences]
    unpublished = [draft for draft in drafts if draft.reason == "not_found_unpublished" and draft.sentences]
    if not speaking:
        untold = next(iter(unpublished), drafts[0])
        tail = " ".join(_missing(drafts, unpublished, asked, messages, as_of)) if unpublished else untold.tail
        return replace(untold, tail=tail)
    told = [draft for draft in drafts if draft in speaking or draft in unpublished]
    if len(speaking) == 1 == len(drafts):
        return speaking[0]
    shown = Shown()
    sentences: dict[DraftSentence, None] = {}
    for draft in told:
        before = " ".join(sentence.text for sentence in sentences)
        for sentence in draft.sentences:
            if is_said(sentence.text, before):
                continue
            passages = [draft.shown[label] for label in sentence.labels]
            sentences[shown.sentence(sentence.text, *passages)] = None
    whole = len(speaking) == len(drafts) and all(draft.status == "answered" for draft in drafts)
    merged = replace(
        speaking[0],
        status="answered" if whole else "partial",
        reason=speaking[0].reason if whole else "partial_some_found",
        lead=_whole_of([draft.lead for draft in speaking if draft.lead]),
        tail=" ".join(
            [
                *dict.fromkeys(draft.tail for draft in speaking if draft.tail),
                *_missing(drafts, told, asked, messages, as_of),
            ]
        ),
        sentences=tuple(sentences),
        shown=shown.passages,
    )
    return replace(
        merged,
        warnings=_together([draft.warnings for draft in speaking]),
        contacts=_together([draft.contacts for draft in drafts]),
        schemes=_together([draft.schemes for draft in speaking]),
        validity={key: value for draft in speaking for key, value in draft.validity.items()},
        columns=(),
        rows=(),
        profile=next((draft.profile for draft in speaking if draft.profile), {}),
        suggestions=next((draft.suggestions for draft in speaking if draft.suggestions), ()),
        criterion_passages={k: v for draft in speaking for k, v in draft.criterion_passages.items()},
    )


def _missing(
    drafts: Sequence[Draft], told: Sequence[Draft], asked: Sequence[str], messages: Messages, as_of: str
) -> list[str]:
    """That to some questions no answer was found: in their words, where these are few and French."""
    if len(told) == len(drafts):
        return []
    untold = [
        text.strip(" ?!.,;:")
        for draft, text in zip(drafts, asked, strict=False)
        if not any(draft is each for each in told)
    ]
    is_short = all(len(content_words(text)) > 1 and len(text) <= LONGEST_NAMED for text in untold)
    if messages.language == FRENCH and len(asked) == len(drafts) and is_short:
        quoted = enumerated([f"« {text} »" for text in untold])
        return [messages.say("untold_question", asked=quoted, as_of=as_of)]
    return [messages.say("partial_some_found", as_of=as_of)]


def _parts(text: str) -> list[str]:
    """The pieces of a message that ask, each with what was said just before it."""
    ended = [piece.strip() for piece in re.findall(r"[^?]+\??", text) if words(piece)]
    if len(content_words(ended[0])) < 2:
        return [text]
    asking = [piece for piece in ended if piece.endswith("?")]
    if asking and len(asking) < len(ended) and _is_asked_last(ended[-1]):
        asking = ended
    if len(asking) <= 1:
        asking = [text.strip()]
    return [piece for whole in asking for piece in _joined(whole)]


def _joined(question: str) -> list[str]:
    """The questions that « et », « puis » or a comma join in one sentence, when each of them asks."""
    pieces: list[str] = []
    start = 0
    for link in _LINK.finditer(question):
        before, after = question[start : link.start()].strip(), question[link.end() :].strip()
        is_relative = (link[0].strip() == "," and _RELATIVE.match(after)) or _PLURAL_RELATIVE.match(after)
        is_indirect = bool(_IF.match(after) and _WANTS_TO_KNOW.search(question[: link.start()]))
        is_given = _GIVEN.match(before) is not None
        is_apart = (
            not is_given
            and (_is_asked(before) or is_indirect)
            and not is_relative
            and not _RANGE.search(before)
        )
        if is_apart and (pieces or _is_whole(before)) and (is_indirect or _goes_on_asking(before, after)):
            pieces.append(before)
            start = link.end()
    return [*pieces, question[start:].strip()]


def _is_asked(piece: str) -> bool:
    return any(pattern.search(piece) for pattern in (_OPENS, _ASKS, _NAMES, _BARE, _DEFINES))


def _is_asked_last(piece: str) -> bool:
    """Whether what follows the last question mark asks too, without one."""
    return any(
        pattern.search(piece) for pattern in (_OPENS, _ASKS, _NAMES_LAST, _ENDS_ASKING, _ALTERNATIVE, _STATE)
    )


def _goes_on_asking(before: str, after: str) -> bool:
    """Whether what follows a link asks something of its own, before the sentence is linked again."""
    if _STARTS.match(after) or _STATE.match(after):
        return True
    if _NAMES_NEXT.match(after):
        return not COMPARES.search(fold(f"{before} {after}"))
    firm = _FIRM.search(after)
    has_asked = _ASKS.search(before) or _ENDS_ASKING.search(before)
    clause = (after[: firm.start()] if firm else after).rstrip(" ?")
    return bool(has_asked and (_ASKS.search(clause) or _ENDS_ASKING.search(clause)))


def _is_whole(piece: str) -> bool:
    said = [word for word in content_words(piece) if word != "partir"]
    if said and _DEFINES.search(piece):
        return True
    return len(said) >= WHOLE - bool(names_in(piece) or _HOW_MANY.search(piece))


def _stands_alone(part: str) -> bool:
    """Whether a question says what it is about: « et Longwy ? » only says of which the same is asked."""
    names, said = names_in(part), content_words(part)
    if _ELLIPTIC.search(part):
        return False
    return bool(names and any(stem(word) not in names for word in said)) or len(said) >= OWN_SUBJECT


def _whole_of(leads: Sequence[str]) -> str:
    """The leads one after another, without those that another one holds."""
    kept = [lead for lead in dict.fromkeys(leads) if not any(lead != each and lead in each for each in leads)]
    return " ".join(kept)


def _together(lists: Sequence[tuple[object, ...]]) -> tuple:  # type: ignore[type-arg]  # of one kind each
    return tuple(dict.fromkeys(item for items in lists for item in items))
