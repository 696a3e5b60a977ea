"""Who runs the verbs that write: one thread that groups them (SQLite), or a pool (PostgreSQL)."""

import logging
import queue
import threading
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from questions.errors import Refusal

log = logging.getLogger(__name__)

R = TypeVar("R")
Verb = Callable[[Session], R]
Finish = Callable[[Session, list[int]], None]
# Is told how many seconds a commit took, with the verbs in it, and how many they were.
Committed = Callable[[float, int], None]
Job = tuple[Verb[Any], "Future[Any]"]

GROUP = 256
IDLE_SECONDS = 1.0


class Writer:
    """Verbs one after another in one thread. What waits is committed together, each verb behind
    a savepoint of its own: one that fails takes nothing with it, and the disk is asked once."""

    def __init__(self, engine: Engine, finish: Finish, undone: Callable[[], None]) -> None:
        """`undone` is told when a whole group came to nothing."""
        self._engine = engine
        self._finish = finish
        self._undone = undone
        self._waiting: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._done: deque[int] = deque()
        self.committed: Committed = _unheard
        self._closed = False
        self._door = threading.Lock()
        self._thread = threading.Thread(target=self._work, name="store-writer", daemon=True)
        self._thread.start()

    def submit(self, verb: Verb[R]) -> "Future[R]":
        future: Future[R] = Future()
        with self._door:
            if self._closed:
                raise RuntimeError("the store is closed")
            self._waiting.put((verb, future))
        return future

    def done(self, update_id: int) -> None:
        self._done.append(update_id)

    def close(self) -> None:
        """Write what waits, then end the thread."""
        with self._door:
            self._closed = True
            self._waiting.put(None)
        self._thread.join()

    def _work(self) -> None:
        going = True
        while going:
            group, going = self._next_group()
            if group or self._done:
                self._write(group)

    def _next_group(self) -> tuple[list[Job], bool]:
        group: list[Job] = []
        try:
            job = self._waiting.get(timeout=IDLE_SECONDS)
            while job is not None:
                group.append(job)
                if len(group) == GROUP:
                    break
                job = self._waiting.get_nowait()
        except queue.Empty:
            return group, True
        return group, job is not None

    def _write(self, group: list[Job]) -> None:
        done = _taken(self._done)
        outcomes: list[tuple[Any, BaseException | None]] = []
        began = time.perf_counter()
        try:
            with self._engine.connect() as connection, connection.begin():
                outcomes = [_attempt(connection, verb) for verb, _ in group]
                if done:
                    with Session(connection) as session:
                        self._finish(session, done)
            self.committed(time.perf_counter() - began, len(group))
        except Exception as fault:
            self._done.extend(done)
            self._undone()
            outcomes = [(None, fault)] * len(group)
        for (_, future), (result, refusal) in zip(group, outcomes, strict=True):
            _resolve(future, result, refusal)


class Pool:
    """Verbs side by side, each a transaction of its own."""

    def __init__(self, engine: Engine, finish: Finish, size: int = 8) -> None:
        self._engine = engine
        self._finish = finish
        self._done: deque[int] = deque()
        self.committed: Committed = _unheard
        self._threads = ThreadPoolExecutor(size, "store-writer")
        self._closing = threading.Event()
        self._ticking = threading.Thread(target=self._tick, name="store-finisher", daemon=True)
        self._ticking.start()

    def submit(self, verb: Verb[R]) -> "Future[R]":
        return self._threads.submit(self._write, verb)

    def done(self, update_id: int) -> None:
        self._done.append(update_id)

    def close(self) -> None:
        """Write what waits, then end the threads."""
        self._threads.shutdown()
        self._closing.set()
        self._ticking.join()

    def _tick(self) -> None:
        while not self._closing.wait(IDLE_SECONDS):
            self._finish_all()
        self._finish_all()

    def _finish_all(self) -> None:
        done = _taken(self._done)
        if not done:
            return
        try:
            with Session(self._engine) as session, session.begin():
                self._finish(session, done)
        except Exception:
            self._done.extend(done)
            log.exception("what is done could not be written; again in a moment")

    def _write(self, verb: Verb[R]) -> R:
        began = time.perf_counter()
        with Session(self._engine, expire_on_commit=False) as session, session.begin():
            kept, refused = _asked(session, verb)
        self.committed(time.perf_counter() - began, 1)
        if refused:
            raise refused
        result: R = kept
        return result


def _unheard(_seconds: float, _verbs: int) -> None:
    """Nobody asked to be told."""


def _taken(done: deque[int]) -> list[int]:
    return [done.popleft() for _ in range(len(done))]


def _attempt(connection: Connection, verb: Verb[Any]) -> tuple[Any, BaseException | None]:
    """Run one verb behind a savepoint: kept, or undone with nothing else undone."""
    session = Session(connection, expire_on_commit=False, join_transaction_mode="create_savepoint")
    try:
        with session.begin():
            return _asked(session, verb)
    except Exception as fault:
        # On a full or failing disk SQLite may undo the whole transaction by itself. What follows
        # would be kept piece by piece, and what went before would be called kept and be lost.
        raw: Any = connection.connection.driver_connection
        if not raw.in_transaction:
            raise _first(fault) from fault
        return None, fault
    finally:
        session.close()


def _first(fault: BaseException) -> BaseException:
    """What went wrong first: going back to a savepoint that is gone fails too, and hides it."""
    first, earlier = fault, fault.__context__
    while earlier is not None:
        first = earlier if isinstance(earlier, DBAPIError) else first
        earlier = earlier.__context__
    return first


def _asked(session: Session, verb: Verb[Any]) -> tuple[Any, Refusal | None]:
    """What the verb returns, or the refusal it raises where that keeps what was noted."""
    try:
        return verb(session), None
    except Refusal as refusal:
        if not refusal.remembers:
            raise
        session.flush()
        return None, refusal


def _resolve(future: "Future[Any]", result: Any, fault: BaseException | None) -> None:
    if not future.set_running_or_notify_cancel():
        return
    if fault is None:
        future.set_result(result)
    else:
        future.set_exception(fault)
