"""The register: every document, page or article that the corpus cites, with its address and its weight."""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    StringConstraints,
    ValidationError,
    model_validator,
)

from assistant.errors import InvalidInput
from assistant.records import Failure, Source
from assistant.yaml_files import read_yaml
from ingest.validation import FullDate, Identifier, PartialDate, Text, entry_name, failures_of

FILE = "sources.yaml"

Rank = Literal["law", "regulation", "official-guide", "official-page", "institutional-press", "press"]
"""The weight of a source, from the strongest to the weakest."""

RANKS: tuple[str, ...] = (
    "law",
    "regulation",
    "official-guide",
    "official-page",
    "institutional-press",
    "press",
)

Kind = Literal[
    "page",
    "fiche",
    "pdf",
    "xlsx",
    "demarche",
    "communique",
    "code",
    "code-source",
    "doctrine",
    "donnees",
    "etude",
    "presse",
    "registre",
    "site",
]


def _web_address(url: str) -> str:
    try:
        parts = urlsplit(url)
        host = parts.hostname
        _ = parts.port
    except ValueError:
        raise ValueError(f"adresse incorrecte « {url} »") from None
    if parts.scheme not in ("http", "https") or not host or any(character.isspace() for character in url):
        raise ValueError(f"adresse incorrecte « {url} » (attendu : http:// ou https://)")
    return url


class RegisteredSource(BaseModel):
    """One entry of the register as it is written; `covers` says what it informs on, for editors."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Identifier
    url: Annotated[Text, AfterValidator(_web_address)]
    title: Text
    publisher: Text
    published: PartialDate | None = None
    official: bool
    rank: Rank
    kind: Kind | None = None
    licence: Text | None = None
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")] = "fr"
    territory: Text | None = None
    valid_from: FullDate | None = None
    valid_until: FullDate | None = None
    covers: tuple[Text, ...] = ()

    @model_validator(mode="after")
    def _bounds_in_order(self) -> Self:
        if self.valid_from and self.valid_until and self.valid_from > self.valid_until:
            raise ValueError("valid_from est après valid_until")
        return self

    def as_source(self) -> Source:
        """The entry as the other rooms know it."""
        return Source(
            source_id=self.id,
            title=self.title,
            publisher=self.publisher,
            url=self.url,
            published=self.published,
            official=self.official,
            rank=self.rank,
            kind=self.kind,
            licence=self.licence,
            language=self.language,
            territory=self.territory,
            valid_from=self.valid_from,
            valid_until=self.valid_until,
        )


def read_register(corpus: Path) -> tuple[dict[str, Source], tuple[Failure, ...]]:
    """The sources by identifier, and the entries that cannot be used; without a register, neither.

    An entry whose identifier or address stands above is refused, and the first one kept.
    """
    path = corpus / FILE
    if not path.exists():
        return {}, ()
    try:
        entries = read_yaml(path)
    except InvalidInput as error:
        return {}, (Failure(FILE, None, None, str(error)),)
    if not isinstance(entries, list):
        return {}, (Failure(FILE, None, None, "liste de sources attendue"),)
    return _checked(entries)


def _checked(entries: list[object]) -> tuple[dict[str, Source], tuple[Failure, ...]]:
    register: dict[str, Source] = {}
    addresses: dict[str, str] = {}
    failures: list[Failure] = []
    for position, entry in enumerate(entries, start=1):
        name = entry_name(entry, position)
        try:
            source = RegisteredSource.model_validate(entry).as_source()
        except ValidationError as error:
            failures.extend(failures_of(error, FILE, name))
            continue
        address = same_address(source.url or "")
        if source.source_id in register:
            failures.append(Failure(FILE, name, "id", "identifiant déjà pris"))
        elif address in addresses:
            failures.append(
                Failure(FILE, name, "url", f"adresse déjà inscrite sous « {addresses[address]} »")
            )
        else:
            register[source.source_id] = source
            addresses[address] = source.source_id
    return register, tuple(failures)


def same_address(url: str) -> str:
    """What two writings of one address share: no scheme, no `www.`, no default port, no final slash."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.").rstrip(".")
    port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    query = f"?{parts.query}" if parts.query else ""
    fragment = f"#{parts.fragment}" if parts.fragment else ""
    return f"{host}{port}{parts.path.rstrip('/')}{query}{fragment}"


def strongest_first(sources: Iterable[Source]) -> tuple[Source, ...]:
    """The sources with the official ones first, then by rank, then the latest published."""
    latest_first = sorted(sources, key=lambda source: source.published or "", reverse=True)
    return tuple(sorted(latest_first, key=lambda source: (not source.official, RANKS.index(source.rank))))
