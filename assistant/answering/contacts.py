"""The addresses, e-mails and telephone numbers of a text, in a form that compares."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_URL = re.compile(r"(?:[a-z][a-z+.-]{1,10}://|www\.)[^\s<>\"'«»()\[\]]+", re.I)
_HOST = re.compile(
    r"(?<![\w@.-])(?:[a-z0-9-]{1,63}\.){0,8}(?=[a-z0-9-]{0,63}[a-z])[a-z0-9-]{2,63}\.[a-z]{2,24}(?![\w])(?:/[^\s<>\"'«»()\[\]]*)?",
    re.I,
)
_PHONE = re.compile(
    r"(?<![\d+])(?:0[1-9](?:[ .-]?\d{2}){4}"
    r"|(?:\+|00)\d{2,3}[ .-]?(?:\(0\))?[ .-]?[1-9](?:[ .-]?\d{2}){3,5})(?!\d)"
)
_PATTERNS = (_EMAIL, _URL, _HOST, _PHONE)


@lru_cache(maxsize=4096)
def contacts_in(text: str) -> frozenset[str]:
    """The addresses (without scheme, `www.` or final punctuation), e-mails and telephone digits of a text."""
    found: list[str] = []
    text = _plain(text)
    for pattern in _PATTERNS:
        found.extend(match[0] for match in pattern.finditer(text))
        text = pattern.sub(" § ", text)
    return frozenset(map(_normal, found))


def without_contacts(text: str) -> str:
    """The text with a mark in the place of each address, e-mail and telephone number."""
    text = _plain(text)
    for pattern in _PATTERNS:
        text = pattern.sub(" § ", text)
    return text


def unsupported_contacts(sentence: str, excerpts: Iterable[str]) -> tuple[str, ...]:
    """The contacts of the sentence that no excerpt carries, sorted; an address carries its host."""
    if not (stated := contacts_in(sentence)):
        return ()
    carried = {contact for excerpt in excerpts for contact in contacts_in(excerpt)}
    hosts = {address.split("/")[0] for address in carried}
    return tuple(sorted(stated - carried - hosts))


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def _normal(contact: str) -> str:
    if re.fullmatch(r"[+\d .()-]+", contact):
        digits = re.sub(r"\D", "", contact.replace("(0)", ""))
        return re.sub(r"^(?:00)?33(?=\d{9}$)", "0", digits)
    bare = re.sub(r"^(?:[a-z][a-z+.-]*://)?(?:www\.)?", "", contact.lower())
    return bare.rstrip(".,;:!?*/")
