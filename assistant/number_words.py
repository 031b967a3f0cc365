"""French numbers in words, rewritten in digits so that one reader of digits serves for both."""

import re
from functools import partial

_UNITS = [
    "zéro",
    "un",
    "deux",
    "trois",
    "quatre",
    "cinq",
    "six",
    "sept",
    "huit",
    "neuf",
    "dix",
    "onze",
    "douze",
    "treize",
    "quatorze",
    "quinze",
    "seize",
]
_TENS = {"vingt": 20, "vingts": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60}
_SCALES = {"cent": 100, "cents": 100, "mille": 1000}
_VALUES = {word: value for value, word in enumerate(_UNITS)} | _TENS | _SCALES | {"une": 1}
_ORDINAL_STEMS = {"cinqu": 5, "neuv": 9} | {
    word.removesuffix("e"): value for word, value in _VALUES.items() if value > 1
}

_WORD = "|".join(sorted((word for word in _VALUES if word not in ("un", "une")), key=len, reverse=True))
_AND_ONE = r"(?:(?<=vingt)|(?<=trente)|(?<=quarante)|(?<=cinquante)|(?<=soixante))[ -]et[ -](?:une?|onze)"
_AFTER_SCALE_ONE = r"(?:(?<=cent)|(?<=mille))[ -]une?"
_CARDINAL = re.compile(
    rf"(?<![\w-])(?:{_WORD})(?:{_AND_ONE}|{_AFTER_SCALE_ONE}|[ -](?:{_WORD})|-une?)*(?![\w])", re.I
)
_ORDINAL = re.compile(rf"(?<![\w-])({'|'.join(sorted(_ORDINAL_STEMS, key=len, reverse=True))})ièmes?\b", re.I)
_SECOND = re.compile(r"\bseconde?(?= [a-zéèêà])", re.I)
_ONE_OF = re.compile(
    r"\bune?(?= (?:millions?\b|milliards?\b|ans?\b|années?\b|mois\b|semaines?\b|euros?\b|%))", re.I
)
_ARTICLE = re.compile(r"\bune?\b", re.I)
_PHRASES = (
    ("cent", re.compile(r"\bpour ?cents?\b", re.I), "%"),
    ("moitié", re.compile(r"\bmoitié\b", re.I), "50 %"),
    ("quart", re.compile(r"\b(?:un|1) quart\b", re.I), "25 %"),
    ("quarts", re.compile(r"\b(?:trois|3)[ -]quarts\b", re.I), "75 %"),
    ("tiers", re.compile(r"\b(?:deux|2)[ -]tiers\b", re.I), "2tiers"),
    ("tiers", re.compile(r"\b(?:un|1) tiers(?= (?:des?|du)\b)", re.I), "1tiers"),
)
"""Each after what a text without it need not be searched for."""
# `neuf` is nine before a plural, and new elsewhere (« un bâtiment neuf sans aide »).
_NINE_FOLLOWED_BY = re.compile(
    r" (?:sur\b|à\b|ou\b|millions?\b|milliards?\b|%"
    r"|(?!(?:dans|sans|sous|mais|plus|puis|depuis|pas|vers|dès|très|aux|des|les|ses|ces|leurs|nos"
    r"|vos)\b)\w{2,}[sx]\b)",
    re.I,
)


def in_digits(text: str, *, lenient: bool = False) -> str:
    """The text with its numbers in words written in digits: `vingt et un` → `21`, `deuxième` → `2e`.

    `premier` stays, as do approximations (`une quarantaine`). `un` and `une` stay articles except before a
    scale or a duration (`un million`, `un an`), and `neuf` stays an adjective where no plural follows;
    `lenient` reads both as numbers everywhere, which is right for a text that may support another.
    """
    folded = text.casefold()
    for needed, pattern, written in _PHRASES:
        if needed in folded:
            text = pattern.sub(written, text)
    if "ième" in folded:
        text = _ORDINAL.sub(lambda match: f"{_ORDINAL_STEMS[match[1].lower()]}e", text)
    if "second" in folded:
        text = _SECOND.sub("2e", text)
    text = _CARDINAL.sub(partial(_cardinal, lenient=lenient), text)
    return (_ARTICLE if lenient else _ONE_OF).sub("1", text)


def _cardinal(match: re.Match[str], *, lenient: bool) -> str:
    words = [word for word in re.split(r"[ -]", match[0].lower()) if word != "et"]
    if words == ["neuf"] and not lenient and not _NINE_FOLLOWED_BY.match(match.string, match.end()):
        return match[0]
    return str(_value(words))


def _value(words: list[str]) -> int:
    total = current = 0
    for word in words:
        if word in ("vingt", "vingts") and current % 10 == 4 and current % 100 < 10:
            current += 76
        elif word.startswith("cent"):
            current = max(current, 1) * 100
        elif word == "mille":
            total, current = total + max(current, 1) * 1000, 0
        else:
            current += _VALUES[word]
    return total + current
