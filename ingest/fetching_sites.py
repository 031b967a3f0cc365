"""The manners kept with each site: one request at a time, a pause between two, and its robots.txt."""

import io
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urljoin, urlsplit
from urllib.request import getproxies

import httpx
from protego import Protego

from ingest.fetching_addresses import is_inner, is_inner_address
from ingest.fetching_request import AGENT, Limits, Passing, Refused, Reply, request

ATTEMPTS = 4
REDIRECTIONS = (301, 302, 303, 307, 308)
MOST_HOPS = 5
PAUSE = 2.0  # seconds between two requests to a site
LONGEST_PAUSE = 30.0  # seconds; a site that asks for more (Crawl-delay) gets this
LARGEST_ROBOTS = 500_000  # bytes; what comes after them is not read (RFC 9309)


@dataclass(frozen=True, slots=True)
class Pace:
    """The clocks and the sleep of a fetch, and the pause it keeps, in seconds.

    A pause that is slept for real ends when the fetch is interrupted.
    """

    now: Callable[[], datetime]
    sleep: Callable[[float], object] = time.sleep
    monotonic: Callable[[], float] = time.monotonic
    pause: float = PAUSE


@dataclass(slots=True)
class Site:
    """What is known of one host: when it may be asked again, and what its robots.txt allows."""

    delay: float
    lock: threading.Lock = field(default_factory=threading.Lock)
    ready_at: float | None = None
    robots: Protego | None = None
    refusal: str | None = None
    tries: int = 0


class _Enough(Exception):
    """The part of a robots.txt that is read has come."""


class _Head(io.BytesIO):
    """Keeps the first bytes, and raises _Enough when they have come."""

    def write(self, data: bytes, /) -> int:  # type: ignore[override]
        """Takes some bytes."""
        written = super().write(memoryview(data)[: LARGEST_ROBOTS - self.tell()])
        if self.tell() >= LARGEST_ROBOTS:
            raise _Enough
        return written

    def lines(self) -> str:
        """The whole lines of what came; the last one may have been cut."""
        kept = self.getvalue()
        whole = kept.rpartition(b"\n")[0] if len(kept) >= LARGEST_ROBOTS else kept
        return whole.decode("utf-8", errors="replace")


class Sites:
    """The sites met by a fetch."""

    def __init__(self, client: httpx.Client, pace: Pace, limits: Limits) -> None:
        self._client, self._pace, self._limits = client, pace, limits
        self._sites: dict[str, Site] = {}
        self._lock = threading.Lock()

    @contextmanager
    def turn(self, url: str) -> Iterator[None]:
        """Waits until the address may be asked for.

        Raises Refused when robots.txt keeps it from us, Passing while it cannot be read but may be later.
        """
        with self._lock:
            site = self._sites.setdefault(host_of(url), Site(self._pace.pause))
        with site.lock:
            if site.robots is None and site.refusal is None:
                self._read_robots(site, url)
            if site.refusal:
                raise Refused(site.refusal)
            if site.robots is not None and not site.robots.can_fetch(url, AGENT):
                raise Refused("robots.txt ne permet pas de la prendre")
            with self._pause(site):
                yield

    @contextmanager
    def _pause(self, site: Site) -> Iterator[None]:
        if site.ready_at is not None and (wait := site.ready_at - self._pace.monotonic()) > 0:
            self._pace.sleep(wait)
        try:
            yield
        finally:
            site.ready_at = self._pace.monotonic() + site.delay

    def _read_robots(self, site: Site, url: str) -> None:
        """A missing robots.txt allows everything; one that its site fails to give allows nothing."""
        body = _Head()
        try:
            self._ask_robots(site, urljoin(url, "/robots.txt"), body)
        except Refused as refusal:
            reason = f"robots.txt illisible : {refusal}"
            site.tries += 1
            if isinstance(refusal, Passing) and site.tries < ATTEMPTS:
                raise Passing(reason, refusal.after) from None
            site.refusal = reason
            return
        except _Enough:
            pass
        site.robots = Protego.parse(body.lines())
        asked = site.robots.crawl_delay(AGENT) or 0.0
        site.delay = max(site.delay, min(float(asked), LONGEST_PAUSE))

    def _ask_robots(self, site: Site, url: str, body: _Head) -> None:
        limits, monotonic = self._limits, self._pace.monotonic
        for _ in range(MOST_HOPS + 1):
            guard = peer_guard(is_inner(urlsplit(url).hostname or ""))
            with self._pause(site):
                reply = request(self._client, url, {}, body, limits, monotonic, guard)
            check_passing(reply)
            if reply.status not in REDIRECTIONS:
                return
            url = next_hop(url, reply.headers.get("location", ""))
        raise Refused(f"plus de {MOST_HOPS} redirections")


def host_of(url: str) -> str:
    """The host of an address, with its port when it is not the usual one."""
    parts = urlsplit(url)
    port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    return f"{(parts.hostname or '').lower().rstrip('.')}{port}"


def check_passing(reply: Reply) -> None:
    """Raises Passing when the site says that it may answer later."""
    if reply.status == 429 or reply.status >= 500:
        raise Passing(f"statut {reply.status}", reply.headers.get("retry-after"))


def peer_guard(inside: bool) -> Callable[[str | None], None]:
    """What refuses an answer that comes from an inner network, when the name asked for is not `inside`."""

    def accept(peer: str | None) -> None:
        # A proxy may stand inside; a name that changed its address between two look-ups may not.
        if peer and not inside and not getproxies() and is_inner_address(peer):
            raise Refused("adresse d'un réseau interne")

    return accept


def next_hop(url: str, location: str) -> str:
    """Where a redirection leads. Raises Refused where none should lead: less safe, or inside."""
    try:
        following = urljoin(url, location)
        parts, former = urlsplit(following), urlsplit(url)
        _ = parts.port
    except ValueError:
        raise Refused("redirigée vers une adresse incorrecte") from None
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username is not None:
        raise Refused("redirigée vers une adresse incorrecte")
    if former.scheme == "https" and parts.scheme == "http":
        raise Refused("redirigée de https vers http")
    if is_inner(parts.hostname) and not is_inner(former.hostname or ""):
        raise Refused("redirigée vers une adresse d'un réseau interne")
    return following
