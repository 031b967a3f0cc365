"""What the corpus tells of each intercommunality: one passage per part of its record."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from assistant.records import Confidence, Passage, Source
from assistant.supports.perimeter import Epci, Person
from assistant.supports.territory import Territory
from assistant.wording import after_colon, as_sentence, dated, enumerated, written_date, written_number
from ingest.register import strongest_first

_KNOWN_ON = date(2026, 1, 1)  # the EPCI of 2025, with the merger of that day
_INDICATIVE = "Liste indicative, tirée de la presse et de pages parfois anciennes."


def epci_passages(epci: Epci, territory: Territory, register: Mapping[str, Source]) -> Iterator[Passage]:
    """One passage per part of the EPCI that has content and a known source."""
    if epci.sources is None:
        return
    cited = epci.sources
    parts: tuple[tuple[str, str, str, tuple[str, ...], str | None, Confidence, str | None], ...] = (
        (
            "identity",
            "Identité",
            _identity(epci),
            cited.identity,
            epci.valid_from if epci.merged_from else None,
            "high",
            epci.note,
        ),
        ("communes", "Communes", _communes(epci, territory), cited.identity, None, "high", None),
        ("people", "Présidence", _people(epci), cited.people, *_dating(epci.president)),
        ("economy", "Économie", _economy(epci), cited.economy, None, "medium", _INDICATIVE),
        ("contact", "Contact économique", _contact(epci), cited.contact, *_contact_dating(epci)),
    )
    for ordinal, (part, title, text, source_ids, day, confidence, note) in enumerate(parts):
        sources = registered(source_ids, register)
        if text and sources:
            yield Passage(
                passage_id=f"epci-{epci.slug}/{part}",
                kind="epci",
                source_id=sources[0].source_id,
                text=text,
                heading_path=("Territoire Nord Lorraine", epci.name, title),
                locator=f"fiche de l'intercommunalité, « {title} »",
                sources=sources,
                ordinal=ordinal,
                date=day,
                confidence=confidence,
                note=note,
                asked_as=_questions(epci, part),
                subject=epci.siren or epci.slug,
                part=part,
            )


def _dating(person: Person | None) -> tuple[str | None, Confidence, str | None]:
    return (person.as_of, person.confidence, None) if person else (None, "low", None)


def _contact_dating(epci: Epci) -> tuple[str | None, Confidence, str | None]:
    development = epci.economic_development
    is_old = development.contact_as_of is not None
    note = f"Coordonnées de {development.contact_as_of}, à vérifier." if is_old else None
    return development.contact_as_of, "low" if is_old else "medium", note


def _identity(epci: Epci) -> str:
    subject = the_epci(epci)
    known = [f"SIREN {epci.siren}"] if epci.siren else ["SIREN non trouvé"]
    known += [f"siège : {epci.seat}"] if epci.seat else []
    size = [f"{epci.commune_count} communes"] if epci.commune_count else []
    if epci.population:
        size.append(
            f"{written_number(epci.population.municipal_2023)} habitants (population municipale 2023)"
        )
    verb = "réunissait" if epci.valid_until else "réunit"
    role = (
        "Elle est l'une des dix intercommunalités labellisées en 2023 au sein de Nord Lorraine"
        if epci.labelled
        else "Elle a pris la suite de deux des dix intercommunalités labellisées en 2023"
    )
    sentences = [f"{subject[0].upper()}{subject[1:]} ({', '.join(known)}) {verb} {enumerated(size)}", role]
    return " ".join(map(as_sentence, [*sentences, *([epci.history] if epci.history else [])]))


def _communes(epci: Epci, territory: Territory) -> str:
    day = epci.valid_until or _KNOWN_ON
    names = [commune.name for commune in territory.communes_of(epci, day)]
    tense = "étaient" if epci.valid_until else "sont"
    until = f", jusqu'au {written_date(epci.valid_until)}," if epci.valid_until else ""
    return (
        as_sentence(f"Les {len(names)} communes {of_epci(epci)}{until} {tense} {enumerated(names)}")
        if names
        else ""
    )


def _people(epci: Epci) -> str:
    sentences = [] if epci.president is None else _presidency(epci, epci.president)
    if epci.deputy_president is not None:
        deputy = epci.deputy_president
        sentences.append(f"{deputy.name} en était président délégué {_known_on(deputy)}")
    if epci.president is not None and epci.president.note:
        sentences.append(epci.president.note)
    referent = epci.economic_development.referent
    if referent is not None:
        sentences.append(f"{referent.name}, {referent.role}, y suivait le programme {_known_on(referent)}")
    return " ".join(map(as_sentence, sentences))


def _presidency(epci: Epci, president: Person) -> list[str]:
    if epci.valid_until is not None:
        day_after = epci.valid_until + timedelta(days=1)
        merger = written_date(day_after)
        return [f"{president.name} a été le dernier président {of_epci(epci)}, avant la fusion du {merger}"]
    term = f" ({president.term})" if president.term else ""
    return [f"{president.name} présidait {the_epci(epci)} {_known_on(president)}{term}"]


def _known_on(person: Person) -> str:
    if person.as_of is None:
        return "à une date qui n'est pas donnée"
    return f"au {written_date(person.as_of)}" if person.as_of.count("-") == 2 else dated(person.as_of)


def _economy(epci: Epci) -> str:
    sentences = []
    if epci.zones:
        sentences.append(f"Zones d'activités et sites {of_epci(epci)} : {' ; '.join(epci.zones)}")
    if epci.employers:
        sentences.append(f"Employeurs industriels cités {in_epci(epci)} : {' ; '.join(epci.employers)}")
    return " ".join(map(as_sentence, sentences))


def _contact(epci: Epci) -> str:
    development = epci.economic_development
    sentences = []
    if development.service:
        sentences.append(f"Développement économique {of_epci(epci)} : {after_colon(development.service)}")
    if development.contact:
        age = (
            f" (coordonnées de {development.contact_as_of}, à vérifier)" if development.contact_as_of else ""
        )
        sentences.append(f"Contact {of_epci(epci)} : {development.contact}{age}")
    if epci.website:
        sentences.append(f"Site {of_epci(epci)} : {epci.website}")
    return " ".join(map(as_sentence, sentences))


def _questions(epci: Epci, part: str) -> tuple[str, ...]:
    name, short = the_epci(epci), epci.aliases[0] if epci.aliases else epci.name
    acronym = next((alias for alias in epci.aliases if alias.isupper()), short)
    seat = epci.seat or short
    return {
        "identity": (
            f"c'est quoi {acronym}",
            f"combien d'habitants {in_epci(epci)}",
            f"{short} : SIREN, siège, population",
            f"{name} fait-elle partie de Nord Lorraine ?",
            f"histoire et création {of_epci(epci)}",
            f"numéro SIREN {of_epci(epci)}",
            f"n° siren {short}",
            f"combien de gens vivent {in_epci(epci)} ?",
            f"population {acronym}",
            f"{short}, ça fait combien d'habitants ?",
            f"où est le siège {of_epci(epci)} ?",
            f"dans quelle ville sont les bureaux {of_epci(epci)}, à {seat} ?",
            f"quelle est la taille de {short}, en communes et en habitants ?",
            f"en quelle année {name} a-t-elle été créée ?",
            f"combien de monde dans l'interco de {seat}",
        ),
        "communes": (
            f"quelles sont les communes {of_epci(epci)} ?",
            f"liste des communes {acronym}",
            f"communes membres {of_epci(epci)}",
            f"combien de communes compte {name}",
            f"quelles villes sont dans {short}",
            f"donnez-moi toutes les communes de l'interco de {seat}",
            f"quelles communes composent {name} ?",
            f"villages et villes {of_epci(epci)}",
            f"de quelles communes {short} est-elle formée ?",
            f"l'agglo ou la comcom de {seat}, elle regroupe quelles communes ?",
            f"noms des communes du ressort {of_epci(epci)}",
            f"quelles mairies font partie de {short}",
        ),
        "people": (
            f"qui préside {name} ?",
            f"nom du président {of_epci(epci)}",
            f"président {acronym}",
            f"à quel élu m'adresser {in_epci(epci)}",
            f"c'est qui le patron de {short}",
            f"qui est à la tête {of_epci(epci)} ?",
            f"qui dirige l'interco de {seat}",
            f"comment s'appelle le président ou la présidente de {short} ?",
            f"à quel président écrire pour {short}",
            f"qui présidait {name} ces dernières années ?",
        ),
        "economy": (
            f"quelles zones d'activités {in_epci(epci)} ?",
            f"grandes entreprises industrielles {of_epci(epci)}",
            f"employeurs {acronym}",
            f"où m'implanter {in_epci(epci)}",
            f"quelles usines sur le territoire {of_epci(epci)}",
            f"principaux industriels implantés {in_epci(epci)}",
            f"qui sont les gros employeurs du côté de {seat} ?",
            f"quelles boîtes tournent {in_epci(epci)}",
            f"parcs d'activités et friches {of_epci(epci)}",
            f"{short} : quelles entreprises, quelles zones ?",
        ),
        "contact": (
            f"qui contacter pour le développement économique {of_epci(epci)} ?",
            f"téléphone ou adresse {of_epci(epci)}",
            f"service économique {acronym}",
            f"interlocuteur des entreprises {in_epci(epci)}",
            f"site internet {of_epci(epci)}",
            f"quel numéro appeler pour joindre {name} ?",
            f"coordonnées de {short}",
            f"adresse mail ou téléphone {acronym}",
            f"qui s'occupe des entreprises à {short} ?",
            f"à qui parler de mon projet {in_epci(epci)} ?",
            f"je veux appeler le développeur économique de {short}",
        ),
    }[part]


def registered(identifiers: Sequence[str], register: Mapping[str, Source]) -> tuple[Source, ...]:
    """The sources of those identifiers that the register knows, the strongest first."""
    known = dict.fromkeys(identifier for identifier in identifiers if identifier in register)
    return strongest_first([register[identifier] for identifier in known])


def the_epci(epci: Epci) -> str:
    """The name in a sentence: `la communauté de communes…`, `l'Eurométropole de Metz`, `Grand Longwy…`."""
    if epci.name.startswith("Communauté"):
        return f"la c{epci.name[1:]}"
    return f"l'{epci.name}" if epci.name[0] in "AEÉIOU" else epci.name


def of_epci(epci: Epci) -> str:
    """The name after « de »."""
    return f"de {the_epci(epci)}"


def to_epci(epci: Epci) -> str:
    """The name after « à »."""
    return f"à {the_epci(epci)}"


def in_epci(epci: Epci) -> str:
    """The name after « dans », or « à » when it bears no article."""
    return f"dans {the_epci(epci)}" if the_epci(epci) != epci.name else f"à {epci.name}"
