"""Puts the product together from its settings."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from assistant.answering.advice import Advisor
from assistant.answering.chat_model import load_chat_model
from assistant.answering.closing import ClosingDesk
from assistant.answering.extract import Extractor, Thresholds
from assistant.answering.features import NAMES
from assistant.answering.judging import Judge, LinearModel
from assistant.answering.language import read_languages
from assistant.answering.perimeter import PerimeterDesk
from assistant.answering.pipeline import Assistant, corpus_day
from assistant.answering.reception import Reception
from assistant.answering.route import read_router
from assistant.answering.suggestions import Suggester
from assistant.answering.support_answers import SupportDesk
from assistant.embedding import Encoder, load_encoder
from assistant.index import Index, open_index
from assistant.index_folder import current_version, read_manifest, read_passages, read_records
from assistant.messages import FRENCH, Messages, read_every_language, read_messages
from assistant.profiles.words import read_profile_words
from assistant.records import Passage
from assistant.retrieval.hybrid import Retriever
from assistant.retrieval.vocabulary import TermGroup
from assistant.settings import Settings
from assistant.supports.activities import Activities
from assistant.supports.catalogue import Catalogue
from assistant.supports.deadlines import Milestone
from assistant.supports.territory import Territory

PARTS = (
    *("vocabulary", "spelling", "phrasings", "dense", "lexical"),
    *("ranking", "duplicates", "companions", "abstention"),
)
"""What the assistant can be built without, to measure what it brings.

`vocabulary`: equivalent terms; `spelling`: its correction; `phrasings`: the questions that passages answer;
`dense`, `lexical`: each side of the search; `ranking`: the learnt order, in place of the fusion's;
`duplicates`: what says the same as another left out; `companions`: the passages that complete the first;
`abstention`: silence when the confidence is low.
"""


FUSION = LinearModel(tuple(float(name == "fused") for name in NAMES))


def build_assistant(settings: Settings, without: Collection[str] = ()) -> Assistant:
    """The assistant over the served version of the index that the settings name; `without` names PARTS.

    Raises IndexUnavailable or ModelUnavailable, each with one line that says what to do.
    """
    encoder = load_encoder(settings)
    return assemble(settings, encoder, open_index(settings.index, encoder.fingerprint), without)


def assemble(settings: Settings, encoder: Encoder, index: Index, without: Collection[str] = ()) -> Assistant:
    """The assistant over an index that is already open: one that speaks each language, French at the door.

    Raises ValueError for a part that is none of PARTS.
    """
    if unknown := set(without) - set(PARTS):
        raise ValueError(f"Partie inconnue : {', '.join(sorted(unknown))}.")
    groups = tuple(TermGroup.from_json(group) for group in index.records.get("vocabulary", []))
    groups = () if "vocabulary" in without else groups
    catalogue = Catalogue.from_json(index.records.get("supports", []))
    territory = Territory.from_json(index.records.get("territory", {}))
    retriever = Retriever(index, encoder, groups, without=without)
    voices = read_every_language(settings.prompts, retriever.is_of_documents)
    reception = Reception(read_router(settings.prompts), read_languages(settings.prompts), voices)
    chat_model, judge = load_chat_model(settings), Judge(retriever, FUSION if "ranking" in without else None)
    limits = _thresholds(without)

    def speaking(messages: Messages) -> Assistant:
        advisor = _advisor(settings, index.records, index.passages, messages)
        return Assistant(
            reception=reception,
            retriever=retriever,
            judge=judge,
            extractor=Extractor(retriever, messages, limits),
            perimeter=PerimeterDesk(territory, retriever, messages),
            supports=SupportDesk(advisor, retriever, messages, limits),
            advisor=advisor,
            closing=ClosingDesk(catalogue, retriever, messages),
            suggester=Suggester(catalogue, retriever, messages),
            messages=messages,
            index_state=index.state,
            as_of=corpus_day(retriever.passages, index.state),
            chat_model=chat_model,
            is_current=index.is_current,
            renew=lambda: assemble(settings, encoder, open_index(settings.index, encoder.fingerprint)),
        )

    by_language = {language: speaking(messages) for language, messages in voices.items()}
    return replace(by_language[FRENCH], in_language=by_language)


def build_advisor(settings: Settings) -> Advisor:
    """The verdicts alone, over the served version of the index: no embedding model is needed.

    Raises IndexUnavailable with one line that says what to do.
    """
    version = current_version(settings.index)
    read_manifest(version)
    passages = {passage.passage_id: passage for passage in read_passages(version)}
    return _advisor(settings, read_records(version), passages, read_messages(settings.prompts))


def _advisor(
    settings: Settings, records: Mapping[str, Any], passages: Mapping[str, Passage], messages: Messages
) -> Advisor:
    return Advisor(
        Catalogue.from_json(records.get("supports", [])),
        Territory.from_json(records.get("territory", {})),
        Activities.from_json(records.get("activities", {})),
        passages,
        messages,
        read_profile_words(settings.prompts),
        tuple(map(Milestone.from_json, records.get("milestones", []))),
    )


def _thresholds(without: Collection[str]) -> Thresholds:
    limits = Thresholds()
    if "duplicates" in without:
        limits = replace(limits, near_duplicate=float("inf"))
    if "companions" in without:
        limits = replace(limits, companion_gap=float("-inf"))
    if "abstention" in without:
        limits = replace(limits, answer_confidence=float("-inf"))
    return limits
