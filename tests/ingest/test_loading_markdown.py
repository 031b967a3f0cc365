"""Markdown: what is marked up is kept, the marks are not, and cut lines are joined."""

from ingest.loading.markdown import read_markdown

SENTENCES = (
    "Les communes de moins de deux mille habitants déposent leur dossier auprès du préfet avant",
    "la fin du mois de mars, puis reçoivent un accusé qui vaut date de début pour la dépense et",
    "le taux le plus haut ne dépasse pas quatre cinquièmes des dépenses que le dossier retient.",
)


def texts_of(text: str) -> list[str]:
    return [block.text for block in read_markdown(text.encode()).blocks]


def test_headings_nest() -> None:
    content = read_markdown(b"# Guide\n\nA.\n\n## Aides\n\n### Prix ###\nB.\n\n## Dates\nC.")
    assert [block.heading_path for block in content.blocks] == [
        ("Guide",), ("Guide", "Aides", "Prix"), ("Guide", "Dates"),
    ]  # fmt: skip


def test_underlined_headings_are_headings() -> None:
    content = read_markdown(b"Guide\n=====\n\nAides\n-----\nTexte.")
    assert (content.title, content.blocks[0].heading_path) == ("Guide", ("Guide", "Aides"))


def test_the_first_heading_is_the_title() -> None:
    assert read_markdown(b"Avant.\n\n# Guide des *aides*\n\nTexte.").title == "Guide des aides"


def test_the_front_matter_gives_title_and_date_and_is_no_text() -> None:
    content = read_markdown(b'---\ntitle: "Guide"\ndate: 2025-02-28\n---\nTexte.')
    assert (content.title, content.published) == ("Guide", "2025-02-28")
    assert [block.text for block in content.blocks] == ["Texte."]


def test_a_named_heading_locates_what_stands_under_it() -> None:
    block = read_markdown(b"## Prix {#prix}\nTexte.").blocks[0]
    assert (block.heading_path, block.locator) == (("Prix",), "#prix")


def test_a_table_row_repeats_its_header() -> None:
    table = "| Public | Prix |\n|---|---:|\n| Adulte | **4 €** |\n| Enfant | |"
    assert texts_of(table) == ["Public : Adulte ; Prix : 4 €.", "Public : Enfant."]


def test_marks_links_and_comments_leave_only_their_text() -> None:
    line = "Le **prix** de l'[entrée](https://a.example) est `fixe`, *sauf* <b>fêtes</b>.<!-- à revoir -->"
    assert texts_of(line) == ["Le prix de l'entrée est fixe, sauf fêtes ."]


def test_names_with_underscores_are_not_marks() -> None:
    assert texts_of("Le fichier mon_beau_fichier est lu.") == ["Le fichier mon_beau_fichier est lu."]


def test_a_heading_within_a_code_block_is_text() -> None:
    assert texts_of("```\n# pas un titre\n```\n") == ["# pas un titre"]


def test_wrapped_lines_are_one_paragraph_and_items_stay_apart() -> None:
    assert texts_of("Une ligne\nPuis une autre.\n\n* un\n  suite\n* deux") == [
        "Une ligne Puis une autre.", "- un suite", "- deux",
    ]  # fmt: skip


def test_lines_parted_by_an_extraction_are_joined_again() -> None:
    lines = [line for number in range(1, 5) for line in (f"Règle {number}", *SENTENCES)]
    assert texts_of("\n\n".join(lines)) == [
        part for number in range(1, 5) for part in (f"Règle {number}", " ".join(SENTENCES))
    ]


def test_page_numbers_amid_a_sentence_are_left_out() -> None:
    page = "\n\n".join((SENTENCES[0], "\n{}\n", *SENTENCES[1:]))
    pages = "\n\n\n".join(page.format(number) for number in range(1, 7))
    assert texts_of(pages) == [" ".join(SENTENCES)] * 6


def test_a_number_that_counts_no_page_is_kept() -> None:
    assert "57" in texts_of("Le département\n\n57\n\nFin.")


def test_numbered_titles_of_an_extraction_are_headings() -> None:
    cut = "\n\n".join(SENTENCES * 4)
    blocks = read_markdown(f"I. Les aides\n\n{cut}\n\n1.1. Le taux\n\n{cut}".encode()).blocks
    assert {block.heading_path for block in blocks} == {("I. Les aides",), ("I. Les aides", "1.1. Le taux")}


def test_a_head_of_metadata_ends_at_the_rule() -> None:
    content = read_markdown(b"# Guide\n\n## Metadata\n\n* Date: 2025-02-28\n\n---\n\nTexte.")
    assert [block.heading_path for block in content.blocks] == [("Guide", "Metadata"), ("Guide",)]
    assert content.published == "2025-02-28"
