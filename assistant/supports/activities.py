"""The activities of companies: the codes of the NAF, and the words people use for a trade."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from assistant.french import content_words, fold, is_content, placed_words, stem, stems, whole_numbers
from assistant.supports.naf import SECTIONS

_CODE = re.compile(r"\b(\d{2})[. ]?(\d{2}) ?([A-Z])\b")


@dataclass(frozen=True, slots=True)
class Trade:
    """A trade in a text: its code, its place and length in words, and the folded text on each side of it.

    `last` is its last word; `is_many` tells a plural of what the list of trades has in the singular.
    """

    code: str
    at: int
    length: int
    before: str
    last: str
    after: str
    is_many: bool


@dataclass(frozen=True)
class Activities:
    """The labels of the NAF (rev. 2) by code of any depth, and the code that a trade's words stand for."""

    labels: Mapping[str, str]
    trades: Mapping[str, str]

    def code_in(self, text: str) -> str | None:
        """The code of five signs (`24.51Z`) that the text holds, written with or without its point.

        A code that the nomenclature does not have is given all the same: `knows` tells.
        """
        match = _CODE.search(text)
        return f"{match[1]}.{match[2]}{match[3]}" if match else None

    def knows(self, code: str) -> bool:
        """Whether the nomenclature has the code or the section; one without any codes knows every one."""
        return not self.labels or code in self.labels or code in SECTIONS

    def trade_in(self, text: str, is_meant: Callable[[Trade], bool] = lambda trade: True) -> str | None:
        """The code of the longest words of a trade that the text holds, the first of two as long.

        Those that `is_meant` refuses are passed over.
        """
        found = [(-trade.length, trade.at, trade.code) for trade in self._trades_in(text) if is_meant(trade)]
        return min(found)[2] if found else None

    def _trades_in(self, text: str) -> Iterator[Trade]:
        folded = whole_numbers(fold(text))
        told = [(word, start) for word, start in placed_words(folded) if is_content(word)]
        found = tuple(stem(word) for word, _ in told)
        for at, first in enumerate(found):
            for words, singular, code in self._trades.get(first, ()):
                if found[at : at + len(words)] == words:
                    last, start = told[at + len(words) - 1]
                    yield Trade(
                        code=code,
                        at=at,
                        length=len(words),
                        before=folded[: told[at][1]],
                        last=last,
                        after=folded[start + len(last) :],
                        is_many=told[at][0].endswith(("s", "x")) and told[at][0] != singular,
                    )

    @cached_property
    def _trades(self) -> dict[str, list[tuple[tuple[str, ...], str, str]]]:
        """The stems of each trade, its first word and its code, by the first stem."""
        by_first: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
        for words, code in self.trades.items():
            if told := stems(words):
                by_first.setdefault(told[0], []).append((told, content_words(words)[0], code))
        return by_first

    def to_json(self) -> dict[str, Any]:
        """The activities as plain dictionaries."""
        return {"labels": dict(self.labels), "trades": dict(self.trades)}

    @classmethod
    def from_json(cls, document: Mapping[str, Any]) -> "Activities":
        """The activities that `to_json` wrote; none from an empty document."""
        return cls(document.get("labels", {}), document.get("trades", {}))
