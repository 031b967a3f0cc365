"""The commands of the writing side: `python -m ingest build | check | fetch | preview | status | model`."""

import argparse
import json
import logging
import sys
from collections.abc import Iterable
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NoReturn

from assistant.embedding import load_encoder, read_fingerprint
from assistant.errors import AssistantError, InvalidInput
from assistant.settings import Settings, read_settings
from assistant.watch import STALE_DAYS
from ingest.bars import Bars
from ingest.corpus import read_corpus
from ingest.model import provide_model
from ingest.preview import preview_lines, read_preview
from ingest.report import build_lines, check_lines, failure_lines, report_json
from ingest.status import read_status
from ingest.status_report import status_lines
from ingest.vectors import DeferredEncoder
from ingest.writer import synchronise

DONE, WITH_FAILURES, UNUSABLE, INTERRUPTED = 0, 1, 2, 130
log = logging.getLogger("ingest")


class Parser(argparse.ArgumentParser):
    """A parser that refuses in one line."""

    def error(self, message: str) -> NoReturn:
        """Says what is wrong and where the help is, and leaves with the status of a wrong usage."""
        self.exit(UNUSABLE, f"Commande incorrecte ({message}) : voyez `python -m ingest --help`.\n")


def main(arguments: list[str] | None = None) -> int:
    """Runs one command: 0 done, 1 done with failures, 2 not done, 130 interrupted."""
    options = _parser().parse_args(arguments)
    logging.basicConfig(level=logging.DEBUG if options.debug else logging.ERROR, stream=sys.stderr)
    try:
        settings = read_settings().at(options.corpus, options.index)
        return int(options.run(options, settings))
    except KeyboardInterrupt:
        return _refuse("Interrompu : rien n'est perdu, relancez la commande pour continuer.", INTERRUPTED)
    except BrokenPipeError:
        sys.stderr.close()
        return DONE
    except (AssistantError, ValueError) as error:
        log.debug("détail", exc_info=True)
        return _refuse(str(error))
    except Exception as error:
        log.debug("détail", exc_info=True)
        return _refuse(
            f"Échec imprévu ({type(error).__name__} : {error}) ; relancez avec --debug pour le détail."
        )


def _parser() -> Parser:
    parser = Parser(prog="python -m ingest", description="Construit l'index à partir du corpus.")
    parser.set_defaults(corpus=None, index=None, json=False)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMANDE")
    for name, run, told in (
        ("build", _build, "met l'index à jour : seul ce qui a changé est refait"),
        ("check", _check, "vérifie le corpus et nomme ce qui ne peut pas être utilisé"),
        ("preview", _preview, "montre les passages d'un fichier, sans rien écrire"),
        ("fetch", _fetch, "télécharge les sources officielles du registre dans documents/"),
        ("status", _status, "donne l'état de l'index et de chaque source"),
        ("model", _model, "prépare le modèle d'embedding"),
    ):
        command = commands.add_parser(name, help=told, description=told)
        command.set_defaults(run=run)
        command.add_argument("--debug", action="store_true", help="journal détaillé sur la sortie d'erreur")
        if name != "model":
            command.add_argument("--corpus", type=Path, metavar="DOSSIER", help="le corpus")
            command.add_argument(
                "--json", action="store_true", help="un document JSON sur la sortie standard"
            )
        if name == "preview":
            command.add_argument("file", type=Path, metavar="FICHIER", help="le document à lire")
        if name in ("build", "status"):
            command.add_argument("--index", type=Path, metavar="DOSSIER", help="l'index (CORPUS/.index)")
        if name == "status":
            stale = f"jours sans vérification à partir desquels une source est signalée ({STALE_DAYS})"
            command.add_argument("--stale-days", type=_days, default=STALE_DAYS, metavar="N", help=stale)
        if name == "build":
            command.add_argument("--full", action="store_true", help="refait tous les vecteurs")
        if name == "fetch":
            only = "cette source seulement, officielle ou non (peut être répété)"
            command.add_argument("--only", action="append", default=[], metavar="ID", help=only)
            pause = "entre deux demandes à un même site (2)"
            command.add_argument("--pause", type=_seconds, metavar="SECONDES", help=pause)
    return parser


def _build(options: argparse.Namespace, settings: Settings) -> int:
    with Bars() as progress:
        reading = read_corpus(settings.corpus, progress)
        if not reading.passages:
            _print(failure_lines(reading.failures, 10), to_people_only=True)
            raise InvalidInput(f"Aucun passage lisible dans {settings.corpus} : l'index n'est pas touché.")
        provide_model(settings, progress)
        encoder = DeferredEncoder(read_fingerprint(settings), lambda: load_encoder(settings))
        built_at = datetime.now(UTC).isoformat(timespec="seconds")
        report = synchronise(reading, settings.index, encoder, progress, built_at=built_at, full=options.full)
    _answer(options, report_json(report), build_lines(report))
    return WITH_FAILURES if report.failures else DONE


def _check(options: argparse.Namespace, settings: Settings) -> int:
    with Bars() as progress:
        reading = read_corpus(settings.corpus, progress)
    document = {"counts": reading.counts, "failures": [asdict(failure) for failure in reading.failures]}
    _answer(options, document, check_lines(reading.counts, reading.failures))
    return WITH_FAILURES if reading.failures else DONE


def _preview(options: argparse.Namespace, settings: Settings) -> int:
    with Bars() as progress:
        preview = read_preview(options.file, progress)
    _answer(options, preview, preview_lines(preview))
    return DONE


def _fetch(options: argparse.Namespace, settings: Settings) -> int:
    from ingest.fetching import fetch  # here: no other command needs what speaks to sites
    from ingest.fetching_report import fetch_json, fetch_lines
    from ingest.fetching_sites import PAUSE, Pace

    pause = PAUSE if options.pause is None else options.pause
    with Bars() as progress:
        pace = Pace(now=lambda: datetime.now(UTC), pause=pause)
        report = fetch(settings.corpus, options.only, pace, progress)
    _answer(options, fetch_json(report), fetch_lines(report))
    return WITH_FAILURES if report.failed else DONE


def _seconds(text: str) -> float:
    seconds = float(text)
    if not 0 <= seconds <= 3600:
        raise ValueError
    return seconds


def _status(options: argparse.Namespace, settings: Settings) -> int:
    with Bars() as progress:
        reading, today = read_corpus(settings.corpus, progress), datetime.now(UTC).date()
        status = read_status(reading, settings.index, today, options.stale_days)
    _answer(options, status, status_lines(status))
    return WITH_FAILURES if status["failing"] else DONE


def _days(text: str) -> int:
    days = int(text)
    if not 0 <= days <= 36_500:
        raise ValueError
    return days


def _model(options: argparse.Namespace, settings: Settings) -> int:
    with Bars() as progress:
        folder = provide_model(settings, progress)
    _print([f"Modèle d'embedding prêt dans {folder}."])
    return DONE


def _answer(options: argparse.Namespace, document: dict[str, Any], lines: Iterable[str]) -> None:
    if options.json:
        print(json.dumps(document, ensure_ascii=False))
    else:
        _print(lines)


def _print(lines: Iterable[str], to_people_only: bool = False) -> None:
    for line in lines:
        print(line, file=sys.stderr if to_people_only else sys.stdout)


def _refuse(reason: str, status: int = UNUSABLE) -> int:
    print(" ".join(reason.split()), file=sys.stderr)
    return status


if __name__ == "__main__":
    sys.exit(main())
