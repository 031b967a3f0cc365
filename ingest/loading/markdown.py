"""Markdown: headings, lists and tables; what is marked up is kept, the marks are not."""

import html
import re
from collections.abc import Iterator, Sequence

from ingest.loading.decoding import decode
from ingest.loading.mending import BULLET, Layout, layout_of, paragraphs_of, without_page_numbers
from ingest.loading.outline import Content, Outline
from ingest.loading.tables import sentences_of
from ingest.loading.text import add_paragraph

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_TITLE = re.compile(r"""^(?:title|titre)[ \t]*:[ \t]*(.+)$""", re.IGNORECASE | re.MULTILINE)
_DATE = re.compile(r"^[ \t*-]*date[ \t]*:[ \t]*[\"']?(\d{4}(?:-\d{2}){0,2})\b", re.IGNORECASE | re.MULTILINE)
_HEADING = re.compile(r"^ {0,3}(#{1,6})(?:[ \t]|$)(.*)")
_CLOSING = re.compile(r"\s#+$")
_ANCHOR = re.compile(r"\s*\{#([\w.:-]+)[^}]*\}\s*$")
_UNDERLINE = re.compile(r"^ {0,3}(?:=+|-{3,})[ \t]*$")
_BREAK = re.compile(r"^ {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$")
_FENCE = re.compile(r"^ {0,3}(```+|~~~+)")
_RULE = re.compile(r"^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
_QUOTE = re.compile(r"^(?:\s{0,3}>)+\s?")
_DEFINITION = re.compile(r"^ {0,3}\[[^\]]+\]:\s+\S+.*$")
_METADATA = {"metadata", "métadonnées"}
_INLINE = (
    (re.compile(r"!\[([^\]]{0,500})\](?:\([^)]{0,2000}\)|\[[^\]]{0,200}\])"), r"\1"),
    (re.compile(r"\[([^\]]{1,500})\](?:\([^)]{0,2000}\)|\[[^\]]{0,200}\])"), r"\1"),
    (re.compile(r"<((?:https?://|mailto:)[^>\s]{1,2000})>"), r"\1"),
    (re.compile(r"</?[A-Za-z][^>]{0,500}>"), " "),
    (re.compile(r"(`{1,3})([^`]{1,500})\1"), r"\2"),
    (re.compile(r"(\*\*|__)(?=\S)(.{1,1000}?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])([*_])(?=\S)([^*_]{1,1000})(?<=\S)\1(?![\w*])"), r"\2"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!|>~-])"), r"\1"),
)


def read_markdown(raw: bytes) -> Content:
    """The blocks of a Markdown file, with the title and date of its front matter or of its first heading.

    Raises `InvalidInput` when it is no text. The lines of a document that was extracted with a blank line
    after each are joined again.
    """
    text = _without_comments(decode(raw))
    front = _FRONT_MATTER.match(text)
    head = front.group(1) if front else ""
    lines = without_page_numbers(text[front.end() :].split("\n") if front else text.split("\n"))
    outline = Outline()
    first = _fill(outline, lines)
    named = _TITLE.search(head)
    dated = _DATE.search(head) or _DATE.search("\n".join(lines[:20]))
    return Content(
        title=named.group(1).strip().strip("\"'") if named else first,
        blocks=outline.blocks(),
        published=dated.group(1) if dated else None,
    )


def _without_comments(text: str) -> str:
    kept, position = [], 0
    while (start := text.find("<!--", position)) >= 0 and (end := text.find("-->", start)) >= 0:
        kept.append(text[position:start])
        position = end + len("-->")
    return "".join((*kept, text[position:]))


def _fill(outline: Outline, lines: Sequence[str]) -> str | None:
    """The text of the first heading of level 1, None without; the outline holds the rest."""
    layout = layout_of(lines, lines_join=True)
    title = None
    run: list[str] = []
    section, level = "", 0
    for kind, content in _pieces(lines):
        if kind == "line":
            run.append(content)
            continue
        _add_run(outline, run, layout)
        run = []
        if kind == "break":
            # A rule ends a head of metadata: what follows is the document itself.
            if section.lower() in _METADATA:
                outline.close(level)
            continue
        anchor = _ANCHOR.search(content)
        level, section = int(kind), _plain(_ANCHOR.sub("", content))
        outline.open(level, section, anchor.group(1) if anchor else None)
        title = title or (section if level == 1 else None)
    _add_run(outline, run, layout)
    return title


def _pieces(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Each line as `("line", text)`, `("break", "")` for a rule, or `("2", heading)` for a heading."""
    fence = ""
    for index, line in enumerate(lines):
        marker = _FENCE.match(line)
        if marker and (not fence or line.strip().startswith(fence)):
            fence = "" if fence else marker.group(1)
            continue
        before = lines[index - 1].strip() if index else ""
        after = lines[index + 1] if index + 1 < len(lines) else ""
        heading = _HEADING.match(line)
        if fence:
            yield "line", line
        elif heading:
            yield str(len(heading.group(1))), _CLOSING.sub("", heading.group(2).strip())
        elif _is_underlined(line, after):
            yield ("1" if "=" in after else "2"), line.strip()
        elif _UNDERLINE.match(line) and before and _is_underlined(before, line):
            continue
        elif _BREAK.match(line):
            yield "break", ""
        elif not _DEFINITION.match(line):
            yield "line", line


def _is_underlined(line: str, after: str) -> bool:
    is_text = bool(line.strip()) and not (BULLET.match(line) or _HEADING.match(line) or "|" in line)
    return is_text and len(line) <= 200 and not _BREAK.match(line) and bool(_UNDERLINE.match(after))


def _add_run(outline: Outline, lines: Sequence[str], layout: Layout) -> None:
    """Add what stands between two headings: tables row by row, the rest as paragraphs."""
    position = start = 0
    while position + 1 < len(lines):
        if "|" in lines[position] and "|" in lines[position + 1] and _RULE.match(lines[position + 1]):
            end = position + 2
            while end < len(lines) and "|" in lines[end]:
                end += 1
            _add_paragraphs(outline, lines[start:position], layout)
            _add_table(outline, lines[position:end])
            position = start = end
        else:
            position += 1
    _add_paragraphs(outline, lines[start:], layout)


def _add_table(outline: Outline, lines: Sequence[str]) -> None:
    header, _, *rows = (_cells(line) for line in lines)
    for sentence in sentences_of("", header, rows):
        outline.add(sentence)


def _cells(line: str) -> list[str]:
    parts = re.split(r"(?<!\\)\|", line.strip().removeprefix("|").removesuffix("|"))
    return [" ".join(_plain(part).split()) for part in parts]


def _add_paragraphs(outline: Outline, lines: Sequence[str], layout: Layout) -> None:
    for paragraph in paragraphs_of([_QUOTE.sub("", line) for line in lines], layout):
        if layout.blanks_part:
            outline.add(_plain(paragraph))
        else:
            add_paragraph(outline, _plain(paragraph))


def _plain(text: str) -> str:
    for pattern, replacement in _INLINE:
        text = pattern.sub(replacement, text)
    return html.unescape(text)
