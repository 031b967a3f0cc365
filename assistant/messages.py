"""The words of each outcome, kept as data in `prompts/messages.yaml`."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Formatter

from assistant.errors import InvalidInput
from assistant.yaml_files import read_yaml


@dataclass(frozen=True, slots=True)
class Messages:
    """The French words of the assistant, by key."""

    words: Mapping[str, str]
    lists: Mapping[str, tuple[str, ...]]

    def say(self, key: str, **values: object) -> str:
        """The words for a key with its variables filled in; raises KeyError for a key or variable unknown."""
        return self.words[key].format_map(values)

    def variables(self, key: str) -> frozenset[str]:
        """The names of the variables that the words of a key expect."""
        return frozenset(name for _, name, _, _ in Formatter().parse(self.words[key]) if name)


def read_messages(prompts: Path) -> Messages:
    """The messages of the folder of prompts; raises InvalidInput when the file is not a mapping of texts."""
    document = read_yaml(prompts / "messages.yaml")
    if not isinstance(document, dict):
        raise InvalidInput("messages.yaml : une liste de clés et de textes est attendue.")
    words = {str(key): str(value).strip() for key, value in document.items() if not isinstance(value, list)}
    lists = {str(k): tuple(str(item) for item in v) for k, v in document.items() if isinstance(v, list)}
    return Messages(words, lists)
