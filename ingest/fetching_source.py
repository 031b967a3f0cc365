"""One look at the address of a source: what came is kept, compared, or refused with a reason."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from assistant.records import Source
from ingest.fetched import FetchRecord, FormerCopy, Outcome
from ingest.fetching_copies import MOST_FORMER, Copies, digest_of
from ingest.fetching_exchange import Arrival, Exchange
from ingest.fetching_formats import format_of
from ingest.fetching_reading import Reading, difference, read_files
from ingest.fetching_request import Refused

Keep = Callable[[FetchRecord], None]
"""Writes the record of the source to the disk."""

_HOMES = ("", "/index.html", "/index.php", "/accueil", "/home", "/fr", "/fr/accueil")
_LOGINS = re.compile(
    r"(?:^|[/.])(?:log-?in|sign-?in|connexion|s?sso|cas|auth|oauth2?|authorize|saml2?|openid-connect)(?:$|[/.])",
    re.IGNORECASE,
)


def look_at(
    source: Source,
    former: FetchRecord | None,
    copies: Copies,
    exchange: Exchange,
    checked_at: str,
    keep: Keep,
) -> FetchRecord:
    """The record after this look, kept. Raises Refused when the answer is not the document."""
    name, url = source.source_id, source.url or ""
    intact = _is_intact(former, copies)
    incoming = copies.incoming(name)
    try:
        arrival = exchange.ask(url, lambda asked: _conditions(former, asked) if intact else {}, incoming)
        record = _record(source, former, copies, arrival, checked_at, intact, keep)
    finally:
        incoming.unlink(missing_ok=True)
        for left in copies.staging.glob(f"{name}.*"):
            left.unlink(missing_ok=True)
    return record


def not_taken(former: FetchRecord | None, checked_at: str, outcome: Outcome, reason: str) -> FetchRecord:
    """The record of a look that brought nothing: what was there stays."""
    since = former.failing_since if former and former.failing_since else checked_at
    known = former or FetchRecord(checked_at, outcome)
    return replace(known, checked_at=checked_at, outcome=outcome, reason=reason, failing_since=since)


def _record(
    source: Source,
    former: FetchRecord | None,
    copies: Copies,
    arrival: Arrival,
    checked_at: str,
    intact: bool,
    keep: Keep,
) -> FetchRecord:
    status = arrival.reply.status
    if status in (404, 410):
        record = not_taken(former, checked_at, "gone", f"le site dit que la page n'existe plus ({status})")
    elif status == 304 and former and intact:
        record = _unchanged(former, arrival, checked_at)
    elif status != 200:
        raise Refused("accès refusé (403)" if status == 403 else f"statut {status}")
    else:
        return _received(source, former, copies, arrival, checked_at, intact, keep)
    keep(record)
    return record


def _received(
    source: Source,
    former: FetchRecord | None,
    copies: Copies,
    arrival: Arrival,
    checked_at: str,
    intact: bool,
    keep: Keep,
) -> FetchRecord:
    name, digest = source.source_id, arrival.reply.digest
    _check_arrival(source.url or "", arrival)
    extension = format_of(copies.incoming(name).read_bytes(), arrival.reply.headers, arrival.url)
    if former and intact and former.digest == digest:
        record = _unchanged(former, arrival, checked_at)
        keep(record)
        return record
    staged = copies.stage(name, digest, extension)
    replaced = [path for path in copies.present(name) if digest_of(path) != digest]
    present, *others = _read(staged, replaced, copies)
    if present.refusal:
        raise Refused(present.refusal)
    same = intact and extension == ".html" and [path.suffix for path in replaced] == [".html"]
    if former and same and present.sentences and others[0].sentences == present.sentences:
        record = _unchanged(former, arrival, checked_at)
        keep(record)
        return record
    aside = _set_aside(
        name, former, copies, replaced, [difference(other, present) for other in others], checked_at
    )
    record = FetchRecord(
        checked_at=checked_at,
        outcome="changed" if replaced else "new",
        fetched_at=checked_at,
        file=f"{name}{extension}",
        digest=digest,
        size=arrival.reply.size,
        former=(*aside, *(former.former if former else ()))[:MOST_FORMER],
        **_told(arrival),
    )
    keep(record)
    copies.put_in_place(name, staged, record)
    return record


def _read(staged: Path, replaced: list[Path], copies: Copies) -> list[Reading]:
    """What the new file and those it replaces say; a first copy that is no web page is not read."""
    if staged.suffix != ".html" and not replaced:
        return [Reading()]
    return read_files([staged, *replaced], copies.folder)


def _set_aside(
    name: str,
    former: FetchRecord | None,
    copies: Copies,
    replaced: list[Path],
    differences: list[tuple[tuple[str, ...], tuple[str, ...]]],
    checked_at: str,
) -> tuple[FormerCopy, ...]:
    found = []
    for path, (removed, added) in zip(replaced, differences, strict=True):
        if copy := copies.set_aside(name, path, former, checked_at):
            found.append(replace(copy, removed=removed, added=added))
    return tuple(found)


def _is_intact(former: FetchRecord | None, copies: Copies) -> bool:
    """Whether the copy in place is the one that was fetched, and the only one."""
    if former is None or former.file is None:
        return False
    return digest_of(copies.folder / former.file) == former.digest


def _conditions(former: FetchRecord | None, url: str) -> Mapping[str, str]:
    if former is None or former.final_url != url:
        return {}
    found = {"If-None-Match": former.etag, "If-Modified-Since": former.last_modified}
    return {name: value for name, value in found.items() if value}


def _unchanged(former: FetchRecord, arrival: Arrival, checked_at: str) -> FetchRecord:
    """The former record; a 304 need not repeat what it says of the copy."""
    told = {name: value for name, value in _told(arrival).items() if value or arrival.reply.status == 200}
    return replace(
        former, checked_at=checked_at, outcome="unchanged", reason=None, failing_since=None, **told
    )


def _told(arrival: Arrival) -> dict[str, Any]:
    headers = arrival.reply.headers
    return {
        "content_type": _plain(headers.get("content-type")),
        "etag": _plain(headers.get("etag")),
        "last_modified": _plain(headers.get("last-modified")),
        "final_url": arrival.url,
        "redirects": arrival.redirects,
    }


def _plain(value: str | None) -> str | None:
    """The header when it can be written back as it came."""
    return value if value and value.isascii() and value.isprintable() and len(value) <= 200 else None


def _check_arrival(url: str, arrival: Arrival) -> None:
    """Raises Refused when the redirections lead to a home page or to a login."""
    if not arrival.redirects:
        return
    asked, reached = urlsplit(url), urlsplit(arrival.url)
    if _LOGINS.search(f"{reached.hostname}{reached.path}") and not _LOGINS.search(
        f"{asked.hostname}{asked.path}"
    ):
        raise Refused("redirigée vers une page de connexion")
    is_home = reached.path.rstrip("/").lower() in _HOMES and not reached.query
    if is_home and (asked.path.rstrip("/").lower() not in _HOMES or asked.query):
        raise Refused("redirigée vers l'accueil du site")
