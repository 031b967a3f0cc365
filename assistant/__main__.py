"""The door of the command line: `python -m assistant ask | search | match | deadlines | evaluate`."""

import argparse
import json
import logging
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, NoReturn, TextIO
from uuid import uuid4
from zoneinfo import ZoneInfo

from assistant.batch import BatchLine, error_answer, read_question
from assistant.errors import AssistantError, InvalidInput
from assistant.rendering import answer_as_text, passage_as_json, passages_as_text
from assistant.settings import Settings, read_settings

DONE, DONE_WITH_FAILURES, UNUSABLE = 0, 1, 2
_logger = logging.getLogger("assistant")


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.exit(UNUSABLE, f"{self.prog} : {message} (voir {self.prog} --help)\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and gives its exit status: 0 done, 1 done with failures, 2 unusable."""
    options = _parser().parse_args(arguments)
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr)
    _logger.setLevel(logging.DEBUG if options.debug else logging.WARNING)
    try:
        settings = read_settings().at(options.corpus, options.index)
        return int(options.run(options, settings))
    except (AssistantError, ValueError) as error:
        print(" ".join(str(error).split()), file=sys.stderr)
    except KeyboardInterrupt:
        print("Interrompu.", file=sys.stderr)
    except BrokenPipeError:
        sys.stderr.close()
    except Exception as error:
        _logger.debug("unexpected", exc_info=True)
        print(f"Erreur inattendue ({type(error).__name__}) : relancez avec --debug.", file=sys.stderr)
    return UNUSABLE


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="python -m assistant", description="Répond aux questions, sources à l'appui.")
    commands = parser.add_subparsers(
        required=True, metavar="ask | search | match | deadlines | evaluate", parser_class=_Parser
    )
    ask = commands.add_parser("ask", help="une réponse, ou une par ligne avec --batch")
    ask.add_argument("--today", type=_day, default=None, help="jour de la question (AAAA-MM-JJ)")
    ask.set_defaults(run=_ask)
    search = commands.add_parser("search", help="les passages classés, sans réponse")
    search.add_argument("--limit", type=_limit, default=10, help="nombre de passages (10)")
    search.set_defaults(run=_search)
    for command in (ask, search):
        command.add_argument("question", nargs="?", help="la question, entre guillemets")
        command.add_argument(
            "--batch", type=Path, help="fichier JSON Lines, une question par ligne (- : entrée)"
        )
    match = commands.add_parser("match", help="le verdict sur chaque aide pour un profil d'entreprise")
    match.add_argument("--profile", type=Path, required=True, help="fichier JSON ou YAML (- : entrée)")
    match.set_defaults(run=_match)
    dates = commands.add_parser("deadlines", help="les échéances des aides et du programme")
    dates.add_argument("--within", type=_days, metavar="JOURS", help="celles des jours à venir, au plus")
    dates.add_argument("--ics", type=Path, help="fichier iCalendar à écrire")
    dates.set_defaults(run=_deadlines)
    for command in (match, dates):
        command.add_argument("--today", type=_day, default=None, help="jour du verdict (AAAA-MM-JJ)")
    evaluation = commands.add_parser("evaluate", help="mesure l'assistant sur les questions de référence")
    _add_evaluation(evaluation)
    for command in (ask, search, match, dates, evaluation):
        command.add_argument("--json", action="store_true", help="un document JSON sur la sortie standard")
        command.add_argument("--index", type=Path, help="dossier de l'index")
        command.add_argument("--corpus", type=Path, help="dossier du corpus ; son index est dans .index")
        command.add_argument("--debug", action="store_true", help="journal détaillé sur la sortie d'erreur")
    return parser


def _add_evaluation(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "step",
        nargs="?",
        choices=("all", "generate", "score", "ablation", "learn", "reach", "stories"),
        default="all",
        help="generate : les réponses ; score : leur note ; all : les deux ; ablation : sans chaque partie ; "
        "learn : les poids du classement, appris de tune ; reach : ce que les formulations atteignent ; "
        "stories : les aides proposées à des projets racontés",
    )
    command.add_argument(
        "--questions", type=Path, action="append", default=[], help="fichier à répéter (les nôtres)"
    )
    command.add_argument("--answers", type=Path, help="fichier JSON Lines entre generate et score")
    command.add_argument("--system", action="append", default=[], help="système à mesurer, à répéter (tous)")
    command.add_argument("--reports", type=Path, help="dossier du rapport (reports, si rien n'est choisi)")
    command.add_argument("--failures", type=_shown_half, metavar="tune", help="affiche les échecs de tune")
    command.add_argument("--write-readme", action="store_true", help="reporte les mesures dans README.md")
    command.add_argument("--today", type=_day, default=None, help="jour de la mesure (AAAA-MM-JJ)")
    command.set_defaults(run=_evaluate)


