"""`fetch` against a site that misbehaves: what is kept, what is refused and why, and how it asks."""

import gzip
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from assistant.errors import InvalidInput
from ingest.fetched import FetchRecord, read_fetched
from ingest.fetching import FetchReport, fetch
from ingest.fetching_copies import MOST_FORMER, Copies, FetchInProgress
from ingest.fetching_request import Limits, Refused
from ingest.fetching_sites import Pace, check_hop
from ingest.progress import ignore_progress
from tests.ingest.misbehaving_site import WORDS, Answer, Site, page, serving

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


def test_a_page_is_kept_with_what_is_known_of_it(corpus: Corpus) -> None:
    corpus.says(Answer(page(), etag='"a"', headers={"Last-Modified": "Tue, 24 Nov 2026 10:00:00 GMT"}))
    record = corpus.look()
    assert (record.outcome, record.file, record.size) == ("new", "un.html", len(page()))
    assert corpus.document().read_bytes() == page()
    assert record.digest == sha256(page()).hexdigest()
    assert (record.etag, record.fetched_at, record.failing_since) == ('"a"', DAY, None)
    assert read_fetched(corpus.folder) == {"un": record}


def test_a_second_fetch_transfers_no_body(corpus: Corpus) -> None:
    corpus.says(Answer(page(), etag='W/"a"'))
    first = corpus.look()
    sent = corpus.site.body_bytes
    corpus.site.says("/robots.txt", Answer(b""))
    second = corpus.look(at="2026-11-26T10:00:00+00:00")
    assert corpus.site.body_bytes == sent
    assert (second.outcome, second.fetched_at, second.digest) == ("unchanged", DAY, first.digest)
    assert second.checked_at == "2026-11-26T10:00:00+00:00" and second.etag == 'W/"a"'


def test_a_changed_page_keeps_the_former_one_and_says_the_difference(corpus: Corpus) -> None:
    corpus.says(Answer(page()), Answer(page(OTHER)))
    first = corpus.look()
    record = corpus.look(at="2026-11-26T10:00:00+00:00")
    (former,) = record.former
    assert record.outcome == "changed" and corpus.document().read_bytes() == page(OTHER)
    assert former.file == f".former/un/2026-11-25T100000Z-{first.digest[:8]}.html"
    assert corpus.document(former.file).read_bytes() == page()
    assert (former.removed, former.added) == ((WORDS,), (OTHER,))


def test_a_page_that_says_the_same_in_other_bytes_is_unchanged(corpus: Corpus) -> None:
    corpus.says(Answer(page(more="<!-- 1 -->")), Answer(page(more="<!-- jeton 2 -->")))
    first = corpus.look()
    record = corpus.look()
    assert (record.outcome, record.digest, record.former) == ("unchanged", first.digest, ())


def test_a_vanished_page_is_kept(corpus: Corpus) -> None:
    corpus.says(Answer(page()), Answer(b"", 404))
    corpus.look()
    record = corpus.look()
    assert (record.outcome, record.file) == ("gone", "un.html") and "404" in record.reason
    assert corpus.document().read_bytes() == page()


def test_an_error_is_asked_again_with_growing_waits(corpus: Corpus) -> None:
    corpus.says(Answer(b"", 500), Answer(b"", 503), Answer(page()))
    assert corpus.look().outcome == "new"
    first, second = corpus.clock.slept
    assert 1 <= first <= 3 and 2 <= second <= 6


def test_an_error_that_lasts_is_a_failure_with_the_day_it_began(corpus: Corpus) -> None:
    corpus.says(Answer(page()), Answer(b"", 500))
    corpus.look()
    record = corpus.look(at="2026-11-26T10:00:00+00:00")
    again = corpus.look(at="2026-11-27T10:00:00+00:00")
    assert record.outcome == "failed" and "500" in record.reason and "4 essais" in record.reason
    assert record.failing_since == again.failing_since == "2026-11-26T10:00:00+00:00"
    assert corpus.document().read_bytes() == page()
