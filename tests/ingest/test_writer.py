"""The index follows the corpus, embeds only what is new, and never loses what it serves."""

import fcntl
import os
import resource
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import AssistantError
from assistant.index import Index, open_index
from assistant.records import IngestReport, Passage, Source
from ingest.progress import ignore_progress
from ingest.reading import CorpusReading
from ingest.versions import BuildInProgress, hold_lock
from ingest.writer import synchronise

NIGHT, DAY = "2026-11-23T00:00:00+00:00", "2026-11-24T12:00:00+00:00"
SOURCE = Source("anct", "Territoires d'industrie", "ANCT", "https://anct.gouv.fr/ti", official=True)
NOBODY = 65534


class CountingEncoder:
    """The real encoder, remembering the texts it was asked for."""

    def __init__(self, encoder: Any) -> None:
        self._encoder = encoder
        self.fingerprint: str = encoder.fingerprint
        self.asked: list[str] = []

    def encode_passages(self, texts: Sequence[str]) -> Any:
        self.asked.extend(texts)
        return self._encoder.encode_passages(texts)

    def encode_queries(self, texts: Sequence[str]) -> Any:
        self.asked.extend(texts)
        return self._encoder.encode_queries(texts)


class OtherEncoder(CountingEncoder):
    """The same vectors under another name, as another model would be."""

    def __init__(self, encoder: Any) -> None:
        super().__init__(encoder)
        self.fingerprint = "autre"


def passage(identifier: str, text: str, *asked_as: str) -> Passage:
    return Passage(identifier, "statement", "anct", text, ("Programme",), "", (SOURCE,), asked_as=asked_as)


LAUNCH = passage(
    "lancement", "Le programme a été lancé en novembre 2018.", "Quand le programme a-t-il commencé ?"
)
FUND = passage(
    "fonds", "Le fonds vert finance la friche de l'usine.", "Qui paie la dépollution d'une friche ?"
)
MANAGER = passage("chef", "Un chef de projet anime chaque territoire.", "Qui anime le territoire ?")
CORPUS = (LAUNCH, FUND, MANAGER)


@pytest.fixture
def counting(encoder: Any) -> CountingEncoder:
    return CountingEncoder(encoder)


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that any user of the machine may enter, unlike those of pytest."""
    path = Path(tempfile.mkdtemp())
    path.chmod(0o755)
    yield path / "index"
    for place in [path, *path.rglob("*")]:
        place.chmod(0o755)
    shutil.rmtree(path)


def build(folder: Path, encoder: Any, *passages: Passage, **options: Any) -> IngestReport:
    reading = CorpusReading(passages, options.pop("records", {}), (), {"passages": len(passages)})
    return synchronise(reading, folder, encoder, ignore_progress, built_at=NIGHT, **options)


def changes(report: IngestReport) -> tuple[int, int, int, int]:
    return report.created, report.updated, report.deleted, report.unchanged


def best(index: Index, encoder: Any, question: str) -> str:
    return index.nearest_passages(encoder.encode_queries([question])[0], 1)[0][0]


def served_ids(folder: Path, encoder: Any) -> list[str]:
    with open_index(folder, encoder.fingerprint) as index:
        return list(index.passages)


def snapshot(folder: Path) -> dict[str, int]:
    return {str(path): path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


@contextmanager
def without_privileges() -> Iterator[None]:
    """Rights of folders hold for everyone but the administrator: stops being one for a while."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


def test_a_first_build_creates_every_passage(folder: Path, counting: CountingEncoder):
    assert changes(build(folder, counting, *CORPUS)) == (3, 0, 0, 0)
    assert served_ids(folder, counting) == ["lancement", "fonds", "chef"]


def test_every_text_is_encoded_once_in_the_first_build(folder: Path, counting: CountingEncoder):
    twin = replace(MANAGER, passage_id="jumeau")
    build(folder, counting, *CORPUS, twin)
    assert sorted(counting.asked) == sorted({text for p in CORPUS for text in (p.titled_text, *p.asked_as)})


def test_a_second_build_changes_nothing(folder: Path, counting: CountingEncoder):
    build(folder, counting, *CORPUS)
    before, counting.asked = snapshot(folder), []
    assert changes(build(folder, counting, *CORPUS)) == (0, 0, 0, 3)
    assert (counting.asked, snapshot(folder)) == ([], before)


