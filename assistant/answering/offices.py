"""Who decides on a support, and under which text: told by its record, whoever asks."""

import re
from collections.abc import Sequence

from assistant.answering.asked import asking
from assistant.answering.draft import Draft, Shown
from assistant.answering.rephrase import Standing
from assistant.french import fold
from assistant.messages import Messages
from assistant.records import Passage, Scheme
from assistant.retrieval.hybrid import Retriever
from assistant.sentences import split_sentences
from assistant.supports.catalogue import Catalogue
from assistant.supports.regions import DEPARTMENTS
from assistant.supports.schema import Support
from assistant.wording import capital

_DECIDING = r"(?:decide|signe|tranche|statue|attribue|accorde|octroie|prend la decision|a le dernier mot)\w*"
_ASKS_WHO = re.compile(
    rf"\bqui (?:est-ce qui )?(?:en |la |le |les |l'|y )?(?P<decides>{_DECIDING})"
    r"|\bqui (?:est-ce qui )?(?:en |la |le |les |l'|y )?instrui\w+"
    r"|\bpar qui\b.{0,40}\b(?:decid|instrui|attribu|accord|sign)\w+"
)
_ASKS_TEXT = re.compile(
    r"\bbases? (?:legale|juridique|reglementaire)s?\b|\b(?:sous|sur|par|dans) quel(?:le)?s? (?:texte|decret"
    r"|loi|article|arrete|reglement)s?\b|\bquel(?:le)?s? (?:est l[ea] |est l')?(?:texte|decret|loi|article"
    r" (?:de loi|du c)|arrete)s?\b"
)
_TELLS_WHO = re.compile(
    r"\bdecision (?:revient|du|de la (?!commune)|de l'|par|est prise)|\bdecide[es]* par\b|\binstrui\w+ par\b"
    r"|\((?:decision|instruction)\)|\binstruction (?:de l'|du |par )(?!\d)"
)
_DECIDERS = (
    re.compile(
        r"\bdecision (?:revient (?:aux|au|a)|du|de la|de l'|par|est prise par) ?(.+?)(?:[.;,]| apres| avec|$)"
    ),
    re.compile(r"([^;,]+?) \(decision\)"),
)
_INSTRUCTORS = (
    re.compile(r"\binstruction (?:de l'|de la |du |par )(?!\d)(.+?)(?:[.;,]|$)"),
    re.compile(r"(?:^| et |, )([^;,]+?) \(instruction\)"),
)
_OF_DEPARTMENT = "|".join(re.escape(fold(name)) for name in DEPARTMENTS.values())
_OFFICES = {
    "prefet de region": r"prefe(?:t|cture)s? (?:de (?:la )?region|du grand est)",
    "prefet de departement": rf"prefe(?:t|cture)s? d(?:e|u) (?:la |l')?(?:departement|{_OF_DEPARTMENT})",
    "prefet": r"prefe(?:t|cture)s?\b(?! d)",
    "region": r"(?<!prefet de )(?<!prefecture de )(?<!prefet de la )(?<!prefecture de la )\bregion\b",
    "departement": r"(?<!prefet )(?<!prefecture )\b(?:le|du|au|conseil) (?:departement\b|departemental)",
    **{name: rf"\b{name}\b" for name in ("ademe", "bpifrance", "anct", "dge", "dgfip", "ddfip", "dreets")},
    **{name: rf"\b{name}\b" for name in ("banque des territoires", "urssaf", "france travail", "cci")},
    "maire": r"\b(?:maires?|mairie|conseil municipal)\b",
    "epci": r"\b(?:epci|intercommunalites?|interco|agglo\w*|com ?com)\b",
    "ministre": r"\bministre\b|\bministere\b",
}
_SAYS_MORE = re.compile(r"\bpas\b|\bmemes?\b|\bseuls?\b|\btoujours\b|\bplus\b|\btous\b|\bpourquoi\b")
"""What a question says beside the office it names."""
_QUALIFIED = re.compile(r"([^()]+?) \(([^()]+)\)(?: ou | et |, )?")
_LEGAL = re.compile(r"\bbase légale : .+$", re.IGNORECASE)


