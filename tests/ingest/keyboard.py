"""A process that hears Ctrl+C, even when the tests were started in the background, which ignores it."""

import signal


def hear_the_keyboard() -> None:
    """Runs in the child before its program."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
