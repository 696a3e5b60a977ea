"""Screens as Telegram calls: sent, or put in the place of an older one."""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from telegram import (
    Bot,
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    LinkPreviewOptions,
    Message,
    ReplyParameters,
)
from telegram.error import (
    BadRequest,
    Forbidden,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.html import plain
from bot.presses import pack
from bot.screen import Screen

log = logging.getLogger(__name__)

R = TypeVar("R")

TRIES = 5
TOAST_LIMIT = 200
HUSH_SECONDS = 3.0
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


async def send(bot: Bot, chat_id: int, screen: Screen, reply_to: int | None = None) -> Message:
    """Send a screen as a new message; a reply stays a plain message where its like is gone."""
    options: dict[str, Any] = {"reply_markup": keyboard(screen)}
    if reply_to:
        options["reply_parameters"] = ReplyParameters(reply_to, allow_sending_without_reply=True)
    if screen.photo is not None:
        photo = screen.photo
        return await patiently(
            lambda: bot.send_photo(
                chat_id, photo, caption=screen.text, parse_mode="HTML", **options
            )
        )
    if screen.document is not None:
        document = screen.document
        return await patiently(
            lambda: bot.send_document(
                chat_id,
                InputFile(document.content, filename=document.name),
                caption=screen.text or None,
                parse_mode="HTML",
                **options,
            )
        )
    try:
        return await patiently(
            lambda: bot.send_message(
                chat_id,
                screen.text,
                parse_mode="HTML",
                link_preview_options=NO_PREVIEW,
                **options,
            )
        )
    except BadRequest as wrong:
        if "can't parse entities" not in wrong.message.lower():
            raise
        log.exception("a screen was not Telegram's HTML; sent as plain text")
        return await patiently(lambda: bot.send_message(chat_id, plain(screen.text), **options))


async def turn(query: CallbackQuery, message: Message, screen: Screen) -> None:
    """Answer the press and put the screen in the place of the pressed message."""
    bot = query.get_bot()
    if not message.text:
        # A picture or a file has no text to be changed.
        await asyncio.gather(hush(query), send(bot, message.chat.id, screen))
        return
    await asyncio.gather(hush(query), replace(bot, message.chat.id, message.message_id, screen))


async def replace(bot: Bot, chat_id: int, message_id: int, screen: Screen) -> None:
    """Put the screen in the place of a message; below it, where that cannot be."""
    if screen.photo is not None or screen.document is not None:
        await send(bot, chat_id, screen)
        return
    try:
        await patiently(
            lambda: bot.edit_message_text(
                screen.text,
                chat_id,
                message_id,
                parse_mode="HTML",
                reply_markup=keyboard(screen),
                link_preview_options=NO_PREVIEW,
            ),
            repeatable=True,
        )
    except BadRequest as wrong:
        if "not modified" not in wrong.message.lower():
            # Deleted, or too old to be changed: the person still gets to see it.
            await send(bot, chat_id, screen)


async def alert(query: CallbackQuery, text: str) -> None:
    """Say it over the pressed button; in the chat, where the press is too old to be answered."""
    try:
        await patiently(lambda: query.answer(text[:TOAST_LIMIT], show_alert=True))
    except BadRequest:
        await say(query.get_bot(), query.from_user.id, text)


async def say(bot: Bot, chat_id: int, text: str) -> None:
    await patiently(lambda: bot.send_message(chat_id, text))


async def hush(query: CallbackQuery) -> None:
    """Stop the button's turning. It stops by itself as well, so nothing waits long for this."""
    try:
        async with asyncio.timeout(HUSH_SECONDS):
            await query.answer()
    except BadRequest as late:
        # «query is too old», most likely.
        log.debug("a press was answered late: %s", late.message)
    except (TelegramError, TimeoutError) as fault:
        log.info("a press was not answered: %s", type(fault).__name__)


async def patiently(
    call: Callable[[], Awaitable[R]], tries: int = TRIES, *, repeatable: bool = False
) -> R:
    """Make a call, again where Telegram is out of reach; one whose outcome is unknown is made once
    more at most, unless it is `repeatable`: done twice, it does the same."""
    unknown = 0
    for attempt in range(1, tries + 1):
        try:
            return await call()
        except (BadRequest, Forbidden, RetryAfter):
            # A 429 was waited for already, where it belongs (request.py).
            raise
        except NetworkError as fault:
            unknown += isinstance(fault, TimedOut)
            if attempt == tries or (unknown > 1 and not repeatable):
                raise
            await asyncio.sleep(min(2 ** (attempt - 1), 8) * random.uniform(0.2, 0.6))
    raise AssertionError("the last try returns or raises")


def keyboard(screen: Screen) -> InlineKeyboardMarkup | None:
    if not screen.rows:
        return None
    return InlineKeyboardMarkup(
        [
            [
                InlineKeyboardButton(b.label, url=b.url)
                if b.press is None
                else InlineKeyboardButton(b.label, callback_data=pack(b.press))
                for b in row
            ]
            for row in screen.rows
        ]
    )
