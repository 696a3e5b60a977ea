"""Where raw updates come in: kept in the inbox first, parsed and handed on after."""

import json
import logging
from datetime import UTC, datetime
from typing import Any

from telegram import Bot, Update

from bot.engine.dispatch import Dispatcher
from db import inbox
from db.inbox import Received
from db.store import Store

log = logging.getLogger(__name__)

ALLOWED = ["message", "callback_query"]


class Intake:
    def __init__(self, store: Store, bot: Bot, dispatcher: Dispatcher) -> None:
        self._store = store
        self._bot = bot
        self._dispatcher = dispatcher

    async def take(self, raws: list[dict[str, Any]]) -> None:
        """Keep raw updates and hand on those that are new. When this returns, Telegram may
        forget them."""
        received = [
            Received(raw["update_id"], _chat_id(raw), json.dumps(raw, ensure_ascii=False))
            for raw in raws
        ]
        fresh = await self._store.run(inbox.receive, received, datetime.now(UTC))
        for raw in raws:
            if raw["update_id"] in fresh:
                fresh.discard(raw["update_id"])
                await self._hand_on(raw)

    async def recover(self) -> None:
        """Take up what an earlier process left: do what waits, tell those who are owed a word."""
        await self._store.run(inbox.sweep, datetime.now(UTC))
        owed = await self._store.read(inbox.owed)
        for chat_id, update_ids in owed.items():
            self._dispatcher.owe(chat_id, update_ids)
        for received in await self._store.read(inbox.waiting):
            await self._hand_on(json.loads(received.payload))

    async def _hand_on(self, raw: dict[str, Any]) -> None:
        try:
            update = Update.de_json(raw, self._bot)
        except Exception:
            log.exception("update %s cannot be read", raw["update_id"])
            await self._store.run(inbox.give_up, raw["update_id"])
            return
        self._dispatcher.submit(update)


def _chat_id(raw: dict[str, Any]) -> int | None:
    """The private chat that the update came from, if its form is what we expect."""
    part = raw.get("message") or (raw.get("callback_query") or {}).get("message")
    chat = part.get("chat") if isinstance(part, dict) else None
    if not isinstance(chat, dict) or chat.get("type") != "private":
        return None
    chat_id = chat.get("id")
    return chat_id if isinstance(chat_id, int) else None
