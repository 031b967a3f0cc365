"""Adding a document to the corpus: seen before it is published, and undone when it cannot be."""

import json
import os
import re
import subprocess
import sys
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory
from threading import Lock
from typing import Any
from unicodedata import combining, normalize

import yaml  # type: ignore[import-untyped]

from assistant.errors import InvalidInput
from assistant.settings import PROJECT, Settings
from assistant.yaml_files import read_yaml

FOLDER, REGISTER = "documents", "sources.yaml"
PREVIEW_SECONDS, BUILD_SECONDS = 330, 3600
_LONGEST_NAME = 60  # characters
_ONE_AT_A_TIME = Lock()


@dataclass(frozen=True, slots=True)
class Entry:
    """What the register is told of a document; `published` may be empty."""

    title: str
    publisher: str
    url: str
    published: str
    rank: str
    official: bool


@dataclass(frozen=True, slots=True)
class Upload:
    """A document that was sent, under a safe name; without an entry it stays out of the register."""

    stem: str
    suffix: str
    raw: bytes
    entry: Entry | None = None

    @property
    def file_name(self) -> str:
        """The name of its file in the corpus."""
        return f"{self.stem}{self.suffix}"


@dataclass(frozen=True, slots=True)
class Standing:
    """What already bears the name of an upload: files below the documents, and an entry of the register."""

    files: tuple[Path, ...]
    is_registered: bool


@dataclass(frozen=True, slots=True)
class Published:
    """What a publication did; `passage_id` is that of the first passage of the document."""

    version: int
    created: int
    deleted: int
    passage_id: str


def upload_of(file_name: str, raw: bytes, title: str, entry: Entry | None) -> Upload:
    """The upload under a name made of its title, or else of its file's, which no path can be hidden in."""
    name = PurePath(file_name.replace("\\", "/")).name
    suffix = PurePath(name).suffix.lower()
    stem = _plain(title) or _plain(PurePath(name).stem) or "document"
    return Upload(stem, suffix if re.fullmatch(r"\.[a-z0-9]{1,8}", suffix) else "", raw, entry)


def preview(upload: Upload) -> dict[str, Any]:
    """What the document would bring: `title`, and `passages` with locator, heading_path, text, recognised.

    Raises InvalidInput with the reason in one line; nothing of the file is read in this process.
    """
    with TemporaryDirectory(prefix="preview-") as folder:
        path = Path(folder) / upload.file_name
        path.write_bytes(upload.raw)
        _, content = _ingest("preview", str(path), seconds=PREVIEW_SECONDS)
    return content


def standing(corpus: Path, upload: Upload) -> Standing:
    """What already bears that name in the corpus. Raises InvalidInput when the corpus has no documents/."""
    folder = corpus / FOLDER
    if not folder.is_dir():
        raise InvalidInput(f"Le corpus n'a pas de dossier {FOLDER}/ : créez-le d'abord.")
    files = tuple(path for path in sorted(folder.rglob("*")) if _bears(path, upload.stem))
    return Standing(files, upload.stem in _registered(corpus))


def publish(upload: Upload, settings: Settings, *, replaces: bool = False) -> Published:
    """Writes the document and its entry, checks the corpus and brings the index up to date.

    Raises InvalidInput, with the reason in one line and the corpus as it was, when any of it fails or when
    the name is taken and not to be replaced. The entry of a source already registered is left as it is.
    """
    with _ONE_AT_A_TIME:
        found = standing(settings.corpus, upload)
        if (found.files or found.is_registered) and not replaces:
            raise InvalidInput(f"Le nom {upload.stem} est déjà pris.")
        try:
            with ExitStack() as undo:
                aside = [_set_aside(path, undo) for path in found.files]
                _write(settings.corpus / FOLDER / upload.file_name, upload.raw, undo)
                is_new = upload.entry is not None and not found.is_registered
                if upload.entry is not None and is_new:
                    _register(settings.corpus / REGISTER, upload.stem, upload.entry, undo)
                _check(settings.corpus, upload, is_new)
                report = _build(settings)
                undo.pop_all()
            for path in aside:
                path.unlink(missing_ok=True)
        except OSError as error:
            raise InvalidInput(error.strerror or type(error).__name__) from error
    source_id = upload.stem if is_new or found.is_registered else upload.file_name
    return Published(report["version"], report["created"], report["deleted"], f"{source_id}/1")


