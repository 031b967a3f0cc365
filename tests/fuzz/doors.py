"""The doors that files come in by: how each is opened, from what it is fuzzed."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from hypothesis import strategies as st
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from assistant.profiles.declared import ProfileReader
from assistant.profiles.files import read_profile
from assistant.profiles.words import read_profile_words
from assistant.settings import PROJECT
from ingest.activities import TRADES, read_activities
from ingest.chunking import passages_of
from ingest.facts import read_facts
from ingest.loading import load_document
from ingest.milestones import read_milestones
from ingest.register import read_register
from ingest.support_pages import read_supports
from ingest.territory_pages import read_territory
from ingest.vocabulary import read_vocabulary
from tests.fuzz.generated import LISTS, OPEN_FILES, PAGES, TEXTS, WORD_FILES, objects
from tests.ingest.office_files import docx, odt, paragraph, style, table

CORPUS = PROJECT / "corpus"
TODAY = date(2026, 11, 22)
_CORPUS_FILES = ("facts/a.yaml", "supports/a.yaml", "vocabulary.yaml", "calendar.yaml", TRADES)
_SENTENCES = (
    "L’aide va de 10 000 à 50 000 €.",
    "Annexe 2",
    "1.2. Le coût",
    "- un devis ;",
    "dé-",
    "posé ici.",
)


@dataclass(frozen=True)
class Door:
    """A reader of files of one name, with sound files to change and files to make up, if any."""

    file: str
    open: Callable[[Path], None]
    seeds: Callable[[], list[bytes]]
    generated: st.SearchStrategy[bytes] | None = None


def _read_document(path: Path) -> None:
    passages_of(load_document(path, None, path.parent))


def _read_corpus_files(path: Path) -> None:
    """The same bytes in the place of each file of a corpus."""
    corpus = path.parent
    raw = path.read_bytes()
    for name in (
        "facts/a.yaml",
        "supports/a.yaml",
        "vocabulary.yaml",
        "calendar.yaml",
        "activities/trades.yaml",
    ):
        (corpus / name).parent.mkdir(exist_ok=True)
        (corpus / name).write_bytes(raw)
    register, _ = read_register(corpus)
    read_facts(corpus, register)
    read_supports(corpus, register)
    read_vocabulary(corpus)
    read_milestones(corpus, set())
    read_activities(corpus)


def _read_profile(path: Path) -> None:
    read_profile(path, io.StringIO(), _profiles(), TODAY)


@cache
def _profiles() -> ProfileReader:
    territory = read_territory(CORPUS, read_register(CORPUS)[0])[0]
    return ProfileReader(read_profile_words(PROJECT / "prompts"), territory, read_activities(CORPUS)[0])


def _pdfs() -> list[bytes]:
    return [_pdf(pages, columns, packed) for pages, columns, packed in ((1, 1, 0), (3, 2, 0), (4, 1, 1))]


def _pdf(pages: int, columns: int, packed: int) -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4, pageCompression=packed)
    canvas.setTitle("Le guide des aides")
    for page in range(pages):
        canvas.drawString(60, 800, f"Ministère - {page + 1}")
        for column in range(columns):
            for line in range(12):
                canvas.setFont(
                    "Helvetica-Bold" if line % 5 == 0 else "Helvetica", 14 if line % 5 == 0 else 10
                )
                canvas.drawString(60 + 250 * column, 760 - 14 * line, _SENTENCES[line % len(_SENTENCES)])
        canvas.grid([60, 200, 340], [300, 320, 340])
        canvas.drawString(65, 305, "Taux")
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def _word_files() -> list[bytes]:
    note = f"<w:footnote w:id='2'>{paragraph('En deux fois.')}</w:footnote>"
    call = "<w:p><w:r><w:t>L’aide.</w:t></w:r><w:r><w:footnoteReference w:id='2'/></w:r></w:p>"
    rows = table([["Taille", "Taux", "Plafond"], ["PME", "20 %", "5 000 €"]])
    styles = style("Titre1", "heading 1") + style("Liste", "List Bullet")
    return [
        docx(paragraph("Les aides", "Titre1") + paragraph("Un texte.") + rows, styles, title="Guide"),
        docx(call + paragraph("un", "Liste") + rows, styles, note),
    ]


def _open_files() -> list[bytes]:
    cells = "".join(f"<table:table-cell><text:p>{name}</text:p></table:table-cell>" for name in "abc")
    row = f"<table:table-row>{cells}</table:table-row>"
    note = "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Oui.</text:p>"
    return [
        odt(f"<text:h text:outline-level='1'>Les aides</text:h><text:p>Un texte<text:s text:c='2'/>.{note}"
            f"</text:note-body></text:note></text:p><table:table>{row}{row}</table:table>", title="Guide"),
        odt("<text:list><text:list-item><text:p>un</text:p></text:list-item></text:list>"),
    ]  # fmt: skip


def _pages() -> list[bytes]:
    folder = PROJECT / "tests" / "data" / "foreign" / "documents"
    return [path.read_bytes() for path in sorted(folder.rglob("*.html"))]


def _texts() -> list[bytes]:
    return [(PROJECT / "README.md").read_bytes()[:20_000], "\n".join(_SENTENCES * 5).encode()]


def _yaml_files() -> list[bytes]:
    names = ("calendar.yaml", "vocabulary.yaml", "activities/trades.yaml")
    paths = [*(CORPUS / name for name in names), *sorted((CORPUS / "facts").glob("*.yaml"))[:4]]
    paths += sorted((CORPUS / "supports").glob("*.yaml"))[:8]
    return [(CORPUS / "sources.yaml").read_bytes()[:4000], *(path.read_bytes()[:8000] for path in paths)]


_KEYS = (
    "applicant",
    "commune",
    "effectif",
    "naf",
    "siren",
    "projet",
    "dépenses",
    "chiffre d'affaires",
    "statut",
)
_PROFILE = '{"applicant": "company", "commune": "Florange", "effectif": 45, "projet": "Un four électrique", '

DOORS = {
    "pdf": Door("a.pdf", _read_document, _pdfs),
    "html": Door("a.html", _read_document, _pages, PAGES),
    "docx": Door("a.docx", _read_document, _word_files, WORD_FILES),
    "odt": Door("a.odt", _read_document, _open_files, OPEN_FILES),
    "markdown": Door("a.md", _read_document, _texts, TEXTS),
    "text": Door("a.txt", _read_document, _texts, TEXTS),
    "yaml": Door("sources.yaml", _read_corpus_files, _yaml_files, LISTS),
    "profile": Door(
        "a.json",
        _read_profile,
        lambda: [f'{_PROFILE}"naf": "25.62B", "dépenses": 12000.5, "date": "2026-12-01"}}'.encode()],
        objects(_KEYS),
    ),
}
