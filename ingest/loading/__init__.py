"""Files to blocks of text, each with a locator: the only room with parsers.

Nothing in a file is run, followed or trusted: what it holds is text. A file that cannot be read is one line.
"""

from ingest.loading.files import load_document

__all__ = ["load_document"]
