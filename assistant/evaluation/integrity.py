"""What must hold of every answer, whatever was asked: citations resolve, numbers stand in what is cited.

Written apart from the product on purpose: it reads figures in its own, simple way.
"""

import re
from collections.abc import Iterable

from assistant.answering.quantities import amounts_in
from assistant.evaluation.gold import Document, GoldQuestion
from assistant.number_words import in_digits

MONTHS = (
    *("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août"),
    *("septembre", "octobre", "novembre", "décembre"),
)
UNITS = (
    *("zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix"),
    *("onze", "douze", "treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf"),
    *("vingt", "vingt-et-un"),
)
TENS = {"trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60, "cent": 100, "mille": 1000}
WORDS = (
    {word: str(value) for value, word in enumerate(UNITS)}
    | {month: str(value) for value, month in enumerate(MONTHS, 1)}
    | {word: str(value) for word, value in TENS.items()}
    | {"une": "1", "vingt et un": "21", "vingtaine": "20", "trentaine": "30", "cinquantaine": "50"}
)
NUMBER_WORD = re.compile(r"\b(" + "|".join(sorted(WORDS, key=len, reverse=True)) + r")\b", re.IGNORECASE)
DIGITS = re.compile(r"\d{1,3}(?: \d{3})+(?:,\d+)?|\d+,\d+|\d+")
GIGAWATT_HOURS = re.compile(r"(\d+(?:,\d+)?) ?GWh", re.IGNORECASE)
MARKER = re.compile(r"\[(\d+)\]")


def digits_of(text: str) -> set[str]:
    """The numbers a text writes in digits: 400 000 as `400000`, 04 as `4`, 5,10 as `5,1`."""
    plain = MARKER.sub(" ", re.sub("[\u00a0\u2009\u202f]", " ", text))
    return {canonical(found) for found in DIGITS.findall(plain)}


def canonical(number: str) -> str:
    """One writing for a number: no spaces, no leading zeros, no trailing zeros after the comma."""
    whole, _, decimals = number.replace(" ", "").partition(",")
    whole, decimals = whole.lstrip("0") or "0", decimals.rstrip("0")
    return f"{whole},{decimals}" if decimals else whole


def numbers_stated(text: str) -> set[str]:
    """Every number a text can vouch for, in digits or in words, the months as their rank."""
    return digits_of(text) | {WORDS[found.lower()] for found in NUMBER_WORD.findall(text)}


def excerpt_of(citation: Document) -> str:
    """All that the reader sees of a cited passage: its title, its headings and its words."""
    return " ".join((*citation["heading_path"], citation["excerpt"]))


def citation_faults(answer: Document) -> list[str]:
    """The markers that lead nowhere and the citations that nothing uses."""
    used = {int(number) for number in MARKER.findall(answer["answer"])}
    cited = {number for sentence in answer["sentences"] for number in sentence["citations"]}
    known = {citation["n"] for citation in answer["citations"]}
    faults = [f"[{number}] resolves to nothing" for number in sorted((used | cited) - known)]
    return faults + [f"citation {number} is not used in the answer" for number in sorted(known - used)]


def unsourced_numbers(answer: Document) -> list[str]:
    """The numbers in a cited sentence that no passage it cites carries, as `number: sentence`."""
    excerpts = {citation["n"]: citation["excerpt"] for citation in answer["citations"]}
    faults: list[str] = []
    for sentence in answer["sentences"]:
        if sentence["citations"]:
            shown = [excerpts.get(number, "") for number in sentence["citations"]]
            faults += missing_numbers(sentence["text"], shown)
    return faults


def missing_numbers(text: str, shown: Iterable[str]) -> list[str]:
    """The numbers of a text that none of the texts shown carries."""
    carried = set().union(*(numbers_stated(excerpt) for excerpt in shown))
    return [f"{number}: {text}" for number in sorted(digits_of(text) - carried)]


def stray_numbers(question: GoldQuestion, answer: Document) -> list[str]:
    """The numbers of the whole answer found neither in a passage shown, nor in the question or its day.

    What the asker wrote in words or short (« 1,2 M€ ») may be said back in figures.

    The date of the corpus, told in each language as "(au 22 novembre 2026)" where nothing was found, is
    nobody's to cite.
    """
    if not answer["citations"]:
        return []
    shown = [*map(excerpt_of, answer["citations"]), question.said, _in_figures(question.said)]
    undated = re.sub(r"\([^()\d]*\d{1,2}\.? \w+ \d{4}\)", "", answer["answer"])
    unlisted = re.sub(r"(?m)^\s*\d+\.\s", "", undated)
    return missing_numbers(unlisted, shown)


def _in_figures(said: str) -> str:
    """The numbers that the asker wrote in words, and the amounts and energies written short, in figures."""
    amounts = [format(amount, ".0f") for _, amount, _ in amounts_in(said)]
    energies = [format(1_000 * float(n.replace(",", ".")), ".0f") for n in GIGAWATT_HOURS.findall(said)]
    return " ; ".join([in_digits(said), *amounts, *energies])


def numbers_sourced(answer: Document) -> tuple[int, int]:
    """How many numbers the cited sentences state that their passages carry, and how many they state."""
    stated = sum(len(digits_of(s["text"])) for s in answer["sentences"] if s["citations"])
    return stated - len(unsourced_numbers(answer)), stated


def faults_of(question: GoldQuestion, answer: Document) -> tuple[str, ...]:
    """All that breaks the rules of every answer."""
    failed = (answer["answer"],) if answer["status"] == "error" else ()
    return (
        *failed,
        *citation_faults(answer),
        *unsourced_numbers(answer),
        *stray_numbers(question, answer),
    )
