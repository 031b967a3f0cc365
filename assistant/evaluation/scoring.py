"""Judges one answer document against what a competent counter would have said.

The same judge serves the product and the systems it is compared with.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from assistant.evaluation.gold import SPEAKING, Document, Expectation, GoldQuestion, Split

SILENT = frozenset({"not_found", "out_of_scope", "refused", "clarify"})
# An answer that states that the thing is not known or not published.
ADMITS = re.compile(
    r"\b(n'|ne |non |pas |aucune? |sans ).{0,40}"
    r"\b(trouve|retrouve|publie|connu|dispon|verifie|lue?s?\b|chiffre|figure|precise)"
    r"|introuvable|ne sais pas|je n'ai pas|a (re)?verifier|reste a confirmer|pas encore connu"
)


@dataclass(frozen=True, slots=True)
class Score:
    """The judgement of one answer: `reasons` says, in English, what was wrong with it."""

    identifier: str
    family: str
    split: Split
    answerable: bool
    right: bool
    cited: bool
    silent: bool
    unsafe: bool
    reasons: tuple[str, ...] = ()

    @property
    def rightly_silent(self) -> bool:
        """Nothing was known, and the answer said so."""
        return self.right and not self.answerable

    @property
    def falsely_refused(self) -> bool:
        """An answer existed and the assistant kept silent."""
        return self.answerable and self.silent and not self.right

    @property
    def signed(self) -> int:
        """CRAG's score: +1 right (rightly silent included), 0 falsely refused, −1 otherwise."""
        return 1 if self.right else 0 if self.falsely_refused else -1


@dataclass(frozen=True, slots=True)
class Summary:
    """Shares between 0 and 1 over `count` scores; None when no question of that kind was asked."""

    count: int
    right: float | None
    cited: float | None
    rightly_silent: float | None
    falsely_refused: float | None
    unsafe: float
    signed: float


def normalised(text: str) -> str:
    """The text in lower case, accents folded, one plain space between words, without markers nor emphasis."""
    unmarked = re.sub(r"\s*\[\d+\]", "", text.replace("**", ""))
    plain = unmarked.replace("œ", "oe").replace("Œ", "Oe").replace("’", "'")
    plain = re.sub("[‐‑‒–—]", "-", plain)
    decomposed = unicodedata.normalize("NFKD", plain)
    folded = "".join(character for character in decomposed if not unicodedata.combining(character))
    return " ".join(folded.lower().split())


def matches(pattern: str, text: str) -> bool:
    """Whether a pattern of an expectation is found in a text already normalised."""
    return re.search(folded_pattern(pattern), text) is not None


def folded_pattern(pattern: str) -> str:
    """The pattern without accents nor capitals; escapes such as `\\S` keep theirs."""
    plain = pattern.replace("œ", "oe")
    decomposed = unicodedata.normalize("NFKD", plain)
    folded = "".join(character for character in decomposed if not unicodedata.combining(character))
    return re.sub(r"\\.|[A-Z]", lambda found: found[0] if found[0][0] == "\\" else found[0].lower(), folded)


def status_fault(expectation: Expectation, answer: Document, text: str) -> str | None:
    """What is wrong with the status, if anything."""
    status = answer["status"]
    if status in expectation.status:
        return None
    admitting = status in SPEAKING and ADMITS.search(text) is not None
    if admitting and (status == "partial" or expectation.admits):
        return None
    return f"status {status} ({answer['reason']})"


def pattern_faults(expectation: Expectation, answer: Document, text: str) -> tuple[str, ...]:
    """The patterns missing from an answer that speaks, and those it should not hold."""
    wanted = expectation.all if answer["status"] in SPEAKING else ()
    missing = [f"missing /{pattern}/" for pattern in wanted if not matches(pattern, text)]
    present = [f"forbidden /{pattern}/" for pattern in expectation.none if matches(pattern, text)]
    return (*missing, *present)


