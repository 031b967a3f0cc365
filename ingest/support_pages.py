"""The supports of the corpus: one file each, read into a record and the passages of its parts."""

from collections.abc import Mapping
from pathlib import Path

from pydantic import ValidationError

from assistant.errors import InvalidInput
from assistant.french import fold
from assistant.records import Failure, Passage, Source
from assistant.supports.catalogue import Catalogue
from assistant.supports.schema import Part, Support
from assistant.wording import after_colon, as_sentence, dated, enumerated, last_moment
from assistant.yaml_files import read_yaml
from ingest.register import strongest_first
from ingest.validation import failures_of

FOLDER = "supports"

TITLES: dict[Part, str] = {
    "what": "Présentation",
    "amount": "Montant",
    "conditions": "Conditions",
    "dates": "Dates",
    "how_to_apply": "Démarche et contact",
}
_KINDS = {
    "pret": "prêt",
    "appel-a-projets": "appel à projets",
    "exoneration": "exonération ou allègement",
    "ingenierie": "appui en ingénierie",
    "credit-impot": "crédit d'impôt",
    "fonds-propres": "apport en fonds propres",
}
_BENEFICIARIES = {
    "GE": "grandes entreprises",
    "startup": "start-up",
    "porteur-de-projet": "porteurs de projet",
    "collectivite": "collectivités",
    "EPCI": "intercommunalités (EPCI)",
    "association": "associations",
}
_THEMES = {
    "creation": "création d'entreprise",
    "decarbonation": "décarbonation",
    "difficulte": "entreprises en difficulté",
    "eau-dechets": "eau et déchets",
    "energie": "énergie",
    "ingenierie": "ingénierie",
    "numerique": "numérique",
}
_STATUSES = {
    "open": "dispositif ouvert",
    "closed": "dispositif fermé",
    "permanent": "dispositif permanent",
    "unknown": "ouverture non vérifiée, à confirmer auprès de l'opérateur",
}
_PROPER_NAMES = frozenset({"National", "Bpifrance", "Moselle", "France"})


def read_supports(
    corpus: Path, register: Mapping[str, Source]
) -> tuple[Catalogue, tuple[Passage, ...], tuple[Failure, ...]]:
    """The supports in the order of their ids, one passage per part that says something, and what was refused.

    A file that cannot be used is left out with one failure per fault; the others are read.
    """
    supports: list[Support] = []
    failures: list[Failure] = []
    for path in sorted((corpus / FOLDER).glob("*.yaml"), key=lambda path: path.stem):
        support, faults = _read_support(path, register)
        failures.extend(faults)
        if support is not None:
            supports.append(support)
    passages = tuple(passage for support in supports for passage in passages_of(support, register))
    return Catalogue(tuple(supports)), passages, tuple(failures)


def _read_support(path: Path, register: Mapping[str, Source]) -> tuple[Support | None, tuple[Failure, ...]]:
    file = f"{FOLDER}/{path.name}"
    try:
        content = read_yaml(path)
    except InvalidInput as error:
        return None, (Failure(file, None, None, str(error)),)
    try:
        support = Support.model_validate(content)
    except ValidationError as error:
        return None, failures_of(error, file, path.stem)
    faults = _faults_of(support, path.stem, file, register)
    return (None if faults else support), faults


def _faults_of(support: Support, stem: str, file: str, register: Mapping[str, Source]) -> tuple[Failure, ...]:
    faults = [
        Failure(file, stem, "sources", f"source absente du registre « {source} »")
        for source in support.sources
        if source not in register
    ]
    if support.id != stem:
        faults.append(Failure(file, stem, "id", f"« {support.id} » n'est pas le nom du fichier"))
    return tuple(faults)


