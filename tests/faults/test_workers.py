"""Several workers behind nginx on PostgreSQL: one may die at any moment, and nobody notices."""

import asyncio
import signal
from contextlib import asynccontextmanager

import pytest
from sqlalchemy.engine import make_url

from tests import nginx
from tests.bench.workers import FIRST, Post, Walker, furnish, judge, trial
from tests.company import ADMIN
from tests.process import SECONDS, BotProcess
from tests.scene import Scene

pytestmark = pytest.mark.postgres
TOKEN = "1234567890:AAF-sandbox-token-of-a-local-telegram"


@pytest.fixture
def url(postgres):
    """A database without a table."""
    nginx.is_there()
    name = postgres.create()
    yield postgres.url_of(name)
    postgres.drop(name)


async def test_killed_in_turn_nothing_is_lost_and_nothing_counts_twice(tmp_path, url):
    outcome = await trial(tmp_path, url, people=12, answers=200, kills=3)

    assert outcome.redelivered
    assert (outcome.lost, outcome.double, outcome.wrong) == (0, 0, [])
    assert outcome.kept == outcome.pressed >= 200


@asynccontextmanager
async def at_work(folder, url, people):
    """Two workers, and people who practise until this ends; then nothing may be lost or double."""
    furnish(url)
    async with Post.open(folder, url, people) as post:
        done = asyncio.Event()
        walkers = [Walker(post.sandbox, FIRST + each, post.model) for each in range(people)]
        walking = [asyncio.create_task(each.walk(lambda: not done.is_set())) for each in walkers]
        async with asyncio.timeout(80):
            yield post
            done.set()
            await asyncio.gather(*walking)
            await post.is_heard_out()
            await post.is_settled()
        for worker in post.living:
            assert await worker.stops() == 0
    outcome = judge(url, post.model)
    assert (outcome.lost, outcome.double, outcome.wrong) == (0, 0, [])


async def test_what_the_dead_had_in_hand_the_other_does(tmp_path, url):
    """Nobody comes back in its place."""
    async with at_work(tmp_path, url, 6) as post:
        await post.model.reaches(20)

        await post.dies(await post.leader())

        await post.model.reaches(post.model.answers + 40)


async def test_a_database_that_hangs_up_on_everybody_is_called_again(tmp_path, url, postgres):
    """Each worker may seem dead to the other for a moment, and yet go on."""
    async with at_work(tmp_path, url, 6) as post:
        for _ in range(4):
            await post.model.reaches(post.model.answers + 12)

            assert postgres.cut(make_url(url).database) > 2

        await post.model.reaches(post.model.answers + 12)


@pytest.mark.parametrize("name", [signal.SIGTERM, signal.SIGINT])
async def test_a_worker_that_is_asked_to_stop_under_load_leaves_nothing_undone(
    tmp_path, url, name
):
    async with at_work(tmp_path, url, 12) as post:
        await post.model.reaches(30)

        async with asyncio.timeout(60):
            assert await post.living.pop(0).stops(name) == 0

        await post.model.reaches(post.model.answers + 30)


# One that leads


@pytest.fixture
async def scene():
    async with Scene.start(webhook_delay=0.05) as scene:
        yield scene


def begin(folder, scene, url, **settings):
    usual = {"token": scene.token, "api_url": scene.url, "database_url": url, "admins": ADMIN}
    return BotProcess.begin(folder, **{**usual, **settings})


async def test_of_two_that_fetch_the_second_is_refused(tmp_path, scene, url):
    async with begin(tmp_path, scene, url) as first:
        await first.is_ready()
        async with begin(tmp_path, scene, url) as second:
            status = await second.ends()

        (sentence,) = second.errors.splitlines()
        assert status == 2
        assert "另一个温故进程正在使用" in sentence
        assert await first.stops() == 0


async def test_after_a_kill_another_may_fetch_at_once(tmp_path, scene, url):
    person = await scene.person("李员工")
    async with begin(tmp_path, scene, url) as first:
        await first.is_ready()
        await first.is_killed()

    async with begin(tmp_path, scene, url, join="open") as second:
        await second.is_ready()
        await person.types("/start")
        await person.hears("李员工，你好")
        assert await second.stops() == 0


async def test_what_is_pushed_is_sent_by_one_and_when_it_dies_by_another(tmp_path, url):
    furnish(url)
    async with Post.open(tmp_path, url, people=3) as post:
        people = [Walker(post.sandbox, FIRST + number, post.model) for number in range(3)]
        for person in people:
            await person.say("/start")
        await post.dies(await post.leader())
        settings = {"token": TOKEN, "database_url": url}
        async with BotProcess.begin(tmp_path, "announce", "明天演练", **settings) as command:
            assert await command.ends() == 0

        async with asyncio.timeout(SECONDS):
            for person in people:
                await person.hears("明天演练")

        assert [await worker.stops() for worker in post.living] == [0]
    sent = [
        message
        for chat in post.sandbox.world.chats.values()
        for message in chat.messages.values()
        if "明天演练" in message.get("text", "")
    ]
    assert len(sent) == 3
