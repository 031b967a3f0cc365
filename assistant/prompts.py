"""The prompts of the chat model, kept as data: `prompts/*.md`, YAML front matter then the text."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml  # type: ignore[import-untyped]
from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.errors import InvalidInput

_FRONT_MATTER = re.compile(r"\A---\n(.*?)\n---\n(.*)\Z", re.DOTALL)
_PLACEHOLDER = re.compile(r"\{\{(\w+)\}\}")


class _FrontMatter(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    purpose: str
    version: int
    variables: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Prompt:
    """A text with `{{variable}}` placeholders, and what it is for; `version` counts its rewordings from 1."""

    name: str
    purpose: str
    version: int
    variables: tuple[str, ...]
    text: str

    def render(self, **values: object) -> str:
        """The text with every variable replaced; values are never read as placeholders themselves.

        Raises ValueError naming the variables that are missing or unknown.
        """
        if wrong := set(values) ^ set(self.variables):
            raise ValueError(f"{self.name} : variables manquantes ou inconnues ({', '.join(sorted(wrong))})")
        return _PLACEHOLDER.sub(lambda match: str(values[match[1]]), self.text)


def load_prompts(folder: Path) -> Mapping[str, Prompt]:
    """Every prompt of the folder by name (the file's, without `.md`); raises as `load_prompt` does."""
    return {path.stem: load_prompt(folder, path.stem) for path in sorted(folder.glob("*.md"))}


def load_prompt(folder: Path, name: str) -> Prompt:
    """The prompt `<folder>/<name>.md`.

    Raises InvalidInput when the file is unreadable, its front matter is missing or wrong, or the variables
    it declares are not those that its text uses.
    """
    path = folder / f"{name}.md"
    matter, text = _read(path)
    used = set(_PLACEHOLDER.findall(text))
    if used != set(matter.variables):
        names = ", ".join(sorted(used ^ set(matter.variables)))
        raise InvalidInput(f"{path.name} : variables déclarées et employées différentes ({names}).")
    return Prompt(name, matter.purpose, matter.version, matter.variables, text)


def _read(path: Path) -> tuple[_FrontMatter, str]:
    try:
        parts = _FRONT_MATTER.match(path.read_text("utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidInput(f"{path.name} : fichier illisible ou qui n'est pas en UTF-8.") from error
    if parts is None:
        raise InvalidInput(f"{path.name} : l'en-tête YAML entre deux lignes « --- » manque.")
    try:
        return _FrontMatter.model_validate(yaml.load(parts[1], Loader=yaml.CSafeLoader)), parts[2].strip()
    except yaml.YAMLError as error:
        raise InvalidInput(f"{path.name} : l'en-tête n'est pas du YAML valide.") from error
    except ValidationError as error:
        fields = ", ".join(".".join(map(str, fault["loc"])) or "en-tête" for fault in error.errors())
        raise InvalidInput(f"{path.name} : en-tête incorrect ({fields}).") from error
