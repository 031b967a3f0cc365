"""The clock and the scales of the benchmark."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from assistant.settings import PROJECT


def seconds(action: Callable[[], object]) -> float:
    """How long one call takes."""
    started = perf_counter()
    action()
    return perf_counter() - started


def memory_of_this_process() -> dict[str, float]:
    """Its megabytes, now and at most."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    kilobytes = {
        name: int(rest.split()[0]) for name, _, rest in (ln.partition(":") for ln in lines) if "kB" in rest
    }
    return {"now": kilobytes["VmRSS"] / 1024, "peak": kilobytes["VmHWM"] / 1024}


def run_again(*arguments: str) -> str:
    """The last line that a new process of this benchmark prints."""
    command = [sys.executable, "-m", "tests.bench", *arguments]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()[-1]


def shown(duration: float) -> str:
    """A duration in the unit that reads best."""
    return f"{duration:.2f} s" if duration >= 1 else f"{duration * 1000:.1f} ms"
