"""Screens as Telegram calls: sent, or put in the place of an older one."""

import asyncio
import logging
import random
from typing import Any

from telegram import Bot, CallbackQuery, InputFile, Message
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
from bot.screen import Button, Screen

log = logging.getLogger(__name__)

Fields = dict[str, Any]

TRIES = 5
TOAST_LIMIT = 200
HUSH_SECONDS = 3.0
HTML: Fields = {"parse_mode": "HTML"}
NO_PREVIEW: Fields = {"link_preview_options": {"is_disabled": True}}


async def send(bot: Bot, chat_id: int, screen: Screen, reply_to: int | None = None) -> None:
    """Send a screen as a new message; a reply stays a plain message where its like is gone."""
    fields: Fields = {"chat_id": chat_id, "reply_markup": keyboard(screen)}
    if reply_to:
        fields["reply_parameters"] = {
            "message_id": reply_to,
            "allow_sending_without_reply": True,
        }
    if screen.photo is not None:
        photo = InputFile(screen.photo)
        await patiently(bot, "sendPhoto", **fields, photo=photo, caption=screen.text, **HTML)
        return
    if screen.document is not None:
        document = InputFile(screen.document.content, filename=screen.document.name)
        await patiently(
            bot, "sendDocument", **fields, document=document, caption=screen.text or None, **HTML
        )
        return
    try:
        await patiently(bot, "sendMessage", **fields, text=screen.text, **HTML, **NO_PREVIEW)
    except BadRequest as wrong:
        if "can't parse entities" not in wrong.message.lower():
            raise
        log.exception("a screen was not Telegram's HTML; sent as plain text")
        await patiently(bot, "sendMessage", **fields, text=plain(screen.text))


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
            bot,
            "editMessageText",
            repeatable=True,
            chat_id=chat_id,
            message_id=message_id,
            text=screen.text,
            reply_markup=keyboard(screen),
            **HTML,
            **NO_PREVIEW,
        )
    except BadRequest as wrong:
        if "not modified" not in wrong.message.lower():
            # Deleted, or too old to be changed: the person still gets to see it.
            await send(bot, chat_id, screen)


async def alert(query: CallbackQuery, text: str) -> None:
    """Say it over the pressed button; in the chat, where the press is too old to be answered."""
    try:
        await patiently(
            query.get_bot(),
            "answerCallbackQuery",
            callback_query_id=query.id,
            text=text[:TOAST_LIMIT],
            show_alert=True,
        )
    except BadRequest:
        await say(query.get_bot(), query.from_user.id, text)


async def say(bot: Bot, chat_id: int, text: str) -> None:
    await patiently(bot, "sendMessage", chat_id=chat_id, text=text)


async def hush(query: CallbackQuery) -> None:
    """Stop the button's turning. It stops by itself as well, so nothing waits long for this."""
    try:
        async with asyncio.timeout(HUSH_SECONDS):
            await call(query.get_bot(), "answerCallbackQuery", callback_query_id=query.id)
    except BadRequest as late:
        # «query is too old», most likely.
        log.debug("a press was answered late: %s", late.message)
    except (TelegramError, TimeoutError) as fault:
        log.info("a press was not answered: %s", type(fault).__name__)


async def call(bot: Bot, method: str, **fields: Any) -> None:
    """Make a call of the Bot API whose result is not wanted: no object is made of it, and none of
    what goes out, which would be a sixth of the time of a press."""
    await bot.do_api_request(method, api_kwargs=fields)


async def patiently(
    bot: Bot, method: str, tries: int = TRIES, *, repeatable: bool = False, **fields: Any
) -> None:
    """`call`, again where Telegram is out of reach; one whose outcome is unknown is made once
    more at most, unless it is `repeatable`: done twice, it does the same."""
    unknown = 0
    for attempt in range(1, tries + 1):
        try:
            return await call(bot, method, **fields)
        except (BadRequest, Forbidden, RetryAfter):
            # A 429 was waited for already, where it belongs (request.py).
            raise
        except NetworkError as fault:
            unknown += isinstance(fault, TimedOut)
            if attempt == tries or (unknown > 1 and not repeatable):
                raise
            await asyncio.sleep(min(2 ** (attempt - 1), 8) * random.uniform(0.2, 0.6))
    raise AssertionError("the last try returns or raises")


def keyboard(screen: Screen) -> Fields | None:
    if not screen.rows:
        return None
    return {"inline_keyboard": [[_button(button) for button in row] for row in screen.rows]}


def _button(button: Button) -> Fields:
    if button.press is None:
        return {"text": button.label, "url": button.url}
    return {"text": button.label, "callback_data": pack(button.press)}
