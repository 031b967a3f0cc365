"""The body of an OpenDocument text, walked once and written as a page."""

from lxml import etree  # type: ignore[import-untyped]
from odfdo import Document, Element

from ingest.loading.html_tables import WIDEST_SPAN
from ingest.loading.office_pages import heading_tag, looks_like_header, note
from ingest.loading.page_parts import tags, text_of

_UNREAD = tags(
    "text:tracked-changes office:annotation office:annotation-end office:forms text:sequence-decls "
    "text:variable-decls text:user-field-decls text:table-of-content text:illustration-index "
    "text:table-index text:object-index text:user-index text:alphabetical-index text:bibliography "
    "text:hidden-text text:hidden-paragraph text:ruby-text svg:title svg:desc draw:object draw:image "
    "office:event-listeners text:bibliography-mark text:soft-page-break"
)
_BLOCKS = {"text:p": "p", "text:list": "ul", "text:list-item": "li", "text:list-header": "li"}
_LONGEST_CHAIN = 20  # styles, each the child of the next
_MOST_SPACES = 100


class PageMaker:
    """Writes the page of one document: `h1` to `h6`, `p`, `ul` and `table`, each note after its block."""

    def __init__(self, document: Document) -> None:
        self._body = document.body
        self._parents = _style_parents(document)
        self._notes: list[etree._Element] = []
        self._has_title = any(self._is_title(paragraph) for paragraph in self._body.get_elements("//text:p"))

    def page(self) -> etree._Element:
        """The whole body, in its order."""
        page = etree.Element("body")
        for child in self._body.children:
            self._write(child, page)
            page.extend(self._notes)
            self._notes = []
        return page

    def _write(self, element: Element, into: etree._Element) -> None:
        """Write one element, and not the text after it."""
        tag, attributes = element.tag, element.attributes
        if tag in _UNREAD or attributes.get("text:display") == "none":
            return
        if tag == "text:note":
            self._keep_note(element)
        elif tag == "text:h" or (tag == "text:p" and self._is_title(element)):
            self._write_heading(element, into)
        elif tag == "table:table":
            self._write_table(element, into)
        elif tag == "text:s":
            _say(into, " " * min(_number(element, "text:c"), _MOST_SPACES))
        elif tag == "text:tab":
            _say(into, " ")
        elif tag == "text:line-break":
            etree.SubElement(into, "br")
        elif tag == "draw:text-box":
            self._write_within(element, etree.SubElement(into, "div"))
        else:
            self._write_within(element, etree.SubElement(into, _BLOCKS[tag]) if tag in _BLOCKS else into)

    def _write_within(self, element: Element, into: etree._Element) -> None:
        _say(into, element.text or "")
        for child in element.children:
            self._write(child, into)
            _say(into, child.tail or "")

    def _write_heading(self, element: Element, into: etree._Element) -> None:
        is_title = element.tag == "text:p"
        level = _number(element, "text:outline-level")
        tag = "h1" if is_title else heading_tag(level, self._has_title)
        self._write_within(element, etree.SubElement(into, tag))

    def _keep_note(self, element: Element) -> None:
        label = next((child for child in element.children if child.tag == "text:note-citation"), None)
        body = next((child for child in element.children if child.tag == "text:note-body"), None)
        if body is not None:
            written = etree.Element("div")
            self._write_within(body, written)
            said = label.text if label is not None and label.text else ""
            self._notes.append(note(said, text_of(written)))

    def _write_table(self, element: Element, into: etree._Element) -> None:
        table = etree.SubElement(into, "table")
        self._write_rows(element, table, within_header=False)
        rows = [row for row in table.findall("tr") if text_of(row)]
        if rows and table.find("tr/th") is None:
            texts = [[text_of(cell) for cell in row] for row in rows[:2]]
            if looks_like_header(texts):
                for cell in rows[0]:
                    cell.tag = "th"

    def _write_rows(self, element: Element, table: etree._Element, within_header: bool) -> None:
        for child in element.children:
            if child.tag == "table:table-row":
                self._write_cells(child, etree.SubElement(table, "tr"), within_header)
            elif child.tag in ("table:table-header-rows", "table:table-rows", "table:table-row-group"):
                self._write_rows(child, table, within_header or child.tag == "table:table-header-rows")

    def _write_cells(self, element: Element, row: etree._Element, within_header: bool) -> None:
        for child in element.children:
            if child.tag != "table:table-cell":
                continue
            for _ in range(min(_number(child, "table:number-columns-repeated"), WIDEST_SPAN)):
                is_name = within_header or self._is_heading_of_table(child)
                cell = etree.SubElement(row, "th" if is_name else "td")
                for name, span in (("columns", "colspan"), ("rows", "rowspan")):
                    cell.set(span, str(_number(child, f"table:number-{name}-spanned")))
                self._write_within(child, cell)

    def _is_heading_of_table(self, cell: Element) -> bool:
        paragraphs = [child for child in cell.children if child.tag == "text:p"]
        return bool(paragraphs) and all(self._is_of_style(p, "Table_20_Heading") for p in paragraphs)

    def _is_title(self, paragraph: Element) -> bool:
        return self._is_of_style(paragraph, "Title")

    def _is_of_style(self, paragraph: Element, name: str) -> bool:
        style = paragraph.attributes.get("text:style-name", "")
        for _ in range(_LONGEST_CHAIN):
            if style == name or not style:
                return style == name
            style = self._parents.get(style, "")
        return False


def _style_parents(document: Document) -> dict[str, str]:
    """For each paragraph style, the one it is the child of; automatic styles have no name people see."""
    styles = (style.attributes for style in document.get_styles("paragraph"))
    return {
        style["style:name"]: style.get("style:parent-style-name", "")
        for style in styles
        if "style:name" in style
    }


def _number(element: Element, name: str) -> int:
    value = element.attributes.get(name, "1")
    return max(int(value), 1) if value.isascii() and value.isdigit() and len(value) < 9 else 1


def _say(into: etree._Element, text: str) -> None:
    """Add text at the end of what an element holds."""
    said = text.replace("\x00", "")
    if len(into):
        into[-1].tail = (into[-1].tail or "") + said
    else:
        into.text = (into.text or "") + said
