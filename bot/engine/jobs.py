"""Does jobs, a few at once. What fails is tried again, and said when it fails for good."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

from telegram.error import Forbidden

from db import jobs
from db.jobs import Job
from db.store import Store

log = logging.getLogger(__name__)

AT_ONCE = 3
# So often a job is begun if all that is left of it is to say that it failed.
TELLINGS = 20
# How often it is looked what is due by now. What is to be done at once, or again, rings a bell.
IDLE_SECONDS = 1.0
# What is in hand at a stop is given this long; then it is left, and begun again at the next start.
DRAIN_SECONDS = 8.0

Do = Callable[[Job], Awaitable[None]]
GiveUp = Callable[[Job, Exception], Awaitable[None]]


class Failed(Exception):  # noqa: N818 - an answer to whoever runs the job
    """The job fails for good, and the person has been told."""


class Unfinished(Exception):  # noqa: N818 - what the log says of it
    """The process ended each time while the job was being done."""


class Doer:
    """`do` does a job; `give_up` tells that it failed for good: after the last of `waits`, the
    seconds before it is tried again."""

    def __init__(self, do: Do, give_up: GiveUp, waits: tuple[float, ...]) -> None:
        self._do = do
        self._give_up = give_up
        self._waits = waits

    async def attempt(self, job: Job) -> float | None:
        """Try a job once; None when it is done with, else the seconds to wait."""
        last = len(self._waits) + 1
        if job.tries > last:
            return await self._tell(job, Unfinished())
        try:
            await self._do(job)
        except Forbidden:
            log.info("job %s: the person has blocked the bot", job.id)
        except Exception as fault:
            if job.tries == last:
                return await self._tell(job, fault)
            name = type(fault).__name__
            log.warning("job %s, %s, try %s: %s", job.id, job.kind, job.tries, name)
            return self._waits[job.tries - 1]
        return None

    async def _tell(self, job: Job, fault: Exception) -> float:
        try:
            await self._give_up(job, fault)
        except Exception as unsaid:
            log.warning("job %s failed, unsaid: %s", job.id, type(unsaid).__name__)
            if job.tries < TELLINGS:
                return self._waits[-1]
        raise Failed from fault


class Runner:
    """Jobs on SQLite: one process has the file, so its own jobs are all that there are."""

    def __init__(self, store: Store, doer: Doer, idle: float = IDLE_SECONDS) -> None:
        self._store = store
        self._doer = doer
        self._idle = idle
        self._bell = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        """For ever, until cancelled; what is in hand then is given a while."""
        loop = asyncio.get_running_loop()
        jobs.listen(self._store.engine, lambda: loop.call_soon_threadsafe(self._bell.set))
        try:
            await self._surely(jobs.take_up)
            while True:
                await self._begin_what_is_due()
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._bell.wait(), self._idle)
        finally:
            jobs.listen(self._store.engine, None)
            await self._drain()

    async def _begin_what_is_due(self) -> None:
        self._bell.clear()
        room = AT_ONCE - len(self._tasks)
        if not room:
            return
        for job in await self._surely(jobs.claim, room, datetime.now(UTC)):
            task = asyncio.create_task(self._work(job), name=f"job {job.id}")
            self._tasks.add(task)
            task.add_done_callback(self._settled)

    def _settled(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        self._bell.set()

    async def _work(self, job: Job) -> None:
        try:
            wait = await self._doer.attempt(job)
        except Failed:
            await self._surely(jobs.fail, job.id)
            return
        if wait is None:
            await self._surely(jobs.finish, job.id)
        else:
            until = datetime.now(UTC) + timedelta(seconds=wait)
            await self._surely(jobs.put_off, job.id, until)
            asyncio.get_running_loop().call_later(wait, self._bell.set)

    async def _surely(self, verb: Callable[..., Any], *args: Any) -> Any:
        """Run a verb, again and again while the disk is full or the file is locked."""
        while True:
            try:
                return await self._store.run(verb, *args)
            except Exception as fault:
                log.warning("jobs could not be read or noted: %s", type(fault).__name__)
                await asyncio.sleep(self._idle)

    async def _drain(self) -> None:
        if not self._tasks:
            return
        _, left = await asyncio.wait(self._tasks, timeout=DRAIN_SECONDS)
        for task in left:
            task.cancel()
        if left:
            log.warning("%s jobs were not finished; the next start begins them anew", len(left))
            await asyncio.wait(left)
