"""The activities of companies: the codes of the NAF, and the words people use for a trade."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from assistant.french import stems
from assistant.supports.naf import SECTIONS

_CODE = re.compile(r"\b(\d{2})[. ]?(\d{2}) ?([A-Z])\b")


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

    def trade_in(self, text: str) -> str | None:
        """The code of the longest words of a trade that the text holds, the first of two as long."""
        told = stems(text)
        found = [
            (-len(words), at, code)
            for at, stem in enumerate(told)
            for words, code in self._trades.get(stem, ())
            if told[at : at + len(words)] == words
        ]
        return min(found)[2] if found else None

    @cached_property
    def _trades(self) -> dict[str, list[tuple[tuple[str, ...], str]]]:
        """The stems of each trade with its code, by the first of them."""
        by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for words, code in self.trades.items():
            if told := stems(words):
                by_first.setdefault(told[0], []).append((told, code))
        return by_first

    def to_json(self) -> dict[str, Any]:
        """The activities as plain dictionaries."""
        return {"labels": dict(self.labels), "trades": dict(self.trades)}

    @classmethod
    def from_json(cls, document: Mapping[str, Any]) -> "Activities":
        """The activities that `to_json` wrote; none from an empty document."""
        return cls(document.get("labels", {}), document.get("trades", {}))
