"""The index as the reading side opens it: whole and of the right model, or one line that says what to do."""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from assistant.errors import IndexUnavailable
from assistant.index import Index, VectorStore, open_index
from assistant.passages import from_lines, phrasings_of, to_line, with_digest
from assistant.records import Passage, Source
from ingest.progress import ignore_progress
from ingest.reading import CorpusReading
from ingest.writer import synchronise

SOURCE = Source("anct", "Territoires d'industrie", "ANCT", "https://anct.gouv.fr/ti", "2024-01", True, "law")
TEXTS = {
    "lancement": ("Le programme a été lancé en novembre 2018.", "Quand le programme a-t-il commencé ?"),
    "fonds": ("Le fonds vert finance la dépollution des friches.", "Qui paie pour une friche ?"),
    "chef": ("Un chef de projet anime chaque territoire.", "Qui anime le territoire ?"),
}
PASSAGES = tuple(
    Passage(id_, "statement", "anct", text, ("Programme",), "p. 1", (SOURCE,), asked_as=("", question))
    for id_, (text, question) in TEXTS.items()
)
RECORDS = {"supports": [{"id": "vte"}], "territory": {"communes": []}, "vocabulary": []}


def build(folder: Path, encoder: Any, *passages: Passage) -> Path:
    reading = CorpusReading(passages, RECORDS, (), {"passages": len(passages)})
    synchronise(reading, folder, encoder, ignore_progress, built_at="2026-11-23T10:00:00+00:00")
    return folder


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, encoder: Any) -> Path:
    return build(tmp_path_factory.mktemp("index") / "index", encoder, *PASSAGES)


@pytest.fixture(scope="module")
def index(built: Path, encoder: Any) -> Any:
    with open_index(built, encoder.fingerprint) as opened:
        yield opened


@pytest.fixture
def copy(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "index"))


def version_of(folder: Path) -> Path:
    return folder / "versions" / (folder / "current").read_text().strip()


def refusal(folder: Path, fingerprint: str) -> str:
    with pytest.raises(IndexUnavailable) as caught:
        open_index(folder, fingerprint)
    return str(caught.value)


def test_passages_come_back_in_order_and_whole(index: Index):
    assert tuple(index.passages.values()) == tuple(map(with_digest, PASSAGES))


def test_records_come_back(index: Index):
    assert index.records == RECORDS


def test_the_state_tells_what_the_index_holds(index: Index, encoder: Any):
    assert index.state.version == 1
    assert index.state.counts == {"passages": 3}
    assert index.state.embedding_model == encoder.fingerprint
    assert index.state.built_at == "2026-11-23T10:00:00+00:00"


def test_the_nearest_passages_are_the_true_ones_with_their_cosine(index: Index, encoder: Any):
    question = encoder.encode_queries(["Qui paie la dépollution ?"])[0]
    matrix = encoder.encode_passages([passage.titled_text for passage in PASSAGES])
    expected = sorted(zip(TEXTS, matrix @ question, strict=True), key=lambda pair: -pair[1])
    found = index.nearest_passages(question, 3)
    assert [id_ for id_, _ in found] == [id_ for id_, _ in expected] and found[0][0] == "fonds"
    assert np.allclose([cosine for _, cosine in found], [cosine for _, cosine in expected], atol=1e-3)


def test_a_phrasing_is_named_by_its_passage_and_its_place(index: Index, encoder: Any):
    question = encoder.encode_queries(["Qui anime le territoire ?"])[0]
    (identifier, cosine), *_ = index.nearest_phrasings(question, 1)
    assert identifier == "chef#1"
    assert cosine == pytest.approx(1.0, abs=1e-3)


def test_more_neighbours_than_there_are_gives_them_all(index: Index, encoder: Any):
    question = encoder.encode_queries(["friche"])[0]
    assert len(index.nearest_passages(question, 1000)) == 3
    assert index.nearest_passages(question, 0) == []


def test_vectors_are_those_of_the_encoder_and_unknown_ids_are_left_out(index: Index, encoder: Any):
    vectors = index.vectors_of(["chef", "inconnu"])
    assert list(vectors) == ["chef"]
    assert np.allclose(vectors["chef"], encoder.encode_passages([PASSAGES[2].titled_text])[0], atol=1e-3)
    assert index.vectors_of([]) == {}


def test_an_index_without_phrasings_answers_with_none(tmp_path: Path, encoder: Any):
    bare = Passage("seul", "document", "notice", "Un texte.", (), "", ())
    with open_index(build(tmp_path / "index", encoder, bare), encoder.fingerprint) as index:
        question = encoder.encode_queries(["texte"])[0]
        assert index.nearest_phrasings(question, 5) == []
        assert [id_ for id_, _ in index.nearest_passages(question, 5)] == ["seul"]


