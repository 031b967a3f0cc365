"""Facts and documents together: a document that says what an answer says is cited with it, or against it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from math import fsum

from assistant.answering.draft import Draft, Shown
from assistant.answering.quantities import Figure, figures_in
from assistant.answering.quoting import pieces_of
from assistant.french import stems
from assistant.messages import Messages
from assistant.records import DraftSentence, Passage
from assistant.retrieval.hybrid import Retriever
from assistant.retrieval.ranking import Ranking
from assistant.wording import written_date

NEAREST = 40  # passages of the ranking among which a document is looked for
# Shares of what the words of a sentence weigh that the other has. Read over all pairs of the corpus and an
# instruction of 85 passages: from 0.6 with the same figures, the four pairs found say the same thing.
SAME, OPPOSED = 0.6, 0.7
FEWEST = 4  # words of a sentence, empty ones apart, for it to be compared


@dataclass(frozen=True, slots=True)
class _Extract:
    passage: Passage
    text: str

    @property
    def figures(self) -> frozenset[Figure]:
        return figures_in(self.text)


class OfficialTexts:
    """Sets the documents beside what is said from statements and records."""

    def __init__(self, retriever: Retriever, messages: Messages) -> None:
        self._retriever, self._messages = retriever, messages
        self._has_documents = any(passage.kind == "document" for passage in retriever.passages)

    def beside(self, draft: Draft, ranking: Ranking) -> Draft:
        """The draft whose sentences also cite the document that says the same, an official one first.

        A document that gives another figure for the same thing is quoted too, the two with their rank and
        date: the newer year first, else what is official.
        """
        if not self._has_documents or draft.columns or len(draft.schemes) > 1:
            return draft
        near = [row for row in ranking.best(NEAREST) if self._retriever.passages[row].kind == "document"]
        shown = Shown(draft.shown.values())
        sentences: list[DraftSentence] = []
        warnings: list[str] = []
        for sentence in draft.sentences:
            cited = [draft.shown[label] for label in sentence.labels]
            same, opposed = self._compared(sentence.text, cited, near)
            if same:
                first = [same, *cited] if _is_official(same) else [*cited, same]
                sentences.append(shown.sentence(sentence.text, *first))
            elif opposed and cited:
                said = shown.sentence(sentence.text, *cited)
                told = shown.sentence(opposed.text, opposed.passage)
                leads = _outranks(opposed.passage, cited[0])
                sentences += [told, said] if leads else [said, told]
                warnings.append(self._differing(opposed.passage, cited[0], leads))
            else:
                sentences.append(shown.sentence(sentence.text, *cited))
        every = tuple(dict.fromkeys((*draft.warnings, *warnings)))
        return replace(draft, sentences=tuple(sentences), shown=shown.passages, warnings=every)

    def _compared(
        self, text: str, cited: Sequence[Passage], near: Sequence[int]
    ) -> tuple[Passage | None, _Extract | None]:
        """The passage that says the same as the text, or else the extract that says otherwise.

        `near` are the rows of the documents to look in.
        """
        if not all(map(_is_comparable, cited)):
            return None, None
        said = {token for token in stems(text) if not token.isdigit()}
        if not near or len(said) < FEWEST:
            return None, None
        weights = {token: self._retriever.rarity(token) for token in said}
        whole = fsum(weights.values()) or 1.0

        def share(stems: Collection[str]) -> float:
            return fsum(weights[token] for token in said.intersection(stems)) / whole

        rows = [row for row in near if share(self._retriever.text_stems(row)) >= SAME]
        extracts = [e for row in rows for e in _extracts(self._retriever.passages[row])]
        shares = [(share(stems(extract.text)), extract) for extract in extracts]
        alike = sorted((pair for pair in shares if pair[0] >= SAME), key=lambda pair: -pair[0])
        figures = figures_in(text)
        same = (e.passage for _, e in alike if figures <= e.figures)
        opposed = (e for share, e in alike if share >= OPPOSED and _is_opposed(figures, e.figures))
        return next(same, None), next(opposed, None)

    def _differing(self, document: Passage, other: Passage, document_leads: bool) -> str:
        first, second = (document, other) if document_leads else (other, document)
        return self._messages.say(
            "warning_sources_differ", first=self._described(first), second=self._described(second)
        )

    def _described(self, passage: Passage) -> str:
        source = passage.sources[0]
        rank = self._messages.say(f"rank_{source.rank.replace('-', '_')}")
        day = source.published or passage.date
        return f"{source.title} ({rank}, {written_date(day)})" if day else f"{source.title} ({rank})"


def _extracts(passage: Passage) -> list[_Extract]:
    return [_Extract(passage, " ".join(pieces)) for pieces in pieces_of(passage.text)]


def _is_comparable(passage: Passage) -> bool:
    """Whether a document may say the same as a passage, or otherwise: not what another document says."""
    return passage.kind not in ("document", "unpublished")


def _is_official(passage: Passage) -> bool:
    return passage.sources[0].official


def _outranks(document: Passage, other: Passage) -> bool:
    years = [(passage.date or passage.sources[0].published or "")[:4] for passage in (document, other)]
    if all(years) and years[0] != years[1]:
        return years[0] > years[1]
    return _is_official(document)


def _is_opposed(stated: frozenset[Figure], other: frozenset[Figure]) -> bool:
    """Whether the two give different figures of one unit, about years that are not different ones."""
    years, other_years = _years(stated), _years(other)
    if years and other_years and not years & other_years:
        return False
    units = {figure.unit for figure in stated if figure.unit} & {figure.unit for figure in other}
    return any(_of(unit, stated).isdisjoint(_of(unit, other)) for unit in units)


def _of(unit: str, figures: frozenset[Figure]) -> frozenset[Figure]:
    return frozenset(figure for figure in figures if figure.unit == unit)


def _years(figures: frozenset[Figure]) -> frozenset[str]:
    return frozenset(f.value[:4] for f in figures if f.kind == "date" and not f.value.startswith("--"))
