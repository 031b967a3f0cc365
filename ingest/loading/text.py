"""Plain text: its first line is the title when it reads like one."""

from ingest.loading.decoding import decode
from ingest.loading.mending import heading_level, layout_of, paragraphs_of, without_page_numbers
from ingest.loading.outline import Content, Outline

_LONGEST_TITLE = 120  # characters


def read_text(raw: bytes) -> Content:
    """The paragraphs of a text file, broken lines joined. Raises `InvalidInput` when it is no text."""
    lines = without_page_numbers(decode(raw).split("\n"))
    paragraphs = paragraphs_of(lines, layout_of(lines))
    outline = Outline()
    title = _title(paragraphs)
    if title:
        outline.open(1, title)
    for paragraph in paragraphs[1:] if title else paragraphs:
        add_paragraph(outline, paragraph)
    return Content(title=title, blocks=outline.blocks())


def add_paragraph(outline: Outline, paragraph: str) -> None:
    """Add a paragraph of a text without marks: a numbered title opens a section."""
    level = heading_level(paragraph)
    if level:
        outline.open(level, paragraph)
    else:
        outline.add(paragraph)


def _title(paragraphs: tuple[str, ...]) -> str | None:
    first = paragraphs[0] if paragraphs else ""
    is_title = len(paragraphs) > 1 and len(first) <= _LONGEST_TITLE and first[-1] not in ".;:,!…"
    return first if is_title and not first.startswith("- ") else None
