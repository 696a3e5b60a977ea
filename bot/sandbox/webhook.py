"""Delivering updates to the bot's own web server, in order within a person and a kind."""

import asyncio
import contextlib
import re
from collections import deque

import aiohttp

from bot.sandbox.errors import bad
from bot.sandbox.params import Json, Params
from bot.sandbox.polling import choose_kinds
from bot.sandbox.updates import Update, Updates

MAX_DELAY_SECONDS = 60.0
MAX_RETRY_AFTER_SECONDS = 3600.0
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
_SECRET = re.compile(r"[A-Za-z0-9_\-]{1,256}")

Queue = tuple[int, bool]


class Webhook:
    """Posts each update until the bot answers 2xx; `base_delay` seconds grow with each failure."""

    def __init__(self, updates: Updates, base_delay: float = 2.0) -> None:
        self._updates = updates
        self._base_delay = base_delay
        self._queues: dict[Queue, deque[Update]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._session: aiohttp.ClientSession | None = None
        self._places = asyncio.Semaphore(40)
        self._url = ""
        self._secret = ""
        self._limit = 40
        self._last_error: Json = {}

    async def set(self, params: Params) -> bool:
        """Start delivering to `url`; an empty one ends it."""
        url, secret = params.text("url"), params.text("secret_token")
        if not url:
            return await self.delete(params)
        if not re.match(r"https?://[^/\s]+", url):
            raise bad("bad webhook: An HTTPS URL must be provided for webhook")
        if secret and not _SECRET.fullmatch(secret):
            raise bad("secret token contains unallowed characters")
        await self.stop()
        choose_kinds(self._updates, params)
        if params.flag("drop_pending_updates"):
            self._updates.drop()
        self._url, self._secret = url, secret
        self._limit = min(max(params.integer("max_connections", 40), 1), 100)
        self._places = asyncio.Semaphore(self._limit)
        self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=60))
        self._updates.arrived = self._enqueue
        self._updates.wake()
        for update in self._updates.ready(10**9):
            self._enqueue(update)
        return True

    async def delete(self, params: Params) -> bool:
        """Back to getUpdates."""
        await self.stop()
        if params.flag("drop_pending_updates"):
            self._updates.drop()
        return True

    def info(self) -> Json:
        """The Bot API's WebhookInfo."""
        info: Json = {
            "url": self._url,
            "has_custom_certificate": False,
            "pending_update_count": len(self._updates.pending),
        }
        if self._url:
            info["max_connections"] = self._limit
            info.update(self._last_error)
        if self._updates.allowed:
            info["allowed_updates"] = sorted(self._updates.allowed)
        return info

    async def stop(self) -> None:
        """End every delivery; what was not confirmed stays pending."""
        self._updates.arrived = None
        self._url = ""
        self._last_error = {}
        self._queues.clear()
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        if self._session is not None:
            await self._session.close()
            self._session = None

    def _enqueue(self, update: Update) -> None:
        key = update.person, update.kind == "callback_query"
        queue = self._queues.get(key)
        if queue is not None:
            queue.append(update)
            return
        self._queues[key] = deque([update])
        task = asyncio.get_running_loop().create_task(self._deliver(key))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _deliver(self, key: Queue) -> None:
        queue = self._queues[key]
        while queue:
            await self._deliver_one(queue[0])
            queue.popleft()
        self._queues.pop(key, None)

    async def _deliver_one(self, update: Update) -> None:
        failures = 0
        while True:
            self._updates.forget_expired()
            if update.id not in self._updates.pending:
                return
            async with self._places:
                delivered, wait = await self._post(update)
            if delivered:
                update.again = False
                self._updates.done(update.id)
                return
            await asyncio.sleep(wait or self._delay(failures))
            failures += 1

    def _delay(self, failures: int) -> float:
        """The first retry comes at once, then the base delay doubles."""
        return min(self._base_delay * 2 ** (failures - 1), MAX_DELAY_SECONDS) if failures else 0.0

    async def _post(self, update: Update) -> tuple[bool, float]:
        """Whether the bot took it, and how long it asked to wait."""
        assert self._session is not None
        headers = {"Content-Type": "application/json"}
        if self._secret:
            headers[SECRET_HEADER] = self._secret
        try:
            async with self._session.post(self._url, data=update.body, headers=headers) as answer:
                if 200 <= answer.status < 300:
                    return True, 0.0
                self._note(f"Wrong response from the webhook: {answer.status} {answer.reason}")
                asked = answer.headers.get("Retry-After", "")
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            self._note(f"Connection failed: {type(error).__name__}")
            return False, 0.0
        with contextlib.suppress(ValueError):
            return False, min(float(asked), MAX_RETRY_AFTER_SECONDS)
        return False, 0.0

    def _note(self, message: str) -> None:
        now = int(self._updates.now())
        self._last_error = {"last_error_date": now, "last_error_message": message}
