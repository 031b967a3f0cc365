"""Passages as JSON lines, and the digest that tells whether one has changed."""

import json
from collections.abc import Iterable
from dataclasses import asdict, replace
from hashlib import sha256
from typing import Any

from assistant.records import Passage, Source

SEQUENCES = ("heading_path", "asked_as", "contradicts")


def with_digest(passage: Passage) -> Passage:
    """The passage with the digest (32 hexadecimal digits) of all that is indexed, shown or cited of it."""
    content = asdict(replace(passage, digest=""))
    return replace(passage, digest=digest_of(content))


def digest_of(content: object) -> str:
    """32 hexadecimal digits that depend only on the values of a JSON-able `content`, not on its key order."""
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def to_line(passage: Passage) -> str:
    """One line of JSON, without its end of line."""
    return json.dumps(asdict(passage), ensure_ascii=False, separators=(",", ":"))


def from_lines(lines: Iterable[str]) -> tuple[Passage, ...]:
    """The passages that `to_line` wrote, in order; equal sources are one object.

    Raises ValueError, TypeError or KeyError for a line that is not one of them.
    """
    shared: dict[Source, Source] = {}
    return tuple(_passage(json.loads(line), shared) for line in lines)


def phrasing_id(passage_id: str, number: int) -> str:
    """The id of the phrasing `asked_as[number]` of a passage."""
    return f"{passage_id}#{number}"


def phrasings_of(passages: Iterable[Passage]) -> dict[str, str]:
    """The phrasings of all passages, by id, in order; blank ones are left out."""
    return {
        phrasing_id(passage.passage_id, number): phrasing
        for passage in passages
        for number, phrasing in enumerate(passage.asked_as)
        if phrasing.strip()
    }


def _passage(content: dict[str, Any], shared: dict[Source, Source]) -> Passage:
    sources = tuple(Source(**source) for source in content["sources"])
    content["sources"] = tuple(shared.setdefault(source, source) for source in sources)
    for name in SEQUENCES:
        content[name] = tuple(content[name])
    return Passage(**content)
