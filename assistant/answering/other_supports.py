"""What a list is asked for again: with a fact that changes, or but for the supports already told."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from assistant.answering.advice import Advisor
from assistant.answering.draft import Draft
from assistant.answering.project_answers import ProjectDesk
from assistant.answering.project_telling import retells
from assistant.answering.rephrase import MOST_TURNS, Standing, said_last
from assistant.answering.support_finding import SupportFinder
from assistant.french import content_words, fold
from assistant.profiles.declared import Declared
from assistant.records import Turn
from assistant.retrieval.hybrid import Retriever
from assistant.supports.schema import Support

LONGEST = 10  # content words: a longer message asks something of its own
_THINGS = (
    r"(?:chose|aides?|dispositifs?|subventions?|financements?|pistes?|solutions?|options?|idees?|prets?)"
)
_ELSE = re.compile(
    rf"\bd'autres? {_THINGS}\b|\b(?:une|des|les|quelles?|quels?) autres? {_THINGS}\b"
    r"|\b(?:quoi|rien|qqch|quelque chose|qu'est-ce qu'il y a|qu'y a-t-il|que) d'autres?\b"
    r"|(?<!tout )\bautre chose\b(?! ?[:,])|\bquoi (?:de|en) plus\b"
)
_FREE = re.compile(
    r"^(?:et |sinon |plutot |ou |alors |mais )*(?:du |en |de |des aides? )?gratuit\w*(?: alors| aussi)?\W*$"
    r"|\b(?:du|truc|trucs|chose|qqch|aides?|accompagnements?|coup de main|plutot|surtout|d'autre) "
    r"(?:de )?gratuit\w*"
)
_FREE_OF_CHARGE = re.compile(r"\bgratuit")


def asks_for_others(message: str) -> bool:
    """Whether a message asks what else there is, or what there is free of charge."""
    folded = fold(message)
    is_short = len(content_words(message)) <= LONGEST
    return is_short and bool(_ELSE.search(folded) or _FREE.search(folded))


class OtherSupports:
    """Lists the supports that were not told, free of charge alone where that is asked."""

    def __init__(
        self, advisor: Advisor, finder: SupportFinder, projects: ProjectDesk, retriever: Retriever
    ) -> None:
        self._advisor, self._finder = advisor, finder
        self._projects, self._retriever = projects, retriever

    def retells(self, message: Standing, today: date) -> bool:
        """Whether the last message only changes a fact of a project told before: the list is made anew."""
        told = self._advisor.declared({}, message.turns[-1:], today).profile
        return retells(message, told, self._advisor.catalogue)

    def answer(self, message: str, history: Sequence[Turn], known: Declared, today: date) -> Draft | None:
        """The supports for what the conversation told, but for those of the last exchange; None for others.

        `known` is what the whole conversation tells, this message included.
        """
        earlier = [turn.content for turn in history if turn.role == "user" and turn.content.strip()]
        if not earlier or not asks_for_others(message):
            return None
        said = self._advisor.catalogue.named_in(" ".join((earlier[-1], said_last(history))))
        if not said:
            return None
        told = " ".join(earlier[-MOST_TURNS:])
        ranking = self._retriever.rank(told)
        near = self._finder.find_for_story(told, known.profile, ranking)
        left = [replace(each, named=False) for each in near if each.support not in said]
        if _FREE.search(fold(message)):
            themes = known.profile.themes or {theme for support in said[:1] for theme in support.themes}
            left = [each for each in left if _is_free(each.support, themes)]
        draft = self._projects.answer(left, known, today, ranking.query) if left else None
        return draft if draft is not None and draft.status == "answered" else None


def _is_free(support: Support, themes: Collection[str]) -> bool:
    """Whether the record of a support on one of the themes says that it is free of charge."""
    amount = fold(f"{support.amount or ''} {support.territory}")
    return bool(_FREE_OF_CHARGE.search(amount)) and not set(themes).isdisjoint(support.themes)
