"""Whether a question is in French, by its small words."""

from assistant.french import EMPTY_WORDS, words

OTHERS = frozenset(
    """the is what which who when where how are of to for and was were do does did can i my we our there
    any much many at with from der die das ist wie wer wann wo welche welcher welches und fur viele
    gibt zum zur ein eine ich wir mein unser kann im von mit wei wat wien ass fir vun dei wou wei
    gett et mir eis""".split()
)


def is_french(text: str) -> bool:
    """False when the text has more small words of English, German or Luxembourgish than of French."""
    said = words(text)
    return sum(word in OTHERS for word in said) <= sum(word in EMPTY_WORDS for word in said)
