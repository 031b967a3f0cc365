"""A corpus whose sources stand on a site that misbehaves, for the tests of `fetch`."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from ingest.fetched import FetchRecord
from ingest.fetching import FetchReport, fetch
from ingest.fetching_request import Limits
from ingest.fetching_sites import Pace
from ingest.progress import ignore_progress
from tests.ingest.misbehaving_site import Answer, Site, serving

ENTRY = """
- id: {id}
  url: {url}
  title: Une page
  publisher: Un éditeur
  official: {official}
  rank: {rank}
"""
OTHER = "Le guichet ferme ses portes à la fin de l'année, et la région reprend les dossiers."
PDF = b"%PDF-1.4\nbody\n%%EOF\n"
DAY = "2026-11-25T10:00:00+00:00"


class Clock:
    """Clocks that move when somebody sleeps, and what was slept."""

    def __init__(self) -> None:
        self.seconds, self.slept = 0.0, []

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.seconds += seconds

    def pace(self, pause: float = 0.0, at: str = DAY) -> Pace:
        return Pace(lambda: datetime.fromisoformat(at), self.sleep, lambda: self.seconds, pause)


class Corpus:
    """A corpus whose sources are on the site, and what was found of them."""

    def __init__(self, folder: Path, site: Site) -> None:
        self.folder, self.site, self.clock = folder, site, Clock()

    def registers(self, *names: str, official: bool = True, path: str = "") -> None:
        rank = "official-page" if official else "press"
        entries = [
            ENTRY.format(
                id=name,
                url=f"{self.site.address}/{path or name}",
                official=str(official).lower(),
                rank=rank,
            )
            for name in names
        ]
        with (self.folder / "sources.yaml").open("a", encoding="utf-8") as file:
            file.writelines(entries)

    def fetch(
        self, *only: str, limits: Limits | None = None, at: str = DAY, pause: float = 0.0
    ) -> FetchReport:
        return fetch(self.folder, only, self.clock.pace(pause, at), ignore_progress, limits)

    def look(self, limits: Limits | None = None, at: str = DAY) -> FetchRecord:
        """The record of the source `un` after a fetch."""
        return self.fetch(limits=limits, at=at).looked_at["un"]

    def says(self, *answers: Answer, path: str = "/un") -> None:
        self.site.says(path, *answers)

    def document(self, name: str = "un.html") -> Path:
        return self.folder / "documents" / name


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    with serving() as found:
        yield found


@pytest.fixture
def corpus(tmp_path: Path, site: Site) -> Corpus:
    found = Corpus(tmp_path, site)
    found.registers("un")
    return found


def files_of(corpus: Corpus) -> set[str]:
    folder = corpus.folder / "documents"
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()} - {
        ".fetching/lock"
    }
