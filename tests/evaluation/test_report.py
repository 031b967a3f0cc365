"""The report shows the figures of both halves, and the failures of one only."""

from datetime import date
from pathlib import Path

import pytest

from assistant.errors import InvalidInput
from assistant.evaluation.blocks import Picture, to_html, to_markdown
from assistant.evaluation.figures import BEGIN, END, read_figures, write_figures, write_readme_block
from assistant.evaluation.report import Run, failures, figures_of, integrity, readme_block, report_of
from assistant.evaluation.tables import percent
from assistant.settings import PROJECT
from tests.evaluation.made_up import CANDIDACY, answer, judged, question, silence, unanswerable

PRODUCT = judged(
    (question("tune-right"), answer("tune-right", confidence=2.0)),
    (question("tune-wrong"), answer("tune-wrong", CANDIDACY, "candidacy", confidence=1.0)),
    (question("hold-right", "hold"), answer("hold-right", confidence=3.0)),
    (question("hold-wrong", "hold"), answer("hold-wrong", CANDIDACY, "candidacy", confidence=0.1)),
    (unanswerable("hold-silent", "hold"), silence("hold-silent")),
)
BM25 = judged(*((one.question, answer(one.question.identifier)) for one in PRODUCT))


@pytest.fixture
def run() -> Run:
    return Run({"product": PRODUCT, "bm25": BM25}, "0123456789abcdef", "e5", date(2026, 11, 25))


def test_every_failure_of_tune_is_listed_with_its_cause() -> None:
    ((head, lines),) = failures(PRODUCT).entries
    assert head.startswith("tune-wrong")
    assert lines[0].startswith("right passage found but not chosen (relevant passage at rank 1)")


def test_no_failure_of_hold_stands_anywhere_in_the_report(run: Run) -> None:
    report = report_of(run)
    for text in (to_markdown(report), to_html(report)):
        assert "tune-wrong" in text
        assert "hold-" not in text
        assert "hold: 1 failures, not shown" in text


def test_a_broken_rule_is_listed_for_tune_and_counted_for_hold() -> None:
    broken = "Le comité s'est réuni le 31 janvier 2024 à Amnéville."
    found = integrity(
        judged((question("a"), answer("a", broken)), (question("b", "hold"), answer("b", broken)))
    )
    assert [identifier for identifier, _ in found.entries] == ["a"]
    assert found.note == "hold: 1 answers with a fault, not shown."


def test_the_page_needs_no_network(run: Run) -> None:
    page = to_html(report_of(run))
    assert "<svg" in page
    assert not any(word in page for word in ("<script", "<link", "src=", "@import"))


def test_the_risk_is_drawn_only_when_every_half_tells_its_confidence(run: Run) -> None:
    def titles(shown: Run) -> list[str]:
        return [block.title for block in report_of(shown).blocks if isinstance(block, Picture)]

    silent = Run({"product": BM25}, run.fingerprint, run.encoder, run.on)
    assert "Risk and coverage" in titles(run)
    assert "Risk and coverage" not in titles(silent)


def test_the_product_against_itself_less_a_part_is_an_ablation(run: Run) -> None:
    alone = {"product": PRODUCT}
    kinds = [
        Run(systems, "", "", run.on).kind
        for systems in (alone, alone | {"without-dense": BM25}, alone | {"without-dense": BM25, "bm25": BM25})
    ]
    assert kinds == ["evaluation", "ablation", "evaluation"]


def test_the_figures_hold_the_measures_and_the_bounds_of_each_half(run: Run) -> None:
    figures = figures_of(run)
    assert figures.product("hold")["count"] == 3
    assert figures.product("tune")["cited"] == 0.5
    assert figures.systems["product"]["hold"]["cited_bounds"][0] == 0.5
    assert figures.differences["bm25"]["hold"]["cited"][0] == -0.5


def test_the_figures_are_read_as_they_were_written_beside_those_of_another_kind(
    run: Run, tmp_path: Path
) -> None:
    figures = figures_of(run)
    write_figures(figures, tmp_path)
    write_figures(figures, tmp_path, "ablation")
    read = read_figures(tmp_path)
    assert read is not None
    assert (read.date, read.product("hold")["unsafe"]) == ("2026-11-25", pytest.approx(1 / 3))
    assert read_figures(tmp_path, "ablation") == read


def test_nothing_measured_has_no_figures(tmp_path: Path) -> None:
    assert read_figures(tmp_path) is None


def test_the_readme_takes_the_figures_between_its_markers(run: Run, tmp_path: Path) -> None:
    readme = tmp_path / "README.md"
    readme.write_text(f"before\n{BEGIN}\nformer\n{END}\nafter\n", encoding="utf-8")
    write_readme_block(readme_block(figures_of(run)), readme)
    written = readme.read_text(encoding="utf-8")
    assert written.startswith(f"before\n{BEGIN}\nMeasured on 2026-11-25, index `0123456789abcdef`")
    assert written.endswith(f"{END}\nafter\n")
    assert "former" not in written


def test_a_readme_without_markers_is_left_alone(tmp_path: Path) -> None:
    readme = tmp_path / "README.md"
    readme.write_text("before", encoding="utf-8")
    with pytest.raises(InvalidInput, match="repères"):
        write_readme_block("block", readme)


def test_the_projects_readme_shows_its_last_figures() -> None:
    figures = read_figures(PROJECT / "reports")
    assert figures is not None
    assert readme_block(figures) in (PROJECT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("share", "shown"), [(None, "–"), (1.0, "100 %"), (0.999, "> 99 %"), (0.764, "76 %"), (0.0, "0 %")]
)
def test_a_share_is_a_percentage_and_whole_only_when_it_is(share: float | None, shown: str) -> None:
    assert percent(share) == shown
