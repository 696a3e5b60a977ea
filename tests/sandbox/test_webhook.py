"""Delivery by webhook: in order, with the secret, until the bot says 2xx."""

import asyncio

import pytest
from aiohttp import web

from tests.scene import Scene


class Receiver:
    """The bot's web server: the statuses it is given, then 200, but 503 for one person's words."""

    def __init__(self):
        self.statuses = []
        self.busy_with = 0
        self.got = []
        self.secrets = []
        self.changed = asyncio.Event()

    async def take(self, request):
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        update = await request.json()
        status = self.statuses.pop(0) if self.statuses else 200
        if update.get("message", {}).get("from", {}).get("id") == self.busy_with:
            status = 503
        self.got.append((status, update))
        self.changed.set()
        return web.Response(status=status)

    async def delivered(self, count):
        """The first updates that were taken with 200, once there are so many."""
        while True:
            taken = [update for status, update in self.got if status == 200]
            if len(taken) >= count:
                return taken
            self.changed.clear()
            await self.changed.wait()


@pytest.fixture
async def scene():
    async with Scene.start(webhook_delay=0.001) as scene:
        yield scene


@pytest.fixture
async def receiver():
    receiver = Receiver()
    app = web.Application()
    app.router.add_post("/hook", receiver.take)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    receiver.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield receiver
    await runner.cleanup()


async def test_updates_are_posted_with_the_secret(bot, learner, receiver):
    await bot.does("setWebhook", url=receiver.url, secret_token="s3cret-_")

    await learner.types("你好")

    (update,) = await receiver.delivered(1)
    assert update["message"]["text"] == "你好"
    assert receiver.secrets == ["s3cret-_"]


async def test_what_waited_is_delivered_when_the_webhook_is_set(bot, learner, receiver):
    await learner.types("早")

    await bot.does("setWebhook", url=receiver.url)

    assert [update["message"]["text"] for update in await receiver.delivered(1)] == ["早"]


async def test_a_refused_update_is_repeated_before_the_next_one(bot, learner, receiver):
    receiver.statuses = [500, 503, 500]
    await bot.does("setWebhook", url=receiver.url)

    await learner.types("一")
    await learner.types("二")
    updates = await receiver.delivered(2)

    assert [update["message"]["text"] for update in updates] == ["一", "二"]
    assert [status for status, _ in receiver.got] == [500, 503, 500, 200, 200]
    assert (await bot.does("getWebhookInfo"))["last_error_message"].startswith("Wrong response")


async def test_one_persons_trouble_holds_back_nobody_else(scene, bot, learner, receiver):
    receiver.busy_with = learner.id
    trainer = await scene.person("王培训")
    await bot.does("setWebhook", url=receiver.url)

    await learner.types("一")
    await learner.presses_data("x", message_id=1)
    await trainer.types("二")
    updates = await receiver.delivered(2)

    assert [list(update)[1] for update in updates] == ["callback_query", "message"]
    assert updates[1]["message"]["text"] == "二"


async def test_nothing_is_pending_once_it_was_taken(scene, bot, learner, receiver):
    await bot.does("setWebhook", url=receiver.url)
    await learner.types("一")
    await receiver.delivered(1)
    await bot.does("deleteWebhook")

    assert await bot.updates() == []


async def test_polling_and_webhook_exclude_each_other(bot, receiver):
    await bot.does("setWebhook", url=receiver.url, max_connections=3)

    conflict = await bot.refused("getUpdates")
    info = await bot.does("getWebhookInfo")

    assert conflict == (
        "Conflict: can't use getUpdates method while webhook is active; "
        "use deleteWebhook to delete the webhook first"
    )
    assert (info["url"], info["max_connections"]) == (receiver.url, 3)


@pytest.mark.parametrize(
    ("params", "sentence"),
    [
        ({"url": "nowhere"}, "bad webhook: An HTTPS URL must be provided for webhook"),
        (
            {"url": "https://example.com", "secret_token": "密"},
            "secret token contains unallowed characters",
        ),
    ],
)
async def test_a_webhook_that_can_not_work_is_refused(bot, params, sentence):
    assert await bot.refused("setWebhook", **params) == f"Bad Request: {sentence}"
