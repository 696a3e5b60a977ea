"""A part of a long work in a process beside this one, where there is a second processor.

The process is a copy of this one, so that what was loaded and built need not be again. That is
safe only in a process that has no other thread at work, and only Linux can be trusted with it.
"""

import ctypes
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import TypeVar

R = TypeVar("R")

_PR_SET_PDEATHSIG = 1


@contextmanager
def alongside(work: Callable[[], R]) -> Iterator[Callable[[], R]]:
    """Begin `work`, and give what waits for its outcome, which can be pickled.

    Where no process can be had, or it dies over it, the work is done here when it is asked for.
    """
    if sys.platform != "linux" or len(os.sched_getaffinity(0)) < 2:
        yield work
        return
    fork = get_context("fork")
    ours, theirs = fork.Pipe(duplex=False)
    process = fork.Process(target=_do, args=(os.getpid(), theirs, work))
    process.start()
    theirs.close()

    def outcome() -> R:
        try:
            said: R = ours.recv()
        except (EOFError, OSError):  # It said nothing, or ended in the middle of it.
            return work()
        return said

    try:
        yield outcome
    finally:
        ours.close()
        process.kill()
        process.join()


def _do(parent: int, theirs: Connection, work: Callable[[], object]) -> None:
    """In the new process: leave Ctrl-C to the parent, and end when the parent does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() == parent:
        theirs.send(work())