def _plain(text: str) -> str:
    letters = "".join(sign for sign in normalize("NFKD", text.lower()) if not combining(sign))
    plain = re.sub(r"[^a-z0-9]+", "-", letters.replace("œ", "oe")).strip("-")
    return plain[:_LONGEST_NAME].strip("-")


def _bears(path: Path, stem: str) -> bool:
    return path.stem == stem and not path.name.startswith(".") and path.is_file()


def _registered(corpus: Path) -> set[str]:
    path = corpus / REGISTER
    entries = read_yaml(path) if path.exists() else []
    if not isinstance(entries, list):
        return set()
    return {str(entry.get("id")) for entry in entries if isinstance(entry, dict)}


def _set_aside(path: Path, undo: ExitStack) -> Path:
    """Renames a file so that it is no longer read."""
    aside = path.with_name(f".{path.name}.former")
    os.replace(path, aside)
    undo.callback(os.replace, aside, path)
    return aside


def _write(path: Path, raw: bytes, undo: ExitStack) -> None:
    with path.open("xb") as file:
        undo.callback(path.unlink, missing_ok=True)
        file.write(raw)


def _register(path: Path, identifier: str, entry: Entry, undo: ExitStack) -> None:
    """Adds the entry at the end of the register, whose lines and comments stay."""
    told = {"id": identifier, "url": entry.url, "title": entry.title, "publisher": entry.publisher}
    told |= {"published": entry.published} if entry.published else {}
    added = yaml.safe_dump(
        [{**told, "official": entry.official, "rank": entry.rank}],
        allow_unicode=True,
        sort_keys=False,
        width=1000,
    )
    former = path.read_text(encoding="utf-8") if path.exists() else None
    before = former or ""
    _swap(path, f"{before}{'' if not before or before.endswith(chr(10)) else chr(10)}{added}")
    undo.callback(path.unlink) if former is None else undo.callback(_swap, path, former)


def _swap(path: Path, text: str) -> None:
    new = path.with_name(f".{path.name}.new")
    new.write_text(text, encoding="utf-8")
    os.replace(new, path)


def _check(corpus: Path, upload: Upload, is_new: bool) -> None:
    """Raises InvalidInput when the corpus refuses the document or its entry; other failures are older."""
    _, content = _ingest("check", "--corpus", str(corpus), seconds=BUILD_SECONDS)
    for failure in content["failures"]:
        of_file = failure["file"] == f"{FOLDER}/{upload.file_name}"
        of_entry = is_new and failure["file"] == REGISTER and failure["entry"] in (None, upload.stem)
        if of_file or of_entry:
            parts = (failure["field"], failure["reason"])
            raise InvalidInput(" : ".join(part for part in parts if part))


def _build(settings: Settings) -> dict[str, Any]:
    folders = ("--corpus", str(settings.corpus), "--index", str(settings.index))
    _, content = _ingest("build", *folders, seconds=BUILD_SECONDS)
    return content


def _ingest(*arguments: str, seconds: int) -> tuple[int, dict[str, Any]]:
    """The status and the JSON of a command of the writing side. Raises InvalidInput with its one line."""
    command = [sys.executable, "-m", "ingest", *arguments, "--json"]
    try:
        done = subprocess.run(command, cwd=PROJECT, capture_output=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired:
        raise InvalidInput(f"arrêté après {seconds} s") from None
    if done.returncode not in (0, 1):
        lines = done.stderr.decode("utf-8", "replace").split("\n")
        said = [line.strip() for line in lines if line.strip()]
        raise InvalidInput(said[-1] if said else f"arrêté ({done.returncode})")
    content: dict[str, Any] = json.loads(done.stdout)
    return done.returncode, content
