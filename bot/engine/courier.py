"""Carries what is pushed: in the bulk lane, a ledger row for each person, resumed after a kill."""

import asyncio
import logging
from collections.abc import Callable
from datetime import UTC, datetime

from telegram import Bot
from telegram.error import BadRequest, Forbidden, TelegramError

from bot.engine import metrics, outgoing
from bot.engine.request import bulk
from bot.screen import Screen
from db import delivery
from db.soundness import cannot_keep
from db.store import Store
from questions.delivery import IN_FLIGHT, Parcel

log = logging.getLogger(__name__)

# How often the ledger is looked at while there is nothing to do.
IDLE_SECONDS = 1.0

Draw = Callable[[Parcel], Screen]


async def carry(bot: Bot, store: Store, draw: Draw, idle: float = IDLE_SECONDS) -> None:
    """Send what is due, as `draw` has it, for ever, until cancelled. What is in flight then may
    be sent again."""
    bulk.set(True)
    while True:
        try:
            parcels = await store.run(delivery.claim, IN_FLIGHT, datetime.now(UTC))
            await asyncio.gather(*(_send(bot, store, draw, parcel) for parcel in parcels))
        except Exception as fault:
            said = "what is to be pushed could not be read or noted; again in a moment"
            log.error(said, exc_info=None if cannot_keep(fault) else fault)  # noqa: TRY400
            parcels = []
        if not parcels:
            await asyncio.sleep(idle)


async def _send(bot: Bot, store: Store, draw: Draw, parcel: Parcel) -> None:
    state = delivery.SENT
    try:
        await outgoing.send(bot, parcel.person_id, draw(parcel))
    except Forbidden:
        state = delivery.BLOCKED
    except BadRequest as wrong:
        # «chat not found»: they never wrote, or are gone from Telegram.
        state = delivery.BLOCKED if "chat not found" in wrong.message.lower() else delivery.FAILED
    except TelegramError as fault:
        log.warning("push %s to one person: %s", parcel.push_id, type(fault).__name__)
        state = delivery.FAILED
    except Exception:
        # What cannot be drawn holds up nobody else's message.
        log.exception("push %s cannot be told", parcel.push_id)
        state = delivery.FAILED
    await store.run(delivery.settle, parcel, state, datetime.now(UTC))
    metrics.settled(state)
