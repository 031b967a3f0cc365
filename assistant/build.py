"""Puts the product together from its settings."""

from collections.abc import Collection
from dataclasses import replace

from assistant.answering.chat_model import load_chat_model
from assistant.answering.closing import ClosingDesk
from assistant.answering.extract import Extractor, Thresholds
from assistant.answering.perimeter import PerimeterDesk
from assistant.answering.pipeline import Assistant, corpus_day
from assistant.answering.suggestions import Suggester
from assistant.answering.support_answers import SupportDesk
from assistant.embedding import Encoder, load_encoder
from assistant.index import Index, open_index
from assistant.messages import read_messages
from assistant.retrieval.hybrid import Retriever
from assistant.retrieval.vocabulary import TermGroup
from assistant.settings import Settings
from assistant.supports.catalogue import Catalogue
from assistant.supports.territory import Territory

PARTS = ("vocabulary", "spelling", "phrasings", "dense", "lexical", "recency", "abstention")
"""What the assistant can be built without, to measure what it brings.

`vocabulary`: equivalent terms; `spelling`: its correction; `phrasings`: the questions that passages answer;
`dense`, `lexical`: each side of the search; `recency`: the newer of two alike first; `abstention`: silence
when the confidence is low.
"""


def build_assistant(settings: Settings, without: Collection[str] = ()) -> Assistant:
    """The assistant over the served version of the index that the settings name; `without` names PARTS.

    Raises IndexUnavailable or ModelUnavailable, each with one line that says what to do.
    """
    encoder = load_encoder(settings)
    return assemble(settings, encoder, open_index(settings.index, encoder.fingerprint), without)


def assemble(settings: Settings, encoder: Encoder, index: Index, without: Collection[str] = ()) -> Assistant:
    """The assistant over an index that is already open.

    Raises ValueError for a part that is none of PARTS.
    """
    if unknown := set(without) - set(PARTS):
        raise ValueError(f"Partie inconnue : {', '.join(sorted(unknown))}.")
    messages = read_messages(settings.prompts)
    groups = tuple(TermGroup.from_json(group) for group in index.records.get("vocabulary", []))
    groups = () if "vocabulary" in without else groups
    catalogue = Catalogue.from_json(index.records.get("supports", []))
    territory = Territory.from_json(index.records.get("territory", {}))
    retriever = Retriever(index, encoder, groups, without=without)
    return Assistant(
        retriever=retriever,
        extractor=Extractor(retriever, messages, _thresholds(without)),
        perimeter=PerimeterDesk(territory, retriever, messages),
        supports=SupportDesk(catalogue, retriever, messages),
        closing=ClosingDesk(catalogue, retriever, messages),
        suggester=Suggester(catalogue, retriever, messages),
        messages=messages,
        index_state=index.state,
        as_of=corpus_day(retriever.passages, index.state),
        chat_model=load_chat_model(settings),
        is_current=index.is_current,
        renew=lambda: assemble(settings, encoder, open_index(settings.index, encoder.fingerprint)),
    )


def _thresholds(without: Collection[str]) -> Thresholds:
    limits = Thresholds()
    if "recency" in without:
        limits = replace(limits, same_subject=float("inf"))  # no two passages are that much alike
    if "abstention" in without:
        limits = replace(limits, answer_confidence=float("-inf"))
    return limits
