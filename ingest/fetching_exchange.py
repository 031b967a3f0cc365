"""An address asked for until it answers: its redirections followed by hand, its passing failures retried."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from pathlib import Path
from random import Random
from urllib.parse import urlsplit

import httpx

from ingest.fetching_addresses import is_inner
from ingest.fetching_request import Limits, Passing, Refused, Reply, request
from ingest.fetching_sites import (
    ATTEMPTS,
    MOST_HOPS,
    REDIRECTIONS,
    Pace,
    Sites,
    check_passing,
    next_hop,
    peer_guard,
)

FIRST_WAIT = 2.0  # seconds, doubled at each attempt
LONGEST_WAIT = 60.0  # seconds; a site that asks for more (Retry-After) is asked again after this

Conditions = Callable[[str], Mapping[str, str]]
"""The conditional headers to send to an address."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """The answer at the end of the redirections, each address that was left being in `redirects`."""

    reply: Reply
    url: str
    redirects: tuple[str, ...]


class Exchange:
    """Asks sites for documents, with manners."""

    def __init__(self, client: httpx.Client, pace: Pace, limits: Limits) -> None:
        self._client, self._pace, self._limits = client, pace, limits
        self._sites = Sites(client, pace, limits)

    def ask(self, url: str, conditions: Conditions, destination: Path) -> Arrival:
        """The answer of the address; the body of a 200 is in `destination`, on the disk.

        Raises Refused when nothing usable answers after all the attempts.
        """
        for attempt in range(ATTEMPTS):
            try:
                return self._follow(url, conditions, destination)
            except Passing as passing:
                if attempt + 1 == ATTEMPTS:
                    raise Refused(f"{passing} ({ATTEMPTS} essais)") from None
                self._pace.sleep(self._wait(url, attempt, passing.after))
        raise AssertionError("unreachable")

    def _follow(self, url: str, conditions: Conditions, destination: Path) -> Arrival:
        registered_inside = is_inner(urlsplit(url).hostname or "")
        left: list[str] = []
        while True:
            reply = self._once(url, conditions(url), destination, registered_inside)
            if reply.status not in REDIRECTIONS:
                return Arrival(reply, url, tuple(left))
            left.append(url)
            following = next_hop(url, reply.headers.get("location", ""))
            if following in left:
                raise Refused("redirections en boucle")
            if len(left) > MOST_HOPS:
                raise Refused(f"plus de {MOST_HOPS} redirections")
            url = following

    def _once(self, url: str, conditions: Mapping[str, str], destination: Path, inside: bool) -> Reply:
        with self._sites.turn(url), destination.open("wb") as file:
            pace = self._pace.monotonic
            reply = request(self._client, url, conditions, file, self._limits, pace, peer_guard(inside))
            file.flush()
            os.fsync(file.fileno())
        check_passing(reply)
        return reply

    def _wait(self, url: str, attempt: int, asked: str | None) -> float:
        """What the site asks for, or twice as long each time with some jitter; the same in each run."""
        if (seconds := self._seconds(asked)) is not None:
            return min(max(seconds, 0.0), LONGEST_WAIT)
        jitter: float = 0.5 + Random(f"{url} {attempt}").random()
        return min(FIRST_WAIT * (1 << attempt) * jitter, LONGEST_WAIT)

    def _seconds(self, asked: str | None) -> float | None:
        if asked is None:
            return None
        if asked.strip().isdecimal():
            return float(asked.strip()[:9])
        try:
            return (parsedate_to_datetime(asked) - self._pace.now()).total_seconds()
        except (TypeError, ValueError):
            return None
