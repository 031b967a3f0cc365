"""PDF: each sentence on the page where it begins."""

from pathlib import Path

import pytest
from pypdf import PdfWriter

from assistant.errors import InvalidInput
from ingest.loading.pdf import read_pdf

LONG = "La commission se prononce sur les dossiers que les communes lui ont transmis avant le"


def pdf(*pages: list[str], title: str = "") -> bytes:
    """A PDF of one font, a line of text below the other."""
    count = len(pages)
    kids = " ".join(f"{4 + 2 * index} 0 R" for index in range(count))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {count} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for index, lines in enumerate(pages):
        shown = " ".join(f"({line.replace('(', '')}) Tj 0 -14 Td" for line in lines)
        stream = f"BT /F1 10 Tf 50 800 Td {shown} ET".encode("cp1252")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * index} 0 R "
            f"/Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    objects.append(f"<< /Title ({title}) >>".encode("cp1252"))
    return _assembled(objects)


def _assembled(objects: list[bytes]) -> bytes:
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    entries = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    table = b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, entries)
    trailer = b"trailer\n<< /Size %d /Root 1 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF"
    return body + table + trailer % (size, size - 1, len(body))


def test_each_page_is_its_locator() -> None:
    blocks = read_pdf(pdf(["Été à la forêt."], ["Le bassin ouvre."])).blocks
    assert [(block.text, block.locator) for block in blocks] == [
        ("Été à la forêt.", "p. 1"), ("Le bassin ouvre.", "p. 2"),
    ]  # fmt: skip


def test_cut_lines_and_words_are_joined() -> None:
    block = read_pdf(pdf([LONG, "premier mars, après une instruc-", "tion complète."])).blocks[0]
    assert block.text == f"{LONG} premier mars, après une instruction complète."


def test_a_sentence_over_two_pages_stands_on_the_first() -> None:
    blocks = read_pdf(pdf([LONG], ["premier mars.", "Fin."])).blocks
    assert [(block.text, block.locator) for block in blocks] == [
        (f"{LONG} premier mars.", "p. 1"), ("Fin.", "p. 2"),
    ]  # fmt: skip


def test_running_heads_and_page_numbers_are_left_out() -> None:
    pages = [
        ["Guide des aides", f"Texte de la partie {name}.", f"Page {n} sur 4"]
        for n, name in enumerate("ABCD", 1)
    ]
    texts = [block.text for block in read_pdf(pdf(*pages)).blocks]
    assert texts == [f"Texte de la partie {name}." for name in "ABCD"]


def test_a_numbered_title_is_a_heading() -> None:
    blocks = read_pdf(pdf(["1. Les aides", "Elles sont trois.", "1.1. Le prêt", "Il est gratuit."])).blocks
    assert [block.heading_path for block in blocks] == [("1. Les aides",), ("1. Les aides", "1.1. Le prêt")]


def test_the_title_of_the_document_is_used() -> None:
    assert read_pdf(pdf(["Texte."], title="Guide des aides")).title == "Guide des aides"


@pytest.mark.parametrize("title", ["", "Microsoft Word - note.doc", "note.docx"])
def test_a_title_made_by_software_gives_way_to_the_first_line(title: str) -> None:
    assert read_pdf(pdf(["Guide des aides", "Texte."], title=title)).title == "Guide des aides"


def test_a_pdf_without_text_is_refused() -> None:
    with pytest.raises(InvalidInput, match="numérisé"):
        read_pdf(pdf([]))


def test_a_locked_pdf_is_refused(tmp_path: Path) -> None:
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(tmp_path / "a.pdf")
    with pytest.raises(InvalidInput, match="mot de passe"):
        read_pdf((tmp_path / "a.pdf").read_bytes())


@pytest.mark.parametrize("cut", range(20, 600, 37))
def test_a_pdf_cut_short_raises_nothing_but_invalid_input(cut: int) -> None:
    try:
        read_pdf(pdf(["Un texte."], ["Un autre."])[:cut])
    except InvalidInput as error:
        assert "\n" not in str(error)
