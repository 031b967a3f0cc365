"""The same text always has the same vector, whoever asks and whatever it is encoded with."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from assistant.embedding import load_encoder, read_fingerprint
from assistant.errors import ModelUnavailable
from assistant.settings import PROJECT, Settings
from ingest.model import provide_model

TEXTS = [
    "Quelles aides pour moderniser un atelier de chaudronnerie ?",
    "Thionville",
    "Le contrat est signé pour quatre ans. " * 12,
    "Qui décide des priorités du territoire, et quand se réunit le comité ?",
    "Une subvention de 20 % est accordée aux investissements productifs. " * 30,
    "Bonjour",
]


@pytest.fixture(scope="module")
def encoder(settings: Settings) -> Any:
    provide_model(settings)
    return load_encoder(settings)


def test_a_vector_does_not_depend_on_the_texts_beside_it(encoder: Any):
    together = encoder.encode_passages(TEXTS)
    alone = np.concatenate([encoder.encode_passages([text]) for text in TEXTS])
    assert np.array_equal(together, alone)


def test_vectors_come_in_the_order_of_the_texts(encoder: Any):
    assert np.array_equal(encoder.encode_queries(TEXTS[::-1]), encoder.encode_queries(TEXTS)[::-1])


def test_more_texts_than_one_round_holds_keep_their_order(encoder: Any):
    texts = [f"Dossier {number}" for number in range(300)]
    vectors = encoder.encode_queries(texts)
    assert np.array_equal(vectors[[0, 150, 299]], encoder.encode_queries([texts[0], texts[150], texts[299]]))


def test_vectors_are_float32_of_length_one(encoder: Any):
    vectors = encoder.encode_passages(TEXTS)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-6)


def test_no_text_gives_no_vector_of_the_right_width(encoder: Any):
    assert encoder.encode_passages([]).shape == encoder.encode_queries([]).shape == (0, encoder.dimensions)


def test_a_question_and_a_passage_of_the_same_words_differ(encoder: Any):
    assert not np.allclose(encoder.encode_queries(TEXTS[:1]), encoder.encode_passages(TEXTS[:1]), atol=1e-3)


def test_a_text_is_cut_at_the_limit_of_the_model(encoder: Any):
    long, longer = encoder.encode_passages(["aide " * 600, "aide " * 900])
    assert np.array_equal(long, longer)


@pytest.mark.parametrize("text", ["", " ", "\ud83c", "a\x00b", "\u200b", "🏭" * 2000])
def test_a_strange_text_has_a_vector_too(encoder: Any, text: str):
    assert np.isfinite(encoder.encode_queries([text])).all()


def test_the_nearest_passage_is_the_one_that_answers(encoder: Any):
    passages = encoder.encode_passages(
        [
            "Le comité se réunit deux fois par an.",
            "L'aide est plafonnée à 200 000 €.",
            "La gare est à Thionville.",
        ]
    )
    question = encoder.encode_queries(["Quel est le montant maximal de la subvention ?"])
    assert int((passages @ question[0]).argmax()) == 1


def test_visitors_at_the_same_time_get_the_vectors_they_would_get_alone(encoder: Any):
    expected = encoder.encode_queries(TEXTS)
    with ThreadPoolExecutor(8) as visitors:
        answers = list(visitors.map(lambda _: encoder.encode_queries(TEXTS), range(16)))
    assert all(np.array_equal(answer, expected) for answer in answers)


def test_a_model_loaded_again_gives_the_same_vectors(encoder: Any, settings: Settings):
    assert np.array_equal(load_encoder(settings).encode_passages(TEXTS), encoder.encode_passages(TEXTS))


def test_progress_reaches_the_number_of_texts(encoder: Any):
    seen: list[tuple[int, int]] = []
    encoder.encode_queries(["a"] * 300, lambda done, total: seen.append((done, total)))
    assert seen == [(256, 300), (300, 300)]


def test_the_fingerprint_is_read_without_loading_the_model(encoder: Any, settings: Settings):
    assert read_fingerprint(settings) == encoder.fingerprint


def test_the_fingerprint_names_the_precision(encoder: Any):
    assert "int8" in encoder.fingerprint.split("/")


def test_importing_the_module_imports_no_model_library():
    code = "import sys, assistant.embedding; print([m for m in ('torch', 'onnxruntime') if m in sys.modules])"
    printed = subprocess.run(
        [sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, check=True
    )
    assert printed.stdout.strip() == "[]"


def test_a_model_not_yet_made_is_told_with_the_command_that_makes_it(settings: Settings, tmp_path: Path):
    with pytest.raises(ModelUnavailable, match="python -m ingest model") as refusal:
        load_encoder(replace(settings, models=tmp_path))
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize("name", ["/nowhere/model", "nobody/no-such-model", "not a name"])
def test_a_model_that_cannot_be_had_is_told_with_its_setting(settings: Settings, tmp_path: Path, name: str):
    with pytest.raises(ModelUnavailable, match="ASSISTANT_EMBEDDING_MODEL") as refusal:
        load_encoder(replace(settings, embedding_model=name, models=tmp_path))
    assert "\n" not in str(refusal.value)


def test_a_folder_without_a_model_is_told_with_its_setting(settings: Settings, tmp_path: Path):
    (tmp_path / "config.json").write_text("{")
    with pytest.raises(ModelUnavailable, match="ASSISTANT_EMBEDDING_MODEL"):
        load_encoder(replace(settings, embedding_model=str(tmp_path)))


def test_loading_the_model_leaves_nothing_in_the_home_folder(tmp_path: Path) -> None:
    kept = {name: value for name, value in os.environ.items() if name != "ORT_DISABLE_TELEMETRY"}
    command = [sys.executable, "-c", "import assistant.embedding, assistant.onnx_transformer"]

    subprocess.run(command, cwd=PROJECT, env=kept | {"HOME": str(tmp_path)}, check=True)

    assert list(tmp_path.rglob("*")) == []
