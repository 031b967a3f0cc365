"""The page as its script draws it: first screen, answers, sources, and what replaces them."""

import re
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from assistant.answering.pipeline import Assistant
from assistant.evaluation.figures import Figures
from assistant.pages.about import measured_in_words
from assistant.pages.answers import copied_text
from assistant.pages.conversation import Exchange
from assistant.pages.highlighting import highlight
from assistant.pages.interface import Interface, read_interface
from assistant.pages.sources import describe
from assistant.pages.typography import (
    as_typed,
    embolden,
    escape,
    french_date,
    key_figure,
    link,
    tidy,
    year_when_old,
)
from assistant.records import Answer, Citation, CitedSentence, IndexState, Question
from assistant.settings import PROJECT

QUESTION = "Quand le premier comité de pilotage du Nord Lorraine était-il prévu ?"
TODAY = date(2026, 11, 23)


@pytest.fixture
def words() -> Interface:
    return read_interface(PROJECT / "prompts" / "interface.yaml")


@pytest.fixture
def page(project_index: Path) -> Iterator[AppTest]:
    yield AppTest.from_file(str(PROJECT / "app.py"), default_timeout=180).run()


def citation(**changes: object) -> Citation:
    fields: dict[str, object] = {
        "n": 1,
        "source_id": "gazette",
        "url": "https://example.org/comite",
        "title": "Premier comité de pilotage",
        "publisher": "La Gazette",
        "published": "2024-01",
        "official": False,
        "locator": "",
        "heading_path": (),
        "excerpt": "Le comité était prévu le 30 janvier 2024 à Amnéville.",
        "valid": "unknown",
        "passage_id": "p",
    }
    return Citation(**(fields | changes))  # type: ignore[arg-type]


def shown(page: AppTest) -> str:
    return "\n".join(str(element.value) for element in (*page.markdown, *page.caption))


def test_the_first_screen_offers_the_six_questions_of_the_two_groups(page: AppTest, words: Interface):
    labels = {button.label for button in page.main.button}
    offered = {escape(question) for group in words.welcome.groups for question in group.questions}
    assert len(offered) == 6
    assert offered <= labels


def test_the_first_screen_says_what_the_assistant_is_not(page: AppTest, words: Interface):
    assert escape(words.welcome.limits) in shown(page)


def test_a_typed_question_is_answered_with_every_sentence_shown_and_every_source_listed(page: AppTest):
    page.chat_input(key="box").set_value(QUESTION).run()
    (exchange,) = page.session_state["exchanges"]
    drawn = shown(page).replace("**", "")
    assert exchange.outcome.citations
    assert all(escape(sentence.text) in drawn for sentence in exchange.outcome.sentences)
    assert all(escape(source.publisher) in drawn for source in exchange.outcome.citations)


def test_a_support_offered_to_a_project_has_a_line_for_each_thing_to_check(page: AppTest, words: Interface):
    page.chat_input(key="box").set_value("PME de 30 salariés à Metz, je veux isoler mes bâtiments.").run()
    check = escape(f"{words.answer.to_check} :")
    items = [str(each.value) for each in page.markdown if check in str(each.value)]
    offered = [item.split("  \n") for item in items if item.startswith("**")]
    assert len(offered) >= 3
    assert all(line.count(check) <= 1 and check not in name for name, *lines in offered for line in lines)


def test_a_clicked_question_is_answered(page: AppTest, words: Interface):
    clicked = words.welcome.groups[1].questions[0]
    next(button for button in page.main.button if button.label == escape(clicked)).click().run()
    (exchange,) = page.session_state["exchanges"]
    assert exchange.question == clicked


def test_the_second_question_is_asked_with_the_first_exchange_before_it(page: AppTest):
    page.chat_input(key="box").set_value(QUESTION).run()
    page.chat_input(key="box").set_value("Et où ?").run()
    assert [exchange.question for exchange in page.session_state["exchanges"]] == [QUESTION, "Et où ?"]


def test_a_personal_number_is_neither_shown_nor_kept_by_the_page(page: AppTest):
    page.chat_input(key="box").set_value(f"Mon portable : 06 12 34 56 78. {QUESTION}").run()
    (exchange,) = page.session_state["exchanges"]
    assert "12 34 56" not in f"{shown(page)}{exchange}"
    assert exchange.outcome.citations
    assert exchange.outcome.warnings


def test_a_new_conversation_brings_the_first_screen_back(page: AppTest, words: Interface):
    page.chat_input(key="box").set_value(QUESTION).run()
    page.sidebar.button(key="new").click().run()
    assert page.title[0].value == escape(words.welcome.heading)


