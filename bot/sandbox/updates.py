"""Updates that wait for the bot, kept until it confirms them."""

import asyncio
import itertools
import json
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bot.sandbox.params import Json

KEPT = 20_000
LIFETIME_SECONDS = 24 * 3600
CALLBACK_LIFETIME_SECONDS = 150
MAX_UPDATE_BYTES = 64 * 1024
# Seconds since 1970.
_BEGINNING = 1_700_000_000
# Kinds a bot gets only when it names them in allowed_updates.
_ON_DEMAND = {"chat_member", "message_reaction", "message_reaction_count"}


@dataclass(slots=True)
class Update:
    """One update as it will be sent; `person` is whose doing it is."""

    id: int
    kind: str
    person: int
    body: bytes
    expires_at: float
    # Confirmed once already and put back: it goes out whatever offset is asked for.
    again: bool = False


class Updates:
    """The queue between Telegram and the bot: sequential ids, repeated until confirmed."""

    def __init__(self, clock: Callable[[], float], first_id: int | None = None) -> None:
        self._clock = clock
        # A sandbox started later goes on above an earlier one, unless that had more than ten
        # updates a second: a bot that remembers what it had already must not take new ones for
        # old. Counted from late 2023, so that it stays as small as Telegram's are.
        self._next_id = max(1, int((clock() - _BEGINNING) * 10)) if first_id is None else first_id
        self.pending: OrderedDict[int, Update] = OrderedDict()
        self._confirmed: OrderedDict[int, Update] = OrderedDict()
        self._waiting: list[asyncio.Future[None]] = []
        self.allowed: frozenset[str] = frozenset()
        # What a webhook does when something arrives; None while the bot polls.
        self.arrived: Callable[[Update], None] | None = None

    def now(self) -> float:
        return self._clock()

    def push(self, kind: str, content: Json, person: int) -> None:
        """Queue an update, unless the bot did not ask for this kind."""
        if kind not in self.allowed if self.allowed else kind in _ON_DEMAND:
            return
        self._add(self._take_id(), kind, {kind: content}, person)

    def push_raw(self, update: Json, person: int = 0) -> int:
        """Queue any JSON object as it is; without an update_id it gets the next one."""
        given = update.get("update_id")
        update_id = given if isinstance(given, int) else self._take_id()
        kind = next((key for key in update if key != "update_id"), "")
        rest = {key: value for key, value in update.items() if key != "update_id"}
        self._add(update_id, kind, rest, person)
        return update_id

    def redeliver(self, update_ids: Iterable[int]) -> list[int]:
        """Put confirmed updates back in the queue; answers which were still known."""
        back = []
        for update_id in update_ids:
            update = self._confirmed.pop(update_id, None) or self.pending.get(update_id)
            if update is not None:
                update.again = True
                update.expires_at = self._clock() + LIFETIME_SECONDS
                back.append(update_id)
                self._queue(update)
        return back

    def confirm(self, offset: int) -> None:
        """Forget updates before the offset; a negative one keeps only so many from the end."""
        if offset < 0:
            for update_id in list(self.pending)[:offset]:
                self.done(update_id)
        older = itertools.takewhile(lambda update_id: update_id < offset, self.pending)
        for update_id in list(older):
            if not self.pending[update_id].again:
                self.done(update_id)

    def done(self, update_id: int) -> None:
        """The bot has it."""
        update = self.pending.pop(update_id, None)
        if update is not None:
            self._confirmed[update_id] = update
            if len(self._confirmed) > KEPT:
                self._confirmed.popitem(last=False)

    def ready(self, limit: int) -> list[Update]:
        """The oldest updates that are still worth sending."""
        self.forget_expired()
        batch = []
        for update in self.pending.values():
            batch.append(update)
            if len(batch) == limit:
                break
        return batch

    def forget_expired(self) -> None:
        """Drop button presses after 150 seconds and all else after a day."""
        now = self._clock()
        for update_id in [known for known, u in self.pending.items() if u.expires_at <= now]:
            del self.pending[update_id]

    def drop(self, kind: str | None = None) -> None:
        """Forget what waits, of one kind or all of it."""
        for update_id in [u.id for u in self.pending.values() if kind in {None, u.kind}]:
            del self.pending[update_id]

    async def wait(self, seconds: float) -> None:
        """Until something arrives, or time is up."""
        waiter: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append(waiter)
        await asyncio.wait([waiter], timeout=seconds)
        waiter.cancel()

    def wake(self) -> None:
        """Let everybody who waits look again."""
        waiting, self._waiting = self._waiting, []
        for waiter in waiting:
            if not waiter.done():
                waiter.set_result(None)

    def _take_id(self) -> int:
        self._next_id += 1
        return self._next_id - 1

    def _add(self, update_id: int, kind: str, content: Json, person: int) -> None:
        body = json.dumps({"update_id": update_id, **content}, separators=(",", ":")).encode()
        if len(body) > MAX_UPDATE_BYTES:
            return
        lifetime = CALLBACK_LIFETIME_SECONDS if kind == "callback_query" else LIFETIME_SECONDS
        self._queue(Update(update_id, kind, person, body, self._clock() + lifetime))

    def _queue(self, update: Update) -> None:
        late = bool(self.pending) and update.id < next(reversed(self.pending))
        self.pending[update.id] = update
        if late:
            self.pending = OrderedDict(sorted(self.pending.items()))
        self.wake()
        if self.arrived is not None:
            self.arrived(update)
