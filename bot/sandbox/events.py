"""What each person's screen was told, numbered, and waiting for what comes next."""

import asyncio
from collections import deque
from collections.abc import Iterable

from bot.sandbox.params import Json

KEPT = 20_000


class Events:
    """One bounded list per person, one numbering for all."""

    def __init__(self) -> None:
        self.seq = 0
        self.closed = False
        self._told: dict[int, deque[Json]] = {}
        self._waiting: dict[int, list[asyncio.Future[None]]] = {}

    def tell(self, people: Iterable[int], event: Json) -> None:
        """Number the event, put it on each person's list and wake who waits."""
        self.seq += 1
        event["seq"] = self.seq
        for person in people:
            told = self._told.get(person)
            if told is None:
                told = self._told[person] = deque(maxlen=KEPT)
            told.append(event)
            for waiter in self._waiting.pop(person, ()):
                if not waiter.done():
                    waiter.set_result(None)

    def since(self, person: int, seq: int) -> list[Json]:
        """The person's events after that number, oldest first."""
        newer: list[Json] = []
        for event in reversed(self._told.get(person, ())):
            if event["seq"] <= seq:
                break
            newer.append(event)
        newer.reverse()
        return newer

    async def wait(self, person: int, seq: int, seconds: float) -> list[Json]:
        """Events after that number as soon as there is one; empty when time is up."""
        newer = self.since(person, seq)
        if newer or seconds <= 0 or self.closed:
            return newer
        waiter: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(person, []).append(waiter)
        await asyncio.wait([waiter], timeout=seconds)
        waiter.cancel()
        return self.since(person, seq)

    def close(self) -> None:
        """Nobody needs to wait any longer."""
        self.closed = True
        for waiters in self._waiting.values():
            for waiter in waiters:
                if not waiter.done():
                    waiter.set_result(None)
        self._waiting.clear()
