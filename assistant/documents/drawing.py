"""Has a page of a document drawn by another process, which can be killed and knows nothing of this one."""

import json
import subprocess
import sys
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryFile
from threading import BoundedSemaphore, Timer

from assistant.documents.library import LARGEST_FILE, SourceFile
from assistant.settings import PROJECT

SECONDS = 15  # of waiting for a page
LARGEST_ANSWER = 12_000_000  # bytes
_PNG = b"\x89PNG\r\n"
_AT_ONCE = BoundedSemaphore(2)


class PageUnreadable(Exception):
    """The page cannot be drawn: the file is not the one indexed, or nothing readable came of it."""


@dataclass(frozen=True, slots=True)
class DrawnPage:
    """A page as an image; `text` is what it says, `marks` how many lines of the passage are marked on it.

    `mark_at` is how far down the first mark begins, in hundredths of the page. `runs_over` tells that
    the passage ends on the next page.
    """

    png: bytes
    page: int
    pages: int
    text: str
    marks: int
    mark_at: int
    runs_over: bool


def draw_page(corpus: Path, file: SourceFile, page: int, begins: int | None, passage: str) -> DrawnPage:
    """The page (from 1, the nearest there is) of an indexed PDF with the passage that begins on `begins`.

    Raises PageUnreadable when the file is missing, changed since it was indexed, or cannot be drawn in time.
    """
    raw = bytes_of(corpus, file)
    request = json.dumps({"page": page, "begins": begins, "passage": passage}).encode()
    with _AT_ONCE:
        answer = _asked(request + b"\n" + raw)
    told, _, png = answer.partition(b"\n")
    try:
        content = json.loads(told)
        drawn = DrawnPage(
            png=png,
            page=int(content["page"]),
            pages=int(content["pages"]),
            text=" ".join(str(content["text"]).split()),
            marks=len(content["marks"]),
            mark_at=min((100 * mark[1] // content["size"][1] for mark in content["marks"]), default=0),
            runs_over=bool(content["runs_over"]),
        )
    except (ValueError, LookupError, TypeError, ArithmeticError) as error:
        raise PageUnreadable from error
    if not png.startswith(_PNG):
        raise PageUnreadable
    return drawn


def bytes_of(corpus: Path, file: SourceFile) -> bytes:
    """The bytes of a file of the corpus, those that were indexed. Raises PageUnreadable otherwise."""
    try:
        path = (corpus / file.file).resolve(strict=True)
        if not path.is_relative_to(corpus.resolve()) or path.stat().st_size > LARGEST_FILE:
            raise PageUnreadable
        raw = path.read_bytes()
    except (OSError, ValueError, RuntimeError) as error:
        raise PageUnreadable from error
    if sha256(raw).hexdigest() != file.digest:
        raise PageUnreadable
    return raw


def _asked(request: bytes) -> bytes:
    """What the process answers, empty when it dies, is too slow or says too much."""
    command = [sys.executable, "-m", "assistant.documents.page_image"]
    with TemporaryFile() as given:
        given.write(request)
        given.seek(0)
        with subprocess.Popen(
            command, cwd=PROJECT, env={}, stdin=given, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        ) as process:
            limit = Timer(SECONDS, process.kill)
            limit.start()
            try:
                assert process.stdout is not None
                answer = process.stdout.read(LARGEST_ANSWER + 1)
            finally:
                limit.cancel()
                process.kill()
    return answer if len(answer) <= LARGEST_ANSWER else b""
