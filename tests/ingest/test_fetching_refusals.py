"""`fetch` against a site that misbehaves: what is refused and why, and what is never lost."""

import gzip

import pytest

from assistant.errors import InvalidInput
from ingest.fetching_copies import MOST_FORMER, Copies, FetchInProgress
from ingest.fetching_request import Limits
from tests.ingest.fetched_corpus import PDF, Corpus, files_of
from tests.ingest.misbehaving_site import WORDS, Answer, page


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (Answer(page(), kind="application/pdf"), "annoncée pdf, la réponse est html"),
        (Answer(PDF), "annoncée html, la réponse est pdf"),
        (Answer(b"\x89PNG", kind="image/png"), "format « image/png »"),
        (Answer(b"{}", kind="application/json"), "non pris en charge"),
        (Answer(b"\0\1\2\3", kind="text/plain"), "autre chose"),
        (Answer(b"abc", kind=None), "format inconnu"),
        (Answer(b"PK\x03\x04 et rien", kind="application/octet-stream"), "format inconnu"),
        (Answer(b""), "réponse vide"),
        (Answer(b" \n "), "réponse vide"),
        (Answer(page(), declared=100_000), "interrompue"),
        (Answer(chunks=[page()], whole=False), "interrompue"),
        (Answer(b"%PDF-1.4\nbod", kind="application/pdf", declared=-1), "PDF incomplet"),
        (Answer(page(), headers={"Content-Encoding": "br"}), "compressé d'une façon inconnue"),
        (Answer(page(), headers={"Content-Encoding": "gzip"}), "compressé illisible"),
        (Answer(gzip.compress(page())[:-9], headers={"Content-Encoding": "gzip"}), "compressé incomplet"),
        (Answer(page(), 206), "206"),
        (Answer(b"", 304), "304"),
        (Answer(page(title="Page introuvable")), "404 déguisée"),
        (Answer(page(title="404")), "404 déguisée"),
        (Answer(page(title="404 | Grand Est")), "404 déguisée"),
        (Answer(page(title="Grand Est – 404")), "404 déguisée"),
        (Answer(page(title="Page 404")), "404 déguisée"),
        (Answer(b"<!-- x -->\n" + page(), kind="text/plain"), "annoncée txt, la réponse est html"),
        (Answer(page(title="Cette page n'existe plus")), "404 déguisée"),
        (Answer(page("", "Espace", '<form><input type="password"></form>')), "connexion"),
        (Answer(page("", "Un instant…", "<div class='cf-turnstile'></div>")), "captcha"),
        (Answer(b"<!doctype html><title>App</title><div id=root></div><script>x()</script>"), "JavaScript"),
        (Answer(b"<!doctype html><title></title><body></body>"), "aucun texte lisible"),
    ],
)
def test_what_is_not_the_document_is_refused_with_its_reason(
    corpus: Corpus, answer: Answer, said: str
) -> None:
    corpus.says(answer)
    record = corpus.look()
    assert record.outcome == "failed" and said in record.reason and "\n" not in record.reason
    assert files_of(corpus) == set()


def test_a_refused_answer_leaves_the_former_copy(corpus: Corpus) -> None:
    corpus.says(Answer(page()), Answer(page(title="Erreur 404")))
    corpus.look()
    record = corpus.look()
    assert (record.outcome, record.file) == ("failed", "un.html")
    assert corpus.document().read_bytes() == page() and files_of(corpus) == {"un.html"}


@pytest.mark.parametrize(
    "title",
    ["Décret n° 2023-404", "404 emplois créés par le fonds vert", "Rapport n° 404", "Loi 2026 – 404 bis"],
)
def test_a_text_whose_number_is_404_is_a_page(corpus: Corpus, title: str) -> None:
    corpus.says(Answer(page(title=title)))
    assert corpus.look().outcome == "new"


@pytest.mark.parametrize("kind", ["application/octet-stream", "text/html", "application/xhtml+xml"])
def test_a_page_that_begins_with_a_prologue_is_a_page(corpus: Corpus, kind: str) -> None:
    corpus.says(Answer(b'\xef\xbb\xbf<?xml version="1.0"?>\n<!-- site -->\n' + page(), kind=kind))
    assert corpus.look().file == "un.html"


def test_a_page_with_a_login_in_a_corner_is_a_page(corpus: Corpus) -> None:
    corpus.says(Answer(page(f"{WORDS} " * 30, more='<form><input type="password"></form>')))
    assert corpus.look().outcome == "new"


