"""`fetch` against a site that misbehaves: what is kept, and how it asks."""

import itertools
import threading
from dataclasses import replace
from hashlib import sha256

import pytest

from ingest.fetched import read_fetched
from ingest.fetching import fetch
from ingest.fetching_request import Limits, Refused
from ingest.fetching_sites import next_hop, peer_guard
from ingest.progress import ignore_progress
from tests.ingest.fetched_corpus import DAY, ENTRY, OTHER, Corpus, files_of
from tests.ingest.misbehaving_site import WORDS, Answer, page, serving


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


def test_a_site_that_asks_to_wait_is_asked_again_after_that(corpus: Corpus) -> None:
    corpus.says(
        Answer(b"", 429, {"Retry-After": "7"}),
        Answer(b"", 503, {"Retry-After": "99999"}),
        Answer(b"", 429, {"Retry-After": "Wed, 25 Nov 2026 10:00:20 GMT"}),
        Answer(page()),
    )
    assert corpus.look().outcome == "new"
    assert corpus.clock.slept == [7.0, 60.0, 20.0]


def test_the_waits_are_the_same_in_each_run(corpus: Corpus) -> None:
    corpus.says(Answer(b"", 500))
    corpus.look()
    corpus.look()
    assert corpus.clock.slept[:3] == corpus.clock.slept[3:]


def test_a_slow_site_is_given_up_after_some_attempts(corpus: Corpus) -> None:
    corpus.says(Answer(page(), after=0.3))
    record = corpus.look(Limits(read=0.05))
    assert record.outcome == "failed" and "à temps" in record.reason
    assert len(corpus.site.paths()) == 4


def test_a_body_that_comes_byte_by_byte_is_given_up(corpus: Corpus) -> None:
    corpus.says(Answer(page(), drop=0.002))
    ticks = itertools.count()
    pace = replace(corpus.clock.pace(), monotonic=lambda: float(next(ticks)))
    looked_at = fetch(corpus.folder, (), pace, ignore_progress, Limits(total=20.0)).looked_at
    assert "réponse trop lente (4 essais)" in looked_at["un"].reason
    assert files_of(corpus) == set()


def test_a_page_that_is_refused_is_not_asked_again(corpus: Corpus) -> None:
    corpus.says(Answer(b"", 403))
    assert "403" in corpus.look().reason
    assert corpus.site.paths() == ["/un"]


def test_redirections_are_followed_and_told(corpus: Corpus) -> None:
    corpus.says(Answer(b"", 301, {"Location": "/deux"}))
    corpus.says(Answer(b"", 302, {"Location": f"{corpus.site.address}/trois"}), path="/deux")
    corpus.says(Answer(page(), etag='"a"'), path="/trois")
    record = corpus.look()
    assert record.final_url == f"{corpus.site.address}/trois"
    assert record.redirects == (f"{corpus.site.address}/un", f"{corpus.site.address}/deux")
    assert corpus.look().outcome == "unchanged"


@pytest.mark.parametrize(
    ("location", "said"),
    [
        ("/un", "boucle"),
        ("ftp://example.org/un", "adresse incorrecte"),
        ("file:///etc/passwd", "adresse incorrecte"),
        ("http://nom:secret@127.0.0.1/un", "adresse incorrecte"),
        ("http://[::1", "mal formée"),
        (b"/\xff\xfe", "404"),
    ],
)
def test_a_redirection_that_leads_nowhere_is_refused(corpus: Corpus, location: str, said: str) -> None:
    corpus.says(Answer(b"", 302, {"Location": location}))
    assert said in corpus.look().reason


def test_a_long_chain_of_redirections_is_refused(corpus: Corpus) -> None:
    for number in range(9):
        path = f"/{number}" if number else "/un"
        corpus.says(Answer(b"", 302, {"Location": f"/{number + 1}"}), path=path)
    assert "plus de 5 redirections" in corpus.look().reason


@pytest.mark.parametrize(
    ("url", "following", "said"),
    [
        ("https://192.0.0.9/a", "http://192.0.0.9/a", "de https vers http"),
        ("https://8.8.8.8/a", "https://127.0.0.1/a", "réseau interne"),
        ("https://8.8.8.8/a", "https://localhost/a", "réseau interne"),
        ("https://8.8.8.8/a", "https://10.0.0.8/a", "réseau interne"),
        ("https://8.8.8.8/a", "https://[::ffff:10.0.0.8]/a", "réseau interne"),
        ("https://8.8.8.8/a", "https://169.254.169.254/latest", "réseau interne"),
    ],
)
def test_a_redirection_never_leads_to_less_safety(url: str, following: str, said: str) -> None:
    with pytest.raises(Refused, match=said):
        next_hop(url, following)


def test_a_name_that_moves_inside_between_two_look_ups_is_refused() -> None:
    with pytest.raises(Refused, match="réseau interne"):
        peer_guard(inside=False)("10.0.0.8")
    peer_guard(inside=True)("10.0.0.8")
    peer_guard(inside=False)("8.8.8.8")


def test_several_sites_are_asked_side_by_side(corpus: Corpus) -> None:
    with serving() as other:
        meeting = threading.Barrier(2, timeout=20)
        for found in (corpus.site, other):
            found.says("/un", Answer(page(), before=meeting.wait))
        entry = ENTRY.format(id="deux", url=f"{other.address}/un", official="true", rank="official-page")
        with (corpus.folder / "sources.yaml").open("a", encoding="utf-8") as file:
            file.write(entry)
        looked_at = corpus.fetch().looked_at
    assert [record.outcome for record in looked_at.values()] == ["new", "new"]
