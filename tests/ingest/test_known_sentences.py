"""Documents of every format, searched: each known sentence is found, with its page or its anchor."""

import json
import os
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest
from reportlab.pdfgen.canvas import Canvas

from assistant.settings import PROJECT
from ingest.loading.pdf_recognition import can_recognise
from tests.ingest import made_pdf, office_files

THINGS = "fonderie scierie verrerie papeterie tannerie filature brasserie cimenterie sucrerie aciérie".split()
DEEDS = "remplace rénove agrandit modernise isole déplace protège assainit équipe relie".split()
PARTS = "four entrepôt convoyeur atelier bassin broyeur quai séchoir laboratoire compresseur".split()


def sentences(seed: int, count: int = 10) -> list[str]:
    """Sentences that differ in what they say, of a document of that seed."""
    chance = Random(seed)
    things, deeds, parts = (chance.sample(words, len(words)) for words in (THINGS, DEEDS, PARTS))
    return [
        f"En {2010 + seed}, la {thing} du lot {seed}{place} {deed} son {part} et réduit ses pertes."
        for place, (thing, deed, part) in enumerate(zip(things, deeds, parts, strict=True))
    ][:count]


def around(canvas: Canvas, page: int) -> None:
    canvas.drawString(50, 810, "Registre des ateliers")
    canvas.drawString(280, 30, f"{page} / 4")


def columns() -> bytes:
    said = sentences(1)
    story = [made_pdf.paragraph(f"{sentence} {'Rien de plus n’est dit ici. ' * 12}") for sentence in said]
    return made_pdf.document(story, columns=2, around=around)


def table() -> bytes:
    rows = [["Site", "Travaux"], *[[f"Site {n}", sentence] for n, sentence in enumerate(sentences(2))]]
    return made_pdf.document([made_pdf.ruled(rows)], around=around)


def scan() -> bytes:
    story = [made_pdf.paragraph(sentence, "Heading3") for sentence in sentences(3, 4)]
    return made_pdf.appended(
        made_pdf.document([made_pdf.paragraph("Couverture.")]), made_pdf.scanned(made_pdf.document(story))
    )


def page() -> bytes:
    parts = "".join(
        f'<h2 id="lot-{n}">Lot {n}</h2><p>{sentence}</p>' for n, sentence in enumerate(sentences(4))
    )
    return f"<html><title>Les lots</title><body><nav>Accueil</nav><main>{parts}</main></body></html>".encode()


def word() -> bytes:
    return office_files.docx("".join(office_files.paragraph(sentence) for sentence in sentences(5)))


def open_document() -> bytes:
    return office_files.odt("".join(f"<text:p>{sentence}</text:p>" for sentence in sentences(6)))


FILES = {
    "colonnes.pdf": columns,
    "tableau.pdf": table,
    "scan.pdf": scan,
    "page.html": page,
    "texte.docx": word,
    "texte.odt": open_document,
}


@pytest.fixture(scope="module")
def found(project_index: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, str]]]:
    """What `search` gives for each known sentence, best first."""
    corpus = tmp_path_factory.mktemp("known")
    (corpus / "documents").mkdir()
    for name, make in FILES.items():
        (corpus / "documents" / name).write_bytes(make())
    asked = [sentence for seed in range(1, 7) for sentence in sentences(seed)]
    lines = [json.dumps({"id": sentence, "question": sentence}) for sentence in asked]
    (corpus / "asked.jsonl").write_text("\n".join(lines), encoding="utf-8")
    run("ingest", "build", "--corpus", str(corpus))
    batch = ("--batch", str(corpus / "asked.jsonl"), "--json", "--limit", "3", "--corpus", str(corpus))
    answers = map(json.loads, run("assistant", "search", *batch).splitlines())
    return {answer["id"]: answer["results"] for answer in answers}


def run(module: str, *arguments: str) -> str:
    command = [sys.executable, "-m", module, *arguments]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def places(found: dict[str, list[dict[str, str]]], name: str, asked: list[str]) -> list[str]:
    """Where the first result that holds each sentence stands; it must be of that document."""
    kept = []
    for sentence in asked:
        holding = [r for r in found[sentence] if sentence in " ".join(r["text"].split())]
        assert holding, sentence
        assert holding[0]["source_id"] == name
        kept.append(holding[0]["locator"])
    return kept


def test_in_two_columns(found: dict[str, list[dict[str, str]]]) -> None:
    assert places(found, "colonnes.pdf", sentences(1)) == ["p. 1"] * 10


def test_in_a_table(found: dict[str, list[dict[str, str]]]) -> None:
    assert places(found, "tableau.pdf", sentences(2)) == ["p. 1"] * 10


@pytest.mark.skipif(
    not can_recognise() and os.environ.get("CI") != "true", reason="Tesseract is not installed"
)
def test_in_a_scan(found: dict[str, list[dict[str, str]]]) -> None:
    assert places(found, "scan.pdf", sentences(3, 4)) == ["p. 2"] * 4


def test_in_a_page(found: dict[str, list[dict[str, str]]]) -> None:
    assert places(found, "page.html", sentences(4)) == [f"#lot-{n}" for n in range(10)]


@pytest.mark.parametrize(("name", "seed"), [("texte.docx", 5), ("texte.odt", 6)])
def test_in_an_office_document(found: dict[str, list[dict[str, str]]], name: str, seed: int) -> None:
    assert all(place.startswith("§ ") for place in places(found, name, sentences(seed)))
