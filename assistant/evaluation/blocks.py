"""A report as tables, pictures and lists, written in Markdown or as one HTML page that needs no network."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells already in words; the first column names, the others are figures."""

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A plot as the text of an SVG; Markdown, which cannot hold it, only says where it is."""

    title: str
    svg: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """Entries of a heading and some lines."""

    title: str
    entries: tuple[tuple[str, tuple[str, ...]], ...]
    note: str = ""


Block = Table | Picture | Listing


@dataclass(frozen=True, slots=True)
class Report:
    """A title, what the figures are about, and the blocks in order."""

    title: str
    lead: tuple[str, ...]
    blocks: tuple[Block, ...]


STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem }
table { border-collapse: collapse; display: block; overflow-x: auto; margin: 1rem 0 }
th, td { padding: .3rem .7rem; border-bottom: 1px solid #ddd; text-align: right }
th, td { font-variant-numeric: tabular-nums }
th:first-child, td:first-child { text-align: left }
.note { color: #555 }
svg { max-width: 100%; height: auto }
h3 { font-size: 1rem; margin: 1.2rem 0 .2rem } h3 + p { margin-top: 0 }
"""


def table_as_markdown(table: Table) -> str:
    """The rows of a table, without its title."""
    rule = ("---", *("--:" for _ in table.header[1:]))
    return "\n".join(f"| {' | '.join(_cell(c) for c in row)} |" for row in (table.header, rule, *table.rows))


def to_markdown(report: Report) -> str:
    """The whole report; ends with a line feed."""
    parts = [f"# {report.title}", *report.lead]
    for block in report.blocks:
        parts += [f"## {block.title}", *([block.note] if block.note else []), _markdown(block)]
    return "\n\n".join(parts) + "\n"


def to_html(report: Report) -> str:
    """The whole report as one page: style and pictures are inside."""
    body = [f"<h1>{escape(report.title)}</h1>", *(f"<p>{escape(line)}</p>" for line in report.lead)]
    for block in report.blocks:
        note = f'<p class="note">{escape(block.note)}</p>' if block.note else ""
        body.append(f"<h2>{escape(block.title)}</h2>{note}{_html(block)}")
    head = f'<meta charset="utf-8"><title>{escape(report.title)}</title><style>{STYLE}</style>'
    return (
        f'<!doctype html>\n<html lang="en"><head>{head}</head>\n<body>\n'
        + "\n".join(body)
        + "\n</body></html>\n"
    )


def _markdown(block: Block) -> str:
    if isinstance(block, Table):
        return table_as_markdown(block)
    if isinstance(block, Picture):
        return "*Plot: see the HTML page.*"
    return "\n\n".join(f"### {head}\n\n" + "  \n".join(lines) for head, lines in block.entries) or "None."


def _html(block: Block) -> str:
    if isinstance(block, Picture):
        return block.svg
    if isinstance(block, Table):
        return f"<table>{_row(block.header, 'th')}{''.join(_row(row, 'td') for row in block.rows)}</table>"
    entries = (
        f"<h3>{escape(head)}</h3><p>{'<br>'.join(map(escape, lines))}</p>" for head, lines in block.entries
    )
    return "\n".join(entries) or "<p>None.</p>"


def _row(cells: Sequence[str], kind: str) -> str:
    return f"<tr>{''.join(f'<{kind}>{escape(cell)}</{kind}>' for cell in cells)}</tr>"


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())