class OfficeDesk:
    """Answers who decides on a support, and under which text it stands."""

    def __init__(self, catalogue: Catalogue, retriever: Retriever, messages: Messages) -> None:
        self._catalogue, self._retriever, self._messages = catalogue, retriever, messages

    def answer(self, question: Standing) -> Draft | None:
        """The draft when that is asked of a support whose record tells it; None for any other question."""
        asked = fold(asking(question.latest))
        names = self._catalogue.named_in
        named = names(question.latest) or names(question.text)
        if not named:
            return None
        if _ASKS_TEXT.search(asked):
            return self._on_text(named[0])
        found = _ASKS_WHO.search(asked)
        return self._on_office(named[0], question.latest, bool(found["decides"])) if found else None

    def _on_text(self, support: Support) -> Draft | None:
        passage = self._part(support, "how_to_apply")
        told = _LEGAL.search(passage.text) if passage and support.legal_basis else None
        if passage is None or told is None:
            return None
        return self._draft(support, "", [(capital(told[0]), passage)], Shown())

    def _on_office(self, support: Support, latest: str, is_on_decision: bool) -> Draft | None:
        passage = self._part(support, "what")
        if passage is None:
            return None
        noted = [text for text in split_sentences(support.note or "") if _TELLS_WHO.search(fold(text))]
        is_told = bool(noted) or _TELLS_WHO.search(fold(support.operator))
        if not is_told:
            return None
        operator = [text for text in split_sentences(passage.text) if support.operator in text]
        patterns = _DECIDERS if is_on_decision else _INSTRUCTORS
        verdict = _verdict(
            self._catalogue.without_names(latest), latest, [*noted, support.operator], patterns
        )
        lead = self._messages.say(f"verdict_{verdict}") if verdict else ""
        return self._draft(support, lead, [(text, passage) for text in (*noted, *operator)], Shown())

    def _draft(self, support: Support, lead: str, told: Sequence[tuple[str, Passage]], shown: Shown) -> Draft:
        sentences = tuple(shown.sentence(text, passage) for text, passage in told)
        contacts = (support.contact,) if support.contact else ()
        schemes = (Scheme(support.id, "to_check"),)
        return Draft("answered", "answered", lead, sentences, shown.passages, (), contacts, schemes)

    def _part(self, support: Support, part: str) -> Passage | None:
        row = self._retriever.row.get(f"{support.id}/{part}")
        return None if row is None else self._retriever.passages[row]


def _verdict(
    proposed: str, latest: str, told: Sequence[str], patterns: Sequence[re.Pattern[str]]
) -> str | None:
    """« yes » or « no » to a question that names one office; None where the record leaves it open."""
    if _SAYS_MORE.search(fold(latest)):
        return None
    offices = _offices_in(fold(proposed))
    clauses = [match[1] for text in told for pattern in patterns for match in pattern.finditer(fold(text))]
    holders = frozenset[str]().union(*(_offices_in(_qualified(clause, fold(latest))) for clause in clauses))
    if len(offices) != 1 or not holders:
        return None
    if offices == {"prefet"} and any(holder.startswith("prefet") for holder in holders):
        return "yes"
    return "yes" if offices == holders else "no" if not offices & holders else None


def _qualified(clause: str, latest: str) -> str:
    """Of « préfet de région (DSIL) ou de département (DETR) », what is said of the one that is named."""
    items = [(who.strip(), of) for who, of in _QUALIFIED.findall(clause)]
    kept = [who for who, of in items if re.search(rf"\b{re.escape(of)}\b", latest)]
    if len(items) < 2 or len(kept) != 1:
        return re.sub(r" ou (?=de )", f" ou {clause.split()[0]} ", clause) if clause else clause
    (who,) = kept
    return who if not who.startswith("de ") else f"{items[0][0].split()[0]} {who}"


def _offices_in(folded: str) -> frozenset[str]:
    return frozenset(name for name, pattern in _OFFICES.items() if re.search(pattern, folded))
