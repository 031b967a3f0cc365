"""What in a web page is its text, and what is around it: menus, banners, forms, scripts."""

import re
from collections.abc import Mapping

from lxml import etree  # type: ignore[import-untyped]


def tags(names: str) -> frozenset[str]:
    """The tags named, parted by spaces."""
    return frozenset(names.split())


NEVER_READ = tags(
    "script style noscript template nav svg canvas iframe object embed audio video map select textarea "
    "button input datalist dialog del s strike head"
)
_INLINE = tags(
    "a abbr acronym b bdi bdo big cite code data dfn em font i ins kbd label mark q small span strong "
    "sub sup time tt u var wbr"
)
_AROUND = {"header", "footer", "aside", "form"}
_ROLES_AROUND = {"navigation", "banner", "contentinfo", "search", "menu", "menubar", "dialog", "alertdialog"}
_LISTS = {"ul", "ol"}
_MENU_NAMES = re.compile(
    r"(?:^|[\s_-])(?:menu|nav|navbar|navigation|sidebar|sommaire|toc|pagination|pager|partage|share|social)(?:$|[\s_-])"
)
_TRAIL_NAMES = re.compile(
    r"(?:^|\s)(?:breadcrumbs?|fil-?d?-?ariane|ariane|skip-?(?:links?|nav)?|evitement|cookies?|cookie-banner)(?:$|\s)"
)
# Banners that ask to accept cookies, by what makes them; `fr-` is the design system of the State.
_CONSENT_NAMES = re.compile(
    r"(?:^|\s)(?:tarteaucitron|didomi|onetrust|axeptio|cookiebot|orejime|klaro|fr-consent|fr-share|fr-follow)"
)
_COOKIE_NAMES = re.compile(
    r"(?:^|[\s_-])(?:cookies?[\w-]*(?:consent|banner|bar|notice|law)|cc-window|cmp)(?:$|[\s_-])"
)
_EDGE_NAMES = re.compile(r"(?:^|\s)(?:footer|pied|pied-de-page|header|entete|en-tete|bandeau|banner)(?:$|\s)")
_CARD_NAMES = re.compile(r"(?:^|[\s_-])(?:card|carte|teaser)(?:$|\s)")
_FOLDED_NAMES = re.compile(r"collaps|accord|tab|panel|onglet")
_LONGEST_NAMES = 500  # characters of the class and id of an element
_MOSTLY = 0.5  # share of linked characters above which a part leads elsewhere rather than says something


def link_shares(root: etree._Element) -> dict[etree._Element, float]:
    """For each part that could be a menu, the share of its characters that stand in links (0 when empty)."""
    shares: dict[etree._Element, float] = {}
    totals: list[list[int]] = []
    depth = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            depth += element.tag == "a"
            totals.append([0, 0])
            _count(totals[-1], element.text, depth)
            continue
        depth -= element.tag == "a"
        total, linked = totals.pop()
        if _may_be_menu(element):
            shares[element] = linked / total if total else 0.0
        if totals:
            totals[-1][0] += total
            totals[-1][1] += linked
            _count(totals[-1], element.tail, depth)
    return shares


def is_left_out(element: etree._Element, within_main: bool, shares: Mapping[etree._Element, float]) -> bool:
    """Whether the element is around the text: never read, hidden, or a menu, banner, trail or form.

    Inside `main` or `article` only what is surely no text goes, so that the text itself is never lost.
    """
    tag, role = element.tag, element.get("role", "").lower()
    if tag in NEVER_READ or role in _ROLES_AROUND:
        return True
    names = f"{element.get('class', '')} {element.get('id', '')}".lower()[:_LONGEST_NAMES]
    if _is_hidden(element, names):
        return True
    share = shares.get(element, 0.0)
    if tag in _AROUND and _is_around(element, within_main, share):
        return True
    if tag in _LISTS and share > 0.9 and _leads_elsewhere(element, within_main):
        return True
    if _CARD_NAMES.search(names) and _is_teaser(element):
        return True
    return _is_named_around(element, names, within_main, share)


def is_main(element: etree._Element) -> bool:
    """Whether the element says that it holds main text."""
    return element.tag in {"main", "article"} or element.get("role") == "main"


