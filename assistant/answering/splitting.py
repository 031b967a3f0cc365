"""Several questions in one message: told apart before the search, put together after it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.draft import Draft, Shown
from assistant.answering.features import names_in
from assistant.answering.rephrase import Standing
from assistant.french import content_words, fold, words
from assistant.messages import Messages
from assistant.records import DraftSentence

MOST_QUESTIONS = 3
OWN_SUBJECT = 6  # content words, at least, of a question without a name that needs nothing of the one before
WHOLE = 3  # content words, at least, of a first question that « et » may join to another
_INTERROGATIVE = (
    r"(?:(?:à|a|en|de|dans|depuis|pour|avec|sous|sur|jusqu'[àa]|[àa] partir de|d')\s?)?"
    r"(?:quand|combien|comment|pourquoi|qui|où|quel(?:le)?s?|lequel|laquelle|est-ce qu[e'])\b"
)
_JOINED = re.compile(rf"(?:\s*[,;]\s*(?:et |puis |ou )?|\s+et |\s+puis )(?={_INTERROGATIVE})", re.IGNORECASE)
_LINKED = re.compile(r"\s*[,;]\s*(?:et |puis |ou )?|\s+et |\s+puis ", re.IGNORECASE)
_ASKS = re.compile(
    r"\b(?:combien|quel(?:le)?s?|a qui|jusqu'a quand|depuis quand|d'ou|c'(?:est|etait) quoi)\b|^que? "
)
"""Words that ask wherever they stand: « qui », « où » and « quand » also join clauses."""
_ASKED_THING = re.compile(
    r"\b(?:de |a |en |sur |dans |depuis |jusqu'[aà] )?"
    r"(?:quel(?:le)?s? [\w'-]+|combien(?: (?:d'|de )?[\w'-]+)?|quand|qui|où|ou|comment)\b",
    re.IGNORECASE,
)
_OPENS = re.compile(rf"(?:^|[\s,;:(]){_INTERROGATIVE}", re.IGNORECASE)
SPEAKING = frozenset({"answered", "partial"})


def split_questions(asked: Standing) -> tuple[Standing, ...]:
    """The questions of a message, at most three, each standing on its own; the message itself when it is one.

    One that has no subject of its own leans on the first.
    """
    parts = _parts(asked.latest)
    if not 2 <= len(parts) <= MOST_QUESTIONS:
        return (asked,)
    before = asked.text.removesuffix(asked.latest).strip() if asked.text.endswith(asked.latest) else ""
    first = f"{before} {parts[0]}".strip()
    return (
        Standing(first, parts[0]),
        *(Standing(part if _stands_alone(part) else _leaning(first, part), part) for part in parts[1:]),
    )


def _leaning(first: str, part: str) -> str:
    """A question that has no subject of its own after that of the first, without what the first asked."""
    subject = _ASKED_THING.sub(" ", first)
    return f"{subject if content_words(subject) else first} {part}"


def merge_drafts(drafts: Sequence[Draft], messages: Messages, as_of: str) -> Draft:
    """One draft that says what each of several says; what none of them found is told at the end.

    With nothing found at all, the first speaks for all.
    """
    speaking = [draft for draft in drafts if draft.status in SPEAKING and draft.sentences]
    if not speaking:
        return drafts[0]
    if len(speaking) == 1 == len(drafts):
        return speaking[0]
    shown = Shown()
    sentences: dict[DraftSentence, None] = {}
    for draft in speaking:
        for sentence in draft.sentences:
            passages = [draft.shown[label] for label in sentence.labels]
            sentences[shown.sentence(sentence.text, *passages)] = None
    whole = len(speaking) == len(drafts) and all(draft.status == "answered" for draft in drafts)
    merged = replace(
        speaking[0],
        status="answered" if whole else "partial",
        reason=speaking[0].reason if whole else "partial_some_found",
        lead=" ".join(dict.fromkeys(draft.lead for draft in speaking if draft.lead)),
        tail=" ".join(
            [
                *(draft.tail for draft in speaking if draft.tail),
                *([] if len(speaking) == len(drafts) else [messages.say("partial_some_found", as_of=as_of)]),
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


def _parts(text: str) -> list[str]:
    """The pieces of a message that ask, each with what was said just before it."""
    ended = [piece.strip() for piece in re.findall(r"[^?]+\??", text) if words(piece)]
    if len(content_words(ended[0])) < 2:
        return [text]
    asking = [piece for piece in ended if piece.endswith("?")]
    if len(asking) < len(ended) and len(asking) > 1:
        asking = ended if _OPENS.search(fold(ended[-1])) else asking
    if len(asking) <= 1:
        asking = [text.strip()]
    return [piece for whole in asking for piece in _joined(whole)]


def _joined(question: str) -> list[str]:
    """The questions that « et », « puis » or a comma join in one sentence, when each of them asks."""
    pieces = [piece.strip() for piece in _JOINED.split(question)]
    if len(pieces) == 1:
        return _linked(question)
    # « À partir de quel âge et jusqu'à quand peut-on… » opens with a complement, not with a question.
    opening = fold(pieces[0])
    is_asked = _OPENS.search(opening) or _ASKS.search(opening)
    return pieces if _is_whole(pieces[0]) and is_asked else [question]


def _linked(question: str) -> list[str]:
    """The two halves of a sentence, cut at the first link on each side of which something is asked."""
    for link in _LINKED.finditer(question):
        before, after = question[: link.start()].strip(), question[link.end() :].strip()
        if _is_whole(before) and _ASKS.search(fold(before)) and _ASKS.search(fold(after)):
            return [before, after]
    return [question]


def _is_whole(piece: str) -> bool:
    return len([word for word in content_words(piece) if word != "partir"]) >= WHOLE


def _stands_alone(part: str) -> bool:
    return bool(names_in(part)) or len(content_words(part)) >= OWN_SUBJECT


def _together(lists: Sequence[tuple[object, ...]]) -> tuple:  # type: ignore[type-arg]  # of one kind each
    return tuple(dict.fromkeys(item for items in lists for item in items))
