"""Groups of equivalent words that widen a search: acronyms, former names, everyday words."""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class TermGroup:
    """Words and expressions that mean the same thing.

    A search for one term widens to the others, in one step; with `one_way`, only the first term widens.
    Terms are compared without case or accents, as whole words or whole expressions.
    """

    key: str
    terms: tuple[str, ...]
    one_way: bool = False

    def to_json(self) -> dict[str, Any]:
        """The group as plain lists and strings."""
        return asdict(self) | {"terms": list(self.terms)}

    @classmethod
    def from_json(cls, document: dict[str, Any]) -> "TermGroup":
        """The group that `to_json` wrote."""
        return cls(document["key"], tuple(document["terms"]), document["one_way"])
