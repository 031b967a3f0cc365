"""What of an extract of a document is quoted."""

from assistant.answering.quoting import pieces_of, quoted, says_something

LEAVE = (
    "Le salarié peut s'absenter pour un enfant malade. Il prévient son employeur. Le congé dure :\n"
    "- 3 jours par an ;\n"
    "- 5 jours si l'enfant a moins d'un an. La convention peut prévoir mieux.\n"
    "Un certificat est demandé.\n"
    "Voir le site du ministère"
)


def about(*words: str):
    return lambda text: float(sum(word in text for word in words))


def test_a_list_is_quoted_whole_with_the_sentence_that_introduces_it():
    assert quoted(LEAVE, about("jours")) == (
        "Le congé dure :",
        "- 3 jours par an ;",
        "- 5 jours si l'enfant a moins d'un an. La convention peut prévoir mieux.",
    )


def test_what_answers_nothing_is_not_added_to_what_does():
    assert quoted(LEAVE, about("certificat")) == ("Un certificat est demandé.",)


def test_the_pieces_quoted_keep_their_order_and_their_words():
    kept = quoted(LEAVE, about("certificat", "prévient"))
    assert kept == ("Il prévient son employeur.", "Un certificat est demandé.")
    assert all(line in LEAVE for line in kept)


def test_a_sentence_is_quoted_rather_than_a_label_with_the_same_words():
    text = "Congé payé\nLe congé est payé.\nPayer le congé est dû."
    assert "Congé payé" not in quoted(text, about("ongé", "pay", "Pay"))


def test_an_introduction_whose_list_stands_elsewhere_is_not_quoted():
    assert quoted("Le congé est payé. Le congé dure :", about("congé")) == ("Le congé est payé.",)


def test_a_piece_long_by_itself_stands_alone():
    long = "Le congé " + "mot " * 150 + "fin."
    assert quoted(f"{long} Le congé est court.", about("congé")) == (long,)


def test_items_without_their_introduction_are_pieces_of_their_own():
    assert pieces_of("- Un ;\n- Deux.") == (("- Un ;",), ("- Deux.",))


def test_titles_and_links_alone_say_nothing():
    assert not says_something("- Congé payé | Code du travail\n- Le congé, en vidéo")
    assert says_something("Pièces :\n- le contrat\n- le bulletin")
    assert says_something("- Congé payé\nLe congé est payé.")


def test_a_list_of_questions_answers_nothing():
    asked = "- Le congé est-il payé ?\n- Le congé se prend-il en août ?"
    text = f"À lire :\n{asked}\nLe congé est payé."
    assert quoted(text, about("congé", "payé")) == ("Le congé est payé.",)
    assert not says_something(asked)
