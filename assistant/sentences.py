"""French text cut into sentences, each one a verbatim slice of the text."""

import re

LONGEST_ENUMERATION = 80  # words of an introduction and its list that still read as one sentence

# A full stop after these never ends a sentence.
_BEFORE_A_NAME = re.compile(r"m|mm|mme|mlle|mgr|dr|pr|st|ste|cf|av|bd|tél|resp|j\.-c|éd", re.IGNORECASE)
# A full stop after these ends a sentence, unless a number or a code (`L. 123-4`, `IV`) follows.
_BEFORE_A_NUMBER = re.compile(
    r"al|ann|art|chap|ch|ex|fig|no?|pp?|tab|t|vol|v|env|hab|max|min|moy|janv|févr|avr|juil|sept|oct|nov|déc",
    re.IGNORECASE,
)
# Words that begin a sentence even after a capital letter and its full stop (`la ligne A. Le plan`).
_STARTER = re.compile(r"ce[st]?|cette|elles?|en|ils?|l[ae]s?|leurs?|on|nous|pour|une?|vous", re.IGNORECASE)
_BULLET = re.compile(r"[-–—•*]\s")
_END = re.compile(r"(?:\.{1,3}|[!?…]{1,5}\.?)(?:\s{0,2}[»”\"]|[)\]’'])*(?=\s)")
_LAST_WORD = re.compile(r"[^\W_][\w.’'-]*$")
_NUMBERING = re.compile(r"(?:[-–—•*]\s+)?(?:\d{1,3}(?:\.\d{1,3})*|[IVXLC]{1,6}|[A-Za-z])")
_WORD = re.compile(r"\w+")
_CODE = re.compile(r"[A-Z]|[IVXLC]+")
_OPENING = "«“\"'‘([¿-–—• \u00a0\u202f"


def split_sentences(text: str) -> tuple[str, ...]:
    """The sentences of the text in order, each exactly as it is written there, without outer spaces.

    A line break ends a sentence, save in a short list: `Vous joignez :` and the lines with bullets that
    follow are one sentence of several lines. Abbreviations (`M.`, `art. L. 42`, `etc.`), numbered headings
    and decimals do not end one.
    """
    return tuple(text[start:end] for start, end in sentence_spans(text))


def sentence_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Where each sentence starts and ends in the text, as character offsets (end excluded), in order."""
    return tuple(
        span
        for start, end in _join_enumerations(text, _lines(text))
        for span in _spans_within(text, start, end)
    )


def _lines(text: str) -> list[tuple[int, int]]:
    found = []
    for match in re.finditer(r"[^\n]+", text):
        stripped = match.group().strip()
        if stripped:
            start = match.start() + match.group().index(stripped)
            found.append((start, start + len(stripped)))
    return found


def _join_enumerations(text: str, lines: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    position = 0
    while position < len(lines):
        start, end = lines[position]
        after = position + 1
        if text[end - 1] == ":" and not _BULLET.match(text, start):
            while after < len(lines) and _BULLET.match(text, lines[after][0]):
                after += 1
            last_end = lines[after - 1][1]
            if len(text[start:last_end].split()) <= LONGEST_ENUMERATION:
                end = last_end
            else:
                after = position + 1
        joined.append((start, end))
        position = after
    return joined


def _spans_within(text: str, start: int, end: int) -> list[tuple[int, int]]:
    spans = []
    body = text[start:end]
    introduction = body.partition("\n")[0]
    previous = 0
    for cut in (*_cuts(introduction), len(body)):
        piece = body[previous:cut]
        stripped = piece.strip()
        if stripped:
            offset = start + previous + piece.index(stripped)
            spans.append((offset, offset + len(stripped)))
        previous = cut
    return spans


def _cuts(body: str) -> list[int]:
    cuts: list[int] = []
    for match in _END.finditer(body):
        beginning = cuts[-1] if cuts else 0
        if _ends_sentence(body, beginning, match):
            cuts.append(match.end())
    return cuts


def _ends_sentence(body: str, beginning: int, match: re.Match[str]) -> bool:
    following = _next_word(body, match.end())
    if not following or following[0].islower():
        return False
    if match.group()[0] != "." or match.group().startswith(".."):
        return True
    before = body[max(beginning, match.start() - 40) : match.start()]
    if match.start() - beginning < 20 and _NUMBERING.fullmatch(body[beginning : match.start()].strip()):
        return False
    word = _LAST_WORD.search(before)
    return word is None or not _is_abbreviation(word.group(), following)


def _next_word(body: str, position: int) -> str:
    while position < len(body) and (body[position].isspace() or body[position] in _OPENING):
        position += 1
    word = _WORD.match(body, position)
    return word.group() if word else body[position : position + 1]


def _is_abbreviation(word: str, following: str) -> bool:
    last = re.split(r"[’']", word)[-1]
    if _BEFORE_A_NAME.fullmatch(last):
        return True
    if _BEFORE_A_NUMBER.fullmatch(last):
        return following[0].isdigit() or _CODE.fullmatch(following) is not None
    return len(last) == 1 and last.isupper() and not _STARTER.fullmatch(following)