def test_a_changed_text_is_encoded_alone(folder: Path, counting: CountingEncoder):
    build(folder, counting, *CORPUS)
    counting.asked = []
    changed = replace(FUND, text="Le fonds vert finance la dépollution.")
    assert changes(build(folder, counting, LAUNCH, changed, MANAGER)) == (0, 1, 0, 2)
    assert counting.asked == [changed.titled_text]


def test_a_changed_note_updates_the_passage_without_encoding(folder: Path, counting: CountingEncoder):
    build(folder, counting, *CORPUS)
    counting.asked = []
    assert changes(build(folder, counting, replace(LAUNCH, note="à vérifier"), FUND, MANAGER)) == (0, 1, 0, 2)
    assert counting.asked == []
    with open_index(folder, counting.fingerprint) as index:
        assert index.passages["lancement"].note == "à vérifier"


def test_a_deleted_passage_is_found_no_more(folder: Path, counting: CountingEncoder):
    build(folder, counting, *CORPUS)
    assert changes(build(folder, counting, LAUNCH, MANAGER)) == (0, 0, 1, 2)
    with open_index(folder, counting.fingerprint) as index:
        vector = counting.encode_queries(["Qui paie la dépollution d'une friche ?"])[0]
        assert {id_ for id_, _ in index.nearest_passages(vector, 10)} == {"lancement", "chef"}
        assert {id_ for id_, _ in index.nearest_phrasings(vector, 10)} == {"lancement#0", "chef#0"}


def test_changed_records_are_published_without_encoding(folder: Path, counting: CountingEncoder):
    build(folder, counting, *CORPUS)
    counting.asked = []
    report = build(folder, counting, *CORPUS, records={"supports": [{"id": "vte"}]})
    assert (changes(report), report.version, counting.asked) == ((0, 0, 0, 3), 2, [])
    with open_index(folder, counting.fingerprint) as index:
        assert index.records == {"supports": [{"id": "vte"}]}


def test_another_embedding_model_encodes_everything_again(
    folder: Path, encoder: Any, counting: CountingEncoder
):
    build(folder, counting, *CORPUS)
    other = OtherEncoder(encoder)
    assert changes(build(folder, other, *CORPUS)) == (0, 3, 0, 0)
    assert len(other.asked) == 6


def test_a_full_build_encodes_everything_again(folder: Path, counting: CountingEncoder):
    build(folder, counting, *CORPUS)
    counting.asked = []
    assert changes(build(folder, counting, *CORPUS, full=True)) == (0, 3, 0, 0)
    assert len(counting.asked) == 6


def test_the_same_corpus_has_the_same_fingerprint_on_another_day(folder: Path, counting: CountingEncoder):
    first = build(folder, counting, *CORPUS)
    reading = CorpusReading(CORPUS, {}, (), {"passages": 3})
    second = synchronise(reading, folder / "other", counting, ignore_progress, built_at=DAY)
    assert first.fingerprint == second.fingerprint


def test_a_passage_that_is_not_well_formed_text_does_not_stop_the_build(
    folder: Path, counting: CountingEncoder
):
    build(folder, counting, replace(LAUNCH, text="Un demi-caractère \ud800 égaré."), MANAGER)
    assert served_ids(folder, counting) == ["lancement", "chef"]


def test_a_reader_keeps_its_version_and_notices_the_next(folder: Path, counting: CountingEncoder):
    build(folder, counting, *CORPUS)
    with open_index(folder, counting.fingerprint) as reader:
        assert reader.is_current()
        build(folder, counting, LAUNCH)
        assert not reader.is_current()
        assert best(reader, counting, "Qui anime le territoire ?") == "chef"


def test_a_version_that_is_read_outlives_the_builds_that_follow(folder: Path, counting: CountingEncoder):
    build(folder, counting, *CORPUS)
    with open_index(folder, counting.fingerprint) as reader:
        for last in (LAUNCH, FUND, MANAGER):
            build(folder, counting, last)
        names = sorted(path.name[:5] for path in (folder / "versions").iterdir())
        assert names == ["00001", "00003", "00004"]
        assert best(reader, counting, "Qui anime le territoire ?") == "chef"


