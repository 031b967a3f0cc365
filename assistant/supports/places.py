"""The places that a free French text names."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import process
from rapidfuzz.distance import OSA

from assistant.supports.perimeter import Commune, Epci, IndustryTerritory
from assistant.supports.place_index import FEWEST_LETTERS, Meaning, PlaceIndex, PlaceKind
from assistant.supports.place_names import LINKS, Word, words_of

SURE_LOCATIVES = frozenset({"a", "au", "aux", "d", "de"})
LOCATIVES = SURE_LOCATIVES | frozenset(
    (
        *("du", "des", "en", "sur", "vers", "pres", "dans", "hors", "et", "ou", "entre", "est", "habite"),
        *("base", "basee", "situe", "situee", "implante", "implantee", "installe", "installee", "siege"),
        *("usine", "entreprise", "societe", "boite", "atelier", "site"),
    )
)
"""Words after which a place is expected, those that say so most plainly first."""

NAMING = frozenset({"commune", "communes", "ville", "mairie", "maire", "village", "habitants"})
"""Words after which a place is sure."""

_POSTCODE_AFTER = re.compile(r"[^.;!?\d]{0,30}?\b(\d{5})\b(?! ?(?:€|euros?|salari|habitants|m2|km|t\b))")
_UNITS = frozenset(
    (
        *("eur", "euro", "euros", "e", "k", "ke", "me", "m2", "m3", "t", "tonnes", "ha", "heures"),
        *("kwh", "mwh", "gwh", "salaries", "personnes", "habitants", "emplois"),
    )
)
_SHORT_TEXT = 3  # words: such a text is read as the name alone
_TWO_TYPOS_FROM = 9  # letters


@dataclass(frozen=True, slots=True)
class PlaceMatch:
    """A place named in a text: as typed, where, and which places it may be.

    `exact` is False when it was guessed from a misspelling or a shortened name. `communes` holds every
    candidate: several for homonyms and shared postcodes, none for a postcode that is not known.
    """

    kind: PlaceKind
    text: str
    start: int
    exact: bool
    communes: tuple[Commune, ...] = ()
    epci: Epci | None = None
    industry_territory: IndustryTerritory | None = None

    @property
    def commune(self) -> Commune | None:
        """The commune, when there is no doubt."""
        return self.communes[0] if len(self.communes) == 1 else None


def find_places(text: str, index: PlaceIndex) -> tuple[PlaceMatch, ...]:
    """The places in reading order; the longest name wins, a misspelt one is sought in what is left."""
    words = words_of(text)
    matches: list[PlaceMatch] = []
    position = 0
    while position < len(words):
        match, length = _match_at(text, words, position, index)
        if match is not None:
            matches.append(match)
        position += length
    return _settled_by_postcode([match for match in matches if not _is_elsewhere(match, text, index)])


def _match_at(text: str, words: Sequence[Word], at: int, index: PlaceIndex) -> tuple[PlaceMatch | None, int]:
    if words[at].folded.isdigit():
        return _number_at(text, words, at, index), 1
    for length in range(min(index.longest_from.get(words[at].folded, 0), len(words) - at), 0, -1):
        span = words[at : at + length]
        meaning = index.names.get(tuple(word.folded for word in span))
        if meaning is not None and _is_believed(meaning, words, at, length, index):
            longer = None if meaning.exact else _guess_longer(words, at, length, index)
            if longer is not None:
                return _match_of(longer[0], text, words[at : at + longer[1]]), longer[1]
            return _match_of(meaning, text, span), length
    for length in range(min(3, len(words) - at), 0, -1):
        guess = _guess(words, at, length, index)
        if guess is not None:
            return _match_of(guess, text, words[at : at + length]), length
    return None, 1


def _guess_longer(
    words: Sequence[Word], at: int, length: int, index: PlaceIndex
) -> tuple[Meaning, int] | None:
    """A misspelt name of more words than the short name found, with its number of words."""
    for longer in range(min(3, len(words) - at), length, -1):
        if (guess := _guess(words, at, longer, index)) is not None:
            return guess, longer
    return None


def _number_at(text: str, words: Sequence[Word], at: int, index: PlaceIndex) -> PlaceMatch | None:
    """A postcode or an INSEE code; a code that is both is a postcode unless « INSEE » stands before it."""
    number, start = words[at].folded, words[at].start
    following = words[at + 1].folded if at + 1 < len(words) else ""
    before = {word.folded for word in words[max(0, at - 3) : at]}
    is_amount = following in _UNITS or text[words[at].end :].lstrip()[:1] in ("€", "%")
    if len(number) != 5 or is_amount:
        return None
    by_insee = index.by_insee.get(number)
    if by_insee is not None and ("insee" in before or number not in index.by_postcode):
        return PlaceMatch("commune", number, start, True, (by_insee,))
    communes = index.by_postcode.get(number, ())
    if not communes and len(words) > _SHORT_TEXT and not before & {"postal", "cp"}:
        return None
    return PlaceMatch("postcode", number, start, bool(communes), communes)


def _is_believed(meaning: Meaning, words: Sequence[Word], at: int, length: int, index: PlaceIndex) -> bool:
    if meaning.kind == "commune" and _is_begun(words, at + length):
        return False
    is_around = meaning.kind == "commune" and meaning.communes[0] not in index.communes
    if is_around and _is_part_of_a_compound(words, at, length):
        return False
    if meaning.guard == "none" or len(words) == length:
        return True
    before, after = _word_before(words, at), words[at + length].folded if at + length < len(words) else ""
    if _is_code(before) or _is_code(after):
        return True
    is_marked = _is_marked(words[at], words) and _is_marked(words[at + length - 1], words)
    if meaning.kind == "industry_territory":
        return is_marked or before == "industrie"
    if meaning.guard == "loose":
        return is_marked or before in LOCATIVES | NAMING or len(words) <= _SHORT_TEXT
    if is_marked and meaning.exact and _is_hyphenated(words, at, length):
        return True
    if _is_followed_by_a_name(words, at + length):
        return False
    is_named = before in NAMING or (before in ("d", "de") and at > 1 and words[at - 2].folded in NAMING)
    return is_named or (is_marked and before in SURE_LOCATIVES)


def _word_before(words: Sequence[Word], at: int) -> str:
    """The word before, when no punctuation stands between."""
    return words[at - 1].folded if at and not set(words[at].gap) & set(",;:.!?()") else ""


def _is_hyphenated(words: Sequence[Word], at: int, length: int) -> bool:
    """Whether hyphens tie three words or more, as in « Pont-à-Mousson »: nothing else is written so."""
    return length > 2 and all(word.gap == "-" for word in words[at + 1 : at + length])


def _is_part_of_a_compound(words: Sequence[Word], at: int, length: int) -> bool:
    """Whether a hyphen ties the words to others, as « Belval » in « Alzette-Belval »."""
    following = words[at + length].gap if at + length < len(words) else ""
    return (at > 0 and words[at].gap == "-") or following == "-"


def _is_begun(words: Sequence[Word], after: int) -> bool:
    """Whether the name goes on, as « Redange » in « Redange-sur-Attert »."""
    return after + 1 < len(words) and words[after].gap == "-" and words[after].folded in LINKS


def _is_followed_by_a_name(words: Sequence[Word], at: int) -> bool:
    """Whether a capitalised word comes next, as « Est » in « Grand Est »."""
    return at < len(words) and words[at].gap in (" ", "-") and words[at].typed[:1].isupper()


def _is_code(word: str) -> bool:
    return len(word) == 5 and word.isdigit()


def _is_marked(word: Word, words: Sequence[Word]) -> bool:
    """Whether its capital says something: not when the whole text is in capitals."""
    return word.typed[:1].isupper() and not all(other.typed.isupper() for other in words)


def _guess(words: Sequence[Word], at: int, length: int, index: PlaceIndex) -> Meaning | None:
    """The communes one letter away (two for long names), those of the label before the others."""
    span = words[at : at + length]
    before = _word_before(words, at)
    is_marked = at > 0 and all(_is_marked(word, words) for word in span)
    if not (len(words) <= _SHORT_TEXT or is_marked or before in LOCATIVES or before in NAMING):
        return None
    if tuple(word.folded for word in span) in index.names or not _may_be_misspelt(span, index):
        return None
    if _is_begun(words, at + length):
        return None
    typed = " ".join(word.folded for word in span)
    communes = _nearest(typed, index.spellings, 2 if len(typed) >= _TWO_TYPOS_FROM else 1)
    if not communes and (len(words) <= _SHORT_TEXT or (is_marked and before in SURE_LOCATIVES | NAMING)):
        communes = _nearest(typed, index.neighbour_spellings, 1)
    return Meaning("commune", communes, exact=False) if communes else None


def _may_be_misspelt(span: Sequence[Word], index: PlaceIndex) -> bool:
    linking = LINKS | LOCATIVES
    return (
        sum(len(word.folded) for word in span) >= FEWEST_LETTERS
        and all(word.folded.isalpha() for word in span)
        and span[0].folded not in linking
        and span[-1].folded not in linking
        and not all(word.folded in index.ordinary_words for word in span)
    )


def _nearest(typed: str, spellings: Mapping[str, tuple[Commune, ...]], reach: int) -> tuple[Commune, ...]:
    near = process.extract(typed, spellings.keys(), scorer=OSA.distance, score_cutoff=reach, limit=5)
    likely = [(spelling, distance) for spelling, distance, _ in near if spelling[0] == typed[0]]
    best = min((distance for _, distance in likely), default=0)
    found = [commune for name, distance in likely if distance == best for commune in spellings[name]]
    return tuple({commune.insee: commune for commune in found}.values())


def _match_of(meaning: Meaning, text: str, span: Sequence[Word]) -> PlaceMatch:
    return PlaceMatch(
        kind=meaning.kind,
        text=text[span[0].start : span[-1].end],
        start=span[0].start,
        exact=meaning.exact,
        communes=meaning.communes,
        epci=meaning.epci,
        industry_territory=meaning.industry_territory,
    )


def _is_elsewhere(match: PlaceMatch, text: str, index: PlaceIndex) -> bool:
    """Whether a postcode of another region comes right after the name: it is then another commune."""
    if match.kind != "commune":
        return False
    following = text[match.start + len(match.text) :]
    code = _POSTCODE_AFTER.match(following)
    return code is not None and code[1] not in index.by_postcode and code[1][:2] not in index.departments


def _settled_by_postcode(matches: list[PlaceMatch]) -> tuple[PlaceMatch, ...]:
    """A postcode beside a name tells homonyms apart, and then says no more than the name."""
    coded = {commune for match in matches if match.kind == "postcode" for commune in match.communes}
    settled = [_restricted(match, coded) if match.kind == "commune" else match for match in matches]
    named = {commune for match in settled if match.kind == "commune" for commune in match.communes}
    return tuple(match for match in settled if match.kind != "postcode" or not named & set(match.communes))


def _restricted(match: PlaceMatch, coded: set[Commune]) -> PlaceMatch:
    both = tuple(commune for commune in match.communes if commune in coded)
    return replace(match, communes=both) if both else match
