"""How much a sentence of a record is about what a message tells: shared words, their equivalents, units."""

import re
from collections.abc import Callable, Collection
from math import fsum

from assistant.answering.quantities import figures_in
from assistant.french import fold, stem, stems, words
from assistant.retrieval.hybrid import Retriever
from assistant.retrieval.query import SearchQuery
from assistant.supports.schema import Support

LEAST_CONCERN = 6.0  # in nats: about two words that are not common
EQUIVALENT = 0.7  # what a word is worth where another stands for it
OF_TOLD = 9.0
OF_UNIT = 6.0  # « 18 m² »: a condition counted in square metres is the one to look at
_COMMON_UNITS = frozenset({"", "€", "%", "an", "mois", "semaine", "jour", "heure"})
"""Those in which most records count."""
_DIMENSIONS = {"kWh": "Wh", "MWh": "Wh", "GWh": "Wh", "TWh": "Wh", "kW": "W", "MW": "W", "GW": "W", "kg": "t"}

_LABEL = re.compile(r"([A-Z]{3,}) : ")


def concern_of(
    retriever: Retriever, query: SearchQuery, support: Support, told: Collection[str] = ()
) -> Callable[[str], float]:
    """Tells how much a sentence of the support's record is about what a message tells, in nats.

    Zero where the little that they share may be by chance. What the message holds whole of the name of the
    support tells which one is meant, not which of its conditions. `told` are stems of what the message
    tells in other words: any of them makes a sentence one that it is about.
    """
    own = _named_whole(query, support) & frozenset(stems(support.name))
    wanted = [s for s in query.stems if s not in own and not s.isdigit()]
    units = _units(query.text)

    def worth(asked: str, held: str) -> float:
        least = min(retriever.rarity(asked), retriever.rarity(held))
        if asked == held:
            return least
        return EQUIVALENT * least if held in query.equivalents.get(asked, ()) else 0.0

    def share(text: str) -> float:
        if (label := _LABEL.match(text)) and fold(label[1]) not in query.corrected.split():
            return 0.0  # it is about another case than the one asked about
        said = sorted({stem(word) for word in words(text)})
        by_word = [[worth(asked, held) for held in said] for asked in wanted]
        rows = fsum(max(row) for row in by_word)
        columns = fsum(max(column) for column in zip(*by_word, strict=True))
        shared = units & _units(text) if units else frozenset[str]()
        is_told = not set(told).isdisjoint(said)
        found = min(rows, columns) + OF_UNIT * len(shared) + OF_TOLD * is_told
        return found if found >= LEAST_CONCERN else 0.0

    return share


def _named_whole(query: SearchQuery, support: Support) -> frozenset[str]:
    """The stems of the names of a support that a message holds whole."""
    asked = frozenset(query.stems)
    names = (frozenset(stems(name)) for name in (support.name, *support.aliases))
    return frozenset[str]().union(*(name for name in names if name <= asked))


def _units(text: str) -> frozenset[str]:
    """The units in which a text counts, but for those most common; one for each kind of measure."""
    units = {figure.unit for figure in figures_in(text)} - _COMMON_UNITS
    return frozenset(_DIMENSIONS.get(unit, unit) for unit in units)
