"""Puts the product together from its settings."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any

from assistant.answering.advice import Advisor
from assistant.answering.chat_model import load_chat_model
from assistant.answering.checking import Checker
from assistant.answering.closing import ClosingDesk
from assistant.answering.drafting import Drafter
from assistant.answering.extract import Extractor, Thresholds
from assistant.answering.features import NAMES
from assistant.answering.hearsay import HearsayDesk
from assistant.answering.judging import Judge, LinearModel
from assistant.answering.language import read_languages
from assistant.answering.offices import OfficeDesk
from assistant.answering.official_texts import OfficialTexts
from assistant.answering.perimeter import PerimeterDesk
from assistant.answering.pipeline import Assistant
from assistant.answering.rankings import Ranker
from assistant.answering.reception import Reception
from assistant.answering.route import read_router
from assistant.answering.suggestions import Suggester
from assistant.answering.support_answers import SupportDesk
from assistant.documents.library import Library
from assistant.embedding import Encoder, load_encoder
from assistant.index import Index, open_index
from assistant.index_folder import current_version, read_manifest, read_passages, read_records
from assistant.messages import FRENCH, Messages, read_every_language, read_messages
from assistant.profiles.words import read_profile_words
from assistant.records import IndexState, Passage
from assistant.retrieval.hybrid import Retriever
from assistant.retrieval.vocabulary import TermGroup
from assistant.settings import Settings
from assistant.supports.activities import Activities
from assistant.supports.catalogue import Catalogue
from assistant.supports.deadlines import Milestone
from assistant.supports.territory import Territory
from assistant.watch import Watch
from assistant.wording import written_date

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
    catalogue, territory = _catalogue(index.records), _territory(index.records)
    milestones = _milestones(index.records)
    advising = _advising(settings, index.records, catalogue, territory, index.passages)
    retriever = Retriever(index, encoder, groups, without=without)
    voices = read_every_language(settings.prompts, retriever.is_of_documents)
    reception = Reception(read_router(settings.prompts), read_languages(settings.prompts), voices)
    chat_model, judge = load_chat_model(settings), Judge(retriever, FUSION if "ranking" in without else None)
    limits, library = _thresholds(without), Library(index.passages, index.records.get("documents", {}))
    watch = Watch.from_json(index.records.get("watch", []))

    def speaking(messages: Messages) -> Assistant:
        advisor = advising(messages)
        as_of = corpus_day(retriever.passages, index.state)
        drafter = Drafter(
            retriever=retriever,
            judge=judge,
            extractor=Extractor(retriever, messages, limits),
            perimeter=PerimeterDesk(territory, retriever, messages),
            supports=SupportDesk(advisor, retriever, messages, limits),
            advisor=advisor,
            closing=ClosingDesk(advisor, messages),
            documents=OfficialTexts(retriever, messages),
            checker=Checker(catalogue, retriever, messages),
            offices=OfficeDesk(catalogue, retriever, messages),
            ranker=Ranker(territory, retriever, messages),
            hearsay=HearsayDesk(territory, retriever, messages, milestones, catalogue.named_in),
            messages=messages,
            as_of=as_of,
        )
        return Assistant(
            reception=reception,
            retriever=retriever,
            judge=judge,
            drafter=drafter,
            advisor=advisor,
            suggester=Suggester(catalogue, retriever, messages),
            messages=messages,
            index_state=index.state,
            as_of=as_of,
            library=library,
            watch=watch,
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
    records = read_records(version)
    catalogue, territory = _catalogue(records), _territory(records)
    passages = {passage.passage_id: passage for passage in read_passages(version)}
    advising = _advising(settings, records, catalogue, territory, passages)
    return advising(read_messages(settings.prompts))


def _advising(
    settings: Settings,
    records: Mapping[str, Any],
    catalogue: Catalogue,
    territory: Territory,
    passages: Mapping[str, Passage],
) -> Callable[[Messages], Advisor]:
    """The advisor in each language: what they share is read once."""
    activities = Activities.from_json(records.get("activities", {}))
    words = read_profile_words(settings.prompts)
    milestones = _milestones(records)
    return lambda messages: Advisor(catalogue, territory, activities, passages, messages, words, milestones)


def _catalogue(records: Mapping[str, Any]) -> Catalogue:
    return Catalogue.from_json(records.get("supports", []))


def _milestones(records: Mapping[str, Any]) -> tuple[Milestone, ...]:
    return tuple(map(Milestone.from_json, records.get("milestones", [])))


def _territory(records: Mapping[str, Any]) -> Territory:
    return Territory.from_json(records.get("territory", {}))


def _thresholds(without: Collection[str]) -> Thresholds:
    limits = Thresholds()
    if "duplicates" in without:
        limits = replace(limits, near_duplicate=float("inf"))
    if "companions" in without:
        limits = replace(limits, companion_gap=float("-inf"), same_topic_gap=float("-inf"))
    if "abstention" in without:
        never = float("-inf")
        limits = replace(limits, answer_confidence=never, document_confidence=never)
    return limits


def corpus_day(passages: Iterable[Passage], state: IndexState) -> str:
    """The day, in words, of the last look-up: that of the newest « not published » statement.

    A corpus without any has the day on which the index was built.
    """
    looked_up = [p.date for p in passages if p.kind == "unpublished" and p.date]
    return written_date(max(looked_up, default=state.built_at[:10]))
