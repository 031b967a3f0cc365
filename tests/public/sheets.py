"""The labour ministry's sheets: fetched, turned into a corpus, and the questions they answer.

The sheets come from the npm package `@socialgouv/fiches-travail-data` (Apache-2.0). Many of their sections
have a question for a title. Such a title is left out of what is indexed, which is what makes it a question
to ask: the section it stood over is the answer.
"""

import html
import json
import random
import re
import shutil
import subprocess
import tarfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha512
from pathlib import Path
from typing import Any

PACKAGE, VERSION = "@socialgouv/fiches-travail-data", "4.1174.0"
SHA512 = (
    "65f691db9d9d1e473059abe60a0e322040531c143c548c67ef4bdccff6b3b210"
    "cbc9f098caea26c720f0f1fc8f0f31e1f883b3352d1d9ccc193182eef59d8a5e"
)
MEMBER = "package/data/fiches-travail.json"
LEAST_WORDS = 20  # of a section, for its title to be a question it answers
LEFT_OUT = "…"
SEED, ASKED = 20261125, 300

_HEADING = re.compile(r"<(/?)h([1-6])\b[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[^>]+>")
_PAGE = """<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><title>{title}</title>
<link rel="canonical" href="{url}"><meta name="date" content="{day}"></head>
<body><main><h1>{title}</h1>
{sections}
</main></body></html>
"""

Sheet = Mapping[str, Any]


class SheetsUnavailable(Exception):
    """The package could not be had; the message says what to do, in one line."""


@dataclass(frozen=True, slots=True)
class SheetQuestion:
    """A question, and where its answer stands: the sheet's file and the section's anchor."""

    text: str
    source_id: str
    locator: str


def fetch(folder: Path) -> list[Sheet]:
    """The sheets of the pinned version, downloaded once into `folder`. Raises SheetsUnavailable."""
    archive = folder / f"fiches-travail-data-{VERSION}.tgz"
    if not archive.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        _packed(folder).rename(archive)
    if sha512(archive.read_bytes()).hexdigest() != SHA512:
        archive.unlink()
        raise SheetsUnavailable(f"{PACKAGE} {VERSION} n'a pas l'empreinte attendue : relancez make public.")
    with tarfile.open(archive) as tar:
        member = tar.extractfile(MEMBER)
        sheets: list[Sheet] = json.load(member) if member else []
    return sheets


def _packed(folder: Path) -> Path:
    npm = shutil.which("npm")
    if npm is None:
        raise SheetsUnavailable("npm est absent : installez Node.js (paquet npm), puis relancez make public.")
    command = [npm, "pack", f"{PACKAGE}@{VERSION}", "--silent", "--pack-destination", str(folder)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise SheetsUnavailable(f"npm n'a pas répondu ({type(error).__name__}) : relancez.") from error
    made = sorted(folder.glob(f"*fiches-travail-data-{VERSION}.tgz"))
    if done.returncode or not made:
        reason = next((ln for ln in done.stderr.splitlines() if ln.strip()), "sans dire pourquoi")
        raise SheetsUnavailable(f"npm ne donne pas {PACKAGE} {VERSION} : {reason.strip()}")
    return made[0]


def write_corpus(sheets: Sequence[Sheet], folder: Path) -> None:
    """One HTML page a sheet in `documents/`, ready for `python -m ingest build --corpus`."""
    documents = folder / "documents"
    documents.mkdir(parents=True, exist_ok=True)
    for sheet in sheets:
        (documents / _file(sheet)).write_text(page_of(sheet), encoding="utf-8")


def page_of(sheet: Sheet) -> str:
    """The sheet as a page: its title, then its sections, each under its own unless that is a question."""
    day, month, year = sheet["date"].split("/")
    sections = (
        f'<h2 id="{_anchor(number)}">{html.escape(_heading(section))}</h2>{_lowered(section["html"])}'
        for number, section in enumerate(sheet["sections"], start=1)
    )
    return _PAGE.format(
        title=html.escape(sheet["title"]),
        url=html.escape(sheet["url"]),
        day=f"{year}-{month}-{day}",
        sections="\n".join(sections),
    )


def questions_of(sheets: Sequence[Sheet]) -> list[SheetQuestion]:
    """The questions that title sections, each after the title of its sheet: alone, many name no subject."""
    return [
        SheetQuestion(f"{_tidy(sheet['title'])} : {_tidy(section['title'])}", _file(sheet), f"#{anchor}")
        for sheet in sheets
        for anchor, section in _asked(sheet)
    ]


def split(questions: Sequence[SheetQuestion]) -> tuple[list[SheetQuestion], list[SheetQuestion]]:
    """300 questions to choose by and 300 others to report: always the same, none in both."""
    shuffled = random.Random(SEED).sample(list(questions), 2 * ASKED)
    return shuffled[:ASKED], shuffled[ASKED:]


def _asked(sheet: Sheet) -> Iterator[tuple[str, Mapping[str, str]]]:
    for number, section in enumerate(sheet["sections"], start=1):
        if _is_question(section) and len(_TAG.sub(" ", section["html"]).split()) >= LEAST_WORDS:
            yield _anchor(number), section


def _is_question(section: Mapping[str, str]) -> bool:
    return section["title"].rstrip().endswith("?")


def _file(sheet: Sheet) -> str:
    return f"{sheet['pubId']}.html"


def _anchor(number: int) -> str:
    return f"rubrique-{number}"


def _heading(section: Mapping[str, str]) -> str:
    return LEFT_OUT if _is_question(section) else _tidy(section["title"])


def _lowered(content: str) -> str:
    """The headings of a section one level below its title, without the addresses that would hide its own."""
    return _HEADING.sub(lambda m: f"<{m[1]}h{min(6, int(m[2]) + 1)}>", content)


def _tidy(text: str) -> str:
    return " ".join(text.split())
