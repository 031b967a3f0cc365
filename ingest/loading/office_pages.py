"""Office documents, once they are a page of headings, paragraphs, lists, tables and notes."""

from collections.abc import Iterable, Sequence

from lxml import etree  # type: ignore[import-untyped]

from ingest.loading.outline import Content
from ingest.loading.page_parts import text_of
from ingest.loading.page_reading import PageReader

DEEPEST_HEADING = 6
_LONGEST_NAME = 60  # characters of the name of a column
_FEWEST_COLUMNS = 3  # of a table whose first row may be a header unmarked; two are as often name and value


def content_of(body: etree._Element, title: str | None) -> Content:
    """The blocks of the page, located by their rank (`§ 4`); without title, it is that of its first heading.

    A note stands after the block that calls it.
    """
    blocks = PageReader({}, within_main=True).read(body)
    first = next((" ".join(text_of(heading).split()) for heading in body.iter("h1")), None)
    return Content(title=title or first or None, blocks=blocks)


def heading_tag(level: int, has_title: bool) -> str:
    """The tag of a heading: `h1` is the title of the document where there is one, and level 1 otherwise."""
    return f"h{min(max(level, 1) + has_title, DEEPEST_HEADING)}"


def note(label: str, text: str) -> etree._Element:
    """A paragraph for the text of a note."""
    paragraph = etree.Element("p")
    paragraph.text = f"Note {label} : {' '.join(text.split())}"
    return paragraph


def looks_like_header(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first row names the columns, unmarked: short names, all different, without figures."""
    if len(rows) < 2 or len(rows[0]) < _FEWEST_COLUMNS:
        return False
    first = [" ".join(cell.split()) for cell in rows[0]]
    are_names = all(0 < len(name) <= _LONGEST_NAME and name[-1] not in ".;," for name in first)
    return are_names and len(set(first)) == len(first) and not any(map(_has_digit, first))


def _has_digit(text: str) -> bool:
    return any(sign.isdigit() for sign in text)


def without(element: etree._Element) -> None:
    """Take the element out of its page; the text after it stays."""
    parent, before, tail = element.getparent(), element.getprevious(), element.tail or ""
    if parent is None:
        return
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(element)


def insert_after(element: etree._Element, added: Iterable[etree._Element]) -> None:
    """Put elements after this one, in their order."""
    for one in reversed(list(added)):
        element.addnext(one)
