"""Puts the product together from its settings."""

from dataclasses import replace

from assistant.answering.chat_model import load_chat_model
from assistant.answering.closing import ClosingDesk
from assistant.answering.extract import Extractor
from assistant.answering.judging import Judge
from assistant.answering.language import read_languages
from assistant.answering.perimeter import PerimeterDesk
from assistant.answering.pipeline import Assistant, corpus_day
from assistant.answering.reception import Reception
from assistant.answering.route import read_router
from assistant.answering.suggestions import Suggester
from assistant.answering.support_answers import SupportDesk
from assistant.embedding import Encoder, load_encoder
from assistant.index import Index, open_index
from assistant.messages import FRENCH, Messages, read_every_language
from assistant.retrieval.hybrid import Retriever
from assistant.retrieval.vocabulary import TermGroup
from assistant.settings import Settings
from assistant.supports.catalogue import Catalogue
from assistant.supports.territory import Territory


def build_assistant(settings: Settings) -> Assistant:
    """The assistant over the served version of the index that the settings name.

    Raises IndexUnavailable or ModelUnavailable, each with one line that says what to do.
    """
    encoder = load_encoder(settings)
    return assemble(settings, encoder, open_index(settings.index, encoder.fingerprint))


def assemble(settings: Settings, encoder: Encoder, index: Index) -> Assistant:
    """The assistant over an index that is already open: one that speaks each language, French at the door."""
    voices = read_every_language(settings.prompts)
    reception = Reception(read_router(settings.prompts), read_languages(settings.prompts), voices)
    groups = tuple(TermGroup.from_json(group) for group in index.records.get("vocabulary", []))
    catalogue = Catalogue.from_json(index.records.get("supports", []))
    territory = Territory.from_json(index.records.get("territory", {}))
    retriever = Retriever(index, encoder, groups)
    chat_model, judge = load_chat_model(settings), Judge(retriever)

    def speaking(messages: Messages) -> Assistant:
        return Assistant(
            reception=reception,
            retriever=retriever,
            judge=judge,
            extractor=Extractor(retriever, messages),
            perimeter=PerimeterDesk(territory, retriever, messages),
            supports=SupportDesk(catalogue, retriever, messages),
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
