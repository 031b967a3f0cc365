"""What to do with a message before any search: read it, greet, ask back, or decline.

The words and patterns are data: `prompts/routing.yaml`.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from assistant.answering.readable import readable, without_markup
from assistant.errors import InvalidInput
from assistant.french import content_words, fold, words
from assistant.yaml_files import read_yaml

LONGEST_QUESTION = 4_000
LEAST_WORDS = 2  # content words that a part of a message needs to be a question of its own
LEAST_BESIDE_INSULT = 3
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
    "out_of_scope_request",
]
PATTERNS = ("about", "instructions", "sequels", "other_tasks", "insults", "personal")
WORDS = ("greeting", "courtesy", "thanks")
_SENTENCE_END = re.compile(r"(?<=[.!?;…])\s+|\s+[-–—|]+\s+")
_CLAUSE_END = re.compile(r"[,:;()\"«»]+\s*|\s+(?=(?:et|puis|and|then|und|dann)\s)")
_SPACED = re.compile(r"(?<!\w)\w(?:[ .*_-]\w){4,}(?!\w)")


@dataclass(frozen=True, slots=True)
class Route:
    """What of the message is read, the way it goes, and whether something in it was left unread."""

    text: str
    way: Way
    is_partial: bool = False


class Router:
    """Knows what kind of message it is given."""

    def __init__(self, patterns: Mapping[str, Sequence[str]], vocabulary: Mapping[str, str]) -> None:
        """Compile the patterns once; raises re.error for one that is not a regular expression."""
        self._patterns = {
            name: re.compile("|".join(f"(?:{each})" for each in found)) for name, found in patterns.items()
        }
        self._words = {name: frozenset(text.split()) for name, text in vocabulary.items()}

    def route(self, raw: str) -> Route:
        """The way a message goes, and the part of it that is read: what the eye cannot see is taken out.

        A message of over 4,000 characters is not searched: nobody could say which of its questions was
        answered.
        """
        text = readable(raw)
        if not text:
            return Route("", "clarify_unreadable" if raw.strip() else "clarify_empty")
        if len(text) > LONGEST_QUESTION:
            return Route(text[:LONGEST_QUESTION], "clarify_too_long")
        if self._says(text, "instructions") or self._says(text := without_markup(text), "instructions"):
            return self._without(text, "refused_instructions", "instructions", "sequels", "other_tasks")
        if not any(word.isalnum() for word in words(text)) or _is_noise(text):
            return Route(text, "clarify_unreadable")
        if self._says(text, "personal"):
            return Route(text, "refused_personal_data")
        if self._says(text, "insults"):
            return self._civil(text)
        if self._says(text, "other_tasks"):
            return self._without(text, "out_of_scope_request", "other_tasks")
        return Route(text, self._courtesy(text) or "search")

    def _courtesy(self, text: str) -> Way | None:
        said, known = words(text), self._words
        if any(word in known["greeting"] for word in said) and all(
            word in known["greeting"] | known["courtesy"] for word in said
        ):
            return "greeting"
        if self._patterns["about"].search(fold(text)):
            return "about"
        return "thanks" if all(word in known["thanks"] | known["courtesy"] for word in said) else None

    def _says(self, text: str, *names: str) -> bool:
        """Whether the message, one of its sentences or one of their clauses has one of these patterns."""
        readings = _readings_of_parts(text)
        return any(self._patterns[name].search(each) for name in names for each in readings)

    def _has(self, part: str, *names: str) -> bool:
        return any(self._patterns[name].search(each) for name in names for each in _readings(part))

    def _without(self, text: str, otherwise: Way, *names: str) -> Route:
        """The message without the clauses that have these patterns, when a question is left of it."""
        kept: list[str] = []
        for sentence in _sentences(text):
            if not self._says(sentence, *names):
                kept.append(sentence)
            elif not self._has(sentence, "other_tasks") or "instructions" in names:
                kept += [clause for clause in _clauses(sentence) if not self._has(clause, *names)]
        left = without_markup(" ".join(kept))
        if self._is_question(left, LEAST_WORDS) and not self._says(left, *names):
            return Route(left, "search", is_partial=True)
        return Route(text, otherwise)

    def _civil(self, text: str) -> Route:
        """The message without the insult, when a question is left of it; one on a person is not answered."""
        left = self._patterns["insults"].sub(" ", fold(text))
        is_on_someone = re.search(
            r"\b(est|sont|etait|c'est|is|are|ist|sind|ass)( \w+)?( un| une| des)?\s*\W*$", left
        )
        if not is_on_someone and self._is_question(left, LEAST_BESIDE_INSULT):
            return Route(re.sub(r"\s+", " ", left).strip(" ,;"), "search")
        return Route(text, "refused_insult")

    def _is_question(self, text: str, least: int) -> bool:
        polite = self._words["greeting"] | self._words["courtesy"] | self._words["thanks"]
        return len([word for word in content_words(text) if word not in polite]) >= least


def read_router(prompts: Path) -> Router:
    """The router of the folder of prompts.

    Raises InvalidInput when a list is missing or a pattern is not a regular expression.
    """
    document = read_yaml(prompts / "routing.yaml")
    try:
        if not isinstance(document, dict):
            raise TypeError
        patterns = {name: [str(each) for each in document[name]] for name in PATTERNS}
        return Router(patterns, {name: str(document["words"][name]) for name in WORDS})
    except (KeyError, TypeError, re.error) as error:
        raise InvalidInput(f"routing.yaml : liste ou expression incorrecte ({error}).") from error


def _sentences(text: str) -> list[str]:
    return [part for part in _SENTENCE_END.split(text) if part]


def _clauses(text: str) -> list[str]:
    return [
        re.sub(r"^(?:et|puis|and|then|und|dann) ", "", part)
        for sentence in _sentences(text)
        for part in _CLAUSE_END.split(sentence)
        if part
    ]


def _readings(part: str) -> frozenset[str]:
    """A part of a message folded, and with the letters joined that were typed apart."""
    folded = fold(part)
    return frozenset({folded, _SPACED.sub(lambda match: re.sub(r"[ .*_-]", "", match[0]), folded)})


@lru_cache(maxsize=8)  # messages: one is looked into for several kinds of patterns
def _readings_of_parts(text: str) -> frozenset[str]:
    """The readings of a message, of its sentences and of their clauses."""
    return frozenset[str]().union(*map(_readings, {text, *_sentences(text), *_clauses(text)}))


def _is_noise(text: str) -> bool:
    letters = sum(c.isalnum() or c in " '’-?!.,;:()/%€\"«»…–" for c in text)
    return letters < 0.6 * len(text)
