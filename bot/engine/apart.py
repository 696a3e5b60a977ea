"""Heavy work in a process of its own, so that nobody who is answered waits for it.

A thread would not do: it takes its turns with the ones that answer. The process is started when
it is first wanted and kept, with what it has loaded.
"""

import asyncio
import ctypes
import os
import signal
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

# How far it stands back behind those who answer people.
NICE = 10
_PR_SET_PDEATHSIG = 1

_pools: list[ProcessPoolExecutor] = []


async def apart(work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """What `work` returns or raises, done elsewhere; it and all that it is handed can be pickled.

    A process that dies over it is started anew, and the work tried once more.
    """
    try:
        return await _in_pool(work, *args, **kwargs)
    except BrokenProcessPool:
        _pools.clear()
        return await _in_pool(work, *args, **kwargs)


async def _in_pool(work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    if not _pools:
        _pools.append(ProcessPoolExecutor(1, get_context("spawn"), _begin, (os.getpid(),)))
    return await asyncio.wrap_future(_pools[0].submit(work, *args, **kwargs))


def _begin(parent: int) -> None:
    """In the new process: stand back, leave Ctrl-C to the parent, and end when the parent does,
    however it ends."""
    os.nice(NICE)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(signal, "SIGRTMIN"):  # Linux, where a child can be told of its parent's end.
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)
