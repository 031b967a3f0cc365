"""A site of this machine that answers each path as a test tells it, and counts what it was asked."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

WORDS = "Le guichet du fonds vert accueille les industriels de la vallée chaque lundi matin."


def page(text: str = WORDS, title: str = "Le fonds vert", more: str = "") -> bytes:
    """A web page that says the text."""
    whole = f"<!doctype html><html><head><title>{title}</title></head><body><main><h1>{title}</h1>"
    return f"{whole}<p>{text}</p>{more}</main></body></html>".encode()


@dataclass
class Answer:
    """What to answer: the headers as they go on the wire; `declared` overrides the length that is told."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str | bytes] = field(default_factory=dict)
    kind: str | None = "text/html; charset=utf-8"
    declared: int | None = None
    etag: str | None = None
    after: float = 0.0
    before: Callable[[], object] = lambda: None
    chunks: list[bytes] | None = None
    whole: bool = True
    drop: float | None = None  # seconds between two bytes of the body


@dataclass
class Site:
    """The answers by path, the last one for good, what was asked, and how many body bytes went out."""

    address: str
    answers: dict[str, list[Answer]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    body_bytes: int = 0
    at_once: int = 0
    most_at_once: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def says(self, path: str, *answers: Answer) -> None:
        self.answers[path] = list(answers)

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked if path != "/robots.txt"]

    def next(self, path: str) -> Answer:
        with self.lock:
            waiting = self.answers.get(path) or [Answer(b"absente", 404)]
            return waiting.pop(0) if len(waiting) > 1 else waiting[0]


@contextmanager
def serving() -> Iterator[Site]:
    """A site that answers until the end of the block."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    site = Site(f"http://127.0.0.1:{server.server_address[1]}")
    server.RequestHandlerClass = handler(site)
    server.daemon_threads = True
    threading.Thread(target=lambda: server.serve_forever(poll_interval=0.01), daemon=True).start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()


def handler(site: Site) -> Callable[..., BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            with site.lock:
                site.asked.append((self.path, dict(self.headers)))
                site.at_once += 1
                site.most_at_once = max(site.most_at_once, site.at_once)
            answer = site.next(self.path)
            time.sleep(answer.after)
            answer.before()
            with site.lock:
                site.at_once -= 1  # before the first byte: the one who has the last may ask for more
            try:
                self.answer(answer)
            except OSError:
                pass  # the one who asked has left
            finally:
                self.close_connection = True

        def answer(self, answer: Answer) -> None:
            if answer.etag and self.headers.get("If-None-Match") == answer.etag:
                answer = Answer(b"", 304, {}, None, etag=answer.etag)
            lines = [f"HTTP/1.1 {answer.status} X\r\n".encode(), b"Connection: close\r\n"]
            told: dict[str, str | bytes] = dict(answer.headers)
            if answer.kind:
                told["Content-Type"] = answer.kind
            if answer.etag:
                told["ETag"] = answer.etag
            if answer.chunks is None and answer.declared != -1:
                told["Content-Length"] = str(len(answer.body) if answer.declared is None else answer.declared)
            elif answer.chunks is not None:
                told["Transfer-Encoding"] = "chunked"
            for name, value in told.items():
                raw = value if isinstance(value, bytes) else value.encode()
                lines.append(name.encode() + b": " + raw + b"\r\n")
            self.wfile.write(b"".join([*lines, b"\r\n"]))
            self.send_body(answer)

        def send_body(self, answer: Answer) -> None:
            for place in range(len(answer.body)) if answer.drop is not None else ():
                self.wfile.write(answer.body[place : place + 1])
                time.sleep(answer.drop or 0.0)
            self.wfile.write(b"" if answer.drop is not None else answer.body)
            site.body_bytes += len(answer.body)
            for chunk in answer.chunks or ():
                self.wfile.write(b"%x\r\n" % len(chunk) + chunk + b"\r\n")
                site.body_bytes += len(chunk)
            if answer.chunks is not None and answer.whole:
                self.wfile.write(b"0\r\n\r\n")

        def log_message(self, format: str, *arguments: object) -> None:
            pass

    return Handler
