"""The question as the search reads it: its stems, their equivalents, and the words nobody knows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import DamerauLevenshtein

from assistant.french import EMPTY_WORDS, fold, stem, stems, words
from assistant.number_words import in_digits
from assistant.retrieval.vocabulary import TermGroup

LONGEST_TERM = 8
_GLUED_ARTICLE = re.compile(r"^(?:qu|[ldnsj])(?=[aeiouhy])")  # « lademe », typed without its apostrophe
_SMALL_NUMBER = re.compile(r"\d{1,2}")
_ACRONYM = re.compile(r"\b[A-Z]{2,5}\b")


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """What is looked for.

    `corrected` holds the folded words of the question, spelling corrected;
    `stems` are those of the question (spelling corrected), `expansions` those of equivalent terms,
    `equivalents` tells for each stem of the question the stems that stand for it,
    `unknown` holds the stems of the question that no passage has.
    """

    text: str
    corrected: str
    stems: tuple[str, ...]
    expansions: tuple[str, ...]
    equivalents: dict[str, frozenset[str]]
    unknown: tuple[str, ...]


class QueryReader:
    """Reads questions against the vocabulary of equivalent terms and the words of the corpus."""

    def __init__(
        self, groups: Sequence[TermGroup], corpus_words: Sequence[str], is_correcting: bool = True
    ) -> None:
        """`corpus_words` are the folded words that passages hold: what a misspelling is corrected to."""
        self._is_correcting = is_correcting
        self._terms: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
        for group in groups:
            keys = [tuple(stem(word) for word in words(term)) for term in group.terms]
            for key, term in zip(keys, group.terms, strict=True):
                others = [other for other in group.terms if other != term]
                if not group.one_way or term == group.terms[0]:
                    self._terms.setdefault(key, []).extend(stems(other) for other in others)
        self._known_stems = frozenset(stem(word) for word in corpus_words)
        self._spellings: dict[str, list[str]] = {}
        for word in sorted(set(corpus_words)):
            if len(word) >= 5 and not word.isdigit():
                self._spellings.setdefault(word[0], []).append(word)

    def read(self, text: str) -> SearchQuery:
        """The query for a question; one step of expansion, never chained."""
        written = words(text)
        corrected = tuple(self._correct(word) for word in written)
        all_stems = tuple(stem(word) for word in corrected)
        acronyms = _acronyms(text)
        counted = _taken_for_granted(corrected)
        own = tuple(
            dict.fromkeys(
                s
                for word, s in zip(corrected, all_stems, strict=True)
                if word not in counted
                and (word in acronyms or (word not in EMPTY_WORDS and (len(word) > 1 or word.isdigit())))
            )
        )
        equivalents = self._equivalents(all_stems, own)
        expansions = dict.fromkeys(s for found in equivalents.values() for s in sorted(found) if s not in own)
        unknown = tuple(s for s in own if s not in self._known_stems and s not in equivalents)
        return SearchQuery(text, " ".join(corrected), own, tuple(expansions), equivalents, unknown)

    def _equivalents(self, all_stems: tuple[str, ...], own: tuple[str, ...]) -> dict[str, frozenset[str]]:
        found: dict[str, set[str]] = {}
        for start in range(len(all_stems)):
            for end in range(start + 1, min(len(all_stems), start + LONGEST_TERM) + 1):
                for others in self._terms.get(all_stems[start:end], ()):
                    for s in all_stems[start:end]:  # in their order: sums of floats depend on it
                        if s in own:
                            found.setdefault(s, set()).update(others)
        return {s: frozenset(others) for s, others in found.items()}

    def _correct(self, word: str) -> str:
        """The corpus word a typing slip away from an unknown word of five letters or more, else the word."""
        if (
            not self._is_correcting
            or len(word) < 5
            or word.isdigit()
            or stem(word) in self._known_stems
            or word in EMPTY_WORDS
        ):
            return word
        if (glued := _GLUED_ARTICLE.sub("", word)) != word and stem(glued) in self._known_stems:
            return glued
        allowed = 1 if len(word) < 8 else 2
        candidates = sorted(
            (DamerauLevenshtein.distance(word, other, score_cutoff=allowed), other)
            for other in self._spellings.get(word[0], ())
        )
        return candidates[0][1] if candidates and candidates[0][0] <= allowed else word


def _taken_for_granted(said: Sequence[str]) -> frozenset[str]:
    """The numbers in words or of one or two figures after « les »: a premise, which may be wrong."""
    after_article = (word for article, word in pairwise(said) if article in ("les", "des", "ces", "ses"))
    return frozenset(word for word in after_article if _SMALL_NUMBER.fullmatch(in_digits(word)))


def _acronyms(text: str) -> frozenset[str]:
    """The folded words typed in capitals in a text that is not: « CA » is not « ça »."""
    return frozenset() if text.isupper() else frozenset(map(fold, _ACRONYM.findall(text)))
