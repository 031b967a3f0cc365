"""Progress bars on standard error, one for each step."""

import sys
from types import TracebackType

from tqdm import tqdm  # type: ignore[import-untyped]


class Bars:
    """A Progress: shows the step that advances, with its pace and what is left of it."""

    def __init__(self) -> None:
        self._bar: tqdm | None = None
        self._step = ""

    def __call__(self, step: str, done: int, total: int) -> None:
        """Moves the bar of a step, opening it first; see Progress."""
        if self._bar is None or self._step != step:
            self._close()
            self._step = step
            # A log keeps every line of a bar: there, it moves rarely.
            pace = 0.1 if sys.stderr.isatty() else 10.0
            self._bar = tqdm(desc=step, total=total, file=sys.stderr, mininterval=pace, leave=True)
        self._bar.total = total
        self._bar.update(done - self._bar.n)
        if done >= total:
            self._close()

    def __enter__(self) -> "Bars":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        self._close()

    def _close(self) -> None:
        if self._bar is not None:
            self._bar.close()
            self._bar = None
