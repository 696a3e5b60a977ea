"""What a machine that watches is told: alive, ready, figures; and nothing about anybody."""

import shutil
from collections import namedtuple
from datetime import UTC, datetime, timedelta

import aiohttp
import pytest
from aiohttp.test_utils import TestClient, TestServer
from sqlalchemy import text

from bot.engine.health import Health, Standing, application
from db import inbox, jobs
from db.inbox import Received
from tests.builders import make_question
from tests.process import free_port

SECRET = "s3cret-_"


class Watcher:
    def __init__(self, company, address):
        self.company = company
        self.address = address

    async def asks(self, path):
        async with aiohttp.ClientSession() as http, http.get(self.address + path) as answer:
            return answer.status, await answer.text()

    async def figure(self, name):
        """One line of /metrics, as a number."""
        _, said = await self.asks("/metrics")
        lines = [line for line in said.splitlines() if line.startswith(name + " ")]
        return float(lines[0].rpartition(" ")[2]) if lines else 0.0

    async def practises(self):
        employee = self.company.employee
        title = await self.company.stock(make_question("q"))
        await employee.types("/practice")
        await employee.hears("选一个题库")
        await employee.presses(title)
        await employee.hears("第 1/1 题")
        await employee.presses("A")
        await employee.hears("本组完成")


@pytest.fixture(params=["polling", "webhook"])
async def watcher(request, company_with):
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    if request.param == "polling":
        company = await company_with(health=f"127.0.0.1:{port}")
    else:
        company = await company_with(
            webhook_url=f"{address}/hook/of-our-own",
            webhook_secret=SECRET,
            listen=f"127.0.0.1:{port}",
        )
    return Watcher(company, address)


@pytest.fixture
def company(watcher):
    return watcher.company


async def test_a_running_bot_is_alive_and_ready(watcher):
    await watcher.practises()

    alive, ready = await watcher.asks("/healthz"), await watcher.asks("/readyz")

    assert (alive[0], ready[0]) == (200, 200), (alive, ready)
    assert '"ready": true' in ready[1]


async def test_figures_follow_what_happens(watcher):
    kind = 'wengu_updates_total{kind="callback_query"}'
    call = 'wengu_api_calls_total{code="200",method="editMessageText"}'
    before = await watcher.figure(kind), await watcher.figure(call)

    await watcher.practises()

    after = await watcher.figure(kind), await watcher.figure(call)
    assert after[0] - before[0] == 2
    assert after[1] > before[1]
    assert await watcher.figure("wengu_commit_seconds_count") > 0
    assert await watcher.figure("wengu_database_up") == 1
    assert await watcher.figure("wengu_leads") == 1


async def test_work_that_waits_or_failed_is_counted(watcher):
    before = await watcher.figure('wengu_jobs{state="waiting"}')

    await watcher.company.store.run(jobs.at, datetime.now(UTC) + timedelta(days=1), "count", {})

    assert await watcher.figure('wengu_jobs{state="waiting"}') == before + 1
    assert await watcher.figure('wengu_jobs{state="failed"}') == 0


async def test_nothing_that_is_said_names_a_person_or_a_secret(watcher):
    await watcher.practises()
    company = watcher.company

    said = "".join([(await watcher.asks(path))[1] for path in ("/healthz", "/readyz")])
    # A figure may look like anything.
    _, figures = await watcher.asks("/metrics")
    said += "".join(line.rpartition(" ")[0] for line in figures.splitlines())

    secrets = (company.scene.token, company.scene.token.split(":")[0], SECRET, "of-our-own")
    people = (str(company.employee.id), company.employee.name, "生产部")
    assert [word for word in (*secrets, *people) if word in said] == []


async def test_a_database_that_does_not_take_anything_makes_it_unready(watcher):
    def rename(old, new):
        return lambda s: s.connection().execute(text(f"ALTER TABLE {old} RENAME TO {new}"))

    store = watcher.company.store
    await store.run(rename("alembic_version", "away"))

    status, said = await watcher.asks("/readyz")

    await store.run(rename("away", "alembic_version"))
    assert status == 503
    assert '"database": false' in said


async def test_tables_of_another_day_make_it_unready(watcher):
    store = watcher.company.store
    await store.run(
        lambda s: s.connection().execute(text("UPDATE alembic_version SET version_num = '0001'"))
    )

    status, said = await watcher.asks("/readyz")

    assert status == 503
    assert '"database": true' in said
    assert '"tables": false' in said


async def test_an_update_that_waits_too_long_makes_it_unready(watcher):
    since = datetime.now(UTC) - timedelta(seconds=31)
    await watcher.company.store.run(inbox.receive, [Received(1, 7, "{}")], since, 99)

    status, said = await watcher.asks("/readyz")

    assert status == 503
    assert '"inbox": false' in said
    assert await watcher.figure('wengu_inbox{state="waiting"}') == 1
    assert await watcher.figure("wengu_inbox_oldest_seconds") >= 31


async def test_a_disk_that_is_almost_full_makes_it_unready(watcher, monkeypatch):
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage(100, 91, 9))

    status, said = await watcher.asks("/readyz")

    assert status == 503
    assert '"disk": false' in said


@pytest.mark.parametrize(("silent", "status"), [(None, 200), (59.0, 200), (61.0, 503)])
async def test_where_telegram_does_not_answer_it_is_unready(company_with, silent, status):
    company = await company_with()
    health = Health(company.store, lambda: Standing(0, True, silent))

    async with TestClient(TestServer(application(health))) as client:
        assert (await client.get("/readyz")).status == status


async def test_a_loop_that_hangs_is_not_alive(company_with):
    health = Health((await company_with()).store, lambda: Standing(0, True, None))
    health.pulse._due -= 1.5

    async with TestClient(TestServer(application(health))) as client:
        answer = await client.get("/healthz")

        assert answer.status == 503
        assert (await answer.json())["lag_seconds"] >= 1.5
