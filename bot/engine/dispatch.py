"""Hands updates on: those of one person strictly in order, different people side by side."""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable
from contextlib import suppress

from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as DatabaseBusy
from telegram import Update
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter

from db import inbox
from db.soundness import cannot_keep
from db.store import Store, handling

log = logging.getLogger(__name__)

AT_ONCE = 64
# With this many in hand nothing more is fetched: Telegram keeps them better than we do.
FULL = 2000
# Seconds to wait before an update that met a passing fault is tried again.
WAITS = (1.0, 5.0, 30.0, 30.0)

# What may be gone when it is tried again: Telegram out of reach or busy, the database likewise.
PASSING = (NetworkError, RetryAfter, OperationalError, InterfaceError, DatabaseBusy)

Handle = Callable[[Update], Awaitable[None]]
Apologise = Callable[[Update, Exception], Awaitable[None]]
Remind = Callable[[int], Awaitable[None]]


class Dispatcher:
    """`handle` does what an update asks for; `apologise` says that it failed for good;
    `remind` tells a chat where it stands, when what it did was kept but never answered to."""

    def __init__(
        self,
        store: Store,
        handle: Handle,
        apologise: Apologise,
        remind: Remind,
        waits: tuple[float, ...] = WAITS,
    ) -> None:
        self._store = store
        self._handle = handle
        self._apologise = apologise
        self._remind = remind
        self._waits = waits
        self._room = asyncio.Semaphore(AT_ONCE)
        self._queues: dict[int, deque[Update]] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def in_hand(self) -> int:
        """How many updates wait or are being handled."""
        return sum(map(len, self._queues.values()))

    def numbers(self) -> set[int]:
        """The updates that wait or are being handled."""
        return {update.update_id for queue in self._queues.values() for update in queue}

    async def room_for_more(self) -> None:
        """Wait while too much is in hand."""
        while self.in_hand > FULL:
            await asyncio.wait(self._tasks, return_when=asyncio.FIRST_COMPLETED)

    def submit(self, update: Update) -> None:
        person = update.effective_user or update.effective_chat
        key = person.id if person else 0
        if key in self._queues:
            self._queues[key].append(update)
            return
        self._queues[key] = deque([update])
        self._spawn(self._serve(key))

    def owe(self, chat_id: int, update_ids: list[int]) -> None:
        """Tell a chat once where it stands, for all that it is owed."""
        self._spawn(self._settle(chat_id, update_ids))

    async def drain(self) -> None:
        """Wait until nothing is in hand."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    def cancel(self) -> None:
        """Stop where we stand; the inbox keeps what was not done."""
        for task in self._tasks:
            task.cancel()

    def _spawn(self, work: Awaitable[None]) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _serve(self, key: int) -> None:
        queue = self._queues[key]
        while queue:
            async with self._room:
                wait = await self._attempt(queue[0])
            if wait is None:
                queue.popleft()
            else:
                # Outside the semaphore: who waits for Telegram holds nobody else up.
                await asyncio.sleep(wait)
        del self._queues[key]

    async def _attempt(self, update: Update) -> float | None:
        """Handle one update; None when it is done with, else the seconds to wait."""
        fault = await self._try(update)
        if fault is None:
            self._store.done(update.update_id)
            return None
        if isinstance(fault, inbox.TakenUp):
            log.info("update %s: another process does it", update.update_id)
            return None
        if _may_pass(fault) and not cannot_keep(fault):
            return await self._again(update, fault)
        await self._fail(update, fault)
        return None

    async def _try(self, update: Update) -> Exception | None:
        """Handle one update; what went wrong. Outside of this no verb counts as its doing."""
        token = handling.set(update.update_id)
        try:
            await self._handle(update)
        except Forbidden:
            log.info("update %s: the person has blocked the bot", update.update_id)
        except Exception as fault:
            return fault
        finally:
            handling.reset(token)
        return None

    async def _again(self, update: Update, fault: Exception) -> float | None:
        try:
            state, tries = await self._store.run(inbox.count_try, update.update_id)
        except PASSING:
            return self._waits[0]
        log.warning("update %s, try %s: %s", update.update_id, tries, type(fault).__name__)
        if tries > len(self._waits):
            await self._fail(update, fault)
            return None
        chat = update.effective_chat
        if state == inbox.KEPT and chat:
            # It is kept: to do it again would be refused. What is owed is a word about it.
            self.owe(chat.id, [update.update_id])
            return None
        return self._waits[tries - 1]

    async def _fail(self, update: Update, fault: Exception) -> None:
        """Say that it failed for good. Whatever becomes of that, others wait behind it."""
        try:
            await self._apologise(update, fault)
        except Exception as unsaid:
            name = type(unsaid).__name__
            log.error("update %s failed, unsaid (%s)", update.update_id, name, exc_info=fault)  # noqa: TRY400 - that of the update
        if cannot_keep(fault):
            # They were asked to do it again, so this one is done with, as soon as that can be
            # written.
            self._store.done(update.update_id)
            return
        with suppress(*PASSING):
            await self._store.run(inbox.give_up, update.update_id)

    async def _settle(self, chat_id: int, update_ids: list[int]) -> None:
        for wait in (*self._waits, None):
            try:
                await self._remind(chat_id)
            except Exception as fault:
                if wait is None or not _may_pass(fault):
                    name = type(fault).__name__
                    log.warning("chat %s was not told where it stands: %s", chat_id, name)
                    break
                await asyncio.sleep(wait)
            else:
                break
        for update_id in update_ids:
            self._store.done(update_id)


def _may_pass(fault: Exception) -> bool:
    return isinstance(fault, PASSING) and not isinstance(fault, BadRequest)
