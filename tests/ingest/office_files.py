"""Word and OpenDocument files written part by part, sound or not."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_ODF = "".join(
    f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{where}:1.0"'
    for name, where in (
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("style", "style"),
        ("draw", "drawing"),
        ("meta", "meta"),
    )
)
ODT_TYPE = "application/vnd.oasis.opendocument.text"

Parts = dict[str, str | bytes]


def archive(parts: Parts) -> bytes:
    """A zip of these parts, in their order."""
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as file:
        for name, part in parts.items():
            file.writestr(name, part)
    return made.getvalue()


def docx_parts(body: str, styles: str = "", notes: str = "", title: str = "") -> Parts:
    """The parts of a Word document around the markup of its body, styles and footnotes."""
    space = f'xmlns:w="{WORD}" xmlns:r="{_RELATIONS}"'
    relations = "".join(
        f'<Relationship Id="r{name}" Type="{_RELATIONS}/{name}" Target="{name}.xml"/>'
        for name in ("styles", "footnotes")
    )
    return {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" '
        f'ContentType="application/xml"/><Override PartName="/word/document.xml" '
        f'ContentType="{_TYPE}.document.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{_RELATIONS}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{relations}'
        "</Relationships>",
        "word/document.xml": f"<w:document {space}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {space}>{styles}</w:styles>",
        "word/footnotes.xml": f"<w:footnotes {space}>{notes}</w:footnotes>",
        "docProps/core.xml": f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title></cp:coreProperties>',
    }


def docx(body: str, styles: str = "", notes: str = "", title: str = "") -> bytes:
    """A Word document."""
    return archive(docx_parts(body, styles, notes, title))


def paragraph(text: str, style: str = "") -> str:
    """A paragraph of Word."""
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{named}<w:r><w:t>{text}</w:t></w:r></w:p>"


def style(identifier: str, name: str, within: str = "") -> str:
    """A paragraph style of Word."""
    return f'<w:style w:type="paragraph" w:styleId="{identifier}"><w:name w:val="{name}"/>{within}</w:style>'


def table(rows: list[list[str]], properties: str = "", of_cells: str = "") -> str:
    """A table of Word; `of_cells` are the properties of the cells of its first row."""
    lines = []
    for number, row in enumerate(rows):
        shown = "" if number else of_cells
        cells = (f"<w:tc><w:tcPr>{shown}</w:tcPr>{paragraph(cell)}</w:tc>" for cell in row)
        lines.append(f"<w:tr>{''.join(cells)}</w:tr>")
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr>{''.join(lines)}</w:tbl>"


def odt_parts(body: str, styles: str = "", title: str = "") -> Parts:
    """The parts of an OpenDocument text around the markup of its body and automatic styles."""
    return {
        "mimetype": ODT_TYPE,
        "content.xml": f"<office:document-content{_ODF}><office:automatic-styles>{styles}"
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>",
        "styles.xml": f"<office:document-styles{_ODF}><office:styles/></office:document-styles>",
        "meta.xml": f'<office:document-meta{_ODF} xmlns:dc="http://purl.org/dc/elements/1.1/"><office:meta>'
        f"<dc:title>{title}</dc:title></office:meta></office:document-meta>",
        "META-INF/manifest.xml": '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:'
        'manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="'
        f'{ODT_TYPE}"/></manifest:manifest>',
    }


def odt(body: str, styles: str = "", title: str = "") -> bytes:
    """An OpenDocument text."""
    return archive(odt_parts(body, styles, title))
