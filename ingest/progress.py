"""How a long step tells that it advances."""

from collections.abc import Callable

Progress = Callable[[str, int, int], None]
"""Called with the name of the step, what is done and the total, both counted in the same unit."""


def ignore_progress(step: str, done: int, total: int) -> None:
    """Tells nobody."""
