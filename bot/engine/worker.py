"""Does jobs on PostgreSQL: a worker of procrastinate in each process, for the jobs of all."""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Iterable
from typing import Any

from procrastinate import App, JobContext, PsycopgConnector, RetryDecision
from procrastinate.jobs import Job as TheirJob
from procrastinate.retry import BaseRetryStrategy
from sqlalchemy import Engine

from bot.engine.jobs import AT_ONCE, DRAIN_SECONDS, IDLE_SECONDS, Doer
from db.jobs import QUEUE, RETRY_STALLED, Job

log = logging.getLogger(__name__)

# A worker says so often that it is alive; silent for longer, its jobs are taken up by another.
ALIVE_SECONDS = 2.0
STALLED_SECONDS = 10.0
EVERY_FIVE_SECONDS = "* * * * * */5"
# Those who were asked to stop have all their seconds, and one to say goodbye.
PATIENCE = DRAIN_SECONDS + 1


class Again(Exception):  # noqa: N818 - an answer to procrastinate
    """The job is to be tried again."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class Patience(BaseRetryStrategy):
    """Tried again when we say so, and when we stop in the middle of it."""

    def get_retry_decision(
        self,
        *,
        exception: BaseException,
        job: TheirJob,  # noqa: ARG002 - their signature
    ) -> RetryDecision | None:
        if isinstance(exception, Again):
            return RetryDecision(retry_in={"milliseconds": int(exception.seconds * 1000)})
        if isinstance(exception, asyncio.CancelledError):
            return RetryDecision(retry_in={"seconds": 0})
        return None


class Worker:
    def __init__(self, engine: Engine, doer: Doer, kinds: Iterable[str]) -> None:
        self._doer = doer
        self._in_hand = 0
        url = engine.url.set(drivername="postgresql")
        self.app = App(
            connector=PsycopgConnector(
                conninfo=url.render_as_string(hide_password=False), min_size=1, max_size=4
            )
        )
        for kind in kinds:
            self.app.task(name=kind, queue=QUEUE, pass_context=True, retry=Patience())(
                self._task(kind)
            )
        self.app.periodic(cron=EVERY_FIVE_SECONDS)(
            self.app.task(
                name=RETRY_STALLED,
                queue=QUEUE,
                pass_context=True,
                lock=RETRY_STALLED,
                queueing_lock=RETRY_STALLED,
            )(_retry_stalled)
        )

    async def run(self) -> None:
        """For ever, until cancelled; what is in hand then is given a while."""
        serving = asyncio.create_task(self._serve(), name="serving jobs")
        try:
            await asyncio.shield(serving)
        finally:
            # While they begin, procrastinate and psycopg may lose that they were asked to stop.
            while not serving.done():
                serving.cancel()
                await asyncio.wait([serving], timeout=PATIENCE if self._in_hand else 1.0)

    async def _serve(self) -> None:
        # It tells of every job at INFO, and of every failure beside us.
        logging.getLogger("procrastinate").setLevel(logging.CRITICAL)
        we = asyncio.current_task()
        while True:
            try:
                async with self.app.open_async():
                    await self.app.run_worker_async(
                        queues=[QUEUE],
                        concurrency=AT_ONCE,
                        delete_jobs="successful",
                        install_signal_handlers=False,
                        fetch_job_polling_interval=IDLE_SECONDS,
                        shutdown_graceful_timeout=DRAIN_SECONDS,
                        update_heartbeat_interval=ALIVE_SECONDS,
                        stalled_worker_timeout=STALLED_SECONDS,
                    )
                what = "the connection broke"
            except Exception as fault:
                what = type(fault.__cause__ or fault).__name__
            if we and we.cancelling():
                raise asyncio.CancelledError
            log.warning("jobs are not reached: %s; again in %.0f s", what, IDLE_SECONDS)
            await asyncio.sleep(IDLE_SECONDS)

    def _task(self, kind: str) -> Callable[..., Coroutine[Any, Any, None]]:
        async def work(context: JobContext, **payload: Any) -> None:
            job = Job(context.job.id or 0, kind, payload, context.job.attempts + 1)
            self._in_hand += 1
            try:
                wait = await self._doer.attempt(job)
            finally:
                self._in_hand -= 1
            if wait is not None:
                raise Again(wait)

        return work


async def _retry_stalled(context: JobContext, timestamp: int) -> None:  # noqa: ARG001 - theirs
    """Without this, what a killed worker had in hand would hang for ever."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_SECONDS):
        log.warning("job %s, %s: its worker is gone; it is begun again", job.id, job.task_name)
        await manager.retry_job(job)
