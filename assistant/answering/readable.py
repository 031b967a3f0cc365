"""A message as the eye reads it: nothing unseen, no look-alike letters, no markup."""

import re
import unicodedata

# Control, format (tags, zero width, direction), private, unassigned, lone surrogates, marks piled on letters.
_UNSEEN = frozenset(("Cc", "Cf", "Co", "Cn", "Cs", "Mn", "Me"))
_LOOK_ALIKES = str.maketrans(
    "авекмнорстухіјѕԁԛԝһАВЕКМНОРСТУХІЈЅαεικνορτυχΑΒΕΖΗΙΚΜΝΟΡΤΥΧıɡ",
    "abekmhopctyxijsdqwhABEKMHOPCTYXIJSaeikvoptuxABEZHIKMNOPTYXig",
)
_MIXED = re.compile(r"\w*[\u0370-\u04ff\u0500-\u052fıɡ]\w*")
_HAS_LATIN = re.compile(r"[A-Za-z]")
_SCRIPT = re.compile(r"<(script|style)\b.*?(</\1\s*>|$)", re.I | re.S)
_TAG = re.compile(r"</?[a-z!][^<>]{0,300}>", re.I)
_LINK = re.compile(r"!?\[([^\[\]]{0,200})\]\([^()\s]{0,300}[^()]{0,100}\)")
_SQL = re.compile(
    r"['\"]?\s*;?\s*\b(?:drop|truncate|alter)\s+(?:table|database)\b\s*\w*|\bdelete\s+from\s+\w+"
    r"|\b(?:union\s+(?:all\s+)?)?select\s+(?:\*|\w+(?:\s*,\s*\w+){0,9})\s+from\s+\w+|\binsert\s+into\s+\w+"
    r"|['\"]\s*or\s*['\"]?(\d)['\"]?\s*=\s*['\"]?\1['\"]?|;\s*--",
    re.I,
)


def readable(raw: str) -> str:
    """The text without control, private, unassigned or invisible tag characters; spaces are single."""
    kept = "".join(
        " " if c in "\n\t\r" or unicodedata.category(c) == "Zs" else c
        for c in unicodedata.normalize("NFC", raw)
        if c in "\n\t\r" or unicodedata.category(c) not in _UNSEEN
    )
    return re.sub(r" +", " ", _MIXED.sub(_in_one_script, kept)).strip()


def without_markup(text: str) -> str:
    """The text without tags, scripts, statements of SQL, or the addresses behind the words of a link."""
    for pattern, left in ((_SCRIPT, " "), (_TAG, " "), (_LINK, r" \1 "), (_SQL, " ")):
        text = pattern.sub(left, text)
    return re.sub(r"\s+", " ", text).strip()


def _in_one_script(word: re.Match[str]) -> str:
    """A word that mixes Latin with Greek or Cyrillic letters, in Latin; one of another script, as it is."""
    plain = word[0].translate(_LOOK_ALIKES)
    return plain if _HAS_LATIN.search(word[0]) or plain.isascii() else word[0]