def anchor_of(heading: etree._Element) -> str | None:
    """The name an address can point to for this heading: its own, or that within, before or around it."""
    within = (part for part in heading.iterdescendants("a", "span") if _name(part))
    before, around = heading.getprevious(), heading.getparent()
    own = _name(heading) or next((_name(part) for part in within), None)
    if own:
        return own
    if (
        before is not None
        and before.tag in {"a", "span"}
        and not text_of(before)
        and not (before.tail or "").strip()
    ):
        return _name(before)
    is_first = before is None and around is not None and around.tag in {"section", "article", "details"}
    return _name(around) if is_first else None


def _name(element: etree._Element) -> str | None:
    name = str(element.get("id") or element.get("name") or "").strip()
    return name if name and len(name) <= 200 and not any(sign.isspace() for sign in name) else None


def text_of(element: etree._Element) -> str:
    """All the text of one heading, cell or caption; words of different blocks or lines stay apart."""
    pieces: list[str] = []
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, part in walk:
        if event == "start":
            if part is not element and part.tag in NEVER_READ and part.tag != "button":
                walk.skip_subtree()
            else:
                pieces += ["" if part.tag in _INLINE else " ", part.text or ""]
        else:
            pieces += ["" if part.tag in _INLINE else " ", (part.tail or "") if part is not element else ""]
    return "".join(pieces).strip()


def _count(totals: list[int], text: str | None, depth: int) -> None:
    length = len(text.strip()) if text else 0
    totals[0] += length
    totals[1] += length if depth else 0


def _may_be_menu(element: etree._Element) -> bool:
    return (
        element.tag in _LISTS or element.tag == "aside" or "class" in element.attrib or "id" in element.attrib
    )


def _is_hidden(element: etree._Element, names: str) -> bool:
    """Hidden for good: a folded panel or tab is text that a click unfolds."""
    if _FOLDED_NAMES.search(names) or element.get("role") == "tabpanel":
        return False
    is_hidden = "hidden" in element.attrib and element.get("hidden") != "until-found"
    style = element.get("style", "").replace(" ", "").lower()
    return is_hidden or element.get("aria-hidden") == "true" or "display:none" in style


def _is_around(element: etree._Element, within_main: bool, share: float) -> bool:
    if element.tag == "form":
        return not _holds(element, ("h1", "h2", "h3", "p", "table", "main"))
    if element.tag == "header":
        return not within_main and not _holds(element, ("main", "article"))
    if element.tag == "aside":
        return not within_main or share > _MOSTLY
    return not _holds(element, ("main", "article", "h1"))


def _leads_elsewhere(element: etree._Element, within_main: bool) -> bool:
    links = element.findall(".//a")
    is_contents = all(link.get("href", "").startswith("#") for link in links)
    return len(links) > 1 and (is_contents or not within_main)


def _is_teaser(element: etree._Element) -> bool:
    """Whether a card shows how another page begins: a heading that links to it, and a text cut short."""
    heading = next(element.iter("h2", "h3", "h4", "h5", "h6"), None)
    links = [] if heading is None else heading.findall(".//a")
    leaves = any(not link.get("href", "#").startswith("#") for link in links)
    return leaves and any(text_of(part).endswith(("…", "...")) for part in element.iter("p"))


def _is_named_around(element: etree._Element, names: str, within_main: bool, share: float) -> bool:
    if not names.strip() or element.tag in {"html", "body", "main", "article"}:
        return False
    if _TRAIL_NAMES.search(names):
        return not _holds(element, ("main", "article", "h1", "h2"))
    if _CONSENT_NAMES.search(names) or (not within_main and _COOKIE_NAMES.search(names)):
        return not _holds(element, ("main", "article", "h1"))
    is_menu = share > _MOSTLY and _MENU_NAMES.search(names)
    is_edge = not within_main and _EDGE_NAMES.search(names)
    return bool(is_menu or is_edge) and not _holds(element, ("main", "article", "h1"))


def _holds(element: etree._Element, tags: tuple[str, ...]) -> bool:
    return next(element.iter(*tags), None) is not None and (
        element.tag not in tags or next(element.iterdescendants(*tags), None) is not None
    )
