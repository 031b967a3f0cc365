"""Several questions in one message."""

import pytest

from assistant.answering.draft import Draft, Shown
from assistant.answering.rephrase import Standing
from assistant.answering.splitting import merge_drafts, split_questions
from assistant.messages import read_messages
from assistant.records import Passage
from assistant.settings import PROJECT

PASSAGE = Passage(
    passage_id="usines",
    kind="statement",
    source_id="note",
    text="Il y a 12 usines.",
    heading_path=("Usines",),
    locator="usines",
    sources=(),
)


def split(text: str) -> tuple[Standing, ...]:
    return split_questions(Standing(text, text, (text,)), lambda part: "Prêt Relance" in part)


def latest_of(text: str) -> list[str]:
    return [each.latest for each in split(text)]


@pytest.mark.parametrize(
    ("message", "questions"),
    [
        (
            "Qui préside la Région Grand Est ? Depuis quand ?",
            ["Qui préside la Région Grand Est ?", "Depuis quand ?"],
        ),
        (
            "Quel est le plafond du Prêt Croissance et est-il cumulable ?",
            ["Quel est le plafond du Prêt Croissance", "est-il cumulable ?"],
        ),
        (
            "Début 2024, combien de communes étaient couvertes, et pour quelle population ?",
            ["Début 2024, combien de communes étaient couvertes", "pour quelle population ?"],
        ),
        (
            "Où est installé le CETIM et depuis quelle année ?",
            ["Où est installé le CETIM", "depuis quelle année ?"],
        ),
        (
            "Donnez-moi le montant du Prêt Relance et la date limite du dépôt.",
            ["Donnez-moi le montant du Prêt Relance", "la date limite du dépôt."],
        ),
        (
            "La Région finance-t-elle les machines, et le département, il donne combien ?",
            ["La Région finance-t-elle les machines", "le département, il donne combien ?"],
        ),
        (
            "Le Prêt Croissance est-il ouvert aux SCI ? et pour les holdings c'est quand la clôture",
            ["Le Prêt Croissance est-il ouvert aux SCI ?", "et pour les holdings c'est quand la clôture"],
        ),
        (
            "liste des lauréats de 2024 en Moselle + le montant de l'enveloppe",
            ["liste des lauréats de 2024 en Moselle", "le montant de l'enveloppe"],
        ),
        (
            "Où dépose-t-on le dossier régional ? c'est la préfecture qui instruit ou la Région",
            ["Où dépose-t-on le dossier régional ?", "c'est la préfecture qui instruit ou la Région"],
        ),
        (
            "Le Prêt Croissance donne combien au maximum, et c'est encore ouvert ?",
            ["Le Prêt Croissance donne combien au maximum", "c'est encore ouvert ?"],
        ),
        (
            "Le plan de report modal paie combien pour une grue, et ça ferme quand",
            ["Le plan de report modal paie combien pour une grue", "ça ferme quand"],
        ),
        (
            "Le CODEFI, c'est quoi et qui peut le saisir ?",
            ["Le CODEFI, c'est quoi", "qui peut le saisir ?"],
        ),
        (
            "J'aimerais savoir combien d'usines sont aidées et si Yutz en fait partie",
            ["J'aimerais savoir combien d'usines sont aidées", "est-ce que Yutz en fait partie"],
        ),
    ],
)
def test_each_question_of_a_message_is_told_apart(message: str, questions: list[str]) -> None:
    assert latest_of(message) == questions


@pytest.mark.parametrize(
    "message",
    [
        "Quel est le taux pour les PME et les ETI ?",
        "À partir de quel âge et jusqu'à quand peut-on être apprenti ?",
        "Entre combien et combien se situe la subvention ?",
        "Quels sont les territoires labellisés en 2023, qui touchent la Lorraine ?",
        "Quelle différence entre la date d'ouverture du guichet et celle de sa clôture ?",
        "Quel est le montant et la durée du prêt ?",
        "Quelles aides pour un four électrique ? Nous sommes une fonderie de 45 personnes.",
        "encore ouvert ? Combien on aurait, en gros ?",
        "Le guichet du Prêt Croissance est-il fermé et la banque ouverte ?",
        "Combien donne le Prêt Croissance et si on a déjà commandé, c'est mort ?",
        "Dites-moi quand ferme le guichet et si besoin l'adresse",
        "Comme le siège du pôle est à Nancy, quelle adresse dois-je noter ?",
    ],
)
def test_a_message_that_asks_one_thing_is_one_question(message: str) -> None:
    assert latest_of(message) == [message]


def test_a_question_without_a_subject_takes_that_of_the_first_and_not_what_it_asked() -> None:
    message = "Le haut-fourneau d'Uckange : quelle hauteur, et qui l'entretient ?"

    _, second = split(message)

    assert "Uckange" in second.text
    assert "hauteur" not in second.text


def test_what_is_asked_of_one_place_after_another_takes_what_was_asked() -> None:
    _, second = split("Population légale du périmètre et combien à l'Arc Mosellan ?")

    assert "Population" in second.text


def test_one_that_says_en_faire_partie_takes_what_it_is_part_of() -> None:
    _, second = split(
        "Je voudrais savoir combien d'usines de la Fensch sont aidées et si Yutz en fait partie"
    )

    assert "Fensch" in second.text


def test_the_question_without_an_answer_is_named() -> None:
    messages = read_messages(PROJECT / "prompts")
    shown = Shown()
    sentence = shown.sentence("Il y a 12 usines.", PASSAGE)
    found = Draft("answered", "answered", "", (sentence,), shown.passages)
    nothing = Draft("not_found", "not_found_no_passage", "Rien.")

    named = merge_drafts([found, nothing], messages, "1er mai 2026", ["combien", "qui les dirige à Metz ?"])
    unnamed = merge_drafts([found, nothing], messages, "1er mai 2026", ["combien", "et lequel ?"])

    assert "Sur « qui les dirige à Metz »" in named.tail
    assert "l'autre question" in unnamed.tail


def test_what_is_not_published_is_told_where_nothing_else_is_found() -> None:
    messages = read_messages(PROJECT / "prompts")
    shown = Shown()
    sentence = shown.sentence("Le nom n'est pas publié.", PASSAGE)
    untold = Draft("not_found", "not_found_unpublished", "", (sentence,), shown.passages)
    nothing = Draft("not_found", "not_found_no_passage", "Rien.")

    merged = merge_drafts(
        [nothing, untold], messages, "1er mai 2026", ["combien d'ouvriers à Metz", "qui les dirige ?"]
    )

    assert merged.sentences == (sentence,)
    assert "Sur « combien d'ouvriers à Metz »" in merged.tail


def test_a_question_that_names_a_support_stands_alone() -> None:
    _, second = split("L'accélérateur est-il encore ouvert ? et le Prêt Relance ferme quand")

    assert "accélérateur" not in second.text


@pytest.mark.parametrize(
    "message",
    [
        "C'est quoi le Rebond industriel et ça nous coûte quelque chose ?",
        "Combien de lauréats en Grand Est, et y en a-t-il un à Metz ?",
        "Combien de fiches actions et on peut les consulter où ?",
        "Quel est le siège de l'Arc Mosellan et son président ?",
        "Combien de temps dure le label et que se passe-t-il ensuite ?",
    ],
)
def test_the_plain_words_of_a_second_half_are_a_question(message: str) -> None:
    first, second = split(message)

    assert first.latest not in second.latest
