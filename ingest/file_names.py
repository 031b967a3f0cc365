"""Names of files that anyone may have given."""

import re

# Controls, ends of line, marks that turn the direction of writing, bytes that are no UTF-8.
_UNWRITABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def is_plain(name: str) -> bool:
    """Whether the name can be written in one line that says what it is."""
    return _UNWRITABLE.search(name) is None


def made_plain(name: str) -> str:
    """The name in one line, with a mark in the place of each sign that cannot be written."""
    return _UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", name)
