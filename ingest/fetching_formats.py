"""The format of a body that a site sent: what it announces and what its bytes say must agree."""

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from ingest.fetching_request import Refused

ANNOUNCED = {
    "application/pdf": ".pdf",
    "application/x-pdf": ".pdf",
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.oasis.opendocument.text": ".odt",
    "text/markdown": ".md",
    "text/x-markdown": ".md",
    "text/plain": ".txt",
}
SAYING_NOTHING = ("", "application/octet-stream", "binary/octet-stream", "application/force-download")
EXTENSIONS = (".pdf", ".html", ".docx", ".odt", ".md", ".txt")
WRITTEN = (".html", ".md", ".txt")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:\s+|<!--.*?-->|<\?xml[^>]*>)*+<(?:!doctype\s+html|html[\s>])",
    re.IGNORECASE | re.DOTALL,
)
_WORD = re.compile(rb"word/document\d*\.xml")


def format_of(raw: bytes, headers: Mapping[str, str], url: str) -> str:
    """The extension under which the body is kept. Raises Refused when it is none that can be read."""
    if not raw.strip():
        raise Refused("réponse vide")
    announced = headers.get("content-type", "").partition(";")[0].strip().lower()
    seen = _seen(raw)
    if announced in SAYING_NOTHING:
        if seen is None or seen not in EXTENSIONS:
            raise Refused("format inconnu")
        expected = seen
    elif announced not in ANNOUNCED:
        raise Refused(f"format « {announced[:60]} » non pris en charge")
    else:
        expected = ANNOUNCED[announced]
    if seen != expected and not (seen is None and expected in WRITTEN and _is_text(raw)):
        raise Refused(f"annoncée {expected[1:]}, la réponse est {seen[1:] if seen else 'autre chose'}")
    if expected == ".pdf" and "content-length" not in headers and b"%%EOF" not in raw[-2048:]:
        raise Refused("PDF incomplet")
    is_markdown = expected == ".txt" and urlsplit(url).path.lower().endswith((".md", ".markdown"))
    return ".md" if is_markdown else expected


def _seen(raw: bytes) -> str | None:
    """What the first bytes say; None when they say nothing, as those of a text."""
    if raw.startswith(b"%PDF-"):
        return ".pdf"
    if raw.startswith(b"PK\x03\x04"):
        if raw[30:].startswith(b"mimetypeapplication/vnd.oasis.opendocument.text"):
            return ".odt"
        return ".docx" if _WORD.search(raw) else ".zip"
    return ".html" if _PAGE.match(raw[:4096]) else None


def _is_text(raw: bytes) -> bool:
    return raw.startswith(_UTF16) or b"\0" not in raw[:4096]
