"""A small server that speaks the chat part of the OpenAI interface, on the loopback only."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any


class ScriptedServer(ThreadingHTTPServer):
    """Gives `reply` to every request and keeps what was `received`, path and body.

    `reply` is the text that the model is said to write; with `status` other than 200 the request fails, and
    with `holds` set it is never answered, and with `refusal` the model declines.
    """

    daemon_threads = True

    def __init__(self, reply: str, status: int, refusal: str | None, holds: bool) -> None:
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.reply = reply
        self.status = status
        self.refusal = refusal
        self.holds = holds
        self.released = Event()
        self.received: list[tuple[str, dict[str, Any]]] = []

    @property
    def base_url(self) -> str:
        """What a client is given as its base URL."""
        return f"http://127.0.0.1:{self.server_port}/v1"


class _Conversation(BaseHTTPRequestHandler):
    server: ScriptedServer

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.received.append((self.path, json.loads(body)))
        if self.server.holds:
            self.server.released.wait()
            return
        written = json.dumps(self._document()).encode()
        self.send_response(self.server.status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(written)))
        self.end_headers()
        self.wfile.write(written)

    def _document(self) -> dict[str, Any]:
        if self.server.status != 200:
            return {"error": {"message": "scripted failure", "type": "server_error"}}
        message = {"role": "assistant", "content": self.server.reply, "refusal": self.server.refusal}
        return {
            "id": "chatcmpl-1",
            "object": "chat.completion",
            "created": 1,
            "model": "scripted",
            "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
            "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2},
        }

    def log_message(self, format: str, *arguments: object) -> None:
        """Says nothing on standard error."""


@contextmanager
def openai_server(
    reply: str = "", *, status: int = 200, refusal: str | None = None, holds: bool = False
) -> Iterator[ScriptedServer]:
    """A server that gives this reply until the block ends."""
    server = ScriptedServer(reply, status, refusal, holds)
    thread = Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.released.set()
        server.shutdown()
        server.server_close()
        thread.join()
