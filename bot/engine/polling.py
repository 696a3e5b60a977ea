"""Fetching updates. An update is confirmed to Telegram only after it is in the inbox."""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable
from typing import Any

from telegram import Bot
from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter

from bot.engine.dispatch import Dispatcher
from bot.engine.intake import ALLOWED, Intake
from db.soundness import cannot_keep, trouble

log = logging.getLogger(__name__)

LONG_POLL = 30
BATCH = 100
WAIT_AT_MOST = 30.0


async def poll(
    bot: Bot, intake: Intake, dispatcher: Dispatcher, reached: Callable[[], Awaitable[None]]
) -> None:
    """Fetch for ever, until cancelled. `reached` is told each time that Telegram has answered."""
    # After trouble the first look is a short one: who pressed meanwhile has waited enough.
    offset, wait, may_poll, patience = 0, 1.0, False, 0
    while True:
        await dispatcher.room_for_more()
        try:
            if not may_poll:
                # One that was set earlier would keep updates from us.
                may_poll = await bot.delete_webhook(drop_pending_updates=False)
            raws = await _fetch(bot, offset, patience)
            if raws:
                await intake.take(raws)
                offset = raws[-1]["update_id"] + 1
            await reached()
            wait, patience = 1.0, LONG_POLL
        except InvalidToken:
            raise
        except Conflict:
            log.warning("another process fetches with this token; waiting for it to end")
            await asyncio.sleep(5)
        except RetryAfter as busy:
            after = busy.retry_after
            await asyncio.sleep(after if isinstance(after, int) else after.total_seconds())
        except NetworkError as fault:
            log.warning("Telegram is not reached (%s); again in %.0f s", fault.message, wait)
            await asyncio.sleep(wait * random.uniform(0.8, 1.2))
            wait, patience = min(wait * 2, WAIT_AT_MOST), 0
        except Exception as fault:
            # Not kept, so not confirmed: Telegram gives the same updates once more.
            if cannot_keep(fault):
                log.error("updates could not be kept: %s", trouble(fault))  # noqa: TRY400 - it is known
                await asyncio.sleep(1)
                continue
            log.exception("updates could not be kept; again in %.0f s", wait)
            await asyncio.sleep(wait)
            wait = min(wait * 2, WAIT_AT_MOST)


async def _fetch(bot: Bot, offset: int, patience: int) -> list[dict[str, Any]]:
    """Raw updates: parsing comes after keeping, so that a malformed one stops no other."""
    raws: list[dict[str, Any]] = await bot.do_api_request(
        "getUpdates",
        api_kwargs={
            "offset": offset,
            "limit": BATCH,
            "timeout": patience,
            "allowed_updates": ALLOWED,
        },
        read_timeout=LONG_POLL + 10,
    )
    return raws
