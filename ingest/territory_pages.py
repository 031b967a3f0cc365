"""The territory of the corpus: its record, and the passages that describe communes and EPCI."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from assistant.records import Failure, Passage, Source
from assistant.supports.perimeter import Epci
from assistant.supports.territory import Commune, Territory
from assistant.wording import as_sentence, enumerated, written_date, written_number
from ingest.epci_pages import epci_passages, of_epci, registered, to_epci
from ingest.territory_files import EMPTY, FOLDER, EpciFile, read_files


def read_territory(
    corpus: Path, register: Mapping[str, Source]
) -> tuple[Territory, tuple[Passage, ...], tuple[Failure, ...]]:
    """The territory, a passage per commune of the label and several per EPCI, and what was refused.

    A corpus without the folder has an empty territory. With an unknown source, the passages go without it.
    """
    folder = corpus / FOLDER
    if not folder.is_dir():
        return EMPTY, (), ()
    described, territory, failures = read_files(folder, register)
    if described is None:
        return territory, (), failures
    passages = (
        *(_commune_passage(commune, territory, described, register) for commune in territory.communes),
        *(passage for epci in territory.epcis for passage in epci_passages(epci, territory, register)),
    )
    return territory, tuple(passage for passage in passages if passage.sources), failures


def _commune_passage(
    commune: Commune, territory: Territory, described: EpciFile, register: Mapping[str, Source]
) -> Passage:
    before = territory.epci(commune.siren)
    after = territory.epci(before.merged_into) if before and before.merged_into else None
    label = described.label
    cited = [*label.sources, *described.communes.sources]
    if after is not None and after.sources is not None:
        cited += after.sources.identity
    sentences = [
        f"{commune.name} ({_particulars(commune, described)}) fait partie du Territoire d'industrie "
        f"{label.name} {label.valid_from}-{label.valid_until}",
        *_memberships(before, after),
    ]
    move = territory.moves.get(commune.insee)
    if move is not None and (former := territory.epci(move[0])) is not None:
        sentences.append(
            f"Avant de changer d'intercommunalité, elle dépendait {of_epci(former)}, "
            f"jusqu'au {written_date(move[1])}"
        )
    sources = registered(cited, register)
    return Passage(
        passage_id=f"commune-{commune.insee}",
        kind="commune",
        source_id=sources[0].source_id if sources else "",
        text=" ".join(map(as_sentence, sentences)),
        heading_path=("Territoire Nord Lorraine", "Communes", commune.name),
        locator=f"commune {commune.insee}",
        sources=sources,
        date=after.valid_from if after else described.communes.epci_of,
        asked_as=(
            f"{commune.name} est-elle dans le périmètre du Territoire d'industrie ?",
            f"de quelle intercommunalité dépend {commune.name}",
            *(f"{postcode} {commune.name}" for postcode in commune.postcodes),
            f"mon entreprise est à {commune.name}",
        ),
        subject=commune.insee,
        part="perimeter",
    )


def _particulars(commune: Commune, described: EpciFile) -> str:
    codes = enumerated(commune.postcodes)
    plural = "codes postaux" if len(commune.postcodes) > 1 else "code postal"
    people = f"{written_number(commune.population)} habitants" if commune.population else ""
    known = [f"code INSEE {commune.insee}", f"{plural} {codes}"]
    if people:
        known.append(f"{people} en {described.communes.population_of}")
    return ", ".join(known)


def _memberships(before: Epci | None, after: Epci | None) -> Iterator[str]:
    if before is None:
        return
    if after is None:
        yield f"Elle appartient {to_epci(before)}"
    else:
        yield (
            f"Elle appartient {to_epci(after)} depuis le {written_date(after.valid_from or '')} ; "
            f"elle appartenait auparavant {to_epci(before)}"
        )