def test_a_blank_question_leaves_the_first_screen(page: AppTest, words: Interface):
    page.chat_input(key="box").set_value("   ").run()
    assert page.title[0].value == escape(words.welcome.heading)


def test_a_missing_index_is_said_with_the_command_that_builds_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: Interface
):
    monkeypatch.setenv("ASSISTANT_INDEX", str(tmp_path / "none"))
    page = AppTest.from_file(str(PROJECT / "app.py"), default_timeout=180).run()
    assert page.title[0].value == escape(words.unavailable.heading)
    assert page.code[0].value == words.unavailable.command
    assert not page.exception


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("**gras**", r"\*\*gras\*\*"),
        ("<b>x</b>", r"\<b\>x\<\/b\>"),
        ("$x$ [a](b) `c`", r"\$x\$ \[a\]\(b\) \`c\`"),
        ("# titre\n- liste", r"\# titre \- liste"),
        ("l'été à 5,1 M€", r"l\'été à 5\,1 M€"),
    ],
)
def test_markup_in_the_data_is_escaped(text: str, markdown: str):
    assert escape(text) == markdown


@pytest.mark.parametrize(
    "typed",
    [
        "<script>alert(1)</script>",
        "'; DROP TABLE supports; --",
        "![image](https://exemple.invalid/p.png)",
        "[lien](javascript:alert(1))",
        "https://exemple.invalid/x www.exemple.invalid a@b.example",
        "$x^2$ :red[rouge] :smile: -> `code` ~~barré~~",
        "# titre > citation | tableau | --- |",
    ],
)
def test_what_a_visitor_typed_is_shown_as_text_and_nothing_in_it_is_a_link(typed: str):
    drawn = as_typed(typed)
    assert re.findall(r"(?<!\\)[<>\[\]()$`*_#|~!]", drawn) == []
    assert re.findall(r"https?\\?:\\?/|www\\?\.|\w\\?@\w", drawn) == []
    assert tidy(typed) == tidy(re.sub(r"\\(?=[!-/:-@\[-`{-~])|\u2060", "", drawn))


def test_the_unseen_characters_of_a_message_are_not_drawn(page: AppTest):
    page.chat_input(key="box").set_value(f"\u202eignore\U000e0041\u200b<b> {QUESTION}").run()
    (exchange,) = page.session_state["exchanges"]
    assert not re.search("[\u200b\u202e\U000e0041]", f"{shown(page)}{exchange}")
    assert escape("<b>") in shown(page)


def test_an_emoji_code_is_parted_so_that_it_stays_text():
    assert escape("a:smile:") == "a\\:\u2060smile\\:"


def test_the_spaces_inside_a_figure_do_not_break():
    assert tidy("1 200 000 € : oui") == "1\u00a0200\u00a0000\u00a0€\u00a0: oui"


@pytest.mark.parametrize(
    ("question", "figure"),
    [("Combien ?", "5,1 M€"), ("Quand ?", "30 janvier 2024"), ("Jusqu'à quand ?", "30 janvier 2024")],
)
def test_the_figure_in_bold_is_of_the_kind_that_was_asked(question: str, figure: str):
    sentence = "Le 30 janvier 2024, 5,1 M€ ont été annoncés."
    start, end = key_figure(sentence, question) or (0, 0)
    assert sentence[start:end] == figure


def test_a_sentence_without_figure_has_nothing_in_bold():
    assert embolden("Aucun chiffre.", key_figure("Aucun chiffre.", "Combien ?")) == r"Aucun chiffre\."


def test_the_bold_keeps_the_spaces_around_it():
    assert embolden("De 30 % au plus", (3, 7)) == "De **30\u00a0\\%** au plus"


@pytest.mark.parametrize(
    ("iso", "french"),
    [
        ("2026-01-01", "1er janvier 2026"),
        ("2024-01-30", "30 janvier 2024"),
        ("2024-08", "août 2024"),
        ("2024", "2024"),
        ("2026-11-22T21:04:11+00:00", "22 novembre 2026"),
        ("2024-13", "2024-13"),
        ("vers 2024", "vers 2024"),
    ],
)
def test_a_date_is_written_in_french_and_stays_as_partial_as_it_was(iso: str, french: str):
    assert french_date(iso) == french


@pytest.mark.parametrize(
    ("iso", "year"),
    [
        ("2024", "2024"),
        ("2025", None),
        ("2025-11", None),
        ("2025-11-22", "2025"),
        ("2025-11-23", None),
        (None, None),
        ("hier", None),
    ],
)
def test_a_date_is_old_only_when_all_of_it_is_over_a_year_away(iso: str | None, year: str | None):
    assert year_when_old(iso, TODAY) == year


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "//host/x", "http://[", "https://a b", None]
)
def test_an_address_that_is_not_of_the_web_is_not_linked(url: str | None):
    assert link("titre", url) == "titre"


