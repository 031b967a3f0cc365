"""Bytes to text, whatever encoding they were written in."""

import codecs
import re

from assistant.errors import InvalidInput

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_DECLARATION_WITHIN = 4096  # bytes; HTML asks for its charset in the first 1024, pages are not so strict


def decode(raw: bytes) -> str:
    """The text: by its byte order mark, else UTF-8, else the charset it declares, else Western European.

    Raises `InvalidInput` when these bytes are no text.
    """
    text = _decoded(raw)
    if len(_CONTROL.findall(text[:100_000])) > len(text[:100_000]) // 100:
        raise InvalidInput("contenu binaire, ce n'est pas du texte")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decoded(raw: bytes) -> str:
    for mark, name in _MARKS:
        if raw.startswith(mark):
            return raw.decode(name, errors="replace")
    for name in ("utf-8", _declared(raw), "cp1252"):
        try:
            return raw.decode(name)
        except UnicodeDecodeError:
            continue
    return raw.decode("latin-1")


def _declared(raw: bytes) -> str:
    """The charset named at the head of the file when it is one for text, else cp1252."""
    found = _DECLARED.search(raw[:_DECLARATION_WITHIN])
    if not found:
        return "cp1252"
    try:
        codec = codecs.lookup(found.group(1).decode("ascii"))
        b"".decode(codec.name)
    except LookupError:
        return "cp1252"
    # Browsers read a page that says latin-1 as its superset cp1252, where « œ » and « € » have a place.
    return "cp1252" if codec.name in {"iso8859-1", "ascii"} else codec.name
