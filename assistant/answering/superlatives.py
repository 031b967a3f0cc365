"""What a question wants the most or the least of, where what is found ranks nothing: said first."""

import re
from dataclasses import replace

from assistant.answering.draft import Draft
from assistant.french import fold
from assistant.messages import Messages

_ASKS = re.compile(
    r"\b(?:quel(?:le)?s?|laquelle|lequel|lesquel(?:le)?s|qui)\b[^?.;]{0,70}?\bl[ea]s? (?:plus|moins)"
    r" (?:de |d'|grande? |grosse? |gros |petite? )?(?P<of>[a-z-]+)"
)
_NO_RANK = re.compile(
    r"\b(?:tard|tot|vite|souvent|recent\w*|proches?|pres|simples?|facile\w*|adapte\w*|interessant\w*|rapide\w*"
    r"|possible|utiles?|pertinent\w*|avantageu\w*|indique\w*|courant\w*|tardive?s?|sur|loin)$"
)
"""What a support or a body is asked for by, and no figure tells."""
_BETWEEN = re.compile(r"\bou\b|\bentre\b|\b(?:ces|des|les) (?:deux|trois|quatre|\d)\b")
_TELLS = re.compile(
    r"\b(?:plus|moins|premier\w*|premiere\w*|principa\w+|deuxieme|second\w*|majeur\w*|record|majorit\w+|surtout"
    r"|d'abord|seule?s?|unique|devant|moitie|tiers|grande?s?|en tete|maxim\w+|minim\w+|dernier\w*)\b|%"
)


def asks_for_most(question: str) -> bool:
    """Whether a question wants to know which thing is the most or the least, of all those of a kind."""
    folded = fold(question)
    found = _ASKS.search(folded)
    return found is not None and not (_NO_RANK.search(found["of"]) or _BETWEEN.search(folded))


def with_ranking_told(draft: Draft, question: str, messages: Messages, as_of: str) -> Draft:
    """The draft, said to hold no such ranking where the question wants one and it opens without any."""
    is_plain = draft.status == "answered" and draft.sentences and not (draft.schemes or draft.lead)
    if not is_plain or not asks_for_most(question) or _TELLS.search(fold(draft.sentences[0].text)):
        return draft
    lead = messages.say("partial_near_miss", missing=messages.say("missing_ranking"), as_of=as_of)
    return replace(draft, status="not_found", reason="not_found_near_miss", lead=lead)
