"""Of which support a sentence speaks: said wherever the sentence alone does not tell."""

from dataclasses import replace
from itertools import pairwise

from assistant.answering.draft import Draft
from assistant.records import DraftSentence, Passage
from assistant.sentences import split_sentences
from assistant.supports.catalogue import Catalogue
from assistant.wording import after_colon


def with_subjects(draft: Draft, catalogue: Catalogue) -> Draft:
    """The draft with the support's name before each sentence of its record that follows no other of them.

    A date or a status told after another support would be read as that one's. An answer that is all about
    one support and names it stays as it is.
    """
    if draft.columns:
        return draft
    records = [_record_of(draft, sentence) for sentence in draft.sentences]
    if len(set(records)) == 1 and any(_names(s.text, records[0], catalogue) for s in draft.sentences):
        return draft
    followed = zip(draft.sentences, pairwise((None, *records)), strict=True)
    told = tuple(
        _named(sentence, _passage_of(draft, sentence), catalogue)
        if record is not None and record != before
        else sentence
        for sentence, (before, record) in followed
    )
    return replace(draft, sentences=told)


def _passage_of(draft: Draft, sentence: DraftSentence) -> Passage:
    return draft.shown[sentence.labels[0]]


def _record_of(draft: Draft, sentence: DraftSentence) -> str | None:
    """The support whose record a sentence is quoted from; None of another passage or a list's item."""
    if not sentence.labels or sentence.text.startswith(("- ", "|")):
        return None
    passage = _passage_of(draft, sentence)
    return passage.passage_id.rpartition("/")[0] if passage.kind == "support" else None


def _named(sentence: DraftSentence, passage: Passage, catalogue: Catalogue) -> DraftSentence:
    record = passage.passage_id.rpartition("/")[0]
    if _names(sentence.text, record, catalogue):
        return sentence
    return replace(sentence, text=f"{passage.heading_path[1]} : {after_colon(sentence.text)}")


def _names(text: str, record: str | None, catalogue: Catalogue) -> bool:
    """Whether the first of what may be several sentences names a support."""
    first = next(iter(split_sentences(text)), text)
    return record in {support.id for support in catalogue.named_in(first)}
