"""The chat model that words an answer from the passages shown: one structured call a turn.

Everything that may go wrong with it ends in `ModelUnavailable`; what it writes is verified elsewhere.
"""

import json
import logging
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from functools import cached_property, partial
from math import ceil
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.errors import ModelUnavailable
from assistant.prompts import Prompt, load_prompt
from assistant.records import DraftSentence, Passage
from assistant.settings import Settings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

MAX_SENTENCES = 12
MAX_CHARACTERS = 600
_EXTRAS = {"mistralai": "mistral", "openai": "openai", "ollama": "ollama"}
_logger = logging.getLogger(__name__)


class _Sentence(BaseModel):
    model_config = ConfigDict(extra="forbid")

    text: str
    labels: list[str]


class DraftAnswer(BaseModel):
    """The reply asked of the model."""

    model_config = ConfigDict(extra="forbid")

    sentences: list[_Sentence]


class ChatModel:
    """A chat model under its `name` (`provider:model`), built at the first question and kept."""

    def __init__(
        self, name: str, prompt: Prompt, timeout_seconds: float, build: Callable[[], "BaseChatModel"]
    ) -> None:
        self.name = name
        self._prompt = prompt
        self._timeout_seconds = timeout_seconds
        self._build = build

    def draft(self, question: str, shown: Mapping[str, Passage]) -> tuple[DraftSentence, ...]:
        """The sentences that the model writes from the passages shown; none when they do not answer.

        Sends the question and those passages, once, and waits `timeout_seconds` in all. Raises
        ModelUnavailable, and nothing else, when the model cannot be built, fails, is late, refuses, or does
        not reply in the form asked: at most 12 sentences of 600 characters.
        """
        messages = [
            ("system", self._prompt.render(max_sentences=MAX_SENTENCES, max_characters=MAX_CHARACTERS)),
            ("human", _as_json(question, shown)),
        ]
        structured = self._outcome(lambda: self._structured, seconds=None)
        reply = self._outcome(lambda: structured.invoke(messages), seconds=self._timeout_seconds)
        sentences = self._conforming(reply)
        _logger.info("%s wrote %d sentences from %d passages", self.name, len(sentences), len(shown))
        return sentences

    @cached_property
    def _structured(self) -> Any:
        return self._build().with_structured_output(DraftAnswer)

    def _outcome(self, call: Callable[[], Any], *, seconds: float | None) -> Any:
        """What the call returns within the seconds allowed.

        It runs in a thread of its own because the time-outs of HTTP clients count from the last byte, so that
        a server which trickles would hold the reader; and because each provider has its own exceptions.
        """
        executor = ThreadPoolExecutor(max_workers=1)
        future = executor.submit(copy_context().run, call)
        executor.shutdown(wait=False)
        try:
            error = future.exception(seconds)
        except TimeoutError:
            raise self._unavailable(f"pas de réponse en {seconds:g} s") from None
        if error is None:
            return future.result()
        if isinstance(error, ModelUnavailable) or not isinstance(error, Exception):
            raise error
        raise self._unavailable(_described(error, self.name)) from error

    def _conforming(self, reply: object) -> tuple[DraftSentence, ...]:
        try:
            sentences = DraftAnswer.model_validate(reply).sentences
        except ValidationError:
            raise self._unavailable("sa réponse n'a pas la forme demandée") from None
        if len(sentences) > MAX_SENTENCES or any(len(each.text) > MAX_CHARACTERS for each in sentences):
            raise self._unavailable("sa réponse est trop longue")
        return tuple(DraftSentence(each.text, tuple(each.labels)) for each in sentences)

    def _unavailable(self, reason: str) -> ModelUnavailable:
        return ModelUnavailable(f"Le modèle « {self.name} » n'a pas servi : {reason}.")


def load_chat_model(settings: Settings) -> ChatModel | None:
    """The chat model that the settings name, or None when they name none.

    Cheap: LangChain and the provider's package are imported at the first question. Raises InvalidInput when
    the prompt `answer` cannot be read.
    """
    if settings.chat_model is None:
        return None
    prompt = load_prompt(settings.prompts, "answer")
    return ChatModel(settings.chat_model, prompt, settings.chat_timeout_seconds, lambda: _connect(settings))


def _connect(settings: Settings) -> "BaseChatModel":
    provider, _, model = (settings.chat_model or "").partition(":")
    if not model:
        raise ModelUnavailable(
            "ASSISTANT_CHAT_MODEL : « fournisseur:modèle » est attendu (mistralai:mistral-small-latest)."
        )
    from langchain.chat_models import init_chat_model

    connect = partial(init_chat_model, model, model_provider=provider, **_options(provider, settings))
    if provider != "openai":
        return connect()
    from openai import OpenAIError

    try:
        return connect()
    except OpenAIError as error:  # no key in the environment
        if settings.chat_base_url is None:
            raise ModelUnavailable(
                "OPENAI_API_KEY : cette clé manque, donnez-la dans l'environnement."
            ) from error
        # A server of one's own asks for no key, but the client wants one.
        return connect(api_key="none")


def _options(provider: str, settings: Settings) -> dict[str, Any]:
    options: dict[str, Any] = {"temperature": 0}
    if settings.chat_base_url:
        options["base_url"] = settings.chat_base_url
    if provider == "ollama":
        return options | {"client_kwargs": {"timeout": settings.chat_timeout_seconds}}
    seconds = settings.chat_timeout_seconds
    return options | {"max_retries": 0, "timeout": ceil(seconds) if provider == "mistralai" else seconds}


def _as_json(question: str, shown: Mapping[str, Passage]) -> str:
    passages = [
        {
            "label": label,
            "title": " › ".join(passage.heading_path),
            "text": passage.text,
            "note": passage.note,
            "date": passage.date,
            "official": any(source.official for source in passage.sources),
        }
        for label, passage in shown.items()
    ]
    return json.dumps({"question": question, "passages": passages}, ensure_ascii=False)


def _described(error: Exception, name: str) -> str:
    """What went wrong, without the words of the question that a provider's message may repeat."""
    if isinstance(error, ImportError):
        extra = _EXTRAS.get(name.partition(":")[0])
        return (
            f"installez-le avec pip install '.[{extra}]'"
            if extra
            else "son paquet LangChain n'est pas installé"
        )
    status = getattr(error, "status_code", None) or getattr(
        getattr(error, "response", None), "status_code", None
    )
    return f"{type(error).__name__}, HTTP {status}" if status else type(error).__name__
