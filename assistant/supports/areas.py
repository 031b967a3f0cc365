"""The departments, the regions and the large towns beyond Grand Est that a free French text names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from assistant.supports.place_names import Key, Word, key_of, words_of
from assistant.supports.regions import DEPARTMENTS, HOME_DEPARTMENTS, HOME_REGION, MERGED, REGIONS

_ORDINARY = frozenset({"cher", "landes", "lot", "manche", "nord", "orne", "somme", "var"})
"""The names of departments that are words too, or that « en » does not tell."""
_ARTICLES = frozenset({"le", "la", "les", "l"})
_SIDES = frozenset({"nord", "sud", "est", "ouest", "centre"})
_PART_OF = frozenset({"departement", "village", "commune", "ville", "bourg", "coin", "fond", *_SIDES})
_TOWARDS = frozenset({"a", "pres", "vers", "sur"})
_STOPS = frozenset(",;:.!?()\n–—")
_NATIVES = {
    "mosellan": "57",
    "meusien": "55",
    "vosgien": "88",
    "marnais": "51",
    "ardennais": "08",
    "messin": "57",
    "thionvillois": "57",
    "nanceien": "54",
}
"""What the adjectives of Lorraine and of its neighbours tell: « une PME mosellane »."""
_ABROAD = frozenset({"belgique", "luxembourg", "allemagne", "suisse", "italie", "espagne"})
_OWN = frozenset(
    """pme tpe eti entreprise societe usine site atelier boite start-up startup commune artisan association
    industriel collectivite fonderie scierie agence filiale mairie""".split()
)


@dataclass(frozen=True, slots=True)
class Area:
    """An area named in a text, where it starts there: a department by its code, or a region by its name."""

    start: int
    department: str | None = None
    region: str | None = None


def find_areas(text: str, towns: Mapping[Key, str]) -> tuple[Area, ...]:
    """The areas named as the place of something, in reading order; a town stands for its department.

    `towns` gives the department of each by its words. « La Moselle », a river, is named as none.
    """
    words = words_of(text)
    return tuple(area for at in range(len(words)) if (area := _area_at(words, at, text, towns)) is not None)


def _area_at(words: Sequence[Word], at: int, text: str, towns: Mapping[Key, str]) -> Area | None:
    start = words[at].start
    if native := _native(words, at):
        return Area(start, native)
    for length in range(min(5, len(words) - at), 0, -1):
        key, after = tuple(word.folded for word in words[at : at + length]), at + length
        department, region = _departments().get(key), _regions().get(key)
        if department and _is_told(words, at, after, text, department in HOME_DEPARTMENTS):
            return Area(start, department)
        if region and _before(words, at) != "nord" and _is_told(words, at, after, text, is_known=True):
            return Area(start, region=region)
        if (town := towns.get(key)) and _is_town(words, at, after, text):
            return Area(start, town)
    return None


def _native(words: Sequence[Word], at: int) -> str | None:
    """The department of an adjective that follows a word for who asks, at most one word between.

    « Une PME vosgienne » is another one, unless one says to be it.
    """
    endings = ("", "s", "e", "es", "ne", "nes")
    masculine = (words[at].folded.removesuffix(ending) for ending in endings)
    code = next((_NATIVES[each] for each in masculine if each in _NATIVES), None)
    owner = next((i for i in (at - 1, at - 2) if i >= 0 and words[i].folded.removesuffix("s") in _OWN), None)
    if code is None or owner is None:
        return None
    is_other = owner > 0 and words[owner - 1].folded in ("un", "une", "des", "autre")
    return None if is_other and (owner < 2 or words[owner - 2].folded not in ("sommes", "suis")) else code


def _is_told(words: Sequence[Word], at: int, after: int, text: str, is_known: bool) -> bool:
    """Whether the name of a department or region tells where: « en Moselle », « dans les Vosges ».

    One that is not `is_known` is believed with its capital alone: « somme », « manche » are words. « Nord »
    begins other names, « la réunion » is a meeting.
    """
    is_marked = words[at].typed[:1].isupper() and not text.isupper()
    before, is_last = _before(words, at), _ends(words, after, text)
    if not (is_known or is_marked or (before == "en" and words[at].folded not in _ORDINARY)):
        return False
    if words[at].folded == "nord" and not is_last:
        return False
    if words[at].folded == "la":
        return before == "a" and is_marked
    first = at
    if before in _ARTICLES:
        first, before = at - 1, _before(words, at - 1)
    if before in ("en", "dans"):
        return True
    if before in ("d", "de", "du", "des") and _before(words, first - 1) in _PART_OF:
        return True
    return first == at and _stands_apart(words, at, after + _is_side(words, after), text)


def _is_side(words: Sequence[Word], after: int) -> bool:
    return after < len(words) and words[after].folded in _SIDES


def _is_town(words: Sequence[Word], at: int, after: int, text: str) -> bool:
    """Whether a town is named as a place: with its capital, after « à » or « près de ».

    A name of several words is one between commas too; a town of another country is none of ours.
    """
    is_marked = words[at].typed[:1].isupper() and not text.isupper()
    if not is_marked or {word.folded for word in words[after : after + 3]} & _ABROAD:
        return False
    before = _before(words, at)
    if before == "de" and _before(words, at - 1) in ("pres", "cote", "region"):
        return True
    return before in _TOWARDS or (after > at + 1 and _stands_apart(words, at, after, text))


def _stands_apart(words: Sequence[Word], at: int, after: int, text: str) -> bool:
    """Whether nothing but punctuation surrounds the words, within a text that says more."""
    return at > 0 and bool(set(words[at].gap) & _STOPS) and _ends(words, after, text)


def _ends(words: Sequence[Word], after: int, text: str) -> bool:
    """Whether a stop, or nothing, follows the words before `after`."""
    following = words[after].gap if after < len(words) else text[words[-1].end :] or "."
    return bool(set(following) & _STOPS)


def _before(words: Sequence[Word], at: int) -> str:
    """The word before, when no punctuation stands between."""
    return words[at - 1].folded if at > 0 and not set(words[at].gap) & _STOPS else ""


@cache
def _departments() -> dict[Key, str]:
    return {key_of(name): code for code, name in DEPARTMENTS.items()}


@cache
def _regions() -> dict[Key, str]:
    return {key_of(name): name for name in REGIONS if name != HOME_REGION} | {
        key_of(name): HOME_REGION for name in MERGED
    }