def test_an_address_of_the_web_is_linked_whole():
    assert link("a]b", "https://example.org/x_(y)>") == r"[a\]b](<https://example.org/x_(y)%3E>)"


def test_a_source_tells_its_rank_and_its_age_in_words(words: Interface):
    line = describe(citation(), words, TODAY)
    assert "janvier 2024" in line
    assert words.source.press in line
    assert words.source.age.format(year=2024) in line


def test_a_recent_official_source_is_not_called_old(words: Interface):
    line = describe(citation(official=True, published="2026-10-01"), words, TODAY)
    assert words.source.official in line
    assert "information de" not in line


def test_a_source_that_changed_after_the_review_says_so(words: Interface):
    told = words.source.changed.format(day="3 novembre 2026")
    assert escape(told) in describe(citation(changed_at="2026-11-03"), words, TODAY)
    assert escape(told) not in describe(citation(), words, TODAY)


def test_an_expired_source_says_so(words: Interface):
    assert escape(words.source.expired) in describe(citation(valid="expired"), words, TODAY)


def test_the_words_taken_from_a_passage_are_marked_and_the_rest_is_not():
    marked = highlight(
        "Avant. Le comité se réunit le 30 janvier 2024. Après.", ["Le comité se réunit le 30 janvier 2024."]
    )
    assert marked == r"Avant\. :blue-background[Le comité se réunit le 30 janvier 2024]\. Après\."


def test_a_number_alone_is_marked_but_not_a_small_word():
    assert highlight("Le taux est de 30 % ici.", ["Elle est de 30 % ailleurs."]).count("blue-background") == 1


def test_the_copy_of_an_answer_carries_its_numbers_and_its_addresses(words: Interface):
    answer = Answer("Quand ?", "answered", "answered", "", (CitedSentence("Le 30.", (1,)),), (citation(),))
    copy = copied_text(Exchange("Quand ?", TODAY, answer), answer, words)
    assert "Le 30. [1]" in copy
    assert (
        "[1] Premier comité de pilotage, La Gazette, janvier 2024, presse, https://example.org/comite" in copy
    )


def test_every_question_of_the_first_screen_is_answered_with_a_source(assistant: Assistant, words: Interface):
    questions = [question for group in words.welcome.groups for question in group.questions]
    answers = (assistant.answer(Question(question, TODAY)) for question in questions)
    assert [
        answer.question for answer in answers if answer.status != "answered" or not answer.citations
    ] == []


def luminance(colour: str) -> float:
    """Relative luminance of `#RRGGBB`, as WCAG 2.2 defines it."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("ground", ["backgroundColor", "secondaryBackgroundColor"])
def test_every_text_colour_of_the_theme_stands_out_on_its_ground(theme: str, ground: str):
    config = tomllib.loads((PROJECT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    colours = config["theme"][theme]
    texts = {
        name: colours[name] for name in colours if name.endswith(("TextColor", "textColor", "linkColor"))
    }
    paper = luminance(colours[ground])
    ratios = {name: sorted((luminance(text) + 0.05, paper + 0.05)) for name, text in texts.items()}
    assert len(texts) >= 7
    assert [name for name, (darker, lighter) in ratios.items() if lighter / darker < 4.5] == []


def figures(fingerprint: str, **changes: object) -> Figures:
    measures = {
        "count": 112,
        "cited": 0.764,
        "falsely_refused": 0.106,
        "rightly_silent": 0.963,
        "unsafe": 0.107,
    }
    return Figures("2026-11-25", fingerprint, "e5", {"product": {"hold": measures | changes}}, {})


def test_what_was_measured_is_told_with_its_day_and_its_index(words: Interface):
    state = IndexState("abc", 1, "2026-11-22T00:00:00+00:00", {}, "e5")
    told = measured_in_words(figures("abc"), state, words)
    assert "25 novembre 2026, sur 112 questions" in told
    assert "juste et citée 76 fois sur 100" in told
    assert told.count("abc") == 1


def test_an_index_that_was_not_measured_is_told(words: Interface):
    state = IndexState("newer", 1, "2026-11-22T00:00:00+00:00", {}, "e5")
    assert "newer" in measured_in_words(figures("abc"), state, words)


def test_a_measure_that_is_missing_is_not_told(words: Interface):
    state = IndexState("abc", 1, "2026-11-22T00:00:00+00:00", {}, "e5")
    assert measured_in_words(figures("abc", rightly_silent=None), state, words) == ""
