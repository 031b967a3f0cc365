"""One request to a site, within bounds: what came back, or in one French line why it is not taken."""

import hashlib
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Protocol

import httpx

from assistant.documents.library import LARGEST_FILE

AGENT = "territoires-industrie-nord-lorraine"
USER_AGENT = f"{AGENT}/0.1 (documents publics ; une requete a la fois ; suit robots.txt)"
STEP = 1 << 16  # bytes that are decompressed at once


class Refused(Exception):
    """What was asked for is not taken; the message is the reason, in one French line."""


class TooLarge(Refused):
    """A refusal of a body that is larger than what is read."""

    def __init__(self, bound: int) -> None:
        super().__init__(f"plus de {bound / 1_000_000:g} Mo".replace(".", ","))


class Passing(Refused):
    """A refusal that may not last; `after` is what the site's Retry-After says."""

    def __init__(self, reason: str, after: str | None = None) -> None:
        super().__init__(reason)
        self.after = after


class Sink(Protocol):
    """Where the bytes of a body go."""

    def write(self, data: bytes, /) -> object:
        """Takes some bytes."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a request may take, in seconds, and how many bytes its decoded body may hold."""

    connect: float = 10.0
    read: float = 30.0
    total: float = 180.0
    size: int = LARGEST_FILE


@dataclass(frozen=True, slots=True)
class Reply:
    """What a site answered; the body of a 200 has gone to the sink, no other body is read."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    peer: str | None = None
    size: int = 0
    digest: str = ""


def open_client(limits: Limits) -> httpx.Client:
    """A client that says what it is, follows nothing and keeps no cookie."""
    return httpx.Client(
        headers={"User-Agent": USER_AGENT, "Accept-Encoding": "gzip", "Accept-Language": "fr"},
        timeout=httpx.Timeout(limits.read, connect=limits.connect),
        cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
        follow_redirects=False,
    )


def request(
    client: httpx.Client,
    url: str,
    conditions: Mapping[str, str],
    sink: Sink,
    limits: Limits,
    monotonic: Callable[[], float],
    accept_peer: Callable[[str | None], None] = lambda peer: None,
) -> Reply:
    """The answer to one GET. `accept_peer` is called with the address that answers, before any byte is kept.

    Raises Refused, and Passing on a time-out.
    """
    started = monotonic()
    try:
        with client.stream("GET", url, headers=dict(conditions)) as response:
            peer = _peer(response)
            accept_peer(peer)
            if response.status_code != 200:
                return Reply(response.status_code, response.headers, peer)
            size, digest = 0, hashlib.sha256()
            for piece in _body(response, limits):
                size += len(piece)
                if size > limits.size:
                    raise TooLarge(limits.size)
                if monotonic() - started > limits.total:
                    raise Passing("réponse trop lente")
                digest.update(piece)
                sink.write(piece)
            return Reply(200, response.headers, peer, size, digest.hexdigest())
    except httpx.TimeoutException:
        raise Passing("le site ne répond pas à temps") from None
    except httpx.ConnectError as error:
        wrong = "certificat refusé" if "certificate" in str(error).lower() else "connexion impossible"
        raise Refused(wrong) from None
    except httpx.RemoteProtocolError:
        raise Refused("réponse interrompue ou mal formée") from None
    except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
        raise Refused(f"échange impossible ({type(error).__name__})") from None


def _peer(response: httpx.Response) -> str | None:
    stream = response.extensions.get("network_stream")
    address = stream.get_extra_info("server_addr") if stream is not None else None
    return str(address[0]) if address else None


def _body(response: httpx.Response, limits: Limits) -> Iterator[bytes]:
    declared = response.headers.get("content-length", "")
    if declared.isdecimal() and int(declared[:20]) > limits.size:
        raise TooLarge(limits.size)
    encoding = response.headers.get("content-encoding", "identity").strip().lower()
    if encoding in ("", "identity"):
        return response.iter_raw()  # in pieces as they come: one of a fixed size may never be full
    if encoding in ("gzip", "x-gzip"):
        return _unzipped(response.iter_raw(), limits.size)
    raise Refused("contenu compressé d'une façon inconnue")


def _unzipped(pieces: Iterator[bytes], most: int) -> Iterator[bytes]:
    """The decoded bytes, never more than STEP at once, whatever the piece expands to or does not."""
    unzip, came = zlib.decompressobj(16 + zlib.MAX_WBITS), 0
    try:
        for piece in pieces:
            came += len(piece)
            if came > most:
                raise TooLarge(most)
            while piece:
                yield unzip.decompress(piece, STEP)
                piece = unzip.unconsumed_tail
    except zlib.error:
        raise Refused("contenu compressé illisible") from None
    if not unzip.eof or unzip.unused_data.strip(b"\0"):
        raise Refused("contenu compressé incomplet")
