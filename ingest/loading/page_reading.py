"""A web page walked once, from its first element to its last, into blocks under headings."""

from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree  # type: ignore[import-untyped]

from assistant.records import Block
from ingest.loading.html_tables import holds_data, sections_of
from ingest.loading.mending import layout_of, paragraphs_of
from ingest.loading.outline import Outline, tidy
from ingest.loading.page_parts import NEVER_READ, anchor_of, is_left_out, is_main, tags, text_of
from ingest.loading.tables import sentences_of

_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_QUESTION = 7  # the level of a `summary`, which heads what `details` unfolds
_BLOCKS = tags(
    "address article aside blockquote body caption center dd details dir div dl dt fieldset figcaption "
    "figure footer form header h1 h2 h3 h4 h5 h6 hgroup hr html legend li main menu ol p pre section "
    "summary table tbody td tfoot th thead tr ul"
)
_LONGEST_HEADING = 300  # characters
_ITEMS = {"li", "dt", "dd"}
_LINE = "\u2028"  # stands for <br> until white space is collapsed
_PERMALINKS = "#¶§🔗 "


@dataclass(slots=True)
class _Item:
    """An open list item, term or definition; fresh until its first line of text."""

    tag: str
    is_fresh: bool = True


class PageReader:
    """Reads one page: `shares` are the link shares of its parts, `within_main` says that all is main text.

    With `everything`, only what is never text (scripts, styles, fields) is left out.
    """

    def __init__(
        self, shares: Mapping[etree._Element, float], within_main: bool, everything: bool = False
    ) -> None:
        self._shares = shares
        self._main_depth = int(within_main)
        self._everything = everything
        self._outline = Outline()
        self._text: list[str] = []
        self._items: list[_Item] = []
        self._terms: list[str] = []
        self._is_defined = False
        self._unfolded = 0

    def read(self, root: etree._Element) -> tuple[Block, ...]:
        """The blocks of the page in reading order."""
        walk = etree.iterwalk(root, events=("start", "end"))
        taken = None
        for event, element in walk:
            if event == "start":
                if element is not root and self._takes_whole(element):
                    taken = element
                    walk.skip_subtree()
                else:
                    self._enter(element)
                continue
            if element is not taken:
                self._leave(element)
            if element is not root:
                self._text.append(element.tail or "")
        self._flush()
        return self._outline.blocks()

    def _takes_whole(self, element: etree._Element) -> bool:
        """Whether the element is left out, or read at once as a heading or a table."""
        if element.tag in NEVER_READ:
            return True
        if not self._everything and is_left_out(element, self._main_depth > 0, self._shares):
            if element.tag in _BLOCKS:
                self._flush()
            return True
        if element.tag in _HEADINGS or element.tag == "summary":
            return self._opens(element)
        if element.tag == "pre":
            self._flush()
            lines = text_of(element).split("\n")
            for paragraph in paragraphs_of(lines, layout_of(lines)):
                self._outline.add(paragraph)
            return True
        if element.tag == "table" and holds_data(element):
            self._flush()
            for section in sections_of(element):
                for sentence in sentences_of(section.caption, section.header, section.rows):
                    self._outline.add(sentence)
                if not section.rows:
                    self._outline.add(section.caption)
            return True
        return False

    def _enter(self, element: etree._Element) -> None:
        if element.tag == "br":
            self._text.append(_LINE)
        elif element.tag in _BLOCKS:
            self._flush()
        self._main_depth += is_main(element)
        self._unfolded += element.tag == "details"
        if element.tag in _ITEMS:
            self._items.append(_Item(element.tag))
        self._text.append(element.text or "")

    def _leave(self, element: etree._Element) -> None:
        if element.tag in _BLOCKS:
            self._flush()
        self._main_depth -= is_main(element)
        if element.tag in _ITEMS:
            self._items.pop()
        elif element.tag == "dl":
            self._outline.add("" if self._is_defined else ", ".join(self._terms))
            self._terms = []
        elif element.tag == "details":
            self._outline.close(_QUESTION + self._unfolded)
            self._unfolded -= 1

    def _opens(self, element: etree._Element) -> bool:
        """Whether the element heads a section; one too long for that was left unclosed and is text."""
        title = " ".join(text_of(element).split()).rstrip(_PERMALINKS)
        if len(title) > _LONGEST_HEADING:
            return False
        self._flush()
        level = _HEADINGS.get(element.tag, _QUESTION + self._unfolded)
        self._outline.open(level, title, anchor_of(element))
        return True

    def _flush(self) -> None:
        """Add the text gathered since the last block, as a paragraph, list item, term or definition."""
        gathered = "".join(self._text).replace("\n", " ").split(_LINE)
        self._text.clear()
        text = tidy(
            "\n".join(paragraphs_of(gathered, layout_of(gathered)) if len(gathered) > 1 else gathered)
        )
        if not text:
            return
        item = self._items[-1] if self._items else None
        if item and item.tag == "dt":
            self._terms = [*([] if self._is_defined else self._terms), text]
            self._is_defined = False
            return
        self._outline.add(self._lead(item) + text)
        if item:
            item.is_fresh = False

    def _lead(self, item: _Item | None) -> str:
        if item is None or not item.is_fresh:
            return ""
        if item.tag == "li":
            return "- "
        self._is_defined = True
        term = ", ".join(self._terms)
        return f"{term}{' ' if term[-1] in '?:!' else ' : '}" if term else ""
