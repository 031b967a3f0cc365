"""An assistant over a small corpus of a test."""

import subprocess
import sys
from pathlib import Path

from assistant.answering.pipeline import Assistant
from assistant.build import build_assistant
from assistant.settings import PROJECT, read_settings


def assistant_over(corpus: Path) -> Assistant:
    """The assistant on the index of the corpus, built as anybody would: by the command."""
    build = [sys.executable, "-m", "ingest", "build", "--corpus", str(corpus)]
    subprocess.run(build, cwd=PROJECT, check=True)
    return build_assistant(read_settings({}).at(corpus, None))
