"""What the first bytes of a file say of its format, whatever its name says."""

import re

from assistant.errors import InvalidInput
from ingest.loading.archives import ENCRYPTED, part_names, read_parts
from ingest.loading.open_document import TEXT

_ZIPPED = {".docx", ".odt"}
_ZIP = b"PK"
_PDF = b"%PDF-"
_OLE = bytes.fromhex("D0CF11E0A1B11AE1")  # Word before 2007, and what wraps an encrypted DOCX
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_HEADS = (
    _PDF,
    _ZIP + b"\x03\x04",
    _OLE,
    b"{\\rtf",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x7fELF",
    b"\x1f\x8b\x08",
)
_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}>\s*)?<(?:!doctype\s+html|html[\s>])", re.IGNORECASE
)
_MAIN_PART = re.compile(r"word/document\d*\.xml")

_MISNAMED = "l'extension ne dit pas le format du contenu"


def check_signature(suffix: str, raw: bytes) -> None:
    """Raises `InvalidInput` when a file of this suffix begins as another format does."""
    if suffix == ".docx" and raw.startswith(_OLE) and _ENCRYPTED_PACKAGE in raw:
        raise InvalidInput(ENCRYPTED)
    if suffix in _ZIPPED:
        _check_archive(suffix, raw)
    elif suffix == ".pdf":
        _require(raw.startswith(_PDF))
    else:
        _require(not raw.startswith(_HEADS))
        _require(suffix != ".txt" or not _PAGE.match(raw))


def _check_archive(suffix: str, raw: bytes) -> None:
    _require(raw.startswith(_ZIP))
    if suffix == ".docx":
        _require(any(map(_MAIN_PART.fullmatch, part_names(raw))))
    else:
        kind = read_parts(raw, {"mimetype"}.__contains__)
        _require(kind.get("mimetype", b"").strip() == TEXT)


def _require(is_so: bool) -> None:
    if not is_so:
        raise InvalidInput(_MISNAMED)
