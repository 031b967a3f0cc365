"""The markup of a Word document, made plain before it is converted: headings, header rows, hidden text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree  # type: ignore[import-untyped]

from ingest.loading.office_pages import looks_like_header

TITLE, CONTENTS = 0, -1  # the level of the title of the document, and of the lines of a table of contents
_NAMED_LEVEL = re.compile(r"(?:heading|titre) ([1-9])")
_TITLES = {"title", "titre"}
_CONTENTS = re.compile(
    r"(?:toc|tm|table des matières) ?(?:\d|heading)|table of figures|table des illustrations"
)
_BODY = 9  # the outline level of what is no heading
_OFF = {"0", "false", "off"}
_PLAIN_FILLS = {"", "auto", "FFFFFF", "ffffff"}
_UNSHOWN = ("{*}del", "{*}moveFrom")
_LONGEST_CHAIN = 20  # styles, each based on the next


@dataclass(frozen=True, slots=True)
class Styles:
    """The outline level of paragraph styles that have one, and the table styles that set a header apart."""

    levels: dict[str, int]
    with_header: frozenset[str]


def styles_of(part: etree._Element | None) -> Styles:
    """What the part `styles.xml` says; a style without level has that of the style it is based on."""
    found = {} if part is None else {_attribute(style, "styleId"): style for style in part.iter("{*}style")}
    levels = {name: _level_of(name, found) for name in found}
    with_header = (name for name, style in found.items() if _has_first_row(style))
    return Styles(
        {name: level for name, level in levels.items() if level is not None}, frozenset(with_header)
    )


def make_plain(part: etree._Element, styles: Styles) -> None:
    """Write in the part which paragraphs are headings and which rows headers; take out what is not shown.

    Headings become of style `Level0` (the title) to `Level9`, the table of contents of style `Contents`.
    """
    for element in list(part.iter(*_UNSHOWN)) + [run for run in part.iter("{*}r") if _is_hidden(run)]:
        if element.getparent() is not None and element.getparent().tag != "{*}rPr":
            element.getparent().remove(element)
    for paragraph in part.iter("{*}p"):
        _name_level(paragraph, styles)
    for table in part.iter("{*}tbl"):
        _mark_header(table, styles)


def _level_of(name: str, styles: dict[str, etree._Element]) -> int | None:
    for _ in range(_LONGEST_CHAIN):
        style = styles.get(name)
        if style is None:
            return None
        told = _child_value(style, "name").lower()
        if told in _TITLES:
            return TITLE
        if _CONTENTS.match(told):
            return CONTENTS
        if match := _NAMED_LEVEL.fullmatch(told):
            return int(match.group(1))
        level = _outline_level(style.find("{*}pPr"))
        if level is not None:
            return level
        name = _child_value(style, "basedOn")
    return None


def _outline_level(properties: etree._Element | None) -> int | None:
    value = "" if properties is None else _child_value(properties, "outlineLvl")
    return int(value) + 1 if value in tuple("012345678") else None


def _has_first_row(style: etree._Element) -> bool:
    return any(_attribute(part, "type") == "firstRow" for part in style.iter("{*}tblStylePr"))


def _name_level(paragraph: etree._Element, styles: Styles) -> None:
    properties = paragraph.find("{*}pPr")
    if properties is None:
        return
    style = properties.find("{*}pStyle")
    level = _outline_level(properties)
    if level is None and style is not None:
        level = styles.levels.get(_attribute(style, "val"))
    if level is None:
        return
    if style is None:
        style = etree.Element(_beside(properties, "pStyle"))
        properties.insert(0, style)
    style.set(_beside(properties, "val"), "Contents" if level == CONTENTS else f"Level{level}")


def _mark_header(table: etree._Element, styles: Styles) -> None:
    rows = table.findall("{*}tr")
    if len(rows) < 2 or next(table.iter("{*}tblHeader"), None) is not None:
        return
    style = _child_value(table.find("{*}tblPr"), "tblStyle")
    texts = [[_text(cell) for cell in row.findall("{*}tc")] for row in rows[:2]]
    is_styled = style in styles.with_header and _shows_first_row(table)
    if is_styled or (_is_shaded(rows[0]) and not _is_shaded(rows[1])) or looks_like_header(texts):
        properties = rows[0].find("{*}trPr")
        if properties is None:
            properties = etree.Element(_beside(rows[0], "trPr"))
            rows[0].insert(0, properties)
        etree.SubElement(properties, _beside(rows[0], "tblHeader"))


def _shows_first_row(table: etree._Element) -> bool:
    """The bit 0x20 of the look, or what newer versions write beside it."""
    look = table.find("{*}tblPr/{*}tblLook")
    if look is None:
        return False
    told = _attribute(look, "firstRow")
    value = _attribute(look, "val")
    bits = int(value, 16) if re.fullmatch(r"[0-9A-Fa-f]{1,4}", value) else 0
    return told not in _OFF if told else bool(bits & 0x20)


def _is_shaded(row: etree._Element) -> bool:
    cells = row.findall("{*}tc")
    fills = [next(cell.iterfind("{*}tcPr/{*}shd"), None) for cell in cells]
    return bool(cells) and all(
        fill is not None and _attribute(fill, "fill") not in _PLAIN_FILLS for fill in fills
    )


def _is_hidden(run: etree._Element) -> bool:
    vanish = run.find("{*}rPr/{*}vanish")
    return vanish is not None and _attribute(vanish, "val") not in _OFF


def _text(cell: etree._Element) -> str:
    return "".join(part.text or "" for part in cell.iter("{*}t"))


def _child_value(element: etree._Element | None, name: str) -> str:
    child = None if element is None else element.find(f"{{*}}{name}")
    return "" if child is None else _attribute(child, "val")


def _attribute(element: etree._Element, name: str) -> str:
    return next(_values(element, name), "")


def _values(element: etree._Element, name: str) -> Iterator[str]:
    return (str(value) for key, value in element.items() if etree.QName(key).localname == name)


def _beside(element: etree._Element, name: str) -> str:
    """The name in the namespace of the element: Word has two, one of them « strict »."""
    return f"{{{etree.QName(element).namespace}}}{name}"
