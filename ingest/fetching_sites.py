"""The manners kept with each site: one request at a time, a pause between two, and its robots.txt."""

import io
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urljoin, urlsplit

import httpx
from protego import Protego

from ingest.fetching_addresses import is_inner
from ingest.fetching_request import AGENT, Limits, Refused, Reply, request

REDIRECTIONS = (301, 302, 303, 307, 308)
MOST_HOPS = 5
PAUSE = 2.0  # seconds between two requests to a site
LONGEST_PAUSE = 30.0  # seconds; a site that asks for more (Crawl-delay) gets this
LARGEST_ROBOTS = 500_000  # bytes


@dataclass(frozen=True, slots=True)
class Pace:
    """The clocks and the sleep of a fetch, and the pause it keeps, in seconds.

    With the ordinary sleep, one that the fetch cuts short when it is interrupted is used.
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


class Sites:
    """The sites met by a fetch."""

    def __init__(self, client: httpx.Client, pace: Pace, limits: Limits) -> None:
        self._client, self._pace, self._limits = client, pace, limits
        self._sites: dict[str, Site] = {}
        self._lock = threading.Lock()

    @contextmanager
    def turn(self, url: str) -> Iterator[None]:
        """Waits until the address may be asked for. Raises Refused when robots.txt keeps it from us."""
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
        body = io.BytesIO()
        try:
            reply = self._ask_robots(site, urljoin(url, "/robots.txt"), body)
        except Refused as refusal:
            site.refusal = f"robots.txt illisible : {refusal}"
            return
        if reply.status >= 500 or reply.status == 429:
            site.refusal = f"robots.txt illisible : statut {reply.status}"
            return
        text = body.getvalue().decode("utf-8", errors="replace") if reply.status == 200 else ""
        site.robots = Protego.parse(text)
        asked = site.robots.crawl_delay(AGENT) or 0.0
        site.delay = max(site.delay, min(float(asked), LONGEST_PAUSE))

    def _ask_robots(self, site: Site, url: str, body: io.BytesIO) -> Reply:
        limits = Limits(self._limits.connect, self._limits.read, self._limits.total, LARGEST_ROBOTS)
        for _ in range(MOST_HOPS + 1):
            with self._pause(site):
                reply = request(self._client, url, {}, body, limits, self._pace.monotonic)
            if reply.status not in REDIRECTIONS:
                return reply
            url = next_hop(url, reply.headers.get("location", ""))
        raise Refused(f"plus de {MOST_HOPS} redirections")


def host_of(url: str) -> str:
    """The host of an address, with its port when it is not the usual one."""
    parts = urlsplit(url)
    port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    return f"{(parts.hostname or '').lower().rstrip('.')}{port}"


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
