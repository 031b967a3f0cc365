"""A figure that a question puts forward (« c'est bien 30 % ? »): confirmed, denied, or left open."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import fsum

from assistant.answering.dates import read_dates
from assistant.answering.draft import Draft
from assistant.answering.project_telling import speaks
from assistant.answering.quantities import Figure, figures_in
from assistant.answering.rephrase import Standing
from assistant.answering.years import years_in, years_told
from assistant.french import content_words, fold, stem, words
from assistant.messages import Messages
from assistant.records import DraftSentence
from assistant.retrieval.hybrid import Retriever
from assistant.sentences import split_sentences
from assistant.supports.catalogue import Catalogue
from assistant.wording import capital

LEAST_SHARED = 0.4  # of what the words of the question weigh, for a sentence to be on what it asks
NEAR = 0.2  # of that, what a bound of the same side is worth
DAY, YEARLESS_DAY = len("2026-01-31"), len("--01-31")
MOST_VALUES = 2  # of one unit: more are a scale, where the one asked about is not known
MOST_PUT_FORWARD = 2  # a rate and a sum
_CHECKS = re.compile(
    r"\b(?:c'est|est-ce|est|sont|reste\w*) (?:donc |encore |toujours )?bien\b"
    r"|\bbien (?:a |de |le |la |les |au |(?=\d))"
    r"|, ?(?:non|si|hein|exact|correct|c'est ca|c'est bien ca|c'est vrai) ?\?|\bn'est[- ]ce pas\b"
    r"|\b(?:c'est|est-ce) (?:bien )?(?:vrai|exact|ca|juste) ?\?|\bconfirme[rz]\b|\bme trompe"
)
_PROPOSES = re.compile(
    r"\b(?:(?:va|vont|mont\w+|grimpe\w*|s'eleve\w*) (?:bien |donc |encore )?(?:jusqu'a|a)"
    r"|plafonn\w* (?:bien |donc |encore )?a|(?:c'est|est(?:-il|-elle)?) (?:donc |encore |toujours )?de|c'est"
    r"|(?:aide|finance|subventionne|couvert|rembourse|pris)e?s? (?:en charge )?a(?: hauteur de)?"
    r"|finance(?:nt)?|couvre(?:nt)?|rembourse(?:nt)?|prend en charge|prete|donne|verse) "
    r"(?:environ |jusqu'a )?\d[^?,;:]{0,24}\?"
)
"""What makes of a question on an amount one that puts a figure forward: « … va jusqu'à 50 000 € ? »."""
_WHICH = re.compile(r"\bcombien\b|\bquel(?:le)?s?\b|\bpourquoi\b|\bsi\b|\b(?:mon|notre|nos|mes|ma)\b")
_HEARSAY = re.compile(
    r"\b(?:j'ai|j'avais|on a|nous avons) (?:lu|vu|entendu|note)\b|\bon m'a(?:vait)? dit\b|\bon nous dit\b"
    r"|\bil me semble\b|\bje (?:crois|croyais|pense|pensais)\b|\bsi je (?:ne )?me trompe\b|\bje me trompe\b"
)
_EVERY = re.compile(
    r"\btou(?:t|te|s|tes)\b|\bchaque\b|\btoujours\b|\bautomatique|\buniquement\b|\bseul|\baucun|\bsans\b|\bpartout\b"
    r"|\bpas\b|\bjamais\b|\bdonc\b|\bpar (?:an|mois|salarie|personne|entreprise|projet)\b"
)
"""What a question says beside its figure, and may be wrong where the figure is right."""
_LOW = re.compile(r"\bplancher|\bminim|\bau moins\b|\bseuil|\bcommence|\ba partir\b|\bplus de\b|\bdes\b \d")
_HIGH = re.compile(
    r"\bplafon|\bmont\w+ a\b|\bmaxim|\bmax\b|\bau plus\b|\bjusqu'a(?!u)\b|\bdepass"
    r"|\blimite\b(?! de depot)|\bmoins de\b"
)
_END = re.compile(
    r"\bjusqu'au\b|\bclotur|\bferm|\bdate limite\b|\bau plus tard\b|\becheance|\bfini|\btermin|\bexpire"
)
_NOTED = re.compile(
    r",? ?\(?(?:d'après la situation|statut|situation)? ?relevée? (?:le|en) [^,.:)]+\)?", re.I
)
_SPOKEN = re.compile(r"\b(?:bien|vrai|exact|correct|confirme\w*|juste|non|hein|si|ca|cest)\b")
_OF_THEN = re.compile(
    r"^(?:(?:en|fin|debut|mi|au|le|a|depuis|d'apres)\b.{0,40})\b20\d\d\b.{0,80}\b(?:etai|avai|deva|annonc|pouva)"
)
_THEN = re.compile(r"\b(?:etai\w+|avai\w+|a ete|ont ete|a|ont)\b")
"""What tells of another year, and a question that speaks of the past."""
_REFUSED = re.compile(r"critere non rempli|ne correspond pas| : ferme\b|est passee")
_CLAUSE = re.compile(r" : | ?; |, |\? | ?\(")
_SPAN = re.compile(r"\b[Dd]e (?P<low>\d[^,;]*?) à (?P<high>\d[^,;]*)")
_STATUS = re.compile(r"^(?:Rempli|(?:Reste possible, )?[àÀ] vérifier|Vous n'êtes pas dans ce cas) : ")
_DECIDED = ("Oui", "Non", "Critère", "D'après ce que")
_OF_PART = {
    "amount": frozenset(
        map(
            stem,
            "montant taux aide subvention pourcentage plafond verse va monte finance couvre pris charge"
            " rembourse prête donne".split(),
        )
    ),
    "dates": frozenset(map(stem, "date clôture limite ferme fermeture fin dépôt délai ouvert".split())),
}
"""What the title of a part says for its sentences."""


