"""One file to one document: which loader reads it, what it is called, where it may stand."""

import re
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from unicodedata import combining, normalize

from assistant.documents.library import LARGEST_FILE
from assistant.errors import InvalidInput
from assistant.records import LoadedDocument, Source
from ingest.file_names import is_plain
from ingest.loading.html import read_html
from ingest.loading.markdown import read_markdown
from ingest.loading.open_document import read_odt
from ingest.loading.outline import Content
from ingest.loading.pdf import read_pdf
from ingest.loading.signatures import check_signature
from ingest.loading.text import read_text
from ingest.loading.word import read_docx

_READERS: dict[str, Callable[[bytes], Content]] = {
    ".html": read_html,
    ".htm": read_html,
    ".xhtml": read_html,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".txt": read_text,
    ".pdf": read_pdf,
    ".docx": read_docx,
    ".odt": read_odt,
}
_UNSAFE = re.compile(r"[^A-Za-z0-9._/-]+")
_LONGEST_TITLE = 200  # characters


def load_document(path: Path, source: Source | None, root: Path) -> LoadedDocument:
    """The document in the file, under its registered source, or under one made from its content.

    An unregistered document is known by its path below `root` and has no publisher. Raises `InvalidInput`
    with the reason alone, in one line: whoever lists the files names the file.
    """
    if not is_plain(str(path.relative_to(root)) if path.is_relative_to(root) else path.name):
        raise InvalidInput("nom de fichier avec des signes qui ne s'écrivent pas")
    file = _file_within(path, root)
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise InvalidInput(f"format « {path.suffix or 'sans extension'} » non pris en charge")
    raw = _bytes_of(file)
    check_signature(path.suffix.lower(), raw)
    content = reader(raw)
    if not content.blocks:
        raise InvalidInput("aucun texte lisible")
    digest = sha256(raw).hexdigest()
    return LoadedDocument(source or _source(path, root, content), content.blocks, digest, content.notes)


def _file_within(path: Path, root: Path) -> Path:
    """The file itself, links followed; nothing is opened."""
    try:
        real = path.resolve(strict=True)
        if not real.is_relative_to(root.resolve()):
            raise InvalidInput("lien vers un fichier hors du dossier, refusé")
        if not real.is_file():
            raise InvalidInput("ce n'est pas un fichier")
    except (OSError, RuntimeError) as error:
        raise InvalidInput("fichier illisible") from error
    return real


def _bytes_of(file: Path) -> bytes:
    try:
        if file.stat().st_size > LARGEST_FILE:
            raise InvalidInput(f"fichier de plus de {LARGEST_FILE // 1_000_000} Mo")
        raw = file.read_bytes()
    except OSError as error:
        raise InvalidInput("fichier illisible") from error
    if not raw.strip():
        raise InvalidInput("fichier vide")
    return raw


def _source(path: Path, root: Path, content: Content) -> Source:
    name = path.stem.replace("_", " ").replace("-", " ")
    return Source(
        source_id=_identifier(path, root),
        title=" ".join((content.title or name).split())[:_LONGEST_TITLE],
        publisher="",
        url=content.url,
        published=content.published,
    )


def _identifier(path: Path, root: Path) -> str:
    below = (
        path.relative_to(root) if path.is_relative_to(root) else path.resolve().relative_to(root.resolve())
    )
    plain = "".join(sign for sign in normalize("NFKD", below.as_posix()) if not combining(sign))
    return _UNSAFE.sub("-", plain)
