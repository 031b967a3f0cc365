"""What a fetched file says, read in a process of its own: whether it is a document, and its sentences."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import InvalidInput
from ingest.apart import run_apart
from ingest.documents import MEMORY, PARSING, SECONDS

MOST_SENTENCES = 40  # that a difference keeps on each side
LONGEST_SENTENCE = 300  # characters


@dataclass(frozen=True, slots=True)
class Reading:
    """The sentences of a file, none when it cannot be read, and why a page is not to be kept."""

    sentences: tuple[str, ...] = ()
    refusal: str | None = None


def read_files(paths: Sequence[Path], root: Path) -> list[Reading]:
    """What each file says; one that cannot be read within bounds says nothing."""
    calls = [(path, root) for path in paths]
    reads = run_apart(_read, calls, memory=MEMORY, seconds=SECONDS, preload=PARSING)
    return [
        _unread(path) if isinstance(read, BaseException) else read
        for path, read in zip(paths, reads, strict=True)
    ]


def difference(former: Reading, present: Reading) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The sentences that went and those that came, in their order, within the bounds of a record."""
    if not former.sentences or not present.sentences:
        return (), ()
    return _only_in(former, present), _only_in(present, former)


def _only_in(one: Reading, other: Reading) -> tuple[str, ...]:
    known = set(other.sentences)
    found = dict.fromkeys(sentence for sentence in one.sentences if sentence not in known)
    return tuple(_shortened(sentence) for sentence in list(found)[:MOST_SENTENCES])


def _shortened(sentence: str) -> str:
    return sentence if len(sentence) <= LONGEST_SENTENCE else f"{sentence[: LONGEST_SENTENCE - 1]}…"


def _unread(path: Path) -> Reading:
    return Reading(refusal="page illisible" if path.suffix == ".html" else None)


def _read(path: Path, root: Path) -> Reading:
    from assistant.sentences import split_sentences
    from ingest.loading import load_document
    from ingest.loading.refusals import refusal_of

    is_page = path.suffix == ".html"
    if is_page and (refusal := refusal_of(path.read_bytes())):
        return Reading(refusal=refusal)
    try:
        blocks = load_document(path, None, root).blocks
    except InvalidInput as error:
        return Reading(refusal=str(error) if is_page else None)
    texts = (text for block in blocks for text in (*block.heading_path[-1:], block.text))
    return Reading(tuple(" ".join(s.split()) for text in texts for s in split_sentences(text)))
