"""Personal numbers and addresses in a message: found, and taken out before anything keeps or sends them.

Numbers of business life stay: SIREN, SIRET, VAT, NAF, postal and INSEE codes, amounts, dates, references.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import phonenumbers
from stdnum import iban
from stdnum.exceptions import ValidationError
from stdnum.fr import nir, siret

from assistant.answering.readable import readable
from assistant.french import content_words

Span = tuple[int, int]

_EMAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64} ?(?:@|[(\[{] ?(?:at|arobase|chez) ?[)\]}]|\barobase\b) ?[\w-]{1,63}"
    r"(?: ?(?:\.|[(\[{] ?(?:dot|point|punkt) ?[)\]}]|\bpoint\b) ?[\w-]{2,63}){1,4}",
    re.I,
)
_IBAN_HEAD = re.compile(r"(?<![^\W_])[A-Z]{2}[ .-]?\d{2}(?=[ .-]?[A-Z0-9])", re.I)
_IBAN_TAIL = re.compile(r"(?:[ .-]{0,3}[A-Z0-9]){11,30}", re.I)
_IBAN_NAMED = re.compile(r"\biban\b.{0,20}?\b([A-Z]{2}[ .-]?\d{2}(?:[ .-]{0,2}[0-9]){10,28})\b", re.I)
_GAP = r"[ .\-/]{0,2}"
_NIR = re.compile(
    rf"(?<!\w)[123478]{_GAP}\d\d{_GAP}\d\d{_GAP}(?:\d\d|2[AB]){_GAP}\d{{3}}{_GAP}\d{{3}}(?:{_GAP}\d\d)?(?!\w)",
    re.I,
)
_NIR_WRITING = re.compile(r"\d[ .-]\d\d[ .-]\d\d[ .-]\w\w[ .-]\d{3}[ .-]\d{3}(?:[ .\-/]{1,2}\d\d)?")
_NIR_NAME = re.compile(r"\bnir\b|s[ée]cu|assur[ée]|vitale|immatricul", re.I)
_PHONE = re.compile(
    r"(?<![\w+])(?<!\d[,.])(?:\+\d|(?:\+ ?)?\(\+?\d|\(?0\d|\(0\) ?\d)(?:[ .\-/()]{0,3}\d){6,16}(?!\w)"
)
_PHONE_WITHOUT_PLUS = re.compile(r"(?<![\w+.,-] )(?<![\w+.,-])33 ?(?:\(0\) ?)?[1-79](?:[ .-]\d\d){4}(?!\w)")
_PHONE_NAMED = re.compile(
    r"\b(?:t[ée]l(?:[ée]phone)?|phone|portable|mobile|gsm|handy|telefon|rufnummer|fax)\b"
    r"\W{0,4}(?:(?:est|le|au|is|ist|ass|num[ée]ro|number|nummer|n°)\W{1,3}){0,3}"
    r"(\d(?:[ .\-/]?\d){5,11})(?!\w)",
    re.I,
)
_GROUP_END = re.compile(r"\d(?!\d)")
_DATE = re.compile(r"(?<!\d)\d{1,2}([/.-])\d{1,2}\1(?:19|20)\d\d(?!\d)|(?<!\d)(?:19|20)\d\d-\d\d-\d\d(?!\d)")
_CODES = re.compile(r"\d{5}(?:\W+\d{5})+")
_MEASURE = re.compile(
    r"\s?(?:€|%|euros?\b|[kKmM]€|k?eur\b|millions?\b|milliards?\b|habitants?\b|emplois?\b|m²)", re.I
)
_ITS_WORDS = frozenset(
    """numero numeros telephone tel portable mobile gsm fixe mail email courriel adresse iban rib compte
    bancaire nir securite sociale secu carte vitale appelez rappelez rappeler appeler joindre
    contacter contactez ecrivez ecrire repondre repondez merci nom mme monsieur madame nummer
    telefon handy konto number phone account""".split()
)


@dataclass(frozen=True, slots=True)
class Withheld:
    """A message without its personal numbers.

    `text`, with a mark in their place, may be shown and kept; `rest`, with nothing there, is searched.
    """

    text: str
    rest: str
    is_any: bool

    @property
    def is_all(self) -> bool:
        """Whether the message held a personal number and asks nothing besides."""
        return self.is_any and not set(content_words(self.rest)) - _ITS_WORDS


def withhold(raw: str, mark: str) -> Withheld:
    """The message with `mark` in the place of each personal number, as it came when there is none.

    A message that was withheld before is known by the mark that it holds.
    """
    text = readable(raw)
    spans = personal_spans(text)
    kept = _with(text, spans, mark) if spans else raw
    rest = re.sub(r"\s+", " ", kept.replace(mark, " ")).strip() if spans or mark in raw else raw
    return Withheld(kept, rest, bool(spans) or mark in raw)


def personal_spans(text: str) -> list[Span]:
    """Where personal numbers and addresses stand in a text, in order, none overlapping."""
    plain = "".join(map(_plain, text))
    taken: list[Span] = []
    for find in _FINDERS:
        for start, end in find(plain):
            taken.append((start, end))
            plain = f"{plain[:start]}{'§' * (end - start)}{plain[end:]}"
    return sorted(taken)


def _plain(c: str) -> str:
    """The character as ASCII writes it, when one character does."""
    if unicodedata.category(c) in ("Pd", "Sm") and c != "+":
        return "-" if unicodedata.category(c) == "Pd" or c == "−" else unicodedata.normalize("NFKC", c)[:1]
    if (digit := unicodedata.decimal(c, None)) is not None:
        return str(digit)
    folded = unicodedata.normalize("NFKC", c)
    return folded if len(folded) == 1 else c


def _emails(text: str) -> list[Span]:
    return [match.span() for match in _EMAIL.finditer(text)]


def _ibans(text: str) -> Iterator[Span]:
    """Account numbers whose check digits hold, and what is called an IBAN even when they do not."""
    after = 0
    for head in _IBAN_HEAD.finditer(text):
        tail = _IBAN_TAIL.match(text, head.end())
        if tail is None or head.start() < after:
            continue
        for end in range(tail.end(), head.end() + 10, -1):
            if text[end - 1].isalnum() and _is_account(text[head.start() : end]):
                after = end
                yield head.start(), end
                break
    for match in _IBAN_NAMED.finditer(text):
        if match.start(1) >= after:
            yield match.span(1)


def _is_account(written: str) -> bool:
    try:
        return bool(iban.validate(written.replace(".", ""), check_country=False))
    except ValidationError:
        return False


def _social_security(text: str) -> Iterator[Span]:
    """Numbers of French social security (NIR): key right, or written in the groups of the card, or named."""
    for match in _NIR.finditer(text):
        before = text[max(0, match.start() - 60) : match.start()]
        is_right = nir.is_valid(re.sub(r"\W", "", match[0]))
        if is_right or _NIR_WRITING.fullmatch(match[0]) or _NIR_NAME.search(before):
            yield match.span()


def _phones(text: str) -> Iterator[Span]:
    """Telephone numbers of any country with its code, of France and Germany without."""
    dates = [match.span() for match in _DATE.finditer(text)]
    after = 0
    for match in (*_PHONE.finditer(text), *_PHONE_WITHOUT_PLUS.finditer(text)):
        if match.start() < after or any(start <= match.start() < end for start, end in dates):
            continue
        for last in reversed([g.end() for g in _GROUP_END.finditer(text, match.start(), match.end())]):
            if _is_phone(text[match.start() : last]) and not _MEASURE.match(text, last):
                after = last
                yield match.start(), last
                break


def _phones_by_name(text: str) -> Iterator[Span]:
    """What is called a telephone number and is one of Luxembourg, France or Germany."""
    for match in _PHONE_NAMED.finditer(text):
        digits = re.sub(r"\D", "", match[1])
        if any(_is_valid(digits, region) for region in ("LU", "FR", "DE")):
            yield match.span(1)


def _is_phone(written: str) -> bool:
    digits = re.sub(r"\D", "", written)
    if "+" in written:
        return _is_valid(written, "FR")
    if len(digits) < 10 or siret.is_valid(digits) or _CODES.fullmatch(written):
        return False
    if digits.startswith("33"):
        return _is_valid(f"+{written}", "FR")
    return _is_valid(written, "FR") or (len(digits) <= 12 and _is_valid(written, "DE"))


def _is_valid(written: str, region: str) -> bool:
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(written, region))
    except phonenumbers.NumberParseException:
        return False


def _with(text: str, spans: list[Span], mark: str) -> str:
    kept, place = "", 0
    for start, end in spans:
        kept, place = f"{kept}{text[place:start]}{mark}", end
    return kept + text[place:]


_FINDERS: tuple[Callable[[str], Iterator[Span] | list[Span]], ...] = (
    _emails,
    _ibans,
    _social_security,
    _phones,
    _phones_by_name,
)
