"""A long French document that nobody here made: its sentences are found on their pages."""

import os
import re
from pathlib import Path
from random import Random

import pytest
from pypdf import PdfReader

from assistant.records import Passage
from ingest.chunking import passages_of
from ingest.loading import load_document

LONG = Path(
    "/usr/share/debian-reference/debian-reference.fr.pdf"
)  # of the Debian package debian-reference-fr
SENTENCES = 20
_SENTENCE = re.compile(r"(?<=[.!?] )[A-ZÉÀÇ][^.!?:;“”«»]{60,300}[.](?= [A-ZÉÀÇ])")
# The titles of its boxes, which this extraction puts before their first sentence.
_BOX = re.compile(r"^(?:Attention|Note|ASTUCE|AVERTISSEMENT|IMPORTANT) ")


@pytest.fixture(scope="module")
def passages() -> tuple[Passage, ...]:
    return passages_of(load_document(LONG, None, LONG.parent))


def bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.translate({0x2019: "'"})).lower()


@pytest.mark.skipif(
    not LONG.exists() and os.environ.get("CI") != "true", reason="debian-reference-fr is not installed"
)
def test_twenty_sentences_are_found_on_their_pages(passages: tuple[Passage, ...]) -> None:
    pages = PdfReader(LONG).pages
    chance = Random(20261125)
    asked: list[tuple[int, str]] = []
    for number in chance.sample(range(30, len(pages)), len(pages) - 30):
        text = " ".join(pages[number].extract_text().split())
        found = _SENTENCE.findall(text)
        if found:
            asked.append((number + 1, _BOX.sub("", chance.choice(found))))
        if len(asked) == SENTENCES:
            break
    misplaced = [(page, sentence) for page, sentence in asked if not stands_on(page, sentence, passages)]
    assert len(asked) == SENTENCES
    assert misplaced == []


def stands_on(page: int, sentence: str, passages: tuple[Passage, ...]) -> bool:
    """Whether a passage of that page holds the sentence, or one of the page before that runs over to it."""
    wanted = bare(sentence)
    return any(
        wanted in bare(passage.text)
        for passage in passages
        if passage.locator in (f"p. {page}", f"p. {page - 1}")
    )
