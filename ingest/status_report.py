"""What `status` says to people: first the sources that need somebody, then all that are cited."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ingest.report import counted, number_of

_HEADINGS = {
    "changed": "Sources modifiées, à relire",
    "gone": "Sources disparues",
    "failing": "Sources en échec",
    "expired": "Sources expirées",
    "stale": "Sources non vérifiées depuis plus de {days} jours",
}
_NAMED = 12
Line = Mapping[str, Any]


def status_lines(status: Mapping[str, Any]) -> Iterator[str]:
    """The state of the index, the sources that need somebody, then one line per source that has passages."""
    yield f"Index version {status['version']} du {status['built_at']}, empreinte {status['fingerprint']}."
    yield f"Modèle d'embedding : {status['embedding_model']}."
    yield f"Contenu : {counted(status['counts'])}."
    yield (
        "À jour avec le corpus."
        if status["up_to_date"]
        else "Le corpus a changé : lancez `python -m ingest build`."
    )
    yield from _pressing_lines(status["sources"], status["stale_days"])
    cited = [source for source in status["sources"] if source["passages"]]
    yield from (_cited_line(source) for source in cited)
    yield from (f"  en échec : {failure}" for failure in status["failing"])


def _pressing_lines(sources: Sequence[Line], stale_days: int) -> Iterator[str]:
    for mark, heading in _HEADINGS.items():
        marked = [source for source in sources if mark in source["marks"]]
        if marked:
            yield f"{heading.format(days=stale_days)} ({len(marked)}) :"
        for source in marked:
            yield f"  {source['source_id']} : {_detail(mark, source)} ; {source['title']}"
            if mark in ("changed", "gone"):
                yield from _resting_lines(source)
    never = sum("unchecked" in source["marks"] for source in sources)
    if never:
        yield f"{number_of(never, 'source jamais vérifiée', 'sources jamais vérifiées')} : aucune copie."


def _detail(mark: str, source: Line) -> str:
    if mark == "changed":
        change = source["changes"][0]
        removed = number_of(len(change["removed"]), "phrase retirée", "phrases retirées")
        added = number_of(len(change["added"]), "ajoutée", "ajoutées")
        return f"le {change['at'][:10]}, {removed}, {added}"
    if mark == "expired":
        return f"depuis le {source['valid_until']}"
    if mark == "stale":
        return f"vérifiée le {source['checked_at'][:10]}, il y a {source['days_unchecked']} jours"
    since = (source["failing_since"] or source["checked_at"])[:10]
    return " ; ".join(filter(None, (f"depuis le {since}", source["reason"])))


def _resting_lines(source: Line) -> Iterator[str]:
    for word, ids in (("énoncés", source["statements"]), ("aides", source["supports"])):
        if ids:
            more = f" … et {len(ids) - _NAMED} de plus" if len(ids) > _NAMED else ""
            yield f"    {word} à relire : {', '.join(ids[:_NAMED])}{more}"


def _cited_line(source: Line) -> str:
    published = source["published"] or "sans date"
    facts = [number_of(source["passages"], "passage", "passages"), published]
    if source["checked_at"]:
        facts.append(f"vérifiée le {source['checked_at'][:10]}")
    if source["fetched_at"]:
        facts.append(f"copie du {source['fetched_at'][:10]}")
    return f"  {source['source_id']} : {' ; '.join((*facts, source['title']))}"
