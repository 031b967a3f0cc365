"""French words as a search compares them: no case, no accents, no elision, one stem."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

import Stemmer  # type: ignore[import-not-found]

ELIDED = frozenset(
    "l d j m t s n c qu jusqu lorsqu puisqu quoiqu presqu quelqu entr".split()
)  # what an apostrophe cuts off a following word
EMPTY_WORDS = frozenset(
    """a ai ais ait afin ainsi alors apres au aucun aucune aujourd aupres auquel aussi autre autres aux
    auxquelles auxquels avaient avais avait avant avec avez avoir avons ayant bah bas beaucoup ben
    bien bon bonjour bonsoir bref c ca car ce ceci cela celle celles celui ces cet cette ceux chaque
    chez ci combien comme comment concernant contre d dans de dedans dehors depuis des dessus deux
    devant dire dis dites dit doit doivent donc dont du durant elle elles en encore entre es est et
    etaient etais etait etant ete etes etre eu eux evidemment eventuellement faire fais fait faites
    faut font fois hein hors hui ici il ils j je juste l la laquelle le lequel les lesquelles
    lesquels leur leurs lors lorsque lui m ma mais me meme memes merci mes mien moi moins mon n ne
    ni non nos notre nous on ont or ou ouais oui par parce parmi pas pendant peu peut peuvent peux
    plait plus plutot pour pourquoi pouvez pouvoir pourrait pourrais pourriez precisement pres puis
    puisque qu quand quant que quel quelle quelles quels qui quoi quoique s sa sait sais sans savez
    savoir se sera serait seront ses seulement si sien simplement soit sommes son sont sous soyez
    suis sur svp t ta tant te tel telle telles tels tes toi ton toujours tous tout toute toutes tres
    tu un une va vais vas veut veux vers veuillez via voici voila voir vont vos votre voudrais
    voulez vous vouloir y est-ce qu'est-ce quelqu chose truc machin""".split()
)
_APOSTROPHES = re.compile("[’ʼ‘`´′]")
_HYPHENS = re.compile("[\u2010\u2011]")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")  # soft hyphens and marks of no width
_MARKS = re.compile(f"[{''.join(c for c in map(chr, range(0x300, 0x10000)) if unicodedata.combining(c))}]+")
_DIGIT_GROUPS = re.compile("(?<=\\d)[ \u00a0\u202f](?=\\d{3}(?!\\d))")
_ONE_NAME = re.compile(r"\bile[- ]de[- ]france\b")  # a region, where « France » is not the country
_WORD = re.compile(r"[a-z0-9]+(?:'[a-z0-9]+)*")
_PLURAL = re.compile(
    r"(?:[bcdfghjklmnpqrtvyz](?<!on)|[bdfgmnrtv]u|^elu|o(?<!clo)(?<!gro)|(?:empl|conv|env|^l)oi|(?:ess|qu|del)ai)s$"
    r"|(?:eau|tuyau|materiau|^feu|jeu|^lieu|milieu|essieu|voeu)x$"
)
"""The plurals that Snowball leaves or takes for a verb: `forfaits`, `élus`, `euros`, `emplois`, `enjeux`."""
_INVARIABLE = frozenset("cours pays vers tiers alors toujours insee".split())  # « en cours » is no « cour »
_stemmer = Stemmer.Stemmer("french")


@lru_cache(maxsize=16384)
def fold(text: str) -> str:
    """The text in lower case without accents, ligatures or typographic variants; spaces are single."""
    # First: NFKC makes of an acute accent that stands for an apostrophe a space and a mark.
    typed = _HYPHENS.sub("-", _APOSTROPHES.sub("'", _INVISIBLE.sub("", text)))
    lowered = unicodedata.normalize("NFKC", typed).lower().replace("œ", "oe").replace("æ", "ae")
    plain = lowered.replace("€", " euros ")
    return " ".join(_MARKS.sub("", unicodedata.normalize("NFD", plain)).split())


def whole_numbers(text: str) -> str:
    """The text with the spaces between groups of three digits taken out: `400 000` is one number."""
    return _DIGIT_GROUPS.sub("", text)


@lru_cache(maxsize=16384)
def words(text: str) -> tuple[str, ...]:
    """The folded words in order, elided articles removed, digit groups joined (`400 000` is one word)."""
    folded = _ONE_NAME.sub("iledefrance", whole_numbers(fold(text)))
    return tuple(word for word, _ in placed_words(folded))


def placed_words(folded: str) -> Iterator[tuple[str, int]]:
    """The words of a folded text in order, without elided articles, each with where it starts."""
    for match in _WORD.finditer(folded):
        parts, start = match.group().split("'"), match.start()
        while len(parts) > 1 and parts[0] in ELIDED:
            start += len(parts.pop(0)) + 1
        for part in parts:
            yield part, start
            start += len(part) + 1


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The stem of a folded word; numbers stay whole.

    Snowball's French rules expect accents and keep the `s` after most vowels (`emplois`, `élus`): plurals and
    feminine endings are made regular first. What it leaves on folded participles, a final `e` or a doubled
    consonant (`subventionnée`), goes too.
    """
    if word.isdigit():
        return word
    root = str(_stemmer.stemWord(_regular(word)))
    if len(root) <= 4:
        return root
    root = root.rstrip("e")
    return root[:-1] if root[-1:] == root[-2:-1] else root


def _regular(word: str) -> str:
    """A folded word without its plural `s` or `x`, and with a masculine ending."""
    if len(word) < 4 or word in _INVARIABLE:
        return word
    if _PLURAL.search(word) or word.endswith("ees"):
        word = word[:-1]
    if word.endswith("ee"):
        return f"{word}r" if word.endswith(("cree", "gree")) else f"{word[:-1]}r"
    return re.sub(r"ieres?$", "ier", word)


def is_content(word: str) -> bool:
    """Whether a folded word carries meaning."""
    return word not in EMPTY_WORDS and (len(word) > 1 or word.isdigit())


def content_words(text: str) -> tuple[str, ...]:
    """The words that carry meaning, in order, with repeats."""
    return tuple(filter(is_content, words(text)))


def stems(text: str) -> tuple[str, ...]:
    """The stems of the content words, in order, with repeats."""
    return tuple(stem(word) for word in content_words(text))
