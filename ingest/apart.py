"""Calls made each in a process of its own, within bounds, as many at once as there are cores."""

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

from pebble import ProcessPool

from assistant.confinement import confine

Result = TypeVar("Result")


def run_apart(
    function: Callable[..., Result],
    calls: Sequence[tuple[Any, ...]],
    *,
    memory: int,
    seconds: int,
    preload: Sequence[str] = (),
) -> Iterator[Result | BaseException]:
    """What each call returns or raises, in the order of the calls.

    A call that takes more than `seconds` gives TimeoutError, more than `memory` bytes mostly MemoryError; one
    whose process dies gives pebble's ProcessExpired. None can open a socket. `preload` names the modules to
    import once for all; `function` must be importable.
    """
    if not calls:
        return
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(preload))
    size = min(len(os.sched_getaffinity(0)), len(calls))
    pool = ProcessPool(max_workers=size, max_tasks=1, context=context)
    try:
        bound = (function, memory, seconds)
        futures = [pool.schedule(_confined, args=(*bound, call), timeout=seconds) for call in calls]
        for future in futures:
            error = future.exception()
            yield error if error else future.result()
    finally:
        pool.stop()  # type: ignore[no-untyped-call]
        pool.join()


def _confined(function: Callable[..., Result], memory: int, seconds: int, call: tuple[Any, ...]) -> Result:
    confine(memory, seconds)
    return function(*call)