@pytest.mark.parametrize(
    ("location", "said"), [("/", "accueil du site"), ("/cas/login?service=un", "page de connexion")]
)
def test_a_redirection_to_the_home_page_or_to_a_login_is_refused(
    corpus: Corpus, location: str, said: str
) -> None:
    corpus.says(Answer(b"", 302, {"Location": location}))
    corpus.says(Answer(page()), path=location)
    assert said in corpus.look().reason


@pytest.mark.parametrize(
    "answer",
    [
        Answer(b"x" * 5000, declared=10_000_000),
        Answer(b"x" * 5000, declared=-1),
        Answer(chunks=[b"x" * 900] * 5),
        Answer(gzip.compress(b"x" * 50_000_000), headers={"Content-Encoding": "gzip"}),
        Answer(gzip.compress(page()) + b"x" * 5000, headers={"Content-Encoding": "gzip"}, declared=-1),
    ],
    ids=["declared", "undeclared", "in pieces", "compressed", "after what was compressed"],
)
def test_a_body_that_is_too_large_is_refused(corpus: Corpus, answer: Answer) -> None:
    corpus.says(answer)
    assert "plus de" in corpus.look(Limits(size=4000)).reason
    assert files_of(corpus) == set()


def test_a_compressed_page_is_kept_as_it_reads(corpus: Corpus) -> None:
    corpus.says(Answer(gzip.compress(page()), headers={"Content-Encoding": "gzip"}))
    corpus.look()
    assert corpus.document().read_bytes() == page()


def test_headers_that_are_no_text_are_left_aside(corpus: Corpus) -> None:
    corpus.says(Answer(page(), headers={"ETag": b'"\xff\xe9"', "Last-Modified": b"\xc3"}))
    assert corpus.look().etag is None
    assert corpus.look().outcome == "unchanged"


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (Answer(b"User-agent: *\nDisallow: /un\n", kind="text/plain"), "robots.txt ne permet pas"),
        (Answer(b"", 500), "robots.txt illisible : statut 500"),
        (Answer(b"", 429, {"Retry-After": "5"}), "robots.txt illisible : statut 429"),
        (Answer(b"User-agent: *\nDisallow: /un\n" + b"# \n" * 200_000, kind="text/plain"), "ne permet pas"),
        (Answer(b"", 302, {"Location": "/robots.txt"}), "robots.txt illisible : plus de 5"),
        (Answer(b"", after=0.3), "robots.txt illisible : le site ne répond pas"),
    ],
)
def test_a_page_that_robots_keep_away_is_not_asked_for(corpus: Corpus, answer: Answer, said: str) -> None:
    corpus.says(answer, path="/robots.txt")
    corpus.says(Answer(page()))
    assert said in corpus.look(Limits(read=0.05)).reason
    assert corpus.site.paths() == []


def test_robots_that_fail_once_are_asked_again(corpus: Corpus) -> None:
    corpus.registers("deux")
    corpus.says(Answer(b"", 503), Answer(b"", 404), path="/robots.txt")
    for name in ("un", "deux"):
        corpus.says(Answer(page()), path=f"/{name}")
    assert {record.outcome for record in corpus.fetch().looked_at.values()} == {"new"}
    assert [path for path, _ in corpus.site.asked] == ["/robots.txt", "/robots.txt", "/un", "/deux"]


def test_robots_that_keep_failing_are_asked_for_a_few_times_for_all_the_pages(corpus: Corpus) -> None:
    corpus.registers("deux", "trois")
    corpus.says(Answer(b"", 500), path="/robots.txt")
    assert {record.outcome for record in corpus.fetch().looked_at.values()} == {"failed"}
    assert [path for path, _ in corpus.site.asked] == ["/robots.txt"] * 4


def test_a_site_is_asked_one_page_at_a_time_with_the_pause_it_wants(corpus: Corpus) -> None:
    corpus.registers("deux", "trois")
    robots = b"User-agent: *\nCrawl-delay: 9\n"
    corpus.says(Answer(robots, kind="text/plain"), path="/robots.txt")
    for name in ("un", "deux", "trois"):
        corpus.says(Answer(page(), after=0.05), path=f"/{name}")
    corpus.fetch(pause=1.0)
    assert [path for path, _ in corpus.site.asked].count("/robots.txt") == 1
    assert corpus.site.most_at_once == 1 and corpus.clock.slept == [1.0, 9.0, 9.0]


