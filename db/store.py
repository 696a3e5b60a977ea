"""The one door to the database: each call is one transaction, kept whole or not at all."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import ContextVar
from functools import partial
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy import Engine
from sqlmodel import Session

from db import articles, versions
from db.engines import open_engine
from db.inbox import finish, keep
from db.presence import Alone, Presence, new_worker
from db.writer import Committed, Pool, Verb, Writer

P = ParamSpec("P")
R = TypeVar("R")

# The update in hand. Its inbox row changes in the same transaction as what the verb does.
handling: ContextVar[int | None] = ContextVar("handling", default=None)


class Store:
    """Verbs that write go one after another through a `Writer` on SQLite, and side by side
    through a `Pool` on PostgreSQL; verbs that only read have connections of their own."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        sqlite = engine.dialect.name == "sqlite"
        # By which the rows of the inbox know us among several processes.
        self.worker = new_worker(engine.dialect.name)
        finishing = partial(finish, worker=self.worker)
        self._writer: Writer | Pool = (
            Writer(engine, finishing, self._forget) if sqlite else Pool(engine, finishing)
        )
        self._readers = ThreadPoolExecutor(2 if sqlite else 8, "store-reader")
        self._presence: Alone | Presence = Alone()

    @classmethod
    def open(cls, url: str) -> "Store":
        """Open the database at `url`; the tables must be there (see db/migrate.py)."""
        return cls(open_engine(url))

    @property
    def url(self) -> str:
        """Whole, with its password: for another process of ours, and for no eye."""
        return self.engine.url.render_as_string(hide_password=False)

    async def run(
        self, verb: Callable[Concatenate[Session, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """Run `verb` as one transaction. When this returns, it is kept."""
        return await asyncio.wrap_future(self._submit(verb, *args, **kwargs))

    async def read(
        self, verb: Callable[Concatenate[Session, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """Run a `verb` that changes nothing, beside whatever is being written."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._readers, lambda: self.look(verb, *args, **kwargs))

    def do(
        self, verb: Callable[Concatenate[Session, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """`run`, for callers without an event loop."""
        return self._submit(verb, *args, **kwargs).result()

    def look(
        self, verb: Callable[Concatenate[Session, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """`read`, for callers without an event loop."""
        with (
            self.engine.connect().execution_options(reads=True) as connection,
            Session(connection, expire_on_commit=False) as session,
        ):
            return verb(session, *args, **kwargs)

    def done(self, update_id: int) -> None:
        """Note that an update is answered. Written with the next transaction, or within a second:
        should it be lost, the person is told once more where they stand, and no more."""
        self._writer.done(update_id)

    def appear(self, token: str) -> Alone | Presence:
        """Our place among other processes of this token, ours until the store is closed."""
        if self.engine.dialect.name == "postgresql":
            self._presence = Presence(self.engine, self.worker, token)
        return self._presence

    def tell_commits(self, told: Committed) -> None:
        """Have somebody told of every commit, from the thread that made it."""
        self._writer.committed = told

    def close(self) -> None:
        self._writer.close()
        self._readers.shutdown()
        # Only now: what is done is written, and there is nothing for others to take up.
        self._presence.close()
        self.engine.dispose()

    def _forget(self) -> None:
        """Remember nothing that was read: it may have been undone."""
        articles.forget(self.engine)
        versions.forget(self.engine)

    def _submit(
        self, verb: Callable[Concatenate[Session, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> "Future[R]":
        update_id = handling.get()

        def one(session: Session) -> R:
            result = verb(session, *args, **kwargs)
            if update_id is not None:
                keep(session, update_id, self.worker)
            return result

        job: Verb[R] = one
        return self._writer.submit(job)
