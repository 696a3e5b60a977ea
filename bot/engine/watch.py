"""Among the processes of one token: seen alive, at hand when another dies, and one that leads."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import Any

from bot.engine.intake import Intake
from db.presence import Alone, Presence

log = logging.getLogger(__name__)

# What a dead process had in hand waits no longer than this.
SECONDS = 2.0
# So long a process that was just killed may still seem to be there.
LINGERS = 3.0

Work = Callable[[], list[Coroutine[Any, Any, None]]]


class Watch:
    def __init__(self, presence: Alone | Presence, intake: Intake, work: Work) -> None:
        """`work` is what only one process of a token may do."""
        self._presence = presence
        self._intake = intake
        self._work = work
        self._led: list[asyncio.Task[None]] = []

    @property
    def leads(self) -> bool:
        return self._presence.leads

    async def appear(self) -> None:
        """Be seen, before anything is received."""
        await asyncio.to_thread(self._presence.renew)

    async def is_first(self) -> bool:
        """Whether we lead, once whoever was killed a moment ago is gone."""
        for _ in range(int(LINGERS / 0.1)):
            if self.leads:
                break
            await asyncio.sleep(0.1)
            await self.appear()
        return self.leads

    async def go_on(self, seconds: float = SECONDS) -> None:
        """For ever, until cancelled."""
        trouble = False
        while True:
            self._follow()
            await asyncio.sleep(seconds)
            try:
                await self.appear()
                if self._presence.shared:
                    await self._intake.take_up()
                await self._intake.pick_up()
                trouble = False
            except Exception as fault:
                # Once, and not each time, for as long as it lasts.
                if not trouble:
                    log.warning("the database is not reached: %s", type(fault).__name__)
                trouble = True

    async def rest(self) -> None:
        """End what only one may do."""
        for task in self._led:
            task.cancel()
        for task in self._led:
            with suppress(asyncio.CancelledError, Exception):
                await task
        self._led = []

    def _follow(self) -> None:
        if self.leads and not self._led:
            log.info("this process leads")
            self._led = [asyncio.create_task(work) for work in self._work()]
        if not self.leads and self._led:
            log.warning("this process leads no more")
            for task in self._led:
                task.cancel()
            self._led = []