def cited_addresses(answer: Document) -> str:
    """The addresses and publishers of everything cited, as one normalised text."""
    sources = [
        source
        for citation in answer["citations"]
        for source in (citation, *citation.get("other_sources", ()))
    ]
    return normalised(" ".join(f"{source.get('url')} {source.get('publisher')}" for source in sources))


def cited_passages(answer: Document) -> frozenset[str]:
    """The ids of the passages cited, and of the records that they are parts of."""
    passages = {str(citation.get("passage_id", "")) for citation in answer["citations"]}
    return frozenset(passages | {passage.partition("/")[0] for passage in passages})


def names_support(answer: Document, supports: Iterable[str]) -> bool:
    """Whether one of these supports is among the schemes or the passages cited."""
    named = {scheme["id"] for scheme in answer["schemes"]} | cited_passages(answer)
    named |= {citation["source_id"] for citation in answer["citations"]}
    return not named.isdisjoint(supports)


def cites_fact(expectation: Expectation, answer: Document) -> bool:
    """Whether a statement that answers is cited, or a passage that holds by itself all that is expected."""
    excerpts = [normalised(citation["excerpt"]) for citation in answer["citations"]]
    whole = any(all(matches(pattern, excerpt) for pattern in expectation.all) for excerpt in excerpts)
    return (bool(expectation.all) and whole) or not cited_passages(answer).isdisjoint(expectation.facts)


def source_faults(expectation: Expectation, answer: Document) -> tuple[str, ...]:
    """What is wrong with the citations of an answer that speaks."""
    faults = []
    if not answer["citations"]:
        faults.append("no citation")
    wanted = expectation.sources
    if wanted and not any(normalised(source) in cited_addresses(answer) for source in wanted):
        faults.append(f"none of the sources {', '.join(wanted)}")
    if expectation.support and not names_support(answer, expectation.support):
        faults.append(f"none of the supports {', '.join(expectation.support)}")
    if expectation.facts and not cites_fact(expectation, answer):
        faults.append(f"none of the statements {', '.join(expectation.facts)}")
    return tuple(faults)


def score(question: GoldQuestion, answer: Document) -> Score:
    """The judgement of one answer document."""
    expectation = question.expect
    text = normalised(answer["answer"])
    speaks = answer["status"] in SPEAKING
    fault = status_fault(expectation, answer, text)
    faults = (*((fault,) if fault else ()), *pattern_faults(expectation, answer, text))
    sourcing = source_faults(expectation, answer) if speaks and not expectation.uncited else ()
    # A story has no words to look for: the support it leads to is the answer.
    told_by_support = expectation.support and not expectation.all
    if told_by_support and speaks and not names_support(answer, expectation.support):
        faults = (*faults, "none of the expected supports")
    if expectation.uncited and answer["citations"]:
        faults = (*faults, "a courtesy cites nothing")
    right = not faults
    return Score(
        identifier=question.identifier,
        family=question.family,
        split=question.split,
        answerable=expectation.is_answerable,
        right=right,
        cited=right and not sourcing and (speaks or not expectation.is_answerable),
        silent=answer["status"] in SILENT,
        unsafe=speaks and not right,
        reasons=(*faults, *sourcing),
    )


def share(scores: Iterable[Score], has: Callable[[Score], bool]) -> float | None:
    """The share of scores that have something, or None without scores."""
    kept = [has(one) for one in scores]
    return sum(kept) / len(kept) if kept else None


def summarise(scores: Iterable[Score]) -> Summary:
    """The shares of a group: right, cited and refused of the answerable, silent of the others."""
    everything = tuple(scores)
    answerable = [one for one in everything if one.answerable]
    others = [one for one in everything if not one.answerable]
    return Summary(
        count=len(everything),
        right=share(answerable, lambda one: one.right),
        cited=share(answerable, lambda one: one.cited),
        rightly_silent=share(others, lambda one: one.rightly_silent),
        falsely_refused=share(answerable, lambda one: one.falsely_refused),
        unsafe=share(everything, lambda one: one.unsafe) or 0.0,
        signed=sum(one.signed for one in everything) / len(everything) if everything else 0.0,
    )
