"""The running bot: what starts, what goes on, and how it stops with nothing lost."""

import asyncio
import logging
from collections.abc import Coroutine
from functools import partial
from typing import TYPE_CHECKING, Any

from aiohttp import web
from telegram import Bot
from telegram.error import TelegramError

from bot import menus
from bot.app import build, do, drawn, give_up, handle, remind, say_sorry, show_again
from bot.context import App
from bot.engine import metrics
from bot.engine.courier import carry
from bot.engine.dispatch import WAITS, Dispatcher
from bot.engine.health import Health, Standing, application
from bot.engine.intake import ALLOWED, Intake
from bot.engine.jobs import Doer, Runner
from bot.engine.lock import Taken
from bot.engine.polling import poll
from bot.engine.reach import Reach
from bot.engine.watch import Watch
from bot.engine.webhook import receiver, serve
from bot.settings import Settings, address
from db.store import Store

if TYPE_CHECKING:
    from bot.engine.worker import Worker

log = logging.getLogger(__name__)

# What is in hand at a stop is given this long; the rest is done at the next start.
DRAIN_SECONDS = 20.0


class Service:
    """`start()`, then wait on `running`, then `stop()`."""

    def __init__(self, settings: Settings, store: Store, waits: tuple[float, ...] = WAITS) -> None:
        self._settings = settings
        self._store = store
        self._waits = waits
        self.app: App = build(settings, store)
        self.dispatcher = Dispatcher(
            store,
            partial(handle, self.app),
            partial(say_sorry, self.app),
            partial(remind, self.app),
            waits,
        )
        self._intake = Intake(store, self.app.bot, self.dispatcher)
        self.reach = Reach(store, self.dispatcher, partial(show_again, self.app))
        self.watch = Watch(
            store.appear(settings.token.get_secret_value()), self._intake, self._for_one_only
        )
        self._hook_is_set = False
        self._health = Health(store, self._standing)
        store.tell_commits(metrics.committed)
        self._runners: list[web.AppRunner] = []
        self._aside: list[asyncio.Task[None]] = []
        self.running: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Reach Telegram, take up what was left, and begin to receive; or leave nothing open."""
        try:
            await self._start()
        except BaseException:
            await self.stop()
            raise

    async def _start(self) -> None:
        await self.app.initialize()
        await self.watch.appear()
        if not self._settings.webhook_url and not await self.watch.is_first():
            raise Taken
        if self._settings.health:
            watched = application(self._health)
            self._runners.append(await serve(watched, *address(self._settings.health)))
        await self._intake.recover()
        if self._settings.webhook_url:
            await self._listen()
            self._aside.append(asyncio.create_task(self.reach.keep_noting(), name="noting"))
            self.running = asyncio.create_task(asyncio.Event().wait())  # type: ignore[arg-type]
        else:
            self.running = asyncio.create_task(
                poll(self.app.bot, self._intake, self.dispatcher, self.reach.reached),
                name="polling",
            )
        self._aside += [
            asyncio.create_task(self.reach.go_on(), name="reach"),
            asyncio.create_task(self.watch.go_on(), name="watch"),
            asyncio.create_task(self._health.pulse.beat(), name="pulse"),
            asyncio.create_task(self._intake.tidy(), name="tidy"),
            asyncio.create_task(self._jobs().run(), name="jobs"),
        ]

    def _for_one_only(self) -> list[Coroutine[Any, Any, None]]:
        """What one process of the token does for all."""
        work = [_menus(self.app.bot, self._settings.language), self._courier()]
        if self._settings.webhook_url and not self._hook_is_set:
            work.append(self._take_over_the_hook())
        return work

    def _courier(self) -> Coroutine[Any, Any, None]:
        return carry(self.app.bot, self._store, partial(drawn, self.app))

    def _jobs(self) -> "Runner | Worker":
        doer = Doer(partial(do, self.app), partial(give_up, self.app), self._waits)
        if self._store.engine.dialect.name == "sqlite":
            return Runner(self._store, doer)
        # Loaded where it is wanted: it takes a quarter of a second.
        from bot.engine.worker import Worker

        return Worker(self._store.engine, doer, self.app.bot_data["jobs"])

    async def stop(self) -> None:
        """Stop receiving, finish what is in hand, and go."""
        for task in (self.running, *self._aside):
            if task:
                await _end(task, DRAIN_SECONDS if task.get_name() == "jobs" else 1.0)
        await self.watch.rest()
        for runner in self._runners:
            await runner.cleanup()
        try:
            await asyncio.wait_for(self.dispatcher.drain(), DRAIN_SECONDS)
        except TimeoutError:
            log.warning("not all was finished; the rest is done at the next start")
            self.dispatcher.cancel()
            await self.dispatcher.drain()
        await self.app.shutdown()
        # Where the start failed, the application thinks that there is nothing to shut down.
        await self.app.bot.shutdown()

    async def _listen(self) -> None:
        settings = self._settings
        secret = settings.webhook_secret.get_secret_value()
        path = "/" + settings.webhook_url.split("://", 1)[1].partition("/")[2]
        hook = receiver(self._intake, path, secret, self._health.routes())
        self._runners.append(await serve(hook, *address(settings.listen)))
        if self.watch.leads:
            await self._hang_the_hook()

    def _standing(self) -> Standing:
        silent = None if self._settings.webhook_url else self.reach.silent
        return Standing(self.dispatcher.in_hand, self.watch.leads, silent)

    async def _hang_the_hook(self) -> None:
        settings = self._settings
        await self.app.bot.set_webhook(
            settings.webhook_url,
            secret_token=settings.webhook_secret.get_secret_value(),
            allowed_updates=ALLOWED,
            max_connections=100,
        )
        self._hook_is_set = True

    async def _take_over_the_hook(self) -> None:
        """Whoever led before has set theirs, and ours may be a newer one."""
        try:
            await self._hang_the_hook()
        except TelegramError as fault:
            log.warning("the webhook was not set: %s", fault.message)


async def _end(task: asyncio.Task[None], patience: float) -> None:
    """Cancel it until it ends: what it waits for may just have come, and then it is not heard."""
    while not task.done():
        task.cancel()
        await asyncio.wait([task], timeout=patience)
    if not task.cancelled():
        task.exception()


async def _menus(bot: Bot, language: str) -> None:
    """Menus are a courtesy: the bot answers without them, so nobody waits for them."""
    try:
        await menus.hang_up(bot, language)
    except TelegramError as fault:
        log.warning("the command menus were not set: %s", fault.message)
