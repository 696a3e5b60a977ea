"""Jobs are done at once, tried again, taken up after a kill, and said when they fail for good."""

import asyncio
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text
from sqlmodel import select
from telegram.error import Forbidden

from bot.engine.jobs import AT_ONCE, TELLINGS, Doer, Failed, Runner
from bot.engine.worker import Worker
from db import jobs
from db.jobs import QUEUE, Job
from db.store import Store
from db.tables import JobRow

SECONDS = 60
AT_ONCE_AGAIN = (0.0, 0.0)


class Desk:
    """Where jobs are done: what was begun, and what came of it; `does` is what each is to do."""

    def __init__(self, store, does=None, waits=AT_ONCE_AGAIN):
        self.store = store
        self.begun = asyncio.Queue()
        self.told = asyncio.Queue()
        self._does = does
        doer = Doer(self._do, self._give_up, waits)
        if store.engine.dialect.name == "sqlite":
            self.runner = Runner(store, doer)
        else:
            self.runner = Worker(store.engine, doer, ["count"])

    async def _do(self, job):
        self.begun.put_nowait(job)
        if self._does:
            await self._does(job)

    async def _give_up(self, job, fault):
        self.told.put_nowait((job.payload, type(fault).__name__))

    @asynccontextmanager
    async def open(self):
        running = asyncio.create_task(self.runner.run())
        try:
            yield self
        finally:
            running.cancel()
            with pytest.raises(asyncio.CancelledError):
                await running

    async def next(self):
        """The next job that is begun."""
        return await asyncio.wait_for(self.begun.get(), SECONDS)

    async def hears(self):
        return await asyncio.wait_for(self.told.get(), SECONDS)


def now():
    return datetime.now(UTC)


async def put(store, **payload):
    return await store.run(jobs.enqueue, "count", payload, now())


def left(store):
    """The states of jobs that are still known; the database may be asked while they are done."""
    if store.engine.dialect.name == "sqlite":
        return store.do(lambda session: session.exec(select(JobRow.state)).all())
    asked = "SELECT status FROM procrastinate_jobs WHERE task_name = 'count'"
    return store.do(lambda session: session.connection().execute(text(asked)).scalars().all())


async def test_a_job_is_done_with_what_it_was_given_and_is_gone(store):
    async with Desk(store).open() as desk:
        number = await put(store, name="安全", parts=[1, None])
        job = await desk.next()

    assert job == Job(number, "count", {"name": "安全", "parts": [1, None]}, 1)
    assert left(store) == []


async def test_nothing_is_waited_for_where_the_bell_is_heard(sqlite_url):
    """However long one looks away, what is put there is begun."""
    store = Store.open(sqlite_url)
    desk = Desk(store)
    desk.runner = Runner(store, Doer(desk._do, desk._give_up, ()), idle=3600)

    async with desk.open():
        for number in range(3):
            await put(store, number=number)
            assert (await desk.next()).payload == {"number": number}
    store.close()


async def test_what_fails_is_tried_again(store):
    async def fails_twice(job):
        if job.tries < 3:
            raise OSError("no")

    async with Desk(store, fails_twice).open() as desk:
        await put(store)
        tries = [(await desk.next()).tries for _ in range(3)]

    assert tries == [1, 2, 3]
    assert desk.told.empty()
    assert left(store) == []


async def test_what_fails_for_good_is_told_once_and_stays_to_be_looked_at(store):
    async def fails(job):
        raise ValueError("no")

    async with Desk(store, fails).open() as desk:
        await put(store, person=7)
        told = await desk.hears()

    assert told == ({"person": 7}, "ValueError")
    assert desk.begun.qsize() == 1 + len(AT_ONCE_AGAIN)
    assert desk.told.empty()
    assert left(store) == ["failed"]


async def test_nobody_is_told_of_what_somebody_who_blocked_us_asked_for(store):
    async def blocked(job):
        raise Forbidden("bot was blocked by the user")

    async with Desk(store, blocked).open() as desk:
        await put(store)
        await desk.next()

    assert desk.told.empty()
    assert left(store) == []


async def test_a_job_waits_for_its_time(store):
    when = now() + timedelta(seconds=0.5)
    async with Desk(store).open() as desk:
        await store.run(jobs.at, when, "count", {"place": 2})
        await put(store, place=1)
        places = [(await desk.next()).payload["place"] for _ in range(2)]
        begun = now()

    assert places == [1, 2]
    assert begun >= when


async def test_a_job_that_is_cancelled_is_not_done(store):
    when = now() + timedelta(seconds=0.2)
    cancelled = await store.run(jobs.at, when, "count", {"place": 1})
    await store.run(jobs.at, when, "count", {"place": 2})

    assert await store.run(jobs.cancel, cancelled)
    async with Desk(store).open() as desk:
        places = [(await desk.next()).payload["place"]]

    assert places == [2]
    assert desk.begun.empty()