def test_a_site_that_wants_a_pause_of_an_hour_gets_less(corpus: Corpus) -> None:
    corpus.registers("deux")
    corpus.says(Answer(b"User-agent: *\nCrawl-delay: 3600\n", kind="text/plain"), path="/robots.txt")
    corpus.fetch()
    assert corpus.clock.slept == [30.0]


def test_it_says_what_it_is(corpus: Corpus) -> None:
    corpus.look()
    assert all(
        headers["User-Agent"].startswith("territoires-industrie-nord-lorraine/")
        for _, headers in corpus.site.asked
    )


def test_an_article_is_fetched_only_when_it_is_named(corpus: Corpus) -> None:
    corpus.registers("presse", official=False)
    assert list(corpus.fetch().looked_at) == ["un"]
    assert list(corpus.fetch("presse").looked_at) == ["presse"]


def test_a_source_that_is_not_registered_is_said(corpus: Corpus) -> None:
    with pytest.raises(InvalidInput, match="Source inconnue du registre : deux"):
        corpus.fetch("deux")


@pytest.mark.parametrize("name", ["un.md", "un.markdown", "un.MD"])
def test_a_file_put_by_hand_is_kept_when_it_is_replaced(corpus: Corpus, name: str) -> None:
    corpus.document("").mkdir()
    corpus.document(name).write_text("# Notes\n\nNotes prises par une éditrice.\n", encoding="utf-8")
    corpus.says(Answer(page()))
    record = corpus.look()
    assert record.outcome == "changed"
    assert files_of(corpus) == {"un.html", record.former[0].file}
    assert "éditrice" in corpus.document(record.former[0].file).read_text(encoding="utf-8")


def test_a_file_changed_by_hand_is_kept_when_it_is_replaced(corpus: Corpus) -> None:
    corpus.says(Answer(page(), etag='"a"'))
    corpus.look()
    corpus.document().write_bytes(page("Une éditrice a corrigé cette page à la main."))
    record = corpus.look()
    assert record.outcome == "changed" and corpus.document().read_bytes() == page()
    assert b"corrig" in corpus.document(record.former[0].file).read_bytes()


def test_a_file_that_was_removed_is_fetched_again(corpus: Corpus) -> None:
    corpus.says(Answer(page(), etag='"a"'))
    corpus.look()
    corpus.document().unlink()
    corpus.look()
    assert corpus.document().read_bytes() == page()


def test_a_document_that_changes_its_format_changes_its_name(corpus: Corpus) -> None:
    corpus.says(Answer(page()), Answer(PDF, kind="application/pdf"))
    corpus.look()
    record = corpus.look()
    assert record.file == "un.pdf" and files_of(corpus) == {"un.pdf", record.former[0].file}


def test_some_former_copies_are_kept(corpus: Corpus) -> None:
    versions = [page(f"Le guichet a reçu {number} dossiers cette année.") for number in range(8)]
    corpus.says(*map(Answer, versions))
    for day in range(1, 9):
        record = corpus.look(at=f"2026-11-0{day}T10:00:00+00:00")
    assert len(record.former) == MOST_FORMER
    assert files_of(corpus) == {"un.html", *(copy.file for copy in record.former)}
    assert corpus.document(record.former[0].file).read_bytes() == versions[6]


def test_a_difference_is_bounded(corpus: Corpus) -> None:
    long = " ".join(f"Le dossier {number} {'compte ' * 60}." for number in range(90))
    corpus.says(Answer(page()), Answer(page(long)))
    corpus.look()
    (former,) = corpus.look().former
    assert len(former.added) <= 40 and max(map(len, former.added)) <= 300


def test_a_second_fetch_at_once_is_refused(corpus: Corpus) -> None:
    with Copies(corpus.folder).held(), pytest.raises(FetchInProgress, match="Une autre commande fetch"):
        corpus.fetch()


def test_what_a_killed_fetch_left_is_removed(corpus: Corpus) -> None:
    (corpus.document(".fetching")).mkdir(parents=True)
    corpus.document(".fetching/un.part").write_bytes(b"<html>")
    (corpus.folder / ".fetched.json.99").write_text("{", encoding="utf-8")
    corpus.says(Answer(page()))
    corpus.look()
    assert files_of(corpus) == {"un.html"} and not (corpus.folder / ".fetched.json.99").exists()


def test_a_state_that_cannot_be_read_is_said(corpus: Corpus) -> None:
    (corpus.folder / "fetched.json").write_text("[", encoding="utf-8")
    with pytest.raises(InvalidInput, match=r"fetched\.json est illisible"):
        corpus.fetch()