@dataclass(frozen=True, slots=True)
class _Told:
    """A piece of a sentence with figures of the unit asked: all of them, and those told as they are asked."""

    sentence: DraftSentence
    share: float
    values: frozenset[Figure]
    alike: frozenset[Figure]

    def worth(self, put_forward: Figure) -> float:
        """How near it is to what is asked: the figure itself counts most, then what they share."""
        return (put_forward in self.values) + self.share + NEAR * bool(self.alike) / len(self.values)


@dataclass(frozen=True, slots=True)
class Checker:
    """Says whether the figure that a question puts forward is that of the sentence which answers."""

    catalogue: Catalogue
    retriever: Retriever
    messages: Messages

    def checked(self, draft: Draft, question: Standing) -> Draft:
        """The draft with « oui » or « non » before the sentence that has the figure, which comes first.

        Where the two may be of different things, neither is said; where no figure is put forward, nothing
        changes.
        """
        put_forward = _put_forward(question.latest)
        is_plain = draft.status == "answered" and not (draft.columns or draft.lead or len(draft.schemes) > 1)
        is_decided = any(
            s.text.startswith(_DECIDED) or _REFUSED.search(fold(s.text)) for s in draft.sentences
        )
        if not put_forward or not is_plain or is_decided:
            return draft
        judged = [each for figure in put_forward if (each := self._judged(draft, question, figure))]
        denied = [each for each in judged if each[1] == "no"]
        if not judged or (len(judged) < len(put_forward) and not denied):
            return draft
        best, verdict = (denied or sorted(judged, key=lambda each: each[1] is not None))[0]
        first = replace(best.sentence, text=capital(_STATUS.sub("", best.sentence.text)))
        others = (sentence for sentence in draft.sentences if sentence is not best.sentence)
        lead = self.messages.say(f"verdict_{verdict}") if verdict else ""
        return replace(draft, lead=lead, sentences=(first, *others))

    def _judged(
        self, draft: Draft, question: Standing, put_forward: Figure
    ) -> tuple[_Told, str | None] | None:
        """The piece that has the figure, or what there is in its place, and the verdict; None of neither."""
        every = self._told(draft, question, put_forward)
        best = max(every, key=lambda told: told.worth(put_forward), default=None)
        if best is None:
            return None
        verdict = self._verdict(draft, best, every, question.latest, put_forward)
        is_told = verdict is not None or (draft.schemes and put_forward in best.values)
        return (best, verdict) if is_told else None

    def _told(self, draft: Draft, question: Standing, put_forward: Figure) -> list[_Told]:
        """The pieces of the draft that give a figure of that unit."""
        named = self.catalogue.named_in(question.text)
        names = {
            stem(w) for support in named for name in (support.name, *support.aliases) for w in words(name)
        }
        asked = _HEARSAY.sub(" ", _SPOKEN.sub(" ", fold(read_dates(question.latest)[1])))
        sought = {stem(w) for w in content_words(asked) if not w.isdigit() and not _marks(w)} - names
        found = []
        is_of_amount = not _CHECKS.search(fold(question.latest))
        for sentence in draft.sentences:
            part = draft.shown[sentence.labels[0]].part if sentence.labels else None
            if is_of_amount and part not in (None, "amount"):
                continue  # a bound of who may apply is not what a support gives
            for piece in split_sentences(sentence.text):
                values = _values(piece, put_forward)
                alike = [c for c in _CLAUSE.split(piece) if _marks(c) == _marks(asked)]
                told = frozenset[Figure]().union(*(_values(clause, put_forward) for clause in alike))
                told |= _bounds(piece, put_forward, _marks(asked))
                is_marked = bool(_marks(asked) and told)
                if values:
                    share = self._share(sought, piece, part, is_marked)
                    found.append(_Told(sentence, share, values, told))
        return found

    def _share(self, sought: set[str], piece: str, part: str | None, is_marked: bool) -> float:
        """How much of what is sought a piece holds, weighed by rarity; all of it where nothing is left."""
        held = {stem(w) for w in words(piece)} | _OF_PART.get(part or "", frozenset())
        whole = fsum(self.retriever.rarity(token) for token in sought)
        if not whole:
            return float(is_marked or part == "amount")
        return fsum(self.retriever.rarity(token) for token in sought & held) / whole

    def _verdict(
        self, draft: Draft, best: _Told, every: Sequence[_Told], latest: str, put_forward: Figure
    ) -> str | None:
        folded = fold(latest)
        years, told_years = years_in(latest), years_told(best.sentence.text, None)
        is_of_other_years = bool(years and told_years and years.isdisjoint(told_years))
        is_unmarked_day = put_forward.kind == "date" and "end" not in _marks(folded)
        if (
            best.share < LEAST_SHARED
            or is_unmarked_day
            or is_of_other_years
            or speaks(_HEARSAY.sub(" ", folded))
        ):
            return None
        if put_forward in best.values:
            told = best.alike if _marks(folded) else best.values
            is_only = told == {put_forward} and all(each.alike <= {put_forward} for each in every)
            return "yes" if is_only and not _EVERY.search(folded) else None
        texts = [f"{passage.text} {passage.note or ''}" for passage in draft.shown.values()]
        is_known = any(put_forward in _values(text, put_forward) for text in texts)
        return "no" if 0 < len(best.alike) <= MOST_VALUES and not is_known else None


