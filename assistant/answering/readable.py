"""A message without what the eye does not see."""

import re
import unicodedata

_UNSEEN = frozenset(
    ("Cc", "Cf", "Co", "Cn", "Cs")
)  # control, format (tags, zero width, direction), private, none


def readable(raw: str) -> str:
    """The text without control, private, unassigned or invisible tag characters; spaces are single."""
    kept = "".join(
        " " if c in "\n\t\r" or unicodedata.category(c) == "Zs" else c
        for c in unicodedata.normalize("NFC", raw)
        if c in "\n\t\r" or unicodedata.category(c) not in _UNSEEN
    )
    return re.sub(r" +", " ", kept).strip()
