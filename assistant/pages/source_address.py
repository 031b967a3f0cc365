"""The address of the page that shows a passage where it stands."""

from urllib.parse import urlencode

from assistant.answering.citations import citation_of
from assistant.documents.library import seal_of
from assistant.records import Citation, Passage

PAGE = "source"
PASSAGE, SEAL = "passage", "v"


def address_of(citation: Citation) -> str:
    """The address for a citation; it also tells what the passage said, in eight characters."""
    return f"{PAGE}?{urlencode({PASSAGE: citation.passage_id, SEAL: seal_of(citation.excerpt)})}"


def address_of_id(passage_id: str) -> str:
    """The address for a passage, whatever it says now."""
    return f"{PAGE}?{urlencode({PASSAGE: passage_id})}"


def is_as_cited(passage: Passage, seal: str | None) -> bool:
    """Whether the passage still says what it said when an address was made; an address may not tell."""
    excerpt = citation_of(1, passage).excerpt
    headed = " › ".join((*passage.heading_path, excerpt))
    return not seal or seal in (seal_of(excerpt), seal_of(headed))
