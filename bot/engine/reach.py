"""Whether Telegram is within reach, and what there is to make up for when it is again."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import UTC, datetime
from math import inf

from bot.engine.dispatch import PASSING, Dispatcher
from db import outage
from db.store import Store
from questions.outage import FORGOTTEN, NOTED_EVERY, Outage

log = logging.getLogger(__name__)

# What came in meanwhile is done first, and may be just what the open question waited for.
PATIENCE = 20.0

MakeUp = Callable[[Outage], Awaitable[None]]


def _seconds() -> float:
    """A clock that nobody sets, and that goes on while the machine sleeps."""
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))


class Reach:
    """`make_up` is called once for each outage that was so long that presses were forgotten."""

    def __init__(
        self,
        store: Store,
        dispatcher: Dispatcher,
        make_up: MakeUp,
        clock: Callable[[], float] = _seconds,
    ) -> None:
        self._store = store
        self._dispatcher = dispatcher
        self._make_up = make_up
        self._clock = clock
        self._last: float | None = None
        self._noted: float | None = None
        self._away = False
        self._found: asyncio.Queue[Outage] = asyncio.Queue()
        self._known: Outage | None = None

    @property
    def silent(self) -> float:
        """How many seconds ago Telegram answered; without end where it has not yet."""
        return inf if self._last is None else self._clock() - self._last

    async def reached(self) -> None:
        """Telegram has just answered. Whether it had for long not done so while this process ran,
        is told by a clock that nobody sets; before that, by the last note."""
        now = self._clock()
        if self._last is not None and now - self._last > FORGOTTEN.total_seconds():
            self._away = True
        self._last = now
        since = None if self._noted is None else now - self._noted
        if since is not None and since < NOTED_EVERY.total_seconds() and not self._away:
            return
        away = None if since is None else self._away
        try:
            found = await self._store.run(outage.reached, datetime.now(UTC), away)
        except PASSING:
            # Noted the next time.
            return
        self._noted, self._away = now, False
        if found and found != self._known:
            self._known = found
            self._found.put_nowait(found)

    async def go_on(self) -> None:
        """Make up for outages as they are found, for ever, until cancelled."""
        while True:
            found = await self._found.get()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._dispatcher.drain(), PATIENCE)
            try:
                await self._make_up(found)
            except Exception:
                log.exception("not everybody was shown their question again")

    async def keep_noting(self) -> None:
        """Where Telegram calls us, and not we it, being there is all that can be noted."""
        while True:
            await self.reached()
            await asyncio.sleep(NOTED_EVERY.total_seconds())
