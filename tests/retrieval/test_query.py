"""How a question is read before the search."""

from unicodedata import normalize

import pytest

from assistant.french import stem, words
from assistant.retrieval.lexical import LexicalIndex
from assistant.retrieval.query import QueryReader
from assistant.retrieval.vocabulary import TermGroup

GROUPS = (
    TermGroup("copil", ("comité de pilotage", "copil"), False),
    TermGroup("ca", ("CA", "chiffre d'affaires"), True),
    TermGroup("zae", ("zone activité économique intercommunale communautaire", "parc"), False),
)
WORDS = "comite pilotage copil thionville subvention chiffre affaires four".split()


@pytest.fixture
def reader() -> QueryReader:
    return QueryReader(GROUPS, WORDS)


def test_an_acronym_is_expanded_to_the_words_it_stands_for(reader: QueryReader) -> None:
    assert {stem("comite"), stem("pilotage")} <= set(reader.read("date du copil").expansions)


def test_words_are_expanded_to_their_acronym(reader: QueryReader) -> None:
    assert stem("copil") in reader.read("les comités de pilotage").expansions


def test_a_one_way_group_is_not_expanded_backwards(reader: QueryReader) -> None:
    assert reader.read("notre chiffre d'affaires").expansions == ()
    assert reader.read("quel CA").expansions != ()


def test_equivalents_come_in_the_order_of_the_question(reader: QueryReader) -> None:
    asked = "zone activité économique intercommunale communautaire"

    assert list(reader.read(asked).equivalents) == [stem(word) for word in words(asked)]


def test_a_slip_is_corrected_to_the_one_word_of_the_corpus_near_it(reader: QueryReader) -> None:
    assert reader.read("subvnetion à Thionvile").stems == (stem("subvention"), stem("thionville"))


def test_a_short_word_is_never_corrected(reader: QueryReader) -> None:
    assert reader.read("tour").stems == ("tour",)


def test_a_word_that_nobody_knows_is_told(reader: QueryReader) -> None:
    assert reader.read("quiche au four").unknown == (stem("quiche"),)


PRINTED = (
    "Le cœur de l\u2019action",
    normalize("NFD", "L’éligibilité de l’œuvre"),
    "Le ﬁnance\u00adment à 1\u202f200\u00a0€",
    "La sous\u2011traitance",
)


@pytest.mark.parametrize(
    ("typed", "rank"),
    [
        ("coeur", 0),
        ("l'action", 0),
        ("laction", 0),
        ("éligibilité", 1),
        ("eligibillite", 1),
        ("l'oeuvre", 1),
        ("oeuvrre", 1),
        ("financement", 2),
        ("finnancement", 2),
        ("1200 euros", 2),
        ("sous-traitance", 3),
        ("sous traitanse", 3),
    ],
)
def test_what_is_typed_finds_what_is_printed(typed: str, rank: int) -> None:
    reader = QueryReader((), [word for text in PRINTED for word in words(text)])
    query = reader.read(typed)
    scores = LexicalIndex(PRINTED).scores(query.stems)
    assert query.unknown == () and scores.argmax() == rank and scores.max() > 0
