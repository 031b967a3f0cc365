"""Zipped documents: the parts to read, once it is sure that none of them swells, hides or declares."""

import re
import zlib
from collections.abc import Callable
from io import BytesIO
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from assistant.errors import InvalidInput

MOST_PARTS = 10_000
LARGEST_READ = 50_000_000  # bytes of the parts read, once decompressed
LARGEST_TOLD = 500_000_000  # bytes of all parts, as the archive declares them
HIGHEST_RATIO = 200  # of a part read, beyond the first megabyte; real text is packed some ten times
_FREE_BYTES = 1_000_000
_STEP = 1 << 16  # bytes decompressed at once

ENCRYPTED = "document protégé par un mot de passe"
DAMAGED = "archive endommagée"

_DAMAGES = (BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, LookupError)
_SUSPECT = re.compile(r"^[/\\]|^[A-Za-z]:|\\|(?:^|/)\.\.(?:/|$)|[\x00-\x1f]")
_IS_ENCRYPTED = 1  # bit of the flags of an entry


def read_parts(raw: bytes, is_read: Callable[[str], bool]) -> dict[str, bytes]:
    """The parts of a zipped document that `is_read` names; XML ones, `.xml` or `.rels`, declare no DTD.

    What is really decompressed is counted, whatever the archive declares; the other parts stay packed.
    Raises `InvalidInput` when the archive is damaged, encrypted or built to harm.
    """
    try:
        with ZipFile(BytesIO(raw)) as archive:
            _check_entries(archive.infolist())
            return _read(archive, [entry for entry in archive.infolist() if is_read(entry.filename)])
    except _DAMAGES as error:
        raise InvalidInput(DAMAGED) from error


def part_names(raw: bytes) -> tuple[str, ...]:
    """The names of all parts. Raises `InvalidInput` as `read_parts` does; nothing is decompressed."""
    try:
        with ZipFile(BytesIO(raw)) as archive:
            _check_entries(archive.infolist())
            return tuple(archive.namelist())
    except _DAMAGES as error:
        raise InvalidInput(DAMAGED) from error


def zipped(parts: dict[str, bytes]) -> BytesIO:
    """An archive of these parts alone, for a library that reads nothing else."""
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    made.seek(0)
    return made


def _check_entries(entries: list[ZipInfo]) -> None:
    names = [entry.orig_filename for entry in entries]
    if len(entries) > MOST_PARTS:
        raise InvalidInput(f"archive de plus de {MOST_PARTS} fichiers")
    if len({name.lower() for name in names}) < len(names) or any(map(_SUSPECT.search, names)):
        raise InvalidInput("archive piégée : noms suspects")
    if any(entry.flag_bits & _IS_ENCRYPTED for entry in entries):
        raise InvalidInput(ENCRYPTED)
    if sum(entry.file_size for entry in entries) > LARGEST_TOLD:
        raise InvalidInput(f"archive piégée : plus de {LARGEST_TOLD // 1_000_000} Mo une fois décompressée")


def _read(archive: ZipFile, entries: list[ZipInfo]) -> dict[str, bytes]:
    left = LARGEST_READ
    parts: dict[str, bytes] = {}
    for entry in entries:
        if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise InvalidInput(DAMAGED)
        part = _decompressed(archive, entry, left)
        left -= len(part)
        if entry.filename.endswith((".xml", ".rels")):
            _refuse_declarations(part)
        parts[entry.filename] = part
    return parts


def _decompressed(archive: ZipFile, entry: ZipInfo, most: int) -> bytes:
    most = min(most, max(_FREE_BYTES, entry.compress_size * HIGHEST_RATIO))
    pieces: list[bytes] = []
    size = 0
    with archive.open(entry) as packed:
        while piece := packed.read(_STEP):
            size += len(piece)
            if size > most:
                raise InvalidInput("archive piégée : contenu démesuré une fois décompressé")
            pieces.append(piece)
    return b"".join(pieces)


class _RootReached(Exception):
    pass


def _refuse_declarations(part: bytes) -> None:
    """A document type can only stand before the root, where entities are declared: none is read beyond."""
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.StartElementHandler = _stop
    try:
        parser.Parse(part, True)
    except _RootReached:
        return
    except expat.ExpatError as error:
        raise InvalidInput("XML endommagé") from error


def _refuse_doctype(*_: object) -> None:
    raise InvalidInput("XML avec une déclaration de type ou d'entités, refusé")


def _stop(*_: object) -> None:
    raise _RootReached
