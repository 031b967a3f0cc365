"""Draws one page of a PDF, a passage marked on it; run as a process of its own, which bounds itself first.

Standard input holds a line of JSON ({page, begins, passage}) and then the bytes of the PDF; standard output
gets a line of JSON ({page, pages, text, size, marks, runs_over}) and then a PNG.
"""

import json
import sys
from collections.abc import Sequence
from ctypes import c_int
from io import BytesIO
from typing import TYPE_CHECKING, Any

from assistant.confinement import confine
from assistant.documents.marking import Box, Span, find, lines_of

if TYPE_CHECKING:
    from PIL.Image import Image

MEMORY = 1 << 30  # bytes of addresses
SECONDS = 10  # of processor
MOST_PIXELS = 3_000_000
WIDTH = 1400  # pixels
MOST_CHARACTERS = 60_000  # of a page
MARK = (255, 226, 120)
Pixels = tuple[int, int, int, int]


def draw(request: dict[str, Any], pdf: bytes) -> tuple[dict[str, Any], bytes]:
    """The answer for a request and the PNG; `marks` are the pixels (left, top, right, bottom) marked."""
    import pypdfium2  # once the bounds are set

    document = pypdfium2.PdfDocument(pdf)
    pages, number = len(document), max(1, min(int(request["page"]), len(document)))
    page = document[number - 1]
    text, boxes = _characters(page)
    begins = int(request["begins"] or 0)
    spans: Sequence[Span] = ()
    runs_over = False
    if begins and begins <= number <= begins + 1:
        following = range(begins, min(begins + 1, pages) + 1)
        texts = [text if each == number else _characters(document[each - 1])[0] for each in following]
        found = find(str(request["passage"]), texts)
        spans = found[number - begins]
        runs_over = any(found[number - begins + 1 :])
    image, scale = _render(page)
    lines = [line for start, end in spans for line in lines_of(boxes[start:end])]
    marks = [_in_pixels(page, line, image.width, image.height, scale) for line in lines]
    answer = {"page": number, "pages": pages, "text": text, "runs_over": runs_over}
    return answer | {"size": image.size, "marks": marks}, _png(_marked(image, marks))


def _characters(page: Any) -> tuple[str, list[Box]]:
    """The characters of a page and the box of each."""
    from pypdfium2 import raw

    held = page.get_textpage()
    count = min(held.count_chars(), MOST_CHARACTERS)
    signs = [raw.FPDFText_GetUnicode(held, at) for at in range(count)]
    text = "".join(
        chr(sign) if 31 < sign < 0x110000 and not 0xD800 <= sign < 0xE000 else " " for sign in signs
    )
    return text, [held.get_charbox(at, loose=True) for at in range(count)]


def _render(page: Any) -> tuple["Image", float]:
    width, height = page.get_size()
    if not (width > 0 and height > 0):
        raise ValueError("empty page")
    scale = min(WIDTH / width, (MOST_PIXELS / (width * height)) ** 0.5)
    image: Image = page.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB")
    return image, scale


def _in_pixels(page: Any, box: Box, width: int, height: int, scale: float) -> Pixels:
    """A box of the page in pixels of its image, upright however the page is turned or cropped."""
    from pypdfium2 import raw

    corners = []
    for x, y in ((box[0], box[1]), (box[2], box[3])):
        across, down = c_int(), c_int()
        raw.FPDF_PageToDevice(page, 0, 0, width, height, 0, x, y, across, down)
        corners.append((across.value, down.value))
    (left, right), (top, bottom) = (sorted(side) for side in zip(*corners, strict=True))
    room = max(1, round(scale))
    return (
        max(0, left - room),
        max(0, top - room),
        min(width, right + room),
        min(height, bottom + room),
    )


def _marked(image: "Image", marks: Sequence[Pixels]) -> "Image":
    """The image with the ground of the marks coloured, what is written there as dark as it was."""
    from PIL import Image, ImageChops

    colours = Image.new("RGB", image.size, "white")
    for left, top, right, bottom in marks:
        if left < right and top < bottom:
            colours.paste(MARK, (left, top, right, bottom))
    return ImageChops.multiply(image, colours)


def _png(image: "Image") -> bytes:
    written = BytesIO()
    image.quantize(64).save(written, "PNG")
    return written.getvalue()


def main() -> None:
    """Answer the one request of standard input."""
    confine(MEMORY, SECONDS)
    request = json.loads(sys.stdin.buffer.readline())
    answer, png = draw(request, sys.stdin.buffer.read())
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n" + png)


if __name__ == "__main__":
    main()
