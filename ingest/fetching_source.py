"""One look at the address of a source: what came is kept, compared, or refused with a reason."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
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

_HOMES = ("", "/index.html", "/index.php", "/accueil", "/home", "/fr", "/fr/accueil")
_LOGINS = re.compile(
    r"(?:^|[/.])(?:log-?in|sign-?in|connexion|s?sso|cas|auth|oauth2?|authorize|saml2?|openid-connect)(?:$|[/.])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Look:
    """One look at a source: what was known of it, what is kept of it, and the moment.

    `keep` writes the record of the source to the disk.
    """

    source: Source
    former: FetchRecord | None
    copies: Copies
    checked_at: str
    keep: Callable[[FetchRecord], None]

    def record(self, exchange: Exchange) -> FetchRecord:
        """The record after this look, kept. Raises Refused when the answer is not the document."""
        name, copies = self.source.source_id, self.copies
        intact = _is_intact(self.former, copies)
        incoming = copies.incoming(name)
        try:
            arrival = exchange.ask(
                self.source.url or "", lambda url: _conditions(self.former, url) if intact else {}, incoming
            )
            staged, record = self._seen(arrival, self.former if intact else None)
            self.keep(record)
            if staged:
                copies.put_in_place(name, staged, record)
        finally:
            incoming.unlink(missing_ok=True)
            for left in copies.staging.glob(f"{name}.*"):
                left.unlink(missing_ok=True)
        return record

    def not_taken(self, outcome: Outcome, reason: str) -> FetchRecord:
        """The record of a look that brought nothing: what was there stays."""
        since = self.former.failing_since if self.former else None
        known = self.former or FetchRecord(self.checked_at, outcome)
        return replace(
            known,
            checked_at=self.checked_at,
            outcome=outcome,
            reason=reason,
            failing_since=since or self.checked_at,
        )

    def _seen(self, arrival: Arrival, intact: FetchRecord | None) -> tuple[Path | None, FetchRecord]:
        """The copy to put in place if there is one, and the record; `intact`: that of the present copy."""
        status = arrival.reply.status
        if status in (404, 410):
            return None, self.not_taken("gone", f"le site dit que la page n'existe plus ({status})")
        if status == 304 and intact:
            return None, self._unchanged(intact, arrival)
        if status != 200:
            raise Refused("accès refusé (403)" if status == 403 else f"statut {status}")
        return self._received(arrival, intact)

    def _received(self, arrival: Arrival, intact: FetchRecord | None) -> tuple[Path | None, FetchRecord]:
        name, digest, copies = self.source.source_id, arrival.reply.digest, self.copies
        _check_arrival(self.source.url or "", arrival)
        extension = format_of(copies.incoming(name).read_bytes(), arrival.reply.headers, arrival.url)
        if intact and intact.digest == digest:
            return None, self._unchanged(intact, arrival)
        staged = copies.stage(name, digest, extension)
        replaced = [path for path in copies.present(name) if digest_of(path) != digest]
        present, *others = _read(staged, replaced, copies)
        if present.refusal:
            raise Refused(present.refusal)
        same = extension == ".html" and [path.suffix for path in replaced] == [".html"]
        if intact and same and present.sentences and others[0].sentences == present.sentences:
            return None, self._unchanged(intact, arrival)
        aside = self._set_aside(replaced, [difference(other, present) for other in others])
        record = FetchRecord(
            checked_at=self.checked_at,
            outcome="changed" if replaced else "new",
            fetched_at=self.checked_at,
            file=f"{name}{extension}",
            digest=digest,
            size=arrival.reply.size,
            former=(*aside, *(self.former.former if self.former else ()))[:MOST_FORMER],
            **_told(arrival),
        )
        return staged, record

    def _set_aside(
        self, replaced: list[Path], differences: list[tuple[tuple[str, ...], tuple[str, ...]]]
    ) -> tuple[FormerCopy, ...]:
        name, found = self.source.source_id, []
        for path, (removed, added) in zip(replaced, differences, strict=True):
            if copy := self.copies.set_aside(name, path, self.former, self.checked_at):
                found.append(replace(copy, removed=removed, added=added))
        return tuple(found)

    def _unchanged(self, intact: FetchRecord, arrival: Arrival) -> FetchRecord:
        """The record of the present copy; a 304 need not repeat what it says of it."""
        told = {name: value for name, value in _told(arrival).items() if value or arrival.reply.status == 200}
        return replace(
            intact, checked_at=self.checked_at, outcome="unchanged", reason=None, failing_since=None, **told
        )


def _read(staged: Path, replaced: list[Path], copies: Copies) -> list[Reading]:
    """What the new file and those it replaces say; a first copy that is no web page is not read."""
    if staged.suffix != ".html" and not replaced:
        return [Reading()]
    return read_files([staged, *replaced], copies.folder)


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
