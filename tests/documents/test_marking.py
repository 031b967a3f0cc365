"""Words of a passage found again on a page, whatever the page does to them."""

from assistant.documents.marking import find, letters_of, lines_of

SENTENCE = "Les dépenses de l'atelier sont retenues dans la limite de 40 000 euros par an."


def found(passage: str, *pages: str) -> list[list[str]]:
    return [
        [page[start:end] for start, end in spans]
        for page, spans in zip(pages, find(passage, pages), strict=True)
    ]


def test_a_sentence_is_found_with_its_full_stop():
    assert found(SENTENCE, f"Avant. {SENTENCE} Après.") == [[SENTENCE]]


def test_a_word_cut_at_the_end_of_a_line_a_ligature_and_spaces_do_not_matter():
    page = "Le  co-\nﬁnancement des œuvres   est \u00adaccordé\u202f: voir l’annexe"
    assert found("Le cofinancement des oeuvres est accordé : voir l'annexe", page) == [[page]]


def test_a_passage_that_runs_over_is_found_on_both_pages_and_not_in_what_repeats():
    first = f"{SENTENCE} Les dépenses du fournil sont retenues"
    second = "3 / 12 dans la limite de 40 000 euros par an."
    passage = "Les dépenses du fournil sont retenues dans la limite de 40 000 euros par an."
    assert found(passage, first, second) == [
        ["Les dépenses du fournil sont retenues"],
        ["dans la limite de 40 000 euros par an."],
    ]


def test_parts_in_another_order_are_found_each_where_it_stands():
    page = "La colonne de droite parle des délais. La colonne de gauche parle des montants."
    passage = "La colonne de gauche parle des montants. La colonne de droite parle des délais."
    (parts,) = found(passage, page)
    assert "".join(parts).replace(" ", "") == page.replace(" ", "")


def test_other_words_are_not_marked():
    assert found("Le comité se réunit à Amnéville en janvier.", SENTENCE) == [[]]
    assert found("", SENTENCE) == [[]]
    assert found(SENTENCE, "") == [[]]


def test_a_short_passage_is_found_whole_or_not_at_all():
    assert found("40 000", SENTENCE) == [["40 000"]]
    assert found("41 000", SENTENCE) == [[]]


def test_a_page_of_one_letter_repeated_takes_no_time():
    (spans,) = find("a" * 2500, ["a" * 60_000])
    assert sum(end - start for start, end in spans) == 2500


def test_each_letter_keeps_the_place_it_comes_from():
    letters = letters_of("É-ﬁ")
    assert (letters.text, letters.places) == ("efi", (0, 2, 2))


def test_characters_of_one_line_make_one_box_and_the_next_line_another():
    line = [(10.0 * n, 100.0, 10.0 * n + 9, 110.0) for n in range(5)]
    below = [(10.0 * n, 85.0, 10.0 * n + 9, 95.0) for n in range(3)]
    assert lines_of([*line, (0.0, 0.0, 0.0, 0.0), *below]) == (
        (0.0, 100.0, 49.0, 110.0),
        (0.0, 85.0, 29.0, 95.0),
    )
