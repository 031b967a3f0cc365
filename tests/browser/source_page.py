"""The page of a source over a PDF and a text of its own making; run by test_source_page.py."""

from datetime import date
from hashlib import sha256
from pathlib import Path
from tempfile import mkdtemp

import streamlit as st
from reportlab.pdfgen.canvas import Canvas

from assistant.documents.library import Library
from assistant.pages import frame, source
from assistant.pages.interface import read_interface
from assistant.records import Passage, Source
from assistant.settings import PROJECT

MARKED = "Le guichet des ateliers répond sous vingt jours ouvrés."


def passage(source_id: str, ordinal: int, text: str, locator: str) -> Passage:
    """A passage of a made-up document."""
    made_up = Source(source_id, f"Document {source_id}", "Région d'essai", "https://example.org/doc")
    path = (made_up.title, f"Partie {ordinal}")
    fields = (f"{source_id}/{ordinal}", "document", source_id, text, path, locator, (made_up,), ordinal)
    return Passage(*fields)  # type: ignore[arg-type]


@st.cache_resource
def corpus() -> tuple[Path, Library]:
    """A folder with a PDF whose passage stands low on page 2, and the passages of a long text."""
    folder = Path(mkdtemp(prefix="corpus-"))
    canvas = Canvas(str(folder / "guide.pdf"))
    canvas.drawString(72, 700, "Une page de garde.")
    canvas.showPage()
    canvas.drawString(72, 90, MARKED)
    canvas.save()
    digest = sha256((folder / "guide.pdf").read_bytes()).hexdigest()
    passages = [passage("guide", 1, MARKED, "p. 2")]
    passages += [passage("texte", n, f"Paragraphe {n}. " + "Des mots. " * 40, f"§ {n}") for n in range(1, 40)]
    held = {each.passage_id: each for each in passages}
    return folder, Library(held, {"guide": {"file": "guide.pdf", "digest": digest}})


def main() -> None:
    """Draw it."""
    words = read_interface(PROJECT / "prompts" / "interface.yaml")
    frame.show(words)
    folder, library = corpus()
    source.show(library, folder, words, date(2026, 11, 26))


if __name__ == "__main__":
    main()
