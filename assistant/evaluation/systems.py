"""The systems that can be measured, by name: the product, what it is compared with, the product in part."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.build import PARTS, assemble
from assistant.embedding import Encoder, load_encoder
from assistant.errors import InvalidInput
from assistant.evaluation.baselines import baselines
from assistant.evaluation.generation import PRODUCT, WITHOUT, RememberingEncoder, System, product
from assistant.index import Index, open_index
from assistant.records import Question
from assistant.settings import Settings

STOCK = "stock"
NEVER_SILENT = f"{WITHOUT}abstention"
COMPARED = (PRODUCT, NEVER_SILENT, "bm25", "dense", "fusion", STOCK)
IN_PART = (PRODUCT, *(f"{WITHOUT}{part}" for part in PARTS))
AFTER_SEARCH = ("duplicates", "companions", "abstention")
"""The parts that come after the search: without them it finds the same."""

NAMES = tuple(dict.fromkeys((*COMPARED, *IN_PART)))


def open_systems(settings: Settings, names: Sequence[str]) -> Iterator[System]:
    """The systems of these names over the served index, each built only when its turn comes.

    The product embeds its questions itself, for its time to be true; the others share what was embedded.
    Raises InvalidInput for an unknown name, or when a library that a system needs is not there.
    """
    if unknown := set(names) - set(NAMES):
        raise InvalidInput(f"Système inconnu : {', '.join(sorted(unknown))}. Connus : {', '.join(NAMES)}.")
    encoder = load_encoder(settings)
    with ExitStack() as opened:
        index = opened.enter_context(open_index(settings.index, encoder.fingerprint))
        folder = Path(opened.enter_context(TemporaryDirectory(prefix="stock-")))
        remembering = RememberingEncoder(encoder)
        plain = {system.name: system for system in baselines(index, remembering)}
        whole = product(assemble(settings, encoder, index))
        find = cache(lambda text: whole.find(Question(text, date.min)))
        for name in names:
            if name == PRODUCT:
                yield replace(whole, find=lambda question: find(question.text))
            elif name == STOCK:
                yield _stock(index, remembering, folder)
            elif name in plain:
                yield plain[name]
            else:
                part = name.removeprefix(WITHOUT)
                system = product(assemble(settings, remembering, index, (part,)), name)
                is_same = part in AFTER_SEARCH
                yield replace(system, find=lambda question: find(question.text)) if is_same else system


def _stock(index: Index, encoder: Encoder, folder: Path) -> System:
    try:
        from assistant.evaluation.stock import stock
    except ImportError as error:
        raise InvalidInput("Le système stock demande LangChain : pip install -e '.[dev]'.") from error
    return stock(index.passages.values(), index, encoder, folder)
