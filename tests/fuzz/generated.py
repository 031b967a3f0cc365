"""Files that hypothesis makes up, near enough to each format to go deep into its reader."""

import json

from hypothesis import strategies as st

from tests.ingest.office_files import docx, odt

_TEXT = st.text(max_size=40)
_TAGS = st.sampled_from(
    "p div h1 h2 h6 ul ol li dl dt dd table caption thead tr td th main article header nav aside form a "
    "span b br pre details summary section svg script button".split()
)
_MARKS = st.sampled_from(
    ("class='menu'", "id='a b'", "role='main'", "hidden", "colspan='9'", "rowspan='0'", "href='#a'", "")
)
_LINES = st.sampled_from(
    ("# ", "## ", "- ", "1. ", "| a | b |", "|---|---|", "| | x", "---", "===", "```", "> ", "title: ", "I. ",
     "Annexe ", "\n", "<!-- ", "-->", "[a](b)", "**", "`", "12", "- 3 -", "mot-")
)  # fmt: skip


def _element(tag: str, mark: str, children: list[str]) -> str:
    return f"<{tag} {mark}>{''.join(children)}</{tag}>"


PAGES = st.recursive(
    _TEXT, lambda inner: st.builds(_element, _TAGS, _MARKS, st.lists(inner, max_size=5)), max_leaves=25
).map(_to := lambda text: text.encode(errors="replace"))
TEXTS = st.lists(st.builds(str.__add__, _LINES, _TEXT), max_size=40).map(lambda lines: _to("\n".join(lines)))


def _nested(tags: str, text: str, attributes: tuple[str, ...]) -> st.SearchStrategy[str]:
    """Markup of these tags in any order, with a text in the middle."""
    return st.recursive(
        _TEXT.map(lambda said: text.format("".join(sign for sign in said if sign.isalnum()))),
        lambda inner: st.builds(
            _element, st.sampled_from(tags.split()), st.sampled_from(attributes), st.lists(inner, max_size=4)
        ),
        max_leaves=20,
    )


WORD_FILES = _nested(
    "w:p w:r w:tbl w:tr w:tc w:pPr w:rPr w:tcPr w:trPr w:tblPr w:pStyle w:outlineLvl w:gridSpan w:vMerge "
    "w:numPr w:ilvl w:numId w:hyperlink w:sdt w:sdtContent w:ins w:del w:fldChar w:footnoteReference "
    "w:bookmarkStart w:br w:sym w:txbxContent w:pict w:vanish w:drawing",
    "<w:t>{}</w:t>",
    ("", "w:val='1'", "w:val='x'", "w:id='1'", "w:type='page'", "w:fldCharType='begin'", "w:char='F0'"),
).map(docx)
OPEN_FILES = _nested(
    "text:p text:h text:list text:list-item text:s text:tab text:line-break text:note text:note-citation "
    "text:note-body text:span text:a text:section table:table table:table-row table:table-cell "
    "table:table-header-rows table:covered-table-cell draw:frame draw:text-box text:tracked-changes",
    "<text:span>{}</text:span>",
    ("", "text:outline-level='1'", "text:outline-level='x'", "text:c='99999'", "text:style-name='Title'",
     "table:number-columns-repeated='16384'", "table:number-rows-spanned='-1'"),
).map(odt)  # fmt: skip

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | _TEXT | st.sampled_from(
        ("2026-02-31", "45 salariés", "Florange", "25.62B", "oui", "10 M€", "57221", "1e400")
    ),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_TEXT, inner, max_size=4),
    max_leaves=12,
)  # fmt: skip


def objects(keys: tuple[str, ...]) -> st.SearchStrategy[bytes]:
    """JSON objects with some of these keys, and any value."""
    made = st.dictionaries(st.sampled_from(keys) | _TEXT, VALUES, max_size=8)
    return made.map(lambda value: json.dumps(value).encode())


LISTS = st.lists(VALUES | st.dictionaries(_TEXT, VALUES, max_size=6), max_size=4).map(
    lambda value: json.dumps(value).encode()
)
