"""The language of a question, and its words in French."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, get_args

from assistant.errors import InvalidInput
from assistant.french import EMPTY_WORDS, fold, words
from assistant.yaml_files import read_yaml

Language = Literal["fr", "de", "en", "lb"]
OTHERS = frozenset(
    """the is what which who when where how are of to for and was were do does did can i my we our there
    any much many at with from der die das ist wie wer wann wo welche welcher welches und fur viele
    gibt zum zur ein eine ich wir mein unser kann im von mit wei wat wien ass fir vun dei wou wei
    gett et mir eis""".split()
)
SMALL_WORD, TERM, LEAST = 2, 1, 2
LONGEST_TURN = 6  # words of the longest expression of the glossary
LONGEST_WORD = 40  # letters; no compound is longer, and reading one costs the cube of its length
LEAST_PART = 4  # letters of a part of a compound
LONGEST_ENDING = 3  # letters that an inflection adds to a stem
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_LETTERS: Mapping[Language, tuple[re.Pattern[str], int]] = {
    "lb": (re.compile(r"[a-zéä]ë[a-z]|\b[wdn]?éi|éier|äer", re.I), 1),
    "fr": (re.compile(r"\b(?:[LlNnSsJjMmTtCc]|[Qq]u)['’]\w|\bd['’][a-zéèêîâôœ]|[àâêîôûçèœ]"), 1),
    "de": (re.compile(r"[äöüß]", re.I), 1),
}


def is_french(text: str) -> bool:
    """False when the text has more small words of English, German or Luxembourgish than of French."""
    said = words(text)
    return sum(word in OTHERS for word in said) <= sum(word in EMPTY_WORDS for word in said)


@dataclass(frozen=True, slots=True)
class Glossary:
    """The words of one language in French: whole expressions, stems, and what opens a yes-no question."""

    small: frozenset[str]
    turns: dict[tuple[str, ...], str] = field(default_factory=dict)
    beginnings: dict[str, str] = field(default_factory=dict)
    openings: dict[str, str] = field(default_factory=dict)

    def add(self, french: str, terms: str) -> None:
        """Enter the terms of one line, separated by commas; `*` ends a stem."""
        for term in filter(None, map(str.strip, terms.split(","))):
            if term.endswith("*"):
                self.beginnings[_folded(term[:-1])] = french
            else:
                self.turns[tuple(_folded(word) for word in _WORD.findall(term))] = french

    def french_of(self, word: str) -> str | None:
        """The French for a folded word: as it is, by its stem, or as a compound of two words."""
        if (found := self.turns.get((word,))) or len(word) > LONGEST_WORD:
            return found
        stem = self._stem_of(word)
        if stem is not None and len(word) - len(stem) <= LONGEST_ENDING:
            return self.beginnings[stem]
        for cut in range(LEAST_PART, len(word) - LEAST_PART + 1):
            first = self._whole(word[:cut]) or self._whole(word[:cut].removesuffix("s"))
            if not first:
                continue
            last = self._stem_of(word[cut:])
            second = self._whole(word[cut:]) or (last and self.beginnings[last])
            if second:
                return f"{second} {first}"
        return self.beginnings[stem] if stem is not None else None

    def _whole(self, word: str) -> str | None:
        return self.turns.get((word,)) or self.beginnings.get(word)

    def _stem_of(self, word: str) -> str | None:
        """The longest stem that the word begins with."""
        lengths = range(len(word), LEAST_PART - 2, -1)
        return next((word[:n] for n in lengths if word[:n] in self.beginnings), None)


class Languages:
    """Tells the four languages apart and reads the three others in French, word by word."""

    def __init__(self, glossaries: Mapping[Language, Glossary]) -> None:
        self._glossaries = glossaries

    def of(self, text: str) -> Language:
        """The language whose words the text has most of; French when nothing tells better."""
        scores = {language: self._score(language, text) for language in self._glossaries}
        best = max(scores, key=lambda language: scores[language])
        return best if scores[best] >= LEAST and scores[best] > scores["fr"] else "fr"

    def in_french(self, text: str, language: Language) -> str:
        """The text with the words that the glossary knows in French, and the others as they were typed."""
        if language == "fr":
            return text
        glossary = self._glossaries[language]
        found = list(_WORD.finditer(text))
        opening = glossary.openings.get(_folded(found[0][0])) if found else None
        pieces = [f"{opening} "] if opening else []
        place, was_left = 0, False
        for start, end, french in self._turns(glossary, found):
            is_left = french is None
            gap = text[place:start]
            pieces.append(" " if gap.strip() in ("'", "’") and not (is_left and was_left) else gap)
            pieces.append(text[start:end] if french is None else french)
            place, was_left = end, is_left
        pieces.append(text[place:])
        return re.sub(r"\s+", " ", "".join(pieces)).strip()

    def _turns(self, glossary: Glossary, found: list[re.Match[str]]) -> Iterator[tuple[int, int, str | None]]:
        """Each expression of the text: where it stands, and its French, None to leave it."""
        folded = [_folded(match[0]) for match in found]
        at = 0
        while at < len(found):
            lengths = range(min(LONGEST_TURN, len(found) - at), 0, -1)
            length = next((n for n in lengths if tuple(folded[at : at + n]) in glossary.turns), 1)
            french = glossary.turns.get(tuple(folded[at : at + length])) or glossary.french_of(folded[at])
            if french is None and folded[at] in glossary.small - EMPTY_WORDS:
                french = ""
            if folded[at : at + length] == ["d"] and found[at][0] == "d" and _opens_noun(found, at):
                french = ""  # the article of Luxembourgish: d'Phas
            yield found[at].start(), found[at + length - 1].end(), french
            at += length

    def _score(self, language: Language, text: str) -> int:
        parted = text.replace("-", " ") if language == "fr" else text  # « est-il », but « i-Démo »
        glossary = self._glossaries[language]
        pattern, bonus = _LETTERS.get(language, (None, 0))
        score = bonus if pattern is not None and pattern.search(text) else 0
        for word in map(_folded, _WORD.findall(parted)):
            if word in glossary.small:
                score += SMALL_WORD
            elif (french := glossary.french_of(word)) and not _looks_like(word, french):
                score += TERM
        return score


def read_languages(prompts: Path) -> Languages:
    """The languages of `glossary.yaml` in the folder of prompts; raises InvalidInput when it is wrong."""
    document = read_yaml(prompts / "glossary.yaml")
    try:
        if not isinstance(document, dict):
            raise TypeError
        return Languages({language: _glossary(document, language) for language in get_args(Language)})
    except (AttributeError, KeyError, TypeError) as error:
        raise InvalidInput(f"glossary.yaml : rubrique incorrecte ({error}).") from error


def _glossary(document: Mapping[str, Mapping[str, object]], language: Language) -> Glossary:
    small = frozenset(_folded(word) for word in str(document["small"][language]).split())
    whole = {word for word in EMPTY_WORDS if len(word) > 1}  # one letter alone may be the article of any
    glossary = Glossary(small | whole if language == "fr" else small)
    if language == "fr":
        return glossary
    for section in ("terms", "questions"):
        for french, terms in document[section].items():
            glossary.add(str(french), str(_of(terms, language)))
    for french, terms in document["yes_no"].items():
        for word in str(_of(terms, language)).split(","):
            glossary.openings[_folded(word.strip())] = str(french)
    return glossary


def _looks_like(word: str, french: str) -> bool:
    """Whether a word is written nearly as its French: it does not tell the language."""
    return any(other[:LEAST_PART] == word[:LEAST_PART] for other in words(french))


def _opens_noun(found: list[re.Match[str]], at: int) -> bool:
    return at + 1 < len(found) and found[at + 1][0][:1].isupper()


def _of(terms: object, language: Language) -> object:
    if not isinstance(terms, dict):
        raise TypeError
    return terms[language]


def _folded(word: str) -> str:
    return fold(word.replace("ß", "ss").replace("ẞ", "ss"))