def test_an_index_can_be_moved(copy: Path, encoder: Any):
    moved = copy.rename(copy.parent / "ailleurs")
    with open_index(moved, encoder.fingerprint) as index:
        assert len(index.nearest_passages(encoder.encode_queries(["friche"])[0], 3)) == 3


def test_a_missing_index_names_the_command(tmp_path: Path):
    message = refusal(tmp_path / "nulle-part", "any")
    assert message.startswith("Aucun index") and "`python -m ingest build`" in message


def test_another_embedding_model_is_refused_in_one_line(copy: Path):
    message = refusal(copy, "un-autre-modele")
    assert "autre modèle" in message and "`python -m ingest build`" in message and "\n" not in message


def test_another_layout_is_refused_in_one_line(copy: Path, encoder: Any):
    manifest = version_of(copy) / "manifest.json"
    manifest.write_text(json.dumps(json.loads(manifest.read_text()) | {"layout": 0}))
    assert "autre version du logiciel" in refusal(copy, encoder.fingerprint)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def garble(path: Path) -> None:
    path.write_bytes(b"\xff\x00{[" * (1 + path.stat().st_size // 4))


def remove(path: Path) -> None:
    shutil.rmtree(path) if path.is_dir() else path.unlink()


@pytest.mark.parametrize("damage", [cut, garble, remove])
@pytest.mark.parametrize(
    "name",
    ["manifest.json", "passages.jsonl", "records.json", "chroma/chroma.sqlite3", "chroma/*/header.bin"],
)
def test_a_damaged_file_is_one_line_that_names_the_command(
    copy: Path, encoder: Any, name: str, damage: Callable[[Path], None]
):
    damage(next(version_of(copy).glob(name)))
    message = refusal(copy, encoder.fingerprint)
    assert "incomplet ou illisible" in message and "`python -m ingest build`" in message
    assert "\n" not in message


@pytest.mark.parametrize("content", [b"", b"00099-01234567", b"../../etc", b"\xff\xfe\x00", b"00001.tmp-12"])
def test_a_pointer_to_nothing_is_one_line_that_names_the_command(copy: Path, encoder: Any, content: bytes):
    (copy / "current").write_bytes(content)
    assert "incomplet ou illisible" in refusal(copy, encoder.fingerprint)


def test_a_deleted_index_stays_current_for_who_has_it_open(copy: Path, encoder: Any):
    with open_index(copy, encoder.fingerprint) as index:
        remove(copy)
        assert index.is_current()


def test_an_index_built_again_from_nothing_is_not_current_any_more(copy: Path, encoder: Any):
    with open_index(copy, encoder.fingerprint) as index:
        remove(copy)
        build(copy, encoder, PASSAGES[0])
        assert not index.is_current()
        with open_index(copy, encoder.fingerprint) as newer:
            assert list(newer.passages) == ["lancement"]
            assert len(newer.nearest_passages(encoder.encode_queries(["friche"])[0], 3)) == 1


def test_a_passage_survives_its_line():
    assert from_lines([to_line(PASSAGES[0])]) == (PASSAGES[0],)


def test_equal_sources_are_one_object_in_memory():
    first, second = from_lines(map(to_line, PASSAGES[:2]))
    assert first.sources[0] is second.sources[0]


def test_the_digest_follows_what_is_shown_and_not_the_former_digest():
    stamped = with_digest(PASSAGES[0])
    assert with_digest(stamped).digest == stamped.digest != with_digest(PASSAGES[1]).digest


def test_blank_phrasings_are_left_out_without_moving_the_others():
    assert phrasings_of(PASSAGES[:1]) == {"lancement#1": TEXTS["lancement"][1]}


def test_a_passage_without_its_vector_is_one_line_that_names_the_command(copy: Path, encoder: Any):
    extra = replace(PASSAGES[0], passage_id="intrus", asked_as=())
    with (version_of(copy) / "passages.jsonl").open("a", encoding="utf-8") as lines:
        lines.write(f"{to_line(extra)}\n")
    assert "incomplet ou illisible" in refusal(copy, encoder.fingerprint)


def test_a_walk_of_the_graph_finds_the_neighbours_that_comparing_all_finds(
    built: Path, index: Index, encoder: Any
):
    vector = encoder.encode_queries(["Qui finance une friche ?"])[0]
    exact = index.nearest_passages(vector, 3)
    walked = VectorStore(version_of(built) / "chroma", exact=0)
    found = walked.nearest("passages", vector, 3)
    walked.close()
    assert [name for name, _ in found] == [name for name, _ in exact]
    assert [cosine for _, cosine in found] == pytest.approx([cosine for _, cosine in exact], abs=1e-4)
