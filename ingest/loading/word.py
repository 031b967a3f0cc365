"""DOCX: converted to a page by mammoth, from its text parts alone; no image, macro or link is opened."""

import re
from xml.parsers.expat import ExpatError
from zipfile import BadZipFile

import mammoth  # type: ignore[import-untyped]
from lxml import etree  # type: ignore[import-untyped]

from assistant.errors import InvalidInput
from ingest.loading.archives import read_parts, zipped
from ingest.loading.html import parsed_page
from ingest.loading.office_pages import content_of, heading_tag, insert_after, note, without
from ingest.loading.outline import Content
from ingest.loading.page_parts import text_of
from ingest.loading.titles import own_title
from ingest.loading.word_markup import make_plain, styles_of

# Left out: comments, headers and footers, which are not the text.
_READ = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/core\.xml"
    r"|word/(?:_rels/)?(?!comments|header|footer|settings|theme|webSettings|fontTable)[^/]+\.(?:xml|rels)"
)
_PROPERTIES = "docProps/core.xml"
_TEXT_ROOTS = {"document", "footnotes", "endnotes"}
_NOTE_IDS = "note-of-this-page-"
# What mammoth lets through on files that are no sound document.
_DAMAGED = (
    ValueError, LookupError, TypeError, AttributeError, AssertionError, ArithmeticError,
    NotImplementedError, RecursionError, OSError, BadZipFile, ExpatError, etree.LxmlError,
)  # fmt: skip


def read_docx(raw: bytes) -> Content:
    """The text of a Word document: headings by style, lists, rows of tables, notes after what calls them.

    Deleted or hidden text, comments, headers and footers are not read. Raises `InvalidInput` when it is
    encrypted, damaged or built to harm.
    """
    parts = read_parts(raw, lambda name: _READ.fullmatch(name) is not None)
    try:
        title = _title(parts.pop(_PROPERTIES, None))
        page = _page(parts)
    except _DAMAGED as error:
        raise InvalidInput(f"document Word endommagé ({type(error).__name__})") from error
    return content_of(page, title)


def _page(parts: dict[str, bytes]) -> etree._Element:
    trees = {name: etree.fromstring(part) for name, part in parts.items() if name.endswith(".xml")}
    styles = styles_of(next((tree for tree in trees.values() if _is(tree, "styles")), None))
    for tree in trees.values():
        if etree.QName(tree).localname in _TEXT_ROOTS:
            make_plain(tree, styles)
    plain = {name: etree.tostring(tree, encoding="utf-8") for name, tree in trees.items()}
    has_title = any(b'"Level0"' in part for part in plain.values())
    converted = mammoth.convert_to_html(
        zipped(parts | plain),
        style_map=_style_map(has_title),
        id_prefix=_NOTE_IDS,
        convert_image=lambda _: [],
        include_embedded_style_map=False,
    )
    page = parsed_page(converted.value or "<p></p>")
    _place_notes(page)
    return page


def _is(tree: etree._Element, name: str) -> bool:
    return bool(etree.QName(tree).localname == name)


def _style_map(has_title: bool) -> str:
    levels = (f"p.Level{level} => {heading_tag(level, has_title)}:fresh" for level in range(1, 10))
    return "\n".join(("p.Level0 => h1:fresh", "p.Contents => !", *levels))


def _place_notes(page: etree._Element) -> None:
    """Put each note after the block that calls it; the call itself and all anchors go."""
    calls = [link for link in page.iter("a") if _NOTE_IDS in link.get("href", "") and _is_call(link)]
    texts = {item.get("id"): item for item in page.iter("li") if _NOTE_IDS in item.get("id", "")}
    notes: dict[etree._Element, list[etree._Element]] = {}
    for link in calls:
        item = texts.pop(link.get("href", "")[1:], None)
        if item is None:
            continue
        for back in [a for a in item.iter("a") if text_of(a) == "↑"]:
            without(back)
        notes.setdefault(_block_around(link), []).append(note(text_of(link).strip("[]"), text_of(item)))
        without(item)
    for link in calls:
        without(link)
    for block, added in notes.items():
        insert_after(block, added)
    for element in page.iter():
        element.attrib.pop("id", None)


def _is_call(link: etree._Element) -> bool:
    return text_of(link).strip("[]").isdigit() and "-ref-" in link.get("id", "")


def _block_around(element: etree._Element) -> etree._Element:
    block = element
    while block.getparent() is not None and block.getparent().tag not in ("body", "html"):
        block = block.getparent()
    return block


def _title(properties: bytes | None) -> str | None:
    if properties is None:
        return None
    said = etree.fromstring(properties).findtext("{http://purl.org/dc/elements/1.1/}title")
    return own_title(said or "")
