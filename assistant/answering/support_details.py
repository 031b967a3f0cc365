"""What may be asked of a support that records seldom hold: who asks is told that it is not known."""

import re
from dataclasses import dataclass

from assistant.answering.asked import asked_kind
from assistant.answering.features import MARKED
from assistant.answering.support_finding import Found
from assistant.french import fold
from assistant.records import Passage
from assistant.sentences import split_sentences
from assistant.supports.schema import Kind

_LENGTH = r"combien de (?:temps|jours|semaines|mois)"
_WAIT = (
    rf"(?:(?:au bout|sous|dans|d'ici|apres) (?:de )?{_LENGTH}"
    rf"|{_LENGTH} (?:(?:pour|avant|avant de|apres|faut-il|il faut|prend|met\w*)\b)"
    rf"|(?:met\w*|faut|prend|prennent|attend\w*) (?:\S+ )?{_LENGTH}"
    r"|(?:quels?|le|un|les|de) delais?|^delais?|a quel moment"
    r"|(?<!jusqu'a )(?<!depuis )(?<!a partir de )\bquand"
    r"(?: est-ce| est\b| sera| seront| va\b| vont\b| vais\b| arriv"
    r"| [\w']+-(?:t-)?(?:on|ils?|elles?|je)\b|\W*$))"
)
_ELSE = r"(?:(?!\b(?:depos|demand|candidat|inscri|postul|sign|commenc|embauch|recrut|fai)\w*)[^?])"
"""A letter of what does not turn to what the applicant has to do."""
_PAID = (
    r"\b(?:verse(?:e|s|es|nt|ra|r|ment|ments)?|versement|payer?|payee?s?|paiera|paient|paiements?|paye|paie"
    r"|virements?|toucher?|touche-t-on|percevoir|encaisser|debloque\w*|argent|recevoir|recoit|recevra"
    r"|(?:etre|me|nous|vous|se fait) rembours\w+)\b"
)
_PAYS = re.compile(r"\b(?:dois|doit-on|devons|faut-il|il faut)\b.{0,12}\bpayer\b")
"""What whoever asks pays themselves."""
_DECIDED = (
    r"\b(?:instru(?:it|ction|ire)|repon(?:d|se|dre|ses)|decision|decide|trait(?:e|er|ement) (?:d|l|m|n))"
)
_MANY = (
    r"(?:dossiers?|demandes?|entreprises|pme|projets?|societes|laureats?|beneficiaires|candidat\w*|boites)"
)
_OUTCOME = (
    r"(?:accept\w*|retenu\w*|aide[es]+|ete aide\w*|refus\w*|deposes?|ete depose\w*|selectionn\w*|beneficie\w*"
    r"|laureat\w*|soutenu\w*|obtenu\w*|recale\w*|rejete\w*)"
)


@dataclass(frozen=True, slots=True)
class Detail:
    """A detail: the key of its words, how it is asked for, and what in a record may tell it."""

    key: str
    asked: re.Pattern[str]
    told: re.Pattern[str]
    kinds: frozenset[Kind] | None = None
    leads: bool = False  # what a record tells of it is said before the rest


_DETAILS = (
    Detail(
        "detail_interest",
        re.compile(r"\btaux d'interets?\b|\btaeg\b|\bquels? interets?\b|\btaux (?:est )?(?:fixe|variable)\b"),
        re.compile(r"\binterets?\b|\btaux\b|\bbonifie"),
        frozenset({"pret"}),
    ),
    Detail(
        "detail_security",
        re.compile(r"\bcautions? (?:personnelle|solidaire)|\bporter caution|\bhypothe\w+|\bsur mes biens\b"),
        re.compile(r"\bgaranti\w*|\bcaution\w*|\bsuretes?\b|\bhypothe\w+"),
        frozenset({"pret"}),
    ),
    Detail(
        "detail_instalments",
        re.compile(
            r"\b(?:vers|pay|paie|touch|rembours)\w* (?:\S+ ){0,3}en (?:une|un|deux|trois|plusieurs)\b.{0,16}"
            r"\b(?:fois|versements?|tranches?)\b"
        ),
        re.compile(
            r"\bvers(?:e|ee|es|ees|ement|ements)\b|\bpaiements?\b|\bacomptes?\b|\bmensuel|\btranches?\b"
        ),
    ),
    Detail(
        "detail_payment",
        re.compile(rf"{_WAIT}{_ELSE}{{0,60}}{_PAID}|{_PAID}[^?]{{0,40}}{_WAIT}{_ELSE}*(?:\?|$)"),
        re.compile(
            r"\bvers(?:e|ee|es|ees|ement|ements)\b|\bpaiements?\b|\bpaye\w*|\bmensuel|\bacomptes?\b"
            r"|\bimput|\brestitu"
        ),
    ),
    Detail(
        "detail_signing",
        re.compile(
            r"\b(?:sign|command|lanc|commenc|demarr|engag)\w* (?:\S+ ){0,2}(?:devis|commandes?|travaux"
            r"|chantier|machines?|bons? de commande)\b[^?]{0,30}"
            r"(?:\bmaintenant\b|\bdeja\b|\btout de suite\b|\bavant\b|\bsans attendre\b|\baujourd'hui\b)"
        ),
        re.compile(
            r"\bdevis\b|\bdemarr|\bengag\w+|\bcommenc|\bcommande|\bprealable|\banteri|\bdebut\b"
            r"|\bavant (?:le|la|les|de|d'|tout|l')"
        ),
        leads=True,
    ),
    Detail(
        "detail_decision",
        re.compile(rf"{_WAIT}.{{0,40}}{_DECIDED}|\bdelais? (?:moyens? )?(?:d'|de )(?:instruction|reponse)"),
        re.compile(r"\bdelai|\binstruction|\breponse|\b\d+ (?:h|heures|jours|semaines)\b"),
    ),
    Detail(
        "detail_accepted",
        re.compile(
            rf"\bcombien (?:de |d'){_MANY}\b(?! (?:peu|puis|pouv|faut|doi)).{{0,40}}\b{_OUTCOME}\b"
            rf"|\bcombien (?:de |d')laureats?\b"
            r"|\btaux (?:de |d')(?:refus|reussite|succes|acceptation|selection)\b"
        ),
        re.compile(rf"\d (?:\S+ )?{_MANY}\b|\blaureat|\bbilan\b"),
    ),
)


def told_detail(question: str, found: Found) -> list[tuple[str, Passage]]:
    """The sentences of a record that tell a detail asked of it, with the passages that hold them."""
    asked = fold(question)
    return [
        (sentence, found.parts[part])
        for detail in _DETAILS
        if detail.leads and detail.asked.search(asked)
        for part in ("conditions", "amount", "how_to_apply")
        if part in found.parts
        for sentence in split_sentences(found.parts[part].text)
        if detail.told.search(fold(sentence))
    ]


def untold_detail(question: str, found: Found) -> tuple[str, bool] | None:
    """The key of the detail that a question asks of a support and that its record does not hold.

    With whether nothing else is asked. None where the record may tell it, and of any other question.
    """
    asked, support = _PAYS.sub(" ", fold(question)), found.support
    texts = (*(passage.text for passage in found.parts.values()), support.note or "")
    record = fold(" ".join(texts))
    for detail in _DETAILS:
        is_of_kind = detail.kinds is None or support.kind in detail.kinds
        if is_of_kind and (named := detail.asked.search(asked)) and not detail.told.search(record):
            rest = f"{asked[: named.start()]} {asked[named.end() :]}"
            return detail.key, asked_kind(rest) not in MARKED
    return None