async def test_a_few_are_done_at_once_and_no_more(store):
    gate, most, going = asyncio.Event(), [0], set()

    async def waits(job):
        going.add(job.id)
        most[0] = max(most[0], len(going))
        await gate.wait()
        going.discard(job.id)

    async with Desk(store, waits).open() as desk:
        for _ in range(AT_ONCE + 2):
            await put(store)
        for _ in range(AT_ONCE):
            await desk.next()
        gate.set()
        for _ in range(2):
            await desk.next()

    assert most == [AT_ONCE]


async def test_asked_to_stop_it_finishes_what_is_in_hand(store):
    gate = asyncio.Event()

    async def waits(job):
        await gate.wait()

    async with Desk(store, waits).open() as desk:
        await put(store)
        await desk.next()
        asyncio.get_running_loop().call_later(0.1, gate.set)

    assert left(store) == []


def dies_with_a_job_in_hand(store, times=1):
    """As a process that was killed leaves it."""
    for _ in range(times):
        if store.engine.dialect.name == "sqlite":
            store.do(jobs.take_up)
            store.do(jobs.claim, 1, now() + timedelta(days=1))
        else:
            store.do(_worker_dies)


def _worker_dies(session):
    ask = session.connection().execute
    worker = ask(text("SELECT * FROM procrastinate_register_worker_v1()")).scalar_one()
    stalled = text("SELECT id FROM procrastinate_jobs WHERE status = 'doing'")
    for job in ask(stalled).scalars().all():
        ask(text("SELECT procrastinate_retry_job_v2(:j, now(), NULL, NULL, NULL)"), {"j": job})
    fetch = text("SELECT id FROM procrastinate_fetch_job_v2(ARRAY[:q], :w)")
    ask(fetch, {"q": QUEUE, "w": worker})
    ask(text("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 hour'"))


async def test_what_a_killed_process_had_in_hand_is_done_by_the_next(store):
    await put(store, place=1)
    dies_with_a_job_in_hand(store)

    async with Desk(store).open() as desk:
        job = await desk.next()

    assert (job.payload, job.tries) == ({"place": 1}, 2)
    assert left(store) == []


async def test_what_kills_the_process_each_time_is_not_begun_for_ever(store):
    await put(store, place=1)
    dies_with_a_job_in_hand(store, times=1 + len(AT_ONCE_AGAIN))

    async with Desk(store).open() as desk:
        told = await desk.hears()

    assert told == ({"place": 1}, "Unfinished")
    assert desk.begun.empty()
    assert left(store) == ["failed"]
    assert store.do(jobs.census) == {"waiting": 0, "running": 0, "failed": 1}


async def test_a_job_of_a_kind_that_nobody_knows_disturbs_no_other(store):
    async def knows(job):
        if job.kind != "count":
            raise KeyError(job.kind)

    async with Desk(store, knows).open() as desk:
        await store.run(jobs.enqueue, "unheard_of", {}, now())
        await put(store, place=1)
        while (job := await desk.next()).kind != "count":
            pass

    assert job.payload == {"place": 1}


async def test_that_it_failed_is_said_later_where_it_cannot_be_said_now():
    async def fails(job, _fault=None):
        raise OSError("out of reach")

    doer = Doer(fails, fails, (1.0, 5.0))

    waits = [await doer.attempt(Job(1, "count", {}, tries)) for tries in range(1, TELLINGS)]

    assert waits == [1.0] + [5.0] * (TELLINGS - 2)
    with pytest.raises(Failed):
        await doer.attempt(Job(1, "count", {}, TELLINGS))


@pytest.mark.postgres
async def test_a_database_that_was_away_is_found_again(postgres, postgres_url):
    store = Store.open(postgres_url)
    async with Desk(store).open() as desk:
        await put(store, place=1)
        await desk.next()
        postgres.cut(store.engine.url.database)
        await put(store, place=2)
        job = await desk.next()

    assert job.payload == {"place": 2}
    store.close()


@pytest.mark.postgres
async def test_it_stops_whenever_it_is_asked_to(postgres_url):
    """Its libraries lose that they were asked, at a moment of their own while they begin."""
    store = Store.open(postgres_url)
    for millisecond in range(60):
        running = asyncio.create_task(Desk(store).runner.run())
        await asyncio.wait([running], timeout=millisecond / 2000)
        running.cancel()
        ended, _ = await asyncio.wait([running], timeout=SECONDS)
        assert ended, f"asked after {millisecond / 2} ms, it went on"
    store.close()
