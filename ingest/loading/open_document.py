"""ODT: read by odfdo, from its text parts alone; no image, macro or link is opened."""

from lxml import etree  # type: ignore[import-untyped]
from odfdo import Document

from assistant.errors import InvalidInput
from ingest.loading.archives import DAMAGED, ENCRYPTED, read_parts, zipped
from ingest.loading.office_pages import content_of
from ingest.loading.open_document_pages import PageMaker
from ingest.loading.outline import Content
from ingest.loading.titles import own_title

TEXT = b"application/vnd.oasis.opendocument.text"

_MANIFEST = "META-INF/manifest.xml"
_READ = ("mimetype", "content.xml", "styles.xml", "meta.xml", _MANIFEST)
# What odfdo lets through on files that are no sound document.
_DAMAGED = (
    ValueError, LookupError, TypeError, AttributeError, AssertionError, ArithmeticError,
    NotImplementedError, RecursionError, OSError, etree.LxmlError,
)  # fmt: skip


def read_odt(raw: bytes) -> Content:
    """The text of an OpenDocument text: headings by outline level, lists, rows of tables, notes.

    Deleted or hidden text, comments, indexes, headers and footers are not read. Raises `InvalidInput` when it
    is encrypted, damaged or built to harm.
    """
    parts = read_parts(raw, _READ.__contains__)
    if b"encryption-data" in parts.get(_MANIFEST, b""):
        raise InvalidInput(ENCRYPTED)
    if "content.xml" not in parts:
        raise InvalidInput(DAMAGED)
    try:
        document = Document(zipped(parts))
        title = own_title(document.meta.title or "") if "meta.xml" in parts else None
        page = PageMaker(document).page()
    except _DAMAGED as error:
        raise InvalidInput(f"document OpenDocument endommagé ({type(error).__name__})") from error
    return content_of(page, title)
