"""What goes wrong in a long run: Telegram fails, repeats itself, mixes things up."""

import asyncio
import random
import time
from collections import deque
from collections.abc import Callable
from typing import Any

from bot.sandbox import Sandbox
from bot.sandbox.faults import Rule
from bot.sandbox.updates import Update

# Fetching fails so often, in seconds. As it is tried again later and later, more of it would be an
# outage, and nothing else.
FETCHES = 20.0
METHODS = ("sendMessage", "editMessageText", "answerCallbackQuery")


class Trouble:
    """`count` says how often each kind struck."""

    def __init__(self, sandbox: Sandbox, pause: float) -> None:
        self._sandbox = sandbox
        self._pause = pause
        self.count: dict[str, int] = {}
        self._fetched = time.monotonic()
        updates: Any = sandbox.world.updates
        updates.ready = self._mixed(updates.ready)

    async def go_on(self) -> None:
        """For ever, until cancelled."""
        while True:
            await asyncio.sleep(random.uniform(0, 2 * self._pause))
            if random.random() < 0.3:
                self._redeliver()
            else:
                self._strike()

    def end(self) -> None:
        self._sandbox.bot_api.faults.rules.clear()

    def _strike(self) -> None:
        kind, rule = random.choice((
            ("429", {"status": 429, "retry_after": 1}),
            ("500", {"status": 500}),
            ("502", {"status": 502}),
            ("cut before", {"reset": True}),
            ("cut after", {"reset": True, "after": True}),
            ("hangs", {"hang_ms": random.randrange(200, 3000)}),
        ))  # fmt: skip
        method, times = random.choice(METHODS), random.randint(1, 2)
        if kind != "hangs" and time.monotonic() - self._fetched > FETCHES:
            self._fetched = time.monotonic()
            method, times = "getUpdates", 1
        rules = self._sandbox.bot_api.faults.rules
        if sum(waiting.method == method for waiting in rules) < 2:
            self._note(kind)
            rules.append(Rule(method, times=times, **rule))  # type: ignore[arg-type]

    def _redeliver(self) -> None:
        updates = self._sandbox.world.updates
        known = list(updates._confirmed)[-500:]
        if known:
            self._note("redelivered")
            updates.redeliver(random.sample(known, min(len(known), random.randint(1, 5))))

    def _mixed(self, ready: Callable[[int], list[Update]]) -> Callable[[int], list[Update]]:
        """What different people do comes in any order; of one person, messages in theirs and
        presses in theirs, as by webhook."""

        def mixed(limit: int) -> list[Update]:
            batch = ready(limit)
            if random.random() < 0.5 or len(batch) < 2:
                return batch
            queues: dict[tuple[int, str], deque[Update]] = {}
            for update in batch:
                queues.setdefault((update.person, update.kind), deque()).append(update)
            self._note("out of order")
            order = list(queues)
            out = []
            while order:
                key = random.choice(order)
                out.append(queues[key].popleft())
                if not queues[key]:
                    order.remove(key)
            return out

        return mixed

    def _note(self, kind: str) -> None:
        self.count[kind] = self.count.get(kind, 0) + 1