def _evaluate(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.evaluation.command import Order, evaluate  # here: it takes the model with it

    order = Order(
        step=options.step,
        questions=tuple(options.questions),
        answers=options.answers,
        systems=tuple(options.system),
        reports=options.reports,
        shows_failures=options.failures is not None,
        writes_readme=options.write_readme,
    )
    today = options.today or _this_day()
    outcome = evaluate(order, settings, today, lambda words: print(words, file=sys.stderr, flush=True))
    print(json.dumps(outcome.document, ensure_ascii=False) if options.json else outcome.text)
    return DONE if outcome.is_sound else DONE_WITH_FAILURES


def _ask(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.build import build_assistant  # here: a wrong usage must not wait for the model

    today = options.today or _this_day()
    lines = list(_lines(options))
    assistant = build_assistant(settings)
    failed = False
    for line in lines:
        identifier: str | None = None
        try:
            identifier, question = read_question(line, today)
            answer = assistant.answer(question)
        except InvalidInput as error:
            answer = error_answer(line, "error_invalid_line", str(error), assistant.index_state)
        except Exception as error:
            reference = uuid4().hex[:8]
            _logger.error("answer %s failed: %s", reference, type(error).__name__)
            _logger.debug("answer %s", reference, exc_info=True)
            words = assistant.messages.say("error_unexpected", reference=reference)
            answer = error_answer(line, "error_unexpected", words, assistant.index_state)
        if answer.status == "error":
            failed, answer = True, replace(answer, question=assistant.reception.withhold(answer.question))
        if options.json:
            print(json.dumps(answer.as_json(identifier or line.identifier), ensure_ascii=False), flush=True)
        else:
            print(answer_as_text(answer), flush=True)
    return DONE_WITH_FAILURES if failed else DONE


def _search(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.build import build_assistant  # here: a wrong usage must not wait for the model

    lines = list(_lines(options))
    assistant = build_assistant(settings)
    failed = False
    for line in lines:
        document: dict[str, Any] = {"id": line.identifier, "results": []}
        try:
            document["id"], question = read_question(line, date.min)
            found = assistant.search(question.text, options.limit)
            document["results"] = [passage_as_json(ranked) for ranked in found.kept]
        except InvalidInput as error:
            failed, document["error"] = True, str(error)
        print(
            json.dumps(document, ensure_ascii=False) if options.json else passages_as_text(document),
            flush=True,
        )
    return DONE_WITH_FAILURES if failed else DONE


def _match(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.build import build_advisor
    from assistant.eligibility_documents import match_as_json, match_as_text
    from assistant.profiles.files import read_profile

    today = options.today or _this_day()
    advisor = build_advisor(settings)
    advice = advisor.advise(read_profile(options.profile, sys.stdin, advisor.reader, today), today)
    document = match_as_json(advice, advisor.cautions(), today)
    print(json.dumps(document, ensure_ascii=False) if options.json else match_as_text(advice))
    return DONE_WITH_FAILURES if advice.problems else DONE


def _deadlines(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.build import build_advisor
    from assistant.eligibility_documents import deadlines_as_json, deadlines_as_text, ics_of, within

    today = options.today or _this_day()
    advisor = build_advisor(settings)
    found = within(advisor.deadlines(today), options.within)
    if options.ics is not None:
        _write(options.ics, ics_of(found, advisor, today))
    document = deadlines_as_json(found, advisor, today)
    print(json.dumps(document, ensure_ascii=False) if options.json else deadlines_as_text(found, advisor))
    return DONE


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise InvalidInput(f"{path} : écriture impossible ({error.strerror}).") from error


def _this_day() -> date:
    return datetime.now(ZoneInfo("Europe/Paris")).date()


def _lines(options: argparse.Namespace) -> Iterator[BatchLine]:
    """What is asked, as lines of a batch; raises InvalidInput unless one way of asking is used."""
    if (options.batch is None) == (options.question is None):
        raise InvalidInput("Donnez une question entre guillemets, ou un fichier avec --batch.")
    if options.batch is None:
        yield BatchLine(1, {"question": options.question})
        return
    if str(options.batch) == "-":
        yield from _parsed(sys.stdin)
        return
    try:
        with options.batch.open(encoding="utf-8-sig", errors="replace") as file:
            yield from _parsed(file)
    except OSError as error:
        raise InvalidInput(f"{options.batch} : fichier illisible ({error.strerror}).") from error


def _parsed(file: TextIO) -> Iterator[BatchLine]:
    for number, line in enumerate(file, start=1):
        if not line.strip():
            continue
        try:
            yield BatchLine(number, json.loads(line))
        except (ValueError, RecursionError):
            yield BatchLine(number, None)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"« {text} » n'est pas une date AAAA-MM-JJ") from None


def _days(text: str) -> int:
    if not text.isdigit() or int(text) > 36_500:
        raise argparse.ArgumentTypeError("un nombre de jours est attendu")
    return int(text)


def _shown_half(text: str) -> str:
    if text != "tune":
        raise argparse.ArgumentTypeError("seuls les échecs de tune sont affichés ; ceux de hold sont comptés")
    return text


def _limit(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 100:
        raise argparse.ArgumentTypeError("un nombre de 1 à 100 est attendu")
    return int(text)


if __name__ == "__main__":
    raise SystemExit(main())
