"""Web pages: their main text, and the title, address and date they give themselves."""

import re

from lxml import etree  # type: ignore[import-untyped]

from assistant.errors import InvalidInput
from assistant.records import Block
from ingest.loading.decoding import decode
from ingest.loading.outline import Content, tidy
from ingest.loading.page_parts import link_shares, text_of
from ingest.loading.page_reading import PageReader

DEEPEST = 1000  # nested elements; browsers stop near 500

_DATES = ("article:modified_time", "article:published_time", "dcterms.modified", "dcterms.date", "date")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_ADDRESS = re.compile(r"https?://[^\s<>\"]{1,2000}", re.IGNORECASE)


def read_html(raw: bytes) -> Content:
    """The main text of a page: what `main` holds, or `body` without its menus, banners and forms.

    Nothing is run or fetched. Raises `InvalidInput` when it is no text or nested too deep.
    """
    page = parsed_page(decode(raw))
    main = next((part for part in page.iter() if part.tag == "main" or part.get("role") == "main"), None)
    body = _read(page, within_main=False)
    of_main = _read(main, within_main=True) if main is not None else ()
    blocks = of_main if of_main and _words(of_main) * 3 >= _words(body) else body
    blocks = blocks or PageReader({}, within_main=False, everything=True).read(page)
    return Content(title=_title(page), blocks=blocks, url=_address(page), published=_date(page))


def parsed_page(text: str) -> etree._Element:
    """The root of the page, with no comment in it. Raises `InvalidInput` when nested too deep or empty."""
    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, no_network=True, remove_comments=True, remove_pis=True
    )
    page = etree.fromstring(text.encode("utf-8", errors="replace"), parser) if text.strip() else None
    if page is None:
        raise InvalidInput("page vide")
    depth = 0
    for event, _ in etree.iterwalk(page, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > DEEPEST:
            raise InvalidInput(f"balises imbriquées sur plus de {DEEPEST} niveaux")
    return page


def _read(root: etree._Element, within_main: bool) -> tuple[Block, ...]:
    return PageReader(link_shares(root), within_main).read(root)


def _words(blocks: tuple[Block, ...]) -> int:
    return sum(len(block.text.split()) for block in blocks)


def _title(page: etree._Element) -> str | None:
    """What `title` says, without the name of the site where the first heading tells it apart."""
    heading = next((tidy(text_of(element)) for element in page.iter("h1")), "")
    named = next((tidy(text_of(element)) for element in page.iter("title")), "").replace("\n", " ")
    return (heading if heading and heading.lower() in named.lower() else named or heading) or None


def _address(page: etree._Element) -> str | None:
    links = (
        link.get("href", "").strip()
        for link in page.iter("link")
        if link.get("rel", "").lower() == "canonical"
    )
    return next((link for link in links if _ADDRESS.fullmatch(link)), None)


def _date(page: etree._Element) -> str | None:
    named = {
        (meta.get("property") or meta.get("name") or "").lower(): meta.get("content", "")
        for meta in page.iter("meta")
    }
    found = (_ISO.match(named[name]) for name in _DATES if name in named)
    return next((match.group() for match in found if match), None)
