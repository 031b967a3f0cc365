"""What the tests of `fetch` share."""

from tests.ingest.fetched_corpus import corpus, site

__all__ = ["corpus", "site"]
