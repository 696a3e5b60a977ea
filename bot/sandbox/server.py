"""The sandbox itself: a local Telegram on a port of this machine."""

import time
from collections.abc import Callable, Iterable
from typing import Self

from aiohttp import web

from bot.sandbox.bot_api import MAX_REQUEST_BYTES, BotApi
from bot.sandbox.chats import Person
from bot.sandbox.page_api import PageApi, refusals
from bot.sandbox.switches import Switches
from bot.sandbox.world import World

TOKEN = "1234567890:AAF-sandbox-token-of-a-local-telegram"


class Sandbox:
    """A small strict Telegram: the Bot API, a chat page, and people to be.

    `clock` gives Unix seconds; `webhook_delay` is the first pause, in seconds, after a webhook
    that failed twice.
    """

    def __init__(
        self,
        token: str = TOKEN,
        bot_username: str = "wengu_bot",
        *,
        clock: Callable[[], float] = time.time,
        webhook_delay: float = 2.0,
    ) -> None:
        self.world = World(token, bot_username, clock)
        self.bot_api = BotApi(self.world, webhook_delay)
        self._runner: web.AppRunner | None = None

    @classmethod
    def with_default_people(cls, token: str = TOKEN, bot_username: str = "wengu_bot") -> Self:
        """A sandbox with an employee, a trainer and an admin to be."""
        sandbox = cls(token, bot_username)
        sandbox.add_person(1001, "李员工", title="员工")
        sandbox.add_person(1002, "王培训", title="培训师")
        sandbox.add_person(1003, "赵管理", title="管理员")
        return sandbox

    def add_person(
        self,
        id: int,
        first_name: str,
        last_name: str = "",
        username: str = "",
        language_code: str = "zh-hans",
        title: str = "员工",
    ) -> None:
        """Somebody to be; the bot can write to them once they have written first."""
        person = Person(id, first_name, last_name, username, language_code, title)
        self.world.add_person(person)

    def add_group(self, id: int, title: str, members: Iterable[int]) -> None:
        """A group that the bot is in; the id is negative, below -10¹² for a supergroup."""
        self.world.add_group(id, title, list(members))

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> str:
        """Listen, and return the base URL; port 0 takes a free one."""
        app = web.Application(client_max_size=MAX_REQUEST_BYTES, middlewares=[refusals])
        app.add_routes(self.bot_api.routes())
        app.add_routes(PageApi(self.world).routes())
        app.add_routes(Switches(self.world, self.bot_api).routes())
        # No access log: a Bot API URL contains the token.
        app.on_shutdown.append(self._let_go)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
        await self._runner.setup()
        site = web.TCPSite(self._runner, host, port)
        await site.start()
        bound = self._runner.addresses[0][1]
        return f"http://{host}:{bound}"

    async def stop(self) -> None:
        """Stop listening and delivering; nothing is kept."""
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def _let_go(self, app: web.Application) -> None:  # noqa: ARG002
        """Whoever waits for news is answered, so that the server can close at once."""
        self.world.events.close()
        await self.bot_api.close()
