"""Web pages that are not the document asked for: not found, closed by a login, or without their text."""

import re

from lxml import etree  # type: ignore[import-untyped]

from assistant.errors import InvalidInput
from ingest.loading.decoding import decode
from ingest.loading.html import read_html

FEW, ALMOST_NONE = 150, 20  # words

_NOT_FOUND = re.compile(
    r"page (?:introuvable|non trouvée|inexistante|not found)"
    r"|(?:page|contenu|document)\b.{0,40}n['’]existe (?:pas|plus)"
    r"|\b(?:erreur|error|http|page)\W{1,3}404\b|\b404\W{0,4}(?:erreur|error|page|not found)\b"
    r"|^\W*404\W*$|^\W*404\s*[-–—|:·]|\s[-–—|:·]\s*404\W*$"  # and not « Décret n° 2023-404 »
    r"|\bnot found\b|page demandée.{0,40}introuvable",
    re.IGNORECASE,
)
_LOGIN = re.compile(
    r"^\W*(?:connexion|se connecter|identification|authentification|log ?in|sign ?in)\b", re.IGNORECASE
)
_CHECK = re.compile(
    r"just a moment|un instant|attention required|êtes-vous un (?:robot|humain)", re.IGNORECASE
)
_CAPTCHA = re.compile(
    rb"g-recaptcha|h-?captcha|cf-turnstile|cf-challenge|challenge-platform|captcha-delivery|_incapsula_|friendlycaptcha",
    re.IGNORECASE,
)


def refusal_of(raw: bytes) -> str | None:
    """Why the page is not kept, in one French line; None when it seems to be the document."""
    page = etree.fromstring(decode(raw).encode("utf-8", errors="replace"), etree.HTMLParser(encoding="utf-8"))
    if page is None:
        return "page vide"
    titles = [" ".join("".join(part.itertext()).split())[:300] for part in page.iter("title", "h1")]
    words = _words(raw)
    if any(map(_NOT_FOUND.search, titles)):
        return "page introuvable, que le site donne sans le dire (404 déguisée)"
    if words < FEW and (_CAPTCHA.search(raw) or any(map(_CHECK.search, titles))):
        return "page de contrôle (captcha)"
    closed = any(part.get("type", "").lower() == "password" for part in page.iter("input"))
    if (closed and words < FEW) or (closed and any(map(_LOGIN.search, titles))):
        return "page de connexion"
    if words < ALMOST_NONE and any(True for _ in page.iter("script")):
        return "page sans texte : il faudrait un navigateur (JavaScript)"
    return None


def _words(raw: bytes) -> int:
    try:
        return sum(len(block.text.split()) for block in read_html(raw).blocks)
    except InvalidInput:
        return 0