def test_a_version_that_nobody_reads_is_removed_but_the_last_two(folder: Path, counting: CountingEncoder):
    for last in CORPUS:
        build(folder, counting, last)
    assert sorted(path.name[:5] for path in (folder / "versions").iterdir()) == ["00002", "00003"]


def test_two_builds_at_once_are_refused_in_one_line(folder: Path, counting: CountingEncoder):
    with hold_lock(folder), pytest.raises(BuildInProgress, match=r"^Une construction .* attendez[^\n]*$"):
        build(folder, counting, *CORPUS)


def test_the_lock_of_a_build_goes_when_it_ends(folder: Path, counting: CountingEncoder):
    build(folder, counting, *CORPUS)
    with (folder / "lock").open("wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)


def test_what_an_interrupted_build_left_is_removed_even_when_nothing_changed(
    folder: Path, counting: CountingEncoder
):
    build(folder, counting, *CORPUS)
    (folder / "versions" / "00002.tmp-1").mkdir()
    (folder / "versions" / "00003-0123abcd").mkdir()
    build(folder, counting, *CORPUS)
    assert sorted(path.name[:5] for path in (folder / "versions").iterdir()) == ["00001"]


def test_the_vectors_of_an_interrupted_build_are_used_by_the_next(folder: Path, counting: CountingEncoder):
    def interrupt(step: str, done: int, total: int) -> None:
        if step == "Écriture":
            raise KeyboardInterrupt

    reading = CorpusReading(CORPUS, {}, (), {"passages": 3})
    with pytest.raises(KeyboardInterrupt):
        synchronise(reading, folder, counting, interrupt, built_at=NIGHT)
    with (folder / "pending.vectors").open("ab") as journal:
        journal.write(b"cut in the middle of a vector")
    counting.asked = []
    assert changes(build(folder, counting, *CORPUS)) == (3, 0, 0, 0)
    assert counting.asked == []
    assert not (folder / "pending.vectors").exists()


def test_vectors_left_by_another_embedding_model_are_not_used(folder: Path, encoder: Any):
    folder.mkdir()
    (folder / "pending.vectors").write_bytes(b"\x07" * 5000)
    counting = CountingEncoder(encoder)
    build(folder, counting, *CORPUS)
    assert len(counting.asked) == 6


def test_a_cut_index_is_built_again(folder: Path, counting: CountingEncoder):
    build(folder, counting, *CORPUS)
    next(folder.glob("versions/*/chroma/chroma.sqlite3")).write_bytes(b"")
    assert changes(build(folder, counting, *CORPUS)) == (3, 0, 0, 0)
    assert served_ids(folder, counting) == ["lancement", "fonds", "chef"]


def test_a_read_only_folder_is_refused_in_one_line_and_still_served(folder: Path, counting: CountingEncoder):
    build(folder, counting, *CORPUS)
    for path in [folder, *folder.rglob("*")]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    with without_privileges():
        with pytest.raises(
            AssistantError, match=r"^L'index .* \(écriture refusée\) ; [^\n]*reste en place\.$"
        ):
            build(folder, counting, LAUNCH)
        assert changes(build(folder, counting, *CORPUS)) == (0, 0, 0, 3)
        with open_index(folder, counting.fingerprint) as index:
            assert best(index, counting, "Qui anime le territoire ?") == "chef"


@pytest.mark.parametrize("room", [2_000, 100_000])
def test_a_full_disk_is_one_line_and_leaves_the_served_version(
    folder: Path, counting: CountingEncoder, room: int
):
    build(folder, counting, *CORPUS)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, hard))
    try:
        with pytest.raises(AssistantError, match=r"^L'index [^\n]*reste en place\.$"):
            build(folder, counting, replace(LAUNCH, text="Le programme date de 2018."), FUND)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert served_ids(folder, counting) == ["lancement", "fonds", "chef"]
    assert [path.name[:5] for path in (folder / "versions").iterdir()] == ["00001"]


def test_an_index_folder_that_is_a_file_is_refused_in_one_line(folder: Path, counting: CountingEncoder):
    folder.write_text("pas un dossier")
    with pytest.raises(AssistantError, match=r"^L'index [^\n]*\(ce n'est pas un dossier\)"):
        build(folder, counting, *CORPUS)
