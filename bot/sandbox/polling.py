"""getUpdates: long polling, one poller at a time."""

import asyncio

from bot.sandbox.errors import ApiError
from bot.sandbox.params import Params
from bot.sandbox.updates import Update, Updates

MAX_BATCH = 100
MAX_WAIT_SECONDS = 50
_TERMINATED = (
    "terminated by other getUpdates request; make sure that only one bot instance is running"
)


class Poller:
    """The one who may poll. Whoever comes later ends the wait of who was there first."""

    def __init__(self, updates: Updates) -> None:
        self._updates = updates
        self._turn = 0
        self._closed = False

    async def get_updates(self, params: Params) -> list[Update]:
        """Confirm what lies before the offset, then up to 100 updates, as soon as there is one."""
        updates = self._updates
        if updates.arrived is not None:
            raise ApiError(
                409,
                "can't use getUpdates method while webhook is active; "
                "use deleteWebhook to delete the webhook first",
            )
        self._turn += 1
        turn = self._turn
        updates.wake()
        choose_kinds(updates, params)
        updates.confirm(params.integer("offset"))
        limit = params.integer("limit", MAX_BATCH)
        batch = await self._wait(turn, limit if 1 <= limit <= MAX_BATCH else MAX_BATCH, params)
        for update in batch:
            update.again = False
        return batch

    def close(self) -> None:
        """End the wait of whoever polls, with what there is."""
        self._closed = True
        self._updates.wake()

    async def _wait(self, turn: int, limit: int, params: Params) -> list[Update]:
        loop = asyncio.get_running_loop()
        seconds = min(max(params.integer("timeout"), 0), MAX_WAIT_SECONDS)
        until = loop.time() + seconds
        while True:
            batch = self._updates.ready(limit)
            left = until - loop.time()
            if batch or left <= 0 or self._closed:
                return batch
            await self._updates.wait(left)
            if turn != self._turn:
                raise ApiError(409, _TERMINATED)


def choose_kinds(updates: Updates, params: Params) -> None:
    """allowed_updates holds from now on; left out, the last choice stays."""
    chosen = params.json("allowed_updates")
    if isinstance(chosen, list):
        updates.allowed = frozenset(map(str, chosen))
