"""The steps of `python -m assistant evaluate`; the door reads the options and prints what they give."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import Any, Literal

from assistant.build import build_assistant
from assistant.errors import InvalidInput
from assistant.evaluation.blocks import Table, table_as_markdown, to_html, to_markdown
from assistant.evaluation.figures import read_figures, write_figures, write_readme_block
from assistant.evaluation.generation import PRODUCT, answer_lines, read_lines, write_lines
from assistant.evaluation.gold import (
    Document,
    GoldQuestion,
    own_question_files,
    read_merges,
    read_near_misses,
    read_questions,
    with_kept_ids,
)
from assistant.evaluation.learning import learn
from assistant.evaluation.measures import judge
from assistant.evaluation.reach import ask_phrasings, reach_report
from assistant.evaluation.report import (
    Run,
    failures,
    figures_of,
    integrity,
    readme_block,
    report_of,
    summary_tables,
)
from assistant.evaluation.retrieval_metrics import Relevance
from assistant.evaluation.stories import read_stories, stories_report, tell_stories
from assistant.evaluation.systems import COMPARED, IN_PART, open_systems
from assistant.index_folder import current_version, read_manifest, read_passages
from assistant.settings import PROJECT, Settings

Step = Literal["all", "generate", "score", "ablation", "learn", "reach", "stories"]


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked of the command: nothing chosen means the project's own questions and every system.

    The report goes to `reports`; without it, none is written of chosen questions, systems or index.
    """

    step: Step
    questions: tuple[Path, ...] = ()
    answers: Path | None = None
    systems: tuple[str, ...] = ()
    reports: Path | None = None
    shows_failures: bool = False
    writes_readme: bool = False

    @property
    def answers_name(self) -> str:
        """The file of answers among the reports, when none is named."""
        return f"{'ablation' if self.step == 'ablation' else 'evaluation'}-answers.jsonl"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is printed, as text or as JSON, and whether the product broke a rule of every answer."""

    text: str
    document: dict[str, Any]
    is_sound: bool = True


def evaluate(order: Order, settings: Settings, today: date, tell: Callable[[str], None]) -> Outcome:
    """Does what is asked; `tell` is given a word of progress after each system.

    Raises InvalidInput, IndexUnavailable or ModelUnavailable, each with one line that says what to do.
    """
    if order.step == "reach":
        return _reach(order, settings, tell)
    if order.step == "stories":
        return _stories(order, settings)
    files = order.questions or own_question_files()
    questions = with_kept_ids(read_questions(files), read_merges(settings.corpus))
    if not questions:
        raise InvalidInput("Aucune question : donnez un fichier avec --questions.")
    if order.step == "learn":
        near_misses = read_near_misses(merges=read_merges(settings.corpus))
        told = learn(build_assistant(settings), questions, near_misses, read_stories())
        return Outcome(told, {"learnt": told})
    answers = order.answers or settings.reports / order.answers_name
    if order.step != "score":
        write_lines(_generated(order, settings, questions, today, tell), answers)
    if order.step == "generate":
        return Outcome(f"{len(questions)} questions → {answers}", {"answers": str(answers)})
    return _scored(order, settings, questions, answers, today)


def _reach(order: Order, settings: Settings, tell: Callable[[str], None]) -> Outcome:
    asked = tuple(ask_phrasings(build_assistant(settings), tell))
    report = reach_report(asked, read_manifest(current_version(settings.index)))
    if folder := _report_folder(order, settings):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "reach.md").write_text(to_markdown(report), encoding="utf-8")
    table, *listings = report.blocks
    assert isinstance(table, Table)
    titles = tuple(listing.title for listing in listings)
    rows = [dict(zip(table.header[1:], row[1:], strict=True)) | {"kind": row[0]} for row in table.rows]
    return Outcome("\n\n".join((table_as_markdown(table), *titles)), {"reach": rows, "listed": titles})


def _stories(order: Order, settings: Settings) -> Outcome:
    told = tell_stories(build_assistant(settings), read_stories())
    report = stories_report(told, read_manifest(current_version(settings.index)))
    if folder := _report_folder(order, settings):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "stories.md").write_text(to_markdown(report), encoding="utf-8")
    table = report.blocks[0]
    assert isinstance(table, Table)
    rows = [dict(zip(table.header[1:], row[1:], strict=True)) | {"half": row[0]} for row in table.rows]
    return Outcome(table_as_markdown(table), {"stories": rows})


def _generated(
    order: Order,
    settings: Settings,
    questions: Sequence[GoldQuestion],
    today: date,
    tell: Callable[[str], None],
) -> Iterator[Document]:
    names = order.systems or (IN_PART if order.step == "ablation" else COMPARED)
    started = perf_counter()
    for system in open_systems(settings, names):
        yield from answer_lines(system, questions, today)
        tell(f"{system.name}, {perf_counter() - started:.0f} s")


def _scored(
    order: Order, settings: Settings, questions: Sequence[GoldQuestion], answers: Path, today: date
) -> Outcome:
    run = _run(settings, questions, answers, today)
    figures = figures_of(run)
    if folder := _report_folder(order, settings):
        report = report_of(run)
        write_figures(figures, folder, run.kind)
        (folder / f"{run.kind}.md").write_text(to_markdown(report), encoding="utf-8")
        (folder / f"{run.kind}.html").write_text(to_html(report), encoding="utf-8")
    if order.writes_readme and (kept := read_figures(settings.reports)):
        write_readme_block(readme_block(kept), PROJECT / "README.md")
    parts = [f"{table.title}\n\n{table_as_markdown(table)}" for table in summary_tables(run)]
    listings = [integrity(run.product), *([failures(run.product)] if order.shows_failures else [])]
    parts += [
        "\n".join(
            (listing.title, listing.note, *(" — ".join((head, *lines)) for head, lines in listing.entries))
        )
        for listing in listings
    ]
    return Outcome("\n\n".join(parts), asdict(figures), not any(one.faults for one in run.product))


def _run(settings: Settings, questions: Sequence[GoldQuestion], answers: Path, today: date) -> Run:
    lines = read_lines(answers)
    if PRODUCT not in lines:
        raise InvalidInput(f"{answers} : il n'y a pas de réponse de l'assistant.")
    version = current_version(settings.index)
    manifest = read_manifest(version)
    if lines[PRODUCT][0].get("index") != manifest.fingerprint:
        raise InvalidInput(f"{answers} : réponses d'un autre index ; relancez evaluate generate.")
    relevance = Relevance(read_passages(version))
    systems = {name: judge(questions, answered, relevance) for name, answered in lines.items()}
    return Run(systems, manifest.fingerprint, manifest.encoder, today)


def _report_folder(order: Order, settings: Settings) -> Path | None:
    is_own = not order.questions and not order.systems and settings.index == Settings().index
    return order.reports or (settings.reports if is_own else None)