def passages_of(support: Support, register: Mapping[str, Source]) -> tuple[Passage, ...]:
    """One passage per part of the support that has content, with its sources, the strongest first."""
    sources = strongest_first([register[source] for source in support.sources])
    return tuple(
        Passage(
            passage_id=f"{support.id}/{part}",
            kind="support",
            source_id=sources[0].source_id,
            text=text,
            heading_path=("Aides et dispositifs", support.name, TITLES[part]),
            locator=f"fiche du dispositif, « {TITLES[part]} »",
            sources=sources,
            ordinal=ordinal,
            date=support.status_as_of,
            confidence=support.confidence,
            note=support.note,
            contact=support.contact,
            asked_as=_phrasings(support, part),
            subject=support.id,
            part=part,
            reviewed=support.verified,
        )
        for ordinal, part in enumerate(TITLES)
        if (text := _text_of(support, part)) is not None
    )


def _phrasings(support: Support, part: Part) -> tuple[str, ...]:
    asked: tuple[str, ...] = getattr(support.asked_as, part)
    return (*support.asked_as.need, *asked) if part == "what" else asked


def _text_of(support: Support, part: Part) -> str | None:
    match part:
        case "what":
            return _presentation(support)
        case "amount":
            return _amount(support)
        case "conditions":
            return _conditions(support)
        case "dates":
            return _dates(support)
        case "how_to_apply":
            return _how_to_apply(support)


def _presentation(support: Support) -> str:
    kind = _KINDS.get(support.kind, support.kind)
    beneficiaries = enumerated([_BENEFICIARIES.get(name, name) for name in support.beneficiaries])
    sentences = [
        f"{support.name} : {kind} pour les {beneficiaries}",
        f"Opérateur : {support.operator}",
        f"Territoire : {support.territory}",
        f"Thèmes : {', '.join(_THEMES.get(theme, theme) for theme in support.themes)}",
    ]
    if support.expenses:
        sentences.insert(3, f"Dépenses concernées : {after_colon(support.expenses, _PROPER_NAMES)}")
    if other_names := _other_names(support):
        sentences.append(f"Autres appellations : {', '.join(other_names)}")
    return " ".join(map(as_sentence, sentences))


def _other_names(support: Support) -> list[str]:
    return [alias for alias in support.aliases if fold(alias) not in fold(support.name)]


def _amount(support: Support) -> str | None:
    if support.amount is None:
        return None
    amount = after_colon(support.amount, _PROPER_NAMES)
    if amount.startswith("montant "):
        return as_sentence(f"{support.name} : {amount}")
    return as_sentence(f"{support.name}, montant : {amount}")


def _conditions(support: Support) -> str | None:
    if not support.conditions:
        return None
    first, *others = (as_sentence(condition.text) for condition in support.conditions)
    return " ".join([f"Conditions pour « {support.name} » : {after_colon(first, _PROPER_NAMES)}", *others])


def _dates(support: Support) -> str:
    hour = support.intake.hour if support.intake else None
    ends = [
        *([f"ouverture {dated(support.opens)}"] if support.opens else []),
        *([f"clôture le {last_moment(support.closes, hour)}"] if support.closes else []),
    ]
    status = _STATUSES[support.status]
    noted = f"relevé {dated(support.status_as_of)}" if support.status_as_of else "non daté"
    sentences = (
        [f"{support.name} : {' ; '.join(ends)}", f"Statut {noted} : {status}"]
        if ends
        else [f"{support.name} : {status} (statut {noted})"]
    )
    return " ".join(map(as_sentence, [*sentences, *([support.calendar] if support.calendar else [])]))


def _how_to_apply(support: Support) -> str | None:
    known = [
        *([f"démarche : {after_colon(support.how_to_apply, _PROPER_NAMES)}"] if support.how_to_apply else []),
        *([f"contact : {support.contact}"] if support.contact else []),
        *([f"base légale : {after_colon(support.legal_basis)}"] if support.legal_basis else []),
    ]
    if not known:
        if not support.asked_as.how_to_apply:
            return None
        return as_sentence(
            f"{support.name} : les sources lues ne décrivent pas la démarche. Opérateur : {support.operator}"
        )
    first, *others = map(as_sentence, known)
    return " ".join([f"{support.name}, {first}", *(text[0].upper() + text[1:] for text in others)])