def _put_forward(latest: str) -> tuple[Figure, ...]:
    """The one figure with a unit, or the one day, of the clause that asks to be confirmed; a rate and a sum.

    Of two figures alike, neither.
    """
    folded = fold(latest)
    if not _CHECKS.search(folded) and (not _PROPOSES.search(folded) or _WHICH.search(folded)):
        return ()
    for clause in reversed(_CLAUSE.split(latest)):
        figures = [f for f in figures_in(clause) if f.unit or (f.kind == "date" and not f.value.isdigit())]
        worth = [f for f in figures if f.unit in ("€", "%")] or figures
        if figures:
            are_apart = len({figure.unit for figure in worth}) == len(worth) <= MOST_PUT_FORWARD
            return tuple(worth) if are_apart else ()
    return ()


def _values(text: str, put_forward: Figure) -> frozenset[Figure]:
    """The figures of a text of the same kind; a day without its year is that of any year."""
    if put_forward.kind != "date":
        return frozenset(f for f in figures_in(text) if f.unit == put_forward.unit)
    if len(put_forward.value) not in (DAY, YEARLESS_DAY):
        return frozenset()
    days = [f for f in figures_in(_NOTED.sub("", text)) if f.kind == "date"]
    end = put_forward.value.removeprefix("--")
    return frozenset(
        put_forward if f.value.endswith(end) or end.endswith(f.value.removeprefix("--")) else f
        for f in days
        if len(f.value) in (DAY, YEARLESS_DAY)
    )


def _bounds(text: str, put_forward: Figure, marks: frozenset[str]) -> frozenset[Figure]:
    """The least or the greatest values of the spans of a text (« de 50 000 € à 5 M€ »), as asked."""
    ends = [found.group("high" if "high" in marks else "low") for found in _SPAN.finditer(text)]
    is_bound = len(marks & {"high", "low"}) == 1
    return frozenset[Figure]().union(*(_values(end, put_forward) for end in ends if is_bound))


def _marks(text: str) -> frozenset[str]:
    """What a text tells of a value: that it is the least, the greatest, a last day."""
    folded = fold(text)
    marks = {"low": _LOW, "high": _HIGH, "end": _END}
    return frozenset(name for name, pattern in marks.items() if pattern.search(folded))
