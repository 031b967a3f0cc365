"""All the supports, and how a text names them."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from assistant.french import content_words, fold
from assistant.supports.place_names import Key, Word, key_of, words_of
from assistant.supports.schema import Support

_CALLED = frozenset({"pret", "diag", "fonds", "cheque", "pass", "vte", "accelerateur", "aap", "ami", "amie"})
REMEMBERED = 64  # texts: those of one answer are asked for several times


@dataclass(frozen=True)
class Catalogue:
    """The supports, in the order of their ids."""

    supports: tuple[Support, ...]

    def __iter__(self) -> Iterator[Support]:
        return iter(self.supports)

    def __len__(self) -> int:
        return len(self.supports)

    def get(self, support_id: str) -> Support | None:
        """The support of that id, None when there is none."""
        return self._by_id.get(support_id)

    @property
    def names(self) -> tuple[str, ...]:
        """The name of every support, in order."""
        return tuple(support.name for support in self.supports)

    def named_in(self, text: str) -> tuple[Support, ...]:
        """The supports that the text names by name, id or alias, longest mention first.

        Whole words are compared without case or accents. A mention inside a longer one is left out
        (« prêt vert » in « prêt vert ADEME »); an ambiguous alias (« fonds vert ») gives every support that
        bears it.
        """
        return self._found_in(text)

    def without_names(self, text: str) -> str:
        """The text without the names of supports, where something else is left: they tell no need.

        An alias that is a need (« école de production ») stays: a name has a capital within the sentence, or
        opens with what supports are called.
        """
        words = words_of(text)
        kept, at = [""], 0
        for start, end in self._spans(words):
            if not _is_name(words[start:end]):
                continue
            kept.append(text[at : words[start].start])
            at = words[end - 1].end
        left = "".join((*kept, text[at:]))
        return left if len(content_words(left)) > 1 else text

    def _spans(self, words: Sequence[Word]) -> Iterator[tuple[int, int]]:
        """Where names stand among words, the longest at each place."""
        at = 0
        while at < len(words):
            keys = self._keys.get(words[at].folded, ())
            end = next(
                (at + len(k) for k in keys if tuple(w.folded for w in words[at : at + len(k)]) == k), at
            )
            if end > at:
                yield at, end
            at = max(end, at + 1)

    @cached_property
    def _keys(self) -> dict[str, list[Key]]:
        """The words of every mention by the first of them, the longest first."""
        found: dict[str, list[Key]] = {}
        for key in sorted({key_of(mention) for mention, _ in self._mentions}, key=len, reverse=True):
            found.setdefault(key[0], []).append(key)
        return found

    @cached_property
    def _found_in(self) -> Callable[[str], tuple[Support, ...]]:
        return lru_cache(maxsize=REMEMBERED)(self._named_in)

    def _named_in(self, text: str) -> tuple[Support, ...]:
        words = _spaced(text)
        told = self._by_first_word.keys() & words.split()
        ranks = sorted(rank for word in told for rank in self._by_first_word[word])
        taken: list[tuple[int, int]] = []
        found: dict[str, Support] = {}
        for mention, bearers in (self._mentions[rank] for rank in ranks):
            if f" {mention} " not in words:
                continue
            for match in re.finditer(rf"(?<=\s){re.escape(mention)}(?=\s)", words):
                if not any(start < match.end() and match.start() < end for start, end in taken):
                    taken.append(match.span())
                    found.update({support.id: support for support in bearers})
        return tuple(found.values())

    def to_json(self) -> list[dict[str, Any]]:
        """The supports as plain lists, dictionaries and strings."""
        return [support.model_dump(mode="json", exclude_unset=True) for support in self.supports]

    @classmethod
    def from_json(cls, document: list[dict[str, Any]]) -> "Catalogue":
        """The catalogue that `to_json` wrote."""
        return cls(tuple(Support.model_validate(entry) for entry in document))

    @cached_property
    def _by_id(self) -> dict[str, Support]:
        return {support.id: support for support in self.supports}

    @cached_property
    def _by_first_word(self) -> dict[str, list[int]]:
        """The places of the mentions in `_mentions`, by their first word."""
        found: dict[str, list[int]] = {}
        for rank, (mention, _) in enumerate(self._mentions):
            found.setdefault(mention.partition(" ")[0], []).append(rank)
        return found

    @cached_property
    def _mentions(self) -> tuple[tuple[str, tuple[Support, ...]], ...]:
        bearers: dict[str, list[Support]] = {}
        for support in self.supports:
            for mention in dict.fromkeys(map(_spaced, (support.name, support.id, *support.aliases))):
                bearers.setdefault(mention.strip(), []).append(support)
        longest_first = sorted(bearers.items(), key=lambda item: (-len(item[0]), item[0]))
        return tuple((mention, tuple(supports)) for mention, supports in longest_first)


def _spaced(text: str) -> str:
    """The folded words between single spaces, with a space at both ends."""
    return f" {' '.join(re.findall(r'[a-z0-9]+', fold(text)))} "


def _is_name(words: Sequence[Word]) -> bool:
    within = any(word.typed[:1].isupper() for word in words[1:])
    return within or words[0].typed[1:2].isupper() or words[0].folded in _CALLED
