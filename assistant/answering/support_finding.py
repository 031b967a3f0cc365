"""Which supports a question is about."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import get_args

from assistant.french import content_words, fold
from assistant.records import Passage
from assistant.retrieval.hybrid import Ranking, Retriever
from assistant.supports.catalogue import Catalogue
from assistant.supports.schema import Part, Support

NAMED_BONUS = 3.0
MOST_CLAUSES = 16
PROJECT_PARTS = ("what", "conditions")
_PART_NAMES = get_args(Part)
_PROJECT = re.compile(
    r"\bquel(le)?s? (sont les |seraient les )?(aides?|subventions?|dispositifs?|financements?|soutiens?"
    r"|prets?|guichets?)\b"
    r"|\b(aides?|subventions?|dispositifs?|financements?|soutiens?) (existe|disponible|possible"
    r"|mobilisable|auxquel|a laquelle)"
    r"|\by a[- ]t[- ]il (une |des |un )?(aides?|subventions?|dispositifs?|financements?|coup de pouce)"
    r"|\bcomment (financer|payer|etre aide|se faire aider|faire financer|me faire|nous faire|trouver)"
    r"|^(une |des )?(aides?|subventions?|financements?|prets?|soutiens?) (pour|a|au|en)\b"
    r"|\b(une|des|d') ?(aides?|subventions?|financements?|coup de pouce) (pour|afin)"
    r"|\bqui (peut|pourrait|va) (m'|nous |me )?(aider|financer|accompagner|soutenir)"
    r"|\b(je|j'|nous|on) ?(veux|voudrais|veut|voudrait|voulons|souhaite|souhaitons|souhaiterai[st]"
    r"|cherche|cherchons|compte|"
    r"comptons|envisage|envisageons|dirige|dirigeons|ai besoin|avons besoin|aimerai[st]|projette"
    r"|projetons|recrute|investi|prevoi)"
    r"|\b(mon|ma|mes|notre|nos) (\w+ )?(entreprise|usine|pme|tpe|eti|fonderie|societe|boite|atelier"
    r"|site|groupe|startup|start-up|four)"
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
        self._rows: dict[str, dict[str, int]] = {}
        for row, passage in enumerate(retriever.passages):
            if passage.kind == "support" and passage.subject and passage.part:
                self._rows.setdefault(passage.subject, {})[passage.part] = row

    def is_project(self, question: str) -> bool:
        """Whether the wording tells a project or asks which supports exist, rather than about one of them."""
        return bool(_PROJECT.search(fold(question)))

    def find(self, question: str, ranking: Ranking, parts_read: Collection[str] = _PART_NAMES) -> list[Found]:
        """The supports for a question, best first: each by its best passage, those named in it ahead.

        `parts_read` are the parts of a record that count.
        """
        named = {support.id for support in self._catalogue.named_in(question)}
        found = []
        for support in self._catalogue:
            rows = self._rows.get(support.id, {})
            if not rows.keys() & set(parts_read):
                continue
            score = max(float(ranking.score[row]) for part, row in rows.items() if part in parts_read)
            is_named = support.id in named
            parts = {part: self._retriever.passages[row] for part, row in rows.items()}
            found.append(Found(support, score + NAMED_BONUS * is_named, is_named, rows, parts))
        return sorted(found, key=lambda f: (-f.score, f.support.id))

    def find_for_project(self, question: str, ranking: Ranking) -> list[Found]:
        """The supports for a project told in several clauses, best first: each by the clause it fits best."""
        clauses = [c for c in re.split(r"[.,;:?!]| et | pour ", question) if len(content_words(c)) >= 2]
        rankings = [ranking, *(self._retriever.rank(clause) for clause in clauses[:MOST_CLAUSES])]
        found: dict[str, Found] = {}
        for each in rankings:
            for candidate in self.find(question, each, PROJECT_PARTS):
                former = found.get(candidate.support.id)
                if former is None or candidate.score > former.score:
                    found[candidate.support.id] = candidate
        return sorted(found.values(), key=lambda f: (-f.score, f.support.id))
