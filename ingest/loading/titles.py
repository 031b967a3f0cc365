"""The titles that documents give themselves in their properties, which software often wrote."""

import re

_MADE_BY_SOFTWARE = re.compile(
    r"^(?:microsoft |untitled|sans titre|titre du document$|pr[ée]sentation powerpoint|document ?\d*$"
    r"|.*\.(?:docx?|dotx?|odt|ott|rtf|indd|pdf|pptx?|tmp)$|\W*$)",
    re.IGNORECASE,
)


def own_title(title: str) -> str | None:
    """The title of the properties, None when it is empty or was put there by software (`Document1`)."""
    said = " ".join(title.split())
    return said if said and not _MADE_BY_SOFTWARE.match(said) else None
