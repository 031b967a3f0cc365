"""Paragraphs from lines that a page layout has cut."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

BULLET = re.compile(r"^\s*[-–—•●▪■◦○*·☐☑☒➢➔→\uf0a7\uf0b7\uf0d8\uf0fc]\s+(?=\S)")

NUMBERED = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2})*[.)°]|[IVX]{1,5}[.)]|[a-z]\))\s+\S")
_LINK_ONLY = re.compile(r"^(?:mailto:|https?://)\S+$")
_PAGE_NUMBER = re.compile(r"^(?:page\s+)?(\d{1,4})(?:\s*/\s*\d{1,4})?$", re.IGNORECASE)
_WORD = re.compile(r"\w+(?:[-’']\w+)*")
_CUT_WORD = re.compile(r"(\w{1,30})-$")
# What French writes with a hyphen: inverted pronouns and particles after it, first elements before it.
_KEPT_AFTER = re.compile(r"(?:ils?|elles?|on|je|tu|nous|vous|ce|la|là|ci|mêmes?|être|delà|dire|t)\b")
_KEPT_BEFORE = re.compile(
    r"non|sous|ex|vice|demi|semi|mi|contre|avant|après|rez|peut|est|soi|lui|par|quasi|vis|porte|celui|celle",
    re.IGNORECASE,
)
_ENDED = re.compile(r"[.!?…:;](?:\s{0,2}[»”)\"]){0,3}$")
_HEADINGS = (
    (
        2,
        re.compile(
            r"(?:(?:annexe|titre|chapitre|partie)(?: (?:[\dIVX]+|[A-Z])\b|$)|[IVX]{1,5}[.)]\s+[A-ZÀ-Ý])",
            re.IGNORECASE,
        ),
    ),
    (3, re.compile(r"\d{1,2}[.)]\s+[A-ZÀ-Ý]")),
    (4, re.compile(r"\d{1,2}\.\d{1,2}[.)]?\s+[A-ZÀ-Ý]")),
    (
        5,
        re.compile(
            r"(?:\d{1,2}(?:\.\d{1,2}){2,3}[.)]?\s+[A-ZÀ-Ý]|article\s+(?:\d|premier|[LRD]\.))", re.IGNORECASE
        ),
    ),
)
_LONGEST_HEADING = 160  # characters
_CANNOT_END = re.compile(
    r"(?:,|[ld][’']|\b(?:l[ae]s?|des?|du|et|ou|à|aux?|en|pour|par|sur|dans|avec|une?|ces?|cette))$",
    re.IGNORECASE,
)
_LEADERS = re.compile(r"[.…]{3}")  # of a table of contents
_FULL_LINE = 0.7  # of the width: a shorter line that ends no sentence is a title or a label
_NARROWEST = 50  # characters: below, lines are short because they were written so
_RUNS_ON = 0.15  # share of paragraphs that go on, in small letters, after a blank line


@dataclass(frozen=True, slots=True)
class Layout:
    """How a document cuts its lines: their full length in characters, its words, what a blank line means."""

    width: int
    words: frozenset[str]
    blanks_part: bool
    lines_join: bool = False


def layout_of(lines: Sequence[str], lines_join: bool = False) -> Layout:
    """The layout of a whole document; with `lines_join`, as in Markdown, only a blank line parts paragraphs.

    Some extractions put a blank line after every line: there blank lines, and `lines_join`, mean nothing.
    """
    filled = [line.strip() for line in lines if line.strip()]
    lengths = sorted(map(len, filled))
    blanks_part = not _runs_on_over_blanks(lines)
    return Layout(
        width=lengths[int(len(lengths) * 0.9)] if lengths else 0,
        words=frozenset(word.lower() for line in filled for word in _WORD.findall(line)),
        blanks_part=blanks_part,
        lines_join=lines_join and blanks_part,
    )


def paragraphs_of(lines: Sequence[str], layout: Layout) -> tuple[str, ...]:
    """The paragraphs that the lines held before a layout cut them; list items and labels stay apart.

    A line goes on when its sentence does; a word cut at the end of a line is whole again. Bullets become
    `- `.
    """
    paragraphs: list[list[str]] = []
    links: list[list[str]] = []
    said = {word for line in lines if not _LINK_ONLY.match(line.strip()) for word in line.split()}
    previous, gap = "", False
    for line in map(str.strip, lines):
        if not line:
            gap = True
        elif not layout.blanks_part and _LINK_ONLY.match(line):
            # The links of a page, listed at its end, often amid a sentence that goes on overleaf.
            links += [[line]] if line.removeprefix("mailto:") not in said else []
        else:
            if previous and _goes_on(paragraphs[-1][0], previous, line, gap, layout):
                _append(paragraphs[-1], line, layout.words)
            else:
                paragraphs += links
                links = []
                paragraphs.append([BULLET.sub("- ", line)])
            previous, gap = line, False
    return tuple("".join(parts) for parts in (*paragraphs, *links))


def joined(lines: Sequence[str], words: frozenset[str] = frozenset()) -> str:
    """The lines as one, a word cut at the end of a line whole again; `words` are those of the document."""
    parts: list[str] = []
    for line in filter(None, map(str.strip, lines)):
        if parts:
            _append(parts, line, words)
        else:
            parts.append(line)
    return "".join(parts)


def is_unfinished(text: str) -> bool:
    """Whether a text ends on a comma, an article or a preposition: what follows belongs to it."""
    return _CANNOT_END.search(text) is not None


def without_page_numbers(lines: Sequence[str]) -> list[str]:
    """The lines, with those that only count pages made blank.

    These are numbers alone on their line that follow each other, three at least.
    """
    dropped: set[int] = set()
    run: list[tuple[int, int]] = []
    for index, line in enumerate(lines):
        match = _PAGE_NUMBER.match(line.strip())
        if match:
            number = int(match.group(1))
            run = [*run, (index, number)] if run and number == run[-1][1] + 1 else [(index, number)]
            if len(run) >= 3:
                dropped.update(place for place, _ in run[-3:])
    return ["" if index in dropped else line for index, line in enumerate(lines)]


def heading_level(paragraph: str) -> int | None:
    """The level (2 to 5) of a numbered title such as `II. Les aides`, `1.2. Montants` or `Annexe`, else None.

    For documents whose extraction has lost what tells a title from the text.
    """
    if len(paragraph) > _LONGEST_HEADING or paragraph[-1] in ".;:," or _LEADERS.search(paragraph):
        return None
    return next((level for level, pattern in _HEADINGS if pattern.match(paragraph)), None)


def _runs_on_over_blanks(lines: Sequence[str]) -> bool:
    stripped = [line.strip() for line in lines]
    around = [
        (before, after)
        for before, blank, after in zip(stripped, stripped[1:], stripped[2:], strict=False)
        if before and not blank and after
    ]
    broken = sum(1 for before, after in around if after[0].islower() and not _ENDED.search(before))
    return broken >= 5 and broken > _RUNS_ON * len(around)


def _goes_on(first: str, previous: str, line: str, gap: bool, layout: Layout) -> bool:
    if (gap and layout.blanks_part) or BULLET.match(line) or NUMBERED.match(line):
        return False
    if layout.lines_join:
        return True
    if _CANNOT_END.search(previous):
        return True
    ended = _ENDED.search(previous) is not None
    if line[0].islower():
        return not (ended and gap)
    if gap and NUMBERED.match(first) and line[0].isupper():
        return False
    is_full = len(previous) >= max(_FULL_LINE * layout.width, _NARROWEST)
    return is_full and not (ended and (gap or previous[-1] in ":;"))


def _append(parts: list[str], line: str, words: frozenset[str]) -> None:
    cut = _CUT_WORD.search(parts[-1][-31:])
    rest = _WORD.match(line)
    if not cut or not rest:
        parts += [" ", line]
    elif line[0].islower() and not _keeps_hyphen(cut.group(1), rest.group(), words):
        parts[-1] = parts[-1][:-1]
        parts.append(line)
    else:
        parts.append(line)


def _keeps_hyphen(first: str, rest: str, words: frozenset[str]) -> bool:
    whole, hyphenated = f"{first}{rest}".lower(), f"{first}-{rest}".lower()
    if whole in words or hyphenated in words:
        return whole not in words
    return _KEPT_AFTER.match(rest) is not None or _KEPT_BEFORE.fullmatch(first) is not None
