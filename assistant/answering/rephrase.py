"""A question that leans on the conversation, made whole."""

import re
from collections.abc import Sequence

from assistant.french import content_words, fold
from assistant.records import Turn

SHORT = 6
_LEANING = re.compile(
    r"^(et|mais|ou|alors|donc|sinon|aussi)\b|\b(il|elle|ils|elles|ce|cette|ces|celui-ci|celle-ci|ceux-ci|y|en|ca|cela|la meme|"
    r"ce dispositif|cette aide|cet appel|ce programme|celui-la|celle-la|lui|leur|son|sa|ses)\b"
)
_STARTS_OVER = re.compile(r"^(et|mais|alors|donc|sinon|aussi|ou)\b")


_HERE = re.compile(
    r"\b(le|ce|notre|mon|nos) (territoire|ti|label)\b(?! (d'industrie )?(de|du|des|d'|voisin|nord|moselle|val|terres|pays|sud)\b)"
    r"|\b(chez nous|ici|par ici|dans le coin|localement)\b"
)
HERE = "Nord Lorraine"


def localise(text: str) -> str:
    """The question with the territory's name added when it says « le territoire » or « chez nous » alone."""
    folded = fold(text)
    return f"{text} ({HERE})" if _HERE.search(folded) and fold(HERE) not in folded else text


def rephrase(text: str, history: Sequence[Turn]) -> str:
    """The question with the user's last one before it when it cannot stand alone, else the question as it is.

    A question leans on the last one when it opens with a conjunction, or is short and holds a pronoun.
    """
    earlier = [turn.content for turn in history if turn.role == "user" and turn.content.strip()]
    if not earlier:
        return text
    folded = fold(text)
    short = len(content_words(text)) <= SHORT
    leans = bool(_STARTS_OVER.search(folded)) or (short and bool(_LEANING.search(folded)))
    return f"{earlier[-1].strip()} {text.strip()}" if short and leans else text
