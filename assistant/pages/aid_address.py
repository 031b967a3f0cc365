"""The address of the page of supports that holds a profile, where what was understood can be corrected."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from assistant.pages.support_words import AidForm

PAGE = "mes-aides"


def address_of(profile: Mapping[str, Any], form: AidForm) -> str:
    """The address for a profile in plain values, by the short names of the form; facts it does not ask go."""
    names = {field.fact: field.name for group in form.groups for field in group.fields}
    told = {names[fact]: _written(value) for fact, value in profile.items() if fact in names}
    return f"{PAGE}?{urlencode(told)}"


def _written(value: Any) -> str:
    match value:
        case bool():
            return "oui" if value else "non"
        case float() if value == int(value):
            return str(int(value))
        case list() | tuple():
            return ",".join(map(str, value))
    return str(value)
