"""The words of each outcome, kept as data: `prompts/messages.yaml`, a file for each other language."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Formatter

from assistant.errors import InvalidInput
from assistant.wording import rewritten_date
from assistant.yaml_files import read_yaml

FRENCH = "fr"
OTHERS = ("de", "en", "lb")


@dataclass(frozen=True, slots=True)
class Messages:
    """The words of the assistant in one language, by key; French where that language has none.

    `own` are the keys that another language than French has words for.
    """

    words: Mapping[str, str]
    lists: Mapping[str, tuple[str, ...]]
    language: str = FRENCH
    own: frozenset[str] = frozenset()

    def say(self, key: str, **values: object) -> str:
        """The words for a key with its variables filled in; raises KeyError for a key or variable unknown.

        In words of its own, a value that is a date written in French is rewritten.
        """
        if key in self.own:
            values = {name: self._local(value) for name, value in values.items()}
        return self.words[key].format_map(values)

    def variables(self, key: str) -> frozenset[str]:
        """The names of the variables that the words of a key expect."""
        return frozenset(name for _, name, _, _ in Formatter().parse(self.words[key]) if name)

    def _local(self, value: object) -> object:
        if not isinstance(value, str):
            return value
        return rewritten_date(value, self.lists["months"], self.words["written_day"])


def read_messages(prompts: Path, is_of_documents: bool = False) -> Messages:
    """The French messages of the folder of prompts; raises InvalidInput when the file is no mapping.

    With `is_of_documents`, those for a corpus of documents alone, whose subject nobody told.
    """
    return Messages(*_read(prompts / "messages.yaml", is_of_documents))


def read_every_language(prompts: Path, is_of_documents: bool = False) -> Mapping[str, Messages]:
    """The messages by language, French first; options and errors are those of `read_messages`."""
    french = read_messages(prompts, is_of_documents)
    found = {FRENCH: french}
    for language in OTHERS:
        words, lists = _read(prompts / f"messages.{language}.yaml", is_of_documents)
        every, every_list = {**french.words, **words}, {**french.lists, **lists}
        found[language] = Messages(every, every_list, language, frozenset(words))
    return found


def _read(path: Path, is_of_documents: bool) -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    document = read_yaml(path)
    if not isinstance(document, dict):
        raise InvalidInput(f"{path.name} : une liste de clés et de textes est attendue.")
    others = document.pop("of_documents", None)
    if is_of_documents and isinstance(others, dict):
        document |= others
    words = {str(key): str(value).strip() for key, value in document.items() if not isinstance(value, list)}
    lists = {str(k): tuple(str(item) for item in v) for k, v in document.items() if isinstance(v, list)}
    return words, lists
