"""Answers and passages as the command line shows them."""

from typing import Any

from assistant.records import Answer, Citation, RankedPassage


def passage_as_json(ranked: RankedPassage) -> dict[str, Any]:
    """A ranked passage as plain values, with the keys of the contract and the id of the passage."""
    passage = ranked.passage
    return {
        "source_id": passage.source_id,
        "passage_id": passage.passage_id,
        "heading_path": list(passage.heading_path),
        "locator": passage.locator,
        "text": passage.text,
        "score": ranked.score,
        "dense_rank": ranked.dense_rank,
        "lexical_rank": ranked.lexical_rank,
    }


def passages_as_text(document: dict[str, Any]) -> str:
    """The results of a search, one paragraph a passage."""
    if "error" in document:
        return str(document["error"])
    return "\n".join(
        f"{rank}. {' › '.join(result['heading_path'])} ({result['locator']})\n   {result['text']}"
        for rank, result in enumerate(document["results"], start=1)
    )


def answer_as_text(answer: Answer) -> str:
    """An answer with what is to be checked, whom to ask and its sources, for a terminal."""
    lines = [answer.answer]
    lines += [f"À vérifier : {warning}" for warning in answer.warnings]
    lines += [f"Qui contacter : {contact}" for contact in answer.contacts]
    if answer.citations:
        numbers: dict[str, str] = {}
        for citation in answer.citations:
            source = _source(citation)
            numbers[source] = f"{numbers.get(source, '')}[{citation.n}]"
        lines += ["", "Sources", *(f"{cited} {source}" for source, cited in numbers.items())]
    return "\n".join(lines) + "\n"


def _source(citation: Citation) -> str:
    """The source of a citation in one line: passages of one source share it."""
    kind = "officiel" if citation.official else "presse"
    parts = [citation.title, citation.publisher, citation.published, kind, citation.url]
    return ", ".join(part for part in parts if part)
