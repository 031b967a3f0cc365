"""Which supports a question is about."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from assistant.answering.judging import Candidate
from assistant.answering.needs import NeedReader
from assistant.answering.story_model import SIGNS, learnt_stories, scores_of
from assistant.french import content_words, fold
from assistant.records import Passage
from assistant.retrieval.hybrid import Retriever
from assistant.retrieval.ranking import Ranking
from assistant.supports.catalogue import Catalogue
from assistant.supports.profile import Profile
from assistant.supports.requirements import beneficiary_of
from assistant.supports.schema import Kind, Support

NAMED_BONUS = 3.0
MOST_COMPARED = 3
MOST_THEMES = 2
SHORTEST_CLAUSE = 2  # content words: « quelles aides ? » tells no need
COMPARES = re.compile(
    r"\bdifference|\bcompar|\bversus\b|\bvs\b|\bou (bien |plutot )?l[ea']|\bplutot\b|\blequel|\blaquelle"
    r"|\bmieux\b|\bentre (le|la|l')|\bdistingu|\bplus (avantageux|interessant)|\b(le|la|les) memes?\b"
    r"|\b(qui|lequel|laquelle) (pese|compte|a) le (plus|moins)"
    r"|\bdiffer|\bidentiques?\b|\bd'un cote\b|\bdes deux\b|\bpar rapport\b|\bchacun|\bcontre\b|\brespecti[fv]"
)
"""The wordings that set things side by side."""
_EITHER = re.compile(r"\bou\b(?! (?:est|sont|en|puis|peut|dois|faut|trouver|deposer|demander)\b)", re.I)
"""What sets names side by side where two are told, as written: « où » is another word."""
_BOTH = re.compile(r"\blequel|\blaquelle|\bchacun|\b[ld]es deux\b|\brespecti[fv]")
"""Those that set side by side the two things that one name covers."""
_KINDS: Mapping[str, Kind] = {
    **{"garantie": "garantie", "pret": "pret", "volontariat": "volontariat"},
    **{"credit d'impot": "credit-impot", "appel a projets": "appel-a-projets"},
}
_DESCRIBED = re.compile(
    rf"\b(?:la|le|l'|cette|ce|votre) ?(?P<kind>{'|'.join(_KINDS)})"
    r" (?:(?P<of>regionale?|(?:de|par) la region)|(?:de |par |d')(?:l')?(?P<by>ademe|bpifrance|etat))\b"
)
"""What designates a support by its kind and its operator: « la garantie de la Région »."""
_TOGETHER = re.compile(
    r"\bcumul|\ba la fois\b|\ben meme temps\b|\b(avoir|demander|toucher|obtenir|prendre|mobiliser) les deux\b"
    r"|\b(en plus|en complement) (du|de|des)\b|\bcombin(er|able|aison)|\badditionn"
    r"|\bmemes? (depense|frais|travaux|investissement|achat|machine|facture)"
)
"""The wordings that ask whether one may have two supports together."""
_OTHERS = re.compile(
    r"\bautres?\b|\b(hors|sauf|sans|plutot que|au lieu|a la place|en plus|a part|cumul\w*)\b"
)


@dataclass(frozen=True, slots=True)
class Found:
    """A support with its score (log-odds, its best passage), and its parts: their rows and their passages."""

    support: Support
    score: float
    named: bool
    rows: Mapping[str, int]
    parts: Mapping[str, Passage]


class SupportFinder:
    """Ranks the supports of the catalogue as records: all the parts of one count together."""

    def __init__(self, catalogue: Catalogue, retriever: Retriever) -> None:
        self._catalogue, self._retriever = catalogue, retriever
        rows: dict[str, dict[str, int]] = {}
        for row, passage in enumerate(retriever.passages):
            if passage.kind == "support" and passage.subject and passage.part:
                rows.setdefault(passage.subject, {})[passage.part] = row
        self._records = [
            Found(support, 0.0, False, own, {part: retriever.passages[row] for part, row in own.items()})
            for support in catalogue
            if (own := rows.get(support.id))
        ]
        self._own_rows = np.array(
            [row for each in self._records for row in each.rows.values()], dtype=np.int64
        )
        self._first_rows = np.cumsum([0, *(len(each.rows) for each in self._records)])[:-1]

    @cached_property
    def _needs(self) -> NeedReader:
        """Fitted for the first story: a finder is made for each language, and few are told one."""
        rows = {each.support.id: each.rows["what"] for each in self._records if "what" in each.rows}
        return NeedReader(self._retriever, rows)

    def find(self, question: str, ranking: Ranking) -> list[Found]:
        """The supports for a question, best first: each by its best passage, those named in it ahead."""
        named = self._named(question, ranking)
        if not self._records:
            return []
        scores = np.maximum.reduceat(ranking.score[self._own_rows], self._first_rows)
        found = [
            Found(each.support, float(score) + NAMED_BONUS * is_named, is_named, each.rows, each.parts)
            for each, score in zip(self._records, scores, strict=True)
            for is_named in (each.support.id in named,)
        ]
        return sorted(found, key=lambda f: (-f.score, f.support.id))

    def compared(self, question: str, found: Sequence[Found]) -> tuple[Found, ...]:
        """The two or three supports that a question sets side by side, or wants together; none otherwise.

        Supports that share a name (« fonds vert ») are one mention, not a comparison, unless the question
        says that there are two (« laquelle des deux »).
        """
        named = [each for each in found if each.named]
        is_either = _EITHER.search(question) is not None and _are_apart(named)
        is_compared = bool(COMPARES.search(fold(question))) or is_on_both(question) or is_either
        if not is_compared or not 2 <= len(named) <= MOST_COMPARED:
            return ()
        are_two = len(named) == 2 and _BOTH.search(fold(question))
        return tuple(named) if _are_apart(named) or are_two else ()

    def names_several(self, found: Sequence[Found]) -> bool:
        """Whether a question names several supports, not one name that several share."""
        named = [each for each in found if each.named]
        return len(named) > 1 and _are_apart(named)

    def _named(self, question: str, ranking: Ranking) -> frozenset[str]:
        """The ids of the supports that a question names, as it is written or with its spelling corrected."""
        named = (
            self._catalogue.named_in(question)
            or self._catalogue.named_in(ranking.query.corrected)
            or described_in(question, list(self._catalogue))
        )
        return frozenset(support.id for support in named)

    def of_named(
        self, question: str, candidates: Sequence[Candidate], ranking: Ranking
    ) -> tuple[Candidate, ...]:
        """The candidates without the supports that the question does not name, when it names one."""
        named = self._named(question, ranking)
        if not named or _OTHERS.search(fold(question)):
            return tuple(candidates)
        return tuple(c for c in candidates if c.passage.kind != "support" or c.passage.subject in named)

    def find_for_story(self, message: str, profile: Profile, ranking: Ranking) -> list[Found]:
        """Every support by how readily an adviser would name it for a project told at some length.

        `ranking` is that of the message. The names of supports that it holds tell nothing of the project.
        """
        model, told = learnt_stories(), self._catalogue.without_names(message)
        of_told = ranking if told == message else self._retriever.rank(told)
        ids, signs = self.signs_of_story(told, profile, of_told)
        named = model.named_for(profile, of_told.vector, self._retriever.encoder_fingerprint)
        scores = dict(zip(ids, map(float, scores_of(signs, model, ids, named)), strict=True))
        found = [replace(each, score=scores[each.support.id]) for each in self.find(message, ranking)]
        return sorted(found, key=lambda f: (-f.score, f.support.id))

    def signs_of_story(
        self, message: str, profile: Profile, ranking: Ranking
    ) -> tuple[tuple[str, ...], np.ndarray]:
        """The ids of the supports, and what `story_model.SIGNS` measure of each: (supports, len(SIGNS)).

        The needs that a support meets are compared, the nearest and all of them, with the whole message and
        with its clauses, of which the nearest counts: the rest tells who asks. A support whose beneficiaries
        name an applicant other than an ordinary company is nearer to it.
        """
        kind = beneficiary_of(profile)
        clauses = [self._retriever.rank(clause) for clause in clauses_of(message)] or [ranking]
        whole = self._needs.log_chances(ranking.vector[None])[0]
        vectors = np.stack([each.vector for each in clauses])
        by_clause = np.log(np.exp(self._needs.log_chances(vectors)).mean(axis=0))
        least = float(whole.min(initial=0.0)), float(by_clause.min(initial=0.0))
        needs = dict(zip(self._needs.supports, zip(whole, by_clause, strict=True), strict=True))
        signs = []
        for each in self._records:
            row = each.rows["what"]
            known = max(float(clause.phrasings[row]) for clause in clauses)
            shared = min(MOST_THEMES, len(set(profile.themes) & set(each.support.themes)))
            need = needs.get(each.support.id, least)
            signs.append(
                (float(ranking.phrasings[row]), known, *need, shared, kind in each.support.beneficiaries)
            )
        shape = (len(self._records), len(SIGNS))
        measured = np.array(signs, dtype=np.float64).reshape(shape)
        return tuple(each.support.id for each in self._records), measured

    def find_for_project(self, found: Sequence[Found], candidates: Sequence[Candidate]) -> list[Found]:
        """The supports that the candidates speak of, best first, each with the score of its best part."""
        scores: dict[str, float] = {}
        for candidate in candidates:
            scores[candidate.record] = max(scores.get(candidate.record, candidate.score), candidate.score)
        spoken = [replace(f, score=scores[f.support.id]) for f in found if f.support.id in scores]
        return sorted(spoken, key=lambda f: (-f.score, f.support.id))


def described_in(question: str, supports: Sequence[Support]) -> list[Support]:
    """The one support of the kind and of the operator by which a question designates it; none of several."""
    found = _DESCRIBED.search(fold(question))
    if found is None:
        return []
    kind, operator = _KINDS[found["kind"]], "region" if found["of"] else found["by"]
    meant = [each for each in supports if each.kind == kind and operator in fold(each.operator)]
    return meant if len(meant) == 1 else []


def is_on_both(question: str) -> bool:
    """Whether the wording asks if one may have two supports together."""
    return bool(_TOGETHER.search(fold(question)))


def _are_apart(named: Sequence[Found]) -> bool:
    """Whether no two of the supports share a name."""
    names = [set(map(fold, (each.support.name, *each.support.aliases))) for each in named]
    return all(one.isdisjoint(two) for n, one in enumerate(names) for two in names[n + 1 :])


def clauses_of(message: str) -> list[str]:
    """The clauses of a message that are long enough to tell something."""
    pieces = re.split(r"(?<=[.!?;:])\s+|,\s+", message)
    return [piece for piece in map(str.strip, pieces) if len(content_words(piece)) >= SHORTEST_CLAUSE]
