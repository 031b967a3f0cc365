"""The one way YAML is read: fast, dates kept as text, a repeated key refused."""

from collections.abc import Hashable
from pathlib import Path
from typing import ClassVar

import yaml  # type: ignore[import-untyped]

from assistant.errors import InvalidInput

_TIMESTAMP = "tag:yaml.org,2002:timestamp"


class _TextDatesLoader(yaml.CSafeLoader):  # type: ignore[misc]
    """Leaves `2026-04-01` a string, so that each schema checks the dates it expects."""

    yaml_implicit_resolvers: ClassVar = {
        first: [(tag, pattern) for tag, pattern in resolvers if tag != _TIMESTAMP]
        for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
    }

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, object]:
        seen: set[object] = set()
        for key_node, _ in node.value:
            key = key_node.value if isinstance(key_node, yaml.ScalarNode) else None
            if key is not None and key in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"clé répétée « {key} »", key_node.start_mark
                )
            seen.add(key)
        mapping: dict[Hashable, object] = super().construct_mapping(node, deep=deep)
        return mapping


def read_yaml(path: Path) -> object:
    """What the YAML file holds: lists, dictionaries, strings, numbers, booleans or None.

    Dates stay the strings they were written as. Raises `InvalidInput` with the file and, where known, the
    line, when the file is missing, not UTF-8, not YAML, holds a repeated key or more than one document.
    """
    try:
        return yaml.load(path.read_bytes().decode("utf-8-sig"), Loader=_TextDatesLoader)
    except OSError as error:
        raise InvalidInput(f"{path.name} : fichier illisible ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        raise InvalidInput(f"{path.name} : ce fichier n'est pas en UTF-8 (octet {error.start}).") from error
    except yaml.MarkedYAMLError as error:
        raise InvalidInput(_one_line(path, error)) from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise InvalidInput(f"{path.name} : ce fichier n'est pas du YAML valide.") from error


def _one_line(path: Path, error: yaml.MarkedYAMLError) -> str:
    mark = error.problem_mark or error.context_mark
    line = f", ligne {mark.line + 1}" if mark else ""
    problem = " ".join((error.problem or "écriture incorrecte").split())
    return f"{path.name}{line} : ce fichier n'est pas du YAML valide ({problem})."
