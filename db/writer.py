"""Who runs the verbs that write: one thread that groups them (SQLite), or a pool (PostgreSQL)."""

import queue
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine
from sqlmodel import Session

from questions.errors import Refusal

R = TypeVar("R")
Verb = Callable[[Session], R]
Finish = Callable[[Session, list[int]], None]

GROUP = 256
IDLE_SECONDS = 1.0


class Writer:
    """Verbs one after another in one thread. What waits is committed together, each verb behind
    a savepoint of its own: one that fails takes nothing with it, and the disk is asked once."""

    def __init__(self, engine: Engine, finish: Finish) -> None:
        self._engine = engine
        self._finish = finish
        self._waiting: queue.SimpleQueue[tuple[Verb[Any], Future[Any]] | None]
        self._waiting = queue.SimpleQueue()
        self._done: deque[int] = deque()
        self._thread = threading.Thread(target=self._work, name="store-writer", daemon=True)
        self._thread.start()

    def submit(self, verb: Verb[R]) -> "Future[R]":
        future: Future[R] = Future()
        self._waiting.put((verb, future))
        return future

    def done(self, update_id: int) -> None:
        self._done.append(update_id)

    def close(self) -> None:
        """Write what waits, then end the thread."""
        self._waiting.put(None)
        self._thread.join()

    def _work(self) -> None:
        going = True
        while going:
            group, going = self._next_group()
            if group or self._done:
                self._write(group)

    def _next_group(self) -> tuple[list[tuple[Verb[Any], Future[Any]]], bool]:
        group: list[tuple[Verb[Any], Future[Any]]] = []
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

    def _write(self, group: list[tuple[Verb[Any], Future[Any]]]) -> None:
        done = [self._done.popleft() for _ in range(len(self._done))]
        outcomes: list[tuple[Future[Any], Any, BaseException | None]] = []
        try:
            with self._engine.connect() as connection, connection.begin():
                outcomes = [(future, *_attempt(connection, verb)) for verb, future in group]
                if done:
                    with Session(connection) as session:
                        self._finish(session, done)
        except Exception as fault:
            self._done.extend(done)
            outcomes = [(future, None, fault) for _, future in group]
        for future, result, refusal in outcomes:
            _resolve(future, result, refusal)


class Pool:
    """Verbs side by side, each a transaction of its own."""

    def __init__(self, engine: Engine, finish: Finish, size: int = 8) -> None:
        self._engine = engine
        self._finish = finish
        self._done: deque[int] = deque()
        self._threads = ThreadPoolExecutor(size, "store-writer")

    def submit(self, verb: Verb[R]) -> "Future[R]":
        return self._threads.submit(self._write, verb)

    def done(self, update_id: int) -> None:
        self._done.append(update_id)

    def close(self) -> None:
        if self._done:
            self.submit(lambda _: None)
        self._threads.shutdown()

    def _write(self, verb: Verb[R]) -> R:
        done = [self._done.popleft() for _ in range(len(self._done))]
        with Session(self._engine, expire_on_commit=False) as session, session.begin():
            if done:
                self._finish(session, done)
            kept, refused = _asked(session, verb)
        if refused:
            raise refused
        result: R = kept
        return result


def _attempt(connection: Connection, verb: Verb[Any]) -> tuple[Any, BaseException | None]:
    """Run one verb behind a savepoint: kept, or undone with nothing else undone."""
    session = Session(connection, expire_on_commit=False, join_transaction_mode="create_savepoint")
    try:
        with session.begin():
            return _asked(session, verb)
    except Exception as fault:
        return None, fault
    finally:
        session.close()


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
