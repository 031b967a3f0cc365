"""Text from the data made safe for Markdown, and dates and figures written the French way."""

import re
from datetime import date
from urllib.parse import urlsplit

from assistant.wording import written_date

_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_SHORTCODE = re.compile(r":(?=[\w+-]+:)|(?<=[<~-])(?=[->])|(?<=[<>~])(?==)|(?<=-)(?=-)")
_ADDRESS = re.compile(r"https?:(?=//)|\bwww(?=\.)|(?<=\w)@(?=\w)", re.IGNORECASE)
_DIGIT_GAP = re.compile(r"(?<=\d)[ \u202f](?=\d{3}(?!\d))")
_SIGN_GAP = re.compile(r" (?=[€%:;?!»])|(?<=«) ")

_ISO = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d{2}))?)?(?![\d-])")
_MONTH = r"(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)"
_NUMBER = r"\d+(?:[\s.,]\d+)*"
_AMOUNT = re.compile(
    rf"{_NUMBER}\s?(?:millions?|milliards?)\sd['’]euros|{_NUMBER}\s?(?:€|%|[kM]€|Mds?\s?€|euros?\b|millions?\b|milliards?\b)"
)
_DAY = re.compile(rf"\b(?:\d{{1,2}}|1er)\s{_MONTH}\s\d{{4}}\b|\b{_MONTH}\s\d{{4}}\b")
_ASKS_WHEN = re.compile(r"\b(?:quand|date|jusqu|échéance|calendrier|délai|depuis)", re.IGNORECASE)


def tidy(text: str) -> str:
    """The text on one line, with the spaces that French keeps unbroken."""
    flat = " ".join(text.split())
    return _SIGN_GAP.sub("\u00a0", _DIGIT_GAP.sub("\u00a0", flat))


def escape(text: str) -> str:
    """Markdown that shows the text literally: no markup, no formula, no emoji code, no arrow made of signs.

    A word joiner, which has no width, parts what Streamlit replaces after parsing (`:smile:`, `->`).
    """
    parted = _SHORTCODE.sub(lambda match: f"{match.group()}\u2060", tidy(text))
    return _PUNCTUATION.sub(r"\\\1", parted)


def as_typed(text: str) -> str:
    """What a visitor typed, as Markdown that shows it literally: in it not even an address is a link."""
    return escape(_ADDRESS.sub(lambda match: f"{match.group()}\u2060", text))


def key_figure(sentence: str, question: str) -> tuple[int, int] | None:
    """Where the figure that answers stands: a date when the question asks for one, else an amount first."""
    patterns = (_DAY, _AMOUNT) if _ASKS_WHEN.search(question) else (_AMOUNT, _DAY)
    for pattern in patterns:
        if match := pattern.search(sentence):
            return match.span()
    return None


def embolden(sentence: str, span: tuple[int, int] | None) -> str:
    """The sentence as literal Markdown with the span, if any, in bold."""
    if span is None:
        return escape(sentence)
    before, figure, after = sentence[: span[0]], sentence[span[0] : span[1]], sentence[span[1] :]
    return f"{_keep_edges(before)}**{escape(figure)}**{_keep_edges(after)}"


def _keep_edges(text: str) -> str:
    lead = " " if text[:1].isspace() else ""
    tail = " " if text.strip() and text[-1:].isspace() else ""
    return f"{lead}{escape(text)}{tail}"


def french_date(iso: str) -> str:
    """An ISO date or moment in words, as partial as it was; what is no date stays as it is."""
    match = _ISO.match(iso)
    return written_date(match.group()) if match else iso


def year_when_old(iso: str | None, today: date) -> str | None:
    """The year of a date that is over one year old on `today`, None when it is not or cannot be known.

    A partial date counts as its last possible day.
    """
    match = _ISO.match(iso or "")
    if match is None:
        return None
    latest = (int(match[1]), int(match[2] or 12), int(match[3] or 31))
    return match[1] if latest < (today.year - 1, today.month, today.day) else None


def web_host(url: str | None) -> str | None:
    """The host of an http(s) address that can be linked to, None for any other address."""
    if not url or re.search(r"[\s\x00-\x1f\\]", url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return parts.hostname if parts.scheme in ("http", "https") and parts.hostname else None


def link(label: str, url: str | None) -> str:
    """A Markdown link whose label is shown literally; the label alone without an http(s) address."""
    if url is None or web_host(url) is None:
        return escape(label)
    return f"[{escape(label)}](<{re.sub(r'[<>]', lambda found: f'%{ord(found.group()):02X}', url)}>)"
