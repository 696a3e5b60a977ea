"""Where raw updates come in: kept in the inbox first, parsed and handed on after."""

import asyncio
import json
import logging
import re
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy.exc import DBAPIError
from telegram import Bot, Update

from bot.engine import metrics
from bot.engine.dispatch import PASSING, Dispatcher
from db import inbox
from db.inbox import Received
from db.soundness import cannot_keep
from db.store import Store

log = logging.getLogger(__name__)

TIDY_SECONDS = 3600.0
# What was received is handed on at once; after this long it was forgotten.
LYING = timedelta(seconds=30)
ALLOWED = ["message", "callback_query", "my_chat_member"]

# What handlers look at of a message whose button was pressed.
_PRESSED = ("message_id", "date", "chat", "text")
# Also found where none is: then the slow way only finds nothing to leave out.
_ODD = re.compile(r"[\ud800-\udfff]|\\u0000")


class Intake:
    def __init__(self, store: Store, bot: Bot, dispatcher: Dispatcher) -> None:
        self._store = store
        self._bot = bot
        self._dispatcher = dispatcher
        self._seen_lying: set[int] = set()
        self._unkept: set[int] = set()

    async def take(self, raws: list[dict[str, Any]]) -> None:
        """Keep raw updates and hand on those that are new. When this returns, Telegram may
        forget them."""
        received = [Received(raw["update_id"], _chat_id(raw), _written(raw)) for raw in raws]
        for raw in raws:
            metrics.received(raw)
        try:
            fresh = await self._store.run(
                inbox.receive, received, datetime.now(UTC), self._store.worker
            )
        except DBAPIError as fault:
            if cannot_keep(fault):
                await self._answer_unkept(received)
            raise
        # Answered already, and asked to do it again where it could not be done.
        answered = fresh & self._unkept
        for update_id in answered:
            self._store.done(update_id)
        fresh -= answered
        self._unkept -= answered
        for each in received:
            if each.update_id in fresh:
                fresh.discard(each.update_id)
                await self._hand_on(each)

    async def _answer_unkept(self, received: list[Received]) -> None:
        """Nothing can be written: who asks is answered all the same, once, and who does something
        is told that it is not saved. Telegram keeps it until we can."""
        for each in received:
            if each.update_id not in self._unkept:
                self._unkept.add(each.update_id)
                await self._hand_on(each)

    async def recover(self) -> None:
        """Take up what an earlier process left: do what waits, tell those who are owed a word."""
        await self._store.run(inbox.sweep, datetime.now(UTC))
        await self.take_up()

    async def take_up(self) -> None:
        """What processes that are gone had in hand is ours now."""
        waiting, owed = await self._store.run(inbox.take_up, self._store.worker)
        for chat_id, update_ids in owed.items():
            self._dispatcher.owe(chat_id, update_ids)
        for received in waiting:
            await self._hand_on(received)

    async def pick_up(self) -> None:
        """Do what is in the inbox for us and was never handed on: kept, but the word that it was
        kept did not come back. Two looks in a row must see it, for others are about to be handed
        on."""
        in_hand = self._dispatcher.numbers()
        before = datetime.now(UTC) - LYING
        rows = await self._store.read(inbox.left_lying, before, self._store.worker)
        lying = {row.update_id: row for row in rows if row.update_id not in in_hand}
        again = [row for number, row in lying.items() if number in self._seen_lying]
        self._seen_lying = set(lying)
        for received in again:
            await self._hand_on(received)

    async def tidy(self, seconds: float = TIDY_SECONDS) -> None:
        """Sweep the inbox every so often, until cancelled. At the start `recover` has done it."""
        while True:
            await asyncio.sleep(seconds)
            try:
                await self._store.run(inbox.sweep, datetime.now(UTC))
            except Exception:
                log.exception("the inbox could not be swept; again in a while")

    async def _hand_on(self, received: Received) -> None:
        try:
            update = Update.de_json(_spare(json.loads(received.payload)), self._bot)
        except Exception:
            log.exception("update %s cannot be read", received.update_id)
            # Should that fail, it is tried again at the next start; others must not wait for it.
            with suppress(*PASSING):
                await self._store.run(inbox.give_up, received.update_id)
            return
        self._dispatcher.submit(update)


def _spare(raw: dict[str, Any]) -> dict[str, Any]:
    """Of a message whose button was pressed only what handlers look at: to make objects of its
    buttons and entities would be a tenth of the time of a press."""
    press = raw.get("callback_query")
    if isinstance(press, dict) and isinstance(pressed := press.get("message"), dict):
        press["message"] = {name: pressed[name] for name in _PRESSED if name in pressed}
    return raw


def _chat_id(raw: dict[str, Any]) -> int | None:
    """The private chat that the update came from, if its form is what we expect."""
    press = raw.get("callback_query")
    part = raw.get("message") or (press.get("message") if isinstance(press, dict) else None)
    chat = part.get("chat") if isinstance(part, dict) else None
    if not isinstance(chat, dict) or chat.get("type") != "private":
        return None
    chat_id = chat.get("id")
    return chat_id if isinstance(chat_id, int) else None


def _written(raw: dict[str, Any]) -> str:
    """The update as JSON, without what no database keeps: halves of letters, and the letter 0."""
    written = json.dumps(raw, ensure_ascii=False)
    return json.dumps(_kept(raw), ensure_ascii=False) if _ODD.search(written) else written


def _kept(value: Any) -> Any:
    if isinstance(value, str):
        return "".join(c for c in value if c != "\x00" and not "\ud800" <= c <= "\udfff")
    if isinstance(value, list):
        return [_kept(each) for each in value]
    if isinstance(value, dict):
        return {_kept(key): _kept(each) for key, each in value.items()}
    return value
